//! The archive: the years in which articles came out, and the articles of a year by month.

use super::{CardView, LinkView, Views};
use crate::catalogue::Year;
use crate::model::{Article, Id, PartialDate};
use crate::route::{Route, Shows, record_page_size};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// A year of the archive and its months.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArchiveYearView {
    /// The year.
    pub year: i16,
    /// The same in words: `2025`, `2025년`.
    pub label: String,
    /// Its page.
    pub url: String,
    /// How many articles came out in it.
    pub count: usize,
    /// Its months in which some did, the last one first.
    pub months: Vec<ArchiveMonthView>,
}

/// A month of a year in the archive.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArchiveMonthView {
    /// "August".
    pub label: String,
    /// The place on the year's pages where it begins.
    pub url: String,
    /// How many articles came out in it.
    pub count: usize,
}

/// A year, on its own page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// The same in words: `2025`, `2025년`.
    pub label: String,
    /// How many articles came out in it.
    pub count: usize,
    /// The year before it in which something came out.
    pub previous: Option<LinkView>,
    /// The year after it in which something came out.
    pub next: Option<LinkView>,
}

/// The articles of a month, or as many as stand on one page of the year.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MonthView {
    /// "August 2025".
    pub label: String,
    /// "August".
    pub name: String,
    /// The id of the place where they begin; empty where they went on from the page before.
    pub id: String,
    /// The articles, newest first.
    pub articles: Vec<CardView>,
}

impl<'a> Views<'a> {
    /// What came out in a year, newest first.
    pub fn articles_of(&self, year: i16) -> &'a [Id<Article>] {
        self.by_year().iter().find(|it| it.year == year).map_or(&[], |it| &it.articles)
    }

    fn by_year(&self) -> &'a [Year] {
        self.magazine.catalogue.written.by_year.get(usize::from(self.language.0)).map_or(&[], Vec::as_slice)
    }

    fn day_of(&self, id: Id<Article>) -> Date {
        self.magazine.catalogue.article(id).date.date
    }

    /// All years in which articles came out, the last one first.
    pub fn archive_years(&self) -> Vec<ArchiveYearView> {
        let size = record_page_size(&self.magazine.config);
        let page_of = |year: i16, place: usize| {
            self.url(Route::new(self.language, Shows::Year(year, place / size + 1))).unwrap_or_default()
        };
        let year = |it: &Year| {
            let mut place = 0;
            let months = it.articles.chunk_by(|a, b| self.day_of(*a).month() == self.day_of(*b).month());
            let months = months.filter_map(|month| {
                let day = self.day_of(*month.first()?);
                let url = format!("{}#{}", page_of(it.year, place), month_id(day));
                place += month.len();
                Some(ArchiveMonthView { label: self.locale().month(day), url, count: month.len() })
            });
            let months = months.collect();
            ArchiveYearView {
                year: it.year,
                label: self.partial_date(PartialDate::Year(it.year)).text,
                url: page_of(it.year, 0),
                count: it.articles.len(),
                months,
            }
        };
        self.by_year().iter().map(year).collect()
    }

    /// A year, on its own page.
    pub fn archive_year(&self, year: i16) -> YearView {
        let years = self.by_year();
        let place = years.iter().position(|it| it.year == year);
        let link = |place: Option<usize>| {
            let route = Route::new(self.language, Shows::Year(years.get(place?)?.year, 1));
            Some(LinkView { title: self.title(route), lang: None, url: self.url(route)? })
        };
        YearView {
            year,
            label: self.partial_date(PartialDate::Year(year)).text,
            count: self.articles_of(year).len(),
            previous: link(place.map(|place| place + 1)),
            next: link(place.and_then(|place| place.checked_sub(1))),
        }
    }

    /// What stands on one page of a year, by month.
    pub fn archive_months(&self, year: i16, page: usize, size: usize) -> Vec<MonthView> {
        let all = self.articles_of(year);
        let first = page.saturating_sub(1) * size;
        let month = |id: Id<Article>| self.day_of(id).month();
        let before = first.checked_sub(1).and_then(|place| all.get(place)).map(|id| month(*id));
        let here = all.get(first..).map_or(&[][..], |rest| rest.get(..size).unwrap_or(rest));
        let months = here.chunk_by(|a, b| month(*a) == month(*b)).enumerate();
        let months = months.filter_map(|(n, articles)| {
            let day = self.day_of(*articles.first()?);
            let goes_on = n == 0 && before == Some(day.month());
            let label = self.partial_date(PartialDate::Month(day.year(), day.month())).text;
            let id = if goes_on { String::new() } else { month_id(day) };
            Some(MonthView { label, name: self.locale().month(day), id, articles: self.cards(articles) })
        });
        months.collect()
    }
}

/// Ids of places that the program makes begin with `_`, so that no heading has the same.
fn month_id(day: Date) -> String {
    format!("_month-{}", day.month())
}
