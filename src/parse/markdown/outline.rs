//! What an article's body says about itself: its headings, links, pictures, components, notes and ids.
//!
//! [`Outline`] owns its data and is kept for every article of a magazine, so it is small: no HTML, no text
//! but what later stages must resolve or show.

use super::tape::Tape;
use crate::source::Span;

/// The outline of one Markdown body. Lists are in the order of the text; a [`super::Node`]'s `index` counts in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings, with the ids that the HTML will have.
    pub headings: Vec<Heading>,
    /// Links: by name, Markdown's, and bare addresses, not those inside a picture's text alternative. Then the
    /// addresses of raw HTML, which no node's index counts.
    pub links: Vec<LinkMatter>,
    /// Pictures.
    pub images: Vec<ImageMatter>,
    /// Components, known ones only.
    pub components: Vec<ComponentMatter>,
    /// Footnotes that are referred to, in the order of their first mark.
    pub footnotes: Box<[Footnote]>,
    /// Ids in raw HTML.
    pub written_ids: Box<[Box<str>]>,
    /// Whether there is raw HTML in it.
    pub html: bool,
    /// How much there is to read.
    pub length: Length,
    /// The nodes, to be drawn.
    pub tape: Option<Tape>,
}

impl Outline {
    /// Every id that the HTML of this body will have, components' own apart.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        let headings = self.headings.iter().map(|heading| &*heading.id);
        let notes = self.footnotes.iter().flat_map(|note| std::iter::once(&note.id).chain(&note.marks).map(|id| &**id));
        headings.chain(notes).chain(self.written_ids.iter().map(|id| &**id))
    }

    /// Whether `#id` leads somewhere in this body.
    pub fn has_anchor(&self, id: &str) -> bool {
        self.anchors().any(|known| known == id)
    }
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, at which it is set; as typed, unless the page sets it lower.
    pub level: u8,
    /// The id that it has in the HTML, unique in this body.
    pub id: Box<str>,
    /// The whole heading.
    pub span: Span,
    /// Whether it stands in what is shown only to whoever asks for it, so that no list may name it.
    pub hidden: bool,
}

/// How a link was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// `[[target]]` or `[[target|label]]`.
    Name,
    /// `[text](target)`, or through a definition `[text]: target`.
    Address,
    /// `<https://…>`, or `<name@host>` (the target then begins with `mailto:`).
    Bare,
    /// In raw HTML: where a link leads, or a picture and the like is loaded from.
    Raw,
}

/// A link as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkMatter {
    /// How it was written.
    pub kind: LinkKind,
    /// Where it leads: a name (trimmed, white space folded, escapes undone; NFC and case are the caller's) or an address.
    pub target: Box<str>,
    /// Whether it has words of its own to show; of [`LinkKind::Name`] they stand behind a `|`.
    pub labelled: bool,
    /// The target alone; for a link through a definition, the target in the definition.
    pub span: Span,
}

/// A picture as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageMatter {
    /// The address.
    pub target: Box<str>,
    /// The text alternative, without markup.
    pub alt: Box<str>,
    /// The caption; `decorative` is no caption, see there.
    pub title: Option<Box<str>>,
    /// Said to be decoration: `![](line.jpg "decorative")`, so the text alternative may be empty.
    pub decorative: bool,
    /// Whether it stands in what is shown only to whoever asks for it.
    pub hidden: bool,
    /// The address alone.
    pub span: Span,
    /// All of it.
    pub whole: Span,
}

/// A component as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentMatter {
    /// Its name.
    pub name: Box<str>,
    /// What was said in the tag, in order.
    pub args: Vec<Argument>,
    /// The whole opening tag.
    pub span: Span,
    /// Whether something stands between its tags.
    pub body: bool,
    /// Whether that is shown only to whoever asks for it.
    pub hides: bool,
    /// Whether it stands itself in one of which that is so.
    pub hidden: bool,
    /// In an interview: what its lines begin with as a name would.
    pub labels: Vec<TurnLabel>,
}

/// What stands before a colon at the beginning of a line in an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnLabel {
    /// As typed.
    pub name: Box<str>,
    /// Where.
    pub span: Span,
    /// Whether it begins the turn of somebody whom the tag names.
    pub begins: bool,
}

/// `name="value"` in a component's tag, or `name` alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// The name.
    pub name: Box<str>,
    /// Where the name stands.
    pub name_span: Span,
    /// The value, entities decoded; nothing for a bare name, which means true.
    pub value: Option<Box<str>>,
    /// The value without its quotes; the name's place for a bare name.
    pub value_span: Span,
}

/// A footnote that is referred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    /// As typed between `[^` and `]`, folded for comparison.
    pub label: Box<str>,
    /// The note's id in the HTML.
    pub id: Box<str>,
    /// The ids of its marks in the text, in the order in which they are written.
    pub marks: Vec<Box<str>>,
}

/// How much there is to read. Korean is read by syllables, English by words, so both are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Length {
    /// Words of scripts that put spaces between words and are counted by them (Hangul is not).
    pub words: u32,
    /// Hangul syllables, Han characters, kana.
    pub syllables: u32,
}
