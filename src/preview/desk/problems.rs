//! What is wrong now: errors and warnings, file by file, errors first.

use super::{At, Entry};
use crate::diagnostic::{Diagnostic, Severity};
use crate::preview::published::Published;

/// Everything that is said about the files as they are.
pub(super) fn now(published: &Published) -> Vec<Entry> {
    let mut all: Vec<&Diagnostic> = published.diagnostics.iter().collect();
    // The order of places stays within the errors and within the warnings.
    all.sort_by_key(|it| it.severity);
    all.into_iter().map(|it| entry(published, it)).collect()
}

/// A diagnostic in a line.
pub(super) fn entry(published: &Published, diagnostic: &Diagnostic) -> Entry {
    let word = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let span = diagnostic.primary.as_ref().map(|label| label.span);
    let title = match (span, &diagnostic.file) {
        (Some(span), _) => published.sources.get(span.source).path.to_string(),
        (None, Some(file)) => file.clone(),
        (None, None) => "The environment".to_owned(),
    };
    Entry {
        title,
        note: format!("{word}[{}]: {}", diagnostic.code, diagnostic.message),
        at: span.map(At::Now).or_else(|| diagnostic.file.clone().map(At::File)),
        ..Entry::default()
    }
}
