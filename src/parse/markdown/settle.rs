//! From text to Markdown events in which every component tag stands by itself.
//!
//! Markdown takes a tag alone on its line for the beginning of an HTML block and swallows the lines
//! after it. So the text is parsed, the tags that the parser recognised as HTML are found in its *events*
//! (never by searching the text: what stands in code, in a comment or after a backslash is safe), and each
//! is overwritten, in a copy of equal length, with something that keeps its place and swallows nothing:
//! a thematic break (`____`) for a block component, a code span (`` `xx` ``) for an inline one. Then the
//! copy is parsed again, until nothing new is found. A document without components is parsed once, most
//! others twice. Offsets, and all text handed out, are the file's.

use super::grammar;
use super::shape::{Placement, Shapes};
use super::tag::{self, ComponentTag};
use crate::source::SourceId;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A parser's event with its place in the file.
pub(super) type Placed<'a> = (Event<'a>, Range<usize>);

/// The events of a body, and the tags that stand behind some of them.
pub(super) struct Settled<'a> {
    pub events: Vec<Placed<'a>>,
    /// Tags by their first byte. The event that begins there (a rule or a code span) is that tag.
    pub tags: HashMap<usize, ComponentTag>,
    /// `[label]: address` lines: label and place, in order.
    pub definitions: Vec<(String, Range<usize>)>,
}

/// How often a text is parsed at most. Each tag that only shows itself after the one before it was taken
/// out costs a round; a text with more of them than this in one stretch without a blank line is told to
/// put one in (the tags left over stand in raw HTML then).
const ROUNDS: u32 = 64;

/// How often a tag is put back before it is left alone.
const TRIES: u32 = 4;

/// What the parser takes for white space around a tag.
const WHITE: [char; 6] = [' ', '\t', '\n', '\r', '\u{b}', '\u{c}'];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fill {
    Rule,
    Code,
}

struct Mark {
    tag: ComponentTag,
    fill: Fill,
    /// What is overwritten: the tag, and after it what is white space beside a tag but not beside a rule.
    hole: Range<usize>,
}

/// Parses `text[body]`.
pub(super) fn settle<'a>(
    text: &'a str,
    body: Range<usize>,
    source: SourceId,
    shapes: &dyn Shapes,
    smart_punctuation: bool,
) -> Settled<'a> {
    let mut marks: HashMap<usize, Mark> = HashMap::new();
    let mut losses: HashMap<usize, u32> = HashMap::new();
    let mut copy: Option<Vec<u8>> = None;
    let mut round = 1;
    loop {
        let current = copy.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
        let (events, definitions) = match current {
            None => parse(text, body.clone(), smart_punctuation, |event| event),
            Some(current) => {
                let home = Home {
                    here: current.get(body.clone()).unwrap_or_default(),
                    home: text.get(body.clone()).unwrap_or_default(),
                };
                parse(current, body.clone(), smart_punctuation, |event| home.event(event))
            }
        };
        let mut search = Search { text, source, shapes, marks: &marks, losses: &losses, found: Vec::new() };
        search.run(&events);
        let found = search.found;
        let lost = lost(&events, &marks);
        if round == ROUNDS || found.is_empty() && lost.is_empty() {
            let tags = marks.into_iter().map(|(start, mark)| (start, mark.tag)).collect();
            return Settled { events, tags, definitions };
        }
        let bytes = copy.get_or_insert_with(|| text.as_bytes().to_vec());
        for start in lost {
            if let Some(mark) = marks.remove(&start) {
                bytes[mark.hole.clone()].copy_from_slice(&text.as_bytes()[mark.hole]);
                *losses.entry(start).or_default() += 1;
            }
        }
        for mark in found {
            let hole = &mut bytes[mark.hole.clone()];
            match (mark.fill, hole) {
                (Fill::Code, [open, between @ .., close]) => {
                    (*open, *close) = (b'`', b'`');
                    between.fill(b'x');
                }
                (_, hole) => hole.fill(b'_'),
            }
            marks.insert(mark.tag.range.start, mark);
        }
        round += 1;
    }
}

