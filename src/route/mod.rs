//! The address of every page, made in one place.
//!
//! The principal types are [`Route`], what a page shows, and [`Routes`], all pages of a magazine with their
//! addresses. A *path* here is the address without the base path, in plain Unicode, from `/`; a *url* has the base
//! path and is percent-encoded. Nobody else joins addresses, so nothing escapes the base path.

mod check;
mod files;
mod list;
mod old;
mod owners;
mod withheld;

pub use check::{OpenFragment, check};
pub use files::named;
pub use list::record_page_size;

use crate::catalogue::{Catalogue, Limit};
use crate::config::{BaseUrl, Config, joined};
use crate::model::{
    Article, Chart, Contributor, Entity, Event, Id, Kind, LanguageId, NameKind, Page, Playlist, Section, Tag, fold,
};
use crate::source::SourceId;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The folder of the list of corrections, and the path of a page that takes its place.
pub const CORRECTIONS: &str = "corrections";

/// The folder of the archive by year.
pub const ARCHIVE: &str = "archive";

/// What a page shows; the number is the page of a list, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shows {
    /// The front page.
    Home,
    /// The articles of a section.
    Section(Id<Section>, usize),
    /// An article.
    Article(Id<Article>),
    /// A page.
    Page(Id<Page>),
    /// All records of a kind.
    Records(Kind, usize),
    /// A record; contributors, who have lists of articles, have routes of their own.
    Record(Entity),
    /// A stored week of a chart, by its place in the chart.
    ChartWeek(Id<Chart>, usize),
    /// A contributor and their articles.
    Contributor(Id<Contributor>, usize),
    /// The articles with a tag.
    Tag(Id<Tag>, usize),
    /// All tags.
    Tags,
    /// What the magazine took back: corrections and retractions.
    Corrections(usize),
    /// The years in which articles came out.
    Archive,
    /// The articles of a year.
    Year(i16, usize),
    /// All series.
    AllSeries,
    /// The articles of a series, by its place among them.
    Series(usize, usize),
    /// All labels, networks or genres.
    Names(NameKind, usize),
    /// A label, network or genre, by its place among them, and what has it.
    Name(NameKind, usize, usize),
    /// What is shown where there is nothing.
    NotFound,
    /// An Atom feed: the whole site's or a section's.
    Feed(Option<Id<Section>>),
    /// The facts of a record as JSON.
    RecordData(Entity),
    /// The facts of a chart week as JSON.
    WeekData(Id<Chart>, usize),
    /// Where the JSON of every record is, as JSON.
    RecordIndex,
    /// The JSON Schema of all these.
    Schema,
    /// A playlist in the format of players; of the root language only.
    PlaylistFile(Id<Playlist>, PlaylistFormat),
    /// A calendar: of one event or of all; of the root language only.
    Calendar(Option<Id<Event>>),
    /// The sitemap.
    Sitemap,
    /// robots.txt.
    Robots,
    /// What a host sends with each file.
    Headers,
    /// A page that leads on, by its place in [`Routes::redirects`].
    Redirect(usize),
    /// A picture or other file beside something.
    File(SourceId),
    /// A file of `content/static/`.
    Static(SourceId),
    /// A file of the theme, by its place in the theme's list.
    Asset(usize),
}

/// A format that players open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaylistFormat {
    /// XML: xspf.org/spec.
    Xspf,
    /// JSON: xspf.org/jspf.
    Jspf,
}

impl Shows {
    /// The page of a record, the first one of a contributor.
    pub fn record(entity: Entity) -> Self {
        match entity {
            Entity::Contributor(id) => Shows::Contributor(id, 1),
            _ => Shows::Record(entity),
        }
    }

    /// The same list from its beginning; what is no list as it is.
    #[must_use]
    pub fn first_page(self) -> Self {
        match self {
            Shows::Section(id, _) => Shows::Section(id, 1),
            Shows::Records(kind, _) => Shows::Records(kind, 1),
            Shows::Contributor(id, _) => Shows::Contributor(id, 1),
            Shows::Tag(id, _) => Shows::Tag(id, 1),
            Shows::Corrections(_) => Shows::Corrections(1),
            Shows::Year(year, _) => Shows::Year(year, 1),
            Shows::Series(place, _) => Shows::Series(place, 1),
            Shows::Names(kind, _) => Shows::Names(kind, 1),
            Shows::Name(kind, place, _) => Shows::Name(kind, place, 1),
            shows => shows,
        }
    }

    /// Whether a template of the theme draws it.
    pub fn has_template(self) -> bool {
        !matches!(
            self,
            Shows::Feed(_)
                | Shows::PlaylistFile(..)
                | Shows::Calendar(_)
                | Shows::Sitemap
                | Shows::Robots
                | Shows::Headers
                | Shows::RecordData(_)
                | Shows::WeekData(..)
                | Shows::RecordIndex
                | Shows::Schema
                | Shows::Redirect(_)
                | Shows::File(_)
                | Shows::Static(_)
                | Shows::Asset(_)
        )
    }

