//! What components mean: the signatures of the built-in ones, and every argument resolved and checked.
//!
//! [`BUILT_IN`] is the one list of the built-in ones. What each asks of its arguments is in the file of its group, and
//! `render::component` has a file of the same name that draws the group.

mod arguments;
mod charted;
mod prose;
mod theme;
mod tracks;

pub use charted::Charted;
pub use prose::Prose;
pub use theme::{ArgumentType, ArgumentValue, Signatures, ThemeSignature};
pub use tracks::{Column, TrackTable, TracksOf};

pub(super) use super::body::Context;

use super::fact::What;
use crate::diagnostic::Diagnostic;
use crate::model::Entity;
use crate::parse::markdown::{BodyKind, ComponentMatter, Placement, Shape};
use arguments::Args;
use std::collections::BTreeMap;

/// The built-in components.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuiltIn {
    /// A table of tracks.
    Tracks,
    /// A table of a chart run.
    ChartRun,
    /// A best position.
    Peak,
    /// A position.
    Position,
    /// A number of weeks.
    Weeks,
    /// The writer's words for a fact that is checked.
    Fact,
    /// A box beside the text.
    Callout,
}

/// Name, shape and arguments of each built-in component.
const BUILT_IN: [(&str, BuiltIn, Placement, BodyKind, &[&str]); 7] = [
    (
        "Tracks",
        BuiltIn::Tracks,
        Placement::Block,
        BodyKind::None,
        &["drama", "soundtrack", "artist", "chart", "tracks", "columns", "limit", "caption", "as_of"],
    ),
    (
        "ChartRun",
        BuiltIn::ChartRun,
        Placement::Block,
        BodyKind::None,
        &["track", "soundtrack", "chart", "caption", "as_of"],
    ),
    ("Peak", BuiltIn::Peak, Placement::Inline, BodyKind::None, &["track", "soundtrack", "chart", "as_of"]),
    (
        "Position",
        BuiltIn::Position,
        Placement::Inline,
        BodyKind::None,
        &["track", "soundtrack", "chart", "week", "as_of"],
    ),
    ("Weeks", BuiltIn::Weeks, Placement::Inline, BodyKind::None, &["track", "soundtrack", "chart", "as_of"]),
    (
        "Fact",
        BuiltIn::Fact,
        Placement::Inline,
        BodyKind::Inline,
        &["track", "soundtrack", "drama", "artist", "chart", "what", "is", "week", "as_of"],
    ),
    ("Callout", BuiltIn::Callout, Placement::Block, BodyKind::Blocks, &["kind", "title"]),
];

/// The shapes of the built-in components, by name.
pub fn built_in_shapes() -> BTreeMap<String, Shape> {
    BUILT_IN
        .iter()
        .map(|(name, _, placement, body, _)| ((*name).to_owned(), Shape { placement: *placement, body: *body }))
        .collect()
}

/// A component whose arguments are resolved and checked, by what it draws.
#[derive(Debug, Clone)]
pub enum LinkedComponent {
    /// A table of tracks.
    Tracks(TrackTable),
    /// What stood on a chart.
    Charted(Charted),
    /// A box in the text.
    Prose(Prose),
    /// A component of the theme.
    Theme {
        /// Its name.
        name: String,
        /// Its arguments.
        arguments: Vec<(String, ArgumentValue)>,
    },
    /// It has a fault, which was reported.
    Broken,
}

impl LinkedComponent {
    /// The records that it shows, for "articles that mention".
    pub fn mentions(&self) -> Vec<Entity> {
        match self {
            LinkedComponent::Tracks(table) => table.mentions(),
            LinkedComponent::Charted(charted) => charted.mentions(),
            LinkedComponent::Theme { arguments, .. } => arguments
                .iter()
                .filter_map(|(_, value)| if let ArgumentValue::Entity(e) = value { Some(*e) } else { None })
                .collect(),
            LinkedComponent::Prose(_) | LinkedComponent::Broken => Vec::new(),
        }
    }
}

/// Resolves and checks one component.
pub(super) fn component(
    matter: &ComponentMatter,
    context: &Context,
    diagnostics: &mut Vec<Diagnostic>,
) -> LinkedComponent {
    let before = diagnostics.len();
    let mut args = Args { matter, context, diagnostics };
    let built_in = BUILT_IN.iter().find(|(name, ..)| *name == &*matter.name);
    let linked = match built_in {
        Some((_, which, _, _, names)) => {
            args.known(names);
            match which {
                BuiltIn::Tracks => args.tracks(),
                BuiltIn::ChartRun => args.chart_run(),
                BuiltIn::Peak => args.number(What::Peak),
                BuiltIn::Position => args.number(What::Position),
                BuiltIn::Weeks => args.number(What::Weeks),
                BuiltIn::Fact => args.fact(),
                BuiltIn::Callout => args.callout(),
            }
        }
        None => args.theme(),
    };
    // That a body is missing was told when the text was read.
    let needs_body = match built_in {
        Some((_, _, _, body, _)) => *body != BodyKind::None,
        None => context.signatures.get(&*matter.name).is_some_and(|signature| signature.body),
    };
    if diagnostics.len() > before || (needs_body && !matter.body) {
        LinkedComponent::Broken
    } else {
        linked.unwrap_or(LinkedComponent::Broken)
    }
}
