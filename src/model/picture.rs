//! What is said of a picture: beside its file, where it is shown, or once for the whole site.

use super::{Disclosure, Texts};
use crate::source::{SourceId, Span};

/// Words that belong to a picture, each where somebody said it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PictureNotes {
    /// What is to be seen, for those who do not see it.
    pub alt: Texts,
    /// Said to be mere decoration, by an empty `alt`: there is nothing to describe.
    pub decorative: bool,
    /// The line below it.
    pub caption: Texts,
    /// Whose it is.
    pub credit: Texts,
    /// Under which licence.
    pub licence: Option<String>,
    /// The address of the page that it is from.
    pub source: Option<String>,
    /// Use of AI, where it is stated.
    pub disclosure: Option<Disclosure>,
}

impl PictureNotes {
    /// The same, and what else is said of the picture elsewhere.
    #[must_use]
    pub fn filled(&self, other: &Self) -> Self {
        let decorative = self.decorative || (self.alt.is_empty() && other.decorative);
        Self {
            alt: if decorative { Texts::default() } else { self.alt.filled(&other.alt) },
            decorative,
            caption: self.caption.filled(&other.caption),
            credit: self.credit.filled(&other.credit),
            licence: self.licence.clone().or_else(|| other.licence.clone()),
            source: self.source.clone().or_else(|| other.source.clone()),
            disclosure: self.disclosure.or(other.disclosure),
        }
    }
}

/// The picture that stands for an article or a record.
#[derive(Debug, Clone)]
pub struct Cover {
    /// The file.
    pub file: SourceId,
    /// What is said of it where it is named.
    pub notes: PictureNotes,
    /// Where it is named.
    pub span: Span,
}
