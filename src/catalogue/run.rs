//! Chart runs: derived from the stored weeks and nothing else.
//!
//! As of a day, the latest stored week dated on or before it counts; peak, weeks and run count up to it.

use crate::model::{Chart, Entry, EntrySubject, Id, Subject, Track};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One week in which a subject stood on a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Index into the chart's weeks.
    pub week: usize,
    /// Its place.
    pub position: u32,
    /// Its best place so far.
    pub peak: u32,
}

/// All weeks of one subject on one chart, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    points: Vec<Point>,
}

/// How a subject moved since the week before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movement {
    /// Never before on this chart.
    New,
    /// Before, but not the week before.
    ReEntry,
    /// Up by so many places.
    Up(u32),
    /// Down by so many places.
    Down(u32),
    /// Where it was.
    Same,
}

impl Movement {
    /// The word as templates and data see it.
    pub fn word(self) -> &'static str {
        match self {
            Movement::New => "new",
            Movement::ReEntry => "re",
            Movement::Up(_) => "up",
            Movement::Down(_) => "down",
            Movement::Same => "same",
        }
    }

    /// By how many places.
    pub fn change(self) -> Option<u32> {
        match self {
            Movement::Up(n) | Movement::Down(n) => Some(n),
            Movement::New | Movement::ReEntry | Movement::Same => None,
        }
    }
}

/// What is known of the week before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastWeek {
    /// It stood there.
    At(u32),
    /// It was not on the chart.
    Off,
    /// The week before is not stored.
    Unknown,
}

impl Run {
    /// The weeks up to and including the chart's week `last`.
    pub fn until(&self, last: usize) -> &[Point] {
        &self.points[..self.points.partition_point(|p| p.week <= last)]
    }

    /// All weeks.
    pub fn points(&self) -> &[Point] {
        &self.points
    }
}

/// Best position of the first weeks of a run.
pub fn peak(points: &[Point]) -> Option<u32> {
    points.last().map(|p| p.peak)
}

/// Weeks at number one.
pub fn weeks_at_1(points: &[Point]) -> usize {
    points.iter().filter(|p| p.position == 1).count()
}

/// All runs of all charts.
#[derive(Debug, Default)]
pub struct Runs {
    by_subject: BTreeMap<Subject, BTreeMap<Id<Chart>, Run>>,
    /// By chart: what was on it, in the order in which it came.
    by_chart: Vec<Vec<Subject>>,
}

impl Runs {
    /// Derives the runs of all charts. `recording` gives the track that stands for a track's recording.
    pub fn derive(charts: &[Chart], recording: impl Fn(Id<Track>) -> Id<Track>) -> Self {
        let mut runs = Self { by_subject: BTreeMap::new(), by_chart: vec![Vec::new(); charts.len()] };
        for (number, chart) in charts.iter().enumerate() {
            for (week, edition) in chart.weeks.iter().enumerate() {
                for entry in &edition.entries {
                    let Some(subject) = subject(entry, &recording) else { continue };
                    let run = runs.by_subject.entry(subject).or_default().entry(Id::new(number)).or_default();
                    if run.points.is_empty() {
                        runs.by_chart[number].push(subject);
                    }
                    let position = entry.position;
                    let peak = peak(&run.points).map_or(position, |peak| peak.min(position));
                    // One recording named twice in a week (by two releases) stands once, at its better place.
                    match run.points.last_mut() {
                        Some(last) if last.week == week => {
                            *last = Point { week, position: last.position.min(position), peak };
                        }
                        _ => run.points.push(Point { week, position, peak }),
                    }
                }
            }
        }
        runs
    }

    /// The run of a subject on a chart.
    pub fn get(&self, subject: Subject, chart: Id<Chart>) -> Option<&Run> {
        self.by_subject.get(&subject)?.get(&chart)
    }

    /// All runs of a subject, by chart.
    pub fn of(&self, subject: Subject) -> impl Iterator<Item = (Id<Chart>, &Run)> {
        self.by_subject.get(&subject).into_iter().flatten().map(|(chart, run)| (*chart, run))
    }

