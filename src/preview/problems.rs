//! What is wrong, as open pages are told it: the words of the terminal, and the way to the editor.

use super::editor::Editor;
use super::published::Published;
use crate::diagnostic::{Diagnostic, Severity, show};
use crate::source::{LineIndex, Source, SourceId, Sources, floor_char_boundary};
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
    files: Vec<(SourceId, Arc<Source>)>,
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
        let diagnostics = all(published, failures);
        let is_error = |it: &&Diagnostic| it.severity == Severity::Error;
        let errors = diagnostics.iter().filter(is_error).count();
        let warnings = diagnostics.len() - errors;
        let sources = &published.sources;
        let told = diagnostics.iter().filter(is_error).chain(diagnostics.iter().filter(|it| !is_error(it))).take(MOST);
        let list: Vec<Problem> = told.map(|it| problem(it, sources, editor)).collect();
        let files = files_of(&diagnostics, sources).collect();
        Self { errors, warnings, more: diagnostics.len() - list.len(), list, diagnostics, files }
    }

    /// Whether the same would be told of another edition.
    pub fn still_hold(&self, published: &Published, failures: &[Diagnostic]) -> bool {
        let same_file = |(id, before): &(SourceId, Arc<Source>)| Arc::ptr_eq(before, published.sources.shared(*id));
        self.diagnostics == all(published, failures) && self.files.iter().all(same_file)
    }
}

/// All diagnostics; the failures of a page may be among those of its edition already.
fn all(published: &Published, failures: &[Diagnostic]) -> Vec<Diagnostic> {
    let known = |it: &&Diagnostic| {
        published.diagnostics.iter().all(|other| (other.code, &other.message) != (it.code, &it.message))
    };
    let own: Vec<Diagnostic> = failures.iter().filter(known).cloned().collect();
    if own.is_empty() {
        return published.diagnostics.clone();
    }
    show::sorted(published.diagnostics.iter().cloned().chain(own).collect(), &published.sources)
}

fn files_of(diagnostics: &[Diagnostic], sources: &Sources) -> impl Iterator<Item = (SourceId, Arc<Source>)> {
    let labels = diagnostics.iter().flat_map(|it| it.primary.iter().chain(&it.secondary));
    labels.map(|label| (label.span.source, Arc::clone(sources.shared(label.span.source))))
}

fn problem(it: &Diagnostic, sources: &Sources, editor: &Editor) -> Problem {
    let text = show::show(std::slice::from_ref(it), sources, show::Format::Text { colour: false });
    let source = match (&it.primary, &it.file) {
        (Some(label), _) => Some(sources.get(label.span.source)),
        (None, Some(file)) => sources.find(file).map(|id| sources.get(id)),
        (None, None) => None,
    };
    let place = it.primary.as_ref().and_then(|label| {
        let text = source?.text()?;
        Some(LineIndex::new(text).place(text, floor_char_boundary(text, label.span.range().start)))
    });
    let disk = source.and_then(|source| source.disk.as_deref());
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
