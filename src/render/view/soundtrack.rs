//! A soundtrack: as a card, as a page.

use super::elsewhere::{IdView, ListenView};
use super::score::{CuesView, LeitmotifView};
use super::{
    AwardLineView, CardView, CreditView, DateView, LengthView, NameLinkView, PictureView, RefView, RunLineView,
    RunView, TextView, TrackRowView, Views, WhoView,
};
use crate::catalogue::peak;
use crate::model::{Chart, Entity, Id, Length, NameKind, Soundtrack, Track};
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A release in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DiscView {
    /// Its number, when there are several.
    pub number: Option<u32>,
    /// Its tracks.
    pub tracks: Vec<TrackRowView>,
}

/// The songs of a release on one chart.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SongRunsView {
    /// The chart.
    pub chart: RefView,
    /// How often it appears: `weekly`.
    pub interval: &'static str,
    /// What is counted: `weeks`.
    pub unit: &'static str,
    /// All of them drawn together, as SVG; empty when there is only one.
    pub plot: String,
    /// The best ones.
    pub runs: Vec<RunLineView>,
    /// How many are left out.
    pub more: usize,
}

/// Recordings that another release has, too.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SharedView {
    /// The other release.
    pub soundtrack: RefView,
    /// The tracks on this one.
    pub tracks: Vec<RefView>,
}

/// A release among those of its drama.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ReleasePart")]
pub struct PartView {
    /// The release, without its tracks.
    #[serde(flatten)]
    pub card: SoundtrackCardView,
    /// Whether it is the page's own.
    pub current: bool,
}

/// All releases of a drama.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartsView {
    /// The drama.
    pub drama: RefView,
    /// Its releases, oldest first.
    pub releases: Vec<PartView>,
}

/// A release's page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SoundtrackView {
    /// What lists show.
    #[serde(flatten)]
    pub card: SoundtrackCardView,
    /// Romanised.
    pub romanised: Option<String>,
    /// Its sleeve.
    pub cover: Option<PictureView>,
    /// Credited to various artists.
    pub various_artists: bool,
    /// Genres.
    pub genres: Vec<NameLinkView>,
    /// Its codes: barcode and those of public catalogues.
    pub ids: Vec<IdView>,
    /// Where one can listen.
    pub listen: Vec<ListenView>,
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
    /// Its songs on charts, a drawing for each chart.
    pub song_runs: Vec<SongRunsView>,
    /// Its leitmotifs.
    pub leitmotifs: Vec<LeitmotifView>,
    /// Scenes in which its tracks are heard, by drama.
    pub cues: Vec<CuesView>,
    /// Other releases with its recordings.
    pub shared: Vec<SharedView>,
    /// All releases of its dramas, in their order, where there are others.
    pub parts: Vec<PartsView>,
    /// The release before it, of its first drama.
    pub previous: Option<RefView>,
    /// The release after it, of its first drama.
    pub next: Option<RefView>,
    /// What it is.
    pub summary: Option<TextView>,
    /// What it won and was nominated for.
    pub awards: Vec<AwardLineView>,
    /// Articles about it.
    pub articles: Vec<CardView>,
    /// Articles that mention it.
    pub mentions: Vec<CardView>,
    /// `[extra]` of its record.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// How many songs are drawn together. More cannot be told apart well.
const TOGETHER: usize = 6;
/// A release of more dramas than this is a compilation: it is no part of any of them.
const DRAMAS: usize = 3;

