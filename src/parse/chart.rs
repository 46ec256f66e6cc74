//! `content/charts/<slug>.toml` and `content/charts/<slug>/<date>.toml`.

use super::record::{Site, outside, outside_address, record, told};
use crate::diagnostic::Code;
use crate::fields::{Document, Reader};
use crate::model::{Chart, Interval, Outside};
use crate::source::{Span, Spanned};
use jiff::civil::Date;

/// A chart week as written.
#[derive(Debug, Clone)]
pub struct ChartWeekMatter {
    /// The chart's slug, from the folder.
    pub chart: String,
    /// The publisher's date, from the file's name.
    pub date: Date,
    /// Entries in the order of the file.
    pub entries: Vec<EntryMatter>,
    /// Where it is said.
    pub source: Option<String>,
    /// The file's beginning.
    pub span: Span,
    /// Whether everything could be read.
    pub sound: bool,
}

/// An entry as written.
#[derive(Debug, Clone)]
pub struct EntryMatter {
    /// Place on the chart, when it could be read.
    pub position: Option<Spanned<u32>>,
    /// Who stands there.
    pub subject: EntrySubjectMatter,
    /// Stated facts, to be checked.
    pub last_week: Option<Spanned<u32>>,
    /// Stated facts, to be checked.
    pub peak: Option<Spanned<u32>>,
    /// Stated facts, to be checked.
    pub weeks: Option<Spanned<u32>>,
    /// The entry's place in the file.
    pub span: Span,
}

/// What an entry names, as written.
#[derive(Debug, Clone)]
pub enum EntrySubjectMatter {
    /// `track = "…"`.
    Track(Spanned<String>),
    /// `soundtrack = "…"`.
    Soundtrack(Spanned<String>),
    /// `title = "…"`, `credited_to = "…"`.
    Outside(Outside),
    /// None of them; reported.
    Missing,
}

const CHART_KEYS: &[&str] = &[
    "name",
    "slug",
    "romanised",
    "aliases",
    "sort_name",
    "sort_names",
    "publisher",
    "publishers",
    "size",
    "interval",
    "complete",
    "url",
    "summary",
    "redirect_from",
];

/// Reads one chart.
pub fn chart(doc: &Document, slug: &str, site: Site, reader: &mut Reader) -> Chart {
    let mut fields = doc.fields("a chart").with_keys(CHART_KEYS);
    let record = record(&mut fields, "name", slug, site, reader);
    let publisher = told(&mut fields, "publisher", "publishers", site, reader);
    if !fields.has("size") {
        fields.missing("size", "size = 100");
    }
    let size = fields.number("size", 1, reader).map_or(u32::MAX, |n| n.value);
    if !fields.has("interval") {
        fields.missing("interval", "interval = \"weekly\"");
    }
    let interval = fields.word("interval", Interval::WORDS, Interval::from_word, reader).unwrap_or(Interval::Weekly);
    let complete = fields.flag("complete", reader).unwrap_or(true);
    let link = outside_address(&mut fields, "url", reader);
    fields.finish(reader);
    Chart { record, publisher, size, interval, complete, link, weeks: Vec::new(), faulty: false }
}

const KEYS: &[&str] = &["source"];

/// Reads one chart week.
pub fn chart_week(doc: &Document, chart: &str, date: Date, site: Site, reader: &mut Reader) -> ChartWeekMatter {
    let mut fields = doc.fields("a chart week");
    if !fields.has("entries") {
        fields.missing("entries", "entries = [{ position = 1, track = \"…\" }]");
    }
    let span = fields.head(reader);
    let mut entries = Vec::new();
    for mut entry in fields.tables("entries", "an entry", "[[entries]]", KEYS, reader) {
        let head = entry.head(reader);
        if !entry.has("position") {
            entry.missing("position", "position = 1");
        }
        let position = entry.number("position", 1, reader);
        let track = entry.text("track", reader);
        let soundtrack = entry.text("soundtrack", reader);
        let beside = outside(&mut entry, site, reader);
        let named: Vec<&str> =
            [("track", track.is_some()), ("soundtrack", soundtrack.is_some()), ("title", beside.is_some())]
                .iter()
                .filter(|(_, is)| *is)
                .map(|(key, _)| *key)
                .collect();
        if named.len() > 1 {
            let message = format!("an entry names one thing, not {}", named.join(" and "));
            reader
                .error(Code::BadValue, head, message)
                .help
                .push("keep `track` or `soundtrack`; `title` is for songs outside the catalogue".into());
        }
        let nothing = !entry.has("track") && !entry.has("soundtrack") && !entry.has("title");
        if nothing {
            entry.missing("track", "track = \"…\"");
        }
        let subject = match (track, soundtrack, beside) {
            (Some(track), _, _) => EntrySubjectMatter::Track(track),
            (_, Some(soundtrack), _) => EntrySubjectMatter::Soundtrack(soundtrack),
            (_, _, Some(beside)) => EntrySubjectMatter::Outside(beside),
            _ => EntrySubjectMatter::Missing,
        };
        let [last_week, peak, weeks] = ["last_week", "peak", "weeks"].map(|key| entry.number(key, 1, reader));
        entry.finish(reader);
        entries.push(EntryMatter { position, subject, last_week, peak, weeks, span: head });
    }
    let source = fields.plain("source", reader);
    fields.finish(reader);
    ChartWeekMatter { chart: chart.to_owned(), date, entries, source, span, sound: true }
}