    /// What has the facts of a page as JSON, when it is the page of a record or of a chart week.
    pub fn data(self) -> Option<Self> {
        match self {
            Shows::Record(entity) => Some(Shows::RecordData(entity)),
            Shows::Contributor(id, 1) => Some(Shows::RecordData(Entity::Contributor(id))),
            Shows::ChartWeek(id, week) => Some(Shows::WeekData(id, week)),
            _ => None,
        }
    }
}

/// One page of the site, in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    /// Its language; the root language for what has none.
    pub language: LanguageId,
    /// What it shows.
    pub shows: Shows,
}

impl Route {
    /// A page in a language.
    pub fn new(language: LanguageId, shows: Shows) -> Self {
        Self { language, shows }
    }

    /// Something that has no language.
    pub fn plain(shows: Shows) -> Self {
        Self { language: LanguageId::ROOT, shows }
    }
}

/// An old address that leads to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old path.
    pub from: String,
    /// Where it leads.
    pub to: Route,
    /// Where it is written.
    pub span: crate::source::Span,
    /// Whether it is not written itself: it follows, for another language, from one that is, and takes nobody's place.
    pub followed: bool,
}

/// All pages and their addresses.
#[derive(Debug)]
pub struct Routes {
    base: BaseUrl,
    /// Every route, in the order of paths.
    all: Vec<(String, Route)>,
    /// Those whose paths are others when they are folded, by the folded path.
    odd: FxHashMap<String, usize>,
    paths: FxHashMap<Route, usize>,
    aside: withheld::Aside,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// Whether each address was claimed once.
    undisputed: bool,
    /// What is noted when a file has no address, perhaps only because it is not known yet who names it.
    limit: Option<Limit>,
}

impl Routes {
    /// Every route with its path, in the order of paths.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, Route)> {
        self.all.iter().map(|(path, route)| (path.as_str(), *route))
    }

    /// All routes as a slice, for parallel work.
    pub fn as_slice(&self) -> &[(String, Route)] {
        &self.all
    }

    /// The path of a route that exists.
    pub fn path(&self, route: Route) -> Option<&str> {
        let found = self.paths.get(&route);
        if found.is_none() && matches!(route.shows, Shows::File(_)) {
            self.limit.iter().for_each(Limit::reach);
        }
        found.and_then(|i| self.all.get(*i)).map(|(path, _)| path.as_str())
    }

    /// The route at a path; a missing slash at the end is forgiven.
    pub fn at(&self, path: &str) -> Option<(&str, Route)> {
        let found = self.asked(path);
        if found.is_none() {
            // A file may be there.
            self.limit.iter().for_each(Limit::reach);
        }
        found
    }

    /// The same for a request, which may ask for anything; what is drawn does not depend on the answer.
    pub fn asked(&self, path: &str) -> Option<(&str, Route)> {
        let found = place(&self.all, &self.odd, &fold(path))
            .or_else(|| place(&self.all, &self.odd, &fold(&format!("{path}/"))));
        found.and_then(|i| self.all.get(i)).map(|(path, route)| (path.as_str(), *route))
    }

    /// The address of a path with the base path, percent-encoded: `/mag/news/x/`.
    pub fn url(&self, path: &str) -> String {
        joined(&self.base.path, path.strip_prefix('/').unwrap_or(path))
    }

    /// The whole address of a path.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}", self.base.origin, self.url(path))
    }

    /// Where the site will be deployed.
    pub fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// The route of a record's page in a language, or the nearest language in which it has one.
    pub fn of_entity(&self, catalogue: &Catalogue, entity: Entity, language: LanguageId) -> Option<Route> {
        let shows = match entity {
            Entity::Section(id) => Shows::Section(id, 1),
            Entity::Tag(id) => Shows::Tag(id, 1),
            Entity::Article(id) => {
                let version = catalogue.article_in(id, language);
                return self.existing(Route::new(catalogue.article(version).language, Shows::Article(version)));
            }
            Entity::Page(id) => {
                let version = catalogue.page_in(id, language);
                return self.existing(Route::new(catalogue.page(version).language, Shows::Page(version)));
            }
            record => Shows::record(record),
        };
        let here = self.existing(Route::new(language, shows));
        here.or_else(|| {
            (0..=u8::MAX)
                .map_while(|l| (l < 32).then_some(LanguageId(l)))
                .find_map(|l| self.existing(Route::new(l, shows)))
        })
    }

    fn existing(&self, route: Route) -> Option<Route> {
        self.paths.contains_key(&route).then_some(route)
    }
}

/// Where the route with a folded path stands in `all`, which is in the order of paths.
fn place(all: &[(String, Route)], odd: &FxHashMap<String, usize>, folded: &str) -> Option<usize> {
    let plain = || all.binary_search_by(|(path, _)| path.as_str().cmp(folded)).ok();
    odd.get(folded).copied().or_else(plain)
}

