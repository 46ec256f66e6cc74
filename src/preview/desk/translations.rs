//! What readers of another language miss: articles, pages and names that are not in it, translations left behind.

use super::{Entry, Things};
use crate::model::{Entity, Id, Kind, LanguageId};
use crate::preview::published::Published;

/// Articles and pages first, newest first; then records of which the name or the summary lacks a language.
pub(super) fn missing(published: &Published) -> Vec<Entry> {
    let (things, magazine) = (Things::of(published), published.edition.magazine());
    let (catalogue, config) = (&magazine.catalogue, &magazine.config);
    let languages: Vec<LanguageId> = config.language_ids().collect();
    if languages.len() < 2 {
        return Vec::new();
    }
    let codes = |missing: &[LanguageId]| missing.iter().map(|id| config.code(*id)).collect::<Vec<_>>().join(", ");
    let lacking = |there: &dyn Fn(LanguageId) -> bool| -> Vec<LanguageId> {
        languages.iter().copied().filter(|language| !there(*language)).collect()
    };
    let mut found = Vec::new();
    let mut originals: Vec<_> =
        catalogue.articles.iter().enumerate().filter(|(n, it)| it.original.index() == *n).collect();
    originals.sort_by_key(|(_, it)| std::cmp::Reverse(it.date.instant));
    for (n, article) in originals {
        let missing = lacking(&|language| article.versions.iter().any(|v| catalogue.article(*v).language == language));
        if !missing.is_empty() {
            found.push(things.article(Id::new(n), format!("article, not in {}", codes(&missing))));
        }
    }
    for (n, page) in catalogue.pages.iter().enumerate().filter(|(n, it)| it.original.index() == *n) {
        let missing = lacking(&|language| page.versions.iter().any(|v| catalogue.page(*v).language == language));
        if !missing.is_empty() {
            found.push(things.page(Id::new(n), format!("page, not in {}", codes(&missing))));
        }
    }
    for entity in Kind::records().flat_map(|kind| catalogue.records(kind)) {
        let Some(record) = catalogue.record(entity) else { continue };
        let has = |others: &[(LanguageId, String)], language: LanguageId| {
            language == LanguageId::ROOT || others.iter().any(|(other, _)| *other == language)
        };
        let name = lacking(&|language| has(&record.names.others, language));
        let summary = match record.summaries.plain {
            Some(_) => lacking(&|language| has(&record.summaries.others, language)),
            None => Vec::new(),
        };
        let mut notes = Vec::new();
        if !name.is_empty() {
            notes.push(format!("name not in {}", codes(&name)));
        }
        if !summary.is_empty() {
            notes.push(format!("summary not in {}", codes(&summary)));
        }
        if !notes.is_empty() {
            found.push(things.record(entity, format!("{}, {}", entity.kind().word(), notes.join(", "))));
        }
    }
    found.extend(described(published, &languages));
    found
}

/// Sections and tags that have names in some languages only.
fn described(published: &Published, languages: &[LanguageId]) -> Vec<Entry> {
    let (things, magazine) = (Things::of(published), published.edition.magazine());
    let catalogue = &magazine.catalogue;
    let sections = (0..catalogue.sections.len()).map(|n| Entity::Section(Id::new(n)));
    let tags = (0..catalogue.tags.len()).map(|n| Entity::Tag(Id::new(n)));
    let entry = |entity: Entity| {
        let names = catalogue.names(entity);
        let lacks = |language: &&LanguageId| {
            **language != LanguageId::ROOT && !names.others.iter().any(|(other, _)| other == *language)
        };
        let codes: Vec<&str> = languages.iter().filter(lacks).map(|id| magazine.config.code(*id)).collect();
        let note = format!("{}, name not in {}", entity.kind().word(), codes.join(", "));
        (!codes.is_empty()).then(|| things.record(entity, note))
    };
    sections.chain(tags).filter_map(entry).collect()
}

/// By the dates that the articles state: `updated`, else `date`.
pub(super) fn behind(published: &Published) -> Vec<Entry> {
    let (things, catalogue) = (Things::of(published), &published.edition.magazine().catalogue);
    let mut found = Vec::new();
    for (n, article) in catalogue.articles.iter().enumerate().filter(|(n, it)| it.original.index() != *n) {
        let original = catalogue.article(article.original);
        let own = article.updated.unwrap_or(article.date);
        if let Some(updated) = original.updated.filter(|updated| updated.instant > own.instant) {
            let note = format!("{}; “{}” was updated {}", own.date, original.title, updated.date);
            found.push(things.article(Id::new(n), note));
        }
    }
    found
}