/// The marks that did not come back as what they were meant to be: a tag indented so far that a rule is none
/// there, one that a guess put where code turned out to be, or one that an HTML block swallowed which began
/// only when the tag before it was taken out. Their tags are put back; the last kind is found again.
fn lost(events: &[Placed], marks: &HashMap<usize, Mark>) -> Vec<usize> {
    if marks.is_empty() {
        return Vec::new();
    }
    let came_back = |(event, range): &Placed| match (event, marks.get(&range.start)) {
        (Event::Rule, Some(mark)) => mark.fill == Fill::Rule,
        (Event::Code(_), Some(mark)) => mark.fill == Fill::Code && mark.hole.end == range.end,
        _ => false,
    };
    let back: HashSet<usize> = events.iter().filter(|placed| came_back(placed)).map(|(_, range)| range.start).collect();
    marks.keys().filter(|start| !back.contains(start)).copied().collect()
}

/// Looks through the events for tags that have to be taken out.
struct Search<'s, 'a> {
    text: &'a str,
    source: SourceId,
    shapes: &'s dyn Shapes,
    marks: &'s HashMap<usize, Mark>,
    losses: &'s HashMap<usize, u32>,
    found: Vec<Mark>,
}

impl Search<'_, '_> {
    fn run(&mut self, events: &[Placed]) {
        // Inside emphasis a block component is cut out of the events later, which keeps the emphasis whole;
        // in headings, links and pictures it is an error, said there.
        let mut inside = 0_usize;
        let mut line_start = false;
        let mut in_row = false;
        let mut i = 0;
        while let Some((event, range)) = events.get(i) {
            i += 1;
            match event {
                Event::Start(Tag::HtmlBlock) => {
                    let length =
                        events[i..].iter().position(|(event, _)| matches!(event, Event::End(TagEnd::HtmlBlock)));
                    let end = length.map_or(events.len(), |n| i + n);
                    self.html_block(&events[i..end]);
                    i = end;
                }
                Event::InlineHtml(html) if inside == 0 && line_start => self.inline(html, range),
                _ => {}
            }
            match event {
                Event::Start(tag) if is_inner(tag.to_end()) => inside += 1,
                Event::End(tag) if is_inner(*tag) => inside = inside.saturating_sub(1),
                _ => {}
            }
            line_start = match event {
                Event::Start(Tag::TableCell) => {
                    in_row && self.text.as_bytes().get(range.start.wrapping_sub(1)) != Some(&b'|')
                }
                Event::Start(
                    Tag::Paragraph
                    | Tag::Item
                    | Tag::BlockQuote(_)
                    | Tag::FootnoteDefinition(_)
                    | Tag::DefinitionListDefinition,
                )
                | Event::SoftBreak
                | Event::HardBreak => true,
                _ => false,
            };
            in_row = matches!(event, Event::Start(Tag::TableRow));
        }
    }

    /// A block component's tag in a paragraph, alone on its lines.
    fn inline(&mut self, html: &str, range: &Range<usize>) {
        let Some(name) = tag::component_name(html) else { return };
        if !self.shapes.shape(name).is_some_and(|shape| shape.placement == Placement::Block) {
            return;
        }
        let rest = self.text[range.end..].trim_start_matches(['\u{b}', '\u{c}', ' ', '\t']);
        if rest.is_empty() || rest.starts_with(['\n', '\r']) {
            self.take(range.clone(), html, Fill::Rule);
        }
    }

    /// An HTML block whose first line is a component's tag; further lines of the block are taken at once as
    /// far as it is plain that they, too, will be read as tags.
    fn html_block(&mut self, lines: &[Placed]) {
        let mut first = true;
        for (event, range) in lines {
            // Text in here is the indent that the parser made of a tab.
            let Event::Html(line) = event else { continue };
            let line: &str = line;
            let tag = line.trim_matches(WHITE);
            if tag.is_empty() {
                continue;
            }
            let indent = line.len() - line.trim_start_matches(WHITE).len();
            let whole = grammar::scan(tag, 0).is_ok_and(|scanned| tag.starts_with('<') && scanned.end == tag.len());
            match tag::component_name(tag).filter(|_| whole) {
                Some(name) if first || indent < 4 && !line[..indent].contains('\t') => {
                    let inline = self.shapes.shape(name).is_some_and(|shape| shape.placement == Placement::Inline);
                    let start = range.start + indent;
                    self.take(start..start + tag.len(), tag, if inline { Fill::Code } else { Fill::Rule });
                }
                None if !first && is_plain(tag) => {}
                _ => return,
            }
            first = false;
        }
    }

