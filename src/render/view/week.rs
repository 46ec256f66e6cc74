//! One edition of a chart: its entries, and who came and went.

use super::run::unit;
use super::{DateView, RefView, SourceView, Views, WhoView};
use crate::catalogue::{Movement, Run, subject};
use crate::model::{Chart, ChartWeek, Entity, Entry, EntrySubject, Id, Subject, fold};
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Serialize;

/// An edition, with its page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WeekLinkView {
    /// The publisher's date.
    pub date: DateView,
    /// Its page.
    pub url: String,
}

/// What an entry names.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EntrySubjectView {
    /// Title.
    pub title: String,
    /// Its page.
    pub url: Option<String>,
    /// The title's language, when it is not the page's.
    pub lang: Option<String>,
}

/// One place in an edition.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EntryView {
    /// Where.
    pub position: u32,
    /// Who.
    pub subject: EntrySubjectView,
    /// Its artists.
    pub artists: Vec<WhoView>,
    /// The edition before.
    pub last_week: Option<u32>,
    /// Best so far.
    pub peak: Option<u32>,
    /// Editions so far.
    pub weeks: Option<u32>,
    /// new, re, up, down, same.
    pub movement: Option<&'static str>,
    /// By how many places.
    pub change: Option<u32>,
    /// In words.
    pub label: Option<String>,
}

/// Who stood in the edition before and does not any more.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LeftView {
    /// Who.
    pub subject: EntrySubjectView,
    /// Its artists.
    pub artists: Vec<WhoView>,
    /// Where it stood last.
    pub position: u32,
    /// Editions so far.
    pub weeks: Option<u32>,
}

/// An edition's page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WeekView {
    /// The chart.
    pub chart: RefView,
    /// How often it appears: `weekly`.
    pub interval: &'static str,
    /// What is counted: `weeks`.
    pub unit: &'static str,
    /// The publisher's date.
    pub date: DateView,
    /// By position.
    pub entries: Vec<EntryView>,
    /// Who is there for the first time.
    pub new: Vec<EntryView>,
    /// Who is back.
    pub back: Vec<EntryView>,
    /// Who is gone; nobody when the edition before is not known.
    pub left: Vec<LeftView>,
    /// The stored edition before.
    pub previous: Option<WeekLinkView>,
    /// The stored edition after.
    pub next: Option<WeekLinkView>,
    /// Where it is said.
    pub source: Option<SourceView>,
    /// Only what the magazine follows is stored.
    pub followed_only: bool,
}

/// What tells entries of two editions apart; an outside title by itself, because the words of its credit change.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Stands {
    Known(Subject),
    Outside(String),
}

