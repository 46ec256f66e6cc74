//! How diagnostics are shown: rustc-style text, one line each, JSON, GitHub annotations; all from the same value.

use super::{Code, Diagnostic, Label, Severity};
use crate::source::{LineColumn, LineIndex, Shown, SourceId, Sources, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// A way of showing diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// rustc-style text with the source line and a caret; in colour on a terminal.
    Text {
        /// With colours.
        colour: bool,
    },
    /// `path:line:column: error[code]: message`, a line each.
    Short,
    /// An array of objects.
    Json,
    /// Workflow commands that GitHub turns into annotations.
    Github,
}

/// Puts diagnostics in the order of their places, so that runs are reproducible, and tells each once.
///
/// The same fault of a template is found on every page that it draws: the first is kept, the others are counted.
pub fn sorted(mut diagnostics: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    fn path<'d>(it: &'d Diagnostic, sources: &'d Sources) -> &'d str {
        match (&it.primary, &it.file) {
            (Some(label), _) => &sources.get(label.span.source).path,
            (None, file) => file.as_deref().unwrap_or_default(),
        }
    }
    fn rest(it: &Diagnostic) -> (u32, Severity, Code, &str) {
        (it.primary.as_ref().map_or(0, |label| label.span.start), it.severity, it.code, &it.message)
    }
    let order = sources.places();
    let place = |it: &Diagnostic| it.primary.as_ref().and_then(|label| order.get(label.span.source.0 as usize));
    // Most of them come in order, and paths that are long and much alike need not be compared.
    diagnostics.sort_by(|one, other| {
        let by_path = match (place(one), place(other)) {
            (Some(one), Some(other)) => one.cmp(other),
            _ => path(one, sources).cmp(path(other, sources)),
        };
        by_path.then_with(|| rest(one).cmp(&rest(other)))
    });
    let mut told: Vec<(Diagnostic, usize)> = Vec::new();
    for it in diagnostics {
        match told.last_mut() {
            Some((last, more))
                if last.code == it.code
                    && last.message == it.message
                    && last.primary == it.primary
                    && last.file == it.file
                    && it.primary.is_some() =>
            {
                *more += usize::from(last.help != it.help || last.secondary != it.secondary);
            }
            _ => told.push((it, 0)),
        }
    }
    let count = |(it, more): (Diagnostic, usize)| match more {
        0 => it,
        1 => it.help("the same on 1 more page"),
        n => it.help(format!("the same on {n} more pages")),
    };
    told.into_iter().map(count).collect()
}

/// All diagnostics as one text, each ending with a line end.
pub fn show(diagnostics: &[Diagnostic], sources: &Sources, format: Format) -> String {
    let mut text = String::new();
    let lines = &mut Lines::default();
    match format {
        Format::Text { colour } => {
            // There may be thousands of them, and to draw lines and carets takes long.
            let all: Vec<String> = diagnostics.par_iter().map(|it| as_text(it, sources, colour) + "\n\n").collect();
            text = all.concat();
        }
        Format::Short => {
            for it in diagnostics {
                let (path, place) = place(it, sources, lines);
                let path = path.map_or_else(String::new, |p| match place {
                    Some((from, _)) => format!("{p}:{}:{}: ", from.line, from.column),
                    None => format!("{p}: "),
                });
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{path}{}[{}]: {}", severity(it), it.code, it.message);
            }
        }
        Format::Json => {
            let all: Vec<Json> = diagnostics.iter().map(|it| json(it, sources, lines)).collect();
            text = serde_json::to_string_pretty(&all).unwrap_or_default();
            text.push('\n');
        }
        Format::Github => {
            for it in diagnostics {
                text.push_str(&github(it, sources, lines));
                text.push('\n');
            }
        }
    }
    text
}

