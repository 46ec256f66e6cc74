//! What the system says of a file without its being read, and how far that can be trusted.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// A file that has the same stamp was not written, unless it is [racy](Stamp::is_racy).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    inode: Option<Inode>,
}

/// What the systems that have inodes say in addition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Inode {
    device: u64,
    number: u64,
    /// The time of the last change of content, name or rights, which no program can set: seconds, nanoseconds.
    changed: (i64, i64),
    has_names: bool,
}

/// The clock by which systems stamp files ticks a hundred times a second, or faster.
const TICK: Duration = Duration::from_millis(20);

/// Some file systems know only full seconds, or every second one.
const COARSE_TICK: Duration = Duration::from_millis(2_100);

impl Stamp {
    /// The stamp that the system gives.
    pub fn of(meta: &Metadata) -> Self {
        Self { len: meta.len(), modified: meta.modified().ok(), inode: inode(meta) }
    }

    /// Whether a file that was read at a moment could be written once more without getting another stamp, because
    /// it had been written within the same tick of the clock.
    pub fn is_racy(&self, read: SystemTime) -> bool {
        let Some(modified) = self.modified else { return true };
        let whole_seconds =
            modified.duration_since(SystemTime::UNIX_EPOCH).is_ok_and(|since| since.subsec_nanos() == 0);
        let tick = if whole_seconds { COARSE_TICK } else { TICK };
        read.duration_since(modified).map_or(true, |age| age < tick) || self.is_changed_since(read, tick)
    }

    fn is_changed_since(&self, read: SystemTime, tick: Duration) -> bool {
        let Some(Inode { changed: (seconds, nanos), .. }) = self.inode else { return false };
        let (Ok(seconds), Ok(nanos)) = (u64::try_from(seconds), u32::try_from(nanos)) else { return false };
        let changed = SystemTime::UNIX_EPOCH + Duration::new(seconds, nanos);
        read.duration_since(changed).map_or(true, |age| age < tick)
    }

    /// Whether both are of one file, under whichever names.
    pub fn is_same_file(&self, other: &Self) -> bool {
        self.inode.zip(other.inode).is_some_and(|(a, b)| (a.device, a.number) == (b.device, b.number))
    }

    /// Whether the file has more than one name.
    pub fn has_names(&self) -> bool {
        self.inode.is_some_and(|inode| inode.has_names)
    }
}

// Only some systems have them.
#[allow(clippy::unnecessary_wraps, unused_variables)]
fn inode(meta: &Metadata) -> Option<Inode> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Some(Inode {
            device: meta.dev(),
            number: meta.ino(),
            changed: (meta.ctime(), meta.ctime_nsec()),
            has_names: meta.nlink() > 1,
        })
    }
    #[cfg(not(unix))]
    None
}
