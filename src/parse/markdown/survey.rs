//! From nodes to the outline: words, links, pictures, and every id of the page.

use super::assemble::Found;
use super::counter::Counter;
use super::outline::{ComponentMatter, Footnote, Heading, ImageMatter, LinkKind, LinkMatter, Outline};
use super::punctuate::{Made, made};
use super::slug::{Ids, slug};
use super::unread::fold;
use super::{Kind, Node, target};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// What is known of the file.
pub(super) struct Survey<'a> {
    pub text: &'a str,
    pub source: SourceId,
    /// `[label]: address` lines by folded label.
    pub definitions: HashMap<String, Range<usize>>,
    /// Whether the language has words that follow a quotation without a space.
    pub attached: bool,
}

/// A heading whose id is still to be made.
struct Draft {
    level: u8,
    written: Option<String>,
    /// Its words as its id has them.
    named: String,
    range: Range<usize>,
    /// Whether it holds anything to read.
    empty: bool,
    hidden: bool,
}

/// A link or picture whose words are being read.
struct Words {
    /// Of a picture.
    text: String,
    empty: bool,
    /// Where the last of what stands inside ends.
    end: usize,
    /// The label of the definition that gives the address.
    id: Option<String>,
}

impl Words {
    fn new(start: usize, id: &str) -> Self {
        Self { text: String::new(), empty: true, end: start, id: (!id.is_empty()).then(|| fold(id)) }
    }
}

#[derive(Default)]
struct State {
    headings: Vec<Draft>,
    heading: bool,
    link: Option<Words>,
    image: Option<Words>,
    quotes: usize,
    /// Inside code blocks and raw HTML nothing is counted.
    silent: usize,
    /// Inside a link by name without a label, whose inner text is the name once more.
    named: bool,
    /// How many components are around that show their bodies only to whoever asks.
    hiding: usize,
    counter: Counter,
}

