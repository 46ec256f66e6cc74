//! From events to nodes: components are nested into the Markdown, and split the paragraphs that they stand in.
//!
//! The principal type is [`Assembler`]: the nodes written so far, and a stack of frames for what is open.
//! Where a block component stands in the middle of a paragraph, the paragraph and the emphasis around it are
//! *suspended*: their ends are written, their frames stay, and what comes next in the paragraph writes their
//! starts anew. How components open and close is in [`super::component`].

use super::outline::ComponentMatter;
use super::plain::{self, Counts};
use super::settle::{Placed, Settled};
use super::shape::{Placement, Shape, Shapes};
use super::tag::{self, ComponentTag};
use super::target;
use super::unread::Misread;
use super::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// What raw HTML holds, with the places of it.
#[derive(Default)]
pub(super) struct Found {
    /// Ids.
    pub ids: Vec<(String, Range<usize>)>,
    /// Addresses.
    pub addresses: Vec<(String, Range<usize>)>,
}

/// What came of a body's events.
#[derive(Default)]
pub(super) struct Assembled<'a> {
    pub nodes: Vec<Node<'a>>,
    pub components: Vec<ComponentMatter>,
    pub raw: Found,
    pub diagnostics: Vec<Diagnostic>,
}

/// Nests the components of a settled body.
pub(super) fn assemble<'a>(
    text: &'a str,
    source: SourceId,
    shapes: &dyn Shapes,
    settled: Settled<'a>,
    misread: Misread,
) -> Assembled<'a> {
    match plain::nodes(settled) {
        Ok(nodes) => Assembled { nodes, ..Assembled::default() },
        Err(settled) => closely(text, source, shapes, settled, misread),
    }
}

/// The same, whatever there is in it.
pub(super) fn closely<'a>(
    text: &'a str,
    source: SourceId,
    shapes: &dyn Shapes,
    settled: Settled<'a>,
    misread: Misread,
) -> Assembled<'a> {
    let mut assembler = Assembler {
        text,
        source,
        shapes,
        tags: settled.tags,
        nodes: Vec::with_capacity(settled.events.len()),
        frames: Vec::new(),
        components: Vec::new(),
        pending: Vec::new(),
        unknown: HashSet::new(),
        swallowed: misread,
        capitals: HashSet::new(),
        found: Found::default(),
        diagnostics: Vec::new(),
        raw: None,
        trim: false,
        images: 0,
        counts: Counts::default(),
    };
    for placed in settled.events {
        assembler.event(placed);
    }
    assembler.end_of_text();
    let Assembler { nodes, components, found, diagnostics, .. } = assembler;
    Assembled { nodes, components, raw: found, diagnostics }
}

/// A component that is open.
pub(super) struct OpenComponent {
    pub name: Box<str>,
    /// Its place in the outline; nothing if it is misplaced and only its end is awaited.
    pub index: Option<u32>,
    pub shape: Shape,
    /// The opening tag.
    pub range: Range<usize>,
    /// Its node.
    pub node: usize,
    /// Whether it has been complained about, so that nothing follows from it.
    pub told: bool,
}

/// What is open.
pub(super) enum What {
    Markdown(TagEnd),
    /// A paragraph of our own, around bare text in a component's body.
    Made,
    Component(OpenComponent),
    /// A Markdown element of which only the inner text is kept.
    Dropped(TagEnd),
}

pub(super) struct Frame {
    pub what: What,
    /// The node of its start; nothing while suspended.
    pub written: Option<usize>,
}

impl Frame {
    /// Whether a block component may cut through it.
    pub fn is_cuttable(&self) -> bool {
        use TagEnd::{Emphasis, Paragraph, Strikethrough, Strong};
        matches!(self.what, What::Made | What::Markdown(Paragraph | Emphasis | Strong | Strikethrough))
    }

    pub fn is_made(&self) -> bool {
        matches!(self.what, What::Made)
    }
}

/// A component whose container ended before it was closed; its end tag may still come.
pub(super) struct Pending {
    pub name: Box<str>,
    pub shape: Shape,
    pub range: Range<usize>,
    pub container: Option<TagEnd>,
}

pub(super) struct Assembler<'a, 's> {
    pub text: &'a str,
    pub source: SourceId,
    pub shapes: &'s dyn Shapes,
    tags: HashMap<usize, ComponentTag>,
    pub nodes: Vec<Node<'a>>,
    pub frames: Vec<Frame>,
    pub components: Vec<ComponentMatter>,
    pub pending: Vec<Pending>,
    /// Names of unknown components that were reported.
    pub unknown: HashSet<Box<str>>,
    /// The same for tags that could not be read, or lie in raw HTML.
    pub swallowed: Misread,
    /// Names of HTML elements written with a capital that were reported.
    pub capitals: HashSet<Box<str>>,
    pub found: Found,
    pub diagnostics: Vec<Diagnostic>,
    /// The HTML block being read: its text, and where each piece of it lies in the file.
    pub raw: Option<(String, Vec<(usize, usize)>)>,
    /// White space at the beginning of what comes next is dropped, because a paragraph was cut here.
    trim: bool,
    /// How many pictures are around; inside, only text is kept.
    images: usize,
    counts: Counts,
}

