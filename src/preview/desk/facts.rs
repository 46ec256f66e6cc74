//! Facts in articles that were right on their day and are others now.

use super::{Entry, Things};
use crate::model::{Article, Id};
use crate::preview::published::Published;

/// So many facts of one article are named; the others are counted.
const NAMED: usize = 4;

/// Newest articles first; a translation that tells the same facts goes with its original.
pub(super) fn changed(published: &Published) -> Vec<Entry> {
    let (things, catalogue) = (Things::of(published), &published.edition.magazine().catalogue);
    let mut articles: Vec<(Id<Article>, &Article)> =
        catalogue.articles.iter().enumerate().map(|(n, it)| (Id::new(n), &**it)).collect();
    articles.sort_by_key(|(_, it)| std::cmp::Reverse(it.date.instant));
    let mut found = Vec::new();
    for (id, article) in articles {
        let notes = changes(published, id);
        if notes.is_empty() || (article.original != id && changes(published, article.original) == notes) {
            continue;
        }
        let mut note = notes.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
        if notes.len() > NAMED {
            note.push_str(&format!("; and {} more", notes.len() - NAMED));
        }
        found.push(things.article(id, note));
    }
    found
}

/// What has changed of the facts of one article, each once.
fn changes(published: &Published, id: Id<Article>) -> Vec<String> {
    let catalogue = &published.edition.magazine().catalogue;
    catalogue.changed_facts(id).iter().map(|change| catalogue.change_in_words(change)).collect()
}
