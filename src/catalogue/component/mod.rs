//! What components mean: the signatures of the built-in ones, and every argument resolved and checked.

mod arguments;
mod charted;
mod theme;
mod tracks;

pub(super) use super::body::Context;

use super::Catalogue;
use super::fact::What;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::{Chart, Entity, Id, Kind};
use crate::parse::markdown::{BodyKind, ComponentMatter, Placement, Shape};
use arguments::Args;
use jiff::civil::Date;
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

/// The type of a theme component's argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArgumentType {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// True or false; a bare name is true.
    Bool,
    /// Texts divided by commas.
    List,
    /// A reference of a kind: the argument is named after it.
    Reference(Kind),
}

/// A component of the theme: its arguments (name, type, whether needed), and whether others are taken.
#[derive(Debug, Clone, Default)]
pub struct ThemeSignature {
    /// Arguments.
    pub arguments: Vec<(String, ArgumentType, bool)>,
    /// Takes others too.
    pub rest: bool,
    /// Whether it needs a body.
    pub body: bool,
}

/// The theme's components, by name; the built-in ones are known anyway.
pub type Signatures = BTreeMap<String, ThemeSignature>;

/// A resolved argument of a theme's component.
#[derive(Debug, Clone, PartialEq)]
pub enum ArgumentValue {
    /// Text.
    Text(String),
    /// Whole number.
    Integer(i64),
    /// Number.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// Texts.
    List(Vec<String>),
    /// A record.
    Entity(Entity),
}

/// A column of `<Tracks>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Place on the release.
    Position,
    /// Title.
    Title,
    /// Artist credit.
    Artists,
    /// Drama.
    Drama,
    /// Release.
    Soundtrack,
    /// Length.
    Length,
    /// Date of release.
    Released,
    /// All chart peaks.
    Charts,
    /// Peak on the chart that is named.
    Peak,
    /// Weeks on the chart that is named.
    Weeks,
}

impl Column {
    /// The words that can be typed.
    pub const WORDS: [&'static str; 10] =
        ["position", "title", "artists", "drama", "soundtrack", "length", "released", "charts", "peak", "weeks"];

    fn from_word(word: &str) -> Option<Self> {
        use Column::{Artists, Charts, Drama, Length, Peak, Position, Released, Soundtrack, Title, Weeks};
        let all = [Position, Title, Artists, Drama, Soundtrack, Length, Released, Charts, Peak, Weeks];
        Self::WORDS.iter().position(|w| *w == word).and_then(|i| all.get(i).copied())
    }

    /// The word as typed.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().copied().find(|w| Self::from_word(w) == Some(self)).unwrap_or_default()
    }
}

/// Which tracks a table shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TracksOf {
    /// Those of a drama, release or artist.
    Entity(Entity),
    /// These.
    These(Vec<Entity>),
    /// Those that stood on the chart.
    Chart,
}

/// A component whose arguments are resolved and checked.
#[derive(Debug, Clone)]
pub enum LinkedComponent {
    /// A table of tracks.
    Tracks {
        /// Which.
        of: TracksOf,
        /// The chart that `peak` and `weeks` tell of.
        chart: Option<Id<Chart>>,
        /// Columns.
        columns: Vec<Column>,
        /// At most so many rows.
        limit: Option<usize>,
        /// Caption.
        caption: Option<String>,
        /// The day as of which facts are told.
        as_of: Option<Date>,
    },
    /// A chart run.
    ChartRun {
        /// Of what.
        subject: Entity,
        /// On which chart.
        chart: Id<Chart>,
        /// The stored week that counts.
        week: usize,
        /// Caption.
        caption: Option<String>,
    },
    /// A number in a sentence.
    Number {
        /// Of what.
        subject: Entity,
        /// On which chart.
        chart: Id<Chart>,
        /// The number.
        number: u32,
        /// The stored week that counts.
        week: usize,
    },
    /// The writer's words, which the catalogue confirms.
    Fact {
        /// Of what.
        subject: Entity,
        /// What was asked.
        what: String,
        /// What the catalogue says.
        value: String,
    },
    /// A box beside the text.
    Callout {
        /// note, tip, important, warning or caution.
        kind: &'static str,
        /// Its title.
        title: Option<String>,
    },
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
    pub fn mentions(&self, _catalogue: &Catalogue) -> Vec<Entity> {
        match self {
            LinkedComponent::Tracks { of, chart, .. } => {
                let mut all = match of {
                    TracksOf::Entity(entity) => vec![*entity],
                    TracksOf::These(tracks) => tracks.clone(),
                    TracksOf::Chart => Vec::new(),
                };
                all.extend(chart.map(Entity::Chart));
                all
            }
            LinkedComponent::ChartRun { subject, chart, .. } | LinkedComponent::Number { subject, chart, .. } => {
                vec![*subject, Entity::Chart(*chart)]
            }
            LinkedComponent::Fact { subject, .. } => vec![*subject],
            LinkedComponent::Theme { arguments, .. } => arguments
                .iter()
                .filter_map(|(_, value)| if let ArgumentValue::Entity(e) = value { Some(*e) } else { None })
                .collect(),
            LinkedComponent::Callout { .. } | LinkedComponent::Broken => Vec::new(),
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

impl Args<'_> {
    fn callout(&mut self) -> Option<LinkedComponent> {
        const KINDS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];
        let title = self.text("title").map(|t| t.value);
        let Some(kind) = self.text("kind") else { return Some(LinkedComponent::Callout { kind: "note", title }) };
        match KINDS.into_iter().find(|k| *k == kind.value) {
            Some(kind) => Some(LinkedComponent::Callout { kind, title }),
            None => {
                let help =
                    did_you_mean(&kind.value, KINDS).unwrap_or_else(|| format!("it can be: {}", KINDS.join(", ")));
                self.fault(kind.span, format!("`{}` is not a kind of callout", kind.value), Some(help));
                None
            }
        }
    }
}
