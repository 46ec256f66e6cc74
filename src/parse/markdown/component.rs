//! How components open and close: which may stand where, with which body, and what is said when they may not.

use super::assemble::{Assembler, Frame, OpenComponent, Pending, What};
use super::outline::ComponentMatter;
use super::shape::{BodyKind, Placement, Shape};
use super::tag::{ComponentTag, Form};
use super::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use pulldown_cmark::{Event, TagEnd};
use std::ops::Range;

impl Assembler<'_, '_> {
    /// A component's tag, wherever it stands.
    pub(super) fn tag(&mut self, mut tag: ComponentTag) {
        self.diagnostics.append(&mut tag.faults);
        match (self.shapes.shape(&tag.name), tag.form) {
            (None, _) => self.unknown(&tag),
            (Some(shape), Form::Close) => self.close(&tag, shape),
            (Some(shape), _) => match self.misplaced(&tag, shape) {
                None => self.place(tag, shape),
                Some(said) => {
                    self.diagnostics.push(said);
                    if tag.form == Form::Open {
                        self.await_end(tag, shape);
                    }
                }
            },
        }
    }

    /// Says once what is unknown; its end tag then goes without saying.
    fn unknown(&mut self, tag: &ComponentTag) {
        if tag.form == Form::Close && self.unknown.contains(&tag.name) || self.shapes.is_unread(&tag.name) {
            return;
        }
        let name = &tag.name;
        let names = self.shapes.names();
        let slash = if tag.form == Form::Close { "/" } else { "" };
        let range = tag.range.start..tag.range.start + 1 + slash.len() + name.len();
        let said = Diagnostic::error(
            Code::MissingComponent,
            self.span(range),
            format!("there is no component `<{slash}{name}>`"),
        );
        let near = did_you_mean(name, names.iter().map(String::as_str));
        let said = if near.is_some() {
            said.maybe_help(near)
        } else {
            said.help(format!("there are: {}; for the sign itself write `\\<`", names.join(", ")))
        };
        self.diagnostics.push(said);
        self.unknown.insert(name.clone());
    }

    /// Why a component may not stand here.
    fn misplaced(&self, tag: &ComponentTag, shape: Shape) -> Option<Diagnostic> {
        use TagEnd::{DefinitionListDefinition, FootnoteDefinition, Image, Item};
        let name = &tag.name;
        let error = |message: String| Diagnostic::error(Code::ComponentPlace, self.span(tag.range.clone()), message);
        if self.is_inside(Image) {
            let said = error(format!("`<{name}>` stands in a picture's text alternative, which is plain text"));
            return Some(said.help("write the words themselves"));
        }
        if shape.placement == Placement::Inline {
            return None;
        }
        let around = self.frames.iter().rev().find(|frame| match &frame.what {
            What::Component(open) => open.index.is_some(),
            _ => !frame.is_cuttable(),
        });
        match &around?.what {
            What::Made
            | What::Markdown(Item | TagEnd::BlockQuote(_) | FootnoteDefinition | DefinitionListDefinition) => None,
            What::Component(open) if open.shape.placement == Placement::Block => None,
            What::Component(open) => Some(
                error(format!(
                    "`<{name}>` is a block and cannot stand inside `<{}>`, which is part of a line",
                    open.name
                ))
                .also(self.span(open.range.clone()), "opened here")
                .help(format!("put it on a line of its own, after `</{}>`", open.name)),
            ),
            What::Markdown(end) | What::Dropped(end) => {
                let said = error(format!("`<{name}>` is a block and cannot stand in {}", container(*end)));
                Some(said.help(match end {
                    TagEnd::TableCell => "put it on a line of its own, before or after the table",
                    _ => "put it on a line of its own, between blank lines",
                }))
            }
        }
    }

    /// Keeps a place for a misplaced component, so that its end tag is no further fault.
    fn await_end(&mut self, tag: ComponentTag, shape: Shape) {
        let open = OpenComponent { name: tag.name, index: None, shape, range: tag.range, node: 0, told: true };
        self.frames.push(Frame { what: What::Component(open), written: None });
    }

