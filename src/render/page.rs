//! HTML pages: the values of a route handed to its template.

use super::Magazine;
use super::component::{ComponentValues, Drawn, Reading, Spoken, body};
use super::contract::values as given;
use super::crumbs::Crumbs;
use super::lists::{ListView, articles, home, name, names, records};
use super::plain::opening;
use super::structured::graph;
use super::values::{Named, Values};
use super::view::{PageBodyView, PageView, Read, Views, pagination};
use crate::diagnostic::Diagnostic;
use crate::model::{Article, Entity, Id, Kind};
use crate::route::{Route, Shows, record_page_size};
use schemars::JsonSchema;
use serde::Serialize;

/// About how long a page is without its text, in bytes.
const FRAME: usize = 8 * 1024;

/// How long a description is that is taken from the text, in characters.
const DESCRIPTION: usize = 160;

/// A page's HTML.
///
/// # Errors
/// What the template or a component could not draw.
pub fn page(magazine: &Magazine, route: Route) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let path = magazine.routes.path(route).or_else(|| magazine.routes.withheld_path(route)).unwrap_or("/");
    // A text grows by its tags, and has a frame around it.
    let text = match route.shows {
        Shows::Article(id) => magazine.catalogue.article_body(id).range.len(),
        Shows::Page(id) => magazine.catalogue.page_body(id).range.len(),
        _ => 0,
    };
    let length = text * 2 + FRAME;
    values(magazine, route, None)?.draw(magazine, path, length)
}

/// What a page's template gets; the records that are named on the way are noted in `read`.
///
/// # Errors
/// What a component could not draw.
pub fn values(magazine: &Magazine, route: Route, read: Option<&Read>) -> Result<Values, Vec<Diagnostic>> {
    let aside = magazine.routes.withheld_path(route).is_some();
    let template = template(route.shows).unwrap_or(LOST);
    // Who wants to know what is named looks at all values.
    let reads = if read.is_none() { magazine.theme.reads_of(template) } else { None };
    let views = Views { aside, read, reads, ..Views::new(magazine, route.language) };
    let path = views.path(route).unwrap_or("/");
    let mut all = Named::default();
    let mut diagnostics = Vec::new();
    let mut about = PageView {
        url: views.address(path),
        canonical: magazine.routes.absolute(path),
        title: views.head_title(route),
        description: views.describe(route),
        lang: views.code(route.language).to_owned(),
        rtl: views.locale().right_to_left(),
        og_type: "website",
        ..PageView::default()
    };
    let translated = if route.shows == Shows::NotFound { Route { shows: Shows::Home, ..route } } else { route };
    let is_told = views.is_read("structured");
    if ["alternates", "switch", "social"].iter().any(|name| views.is_read(name)) {
        (about.alternates, about.switch) = views.languages(translated);
    }
    let mut spoken = Spoken::default();
    let mut components = Vec::new();
    fill(views, route, &mut all, &mut about, (&mut spoken, &mut components), &mut diagnostics);
    about.noindex |= views.is_passed_by(route);
    if about.noindex {
        about.alternates.clear();
    }
    if views.is_read("social") {
        about.social = Some(views.social(route, &about));
    }
    about.data = route.shows.data().and_then(|shows| views.url(Route::plain(shows)));
    if is_told {
        about.structured = graph(magazine, route, &about, &spoken);
    }
    all.share(&given::SITE, views.site_value(path));
    all.insert(&given::PAGE, &about);
    all.share(&given::SETTINGS, magazine.settings(route.language));
    all.share(&given::TEXTS, magazine.interface(route.language).value.clone());
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    Ok(Values { template, all, components })
}

/// The template of what has no other.
const LOST: &str = "404.html";

