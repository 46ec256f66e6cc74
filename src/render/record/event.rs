//! The facts of an event as JSON; its times are told in its own time zone.

use super::Facts;
use crate::model::{Event, EventKind, Id, Place, When};
use serde_json::{Map, Value};

impl Facts<'_> {
    pub(super) fn event(&mut self, id: Id<Event>) {
        let it = self.views.magazine.catalogue.event(id);
        self.set("type", it.kind.map(EventKind::word));
        let (starts, ends) = match it.when {
            When::Days { first, last } => (first.to_string(), Some(last.to_string())),
            When::Moments { start, end } => (it.stamp(start), end.map(|end| it.stamp(end))),
        };
        self.set("starts", starts);
        self.set("ends", ends);
        self.set("timezone", it.timezone.iana_name());
        self.set("place", it.place.as_ref().map(|place| self.place(place)));
        self.set("link", it.link.as_deref());
        self.set("tickets", it.tickets.as_deref());
        self.set("status", it.status.word());
        self.set("artists", self.artists(&it.artists));
        self.set(
            "subjects",
            self.references(it.subjects.iter().copied().filter(|it| self.views.magazine.catalogue.is_shown(*it))),
        );
    }

    fn place(&self, place: &Place) -> Map<String, Value> {
        let mut map = self.named(&place.names);
        self.put_texts(&mut map, "address", "addresses", &place.address);
        self.put_texts(&mut map, "city", "cities", &place.city);
        map.extend(place.country.iter().map(|country| ("country".to_owned(), country.as_str().into())));
        map
    }
}
