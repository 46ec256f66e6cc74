//! Why the system does not tell of changes, in words.

use crate::diagnostic::{Code, Diagnostic, Severity};

const INSTEAD: &str = "the preview asks the disk again and again instead, so a change is seen a little later";

/// The system tells of no more changes.
pub(super) fn refused(error: &notify::Error) -> Diagnostic {
    let (message, help) = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => (
            "the system does not tell of changes: it watches too many folders for you already".to_owned(),
            Some(sysctl("max_user_watches", 524_288)),
        ),
        notify::ErrorKind::Io(error) if is_out_of_handles(error) => (
            "the system does not tell of changes: too many programs watch folders for you already".to_owned(),
            Some(sysctl("max_user_instances", 1_024)),
        ),
        notify::ErrorKind::Io(error) => {
            (format!("the system does not tell of changes: {}", crate::discover::cause_of(error)), None)
        }
        _ => (format!("the system does not tell of changes: {error}"), None),
    };
    warning(message).maybe_help(help).help(INSTEAD)
}

/// Changes that others make in this folder are not told.
pub(super) fn deaf(file_system: &str) -> Diagnostic {
    warning(format!(
        "the system does not tell of all changes here, because the magazine lies on a shared folder (`{file_system}`)"
    ))
    .help(INSTEAD)
    .help("with `--poll`, this message is not shown")
}

fn warning(message: String) -> Diagnostic {
    let mut it = Diagnostic::environment(Code::NotWatched, message);
    it.severity = Severity::Warning;
    it
}

fn sysctl(limit: &str, enough: u32) -> String {
    format!(
        "raise the limit with `sudo sysctl fs.inotify.{limit}={enough}`; to keep it, write `fs.inotify.{limit}={enough}` into `/etc/sysctl.d/60-inotify.conf`"
    )
}

/// `EMFILE`: of a system that counts who watches.
fn is_out_of_handles(error: &std::io::Error) -> bool {
    cfg!(unix) && error.raw_os_error() == Some(24)
}