fn severity(it: &Diagnostic) -> &'static str {
    match it.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn as_text(it: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let level = match it.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let labels = it.primary.iter().chain(&it.secondary);
    let texts: Texts = labels.map(|label| (label.span.source, sources.get(label.span.source).lent_shown())).collect();
    let mut group = Group::with_title(level.primary_title(&*it.message).id(it.code.name()));
    let text = |label: &Label| texts.get(&label.span.source).and_then(Option::as_ref);
    match &it.primary {
        Some(primary) => {
            let home = primary.span.source;
            let (here, elsewhere): (Vec<&Label>, Vec<&Label>) =
                it.secondary.iter().partition(|l| l.span.source == home);
            group = match text(primary) {
                Some(text) => group.element(snippet((sources, text), primary, AnnotationKind::Primary, &here)),
                None => group.element(Origin::path(&*sources.get(home).path)),
            };
            for label in elsewhere {
                group = match text(label) {
                    Some(text) => group.element(snippet((sources, text), label, AnnotationKind::Context, &[])),
                    None => group.element(Origin::path(&*sources.get(label.span.source).path)),
                };
            }
        }
        None => {
            if let Some(file) = &it.file {
                group = group.element(Origin::path(file.as_str()));
            }
            for (label, text) in it.secondary.iter().filter_map(|label| Some((label, text(label)?))) {
                group = group.element(snippet((sources, text), label, AnnotationKind::Context, &[]));
            }
        }
    }
    for help in &it.help {
        group = group.element(Level::HELP.message(&**help));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The texts that a diagnostic shows, in memory as long as it is drawn.
type Texts = BTreeMap<SourceId, Option<Shown>>;

fn snippet<'a>(
    (sources, shown): (&'a Sources, &'a Shown),
    label: &'a Label,
    kind: AnnotationKind,
    others: &[&'a Label],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = sources.get(label.span.source);
    let annotation = |label: &'a Label, kind: AnnotationKind| {
        let annotation = kind.span(shown.range(label.span.range()));
        if label.text.is_empty() { annotation } else { annotation.label(label.text.as_str()) }
    };
    let mut snippet = Snippet::source(shown.text()).path(&*source.path).fold(true).annotation(annotation(label, kind));
    for other in others {
        snippet = snippet.annotation(annotation(other, AnnotationKind::Context));
    }
    snippet
}

/// The file that was asked for last, and where its lines begin. What is told is sorted by file.
type Lines = Option<(SourceId, Shown, LineIndex)>;

/// Whether two lists, each about its own state of the files, would be shown alike in [`Format::Short`]. In a file that is
/// the very same, places are not looked for.
pub fn are_alike(one: (&[Diagnostic], &Sources), other: (&[Diagnostic], &Sources)) -> bool {
    let mut lines = (Lines::default(), Lines::default());
    let same_file = |it: &Diagnostic| {
        let source = it.primary.as_ref().map(|label| label.span.source);
        source.is_none_or(|source| Arc::ptr_eq(one.1.shared(source), other.1.shared(source)))
    };
    let mut alike = |(it, that): (&Diagnostic, &Diagnostic)| {
        let span = |it: &Diagnostic| it.primary.as_ref().map(|label| label.span);
        it.severity == that.severity
            && it.code == that.code
            && it.message == that.message
            && it.file == that.file
            && (span(it) == span(that) && same_file(it)
                || place(it, one.1, &mut lines.0) == place(that, other.1, &mut lines.1))
    };
    one.0.len() == other.0.len() && one.0.iter().zip(other.0).all(&mut alike)
}

fn ends(span: Span, sources: &Sources, lines: &mut Lines) -> Option<(LineColumn, LineColumn)> {
    if lines.as_ref().is_none_or(|(last, ..)| *last != span.source) {
        let shown = sources.get(span.source).lent_shown()?;
        let index = LineIndex::new(shown.text());
        *lines = Some((span.source, shown, index));
    }
    let (_, shown, index) = lines.as_ref()?;
    let range = shown.range(span.range());
    Some((index.place(shown.text(), range.start), index.place(shown.text(), range.end)))
}

type Place = Option<(LineColumn, LineColumn)>;

fn place(it: &Diagnostic, sources: &Sources, lines: &mut Lines) -> (Option<String>, Place) {
    match &it.primary {
        Some(label) => (Some(sources.get(label.span.source).path.to_string()), ends(label.span, sources, lines)),
        None => (it.file.clone(), None),
    }
}

#[derive(Serialize)]
struct Json {
    severity: &'static str,
    code: &'static str,
    message: String,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    label: Option<String>,
    help: Vec<String>,
    related: Vec<Related>,
}

#[derive(Serialize)]
struct Related {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    label: String,
}

fn json(it: &Diagnostic, sources: &Sources, lines: &mut Lines) -> Json {
    let (file, place) = place(it, sources, lines);
    let related = it.secondary.iter().map(|label| {
        let place = ends(label.span, sources, lines);
        Related {
            file: sources.get(label.span.source).path.to_string(),
            line: place.map(|p| p.0.line),
            column: place.map(|p| p.0.column),
            label: label.text.clone(),
        }
    });
    Json {
        severity: severity(it),
        code: it.code.name(),
        message: it.message.clone(),
        file,
        line: place.map(|p| p.0.line),
        column: place.map(|p| p.0.column),
        end_line: place.map(|p| p.1.line),
        end_column: place.map(|p| p.1.column),
        label: it.primary.as_ref().map(|l| l.text.clone()).filter(|t| !t.is_empty()),
        help: it.help.clone(),
        related: related.collect(),
    }
}

/// A workflow command; its escapes are those of GitHub's own toolkit (`%`, line ends; in properties `:` and `,` too).
fn github(it: &Diagnostic, sources: &Sources, lines: &mut Lines) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let (file, place) = place(it, sources, lines);
    let mut properties = Vec::new();
    if let Some(file) = file {
        // GitHub counts from the repository's root, where the command is run; the magazine may lie below it.
        let shown = if sources.root().is_relative() { sources.root().join(&file) } else { file.into() };
        let shown = shown.strip_prefix(".").unwrap_or(&shown).to_string_lossy().into_owned();
        properties.push(format!("file={}", property(&shown)));
    }
    if let Some((from, to)) = place {
        properties.push(format!("line={},col={},endLine={},endColumn={}", from.line, from.column, to.line, to.column));
    }
    properties.push(format!("title={}", property(it.code.name())));
    let mut message = it.message.clone();
    for help in &it.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    format!("::{} {}::{}", severity(it), properties.join(","), data(&message))
}
