//! What articles tell that has changed since, and which of them nobody has looked at for long.

use super::component::{Charted, LinkedComponent};
use super::{Catalogue, Question, Value, What};
use crate::config::Config;
use crate::model::{Article, Entity, Id, fold};
use crate::source::Span;
use jiff::civil::Date;
use std::cmp::Reverse;

/// A fact that an article tells as of a day, and that is another by now.
#[derive(Debug, Clone)]
pub struct Change {
    /// The tag that tells it.
    pub span: Span,
    /// What it answers.
    pub question: Question,
    /// What was so.
    pub then: Value,
    /// When it was so: the day of the stored week, else the article's.
    pub as_of: Date,
    /// What is so; nothing for something that is off its chart.
    pub now: Option<Value>,
    /// The day of the latest stored week, of what is told of one chart.
    pub latest: Option<Date>,
}

/// An article that nobody has looked at for longer than the site allows.
#[derive(Debug, Clone, Copy)]
pub struct Unreviewed {
    /// Which.
    pub article: Id<Article>,
    /// When it was published, updated or reviewed, whichever was last.
    pub last: Date,
    /// How many days ago.
    pub days: i32,
}

impl Unreviewed {
    /// How long ago, in words.
    pub fn said(&self) -> String {
        let days = if self.days == 1 { "1 day".to_owned() } else { format!("{} days", self.days) };
        format!("last published, updated or reviewed {}, {days} ago", self.last)
    }
}

/// What is told of a run as a whole.
const OF_A_RUN: [What; 3] = [What::Weeks, What::Peak, What::WeeksAtOne];

impl Catalogue {
    /// What has changed of the facts that an article tells as of its day, each once, in the order of the text. What is
    /// told of a week or a day that the writer names is told for good.
    pub fn changed_facts(&self, id: Id<Article>) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        let Some(day) = self.article(id).as_of else { return changes };
        let body = self.article_body(id);
        for (component, matter) in body.components.iter().zip(&body.outline.components) {
            for question in questions(component, day) {
                let told = |it: &Change| self.is_asked_by(&it.question, &question);
                if !changes.iter().any(told) {
                    changes.extend(self.change(question, day, matter.span));
                }
            }
        }
        changes
    }

    /// Whether two questions of one article are one: also of one recording on two releases.
    fn is_asked_by(&self, one: &Question, other: &Question) -> bool {
        let of = |it: &Question| (it.what, it.chart, self.honoured_as(it.subject));
        of(one) == of(other)
    }

    fn change(&self, question: Question, day: Date, span: Span) -> Option<Change> {
        let chart = question.chart.or(if let Entity::Chart(id) = question.subject { Some(id) } else { None });
        let chart = chart.map(|id| self.chart(id));
        if chart.is_some_and(|chart| chart.faulty) {
            return None;
        }
        let (then, now) = (self.answer(&question)?, self.answer(&question.latest()));
        if now.as_ref() == Some(&then) {
            return None;
        }
        let week = self.week_of(&question).and_then(|week| chart?.weeks.get(week));
        let latest = chart.and_then(|chart| chart.weeks.last()).map(|week| week.date);
        Some(Change { span, question, then, as_of: week.map_or(day, |week| week.date), now, latest })
    }

    /// The articles that tell facts which have changed since, the newest first. What nobody is to read again is left
    /// out: what is withheld or retracted, and the sections that `site.toml` exempts.
    pub fn outgrown(&self, config: &Config) -> Vec<(Id<Article>, Vec<Change>)> {
        let mut all: Vec<_> = self
            .looked_after(config)
            .map(|id| (id, self.changed_facts(id)))
            .filter(|(_, changes)| !changes.is_empty())
            .collect();
        all.sort_by_key(|(id, _)| (Reverse(self.article(*id).date.instant), *id));
        all
    }

    /// The articles that nobody has looked at for longer than `site.toml` allows, the longest first.
    pub fn unreviewed(&self, config: &Config, today: Date) -> Vec<Unreviewed> {
        let Some(allowed) = config.freshness.review_after else { return Vec::new() };
        let since = |id: Id<Article>| {
            let article = self.article(id);
            let updated = article.updated.map(|updated| updated.date);
            let last = [Some(article.date.date), updated, article.reviewed].into_iter().flatten().max()?;
            let due = allowed.after(last)?;
            (due < today).then(|| Unreviewed { article: id, last, days: (today - last).get_days() })
        };
        let mut all: Vec<_> = self.looked_after(config).filter_map(since).collect();
        all.sort_by_key(|it| (it.last, it.article));
        all
    }

    /// A change in words: `Golden, Billboard Hot 100: peak 2 as of 2025-07-05, is 1 now`.
    pub fn change_in_words(&self, change: &Change) -> String {
        let question = &change.question;
        let chart = question.chart.map(|id| format!(", {}", self.chart(id).record.names.plain)).unwrap_or_default();
        let about = format!("{}{chart}", self.names(question.subject).plain);
        let now = match &change.now {
            Some(now) => format!("is {} now", now.text()),
            None if question.what == What::LastWeek.word() => "is none now".to_owned(),
            None => "is off the chart now".to_owned(),
        };
        format!("{about}: {} {} as of {}, {now}", question.what, change.then.text(), change.as_of)
    }

    fn looked_after(&self, config: &Config) -> impl Iterator<Item = Id<Article>> {
        let exempt: Vec<String> = config.freshness.exempt.iter().map(|slug| fold(&slug.value)).collect();
        let shown = self.articles.iter().enumerate().filter(move |(_, article)| {
            article.withheld.is_none()
                && article.retracted.is_none()
                && !exempt.contains(&fold(&self.section(article.section).slug))
        });
        shown.map(|(place, _)| Id::new(place))
    }
}

/// What a component tells of the article's day.
fn questions(component: &LinkedComponent, day: Date) -> Vec<Question> {
    match component {
        LinkedComponent::Told(told) => {
            let question = told.question();
            let is_of_the_day = !question.named && question.is_dated();
            is_of_the_day.then(|| question.clone()).into_iter().collect()
        }
        LinkedComponent::Charted(Charted::Run { subjects, chart, named: false, .. }) => {
            let ask = |subject: &Entity, what: What| Question {
                subject: *subject,
                what: what.word(),
                chart: Some(*chart),
                week: None,
                day: Some(day),
                named: false,
            };
            subjects.iter().flat_map(|subject| OF_A_RUN.map(|what| ask(subject, what))).collect()
        }
        _ => Vec::new(),
    }
}
