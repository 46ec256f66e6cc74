//! Disk to [`Sources`]: every file of the site, read once, and again when it changed.
//!
//! Text (Markdown, TOML, templates, style sheets) is read whole, decoded and normalised to NFC; all other files are
//! only named and measured. Editors' temporary files are left out. Faults of the file system (unreadable, not
//! UTF-8, a loop of symbolic links) are diagnostics like any other.
//!
//! ```text
//!  walk: which files there are ─▶ entry: one file, its stamp, what it holds ─▶ Disk: all of them, looked at again
//! ```

mod content;
mod digest;
mod disk;
mod entry;
mod fingerprint;
mod glance;
mod name;
mod read;
mod stamp;
#[cfg(test)]
mod tests;
mod walk;

pub use disk::Disk;
pub use fingerprint::fingerprint;
pub use glance::Glance;
pub use name::is_read;
pub use read::{bytes, cause_of};
pub use walk::FOLDERS;

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Sources};
use entry::Reading;
use std::path::Path;

/// Reads the site at `root`, with the files compiled into the program beside it.
pub fn discover(root: &Path, embedded: Vec<Source>) -> (Sources, Vec<Diagnostic>) {
    Disk::once(root, embedded, Reading::Once).into_parts()
}

/// The same, with no text of an article or page in memory: each is read again when it is asked for. Whether one was
/// another by then, [`Text::is_lost`](crate::source::Text::is_lost) says.
pub fn discover_lightly(root: &Path, embedded: Vec<Source>) -> (Sources, Vec<Diagnostic>) {
    Disk::once(root, embedded, Reading::Passing).into_parts()
}
