//! `<Tracks>` and `<Songs>`: which tracks, which columns, in which order.

use super::LinkedComponent;
use super::arguments::{Args, parts};
use crate::catalogue::selection::{Selection, Sort, SortBy};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::{Chart, Entity, Id, Kind, Track, TrackKind};
use crate::source::Spanned;
use jiff::civil::Date;

/// Declares the columns once: variant, word as typed, and what it is.
macro_rules! columns {
    ($($variant:ident $word:literal $doc:literal;)*) => {
        /// A column of a table of tracks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Column { $(#[doc = $doc] $variant,)* }

        impl Column {
            /// The words that can be typed.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Column::$variant),)* _ => None }
            }

            /// The word as typed.
            pub fn word(self) -> &'static str {
                match self { $(Column::$variant => $word,)* }
            }
        }
    };
}

columns! {
    Position "position" "Place on the release.";
    Title "title" "Title.";
    Artists "artists" "Artist credit.";
    Drama "drama" "Drama.";
    Soundtrack "soundtrack" "Release.";
    Length "length" "Length.";
    Released "released" "Date of release.";
    Label "label" "Who published the release.";
    Kind "kind" "What the track is.";
    Version "version" "Which version of the song it is.";
    Genres "genres" "Genres.";
    Composers "composers" "Who composed it.";
    Lyricists "lyricists" "Who wrote the words.";
    Arrangers "arrangers" "Who arranged it.";
    Credits "credits" "Everyone credited with a role.";
    Charts "charts" "Peaks on all charts.";
    Peak "peak" "Peak on the chart that is named.";
    Weeks "weeks" "Weeks on the chart that is named.";
    Awards "awards" "What it won and was nominated for.";
}

/// A table of tracks.
#[derive(Debug, Clone)]
pub struct TrackTable {
    /// What was named in the tag.
    pub named: Vec<Entity>,
    /// The rows, in their order.
    pub tracks: Vec<Id<Track>>,
    /// The chart that `peak` and `weeks` tell of.
    pub chart: Option<Id<Chart>>,
    /// Columns.
    pub columns: Vec<Column>,
    /// Whether the writer chose the columns; else those that would be empty are left out.
    pub chosen: bool,
    /// Caption.
    pub caption: Option<String>,
    /// The day as of which facts are told.
    pub as_of: Option<Date>,
}

impl TrackTable {
    pub(super) fn mentions(&self) -> Vec<Entity> {
        self.named.clone()
    }
}

/// What chooses tracks, and what filters them.
const CHOICES: [(&str, Kind); 3] = [("drama", Kind::Drama), ("soundtrack", Kind::Soundtrack), ("artist", Kind::Artist)];
const FILTERS: [&str; 4] = ["year", "genre", "label", "kind"];

