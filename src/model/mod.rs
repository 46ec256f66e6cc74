//! The field in its own words: dramas, soundtracks, tracks, artists, charts, articles; no I/O, no serde, no templates.
//!
//! Everything here is checked: references are typed [`Id`]s into the catalogue, dates exist, slugs are slugs.
//! What a person wrote, with its spans, is the `…Matter` of `parse`; `catalogue::link` makes one from the other.

mod article;
mod artist;
mod award;
mod chart;
mod contributor;
mod credit;
mod date;
mod drama;
mod event;
mod identifier;
mod instrument;
mod issue;
mod length;
mod name;
mod outside;
mod page;
mod picture;
mod plain_name;
mod platform;
mod playlist;
mod rating;
mod record;
mod score;
mod share;
mod slug;
mod soundtrack;

pub use article::{Article, Backer, Byline, BylineRole, Correction, Disclosure, InSeries, Moment, Social, Withheld};
pub use artist::{Artist, ArtistKind, PerformedBy};
pub use award::{Award, AwardOutcome, AwardResult, Honoured};
pub use chart::{Chart, ChartWeek, Entry, EntrySubject, Interval, Subject};
pub use contributor::Contributor;
pub use credit::{Credit, CreditedArtist, Person, Role};
pub use date::{PartialDate, rfc3339};
pub use drama::{Drama, DramaKind};
pub use event::{Event, EventKind, EventStatus, Place, When};
pub use identifier::{Barcode, ExternalId, Isrc, Iswc, Of, Scheme};
pub use instrument::{Instrument, InstrumentFamily, Played};
pub use issue::{Issue, IssueItem, IssuePart};
pub use length::Length;
pub use name::{LanguageId, Names, Texts};
pub use outside::Outside;
pub use page::Page;
pub use picture::{Cover, PictureNotes};
pub use plain_name::NameKind;
pub use platform::{Listing, Platform, StoreId, moment_in};
pub use playlist::{Curator, Playlist, PlaylistItem, PlaylistItemOf, PlaylistSong};
pub use rating::{Rating, Scale, StatedRating, StatedValue, plain_number, stated};
pub use record::{Extra, Identifier, Record};
pub use score::{Cue, Leitmotif, Lyrics, LyricsLine, LyricsRights, ThemeReturn};
pub use share::ShareTo;
pub use slug::{fold, slug_fault, spaced};
pub use soundtrack::{ChartedStatement, Soundtrack, SoundtrackKind, Track, TrackKind};

use std::fmt;
use std::marker::PhantomData;

/// A checked reference: an index into the catalogue's list of `T`.
pub struct Id<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The id of the record at `index` of its list. Lists hold fewer than 2³² records.
    pub fn new(index: usize) -> Self {
        Self { index: u32::try_from(index).unwrap_or(u32::MAX), of: PhantomData }
    }

    /// The place in the catalogue's list.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

// Written by hand: the derives would ask the same of `T`, which an id does not hold.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> std::hash::Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// A section of the magazine (`news`): a folder below `content/articles/`, perhaps described in `site.toml`.
#[derive(Debug, Clone)]
pub struct Section {
    /// The folder's name.
    pub slug: String,
    /// Its titles.
    pub names: Names,
    /// What it is about.
    pub descriptions: Texts,
    /// Whether `site.toml` describes it; then it has a page even without articles.
    pub described: bool,
}

/// A tag used by an article or described in `site.toml`.
#[derive(Debug, Clone)]
pub struct Tag {
    /// As in addresses.
    pub slug: String,
    /// Its titles.
    pub names: Names,
    /// What it is about.
    pub descriptions: Texts,
    /// Whether `site.toml` describes it; then it has a page even without articles.
    pub described: bool,
}

/// Anything that a reference can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// A drama or film.
    Drama(Id<Drama>),
    /// A release.
    Soundtrack(Id<Soundtrack>),
    /// A track on a release.
    Track(Id<Track>),
    /// A person, group or fictional act.
    Artist(Id<Artist>),
    /// A chart.
    Chart(Id<Chart>),
    /// An article, by its original.
    Article(Id<Article>),
    /// A page, by its original.
    Page(Id<Page>),
    /// Someone who writes for the magazine.
    Contributor(Id<Contributor>),
    /// A tag.
    Tag(Id<Tag>),
    /// A section.
    Section(Id<Section>),
    /// A playlist.
    Playlist(Id<Playlist>),
    /// A concert, a streaming party.
    Event(Id<Event>),
    /// A numbered edition of the magazine.
    Issue(Id<Issue>),
    /// An instrument.
    Instrument(Id<Instrument>),
    /// A ceremony and its results.
    Award(Id<Award>),
}

