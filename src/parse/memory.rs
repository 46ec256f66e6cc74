//! What was read of each file, kept for the next run.

use super::Read;
use super::markdown::KnownShapes;
use crate::source::{Source, SourceId, Sources};
use std::sync::Arc;

/// What one run leaves for the next: each file as it was read, used again while its bytes and what it is read with
/// (languages, components) are the same.
#[derive(Debug, Default, Clone)]
pub struct Memory {
    languages: Vec<String>,
    shapes: KnownShapes,
    /// By id.
    files: Vec<Option<(Arc<Source>, Read)>>,
    parsed: usize,
}

impl Memory {
    /// Forgets everything unless files are still read with the same.
    pub(super) fn prepare(&mut self, languages: &[String], shapes: &KnownShapes) {
        if self.languages != languages || self.shapes != *shapes {
            *self = Self { languages: languages.to_vec(), shapes: shapes.clone(), ..Self::default() };
        }
    }

    /// How many files the last run parsed.
    pub fn parsed(&self) -> usize {
        self.parsed
    }

    pub(super) fn recall(&self, id: SourceId, source: &Arc<Source>) -> Option<&Read> {
        let (then, read) = self.files.get(id.0 as usize)?.as_ref()?;
        Arc::ptr_eq(then, source).then_some(read)
    }

    /// Keeps what was read in this run, and of what was read before only the files that are still there.
    pub(super) fn keep(&mut self, sources: &Sources, files: &[(SourceId, &Source)], fresh: Vec<(SourceId, Read)>) {
        let last = files.iter().map(|(id, _)| id.0 as usize + 1).max().unwrap_or_default();
        self.parsed = fresh.len();
        self.files.resize(last, None);
        for (id, read) in fresh {
            self.files[id.0 as usize] = Some((Arc::clone(sources.shared(id)), read));
        }
        // Ids of files that went are given to others.
        if self.files.iter().flatten().count() > files.len() {
            let mut there = vec![false; last];
            for (id, _) in files {
                there[id.0 as usize] = true;
            }
            for (file, _) in self.files.iter_mut().zip(there).filter(|(_, there)| !there) {
                *file = None;
            }
        }
    }
}
