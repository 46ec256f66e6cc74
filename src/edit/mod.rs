//! What a command writes into a magazine for its author: new files, and changes at exact places.
//!
//! Nothing here touches the disk. The principal type is [`Tried`]: a magazine with files as they would be, assembled
//! and asked what is wrong with it before anything is written. `cli` reads, asks and writes.

pub mod fresh;
pub mod rename;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::edition::{Edition, Options, assemble};
use crate::source::{Source, Sources};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A magazine, and the errors in it.
pub struct Tried {
    /// The magazine.
    pub edition: Edition,
    /// What is wrong with it.
    pub errors: Vec<Diagnostic>,
}

impl Tried {
    /// Assembles a magazine and looks at everything that can be wrong, short of drawing all pages.
    pub fn of(sources: Sources, options: &Options) -> Self {
        let (edition, mut errors) = assemble(sources, options);
        errors.append(&mut edition.check_fragments());
        errors.retain(|it| it.severity == Severity::Error);
        Self { edition, errors }
    }

    /// The errors that another state of the magazine does not have.
    pub fn errors_since(&self, before: &Tried) -> Vec<Diagnostic> {
        fn said<'a>(it: &'a Diagnostic, sources: &'a Sources) -> (Code, &'a str, Option<&'a str>) {
            let file = it.primary.as_ref().map(|label| &*sources.get(label.span.source).path);
            (it.code, &it.message, file.or(it.file.as_deref()))
        }
        let mut known = BTreeMap::new();
        for it in &before.errors {
            *known.entry(said(it, before.edition.sources())).or_insert(0_usize) += 1;
        }
        let mut new = Vec::new();
        for it in &self.errors {
            match known.get_mut(&said(it, self.edition.sources())) {
                Some(left) if *left > 0 => *left -= 1,
                _ => new.push(it.clone()),
            }
        }
        new
    }
}

/// The files of a magazine with one more.
pub fn with_file(sources: &Sources, file: Source) -> Sources {
    let mut files: Vec<Arc<Source>> = sources.iter().map(|(id, _)| Arc::clone(sources.shared(id))).collect();
    files.push(Arc::new(file));
    sources.after(files)
}
