//! One fact of the catalogue, as of a day: a derived chart fact, or a plain field of a record.

use super::run::{Point, peak, subject, weeks_at_1};
use super::{Catalogue, LastWeek, Movement};
use crate::model::{Chart, Entity, Entry, Id, Subject};
use crate::source::Spanned;
use jiff::civil::Date;

/// What can be asked of a track or soundtrack on a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Where it stands.
    Position,
    /// Its best position so far.
    Peak,
    /// Weeks on the chart so far.
    Weeks,
    /// Weeks at number one so far.
    WeeksAt1,
    /// Its first week.
    Debut,
    /// Where it stood the week before.
    LastWeek,
}

impl What {
    /// The words that can be typed.
    pub const WORDS: [&'static str; 6] = ["position", "peak", "weeks", "weeks-at-1", "debut", "last-week"];

    /// What a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "position" => What::Position,
            "peak" => What::Peak,
            "weeks" => What::Weeks,
            "weeks-at-1" => What::WeeksAt1,
            "debut" => What::Debut,
            "last-week" => What::LastWeek,
            _ => return None,
        })
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

    /// A plain field of a record as text; nothing when it is not stated. The names that a kind has are in
    /// [`field_names`].
    pub fn field(&self, entity: Entity, name: &str) -> Option<String> {
        match entity {
            Entity::Drama(id) => {
                let it = self.drama(id);
                match name {
                    "title" => Some(it.record.names.plain.clone()),
                    "romanised" => it.record.names.romanised.clone(),
                    "kind" => Some(it.kind.word().to_owned()),
                    "network" => it.network.clone(),
                    "studio" => it.studio.plain.clone(),
                    "premiered" => it.premiered.map(|d| d.iso()),
                    "finale" => it.finale.map(|d| d.iso()),
                    "released" => it.released.map(|d| d.iso()),
                    "episodes" => it.episodes.map(|n| n.to_string()),
                    _ => None,
                }
            }
            Entity::Soundtrack(id) => {
                let it = self.soundtrack(id);
                match name {
                    "title" => Some(it.record.names.plain.clone()),
                    "romanised" => it.record.names.romanised.clone(),
                    "kind" => it.kind.map(|k| k.word().to_owned()),
                    "released" => it.released.map(|d| d.iso()),
                    "label" => it.label.clone(),
                    "catalogue_number" => it.catalogue_number.clone(),
                    "tracks" => Some(it.tracks.len().to_string()),
                    "barcode" => it.record.id("barcode"),
                    _ => None,
                }
            }
            Entity::Track(id) => {
                let it = self.track(id);
                match name {
                    "title" => Some(it.record.names.plain.clone()),
                    "romanised" => it.record.names.romanised.clone(),
                    "kind" => it.kind.map(|k| k.word().to_owned()),
                    "position" => it.position.map(|n| n.to_string()),
                    "disc" => Some(it.disc.to_string()),
                    "length" => it.length.map(|length| length.text()),
                    "released" => self.soundtrack(it.soundtrack).released.map(|d| d.iso()),
                    "version" => it.version.plain.clone(),
                    "isrc" | "iswc" => it.record.id(name),
                    _ => None,
                }
            }
            Entity::Artist(id) => {
                let it = self.artist(id);
                match name {
                    "name" => Some(it.record.names.plain.clone()),
                    "romanised" => it.record.names.romanised.clone(),
                    "kind" => it.kind.map(|k| k.word().to_owned()),
                    "members" => (!it.members.is_empty()).then(|| it.members.len().to_string()),
                    "born" => it.born.map(|d| d.iso()),
                    "died" => it.died.map(|d| d.iso()),
                    "formed" => it.formed.map(|d| d.iso()),
                    "disbanded" => it.disbanded.map(|d| d.iso()),
                    _ => None,
                }
            }
            Entity::Chart(id) => {
                let it = self.chart(id);
                match name {
                    "name" => Some(it.record.names.plain.clone()),
                    "publisher" => it.publisher.plain.clone(),
                    "size" => Some(it.size.to_string()),
                    "interval" => Some(it.interval.word().to_owned()),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether everything in a record's file could be read.
    pub fn is_sound(&self, entity: Entity) -> bool {
        self.record(entity).is_none_or(|record| record.sound)
    }
}

/// The plain fields that `<Fact>` can check, by kind.
pub fn field_names(entity: Entity) -> &'static [&'static str] {
    match entity {
        Entity::Drama(_) => {
            &["title", "romanised", "kind", "network", "studio", "premiered", "finale", "released", "episodes"]
        }
        Entity::Soundtrack(_) => {
            &["title", "romanised", "kind", "released", "label", "catalogue_number", "barcode", "tracks"]
        }
        Entity::Track(_) => {
            &["title", "romanised", "kind", "position", "disc", "length", "released", "version", "isrc", "iswc"]
        }
        Entity::Artist(_) => &["name", "romanised", "kind", "members", "born", "died", "formed", "disbanded"],
        Entity::Chart(_) => &["name", "publisher", "size", "interval"],
        _ => &[],
    }
}

impl Standing<'_> {
    /// The value of a fact as text; `None` where there is none (off the chart; no week before).
    pub fn value(&self, what: What, run: &super::Run) -> Option<String> {
        match what {
            What::Position => self.position.map(|n| n.to_string()),
            What::Peak => peak(self.points).map(|n| n.to_string()),
            What::Weeks => Some(self.points.len().to_string()),
            What::WeeksAt1 => Some(weeks_at_1(self.points).to_string()),
            What::Debut => self.points.first().map(|p| p.position.to_string()),
            What::LastWeek => match self.chart.last_week(run, self.week) {
                LastWeek::At(position) => Some(position.to_string()),
                LastWeek::Off | LastWeek::Unknown => None,
            },
        }
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

/// Whether a stated value is the derived one: numbers as numbers, dates as far as they are stated, texts folded.
pub fn agrees(stated: &str, derived: &str) -> bool {
    let stated = stated.trim();
    if let (Ok(a), Ok(b)) = (stated.parse::<u64>(), derived.parse::<u64>()) {
        return a == b;
    }
    let is_date = derived.len() >= 4 && derived.as_bytes().iter().all(|b| b.is_ascii_digit() || *b == b'-');
    if is_date
        && derived.starts_with(stated)
        && matches!(derived.as_bytes().get(stated.len()), None | Some(b'-'))
        && stated.len() >= 4
    {
        return true;
    }
    crate::model::fold(stated) == crate::model::fold(derived)
}