/// The template that draws a route, if one does.
pub(super) fn template(shows: Shows) -> Option<&'static str> {
    Some(match shows {
        Shows::Home => "home.html",
        Shows::Section(..) => "section.html",
        Shows::Article(_) => "article.html",
        Shows::Page(_) => "page.html",
        Shows::Records(..) | Shows::Names(..) | Shows::AllSeries => "list.html",
        Shows::Record(Entity::Drama(_)) => "drama.html",
        Shows::Record(Entity::Soundtrack(_)) => "soundtrack.html",
        Shows::Record(Entity::Track(_)) => "track.html",
        Shows::Record(Entity::Artist(_)) => "artist.html",
        Shows::Record(Entity::Chart(_)) => "chart.html",
        Shows::Record(Entity::Playlist(_)) => "playlist.html",
        Shows::Record(Entity::Event(_)) => "event.html",
        Shows::Record(Entity::Issue(_)) => "issue.html",
        Shows::Record(Entity::Instrument(_)) => "instrument.html",
        Shows::Record(Entity::Award(_)) => "award.html",
        Shows::ChartWeek(..) => "chart-week.html",
        Shows::Contributor(..) => "contributor.html",
        Shows::Tag(..) => "tag.html",
        Shows::Tags => "tags.html",
        Shows::Corrections(_) => "corrections.html",
        Shows::Archive => "archive.html",
        Shows::Year(..) => "year.html",
        Shows::Series(..) => "series.html",
        Shows::Name(..) => "name.html",
        Shows::NotFound => LOST,
        // These have pages or lists of their own, or a writer that is no template.
        Shows::Record(_)
        | Shows::Feed(_)
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
        | Shows::Asset(_) => return None,
    })
}