/// The file in the output folder that answers for a path.
pub fn output_file(path: &str) -> String {
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// The first part of the addresses of series.
const SERIES: &str = "series";

/// The path of a route. The language comes first (`/ko/`), the page of a list last (`page/2/`).
fn path_of(
    catalogue: &Catalogue,
    config: &Config,
    route: Route,
    files: &BTreeMap<SourceId, String>,
    redirects: &[Redirect],
    assets: &[String],
) -> String {
    let language =
        if route.language == LanguageId::ROOT { String::new() } else { format!("/{}", config.code(route.language)) };
    let paged = |path: String, page: usize| if page == 1 { path } else { format!("{path}page/{page}/") };
    let record = |entity: Entity| {
        let slug = |entity: Entity| catalogue.record(entity).map_or("", |record| record.slug.as_str());
        match entity {
            Entity::Track(id) => {
                let release = slug(Entity::Soundtrack(catalogue.track(id).soundtrack));
                format!("{language}/soundtracks/{release}/{}/", slug(entity))
            }
            _ => format!("{language}/{}/{}/", entity.kind().folder().unwrap_or_default(), slug(entity)),
        }
    };
    let week = |id: Id<Chart>, week: usize| {
        let date = catalogue.chart(id).weeks.get(week).map(|w| w.date.to_string()).unwrap_or_default();
        format!("{}{date}/", record(Entity::Chart(id)))
    };
    match route.shows {
        Shows::Home => format!("{language}/"),
        Shows::Section(id, page) => paged(format!("{language}/{}/", catalogue.section(id).slug), page),
        Shows::Article(id) => {
            let article = catalogue.article(id);
            format!("{language}/{}/{}/", catalogue.section(article.section).slug, article.slug)
        }
        Shows::Page(id) => format!("{language}/{}/", catalogue.page(id).path),
        Shows::Records(kind, page) => paged(format!("{language}/{}/", kind.folder().unwrap_or_default()), page),
        Shows::Record(entity) => record(entity),
        Shows::ChartWeek(id, at) => week(id, at),
        Shows::RecordData(entity) => format!("{}index.json", record(entity)),
        Shows::WeekData(id, at) => format!("{}index.json", week(id, at)),
        Shows::RecordIndex => "/index.json".to_owned(),
        Shows::Schema => "/schema.json".to_owned(),
        Shows::Contributor(id, page) => paged(record(Entity::Contributor(id)), page),
        Shows::Tag(id, page) => paged(format!("{language}/tags/{}/", catalogue.tag(id).slug), page),
        Shows::Tags => format!("{language}/tags/"),
        Shows::Corrections(page) => paged(format!("{language}/{CORRECTIONS}/"), page),
        Shows::Archive => format!("{language}/{ARCHIVE}/"),
        Shows::Year(year, page) => paged(format!("{language}/{ARCHIVE}/{year:04}/"), page),
        Shows::AllSeries => format!("{language}/{SERIES}/"),
        Shows::Series(place, page) => {
            let slug = catalogue.written.series.get(place).map_or("", |series| series.slug.as_str());
            paged(format!("{language}/{SERIES}/{slug}/"), page)
        }
        Shows::Names(kind, page) => paged(format!("{language}/{}/", kind.folder()), page),
        Shows::Name(kind, place, page) => {
            let slug = catalogue.derived.plain_names.get(kind, place).map_or("", |name| name.slug.as_str());
            paged(format!("{language}/{}/{slug}/", kind.folder()), page)
        }
        Shows::NotFound => format!("{language}/404.html"),
        Shows::Feed(None) => format!("{language}/feed.atom"),
        Shows::Feed(Some(id)) => format!("{language}/{}/feed.atom", catalogue.section(id).slug),
        Shows::PlaylistFile(id, PlaylistFormat::Xspf) => format!("{}playlist.xspf", record(Entity::Playlist(id))),
        Shows::PlaylistFile(id, PlaylistFormat::Jspf) => format!("{}playlist.jspf", record(Entity::Playlist(id))),
        Shows::Calendar(Some(id)) => format!("{}event.ics", record(Entity::Event(id))),
        Shows::Calendar(None) => "/events/events.ics".to_owned(),
        Shows::Sitemap => format!("{language}/sitemap.xml"),
        Shows::Robots => "/robots.txt".to_owned(),
        Shows::Headers => "/_headers".to_owned(),
        Shows::Redirect(place) => redirects.get(place).map(|r| r.from.clone()).unwrap_or_default(),
        Shows::File(id) | Shows::Static(id) => files.get(&id).cloned().unwrap_or_default(),
        Shows::Asset(place) => assets.get(place).map(|a| format!("/{a}")).unwrap_or_default(),
    }
}
