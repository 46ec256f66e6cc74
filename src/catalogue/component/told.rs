//! Facts within a sentence: numbers of a chart (`<Peak>` and its like), whatever a record says (`<Value>`), and the
//! writer's own words for it (`<Fact>`).

use super::LinkedComponent;
use super::arguments::Args;
use crate::catalogue::fact::{Sort, sort, words};
use crate::catalogue::{LastWeek, Question, Standing, What};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::language::josa::{self, Pair};
use crate::model::{Chart, Entity, Id, Kind};
use crate::parse::markdown::ComponentMatter;
use crate::source::Span;
use jiff::civil::Date;

/// A fact within a sentence, resolved and checked.
#[derive(Debug, Clone)]
pub enum Told {
    /// What the catalogue answers.
    Value {
        /// What is asked.
        question: Question,
        /// The particle that follows it.
        josa: Option<Pair>,
    },
    /// The writer's words, which the catalogue confirms.
    Fact {
        /// What they answer.
        question: Question,
    },
}

impl Told {
    /// What is asked of the catalogue.
    pub fn question(&self) -> &Question {
        match self {
            Told::Value { question, .. } | Told::Fact { question } => question,
        }
    }

    pub(super) fn mentions(&self) -> Vec<Entity> {
        let question = self.question();
        // Whoever writes for the magazine is named, and not what is written about.
        let subject = Some(question.subject).filter(|it| it.kind() != Kind::Contributor);
        subject.into_iter().chain(question.chart.map(Entity::Chart)).collect()
    }
}

/// What can be asked, in the order in which messages list it; a chart comes last, because beside another record it
/// says on which chart.
const SUBJECTS: [Kind; 11] = [
    Kind::Track,
    Kind::Soundtrack,
    Kind::Drama,
    Kind::Artist,
    Kind::Playlist,
    Kind::Event,
    Kind::Issue,
    Kind::Instrument,
    Kind::Award,
    Kind::Contributor,
    Kind::Chart,
];

/// Whether the article's day has nothing to do with a component: it asks for a plain field of a record.
pub(super) fn is_of_any_day(matter: &ComponentMatter) -> bool {
    let argument = |name: &str| matter.args.iter().find(|argument| &*argument.name == name);
    let Some(what) = argument("what").and_then(|it| it.value.as_deref()).map(str::trim) else { return false };
    let kind = SUBJECTS.into_iter().find(|kind| argument(kind.word()).is_some());
    let on_chart = matches!(kind, Some(Kind::Track | Kind::Soundtrack)) && argument("chart").is_some();
    let asks = matches!(&*matter.name, "Fact" | "Value") && !(on_chart && What::from_word(what).is_some());
    asks && !kind.and_then(|kind| sort(kind, what)).is_some_and(Sort::is_dated)
}

