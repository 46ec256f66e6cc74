//! Which tracks a list shows: chosen by what they belong to, filtered by what they are, in an order.

use super::{Catalogue, peak};
use crate::model::{Artist, Chart, Drama, Id, LanguageId, Person, Soundtrack, Subject, Track, TrackKind, fold};
use jiff::civil::Date;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

/// What all tracks of a list have in common; what is not said does not matter.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Heard in this drama.
    pub drama: Option<Id<Drama>>,
    /// On this release.
    pub soundtrack: Option<Id<Soundtrack>>,
    /// With this artist in the artist credit.
    pub artist: Option<Id<Artist>>,
    /// On this chart, in a stored week up to the day.
    pub chart: Option<Id<Chart>>,
    /// Released in this year.
    pub year: Option<i16>,
    /// Of this genre, compared without case.
    pub genre: Option<String>,
    /// On a release of this label, compared without case.
    pub label: Option<String>,
    /// Of this kind.
    pub kind: Option<TrackKind>,
    /// The day as of which the chart counts; nothing: the latest stored week.
    pub as_of: Option<Date>,
}

/// By what a list of tracks can be sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// Disc and position.
    Position,
    /// Title, in the page's language.
    Title,
    /// Date of release.
    Released,
    /// Length.
    Length,
    /// Best position on the list's chart.
    Peak,
    /// Weeks on the list's chart.
    Weeks,
}

impl SortBy {
    /// The words that can be typed.
    pub const WORDS: [&'static str; 6] = ["position", "title", "released", "length", "peak", "weeks"];

    /// What a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        use SortBy::{Length, Peak, Position, Released, Title, Weeks};
        let all = [Position, Title, Released, Length, Peak, Weeks];
        Self::WORDS.iter().position(|w| *w == word).and_then(|n| all.get(n).copied())
    }

    /// Whether it asks for a chart.
    pub fn needs_chart(self) -> bool {
        matches!(self, SortBy::Peak | SortBy::Weeks)
    }
}

/// An order of tracks. What has no value comes last either way.
#[derive(Debug, Clone, Copy)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// From the greatest to the least.
    pub down: bool,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(u64),
    Text(String),
    Name(Vec<u8>),
}

impl Catalogue {
    /// The tracks of a selection: by release, the oldest first, or by their best positions on its chart. One recording
    /// counts once, by its first release that fits.
    pub fn select(&self, by: &Selection) -> Vec<Id<Track>> {
        let releases = by.soundtrack.map_or_else(|| self.oldest_first(), |one| vec![one]);
        let mut seen = BTreeSet::new();
        let mut tracks: Vec<Id<Track>> =
            releases.iter().flat_map(|release| self.soundtrack(*release).tracks.iter().copied()).collect();
        tracks.retain(|id| self.fits(*id, by) && seen.insert(self.track(*id).recording));
        if let Some(chart) = by.chart {
            let best = |id: &Id<Track>| {
                let standing = self.standing(Subject::Track(self.track(*id).recording), chart, by.as_of).ok()?;
                Some((peak(standing.points), Reverse(standing.points.len())))
            };
            tracks.retain(|id| best(id).is_some());
            tracks.sort_by_cached_key(|id| (best(id), *id));
        }
        tracks
    }

    fn oldest_first(&self) -> Vec<Id<Soundtrack>> {
        let released = |id: &Id<Soundtrack>| self.soundtrack(*id).released.map(|date| date.first_day());
        let mut all: Vec<Id<Soundtrack>> = (0..self.soundtracks.len()).map(Id::new).collect();
        all.sort_by_cached_key(|id| (released(id).is_none(), released(id), *id));
        all
    }

    fn fits(&self, id: Id<Track>, by: &Selection) -> bool {
        let track = self.track(id);
        let release = self.soundtrack(track.soundtrack);
        let same = |a: &str, b: &str| fold(a) == fold(b);
        by.drama.is_none_or(|drama| self.track_dramas(track).contains(&drama))
            && by.artist.is_none_or(|artist| self.artists_of(id).iter().any(|a| a.person == Person::Artist(artist)))
            && by.year.is_none_or(|year| release.released.is_some_and(|date| date.year() == year))
            && by.kind.is_none_or(|kind| track.kind == Some(kind))
            && by.label.as_ref().is_none_or(|label| release.label.as_ref().is_some_and(|own| same(own, label)))
            && by.genre.as_ref().is_none_or(|genre| self.track_genres(track).iter().any(|own| same(own, genre)))
    }

    /// A track's genres: its own, else its release's.
    pub fn track_genres<'a>(&'a self, track: &'a Track) -> &'a [String] {
        if track.genres.is_empty() { &self.soundtrack(track.soundtrack).genres } else { &track.genres }
    }

    /// All tracks that are the same recording as this one, itself included, in the order of releases.
    pub fn same_recording(&self, id: Id<Track>) -> Vec<Id<Track>> {
        let recording = self.track(id).recording;
        (0..self.tracks.len()).map(Id::new).filter(|other| self.track(*other).recording == recording).collect()
    }

    /// Puts tracks in an order, for a page in `language`. `chart` and `as_of` are those of the selection.
    pub fn sort_tracks(&self, tracks: &mut Vec<Id<Track>>, sort: Sort, by: &Selection, language: LanguageId) {
        let mut keyed: Vec<(Option<Key>, Id<Track>)> =
            tracks.iter().map(|id| (self.sort_key(*id, sort.by, by, language), *id)).collect();
        keyed.sort_by(|(a, _), (b, _)| match (a, b) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(a), Some(b)) if sort.down => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
        });
        *tracks = keyed.into_iter().map(|(_, id)| id).collect();
    }

    fn sort_key(&self, id: Id<Track>, sort: SortBy, by: &Selection, language: LanguageId) -> Option<Key> {
        let track = self.track(id);
        let subject = Subject::Track(track.recording);
        let points = || by.chart.and_then(|chart| self.standing(subject, chart, by.as_of).ok()).map(|s| s.points);
        Some(match sort {
            SortBy::Position => Key::Number(u64::from(track.disc) << 32 | u64::from(track.position?)),
            SortBy::Title => Key::Name(self.name_order(language, track.record.names.sorted_by(language))),
            SortBy::Released => Key::Text(self.soundtrack(track.soundtrack).released?.iso()),
            SortBy::Length => Key::Number(u64::from(track.length?.0)),
            SortBy::Peak => Key::Number(u64::from(peak(points()?)?)),
            SortBy::Weeks => Key::Number(u64::try_from(points()?.len()).ok()?),
        })
    }
}
