//! The front matter of an article or a page.

use super::byline::{BylineMatter, backer, byline, own_name};
use super::picture::{CoverMatter, cover};
use super::rating::rating;
use super::record::{Site, named};
use super::social::{SocialMatter, social};
use crate::config::extra_of;
use crate::diagnostic::Code;
use crate::fields::{Date, Document, Fields, Item, Reader, date as date_value, fields_of, text};
use crate::model::{Backer, Disclosure, Extra, InSeries, StatedRating, slug_fault};
use crate::source::Spanned;
use toml::de::DeValue;

/// An article's front matter as written. What is absent may come from the original, when it is a translation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ArticleMatter {
    /// Headline.
    pub title: Option<Spanned<String>>,
    /// An address of its own.
    pub slug: Option<String>,
    /// One sentence that makes one read on.
    pub standfirst: Option<String>,
    /// When it is published.
    pub date: Option<Spanned<Date>>,
    /// When it was changed.
    pub updated: Option<Spanned<Date>>,
    /// When someone last saw that it is still right.
    pub reviewed: Option<Spanned<Date>>,
    /// Not to be shown yet.
    pub draft: Option<bool>,
    /// Not to be shown after.
    pub expires: Option<Spanned<Date>>,
    /// Not to be shown before.
    pub embargo: Option<Spanned<Date>>,
    /// The day as of which facts are told.
    pub as_of: Option<AsOf>,
    /// Who did what.
    pub bylines: Option<Vec<BylineMatter>>,
    /// References to what it is about.
    pub subjects: Option<Vec<Spanned<String>>>,
    /// Tags.
    pub tags: Option<Vec<Spanned<String>>>,
    /// The picture that stands for it.
    pub cover: Option<Box<CoverMatter>>,
    /// The series that it belongs to.
    pub series: Option<Box<InSeries>>,
    /// Use of AI.
    pub disclosure: Option<Disclosure>,
    /// Corrections.
    pub corrections: Vec<(Spanned<Date>, String)>,
    /// Why it was retracted.
    pub retracted: Option<String>,
    /// A review's rating.
    pub rating: Option<StatedRating>,
    /// Who paid for it.
    pub sponsored: Option<Box<Backer>>,
    /// Who gave what is reviewed.
    pub review_copy: Option<Box<Backer>>,
    /// For lists and search engines.
    pub summary: Option<String>,
    /// How it looks where a link to it is shared.
    pub social: SocialMatter,
    /// Whether search engines are asked to pass by.
    pub noindex: Option<bool>,
    /// Old addresses.
    pub redirect_from: Vec<Spanned<String>>,
    /// Free data.
    pub extra: Vec<(String, Extra)>,
}

/// The day as of which derived facts are told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AsOf {
    /// The latest stored week.
    Latest,
    /// A day.
    Day(jiff::civil::Date),
}

const KEYS: &[&str] = &[
    "title",
    "slug",
    "standfirst",
    "date",
    "updated",
    "reviewed",
    "draft",
    "expires",
    "embargo",
    "as_of",
    "bylines",
    "subjects",
    "tags",
    "cover",
    "series",
    "disclosure",
    "retracted",
    "rating",
    "sponsored",
    "review_copy",
    "summary",
    "social",
    "noindex",
    "redirect_from",
];

/// Reads the front matter of an article; `translation` may leave out what its original says.
pub fn article(doc: &Document, translation: bool, site: Site, reader: &mut Reader) -> ArticleMatter {
    let mut fields = doc.fields("an article").with_keys(KEYS);
    let mut it = ArticleMatter {
        title: required_title(&mut fields, reader),
        slug: slug(&mut fields, reader),
        ..ArticleMatter::default()
    };
    it.standfirst = fields.plain("standfirst", reader);
    if !translation && !fields.has("date") {
        fields.missing("date", "date = 2025-08-16");
    }
    it.date = fields.date("date", reader);
    it.updated = fields.date("updated", reader);
    it.reviewed = fields.date("reviewed", reader);
    it.draft = fields.flag("draft", reader);
    it.expires = fields.date("expires", reader);
    it.embargo = fields.date("embargo", reader);
    it.as_of = fields.get("as_of", reader, as_of);
    if fields.has("bylines") {
        fields.each_once("bylines", reader);
        it.bylines = Some(fields.list("bylines", reader, |item, reader| byline(item, site, reader)));
    }
    fields.know(&["bylines"]);
    if fields.has("subjects") {
        it.subjects = Some(fields.texts("subjects", reader));
    }
    if fields.has("tags") {
        it.tags = Some(tags(&mut fields, reader));
    }
    fields.know(&["subjects", "tags"]);
    it.cover = fields.get("cover", reader, |item, reader| cover("cover", item, site, reader)).map(Box::new);
    it.series = fields.get("series", reader, |item, reader| series(item, site, reader)).map(Box::new);
    it.disclosure = fields.word("disclosure", Disclosure::WORDS, Disclosure::from_word, reader);
    it.retracted = fields.get("retracted", reader, |item, reader| match item.get_ref() {
        DeValue::Boolean(true) => Some(String::new()),
        DeValue::Boolean(false) => None,
        _ => text("retracted", item, reader).map(|t| t.value),
    });
    it.rating = fields.get("rating", reader, rating);
    let mut backed = |key| fields.get(key, reader, |item, reader| backer(key, item, site, reader)).map(Box::new);
    it.sponsored = backed("sponsored");
    it.review_copy = backed("review_copy");
    it.summary = fields.plain("summary", reader);
    it.social = fields.get("social", reader, |item, reader| social(item, site, reader)).unwrap_or_default();
    it.noindex = fields.flag("noindex", reader);
    for mut correction in fields.tables("corrections", "a correction", "[[corrections]]", KEYS, reader) {
        if !correction.has("date") {
            correction.missing("date", "date = 2025-08-18");
        }
        let date = correction.date("date", reader);
        let text = correction.required_text("text", "text = \"…\"", reader);
        correction.finish(reader);
        if let (Some(date), Some(text)) = (date, text) {
            it.corrections.push((date, text.value));
        }
    }
    it.redirect_from = fields.texts("redirect_from", reader);
    it.extra = extra_of(&mut fields, reader);
    fields.finish(reader);
    it
}

