//! Where everything that is referred to is written: what a rename must change, and nothing else.
//!
//! Each reference is noted where it is resolved, so a kind or field that comes later is in it by itself.

use super::body::{LinkTarget, LinkedBody};
use super::{Catalogue, Shown};
use crate::model::Entity;
use crate::source::{SourceId, Span};

/// What front matter and records refer to. The same reference may be in it more than once.
#[derive(Debug, Clone, Default)]
pub struct References {
    /// References to things.
    pub entities: Vec<(Span, Entity)>,
    /// Files that are named relative to a file.
    pub files: Vec<(Span, SourceId)>,
}

impl References {
    /// All of them, with no room for more.
    pub(super) fn in_full(mut self) -> Self {
        self.entities.shrink_to_fit();
        self.files.shrink_to_fit();
        self
    }
}

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refers {
    /// A thing, by its slug or id, or in a link by name by any of its names.
    To(Entity, How),
    /// A file, by its path from the folder of the file that says so.
    File(SourceId),
    /// A page, by its address.
    Path(String),
}

/// How a thing is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// By slug or id, in a field or an argument.
    Slug,
    /// In a link by name, which may have a fragment.
    Link {
        /// By one of its names as it is spelled.
        name: bool,
        /// Something follows a `#`.
        fragment: bool,
    },
}

/// A reference as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// Where.
    pub span: Span,
    /// What it leads to.
    pub to: Refers,
}

impl Catalogue {
    /// Everything that records, front matter and bodies refer to, in the order of places, each once. Of a run that took
    /// something over it is not whole, and nothing.
    pub fn said(&self) -> Option<Vec<Said>> {
        let References { entities, files } = self.references.as_ref()?;
        let to = |(span, entity): &(Span, Entity)| Said { span: *span, to: Refers::To(*entity, How::Slug) };
        let file = |(span, file): &(Span, SourceId)| Said { span: *span, to: Refers::File(*file) };
        let mut all: Vec<Said> = entities.iter().map(to).chain(files.iter().map(file)).collect();
        for body in self.article_bodies().iter().chain(self.page_bodies()) {
            all.extend(body.named.iter().map(to));
            all.extend(self.links(body));
            let images = body.outline.images.iter().zip(&body.images);
            all.extend(images.filter_map(|(image, file)| Some(Said { span: image.span, to: Refers::File((*file)?) })));
        }
        all.sort();
        all.dedup();
        Some(all)
    }

    fn links<'a>(&'a self, body: &'a LinkedBody) -> impl Iterator<Item = Said> + 'a {
        body.outline.links.iter().zip(&body.links).filter_map(|(link, target)| {
            let to = match target {
                LinkTarget::Entity { entity, fragment, shown } => {
                    Refers::To(*entity, How::Link { name: *shown == Shown::Typed, fragment: fragment.is_some() })
                }
                LinkTarget::Article(id, _) => Refers::File(self.article(*id).source),
                LinkTarget::Page(id, _) => Refers::File(self.page(*id).source),
                LinkTarget::File(id, _) => Refers::File(*id),
                LinkTarget::Path(to) => Refers::Path(to.path.clone()),
                LinkTarget::Here(_) | LinkTarget::Outside | LinkTarget::Broken => return None,
            };
            Some(Said { span: link.span, to })
        })
    }
}
