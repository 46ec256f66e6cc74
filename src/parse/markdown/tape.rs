//! A body's nodes written down in few bytes, so that its page is drawn without reading its Markdown again.
//!
//! What a node says stands in the text already, so its place is written down, not its words: about three bytes a node,
//! a fifth of the text. A body with something rare in it has no tape and is read again.
//!
//! Each node is a code, with [`INDEXED`] its index, then its range and what else it has:
//!
//! | what | how |
//! |---|---|
//! | number | seven bits a byte, the lowest first, the highest bit set when more follow (LEB128) |
//! | difference | a number, its sign in the lowest bit (zigzag) |
//! | range | the difference of its start from where the node before left off, its length |
//! | words | their length, twice; if they stand in the text, the difference of their start from the range's; if not, one more, and they follow in [`Tape::words`] |

use super::{Body, Kind, Node};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
use std::mem::discriminant;
use std::ops::Range;

/// The nodes of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tape {
    codes: Box<[u8]>,
    /// What nodes say that does not stand in the text: entities, made quotes.
    words: Box<str>,
}

/// Set in a code whose node has an index other than 0.
const INDEXED: u8 = 0x80;

// Codes of leaves and ends.
const TEXT: u8 = 0;
/// Text that is not as it stands in the file.
const OTHER_TEXT: u8 = 1;
const CODE: u8 = 2;
const HTML: u8 = 3;
const INLINE_HTML: u8 = 4;
const FOOTNOTE: u8 = 5;
const SOFT_BREAK: u8 = 6;
const HARD_BREAK: u8 = 7;
const RULE: u8 = 8;
const TASK: u8 = 9;
const TASK_DONE: u8 = 10;
/// An end with the range of its start.
const END: u8 = 11;
/// An end with a range of its own.
const OTHER_END: u8 = 12;
// Codes of components: within a line, and between blocks.
const COMPONENT: u8 = 13;
const BLOCK_COMPONENT: u8 = 14;
const OPEN: u8 = 15;
const BLOCK_OPEN: u8 = 16;
const CLOSE: u8 = 17;
const BLOCK_CLOSE: u8 = 18;
/// Somebody answers.
const TURN: u8 = 19;
/// Somebody asks.
const ASKING_TURN: u8 = 20;
// Codes of starts.
const HEADING: u8 = 32;
const INDENTED: u8 = 33;
const FENCED: u8 = 34;
const ORDERED: u8 = 35;
const NOTE: u8 = 36;
const TABLE: u8 = 37;
const LINK: u8 = 38;
const IMAGE: u8 = 39;
/// The first of [`PLAIN`].
const FIRST_PLAIN: u8 = 40;

/// The starts that say nothing more.
const PLAIN: [Tag<'static>; 20] = [
    Tag::Paragraph,
    Tag::HtmlBlock,
    Tag::List(None),
    Tag::Item,
    Tag::DefinitionList,
    Tag::DefinitionListTitle,
    Tag::DefinitionListDefinition,
    Tag::TableHead,
    Tag::TableRow,
    Tag::TableCell,
    Tag::Emphasis,
    Tag::Strong,
    Tag::Strikethrough,
    Tag::BlockQuote(None),
    Tag::BlockQuote(Some(BlockQuoteKind::Note)),
    Tag::BlockQuote(Some(BlockQuoteKind::Tip)),
    Tag::BlockQuote(Some(BlockQuoteKind::Important)),
    Tag::BlockQuote(Some(BlockQuoteKind::Warning)),
    Tag::BlockQuote(Some(BlockQuoteKind::Caution)),
    Tag::Superscript,
];

const LEVELS: [HeadingLevel; 6] =
    [HeadingLevel::H1, HeadingLevel::H2, HeadingLevel::H3, HeadingLevel::H4, HeadingLevel::H5, HeadingLevel::H6];

const ALIGNMENTS: [Alignment; 4] = [Alignment::None, Alignment::Left, Alignment::Center, Alignment::Right];