/// Fills in what the route's template sees.
fn fill(
    views: Views,
    route: Route,
    context: &mut Named,
    about: &mut PageView,
    said: (&mut Spoken, &mut Vec<ComponentValues>),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let magazine = views.magazine;
    let catalogue = &magazine.catalogue;
    let size = magazine.config.page_size;
    let is_told = views.is_read("structured");
    let mut crumbs = Crumbs { views, about };
    if let Shows::Record(entity) = route.shows {
        context.insert(&given::EVENTS, &views.events_of(entity));
    }
    match route.shows {
        Shows::Home => {
            home(views, context);
            crumbs.page("home");
        }
        Shows::Section(id, page) => {
            let list = catalogue.written.in_section.get(&(route.language, id)).map_or(&[][..], Vec::as_slice);
            articles(views, context, list, page, size, |n| Shows::Section(id, n));
            let description = views.text(&catalogue.section(id).descriptions);
            let feed = views.url(Route::new(route.language, Shows::Feed(Some(id)))).unwrap_or_default();
            let (title, lang) = views.name_of(Entity::Section(id));
            context.insert(
                &given::SECTION,
                &SectionView { title: &title, lang, slug: &catalogue.section(id).slug, description, feed: &feed },
            );
            crumbs.feed(Some(id));
            crumbs.page("section");
        }
        Shows::Article(id) => {
            let is_described = crumbs.about.description.is_some();
            let opening = article(views, id, is_described, context, said, diagnostics);
            crumbs.about.description = crumbs.about.description.take().or(opening);
            let it = catalogue.article(id);
            crumbs.up(Entity::Section(it.section));
            crumbs.feed(Some(it.section));
            crumbs.about.og_type = "article";
            if is_told || views.is_read("published") || views.is_read("updated") {
                crumbs.about.published = Some(views.stamp(it.date));
                crumbs.about.updated = it.modified(&views.magazine.config.timezone).map(|m| views.stamp(m));
            }
            crumbs.picture(it.cover.as_deref());
            crumbs.about.noindex = it.withheld.is_some();
            crumbs.about.plays = catalogue.article_body(id).plays();
            crumbs.page("article");
        }
        Shows::Page(id) => {
            let it = catalogue.page(id);
            let own = views.url(route).unwrap_or_default();
            let linked = catalogue.page_body(id);
            crumbs.about.plays = linked.plays();
            let mut drawn = body(views, it.source, linked, it.language, &own, Reading::Page);
            diagnostics.append(&mut drawn.diagnostics);
            let opening = opening(drawn.unspoiled(), DESCRIPTION);
            (*said.0, *said.1) = (std::mem::take(&mut drawn.spoken), std::mem::take(&mut drawn.components));
            crumbs.about.description = crumbs.about.description.take().or(opening);
            let toc = super::view::toc(&linked.outline, &drawn.headings);
            let view = PageBodyView {
                title: it.title.clone(),
                html: drawn.html,
                toc,
                lang: views.code(it.language).to_owned(),
                amendments: views.amended_below(it),
                extra: super::view::extra(&it.extra),
            };
            context.insert(&given::BODY, &view);
            // A page that lies below another is reached through it.
            for (end, _) in it.path.match_indices('/') {
                let above = catalogue
                    .pages
                    .iter()
                    .position(|other| other.language == it.language && it.path.get(..end) == Some(other.path.as_str()));
                if let Some(above) = above {
                    crumbs.route(Route::new(it.language, Shows::Page(Id::new(above))));
                }
            }
            crumbs.page("page");
        }
        Shows::Records(kind, page) => {
            records(views, context, kind, page);
            crumbs.page("list");
        }
        Shows::Record(Entity::Drama(id)) => {
            let view = views.drama(id);
            context.insert(&given::DRAMA, &view);
            crumbs.list(Kind::Drama);
            crumbs.picture(catalogue.drama(id).cover.as_ref());
            crumbs.page("drama");
        }
        Shows::Record(Entity::Soundtrack(id)) => {
            let view = views.soundtrack(id);
            context.insert(&given::SOUNDTRACK, &view);
            crumbs.list(Kind::Soundtrack);
            crumbs.picture(catalogue.soundtrack(id).cover.as_ref());
            crumbs.page("soundtrack");
        }
        Shows::Record(Entity::Track(id)) => {
            let view = views.track(id);
            context.insert(&given::TRACK, &view);
            crumbs.list(Kind::Soundtrack);
            crumbs.up(Entity::Soundtrack(catalogue.track(id).soundtrack));
            crumbs.picture(catalogue.soundtrack(catalogue.track(id).soundtrack).cover.as_ref());
            crumbs.page("track");
        }
        Shows::Record(Entity::Artist(id)) => {
            let view = views.artist(id);
            context.insert(&given::ARTIST, &view);
            crumbs.list(Kind::Artist);
            crumbs.picture(catalogue.artist(id).picture.as_ref());
            crumbs.page("artist");
        }
        Shows::Record(Entity::Chart(id)) => {
            let view = views.chart(id);
            context.insert(&given::CHART, &view);
            crumbs.list(Kind::Chart);
            crumbs.page("chart");
        }
        Shows::Record(Entity::Playlist(id)) => {
            context.insert(&given::PLAYLIST, &views.playlist(id));
            crumbs.picture(catalogue.playlist(id).cover.as_ref());
            crumbs.list(Kind::Playlist);
            crumbs.page("playlist");
        }
        Shows::Record(Entity::Event(id)) => {
            context.insert(&given::EVENT, &views.event(id));
            crumbs.list(Kind::Event);
            crumbs.page("event");
        }
        Shows::Record(Entity::Issue(id)) => {
            context.insert(&given::ISSUE, &views.issue(id));
            crumbs.picture(catalogue.issue(id).cover.as_ref());
            crumbs.list(Kind::Issue);
            crumbs.page("issue");
        }
        Shows::ChartWeek(id, week) => {
            context.insert(&given::WEEK, &views.week(id, week));
            crumbs.list(Kind::Chart);
            crumbs.up(Entity::Chart(id));
            crumbs.page("chart-week");
        }
        Shows::Contributor(id, page) => {
            let list = catalogue.written.by_contributor.get(&(route.language, id)).map_or(&[][..], Vec::as_slice);
            articles(views, context, list, page, size, |n| Shows::Contributor(id, n));
            let view = views.contributor(id);
            context.insert(&given::CONTRIBUTOR, &view);
            crumbs.list(Kind::Contributor);
            crumbs.page("contributor");
        }
        Shows::Tag(id, page) => {
            let list = catalogue.written.with_tag.get(&(route.language, id)).map_or(&[][..], Vec::as_slice);
            articles(views, context, list, page, size, |n| Shows::Tag(id, n));
            let (title, lang) = views.name_of(Entity::Tag(id));
            let description = views.text(&catalogue.tag(id).descriptions);
            context.insert(&given::TAG, &TagView { title: &title, lang, description });
            crumbs.route(Route::new(route.language, Shows::Tags));
            crumbs.page("tag");
        }
        Shows::Corrections(page) => {
            let list = views.amended();
            let here = list.chunks(size).nth(page - 1).unwrap_or_default();
            context.insert(&given::AMENDMENTS, &views.amendments(here));
            context.insert(&given::PAGINATION, &pagination(&views, page, list.len(), size, Shows::Corrections));
            crumbs.page("corrections");
        }
        Shows::Tags => {
            context.insert(&given::TAGS, &views.tag_counts());
            crumbs.page("tags");
        }
        Shows::Record(Entity::Instrument(id)) => {
            context.insert(&given::INSTRUMENT, &views.instrument(id));
            crumbs.list(Kind::Instrument);
            crumbs.page("instrument");
        }
        Shows::Record(Entity::Award(id)) => {
            context.insert(&given::AWARD, &views.award(id));
            crumbs.list(Kind::Award);
            crumbs.page("award");
        }
        Shows::Archive => {
            context.insert(&given::YEARS, &views.archive_years());
            crumbs.page("archive");
        }
        Shows::Year(year, page) => {
            let size = record_page_size(&magazine.config);
            let total = views.articles_of(year).len();
            context.insert(&given::YEAR, &views.archive_year(year));
            context.insert(&given::MONTHS, &views.archive_months(year, page, size));
            context.insert(&given::PAGINATION, &pagination(&views, page, total, size, |n| Shows::Year(year, n)));
            crumbs.route(Route::new(route.language, Shows::Archive));
            crumbs.page("year");
        }
        Shows::AllSeries => {
            let records = views.all_series();
            let (title, lang) = (views.say("kinds.series"), views.texts_lang());
            context.insert(&given::LIST, &ListView { kind: "series", title, lang, calendar: None });
            context.insert(&given::INDEX, &super::view::index(&[], 1, size, |_| None));
            context.insert(&given::GROUPS, &super::view::groups(&[], &records, 0));
            context.insert(&given::RECORDS, &records);
            context.insert(
                &given::PAGINATION,
                &pagination(&views, 1, records.len(), records.len().max(1), |_| Shows::AllSeries),
            );
            crumbs.page("list");
        }
        Shows::Series(place, page) => {
            if let Some(series) = catalogue.written.series.get(place) {
                context.insert(&given::SERIES, &views.series(series));
                context.insert(&given::SERIES_ITEMS, &views.series_items(series, page));
                let total = series.parts.len();
                context.insert(&given::PAGINATION, &pagination(&views, page, total, size, |n| Shows::Series(place, n)));
            }
            crumbs.route(Route::new(route.language, Shows::AllSeries));
            crumbs.page("series");
        }
        Shows::Names(kind, page) => {
            names(views, context, kind, page);
            crumbs.page("list");
        }
        Shows::Name(kind, place, page) => {
            name(views, context, kind, place, page);
            crumbs.route(Route::new(route.language, Shows::Names(kind, 1)));
            crumbs.page(kind.word());
        }
        // Everything that is no HTML page has a writer of its own; what is left shows that nothing is here.
        Shows::NotFound
        | Shows::Record(_)
        | Shows::Feed(_)
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
        | Shows::Asset(_) => {
            crumbs.about.noindex = true;
            crumbs.page("not-found");
        }
    }
}