impl Views<'_> {
    /// The artist credit of a release.
    pub(super) fn release_artists(&self, release: &Soundtrack) -> Vec<WhoView> {
        if release.artists.is_empty() && release.various_artists {
            return vec![WhoView::alone(self.say("soundtrack.various_artists"), None, None)];
        }
        self.artists(&release.artists)
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
            artists: self.release_artists(it),
            track_count: it.tracks.len(),
            tracks: if with_tracks { it.tracks.iter().map(|t| self.track_row(*t)).collect() } else { Vec::new() },
        }
    }

    fn discs(&self, release: &Soundtrack) -> Vec<DiscView> {
        let mut discs: Vec<DiscView> = Vec::new();
        for id in &release.tracks {
            let track = self.magazine.catalogue.track(*id);
            let row = TrackRowView { credits: self.credits(&track.credits), ..self.track_row(*id) };
            match discs.last_mut().filter(|d| d.number == Some(track.disc)) {
                Some(disc) => disc.tracks.push(row),
                None => discs.push(DiscView { number: Some(track.disc), tracks: vec![row] }),
            }
        }
        if let [only] = discs.as_mut_slice() {
            only.number = None;
        }
        discs
    }

    /// The release's songs on charts, the best first.
    fn song_runs(&self, release: &Soundtrack) -> Vec<SongRunsView> {
        let catalogue = &self.magazine.catalogue;
        let mut charts: BTreeMap<Id<Chart>, Vec<Id<Track>>> = BTreeMap::new();
        for id in &release.tracks {
            let Some(subject) = catalogue.chart_subject(Entity::Track(*id)) else { continue };
            for (chart, _) in catalogue.runs.of(subject) {
                charts.entry(chart).or_default().push(*id);
            }
        }
        let view = |(id, tracks): (Id<Chart>, Vec<Id<Track>>)| {
            let chart = catalogue.chart(id);
            let runs = tracks.into_iter().filter_map(|track| {
                let run = catalogue.runs.get(catalogue.chart_subject(Entity::Track(track))?, id)?;
                Some((Entity::Track(track), run))
            });
            let mut runs: Vec<_> = runs.collect();
            runs.sort_by_key(|(_, run)| (peak(run.points()), Reverse(run.points().len())));
            let more = runs.len().saturating_sub(TOGETHER);
            runs.truncate(TOGETHER);
            let together: Vec<Entity> = runs.iter().map(|(track, _)| *track).collect();
            let until = chart.week_as_of(None)?;
            Some(SongRunsView {
                chart: self.reference(Entity::Chart(id)),
                interval: chart.interval.word(),
                unit: super::run::unit(chart.interval),
                plot: self.plot_of(&together, id, until, "songs").unwrap_or_default(),
                runs: runs.iter().filter_map(|(track, run)| self.run_line(*track, chart, run)).collect(),
                more,
            })
        };
        charts.into_iter().filter_map(view).collect()
    }

    fn shared(&self, release: &Soundtrack) -> Vec<SharedView> {
        let catalogue = &self.magazine.catalogue;
        let mut others: Vec<(Id<Soundtrack>, Vec<RefView>)> = Vec::new();
        for id in &release.tracks {
            for other in catalogue.also_on(*id) {
                let soundtrack = catalogue.track(other).soundtrack;
                let track = self.reference(Entity::Track(*id));
                match others.iter_mut().find(|(known, _)| *known == soundtrack) {
                    Some((_, tracks)) => tracks.push(track),
                    None => others.push((soundtrack, vec![track])),
                }
            }
        }
        let view = |(id, tracks)| SharedView { soundtrack: self.reference(Entity::Soundtrack(id)), tracks };
        others.into_iter().map(view).collect()
    }

    fn parts(&self, id: Id<Soundtrack>) -> Vec<PartsView> {
        let catalogue = &self.magazine.catalogue;
        let dramas = Some(&catalogue.soundtrack(id).dramas).filter(|dramas| dramas.len() <= DRAMAS);
        let parts = |drama: &Id<crate::model::Drama>| {
            let all = &catalogue.derived.drama_soundtracks[drama.index()];
            let part =
                |other: &Id<Soundtrack>| PartView { card: self.soundtrack_card(*other, false), current: *other == id };
            (all.len() > 1).then(|| PartsView {
                drama: self.reference(Entity::Drama(*drama)),
                releases: all.iter().map(part).collect(),
            })
        };
        dramas.into_iter().flatten().filter_map(parts).collect()
    }

    /// A release's page.
    pub fn soundtrack(&self, id: Id<Soundtrack>) -> SoundtrackView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.soundtrack(id);
        let lengths: Option<Vec<u32>> = it.tracks.iter().map(|t| catalogue.track(*t).length.map(|l| l.0)).collect();
        let total = lengths
            .filter(|l| !l.is_empty())
            .map(|l| self.length(Length(l.iter().fold(0, |all, one| all.saturating_add(*one)))));
        let (articles, mentions) = self.about(Entity::Soundtrack(id));
        let parts = self.parts(id);
        let neighbour = |step: isize| {
            let releases = &parts.first()?.releases;
            let place = releases.iter().position(|part| part.current)?.checked_add_signed(step)?;
            let card = &releases.get(place)?.card;
            Some(RefView {
                id: card.id.clone(),
                kind: "soundtrack",
                url: card.url.clone(),
                title: card.title.clone(),
                lang: card.lang.clone(),
            })
        };
        let cues = it.tracks.iter().flat_map(|t| catalogue.track(*t).cues.iter().map(move |cue| (*t, cue)));
        SoundtrackView {
            card: self.soundtrack_card(id, true),
            romanised: it.record.names.romanised.clone(),
            cover: self.picture(it.cover.as_ref()),
            various_artists: it.various_artists,
            genres: self.genres(&it.genres),
            ids: self.ids(&it.record),
            listen: self.listen(&it.listen),
            catalogue_number: it.catalogue_number.clone(),
            fictional: catalogue.is_fictional(Entity::Soundtrack(id)),
            credits: self.credits(&it.credits),
            discs: self.discs(it),
            total,
            runs: self.runs(Entity::Soundtrack(id)),
            song_runs: self.song_runs(it),
            leitmotifs: self.leitmotifs(id),
            cues: self.cues(cues),
            shared: self.shared(it),
            previous: neighbour(-1),
            next: neighbour(1),
            parts,
            summary: self.text(&it.record.summaries),
            awards: self.awards(Entity::Soundtrack(id)),
            articles,
            mentions,
            extra: super::article::extra(&it.record.extra),
        }
    }
}
