//! Chart facts in articles that were right on their day and are others now.

use super::{Entry, Things};
use crate::catalogue::{Charted, LinkedComponent, What, peak};
use crate::model::{Article, Chart, Entity, Id};
use crate::preview::published::Published;

/// So many facts of one article are named; the others are counted.
const NAMED: usize = 4;

/// Newest articles first; a translation that tells the same facts goes with its original.
pub(super) fn changed(published: &Published) -> Vec<Entry> {
    let (things, catalogue) = (Things::of(published), &published.edition.magazine().catalogue);
    let mut articles: Vec<(Id<Article>, &Article)> =
        catalogue.articles.iter().enumerate().map(|(n, it)| (Id::new(n), &**it)).collect();
    articles.sort_by_key(|(_, it)| std::cmp::Reverse(it.date.instant));
    let mut found = Vec::new();
    for (id, article) in articles {
        let notes = changes(published, id);
        if notes.is_empty() || (article.original != id && changes(published, article.original) == notes) {
            continue;
        }
        let mut note = notes.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
        if notes.len() > NAMED {
            note.push_str(&format!("; and {} more", notes.len() - NAMED));
        }
        found.push(things.article(id, note));
    }
    found
}

/// What has changed of the facts of one article, each once.
fn changes(published: &Published, id: Id<Article>) -> Vec<String> {
    let catalogue = &published.edition.magazine().catalogue;
    let article = catalogue.article(id);
    let mut notes: Vec<String> = Vec::new();
    for component in catalogue.article_bodies.get(id.index()).map_or(&[][..], |body| &body.components) {
        if let LinkedComponent::Charted(charted) = component
            && let Some(note) = note(published, article, charted).filter(|note| !notes.contains(note))
        {
            notes.push(note);
        }
    }
    notes
}

/// What has changed since a fact was told.
fn note(published: &Published, article: &Article, charted: &Charted) -> Option<String> {
    // What is told of a week that the writer named stays as it is.
    let own = |chart: Id<Chart>, week: usize| {
        published.edition.magazine().catalogue.chart(chart).week_as_of(article.as_of) == Some(week)
    };
    match charted {
        Charted::Number { chart, week, .. } | Charted::Run { chart, week, .. } if !own(*chart, *week) => None,
        Charted::Number { subject, chart, what, number, week } => {
            let now = now(published, *subject, *chart, *what, *number)?;
            let word = match what {
                What::Peak => "peak",
                What::Weeks => "weeks",
                _ => "position",
            };
            let then = format!("{word} {number} as of {}", date(published, *chart, *week));
            Some(format!("{}: {then}, {now}", of(published, *subject, *chart)))
        }
        Charted::Run { subjects, chart, week, .. } => {
            let catalogue = &published.edition.magazine().catalogue;
            let longer = subjects.iter().find(|subject| {
                let run = catalogue.chart_subject(**subject).and_then(|it| catalogue.runs.get(it, *chart));
                run.and_then(|run| run.points().last()).is_some_and(|last| last.week > *week)
            })?;
            let then = date(published, *chart, *week);
            Some(format!("{}: the run is shown up to {then} and goes on", of(published, *longer, *chart)))
        }
        Charted::Week { .. } | Charted::Fact { .. } => None,
    }
}

/// What a number is as of the latest stored week, if it is another one.
fn now(published: &Published, subject: Entity, chart: Id<Chart>, what: What, then: u32) -> Option<String> {
    let catalogue = &published.edition.magazine().catalogue;
    let standing = catalogue.standing(catalogue.chart_subject(subject)?, chart, None).ok()?;
    let now = match what {
        What::Peak => peak(standing.points),
        What::Weeks => u32::try_from(standing.points.len()).ok(),
        _ => standing.position,
    };
    let words = now.map_or_else(|| "is off the chart now".to_owned(), |now| format!("is {now} now"));
    (now != Some(then)).then_some(words)
}

fn of(published: &Published, subject: Entity, chart: Id<Chart>) -> String {
    let catalogue = &published.edition.magazine().catalogue;
    format!("{}, {}", catalogue.names(subject).plain, catalogue.chart(chart).record.names.plain)
}

fn date(published: &Published, chart: Id<Chart>, week: usize) -> String {
    let chart = published.edition.magazine().catalogue.chart(chart);
    chart.weeks.get(week).map(|week| week.date.to_string()).unwrap_or_default()
}
