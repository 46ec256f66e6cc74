//! A drama: a series or a film.

use super::credit::words;
use super::{Credit, PartialDate, Record};

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
    pub studio: Option<String>,
    /// A series' first broadcast.
    pub premiered: Option<PartialDate>,
    /// A series' last broadcast.
    pub finale: Option<PartialDate>,
    /// A film's release.
    pub released: Option<PartialDate>,
    /// How many episodes.
    pub episodes: Option<u32>,
    /// Whether the drama itself is invented (not its plot).
    pub fictional: bool,
    /// Who did what.
    pub credits: Vec<Credit>,
}

impl Drama {
    /// When it came out.
    pub fn date(&self) -> Option<PartialDate> {
        self.premiered.or(self.released)
    }
}
