//! Every route of a magazine; one owner for each address.

use super::withheld::Aside;
use super::{
    ARCHIVE, CORRECTIONS, PlaylistFormat, Redirect, Route, Routes, SERIES, Shows, files, old, output_file, path_of,
};
use crate::catalogue::Catalogue;
use crate::config::{BaseUrl, Config};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Entity, Id, Kind, LanguageId, NameKind, fold};
use crate::parse::key_of;
use crate::source::{SourceId, Sources, Span};
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::collections::hash_map::Entry;
use std::sync::Arc;

impl Routes {
    /// Lists all routes. `assets` are the output paths of the theme's assets. An address with two owners is reported.
    /// When `then`, those of the run before, are the same, they are given back.
    pub fn of(
        catalogue: &Catalogue,
        config: &Config,
        sources: &Sources,
        base: BaseUrl,
        assets: &[String],
        then: Option<&Arc<Self>>,
    ) -> (Arc<Self>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let files = files::published(catalogue, config, sources);
        let redirects = old::redirects(catalogue, config, &mut diagnostics);
        let mut routes = pages(catalogue, config);
        let leading_on = |followed: bool| {
            let chosen = redirects.iter().enumerate().filter(move |(_, it)| it.followed == followed);
            chosen.map(|(n, _)| Route::plain(Shows::Redirect(n)))
        };
        routes.extend(leading_on(false));
        routes.extend(files::routes(catalogue, &files));
        routes.extend((0..assets.len()).map(|n| Route::plain(Shows::Asset(n))));
        // Last, because they make room for whatever else is there.
        let stated = routes.len();
        routes.extend(leading_on(true));
        let path = |route: Route| (path_of(catalogue, config, route, &files, &redirects, assets), route);
        let listed: Vec<(String, Route)> = routes.into_par_iter().with_min_len(256).map(path).collect();
        let aside = |then: &Self| Aside::of(catalogue, config, sources, &then.by_path);
        if let Some(then) =
            then.filter(|then| then.still(&base, &listed, &redirects)).filter(|then| aside(then) == then.aside)
        {
            return (Arc::clone(then), diagnostics);
        }

        let outputs: Vec<String> =
            listed.par_iter().with_min_len(256).map(|(path, _)| fold(&output_file(path))).collect();
        let mut conflicts: Vec<Conflict> = Vec::new();
        let mut taken: FxHashMap<&str, usize> = FxHashMap::with_capacity_and_hasher(outputs.len(), FxBuildHasher);
        let mut owners: Vec<usize> = Vec::with_capacity(listed.len());
        let conflict = |first: usize, second: usize| {
            let ((first_path, first), (path, second)) = (listed[first].clone(), listed[second].clone());
            Conflict { first, first_path, second, path }
        };
        for (place, output) in outputs.iter().enumerate() {
            match taken.entry(output) {
                Entry::Occupied(first) if place < stated => conflicts.push(conflict(*first.get(), place)),
                Entry::Occupied(_) => {}
                Entry::Vacant(free) => {
                    free.insert(place);
                    owners.push(place);
                }
            }
        }
        // A file where another page needs a folder: told once, however many pages lie below.
        let mut told = FxHashSet::default();
        for place in &owners {
            let output = &outputs[*place];
            for (slash, _) in output.match_indices('/') {
                if let Some(first) = taken.get(&output[..slash]).filter(|first| told.insert(**first)) {
                    conflicts.push(conflict(*first, *place));
                }
            }
        }
        Owners { catalogue, config, sources, redirects: &redirects }.tell(&conflicts, &mut diagnostics);
        let mut listed: Vec<Option<(String, Route)>> = listed.into_iter().map(Some).collect();
        let mut all: Vec<(String, Route)> = owners.iter().filter_map(|place| listed[*place].take()).collect();
        all.par_sort_unstable();
        let by_path = || {
            let folded: Vec<String> = all.par_iter().with_min_len(256).map(|(path, _)| fold(path)).collect();
            folded.into_iter().enumerate().map(|(i, path)| (path, i)).collect()
        };
        let paths = || all.iter().enumerate().map(|(i, (_, route))| (*route, i)).collect();
        let (by_path, paths): (FxHashMap<String, usize>, _) = rayon::join(by_path, paths);
        let aside = Aside::of(catalogue, config, sources, &by_path);
        let undisputed = conflicts.is_empty();
        (Arc::new(Self { base, all, by_path, paths, aside, redirects, undisputed }), diagnostics)
    }

