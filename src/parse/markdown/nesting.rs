//! Raw HTML that would not be the elements that its writer meant: tags that are not closed, or in another place.
//!
//! Markdown and components are well nested by themselves. So the nodes are gone through with one stack for them and for
//! raw elements alike, and what does not fit is told. HTML's own rules say which end tags may be left out (HTML, section
//! 13.1.2.4); elements without an end tag are no part of this.

use super::component::{container, the};
use super::html_names::is_html_name;
use super::html_rules::{BLOCKS, IN_LINE, PARTS, ends_before, is_void, may_stay_open};
use super::raw_html::{Piece, RawTag, capital, walk};
use super::shape::Shapes;
use super::{Kind, Node, foreign_load};
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::source::{SourceId, Span};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// What is open at some place.
enum Open<'a> {
    Markdown(TagEnd),
    Component(&'a str),
    Raw { name: String, range: Range<usize> },
}

struct Check<'t, 'n> {
    text: &'t str,
    source: SourceId,
    shapes: &'n dyn Shapes,
    open: Vec<Open<'t>>,
    /// Names of elements that were not closed where they should be, each with what was said of it.
    missed: Vec<(String, usize)>,
    out: &'n mut Vec<Diagnostic>,
}

/// Says which raw tags of a body do not fit together.
pub(super) fn check(text: &str, source: SourceId, shapes: &dyn Shapes, nodes: &[Node], out: &mut Vec<Diagnostic>) {
    let is_raw = |node: &Node| matches!(node.kind, Kind::Markdown(Event::InlineHtml(_) | Event::Html(_)));
    if !nodes.iter().any(is_raw) {
        return;
    }
    let mut check = Check { text, source, shapes, open: Vec::new(), missed: Vec::new(), out };
    // The block of raw HTML that is being read, and where its pieces lie.
    let mut block: Option<(String, Vec<(usize, usize)>)> = None;
    for node in nodes {
        match &node.kind {
            Kind::Markdown(Event::Start(Tag::HtmlBlock)) => block = Some((String::new(), Vec::new())),
            Kind::Markdown(Event::End(TagEnd::HtmlBlock)) => {
                if let Some((html, places)) = block.take() {
                    check.raw(&html, &places, true);
                }
            }
            Kind::Markdown(Event::Html(piece) | Event::Text(piece)) if block.is_some() => {
                if let Some((html, places)) = &mut block {
                    places.push((html.len(), node.range.start));
                    html.push_str(piece);
                }
            }
            Kind::Markdown(Event::InlineHtml(html)) => check.raw(html, &[(0, node.range.start)], false),
            Kind::Markdown(Event::Start(tag)) => check.start(tag.to_end(), &node.range),
            Kind::Markdown(Event::End(end)) => check.end(|open| matches!(open, Open::Markdown(it) if it == end)),
            Kind::Markdown(Event::Rule) | Kind::Component { block: true } => check.block(&node.range),
            Kind::Open { block } => {
                if *block {
                    check.block(&node.range);
                }
                let typed = text.get(node.range.start + 1..node.range.end).unwrap_or_default();
                let length = typed.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(typed.len());
                check.open.push(Open::Component(&typed[..length]));
            }
            Kind::Close { .. } => check.end(|open| matches!(open, Open::Component(_))),
            Kind::Turn { .. } => check.turn(),
            _ => {}
        }
    }
    check.end(|_| false);
}

/// Says which tags of a piece of HTML that stands by itself do not fit together; `place` leads to the file.
pub fn check_alone(html: &str, place: impl Fn(Range<usize>) -> Span) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let shapes = super::KnownShapes::default();
    let nowhere = SourceId(0);
    let mut check =
        Check { text: html, source: nowhere, shapes: &shapes, open: Vec::new(), missed: Vec::new(), out: &mut out };
    check.raw(html, &[(0, 0)], true);
    check.end(|_| false);
    let lead = |span: &mut Span| *span = place(span.start as usize..span.end as usize);
    for it in &mut out {
        let it = &mut **it;
        it.primary.iter_mut().chain(&mut it.secondary).for_each(|label| lead(&mut label.span));
    }
    // Whoever puts it there has decided whom it asks.
    out.retain(|it| it.code != Code::ForeignLoad);
    out
}

