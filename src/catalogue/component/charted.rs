//! Components that show what stood on a chart: `<ChartRun>` and `<ChartWeek>`; and the standing that facts are asked of.

use super::LinkedComponent;
use super::arguments::Args;
use crate::catalogue::Standing;
use crate::catalogue::fact::NoStanding;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Chart, Entity, Id, Kind};

/// What stood on a chart, resolved and checked.
#[derive(Debug, Clone)]
pub enum Charted {
    /// A run, or several on one chart.
    Run {
        /// Of what; never empty.
        subjects: Vec<Entity>,
        /// On which chart.
        chart: Id<Chart>,
        /// The stored week that counts, for all of them.
        week: usize,
        /// Whether the writer names the day beside it. Then it is told of that day for good.
        named: bool,
        /// Caption.
        caption: Option<String>,
    },
    /// One week.
    Week {
        /// Of which chart.
        chart: Id<Chart>,
        /// The stored week.
        week: usize,
        /// At most so many places.
        limit: usize,
        /// Caption.
        caption: Option<String>,
    },
}

/// How many lines of one plot an eye can follow.
const RUNS_TOLD_APART: usize = 6;

impl Charted {
    pub(super) fn mentions(&self) -> Vec<Entity> {
        match self {
            Charted::Run { subjects, chart, .. } => subjects.iter().copied().chain([Entity::Chart(*chart)]).collect(),
            Charted::Week { chart, .. } => vec![Entity::Chart(*chart)],
        }
    }
}

impl<'a> Args<'a> {
    /// `week="2025-08-16"`: a stored week.
    pub(super) fn week(&mut self, chart: Id<Chart>) -> Option<usize> {
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
    pub(super) fn standing(&mut self, subject: Entity, chart: Id<Chart>) -> Option<Standing<'a>> {
        let catalogue = self.context.catalogue;
        let stated_week = if self.argument("week").is_some() { Some(self.week(chart)?) } else { None };
        if stated_week.is_some() {
            self.idle("as_of", "`week` says which week counts, so `as_of` says nothing".to_owned());
        }
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

    pub(super) fn chart_run(&mut self) -> Option<LinkedComponent> {
        let subjects = self.chart_subjects();
        let chart = self.chart();
        let caption = self.text("caption").map(|t| t.value);
        let (subjects, chart) = (subjects?, chart?);
        // The stored week depends on the chart and the day alone, so it is the same for all.
        let standings: Vec<_> = subjects.iter().map(|subject| self.standing(*subject, chart)).collect();
        let standings: Option<Vec<_>> = standings.into_iter().collect();
        let week = standings?.first()?.week;
        let named = self.argument("as_of").is_some();
        Some(LinkedComponent::Charted(Charted::Run { subjects, chart, week, named, caption }))
    }

    /// `track` or `soundtrack`, or several on one chart: `tracks` or `soundtracks`.
    fn chart_subjects(&mut self) -> Option<Vec<Entity>> {
        let stated: Vec<&str> = ["track", "soundtrack", "tracks", "soundtracks"]
            .into_iter()
            .filter(|name| self.argument(name).is_some())
            .collect();
        let (name, kind) = match stated.as_slice() {
            ["tracks"] => ("tracks", Kind::Track),
            ["soundtracks"] => ("soundtracks", Kind::Soundtrack),
            [first, .., second] if stated.len() > 2 || *second != "soundtrack" => {
                let span = self.argument(second).map_or_else(|| self.name_span(), |a| a.name_span);
                let message = format!("`<{}>` takes `{first}` or `{second}`, not both", self.matter.name);
                self.fault(span, message, Some("put all of them into one list, or make two components".into()));
                return None;
            }
            _ => return self.chart_subject().map(|one| vec![one]),
        };
        let list = self.text(name)?;
        let before = self.diagnostics.len();
        let found = self.references(name, kind, &list);
        if found.len() > RUNS_TOLD_APART {
            let message = format!("`{name}` names {}, and {RUNS_TOLD_APART} runs can be told apart", found.len());
            self.fault(list.span, message, Some("make two components of it".into()));
        }
        let subjects: Vec<_> =
            found.iter().filter_map(|entity| self.context.catalogue.chart_subject(*entity)).collect();
        let twice = subjects.iter().enumerate().find(|(n, subject)| subjects[..*n].contains(subject));
        if let Some((n, _)) = twice {
            let id = self.context.catalogue.index.id(found[n]).to_owned();
            let help = Some("keep one of its releases".to_owned());
            self.fault(list.span, format!("`{id}` is the same recording as one before it in the list"), help);
        }
        (self.diagnostics.len() == before && !found.is_empty()).then_some(found)
    }

    pub(super) fn chart_week(&mut self) -> Option<LinkedComponent> {
        let limit = self.integer("limit").map_or(usize::MAX, |n| n as usize);
        let caption = self.text("caption").map(|t| t.value);
        let chart = self.chart()?;
        let catalogue = self.context.catalogue;
        let week = if self.argument("week").is_some() {
            self.idle("as_of", "`week` says which week counts, so `as_of` says nothing".to_owned());
            self.week(chart)?
        } else {
            let day = self.as_of();
            match catalogue.chart(chart).week_as_of(day) {
                Some(week) => week,
                None if catalogue.chart(chart).faulty => return None,
                None => {
                    let name = &catalogue.chart(chart).record.names.plain;
                    let until = day.map_or_else(String::new, |d| format!(" up to {d}"));
                    let first = catalogue.chart(chart).weeks.first().map(|w| w.date);
                    let help = first.map_or_else(
                        || "store its weeks in files named by their dates, in the chart's folder".to_owned(),
                        |first| format!("its first stored week is {first}; say `week=\"{first}\"`"),
                    );
                    self.nothing(format!("no week of {name} is stored{until}"), help);
                    return None;
                }
            }
        };
        Some(LinkedComponent::Charted(Charted::Week { chart, week, limit, caption }))
    }
}
