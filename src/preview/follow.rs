//! Where a page is now that was at an address before.

use super::published::Published;
use crate::catalogue::Catalogue;
use crate::edition::Edition;
use crate::model::{Entity, Id, Kind, LanguageId, NameKind, fold};
use crate::route::{Route, Shows};
use crate::source::SourceId;
use jiff::civil::Date;

/// What a page shows, in terms that outlive an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The round in which it was so; files were renamed since.
    round: u64,
    path: String,
    subject: Subject,
    /// The code of its language, and whether that is the one at the bare root.
    language: (String, bool),
    /// The page of a list, from 1.
    page: usize,
}

/// A route's `Shows` without ids, which mean something in one edition only.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    /// What every edition has: the front page, lists of kinds.
    Fixed(Shows),
    Section(String),
    Tag(String),
    Series(String),
    Name(NameKind, String),
    /// An article, a page or a record, by its file.
    File(String),
    /// A track, by the file of its release; with its place there and the slugs of all.
    Track(String, usize, Vec<String>),
    /// A stored week, by the file of its chart.
    Week(String, Date),
}

impl Identity {
    /// What is at `path` (from `/`, without the base path); nothing for what is no page.
    pub fn of(published: &Published, path: &str) -> Option<Self> {
        let magazine = published.edition.magazine();
        let (path, route) = published.edition.at(path)?;
        let (subject, page) = subject(&published.edition, route.shows)?;
        let language = (magazine.config.code(route.language).to_owned(), route.language == LanguageId::ROOT);
        Some(Self { round: published.round, path: path.to_owned(), subject, language, page })
    }

    /// Where it is in another edition: a path without the base path; nothing when it is gone.
    pub fn path_in(&self, published: &Published) -> Option<String> {
        let routes = &published.edition.magazine().routes;
        let found =
            self.routes_in(published).find_map(|route| routes.path(route).or_else(|| routes.withheld_path(route)));
        let found = found.or_else(|| match routes.at(&self.path)? {
            (_, Route { shows: Shows::Redirect(place), .. }) => routes.path(routes.redirects.get(place)?.to),
            // Something else that is to be seen under this address.
            (path, _) => Some(path),
        });
        found.map(str::to_owned)
    }

    /// The route that shows it; of a list that became shorter, its last pages.
    fn routes_in(&self, published: &Published) -> impl Iterator<Item = Route> {
        let config = &published.edition.magazine().config;
        let catalogue = &published.edition.magazine().catalogue;
        let (code, root) = &self.language;
        let language = config.language(code).or(root.then_some(LanguageId::ROOT));
        let shows = self.subject.find(published, self.round);
        let route = shows.zip(language).map(|(shows, language)| match shows {
            Shows::Article(id) => Route::new(catalogue.article(id).language, shows),
            Shows::Page(id) => Route::new(catalogue.page(id).language, shows),
            _ => Route::new(language, shows),
        });
        let pages = (1..=self.page).rev();
        route.into_iter().flat_map(move |route| pages.clone().map(move |page| at_page(route, page)))
    }
}

fn at_page(route: Route, page: usize) -> Route {
    let shows = match route.shows {
        Shows::Section(id, _) => Shows::Section(id, page),
        Shows::Records(kind, _) => Shows::Records(kind, page),
        Shows::Contributor(id, _) => Shows::Contributor(id, page),
        Shows::Tag(id, _) => Shows::Tag(id, page),
        Shows::Corrections(_) => Shows::Corrections(page),
        Shows::Year(year, _) => Shows::Year(year, page),
        Shows::Series(place, _) => Shows::Series(place, page),
        Shows::Names(kind, _) => Shows::Names(kind, page),
        Shows::Name(kind, place, _) => Shows::Name(kind, place, page),
        shows => shows,
    };
    Route { shows, ..route }
}

/// What a page is about, and which page of a list it is.
fn subject(edition: &Edition, shows: Shows) -> Option<(Subject, usize)> {
    let catalogue = &edition.magazine().catalogue;
    let file = || Some(Subject::File(edition.sources().get(file_of(edition, shows)?).path.to_string()));
    Some(match shows {
        Shows::Home | Shows::Tags | Shows::Archive | Shows::AllSeries | Shows::NotFound => (Subject::Fixed(shows), 1),
        Shows::Records(_, page) | Shows::Names(_, page) | Shows::Corrections(page) | Shows::Year(_, page) => {
            (Subject::Fixed(shows.first_page()), page)
        }
        Shows::Section(id, page) => (Subject::Section(catalogue.section(id).slug.clone()), page),
        Shows::Tag(id, page) => (Subject::Tag(catalogue.tag(id).slug.clone()), page),
        Shows::Series(place, page) => (Subject::Series(catalogue.written.series.get(place)?.slug.clone()), page),
        Shows::Name(kind, place, page) => {
            (Subject::Name(kind, catalogue.derived.plain_names.get(kind, place)?.slug.clone()), page)
        }
        Shows::Record(Entity::Track(id)) => {
            let release = catalogue.soundtrack(catalogue.track(id).soundtrack);
            let place = release.tracks.iter().position(|track| *track == id)?;
            let file = edition.sources().get(release.record.span.source).path.to_string();
            (Subject::Track(file, place, track_slugs(catalogue, &release.tracks)), 1)
        }
        Shows::ChartWeek(id, place) => {
            let chart = catalogue.chart(id);
            let file = edition.sources().get(chart.record.span.source).path.to_string();
            (Subject::Week(file, chart.weeks.get(place)?.date), 1)
        }
        Shows::Contributor(_, page) => (file()?, page),
        Shows::Article(_) | Shows::Page(_) | Shows::Record(_) => (file()?, 1),
        _ => return None,
    })
}

