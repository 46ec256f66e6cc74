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

    /// Keeps what was read in this run and nothing else.
    pub(super) fn keep(&mut self, sources: &Sources, read: &[(SourceId, Read, Known)]) {
        let last = read.iter().map(|(id, ..)| id.0 as usize + 1).max().unwrap_or_default();
        self.parsed = read.iter().filter(|(.., known)| *known == Known::Read).count();
        if self.files.iter().flatten().count() > read.len() || self.files.len() > last {
            self.files = Vec::new();
        }
        self.files.resize(last, None);
        for (id, read, known) in read {
            let place = &mut self.files[id.0 as usize];
            if *known == Known::Read || place.is_none() {
                *place = Some((Arc::clone(sources.shared(*id)), read.clone()));
            }
        }
    }
}

/// Where what is known of a file is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Recalled,
    Read,
}
