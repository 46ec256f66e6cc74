//! What follows from all records together: who sings where, what is heard where, what is newest.

use super::Catalogue;
use super::award::{ResultId, honours};
use super::instrument::{Playing, playing};
use super::link::version_in;
use super::plain_name::PlainNames;
use crate::config::Config;
use crate::language::{Initial, Locale};
use crate::model::{
    Article, ArtistKind, Cover, Credit, CreditedArtist, Cue, Drama, Entity, Event, Id, Issue, Kind, LanguageId, Names,
    Page, PartialDate, Playlist, Record, Role, Soundtrack, Subject, Track, fold,
};
use crate::source::Span;
use rayon::prelude::*;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What an artist is credited on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CreditedOn {
    /// A drama.
    Drama(Id<Drama>),
    /// A whole release.
    Soundtrack(Id<Soundtrack>),
    /// A track.
    Track(Id<Track>),
}

/// All records of a kind as a language lists them.
#[derive(Debug, Default)]
pub struct InOrder {
    /// In their order.
    pub records: Vec<Entity>,
    /// Where a new initial begins, when the order is that of names.
    pub initials: Vec<(Initial, usize)>,
}

/// Lists derived once from all records.
#[derive(Debug, Default)]
pub struct Derived {
    /// By artist: the tracks that it is credited for, in the order of releases.
    pub artist_tracks: Vec<Vec<Id<Track>>>,
    /// By artist: the releases that it is credited for as a whole.
    pub artist_releases: Vec<Vec<Id<Soundtrack>>>,
    /// By artist: role credits.
    pub artist_credits: Vec<BTreeMap<Role, Vec<CreditedOn>>>,
    /// By drama: its soundtracks, oldest first.
    pub drama_soundtracks: Vec<Vec<Id<Soundtrack>>>,
    /// Recordings that are on several releases: all their tracks.
    pub recordings: BTreeMap<Id<Track>, Vec<Id<Track>>>,
    /// Recordings of one song, when there are several: by the track that `version_of` leads to, all of them, each by
    /// the track that stands for it.
    pub versions: BTreeMap<Id<Track>, Vec<Id<Track>>>,
    /// By recording: the leitmotifs that are heard in it, as the release and the place in its list.
    pub themes: BTreeMap<Id<Track>, Vec<(Id<Soundtrack>, usize)>>,
    /// Soundtracks by release, newest first; undated ones last.
    pub soundtracks_newest: Vec<Id<Soundtrack>>,
    /// By recording: the playlists in which it is heard, in the order of playlists.
    pub playlists: BTreeMap<Id<Track>, Vec<Id<Playlist>>>,
    /// By record: events about it or with it on stage, in the order of their beginnings.
    pub events: BTreeMap<Entity, Vec<Id<Event>>>,
    /// By original: the issues that it is in, in the order of their numbers.
    pub issues: BTreeMap<Id<Article>, Vec<Id<Issue>>>,
    /// By language and kind: all records in the order in which they are listed. A list has many pages, each of which
    /// asks for its part.
    pub listed: BTreeMap<(LanguageId, Kind), InOrder>,
    /// By what is honoured (tracks by their recording) and by artist: results, newest first.
    pub awards: BTreeMap<Entity, Vec<ResultId>>,
    /// By instrument: what it carries and who plays it.
    pub playing: Vec<Playing>,
    /// Labels, networks and genres.
    pub plain_names: PlainNames,
    /// Whether every record and every chart week could be read, so that what follows from all of them holds.
    pub sound: bool,
    /// Fictional persons and groups by their names.
    pub characters: BTreeMap<String, Option<Id<crate::model::Artist>>>,
}

impl Derived {
    pub(super) fn of(catalogue: &Catalogue, config: &Config) -> Self {
        let mut it = Self {
            artist_tracks: vec![Vec::new(); catalogue.artists.len()],
            artist_releases: vec![Vec::new(); catalogue.artists.len()],
            artist_credits: vec![BTreeMap::new(); catalogue.artists.len()],
            drama_soundtracks: vec![Vec::new(); catalogue.dramas.len()],
            awards: honours(catalogue),
            playing: playing(catalogue),
            plain_names: PlainNames::of(catalogue, config),
            sound: catalogue.all_records().all(|it| catalogue.is_sound(it))
                && !catalogue.charts.iter().any(|chart| chart.faulty),
            characters: super::artist::characters(catalogue),
            ..Self::default()
        };
        for (n, track) in catalogue.tracks.iter().enumerate() {
            it.recordings.entry(track.recording).or_default().push(Id::new(n));
        }
        it.recordings.retain(|_, tracks| tracks.len() > 1);
        it.songs(catalogue);
        it.credits(catalogue);
        it.playlists = super::playlist::by_recording(catalogue);
        it.events = super::event::by_record(catalogue);
        it.issues = super::issue::by_article(catalogue);
        let lists = config.language_ids().flat_map(|language| Kind::records().map(move |kind| (language, kind)));
        let lists: Vec<_> = lists.collect();
        let sorted = lists.into_par_iter().map(|at| (at, in_order(catalogue, config.locale(at.0), at.0, at.1)));
        it.listed = sorted.collect();
        it
    }

