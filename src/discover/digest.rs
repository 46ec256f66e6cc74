//! Hashes of files that are only copied, so that touching one is told from changing it.
//!
//! Small ones are hashed when they are read. Large ones are hashed beside the work, one after another; until that is
//! done, a new stamp counts as a change.

use super::stamp::Stamp;
use rustc_hash::FxHashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

pub(super) type Digest = blake3::Hash;

/// Up to this length a file is hashed at once.
pub(super) const SMALL: u64 = 64 * 1024;

/// Above this length a file is never hashed: reading it takes longer than serving it anew.
const HUGE: u64 = 64 * 1024 * 1024;

/// The hash of a file, if it can be read and is worth it.
pub(super) fn digest(disk: &Path, len: u64) -> Option<Digest> {
    if len > HUGE {
        return None;
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(disk).ok()?).ok()?;
    Some(hasher.finalize())
}

/// Hashes that are made beside the work.
#[derive(Debug, Clone, Default)]
pub(super) struct Later(Arc<Mutex<FxHashMap<PathBuf, (Stamp, Digest)>>>);

impl Later {
    /// Begins to hash these files as they are.
    pub fn begin(files: Vec<(PathBuf, u64, Stamp)>) -> Self {
        let later = Self::default();
        if !files.is_empty() {
            let shelf = Arc::downgrade(&later.0);
            std::thread::spawn(move || {
                for (disk, len, stamp) in files {
                    let is_same = || std::fs::metadata(&disk).is_ok_and(|meta| Stamp::of(&meta) == stamp);
                    let digest = if is_same() { digest(&disk, len).filter(|_| is_same()) } else { None };
                    let Some(shelf) = shelf.upgrade() else { return };
                    if let (Some(digest), Ok(mut shelf)) = (digest, shelf.lock()) {
                        shelf.insert(disk, (stamp, digest));
                    }
                }
            });
        }
        later
    }

    /// The hash that a file had when it had this stamp.
    pub fn find(&self, disk: &Path, stamp: Stamp) -> Option<Digest> {
        let shelf = self.0.lock().ok()?;
        shelf.get(disk).filter(|(then, _)| *then == stamp).map(|(_, digest)| *digest)
    }
}
