//! What can be asked of each kind of record: the one table, for `<Fact>`, `<Value>`, their messages and the handbook.

use super::Value;
use crate::catalogue::Catalogue;
use crate::model::{
    Artist, Award, AwardOutcome, Chart, Contributor, Drama, Entity, Event, Id, Instrument, Issue, Kind, NameKind,
    PartialDate, Playlist, Record, Role, Soundtrack, Subject, Texts, Track, When,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The day and the chart that are asked for, where the answer depends on them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked {
    /// As of this day; nothing: the latest.
    pub day: Option<Date>,
    /// On this chart; nothing: on any.
    pub chart: Option<Id<Chart>>,
}

/// What an answer depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The record's own file.
    Own,
    /// Other records, too.
    Derived,
    /// Other records, and the day.
    AsOf,
    /// Charts and the day; it can be asked of one chart.
    OnCharts,
}

impl Sort {
    /// Whether the answer may be another on another day.
    pub fn is_dated(self) -> bool {
        matches!(self, Sort::AsOf | Sort::OnCharts)
    }
}

/// A word, and how it is answered.
struct Row<T: 'static> {
    word: &'static str,
    sort: Sort,
    ask: Ask<T>,
}

enum Ask<T: 'static> {
    Plain(fn(&Catalogue, Id<T>) -> Option<Value>),
    Dated(fn(&Catalogue, Id<T>, Asked) -> Option<Value>),
}

const fn own<T>(word: &'static str, ask: fn(&Catalogue, Id<T>) -> Option<Value>) -> Row<T> {
    Row { word, sort: Sort::Own, ask: Ask::Plain(ask) }
}

const fn derived<T>(word: &'static str, ask: fn(&Catalogue, Id<T>) -> Option<Value>) -> Row<T> {
    Row { word, sort: Sort::Derived, ask: Ask::Plain(ask) }
}

const fn as_of<T>(word: &'static str, ask: fn(&Catalogue, Id<T>, Asked) -> Option<Value>) -> Row<T> {
    Row { word, sort: Sort::AsOf, ask: Ask::Dated(ask) }
}

const fn on_charts<T>(word: &'static str, ask: fn(&Catalogue, Id<T>, Asked) -> Option<Value>) -> Row<T> {
    Row { word, sort: Sort::OnCharts, ask: Ask::Dated(ask) }
}

const DRAMA: &[Row<Drama>] = &[
    own("title", |c, id| name(&c.drama(id).record)),
    own("romanised", |c, id| romanised(&c.drama(id).record)),
    own("kind", |c, id| Some(Value::Word("kind", c.drama(id).kind.word()))),
    own("network", |c, id| plain(NameKind::Network, c.drama(id).network.as_ref())),
    own("studio", |c, id| told(&c.drama(id).studio)),
    own("premiered", |c, id| date(c.drama(id).premiered.as_deref())),
    own("finale", |c, id| date(c.drama(id).finale.as_deref())),
    own("released", |c, id| date(c.drama(id).released.as_deref())),
    own("episodes", |c, id| c.drama(id).episodes.map(|n| Value::Number(n as usize))),
    own("days", |c, id| days(c.drama(id))),
    own("genres", |c, id| genres(&c.drama(id).genres)),
    derived("soundtracks", |c, id| number(c.derived.drama_soundtracks[id.index()].len())),
    derived("songs", |c, id| number(c.drama_songs(id).len())),
    on_charts("charted", |c, id, asked| number(c.charted(c.drama_songs(id), asked))),
    on_charts("number-ones", |c, id, asked| number(c.number_ones(c.drama_songs(id), asked))),
    as_of("awards", |c, id, asked| c.results(Entity::Drama(id), AwardOutcome::Won, asked)),
    as_of("nominations", |c, id, asked| c.results(Entity::Drama(id), AwardOutcome::Nominated, asked)),
];

