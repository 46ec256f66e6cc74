//! What the magazine took back, as its own list shows it.

use super::{DateView, Views};
use crate::catalogue::Amendment;
use crate::model::{Id, Page};
use crate::route::{CORRECTIONS, Route, Shows};
use schemars::JsonSchema;
use serde::Serialize;

/// One correction or retraction.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AmendmentView {
    /// When.
    pub date: DateView,
    /// What was wrong, or why the article was retracted.
    pub text: Option<String>,
    /// Whether the whole article was retracted.
    pub retracted: bool,
    /// The article's headline.
    pub title: String,
    /// Its page, at the place that tells of it.
    pub url: String,
    /// The article's language, when it is not the page's.
    pub lang: Option<String>,
}

impl Views<'_> {
    /// Everything that was taken back, for a language's list.
    pub fn amended(&self) -> &[Amendment] {
        let amended = &self.magazine.catalogue.written.amended;
        amended.get(usize::from(self.language.0)).map_or(&[], Vec::as_slice)
    }

    /// What shows the list: a page of the magazine's own that takes it in, else its own page.
    pub(super) fn corrections(&self) -> Shows {
        let pages = self.magazine.catalogue.pages.iter().enumerate();
        let own = pages.filter(|(_, page)| page.language == self.language && page.path == CORRECTIONS);
        let own = own.map(|(n, _)| Shows::Page(Id::new(n))).next();
        own.filter(|_| !self.amended().is_empty()).unwrap_or(Shows::Corrections(1))
    }

    /// Some of it, to be shown.
    pub fn amendments(&self, list: &[Amendment]) -> Vec<AmendmentView> {
        list.iter().map(|it| self.amendment(*it)).collect()
    }

    fn amendment(&self, it: Amendment) -> AmendmentView {
        let article = self.magazine.catalogue.article(it.article);
        let url = self.url(Route::new(article.language, Shows::Article(it.article))).unwrap_or_default();
        let correction = it.correction.and_then(|n| article.corrections.get(n));
        let text = correction.map(|it| it.text.clone()).or_else(|| article.retracted.clone());
        AmendmentView {
            date: self.date(it.date),
            text: text.filter(|text| !text.is_empty()),
            retracted: it.correction.is_none(),
            title: article.title.clone(),
            url: if it.correction.is_some() { format!("{url}#_corrections") } else { url },
            lang: self.foreign(article.language),
        }
    }

    /// The same below a page of the magazine's own about its corrections.
    pub fn amended_below(&self, page: &Page) -> Vec<AmendmentView> {
        if page.path == CORRECTIONS { self.amendments(self.amended()) } else { Vec::new() }
    }
}
