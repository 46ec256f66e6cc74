//! Soundtracks and tracks: as a row, as a card, as a page.

use super::{
    AwardLineView, CardView, CreditView, DateView, LengthView, NameLinkView, RefView, RunView, SourceView, TextView,
    Views, WhoView,
};
use crate::catalogue::peak;
use crate::model::{Entity, Id, Length, NameKind, Soundtrack, Subject, Track};
use serde::Serialize;

/// A chart peak: derived from stored weeks, or stated where none are.
#[derive(Debug, Clone, Serialize)]
pub struct PeakView {
    /// The chart; without a page when it has no record.
    pub chart: RefView,
    /// Best position.
    pub peak: u32,
    /// Weeks on the chart.
    pub weeks: Option<u32>,
    /// Stated, not derived.
    pub stated: bool,
    /// Where it is said.
    pub source: Option<SourceView>,
}

/// A track in a table.
#[derive(Debug, Clone, Serialize)]
pub struct TrackRowView {
    /// `track:kpop-demon-hunters/golden`.
    pub id: String,
    /// Its page.
    pub url: String,
    /// Its title in the page's language.
    pub title: String,
    /// The title's language, when it is not the page's.
    pub lang: Option<String>,
    /// Other titles.
    pub names: Vec<TextView>,
    /// Place on the disc.
    pub position: Option<u32>,
    /// Disc.
    pub disc: u32,
    /// How long.
    pub length: Option<LengthView>,
    /// Artist credit.
    pub artists: Vec<WhoView>,
    /// `insert-song`.
    pub kind: Option<&'static str>,
    /// In words.
    pub kind_label: Option<String>,
    /// Its release.
    pub soundtrack: RefView,
    /// Its dramas.
    pub dramas: Vec<RefView>,
    /// When it came out.
    pub released: Option<DateView>,
    /// Chart peaks.
    pub peaks: Vec<PeakView>,
}

/// A release in a list.
#[derive(Debug, Clone, Serialize)]
pub struct SoundtrackCardView {
    /// `soundtrack:kpop-demon-hunters`.
    pub id: String,
    /// Its page.
    pub url: String,
    /// Its title in the page's language.
    pub title: String,
    /// The title's language, when it is not the page's.
    pub lang: Option<String>,
    /// Other titles.
    pub names: Vec<TextView>,
    /// What it is.
    pub kind_label: Option<String>,
    /// When it came out.
    pub released: Option<DateView>,
    /// Who published it.
    pub label: Option<NameLinkView>,
    /// Its dramas.
    pub dramas: Vec<RefView>,
    /// Artist credit of the whole.
    pub artists: Vec<WhoView>,
    /// How many tracks.
    pub track_count: usize,
    /// Its tracks, where a page shows them.
    pub tracks: Vec<TrackRowView>,
}

/// One disc of a release.
#[derive(Debug, Clone, Serialize)]
pub struct DiscView {
    /// Its number, when there are several.
    pub number: Option<u32>,
    /// Its tracks.
    pub tracks: Vec<TrackRowView>,
}

