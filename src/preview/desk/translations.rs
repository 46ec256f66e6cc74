//! What readers of another language miss: articles, pages and names that are not in it, translations left behind.

use super::{Entry, Things};
use crate::model::Entity;
use crate::preview::published::Published;

/// Articles and pages first, newest first; then records, sections and tags of which the name or the summary lacks a
/// language.
pub(super) fn missing(published: &Published) -> Vec<Entry> {
    let (things, magazine) = (Things::of(published), published.edition.magazine());
    let entry = |it: crate::catalogue::Untranslated| {
        let note = format!("{}, {}", it.what.kind().word(), it.said(&magazine.config));
        match it.what {
            Entity::Article(id) => things.article(id, note),
            Entity::Page(id) => things.page(id, note),
            record => things.record(record, note),
        }
    };
    magazine.catalogue.untranslated(&magazine.config).into_iter().map(entry).collect()
}

/// By the dates that the articles state: `updated`, else `date`.
pub(super) fn behind(published: &Published) -> Vec<Entry> {
    let (things, catalogue) = (Things::of(published), &published.edition.magazine().catalogue);
    let entry = |(id, original)| {
        let (article, original) = (catalogue.article(id), catalogue.article(original));
        let own = article.updated.unwrap_or(article.date);
        let updated = original.updated.map(|updated| updated.date.to_string()).unwrap_or_default();
        things.article(id, format!("{}; “{}” was updated {updated}", own.date, original.title))
    };
    catalogue.outdated().map(entry).collect()
}