impl Check<'_, '_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range)
    }

    fn say(&mut self, range: Range<usize>, message: String, help: impl Into<String>) {
        let span = self.span(range);
        self.out.push(Diagnostic::error(Code::UnclosedHtml, span, message).help(help));
    }

    /// A Markdown element begins.
    fn start(&mut self, tag: TagEnd, range: &Range<usize>) {
        use TagEnd::{
            DefinitionListDefinition, DefinitionListTitle, Emphasis, Image, Item, Link, Strikethrough, Strong,
        };
        use TagEnd::{TableCell, TableHead, TableRow};
        match tag {
            Link if self.around("a").is_some() => {
                let range = self.around("a").unwrap_or_else(|| range.clone());
                self.say(range, "`<a>` stands around a link".into(), "write one link, without the other around it");
            }
            Emphasis | Strong | Strikethrough | Image | Link
            // Parts of something that was looked at.
            | Item | TableHead | TableRow | TableCell | DefinitionListTitle | DefinitionListDefinition => {}
            _ => self.block(range),
        }
        self.open.push(Open::Markdown(tag));
    }

    /// Where the raw element of a name around this place begins.
    fn around(&self, wanted: &str) -> Option<Range<usize>> {
        self.open.iter().rev().find_map(|open| match open {
            Open::Raw { name, range } if name == wanted => Some(range.clone()),
            _ => None,
        })
    }

    /// Something that stands between paragraphs begins.
    fn block(&mut self, range: &Range<usize>) {
        self.close_implied("div");
        let inner = self.open.iter().rev().take_while(|open| matches!(open, Open::Raw { .. }));
        let wrong = inner.into_iter().find_map(|open| match open {
            Open::Raw { name, range } if IN_LINE.contains(&&**name) => Some((name.clone(), range.clone())),
            _ => None,
        });
        let Some((name, opened)) = wrong else { return };
        let line = range.start
            ..range.start + self.text.get(range.start..).and_then(|it| it.lines().next()).map_or(0, str::len);
        let span = self.span(opened.clone());
        let said = Diagnostic::error(
            Code::UnclosedHtml,
            span,
            format!("`<{name}>` takes words in a line, and here paragraphs or other blocks stand in it"),
        );
        let said = said.also(self.span(line), "this is one");
        let help = if name == "p" || name.len() == 2 && name.starts_with('h') {
            format!("write `</{name}>` before it")
        } else {
            format!("write `<{name}>` and `</{name}>` within one paragraph, or `<div>` and `</div>` around several")
        };
        self.out.push(said.help(help));
        // It is told once.
        self.forget(&opened);
    }

    /// Leaves an element out of account that was told.
    fn forget(&mut self, opened: &Range<usize>) {
        for open in &mut self.open {
            if let Open::Raw { name, range } = open
                && range == opened
            {
                name.insert(0, '!');
            }
        }
    }

    /// Another person's turn in an interview, which is an element of its own.
    fn turn(&mut self) {
        while matches!(self.open.last(), Some(Open::Raw { .. })) {
            self.pop_unclosed();
        }
    }

    /// The end of what `is_it` knows: raw elements that began in it end here.
    fn end(&mut self, is_it: impl Fn(&Open) -> bool) {
        while let Some(last) = self.open.last() {
            if is_it(last) {
                self.open.pop();
                return;
            }
            if matches!(last, Open::Raw { .. }) {
                self.pop_unclosed();
            } else {
                // Nodes are balanced.
                self.open.pop();
            }
        }
    }

    /// The innermost raw element is not closed where it should be.
    fn pop_unclosed(&mut self) {
        let Some(Open::Raw { name, range }) = self.open.pop() else { return };
        if name.starts_with('!') || may_stay_open(&name) {
            return;
        }
        let place = match self.open.iter().rev().find(|open| !matches!(open, Open::Raw { .. })) {
            Some(Open::Markdown(end)) => the(container(*end)),
            Some(Open::Component(name)) => format!("`<{name}>`"),
            _ => String::new(),
        };
        let (message, help) = if place.is_empty() {
            (format!("`<{name}>` is not closed"), format!("write `</{name}>` where it ends"))
        } else {
            (
                format!("`<{name}>` is not closed in {place} in which it was opened"),
                format!("write `</{name}>` where it ends, before the end of {place}"),
            )
        };
        self.missed.push((name, self.out.len()));
        self.say(range, message, help);
    }

    /// A tag that begins an element ends those whose end tags may be left out before it.
    fn close_implied(&mut self, next: &str) {
        while let Some(Open::Raw { name, .. }) = self.open.last() {
            if !ends_before(name, next) {
                return;
            }
            self.open.pop();
        }
    }

    /// Takes in the tags of raw HTML.
    fn raw(&mut self, html: &str, places: &[(usize, usize)], block: bool) {
        let file = |offset: usize| {
            let after = places.partition_point(|(here, _)| *here <= offset);
            places.get(after.saturating_sub(1)).map_or(offset, |(here, file)| file + (offset - here))
        };
        walk(html, |piece| match piece {
            Piece::Tag(tag) => {
                let range = file(tag.at.start)..file(tag.at.start) + tag.at.len();
                if let Some(address) = tag.loads {
                    self.out.push(foreign_load::told(self.span(range.clone()), address, tag.name == "img"));
                }
                self.tag(&tag, range, block);
            }
            Piece::Endless { at, begins, ends } => {
                let start = file(at);
                let message = format!("what begins with `{begins}` has no end, and hides all that follows");
                self.say(start..start + begins.len(), message, format!("write `{ends}` where it ends"));
            }
            Piece::Unread { at } => self.unread(html, at, file(at)),
        });
    }

    /// What begins like a tag and is none.
    fn unread(&mut self, html: &str, at: usize, start: usize) {
        let rest = &html[at..];
        // What was meant for a component was told as such; in `<pre>` nobody looked for one.
        if self.around("pre").is_none() && capital(rest).is_some_and(|(name, _)| !is_html_name(name)) {
            return;
        }
        let length = rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len()).max(1);
        let message = "a browser takes this for the beginning of a tag, and does not show what follows";
        let help = "complete the tag, up to its `>`; for the sign itself write `&lt;`";
        self.say(start..start + length, message.into(), help);
    }

    fn tag(&mut self, tag: &RawTag, range: Range<usize>, block: bool) {
        let name = tag.name.to_ascii_lowercase();
        if !is_html_name(&name)
            && tag.name.starts_with(|c: char| c.is_ascii_uppercase())
            && self.around("pre").is_some()
        {
            let slash = if tag.closing { "/" } else { "" };
            let message = format!("`<{slash}{}>` is a tag in `<pre>`, too, and is not shown", tag.name);
            return self.say(range, message, format!("write `&lt;{slash}{}` for the sign itself", tag.name));
        }
        // What was meant for a component was told as such.
        let is_told = !is_html_name(&name)
            && (tag.name.starts_with(|c: char| c.is_ascii_uppercase())
                || self.shapes.names().iter().any(|it| it.eq_ignore_ascii_case(&name)));
        if is_told {
            return;
        }
        if tag.closing {
            return self.close(&name, range);
        }
        let is_void = is_void(&name);
        if !block && BLOCKS.contains(&&*name) && !self.is_in_raw_block() {
            let within = self.open.iter().rev().find_map(|open| match open {
                Open::Markdown(end) if holds_words(*end) => Some(*end),
                _ => None,
            });
            if let Some(end) = within {
                let message = format!("`<{name}>` stands in {}, which takes words in a line only", container(end));
                let help = match end {
                    TagEnd::Paragraph => format!("put `<{name}>` on a line of its own, between blank lines"),
                    _ => format!("take `<{name}>` away, or write `<span>`"),
                };
                self.say(range.clone(), message, help);
                if !is_void {
                    self.open.push(Open::Raw { name: format!("!{name}"), range });
                }
                return;
            }
        }
        self.close_implied(&name);
        if let Some(Open::Raw { name: around, .. }) = self.open.last()
            && IN_LINE.contains(&&**around)
            && BLOCKS.contains(&&*name)
        {
            let message = format!("`<{name}>` stands in `<{around}>`, which takes words in a line only");
            let help = match &**around {
                "pre" => format!("write `&lt;{name}>` for the sign itself, or take it away"),
                _ => format!("take `<{name}>` away, or write `<span>`"),
            };
            self.say(range.clone(), message, help);
            if !is_void {
                self.open.push(Open::Raw { name: format!("!{name}"), range });
            }
            return;
        }
        self.part(&name, &range);
        if is_void {
            return;
        }
        let foreign = self.around("svg").or_else(|| self.around("math")).is_some() || matches!(&*name, "svg" | "math");
        if tag.empty && foreign {
            return;
        }
        if tag.empty {
            let message = format!("`<{name}/>` is not closed: in HTML the `/` at a tag's end says nothing");
            return self.say(range, message, format!("write `<{name}></{name}>`"));
        }
        if name == "a" && (self.around("a").is_some() || self.is_in_link()) {
            self.say(range.clone(), "`<a>` stands in a link".into(), "write one link after the other");
            return self.open.push(Open::Raw { name: "!a".into(), range });
        }
        // Written with a capital it was told, and may have been meant for a component.
        let name = if tag.name.starts_with(|c: char| c.is_ascii_uppercase()) { format!("!{name}") } else { name };
        self.open.push(Open::Raw { name, range });
    }

    /// Complains about a part of an element that does not stand in it.
    fn part(&mut self, name: &str, range: &Range<usize>) {
        let Some((_, wholes)) = PARTS.iter().find(|(part, _)| *part == name) else { return };
        let around = match self.open.last() {
            Some(Open::Raw { name, .. }) => name.trim_start_matches('!'),
            _ => "",
        };
        if !wholes.contains(&around) {
            let message = format!("`<{name}>` does not stand in `<{}>`", wholes[0]);
            self.say(range.clone(), message, format!("write `<{}>` around it", wholes[0]));
        }
    }

    fn is_in_link(&self) -> bool {
        self.open.iter().any(|open| matches!(open, Open::Markdown(TagEnd::Link)))
    }

    /// Whether a raw block was told or stands within the line already.
    fn is_in_raw_block(&self) -> bool {
        let inner = self.open.iter().rev().take_while(|open| matches!(open, Open::Raw { .. }));
        inner
            .into_iter()
            .any(|open| matches!(open, Open::Raw { name, .. } if BLOCKS.contains(&name.trim_start_matches('!'))))
    }

    /// An end tag.
    fn close(&mut self, name: &str, range: Range<usize>) {
        if is_void(name) {
            let help = if name == "br" { "write `<br>`" } else { "take it away" };
            return self.say(range, format!("`</{name}>`: this element has no end"), help);
        }
        let is_it = |open: &Open| matches!(open, Open::Raw { name: it, .. } if it.trim_start_matches('!') == name);
        let Some(at) = self.open.iter().rposition(is_it) else {
            if let Some(i) = self.missed.iter().rposition(|(it, _)| it == name) {
                // One fault, told where the element begins.
                let (_, said) = self.missed.remove(i);
                let span = self.span(range);
                if let Some(it) = self.out.get_mut(said) {
                    it.secondary.push(Label { span, text: format!("`</{name}>` stands outside it") });
                }
                return;
            }
            let help = format!("put `<{name}>` before it, or take it away");
            return self.say(range, format!("`</{name}>` closes nothing: no `<{name}>` is open here"), help);
        };
        let Open::Raw { range: opened, .. } = &self.open[at] else { return };
        let opened = opened.clone();
        let crossed = self.open[at + 1..].iter().rev().find_map(|open| match open {
            Open::Raw { name, .. } if may_stay_open(name) || name.starts_with('!') => None,
            Open::Raw { name, range } => Some((format!("`<{name}>`"), Some((name.clone(), range.clone())))),
            Open::Component(name) => Some((format!("`<{name}>`"), None)),
            Open::Markdown(end) => Some((container(*end).to_owned(), None)),
        });
        match crossed {
            None => self.open.truncate(at),
            Some((what, inner)) => {
                let is_raw = inner.is_some();
                let span = self.span(range);
                let said = Diagnostic::error(
                    Code::UnclosedHtml,
                    span,
                    format!("`</{name}>` stands in {what}, and `<{name}>` outside it"),
                );
                let said = said.also(self.span(opened.clone()), "opened here");
                self.out.push(match &inner {
                    Some((inner, _)) => said.help(format!("write `</{inner}>` before `</{name}>`")),
                    None => said.help(format!("open and close `<{name}>` in the same place")),
                });
                if is_raw {
                    // Both are told.
                    let last = self.open[at..].iter().rposition(|open| !matches!(open, Open::Raw { .. }));
                    if last.is_none() {
                        let inner: Vec<_> = self.open.drain(at..).skip(1).collect();
                        for mut open in inner {
                            if let Open::Raw { name, .. } = &mut open
                                && !name.starts_with('!')
                            {
                                name.insert(0, '!');
                            }
                            self.open.push(open);
                        }
                        return;
                    }
                }
                self.forget(&opened);
            }
        }
    }
}

/// Whether a Markdown element holds words and nothing else.
fn holds_words(end: TagEnd) -> bool {
    use TagEnd::{DefinitionListTitle, Emphasis, Heading, Link, Paragraph, Strikethrough, Strong};
    matches!(end, Paragraph | Heading(_) | DefinitionListTitle | Emphasis | Strong | Strikethrough | Link)
}
