//! A chart's page: its latest edition, its number ones, its runs.

use super::run::unit;
use super::week::{EntrySubjectView, Stands};
use super::{DateView, EntryView, RecordPageView, RefView, RunLineView, TextView, Views, WeekLinkView, WhoView};
use crate::catalogue::{Movement, Run, peak, weeks_at_1};
use crate::model::{Chart, Entity, Entry, Id, Subject};
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;

/// The latest edition on a chart's page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LatestView {
    /// Its date.
    pub date: DateView,
    /// Its page.
    pub url: String,
    /// Its entries.
    pub entries: Vec<EntryView>,
}

/// The editions of one year.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ChartYear")]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// Editions, newest first.
    pub weeks: Vec<WeekLinkView>,
}

/// Some editions in a row at number one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NumberOneView {
    /// Who.
    pub subject: EntrySubjectView,
    /// Its artists.
    pub artists: Vec<WhoView>,
    /// The first edition.
    pub from: WeekLinkView,
    /// The last edition.
    pub to: DateView,
    /// How many editions.
    pub weeks: usize,
}

/// An edition in which a run did what none did better.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FeatView {
    /// Who.
    pub subject: RefView,
    /// Its artists.
    pub artists: Vec<WhoView>,
    /// When.
    pub week: WeekLinkView,
    /// Where it stood then.
    pub position: u32,
    /// By how many places it moved.
    pub change: Option<u32>,
}

/// A chart's page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChartView {
    /// What the pages of all records have.
    #[serde(flatten)]
    pub record: RecordPageView,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The publisher's language, when it is not the page's.
    pub publisher_lang: Option<String>,
    /// How often: `weekly`.
    pub interval: &'static str,
    /// How often, in words.
    pub interval_label: String,
    /// What is counted: `weeks`.
    pub unit: &'static str,
    /// How many places; nothing when it could not be read.
    pub size: Option<u32>,
    /// Whether the stored editions hold the whole chart.
    pub complete: bool,
    /// Its page at the publisher.
    pub link: Option<String>,
    /// The latest stored edition.
    pub latest: Option<LatestView>,
    /// Who stood at number one, newest first.
    pub number_ones: Vec<NumberOneView>,
    /// How many older ones are left out.
    pub number_ones_more: usize,
    /// All stored editions, newest year first.
    pub years: Vec<YearView>,
    /// Runs, the best first.
    pub runs: Vec<RunLineView>,
    /// How many are left out.
    pub runs_more: usize,
    /// The longest runs.
    pub longest: Vec<RunLineView>,
    /// The best place in a first edition.
    pub highest_debut: Option<FeatView>,
    /// The most places up at once.
    pub biggest_jump: Option<FeatView>,
}

/// How many runs a chart's page tells of.
const RUNS_SHOWN: usize = 50;
/// How many of the longest.
const LONGEST_SHOWN: usize = 10;
/// How many stretches at number one.
const NUMBER_ONES_SHOWN: usize = 200;

/// A stretch at number one while it is collected.
struct Reign<'a> {
    who: Stands,
    entry: &'a Entry,
    from: usize,
    to: usize,
}

/// Stretches at number one, oldest first; a missing edition ends one.
fn reigns<'a>(views: &Views, chart: &'a Chart) -> Vec<Reign<'a>> {
    let mut reigns: Vec<Reign> = Vec::new();
    for (week, edition) in chart.weeks.iter().enumerate() {
        let unbroken = chart.follows_directly(week);
        for entry in edition.entries.iter().take_while(|entry| entry.position == 1) {
            let Some(who) = views.stands(entry) else { continue };
            // Those of the edition before are the last ones; more than a few share a place never.
            let before = reigns.iter_mut().rev().take_while(|reign| reign.to + 1 >= week);
            match before.filter(|reign| unbroken && reign.to + 1 == week).find(|reign| reign.who == who) {
                Some(reign) => reign.to = week,
                None => reigns.push(Reign { who, entry, from: week, to: week }),
            }
        }
    }
    reigns
}