    /// Whether these are the routes and redirects that it has.
    fn still(&self, base: &BaseUrl, listed: &[(String, Route)], redirects: &[Redirect]) -> bool {
        let mut seen = vec![false; self.all.len()];
        let mut known = |path: &str, route: Route| {
            let place = self.paths.get(&route).filter(|place| self.all[**place].0 == path);
            place.is_some_and(|place| !std::mem::replace(&mut seen[*place], true))
        };
        self.undisputed
            && self.base == *base
            && self.redirects == redirects
            && self.all.len() == listed.len()
            && listed.iter().all(|(path, route)| known(path, *route))
    }
}

/// Everything but redirects, files and assets.
fn pages(catalogue: &Catalogue, config: &Config) -> Vec<Route> {
    let mut routes = Vec::new();
    // A robots.txt of the site's own, among its static files, takes the place of ours.
    if !catalogue.statics.iter().any(|(_, path)| path == "robots.txt") {
        routes.push(Route::plain(Shows::Robots));
    }
    let size = config.page_size;
    // An empty list has one page, which says so.
    let count = |items: usize| items.div_ceil(size).max(1);
    let written = &catalogue.written;
    for language in config.language_ids() {
        let mut add = |shows| routes.push(Route::new(language, shows));
        add(Shows::Sitemap);
        add(Shows::Home);
        add(Shows::NotFound);
        add(Shows::Feed(None));
        for (n, section) in catalogue.sections.iter().enumerate() {
            let id = Id::new(n);
            // A section or tag that only a draft knows is not to be seen.
            let shown = config.language_ids().any(|l| written.in_section.contains_key(&(l, id)));
            if section.described || shown {
                add(Shows::Feed(Some(id)));
                let articles = written.in_section.get(&(language, id)).map_or(0, Vec::len);
                (1..=count(articles)).for_each(|page| add(Shows::Section(id, page)));
            }
        }
        let mut any_tag = false;
        for (n, tag) in catalogue.tags.iter().enumerate() {
            let id = Id::new(n);
            let articles = written.with_tag.get(&(language, id)).map_or(0, Vec::len);
            if articles > 0 || tag.described {
                any_tag = true;
                (1..=count(articles)).for_each(|page| add(Shows::Tag(id, page)));
            }
        }
        if any_tag {
            add(Shows::Tags);
        }
        let amended = written.amended.get(usize::from(language.0)).map_or(0, Vec::len);
        // A page of the magazine's own about its corrections shows them itself.
        if amended > 0 && !is_taken(catalogue, language, CORRECTIONS) {
            (1..=count(amended)).for_each(|page| add(Shows::Corrections(page)));
        }
        if config.archive && !is_taken(catalogue, language, ARCHIVE) {
            let years = written.by_year.get(usize::from(language.0)).into_iter().flatten();
            let mut any_year = false;
            for year in years {
                any_year = true;
                let pages = year.articles.len().div_ceil(record_page_size(config));
                (1..=pages).for_each(|page| add(Shows::Year(year.year, page)));
            }
            if any_year {
                add(Shows::Archive);
            }
        }
        for kind in Kind::records() {
            let records = catalogue.records(kind);
            if !records.is_empty() {
                let pages = records.len().div_ceil(record_page_size(config));
                (1..=pages).for_each(|page| add(Shows::Records(kind, page)));
            }
        }
        // What editors call a section keeps its address; the names then stay words without pages.
        let is_section = |folder: &str| catalogue.sections.iter().any(|it| fold(&it.slug) == folder);
        let series = written.series.all().iter().enumerate().filter(|(_, series)| !series.slug.is_empty());
        let series: Vec<_> = series.filter(|_| !is_section(SERIES)).collect();
        if !series.is_empty() {
            add(Shows::AllSeries);
        }
        for (place, series) in series {
            (1..=count(series.parts.len())).for_each(|page| add(Shows::Series(place, page)));
        }
        for kind in NameKind::ALL.into_iter().filter(|kind| !is_section(kind.folder())) {
            let names = catalogue.derived.plain_names.all(kind);
            let pages = names.len().div_ceil(record_page_size(config));
            (1..=pages).for_each(|page| add(Shows::Names(kind, page)));
            for (place, name) in names.iter().enumerate() {
                let pages = name.of.len().div_ceil(record_page_size(config));
                (1..=pages).for_each(|page| add(Shows::Name(kind, place, page)));
            }
        }
        let with_lists = |entity: &Entity| matches!(entity, Entity::Contributor(_));
        catalogue.all_records().filter(|entity| !with_lists(entity)).for_each(|entity| add(Shows::Record(entity)));
        for (n, chart) in catalogue.charts.iter().enumerate() {
            (0..chart.weeks.len()).for_each(|week| add(Shows::ChartWeek(Id::new(n), week)));
        }
        for n in 0..catalogue.contributors.len() {
            let id = Id::new(n);
            let articles = written.by_contributor.get(&(language, id)).map_or(0, Vec::len);
            (1..=count(articles)).for_each(|page| add(Shows::Contributor(id, page)));
        }
    }
    for id in (0..catalogue.playlists.len()).map(Id::new) {
        let formats = [PlaylistFormat::Xspf, PlaylistFormat::Jspf];
        routes.extend(formats.map(|format| Route::plain(Shows::PlaylistFile(id, format))));
    }
    let events = (0..catalogue.events.len()).map(|n| Some(Id::new(n)));
    // A calendar holds at least one event.
    let whole = (!catalogue.events.is_empty()).then_some(None);
    routes.extend(events.chain(whole).map(|of| Route::plain(Shows::Calendar(of))));
    routes.extend(files::shown_versions(catalogue).map(|(language, id)| Route::new(language, Shows::Article(id))));
    routes
        .extend(catalogue.pages.iter().enumerate().map(|(n, page)| Route::new(page.language, Shows::Page(Id::new(n)))));
    // After the pages, so that of two owners of an address the page is named.
    routes.extend(data(catalogue).map(Route::plain));
    routes
}

