//! Every route of a magazine; one owner for each address.

use super::owners::{Conflict, Owners};
use super::withheld::Aside;
use super::{
    ARCHIVE, CORRECTIONS, PlaylistFormat, Redirect, Route, Routes, SERIES, Shows, files, old, output_file, path_of,
    place,
};
use crate::catalogue::Catalogue;
use crate::config::{BaseUrl, Config};
use crate::diagnostic::Diagnostic;
use crate::model::{Entity, Id, Kind, LanguageId, NameKind, fold};
use crate::source::Sources;
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
        let aside =
            |then: &Self| Aside::of(catalogue, config, sources, |path| place(&then.all, &then.odd, path).is_some());
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
        let odd = || {
            let odd = |(i, (path, _)): (usize, &(String, Route))| Some((fold(path), i)).filter(|(it, _)| it != path);
            all.par_iter().enumerate().with_min_len(256).filter_map(odd).collect::<Vec<_>>().into_iter().collect()
        };
        let paths = || all.iter().enumerate().map(|(i, (_, route))| (*route, i)).collect();
        let (odd, paths): (FxHashMap<String, usize>, _) = rayon::join(odd, paths);
        let aside = Aside::of(catalogue, config, sources, |path| place(&all, &odd, path).is_some());
        let undisputed = conflicts.is_empty();
        let limit = catalogue.limit().filter(|_| !catalogue.attachments.is_empty()).cloned();
        if let Some(limit) = &limit {
            let mut others = files::others(catalogue, config, sources, &files);
            if others.any(|path| place(&all, &odd, &fold(&path)).is_some()) {
                limit.reach();
            }
        }
        (Arc::new(Self { base, all, odd, paths, aside, redirects, undisputed, limit }), diagnostics)
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
    if config.headers && !catalogue.statics.iter().any(|(_, path)| path == "_headers") {
        routes.push(Route::plain(Shows::Headers));
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