impl Views<'_> {
    /// An edition, to be linked.
    pub fn week_link(&self, id: Id<Chart>, week: usize) -> Option<WeekLinkView> {
        use crate::route::{Route, Shows};
        let date = self.magazine.catalogue.chart(id).weeks.get(week)?.date;
        Some(WeekLinkView {
            date: self.date(date),
            url: self.url(Route::new(self.language, Shows::ChartWeek(id, week)))?,
        })
    }

    /// Who stands at an entry.
    pub(super) fn stands(&self, entry: &Entry) -> Option<Stands> {
        if let EntrySubject::Outside(it) = &entry.subject {
            return Some(Stands::Outside(fold(&it.names.plain)));
        }
        subject(entry, |track| self.magazine.catalogue.track(track).recording).map(Stands::Known)
    }

    /// An entry's title and artists. A track is shown as the entry names it, its artists as its recording's.
    pub(super) fn entry_name(&self, entry: &Entry) -> (EntrySubjectView, Vec<WhoView>) {
        let entity = match &entry.subject {
            EntrySubject::Track(track) => Entity::Track(*track),
            EntrySubject::Soundtrack(soundtrack) => Entity::Soundtrack(*soundtrack),
            EntrySubject::Outside(it) => {
                let (title, lang) = self.name(&it.names);
                return (EntrySubjectView { title, url: None, lang }, self.credited_to(&it.credited_to));
            }
            EntrySubject::Unknown => {
                return (EntrySubjectView { title: String::new(), url: None, lang: None }, Vec::new());
            }
        };
        let (title, lang) = self.name_of(entity);
        let credited = match entity {
            Entity::Track(track) => Entity::Track(self.magazine.catalogue.track(track).recording),
            other => other,
        };
        (EntrySubjectView { title, url: self.url_of(entity), lang }, self.subject_artists(credited))
    }

    fn entry_run(&self, id: Id<Chart>, entry: &Entry) -> Option<&Run> {
        let catalogue = &self.magazine.catalogue;
        subject(entry, |track| catalogue.track(track).recording).and_then(|it| catalogue.runs.get(it, id))
    }

    /// One entry of an edition; what is derived comes from the run, what is stated fills in for what has none.
    pub fn entry(&self, id: Id<Chart>, week: usize, entry: &Entry) -> EntryView {
        let known = self.magazine.catalogue.entry(id, week, entry);
        let (subject, artists) = self.entry_name(entry);
        EntryView {
            position: entry.position,
            subject,
            artists,
            last_week: known.last_week,
            peak: known.peak,
            weeks: known.weeks,
            movement: known.movement.map(Movement::word),
            change: known.movement.and_then(Movement::change),
            label: known.movement.map(|movement| self.movement_label(movement)),
        }
    }

    /// The entries of an edition, at most `limit`.
    pub fn entries(&self, id: Id<Chart>, week: usize, limit: usize) -> Vec<EntryView> {
        let entries = self.magazine.catalogue.chart(id).weeks.get(week).map_or(&[][..], |w| &w.entries);
        entries.iter().take(limit).map(|entry| self.entry(id, week, entry)).collect()
    }

    /// Who is gone since the edition before, if that one is stored.
    fn left(&self, id: Id<Chart>, week: usize, now: &ChartWeek) -> Vec<LeftView> {
        let chart = self.magazine.catalogue.chart(id);
        let before = week.checked_sub(1).filter(|_| chart.follows_directly(week));
        let Some((before, edition)) = before.and_then(|week| Some((week, chart.weeks.get(week)?))) else {
            return Vec::new();
        };
        let still: FxHashSet<Stands> = now.entries.iter().filter_map(|entry| self.stands(entry)).collect();
        let gone = edition.entries.iter().filter(|entry| self.stands(entry).is_some_and(|it| !still.contains(&it)));
        let view = |entry: &Entry| {
            let (subject, artists) = self.entry_name(entry);
            let derived = self.entry_run(id, entry).and_then(|run| u32::try_from(run.until(before).len()).ok());
            let weeks = derived.into_iter().chain(entry.weeks.map(|weeks| weeks.value)).max();
            LeftView { subject, artists, position: entry.position, weeks }
        };
        gone.map(view).collect()
    }

    /// An edition's page.
    pub fn week(&self, id: Id<Chart>, week: usize) -> WeekView {
        let chart = self.magazine.catalogue.chart(id);
        let stored = chart.weeks.get(week);
        let entries = self.entries(id, week, usize::MAX);
        let moved = |movement: Movement| {
            entries.iter().filter(|entry| entry.movement == Some(movement.word())).cloned().collect()
        };
        WeekView {
            chart: self.reference(Entity::Chart(id)),
            interval: chart.interval.word(),
            unit: unit(chart.interval),
            date: self.date(stored.map(|w| w.date).unwrap_or_default()),
            new: moved(Movement::New),
            back: moved(Movement::ReEntry),
            left: stored.map(|now| self.left(id, week, now)).unwrap_or_default(),
            entries,
            previous: week.checked_sub(1).and_then(|w| self.week_link(id, w)),
            next: self.week_link(id, week + 1),
            source: stored.and_then(|w| w.source.as_deref()).map(|s| self.source(s)),
            followed_only: !chart.complete,
        }
    }
}