impl<'a> Assembler<'a, '_> {
    fn event(&mut self, (event, range): Placed<'a>) {
        if matches!(event, Event::Text(_) | Event::SoftBreak) && self.raw.is_none() {
            // Most are so, and go on whole: taking an event to pieces costs more than all that is asked of it.
            return self.inline(event, range);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule => {
                if let Some(tag) = self.tags.remove(&range.start) {
                    return self.tag(tag);
                }
                self.end_line(range.start);
                self.push(Event::Rule, 0, range);
            }
            Event::Code(code) => match self.tags.remove(&range.start) {
                Some(tag) => self.tag(tag),
                None => self.inline(Event::Code(code), range),
            },
            Event::InlineHtml(html) => {
                let in_table = self.is_inside(TagEnd::TableCell);
                if let Some(tag) = tag::read(self.text, range.clone(), &html, self.source, in_table) {
                    return self.tag(tag);
                }
                self.raw_html(&html, &[(0, range.start)], false);
                self.inline(Event::InlineHtml(html), range);
            }
            Event::Html(html) => {
                self.raw_piece(&html, range.start);
                self.push(Event::Html(html), 0, range);
            }
            Event::Text(text) if self.raw.is_some() => {
                self.raw_piece(&text, range.start);
                self.push(Event::Text(text), 0, range);
            }
            Event::FootnoteReference(_) if self.is_inside(TagEnd::Link) => {
                self.diagnostics.push(
                    Diagnostic::error(Code::UnreadLink, self.span(range), "a footnote's mark stands inside a link")
                        .help("put the mark after the link"),
                );
            }
            inline => self.inline(inline, range),
        }
    }

    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range)
    }

    pub fn is_inside(&self, tag: TagEnd) -> bool {
        self.frames.iter().rev().any(|frame| matches!(frame.what, What::Markdown(open) if open == tag))
    }

    fn push(&mut self, event: Event<'a>, index: u32, range: Range<usize>) {
        self.nodes.push(Node { kind: Kind::Markdown(event), index, range });
    }

    fn open(&mut self, what: What, written: Option<usize>) {
        self.frames.push(Frame { what, written });
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let end = tag.to_end();
        let within_line =
            matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image);
        if self.images > 0 || within_line && self.is_unwanted(&tag, &range) {
            self.images += usize::from(self.images > 0 && end == TagEnd::Image);
            return self.open(What::Dropped(end), None);
        }
        let index = self.counts.next(end);
        if within_line {
            self.prepare(range.start);
            if matches!(end, TagEnd::Link | TagEnd::Image) {
                self.trim = false;
            }
        } else {
            self.end_line(range.start);
            self.trim = false;
        }
        self.images += usize::from(end == TagEnd::Image);
        if end == TagEnd::HtmlBlock {
            self.raw = Some((String::new(), Vec::new()));
        }
        self.open(What::Markdown(end), Some(self.nodes.len()));
        self.push(Event::Start(tag), index, range);
    }

    /// Links that cannot be one. Says why.
    fn is_unwanted(&mut self, tag: &Tag, range: &Range<usize>) -> bool {
        let span = self.span(range.clone());
        let said = match tag {
            Tag::Link { .. } if self.is_inside(TagEnd::Link) => {
                Diagnostic::error(Code::UnreadLink, span, "a link stands inside the words of a link")
                    .help("put one after the other, or take one of them away")
            }
            Tag::Image { link_type: LinkType::WikiLink { .. }, dest_url, .. } => {
                Diagnostic::error(Code::UnreadLink, span, "`![[…]]` shows nothing: pictures are not found by name")
                    .help(format!("for a picture write `![what is to be seen]({})`", target::name(dest_url, 0)))
                    .help("for a link leave out the `!`")
            }
            Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. }
                if target::name(dest_url, usize::MAX).is_empty() =>
            {
                Diagnostic::error(Code::UnreadLink, span, "this link names nothing")
                    .help("write the name between the brackets: `[[name]]`")
            }
            _ => return false,
        };
        self.diagnostics.push(said);
        true
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        while let Some(frame) = self.frames.pop() {
            match frame.what {
                What::Component(component) => self.abandon(component, Some(tag), range.end),
                What::Made if frame.written.is_some() => {
                    self.push(Event::End(TagEnd::Paragraph), 0, range.end..range.end);
                }
                What::Made => {}
                What::Dropped(_) => {
                    self.images = self.images.saturating_sub(usize::from(self.images > 0 && tag == TagEnd::Image));
                    break;
                }
                What::Markdown(_) => {
                    self.images = self.images.saturating_sub(usize::from(tag == TagEnd::Image));
                    self.end_markdown(tag, frame.written, range);
                    break;
                }
            }
        }
    }

    fn end_markdown(&mut self, tag: TagEnd, written: Option<usize>, range: Range<usize>) {
        let Some(start) = written else { return };
        if let TagEnd::Heading(_) = tag {
            self.heading_id(start);
        }
        if tag == TagEnd::HtmlBlock
            && let Some((html, places)) = self.raw.take()
        {
            self.raw_html(&html, &places, true);
        }
        if start + 1 == self.nodes.len()
            && matches!(tag, TagEnd::Paragraph | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
        {
            // Nothing is left of it after a cut.
            self.nodes.pop();
        } else {
            self.push(Event::End(tag), 0, range);
        }
    }

    /// Text and its like.
    fn inline(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.images > 0 {
            if matches!(event, Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak) {
                self.push(event, 0, range);
            }
            return;
        }
        if !self.trim {
            self.prepare(range.start);
            return self.push(event, 0, range);
        }
        let event = match event {
            Event::SoftBreak | Event::HardBreak => return,
            Event::Text(text) => {
                let rest = text.trim_start();
                if rest.is_empty() {
                    return;
                }
                Event::Text(CowStr::from(rest.to_owned()))
            }
            other => other,
        };
        self.prepare(range.start);
        self.trim = false;
        self.push(event, 0, range);
    }

    /// Before something within a line is written: resumes what was suspended.
    pub fn prepare(&mut self, at: usize) {
        if let Some(What::Component(open)) = self.frames.last().map(|frame| &frame.what)
            && open.index.is_some()
            && open.shape.placement == Placement::Block
            && open.shape.body.has_blocks()
        {
            // Text straight in a body, because the list around it is a tight one or the tag stands in a line.
            self.open(What::Made, None);
        }
        let first = self.frames.iter().rposition(|frame| !frame.is_cuttable()).map_or(0, |i| i + 1);
        for i in first..self.frames.len() {
            if self.frames[i].written.is_some() {
                continue;
            }
            let tag = match self.frames[i].what {
                What::Markdown(TagEnd::Emphasis) => Tag::Emphasis,
                What::Markdown(TagEnd::Strong) => Tag::Strong,
                What::Markdown(TagEnd::Strikethrough) => Tag::Strikethrough,
                _ => Tag::Paragraph,
            };
            self.frames[i].written = Some(self.nodes.len());
            self.push(Event::Start(tag), 0, at..at);
        }
    }

    /// The same before a component within a line: white space after it is kept.
    pub fn keep_space(&mut self, at: usize) {
        self.prepare(at);
        self.trim = false;
    }

    /// Before a block: ends bare text. In a tight list no paragraph's end says so: what is open in the line ends here.
    fn end_line(&mut self, at: usize) {
        while let Some(frame) = self.frames.pop() {
            match frame.what {
                What::Made if frame.written.is_some() => self.push(Event::End(TagEnd::Paragraph), 0, at..at),
                What::Made => {}
                What::Component(open) if open.shape.placement == Placement::Inline => {
                    self.abandon(open, Some(TagEnd::Paragraph), at);
                }
                _ => {
                    self.frames.push(frame);
                    return;
                }
            }
        }
    }

    /// Suspends the paragraph and the emphasis around this place; returns how many frames are below them.
    pub fn cut(&mut self, at: usize) -> usize {
        self.trim_end();
        let mut base = self.frames.len();
        while let Some(frame) =
            base.checked_sub(1).and_then(|i| self.frames.get_mut(i)).filter(|frame| frame.is_cuttable())
        {
            base -= 1;
            let tag = if let What::Markdown(tag) = frame.what { tag } else { TagEnd::Paragraph };
            match frame.written.take() {
                Some(start) if start + 1 == self.nodes.len() => {
                    self.nodes.pop();
                    self.trim_end();
                }
                Some(_) => self.push(Event::End(tag), 0, at..at),
                None => {}
            }
        }
        if self.frames.get(base).is_some_and(Frame::is_made) {
            self.frames.remove(base);
        }
        self.trim = true;
        base
    }

    /// Drops white space and line breaks at the end of what was written within a line.
    fn trim_end(&mut self) {
        while let Some(Node { kind: Kind::Markdown(event), .. }) = self.nodes.last_mut() {
            match event {
                Event::SoftBreak | Event::HardBreak => {}
                Event::Text(text) => {
                    let kept = text.trim_end();
                    if !kept.is_empty() {
                        if kept.len() < text.len() {
                            *event = Event::Text(CowStr::from(kept.to_owned()));
                        }
                        return;
                    }
                }
                _ => return,
            }
            self.nodes.pop();
        }
    }
}