const LINKS: [LinkType; 11] = [
    LinkType::Inline,
    LinkType::Reference,
    LinkType::ReferenceUnknown,
    LinkType::Collapsed,
    LinkType::CollapsedUnknown,
    LinkType::Shortcut,
    LinkType::ShortcutUnknown,
    LinkType::Autolink,
    LinkType::Email,
    LinkType::WikiLink { has_pothole: false },
    LinkType::WikiLink { has_pothole: true },
];

/// Where something stands in a list of codes.
fn place<T: PartialEq>(list: &[T], wanted: &T) -> Option<u8> {
    u8::try_from(list.iter().position(|it| it == wanted)?).ok()
}

impl Tape {
    /// Writes down the nodes of `text`; nothing when one of them is of a rare sort.
    pub fn of(text: &str, nodes: &[Node]) -> Option<Self> {
        let mut writer = Writer { text, codes: Vec::with_capacity(nodes.len() * 4), words: String::new(), left: 0 };
        let mut open: Vec<(TagEnd, &Range<usize>)> = Vec::new();
        for node in nodes {
            writer.node(node, &mut open)?;
        }
        open.is_empty().then(|| Self { codes: writer.codes.into(), words: writer.words.into() })
    }

    /// The nodes again; `text` is the one that they were written down for.
    pub fn body<'a>(&'a self, text: &'a str) -> Body<'a> {
        let mut reader = Reader { text, tape: self, at: 0, word: 0, left: 0 };
        let mut nodes = Vec::with_capacity(self.codes.len() / 3);
        let mut open = Vec::new();
        while let Some(node) = reader.node(&mut open) {
            nodes.push(node);
        }
        Body { nodes }
    }
}

struct Writer<'t> {
    text: &'t str,
    codes: Vec<u8>,
    words: String,
    /// Where the node before left off.
    left: usize,
}

