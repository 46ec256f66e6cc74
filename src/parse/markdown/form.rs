//! What stands between a component's two tags, looked at when the second one comes: whether it is what the component takes.

use super::assemble::{Assembler, OpenComponent};
use super::shape::{BodyKind, Placement};
use super::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

impl Assembler<'_, '_> {
    /// An end tag that found its component: looks at the body.
    pub(super) fn finish(&mut self, open: OpenComponent, end: Range<usize>) {
        let Some(index) = open.index else { return };
        let block = open.shape.placement == Placement::Block;
        if self.nodes[open.node + 1..].iter().all(is_blank) {
            self.nodes.truncate(open.node + 1);
            self.nodes[open.node].kind = Kind::Component { block };
            return self.without_body(&open.name, open.shape, open.range);
        }
        let name = &open.name;
        match open.shape.body {
            BodyKind::None => {
                let said = Diagnostic::error(
                    Code::ComponentBody,
                    self.span(open.range.clone()),
                    format!("`<{name}>` takes no body"),
                )
                .also(self.span(end.clone()), "its body ends here");
                self.diagnostics.push(said.help(format!("write `<{name} …/>`, and the text after it")));
            }
            BodyKind::Inline | BodyKind::MaybeInline | BodyKind::Quote if block && !self.unwrap(open.node) => {
                let said = Diagnostic::error(
                    Code::ComponentBody,
                    self.span(open.range.clone()),
                    format!("the body of `<{name}>` is more than one stretch of text"),
                )
                .also(self.span(end.clone()), "its body ends here");
                self.diagnostics
                    .push(said.help("write one paragraph, without blank lines, lists or other blocks in it"));
            }
            BodyKind::Quote => self.noteless(&open),
            BodyKind::Questions => self.questions(&open),
            BodyKind::Turns => self.turns(&open),
            BodyKind::Table => self.one_table(&open),
            _ => {}
        }
        self.has_body(index);
        self.nodes.push(Node { kind: Kind::Close { block }, index, range: end });
    }

