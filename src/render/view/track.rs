//! A track: as a row, as a page; what its recording did on charts.

use super::elsewhere::{IdView, ListenView};
use super::score::{CuesView, LeitmotifView, LyricsView};
use super::{
    AwardLineView, CardView, CreditView, DateView, LengthView, NameLinkView, RefView, RunView, SourceView, TextView,
    Views, WhoView,
};
use crate::catalogue::{peak, weeks_at_1};
use crate::model::{Chart, Entity, Id, Subject, Track};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// A chart peak: derived from stored weeks, or stated where none are.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PeakView {
    /// The chart; without a page when it has no record.
    pub chart: RefView,
    /// Best position.
    pub peak: u32,
    /// Editions on the chart.
    pub weeks: Option<u32>,
    /// What they are counted in: `weeks`.
    pub unit: &'static str,
    /// Editions at number one.
    pub weeks_at_1: Option<usize>,
    /// First edition.
    pub debut: Option<DateView>,
    /// Stated, not derived.
    pub stated: bool,
    /// Where it is said.
    pub source: Option<SourceView>,
}

/// A track in a table.
#[derive(Debug, Clone, Serialize, JsonSchema)]
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
    /// Which version of the song it is.
    pub version: Option<String>,
    /// The language of these words, when it is not the page's.
    pub version_lang: Option<String>,
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
    /// Who did what, where a page shows it.
    pub credits: Vec<CreditView>,
}

/// What stood on a chart, in a table of a drama's songs or an artist's.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChartedView {
    /// What ran.
    pub subject: RefView,
    /// Its artists.
    pub artists: Vec<WhoView>,
    /// How it did.
    #[serde(flatten)]
    pub peak: PeakView,
}

/// Another recording of the same song.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VersionView {
    /// The track.
    pub track: RefView,
    /// Which version: "acoustic".
    pub version: Option<String>,
    /// The language of these words, when it is not the page's.
    pub version_lang: Option<String>,
    /// Its artists.
    pub artists: Vec<WhoView>,
    /// Its release.
    pub soundtrack: RefView,
}