/// A page's front matter as written.
#[derive(Debug, Clone, Default)]
pub struct PageMatter {
    /// Title.
    pub title: Option<Spanned<String>>,
    /// The last part of its address, when not the file's name.
    pub slug: Option<String>,
    /// For search engines.
    pub summary: Option<String>,
    /// Whether search engines are asked to pass by.
    pub noindex: bool,
    /// Old addresses.
    pub redirect_from: Vec<Spanned<String>>,
    /// Free data.
    pub extra: Vec<(String, Extra)>,
}

/// Reads the front matter of a page.
pub fn page(doc: &Document, reader: &mut Reader) -> PageMatter {
    let mut fields = doc.fields("a page").with_keys(&["title", "slug", "summary", "noindex", "redirect_from"]);
    let it = PageMatter {
        title: required_title(&mut fields, reader),
        slug: slug(&mut fields, reader),
        summary: fields.plain("summary", reader),
        noindex: fields.flag("noindex", reader).unwrap_or_default(),
        redirect_from: fields.texts("redirect_from", reader),
        extra: extra_of(&mut fields, reader),
    };
    fields.finish(reader);
    it
}

fn required_title(fields: &mut Fields, reader: &mut Reader) -> Option<Spanned<String>> {
    fields.required_text("title", "title = \"…\"", reader)
}

fn slug(fields: &mut Fields, reader: &mut Reader) -> Option<String> {
    let slug = fields.text("slug", reader)?;
    match slug_fault(&slug.value) {
        None => Some(slug.value),
        Some(fault) => {
            reader.error(Code::BadSlug, slug.span, fault);
            None
        }
    }
}

fn tags(fields: &mut Fields, reader: &mut Reader) -> Vec<Spanned<String>> {
    let mut tags = fields.texts("tags", reader);
    tags.retain(|tag| match slug_fault(&tag.value) {
        None => true,
        Some(fault) => {
            let help =
                "a tag is a slug; its title goes into `site.toml`: `[tags.my-tag]`, `title = \"My tag\"`".to_owned();
            reader.error(Code::BadSlug, tag.span, format!("`{}` cannot be a tag: {fault}", tag.value)).help.push(help);
            false
        }
    });
    tags
}

fn as_of(item: Item, reader: &mut Reader) -> Option<AsOf> {
    match item.get_ref() {
        DeValue::String(word) if word == "latest" => Some(AsOf::Latest),
        DeValue::String(word) if word.parse::<toml::value::Datetime>().is_err() => {
            let span = reader.span(item.span());
            reader
                .error(Code::BadDate, span, "`as_of` is not a date")
                .help
                .push("write a day (`as_of = 2025-08-16`) or `as_of = \"latest\"`".into());
            None
        }
        _ => date_value("as_of", item, reader).map(|d| AsOf::Day(d.value.day)),
    }
}

/// A series is named by a text, or by a table with its name, what it is called in other languages, and which part of it
/// the article is.
fn series(item: Item, site: Site, reader: &mut Reader) -> Option<InSeries> {
    let Some(mut fields) = fields_of(item, "a series") else {
        let names = own_name(text("series", item, reader)?.value, site);
        return (!names.plain.trim().is_empty()).then_some(InSeries { names, number: None });
    };
    let names = named("name", &mut fields, site, reader);
    let number = fields.number("number", 1, reader);
    fields.finish(reader);
    names.map(|names| InSeries { names, number })
}