const SOUNDTRACK: &[Row<Soundtrack>] = &[
    own("title", |c, id| name(&c.soundtrack(id).record)),
    own("romanised", |c, id| romanised(&c.soundtrack(id).record)),
    own("kind", |c, id| c.soundtrack(id).kind.map(|kind| Value::Word("kind", kind.word()))),
    own("released", |c, id| date(c.soundtrack(id).released.as_deref())),
    own("label", |c, id| plain(NameKind::Label, c.soundtrack(id).label.as_ref())),
    own("catalogue_number", |c, id| c.soundtrack(id).catalogue_number.clone().map(Value::Code)),
    own("barcode", |c, id| c.soundtrack(id).record.id("barcode").map(Value::Code)),
    own("genres", |c, id| genres(&c.soundtrack(id).genres)),
    own("tracks", |c, id| number(c.soundtrack(id).tracks.len())),
    own("discs", |c, id| {
        let tracks = c.soundtrack(id).tracks.iter();
        number(tracks.map(|track| c.track(*track).disc).collect::<BTreeSet<_>>().len())
    }),
    own("length", |c, id| c.total(c.soundtrack(id).tracks.iter().copied())),
    derived("artists", |c, id| c.credit(&c.soundtrack(id).artists)),
    derived("drama", |c, id| c.names_of_dramas(&c.soundtrack(id).dramas)),
    on_charts("charted", |c, id, asked| {
        number(c.charted(c.recordings(c.soundtrack(id).tracks.iter().copied()), asked))
    }),
    on_charts("number-ones", |c, id, asked| {
        number(c.number_ones(c.recordings(c.soundtrack(id).tracks.iter().copied()), asked))
    }),
    as_of("awards", |c, id, asked| c.results(Entity::Soundtrack(id), AwardOutcome::Won, asked)),
    as_of("nominations", |c, id, asked| c.results(Entity::Soundtrack(id), AwardOutcome::Nominated, asked)),
];

const TRACK: &[Row<Track>] = &[
    own("title", |c, id| name(&c.track(id).record)),
    own("romanised", |c, id| romanised(&c.track(id).record)),
    own("kind", |c, id| c.track(id).kind.map(|kind| Value::Word("kind", kind.word()))),
    own("position", |c, id| c.track(id).position.map(|n| Value::Number(n as usize))),
    own("disc", |c, id| number(c.track(id).disc as usize)),
    own("length", |c, id| c.track(id).length.map(|length| Value::Length(length.value))),
    own("released", |c, id| date(c.soundtrack(c.track(id).soundtrack).released.as_deref())),
    own("version", |c, id| told(&c.track(id).version)),
    own("genres", |c, id| {
        let track = c.track(id);
        let release = || &c.soundtrack(track.soundtrack).genres;
        genres(if track.genres.is_empty() { release() } else { &track.genres })
    }),
    own("isrc", |c, id| c.track(id).record.id("isrc").map(Value::Code)),
    own("iswc", |c, id| c.track(id).record.id("iswc").map(Value::Code)),
    derived("artists", |c, id| c.credit(c.artists_of(id))),
    own("soundtrack", |c, id| name(&c.soundtrack(c.track(id).soundtrack).record)),
    derived("drama", |c, id| c.names_of_dramas(c.track_dramas(c.track(id)))),
    derived("releases", |c, id| number(c.also_on(id).len() + 1)),
    as_of("charts", |c, id, asked| {
        let recording = Subject::Track(c.track(id).recording);
        number(c.runs.of(recording).filter(|(chart, run)| c.best(*chart, run, asked).is_some()).count())
    }),
    as_of("awards", |c, id, asked| c.results(Entity::Track(id), AwardOutcome::Won, asked)),
    as_of("nominations", |c, id, asked| c.results(Entity::Track(id), AwardOutcome::Nominated, asked)),
];