    fn place(&mut self, tag: ComponentTag, shape: Shape) {
        let block = shape.placement == Placement::Block;
        let base = if block {
            self.cut(tag.range.start)
        } else {
            self.keep_space(tag.range.start);
            self.frames.len()
        };
        let index = u32::try_from(self.components.len()).unwrap_or(u32::MAX);
        let ComponentTag { name, form, args, range, .. } = tag;
        if &*name == "Moment" && self.is_inside(TagEnd::Link) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::UnreadLink,
                    self.span(range.clone()),
                    "a moment is a link, and stands inside a link",
                )
                .help("put it before or after the link"),
            );
        }
        let (span, hides) = (self.span(range.clone()), shape.body == BodyKind::Hidden);
        self.components.push(ComponentMatter {
            name: name.clone(),
            args,
            span,
            body: false,
            hides,
            hidden: false,
            labels: Vec::new(),
        });
        let node = self.nodes.len();
        if form == Form::Empty {
            self.nodes.push(Node { kind: Kind::Component { block }, index, range: range.clone() });
            self.without_body(&name, shape, range);
        } else {
            self.nodes.push(Node { kind: Kind::Open { block }, index, range: range.clone() });
            let open = OpenComponent { name, index: Some(index), shape, range, node, told: false };
            // A block opened in the middle of a paragraph stands around what is left of the paragraph.
            self.frames.insert(base.min(self.frames.len()), Frame { what: What::Component(open), written: None });
        }
    }

    /// Complains if a component without a body needs one.
    pub(super) fn without_body(&mut self, name: &str, shape: Shape, range: Range<usize>) {
        if matches!(shape.body, BodyKind::None | BodyKind::MaybeInline | BodyKind::MaybeBlocks) {
            return;
        }
        let body = if shape.placement == Placement::Block { "its body, on lines of its own," } else { "its words" };
        self.diagnostics.push(
            Diagnostic::error(Code::ComponentBody, self.span(range), format!("`<{name}>` needs a body"))
                .help(format!("write {body} between `<{name}>` and `</{name}>`")),
        );
    }

    fn close(&mut self, tag: &ComponentTag, shape: Shape) {
        let is_it = |frame: &Frame| matches!(&frame.what, What::Component(open) if open.name == tag.name);
        let Some(at) = self.frames.iter().rposition(is_it) else { return self.stray(tag) };
        let block = shape.placement == Placement::Block;
        let crossed = self.frames[at + 1..].iter().find_map(|frame| match frame.what {
            What::Markdown(_) if block && frame.is_cuttable() => None,
            What::Markdown(end) | What::Dropped(end) => Some(end),
            What::Made | What::Component(_) => None,
        });
        if let Some(end) = crossed {
            let (name, close) = (&tag.name, self.span(tag.range.clone()));
            if let What::Component(open) = &mut self.frames[at].what
                && !std::mem::replace(&mut open.told, true)
            {
                let opened = crate::source::Span::new(self.source, open.range.clone());
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::UnclosedComponent,
                        close,
                        format!("`</{name}>` stands in {}, `<{name}>` outside it", container(end)),
                    )
                    .also(opened, "opened here")
                    .help("open and close a component in the same paragraph, list item or quote"),
                );
            }
            return;
        }
        while let Some(i) =
            self.frames.iter().rposition(|frame| matches!(frame.what, What::Component(_))).filter(|i| *i > at)
        {
            if block {
                // Emphasis within it ends before it does.
                self.cut(tag.range.start);
            }
            if let What::Component(inner) = self.frames.remove(i).what {
                self.overtaken(&inner, tag);
            }
        }
        if block {
            self.cut(tag.range.start);
        }
        if let What::Component(open) = self.frames.remove(at).what {
            self.finish(open, tag.range.clone());
        }
    }

    /// A component still open when the one around it closes.
    fn overtaken(&mut self, inner: &OpenComponent, by: &ComponentTag) {
        if !inner.told {
            let said = Diagnostic::error(
                Code::UnclosedComponent,
                self.span(inner.range.clone()),
                format!("`<{}>` is not closed", inner.name),
            )
            .also(self.span(by.range.clone()), format!("`</{}>` closes what is around it", by.name));
            self.diagnostics.push(said.help(how_to_close(&inner.name, inner.shape)));
        }
        self.end_node(inner, by.range.start);
    }

    fn end_node(&mut self, open: &OpenComponent, at: usize) {
        if let Some(index) = open.index {
            let block = open.shape.placement == Placement::Block;
            self.nodes.push(Node { kind: Kind::Close { block }, index, range: at..at });
            self.has_body(index);
        }
    }

    pub(super) fn has_body(&mut self, index: u32) {
        if let Some(matter) = self.components.get_mut(index as usize) {
            matter.body = true;
        }
    }

    /// A component whose container ends while it is open.
    pub(super) fn abandon(&mut self, open: OpenComponent, container: Option<TagEnd>, at: usize) {
        self.end_node(&open, at);
        if !open.told {
            let OpenComponent { name, shape, range, .. } = open;
            self.pending.push(Pending { name, shape, range, container });
        }
    }

    /// An end tag with nothing open.
    fn stray(&mut self, tag: &ComponentTag) {
        let name = &tag.name;
        let close = self.span(tag.range.clone());
        if let Some(i) = self.pending.iter().rposition(|pending| pending.name == *name) {
            let open = self.pending.remove(i);
            let what = open.container.map_or("the text", container);
            self.diagnostics.push(
                Diagnostic::error(
                    Code::UnclosedComponent,
                    close,
                    format!("`</{name}>` stands outside {what} in which `<{name}>` was opened", what = the(what)),
                )
                .also(self.span(open.range), "opened here")
                .help("open and close a component in the same paragraph, list item or quote"),
            );
        } else if !self.swallowed.contains(&(name.clone(), false)) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::BadComponent,
                    close,
                    format!("`</{name}>` closes nothing: no `<{name}>` is open here"),
                )
                .help(format!("put `<{name}>` before it, or take it away")),
            );
        }
    }

    /// After the last event: what is still open stays so.
    pub(super) fn end_of_text(&mut self) {
        let at = self.text.len();
        while let Some(frame) = self.frames.pop() {
            match frame.what {
                What::Component(open) => self.abandon(open, None, at),
                What::Made if frame.written.is_some() => {
                    self.nodes.push(Node {
                        kind: Kind::Markdown(Event::End(TagEnd::Paragraph)),
                        index: 0,
                        range: at..at,
                    });
                }
                _ => {}
            }
        }
        for open in std::mem::take(&mut self.pending) {
            if self.swallowed.contains(&(open.name.clone(), true)) {
                continue;
            }
            let place = open
                .container
                .map_or(String::new(), |end| format!(" in {} in which it was opened", the(container(end))));
            let said = Diagnostic::error(
                Code::UnclosedComponent,
                self.span(open.range),
                format!("`<{}>` is not closed{place}", open.name),
            );
            self.diagnostics.push(said.help(how_to_close(&open.name, open.shape)));
        }
    }
}