/// Whether a page or section of the magazine's own has the address of one of our lists, or of what lies below it.
fn is_taken(catalogue: &Catalogue, language: LanguageId, folder: &str) -> bool {
    let within = |path: &str| fold(path.split('/').next().unwrap_or_default()) == folder;
    catalogue.pages.iter().any(|page| page.language == language && within(&page.path))
        || catalogue.sections.iter().any(|section| fold(&section.slug) == folder)
}

/// What is told to machines: every record's facts and every chart week's, where they are and what they mean.
fn data(catalogue: &Catalogue) -> impl Iterator<Item = Shows> {
    let weeks = catalogue.charts.iter().enumerate();
    let weeks = weeks.flat_map(|(n, chart)| (0..chart.weeks.len()).map(move |week| Shows::WeekData(Id::new(n), week)));
    let records = catalogue.all_records().map(Shows::RecordData);
    // A static file of the same name takes their place, as with robots.txt.
    let own = |path: &str| catalogue.statics.iter().any(|(_, other)| other == path);
    let whole = [("index.json", Shows::RecordIndex), ("schema.json", Shows::Schema)];
    let whole = whole.into_iter().filter(move |(path, _)| !own(path)).map(|(_, shows)| shows);
    records.chain(weeks).chain(whole)
}

/// Records are shown in short lines, so a list of them holds five times as many as a list of articles.
pub fn record_page_size(config: &Config) -> usize {
    config.page_size.saturating_mul(5)
}

/// Who owns an address, in words and places.
struct Owners<'a> {
    catalogue: &'a Catalogue,
    config: &'a Config,
    sources: &'a Sources,
    redirects: &'a [Redirect],
}

/// Two routes whose addresses are one, or in each other's way.
struct Conflict {
    first: Route,
    first_path: String,
    second: Route,
    path: String,
}

