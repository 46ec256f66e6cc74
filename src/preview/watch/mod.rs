//! Tells that something may have changed, and where to look first.
//!
//! The system tells of changes in folders; [`Pending`] gathers what belongs together, and hands it over when the
//! studio is ready for it. Where the system does not tell, the disk is asked again and again.

mod links;
mod mounts;
mod pending;
mod polling;
mod told;
mod trouble;

use crate::diagnostic::Diagnostic;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Something may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// These files or folders, below the root as it was named.
    Paths(Vec<PathBuf>),
    /// Anything: too much happened, or the disk is asked again and again.
    Everything,
    /// Nothing changed, but the user should know this.
    Trouble(Vec<Diagnostic>),
}

/// Watches a site. The receiver gets notices until it is dropped; while it is not waiting, they become one.
pub fn watch(root: &Path, poll: bool) -> Receiver<Notice> {
    let (sender, receiver) = sync_channel(0);
    let root = root.to_owned();
    std::thread::spawn(move || {
        if !poll && let Some(trouble) = mounts::trouble(&root).or_else(|| told::watch(&root, &sender)) {
            say(&sender, trouble);
        } else if !poll {
            return;
        }
        polling::poll(&root, &sender);
    });
    receiver
}

fn say(sender: &SyncSender<Notice>, trouble: Diagnostic) {
    // Nobody listens any more: polling will notice that, too.
    let _ = sender.send(Notice::Trouble(vec![trouble]));
}