/// A track's page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TrackView {
    /// What tables show.
    #[serde(flatten)]
    pub row: TrackRowView,
    /// Romanised.
    pub romanised: Option<String>,
    /// What it is.
    pub summary: Option<TextView>,
    /// Genres of its own.
    pub genres: Vec<NameLinkView>,
    /// Its codes: ISRC, ISWC and those of public catalogues.
    pub ids: Vec<IdView>,
    /// Where one can listen.
    pub listen: Vec<ListenView>,
    /// The same recording on other releases.
    pub also_on: Vec<RefView>,
    /// Other recordings of the song.
    pub versions: Vec<VersionView>,
    /// Leitmotifs that are heard in it.
    pub themes: Vec<LeitmotifView>,
    /// Scenes in which it is heard, by drama.
    pub cues: Vec<CuesView>,
    /// Its words.
    pub lyrics: Option<LyricsView>,
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
    /// What it won and was nominated for.
    pub awards: Vec<AwardLineView>,
    /// Articles about it.
    pub articles: Vec<CardView>,
    /// Articles that mention it.
    pub mentions: Vec<CardView>,
    /// `[extra]` of its record.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Views<'_> {
    /// A track in a table.
    pub fn track_row(&self, id: Id<Track>) -> TrackRowView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.track(id);
        let release = catalogue.soundtrack(it.soundtrack);
        let (title, lang) = self.name(&it.record.names);
        let (version, version_lang) = TextView::apart(self.text(&it.version));
        TrackRowView {
            id: catalogue.index.id(Entity::Track(id)).to_owned(),
            url: self.url_of(Entity::Track(id)).unwrap_or_default(),
            title,
            lang,
            names: self.other_names(&it.record.names),
            position: it.position,
            disc: it.disc,
            length: it.length.map(|it| self.length(*it)),
            version,
            version_lang,
            artists: self.subject_artists(Entity::Track(id)),
            kind: it.kind.map(crate::model::TrackKind::word),
            kind_label: it.kind.map(|k| self.say(&format!("kind.{}", k.word()))),
            soundtrack: self.reference(Entity::Soundtrack(it.soundtrack)),
            dramas: catalogue.track_dramas(it).iter().map(|d| self.reference(Entity::Drama(*d))).collect(),
            released: release.released.map(|d| self.partial_date(*d)),
            peaks: self.peaks(it, None),
            credits: Vec::new(),
        }
    }

    /// How a recording or release did on a chart whose editions are stored, up to a day or the latest edition.
    fn derived_peak(&self, subject: Subject, id: Id<Chart>, day: Option<Date>) -> Option<PeakView> {
        let catalogue = &self.magazine.catalogue;
        let standing = catalogue.standing(subject, id, day).ok()?;
        let (chart, points) = (standing.chart, standing.points);
        Some(PeakView {
            chart: self.reference(Entity::Chart(id)),
            peak: peak(points)?,
            weeks: u32::try_from(points.len()).ok(),
            unit: super::run::unit(chart.interval),
            weeks_at_1: Some(weeks_at_1(points)),
            debut: points.first().and_then(|p| chart.weeks.get(p.week)).map(|week| self.date(week.date)),
            stated: false,
            source: None,
        })
    }

    fn derived_peaks(&self, subject: Subject, day: Option<Date>) -> Vec<PeakView> {
        let runs = self.magazine.catalogue.runs.of(subject);
        runs.filter_map(|(chart, _)| self.derived_peak(subject, chart, day)).collect()
    }

    /// A track's chart peaks up to a day or the latest editions, then those that are stated.
    pub fn peaks(&self, track: &Track, day: Option<Date>) -> Vec<PeakView> {
        let catalogue = &self.magazine.catalogue;
        let mut peaks = self.derived_peaks(Subject::Track(track.recording), day);
        for stated in &track.charted {
            if stated.record.is_some_and(|chart| catalogue.runs.get(Subject::Track(track.recording), chart).is_some()) {
                continue;
            }
            let chart = match stated.record {
                Some(chart) => self.reference(Entity::Chart(chart)),
                None => RefView::unlinked("chart", self.name(&stated.chart)),
            };
            peaks.push(PeakView {
                chart,
                peak: stated.peak.value,
                weeks: stated.weeks.map(|w| w.value),
                unit: stated.record.map_or("weeks", |chart| super::run::unit(catalogue.chart(chart).interval)),
                weeks_at_1: None,
                debut: None,
                stated: true,
                source: stated.source.as_deref().map(|s| self.source(s)),
            });
        }
        peaks
    }

    /// What of some tracks and releases stood on charts, the best first; a recording once. Gives how many are left
    /// out, too.
    pub(super) fn charted(&self, entities: impl Iterator<Item = Entity>, limit: usize) -> (Vec<ChartedView>, usize) {
        let catalogue = &self.magazine.catalogue;
        let mut seen = rustc_hash::FxHashSet::default();
        let mut all: Vec<(Entity, PeakView)> = Vec::new();
        for entity in entities {
            let Some(subject) = catalogue.chart_subject(entity).filter(|subject| seen.insert(*subject)) else {
                continue;
            };
            let peaks = match entity {
                Entity::Track(id) => self.peaks(catalogue.track(id), None),
                _ => self.derived_peaks(subject, None),
            };
            all.extend(peaks.into_iter().map(|peak| (entity, peak)));
        }
        all.sort_by_key(|(_, it)| (it.peak, std::cmp::Reverse((it.weeks_at_1, it.weeks))));
        let more = all.len().saturating_sub(limit);
        let view = |(entity, peak)| ChartedView {
            subject: self.reference(entity),
            artists: self.subject_artists(entity),
            peak,
        };
        (all.into_iter().take(limit).map(view).collect(), more)
    }

    fn version(&self, id: Id<Track>) -> VersionView {
        let it = self.magazine.catalogue.track(id);
        let (version, version_lang) = TextView::apart(self.text(&it.version));
        VersionView {
            track: self.reference(Entity::Track(id)),
            version,
            version_lang,
            artists: self.subject_artists(Entity::Track(id)),
            soundtrack: self.reference(Entity::Soundtrack(it.soundtrack)),
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
        let (articles, mentions) = self.about(Entity::Track(id));
        let also_on = catalogue.also_on(id);
        let recording = std::iter::once(id).chain(also_on.iter().copied());
        TrackView {
            row: TrackRowView { credits: self.credits(&it.credits), ..self.track_row(id) },
            romanised: it.record.names.romanised.clone(),
            summary: self.text(&it.record.summaries),
            genres: self.genres(&it.genres),
            ids: self.ids(&it.record),
            listen: self.listen(&it.listen),
            also_on: also_on
                .iter()
                .map(|t| self.reference(Entity::Soundtrack(catalogue.track(*t).soundtrack)))
                .collect(),
            versions: catalogue.other_versions(id).into_iter().map(|t| self.version(t)).collect(),
            themes: self.themes(it.recording),
            cues: self.cues(recording.flat_map(|t| catalogue.track(t).cues.iter().map(move |cue| (t, cue)))),
            lyrics: it.lyrics.as_ref().map(|lyrics| self.lyrics(lyrics)),
            runs: self.runs(Entity::Track(id)),
            fictional: catalogue.is_fictional(Entity::Track(id)),
            playlists: self.playlists_of(it),
            previous: neighbour(place.and_then(|p| p.checked_sub(1))),
            next: neighbour(place.map(|p| p + 1)),
            awards: self.awards(Entity::Track(id)),
            articles,
            mentions,
            extra: super::article::extra(&it.record.extra),
        }
    }
}
