//! A run on a chart: its figures, its stretches and its editions, one by one.

use super::{DateView, RefView, Views, WhoView};
use crate::catalogue::{LastWeek, Movement, Point, Run, peak, weeks_at_1};
use crate::model::{Chart, Entity, Id, Interval};
use schemars::JsonSchema;
use serde::Serialize;

/// The first edition of a run.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DebutView {
    /// When.
    pub date: DateView,
    /// That edition's page.
    pub url: Option<String>,
    /// Where.
    pub position: u32,
}

/// One edition of a run.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RunRowView {
    /// When.
    pub week: DateView,
    /// That edition's page.
    pub url: Option<String>,
    /// Where it stood; nothing when it was off or nothing is known.
    pub position: Option<u32>,
    /// Where it stood in the edition before.
    pub last_week: Option<u32>,
    /// Best so far.
    pub peak: u32,
    /// Editions so far.
    pub weeks: usize,
    /// new, re, up, down, same, off, gap.
    pub movement: Option<&'static str>,
    /// By how many places.
    pub change: Option<u32>,
    /// In words.
    pub label: Option<String>,
}

/// Editions without a break: what is off the chart or not stored divides them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StretchView {
    /// The first edition.
    pub from: DateView,
    /// The last edition.
    pub to: DateView,
    /// How many.
    pub weeks: usize,
    /// Best position in them.
    pub peak: u32,
}

/// A run on one chart.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RunView {
    /// The chart.
    pub chart: RefView,
    /// How often it appears: `weekly`. Texts below `edition` are by this word.
    pub interval: &'static str,
    /// What is counted: `weeks`. Texts below `count` are by this word.
    pub unit: &'static str,
    /// What ran.
    pub subject: RefView,
    /// Its name.
    pub title: String,
    /// The edition that counts.
    pub as_of: DateView,
    /// First edition.
    pub debut: DebutView,
    /// Best position.
    pub peak: u32,
    /// First edition at it.
    pub peak_date: DateView,
    /// Editions on the chart.
    pub weeks: usize,
    /// Editions at number one.
    pub weeks_at_1: usize,
    /// Where it stands in the edition that counts.
    pub now: Option<u32>,
    /// Edition by edition, with those off the chart and gaps.
    pub rows: Vec<RunRowView>,
    /// What gaps divide; one when there are none.
    pub stretches: Vec<StretchView>,
    /// The run drawn, as SVG; empty when it is too short to be a line.
    pub plot: String,
    /// Caption, in articles.
    pub caption: Option<String>,
}

/// A run in one line.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RunLineView {
    /// What ran.
    pub subject: RefView,
    /// Its artists.
    pub artists: Vec<WhoView>,
    /// First edition.
    pub debut: DateView,
    /// Best position.
    pub peak: u32,
    /// Editions.
    pub weeks: usize,
    /// Editions at number one.
    pub weeks_at_1: usize,
}

/// What a chart's editions are counted in.
pub(super) fn unit(interval: Interval) -> &'static str {
    match interval {
        Interval::Daily => "days",
        Interval::Weekly => "weeks",
        Interval::Monthly => "months",
        Interval::Yearly => "years",
    }
}

