//! How each component may be used: in a line or on its own, and with which kind of body.

use std::collections::BTreeMap;

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
    /// Any Markdown. (Within a line there are no blocks, so an inline component takes text all the same.)
    Blocks,
}

/// How a component may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Where it may stand.
    pub placement: Placement,
    /// What it takes between its tags. What is taken is also needed.
    pub body: BodyKind,
}

/// The components that articles may use, by name: the built-in ones and the theme's.
pub trait Shapes: Sync {
    /// The shape of a component, if there is one of this name (exact case).
    fn shape(&self, name: &str) -> Option<Shape>;
    /// Every name, in a stable order, for "did you mean".
    fn names(&self) -> Vec<String>;
}

impl Shapes for BTreeMap<String, Shape> {
    fn shape(&self, name: &str) -> Option<Shape> {
        self.get(name).copied()
    }

    fn names(&self) -> Vec<String> {
        self.keys().cloned().collect()
    }
}
