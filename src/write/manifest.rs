//! What we wrote last time: one line a file, sorted by path.

use std::fmt::Write as _;
use std::fs::Metadata;

use rustc_hash::FxHashMap;

use super::address;
use super::area::{Area, mtime_of};
use super::error::{Fault, WriteError};
use super::sealed;

const KIND: &str = "manifest";

/// The digits of a hash.
const HASH: usize = 32;

/// A file as we left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// XXH3 of its bytes: it tells what we wrote from what we are about to write, and nobody gains by two that are the same.
    pub(super) hash: u128,
    /// In bytes.
    pub(super) size: u64,
    /// In nanoseconds since 1970.
    pub(super) mtime: i128,
}

impl Entry {
    pub(super) fn of(hash: u128, found: &Metadata) -> Entry {
        Entry { hash, size: found.len(), mtime: mtime_of(found) }
    }

    /// Whether `found` is a file of the recorded size and time: then it is taken to hold the recorded bytes.
    pub(super) fn describes(&self, found: &Metadata) -> bool {
        found.is_file() && found.len() == self.size && mtime_of(found) == self.mtime
    }
}

pub(super) type Manifest = FxHashMap<String, Entry>;

/// The manifest of the output folder, or `None` when there is none.
pub(super) fn read(area: &Area) -> Result<Option<Manifest>, WriteError> {
    let Some(lines) = sealed::read(&area.manifest(), KIND)? else { return Ok(None) };
    let mut manifest = Manifest::default();
    for line in lines.lines() {
        let Some((path, entry)) = entry_in(line) else {
            return Err(WriteError::Unreadable { file: area.manifest(), fault: Fault::Damaged });
        };
        manifest.insert(path.to_owned(), entry);
    }
    Ok(Some(manifest))
}

fn entry_in(line: &str) -> Option<(&str, Entry)> {
    let mut words = line.splitn(4, ' ');
    // Longer ones are of another kind, from before: such a file is written again.
    let hash = u128::from_str_radix(words.next()?.get(..HASH)?, 16).ok()?;
    let size = words.next()?.parse().ok()?;
    let mtime = words.next()?.parse().ok()?;
    let path = words.next().filter(|path| address::is_safe(path))?;
    Some((path, Entry { hash, size, mtime }))
}

/// Writes the manifest that the commit will put in place. `files` must be sorted.
pub(super) fn write_next<'a>(area: &Area, files: impl Iterator<Item = (&'a str, &'a Entry)>) -> Result<(), WriteError> {
    let mut lines = String::new();
    for (path, Entry { hash, size, mtime }) in files {
        // Writing into a String cannot fail.
        let _ = writeln!(lines, "{hash:0HASH$x} {size} {mtime} {path}");
    }
    sealed::write(&area.next_manifest(), KIND, &lines)
}