    fn take(&mut self, range: Range<usize>, seen: &str, fill: Fill) {
        if self.marks.contains_key(&range.start) || self.losses.get(&range.start).is_some_and(|n| *n >= TRIES) {
            return;
        }
        let after = &self.text[range.end..];
        let blank = &after[..after.len() - after.trim_start_matches([' ', '\t', '\u{b}', '\u{c}']).len()];
        let hole = range.start..range.end + blank.rfind(['\u{b}', '\u{c}']).map_or(0, |at| at + 1);
        if let Some(tag) = tag::read(self.text, range, seen, self.source, false) {
            self.found.push(Mark { tag, fill, hole });
        }
    }
}

fn is_inner(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Heading, Image, Link, Strikethrough, Strong};
    matches!(tag, Emphasis | Heading(_) | Image | Link | Strikethrough | Strong)
}

/// Whether nothing that begins in this line can reach over the end of it: no fence, HTML block, definition,
/// code span or tag.
fn is_plain(line: &str) -> bool {
    if line.starts_with(['<', '[']) || line.contains("~~~") || line.contains("```") {
        return false;
    }
    let ticks = line.contains('`');
    if ticks {
        let runs: Vec<usize> = line.split(|c| c != '`').map(str::len).filter(|n| *n > 0).collect();
        return !line.contains(['\\', '<'])
            && runs.len().is_multiple_of(2)
            && runs.windows(2).all(|pair| pair[0] == pair[1]);
    }
    line.match_indices('<').all(|(at, _)| grammar::scan(line, at).is_ok())
}

/// Parses `text[body]`; `home` gives back what the events borrow.
fn parse<'c, 'a>(
    text: &'c str,
    body: Range<usize>,
    smart_punctuation: bool,
    home: impl Fn(Event<'c>) -> Event<'a>,
) -> (Vec<Placed<'a>>, Vec<(String, Range<usize>)>) {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    options.set(Options::ENABLE_SMART_PUNCTUATION, smart_punctuation);
    let base = body.start;
    let here = text.get(body).unwrap_or_default();
    let parser = Parser::new_ext(here, options);
    let shift = |range: Range<usize>| range.start + base..range.end + base;
    let known = parser.reference_definitions().iter();
    let mut definitions: Vec<_> = known.map(|(label, found)| (label.to_owned(), shift(found.span.clone()))).collect();
    definitions.sort_unstable_by_key(|(_, range)| range.start);
    // An event in 16 bytes is much for running text; long tables have more.
    let mut events = Vec::with_capacity(here.len() / 16);
    events.extend(parser.into_offset_iter().map(|(event, range)| (home(event), shift(range))));
    (events, definitions)
}

/// Replaces text borrowed from the copy by the same place of the file.
#[derive(Clone, Copy)]
struct Home<'c, 'a> {
    here: &'c str,
    home: &'a str,
}

impl<'a> Home<'_, 'a> {
    fn text(self, text: CowStr<'_>) -> CowStr<'a> {
        if let CowStr::Borrowed(part) = text {
            let offset = (part.as_ptr() as usize).wrapping_sub(self.here.as_ptr() as usize);
            if offset <= self.here.len()
                && let Some(part) = self.home.get(offset..offset + part.len())
            {
                return CowStr::Borrowed(part);
            }
        }
        text.into_static()
    }

    fn event(self, event: Event<'_>) -> Event<'a> {
        match event {
            Event::Start(tag) => Event::Start(self.tag(tag)),
            Event::Text(text) => Event::Text(self.text(text)),
            Event::Code(text) => Event::Code(self.text(text)),
            Event::Html(text) => Event::Html(self.text(text)),
            Event::InlineHtml(text) => Event::InlineHtml(self.text(text)),
            Event::FootnoteReference(label) => Event::FootnoteReference(self.text(label)),
            other => other.into_static(),
        }
    }

    fn tag(self, tag: Tag<'_>) -> Tag<'a> {
        match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Tag::CodeBlock(CodeBlockKind::Fenced(self.text(info))),
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.text(label)),
            Tag::Link { link_type, dest_url, title, id } => {
                Tag::Link { link_type, dest_url: self.text(dest_url), title: self.text(title), id: self.text(id) }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                Tag::Image { link_type, dest_url: self.text(dest_url), title: self.text(title), id: self.text(id) }
            }
            other => other.into_static(),
        }
    }
}