    fn credits(&mut self, catalogue: &Catalogue) {
        for (n, drama) in catalogue.dramas.iter().enumerate() {
            self.roles(&drama.credits, CreditedOn::Drama(Id::new(n)));
        }
        for (n, soundtrack) in catalogue.soundtracks.iter().enumerate() {
            self.roles(&soundtrack.credits, CreditedOn::Soundtrack(Id::new(n)));
            for artist in soundtrack.artists.iter().filter_map(|a| a.person.artist()) {
                push(&mut self.artist_releases[artist.index()], Id::new(n));
            }
            for drama in &soundtrack.dramas {
                self.drama_soundtracks[drama.index()].push(Id::new(n));
            }
            for id in &soundtrack.tracks {
                let track = catalogue.track(*id);
                self.roles(&track.credits, CreditedOn::Track(*id));
                for artist in track.artists.iter().filter_map(|a| a.person.artist()) {
                    push(&mut self.artist_tracks[artist.index()], *id);
                }
                for drama in &track.dramas {
                    push(&mut self.drama_soundtracks[drama.index()], Id::new(n));
                }
            }
        }
        let released = |id: &Id<Soundtrack>| catalogue.soundtrack(*id).released.map(|d| d.first_day());
        for list in &mut self.drama_soundtracks {
            list.sort_by_key(|id| (released(id).is_none(), released(id), *id));
        }
        self.soundtracks_newest = (0..catalogue.soundtracks.len()).map(Id::new).collect();
        self.soundtracks_newest.sort_by_key(|id| (released(id).is_none(), Reverse(released(id)), *id));
    }

    fn roles(&mut self, credits: &[Credit], on: CreditedOn) {
        for credit in credits {
            if let Some(artist) = credit.person.artist() {
                push(self.artist_credits[artist.index()].entry(credit.role).or_default(), on);
            }
        }
    }
}

/// All records of a kind in the order in which they are listed in a language: events as they come, the newest issue,
/// playlist and award first, all others by what they are called.
fn in_order(catalogue: &Catalogue, locale: &Locale, language: LanguageId, kind: Kind) -> InOrder {
    let dated = match kind {
        Kind::Award => Some(catalogue.awards_newest().into_iter().map(Entity::Award).collect()),
        Kind::Event => Some(catalogue.events_in_order().into_iter().map(Entity::Event).collect()),
        Kind::Issue => Some(catalogue.issues_in_order().into_iter().rev().map(Entity::Issue).collect()),
        _ => None,
    };
    if let Some(records) = dated {
        return InOrder { records, initials: Vec::new() };
    }
    let mut records = catalogue.records(kind);
    let newest = |entity: &Entity| match entity {
        Entity::Playlist(id) => catalogue.playlist(*id).date.map(PartialDate::first_day),
        _ => None,
    };
    let key = |entity: &Entity| locale.sort_key(catalogue.names(*entity).sorted_by(language));
    records.sort_by_cached_key(|entity| (Reverse(newest(entity)), key(entity), *entity));
    if kind == Kind::Playlist {
        return InOrder { records, initials: Vec::new() };
    }
    // Names of one initial stand together, also where a language sorts others among them: Korean sorts what is written
    // in Han by how it is read. In the order of their first names, and Han, of which nobody can tell how it is read, last.
    let mut groups: Vec<(Initial, Vec<Entity>)> = Vec::new();
    for entity in records {
        let initial = locale.initial(catalogue.names(entity).sorted_by(language));
        match groups.iter_mut().find(|(known, _)| *known == initial) {
            Some((_, members)) => members.push(entity),
            None => groups.push((initial, vec![entity])),
        }
    }
    groups.sort_by_key(|(initial, _)| *initial == Initial::Han && !locale.begins_with_han());
    let mut it = InOrder::default();
    for (initial, mut members) in groups {
        it.initials.push((initial, it.records.len()));
        it.records.append(&mut members);
    }
    it
}

/// Adds what was not added just before: what comes of one record comes in a row.
pub(super) fn push<T: PartialEq>(list: &mut Vec<T>, one: T) {
    if list.last() != Some(&one) {
        list.push(one);
    }
}

