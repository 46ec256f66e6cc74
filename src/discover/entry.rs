//! One place on the disk as it was when last looked at: a file, or a fault.

use super::digest::{Digest, Later, SMALL, digest};
use super::name::site_path;
use super::read::read;
use super::stamp::Stamp;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Content, Location, Source};
use std::path::Path;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

/// A file of the site, or why there is none.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The file; none where the walk met a fault.
    pub source: Option<Arc<Source>>,
    /// What is wrong with it.
    pub fault: Option<Diagnostic>,
    /// How it was stamped when it was read.
    pub stamp: Option<Stamp>,
    /// Whether it may have been written since without another stamp.
    racy: bool,
    /// Of files that are only copied.
    digest: Option<Digest>,
}

/// How thoroughly a file is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// It will not be looked at again.
    Once,
    /// The same, and the text of an article or page is not held.
    Passing,
    /// It is there for the first time; what takes time is done later.
    First,
    /// It may be compared with what was there.
    Again,
}

impl Entry {
    /// A place where there is no file of the site.
    pub fn fault(fault: Diagnostic) -> Self {
        Self { source: None, fault: Some(fault), stamp: None, racy: false, digest: None }
    }

    /// Reads a file.
    pub fn read(root: &Arc<Path>, disk: &Path, how: Reading, patience: Instant) -> Self {
        let Some(path) = site_path(root, disk) else {
            let shown = disk.strip_prefix(root).unwrap_or(disk).to_string_lossy().into_owned();
            let said = "this file's name is not UTF-8, so it cannot be an address";
            return Self::fault(Diagnostic::about_file(Code::BadPath, shown, said).help("rename the file"));
        };
        let before = SystemTime::now();
        let reading = read(&path, disk, patience);
        let digest = match reading.content {
            Content::Opaque { len, .. } if how == Reading::Again || (how == Reading::First && len <= SMALL) => {
                digest(disk, len)
            }
            _ => None,
        };
        let passes = how == Reading::Passing && path.starts_with("content/") && path.ends_with(".md");
        let content = match reading.content {
            Content::Text(text) if passes => Content::Text(text.let_go()),
            content => content,
        };
        let racy = reading.stamp.is_none_or(|stamp| stamp.is_racy(before));
        let location = Some(Location::of(root, &path, disk));
        let source = Source { path: Arc::from(path), location, content, typed: reading.typed };
        Self { source: Some(Arc::new(source)), fault: reading.fault, stamp: reading.stamp, racy, digest }
    }

    /// Whether the file on disk is certainly the one that was read.
    pub fn is_current(&self, disk: &Path) -> bool {
        let Some(stamp) = self.stamp.filter(|_| !self.racy) else { return false };
        std::fs::metadata(disk).is_ok_and(|meta| Stamp::of(&meta) == stamp)
    }

    /// Whether this is what an earlier look found; if so, its file becomes the very same.
    pub fn settle(&mut self, old: &Self, disk: &Path, later: &Later) -> bool {
        let same = match (&self.source, &old.source) {
            (None, None) => true,
            (Some(new), Some(then)) if new.content == then.content && new.typed == then.typed => match new.content {
                Content::Opaque { .. } if self.stamp != old.stamp || self.racy || old.racy => {
                    let before = old.digest.or_else(|| later.find(disk, old.stamp?));
                    self.digest.is_some() && self.digest == before
                }
                _ => true,
            },
            _ => false,
        };
        if same {
            self.source.clone_from(&old.source);
            self.digest = self.digest.or(old.digest);
        }
        same && self.fault == old.fault
    }

    /// What is to be hashed beside the work: its length and stamp.
    pub fn undigested(&self) -> Option<(u64, Stamp)> {
        match self.source.as_ref()?.content {
            Content::Opaque { len, .. } if self.digest.is_none() => Some((len, self.stamp?)),
            _ => None,
        }
    }
}
