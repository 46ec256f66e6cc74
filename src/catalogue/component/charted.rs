//! Components that tell chart facts: `<Peak>`, `<Position>`, `<Weeks>`, `<ChartRun>`, `<Fact>`.

use super::LinkedComponent;
use super::arguments::Args;
use crate::catalogue::Standing;
use crate::catalogue::fact::{NoStanding, What, agrees, field_names};
use crate::catalogue::run::peak;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::{Chart, Entity, Id, Kind};

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

    pub(super) fn number(&mut self, what: What) -> Option<LinkedComponent> {
        let subject = self.chart_subject();
        let chart = self.chart();
        let (subject, chart) = (subject?, chart?);
        let standing = self.standing(subject, chart)?;
        let catalogue = self.context.catalogue;
        let number = match what {
            What::Peak => peak(standing.points)?,
            What::Weeks => u32::try_from(standing.points.len()).ok()?,
            _ => match standing.position {
                Some(position) => position,
                None => {
                    let (name, title) = (&standing.chart.record.names.plain, catalogue.names(subject).plain.clone());
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

    pub(super) fn chart_run(&mut self) -> Option<LinkedComponent> {
        let subject = self.chart_subject();
        let chart = self.chart();
        let caption = self.text("caption").map(|t| t.value);
        let (subject, chart) = (subject?, chart?);
        let standing = self.standing(subject, chart)?;
        Some(LinkedComponent::ChartRun { subject, chart, week: standing.week, caption })
    }

    pub(super) fn fact(&mut self) -> Option<LinkedComponent> {
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
                for name in ["week", "as_of", "chart"] {
                    if name != "chart" || !matches!(subject, Entity::Chart(_)) {
                        self.idle(name, format!("`{asked}` is a field of the record, of which `{name}` says nothing"));
                    }
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
                self.diagnostics.push(it.help(if on_chart {
                    "the week before is not stored, or it was off the chart then; write the sentence without `<Fact>`"
                } else {
                    "state it in the record, or write the sentence without `<Fact>`"
                }));
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
}
