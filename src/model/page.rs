//! A page that is neither article nor record: about, imprint, contact.

use super::{Extra, Id, LanguageId};
use crate::source::{SourceId, Span, Spanned};

/// A page in one language.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its address without language and slashes at the ends: `about`, `help/contact`.
    pub path: String,
    /// Its language.
    pub language: LanguageId,
    /// The page that it is a translation of; itself for an original.
    pub original: Id<Page>,
    /// All versions, the original first.
    pub versions: Vec<Id<Page>>,
    /// Title.
    pub title: String,
    /// What it is about, for search engines.
    pub summary: Option<String>,
    /// Whether search engines are asked to pass by.
    pub noindex: bool,
    /// Old addresses that lead here.
    pub redirect_from: Vec<Spanned<String>>,
    /// Free data of the site.
    pub extra: Vec<(String, Extra)>,
    /// Its file.
    pub source: SourceId,
    /// Where its title is written.
    pub span: Span,
}
