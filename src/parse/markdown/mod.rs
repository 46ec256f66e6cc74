//! A Markdown body read once: its nodes, from which HTML is written, and its outline, which is kept.
//!
//! [`read`] gives both and all complaints; [`nodes_of`] gives the same nodes again when a page is rendered, from the
//! [`Tape`] in the outline, so that only the small [`Outline`] stays in memory. Both come from one pass over the
//! parser's events, so an id or an index in one cannot differ from the other.
//!
//! The way of a body: `settle` parses it so that every component tag stands by itself, `emphasis` pairs the
//! signs of emphasis again beside Hangul, Han and Kana, `punctuate` writes quotes and dashes as the language has
//! them, `unread` complains about what was meant for a tag, link or note and is none, `assemble` nests the
//! components into the Markdown, `lines` takes back the ends of lines that divide nothing, `survey` draws up the
//! outline.

pub mod asked;
mod assemble;
mod component;
mod counter;
mod emphasis;
mod flanking;
pub mod foreign_load;
mod form;
mod grammar;
mod heading;
mod html_names;
mod html_rules;
mod levels;
mod lines;
mod nesting;
mod notes;
mod outline;
mod plain;
mod punctuate;
mod raw_address;
mod raw_html;
mod settle;
mod shape;
mod slug;
mod survey;
mod tag;
mod tape;
mod target;
mod turns;
mod unread;

pub use grammar::is_component_name;
pub use html_names::is_html_name;
pub use html_rules::is_void;
pub use levels::set_levels;
pub use nesting::check_alone;
pub use outline::{
    Argument, ComponentMatter, Footnote, Heading, ImageMatter, Length, LinkKind, LinkMatter, Outline, TurnLabel,
};
pub use raw_html::{RawTag, raw_tags};
pub use shape::{BodyKind, KnownShapes, Placement, Shape, Shapes};
pub use slug::slug;
pub use survey::folded;
pub use tape::Tape;
pub use turns::speaker_name;
pub use unread::fold as fold_label;

use crate::diagnostic::Diagnostic;
use crate::language::quotes::Punctuation;
use crate::source::SourceId;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// What stands at one place of a body.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind<'a> {
    /// An event of the Markdown parser.
    Markdown(Event<'a>),
    /// A component without a body.
    Component {
        /// Whether it stands between blocks, or else within a line.
        block: bool,
    },
    /// The beginning of a component with a body.
    Open {
        /// As above.
        block: bool,
    },
    /// The end of a component with a body.
    Close {
        /// As above.
        block: bool,
    },
    /// Somebody else begins to speak in the interview that the node's index names.
    Turn {
        /// Whether it is who asks.
        asks: bool,
        /// Which of those on this side, as its argument lists them.
        speaker: usize,
    },
}

/// One node of a body. Starts and ends are balanced, components included.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Which heading, link, picture or component of the [`Outline`] it is (at its start, and at a component's end); 0 elsewhere.
    pub index: u32,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// A body as a list of nodes in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Body<'a> {
    /// The nodes.
    pub nodes: Vec<Node<'a>>,
}

/// Reads the Markdown in `text[body]`; `text` is the whole file, so that places are the file's. Straight quotes, `--`
/// and `...` become what `punctuation` has for them; without it they stay.
///
/// What could not be read is left out of body and outline, or stands there as text, and is reported.
pub fn read<'a>(
    text: &'a str,
    body: Range<usize>,
    source: SourceId,
    shapes: &dyn Shapes,
    punctuation: Option<&Punctuation>,
) -> (Body<'a>, Outline, Vec<Diagnostic>) {
    let settled = settled(text, body.clone(), source, shapes, punctuation);
    let mut diagnostics = Vec::new();
    let misread = unread::check(text, body.end, source, &settled, &mut diagnostics);
    let definitions = settled.definitions.iter().map(|(label, range)| (unread::fold(label), range.clone())).collect();
    let mut assembled = assemble::assemble(text, source, shapes, settled, misread);
    diagnostics.extend(assembled.diagnostics);
    nesting::check(text, source, shapes, &assembled.nodes, &mut diagnostics);
    lines::join(&mut assembled.nodes, punctuation);
    let survey = survey::Survey { text, source, definitions, attached: punctuation.is_some_and(|it| it.attached) };
    let mut outline = survey.outline(&assembled.nodes, assembled.components, assembled.raw, &mut diagnostics);
    outline.tape = Tape::of(text, &assembled.nodes);
    outline.html = assembled.nodes.iter().any(is_html);
    diagnostics.sort_by_key(|it| it.primary.as_ref().map(|label| label.span));
    (Body { nodes: assembled.nodes }, outline, diagnostics)
}

fn is_html(node: &Node) -> bool {
    matches!(node.kind, Kind::Markdown(Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::InlineHtml(_)))
}

/// The nodes alone, as [`read`] gave them for the same arguments.
pub fn nodes<'a>(
    text: &'a str,
    body: Range<usize>,
    source: SourceId,
    shapes: &dyn Shapes,
    punctuation: Option<&Punctuation>,
) -> Body<'a> {
    let settled = settled(text, body, source, shapes, punctuation);
    let mut nodes = assemble::assemble(text, source, shapes, settled, unread::Misread::new()).nodes;
    lines::join(&mut nodes, punctuation);
    Body { nodes }
}

/// The same, from what their outline says of them.
pub fn nodes_of<'a>(
    outline: &'a Outline,
    text: &'a str,
    body: Range<usize>,
    source: SourceId,
    shapes: &dyn Shapes,
    punctuation: Option<&Punctuation>,
) -> Body<'a> {
    match &outline.tape {
        Some(tape) => tape.body(text),
        None => nodes(text, body, source, shapes, punctuation),
    }
}

fn settled<'a>(
    text: &'a str,
    body: Range<usize>,
    source: SourceId,
    shapes: &dyn Shapes,
    punctuation: Option<&Punctuation>,
) -> settle::Settled<'a> {
    let mut settled = settle::settle(text, body.clone(), source, shapes, punctuation.is_some());
    emphasis::resolve(text, body.clone(), &mut settled);
    if let Some(punctuation) = punctuation {
        punctuate::punctuate(text, body, &mut settled, punctuation);
    }
    settled
}
