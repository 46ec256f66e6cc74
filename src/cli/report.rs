//! What a run says: diagnostics, their number, and what was done.

use super::{CLEAN, CONTENT, ENVIRONMENT, Format};
use crate::diagnostic::{Code, Diagnostic, Severity, show};
use crate::source::Sources;
use serde_json::Value;
use std::io::{IsTerminal, Write};

/// Whether standard error shows colours: a terminal, and nobody asked for none (no-color.org).
pub(super) fn colour() -> bool {
    std::io::stderr().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
        && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
}

/// Prints to standard output. A reader that went away (`| head`) is no fault of the run.
pub(super) fn out(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Prints to standard error.
pub(super) fn err(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Shows all diagnostics and their number; gives the exit code. `consequence` ends the last line: "nothing was written".
pub(super) fn report(
    diagnostics: Vec<Diagnostic>,
    sources: &Sources,
    format: Format,
    quiet: bool,
    consequence: &str,
) -> u8 {
    report_with(diagnostics, Vec::new(), sources, format, quiet, consequence)
}

/// The same; what stands in one array with the diagnostics, as JSON, comes behind them.
pub(super) fn report_with(
    diagnostics: Vec<Diagnostic>,
    notes: Vec<Value>,
    sources: &Sources,
    format: Format,
    quiet: bool,
    consequence: &str,
) -> u8 {
    let mut all = show::sorted(diagnostics, sources);
    if quiet {
        all.retain(|it| it.severity == Severity::Error);
    }
    let mut text = show::show(&all, sources, format.show());
    if !notes.is_empty() {
        let mut whole: Vec<Value> = serde_json::from_str(&text).unwrap_or_default();
        whole.extend(notes);
        text = serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n";
    }
    if format.is_data() {
        out(&text);
    } else {
        err(&text);
    }
    let errors = all.iter().filter(|d| d.severity == Severity::Error).count();
    let warnings = all.len() - errors;
    let number = |n: usize, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
    if matches!(format, Format::Text) && !all.is_empty() {
        let mut parts = Vec::new();
        if errors > 0 {
            parts.push(number(errors, "error"));
        }
        if warnings > 0 {
            parts.push(number(warnings, "warning"));
        }
        let consequence = if errors > 0 { format!("; {consequence}") } else { String::new() };
        err(&format!("{}{consequence}\n", parts.join(" and ")));
        if errors > 0
            && let Some(first) = all.iter().find(|d| d.severity == Severity::Error)
        {
            err(&format!("`leitmotif explain {}` says more about the first\n", first.code));
        }
    }
    let environment = |it: &Diagnostic| {
        matches!(
            it.code,
            Code::MissingSite | Code::OutputRefused | Code::WriteFailed | Code::BadOption | Code::ListenFailed
        )
    };
    if all.iter().any(environment) {
        ENVIRONMENT
    } else if errors > 0 {
        CONTENT
    } else {
        CLEAN
    }
}
