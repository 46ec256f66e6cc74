//! `content/awards/<slug>.toml`: a ceremony with its results, or one award for one work.

use super::identifier::ids;
use super::record::{CreditedArtistMatter, Site, named, outside_address, people, record, told};
use crate::config::texts_of;
use crate::diagnostic::{Code, Label};
use crate::fields::{Document, Fields, Reader, typed};
use crate::model::{Award, AwardOutcome, Kind, Names, Of, Outside, Texts};
use crate::source::{Span, Spanned};

/// An award as written.
#[derive(Debug, Clone)]
pub struct AwardMatter {
    /// The facts; results are empty until `link`.
    pub award: Award,
    /// Results in the order of the file.
    pub results: Vec<ResultMatter>,
}

/// One result as written.
#[derive(Debug, Clone)]
pub struct ResultMatter {
    /// In which category.
    pub category: Names,
    /// Won or nominated.
    pub outcome: AwardOutcome,
    /// What is honoured.
    pub honours: HonouredMatter,
    /// Who is honoured with it.
    pub credited: Vec<CreditedArtistMatter>,
    /// Where it is said.
    pub source: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// What is honoured, as written.
#[derive(Debug, Clone)]
pub enum HonouredMatter {
    /// `track = "…"`, `soundtrack = "…"`, `artist = "…"`, `drama = "…"`.
    Record(Kind, Spanned<String>),
    /// `title = "…"`, `credited_to = "…"`.
    Outside(Outside),
    /// None of them, or more than one; reported.
    Unclear,
}

const KEYS: &[&str] = &[
    "title",
    "slug",
    "names",
    "romanised",
    "aliases",
    "sort_name",
    "sort_names",
    "body",
    "bodies",
    "ceremony",
    "ceremonies",
    "year",
    "date",
    "nominations",
    "link",
    "ids",
    "summary",
    "summaries",
    "redirect_from",
];

/// What a result can honour, with the key that says so.
const HONOURED: [(&str, Kind); 4] =
    [("track", Kind::Track), ("soundtrack", Kind::Soundtrack), ("artist", Kind::Artist), ("drama", Kind::Drama)];

/// Keys of a result that may stand at the top of the file, for an award that has one.
const SHORT: [&str; 9] =
    ["category", "categories", "result", "track", "soundtrack", "artist", "drama", "credited", "credited_to"];

/// Years that a date can have, as in `parse`'s other dates.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=9999;

/// Reads one award.
pub fn award(doc: &Document, slug: &str, site: Site, reader: &mut Reader) -> AwardMatter {
    let mut fields = doc.fields("an award").with_keys(KEYS);
    let mut record = record(&mut fields, "title", slug, site, reader);
    record.ids = ids(&mut fields, Of::Award, reader);
    let body = fields.required_text("body", "body = \"…\"", reader).map(|body| body.value);
    let bodies = texts_of(&mut fields, "bodies", site.codes, reader);
    let ceremony = told(&mut fields, "ceremony", "ceremonies", site, reader);
    if !fields.has("year") {
        fields.missing("year", "year = 2025");
    }
    let year = fields.number("year", 1, reader).and_then(|year| year_of(year, reader));
    let date = fields.partial_date("date", reader).map(|date| date.value);
    let nominations = fields.partial_date("nominations", reader);
    if let (Some(held), Some(told)) = (date, nominations)
        && held.last_day() < told.first_day()
    {
        reader
            .error(Code::DateOrder, told.span, "the nominations are told after the award is held")
            .help
            .push("correct `nominations` or `date`".into());
    }
    let link = outside_address(&mut fields, "link", reader);
    let source = fields.plain("source", reader);
    let mut results = Vec::new();
    let short = SHORT.into_iter().find_map(|key| fields.key_span(key, reader));
    let listed = fields.has("results").then(|| fields.key_span("results", reader)).flatten();
    let mut tables = fields.tables("results", "a result", "[[results]]", KEYS, reader).into_iter().peekable();
    let empty = tables.peek().is_none();
    for mut table in tables {
        let span = table.head(reader);
        results.extend(result(&mut table, span, true, site, reader));
        table.finish(reader);
    }
    match (short, listed) {
        (Some(span), Some(list)) if !empty => {
            fields.know(&SHORT);
            let it =
                reader.error(Code::BadValue, span, "an award has `[[results]]` or one result of its own, not both");
            it.secondary.push(Label { span: list, text: "the results".into() });
            it.help.push("move this one into a `[[results]]` of its own".into());
        }
        (Some(span), _) => {
            let source = source.clone();
            results.extend(result(&mut fields, span, false, site, reader).map(|it| ResultMatter { source, ..it }));
        }
        (None, Some(_)) if !empty => {}
        (None, _) => {
            fields.know(&SHORT);
            fields.missing("results", "results = [{ category = \"…\", result = \"won\", track = \"…\" }]");
        }
    }
    fields.finish(reader);
    let award = Award {
        record,
        body: Names::told(body.unwrap_or_default(), bodies),
        ceremony,
        year: year.unwrap_or_default(),
        date,
        nominations: nominations.map(|date| date.value),
        link,
        source,
        results: Vec::new(),
    };
    AwardMatter { award, results }
}

fn year_of(year: Spanned<u32>, reader: &mut Reader) -> Option<i16> {
    let known = Some(year.value).filter(|year| YEARS.contains(year)).and_then(|year| i16::try_from(year).ok());
    if known.is_none() {
        reader
            .error(Code::BadValue, year.span, format!("{} is not a year", year.value))
            .help
            .push("write all four digits: `year = 2025`".into());
    }
    known
}

/// Reads one result. In the short form, where it shares its table with the award, `title` is the award's.
fn result(fields: &mut Fields, span: Span, own_table: bool, site: Site, reader: &mut Reader) -> Option<ResultMatter> {
    let category = fields.required_text("category", "category = \"…\"", reader);
    let others = texts_of(fields, "categories", site.codes, reader);
    let outcome = fields.required_text("result", "result = \"won\"", reader);
    let outcome = outcome.and_then(|word| typed("result", &word, AwardOutcome::WORDS, AwardOutcome::from_word, reader));
    let honours = honoured(fields, span, own_table, site, reader);
    let credited = people(fields, "credited", site, reader);
    let source = if own_table { fields.plain("source", reader) } else { None };
    let category = Names::told(category?.value, others);
    Some(ResultMatter { category, outcome: outcome?, honours, credited, source, span })
}

/// The one thing that a result honours.
fn honoured(fields: &mut Fields, span: Span, own_table: bool, site: Site, reader: &mut Reader) -> HonouredMatter {
    let mut stated: Vec<&str> = HONOURED.iter().map(|(key, _)| *key).filter(|key| fields.has(key)).collect();
    if own_table && fields.has("title") {
        stated.push("title");
    }
    let records: Vec<_> = HONOURED.iter().map(|(key, kind)| (*kind, fields.text(key, reader))).collect();
    let titled = own_table && fields.has("title");
    let title = if titled { named("title", fields, site, reader) } else { None };
    let credited_to = fields.text("credited_to", reader);
    let credited_names = if titled { texts_of(fields, "credited_names", site.codes, reader) } else { Texts::default() };
    if own_table {
        fields.know(&["title"]);
    }
    match stated.as_slice() {
        [] => {
            fields.missing("track", "track = \"…\"");
            return HonouredMatter::Unclear;
        }
        [_] => {}
        several => {
            let message = format!("a result honours one thing, not {}", several.join(" and "));
            reader
                .error(Code::BadValue, span, message)
                .help
                .push("keep one of them; who is honoured with it stands in `credited = [\"…\"]`".into());
            return HonouredMatter::Unclear;
        }
    }
    if let Some(names) = title {
        let credited_to = Texts { plain: credited_to.map(|text| text.value), ..credited_names };
        return HonouredMatter::Outside(Outside { names, credited_to });
    }
    if let Some(text) = credited_to {
        reader
            .error(Code::BadValue, text.span, "`credited_to` goes with the `title` of what has no record")
            .help
            .push("who is honoured with a record stands in `credited = [\"…\"]`".into());
    }
    let record = records.into_iter().find_map(|(kind, slug)| slug.map(|slug| (kind, slug)));
    record.map_or(HonouredMatter::Unclear, |(kind, slug)| HonouredMatter::Record(kind, slug))
}