impl Views<'_> {
    pub(super) fn movement_label(&self, movement: Movement) -> String {
        let n = movement.change().unwrap_or_default().to_string();
        self.magazine.interface(self.language).filled(&format!("movement.{}", movement.word()), &[("n", &n)])
    }

    /// All runs of a track or soundtrack up to the latest stored editions.
    pub fn runs(&self, entity: Entity) -> Vec<RunView> {
        let catalogue = &self.magazine.catalogue;
        let Some(subject) = catalogue.chart_subject(entity) else { return Vec::new() };
        let charts = catalogue.runs.of(subject).map(|(chart, _)| chart);
        let run = |chart| self.run_in(entity, chart, catalogue.chart(chart).week_as_of(None)?, "");
        charts.filter_map(run).collect()
    }

    /// A run up to a stored edition. Rows begin with the debut and end with that edition or the last one on the
    /// chart. `place` makes the ids of the drawing differ from those of another one on the page.
    pub fn run_in(&self, entity: Entity, id: Id<Chart>, until: usize, place: &str) -> Option<RunView> {
        let catalogue = &self.magazine.catalogue;
        let chart = catalogue.chart(id);
        let subject = catalogue.chart_subject(entity)?;
        let standing = catalogue.standing_in(subject, id, until).ok()?;
        let first = standing.points.first()?;
        let best = peak(standing.points)?;
        let peak_week = standing.points.iter().find(|p| p.position == best)?.week;
        let debut = self.week_link(id, first.week)?;
        Some(RunView {
            chart: self.reference(Entity::Chart(id)),
            interval: chart.interval.word(),
            unit: unit(chart.interval),
            subject: self.reference(entity),
            title: self.name_of(entity).0,
            as_of: self.date(chart.weeks.get(until)?.date),
            debut: DebutView { date: debut.date, url: Some(debut.url), position: first.position },
            peak: best,
            peak_date: self.date(chart.weeks.get(peak_week)?.date),
            weeks: standing.points.len(),
            weeks_at_1: weeks_at_1(standing.points),
            now: standing.position,
            rows: self.rows(id, catalogue.runs.get(subject, id)?, standing.points)?,
            stretches: self.stretches(chart, standing.points),
            plot: self.plot_of(&[entity], id, until, place).unwrap_or_default(),
            caption: None,
        })
    }

    /// Every edition from the first point to the last.
    fn rows(&self, id: Id<Chart>, run: &Run, points: &[Point]) -> Option<Vec<RunRowView>> {
        let chart = self.magazine.catalogue.chart(id);
        let (first, last) = (points.first()?.week, points.last()?.week);
        let mut rows = Vec::new();
        let mut seen = 0;
        for week in first..=last {
            let empty = |movement: &'static str, week: DateView, url: Option<String>| RunRowView {
                week,
                url,
                position: None,
                last_week: None,
                peak: peak(&points[..seen]).unwrap_or_default(),
                weeks: seen,
                movement: Some(movement),
                change: None,
                label: Some(self.say(&format!("movement.{movement}"))),
            };
            for missing in chart.missing_before(week).into_iter().filter(|_| week > first) {
                rows.push(empty("gap", self.date(missing), None));
            }
            let link = self.week_link(id, week)?;
            let Some(point) = points.get(seen).filter(|point| point.week == week) else {
                rows.push(empty("off", link.date, Some(link.url)));
                continue;
            };
            seen += 1;
            let movement = chart.movement(run, week);
            rows.push(RunRowView {
                week: link.date,
                url: Some(link.url),
                position: Some(point.position),
                last_week: match chart.last_week(run, week) {
                    LastWeek::At(position) => Some(position),
                    LastWeek::Off | LastWeek::Unknown => None,
                },
                peak: point.peak,
                weeks: seen,
                movement: movement.map(Movement::word),
                change: movement.and_then(Movement::change),
                label: movement.map(|m| self.movement_label(m)),
            });
        }
        Some(rows)
    }

    fn stretches(&self, chart: &Chart, points: &[Point]) -> Vec<StretchView> {
        let unbroken = |a: &Point, b: &Point| b.week == a.week + 1 && chart.follows_directly(b.week);
        let date = |point: &Point| chart.weeks.get(point.week).map(|week| self.date(week.date));
        let view = |stretch: &[Point]| {
            Some(StretchView {
                from: date(stretch.first()?)?,
                to: date(stretch.last()?)?,
                weeks: stretch.len(),
                peak: stretch.iter().map(|point| point.position).min()?,
            })
        };
        points.chunk_by(unbroken).filter_map(view).collect()
    }

    /// A run in one line.
    pub(super) fn run_line(&self, entity: Entity, chart: &Chart, run: &Run) -> Option<RunLineView> {
        let first = run.points().first()?;
        Some(RunLineView {
            subject: self.reference(entity),
            artists: self.subject_artists(entity),
            debut: self.date(chart.weeks.get(first.week)?.date),
            peak: peak(run.points())?,
            weeks: run.points().len(),
            weeks_at_1: weeks_at_1(run.points()),
        })
    }

    /// The artist credit of a track or soundtrack.
    pub(super) fn subject_artists(&self, entity: Entity) -> Vec<WhoView> {
        let catalogue = &self.magazine.catalogue;
        match entity {
            Entity::Track(id) => self.artists(catalogue.artists_of(id)),
            Entity::Soundtrack(id) => self.release_artists(catalogue.soundtrack(id)),
            _ => Vec::new(),
        }
    }
}
