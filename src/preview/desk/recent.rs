//! What was edited last, by the times of the files.

use super::{At, Entry};
use crate::preview::published::Published;
use crate::route::{Route, Shows};
use jiff::Timestamp;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// So many are listed.
const SHOWN: usize = 30;

/// What was changed while the preview ran, then the other files by their times, newest first.
pub(super) fn edits(published: &Published) -> Vec<Entry> {
    let (sources, magazine) = (&published.sources, published.edition.magazine());
    let mut found: Vec<(Timestamp, Arc<str>)> =
        published.recent_edits().map(|edit| (edit.when, Arc::clone(&edit.path))).take(SHOWN).collect();
    let seen: FxHashSet<Arc<str>> = found.iter().map(|(_, path)| Arc::clone(path)).collect();
    let others = sources.iter().filter(|(_, source)| !seen.contains(&source.path));
    let mut others: Vec<(Timestamp, Arc<str>)> = others
        .filter_map(|(_, source)| {
            let changed = std::fs::metadata(source.disk()?).ok()?.modified().ok()?;
            Some((Timestamp::try_from(changed).ok()?, Arc::clone(&source.path)))
        })
        .collect();
    others.sort_by(|(when, path), (other, its)| other.cmp(when).then_with(|| path.cmp(its)));
    found.extend(others.into_iter().take(SHOWN.saturating_sub(found.len())));
    let pages = pages(published);
    let entry = |(when, path): (Timestamp, Arc<str>)| {
        let url = pages.get(&*path).and_then(|route| {
            let routes = &magazine.routes;
            routes.path(*route).or_else(|| routes.withheld_path(*route)).map(|path| routes.url(path))
        });
        let gone = if sources.find(&path).is_none() { ", removed" } else { "" };
        let when = when.to_zoned(magazine.config.timezone.clone()).strftime("%Y-%m-%d %H:%M:%S %Z").to_string();
        let path = path.to_string();
        Entry { at: Some(At::File(path.clone())), title: path, note: format!("{when}{gone}"), url, lang: None }
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