impl Catalogue {
    /// The dramas that a track belongs to: its own, else its release's.
    pub fn track_dramas<'a>(&'a self, track: &'a Track) -> &'a [Id<Drama>] {
        if track.dramas.is_empty() { &self.soundtrack(track.soundtrack).dramas } else { &track.dramas }
    }

    /// The drama in which a cue is heard: its own, else its track's first.
    pub fn cue_drama(&self, track: Id<Track>, cue: &Cue) -> Option<Id<Drama>> {
        cue.drama.or_else(|| self.track_dramas(self.track(track)).first().copied())
    }

    /// A track's artist credit: its own, else its release's.
    pub fn artists_of(&self, track: Id<Track>) -> &[CreditedArtist] {
        let track = self.track(track);
        if track.artists.is_empty() { &self.soundtrack(track.soundtrack).artists } else { &track.artists }
    }

    /// The other tracks that are the same recording.
    pub fn also_on(&self, own: Id<Track>) -> Vec<Id<Track>> {
        let all = self.derived.recordings.get(&self.track(own).recording);
        all.into_iter().flatten().copied().filter(|id| *id != own).collect()
    }

    /// What a track or soundtrack is on charts: a recording or a release.
    pub fn chart_subject(&self, entity: Entity) -> Option<Subject> {
        match entity {
            Entity::Track(id) => Some(Subject::Track(self.track(id).recording)),
            Entity::Soundtrack(id) => Some(Subject::Soundtrack(id)),
            _ => None,
        }
    }

    /// Whether several things that share a name are one thing for a link: one recording on several releases, or
    /// one drama with its soundtracks and tracks.
    pub fn as_one(&self, several: &[Entity]) -> Option<Entity> {
        let recordings: Option<Vec<Id<Track>>> = several
            .iter()
            .map(|e| if let Entity::Track(id) = e { Some(self.track(*id).recording) } else { None })
            .collect();
        if let Some(first) = recordings.as_ref().and_then(|r| r.first())
            && recordings.iter().flatten().all(|r| r == first)
        {
            return Some(Entity::Track(*first));
        }
        let mut dramas = several.iter().filter_map(|e| if let Entity::Drama(id) = e { Some(*id) } else { None });
        let (Some(drama), None) = (dramas.next(), dramas.next()) else { return None };
        let belongs = several.iter().all(|e| match e {
            Entity::Drama(id) => *id == drama,
            Entity::Soundtrack(id) => self.soundtrack(*id).dramas.contains(&drama),
            Entity::Track(id) => {
                self.track_dramas(self.track(*id)).contains(&drama)
                    || self.soundtrack(self.track(*id).soundtrack).dramas.contains(&drama)
            }
            _ => false,
        });
        belongs.then_some(Entity::Drama(drama))
    }
}

impl Catalogue {
    /// Whether a record is of something invented: it says so itself, or what it belongs to does.
    pub fn is_fictional(&self, entity: Entity) -> bool {
        match entity {
            Entity::Drama(id) => self.drama(id).fictional,
            Entity::Soundtrack(id) => {
                let it = self.soundtrack(id);
                it.fictional || it.dramas.iter().any(|drama| self.drama(*drama).fictional)
            }
            Entity::Track(id) => self.is_fictional(Entity::Soundtrack(self.track(id).soundtrack)),
            Entity::Artist(id) => {
                let it = self.artist(id);
                it.fictional || it.kind.is_some_and(ArtistKind::is_fictional)
            }
            _ => false,
        }
    }

    /// Whether a thing may be named: everything but an article of which no version is shown.
    pub fn is_shown(&self, entity: Entity) -> bool {
        match entity {
            Entity::Article(id) => {
                self.article(id).versions.iter().any(|version| self.article(*version).withheld.is_none())
            }
            _ => true,
        }
    }

    /// What all records have, of one that is a record.
    pub fn record(&self, entity: Entity) -> Option<&Record> {
        Some(match entity {
            Entity::Drama(id) => &self.drama(id).record,
            Entity::Soundtrack(id) => &self.soundtrack(id).record,
            Entity::Track(id) => &self.track(id).record,
            Entity::Artist(id) => &self.artist(id).record,
            Entity::Chart(id) => &self.chart(id).record,
            Entity::Contributor(id) => &self.contributor(id).record,
            Entity::Playlist(id) => &self.playlist(id).record,
            Entity::Event(id) => &self.event(id).record,
            Entity::Issue(id) => &self.issue(id).record,
            Entity::Instrument(id) => &self.instrument(id).record,
            Entity::Award(id) => &self.award(id).record,
            Entity::Article(_) | Entity::Page(_) | Entity::Tag(_) | Entity::Section(_) => return None,
        })
    }