    /// All runs on a chart, in the order in which they began.
    pub fn on(&self, chart: Id<Chart>) -> impl Iterator<Item = (Subject, &Run)> {
        let subjects = self.by_chart.get(chart.index()).into_iter().flatten();
        subjects.filter_map(move |subject| self.get(*subject, chart).map(|run| (*subject, run)))
    }
}

/// The subject of an entry that the catalogue knows.
pub fn subject(entry: &Entry, recording: impl Fn(Id<Track>) -> Id<Track>) -> Option<Subject> {
    match &entry.subject {
        EntrySubject::Track(track) => Some(Subject::Track(recording(*track))),
        EntrySubject::Soundtrack(soundtrack) => Some(Subject::Soundtrack(*soundtrack)),
        EntrySubject::Outside(_) | EntrySubject::Unknown => None,
    }
}

impl Chart {
    /// The latest stored week dated on or before a day; without a day the latest of all.
    pub fn week_as_of(&self, day: Option<Date>) -> Option<usize> {
        let count = day.map_or(self.weeks.len(), |day| self.weeks.partition_point(|week| week.date <= day));
        count.checked_sub(1)
    }

    /// The stored week of a date.
    pub fn week_of(&self, date: Date) -> Option<usize> {
        self.weeks.binary_search_by_key(&date, |week| week.date).ok()
    }

    /// Whether the stored week before `week` is the edition right before it.
    pub fn follows_directly(&self, week: usize) -> bool {
        week > 0 && week < self.weeks.len() && self.missing_before(week).is_empty()
    }

    /// How many editions of one gap are told one by one; a year of weeks.
    const GAP_SHOWN: usize = 52;

    /// The dates of the editions between `week` and the stored one before it, as the chart's rhythm has them.
    pub fn missing_before(&self, week: usize) -> Vec<Date> {
        let before = week.checked_sub(1).and_then(|before| self.weeks.get(before));
        let (Some(before), Some(now)) = (before, self.weeks.get(week)) else { return Vec::new() };
        let is_missing = |date: &Date| (now.date - *date).get_days() > self.interval.slack();
        let next = |date: &Date| self.interval.after(*date);
        std::iter::successors(next(&before.date), next).take_while(is_missing).take(Self::GAP_SHOWN).collect()
    }

    /// What is known of a run's position in the edition before `week`.
    ///
    /// A chart that holds only followed songs stores every week in which one of them stood, so the stored week
    /// before is the last one that matters; a complete chart's missing edition is unknown.
    pub fn last_week(&self, run: &Run, week: usize) -> LastWeek {
        let Some(before) = week.checked_sub(1) else {
            return if self.complete { LastWeek::Unknown } else { LastWeek::Off };
        };
        if self.complete && !self.follows_directly(week) {
            return LastWeek::Unknown;
        }
        match run.points.binary_search_by_key(&before, |p| p.week) {
            Ok(place) => run.points.get(place).map_or(LastWeek::Off, |p| LastWeek::At(p.position)),
            Err(_) => LastWeek::Off,
        }
    }

    /// Whether weeks of a run up to `week` may be unknown: before the first stored edition of a complete chart, or in
    /// one that is missing.
    pub fn is_partial(&self, run: &Run, week: usize) -> bool {
        self.complete
            && (run.points.first().is_some_and(|p| p.week == 0) || (1..=week).any(|w| !self.follows_directly(w)))
    }

    /// How a run moved into `week`; unknown when the week before is.
    pub fn movement(&self, run: &Run, week: usize) -> Option<Movement> {
        let place = run.points.binary_search_by_key(&week, |p| p.week).ok()?;
        let position = run.points.get(place)?.position;
        match self.last_week(run, week) {
            LastWeek::At(before) if before > position => Some(Movement::Up(before - position)),
            LastWeek::At(before) if before < position => Some(Movement::Down(position - before)),
            LastWeek::At(_) => Some(Movement::Same),
            LastWeek::Off if place == 0 => Some(Movement::New),
            LastWeek::Off => Some(Movement::ReEntry),
            LastWeek::Unknown if place > 0 && !self.complete => Some(Movement::ReEntry),
            LastWeek::Unknown => None,
        }
    }
}
