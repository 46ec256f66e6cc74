//! Facts within a sentence: what the catalogue answers, in the page's language.

use super::{Page, given};
use crate::catalogue::Told;
use crate::language::josa::particle;
use crate::model::Entity;
use crate::render::view::{AnswerView, DateView, RefView};
use crate::route::{Route, Shows};
use schemars::JsonSchema;
use serde::Serialize;

/// An answer, and what it is the answer to.
#[derive(Serialize, JsonSchema)]
pub(super) struct ToldView {
    /// What was asked: `peak`, `episodes`.
    what: &'static str,
    #[serde(flatten)]
    answer: AnswerView,
    /// Of what.
    subject: RefView,
    /// On which chart.
    chart: Option<RefView>,
    /// The day of the stored week that counts.
    as_of: Option<DateView>,
    /// That week's page.
    url: Option<String>,
    /// In Korean the particle of the subject that follows, by the last sound; else empty.
    particle: String,
}

impl Page<'_> {
    pub(super) fn told(&mut self, index: usize, told: &Told, body: Option<&str>) -> String {
        let views = self.views;
        let catalogue = &views.magazine.catalogue;
        let question = told.question();
        let Some(value) = catalogue.answer(question) else { return String::new() };
        // A text beside the words is for other programs; the words are the writer's.
        let answer = match told {
            Told::Fact { .. } => AnswerView { text: value.text(), ..views.answer(&value) },
            Told::Value { .. } => views.answer(&value),
        };
        let week = question.chart.zip(catalogue.week_of(question));
        let day = week.and_then(|(chart, week)| catalogue.chart(chart).weeks.get(week)).map(|week| week.date);
        let josa = match told {
            Told::Value { josa, .. } => josa.as_ref(),
            Told::Fact { .. } => None,
        };
        let view = ToldView {
            what: question.what,
            subject: views.reference(question.subject),
            chart: question.chart.map(|chart| views.reference(Entity::Chart(chart))),
            as_of: day.map(|day| views.date(day)),
            url: week.and_then(|(chart, week)| views.url(Route::new(views.language, Shows::ChartWeek(chart, week)))),
            particle: josa.map_or_else(String::new, |pair| particle(&answer.text, pair).to_owned()),
            answer,
        };
        let fact = given::fact(self.linked.outline.components.get(index).map_or("", |matter| &*matter.name));
        self.draw(index, fact, &view, body)
    }
}