impl Writer<'_> {
    fn number(&mut self, mut number: u64) {
        loop {
            let [low, ..] = number.to_le_bytes();
            number >>= 7;
            if number == 0 {
                return self.codes.push(low);
            }
            self.codes.push(low | 0x80);
        }
    }

    fn difference(&mut self, from: usize, to: usize) {
        let difference = to.wrapping_sub(from).cast_signed();
        self.number((difference << 1 ^ difference >> (isize::BITS - 1)).cast_unsigned() as u64);
    }

    /// The code, the index and the range.
    fn head(&mut self, code: u8, node: &Node) {
        self.codes.push(if node.index == 0 { code } else { code | INDEXED });
        if node.index != 0 {
            self.number(u64::from(node.index));
        }
        self.difference(self.left, node.range.start);
        self.number(node.range.len() as u64);
    }

    fn words(&mut self, words: &str, node: &Node) {
        // Words that the parser took out of the text lie in it.
        let start = (words.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        if self.text.get(start..start.saturating_add(words.len())) == Some(words) {
            self.number(words.len() as u64 * 2);
            self.difference(node.range.start, start);
        } else {
            self.number(words.len() as u64 * 2 + 1);
            self.words.push_str(words);
        }
    }

    fn node<'n>(&mut self, node: &'n Node, open: &mut Vec<(TagEnd, &'n Range<usize>)>) -> Option<()> {
        match &node.kind {
            Kind::Markdown(Event::Start(tag)) => {
                open.push((tag.to_end(), &node.range));
                self.start(tag, node)?;
                self.left = node.range.start;
                return Some(());
            }
            Kind::Markdown(Event::End(end)) => {
                let (opened, range) = open.pop()?;
                if opened != *end {
                    return None;
                }
                if *range == node.range && node.index == 0 {
                    self.codes.push(END);
                } else {
                    self.head(OTHER_END, node);
                }
            }
            Kind::Markdown(Event::Text(words)) => {
                if self.text.get(node.range.clone()) == Some(words) {
                    self.head(TEXT, node);
                } else {
                    self.said(OTHER_TEXT, words, node);
                }
            }
            Kind::Markdown(Event::Code(words)) => self.said(CODE, words, node),
            Kind::Markdown(Event::Html(words)) => self.said(HTML, words, node),
            Kind::Markdown(Event::InlineHtml(words)) => self.said(INLINE_HTML, words, node),
            Kind::Markdown(Event::FootnoteReference(label)) => self.said(FOOTNOTE, label, node),
            Kind::Markdown(Event::SoftBreak) => self.head(SOFT_BREAK, node),
            Kind::Markdown(Event::HardBreak) => self.head(HARD_BREAK, node),
            Kind::Markdown(Event::Rule) => self.head(RULE, node),
            Kind::Markdown(Event::TaskListMarker(done)) => self.head(if *done { TASK_DONE } else { TASK }, node),
            Kind::Markdown(Event::InlineMath(_) | Event::DisplayMath(_)) => return None,
            Kind::Component { block } => self.head(if *block { BLOCK_COMPONENT } else { COMPONENT }, node),
            Kind::Open { block } => self.head(if *block { BLOCK_OPEN } else { OPEN }, node),
            Kind::Close { block } => self.head(if *block { BLOCK_CLOSE } else { CLOSE }, node),
            Kind::Turn { asks, speaker } => {
                self.head(if *asks { ASKING_TURN } else { TURN }, node);
                self.number(*speaker as u64);
            }
        }
        self.left = node.range.end;
        Some(())
    }

    fn said(&mut self, code: u8, words: &str, node: &Node) {
        self.head(code, node);
        self.words(words, node);
    }

    fn start(&mut self, tag: &Tag, node: &Node) -> Option<()> {
        match tag {
            Tag::Heading { level, id, classes, attrs } => {
                if !(classes.is_empty() && attrs.is_empty()) {
                    return None;
                }
                self.head(HEADING, node);
                let level = LEVELS.iter().position(|it| it == level)? as u64;
                self.number(level * 2 + u64::from(id.is_some()));
                if let Some(id) = id {
                    self.words(id, node);
                }
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => self.head(INDENTED, node),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.said(FENCED, info, node),
            Tag::List(Some(first)) => {
                self.head(ORDERED, node);
                self.number(*first);
            }
            Tag::FootnoteDefinition(label) => self.said(NOTE, label, node),
            Tag::Table(columns) => {
                self.head(TABLE, node);
                self.number(columns.len() as u64);
                for column in columns {
                    self.codes.push(place(&ALIGNMENTS, column)?);
                }
            }
            Tag::Link { link_type, dest_url, title, id } => self.led(LINK, *link_type, [dest_url, title, id], node)?,
            Tag::Image { link_type, dest_url, title, id } => {
                self.led(IMAGE, *link_type, [dest_url, title, id], node)?;
            }
            plain => {
                let is_it = |it: &Tag| discriminant(it) == discriminant(plain) && it == plain;
                self.head(FIRST_PLAIN + u8::try_from(PLAIN.iter().position(is_it)?).ok()?, node);
            }
        }
        Some(())
    }

    fn led(&mut self, code: u8, kind: LinkType, said: [&CowStr; 3], node: &Node) -> Option<()> {
        self.head(code, node);
        self.codes.push(place(&LINKS, &kind)?);
        for words in said {
            self.words(words, node);
        }
        Some(())
    }
}

struct Reader<'a> {
    text: &'a str,
    tape: &'a Tape,
    at: usize,
    /// How much of the tape's words was read.
    word: usize,
    left: usize,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.tape.codes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self) -> Option<u64> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }

    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn from(&mut self, from: usize) -> Option<usize> {
        let number = self.number()?;
        let difference = (number >> 1).cast_signed() ^ -(number & 1).cast_signed();
        from.checked_add_signed(isize::try_from(difference).ok()?)
    }

    fn words(&mut self, start: usize) -> Option<CowStr<'a>> {
        let number = self.size()?;
        let length = number / 2;
        let words = if number % 2 == 0 {
            let start = self.from(start)?;
            self.text.get(start..start + length)?
        } else {
            self.word += length;
            self.tape.words.get(self.word - length..self.word)?
        };
        Some(CowStr::Borrowed(words))
    }

    fn node(&mut self, open: &mut Vec<(TagEnd, Range<usize>)>) -> Option<Node<'a>> {
        let code = self.byte()?;
        if code == END {
            let (end, range) = open.pop()?;
            self.left = range.end;
            return Some(Node { kind: Kind::Markdown(Event::End(end)), index: 0, range });
        }
        let index = if code & INDEXED == 0 { 0 } else { u32::try_from(self.number()?).ok()? };
        let code = code & !INDEXED;
        let start = self.from(self.left)?;
        let range = start..start + self.size()?;
        self.left = range.end;
        let event = match code {
            TEXT => Event::Text(CowStr::Borrowed(self.text.get(range.clone())?)),
            OTHER_TEXT => Event::Text(self.words(start)?),
            CODE => Event::Code(self.words(start)?),
            HTML => Event::Html(self.words(start)?),
            INLINE_HTML => Event::InlineHtml(self.words(start)?),
            FOOTNOTE => Event::FootnoteReference(self.words(start)?),
            SOFT_BREAK => Event::SoftBreak,
            HARD_BREAK => Event::HardBreak,
            RULE => Event::Rule,
            TASK | TASK_DONE => Event::TaskListMarker(code == TASK_DONE),
            OTHER_END => Event::End(open.pop()?.0),
            COMPONENT..HEADING => return Some(Node { kind: self.component(code)?, index, range }),
            _ => {
                let tag = self.start(code, start)?;
                open.push((tag.to_end(), range.clone()));
                self.left = start;
                Event::Start(tag)
            }
        };
        Some(Node { kind: Kind::Markdown(event), index, range })
    }

    fn component(&mut self, code: u8) -> Option<Kind<'a>> {
        Some(match code {
            COMPONENT | BLOCK_COMPONENT => Kind::Component { block: code == BLOCK_COMPONENT },
            OPEN | BLOCK_OPEN => Kind::Open { block: code == BLOCK_OPEN },
            CLOSE | BLOCK_CLOSE => Kind::Close { block: code == BLOCK_CLOSE },
            TURN | ASKING_TURN => Kind::Turn { asks: code == ASKING_TURN, speaker: self.size()? },
            _ => return None,
        })
    }

    fn start(&mut self, code: u8, start: usize) -> Option<Tag<'a>> {
        Some(match code {
            HEADING => {
                let number = self.size()?;
                let id = if number % 2 == 0 { None } else { Some(self.words(start)?) };
                Tag::Heading { level: *LEVELS.get(number / 2)?, id, classes: Vec::new(), attrs: Vec::new() }
            }
            INDENTED => Tag::CodeBlock(CodeBlockKind::Indented),
            FENCED => Tag::CodeBlock(CodeBlockKind::Fenced(self.words(start)?)),
            ORDERED => Tag::List(Some(self.number()?)),
            NOTE => Tag::FootnoteDefinition(self.words(start)?),
            TABLE => {
                let count = self.size()?;
                let column = |_| ALIGNMENTS.get(usize::from(self.byte()?)).copied();
                Tag::Table((0..count).map(column).collect::<Option<_>>()?)
            }
            LINK | IMAGE => {
                let link_type = *LINKS.get(usize::from(self.byte()?))?;
                let (dest_url, title, id) = (self.words(start)?, self.words(start)?, self.words(start)?);
                if code == LINK {
                    Tag::Link { link_type, dest_url, title, id }
                } else {
                    Tag::Image { link_type, dest_url, title, id }
                }
            }
            plain => PLAIN.get(usize::from(plain - FIRST_PLAIN))?.clone(),
        })
    }
}
