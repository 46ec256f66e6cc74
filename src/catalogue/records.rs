//! All records, linked and checked, with what follows from them; taken whole from the run before while they are the
//! same.
//!
//! Of articles, records see no more than slugs and sections, which are the same wherever a run is taken from the one
//! before, and titles, of which only a suggestion for a reference that leads nowhere may speak. Whether an article
//! that a record names is shown is asked anew in every run ([`LinkedRecords::diagnostics`]).

use super::artist::both_ways;
use super::link::Linker;
use super::memory::Changes;
use super::question::Derived;
use super::run::Runs;
use super::{Catalogue, law};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Article, Artist, Award, Chart, Contributor, Drama, Event, Id, Instrument, Issue, Playlist, Soundtrack, Track,
};
use crate::parse::Parsed;
use crate::source::Span;
use jiff::Timestamp;
use std::sync::Arc;

/// All records as they were linked, kept for the next run.
#[derive(Debug, Clone)]
pub(super) struct LinkedRecords {
    dramas: Arc<Vec<Drama>>,
    soundtracks: Arc<Vec<Soundtrack>>,
    tracks: Arc<Vec<Track>>,
    artists: Arc<Vec<Artist>>,
    charts: Arc<Vec<Chart>>,
    contributors: Arc<Vec<Contributor>>,
    playlists: Arc<Vec<Playlist>>,
    events: Arc<Vec<Event>>,
    issues: Arc<Vec<Issue>>,
    instruments: Arc<Vec<Instrument>>,
    awards: Arc<Vec<Award>>,
    runs: Arc<Runs>,
    derived: Arc<Derived>,
    /// What was said of them.
    diagnostics: Arc<Vec<Diagnostic>>,
    /// The articles that they name, and where.
    articles: Arc<Vec<(Id<Article>, Span)>>,
    /// The moment of the run, when it stands in one of them.
    moment: Option<Timestamp>,
}