fn track_slugs(catalogue: &Catalogue, tracks: &[Id<crate::model::Track>]) -> Vec<String> {
    tracks.iter().map(|id| catalogue.track(*id).record.slug.clone()).collect()
}

impl Subject {
    /// The same in another edition; `round` is the one in which it was known.
    fn find(&self, published: &Published, round: u64) -> Option<Shows> {
        let edition = &*published.edition;
        let catalogue = &edition.magazine().catalogue;
        let source = |file: &String| edition.sources().find(&published.renamed_since(round, file));
        match self {
            Subject::Fixed(shows) => Some(*shows),
            Subject::Section(slug) => {
                let named = |slug: &str| catalogue.sections.iter().position(|it| it.slug == slug);
                let place = named(slug).or_else(|| {
                    // A renamed folder took its articles along.
                    let folder = published.folder_since(round, &format!("content/articles/{slug}/"))?;
                    named(folder.strip_prefix("content/articles/")?.trim_end_matches('/'))
                });
                place.map(|place| Shows::Section(Id::new(place), 1))
            }
            Subject::Tag(slug) => {
                let place = catalogue.tags.iter().position(|it| fold(&it.slug) == fold(slug))?;
                Some(Shows::Tag(Id::new(place), 1))
            }
            Subject::Series(slug) => Some(Shows::Series(catalogue.written.series.find(slug)?, 1)),
            Subject::Name(kind, slug) => Some(Shows::Name(*kind, catalogue.derived.plain_names.find(*kind, slug)?, 1)),
            Subject::File(file) => at_source(catalogue, source(file)?),
            Subject::Track(file, place, slugs) => {
                let Shows::Record(Entity::Soundtrack(id)) = at_source(catalogue, source(file)?)? else { return None };
                let tracks = &catalogue.soundtrack(id).tracks;
                let slug = |id: &Id<_>| &catalogue.track(*id).record.slug;
                let same = tracks.iter().find(|id| slugs.get(*place) == Some(slug(id)));
                // Another name at the same place, which no track had: it was renamed.
                let renamed = || tracks.get(*place).filter(|id| !slugs.contains(slug(id)));
                Some(Shows::Record(Entity::Track(*same.or_else(renamed)?)))
            }
            Subject::Week(file, date) => {
                let Shows::Record(Entity::Chart(id)) = at_source(catalogue, source(file)?)? else { return None };
                let place = catalogue.chart(id).weeks.iter().position(|week| week.date == *date)?;
                Some(Shows::ChartWeek(id, place))
            }
        }
    }
}

/// The page of what a file says.
fn at_source(catalogue: &Catalogue, source: SourceId) -> Option<Shows> {
    if let Some(place) = catalogue.articles.iter().position(|it| it.source == source) {
        return Some(Shows::Article(Id::new(place)));
    }
    if let Some(place) = catalogue.pages.iter().position(|it| it.source == source) {
        return Some(Shows::Page(Id::new(place)));
    }
    let records = Kind::records().flat_map(|kind| catalogue.records(kind));
    let mut here = records.filter(|entity| catalogue.place(*entity).is_some_and(|span| span.source == source));
    here.next().map(Shows::record)
}

/// The file that a page is about, when it is about one.
pub fn file_of(edition: &Edition, shows: Shows) -> Option<SourceId> {
    let catalogue = &edition.magazine().catalogue;
    match shows {
        Shows::Article(id) => Some(catalogue.article(id).source),
        Shows::Page(id) => Some(catalogue.page(id).source),
        Shows::Record(entity) | Shows::RecordData(entity) => catalogue.place(entity).map(|span| span.source),
        Shows::Contributor(id, _) => Some(catalogue.contributor(id).record.span.source),
        Shows::ChartWeek(id, place) | Shows::WeekData(id, place) => {
            catalogue.chart(id).weeks.get(place).map(|week| week.span.source)
        }
        Shows::PlaylistFile(id, _) => Some(catalogue.playlist(id).record.span.source),
        Shows::Calendar(Some(id)) => Some(catalogue.event(id).record.span.source),
        Shows::File(id) | Shows::Static(id) => Some(id),
        Shows::Asset(place) => edition.magazine().theme.assets.get(place).map(|asset| asset.source),
        _ => None,
    }
}