const ARTIST: &[Row<Artist>] = &[
    own("name", |c, id| name(&c.artist(id).record)),
    own("romanised", |c, id| romanised(&c.artist(id).record)),
    own("kind", |c, id| c.artist(id).kind.map(|kind| Value::Word("kind", kind.word()))),
    own("members", |c, id| Some(c.artist(id).members.len()).filter(|n| *n > 0).map(Value::Number)),
    own("born", |c, id| date(c.artist(id).born.as_deref())),
    own("died", |c, id| date(c.artist(id).died.as_deref())),
    own("formed", |c, id| date(c.artist(id).formed.as_deref())),
    own("disbanded", |c, id| date(c.artist(id).disbanded.as_deref())),
    derived("songs", |c, id| number(c.artist_songs(id).len())),
    derived("soundtracks", |c, id| {
        let of_tracks = c.derived.artist_tracks[id.index()].iter().map(|track| c.track(*track).soundtrack);
        let of_whole = c.derived.artist_releases[id.index()].iter().copied();
        number(of_tracks.chain(of_whole).collect::<BTreeSet<_>>().len())
    }),
    on_charts("charted", |c, id, asked| number(c.charted(c.artist_songs(id), asked))),
    on_charts("number-ones", |c, id, asked| number(c.number_ones(c.artist_songs(id), asked))),
    as_of("awards", |c, id, asked| c.results(Entity::Artist(id), AwardOutcome::Won, asked)),
    as_of("nominations", |c, id, asked| c.results(Entity::Artist(id), AwardOutcome::Nominated, asked)),
];

const CHART: &[Row<Chart>] = &[
    own("name", |c, id| name(&c.chart(id).record)),
    own("publisher", |c, id| told(&c.chart(id).publisher)),
    own("size", |c, id| number(c.chart(id).size as usize)),
    own("interval", |c, id| Some(Value::Word("interval", c.chart(id).interval.word()))),
    as_of("weeks", |c, id, asked| number(c.chart(id).week_as_of(asked.day).map_or(0, |week| week + 1))),
    derived("first-week", |c, id| c.chart(id).weeks.first().map(|week| day(week.date))),
    as_of("latest-week", |c, id, asked| {
        let chart = c.chart(id);
        chart.week_as_of(asked.day).and_then(|week| chart.weeks.get(week)).map(|week| day(week.date))
    }),
    as_of("charted", |c, id, asked| number(c.runs.on(id).filter(|(_, run)| c.best(id, run, asked).is_some()).count())),
    as_of("number-ones", |c, id, asked| {
        number(c.runs.on(id).filter(|(_, run)| c.best(id, run, asked) == Some(1)).count())
    }),
];

const CONTRIBUTOR: &[Row<Contributor>] = &[
    own("name", |c, id| name(&c.contributor(id).record)),
    own("romanised", |c, id| romanised(&c.contributor(id).record)),
    own("role", |c, id| told(&c.contributor(id).role)),
];

const PLAYLIST: &[Row<Playlist>] = &[
    own("title", |c, id| name(&c.playlist(id).record)),
    own("romanised", |c, id| romanised(&c.playlist(id).record)),
    own("date", |c, id| date(c.playlist(id).date.as_ref())),
    derived("curators", |c, id| c.curators(&c.playlist(id).curators)),
    derived("songs", |c, id| number(c.playlist(id).songs.len())),
    derived("length", |c, id| {
        let tracks: Option<Vec<_>> = c.playlist(id).songs.iter().map(|song| song.track).collect();
        c.total(tracks?.into_iter())
    }),
];

const EVENT: &[Row<Event>] = &[
    own("title", |c, id| name(&c.event(id).record)),
    own("romanised", |c, id| romanised(&c.event(id).record)),
    own("kind", |c, id| c.event(id).kind.map(|kind| Value::Word("event_kind", kind.word()))),
    own("starts", |c, id| {
        let event = c.event(id);
        Some(match event.when {
            When::Days { first, .. } => day(first),
            When::Moments { start, .. } => day(start.to_zoned(event.timezone.clone()).date()),
        })
    }),
    own("ends", |c, id| {
        let event = c.event(id);
        match event.when {
            When::Days { last, .. } => Some(day(last)),
            When::Moments { end, .. } => end.map(|end| day(end.to_zoned(event.timezone.clone()).date())),
        }
    }),
    own("place", |c, id| c.event(id).place.as_ref().map(|place| Value::Name(place.names.clone()))),
    own("city", |c, id| told(&c.event(id).place.as_ref()?.city)),
    derived("artists", |c, id| c.credit(&c.event(id).artists)),
];

