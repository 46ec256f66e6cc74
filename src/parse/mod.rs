//! One file in, one record out: pure, parallel, each file by itself.
//!
//! The principal type is [`Parsed`]: everything that `content/` says, as written, with its spans. References are
//! still text. A file with faults still gives what could be read of it, marked as not sound, so that one
//! mistake is told once and all others in the same run.

pub mod article;
mod artist;
mod award;
pub mod byline;
mod chart;
mod contributor;
mod drama;
mod event;
mod file;
pub mod front_matter;
mod identifier;
mod instrument;
mod issue;
mod jamo;
pub mod markdown;
mod memory;
mod picture;
pub mod place;
mod playlist;
mod rating;
pub mod record;
mod score;
mod social;
mod soundtrack;

pub use artist::ArtistMatter;
pub use award::{AwardMatter, HonouredMatter, ResultMatter};
pub use chart::{ChartWeekMatter, EntryMatter, EntrySubjectMatter};
pub use drama::DramaMatter;
pub use event::EventMatter;
pub use file::key_of;
pub use instrument::InstrumentMatter;
pub use issue::{IssueItemMatter, IssueMatter};
pub use memory::Memory;
pub use picture::{CoverMatter, SidecarMatter};
pub use playlist::{PlaylistItemMatter, PlaylistItemOfMatter, PlaylistMatter};
pub use score::{CueMatter, LeitmotifMatter, ReturnMatter};
pub use soundtrack::{ChartedMatter, SoundtrackMatter, TrackMatter, slug_from};

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::{Chart, Contributor, Entity, Id, LanguageId, Record};
use crate::source::{Source, SourceId, Sources};
use article::{ArticleMatter, PageMatter};
use file::{File, With, one, outline};
use markdown::{KnownShapes, Outline};
use place::place;
use rayon::prelude::*;
use record::Site;
use std::ops::Range;
use std::sync::Arc;

/// An article file as written.
#[derive(Debug, Clone)]
pub struct ArticleFile {
    /// The file.
    pub source: SourceId,
    /// The section's folder.
    pub section: String,
    /// Slug from the name.
    pub slug: String,
    /// Language from the name.
    pub language: LanguageId,
    /// The bundle's folder, when it is one.
    pub bundle: Option<String>,
    /// Folder and stem: what translations of one article have in common.
    pub key: String,
    /// The front matter.
    pub matter: ArticleMatter,
    /// What the body says, in outline.
    pub outline: Arc<Outline>,
    /// Where the body is in the file.
    pub body: Range<usize>,
    /// Whether everything could be read.
    pub sound: bool,
}

/// A page file as written.
#[derive(Debug, Clone)]
pub struct PageFile {
    /// The file.
    pub source: SourceId,
    /// Address without slashes at its ends.
    pub path: String,
    /// Language from the name.
    pub language: LanguageId,
    /// The front matter.
    pub matter: PageMatter,
    /// What the body says, in outline.
    pub outline: Arc<Outline>,
    /// Where the body is in the file.
    pub body: Range<usize>,
}

/// A record that was read, and its file.
#[derive(Debug, Clone)]
pub struct FromFile<T> {
    /// The file.
    pub source: SourceId,
    /// What it says.
    pub matter: Arc<T>,
}

impl<T: Clone> FromFile<T> {
    /// What it says, to be built into a record; copied only where it is kept for the next run.
    pub fn into_matter(self) -> T {
        Arc::unwrap_or_clone(self.matter)
    }
}

/// Everything that `content/` says, each list in the order of paths.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// Dramas.
    pub dramas: Vec<FromFile<DramaMatter>>,
    /// Soundtracks with their tracks.
    pub soundtracks: Vec<FromFile<SoundtrackMatter>>,
    /// Artists.
    pub artists: Vec<FromFile<ArtistMatter>>,
    /// Charts.
    pub charts: Vec<FromFile<Chart>>,
    /// Chart weeks.
    pub chart_weeks: Vec<FromFile<ChartWeekMatter>>,
    /// Contributors.
    pub contributors: Vec<FromFile<Contributor>>,
    /// Instruments.
    pub instruments: Vec<FromFile<InstrumentMatter>>,
    /// Awards.
    pub awards: Vec<FromFile<AwardMatter>>,
    /// Playlists.
    pub playlists: Vec<FromFile<PlaylistMatter>>,
    /// Events.
    pub events: Vec<FromFile<EventMatter>>,
    /// Issues.
    pub issues: Vec<FromFile<IssueMatter>>,
    /// Articles.
    pub articles: Vec<Arc<ArticleFile>>,
    /// Pages.
    pub pages: Vec<Arc<PageFile>>,
    /// Files to be copied to the root: path there.
    pub statics: Vec<(SourceId, String)>,
    /// Pictures and other files beside something.
    pub attachments: Vec<SourceId>,
    /// What is said of pictures in the files beside them.
    pub sidecars: Vec<FromFile<SidecarMatter>>,
}

