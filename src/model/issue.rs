//! An issue: a numbered edition of the magazine, with its articles in order.

use super::playlist::Curator;
use super::{Article, Cover, Id, Names, PartialDate, Record, Texts};
use crate::source::Spanned;

/// A numbered edition of the magazine.
#[derive(Debug, Clone)]
pub struct Issue {
    /// What all records have.
    pub record: Record,
    /// Its number, from 1; nothing when it could not be read.
    pub number: Option<Spanned<u32>>,
    /// When it came out.
    pub date: Option<PartialDate>,
    /// Its cover.
    pub cover: Option<Cover>,
    /// The editor's note: paragraphs divided by blank lines.
    pub note: Texts,
    /// Who edited it.
    pub editors: Vec<Curator>,
    /// Its contents, part by part; those without a part's title come first.
    pub parts: Vec<IssuePart>,
}

/// A part of an issue: its articles in order.
#[derive(Debug, Clone)]
pub struct IssuePart {
    /// What the part is called; nothing for what stands before all parts.
    pub names: Option<Names>,
    /// Its articles, by their originals.
    pub contents: Vec<IssueItem>,
}

/// One article of an issue.
#[derive(Debug, Clone)]
pub struct IssueItem {
    /// The article, by its original.
    pub article: Id<Article>,
    /// A word about it.
    pub note: Texts,
}

impl Issue {
    /// Its articles in order.
    pub fn articles(&self) -> impl Iterator<Item = Id<Article>> {
        self.parts.iter().flat_map(|part| part.contents.iter().map(|item| item.article))
    }
}