    /// Looks for the questions of a body, each with its answer.
    fn questions(&mut self, open: &OpenComponent) {
        let mut depth = 0_usize;
        let mut level = None;
        let mut asked = 0_usize;
        // A heading after which nothing has come yet.
        let mut waiting: Option<Range<usize>> = None;
        let mut unanswered = Vec::new();
        for node in &self.nodes[open.node + 1..] {
            if depth == 0 {
                match &node.kind {
                    Kind::Markdown(Event::Start(Tag::DefinitionList)) if level.is_none() => {
                        asked += 1;
                    }
                    Kind::Markdown(Event::Start(Tag::Heading { level: at, .. }))
                        if *level.get_or_insert(*at) >= *at =>
                    {
                        asked += 1;
                        unanswered.extend(waiting.replace(node.range.clone()));
                    }
                    Kind::Markdown(Event::End(_)) => {}
                    _ => waiting = None,
                }
            }
            match node.kind {
                Kind::Markdown(Event::Start(_)) | Kind::Open { .. } => depth += 1,
                Kind::Markdown(Event::End(_)) | Kind::Close { .. } => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        unanswered.extend(waiting);
        if asked == 0 {
            let message = format!("`<{}>` has no question", open.name);
            let said = Diagnostic::error(Code::ComponentBody, self.span(open.range.clone()), message);
            self.diagnostics
                .push(said.help("write each question on a line of its own, and below it `: ` and the answer"));
        }
        for heading in unanswered {
            // A heading's range ends with its line.
            let end = heading.start + self.text[heading.clone()].trim_end().len();
            let span = self.span(heading.start..end);
            let said = Diagnostic::error(Code::ComponentBody, span, "this question has no answer");
            self.diagnostics.push(said.help("write the answer below it, before the next question"));
        }
    }

    /// Makes the one paragraph of a body bare text; false if the body is something else.
    fn unwrap(&mut self, node: usize) -> bool {
        let body = &self.nodes[node + 1..];
        let is = |node: Option<&Node>, event: &Event| matches!(node, Some(Node { kind: Kind::Markdown(found), .. }) if found == event);
        let wrapped =
            is(body.first(), &Event::Start(Tag::Paragraph)) && is(body.last(), &Event::End(TagEnd::Paragraph));
        let inner = if wrapped { &body[1..body.len() - 1] } else { body };
        if inner.iter().any(is_block) {
            return false;
        }
        if wrapped {
            self.nodes.pop();
            self.nodes.remove(node + 1);
        }
        true
    }
    /// What is quoted from the text has its notes there.
    fn noteless(&mut self, open: &OpenComponent) {
        let is_mark = |node: &&Node| matches!(node.kind, Kind::Markdown(Event::FootnoteReference(_)));
        let marks: Vec<_> = self.nodes[open.node + 1..].iter().filter(is_mark).map(|node| node.range.clone()).collect();
        for mark in marks {
            let message = format!("a footnote's mark stands in `<{}>`", open.name);
            self.diagnostics.push(
                Diagnostic::error(Code::ComponentBody, self.span(mark), message)
                    .help("put the mark where the words stand in the text"),
            );
        }
    }

    /// Looks for a table, and nothing beside it, in which every row and every further column has a name.
    fn one_table(&mut self, open: &OpenComponent) {
        let body = &self.nodes[open.node + 1..];
        let is_table = |node: &&Node| matches!(node.kind, Kind::Markdown(Event::Start(Tag::Table(_))));
        let is_end = |node: &&Node| matches!(node.kind, Kind::Markdown(Event::End(TagEnd::Table)));
        let alone = body.first().as_ref().is_some_and(is_table)
            && body.last().as_ref().is_some_and(is_end)
            && body.iter().filter(is_table).count() == 1;
        let Some(Kind::Markdown(Event::Start(Tag::Table(columns)))) =
            body.first().map(|node| &node.kind).filter(|_| alone)
        else {
            let message = format!("the body of `<{}>` is not one table", open.name);
            let said = Diagnostic::error(Code::ComponentBody, self.span(open.range.clone()), message);
            let said = said.help("write one table in it, and everything else before or after it");
            self.diagnostics
                .push(said.help("a table begins with its heads and a line below them: `| | … |` and `|---|---|`"));
            return;
        };
        let mut faults = Vec::new();
        if columns.len() < 2 {
            let range = body.first().map_or(open.range.clone(), |node| node.range.clone());
            faults.push((
                first_line(self.text, range),
                "there is only one column, so nothing is compared",
                "add a column with its head",
            ));
        }
        let (mut head, mut column, mut line) = (false, 0_usize, 0..0);
        for (i, node) in body.iter().enumerate() {
            let Kind::Markdown(event) = &node.kind else { continue };
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    head = matches!(event, Event::Start(Tag::TableHead));
                    (column, line) = (0, first_line(self.text, node.range.clone()));
                }
                Event::Start(Tag::TableCell) => {
                    let cell = body[i + 1..]
                        .iter()
                        .take_while(|node| !matches!(node.kind, Kind::Markdown(Event::End(TagEnd::TableCell))));
                    let is_empty = cell.into_iter().all(is_blank);
                    if is_empty && !head && column == 0 {
                        faults.push((
                            line.clone(),
                            "the first cell of this row is empty, and it names the row",
                            "write there what the row is about",
                        ));
                    } else if is_empty && head && column > 0 {
                        faults.push((
                            line.clone(),
                            "a column has no head",
                            "write above the column what is compared in it",
                        ));
                    }
                    column += 1;
                }
                _ => {}
            }
        }
        for (range, message, help) in faults {
            self.diagnostics.push(Diagnostic::error(Code::ComponentBody, self.span(range), message).help(help));
        }
    }
}

/// The first line of a part of the text.
fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    range.start..range.start + part.lines().next().unwrap_or_default().trim_end().len()
}

/// Whether there is nothing to see in a node.
fn is_blank(node: &Node) -> bool {
    match &node.kind {
        Kind::Markdown(Event::Text(text)) => text.trim().is_empty(),
        Kind::Markdown(Event::SoftBreak | Event::HardBreak) => true,
        _ => false,
    }
}

fn is_block(node: &Node) -> bool {
    use Tag::{Emphasis, Image, Link, Strikethrough, Strong};
    match &node.kind {
        Kind::Markdown(Event::Start(tag)) => {
            !matches!(tag, Emphasis | Strong | Strikethrough | Link { .. } | Image { .. })
        }
        Kind::Markdown(event) => matches!(event, Event::Rule),
        Kind::Component { block } | Kind::Open { block } | Kind::Close { block } => *block,
        Kind::Turn { .. } => true,
    }
}
