//! `content/issues/<slug>.toml`.

use super::picture::{CoverMatter, cover};
use super::record::{PersonMatter, Site, person, record, told};
use crate::config::texts_of;
use crate::fields::{Document, Fields, Item, Reader, fields_of, text};
use crate::model::{Names, PartialDate, Record, Texts};
use crate::source::{Span, Spanned};

/// An issue as written.
#[derive(Debug, Clone)]
pub struct IssueMatter {
    /// What all records have.
    pub record: Record,
    /// From 1.
    pub number: Option<Spanned<u32>>,
    /// When it came out.
    pub date: Option<PartialDate>,
    /// Its cover.
    pub cover: Option<CoverMatter>,
    /// The editor's note.
    pub note: Texts,
    /// Who edited it: contributors or names.
    pub editors: Vec<PersonMatter>,
    /// What stands before all parts.
    pub contents: Vec<IssueItemMatter>,
    /// Its parts.
    pub parts: Vec<(Names, Vec<IssueItemMatter>)>,
}

/// One article of an issue, as written.
#[derive(Debug, Clone)]
pub struct IssueItemMatter {
    /// A slug, or `section/slug`.
    pub article: Spanned<String>,
    /// A word about it.
    pub note: Texts,
    /// Where it is written.
    pub span: Span,
}

const KEYS: &[&str] = &[
    "title",
    "slug",
    "romanised",
    "aliases",
    "sort_name",
    "sort_names",
    "number",
    "date",
    "cover",
    "note",
    "editors",
    "contents",
    "summary",
    "redirect_from",
];

/// Reads one issue.
pub fn issue(doc: &Document, slug: &str, site: Site, reader: &mut Reader) -> IssueMatter {
    let mut fields = doc.fields("an issue").with_keys(KEYS);
    let record = record(&mut fields, "title", slug, site, reader);
    if !fields.has("number") {
        fields.missing("number", "number = 1");
    }
    let number = fields.number("number", 1, reader);
    let date = fields.partial_date("date", reader).map(|date| date.value);
    let cover = fields.get("cover", reader, |item, reader| cover("cover", item, site, reader));
    let note = told(&mut fields, "note", "notes", site, reader);
    fields.each_once("editors", reader);
    let editors = fields.list("editors", reader, |item, reader| person("editors", item, site, reader));
    let own = contents(&mut fields, site, reader);
    let mut parts = Vec::new();
    for mut part in fields.tables("parts", "a part of an issue", "[[parts]]", KEYS, reader) {
        let title = part.required_text("title", "title = \"Reviews\"", reader);
        let plain = title.map(|title| title.value).unwrap_or_default();
        let names = Names::told(plain, texts_of(&mut part, "names", site.codes, reader));
        let items = contents(&mut part, site, reader);
        part.finish(reader);
        parts.push((names, items));
    }
    fields.finish(reader);
    IssueMatter { record, number, date, cover, note, editors, contents: own, parts }
}

/// `contents = ["slug", { article = "slug", note = "…" }]`.
fn contents(fields: &mut Fields, site: Site, reader: &mut Reader) -> Vec<IssueItemMatter> {
    fields.list("contents", reader, |one, reader| item(one, site, reader))
}

fn item(item: Item, site: Site, reader: &mut Reader) -> Option<IssueItemMatter> {
    let Some(mut fields) = fields_of(item, "an entry of an issue") else {
        let article = text("contents", item, reader)?;
        return Some(IssueItemMatter { span: article.span, article, note: Texts::default() });
    };
    let article = fields.required_text("article", "article = \"…\"", reader);
    let note = told(&mut fields, "note", "notes", site, reader);
    let span = fields.head(reader);
    fields.finish(reader);
    article.map(|article| IssueItemMatter { article, note, span })
}
