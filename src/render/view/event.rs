//! An event's page, and events in lists.

use super::{DateView, RecordPageView, RefView, TextView, Views, WhoView};
use crate::model::{Entity, Event, EventKind, EventStatus, Id, Place, When, rfc3339};
use crate::route::{Route, Shows};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use schemars::JsonSchema;
use serde::Serialize;

/// When an event is, in its own time zone.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WhenView {
    /// A day, or a day and a time; `iso` has the offset.
    pub start: DateView,
    /// The last day, or the end; of an end on the same day only the time is told.
    pub end: Option<DateView>,
    /// `Asia/Seoul, UTC+9`; nothing for whole days.
    pub zone: Option<String>,
}

/// Where an event takes place.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlaceView {
    /// The hall, the park.
    pub name: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// Street and number.
    pub address: Option<String>,
    /// The address's language, when it is not the page's.
    pub address_lang: Option<String>,
    /// City.
    pub city: Option<String>,
    /// The city's language, when it is not the page's.
    pub city_lang: Option<String>,
    /// As written.
    pub country: Option<String>,
    /// The country's language, when it is a name and that is not the page's.
    pub country_lang: Option<String>,
}

/// An event.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EventView {
    /// What the pages of all records have.
    #[serde(flatten)]
    pub record: RecordPageView,
    /// `streaming-party`.
    pub kind: Option<&'static str>,
    /// In words.
    pub kind_label: Option<String>,
    /// `scheduled`, `cancelled`, `postponed` or `moved-online`.
    pub status: &'static str,
    /// In words; nothing when it takes place as announced.
    pub status_label: Option<String>,
    /// When it is.
    pub when: WhenView,
    /// Where.
    pub place: Option<PlaceView>,
    /// Where it is seen or announced.
    pub link: Option<String>,
    /// Where tickets are sold.
    pub tickets: Option<String>,
    /// Who performs.
    pub artists: Vec<WhoView>,
    /// What it is about.
    pub subjects: Vec<RefView>,
    /// The event as a calendar.
    pub calendar: Option<String>,
}

/// An event in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EventLineView {
    /// Its page.
    pub url: String,
    /// Its title in the page's language.
    pub title: String,
    /// The title's language, when it is not the page's.
    pub lang: Option<String>,
    /// In words.
    pub kind_label: Option<String>,
    /// In words; nothing when it takes place as announced.
    pub status_label: Option<String>,
    /// Its first day, in its own time zone.
    pub date: DateView,
    /// Where: `Olympic Hall, Seoul`.
    pub place: Option<String>,
    /// The same in its parts, each with its language.
    pub place_parts: Vec<TextView>,
}

impl Views<'_> {
    /// An event's page.
    pub fn event(&self, id: Id<Event>) -> EventView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.event(id);
        EventView {
            record: self.record_page(Entity::Event(id)),
            kind: it.kind.map(EventKind::word),
            kind_label: self.event_kind(it),
            status: it.status.word(),
            status_label: self.event_status(it),
            when: self.when(it),
            place: it.place.as_ref().map(|place| self.place(place)),
            link: it.link.as_deref().and_then(super::small::address),
            tickets: it.tickets.as_deref().and_then(super::small::address),
            artists: self.artists(&it.artists),
            subjects: it.subjects.iter().map(|s| self.reference(*s)).filter(|r| !r.url.is_empty()).collect(),
            calendar: self.url(Route::plain(Shows::Calendar(Some(id)))),
        }
    }

    /// The events about a record, or with it on stage, in the order of their beginnings.
    pub fn events_of(&self, entity: Entity) -> Vec<EventLineView> {
        let events = self.magazine.catalogue.derived.events.get(&entity);
        events.into_iter().flatten().map(|id| self.event_line(*id)).collect()
    }

    /// An event in a list.
    pub fn event_line(&self, id: Id<Event>) -> EventLineView {
        let it = self.magazine.catalogue.event(id);
        let (title, lang) = self.name(&it.record.names);
        let place = it.place.as_ref().map(|place| self.place(place));
        let parts = place.into_iter().flat_map(|place| {
            let name = TextView { text: place.name, lang: place.lang };
            let city = place.city.map(|text| TextView { text, lang: place.city_lang });
            std::iter::once(name).chain(city)
        });
        let place_parts: Vec<TextView> = parts.collect();
        let place = place_parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(", ");
        EventLineView {
            url: self.url_of(Entity::Event(id)).unwrap_or_default(),
            title,
            lang,
            kind_label: self.event_kind(it),
            status_label: self.event_status(it),
            date: self.date(first_day(it)),
            place: Some(place).filter(|place| !place.is_empty()),
            place_parts,
        }
    }

    /// Where an event takes place.
    pub fn place(&self, place: &Place) -> PlaceView {
        let (name, lang) = self.name(&place.names);
        let (address, address_lang) = TextView::apart(self.text(&place.address));
        let (city, city_lang) = TextView::apart(self.text(&place.city));
        let country = place.country.clone();
        // A code is the same in every language.
        let named = country.as_deref().filter(|name| !name.bytes().all(|byte| byte.is_ascii_uppercase()));
        let country_lang = named.and_then(|name| self.plain(name).lang);
        PlaceView { name, lang, address, address_lang, city, city_lang, country, country_lang }
    }

    fn event_kind(&self, event: &Event) -> Option<String> {
        event.kind.map(|kind| self.say(&format!("event_kind.{}", kind.word())))
    }

    fn event_status(&self, event: &Event) -> Option<String> {
        let status = event.status;
        (status != EventStatus::Scheduled).then(|| self.say(&format!("event_status.{}", status.word())))
    }

    /// When an event is.
    pub fn when(&self, event: &Event) -> WhenView {
        match event.when {
            When::Days { first, last } => {
                WhenView { start: self.date(first), end: (last != first).then(|| self.date(last)), zone: None }
            }
            When::Moments { start, end } => {
                let here = |moment: Timestamp| moment.to_zoned(event.timezone.clone());
                let begin = here(start);
                let end = end.map(|end| self.moment(&here(end), begin.date()));
                WhenView { start: self.moment(&begin, Date::MIN), end, zone: Some(zone(&begin)) }
            }
        }
    }

    /// Day and time.
    pub(super) fn day_at(&self, moment: &Zoned) -> String {
        let (date, time) = (self.date(moment.date()).text, self.locale().time(moment.time()));
        self.magazine.interface(self.language).filled("event.moment", &[("date", &date), ("time", &time)])
    }

    /// Day and time, or only the time on the day `known`.
    fn moment(&self, moment: &Zoned, known: Date) -> DateView {
        let text = if moment.date() == known { self.locale().time(moment.time()) } else { self.day_at(moment) };
        DateView { iso: rfc3339(moment), text }
    }
}

/// The day on which an event begins, in its own time zone.
pub(super) fn first_day(event: &Event) -> Date {
    match event.when {
        When::Days { first, .. } => first,
        When::Moments { start, .. } => start.to_zoned(event.timezone.clone()).date(),
    }
}

/// The zone of a moment by name and offset: `Asia/Seoul, UTC+9`.
fn zone(moment: &Zoned) -> String {
    let minutes = moment.offset().seconds() / 60;
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let sign = if minutes < 0 { '−' } else { '+' };
    let offset = match (hours, rest) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    };
    match name(moment.time_zone()) {
        Some(name) => format!("{name}, {offset}"),
        None => offset,
    }
}

fn name(zone: &TimeZone) -> Option<String> {
    zone.iana_name().filter(|name| *name != "UTC").map(|name| name.replace('_', " "))
}