impl Args<'_> {
    /// `<Peak>` and its like.
    pub(super) fn number(&mut self, what: What) -> Option<LinkedComponent> {
        let subject = self.chart_subject();
        let chart = self.chart();
        let josa = self.josa();
        let (subject, chart) = (subject?, chart?);
        let standing = self.standing(subject, chart)?;
        let question = self.asked(subject, what.word(), Some(chart), Some(standing.week));
        if self.context.catalogue.answer(&question).is_none() {
            let span = self.name_span();
            self.unknown_on_chart(&question, what, &standing, span);
            return None;
        }
        Some(LinkedComponent::Told(Told::Value { question, josa }))
    }

    /// `<Debut>`: where, or with `date` when.
    pub(super) fn debut(&mut self) -> Option<LinkedComponent> {
        let date = self.flag("date");
        self.number(if date { What::DebutDate } else { What::Debut })
    }

    /// `<Value>`.
    pub(super) fn value(&mut self) -> Option<LinkedComponent> {
        let josa = self.josa();
        let (question, span) = self.question()?;
        if self.context.catalogue.answer(&question).is_none() {
            self.unknown(&question, span);
            return None;
        }
        Some(LinkedComponent::Told(Told::Value { question, josa }))
    }

    /// `<Fact>`.
    pub(super) fn fact(&mut self) -> Option<LinkedComponent> {
        let stated = self.text("is");
        if self.argument("is").is_none() {
            self.needed("`is`", "is=\"3\"");
        }
        let (mut question, span) = self.question()?;
        let stated = stated?;
        // A debut is a place or a day, as the writer states it.
        if question.on_chart().is_some_and(|(_, what)| what == What::Debut) && stated.value.contains('-') {
            question.what = What::DebutDate.word();
        }
        let catalogue = self.context.catalogue;
        let Some(value) = catalogue.answer(&question) else {
            self.unknown(&question, span);
            return None;
        };
        if value.agrees(&stated.value) {
            return Some(LinkedComponent::Told(Told::Fact { question }));
        }
        let day = question.day.filter(|_| question.is_dated() && question.week.is_none());
        let day = day.map_or_else(String::new, |day| format!(" as of {day}"));
        let (asked, about) = (question.what, catalogue.index.id(question.subject));
        let message = format!("the catalogue says {}, not {}: `{asked}` of `{about}`{day}", value.text(), stated.value);
        let mut it = Diagnostic::error(Code::FactContradicted, stated.span, message)
            .help("correct the sentence and `is`, or the record");
        if let Some(span) = catalogue.place(question.subject) {
            it = it.also(span, "the record");
        }
        self.diagnostics.push(it);
        None
    }

    /// What is asked, and where that is written.
    fn question(&mut self) -> Option<(Question, Span)> {
        let what = self.text("what");
        let (subject, chart) = self.fact_subject()?;
        let can_chart = matches!(subject, Entity::Track(_) | Entity::Soundtrack(_));
        let asked = match &what {
            Some(what) => what.value.clone(),
            None if self.argument("what").is_some() => return None,
            None if chart.is_some() && can_chart && self.argument("week").is_some() => "position".to_owned(),
            None => {
                let example = if can_chart && chart.is_some() { "peak" } else { first_field(subject.kind()) };
                self.needed("`what`", &format!("what=\"{example}\""));
                return None;
            }
        };
        let span = what.as_ref().map_or_else(|| self.name_span(), |what| what.span);
        if let (Some(chart), Some(what), true) = (chart, What::from_word(&asked), can_chart) {
            let standing = self.standing(subject, chart)?;
            if standing.chart.faulty {
                return None;
            }
            return Some((self.asked(subject, what.word(), Some(chart), Some(standing.week)), span));
        }
        let kind = subject.kind();
        let Some(depends) = sort(kind, &asked) else {
            if can_chart && What::from_word(&asked).is_some() {
                self.needed("`chart`", "chart=\"…\"");
                return None;
            }
            let mut known = words(kind);
            if can_chart {
                known.extend(What::words().filter(|word| sort(kind, word).is_none()));
            }
            let help = did_you_mean(&asked, known.iter().copied())
                .unwrap_or_else(|| format!("it can be: {}", known.join(", ")));
            self.fault(span, format!("{} has no fact `{asked}`", kind.with_article()), Some(help));
            return None;
        };
        for name in ["week", "as_of", "chart"] {
            let says = match name {
                "as_of" => depends.is_dated(),
                "chart" => depends == Sort::OnCharts || matches!(subject, Entity::Chart(_)),
                _ => false,
            };
            if !says {
                let message = match depends {
                    Sort::Own => format!("`{asked}` is a field of the record, of which `{name}` says nothing"),
                    _ => format!("`{name}` says nothing of `{asked}`"),
                };
                self.idle(name, message);
            }
        }
        // The day is read for its faults.
        if depends.is_dated() {
            self.as_of();
        }
        let catalogue = self.context.catalogue;
        let sound = match depends {
            Sort::Own => catalogue.is_sound(subject),
            // What follows from all records may follow from one that is at fault.
            _ => catalogue.derived.sound,
        };
        let word = words(kind).into_iter().find(|word| *word == asked)?;
        sound.then(|| (self.asked(subject, word, chart, None), span))
    }

    /// The record that is asked, and the chart on which.
    fn fact_subject(&mut self) -> Option<(Entity, Option<Id<Chart>>)> {
        let others = SUBJECTS.into_iter().filter(|kind| *kind != Kind::Chart);
        let named: Vec<Kind> = others.filter(|kind| self.argument(kind.word()).is_some()).collect();
        match named.as_slice() {
            [kind] => {
                let subject = self.reference(kind.word(), *kind);
                let chart = if self.argument("chart").is_some() { Some(self.chart()?) } else { None };
                Some((subject?, chart))
            }
            [] if self.argument("chart").is_some() => Some((Entity::Chart(self.chart()?), None)),
            [] => {
                let kinds: Vec<String> = SUBJECTS.iter().map(|kind| format!("`{}`", kind.word())).collect();
                let (last, rest) = kinds.split_last()?;
                self.needed(&format!("a record: {} or {last}", rest.join(", ")), "drama=\"…\"");
                None
            }
            several => {
                let names: Vec<String> = several.iter().map(|kind| format!("`{}`", kind.word())).collect();
                let span = self.name_span();
                let message = format!("`<{}>` is about one record, not {}", self.matter.name, names.join(" and "));
                self.fault(span, message, None);
                None
            }
        }
    }

    fn asked(&self, subject: Entity, what: &'static str, chart: Option<Id<Chart>>, week: Option<usize>) -> Question {
        let stated_week = self.argument("week").is_some();
        let day = match self.argument("as_of") {
            None => self.context.as_of,
            // `latest` is no day; what is not one was told.
            Some(argument) => argument.value.as_deref().and_then(|day| day.trim().parse::<Date>().ok()),
        };
        let named = stated_week || self.argument("as_of").is_some();
        Question { subject, what, chart, week: week.filter(|_| stated_week), day, named }
    }

    /// Reports that the catalogue does not know the answer.
    fn unknown(&mut self, question: &Question, span: Span) {
        let catalogue = self.context.catalogue;
        if let Some((chart, what)) = question.on_chart() {
            let charted = catalogue.chart_subject(question.subject);
            let standing = charted
                .zip(catalogue.week_of(question))
                .and_then(|(it, week)| catalogue.standing_in(it, chart, week).ok());
            if let Some(standing) = standing {
                self.unknown_on_chart(question, what, &standing, span);
            }
            return;
        }
        let message =
            format!("the catalogue does not say `{}` of `{}`", question.what, catalogue.index.id(question.subject));
        let state = match sort(question.subject.kind(), question.what) {
            Some(Sort::Own) => "state it in the record",
            _ => "state in the records what it follows from",
        };
        let it = Diagnostic::error(Code::FactUnknown, span, message);
        self.diagnostics.push(it.help(format!("{state}, or write the sentence without `<{}>`", self.matter.name)));
    }

    /// Reports that it was off the chart in the week that counts, or that the week before is not known.
    fn unknown_on_chart(&mut self, question: &Question, what: What, standing: &Standing, span: Span) {
        if standing.chart.faulty {
            return;
        }
        let catalogue = self.context.catalogue;
        let (name, title) = (&standing.chart.record.names.plain, catalogue.names(question.subject).plain.clone());
        let week = standing.chart.weeks.get(standing.week).map(|w| w.date.to_string()).unwrap_or_default();
        let before = standing.week.checked_sub(1).and_then(|before| standing.chart.weeks.get(before)).map(|w| w.date);
        let run = question.chart.zip(catalogue.chart_subject(question.subject));
        let run = run.and_then(|(chart, subject)| catalogue.runs.get(subject, chart));
        let (message, help) = match what {
            What::LastWeek => match run.map(|run| standing.chart.last_week(run, standing.week)) {
                Some(LastWeek::Off) => {
                    let before = before.map_or_else(String::new, |day| format!(", in that of {day}"));
                    (
                        format!("{title} was off {name} the week before {week}{before}"),
                        "write the sentence without the week before: it was new, or came back".to_owned(),
                    )
                }
                _ => (
                    format!("the week of {name} before {week} is not stored"),
                    "store it in a file named by its date, or write the sentence without the week before".to_owned(),
                ),
            },
            _ => {
                let last = standing.last_seen().map(|d| d.to_string()).unwrap_or_default();
                (
                    format!("{title} was off {name} in the week of {week}"),
                    format!(
                        "its last week before was {last}; say `week=\"{last}\"`, or write the sentence without a position"
                    ),
                )
            }
        };
        self.diagnostics.push(Diagnostic::error(Code::FactUnknown, span, message).help(help));
    }

    /// `josa="이/가"`: a pair of particles, of which the one that agrees follows.
    fn josa(&mut self) -> Option<Pair> {
        let typed = self.text("josa")?;
        let pair = Pair::parse(&typed.value);
        if pair.is_none() {
            let message = format!("`{}` is no pair of particles", typed.value);
            self.fault(typed.span, message, Some(josa::suggestion(&typed.value)));
        }
        pair
    }
}

/// An example of what can be asked of a kind: what comes after its names.
fn first_field(kind: Kind) -> &'static str {
    words(kind).into_iter().find(|word| !matches!(*word, "title" | "name" | "romanised")).unwrap_or("title")
}
