//! An event: when it is, in its own time zone, where or by which link, who performs.

use super::node::member;
use super::thing::Seen;
use super::{Graph, Node};
use crate::model::{Entity, Event, EventKind, EventStatus, Id, Place, When};
use crate::render::view::address;

/// What schema.org calls a kind of event.
pub(super) fn kind(kind: Option<EventKind>) -> &'static str {
    match kind {
        Some(EventKind::Concert) => "MusicEvent",
        Some(EventKind::Screening) => "ScreeningEvent",
        Some(EventKind::Broadcast) => "BroadcastEvent",
        Some(EventKind::Release) => "PublicationEvent",
        Some(EventKind::FanMeeting) => "SocialEvent",
        Some(EventKind::Exhibition) => "ExhibitionEvent",
        Some(EventKind::StreamingParty | EventKind::Talk) | None => "Event",
    }
}

impl Graph<'_> {
    fn place(&self, place: &Place) -> Node {
        let place = self.views.place(place);
        let known = place.address.is_some() || place.city.is_some() || place.country.is_some();
        let address = Node::new("PostalAddress")
            .and("streetAddress", place.address)
            .and("addressLocality", place.city)
            .and("addressCountry", place.country);
        // Search engines ask for an address; where only the place is told, its name is all that leads there.
        let address = if known { address.into() } else { serde_json::Value::from(place.name.as_str()) };
        Node::new("Place").and("name", place.name).and("address", address)
    }

    /// An event. What has a place is there, unless it was moved online; its link then only announces it.
    pub(super) fn event(&self, id: Id<Event>) -> Node {
        let it = self.views.magazine.catalogue.event(id);
        let moved = it.status == EventStatus::MovedOnline;
        let link = it.link.as_deref().and_then(address);
        let there = it.place.as_ref().filter(|_| !moved || link.is_none());
        let seen = Seen { link: link.as_deref().filter(|_| there.is_some()), ..Seen::default() };
        let mut node = self.described(Entity::Event(id), &it.record, &seen);
        match it.when {
            When::Days { first, last } => {
                node.set("startDate", first.to_string());
                node.set("endDate", last.to_string());
            }
            When::Moments { start, end } => {
                node.set("startDate", it.stamp(start));
                node.set("endDate", end.map(|end| it.stamp(end)));
            }
        }
        let status = match it.status {
            EventStatus::Scheduled => "EventScheduled",
            EventStatus::Cancelled => "EventCancelled",
            EventStatus::Postponed => "EventPostponed",
            EventStatus::MovedOnline => "EventMovedOnline",
        };
        node.set("eventStatus", member(status));
        let online = moved || there.is_none();
        let mode = if online { "OnlineEventAttendanceMode" } else { "OfflineEventAttendanceMode" };
        node.set("eventAttendanceMode", member(mode));
        node.set(
            "location",
            match there {
                Some(there) => Some(self.place(there)),
                None => link.map(|url| Node::new("VirtualLocation").and("url", url)),
            },
        );
        let offer = it
            .tickets
            .as_deref()
            .filter(|_| it.status != EventStatus::Cancelled)
            .and_then(address)
            .map(|url| Node::new("Offer").and("url", url));
        node.set("offers", offer);
        node.set("performer", self.by_artists(&it.artists));
        let subjects = it.subjects.iter().copied().filter(|subject| self.views.magazine.catalogue.is_shown(*subject));
        node.set("about", self.references(subjects));
        node
    }
}