impl Survey<'_> {
    /// Draws up the outline, and says what is wrong with what it finds.
    pub fn outline(
        &self,
        nodes: &[Node],
        components: Vec<ComponentMatter>,
        raw: Found,
        out: &mut Vec<Diagnostic>,
    ) -> Outline {
        let mut outline = Outline { components, ..Outline::default() };
        let mut state = State::default();
        for node in nodes {
            self.node(node, &mut state, &mut outline, out);
        }
        outline.links.extend(raw.addresses.into_iter().map(|(target, at)| LinkMatter {
            kind: LinkKind::Raw,
            target: target.into(),
            labelled: true,
            span: self.span(at),
        }));
        outline.length = state.counter.length;
        let mut ids = Ids::default();
        let order = self.notes(nodes, out);
        let by_hand = state.headings.iter().filter_map(|draft| Some((draft.written.clone()?, draft.range.clone())));
        let mut by_hand: Vec<_> = by_hand.chain(raw.ids.iter().cloned()).collect();
        by_hand.sort_by_key(|(_, range)| range.start);
        for (id, range) in by_hand {
            if !ids.reserve(&id) {
                out.push(
                    Diagnostic::error(
                        Code::DuplicateId,
                        self.span(range),
                        format!("the id `{id}` is given twice in this text"),
                    )
                    .help("give each heading and element an id of its own"),
                );
            }
        }
        outline.written_ids = raw.ids.into_iter().map(|(id, _)| id.into()).collect();
        let note = |(i, (label, marks)): (usize, (String, usize))| {
            let id = ids.claim(&format!("fn-{}", i + 1));
            let marks = (0..marks).map(|_| ids.claim(&format!("fnref-{}", i + 1))).collect();
            Footnote { label: label.into(), id, marks }
        };
        outline.footnotes = order.into_iter().enumerate().map(note).collect();
        for draft in state.headings {
            if draft.empty {
                out.push(
                    Diagnostic::error(Code::EmptyText, self.span(draft.range.clone()), "this heading has no words")
                        .help("write its words, or take the `#` away"),
                );
            }
            let id = draft.written.map_or_else(|| ids.claim(&slug(&draft.named)), Into::into);
            let (level, hidden, span) = (draft.level, draft.hidden, self.span(draft.range));
            outline.headings.push(Heading { level, id, span, hidden });
        }
        // Tens of thousands of outlines are kept.
        outline.headings.shrink_to_fit();
        outline.links.shrink_to_fit();
        outline.images.shrink_to_fit();
        outline.components.shrink_to_fit();
        outline
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range)
    }

    fn node(&self, node: &Node, state: &mut State, outline: &mut Outline, out: &mut Vec<Diagnostic>) {
        let own_end = matches!(node.kind, Kind::Markdown(Event::End(TagEnd::Link | TagEnd::Image)));
        if let Some(words) = state.image.as_mut().or(state.link.as_mut()).filter(|_| !own_end) {
            words.end = words.end.max(node.range.end);
        }
        match &node.kind {
            Kind::Markdown(Event::Start(tag)) => self.start(tag, node, state),
            Kind::Markdown(Event::End(end)) => match end {
                TagEnd::Heading(_) => {
                    state.heading = false;
                    state.counter.end_word();
                }
                TagEnd::BlockQuote(_) => state.quotes = state.quotes.saturating_sub(1),
                TagEnd::CodeBlock | TagEnd::HtmlBlock => state.silent = state.silent.saturating_sub(1),
                TagEnd::Link => {
                    state.named = false;
                    if let Some(link) = outline.links.last_mut()
                        && let Some(words) = state.link.take()
                    {
                        self.end_link(link, &words, node, out);
                    }
                }
                TagEnd::Image => self.end_image(state, outline, node),
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {}
                _ => state.counter.end_word(),
            },
            Kind::Markdown(Event::Text(text)) if state.silent == 0 && !state.named => {
                state.say_as(text, self.named(text, &node.range));
            }
            Kind::Markdown(Event::Code(text)) if state.silent == 0 && !state.named => state.say(text),
            Kind::Markdown(Event::SoftBreak | Event::HardBreak) if !state.named => state.say(" "),
            Kind::Component { .. } => {
                state.full();
                hide(outline, node, state.hiding > 0);
            }
            Kind::Open { .. } => {
                state.full();
                hide(outline, node, state.hiding > 0);
                state.hiding += usize::from(hides(outline, node));
            }
            Kind::Close { .. } => state.hiding = state.hiding.saturating_sub(usize::from(hides(outline, node))),
            _ => {}
        }
        if let Kind::Markdown(Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. }))) = &node.kind {
            self.begin(tag, node, state, outline);
        }
    }

    /// A text as ids have it: whatever mark a language has for a quote or a dash, the id is the same. (Of dashes
    /// that are made, those beside Hangul, Han and Kana count as typed.)
    fn named<'t>(&self, words: &'t str, range: &Range<usize>) -> &'t str {
        match made(self.text, words, range) {
            Some(Made::Dashes) if self.attached => "-",
            Some(_) => "",
            None => words,
        }
    }

    fn start(&self, tag: &Tag, node: &Node, state: &mut State) {
        match tag {
            Tag::Heading { level, id, .. } => {
                state.counter.end_word();
                state.heading = true;
                let written = id.as_ref().map(ToString::to_string);
                state.headings.push(Draft {
                    level: *level as u8,
                    written,
                    named: String::new(),
                    range: self.trimmed(&node.range),
                    empty: true,
                    hidden: state.hiding > 0,
                });
            }
            Tag::BlockQuote(_) => state.quotes += 1,
            Tag::CodeBlock(_) | Tag::HtmlBlock => state.silent += 1,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => {}
            _ => state.counter.end_word(),
        }
    }

    /// Without the line's end that the parser counts in.
    pub(super) fn trimmed(&self, range: &Range<usize>) -> Range<usize> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        range.start..range.start + text.trim_end().len()
    }

    fn begin(&self, tag: &Tag, node: &Node, state: &mut State, outline: &mut Outline) {
        let range = node.range.clone();
        let whole = self.span(range.clone());
        match tag {
            Tag::Link { link_type, dest_url, id, .. } => {
                state.link = Some(Words::new(range.start, id));
                let (kind, target, span) = match link_type {
                    LinkType::WikiLink { has_pothole } => {
                        let name = target::name(dest_url, state.quotes);
                        if !has_pothole {
                            state.say(&name);
                            state.named = true;
                        }
                        (LinkKind::Name, name, self.span(target::name_range(self.text, range)))
                    }
                    LinkType::Autolink => {
                        (LinkKind::Bare, dest_url.to_string(), self.span(range.start + 1..range.end.saturating_sub(1)))
                    }
                    LinkType::Email => (
                        LinkKind::Bare,
                        format!("mailto:{dest_url}"),
                        self.span(range.start + 1..range.end.saturating_sub(1)),
                    ),
                    _ => (LinkKind::Address, dest_url.to_string(), whole),
                };
                outline.links.push(LinkMatter { kind, target: target.into(), labelled: false, span });
            }
            Tag::Image { dest_url, title, id, .. } => {
                state.image = Some(Words::new(range.start, id));
                let decorative = &**title == "decorative";
                let title = (!title.is_empty() && !decorative).then(|| title.to_string().into());
                outline.images.push(ImageMatter {
                    target: dest_url.to_string().into(),
                    alt: "".into(),
                    title,
                    decorative,
                    hidden: state.hiding > 0,
                    span: whole,
                    whole,
                });
            }
            _ => {}
        }
    }

    /// The place of an address, for links and pictures alike: in the tag itself or in the definition that it names.
    fn address(&self, tag: &Range<usize>, words: &Words) -> Span {
        let definition = words.id.as_ref().and_then(|id| self.definitions.get(id));
        self.span(match definition {
            Some(definition) => target::definition_range(self.text, definition.clone()),
            None => target::address_range(self.text, tag.clone(), words.end.min(tag.end)),
        })
    }

    fn end_link(&self, link: &mut LinkMatter, words: &Words, node: &Node, out: &mut Vec<Diagnostic>) {
        let named = link.kind == LinkKind::Name;
        if link.kind == LinkKind::Address {
            link.span = self.address(&node.range, words);
        }
        if words.empty && link.kind == LinkKind::Address {
            out.push(
                Diagnostic::error(Code::EmptyText, self.span(node.range.clone()), "this link has no words")
                    .help("write between `[` and `]` where it leads"),
            );
        }
        let piped = self.text.get(node.range.clone()).is_some_and(|text| text.contains('|'));
        link.labelled = !words.empty && link.kind != LinkKind::Bare && (!named || piped);
    }

    fn end_image(&self, state: &mut State, outline: &mut Outline, node: &Node) {
        let (Some(words), Some(image)) = (state.image.take(), outline.images.last_mut()) else { return };
        image.span = self.address(&node.range, &words);
        image.alt = folded(&words.text).into();
        // One without words may have them beside its file; that it has none is told when that is known.
        if !image.alt.is_empty() || !image.decorative {
            state.full();
        }
        if let Some(link) = &mut state.link {
            link.end = link.end.max(node.range.end);
        }
    }
}

