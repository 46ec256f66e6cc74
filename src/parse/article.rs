//! The front matter of an article or a page.

use super::picture::{CoverMatter, cover};
use super::record::{PersonMatter, Site, named, person};
use crate::config::extra_of;
use crate::diagnostic::Code;
use crate::fields::{Date, Document, Fields, Item, Reader, date as date_value, fields_of, text, typed};
use crate::model::{BylineRole, Disclosure, Extra, LanguageId, Names, slug_fault};
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
    pub cover: Option<CoverMatter>,
    /// The series that it belongs to.
    pub series: Option<Names>,
    /// Use of AI.
    pub disclosure: Option<Disclosure>,
    /// Corrections.
    pub corrections: Vec<(Spanned<Date>, String)>,
    /// Why it was retracted.
    pub retracted: Option<String>,
    /// As written.
    pub rating: Option<String>,
    /// For lists and search engines.
    pub summary: Option<String>,
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

/// A byline as written.
#[derive(Debug, Clone, PartialEq)]
pub struct BylineMatter {
    /// A slug.
    pub contributor: Option<Spanned<String>>,
    /// A guest's name.
    pub name: Option<Names>,
    /// What they did.
    pub role: BylineRole,
}

const KEYS: &[&str] = &[
    "title",
    "slug",
    "standfirst",
    "date",
    "updated",
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
    "summary",
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
    it.draft = fields.flag("draft", reader);
    it.expires = fields.date("expires", reader);
    it.embargo = fields.date("embargo", reader);
    it.as_of = fields.get("as_of", reader, as_of);
    if fields.has("bylines") {
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
    it.cover = fields.get("cover", reader, |item, reader| cover("cover", item, site, reader));
    it.series = fields.get("series", reader, |item, reader| series(item, site, reader));
    it.disclosure = fields.word("disclosure", Disclosure::WORDS, Disclosure::from_word, reader);
    it.retracted = fields.get("retracted", reader, |item, reader| match item.get_ref() {
        DeValue::Boolean(true) => Some(String::new()),
        DeValue::Boolean(false) => None,
        _ => text("retracted", item, reader).map(|t| t.value),
    });
    it.rating = fields.get("rating", reader, rating);
    it.summary = fields.plain("summary", reader);
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
    /// Old addresses.
    pub redirect_from: Vec<Spanned<String>>,
    /// Free data.
    pub extra: Vec<(String, Extra)>,
}

/// Reads the front matter of a page.
pub fn page(doc: &Document, reader: &mut Reader) -> PageMatter {
    let mut fields = doc.fields("a page").with_keys(&["title", "slug", "summary", "redirect_from"]);
    let it = PageMatter {
        title: required_title(&mut fields, reader),
        slug: slug(&mut fields, reader),
        summary: fields.plain("summary", reader),
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

fn byline(item: Item, site: Site, reader: &mut Reader) -> Option<BylineMatter> {
    let Some(mut fields) = fields_of(item, "a byline") else {
        return text("bylines", item, reader).map(|slug| BylineMatter {
            contributor: Some(slug),
            name: None,
            role: BylineRole::Writer,
        });
    };
    let written = fields.get("contributor", reader, |item, reader| person("contributor", item, site, reader));
    let mut name = if fields.has("name") { named("name", &mut fields, site, reader) } else { None };
    fields.know(&["name"]);
    if let Some(second) = fields.key_span("name", reader).filter(|_| fields.has("contributor")) {
        reader
            .error(Code::BadValue, second, "a byline names a `contributor` or a guest's `name`, not both")
            .help
            .push("a contributor's name stands in the record".into());
    }
    let contributor = match written {
        Some(PersonMatter::Reference(slug)) => Some(slug),
        Some(PersonMatter::Named(guest)) => {
            name = Some(guest);
            None
        }
        None => None,
    };
    let role = fields
        .text("role", reader)
        .and_then(|role| typed("role", &role, BylineRole::WORDS, BylineRole::from_word, reader));
    if contributor.is_none() && name.is_none() && !fields.has("contributor") && !fields.has("name") {
        fields.missing("contributor", "contributor = \"…\"");
    }
    let known = contributor.is_some() || name.is_some();
    fields.finish(reader);
    known.then_some(BylineMatter { contributor, name, role: role.unwrap_or(BylineRole::Writer) })
}

/// A series is named by a text, or by a table with its name and what it is called in other languages.
fn series(item: Item, site: Site, reader: &mut Reader) -> Option<Names> {
    let Some(mut fields) = fields_of(item, "a series") else {
        let plain = text("series", item, reader)?.value;
        let own = Some((site.language, plain.clone())).filter(|_| site.language != LanguageId::ROOT);
        return Some(Names { others: own.into_iter().collect(), ..Names::plain(plain) });
    };
    let name = named("name", &mut fields, site, reader);
    fields.finish(reader);
    name
}

/// A rating is kept as written: `4`, `4.5`, `"4/5"`, or `{ value = 4, best = 5 }`.
fn rating(item: Item, reader: &mut Reader) -> Option<String> {
    match item.get_ref() {
        DeValue::Integer(n) => Some(n.to_string()),
        DeValue::Float(n) => Some(n.as_str().to_owned()),
        DeValue::Table(_) => {
            let mut fields = fields_of(item, "a rating")?;
            let mut number = |key| {
                fields.item(key).and_then(|item| match item.get_ref() {
                    DeValue::Integer(n) => Some(n.to_string()),
                    DeValue::Float(n) => Some(n.as_str().to_owned()),
                    _ => text(key, item, reader).map(|t| t.value),
                })
            };
            let (value, best) = (number("value"), number("best"));
            if !fields.has("value") {
                fields.missing("value", "value = 4");
            }
            fields.finish(reader);
            value.map(|value| best.map_or_else(|| value.clone(), |best| format!("{value}/{best}")))
        }
        _ => text("rating", item, reader).map(|t| t.value),
    }
}
