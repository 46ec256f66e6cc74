//! Files of a magazine that a command makes or changes: whole or not at all, and never over another.

use crate::diagnostic::{Code, Diagnostic};
use crate::discover::cause_of;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Makes a file below the root. It comes into its place whole, and only where nothing is.
pub(super) fn create(root: &Path, path: &str, text: &str) -> Result<(), Diagnostic> {
    let target = root.join(path);
    let failed = |error: &std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => Diagnostic::environment(Code::WriteFailed, format!("`{path}` is there already"))
            .help("nothing was written over it; choose another name"),
        _ => Diagnostic::environment(Code::WriteFailed, format!("`{path}` cannot be written: {}", cause_of(error)))
            .help("see that its folder can be written to, and that there is room on the disk"),
    };
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    }
    let aside = aside(&target, "new");
    let made = written(&aside, text.as_bytes()).and_then(|()| place(&aside, &target));
    let _ = fs::remove_file(&aside);
    made.map_err(|error| failed(&error))
}

/// A name beside a file that no magazine reads.
pub(super) fn aside(target: &Path, sort: &str) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Long names leave no room for more.
    let name: String = name.chars().take(40).collect();
    target.with_file_name(format!(".{name}.{}.{sort}~", std::process::id()))
}

/// Writes a file that is not there yet, down to the disk.
pub(super) fn written(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Moves a file to a name that is free. A second name fails where one is; a rename would go over it.
pub(super) fn place(from: &Path, to: &Path) -> std::io::Result<()> {
    match fs::hard_link(from, to) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            // A file system without second names: the name is taken first, and then what it holds comes.
            drop(fs::File::create_new(to)?);
            fs::rename(from, to)
        }
        done => done,
    }
}

/// One step of a change that is made as a whole.
pub(super) enum Step {
    /// A file gets another text.
    Write {
        /// As the author knows it.
        path: String,
        /// Where it lies.
        disk: PathBuf,
        /// What it holds.
        old: Vec<u8>,
        /// What it will hold.
        new: Vec<u8>,
    },
    /// A file or folder gets another name.
    Move {
        /// As the author knows them: before and after.
        paths: (String, String),
        /// Where it lies.
        from: PathBuf,
        /// Where it will.
        to: PathBuf,
    },
}

impl Step {
    /// Lays a new text beside its file: what is likely to fail fails before anything is changed.
    fn prepare(&self) -> std::io::Result<()> {
        let Step::Write { disk, new, .. } = self else { return Ok(()) };
        lay(disk, new)
    }

    fn take(&self) -> std::io::Result<()> {
        match self {
            Step::Write { disk, .. } => fs::rename(aside(disk, RENAME), disk),
            Step::Move { from, to, .. } => rename(from, to),
        }
    }

    fn undo(&self) -> std::io::Result<()> {
        match self {
            Step::Write { disk, old, .. } => lay(disk, old).and_then(|()| fs::rename(aside(disk, RENAME), disk)),
            Step::Move { from, to, .. } => rename(to, from),
        }
    }

    fn clear(&self) {
        if let Step::Write { disk, .. } = self {
            let _ = fs::remove_file(aside(disk, RENAME));
        }
    }

    fn words(&self) -> String {
        match self {
            Step::Write { path, .. } => format!("`{path}` has its new text"),
            Step::Move { paths: (from, to), .. } => format!("`{from}` is called `{to}`"),
        }
    }

    fn path(&self) -> &str {
        match self {
            Step::Write { path, .. } => path,
            Step::Move { paths: (from, _), .. } => from,
        }
    }
}

const RENAME: &str = "rename";

/// Takes all steps, or none: what was done before one failed is undone. What cannot be undone is told.
pub(super) fn take(steps: &[Step]) -> Result<(), Diagnostic> {
    let failed = |step: &Step, error: &std::io::Error| {
        let message = format!("`{}` cannot be changed: {}", step.path(), cause_of(error));
        Diagnostic::environment(Code::WriteFailed, message)
    };
    let as_it_was = "everything is as it was; see that the magazine's files and folders can be written to";
    let prepared = steps.iter().try_for_each(|step| step.prepare().map_err(|error| failed(step, &error)));
    if let Err(it) = prepared {
        steps.iter().for_each(Step::clear);
        return Err(it.help(as_it_was));
    }
    for (place, step) in steps.iter().enumerate() {
        let Err(error) = step.take() else { continue };
        let stuck: Vec<String> =
            steps[..place].iter().rev().filter(|done| done.undo().is_err()).map(Step::words).collect();
        steps.iter().for_each(Step::clear);
        let it = failed(step, &error);
        return Err(if stuck.is_empty() {
            it.help(as_it_was)
        } else {
            it.help(format!("everything else is as it was, but: {}", stuck.join("; ")))
        });
    }
    Ok(())
}

/// A text beside its file, with the file's rights.
fn lay(disk: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let aside = aside(disk, RENAME);
    written(&aside, bytes)?;
    fs::set_permissions(&aside, fs::metadata(disk)?.permissions())
}

/// Another name, if it is free.
fn rename(from: &Path, to: &Path) -> std::io::Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}