impl Parsed {
    /// What all records have, of every file that is one: kind by kind in the order of files, which is that of ids.
    pub fn records(&self) -> impl Iterator<Item = (Entity, SourceId, &Record)> {
        fn all<'a, T>(
            files: &'a [FromFile<T>],
            entity: impl Fn(usize) -> Entity + 'a,
            record: impl Fn(&'a T) -> &'a Record + 'a,
        ) -> impl Iterator<Item = (Entity, SourceId, &'a Record)> {
            files.iter().enumerate().map(move |(n, file)| (entity(n), file.source, record(&file.matter)))
        }
        let dramas = all(&self.dramas, |n| Entity::Drama(Id::new(n)), |it| &it.drama.record);
        let soundtracks = all(&self.soundtracks, |n| Entity::Soundtrack(Id::new(n)), |it| &it.record);
        let artists = all(&self.artists, |n| Entity::Artist(Id::new(n)), |it| &it.artist.record);
        let charts = all(&self.charts, |n| Entity::Chart(Id::new(n)), |it| &it.record);
        let contributors = all(&self.contributors, |n| Entity::Contributor(Id::new(n)), |it| &it.record);
        let instruments = all(&self.instruments, |n| Entity::Instrument(Id::new(n)), |it| &it.instrument.record);
        let awards = all(&self.awards, |n| Entity::Award(Id::new(n)), |it| &it.award.record);
        let playlists = all(&self.playlists, |n| Entity::Playlist(Id::new(n)), |it| &it.record);
        let events = all(&self.events, |n| Entity::Event(Id::new(n)), |it| &it.record);
        let issues = all(&self.issues, |n| Entity::Issue(Id::new(n)), |it| &it.record);
        let works = dramas.chain(soundtracks).chain(artists).chain(charts).chain(contributors);
        works.chain(playlists).chain(events).chain(issues).chain(instruments).chain(awards)
    }
}

/// What a file is, once read. Cheap to copy.
#[derive(Debug, Clone)]
enum One {
    Drama(Arc<DramaMatter>),
    Soundtrack(Arc<SoundtrackMatter>),
    Artist(Arc<ArtistMatter>),
    Chart(Arc<Chart>),
    ChartWeek(Arc<ChartWeekMatter>),
    Contributor(Arc<Contributor>),
    Instrument(Arc<InstrumentMatter>),
    Award(Arc<AwardMatter>),
    Playlist(Arc<PlaylistMatter>),
    Event(Arc<EventMatter>),
    Issue(Arc<IssueMatter>),
    Article(Arc<ArticleFile>),
    Page(Arc<PageFile>),
    Static(String),
    Attachment,
    Sidecar(Arc<SidecarMatter>),
    Nothing,
}

/// A file as read, with what is wrong in it.
#[derive(Debug, Clone)]
struct Read {
    one: One,
    diagnostics: Arc<[Diagnostic]>,
}

/// Parses every file below `content/`; with a memory, only those that are not remembered.
pub fn parse(
    sources: &Sources,
    config: &Config,
    shapes: &KnownShapes,
    memory: Option<&mut Memory>,
) -> (Parsed, Vec<Diagnostic>) {
    parse_with(sources, With { config, shapes, fronts_only: false }, memory)
}

/// The same without the bodies of articles, of which nothing is told: each can be had from [`outline_of`].
pub fn parse_fronts(sources: &Sources, config: &Config, shapes: &KnownShapes) -> Parsed {
    parse_with(sources, With { config, shapes, fronts_only: true }, None).0
}

