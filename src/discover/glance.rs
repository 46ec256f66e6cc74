//! A glance at all files: whether anything can have changed since the last one, without reading any.

use super::stamp::Stamp;
use super::walk::Walk;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::time::SystemTime;

/// What a glance saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glance {
    sum: u64,
    /// Whether a file was written so lately that its next change may not show.
    racy: bool,
}

impl Glance {
    /// Looks at names, lengths and times of all files of a site.
    pub fn at(root: &Path) -> Self {
        let now = SystemTime::now();
        let mut found = Walk::of_site(root).found;
        found.sort_by(|a, b| a.disk.cmp(&b.disk));
        let mut sum = FxHasher::default();
        let mut racy = false;
        for place in found {
            place.disk.hash(&mut sum);
            place.fault.map(|fault| fault.message.clone()).hash(&mut sum);
            let stamp = std::fs::metadata(&place.disk).ok().map(|meta| Stamp::of(&meta));
            stamp.hash(&mut sum);
            racy |= stamp.is_some_and(|stamp| stamp.is_racy(now));
        }
        Self { sum: sum.finish(), racy }
    }

    /// Whether a file may have changed since an earlier glance.
    pub fn is_news(self, before: Self) -> bool {
        before.racy || self.sum != before.sum
    }
}
