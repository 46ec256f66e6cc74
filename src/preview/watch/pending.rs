//! What happened since the last notice, and when it is complete.

use super::Notice;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// So long nothing must happen before a notice is given.
const QUIET: Duration = Duration::from_millis(2);

/// A notice is given after this time, whatever happens.
const PATIENCE: Duration = Duration::from_millis(50);

/// Of more paths than this no list is kept.
const MANY: usize = 500;

/// What happened since the last notice.
#[derive(Debug)]
pub(super) struct Pending {
    paths: BTreeSet<PathBuf>,
    everything: bool,
    told: bool,
    /// Files that are being written, where the system tells when that ends.
    open: BTreeSet<PathBuf>,
    first: Instant,
    last: Instant,
}

impl Pending {
    /// Nothing happened yet.
    pub fn new() -> Self {
        let now = Instant::now();
        Self { paths: BTreeSet::new(), everything: false, told: false, open: BTreeSet::new(), first: now, last: now }
    }

    /// Anything may have changed.
    pub fn everything() -> Self {
        Self { everything: true, ..Self::new() }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.everything
    }

    /// Something happened to a path.
    pub fn add(&mut self, path: PathBuf) {
        self.mark();
        if self.paths.len() < MANY {
            self.paths.insert(path);
        } else {
            self.everything = true;
        }
    }

    /// Something happened that the system cannot name.
    pub fn add_everything(&mut self) {
        self.mark();
        self.everything = true;
    }

    /// A file is being written; that it was closed will be told.
    pub fn begin(&mut self, path: &Path) {
        self.open.insert(path.to_owned());
    }

    /// A file was closed by who wrote it, or is gone.
    pub fn finish(&mut self, path: &Path) {
        self.open.remove(path);
    }

    fn mark(&mut self) {
        self.last = Instant::now();
        self.told = true;
        if self.is_empty() {
            self.first = self.last;
        }
    }

    /// When a notice is due if nothing happens until then.
    pub fn due(&self) -> Instant {
        let latest = self.first + PATIENCE;
        if self.open.is_empty() { latest.min(self.last + QUIET) } else { latest }
    }

    /// The notice of all this.
    pub fn notice(&self) -> Notice {
        if self.everything { Notice::Everything } else { Notice::Paths(self.paths.iter().cloned().collect()) }
    }

    /// Whether the system told of it.
    pub fn is_told(&self) -> bool {
        self.told
    }

    /// Whether it may be about everything.
    pub fn is_everything(&self) -> bool {
        self.everything
    }

    /// The paths, as far as they are known one by one.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.paths.iter().map(PathBuf::as_path)
    }
}