/// The outline of one body, which is in a language in `range` of a file.
pub fn outline_of(
    (id, source): (SourceId, &Source),
    range: Range<usize>,
    language: LanguageId,
    config: &Config,
    shapes: &KnownShapes,
) -> Arc<Outline> {
    let with = With { config, shapes, fronts_only: false };
    outline(id, source.lent().as_deref(), range, language, with, &mut Vec::new())
}

fn parse_with(sources: &Sources, with: With, mut memory: Option<&mut Memory>) -> (Parsed, Vec<Diagnostic>) {
    let With { config, shapes, .. } = with;
    let codes: Vec<String> = config.languages.iter().map(|l| l.code.clone()).collect();
    let site = Site { codes: &codes, language: LanguageId::ROOT };
    if let Some(memory) = &mut memory {
        memory.prepare(&codes, shapes);
    }
    let recalled = memory.as_deref();
    let files: Vec<(SourceId, &Source)> = sources.under("content/").collect();
    let recall = |id: SourceId| recalled.and_then(|memory| memory.recall(id, sources.shared(id)));
    let known: Vec<Option<&Read>> = files.iter().map(|(id, _)| recall(*id)).collect();
    let anew = |(id, source): &(SourceId, &Source)| {
        let (place, fault) = place(*id, source, config);
        let mut diagnostics: Vec<Diagnostic> = fault.into_iter().collect();
        let text = source.lent();
        let text = text.as_deref();
        let file = File { id: *id, path: &source.path, text };
        let one = one(file, place, site, with, &mut diagnostics);
        diagnostics.extend(text.map(|text| jamo::lone_jamo(*id, text)).unwrap_or_default());
        let diagnostics = if diagnostics.is_empty() { Arc::default() } else { Arc::from(diagnostics) };
        Read { one, diagnostics }
    };
    let left: Vec<(SourceId, &Source)> =
        files.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|(file, _)| *file).collect();
    // For a file or two, waking other threads takes longer than reading them.
    let fresh: Vec<Read> =
        if left.len() > 2 { left.par_iter().map(anew).collect() } else { left.iter().map(anew).collect() };
    let mut parsed = Parsed::default();
    parsed.articles.reserve(files.len());
    let mut diagnostics = Vec::new();
    let mut anew = fresh.iter();
    for ((id, _), known) in files.iter().zip(&known) {
        let Some(Read { one, diagnostics: found }) = known.or_else(|| anew.next()) else { continue };
        diagnostics.extend_from_slice(found);
        parsed.add(*id, one);
    }
    let ids: Vec<SourceId> = left.iter().map(|(id, _)| *id).collect();
    if let Some(memory) = memory {
        memory.keep(sources, &files, ids.into_iter().zip(fresh).collect());
    }
    (parsed, diagnostics)
}

impl Parsed {
    /// Adds what a file is.
    fn add(&mut self, source: SourceId, one: &One) {
        fn of<T>(source: SourceId, matter: &Arc<T>) -> FromFile<T> {
            FromFile { source, matter: Arc::clone(matter) }
        }
        match one {
            One::Drama(matter) => self.dramas.push(of(source, matter)),
            One::Soundtrack(matter) => self.soundtracks.push(of(source, matter)),
            One::Artist(matter) => self.artists.push(of(source, matter)),
            One::Chart(matter) => self.charts.push(of(source, matter)),
            One::ChartWeek(matter) => self.chart_weeks.push(of(source, matter)),
            One::Contributor(matter) => self.contributors.push(of(source, matter)),
            One::Instrument(matter) => self.instruments.push(of(source, matter)),
            One::Award(matter) => self.awards.push(of(source, matter)),
            One::Playlist(matter) => self.playlists.push(of(source, matter)),
            One::Event(matter) => self.events.push(of(source, matter)),
            One::Issue(matter) => self.issues.push(of(source, matter)),
            One::Article(file) => self.articles.push(Arc::clone(file)),
            One::Page(file) => self.pages.push(Arc::clone(file)),
            One::Static(path) => self.statics.push((source, path.clone())),
            One::Attachment => self.attachments.push(source),
            One::Sidecar(matter) => self.sidecars.push(of(source, matter)),
            One::Nothing => {}
        }
    }
}
