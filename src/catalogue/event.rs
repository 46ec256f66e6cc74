//! Events: references resolved, times told in their zone, what cannot be so.

use super::Catalogue;
use super::link::Linker;
use super::moments::{instant, passed_over};
use crate::diagnostic::{Code, Diagnostic};
use crate::fields::Date;
use crate::model::{Entity, Event, Id, When};
use crate::parse::EventMatter;
use crate::source::Spanned;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

impl Linker<'_> {
    /// Links one event.
    pub(super) fn event(&mut self, matter: EventMatter) -> Event {
        let timezone = matter.timezone.unwrap_or_else(|| self.config.timezone.clone());
        let when = self.when(matter.starts.as_ref(), matter.ends.as_ref(), &timezone);
        let artists = self.artist_credit(matter.artists);
        let mut subjects = Vec::new();
        for typed in &matter.subjects {
            let Some(subject) = self.any_reference(typed) else { continue };
            if let Entity::Article(id) = subject {
                self.articles_named.push((id, typed.span));
            }
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        Event {
            record: matter.record,
            kind: matter.kind,
            when,
            timezone,
            place: matter.place,
            link: matter.link,
            tickets: matter.tickets,
            status: matter.status,
            artists,
            subjects,
        }
    }

    /// Two days, or two moments; parsing has seen to it that they are of one form.
    fn when(&mut self, starts: Option<&Spanned<Date>>, ends: Option<&Spanned<Date>>, zone: &TimeZone) -> When {
        let Some(starts) = starts else {
            // That it is missing was told. The day of the clock would be another in the next round of a preview.
            let day = jiff::civil::date(1970, 1, 1);
            return When::Days { first: day, last: day };
        };
        let when = if starts.time.is_some() {
            When::Moments { start: instant(starts, zone), end: ends.map(|ends| instant(ends, zone)) }
        } else {
            When::Days { first: starts.day, last: ends.map_or(starts.day, |ends| ends.day) }
        };
        let said = [("starts", Some(starts)), ("ends", ends)];
        let said = said.into_iter().filter_map(|(key, date)| passed_over(key, date?, zone));
        self.diagnostics.extend(said);
        let backwards = match when {
            When::Days { first, last } => last < first,
            When::Moments { start, end } => end.is_some_and(|end| end < start),
        };
        if let Some(ends) = ends.filter(|_| backwards) {
            let it = Diagnostic::error(Code::EventOrder, ends.span, "this event ends before it begins");
            let it = it.also(starts.span, "it begins here");
            // A party that goes on past midnight ends on another day.
            let overnight = starts.day == ends.day && starts.time.is_some();
            let next_day = ends.day.tomorrow().ok().filter(|_| overnight);
            self.diagnostics.push(it.help(match next_day {
                Some(day) => format!("if it goes on past midnight, it ends on {day}"),
                None => "exchange the two, or mend the one that is wrong".to_owned(),
            }));
        }
        when
    }
}

impl Catalogue {
    /// All events in the order of their beginnings.
    pub fn events_in_order(&self) -> Vec<Id<Event>> {
        let mut all: Vec<Id<Event>> = (0..self.events.len()).map(Id::new).collect();
        all.sort_by_cached_key(|id| {
            let event = self.event(*id);
            (event.when.begin(&event.timezone), event.record.slug.clone(), *id)
        });
        all
    }
}

/// By record: the events about it, or with it on stage, in the order of their beginnings.
pub(super) fn by_record(catalogue: &Catalogue) -> BTreeMap<Entity, Vec<Id<Event>>> {
    let mut all: BTreeMap<Entity, Vec<Id<Event>>> = BTreeMap::new();
    for id in catalogue.events_in_order() {
        let event = catalogue.event(id);
        let on_stage = event.artists.iter().filter_map(|one| one.person.artist()).map(Entity::Artist);
        let records: BTreeSet<Entity> = event.subjects.iter().copied().chain(on_stage).collect();
        for record in records {
            all.entry(record).or_default().push(id);
        }
    }
    all
}