fn how_to_close(name: &str, shape: Shape) -> String {
    match (shape.body, shape.placement) {
        (BodyKind::None, _) => format!("it takes no body: write `<{name} …/>`"),
        (_, Placement::Inline) => format!("write `</{name}>` after its words, in the same paragraph"),
        _ => format!("write `</{name}>` after its body"),
    }
}

/// What people call a part of a text, with its article.
pub(super) fn container(end: TagEnd) -> &'static str {
    match end {
        TagEnd::Paragraph => "a paragraph",
        TagEnd::Heading(_) => "a heading",
        TagEnd::BlockQuote(_) => "a quote",
        TagEnd::List(_) | TagEnd::Item => "a list item",
        TagEnd::FootnoteDefinition => "a footnote",
        TagEnd::DefinitionList | TagEnd::DefinitionListDefinition => "a definition",
        TagEnd::DefinitionListTitle => "a term",
        TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => "a table cell",
        TagEnd::Emphasis | TagEnd::Strong => "emphasis",
        TagEnd::Strikethrough => "struck text",
        TagEnd::Link => "a link",
        TagEnd::Image => "a picture",
        _ => "another element",
    }
}

/// The same with "the".
pub(super) fn the(container: &str) -> String {
    match container.strip_prefix("a ") {
        Some(noun) => format!("the {noun}"),
        None => format!("the {}", container.strip_prefix("the ").unwrap_or(container)),
    }
}
