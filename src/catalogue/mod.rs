//! All records at once: linked, checked against each other, with what follows from them.
//!
//! The principal type is [`Catalogue`], made by [`link`] from everything that was parsed. In it every reference is
//! a typed id, every chart run is derived, and every question that a page can ask has its answer. Unsound
//! records are in it with what could be read of them, so that a reference to one is not reported again.

mod article;
mod artist;
mod award;
mod bodies;
mod body;
mod chart;
mod component;
mod corrected;
mod credit;
mod drama;
mod early;
mod elsewhere;
mod event;
mod fact;
mod freshness;
mod index;
mod instrument;
mod issue;
mod law;
mod link;
mod memory;
mod moments;
mod naming;
mod picture;
mod plain_name;
mod playlist;
mod question;
mod records;
mod references;
mod related;
mod run;
mod schedule;
mod score;
mod selection;
mod series;
mod song;
mod soundtrack;
mod translation;
mod unused;
mod written;

pub use award::ResultId;
pub use body::{LinkTarget, LinkedBody, Shown, SitePath};
pub use component::{
    ArgumentType, ArgumentValue, BuiltIn, Charted, Column, Embed, LinkedComponent, Listed, Media, Moment, Named, Photo,
    Prose, Recording, Signatures, Speaker, ThemeSignature, Told, TrackTable, built_in_arguments, built_in_shapes,
    name_in_own_script, original_name,
};
pub use corrected::Amendment;
pub use early::Limit;
pub use fact::{EntryFacts, Question, Standing, Value, What, words as facts_of};
pub use freshness::{Change, Unreviewed};
pub use index::{Index, Matched, Miss};
pub use instrument::Playing;
pub use link::{link, link_early, reference};
pub use memory::{Linked, Memory};
pub use picture::Sidecars;
pub use plain_name::{PlainName, PlainNames};
pub use question::{CreditedOn, Derived};
pub use references::{How, References, Refers, Said};
pub use related::{Reason, Related};
pub use run::{LastWeek, Movement, Point, Run, Runs, peak, subject, weeks_at_1};
pub use schedule::Turn;
pub use selection::{Selection, Sort, SortBy};
pub use series::{AllSeries, Part, Series};
pub use translation::{Lacking, Untranslated};
pub use written::{Lists, Written, Year};

use crate::language::Locale;
use crate::model::{
    Article, Artist, Award, Chart, Contributor, Drama, Event, Id, Instrument, Issue, Page, Playlist, Section,
    Soundtrack, Tag, Track,
};
use crate::source::SourceId;
use early::Early;
use jiff::Timestamp;
use std::sync::Arc;

/// What decides what is withheld.
#[derive(Debug, Clone, Copy)]
pub struct Showing {
    /// The moment of the run, read once.
    pub now: Timestamp,
    /// Show drafts.
    pub drafts: bool,
    /// Show what is scheduled or under embargo.
    pub future: bool,
}

/// The whole magazine, checked. What it is made of is shared with the catalogue of the run before where it is the same.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// Dramas and films.
    pub dramas: Arc<Vec<Drama>>,
    /// Releases.
    pub soundtracks: Arc<Vec<Soundtrack>>,
    /// Tracks of all releases.
    pub tracks: Arc<Vec<Track>>,
    /// Artists.
    pub artists: Arc<Vec<Artist>>,
    /// Charts with their weeks.
    pub charts: Arc<Vec<Chart>>,
    /// Contributors.
    pub contributors: Arc<Vec<Contributor>>,
    /// Playlists.
    pub playlists: Arc<Vec<Playlist>>,
    /// Events.
    pub events: Arc<Vec<Event>>,
    /// Issues.
    pub issues: Arc<Vec<Issue>>,
    /// Instruments.
    pub instruments: Arc<Vec<Instrument>>,
    /// Awards.
    pub awards: Arc<Vec<Award>>,
    /// Sections, described ones first, in the order of `site.toml`, then by slug.
    pub sections: Arc<Vec<Section>>,
    /// Tags, the same way.
    pub tags: Arc<Vec<Tag>>,
    /// Articles in all languages, withheld ones included.
    pub articles: Vec<Arc<Article>>,
    /// When the next article comes out or goes, at the earliest; nothing when none will.
    pub until: Option<Timestamp>,
    /// Pages in all languages.
    pub pages: Vec<Page>,
    /// What links and components of an article's body mean; beside `articles`.
    article_bodies: Vec<Arc<LinkedBody>>,
    /// The same for pages.
    page_bodies: Vec<Arc<LinkedBody>>,
    /// Bodies of articles that are read only when they are asked for.
    early: Option<Early>,
    /// Names.
    pub index: Arc<Index>,
    /// Chart runs.
    pub runs: Arc<Runs>,
    /// What follows from all records.
    pub derived: Arc<Derived>,
    /// The lists of articles.
    pub written: Written,
    /// Where everything that front matter and records refer to is written; only of a run that takes nothing over.
    pub references: Option<References>,
    /// How each language of the site sorts names.
    pub locales: Vec<Arc<Locale>>,
    /// Files to be copied to the root: path there.
    pub statics: Vec<(SourceId, String)>,
    /// Pictures and other files beside something.
    pub attachments: Vec<SourceId>,
    /// What is said of pictures in the files beside them.
    pub sidecars: Sidecars,
}

/// Lookups by id. Ids are made by `link` for these very lists.
macro_rules! lookups {
    ($($method:ident $list:ident $type:ident;)*) => {
        impl Catalogue {
            $(
                #[doc = concat!("The ", stringify!($method), " of an id.")]
                pub fn $method(&self, id: Id<$type>) -> &$type {
                    &self.$list[id.index()]
                }
            )*
        }
    };
}

lookups! {
    drama dramas Drama;
    soundtrack soundtracks Soundtrack;
    track tracks Track;
    artist artists Artist;
    chart charts Chart;
    contributor contributors Contributor;
    playlist playlists Playlist;
    event events Event;
    issue issues Issue;
    instrument instruments Instrument;
    award awards Award;
    section sections Section;
    tag tags Tag;
    article articles Article;
    page pages Page;
}
