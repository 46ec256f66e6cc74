//! `<Tracks>`: which tracks, which columns.

use super::LinkedComponent;
use super::arguments::{Args, parts};
use crate::diagnostic::did_you_mean;
use crate::model::{Chart, Entity, Id, Kind};
use crate::source::Spanned;
use jiff::civil::Date;

/// A column of `<Tracks>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Place on the release.
    Position,
    /// Title.
    Title,
    /// Artist credit.
    Artists,
    /// Drama.
    Drama,
    /// Release.
    Soundtrack,
    /// Length.
    Length,
    /// Date of release.
    Released,
    /// All chart peaks.
    Charts,
    /// Peak on the chart that is named.
    Peak,
    /// Weeks on the chart that is named.
    Weeks,
}

impl Column {
    /// The words that can be typed.
    pub const WORDS: [&'static str; 10] =
        ["position", "title", "artists", "drama", "soundtrack", "length", "released", "charts", "peak", "weeks"];

    fn from_word(word: &str) -> Option<Self> {
        use Column::{Artists, Charts, Drama, Length, Peak, Position, Released, Soundtrack, Title, Weeks};
        let all = [Position, Title, Artists, Drama, Soundtrack, Length, Released, Charts, Peak, Weeks];
        Self::WORDS.iter().position(|w| *w == word).and_then(|i| all.get(i).copied())
    }

    /// The word as typed.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().copied().find(|w| Self::from_word(w) == Some(self)).unwrap_or_default()
    }
}

/// Which tracks a table shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TracksOf {
    /// Those of a drama, release or artist.
    Entity(Entity),
    /// These.
    These(Vec<Entity>),
    /// Those that stood on the chart.
    Chart,
}

/// A table of tracks.
#[derive(Debug, Clone)]
pub struct TrackTable {
    /// Which.
    pub of: TracksOf,
    /// The chart that `peak` and `weeks` tell of.
    pub chart: Option<Id<Chart>>,
    /// Columns.
    pub columns: Vec<Column>,
    /// At most so many rows.
    pub limit: Option<usize>,
    /// Caption.
    pub caption: Option<String>,
    /// The day as of which facts are told.
    pub as_of: Option<Date>,
}

impl TrackTable {
    pub(super) fn mentions(&self) -> Vec<Entity> {
        let mut all = match &self.of {
            TracksOf::Entity(entity) => vec![*entity],
            TracksOf::These(tracks) => tracks.clone(),
            TracksOf::Chart => Vec::new(),
        };
        all.extend(self.chart.map(Entity::Chart));
        all
    }
}

impl Args<'_> {
    pub(super) fn tracks(&mut self) -> Option<LinkedComponent> {
        let caption = self.text("caption").map(|t| t.value);
        let limit = self.integer("limit").map(|n| n as usize);
        let as_of = self.as_of();
        let chart = if self.argument("chart").is_some() { self.chart() } else { None };
        let kinds = [("drama", Kind::Drama), ("soundtrack", Kind::Soundtrack), ("artist", Kind::Artist)];
        let named: Vec<_> = kinds.into_iter().filter(|(name, _)| self.argument(name).is_some()).collect();
        let of = match (named.as_slice(), self.text("tracks")) {
            ([], Some(list)) => TracksOf::These(self.track_list(&list)),
            ([(name, kind)], None) => TracksOf::Entity(self.reference(name, *kind)?),
            ([], None) if self.argument("chart").is_some() => TracksOf::Chart,
            ([], None) => {
                self.needed("`drama`, `soundtrack`, `artist`, `chart` or `tracks`", "soundtrack=\"…\"");
                return None;
            }
            _ => {
                let span = self.name_span();
                self.fault(
                    span,
                    "`<Tracks>` takes one of `drama`, `soundtrack`, `artist` and `tracks`".to_owned(),
                    None,
                );
                return None;
            }
        };
        let usual = match (&of, chart) {
            (TracksOf::Entity(Entity::Soundtrack(_)), _) => {
                vec![Column::Position, Column::Title, Column::Artists, Column::Length]
            }
            (TracksOf::Entity(Entity::Artist(_)), _) => vec![Column::Title, Column::Soundtrack, Column::Released],
            (_, Some(_)) => vec![Column::Title, Column::Artists, Column::Peak, Column::Weeks],
            _ => vec![Column::Title, Column::Artists, Column::Drama],
        };
        let columns = match self.text("columns") {
            None => usual,
            Some(list) => self.columns(&list, chart.is_some()),
        };
        Some(LinkedComponent::Tracks(TrackTable { of, chart, columns, limit, caption, as_of }))
    }

    pub(super) fn columns(&mut self, list: &Spanned<String>, chart: bool) -> Vec<Column> {
        let mut columns = Vec::new();
        for part in parts(list) {
            match Column::from_word(&part.value) {
                Some(Column::Peak | Column::Weeks) if !chart => {
                    self.fault(
                        part.span,
                        format!("the column `{}` needs a chart", part.value),
                        Some("say which: `chart=\"…\"`, or use the column `charts`".into()),
                    );
                }
                Some(column) => columns.push(column),
                None => {
                    let help = did_you_mean(&part.value, Column::WORDS)
                        .unwrap_or_else(|| format!("the columns are: {}", Column::WORDS.join(", ")));
                    self.fault(part.span, format!("`{}` is not a column of `<Tracks>`", part.value), Some(help));
                }
            }
        }
        columns
    }

    pub(super) fn track_list(&mut self, list: &Spanned<String>) -> Vec<Entity> {
        let parts = parts(list);
        if parts.is_empty() {
            self.fault(list.span, "`tracks` names no track", Some("write `tracks=\"soundtrack/track, …\"`".into()));
        }
        parts.iter().filter_map(|part| self.resolve(Kind::Track, part)).collect()
    }
}