const ISSUE: &[Row<Issue>] = &[
    own("title", |c, id| name(&c.issue(id).record)),
    own("number", |c, id| c.issue(id).number.map(|n| Value::Number(n.value as usize))),
    own("date", |c, id| date(c.issue(id).date.as_ref())),
    derived("editors", |c, id| c.curators(&c.issue(id).editors)),
    derived("articles", |c, id| {
        number(c.issue(id).articles().filter(|article| c.is_shown(Entity::Article(*article))).count())
    }),
];

const INSTRUMENT: &[Row<Instrument>] = &[
    own("name", |c, id| name(&c.instrument(id).record)),
    own("romanised", |c, id| romanised(&c.instrument(id).record)),
    own("family", |c, id| c.instrument(id).family.map(|family| Value::Word("family", family.word()))),
    own("hornbostel", |c, id| c.instrument(id).hornbostel.clone().map(Value::Code)),
    derived("themes", |c, id| number(c.derived.playing[id.index()].themes.len())),
    derived("players", |c, id| number(c.derived.playing[id.index()].players.len())),
];

const AWARD: &[Row<Award>] = &[
    own("title", |c, id| name(&c.award(id).record)),
    own("romanised", |c, id| romanised(&c.award(id).record)),
    own("body", |c, id| Some(Value::Name(c.award(id).body.clone()))),
    own("ceremony", |c, id| told(&c.award(id).ceremony)),
    own("year", |c, id| Some(Value::Year(c.award(id).year))),
    own("date", |c, id| date(c.award(id).date.as_ref())),
    own("won", |c, id| number(c.award(id).results.iter().filter(|it| it.outcome == AwardOutcome::Won).count())),
    own("nominated", |c, id| {
        number(c.award(id).results.iter().filter(|it| it.outcome == AwardOutcome::Nominated).count())
    }),
];

/// The words that can be asked of a kind, in the order in which messages list them: fields, what is derived, roles.
pub fn words(kind: Kind) -> Vec<&'static str> {
    fn all<T>(table: &'static [Row<T>]) -> Vec<&'static str> {
        table.iter().map(|it| it.word).collect()
    }
    let mut all = match kind {
        Kind::Drama => all(DRAMA),
        Kind::Soundtrack => all(SOUNDTRACK),
        Kind::Track => all(TRACK),
        Kind::Artist => all(ARTIST),
        Kind::Chart => all(CHART),
        Kind::Contributor => all(CONTRIBUTOR),
        Kind::Playlist => all(PLAYLIST),
        Kind::Event => all(EVENT),
        Kind::Issue => all(ISSUE),
        Kind::Instrument => all(INSTRUMENT),
        Kind::Award => all(AWARD),
        Kind::Article | Kind::Page | Kind::Tag | Kind::Section => Vec::new(),
    };
    if has_roles(kind) {
        all.extend(Role::WORDS);
    }
    all
}

/// What the answer to a word depends on; nothing for a word that the kind does not have.
pub fn sort(kind: Kind, word: &str) -> Option<Sort> {
    fn of<T>(table: &'static [Row<T>], word: &str) -> Option<Sort> {
        table.iter().find(|it| it.word == word).map(|it| it.sort)
    }
    let found = match kind {
        Kind::Drama => of(DRAMA, word),
        Kind::Soundtrack => of(SOUNDTRACK, word),
        Kind::Track => of(TRACK, word),
        Kind::Artist => of(ARTIST, word),
        Kind::Chart => of(CHART, word),
        Kind::Contributor => of(CONTRIBUTOR, word),
        Kind::Playlist => of(PLAYLIST, word),
        Kind::Event => of(EVENT, word),
        Kind::Issue => of(ISSUE, word),
        Kind::Instrument => of(INSTRUMENT, word),
        Kind::Award => of(AWARD, word),
        Kind::Article | Kind::Page | Kind::Tag | Kind::Section => None,
    };
    let role = || (has_roles(kind) && Role::from_word(word).is_some()).then_some(Sort::Derived);
    found.or_else(role)
}