/// The kinds of things that references name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A drama or film.
    Drama,
    /// A release.
    Soundtrack,
    /// A track on a release.
    Track,
    /// A person, group or fictional act.
    Artist,
    /// A chart.
    Chart,
    /// An article.
    Article,
    /// A page.
    Page,
    /// Someone who writes for the magazine.
    Contributor,
    /// A tag.
    Tag,
    /// A section.
    Section,
    /// A playlist.
    Playlist,
    /// A concert, a streaming party.
    Event,
    /// A numbered edition of the magazine.
    Issue,
    /// An instrument.
    Instrument,
    /// A ceremony and its results.
    Award,
}

impl Kind {
    /// All kinds, in the order in which messages list them.
    pub const ALL: [Kind; 15] = [
        Kind::Drama,
        Kind::Soundtrack,
        Kind::Track,
        Kind::Artist,
        Kind::Chart,
        Kind::Article,
        Kind::Page,
        Kind::Contributor,
        Kind::Tag,
        Kind::Section,
        Kind::Playlist,
        Kind::Event,
        Kind::Issue,
        Kind::Instrument,
        Kind::Award,
    ];

    /// The word as typed in references and shown in messages.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Drama => "drama",
            Kind::Soundtrack => "soundtrack",
            Kind::Track => "track",
            Kind::Artist => "artist",
            Kind::Chart => "chart",
            Kind::Article => "article",
            Kind::Page => "page",
            Kind::Contributor => "contributor",
            Kind::Tag => "tag",
            Kind::Section => "section",
            Kind::Playlist => "playlist",
            Kind::Event => "event",
            Kind::Issue => "issue",
            Kind::Instrument => "instrument",
            Kind::Award => "award",
        }
    }

    /// With its article: "a drama", "an artist".
    pub fn with_article(self) -> String {
        let word = self.word();
        let article = if word.starts_with(['a', 'e', 'i']) { "an" } else { "a" };
        format!("{article} {word}")
    }

    /// The kind that a word names.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The folder below `content/` and the first part of the address, for kinds that are TOML records.
    pub fn folder(self) -> Option<&'static str> {
        match self {
            Kind::Drama => Some("dramas"),
            Kind::Soundtrack => Some("soundtracks"),
            Kind::Artist => Some("artists"),
            Kind::Chart => Some("charts"),
            Kind::Contributor => Some("contributors"),
            Kind::Playlist => Some("playlists"),
            Kind::Event => Some("events"),
            Kind::Issue => Some("issues"),
            Kind::Instrument => Some("instruments"),
            Kind::Award => Some("awards"),
            Kind::Track | Kind::Article | Kind::Page | Kind::Tag | Kind::Section => None,
        }
    }
}

impl Kind {
    /// The kinds that have TOML files of their own.
    pub fn records() -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(|kind| kind.folder().is_some())
    }
}

impl From<Subject> for Entity {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Track(id) => Entity::Track(id),
            Subject::Soundtrack(id) => Entity::Soundtrack(id),
        }
    }
}

impl Entity {
    /// What kind of thing it is.
    pub fn kind(self) -> Kind {
        match self {
            Entity::Drama(_) => Kind::Drama,
            Entity::Soundtrack(_) => Kind::Soundtrack,
            Entity::Track(_) => Kind::Track,
            Entity::Artist(_) => Kind::Artist,
            Entity::Chart(_) => Kind::Chart,
            Entity::Article(_) => Kind::Article,
            Entity::Page(_) => Kind::Page,
            Entity::Contributor(_) => Kind::Contributor,
            Entity::Tag(_) => Kind::Tag,
            Entity::Section(_) => Kind::Section,
            Entity::Playlist(_) => Kind::Playlist,
            Entity::Event(_) => Kind::Event,
            Entity::Issue(_) => Kind::Issue,
            Entity::Instrument(_) => Kind::Instrument,
            Entity::Award(_) => Kind::Award,
        }
    }
}
