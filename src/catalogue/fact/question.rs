//! A question to the catalogue, as of a day: asked by an article, and asked again to see whether the answer is another.

use super::table::{self, Asked};
use super::{Value, What};
use crate::catalogue::Catalogue;
use crate::model::{Chart, Entity, Id};
use jiff::civil::Date;

/// What is asked, of what, and as of when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Of what.
    pub subject: Entity,
    /// A word of [`What`], when it is asked on a chart, else one of the subject's kind.
    pub what: &'static str,
    /// On which chart.
    pub chart: Option<Id<Chart>>,
    /// A stored week of that chart, by its place, when the writer names it.
    pub week: Option<usize>,
    /// The day that counts; nothing: the latest.
    pub day: Option<Date>,
    /// Whether the writer names the week or the day beside the question. Then it is told of that day for good.
    pub named: bool,
}

impl Question {
    /// What is asked of a subject's place on a chart.
    pub fn on_chart(&self) -> Option<(Id<Chart>, What)> {
        let chart = self.chart.filter(|_| matches!(self.subject, Entity::Track(_) | Entity::Soundtrack(_)))?;
        Some((chart, What::from_word(self.what)?))
    }

    /// Whether the answer may be another on another day.
    pub fn is_dated(&self) -> bool {
        self.on_chart().is_some() || table::sort(self.subject.kind(), self.what).is_some_and(table::Sort::is_dated)
    }

    /// The same, as of the latest that is known.
    pub fn latest(&self) -> Self {
        Self { week: None, day: None, named: false, ..self.clone() }
    }
}

impl Catalogue {
    /// The stored week that counts for a question about a chart.
    pub fn week_of(&self, question: &Question) -> Option<usize> {
        let (chart, _) = question.on_chart()?;
        question.week.or_else(|| self.chart(chart).week_as_of(question.day))
    }

    /// What the catalogue says; nothing when it does not know.
    pub fn answer(&self, question: &Question) -> Option<Value> {
        let Some((chart, what)) = question.on_chart() else {
            return table::answer(
                self,
                question.subject,
                question.what,
                Asked { day: question.day, chart: question.chart },
            );
        };
        let subject = self.chart_subject(question.subject)?;
        let standing = self.standing_in(subject, chart, self.week_of(question)?).ok()?;
        standing.value(what, self.runs.get(subject, chart)?)
    }
}
