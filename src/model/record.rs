//! What every record has: its slug, names, summary and the file that says so.

use super::{Names, Texts};
use crate::source::Span;

/// The part that all kinds of records share.
#[derive(Debug, Clone)]
pub struct Record {
    /// As in addresses and references; a track's is its own part only.
    pub slug: String,
    /// What it is called.
    pub names: Names,
    /// What it is, in a few sentences.
    pub summaries: Texts,
    /// Old addresses that lead here, as written.
    pub redirect_from: Vec<crate::source::Spanned<String>>,
    /// Its identifiers elsewhere.
    pub ids: Vec<Identifier>,
    /// Free data of the site, handed to templates as it is.
    pub extra: Vec<(String, Extra)>,
    /// Where it is written: the title, or the whole file.
    pub span: Span,
    /// Whether everything in its file could be read, and what is held against other records leads somewhere. Facts of
    /// an unsound record are not checked against, so that one mistake is reported once.
    pub sound: bool,
    /// Whether all its names, and its tracks with theirs, could be read. Otherwise references that lead nowhere may
    /// mean what is missing here.
    pub whole: bool,
}

impl Record {
    /// Its identifier of a scheme, as the scheme writes it.
    pub fn id(&self, scheme: &str) -> Option<String> {
        self.ids.iter().find(|id| id.scheme == scheme).map(|id| id.value.clone())
    }
}

/// An identifier that someone else gave to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// `isrc`, `iswc`, `barcode`, or a word of the formats' `ids` table.
    pub scheme: &'static str,
    /// As its scheme writes it; two records with the same one are a fault.
    pub value: String,
    /// The page that it names, where it names one.
    pub url: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// A value of `[extra]`, without interpretation.
#[derive(Debug, Clone, PartialEq)]
pub enum Extra {
    /// Text, and dates as they were written.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// Yes or no.
    Bool(bool),
    /// A list.
    List(Vec<Extra>),
    /// A table, in the order of its keys.
    Table(Vec<(String, Extra)>),
}
