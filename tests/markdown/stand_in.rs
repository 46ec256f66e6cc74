//! Stands in for a site: a few components, and links and pictures that lead where they say.

use leitmotif::diagnostic::{Diagnostic, Severity};
use leitmotif::language::quotes::{LineEnds, Punctuation, of};
use leitmotif::parse::markdown::{BodyKind, LinkKind, Outline, Placement, Shape, nodes, read};
use leitmotif::render::markdown::{Anchor, Picture, Resolve, Word, html};
use leitmotif::source::{LineIndex, SourceId};
use std::collections::BTreeMap;

pub fn shapes() -> BTreeMap<String, Shape> {
    let shape = |placement, body| Shape { placement, body };
    [
        ("Peak", shape(Placement::Inline, BodyKind::None)),
        ("Fact", shape(Placement::Inline, BodyKind::Inline)),
        ("ChartRun", shape(Placement::Block, BodyKind::None)),
        ("PullQuote", shape(Placement::Block, BodyKind::Inline)),
        ("Callout", shape(Placement::Block, BodyKind::Blocks)),
    ]
    .into_iter()
    .map(|(name, shape)| (name.to_owned(), shape))
    .collect()
}

/// The marks of English, or none.
pub fn english(smart: bool) -> Option<&'static Punctuation> {
    smart.then(|| of("en"))
}

/// How a language is punctuated, where every end of a line is one.
pub fn spaced(code: &str) -> Punctuation {
    Punctuation { line_ends: LineEnds::Apart, ..*of(code) }
}

/// Components become elements of their names, arguments attributes; names without labels are shown in «». The body is in the language that
/// is named; of `und` nothing is known.
pub struct StandIn<'o>(pub &'o Outline, pub &'o str);

impl Resolve for StandIn<'_> {
    fn language(&self) -> &str {
        self.1
    }

    fn link(&mut self, index: usize) -> Anchor {
        let link = &self.0.links[index];
        let text = (link.kind == LinkKind::Name).then(|| format!("«{}»", link.target));
        let lang = link.target.starts_with('도').then(|| "ko".to_owned());
        let href = if link.kind == LinkKind::Name { format!("/{}/", link.target) } else { link.target.to_string() };
        Anchor {
            href: (*link.target != *"nowhere").then_some(href),
            text,
            lang,
            hreflang: link.target.ends_with(".ko").then(|| "ko".to_owned()),
            external: link.target.starts_with("http"),
        }
    }

    fn image(&mut self, index: usize) -> Picture {
        let image = &self.0.images[index];
        Picture { src: image.target.to_string(), alt: image.alt.to_string(), size: Some((3, 2)), ..Picture::default() }
    }

    fn component(&mut self, index: usize, body: Option<String>) -> String {
        let matter = &self.0.components[index];
        assert_eq!(matter.body, body.is_some());
        let name = matter.name.to_lowercase();
        let args: String = matter
            .args
            .iter()
            .map(|arg| {
                format!(
                    " {}=[{}]",
                    arg.name,
                    arg.value.as_deref().unwrap_or("true").replace('<', "&lt;").replace('>', "&gt;")
                )
            })
            .collect();
        format!("<x-{name}{args}>{}</x-{name}>", body.unwrap_or_default())
    }

    fn say(&mut self, word: Word<'_>) -> String {
        match word {
            Word::Footnotes => "Notes".into(),
            Word::BackToText { note, mark } => {
                format!("Back {note}{}", mark.map(|n| format!("/{n}")).unwrap_or_default())
            }
            Word::Table { number, heading } => {
                format!("Table {number}{}", heading.map(|h| format!(": {h}")).unwrap_or_default())
            }
            Word::Anchor { heading } => format!("Here: {heading}"),
            Word::Task { done } => if done { "Done" } else { "Open" }.into(),
            Word::Alert(alert) => format!("!{}", alert.name()),
        }
    }
}

/// `line:column: code: message | help`, with `(warning)` for those.
pub fn shown(text: &str, said: &[Diagnostic]) -> Vec<String> {
    let index = LineIndex::new(text);
    said.iter()
        .map(|it| {
            let primary = it.primary.as_ref().unwrap();
            assert!(text.get(primary.span.range()).is_some(), "{:?} is no place", primary.span);
            let place = index.place(text, primary.span.start as usize);
            let also: String = it
                .secondary
                .iter()
                .map(|label| format!(" (and {}: {})", index.place(text, label.span.start as usize).line, label.text))
                .collect();
            let grave = if it.severity == Severity::Warning { " (warning)" } else { "" };
            let here = text[primary.span.range()].replace('\r', "␍").replace('\n', "⏎");
            format!(
                "{}:{} `{here}` {}{grave}: {}{also} | {}",
                place.line,
                place.column,
                it.code,
                it.message,
                it.help.join(" | ")
            )
        })
        .collect()
}

/// HTML and complaints.
pub fn read_and_write(text: &str) -> (String, Vec<String>) {
    let (body, outline, said) = read(text, 0..text.len(), SourceId(0), &shapes(), None);
    assert_eq!(body.nodes, nodes(text, 0..text.len(), SourceId(0), &shapes(), None).nodes);
    let written = html(&body, &outline, &mut StandIn(&outline, "und"));
    for id in outline.anchors() {
        let quoted = [format!("id=\"{id}\""), format!("id='{id}'"), format!("id={id}")];
        let is_there = quoted.iter().any(|id| written.html.contains(id));
        assert!(is_there || !said.is_empty() || id.contains(['&', '<', '"']), "{id} in {}", written.html);
    }
    (written.html, shown(text, &said))
}
