//! Playlists and events as files of other programs: what stands in them, in the root language and with whole addresses.

use super::Magazine;
use super::calendar::{self, Calendar, Status};
use super::playlist_file::{PlaylistFile, PlaylistTrack};
use super::view::{Views, joined};
use crate::model::{Entity, Event, EventStatus, Id, LanguageId, Outside, Playlist, PlaylistSong, When};
use crate::route::{PlaylistFormat, Route, Shows};
use jiff::tz::TimeZone;

/// Views for what is read away from the site.
fn views(magazine: &Magazine) -> Views<'_> {
    Views { whole: true, ..Views::new(magazine, LanguageId::ROOT) }
}

/// A playlist for players.
pub fn playlist(magazine: &Magazine, id: Id<Playlist>, format: PlaylistFormat) -> Vec<u8> {
    let views = views(magazine);
    let it = magazine.catalogue.playlist(id);
    let page = views.url_of(Entity::Playlist(id));
    let made = it.date.and_then(|date| date.first_day().to_zoned(TimeZone::UTC).ok()).map(|day| day.timestamp());
    let file = PlaylistFile {
        title: it.record.names.plain.clone(),
        creator: Some(joined(&views.curators(&it.curators))),
        annotation: it.record.summaries.plain.clone(),
        identifier: page.clone(),
        info: page,
        image: it.cover.as_ref().and_then(|cover| views.file_url(cover.file)),
        date: made,
        tracks: it.songs.iter().map(|song| track(views, song)).collect(),
    };
    match format {
        PlaylistFormat::Xspf => file.xspf(),
        PlaylistFormat::Jspf => file.jspf(),
    }
}

fn track(views: Views, song: &PlaylistSong) -> PlaylistTrack {
    let annotation = song.note.plain.clone();
    let Some(id) = song.track else {
        let Outside { names, credited_to } = song.outside.clone().unwrap_or_default();
        let (title, creator) = (names.plain, credited_to.plain);
        return PlaylistTrack { title, creator, annotation, ..PlaylistTrack::default() };
    };
    let it = views.magazine.catalogue.track(id);
    let row = views.track_row(id);
    let isrc = it.record.ids.iter().filter(|id| id.scheme == "isrc");
    PlaylistTrack {
        title: row.title,
        creator: Some(joined(&row.artists)),
        album: Some(row.soundtrack.title),
        track_number: it.position,
        duration_ms: it.length.map(|length| u64::from(length.0) * 1000),
        info: Some(row.url),
        identifiers: isrc.map(|id| format!("urn:isrc:{}", id.value.replace('-', ""))).collect(),
        locations: it.listen.iter().map(|(_, url)| url.clone()).collect(),
        annotation,
    }
}

/// One event, or all in the order of their beginnings.
pub fn calendar(magazine: &Magazine, of: Option<Id<Event>>) -> Vec<u8> {
    let views = views(magazine);
    let ids = of.map_or_else(|| magazine.catalogue.events_in_order(), |id| vec![id]);
    let site = &magazine.config.languages[usize::from(LanguageId::ROOT.0)];
    let name = of.map_or_else(
        || format!("{} – {}", site.title, views.say("kinds.events")),
        |id| magazine.catalogue.event(id).record.names.plain.clone(),
    );
    Calendar {
        name,
        language: site.code.clone(),
        prodid: concat!("-//Leitmotif//", env!("CARGO_PKG_VERSION"), "//EN").to_owned(),
        events: ids.into_iter().map(|id| event(views, id)).collect(),
    }
    .to_bytes()
}

fn event(views: Views, id: Id<Event>) -> calendar::Event {
    let it = views.magazine.catalogue.event(id);
    let base = views.magazine.routes.base();
    let host = base.origin.split_once("://").map_or(base.origin.as_str(), |(_, host)| host);
    // Several magazines may lie on one host.
    let host = format!("{host}{}", base.path.trim_end_matches('/'));
    let place = it.place.as_ref().map(|place| {
        let place = views.place(place);
        let parts = [Some(place.name), place.address, place.city, place.country];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let about: Vec<String> = it.record.summaries.plain.iter().chain(&it.link).chain(&it.tickets).cloned().collect();
    let view = views.event(id);
    // Status words of iCalendar know no postponement; such an event may still be. The title says it in words.
    let title = match view.status_label {
        Some(status) => format!("{status}: {}", view.record.title),
        None => view.record.title,
    };
    calendar::Event {
        uid: format!("event:{}@{host}", it.record.slug),
        // The same event must be the same bytes, so its stamp is its beginning and not the clock's.
        stamp: it.when.begin(&it.timezone),
        title,
        description: Some(about.join("\n\n")).filter(|text| !text.is_empty()),
        url: views.url(Route::plain(Shows::Record(Entity::Event(id)))),
        location: place,
        when: match it.when {
            When::Days { first, last } => calendar::When::Day { start: first, end_inclusive: last },
            When::Moments { start, end } => calendar::When::Moment { start, end },
        },
        status: match it.status {
            EventStatus::Scheduled | EventStatus::MovedOnline => Status::Confirmed,
            EventStatus::Cancelled => Status::Cancelled,
            EventStatus::Postponed => Status::Tentative,
        },
        categories: view.kind_label.into_iter().collect(),
    }
}
