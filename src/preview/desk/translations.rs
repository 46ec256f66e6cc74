//! What readers of another language miss: articles, pages and names that are not in it, translations left behind.

use super::{Entry, Things};
use crate::catalogue::Lacking;
use crate::model::{Entity, LanguageId};
use crate::preview::published::Published;

/// Articles and pages first, newest first; then records, sections and tags of which the name or the summary lacks a
/// language.
pub(super) fn missing(published: &Published) -> Vec<Entry> {
    let (things, magazine) = (Things::of(published), published.edition.magazine());
    let codes =
        |missing: &[LanguageId]| missing.iter().map(|id| magazine.config.code(*id)).collect::<Vec<_>>().join(", ");
    let entry = |it: crate::catalogue::Untranslated| {
        let lacks = it.lacks.iter().map(|(what, languages)| match what {
            Lacking::Whole => format!("not in {}", codes(languages)),
            Lacking::Name => format!("name not in {}", codes(languages)),
            Lacking::Picture => format!("picture not described in {}", codes(languages)),
            Lacking::Text(key) => format!("{key} not in {}", codes(languages)),
            Lacking::Summary => format!("summary not in {}", codes(languages)),
        });
        let note = format!("{}, {}", it.what.kind().word(), lacks.collect::<Vec<_>>().join(", "));
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
