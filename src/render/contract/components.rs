//! The components that draw what articles show: what a writer may say to each, and what it is given to draw.

use super::arguments::meaning;
use super::shape::Field;
use crate::catalogue::{built_in_arguments, built_in_shapes};
use crate::parse::markdown::{BodyKind, Placement};
use crate::render::component::given::DRAWN;
use schemars::generate::SchemaGenerator;

/// A component and what it is given.
#[derive(Debug, Clone)]
pub struct ComponentContract {
    /// `ChartRun`.
    pub name: &'static str,
    /// What it draws.
    pub about: &'static str,
    /// How a writer uses it; nothing for what only the program draws.
    pub written: Option<Written>,
    /// What it is given.
    pub value: Field,
}

/// How a component is written.
#[derive(Debug, Clone)]
pub struct Written {
    /// Whether it belongs into a sentence.
    pub inline: bool,
    /// Whether it takes a body, in words.
    pub body: &'static str,
    /// Its arguments, each with what it means.
    pub arguments: Vec<(&'static str, &'static str)>,
}

/// All components in the order of their names.
pub(super) fn all(generator: &mut SchemaGenerator) -> Vec<ComponentContract> {
    let shapes = built_in_shapes();
    let mut all: Vec<ComponentContract> = DRAWN
        .iter()
        .map(|it| {
            let arguments = built_in_arguments(it.name).unwrap_or_default();
            let written = shapes.get(it.name).map(|shape| Written {
                inline: shape.placement == Placement::Inline,
                body: body(shape.body),
                arguments: arguments.iter().map(|argument| (*argument, meaning(it.name, argument))).collect(),
            });
            let argument = if it.name.starts_with("Picture") { "picture" } else { "value" };
            let about = "What it draws.".to_owned();
            let value = Field { name: argument.to_owned(), about, ..it.field(generator) };
            ComponentContract { name: it.name, about: it.about, written, value }
        })
        .collect();
    all.sort_by_key(|it| it.name);
    all
}

fn body(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::None => "no body",
        BodyKind::Inline => "a body of words",
        BodyKind::MaybeInline => "a body of words, or none",
        BodyKind::Blocks | BodyKind::Hidden => "a body of Markdown",
        BodyKind::MaybeBlocks => "a body of Markdown, or none",
        BodyKind::Quote => "a body of words that are quoted",
        BodyKind::Turns => "a body of turns, `Q:` and `A:`",
        BodyKind::Questions => "a body of questions with their answers",
        BodyKind::Table => "a body that is a table",
    }
}
