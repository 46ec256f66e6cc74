//! What components mean: the signatures of the built-in ones, and every argument resolved and checked.

use super::body::Context;
use super::fact::{NoStanding, What, agrees, field_names};
use super::link::missed;
use super::{Catalogue, Standing};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::{Chart, Entity, Id, Kind};
use crate::parse::markdown::{Argument, BodyKind, ComponentMatter, Placement, Shape};
use crate::source::{Span, Spanned};
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
    if diagnostics.len() > before { LinkedComponent::Broken } else { linked.unwrap_or(LinkedComponent::Broken) }
}

struct Args<'a> {
    matter: &'a ComponentMatter,
    context: &'a Context<'a>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Args<'a> {
    fn fault(&mut self, span: Span, message: impl Into<String>, help: Option<String>) {
        self.diagnostics.push(Diagnostic::error(Code::ComponentArgument, span, message).maybe_help(help));
    }

    /// Reports arguments that the component does not have.
    fn known(&mut self, names: &[&str]) {
        for argument in &self.matter.args {
            if !names.contains(&&*argument.name) {
                let help = did_you_mean(&argument.name, names.iter().copied())
                    .unwrap_or_else(|| format!("it takes: {}", names.join(", ")));
                self.fault(
                    argument.name_span,
                    format!("`<{}>` has no argument `{}`", self.matter.name, argument.name),
                    Some(help),
                );
            }
        }
    }

    fn argument(&self, name: &str) -> Option<&'a Argument> {
        self.matter.args.iter().find(|a| &*a.name == name)
    }

    fn text(&mut self, name: &str) -> Option<Spanned<String>> {
        let argument = self.argument(name)?;
        match &argument.value {
            Some(value) => Some(Spanned::new(value.trim().to_owned(), argument.value_span)),
            None => {
                self.fault(
                    argument.name_span,
                    format!("`{name}` needs a value"),
                    Some(format!("write `{name}=\"…\"`")),
                );
                None
            }
        }
    }

    fn reference(&mut self, name: &str, kind: Kind) -> Option<Entity> {
        let typed = self.text(name)?;
        self.resolve(kind, &typed)
    }

    fn resolve(&mut self, kind: Kind, typed: &Spanned<String>) -> Option<Entity> {
        let found = self.context.catalogue.index.of_kind(kind, &typed.value);
        found
            .map_err(|miss| self.diagnostics.push(missed(&self.context.catalogue.index, Some(kind), typed, &miss)))
            .ok()
    }

    /// Reports that something is missing in the tag.
    fn needed(&mut self, names: &str, example: &str) {
        let message = format!("`<{}>` needs {names}", self.matter.name);
        let span = self.name_span();
        self.fault(span, message, Some(format!("write `{example}` in the tag")));
    }

    /// The tag's name, for what is missing in the tag.
    fn name_span(&self) -> Span {
        self.matter.span.within(1..1 + self.matter.name.len())
    }

    fn integer(&mut self, name: &str) -> Option<u32> {
        let typed = self.text(name)?;
        let number = typed.value.parse().ok().filter(|n| *n > 0);
        if number.is_none() {
            self.fault(
                typed.span,
                format!("`{name}` takes a whole number from 1 up, not `{}`", typed.value),
                Some(format!("write `{name}=\"5\"`")),
            );
        }
        number
    }

    fn date(&mut self, name: &str) -> Option<Spanned<Date>> {
        let typed = self.text(name)?;
        match typed.value.parse::<Date>() {
            Ok(date) => Some(Spanned::new(date, typed.span)),
            Err(_) => {
                self.diagnostics.push(
                    Diagnostic::error(Code::BadDate, typed.span, format!("`{}` is not a date", typed.value))
                        .help(format!("write `{name}=\"2025-08-16\"`")),
                );
                None
            }
        }
    }

    /// The day as of which facts are told: the component's own, else the page's.
    fn as_of(&mut self) -> Option<Date> {
        match self.argument("as_of") {
            None => self.context.as_of,
            Some(argument) if argument.value.as_deref() == Some("latest") => None,
            Some(_) => self.date("as_of").map(|d| d.value),
        }
    }

    /// `track` or `soundtrack`: what stands on charts.
    fn chart_subject(&mut self) -> Option<Entity> {
        match (self.argument("track"), self.argument("soundtrack")) {
            (Some(_), None) => self.reference("track", Kind::Track),
            (None, Some(_)) => self.reference("soundtrack", Kind::Soundtrack),
            (Some(_), Some(second)) => {
                let span = second.name_span;
                self.fault(span, format!("`<{}>` takes `track` or `soundtrack`, not both", self.matter.name), None);
                None
            }
            (None, None) => {
                self.needed("`track` or `soundtrack`", "track=\"…\"");
                None
            }
        }
    }

    fn chart(&mut self) -> Option<Id<Chart>> {
        if self.argument("chart").is_none() {
            self.needed("`chart`", "chart=\"…\"");
            return None;
        }
        match self.reference("chart", Kind::Chart)? {
            Entity::Chart(id) => Some(id),
            _ => None,
        }
    }

    /// `week="2025-08-16"`: a stored week.
    fn week(&mut self, chart: Id<Chart>) -> Option<usize> {
        let date = self.date("week")?;
        let chart = self.context.catalogue.chart(chart);
        let week = chart.week_of(date.value);
        if week.is_none() && !chart.faulty {
            let near = chart.week_as_of(Some(date.value)).and_then(|w| chart.weeks.get(w)).map(|w| w.date);
            let help = match near {
                Some(near) => format!(
                    "the stored week before it is {near}; `week` takes the publisher's date, the name of a file in the chart's folder"
                ),
                None => "`week` takes the publisher's date, the name of a file in the chart's folder".to_owned(),
            };
            let message = format!("{} has no stored week of {}", chart.record.names.plain, date.value);
            self.diagnostics.push(Diagnostic::error(Code::FactUnknown, date.span, message).help(help));
        }
        week
    }

    /// The standing that is asked for; what is not known is reported.
    fn standing(&mut self, subject: Entity, chart: Id<Chart>) -> Option<Standing<'a>> {
        let catalogue = self.context.catalogue;
        let stated_week = if self.argument("week").is_some() { Some(self.week(chart)?) } else { None };
        let day = self.as_of();
        let charted = catalogue.chart_subject(subject)?;
        let found = match stated_week {
            Some(week) => catalogue.standing_in(charted, chart, week),
            None => catalogue.standing(charted, chart, day),
        };
        match found {
            Ok(standing) => Some(standing),
            // With a fault in one of its weeks nothing derived from a chart can be told.
            Err(_) if catalogue.chart(chart).faulty => None,
            Err(why) => {
                let (name, title) =
                    (&catalogue.chart(chart).record.names.plain, catalogue.names(subject).plain.clone());
                let until = day.map_or_else(String::new, |d| format!(" up to {d}"));
                let message = match why {
                    NoStanding::NoWeek => format!("no week of {name} is stored{until}"),
                    NoStanding::NeverCharted => format!("{title} is in no stored week of {name}{until}"),
                };
                let help = catalogue
                    .runs
                    .get(charted, chart)
                    .and_then(|run| run.points().first())
                    .and_then(|p| catalogue.chart(chart).weeks.get(p.week));
                let help = help.map(|week| {
                    format!(
                        "its first stored week is {}; say `as_of=\"…\"` for another day than the article's",
                        week.date
                    )
                });
                let span = self.name_span();
                self.diagnostics.push(Diagnostic::error(Code::FactUnknown, span, message).maybe_help(help));
                None
            }
        }
    }

    fn number(&mut self, what: What) -> Option<LinkedComponent> {
        let subject = self.chart_subject();
        let chart = self.chart();
        let (subject, chart) = (subject?, chart?);
        let standing = self.standing(subject, chart)?;
        let catalogue = self.context.catalogue;
        let number = match what {
            What::Peak => super::peak(standing.points)?,
            What::Weeks => u32::try_from(standing.points.len()).ok()?,
            _ => match standing.position {
                Some(position) => position,
                None => {
                    let (name, title) = (&standing.chart.record.names.plain, &catalogue.names(subject).plain);
                    let week = standing.chart.weeks.get(standing.week).map(|w| w.date.to_string()).unwrap_or_default();
                    let last = standing.last_seen().map(|d| d.to_string()).unwrap_or_default();
                    if !standing.chart.faulty {
                        let span = self.name_span();
                        let it = Diagnostic::error(
                            Code::FactUnknown,
                            span,
                            format!("{title} was off {name} in the week of {week}"),
                        );
                        self.diagnostics.push(it.help(format!("its last week before was {last}; say `week=\"{last}\"`, or write the sentence without a position")));
                    }
                    return None;
                }
            },
        };
        Some(LinkedComponent::Number { subject, chart, number, week: standing.week })
    }

    fn chart_run(&mut self) -> Option<LinkedComponent> {
        let subject = self.chart_subject();
        let chart = self.chart();
        let caption = self.text("caption").map(|t| t.value);
        let (subject, chart) = (subject?, chart?);
        let standing = self.standing(subject, chart)?;
        Some(LinkedComponent::ChartRun { subject, chart, week: standing.week, caption })
    }

    fn fact(&mut self) -> Option<LinkedComponent> {
        let catalogue = self.context.catalogue;
        let kinds = [
            ("track", Kind::Track),
            ("soundtrack", Kind::Soundtrack),
            ("drama", Kind::Drama),
            ("artist", Kind::Artist),
        ];
        let named: Vec<_> = kinds.into_iter().filter(|(name, _)| self.argument(name).is_some()).collect();
        let stated = self.text("is");
        if self.argument("is").is_none() {
            self.needed("`is`", "is=\"3\"");
        }
        let what = self.text("what");
        let (subject, chart) = match named.as_slice() {
            [(name, kind)] => {
                let subject = self.reference(name, *kind);
                let chart = if self.argument("chart").is_some() { Some(self.chart()?) } else { None };
                (subject?, chart)
            }
            [] if self.argument("chart").is_some() => (Entity::Chart(self.chart()?), None),
            [] => {
                self.needed("a record: `track`, `soundtrack`, `drama`, `artist` or `chart`", "drama=\"…\"");
                return None;
            }
            several => {
                let names: Vec<String> = several.iter().map(|(name, _)| format!("`{name}`")).collect();
                let span = self.name_span();
                self.fault(span, format!("`<Fact>` is about one record, not {}", names.join(" and ")), None);
                return None;
            }
        };
        let stated = stated?;
        let on_chart = chart.is_some() && matches!(subject, Entity::Track(_) | Entity::Soundtrack(_));
        let asked = match &what {
            Some(what) => what.value.clone(),
            None if self.argument("what").is_some() => return None,
            None if on_chart && self.argument("week").is_some() => "position".to_owned(),
            None => {
                self.needed("`what`", "what=\"peak\"");
                return None;
            }
        };
        let what_span = what.as_ref().map_or_else(|| self.name_span(), |w| w.span);
        let derived = match (chart, What::from_word(&asked)) {
            (Some(chart), Some(asked)) if on_chart => {
                let standing = self.standing(subject, chart)?;
                if standing.chart.faulty {
                    return None;
                }
                let run = catalogue.runs.get(catalogue.chart_subject(subject)?, chart)?;
                // A debut is a place or a day, as the writer states it.
                if asked == What::Debut && stated.value.contains('-') {
                    standing.debut().map(|d| d.to_string())
                } else {
                    standing.value(asked, run)
                }
            }
            _ => {
                let fields = field_names(subject);
                if !fields.contains(&asked.as_str()) {
                    let mut known: Vec<&str> = fields.to_vec();
                    if matches!(subject, Entity::Track(_) | Entity::Soundtrack(_)) {
                        known.extend(What::WORDS);
                    }
                    if What::from_word(&asked).is_some() && matches!(subject, Entity::Track(_) | Entity::Soundtrack(_))
                    {
                        self.needed("`chart`", "chart=\"…\"");
                        return None;
                    }
                    let help = did_you_mean(&asked, known.iter().copied())
                        .unwrap_or_else(|| format!("it can be: {}", known.join(", ")));
                    let message = format!("{} has no fact `{asked}`", subject.kind().with_article());
                    self.fault(what_span, message, Some(help));
                    return None;
                }
                if !catalogue.is_sound(subject) {
                    return None;
                }
                catalogue.field(subject, &asked)
            }
        };
        let about = catalogue.index.id(subject);
        match derived {
            None => {
                let message = format!("the catalogue does not say `{asked}` of `{about}`");
                let it = Diagnostic::error(Code::FactUnknown, what_span, message);
                self.diagnostics.push(it.help("state it in the record, or write the sentence without `<Fact>`"));
                None
            }
            Some(value) if agrees(&stated.value, &value) => Some(LinkedComponent::Fact { subject, what: asked, value }),
            Some(value) => {
                let day = if on_chart {
                    self.as_of().map_or_else(String::new, |d| format!(" as of {d}"))
                } else {
                    String::new()
                };
                let day = if self.argument("week").is_some() { String::new() } else { day };
                let message = format!("the catalogue says {value}, not {}: `{asked}` of `{about}`{day}", stated.value);
                let mut it = Diagnostic::error(Code::FactContradicted, stated.span, message)
                    .help("correct the sentence and `is`, or the record");
                if let Some(span) = catalogue.place(subject) {
                    it = it.also(span, "the record");
                }
                self.diagnostics.push(it);
                None
            }
        }
    }

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

    fn tracks(&mut self) -> Option<LinkedComponent> {
        let caption = self.text("caption").map(|t| t.value);
        let limit = self.integer("limit").map(|n| n as usize);
        let as_of = self.as_of();
        let chart = if self.argument("chart").is_some() { self.chart() } else { None };
        let kinds = [("drama", Kind::Drama), ("soundtrack", Kind::Soundtrack), ("artist", Kind::Artist)];
        let named: Vec<_> = kinds.into_iter().filter(|(name, _)| self.argument(name).is_some()).collect();
        let of = match (named.as_slice(), self.text("tracks")) {
            ([], Some(list)) => TracksOf::These(self.track_list(&list)),
            ([(name, kind)], None) => TracksOf::Entity(self.reference(name, *kind)?),
            ([], None) if self.argument("chart").is_some() => TracksOf::Chart,
            ([], None) => {
                self.needed("`drama`, `soundtrack`, `artist`, `chart` or `tracks`", "soundtrack=\"…\"");
                return None;
            }
            _ => {
                let span = self.name_span();
                self.fault(
                    span,
                    "`<Tracks>` takes one of `drama`, `soundtrack`, `artist` and `tracks`".to_owned(),
                    None,
                );
                return None;
            }
        };
        let usual = match (&of, chart) {
            (TracksOf::Entity(Entity::Soundtrack(_)), _) => {
                vec![Column::Position, Column::Title, Column::Artists, Column::Length]
            }
            (TracksOf::Entity(Entity::Artist(_)), _) => vec![Column::Title, Column::Soundtrack, Column::Released],
            (_, Some(_)) => vec![Column::Title, Column::Artists, Column::Peak, Column::Weeks],
            _ => vec![Column::Title, Column::Artists, Column::Drama],
        };
        let columns = match self.text("columns") {
            None => usual,
            Some(list) => self.columns(&list, chart.is_some()),
        };
        Some(LinkedComponent::Tracks { of, chart, columns, limit, caption, as_of })
    }

    fn columns(&mut self, list: &Spanned<String>, chart: bool) -> Vec<Column> {
        let mut columns = Vec::new();
        for part in parts(list) {
            match Column::from_word(&part.value) {
                Some(Column::Peak | Column::Weeks) if !chart => {
                    self.fault(
                        part.span,
                        format!("the column `{}` needs a chart", part.value),
                        Some("say which: `chart=\"…\"`, or use the column `charts`".into()),
                    );
                }
                Some(column) => columns.push(column),
                None => {
                    let help = did_you_mean(&part.value, Column::WORDS)
                        .unwrap_or_else(|| format!("the columns are: {}", Column::WORDS.join(", ")));
                    self.fault(part.span, format!("`{}` is not a column of `<Tracks>`", part.value), Some(help));
                }
            }
        }
        columns
    }

    fn track_list(&mut self, list: &Spanned<String>) -> Vec<Entity> {
        parts(list).iter().filter_map(|part| self.resolve(Kind::Track, part)).collect()
    }

    fn theme(&mut self) -> Option<LinkedComponent> {
        let signature = self.context.signatures.get(&*self.matter.name)?;
        if !signature.rest {
            let names: Vec<&str> = signature.arguments.iter().map(|(name, ..)| name.as_str()).collect();
            self.known(&names);
        }
        let mut arguments = Vec::new();
        for argument in &self.matter.args {
            let kind = signature
                .arguments
                .iter()
                .find(|(name, ..)| *name == *argument.name)
                .map_or(ArgumentType::Text, |(_, kind, _)| *kind);
            let value = self.typed(argument, kind);
            arguments.extend(value.map(|value| (argument.name.to_string(), value)));
        }
        for (name, _, needed) in &signature.arguments {
            if *needed && self.argument(name).is_none() {
                self.needed(&format!("`{name}`"), &format!("{name}=\"…\""));
            }
        }
        Some(LinkedComponent::Theme { name: self.matter.name.to_string(), arguments })
    }

    fn typed(&mut self, argument: &Argument, kind: ArgumentType) -> Option<ArgumentValue> {
        let name = &*argument.name;
        if argument.value.is_none() && matches!(kind, ArgumentType::Bool | ArgumentType::Text) {
            return Some(ArgumentValue::Bool(true));
        }
        let typed = self.text(name)?;
        let value = match kind {
            ArgumentType::Text => Some(ArgumentValue::Text(argument.value.as_deref().unwrap_or_default().to_owned())),
            ArgumentType::Integer => typed.value.parse().ok().map(ArgumentValue::Integer),
            ArgumentType::Float => typed.value.parse().ok().map(ArgumentValue::Float),
            ArgumentType::Bool => typed.value.parse().ok().map(ArgumentValue::Bool),
            ArgumentType::List => Some(ArgumentValue::List(parts(&typed).into_iter().map(|p| p.value).collect())),
            ArgumentType::Reference(kind) => return self.resolve(kind, &typed).map(ArgumentValue::Entity),
        };
        if value.is_none() {
            let wanted = match kind {
                ArgumentType::Integer => "a whole number",
                ArgumentType::Float => "a number",
                _ => "true or false",
            };
            self.fault(typed.span, format!("`{name}` takes {wanted}, not `{}`", typed.value), None);
        }
        value
    }
}

/// A list divided by commas, each part with its place. (A value with entities in it keeps the place of the whole.)
fn parts(list: &Spanned<String>) -> Vec<Spanned<String>> {
    let length = (list.span.end - list.span.start) as usize;
    let mut at = 0;
    let mut all = Vec::new();
    for part in list.value.split(',') {
        let lead = part.len() - part.trim_start().len();
        let word = part.trim();
        if !word.is_empty() {
            let range = at + lead..at + lead + word.len();
            let span = if range.end <= length { list.span.within(range) } else { list.span };
            all.push(Spanned::new(word.to_owned(), span));
        }
        at += part.len() + 1;
    }
    all
}