/// A release's page.
#[derive(Debug, Clone, Serialize)]
pub struct SoundtrackView {
    /// What lists show.
    #[serde(flatten)]
    pub card: SoundtrackCardView,
    /// Romanised.
    pub romanised: Option<String>,
    /// The publisher's number.
    pub catalogue_number: Option<String>,
    /// Invented.
    pub fictional: bool,
    /// Who did what.
    pub credits: Vec<CreditView>,
    /// Tracks by disc.
    pub discs: Vec<DiscView>,
    /// Length of all tracks, when all are known.
    pub total: Option<LengthView>,
    /// Chart runs of the release.
    pub runs: Vec<RunView>,
    /// What it is.
    pub summary: Option<TextView>,
    /// Genres.
    pub genres: Vec<NameLinkView>,
    /// What it won and was nominated for.
    pub awards: Vec<AwardLineView>,
    /// Articles about it.
    pub articles: Vec<CardView>,
    /// Articles that mention it.
    pub mentions: Vec<CardView>,
    /// `[extra]` of its record.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Where one can listen.
#[derive(Debug, Clone, Serialize)]
pub struct ListenView {
    /// `apple-music`.
    pub platform: &'static str,
    /// In words.
    pub label: String,
    /// Whole address.
    pub url: String,
}

/// A track's page.
#[derive(Debug, Clone, Serialize)]
pub struct TrackView {
    /// What tables show.
    #[serde(flatten)]
    pub row: TrackRowView,
    /// Romanised.
    pub romanised: Option<String>,
    /// What it is.
    pub summary: Option<TextView>,
    /// Who did what.
    pub credits: Vec<CreditView>,
    /// Where one can listen.
    pub listen: Vec<ListenView>,
    /// The same recording on other releases.
    pub also_on: Vec<RefView>,
    /// Chart runs of the recording.
    pub runs: Vec<RunView>,
    /// Invented.
    pub fictional: bool,
    /// Playlists in which the recording is heard.
    pub playlists: Vec<RefView>,
    /// The track before.
    pub previous: Option<RefView>,
    /// The track after.
    pub next: Option<RefView>,
    /// Genres.
    pub genres: Vec<NameLinkView>,
    /// What it won and was nominated for.
    pub awards: Vec<AwardLineView>,
    /// Articles about it.
    pub articles: Vec<CardView>,
    /// Articles that mention it.
    pub mentions: Vec<CardView>,
    /// `[extra]` of its record.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

pub(super) fn length(length: Length) -> LengthView {
    LengthView { text: length.text(), iso: length.iso() }
}

impl Views<'_> {
    /// A track in a table.
    pub fn track_row(&self, id: Id<Track>) -> TrackRowView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.track(id);
        let release = catalogue.soundtrack(it.soundtrack);
        let (title, lang) = self.name(&it.record.names);
        TrackRowView {
            id: catalogue.index.id(Entity::Track(id)).to_owned(),
            url: self.url_of(Entity::Track(id)).unwrap_or_default(),
            title,
            lang,
            names: self.other_names(&it.record.names),
            position: it.position,
            disc: it.disc,
            length: it.length.map(|it| length(*it)),
            artists: self.artists(if it.artists.is_empty() { &release.artists } else { &it.artists }),
            kind: it.kind.map(crate::model::TrackKind::word),
            kind_label: it.kind.map(|k| self.say(&format!("kind.{}", k.word()))),
            soundtrack: self.reference(Entity::Soundtrack(it.soundtrack)),
            dramas: catalogue.track_dramas(it).into_iter().map(|d| self.reference(Entity::Drama(d))).collect(),
            released: release.released.map(|d| self.partial_date(*d)),
            peaks: self.peaks(it),
        }
    }

    fn peaks(&self, track: &Track) -> Vec<PeakView> {
        let catalogue = &self.magazine.catalogue;
        let mut peaks = Vec::new();
        for (chart, run) in catalogue.runs.of(Subject::Track(track.recording)) {
            let weeks = u32::try_from(run.points().len()).ok();
            let best = peak(run.points()).unwrap_or_default();
            peaks.push(PeakView {
                chart: self.reference(Entity::Chart(chart)),
                peak: best,
                weeks,
                stated: false,
                source: None,
            });
        }
        for stated in &track.charted {
            if stated.record.is_some_and(|chart| catalogue.runs.get(Subject::Track(track.recording), chart).is_some()) {
                continue;
            }
            let chart = match stated.record {
                Some(chart) => self.reference(Entity::Chart(chart)),
                None => RefView {
                    id: String::new(),
                    kind: "chart",
                    url: String::new(),
                    title: stated.chart.clone(),
                    lang: None,
                },
            };
            peaks.push(PeakView {
                chart,
                peak: stated.peak.value,
                weeks: stated.weeks.map(|w| w.value),
                stated: true,
                source: stated.source.as_deref().map(|s| self.source(s)),
            });
        }
        peaks
    }