impl Owners<'_> {
    /// Tells each conflict once, whatever the languages, the pages of lists and the feeds in which it shows again.
    fn tell(&self, conflicts: &[Conflict], diagnostics: &mut Vec<Diagnostic>) {
        let lists: FxHashSet<Shows> = conflicts.iter().flat_map(|c| [c.first.shows, c.second.shows]).collect();
        let mut told = FxHashSet::default();
        // The root language comes first.
        let mut order: Vec<&Conflict> = conflicts.iter().collect();
        order.sort_by_key(|c| c.second.language);
        for conflict in order {
            let shows = [conflict.first.shows, conflict.second.shows];
            let follows = shows.iter().any(|shows| match shows {
                // A section's feed, where the section itself is told of.
                Shows::Feed(Some(id)) => lists.contains(&Shows::Section(*id, 1)),
                Shows::Feed(None) => lists.contains(&Shows::Home),
                // The same facts as JSON, where the page itself is told of.
                Shows::RecordData(entity) => lists.contains(&Shows::record(*entity)),
                Shows::WeekData(id, week) => lists.contains(&Shows::ChartWeek(*id, *week)),
                _ => false,
            });
            // Two records of one slug were told of where they are linked.
            if follows
                || shows.iter().any(|shows| self.is_duplicate(*shows))
                || !told.insert(shows.map(Shows::first_page))
            {
                continue;
            }
            diagnostics.push(self.two(&conflict.path, &conflict.first_path, conflict.first, conflict.second));
        }
    }

    /// Whether a record's slug belongs to another record of its kind.
    fn is_duplicate(&self, shows: Shows) -> bool {
        let entity = match shows {
            Shows::Record(entity) | Shows::RecordData(entity) => entity,
            Shows::Contributor(id, _) => Entity::Contributor(id),
            _ => return false,
        };
        self.catalogue.index.id(entity).is_empty()
    }

    /// Two owners of one address.
    fn two(&self, path: &str, first_path: &str, first: Route, second: Route) -> Diagnostic {
        let (first_words, first_place) = self.owner(first);
        let (second_words, second_place) = self.owner(second);
        let message = if path == first_path || fold(path) == fold(first_path) {
            format!("{second_words} and {first_words} would have the same address `{path}`")
        } else {
            format!("{second_words} at `{path}` and {first_words} at `{first_path}` are in each other's way")
        };
        let old = |route: Route| match route.shows {
            Shows::Redirect(place) => self.redirects.get(place),
            _ => None,
        };
        if let (Some(redirect), None) | (None, Some(redirect)) = (old(second), old(first)) {
            let there = if matches!(second.shows, Shows::Redirect(_)) { first } else { second };
            let (words, place) = self.owner(there);
            let same = redirect.to == there;
            let message = if same {
                format!("`{}` is the page's own address, so nothing can lead on from it", redirect.from)
            } else {
                format!("`{}` is no old address: {words} is there", redirect.from)
            };
            let it =
                Diagnostic::error(Code::AddressTaken, redirect.span, message).help("remove it from `redirect_from`");
            return match place.filter(|_| !same) {
                Some(place) => it.also(place, "what is there"),
                None => it,
            };
        }
        if let (Shows::Article(a), Shows::Article(b)) = (first.shows, second.shows)
            && let Some(it) = self.one_text(a, b)
        {
            return it;
        }
        let help = match (first.shows, second.shows) {
            (Shows::Redirect(_), Shows::Redirect(_)) => "keep one of the two in `redirect_from`",
            _ if path != first_path && fold(path) == fold(first_path) => {
                "give one of them another slug, name or folder: addresses are compared without case and with their signs composed (NFC)"
            }
            _ => "give one of them another slug (`slug = \"…\"`), name or folder",
        };
        let it = match (second_place, first_place) {
            (Some(place), Some(other)) => {
                Diagnostic::error(Code::AddressTaken, place, message).also(other, "the other one")
            }
            (Some(place), None) | (None, Some(place)) => Diagnostic::error(Code::AddressTaken, place, message),
            (None, None) => Diagnostic::environment(Code::AddressTaken, message),
        };
        it.help(help)
    }

    /// Two files of one article in one language.
    fn one_text(&self, a: Id<Article>, b: Id<Article>) -> Option<Diagnostic> {
        let path = |id: Id<Article>| &*self.sources.get(self.catalogue.article(id).source).path;
        let (first, second) = (self.catalogue.article(a), self.catalogue.article(b));
        let name = |id| key_of(path(id)).trim_end_matches("/index").to_owned();
        if first.language != second.language || name(a) != name(b) {
            return None;
        }
        let code = self.config.code(first.language);
        let message = format!("`{}` and `{}` are the same article in `{code}`", path(b), path(a));
        let help = if first.language == LanguageId::ROOT {
            format!("keep one of the two; `{code}` has the bare root, so its file needs no `.{code}`")
        } else {
            "keep one of the two".to_owned()
        };
        Some(Diagnostic::error(Code::AddressTaken, second.span, message).also(first.span, "the other one").help(help))
    }

    fn owner(&self, route: Route) -> (String, Option<Span>) {
        let catalogue = self.catalogue;
        let file = |id: SourceId| (format!("`{}`", self.sources.get(id).path), Some(Span::new(id, 0..0)));
        let language = if self.config.languages.len() > 1 && route.language != LanguageId::ROOT {
            format!(" ({})", self.config.code(route.language))
        } else {
            String::new()
        };
        let record = |entity: Entity| {
            let name = catalogue.record(entity).map_or("", |record| record.names.plain.as_str());
            (format!("the {} {name}{language}", entity.kind().word()), catalogue.place(entity))
        };
        match route.shows {
            Shows::Home => (format!("the home page{language}"), None),
            Shows::Section(id, _) => (format!("the section {}{language}", catalogue.section(id).slug), None),
            Shows::Article(id) => {
                (format!("the article “{}”", catalogue.article(id).title), Some(catalogue.article(id).span))
            }
            Shows::Page(id) => (format!("the page “{}”", catalogue.page(id).title), Some(catalogue.page(id).span)),
            Shows::Records(kind, _) => (format!("the list of {}{language}", kind.folder().unwrap_or_default()), None),
            Shows::Record(entity) => record(entity),
            Shows::RecordData(entity) => {
                let (words, place) = record(entity);
                (format!("the JSON of {words}"), place)
            }
            Shows::WeekData(id, week) => {
                let (words, place) = self.owner(Route::plain(Shows::ChartWeek(id, week)));
                (format!("the JSON of {words}"), place)
            }
            Shows::RecordIndex => ("the JSON index of all records".to_owned(), None),
            Shows::Schema => ("the JSON Schema of all records".to_owned(), None),
            Shows::ChartWeek(id, week) => {
                let week = catalogue.chart(id).weeks.get(week);
                (
                    format!("the chart week {}", week.map(|w| w.date.to_string()).unwrap_or_default()),
                    week.map(|w| w.span),
                )
            }
            Shows::Contributor(id, _) => record(Entity::Contributor(id)),
            Shows::Tag(id, _) => (format!("the tag {}{language}", catalogue.tag(id).slug), None),
            Shows::Tags => (format!("the list of tags{language}"), None),
            Shows::Corrections(_) => (format!("the list of corrections{language}"), None),
            Shows::Archive | Shows::Year(..) => (format!("the archive{language}"), None),
            Shows::AllSeries => (format!("the list of series{language}"), None),
            Shows::Series(place, _) => {
                let series = catalogue.written.series.get(place);
                let words = format!("the series {}{language}", series.map_or("", |it| it.names.plain.as_str()));
                let first = series.and_then(|it| it.parts.first());
                (words, first.and_then(|part| catalogue.place(Entity::Article(part.article))))
            }
            Shows::Names(kind, _) => (format!("the list of {}{language}", kind.folder()), None),
            Shows::Name(kind, place, _) => {
                let name = catalogue.derived.plain_names.get(kind, place);
                let words =
                    format!("the {} {}{language}", kind.word(), name.map_or("", |name| name.names.plain.as_str()));
                (words, name.and_then(|name| catalogue.place(*name.of.first()?)))
            }
            Shows::NotFound => (format!("the page for what is not found{language}"), None),
            Shows::Feed(None) => (format!("the feed{language}"), None),
            Shows::Feed(Some(id)) => {
                (format!("the feed of the section {}{language}", catalogue.section(id).slug), None)
            }
            Shows::PlaylistFile(id, _) => {
                let (words, place) = record(Entity::Playlist(id));
                (format!("a file of {words}"), place)
            }
            Shows::Calendar(Some(id)) => {
                let (words, place) = record(Entity::Event(id));
                (format!("the calendar of {words}"), place)
            }
            Shows::Calendar(None) => ("the calendar".to_owned(), None),
            Shows::Sitemap => (format!("the sitemap{language}"), None),
            Shows::Robots => ("robots.txt".to_owned(), None),
            Shows::Redirect(place) => match self.redirects.get(place) {
                Some(redirect) => {
                    let (words, _) = self.owner(redirect.to);
                    (format!("the old address of {words}"), Some(redirect.span))
                }
                None => ("a redirect".to_owned(), None),
            },
            Shows::File(id) | Shows::Static(id) => file(id),
            Shows::Asset(_) => ("a file of the theme".to_owned(), None),
        }
    }
}
