//! What is wrong, as open pages are told it: the words of the terminal, and the way to the editor.

use super::editor::Editor;
use super::published::Published;
use crate::diagnostic::{Diagnostic, Severity, show};
use crate::source::{LineIndex, Source, Sources};
use serde::Serialize;
use std::sync::Arc;

/// So many are told in full; the terminal tells the rest.
const MOST: usize = 100;

/// Everything that is wrong, errors first.
#[derive(Default, Serialize)]
pub struct Problems {
    errors: usize,
    warnings: usize,
    /// How many are not in the list.
    more: usize,
    list: Vec<Problem>,
    /// What all of this was made of.
    #[serde(skip)]
    diagnostics: Vec<Diagnostic>,
    #[serde(skip)]
    files: Vec<Arc<Source>>,
}

/// One thing that is wrong.
#[derive(Debug, Serialize)]
struct Problem {
    severity: &'static str,
    code: &'static str,
    message: String,
    /// As on the terminal, without colours.
    text: String,
    file: Option<String>,
    /// From 1.
    line: Option<usize>,
    /// From 1.
    column: Option<usize>,
    /// What opens the editor there.
    open: Option<String>,
}

impl Problems {
    /// What is wrong with an edition, and with one page of it alone.
    pub fn of(published: &Published, failures: &[Diagnostic], editor: &Editor) -> Self {
        let all = || all(published, failures);
        let is_error = |(it, _): &(&Diagnostic, &Sources)| it.severity == Severity::Error;
        let (count, errors) = (all().count(), all().filter(is_error).count());
        let told = all().filter(is_error).chain(all().filter(|it| !is_error(it))).take(MOST);
        let list: Vec<Problem> = told.map(|(it, sources)| problem(it, sources, editor)).collect();
        let diagnostics = all().map(|(it, _)| it.clone()).collect();
        let files = files_of(published, failures).collect();
        Self { errors, warnings: count - errors, more: count - list.len(), list, diagnostics, files }
    }

    /// Whether the same would be told of another edition.
    pub fn still_hold(&self, published: &Published, failures: &[Diagnostic]) -> bool {
        let same = |(before, now): (&Arc<Source>, Arc<Source>)| Arc::ptr_eq(before, &now);
        self.diagnostics.iter().eq(all(published, failures).map(|(it, _)| it))
            && self.files.iter().zip(files_of(published, failures)).all(same)
    }
}

/// All diagnostics with the files that they are about. What keeps the page from being drawn stands first, unless it is
/// among the others: it is about the files as they are served, the others about the files as they are.
fn all<'a>(
    published: &'a Published,
    failures: &'a [Diagnostic],
) -> impl Iterator<Item = (&'a Diagnostic, &'a Sources)> {
    let is_new = |it: &&Diagnostic| {
        published.diagnostics.iter().all(|other| (other.code, &other.message) != (it.code, &it.message))
    };
    let own = failures.iter().filter(is_new).map(|it| (it, published.edition.sources()));
    own.chain(published.diagnostics.iter().map(|it| (it, &published.sources)))
}

fn files_of<'a>(published: &'a Published, failures: &'a [Diagnostic]) -> impl Iterator<Item = Arc<Source>> {
    let labels = |(it, sources): (&Diagnostic, &Sources)| {
        let labels = it.primary.iter().chain(&it.secondary);
        labels.map(|label| Arc::clone(sources.shared(label.span.source))).collect::<Vec<_>>()
    };
    all(published, failures).flat_map(labels)
}

fn problem(it: &Diagnostic, sources: &Sources, editor: &Editor) -> Problem {
    let text = show::show(std::slice::from_ref(it), sources, show::Format::Text { colour: false });
    let source = match (&it.primary, &it.file) {
        (Some(label), _) => Some(sources.get(label.span.source)),
        (None, Some(file)) => sources.find(file).map(|id| sources.get(id)),
        (None, None) => None,
    };
    let place = it.primary.as_ref().and_then(|label| {
        let (text, range) = source?.shown(label.span.range())?;
        Some(LineIndex::new(text).place(text, range.start))
    });
    let disk = source.and_then(|source| source.disk());
    let (line, column) = place.map_or((1, 1), |place| (place.line, place.column));
    Problem {
        severity: match it.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: it.code.name(),
        message: it.message.clone(),
        text: text.trim_end().to_owned(),
        file: source.map(|source| source.path.to_string()).or_else(|| it.file.clone()),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        open: disk.and_then(|disk| std::path::absolute(disk).ok()).and_then(|disk| editor.link(&disk, line, column)),
    }
}