    /// A release in a list, with its tracks when they are shown.
    pub fn soundtrack_card(&self, id: Id<Soundtrack>, with_tracks: bool) -> SoundtrackCardView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.soundtrack(id);
        let (title, lang) = self.name(&it.record.names);
        SoundtrackCardView {
            id: catalogue.index.id(Entity::Soundtrack(id)).to_owned(),
            url: self.url_of(Entity::Soundtrack(id)).unwrap_or_default(),
            title,
            lang,
            names: self.other_names(&it.record.names),
            kind_label: it.kind.map(|k| self.say(&format!("kind.{}", k.word()))),
            released: it.released.map(|d| self.partial_date(*d)),
            label: it.label.as_deref().map(|name| self.name_link(NameKind::Label, name)),
            dramas: it.dramas.iter().map(|d| self.reference(Entity::Drama(*d))).collect(),
            artists: self.artists(&it.artists),
            track_count: it.tracks.len(),
            tracks: if with_tracks { it.tracks.iter().map(|t| self.track_row(*t)).collect() } else { Vec::new() },
        }
    }

    /// A release's page.
    pub fn soundtrack(&self, id: Id<Soundtrack>) -> SoundtrackView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.soundtrack(id);
        let card = self.soundtrack_card(id, true);
        let mut discs: Vec<DiscView> = Vec::new();
        for track in &card.tracks {
            match discs.last_mut().filter(|d| d.number == Some(track.disc)) {
                Some(disc) => disc.tracks.push(track.clone()),
                None => discs.push(DiscView { number: Some(track.disc), tracks: vec![track.clone()] }),
            }
        }
        if let [only] = discs.as_mut_slice() {
            only.number = None;
        }
        let lengths: Option<Vec<u32>> = it.tracks.iter().map(|t| catalogue.track(*t).length.map(|l| l.0)).collect();
        let total = lengths
            .filter(|l| !l.is_empty())
            .map(|l| length(Length(l.iter().fold(0, |all, one| all.saturating_add(*one)))));
        let (articles, mentions) = self.about(Entity::Soundtrack(id));
        SoundtrackView {
            card,
            romanised: it.record.names.romanised.clone(),
            catalogue_number: it.catalogue_number.clone(),
            fictional: catalogue.is_fictional(Entity::Soundtrack(id)),
            credits: self.credits(&it.credits),
            discs,
            total,
            runs: self.runs(Subject::Soundtrack(id)),
            summary: self.text(&it.record.summaries),
            genres: self.genres(&it.genres),
            awards: self.awards(Entity::Soundtrack(id)),
            articles,
            mentions,
            extra: super::article::extra(&it.record.extra),
        }
    }

    /// A track's page.
    pub fn track(&self, id: Id<Track>) -> TrackView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.track(id);
        let release = catalogue.soundtrack(it.soundtrack);
        let place = release.tracks.iter().position(|t| *t == id);
        let neighbour =
            |place: Option<usize>| place.and_then(|p| release.tracks.get(p)).map(|t| self.reference(Entity::Track(*t)));
        let listen = it.listen.iter().map(|(platform, url)| ListenView {
            platform: platform.word(),
            label: self.say(&format!("platform.{}", platform.word())),
            url: url.clone(),
        });
        let (articles, mentions) = self.about(Entity::Track(id));
        TrackView {
            row: self.track_row(id),
            romanised: it.record.names.romanised.clone(),
            summary: self.text(&it.record.summaries),
            credits: self.credits(&it.credits),
            listen: listen.collect(),
            also_on: catalogue
                .also_on(id)
                .into_iter()
                .map(|t| self.reference(Entity::Soundtrack(catalogue.track(t).soundtrack)))
                .collect(),
            runs: self.runs(Subject::Track(it.recording)),
            fictional: catalogue.is_fictional(Entity::Track(id)),
            playlists: self.playlists_of(it),
            previous: neighbour(place.and_then(|p| p.checked_sub(1))),
            next: neighbour(place.map(|p| p + 1)),
            genres: self.genres(&it.genres),
            awards: self.awards(Entity::Track(id)),
            articles,
            mentions,
            extra: super::article::extra(&it.record.extra),
        }
    }
}
