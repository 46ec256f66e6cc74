//! What was edited last, by the times of the files.

use super::{At, Entry};
use crate::preview::published::Published;
use crate::route::{Route, Shows};
use crate::source::SourceId;
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// So many are listed.
const SHOWN: usize = 30;

/// Files of the magazine and its theme, newest first.
pub(super) fn edits(published: &Published) -> Vec<Entry> {
    let sources = &published.sources;
    let mut found: Vec<(Timestamp, SourceId)> = sources
        .iter()
        .filter_map(|(id, source)| {
            let changed = std::fs::metadata(source.disk.as_ref()?).ok()?.modified().ok()?;
            Some((Timestamp::try_from(changed).ok()?, id))
        })
        .collect();
    found.sort_by_key(|(when, id)| (Reverse(*when), sources.get(*id).path.clone()));
    found.truncate(SHOWN);
    let magazine = published.edition.magazine();
    let pages = pages(published);
    let entry = |(when, id): (Timestamp, SourceId)| {
        let path = sources.get(id).path.to_string();
        let zoned = when.to_zoned(magazine.config.timezone.clone());
        let url = pages.get(&*path).and_then(|route| {
            let routes = &magazine.routes;
            routes.path(*route).or_else(|| routes.withheld_path(*route)).map(|path| routes.url(path))
        });
        let note = zoned.strftime("%Y-%m-%d %H:%M:%S %Z").to_string();
        Entry { at: Some(At::File(path.clone())), title: path, note, url, lang: None }
    };
    found.into_iter().map(entry).collect()
}

/// The page that each file is about, by the file's path.
fn pages(published: &Published) -> FxHashMap<&str, Route> {
    let magazine = published.edition.magazine();
    let (catalogue, sources) = (&magazine.catalogue, &magazine.sources);
    let mut pages = FxHashMap::default();
    for (n, article) in catalogue.articles.iter().enumerate() {
        let route = Route::new(article.language, Shows::Article(crate::model::Id::new(n)));
        pages.insert(&*sources.get(article.source).path, route);
    }
    for (n, page) in catalogue.pages.iter().enumerate() {
        let route = Route::new(page.language, Shows::Page(crate::model::Id::new(n)));
        pages.insert(&*sources.get(page.source).path, route);
    }
    // A soundtrack's file is its own page's before it is its tracks'.
    for entity in catalogue.all_records() {
        if let Some(span) = catalogue.place(entity) {
            pages.entry(&*sources.get(span.source).path).or_insert_with(|| Route::plain(Shows::record(entity)));
        }
    }
    for (n, chart) in catalogue.charts.iter().enumerate() {
        for (week, it) in chart.weeks.iter().enumerate() {
            let route = Route::plain(Shows::ChartWeek(crate::model::Id::new(n), week));
            pages.insert(&*sources.get(it.span.source).path, route);
        }
    }
    pages
}
