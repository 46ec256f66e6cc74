//! The facts of charts and of their weeks as JSON.

use super::{Facts, Magazine};
use crate::catalogue::{Movement, peak, weeks_at_1};
use crate::model::{Chart, Entity, Entry, EntrySubject, Id};
use crate::route::{Route, Shows};
use serde_json::{Map, Value, json};

impl Facts<'_> {
    pub(super) fn chart(&mut self, id: Id<Chart>) {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.chart(id);
        self.texts("publisher", "publishers", &it.publisher);
        // A size that could not be read is the largest number.
        self.set("size", (it.size != u32::MAX).then_some(it.size));
        self.set("interval", it.interval.word());
        self.set("complete", it.complete);
        self.set("link", it.link.as_deref());
        let weeks = it.weeks.iter().enumerate().map(|(n, week)| {
            let data = self.views.url(Route::plain(Shows::WeekData(id, n)));
            json!({ "week": week.date.to_string(), "entries": week.entries.len(), "data": data })
        });
        self.set("weeks", weeks.collect::<Vec<_>>());
        let runs = catalogue.runs.on(id).filter_map(|(subject, run)| {
            let points = run.points();
            Some(json!({
                "subject": self.reference(subject.into()),
                "debut": it.weeks.get(points.first()?.week)?.date.to_string(),
                "peak": peak(points)?,
                "weeks": points.len(),
                "weeks_at_1": weeks_at_1(points),
            }))
        });
        self.set("runs", runs.collect::<Vec<_>>());
    }

    /// An entry with what is known of it as of its week.
    fn entry(&self, chart: Id<Chart>, week: usize, entry: &Entry) -> Map<String, Value> {
        let known = self.views.magazine.catalogue.entry(chart, week, entry);
        let mut map = Map::from_iter([("position".to_owned(), entry.position.into())]);
        let subject = match &entry.subject {
            EntrySubject::Track(id) => Some(Entity::Track(*id)),
            EntrySubject::Soundtrack(id) => Some(Entity::Soundtrack(*id)),
            EntrySubject::Outside(it) => {
                map.extend(self.outside(it));
                None
            }
            EntrySubject::Unknown => None,
        };
        map.extend(subject.map(|entity| ("subject".to_owned(), self.reference(entity).into())));
        let mut set = |key: &str, value: Value| map.insert(key.to_owned(), value);
        set("last_week", known.last_week.into());
        set("peak", known.peak.into());
        set("weeks", known.weeks.into());
        set("movement", known.movement.map(Movement::word).into());
        map
    }
}

/// What the page of a chart week tells, as JSON.
pub fn week(magazine: &Magazine, id: Id<Chart>, week: usize) -> Vec<u8> {
    let catalogue = &magazine.catalogue;
    let chart = catalogue.chart(id);
    let Some(stored) = chart.weeks.get(week) else { return Vec::new() };
    let reference = catalogue.index.id(Entity::Chart(id));
    let name = format!("{reference}/{}", stored.date);
    let mut facts = Facts::new(magazine, &name, "chart-week", Shows::ChartWeek(id, week));
    facts.set("chart", reference);
    facts.set("week", stored.date.to_string());
    facts.set("complete", chart.complete);
    facts.set("source", stored.source.as_deref());
    let other = |week: Option<usize>| week.and_then(|week| chart.weeks.get(week)).map(|week| week.date.to_string());
    facts.set("previous", other(week.checked_sub(1)));
    facts.set("next", other(Some(week + 1)));
    facts.set("entries", stored.entries.iter().map(|entry| facts.entry(id, week, entry)).collect::<Vec<_>>());
    facts.into_bytes()
}
