//! Series: the page of one, the list of all, and an article's place in its own.

use super::{IssueItemView, LinkView, RecordView, TextView, Views};
use crate::catalogue::Series;
use crate::model::{Article, Id};
use crate::route::{Route, Shows};
use schemars::JsonSchema;
use serde::Serialize;

/// How many parts an article names at most; the page of the series has all.
const NAMED: usize = 24;

/// A series.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeriesView {
    /// The name.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// The name in other languages.
    pub names: Vec<TextView>,
    /// What it is about.
    pub description: Option<TextView>,
    /// How many articles, in words.
    pub count: String,
}

/// An article's place in its series.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InSeriesView {
    /// The series.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// Its page; nothing for one without an address.
    pub url: Option<String>,
    /// "Part 2 of 5"; nothing when the article has no number among others that have.
    pub label: Option<String>,
    /// Which part the article is.
    pub number: Option<u32>,
    /// How many articles of the series are shown.
    pub total: usize,
    /// The parts in their order; of a long series, those around this one.
    pub parts: Vec<PartView>,
    /// How many articles there are in all, in words, when some parts are left out.
    pub more: Option<String>,
    /// The part before.
    pub previous: Option<LinkView>,
    /// The part after.
    pub next: Option<LinkView>,
}

/// A part of a series, as another part names it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "SeriesPart")]
pub struct PartView {
    /// The article.
    #[serde(flatten)]
    pub link: LinkView,
    /// Which part it is.
    pub number: Option<u32>,
    /// Whether it is the one that is read.
    pub current: bool,
}

impl Views<'_> {
    /// What the series of an article is called: as the series is, else as the article says.
    pub(super) fn series_name(&self, article: &Article) -> Option<(String, Option<String>)> {
        let catalogue = &self.magazine.catalogue;
        let said = article.series.as_ref()?;
        let known = catalogue.written.series.said_by(catalogue, article);
        let known = known.and_then(|place| catalogue.written.series.get(place));
        Some(self.name(known.map_or(&said.names, |series| &series.names)))
    }

    /// An article, to be linked by its headline.
    pub(super) fn article_link(&self, id: Id<Article>) -> Option<LinkView> {
        let article = self.magazine.catalogue.article(id);
        let url = self.url(Route::new(article.language, Shows::Article(id)))?;
        Some(LinkView { title: article.title.clone(), lang: self.foreign(article.language), url })
    }

    /// The articles of a page of a series in the page's language, each with its number.
    pub(in crate::render) fn parts_of(&self, series: &Series, page: usize) -> Vec<(Id<Article>, Option<u32>)> {
        let (catalogue, size) = (&self.magazine.catalogue, self.magazine.config.page_size);
        let shown = series.parts.iter().skip(page.saturating_sub(1) * size).take(size);
        shown.filter_map(|part| Some((catalogue.told_in(part.article, self.language)?, part.number))).collect()
    }

    /// "Part 2 of 5", or "Part 2" where the numbers do not tell how far one has come.
    fn part_label(&self, series: &Series, number: u32) -> String {
        let (interface, locale) = (self.magazine.interface(self.language), self.locale());
        let (number, total) = (locale.number(number as usize), locale.number(series.parts.len()));
        let key = if series.counted { "series.part_of" } else { "series.part" };
        interface.filled(key, &[("number", &number), ("total", &total)])
    }

    /// An article's place in its series.
    pub(super) fn in_series(&self, id: Id<Article>) -> Option<InSeriesView> {
        let catalogue = &self.magazine.catalogue;
        let all = &catalogue.written.series;
        let article = catalogue.article(id);
        let place = all.said_by(catalogue, article)?;
        let series = all.get(place)?;
        let own = all.part(article.original);
        let at = own.unwrap_or_default();
        // Of a long series, as many before as after, as far as there are.
        let first = at.saturating_sub(NAMED / 2).min(series.parts.len().saturating_sub(NAMED));
        let link = |n: usize| {
            let part = series.parts.get(n)?;
            let link = self.article_link(catalogue.told_in(part.article, self.language)?)?;
            Some(PartView { link, number: part.number, current: own == Some(n) })
        };
        let whole = |n: Option<usize>| n.and_then(link).map(|part| part.link);
        let number = own.and_then(|own| series.parts.get(own)?.number);
        let (title, lang) = self.name(&series.names);
        let count = || self.magazine.interface(self.language).plural("count.articles", series.parts.len());
        Some(InSeriesView {
            title,
            lang,
            url: self.url(Route::new(self.language, Shows::Series(place, 1))),
            label: number.map(|number| self.part_label(series, number)),
            number,
            total: series.parts.len(),
            parts: (first..series.parts.len().min(first + NAMED)).filter_map(link).collect(),
            more: (series.parts.len() > NAMED).then(count),
            previous: whole(own.and_then(|own| own.checked_sub(1))),
            next: whole(own.map(|own| own + 1)),
        })
    }

    /// The page of a series.
    pub fn series(&self, series: &Series) -> SeriesView {
        let (title, lang) = self.name(&series.names);
        SeriesView {
            title,
            lang,
            names: self.other_names(&series.names),
            description: self.text(&series.descriptions),
            count: self.magazine.interface(self.language).plural("count.articles", series.parts.len()),
        }
    }

    /// The articles of a page of a series, each with which part it is.
    pub fn series_items(&self, series: &Series, page: usize) -> Vec<IssueItemView> {
        let numbered = series.parts.iter().any(|part| part.number.is_some());
        let item = |(id, number): (Id<Article>, Option<u32>)| IssueItemView {
            card: self.card(id),
            note: number.filter(|_| numbered).map(|number| {
                let number = self.locale().number(number as usize);
                let text = self.magazine.interface(self.language).filled("series.part", &[("number", &number)]);
                TextView { text, lang: self.texts_lang() }
            }),
        };
        self.parts_of(series, page).into_iter().map(item).collect()
    }

    /// All series as the page's language lists them.
    pub fn all_series(&self) -> Vec<RecordView> {
        let interface = self.magazine.interface(self.language);
        let all = self.magazine.catalogue.written.series.all().iter().enumerate();
        let view = |(place, series): (usize, &Series)| {
            let (title, lang) = self.name(&series.names);
            Some(RecordView {
                url: self.url(Route::new(self.language, Shows::Series(place, 1)))?,
                title,
                lang,
                names: self.other_names(&series.names),
                line: None,
                parts: Vec::new(),
                count: Some(interface.plural("count.articles", series.parts.len())),
            })
        };
        let mut views: Vec<RecordView> = all.filter_map(view).collect();
        views.sort_by_cached_key(|it| self.locale().sort_key(&it.title));
        views
    }
}
