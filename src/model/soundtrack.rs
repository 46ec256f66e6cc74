//! A soundtrack (a release) and its tracks.

use super::credit::words;
use super::{
    Chart, Cover, Credit, CreditedArtist, Cue, Drama, Id, Leitmotif, Length, Lyrics, Names, PartialDate, Platform,
    Record, Texts,
};
use crate::source::Spanned;

words! {
    /// What a release is.
    SoundtrackKind { Single "single", Part "part", Ep "ep", FullAlbum "full-album", Score "score" }
}

words! {
    /// What a track is.
    TrackKind {
        OpeningTheme "opening-theme", EndingTheme "ending-theme", InsertSong "insert-song",
        ScoreCue "score-cue", Instrumental "instrumental",
    }
}

/// A release.
#[derive(Debug, Clone)]
pub struct Soundtrack {
    /// What all records have.
    pub record: Record,
    /// The dramas that it belongs to.
    pub dramas: Vec<Id<Drama>>,
    /// What it is.
    pub kind: Option<SoundtrackKind>,
    /// When it came out.
    pub released: Option<Spanned<PartialDate>>,
    /// Who published it.
    pub label: Option<String>,
    /// The publisher's number.
    pub catalogue_number: Option<String>,
    /// Whether it is invented.
    pub fictional: bool,
    /// Genres, as plain names.
    pub genres: Vec<String>,
    /// Where it can be heard: whole addresses.
    pub listen: Vec<(Platform, String)>,
    /// Its sleeve.
    pub cover: Option<Cover>,
    /// Whether it is credited to various artists.
    pub various_artists: bool,
    /// The artist credit of the whole release.
    pub artists: Vec<CreditedArtist>,
    /// Who did what on the whole release.
    pub credits: Vec<Credit>,
    /// Its tracks, by disc and position; unnumbered ones last.
    pub tracks: Vec<Id<Track>>,
    /// Its themes.
    pub leitmotifs: Vec<Leitmotif>,
}

/// A track on a release.
#[derive(Debug, Clone)]
pub struct Track {
    /// What all records have.
    pub record: Record,
    /// The release that it is on.
    pub soundtrack: Id<Soundtrack>,
    /// The disc, from 1.
    pub disc: u32,
    /// The place on the disc, from 1; unnumbered tracks come last.
    pub position: Option<u32>,
    /// How long.
    pub length: Option<Spanned<Length>>,
    /// Genres, as plain names; none: its release's.
    pub genres: Vec<String>,
    /// Which version of the song it is: "acoustic".
    pub version: Texts,
    /// The track of which it is another recording, as stated.
    pub version_of: Option<Spanned<Id<Track>>>,
    /// The artist credit, in order.
    pub artists: Vec<CreditedArtist>,
    /// Who did what.
    pub credits: Vec<Credit>,
    /// What it is.
    pub kind: Option<TrackKind>,
    /// Where it can be heard: whole addresses.
    pub listen: Vec<(Platform, String)>,
    /// Stated chart facts, where no weeks are stored.
    pub charted: Vec<ChartedStatement>,
    /// The track that stands for this recording: the end of the `same_as` chain, itself without one.
    pub recording: Id<Track>,
    /// Scenes in which it is heard.
    pub cues: Vec<Cue>,
    /// Its words.
    pub lyrics: Option<Lyrics>,
    /// Its own drama, when the release belongs to several and the track to one.
    pub dramas: Vec<Id<Drama>>,
}

impl Track {
    /// Takes over what belongs to the recording, and is not stated here again, from the track that stands for it: who is
    /// heard, who did what, how long it is and its codes. What belongs to a release, as its place on it, it keeps.
    pub fn take_over(&mut self, first: &Track, release: &Soundtrack) {
        if self.artists.is_empty() {
            self.artists.clone_from(if first.artists.is_empty() { &release.artists } else { &first.artists });
        }
        if self.credits.is_empty() {
            self.credits.clone_from(&first.credits);
        }
        self.length = self.length.or(first.length);
        for scheme in ["isrc", "iswc"] {
            if self.record.ids.iter().all(|id| id.scheme != scheme) {
                self.record.ids.extend(first.record.ids.iter().filter(|id| id.scheme == scheme).cloned());
            }
        }
    }
}

/// A stated chart fact, with its source.
#[derive(Debug, Clone)]
pub struct ChartedStatement {
    /// The chart's name as stated.
    pub chart: Names,
    /// The chart's record, when the stated name is that of one.
    pub record: Option<Id<Chart>>,
    /// Best position.
    pub peak: Spanned<u32>,
    /// Weeks on the chart.
    pub weeks: Option<Spanned<u32>>,
    /// Where it is said.
    pub source: Option<String>,
}
