//! The places inside an output folder that are ours alone, and what lies at a place.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rustc_hash::FxHashMap;

use super::address::folders_of;
use super::error::{WriteError, io_error};

/// The folder, inside the output folder, that says it is ours.
pub(super) const MARK: &str = ".leitmotif";
/// Inside the mark: the staging area.
pub(super) const STAGING: &str = "staging";
/// Inside the staging area: whole top-level names, each moved by one rename.
pub(super) const WHOLE: &str = "whole";
/// Inside the staging area: numbered files, each moved to an address of its own.
pub(super) const SINGLE: &str = "single";

/// The output folder's real path, and the names of our places in it.
#[derive(Debug, Clone)]
pub(super) struct Area {
    pub(super) root: PathBuf,
}

impl Area {
    pub(super) fn mark(&self) -> PathBuf {
        self.root.join(MARK)
    }
    pub(super) fn lock(&self) -> PathBuf {
        self.mark().join("lock")
    }
    pub(super) fn manifest(&self) -> PathBuf {
        self.mark().join("manifest")
    }
    pub(super) fn next_manifest(&self) -> PathBuf {
        self.mark().join("manifest.next")
    }
    pub(super) fn inputs(&self) -> PathBuf {
        self.mark().join("inputs")
    }
    pub(super) fn journal(&self) -> PathBuf {
        self.mark().join("journal")
    }
    pub(super) fn next_journal(&self) -> PathBuf {
        self.mark().join("journal.next")
    }
    pub(super) fn staging(&self) -> PathBuf {
        self.mark().join(STAGING)
    }

    /// Removes what a build that never reached its commit has left. Only valid when there is no journal.
    pub(super) fn sweep(&self) -> Result<(), WriteError> {
        // Also when one of them is a link: then the link goes, not what it points at.
        let staging = self.staging();
        gone(fs::remove_dir_all(&staging)).map_err(io_error("remove", &staging))?;
        for place in [self.next_manifest(), self.next_journal()] {
            gone(fs::remove_file(&place)).map_err(io_error("remove", &place))?;
        }
        Ok(())
    }
}

/// A removal whose object is not there any more has succeeded.
pub(super) fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if is_absent(&error) => Ok(()),
        other => other,
    }
}

/// Whether `error` says that nothing lies at a place, be it that a folder on the way is a file.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// What lies at `place` itself (a link is a link, not its target), `None` when nothing does.
pub(super) fn look(place: &Path) -> Result<Option<Metadata>, WriteError> {
    match fs::symlink_metadata(place) {
        Ok(found) => Ok(Some(found)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(io_error("look at", place)(error)),
    }
}

/// Modification time in nanoseconds since 1970, negative before; 0 where the system keeps none.
pub(super) fn mtime_of(found: &Metadata) -> i128 {
    let Ok(time) = found.modified() else { return 0 };
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i128::try_from(after.as_nanos()).unwrap_or(i128::MAX),
        Err(before) => i128::try_from(before.duration().as_nanos()).map_or(i128::MIN, |nanos| -nanos),
    }
}

/// What stands between a root and a place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// All folders on the way are there and real.
    Clear,
    /// A folder on the way is not there, so nothing lies at the place.
    Missing,
    /// This relative path on the way is a file or a link: to write through it would leave the output folder.
    Blocked(String),
}

/// The folders under a root, each looked at once.
#[derive(Debug)]
pub(super) struct Ground {
    root: PathBuf,
    seen: FxHashMap<String, Way>,
}

impl Ground {
    pub(super) fn of(root: PathBuf) -> Ground {
        Ground { root, seen: FxHashMap::default() }
    }

    pub(super) fn way_to(&mut self, path: &str) -> Result<Way, WriteError> {
        for folder in folders_of(path) {
            let way = if let Some(way) = self.seen.get(folder) {
                way.clone()
            } else {
                let way = match look(&self.root.join(folder))? {
                    None => Way::Missing,
                    Some(found) if found.is_dir() => Way::Clear,
                    Some(_) => Way::Blocked(folder.to_owned()),
                };
                self.seen.insert(folder.to_owned(), way.clone());
                way
            };
            if way != Way::Clear {
                return Ok(way);
            }
        }
        Ok(Way::Clear)
    }
}