    /// All records of a kind, in the order of their files.
    pub fn records(&self, kind: Kind) -> Vec<Entity> {
        fn all<T>(list: &[T], entity: impl Fn(Id<T>) -> Entity) -> Vec<Entity> {
            (0..list.len()).map(|n| entity(Id::new(n))).collect()
        }
        match kind {
            Kind::Drama => all(&self.dramas, Entity::Drama),
            Kind::Soundtrack => all(&self.soundtracks, Entity::Soundtrack),
            Kind::Track => all(&self.tracks, Entity::Track),
            Kind::Artist => all(&self.artists, Entity::Artist),
            Kind::Chart => all(&self.charts, Entity::Chart),
            Kind::Contributor => all(&self.contributors, Entity::Contributor),
            Kind::Playlist => all(&self.playlists, Entity::Playlist),
            Kind::Event => all(&self.events, Entity::Event),
            Kind::Issue => all(&self.issues, Entity::Issue),
            Kind::Instrument => all(&self.instruments, Entity::Instrument),
            Kind::Award => all(&self.awards, Entity::Award),
            Kind::Article | Kind::Page | Kind::Tag | Kind::Section => Vec::new(),
        }
    }

    /// All records of a kind in the order in which they are listed in a language.
    pub fn listed(&self, language: LanguageId, kind: Kind) -> &[Entity] {
        self.derived.listed.get(&(language, kind)).map_or(&[], |list| &list.records)
    }

    /// Bytes whose order is that of names in a language.
    pub fn name_order(&self, language: LanguageId, name: &str) -> Vec<u8> {
        let locale = self.locales.get(usize::from(language.0));
        locale.map_or_else(|| fold(name).into_bytes(), |locale| locale.sort_key(name))
    }

    /// Where a new initial begins in that order: the initial, and the place of the first record that has it.
    pub fn initials(&self, language: LanguageId, kind: Kind) -> &[(Initial, usize)] {
        self.derived.listed.get(&(language, kind)).map_or(&[], |list| &list.initials)
    }

    /// All records that have pages of their own: those of every kind, and the tracks.
    pub fn all_records(&self) -> impl Iterator<Item = Entity> {
        Kind::records().chain([Kind::Track]).flat_map(|kind| self.records(kind))
    }

    /// What a thing is called.
    pub fn names(&self, entity: Entity) -> Cow<'_, Names> {
        match entity {
            Entity::Section(id) => Cow::Borrowed(&self.section(id).names),
            Entity::Tag(id) => Cow::Borrowed(&self.tag(id).names),
            Entity::Article(id) => Cow::Owned(Names::plain(self.article(id).title.clone())),
            Entity::Page(id) => Cow::Owned(Names::plain(self.page(id).title.clone())),
            _ => self.record(entity).map(|record| Cow::Borrowed(&record.names)).unwrap_or_default(),
        }
    }

    /// The picture of a record.
    pub fn picture(&self, entity: Entity) -> Option<&Cover> {
        match entity {
            Entity::Drama(id) => self.drama(id).cover.as_ref(),
            Entity::Soundtrack(id) => self.soundtrack(id).cover.as_ref(),
            Entity::Artist(id) => self.artist(id).picture.as_ref(),
            Entity::Playlist(id) => self.playlist(id).cover.as_ref(),
            Entity::Issue(id) => self.issue(id).cover.as_ref(),
            Entity::Instrument(id) => self.instrument(id).picture.as_ref(),
            _ => None,
        }
    }

    /// Where a thing is written.
    pub fn place(&self, entity: Entity) -> Option<Span> {
        match entity {
            Entity::Article(id) => Some(self.article(id).span),
            Entity::Page(id) => Some(self.page(id).span),
            _ => self.record(entity).map(|record| record.span),
        }
    }

    /// The version of an article that a link from a page in `language` leads to.
    pub fn article_in(&self, original: Id<Article>, language: LanguageId) -> Id<Article> {
        let version = version_in(self, original, language);
        if self.article(version).withheld.is_none() {
            return version;
        }
        self.article(original).versions.iter().copied().find(|v| self.article(*v).withheld.is_none()).unwrap_or(version)
    }

    /// The version of a page that a link from a page in `language` leads to.
    pub fn page_in(&self, original: Id<Page>, language: LanguageId) -> Id<Page> {
        self.page(original).versions.iter().copied().find(|v| self.page(*v).language == language).unwrap_or(original)
    }
}
