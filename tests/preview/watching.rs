//! Watching: every way in which a file can change on a disk.
