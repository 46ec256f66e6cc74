//! An event: a concert, a screening, a streaming party; when, where or by which link.

use super::credit::words;
use super::{CreditedArtist, Entity, Names, Record, Texts, rfc3339};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

words! {
    /// What an event is.
    EventKind {
        StreamingParty "streaming-party", Concert "concert", Screening "screening", Broadcast "broadcast",
        Release "release", FanMeeting "fan-meeting", Exhibition "exhibition", Talk "talk",
    }
}

words! {
    /// Whether it takes place.
    EventStatus { Scheduled "scheduled", Cancelled "cancelled", Postponed "postponed", MovedOnline "moved-online" }
}

/// When an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Whole days, the last one included.
    Days {
        /// The first day.
        first: Date,
        /// The last day; the first for one day.
        last: Date,
    },
    /// From a moment, perhaps to another.
    Moments {
        /// It begins.
        start: Timestamp,
        /// It ends.
        end: Option<Timestamp>,
    },
}

/// Where an event takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The hall, the park.
    pub names: Names,
    /// Street and number.
    pub address: Texts,
    /// City.
    pub city: Texts,
    /// ISO 3166-1 alpha-2, `KR`, or a name as written.
    pub country: Option<String>,
}

/// An event.
#[derive(Debug, Clone)]
pub struct Event {
    /// What all records have.
    pub record: Record,
    /// What it is.
    pub kind: Option<EventKind>,
    /// When it is.
    pub when: When,
    /// The time zone in which its times are told.
    pub timezone: TimeZone,
    /// Where it takes place.
    pub place: Option<Place>,
    /// Where it is seen or announced.
    pub link: Option<String>,
    /// Where tickets are sold.
    pub tickets: Option<String>,
    /// Whether it takes place.
    pub status: EventStatus,
    /// Who performs.
    pub artists: Vec<CreditedArtist>,
    /// What it is about.
    pub subjects: Vec<Entity>,
}

impl When {
    /// The moment by which events are sorted: their beginning, days from their midnight in `zone`.
    pub fn begin(&self, zone: &TimeZone) -> Timestamp {
        match self {
            When::Days { first, .. } => midnight(*first, zone),
            When::Moments { start, .. } => *start,
        }
    }

    /// The moment at which it is over: its end, its last day's midnight, or its beginning without an end.
    pub fn over(&self, zone: &TimeZone) -> Timestamp {
        match self {
            When::Days { last, .. } => midnight(last.tomorrow().unwrap_or(*last), zone),
            When::Moments { start, end } => end.unwrap_or(*start),
        }
    }
}

impl Event {
    /// A moment in the event's time zone.
    pub fn stamp(&self, moment: Timestamp) -> String {
        rfc3339(&moment.to_zoned(self.timezone.clone()))
    }
}

fn midnight(day: Date, zone: &TimeZone) -> Timestamp {
    zone.to_ambiguous_timestamp(day.to_datetime(jiff::civil::Time::midnight()))
        .compatible()
        .unwrap_or(Timestamp::UNIX_EPOCH)
}
