//! A drama: a series or a film.

use super::credit::words;
use super::{Cover, Credit, PartialDate, Record, Texts};
use crate::source::Spanned;

words! {
    /// Series or film.
    DramaKind { Series "series", Film "film" }
}

/// A series or a film.
#[derive(Debug, Clone)]
pub struct Drama {
    /// What all records have.
    pub record: Record,
    /// Series or film.
    pub kind: DramaKind,
    /// The network that showed it.
    pub network: Option<String>,
    /// The studio that made it.
    pub studio: Texts,
    /// A series' first broadcast.
    pub premiered: Option<Spanned<PartialDate>>,
    /// A series' last broadcast.
    pub finale: Option<Spanned<PartialDate>>,
    /// A film's release.
    pub released: Option<Spanned<PartialDate>>,
    /// How many episodes.
    pub episodes: Option<u32>,
    /// Whether the drama itself is invented (not its plot).
    pub fictional: bool,
    /// Genres, as plain names.
    pub genres: Vec<String>,
    /// Its own page elsewhere.
    pub link: Option<String>,
    /// The picture that stands for it.
    pub cover: Option<Cover>,
    /// Who did what.
    pub credits: Vec<Credit>,
}

impl Drama {
    /// When it came out.
    pub fn date(&self) -> Option<Spanned<PartialDate>> {
        self.premiered.or(self.released)
    }
}