fn hides(outline: &Outline, component: &Node) -> bool {
    outline.components.get(component.index as usize).is_some_and(|matter| matter.hides)
}

/// Says of a component that it is shown only to whoever asks for what is around it.
fn hide(outline: &mut Outline, component: &Node, hidden: bool) {
    if let Some(matter) = outline.components.get_mut(component.index as usize) {
        matter.hidden = hidden;
    }
}

impl State {
    fn say(&mut self, text: &str) {
        self.say_as(text, text);
    }

    /// The same, if ids have it otherwise.
    fn say_as(&mut self, text: &str, named: &str) {
        let blank = text.chars().all(char::is_whitespace);
        if let Some(image) = &mut self.image {
            image.text.push_str(text);
            return;
        }
        if self.heading
            && let Some(heading) = self.headings.last_mut()
        {
            heading.named.push_str(named);
        }
        if !blank {
            self.full();
        }
        self.counter.count(text);
    }

    /// There is something to read in what is open.
    fn full(&mut self) {
        if let Some(link) = &mut self.link {
            link.empty = false;
        }
        if self.heading
            && let Some(heading) = self.headings.last_mut()
        {
            heading.empty = false;
        }
    }
}

/// White space to one space each, at the ends none; spaces that do not break, as in French quotations, stay.
pub fn folded(text: &str) -> String {
    if is_folded(text.as_bytes()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split(is_breaking_space).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether it is certain that nothing is to be folded, as in most text. White space beyond ASCII begins with one of
/// these bytes.
fn is_folded(text: &[u8]) -> bool {
    let mut before = b' ';
    let is_plain = text.iter().all(|byte| {
        let is_plain = !matches!(byte, 0..0x20 | 0xc2 | 0xe1..=0xe3) && (*byte != b' ' || before != b' ');
        before = *byte;
        is_plain
    });
    is_plain && (before != b' ' || text.is_empty())
}

fn is_breaking_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}