impl LinkedRecords {
    /// Links all records. `catalogue` has the sections, tags and articles; it is given the records.
    pub fn of(parsed: Parsed, linker: &mut Linker, catalogue: &mut Catalogue, config: &Config) -> Self {
        let said = linker.diagnostics.len();
        catalogue.dramas = Arc::new(parsed.dramas.into_iter().map(|f| linker.drama(f.into_matter())).collect());
        let (mut soundtracks, mut tracks) = (Vec::with_capacity(parsed.soundtracks.len()), Vec::new());
        for file in parsed.soundtracks {
            let own = Id::new(soundtracks.len());
            let (soundtrack, mut its) = linker.soundtrack(own, tracks.len(), file.into_matter());
            soundtracks.push(soundtrack);
            tracks.append(&mut its);
        }
        linker.recordings(&soundtracks, &mut tracks);
        (catalogue.soundtracks, catalogue.tracks) = (Arc::new(soundtracks), Arc::new(tracks));
        let artists = parsed.artists.into_iter().enumerate();
        let mut artists: Vec<Artist> = artists.map(|(n, f)| linker.artist(Id::new(n), f.into_matter())).collect();
        both_ways(&mut artists);
        catalogue.artists = Arc::new(artists);
        catalogue.contributors = Arc::new(parsed.contributors.into_iter().map(|f| f.into_matter()).collect());
        let instruments = parsed.instruments.into_iter().enumerate();
        catalogue.instruments =
            Arc::new(instruments.map(|(n, f)| linker.instrument(Id::new(n), f.into_matter())).collect());
        catalogue.awards =
            Arc::new(parsed.awards.into_iter().map(|f| linker.award(f.into_matter(), catalogue)).collect());

        let mut charts: Vec<Chart> = parsed.charts.into_iter().map(|f| f.into_matter()).collect();
        linker.chart_weeks(&mut charts, parsed.chart_weeks.into_iter().map(|f| f.into_matter()).collect());
        let recording = |track: Id<Track>| catalogue.tracks[track.index()].recording;
        let runs = Runs::derive(&charts, recording);
        linker.stated_peaks(&catalogue.tracks, &charts, &runs);
        linker.stated_facts(&charts, &runs, recording);
        (catalogue.charts, catalogue.runs) = (Arc::new(charts), Arc::new(runs));

        let playlists = parsed.playlists.into_iter();
        let mut playlists: Vec<Playlist> = playlists.map(|f| linker.playlist(f.into_matter())).collect();
        linker.songs(&mut playlists, &catalogue.tracks);
        catalogue.playlists = Arc::new(playlists);
        let beginnings = parsed.events.iter().all(|f| f.matter.starts.is_some());
        catalogue.events = Arc::new(parsed.events.into_iter().map(|f| linker.event(f.into_matter())).collect());
        catalogue.issues =
            Arc::new(parsed.issues.into_iter().map(|f| linker.issue(f.into_matter(), catalogue)).collect());
        linker.issue_numbers(&catalogue.issues);

        let mut diagnostics = linker.diagnostics.split_off(said);
        let whole: &Catalogue = catalogue;
        let (mut broken, derived) = rayon::join(|| law::laws(whole), || Derived::of(whole, config));
        diagnostics.append(&mut broken);
        catalogue.derived = Arc::new(derived);
        Self {
            dramas: Arc::clone(&catalogue.dramas),
            soundtracks: Arc::clone(&catalogue.soundtracks),
            tracks: Arc::clone(&catalogue.tracks),
            artists: Arc::clone(&catalogue.artists),
            charts: Arc::clone(&catalogue.charts),
            contributors: Arc::clone(&catalogue.contributors),
            playlists: Arc::clone(&catalogue.playlists),
            events: Arc::clone(&catalogue.events),
            issues: Arc::clone(&catalogue.issues),
            instruments: Arc::clone(&catalogue.instruments),
            awards: Arc::clone(&catalogue.awards),
            runs: Arc::clone(&catalogue.runs),
            derived: Arc::clone(&catalogue.derived),
            diagnostics: Arc::new(diagnostics),
            articles: Arc::new(std::mem::take(&mut linker.articles_named)),
            moment: (!beginnings).then_some(linker.showing.now),
        }
    }

    /// Whether linking them again at a moment would only repeat it.
    pub fn hold(&self, changes: &Changes, now: Timestamp) -> bool {
        let lost = || self.diagnostics.iter().any(|it| it.code == Code::UnknownReference);
        !changes.records && self.moment.is_none_or(|moment| moment == now) && (changes.names.is_empty() || !lost())
    }

    /// Gives them to the catalogue of another run.
    pub fn give(&self, catalogue: &mut Catalogue) {
        let it = self.clone();
        (catalogue.dramas, catalogue.soundtracks, catalogue.tracks) = (it.dramas, it.soundtracks, it.tracks);
        (catalogue.artists, catalogue.contributors, catalogue.charts) = (it.artists, it.contributors, it.charts);
        (catalogue.playlists, catalogue.events, catalogue.issues) = (it.playlists, it.events, it.issues);
        (catalogue.instruments, catalogue.awards) = (it.instruments, it.awards);
        (catalogue.runs, catalogue.derived) = (it.runs, it.derived);
    }

    /// What was said of them, and what is to be said of the articles that they name: that they are not shown.
    pub fn diagnostics<'a>(&'a self, articles: &'a [Arc<Article>]) -> impl Iterator<Item = Diagnostic> + 'a {
        let shown = |article: &Article| {
            article.versions.iter().any(|v| articles.get(v.index()).is_none_or(|a| a.withheld.is_none()))
        };
        let named = self.articles.iter().filter_map(|(id, span)| Some((articles.get(id.index())?, *span)));
        let withheld = named.filter(move |(article, _)| !shown(article));
        let withheld = withheld.map(|(article, span)| super::article::withheld(article, span));
        self.diagnostics.iter().cloned().chain(withheld)
    }
}