impl Args<'_> {
    /// `<Songs>` is for reading, `<Tracks>` for looking up: they differ in their usual columns.
    pub(super) fn tracks(&mut self, usual: Option<&[Column]>) -> Option<LinkedComponent> {
        let caption = self.text("caption").map(|t| t.value);
        let limit = self.integer("limit").map_or(usize::MAX, |n| n as usize);
        let as_of = self.as_of();
        let chart = if self.argument("chart").is_some() { Some(self.chart()) } else { None };
        let stated = self.text("columns").map(|list| self.columns(&list, chart.is_some()));
        let sort = self.sort(chart.is_some());
        let listed = self.text("tracks");
        let mut selection = Selection { as_of, ..Selection::default() };
        let mut named;
        let mut tracks = if self.argument("tracks").is_some() {
            let list = listed?;
            for name in CHOICES.iter().map(|(name, _)| *name).chain(FILTERS) {
                self.idle(name, format!("`tracks` names every track, so `{name}` says nothing"));
            }
            selection.chart = chart.flatten();
            named = self.references("tracks", Kind::Track, &list);
            named.iter().filter_map(|e| if let Entity::Track(id) = e { Some(*id) } else { None }).collect()
        } else {
            let choice = CHOICES.iter().any(|(name, _)| self.argument(name).is_some()) || chart.is_some();
            if !choice && !FILTERS.iter().any(|name| self.argument(name).is_some()) {
                self.needed(
                    "`drama`, `soundtrack`, `artist`, `chart`, `tracks`, `year`, `genre`, `label` or `kind`",
                    "soundtrack=\"…\"",
                );
                return None;
            }
            named = self.choose(&mut selection)?;
            selection.chart = chart.flatten();
            self.filter(&mut selection)?;
            self.context.catalogue.select(&selection)
        };
        if chart.is_some() && selection.chart.is_none() {
            return None;
        }
        if tracks.is_empty() {
            self.no_tracks(&selection, &named);
            return None;
        }
        match sort {
            Some(sort) => self.context.catalogue.sort_tracks(&mut tracks, sort, &selection, self.context.language),
            // A whole year has no order of its own; a release, a drama and a chart have one.
            None if named.is_empty() && selection.chart.is_none() => {
                let sort = Sort { by: SortBy::Released, down: false };
                self.context.catalogue.sort_tracks(&mut tracks, sort, &selection, self.context.language);
            }
            None => {}
        }
        tracks.truncate(limit);
        let columns = match (&stated, usual) {
            (Some(columns), _) => columns.clone(),
            (None, Some(usual)) => usual.to_vec(),
            (None, None) if selection.soundtrack.is_some() => {
                vec![Column::Position, Column::Title, Column::Artists, Column::Length]
            }
            (None, None) if selection.chart.is_some() => {
                vec![Column::Title, Column::Artists, Column::Peak, Column::Weeks]
            }
            (None, None) if selection.artist.is_some() => vec![Column::Title, Column::Soundtrack, Column::Released],
            (None, None) => vec![Column::Title, Column::Artists, Column::Drama],
        };
        named.extend(selection.chart.map(Entity::Chart));
        let (chart, chosen) = (selection.chart, stated.is_some());
        Some(LinkedComponent::Tracks(TrackTable { named, tracks, chart, columns, chosen, caption, as_of }))
    }

    /// `drama`, `soundtrack`, `artist`: nothing when one of them could not be resolved.
    fn choose(&mut self, selection: &mut Selection) -> Option<Vec<Entity>> {
        let stated: Vec<_> = CHOICES.into_iter().filter(|(name, _)| self.argument(name).is_some()).collect();
        let found: Vec<Option<Entity>> = stated.into_iter().map(|(name, kind)| self.reference(name, kind)).collect();
        let found: Option<Vec<Entity>> = found.into_iter().collect();
        for entity in found.iter().flatten() {
            match entity {
                Entity::Drama(id) => selection.drama = Some(*id),
                Entity::Soundtrack(id) => selection.soundtrack = Some(*id),
                Entity::Artist(id) => selection.artist = Some(*id),
                _ => {}
            }
        }
        found
    }

    /// `year`, `genre`, `label`, `kind`: nothing when one of them is not known.
    fn filter(&mut self, selection: &mut Selection) -> Option<()> {
        let catalogue = self.context.catalogue;
        selection.year = self.year();
        selection.kind = self.word("kind", TrackKind::WORDS).and_then(TrackKind::from_word);
        let genres = catalogue.tracks.iter().map(|t| &t.genres).chain(catalogue.soundtracks.iter().map(|s| &s.genres));
        selection.genre = self.plain_name("genre", "no track has the genre", genres.flatten());
        let labels = catalogue.soundtracks.iter().filter_map(|s| s.label.as_ref());
        selection.label = self.plain_name("label", "no soundtrack has the label", labels);
        let read = [
            ("year", selection.year.is_some()),
            ("kind", selection.kind.is_some()),
            ("genre", selection.genre.is_some()),
            ("label", selection.label.is_some()),
        ];
        read.iter().all(|(name, is)| *is || self.argument(name).is_none()).then_some(())
    }

    fn no_tracks(&mut self, selection: &Selection, named: &[Entity]) {
        let catalogue = self.context.catalogue;
        let faulty = selection.chart.is_some_and(|chart| catalogue.chart(chart).faulty);
        if faulty || !self.is_sound(Kind::Soundtrack) || !self.is_sound(Kind::Drama) {
            return;
        }
        let mut said: Vec<String> = named.iter().map(|e| format!("of `{}`", catalogue.index.id(*e))).collect();
        if let Some(chart) = selection.chart {
            let until = selection.as_of.map_or_else(String::new, |day| format!(" up to {day}"));
            said.push(format!("on {}{until}", catalogue.chart(chart).record.names.plain));
        }
        said.extend(selection.kind.map(|kind| format!("of the kind {}", kind.word())));
        said.extend(selection.genre.as_ref().map(|genre| format!("of the genre {genre}")));
        said.extend(selection.label.as_ref().map(|label| format!("on the label {label}")));
        said.extend(selection.year.map(|year| format!("released in {year}")));
        let help = match said.len() {
            1 => "take the component away until there is one".to_owned(),
            _ => "all of this together fits no track: take one of the conditions away".to_owned(),
        };
        self.nothing(format!("the catalogue has no track {}", said.join(", ")), help);
    }

    fn columns(&mut self, list: &Spanned<String>, chart: bool) -> Vec<Column> {
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
                Some(column) if columns.contains(&column) => {
                    self.fault(part.span, format!("the column `{}` stands here twice", part.value), None);
                }
                Some(column) => columns.push(column),
                None => {
                    let message = format!("`{}` is not a column of `<{}>`", part.value, self.matter.name);
                    let near = did_you_mean(&part.value, Column::WORDS.iter().copied());
                    let it = Diagnostic::error(Code::ComponentArgument, part.span, message).maybe_help(near);
                    self.diagnostics.push(it.help(format!("the columns are: {}", Column::WORDS.join(", "))));
                }
            }
        }
        columns
    }

    /// `sort="title"`, `sort="-released"`.
    fn sort(&mut self, chart: bool) -> Option<Sort> {
        let typed = self.text("sort")?;
        let (word, down) = typed.value.strip_prefix('-').map_or((typed.value.as_str(), false), |word| (word, true));
        match SortBy::from_word(word) {
            Some(by) if by.needs_chart() && !chart => {
                let help = "say which: `chart=\"…\"`".to_owned();
                self.fault(typed.span, format!("the order by `{word}` needs a chart"), Some(help));
                None
            }
            Some(by) => Some(Sort { by, down }),
            None => {
                let all = format!("it can be: {}; a `-` before it turns it round", SortBy::WORDS.join(", "));
                let help = did_you_mean(word, SortBy::WORDS).unwrap_or(all);
                self.fault(typed.span, format!("tracks cannot be sorted by `{word}`"), Some(help));
                None
            }
        }
    }
}
