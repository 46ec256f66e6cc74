//! A chart, its weeks and their entries.

use super::credit::words;
use super::{Id, Outside, Record, Soundtrack, Texts, Track};
use crate::source::{Span, Spanned};
use jiff::Span as Duration;
use jiff::civil::Date;

words! {
    /// How often a chart appears.
    Interval { Daily "daily", Weekly "weekly", Monthly "monthly", Yearly "yearly" }
}

impl Interval {
    /// By how many days an edition may come early or late (a holiday) and still be the next one.
    pub fn slack(self) -> i32 {
        match self {
            Interval::Daily => 0,
            Interval::Weekly => 3,
            Interval::Monthly => 14,
            Interval::Yearly => 35,
        }
    }

    /// The date of the edition that follows one of `date`.
    pub fn after(self, date: Date) -> Option<Date> {
        let step = match self {
            Interval::Daily => Duration::new().days(1),
            Interval::Weekly => Duration::new().days(7),
            Interval::Monthly => Duration::new().months(1),
            Interval::Yearly => Duration::new().years(1),
        };
        date.checked_add(step).ok()
    }
}

/// A chart.
#[derive(Debug, Clone)]
pub struct Chart {
    /// What all records have.
    pub record: Record,
    /// Who publishes it.
    pub publisher: Texts,
    /// How many places it has.
    pub size: u32,
    /// How often it appears.
    pub interval: Interval,
    /// Whether the stored weeks hold the whole chart, not only what the magazine follows.
    pub complete: bool,
    /// Its page at the publisher.
    pub link: Option<String>,
    /// Its stored weeks, oldest first.
    pub weeks: Vec<ChartWeek>,
    /// Whether a week of it has a fault, so that facts derived from it cannot be relied on in this run.
    pub faulty: bool,
}

/// One stored edition of a chart.
#[derive(Debug, Clone)]
pub struct ChartWeek {
    /// The publisher's date.
    pub date: Date,
    /// By position; ties in the order of the file.
    pub entries: Vec<Entry>,
    /// Where it is said.
    pub source: Option<String>,
    /// The file.
    pub span: Span,
}

/// What has a chart run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A recording, by the track that stands for it.
    Track(Id<Track>),
    /// A release.
    Soundtrack(Id<Soundtrack>),
}

/// What an entry names.
#[derive(Debug, Clone)]
pub enum EntrySubject {
    /// A track, as named (not its recording).
    Track(Id<Track>),
    /// A soundtrack.
    Soundtrack(Id<Soundtrack>),
    /// Something outside the catalogue: a title and its credit as text.
    Outside(Outside),
    /// A reference that could not be resolved; reported already.
    Unknown,
}

/// One place in a chart week, with what the file states beside it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// From 1.
    pub position: u32,
    /// Who stands there.
    pub subject: EntrySubject,
    /// Stated last week, to be checked.
    pub last_week: Option<Spanned<u32>>,
    /// Stated peak, to be checked.
    pub peak: Option<Spanned<u32>>,
    /// Stated weeks, to be checked.
    pub weeks: Option<Spanned<u32>>,
    /// Where it stands in the file.
    pub span: Span,
}
