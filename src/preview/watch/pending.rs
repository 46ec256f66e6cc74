//! What happened since the last notice, and when it is complete.

use super::Notice;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// So long nothing must happen before a notice is given.
const QUIET: Duration = Duration::from_millis(2);

/// A notice is given after this time, whatever happens.
const PATIENCE: Duration = Duration::from_millis(50);

/// So many files in one go are no save: a branch was checked out, a folder copied. A magazine of which half is there
/// would be full of faults that are none, so such a burst is waited for.
const BURST: usize = 24;

/// So long nothing must happen before a burst is over.
const BURST_QUIET: Duration = Duration::from_millis(30);

/// A notice of a burst is given after this time, whatever happens.
const BURST_PATIENCE: Duration = Duration::from_millis(500);

/// What happens within this time of the last notice belongs to the same burst.
const BURST_PAUSE: Duration = Duration::from_millis(200);

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
    /// What the notices just before were about, and when the last of them was given.
    before: Option<(BTreeSet<PathBuf>, Instant)>,
}

impl Pending {
    /// Nothing happened yet.
    pub fn new() -> Self {
        let now = Instant::now();
        Self {
            paths: BTreeSet::new(),
            everything: false,
            told: false,
            open: BTreeSet::new(),
            first: now,
            last: now,
            before: None,
        }
    }

    /// Nothing happened since a notice, which was given just now.
    pub fn after(given: &Self) -> Self {
        let mut paths = given.paths.clone();
        if paths.len() < MANY {
            paths.extend(given.just_before().cloned());
        }
        Self { before: Some((paths, Instant::now())), ..Self::new() }
    }

    /// The paths of the notices just before.
    fn just_before(&self) -> impl Iterator<Item = &PathBuf> {
        let before = self.before.as_ref().filter(|(_, given)| self.first.duration_since(*given) < BURST_PAUSE);
        before.into_iter().flat_map(|(paths, _)| paths)
    }

    /// Whether this is more than somebody saves. One file that is saved again and again is one.
    fn is_burst(&self) -> bool {
        self.paths.len() + self.just_before().filter(|path| !self.paths.contains(*path)).count() >= BURST
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
        let is_burst = self.is_burst();
        let (quiet, patience) = if is_burst { (BURST_QUIET, BURST_PATIENCE) } else { (QUIET, PATIENCE) };
        let latest = self.first + patience;
        if self.open.is_empty() || is_burst { latest.min(self.last + quiet) } else { latest }
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
