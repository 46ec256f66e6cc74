//! `content/events/<slug>.toml`.

use super::record::{CreditedArtistMatter, Site, artist_credit, named, outside_address, record, told};
use crate::config::timezone_of;
use crate::diagnostic::{Code, Label};
use crate::fields::{Date, Document, Item, Reader, fields_of, text};
use crate::model::{EventKind, EventStatus, Names, Place, Record, Texts};
use crate::source::Spanned;
use jiff::tz::TimeZone;

/// An event as written.
#[derive(Debug, Clone)]
pub struct EventMatter {
    /// What all records have.
    pub record: Record,
    /// What it is.
    pub kind: Option<EventKind>,
    /// When it begins.
    pub starts: Option<Spanned<Date>>,
    /// When it ends; a day is inclusive.
    pub ends: Option<Spanned<Date>>,
    /// Its time zone, when not the site's.
    pub timezone: Option<TimeZone>,
    /// Where it takes place.
    pub place: Option<Place>,
    /// Where it is seen or announced.
    pub link: Option<String>,
    /// Where tickets are sold.
    pub tickets: Option<String>,
    /// Whether it takes place.
    pub status: EventStatus,
    /// Who performs.
    pub artists: Vec<CreditedArtistMatter>,
    /// What it is about: `kind:slug`.
    pub subjects: Vec<Spanned<String>>,
}

const KEYS: &[&str] = &[
    "title",
    "slug",
    "romanised",
    "aliases",
    "sort_name",
    "sort_names",
    "kind",
    "starts",
    "ends",
    "timezone",
    "place",
    "link",
    "tickets",
    "status",
    "artists",
    "subjects",
    "summary",
    "redirect_from",
];

/// Reads one event.
pub fn event(doc: &Document, slug: &str, site: Site, reader: &mut Reader) -> EventMatter {
    let mut fields = doc.fields("an event").with_keys(KEYS);
    let record = record(&mut fields, "title", slug, site, reader);
    let kind = fields.word("kind", EventKind::WORDS, EventKind::from_word, reader);
    if !fields.has("starts") {
        fields.missing("starts", "starts = 2025-08-16T20:00:00");
    }
    let starts = fields.date("starts", reader);
    let ends = fields.date("ends", reader);
    let ends = ends.filter(|ends| starts.as_ref().is_none_or(|starts| of_one_form(starts, ends, reader)));
    let timezone = timezone_of(&mut fields, reader);
    if !fields.has("place") && !fields.has("link") {
        fields.missing("place", "place = \"Olympic Hall, Seoul\"`, or where it is to be seen: `link = \"https://…\"");
    }
    let place = fields.get("place", reader, |item, reader| place(item, site, reader));
    let link = outside_address(&mut fields, "link", reader);
    let tickets = outside_address(&mut fields, "tickets", reader);
    let status = fields.word("status", EventStatus::WORDS, EventStatus::from_word, reader);
    let artists = artist_credit(&mut fields, site, reader);
    let subjects = fields.texts("subjects", reader);
    fields.finish(reader);
    EventMatter {
        record,
        kind,
        starts,
        ends,
        timezone,
        place,
        link,
        tickets,
        status: status.unwrap_or(EventStatus::Scheduled),
        artists,
        subjects,
    }
}

/// Whether both are days, or both have a time.
fn of_one_form(starts: &Spanned<Date>, ends: &Spanned<Date>, reader: &mut Reader) -> bool {
    let (with, without) = match (starts.time, ends.time) {
        (Some(_), None) => ("starts", "ends"),
        (None, Some(_)) => ("ends", "starts"),
        _ => return true,
    };
    let it = reader.error(Code::BadValue, ends.span, format!("`{with}` has a time of day and `{without}` has none"));
    it.secondary.push(Label { span: starts.span, text: "it begins here".into() });
    it.help.push("give both a time (`2025-08-16T22:00:00`), or neither: then the last day belongs to it".into());
    false
}

/// `place = "Olympic Hall, Seoul"`, or a table.
fn place(item: Item, site: Site, reader: &mut Reader) -> Option<Place> {
    let whole = |names| Place { names, address: Texts::default(), city: Texts::default(), country: None };
    let Some(mut fields) = fields_of(item, "a place") else {
        let name = text("place", item, reader)?;
        if name.value.trim().is_empty() {
            let help = "write where it takes place, or leave `place` out and give a `link`";
            reader.error(Code::BadValue, name.span, "`place` is empty").help.push(help.into());
            return None;
        }
        return Some(whole(Names::plain(name.value)));
    };
    let names = named("name", &mut fields, site, reader);
    let address = told(&mut fields, "address", "addresses", site, reader);
    let city = told(&mut fields, "city", "cities", site, reader);
    let country = fields.plain("country", reader);
    fields.finish(reader);
    Some(Place { names: names?, address, city, country })
}