/// A section.
#[derive(Serialize, JsonSchema)]
pub(super) struct SectionView<'a> {
    /// Its name in the page's language.
    title: &'a str,
    /// The name's language, when it is not the page's.
    lang: Option<String>,
    /// The last part of its address.
    slug: &'a str,
    /// What it is about.
    description: Option<super::view::TextView>,
    /// The address of its feed.
    feed: &'a str,
}

/// A tag.
#[derive(Serialize, JsonSchema)]
pub(super) struct TagView<'a> {
    /// Its name in the page's language.
    title: &'a str,
    /// The name's language, when it is not the page's.
    lang: Option<String>,
    /// What it is about.
    description: Option<super::view::TextView>,
}

/// Fills in an article; gives its opening, where nothing else describes it.
fn article(
    views: Views,
    id: Id<Article>,
    is_described: bool,
    context: &mut Named,
    said: (&mut Spoken, &mut Vec<ComponentValues>),
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let mut drawn = article_body(views, id, Reading::Page);
    (*said.0, *said.1) = (std::mem::take(&mut drawn.spoken), std::mem::take(&mut drawn.components));
    diagnostics.append(&mut drawn.diagnostics);
    let opening = if is_described { None } else { opening(drawn.unspoiled(), DESCRIPTION) };
    context.share(&given::ARTICLE, views.article_value(id, drawn.html, &drawn.headings));
    opening
}

/// The body of an article, for its page or for a feed.
pub fn article_body(views: Views, id: Id<Article>, reading: Reading) -> Drawn {
    let catalogue = &views.magazine.catalogue;
    let article = catalogue.article(id);
    let own = views.url(Route::new(article.language, Shows::Article(id))).unwrap_or_default();
    body(views, article.source, catalogue.article_body(id), article.language, &own, reading)
}