impl Views<'_> {
    fn number_one(&self, id: Id<Chart>, reign: &Reign) -> Option<NumberOneView> {
        let (subject, artists) = self.entry_name(reign.entry);
        Some(NumberOneView {
            subject,
            artists,
            from: self.week_link(id, reign.from)?,
            to: self.date(self.magazine.catalogue.chart(id).weeks.get(reign.to)?.date),
            weeks: reign.to - reign.from + 1,
        })
    }

    /// The movement into an edition that counts for most; of equals the first.
    fn feat(
        &self,
        id: Id<Chart>,
        runs: &[(Subject, &Run)],
        worth: impl Fn(Movement, u32) -> Option<u32>,
    ) -> Option<FeatView> {
        let chart = self.magazine.catalogue.chart(id);
        let feats = runs.iter().flat_map(|(subject, run)| {
            let worth = &worth;
            run.points().iter().filter_map(move |point| {
                let movement = chart.movement(run, point.week)?;
                let worth = worth(movement, point.position)?;
                Some(((Reverse(worth), point.week, *subject), *point, movement))
            })
        });
        let ((_, _, subject), point, movement) = feats.min_by_key(|(order, ..)| *order)?;
        let entity = Entity::from(subject);
        Some(FeatView {
            subject: self.reference(entity),
            artists: self.subject_artists(entity),
            week: self.week_link(id, point.week)?,
            position: point.position,
            change: movement.change(),
        })
    }

    fn years(&self, id: Id<Chart>) -> Vec<YearView> {
        let weeks = &self.magazine.catalogue.chart(id).weeks;
        let mut years: Vec<YearView> = Vec::new();
        for week in (0..weeks.len()).rev() {
            let (Some(link), Some(stored)) = (self.week_link(id, week), weeks.get(week)) else { continue };
            match years.last_mut().filter(|y| y.year == stored.date.year()) {
                Some(year) => year.weeks.push(link),
                None => years.push(YearView { year: stored.date.year(), weeks: vec![link] }),
            }
        }
        years
    }

    /// A chart's page.
    pub fn chart(&self, id: Id<Chart>) -> ChartView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.chart(id);
        let latest = it.week_as_of(None).and_then(|week| {
            let link = self.week_link(id, week)?;
            Some(LatestView { date: link.date, url: link.url, entries: self.entries(id, week, usize::MAX) })
        });
        let reigns = reigns(self, it);
        let mut runs: Vec<(Subject, &Run)> = catalogue.runs.on(id).collect();
        runs.sort_by_key(|(subject, run)| {
            let points = run.points();
            (peak(points), Reverse(weeks_at_1(points)), Reverse(points.len()), *subject)
        });
        // Stable, so that of equally long ones the better stands first.
        let mut longest = runs.clone();
        longest.sort_by_key(|(_, run)| Reverse(run.points().len()));
        let line = |(subject, run): &(Subject, &Run)| self.run_line(Entity::from(*subject), it, run);
        let (publisher, publisher_lang) = TextView::apart(self.text(&it.publisher));
        ChartView {
            record: self.record_page(Entity::Chart(id)),
            publisher,
            publisher_lang,
            interval: it.interval.word(),
            interval_label: self.say(&format!("interval.{}", it.interval.word())),
            unit: unit(it.interval),
            size: (it.size != u32::MAX).then_some(it.size),
            complete: it.complete,
            link: it.link.as_deref().and_then(super::small::address),
            latest,
            number_ones: reigns
                .iter()
                .rev()
                .take(NUMBER_ONES_SHOWN)
                .filter_map(|reign| self.number_one(id, reign))
                .collect(),
            number_ones_more: reigns.len().saturating_sub(NUMBER_ONES_SHOWN),
            years: self.years(id),
            highest_debut: self
                .feat(id, &runs, |movement, position| (movement == Movement::New).then(|| u32::MAX - position)),
            biggest_jump: self.feat(id, &runs, |movement, _| match movement {
                Movement::Up(places) => Some(places),
                _ => None,
            }),
            runs: runs.iter().take(RUNS_SHOWN).filter_map(line).collect(),
            runs_more: runs.len().saturating_sub(RUNS_SHOWN),
            longest: longest.iter().take(LONGEST_SHOWN).filter_map(line).collect(),
        }
    }
}
