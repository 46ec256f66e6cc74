//! How each component may be used: in a line or on its own, and with which kind of body.

use std::collections::{BTreeMap, BTreeSet};

/// Where a component may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// Between paragraphs; it splits the paragraph that it stands in.
    Block,
    /// Within a line of text.
    Inline,
}

/// What may stand between a component's two tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// Nothing: it is written `<Name/>`.
    None,
    /// One stretch of text, without paragraphs, lists or other blocks.
    Inline,
    /// The same, or nothing when an argument says what would stand there.
    MaybeInline,
    /// Any Markdown. (Within a line there are no blocks, so an inline component takes text all the same.)
    Blocks,
    /// The same, or nothing.
    MaybeBlocks,
    /// Any Markdown in which questions stand: a definition list, or headings, each followed by its answer.
    Questions,
    /// One stretch of text without footnotes, because it may be said twice.
    Quote,
    /// Any Markdown, shown only to whoever asks for it.
    Hidden,
    /// Any Markdown in which two sides speak in turns: paragraphs that begin with `Q:`, `A:` or a name.
    Turns,
    /// One table, whose first column names its rows.
    Table,
}

impl BodyKind {
    /// Whether it is made of paragraphs and other blocks.
    pub(super) fn has_blocks(self) -> bool {
        matches!(self, Self::Blocks | Self::Questions | Self::Hidden | Self::Turns | Self::Table)
    }
}

/// How a component may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Where it may stand.
    pub placement: Placement,
    /// What it takes between its tags. What is taken is also needed, but for [`BodyKind::MaybeInline`] and
    /// [`BodyKind::MaybeBlocks`].
    pub body: BodyKind,
}

/// The components that articles may use, by name: the built-in ones and the theme's.
pub trait Shapes: Sync {
    /// The shape of a component, if there is one of this name (exact case).
    fn shape(&self, name: &str) -> Option<Shape>;
    /// Every name, in a stable order, for "did you mean".
    fn names(&self) -> Vec<String>;
    /// Whether a component of this name is declared where it could not be read, so that its absence goes without saying.
    fn is_unread(&self, name: &str) -> bool {
        let _ = name;
        false
    }
}

impl Shapes for BTreeMap<String, Shape> {
    fn shape(&self, name: &str) -> Option<Shape> {
        self.get(name).copied()
    }

    fn names(&self) -> Vec<String> {
        self.keys().cloned().collect()
    }
}

/// The components of a site: those that are known, and the names in templates that could not be compiled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownShapes {
    /// Built-in ones and the theme's.
    pub known: BTreeMap<String, Shape>,
    /// Names that broken templates declare.
    pub unread: BTreeSet<String>,
}

impl Shapes for KnownShapes {
    fn shape(&self, name: &str) -> Option<Shape> {
        self.known.shape(name)
    }

    fn names(&self) -> Vec<String> {
        self.known.names()
    }

    fn is_unread(&self, name: &str) -> bool {
        self.unread.contains(name)
    }
}
