//! What has changed of an article's facts since it was written, in sentences.

use super::run::unit;
use super::{DateView, RefView, Views};
use crate::catalogue::{Change, Value, What};
use crate::model::{Article, Entity, Id};
use schemars::JsonSchema;
use serde::Serialize;

/// A fact that is another by now.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SinceView {
    /// What was asked: `peak`, `number-ones`.
    pub what: &'static str,
    /// The sentence.
    pub text: String,
    /// Of what.
    pub subject: RefView,
    /// On which chart.
    pub chart: Option<RefView>,
    /// What was so.
    pub then: String,
    /// What is so; nothing for what is off its chart.
    pub now: Option<String>,
    /// When it was so.
    pub as_of: DateView,
    /// The day of the latest stored week, of what is told of one chart.
    pub latest: Option<DateView>,
}

impl Views<'_> {
    /// What has changed since an article was written; nothing of one that was retracted, or where the site does not
    /// want it.
    pub fn since(&self, id: Id<Article>) -> Vec<SinceView> {
        let catalogue = &self.magazine.catalogue;
        if catalogue.article(id).retracted.is_some() || !self.magazine.config.freshness.since {
            return Vec::new();
        }
        let mut all: Vec<_> = catalogue.changed_facts(id).iter().filter_map(|change| self.change(change)).collect();
        // Where something stands now is news of a week; what it has reached stays.
        all.sort_by_key(|it| it.what == What::Position.word());
        all
    }

    fn change(&self, change: &Change) -> Option<SinceView> {
        let question = &change.question;
        let (sentence, counted) = sentence(change)?;
        let in_words = |value: &Value| match (value, counted) {
            (Value::Number(n), Counted::Editions) => {
                let interval = question.chart.map(|id| self.magazine.catalogue.chart(id).interval)?;
                Some(self.magazine.interface(self.language).plural(&format!("count.{}", unit(interval)), *n))
            }
            _ => Some(self.answer(value).text),
        };
        let then = in_words(&change.then)?;
        let now = change.now.as_ref().and_then(in_words);
        let chart = question.chart.map(|id| self.reference(Entity::Chart(id)));
        let values = [
            ("title", self.marked(question.subject)),
            ("chart", chart.as_ref().map(|chart| chart.title.clone()).unwrap_or_default()),
            ("then", then.clone()),
            ("now", now.clone().unwrap_or_default()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Some(SinceView {
            what: question.what,
            text: self.magazine.interface(self.language).filled(&format!("since.{sentence}"), &values),
            subject: self.reference(question.subject),
            chart,
            then,
            now,
            as_of: self.date(change.as_of),
            latest: change.latest.map(|day| self.date(day)),
        })
    }
}

/// What a number counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    /// Places and things, which the sentence names.
    Plainly,
    /// Editions of a chart: days, weeks.
    Editions,
}

/// The sentence that says a change, below `since`. Not every change is worth one: that the magazine stores more weeks
/// is no news, and where a song stood the week before is said by where it stands.
fn sentence(change: &Change) -> Option<(&'static str, Counted)> {
    let question = &change.question;
    if let Some((_, what)) = question.on_chart() {
        return Some(match what {
            What::Position if change.now.is_none() => ("off", Counted::Plainly),
            What::Position => ("position", Counted::Plainly),
            What::Peak => ("peak", Counted::Plainly),
            What::Weeks => ("weeks", Counted::Editions),
            What::WeeksAtOne if change.then == Value::Number(0) => ("first_at_1", Counted::Editions),
            What::WeeksAtOne => ("weeks_at_1", Counted::Editions),
            What::PeakDate | What::Debut | What::DebutDate | What::LastWeek => return None,
        });
    }
    let of_chart = matches!(question.subject, Entity::Chart(_));
    let on_chart = question.chart.is_some();
    let key = match question.what {
        "charted" if of_chart => "chart_charted",
        "charted" if on_chart => "charted_on",
        "charted" => "charted",
        "number-ones" if of_chart => "chart_number_ones",
        "number-ones" if on_chart => "number_ones_on",
        "number-ones" => "number_ones",
        "charts" => "charts",
        "awards" => "awards",
        "nominations" => "nominations",
        _ => return None,
    };
    Some((key, Counted::Plainly))
}
