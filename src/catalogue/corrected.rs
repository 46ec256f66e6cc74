//! What the magazine took back: corrections and retractions of all shown articles, the newest first.

use super::Catalogue;
use super::written::version_told;
use crate::config::Config;
use crate::model::{Article, Id, LanguageId};
use jiff::civil::Date;

/// One thing that was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amendment {
    /// When.
    pub date: Date,
    /// Where.
    pub article: Id<Article>,
    /// Which of the article's corrections it is; nothing when the whole article was retracted.
    pub correction: Option<usize>,
}

/// By language: what was taken back in the versions that this language's lists tell.
pub(super) fn amendments(catalogue: &Catalogue, config: &Config) -> Vec<Vec<Amendment>> {
    let in_language = |language: LanguageId| {
        let told = catalogue.articles.iter().enumerate().filter(|(n, article)| {
            let amended = article.retracted.is_some() || !article.corrections.is_empty();
            let told = |it: &Article| it.withheld.is_none();
            amended && version_told(catalogue, article, language, told) == Some(Id::new(*n))
        });
        let mut list: Vec<Amendment> = told.flat_map(|(n, article)| of(catalogue, Id::new(n), article)).collect();
        list.sort_by(|a, b| {
            let slug = |it: &Amendment| catalogue.article(it.article).slug.as_str();
            let later = b.date.cmp(&a.date).then_with(|| slug(a).cmp(slug(b))).then_with(|| a.article.cmp(&b.article));
            later.then_with(|| b.correction.cmp(&a.correction))
        });
        list
    };
    config.language_ids().map(in_language).collect()
}

fn of(catalogue: &Catalogue, id: Id<Article>, article: &Article) -> Vec<Amendment> {
    let corrections = article.corrections.iter().enumerate();
    let mut list: Vec<Amendment> =
        corrections.map(|(n, it)| Amendment { date: it.date, article: id, correction: Some(n) }).collect();
    if article.retracted.is_some() {
        // The day of a retraction is not stated by itself. What was withdrawn is withdrawn in every language at once.
        let updated = catalogue.article(article.original).updated.or(article.updated);
        let last = [updated.map(|it| it.date), article.corrections.last().map(|it| it.date)];
        let date = last.into_iter().flatten().fold(article.date.date, Date::max);
        list.push(Amendment { date, article: id, correction: None });
    }
    list
}