/// What a record says, or what follows for it from all records.
pub(super) fn answer(catalogue: &Catalogue, entity: Entity, word: &str, asked: Asked) -> Option<Value> {
    let ask = Asking { catalogue, word, asked };
    match entity {
        Entity::Drama(id) => ask.of(DRAMA, id).or_else(|| catalogue.role(&catalogue.drama(id).credits, word)),
        Entity::Soundtrack(id) => {
            ask.of(SOUNDTRACK, id).or_else(|| catalogue.role(&catalogue.soundtrack(id).credits, word))
        }
        Entity::Track(id) => ask.of(TRACK, id).or_else(|| catalogue.role(&catalogue.track(id).credits, word)),
        Entity::Artist(id) => ask.of(ARTIST, id),
        Entity::Chart(id) => ask.of(CHART, id),
        Entity::Contributor(id) => ask.of(CONTRIBUTOR, id),
        Entity::Playlist(id) => ask.of(PLAYLIST, id),
        Entity::Event(id) => ask.of(EVENT, id),
        Entity::Issue(id) => ask.of(ISSUE, id),
        Entity::Instrument(id) => ask.of(INSTRUMENT, id),
        Entity::Award(id) => ask.of(AWARD, id),
        Entity::Article(_) | Entity::Page(_) | Entity::Tag(_) | Entity::Section(_) => None,
    }
}

struct Asking<'a> {
    catalogue: &'a Catalogue,
    word: &'a str,
    asked: Asked,
}

impl Asking<'_> {
    fn of<T>(&self, table: &'static [Row<T>], id: Id<T>) -> Option<Value> {
        match table.iter().find(|it| it.word == self.word)?.ask {
            Ask::Plain(ask) => ask(self.catalogue, id),
            Ask::Dated(ask) => ask(self.catalogue, id, self.asked),
        }
    }
}

fn has_roles(kind: Kind) -> bool {
    matches!(kind, Kind::Drama | Kind::Soundtrack | Kind::Track)
}

#[expect(clippy::unnecessary_wraps, reason = "an answer, which there is")]
fn number(n: usize) -> Option<Value> {
    Some(Value::Number(n))
}

#[expect(clippy::unnecessary_wraps, reason = "an answer, which there is")]
fn name(record: &Record) -> Option<Value> {
    Some(Value::Name(record.names.clone()))
}

fn romanised(record: &Record) -> Option<Value> {
    record.names.romanised.clone().map(Value::Code)
}

fn told(texts: &Texts) -> Option<Value> {
    (texts.plain.is_some() || !texts.others.is_empty()).then(|| Value::Told(texts.clone()))
}

fn plain(kind: NameKind, name: Option<&String>) -> Option<Value> {
    name.map(|name| Value::Plain(kind, vec![name.clone()]))
}

fn genres(genres: &[String]) -> Option<Value> {
    (!genres.is_empty()).then(|| Value::Plain(NameKind::Genre, genres.to_vec()))
}

fn date(date: Option<&PartialDate>) -> Option<Value> {
    date.copied().map(Value::Date)
}

fn day(date: Date) -> Value {
    Value::Date(PartialDate::Day(date))
}

/// From the first broadcast to the last, where both are known to the day: a series that ended the day it began ran no
/// day.
fn days(drama: &Drama) -> Option<Value> {
    match (drama.premiered?.value, drama.finale?.value) {
        (PartialDate::Day(first), PartialDate::Day(last)) => {
            usize::try_from((last - first).get_days()).ok().map(Value::Number)
        }
        _ => None,
    }
}
