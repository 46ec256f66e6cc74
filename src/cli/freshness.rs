//! What `check --freshness` says: which articles tell facts that have changed since, and which are due for a review.

use super::Format;
use crate::catalogue::{Change, Unreviewed};
use crate::edition::Edition;
use crate::model::{Article, Id};
use crate::source::{LineColumn, LineIndex, SourceId, Span};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What is found, before it is said.
pub(super) struct Report<'a> {
    edition: &'a Edition,
    outgrown: Vec<(Id<Article>, Vec<Change>)>,
    unreviewed: Vec<Unreviewed>,
    lines: BTreeMap<SourceId, LineIndex>,
}

/// Looks at every article.
pub(super) fn look(edition: &Edition) -> Report<'_> {
    let magazine = edition.magazine();
    let outgrown = magazine.catalogue.outgrown(&magazine.config);
    let unreviewed = magazine.catalogue.unreviewed(&magazine.config, magazine.today());
    Report { edition, outgrown, unreviewed, lines: BTreeMap::new() }
}

impl Report<'_> {
    /// As lines for people or for GitHub; as JSON it stands in one array with the diagnostics ([`Report::notes`]).
    pub fn said(&mut self, format: Format) -> String {
        match format {
            Format::Text => self.as_text(),
            Format::Json => String::new(),
            Format::Short | Format::Github => {
                let mut text = String::new();
                for note in self.notes() {
                    let of = |key: &str| note.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
                    let at = |key: &str| note.get(key).and_then(Value::as_u64).unwrap_or_default();
                    let (file, line, column) = (of("file"), at("line"), at("column"));
                    let (code, message) = (of("code"), of("message"));
                    text.push_str(&match format {
                        Format::Short => format!("{file}:{line}:{column}: note[{code}]: {message}\n"),
                        _ => self.annotation(&file, line, column, &code, &message),
                    });
                }
                text
            }
        }
    }

    /// A workflow command, with the escapes of GitHub's own toolkit.
    fn annotation(&self, file: &str, line: u64, column: u64, code: &str, message: &str) -> String {
        let escaped = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
        let root = self.edition.sources().root();
        let shown = if root.is_relative() { root.join(file) } else { file.into() };
        let shown = shown.strip_prefix(".").unwrap_or(&shown).to_string_lossy().into_owned();
        let shown = escaped(&shown).replace(':', "%3A").replace(',', "%2C");
        format!("::notice file={shown},line={line},col={column},title={code}::{}\n", escaped(message))
    }

    fn as_text(&mut self) -> String {
        let mut text = String::new();
        let articles = |n: usize| if n == 1 { "1 article".to_owned() } else { format!("{n} articles") };
        let changes = std::mem::take(&mut self.outgrown);
        if changes.is_empty() {
            text.push_str("no article tells a fact that has changed since\n");
        } else {
            let verb = if changes.len() == 1 { "tells" } else { "tell" };
            text.push_str(&format!("{} {verb} facts that have changed since\n", articles(changes.len())));
        }
        for change in changes.iter().flat_map(|(_, changes)| changes) {
            let (file, place) = self.place(change.span);
            let said = self.edition.magazine().catalogue.change_in_words(change);
            text.push_str(&format!("  {file}:{}:{}: {said}\n", place.line, place.column));
        }
        self.outgrown = changes;
        let Some(allowed) = self.edition.magazine().config.freshness.review_after else {
            text.push_str("`site.toml` does not say when an article is due for a review: `[freshness]`, `review_after = \"180 days\"`\n");
            return text;
        };
        if self.unreviewed.is_empty() {
            text.push_str("no article is due for a review\n");
        } else {
            let verb = if self.unreviewed.len() == 1 { "was" } else { "were" };
            let number = articles(self.unreviewed.len());
            text.push_str(&format!("{number} {verb} not reviewed for more than {allowed}\n"));
        }
        for it in self.unreviewed.clone() {
            let (file, _) = self.place(self.title(it.article));
            text.push_str(&format!("  {file}: {}\n", it.said()));
        }
        text
    }

    /// Each as an object, for other programs: the keys of a diagnostic, and what it is made of.
    pub fn notes(&mut self) -> Vec<Value> {
        let catalogue = &self.edition.magazine().catalogue;
        let mut notes = Vec::new();
        for (id, changes) in std::mem::take(&mut self.outgrown) {
            for change in changes {
                let (file, place) = self.place(change.span);
                let question = &change.question;
                notes.push(json!({
                    "severity": "note",
                    "code": "fact-changed",
                    "message": catalogue.change_in_words(&change),
                    "file": file,
                    "line": place.line,
                    "column": place.column,
                    "title": catalogue.article(id).title,
                    "subject": catalogue.index.id(question.subject),
                    "chart": question.chart.map(|chart| catalogue.index.id(crate::model::Entity::Chart(chart))),
                    "what": question.what,
                    "then": change.then.text(),
                    "as_of": change.as_of.to_string(),
                    "now": change.now.as_ref().map(crate::catalogue::Value::text),
                    "latest": change.latest.map(|day| day.to_string()),
                }));
            }
        }
        for it in self.unreviewed.clone() {
            let (file, place) = self.place(self.title(it.article));
            notes.push(json!({
                "severity": "note",
                "code": "review-due",
                "message": it.said(),
                "file": file,
                "line": place.line,
                "column": place.column,
                "title": catalogue.article(it.article).title,
                "last": it.last.to_string(),
                "days": it.days,
            }));
        }
        notes
    }

    fn title(&self, id: Id<Article>) -> Span {
        self.edition.magazine().catalogue.article(id).span
    }

    /// The file of a place, and where in it that is.
    fn place(&mut self, span: Span) -> (String, LineColumn) {
        let source = self.edition.sources().get(span.source);
        let range = source.shown(span.range());
        let (text, start) = range.map_or(("", 0), |(text, range)| (text, range.start));
        let index = self.lines.entry(span.source).or_insert_with(|| LineIndex::new(text));
        (source.path.to_string(), index.place(text, start))
    }
}
