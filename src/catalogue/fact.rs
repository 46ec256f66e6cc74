//! One fact of the catalogue, as of a day: how something stands on a chart, or what a record says.
//!
//! The principal type is [`Question`], which [`Catalogue::answer`] answers with a [`Value`]. What can be asked of each
//! kind of record is in the one table of `fact/table.rs`; what can be asked of a place on a chart is [`What`].

mod derived;
mod question;
mod table;
mod value;

pub use question::Question;
pub use table::{Sort, sort, words};
pub use value::Value;

use super::run::{Point, peak, subject, weeks_at_1};
use super::{Catalogue, LastWeek, Movement, Run};
use crate::model::{Chart, Entity, Entry, Id, PartialDate, Subject};
use crate::source::Spanned;
use jiff::civil::Date;

/// What can be asked of a track or soundtrack on a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Where it stands.
    Position,
    /// Its best position so far.
    Peak,
    /// When it was first there.
    PeakDate,
    /// Weeks on the chart so far.
    Weeks,
    /// Weeks at number one so far.
    WeeksAtOne,
    /// Where it entered.
    Debut,
    /// When it entered.
    DebutDate,
    /// Where it stood the week before.
    LastWeek,
}

impl What {
    /// Each with the word that can be typed, in the order in which messages list them.
    const ALL: [(What, &'static str); 8] = [
        (What::Position, "position"),
        (What::Peak, "peak"),
        (What::PeakDate, "peak-date"),
        (What::Weeks, "weeks"),
        (What::WeeksAtOne, "weeks-at-1"),
        (What::Debut, "debut"),
        (What::DebutDate, "debut-date"),
        (What::LastWeek, "last-week"),
    ];

    /// The words that can be typed.
    pub fn words() -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().map(|(_, word)| word)
    }

    /// The word as typed.
    pub fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(what, _)| *what == self).map_or("", |(_, word)| word)
    }

    /// What a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == word).map(|(what, _)| what)
    }
}

/// How a subject stands on a chart as of one stored week.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The chart.
    pub chart: &'a Chart,
    /// The stored week that counts.
    pub week: usize,
    /// The subject's weeks up to it; never empty.
    pub points: &'a [Point],
    /// Where it stands in that week, unless it was off.
    pub position: Option<u32>,
}

/// Why there is no standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoStanding {
    /// The chart has no stored week on or before the day.
    NoWeek,
    /// The subject is not in any stored week up to then.
    NeverCharted,
}

/// What is known of one place in a chart week.
#[derive(Debug, Clone, Copy, Default)]
pub struct EntryFacts {
    /// Where it stood the week before.
    pub last_week: Option<u32>,
    /// Best so far.
    pub peak: Option<u32>,
    /// Weeks so far.
    pub weeks: Option<u32>,
    /// How it moved.
    pub movement: Option<Movement>,
}

impl Catalogue {
    /// What is known of an entry as of its week: what is derived comes from the run, what is stated fills in for what
    /// has none.
    pub fn entry(&self, id: Id<Chart>, week: usize, entry: &Entry) -> EntryFacts {
        let stated = |it: &Option<Spanned<u32>>| it.as_ref().map(|n| n.value);
        let mut known = EntryFacts {
            last_week: stated(&entry.last_week),
            peak: stated(&entry.peak),
            weeks: stated(&entry.weeks),
            movement: None,
        };
        let subject = subject(entry, |track| self.track(track).recording);
        let Some(run) = subject.and_then(|subject| self.runs.get(subject, id)) else { return known };
        let (chart, until) = (self.chart(id), run.until(week));
        known.peak = peak(until).into_iter().chain(known.peak).min();
        known.weeks = u32::try_from(until.len()).ok().into_iter().chain(known.weeks).max();
        if let LastWeek::At(position) = chart.last_week(run, week) {
            known.last_week = Some(position);
        }
        known.movement = chart.movement(run, week);
        known
    }

    /// How a subject stands as of a day (nothing: the latest stored week).
    ///
    /// # Errors
    /// There is no such week, or the subject was never on the chart up to it.
    pub fn standing(&self, subject: Subject, chart: Id<Chart>, day: Option<Date>) -> Result<Standing<'_>, NoStanding> {
        let week = self.chart(chart).week_as_of(day).ok_or(NoStanding::NoWeek)?;
        self.standing_in(subject, chart, week)
    }

    /// How a subject stands as of one stored week.
    ///
    /// # Errors
    /// The subject was never on the chart up to it.
    pub fn standing_in(&self, subject: Subject, chart: Id<Chart>, week: usize) -> Result<Standing<'_>, NoStanding> {
        let points = self.runs.get(subject, chart).map_or(&[][..], |run| run.until(week));
        let last = points.last().ok_or(NoStanding::NeverCharted)?;
        let position = (last.week == week).then_some(last.position);
        Ok(Standing { chart: self.chart(chart), week, points, position })
    }

    /// Whether everything in a record's file could be read.
    pub fn is_sound(&self, entity: Entity) -> bool {
        self.record(entity).is_none_or(|record| record.sound)
    }
}

impl Standing<'_> {
    /// What is asked of it; nothing where there is none (off the chart; no week before).
    pub fn value(&self, what: What, run: &Run) -> Option<Value> {
        let number = |n: u32| Value::Number(n as usize);
        let day = |date: Date| Value::Date(PartialDate::Day(date));
        match what {
            What::Position => self.position.map(number),
            What::Peak => peak(self.points).map(number),
            What::PeakDate => self.peak_date().map(day),
            What::Weeks => Some(Value::Number(self.points.len())),
            What::WeeksAtOne => Some(Value::Number(weeks_at_1(self.points))),
            What::Debut => self.points.first().map(|p| number(p.position)),
            What::DebutDate => self.debut().map(day),
            What::LastWeek => match self.chart.last_week(run, self.week) {
                LastWeek::At(position) => Some(number(position)),
                LastWeek::Off | LastWeek::Unknown => None,
            },
        }
    }

    /// The date of the first week at its best position.
    fn peak_date(&self) -> Option<Date> {
        let best = peak(self.points)?;
        self.points.iter().find(|p| p.position == best).and_then(|p| self.chart.weeks.get(p.week)).map(|w| w.date)
    }

    /// The date of the first week.
    pub fn debut(&self) -> Option<Date> {
        self.points.first().and_then(|p| self.chart.weeks.get(p.week)).map(|w| w.date)
    }

    /// The date of the last week in which it stood, up to the week that counts.
    pub fn last_seen(&self) -> Option<Date> {
        self.points.last().and_then(|p| self.chart.weeks.get(p.week)).map(|w| w.date)
    }
}
