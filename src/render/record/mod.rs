//! The facts of records as JSON: `index.json` beside every record's page, one index of them all, and the schema that
//! says what stands where.
//!
//! References are written as everywhere else (`artist:iu`), dates as far as they are known, and what is derived is
//! derived here as on the pages. Lists and tables are always there, even when they are empty; single facts that nobody
//! stated are left out.

mod artist;
mod award;
mod chart;
mod drama;
mod event;
mod issue;
mod playlist;
mod score;
mod soundtrack;

use super::Magazine;
use super::json::escaped;
use super::view::{Views, extra};
use crate::model::{
    Contributor, Cover, Credit, CreditedArtist, Curator, Disclosure, Entity, Id, LanguageId, Names, PartialDate,
    Person, Platform, Played, Texts,
};
use crate::route::{Route, Shows};
use crate::source::Spanned;
use serde_json::{Map, Value, json};

pub use chart::week;

/// The published schema (JSON Schema, 2020-12), without the address that it gets when it is published.
const SCHEMA: &str = include_str!("schema.json");

/// Identifiers that have keys of their own in the files of records.
const CODES: [&str; 3] = ["isrc", "iswc", "barcode"];

/// The facts of one record, in their order.
struct Facts<'a> {
    views: Views<'a>,
    map: Map<String, Value>,
}

impl<'a> Facts<'a> {
    /// Begins a record with what all have; `names` are those in other languages than the site's own.
    fn new(magazine: &'a Magazine, id: &str, kind: &str, shows: Shows) -> Self {
        let views = Views { whole: true, ..Views::new(magazine, LanguageId::ROOT) };
        let mut it = Self { views, map: Map::new() };
        it.set("$schema", it.views.url(Route::plain(Shows::Schema)));
        it.set("id", id);
        it.set("kind", kind);
        it.set("url", it.views.url(Route::plain(shows)));
        it
    }

    /// States a fact, unless nothing is known.
    fn set(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        if !value.is_null() {
            self.map.insert(key.to_owned(), value);
        }
    }

    /// A thing as a reference.
    fn reference(&self, entity: Entity) -> String {
        self.views.magazine.catalogue.index.id(entity).to_owned()
    }

    fn references(&self, entities: impl IntoIterator<Item = Entity>) -> Vec<String> {
        entities.into_iter().map(|entity| self.reference(entity)).collect()
    }

    /// Texts by language code.
    fn by_language(&self, texts: &[(LanguageId, String)]) -> Value {
        texts.iter().map(|(language, text)| (self.views.code(*language).to_owned(), text.as_str())).collect()
    }

    /// Someone: a reference, or the name of someone without a record.
    fn person(&self, person: &Person) -> Map<String, Value> {
        match person {
            Person::Artist(id) => Map::from_iter([("artist".to_owned(), self.reference(Entity::Artist(*id)).into())]),
            Person::Named(names) => self.named(names),
        }
    }

    /// The name of someone or something without a record.
    fn named(&self, names: &Names) -> Map<String, Value> {
        let mut map = Map::from_iter([("name".to_owned(), names.plain.as_str().into())]);
        self.put_others(&mut map, "names", &names.others);
        map
    }

    /// What something small is in other languages, where that is stated: there are many, and few have it.
    fn put_others(&self, map: &mut Map<String, Value>, key: &str, others: &[(LanguageId, String)]) {
        if !others.is_empty() {
            map.insert(key.to_owned(), self.by_language(others));
        }
    }

    /// An artist credit: who, as credited, and the text that follows.
    fn artists(&self, artists: &[CreditedArtist]) -> Vec<Value> {
        let artist = |it: &CreditedArtist| {
            let mut map = self.person(&it.person);
            if let Some(credited) = &it.credited {
                map.insert("credited".to_owned(), credited.as_str().into());
            }
            map.insert("join".to_owned(), it.join.as_str().into());
            map.into()
        };
        artists.iter().map(artist).collect()
    }

    fn credits(&self, credits: &[Credit]) -> Vec<Value> {
        let credit = |it: &Credit| {
            let mut map = Map::from_iter([("role".to_owned(), it.role.word().into())]);
            map.extend(self.person(&it.person));
            if let Some(credited) = &it.credited {
                map.insert("credited".to_owned(), credited.as_str().into());
            }
            self.put_character(&mut map, &it.as_character);
            if let Some(played) = &it.instrument {
                map.insert("instrument".to_owned(), self.played(played));
            }
            map.into()
        };
        credits.iter().map(credit).collect()
    }

    /// The character that someone is, and what it is called in other languages.
    fn put_character(&self, map: &mut Map<String, Value>, character: &Texts) {
        map.extend(character.plain.iter().map(|plain| ("as".to_owned(), plain.as_str().into())));
        self.put_others(map, "as_names", &character.others);
    }

    /// An instrument: a reference, or its name.
    fn played(&self, played: &Played) -> Value {
        match played {
            Played::Instrument(id) => json!({ "instrument": self.reference(Entity::Instrument(*id)) }),
            Played::Named(names) => self.named(names).into(),
        }
    }

    /// Someone of the magazine: a reference, or a guest's name.
    fn curators(&self, curators: &[Curator]) -> Vec<Value> {
        let curator = |it: &Curator| match it {
            Curator::Contributor(id) => json!({ "contributor": self.reference(Entity::Contributor(*id)) }),
            Curator::Named(names) => self.named(names).into(),
        };
        curators.iter().map(curator).collect()
    }

    /// States a text and, beside it, what it is in other languages.
    fn texts(&mut self, key: &str, others: &str, texts: &Texts) {
        self.set(key, texts.plain.as_deref());
        self.set(others, self.by_language(&texts.others));
    }

    /// A picture that is published.
    fn picture(&self, cover: Option<&Cover>) -> Option<Value> {
        let cover = cover?;
        let mut map = Map::from_iter([("src".to_owned(), self.views.file_url(cover.file)?.into())]);
        let notes = self.views.notes_of(cover);
        map.insert("alt".to_owned(), notes.alt.plain.as_deref().unwrap_or_default().into());
        map.insert("alts".to_owned(), self.by_language(&notes.alt.others));
        self.put_texts(&mut map, "credit", "credits", &notes.credit);
        map.extend(notes.licence.iter().map(|licence| ("licence".to_owned(), licence.as_str().into())));
        let disclosed = notes.disclosure.filter(|it| *it != Disclosure::None);
        map.extend(disclosed.map(|it| ("disclosure".to_owned(), it.word().into())));
        Some(map.into())
    }

    /// Where something can be heard, by platform.
    fn listen(&mut self, listen: &[(Platform, String)]) {
        let listen = listen.iter().map(|(platform, url)| (platform.word().to_owned(), url.as_str()));
        self.set("listen", listen.collect::<Value>());
    }

    fn contributor(&mut self, id: Id<Contributor>) {
        let it = self.views.magazine.catalogue.contributor(id);
        self.texts("role", "roles", &it.role);
        self.set("link", it.link.as_deref());
    }

    fn into_bytes(self) -> Vec<u8> {
        bytes(&Value::Object(self.map))
    }
}

/// A date as far as it is known.
fn iso(date: Option<Spanned<PartialDate>>) -> Option<String> {
    date.map(|date| date.iso())
}

fn bytes(value: &Value) -> Vec<u8> {
    let mut text = escaped(&value.to_string());
    text.push('\n');
    text.into_bytes()
}

/// What a record's page tells, as JSON.
pub fn record(magazine: &Magazine, entity: Entity) -> Vec<u8> {
    let catalogue = &magazine.catalogue;
    let Some(record) = catalogue.record(entity) else { return Vec::new() };
    let mut facts = Facts::new(magazine, catalogue.index.id(entity), entity.kind().word(), Shows::record(entity));
    facts.set("slug", record.slug.as_str());
    facts.set("title", record.names.plain.as_str());
    facts.set("names", facts.by_language(&record.names.others));
    facts.set("romanised", record.names.romanised.as_deref());
    facts.set("aliases", record.names.aliases.clone());
    facts.texts("sort_name", "sort_names", &record.names.sort);
    facts.texts("summary", "summaries", &record.summaries);
    // As in the record's file: these codes are keys of their own, the others are `ids`.
    let (codes, ids): (Vec<_>, Vec<_>) =
        record.ids.iter().map(|id| (id.scheme, id.value.as_str())).partition(|(scheme, _)| CODES.contains(scheme));
    for (scheme, value) in codes {
        facts.set(scheme, value);
    }
    facts.set("ids", ids.into_iter().map(|(scheme, value)| (scheme.to_owned(), value)).collect::<Value>());
    match entity {
        Entity::Drama(id) => facts.drama(id),
        Entity::Soundtrack(id) => facts.soundtrack(id),
        Entity::Track(id) => facts.track(id),
        Entity::Artist(id) => facts.artist(id),
        Entity::Chart(id) => facts.chart(id),
        Entity::Contributor(id) => facts.contributor(id),
        Entity::Playlist(id) => facts.playlist(id),
        Entity::Event(id) => facts.event(id),
        Entity::Issue(id) => facts.issue(id),
        Entity::Instrument(id) => facts.instrument(id),
        Entity::Award(id) => facts.award(id),
        Entity::Article(_) | Entity::Page(_) | Entity::Tag(_) | Entity::Section(_) => {}
    }
    facts.set("extra", extra(&record.extra));
    facts.into_bytes()
}

/// Every record with its page and its JSON.
pub fn index(magazine: &Magazine) -> Vec<u8> {
    let catalogue = &magazine.catalogue;
    let address = |shows: Shows| magazine.routes.path(Route::plain(shows)).map(|path| magazine.routes.absolute(path));
    let records = catalogue.all_records().filter_map(|entity| {
        Some(json!({
            "id": catalogue.index.id(entity),
            "kind": entity.kind().word(),
            "title": catalogue.record(entity)?.names.plain,
            "url": address(Shows::record(entity))?,
            "data": address(Shows::RecordData(entity))?,
        }))
    });
    let index = json!({
        "$schema": address(Shows::Schema),
        "kind": "index",
        "title": magazine.config.title,
        "url": address(Shows::Home),
        "records": records.collect::<Vec<_>>(),
    });
    bytes(&index)
}

/// The schema at its address.
pub fn schema(magazine: &Magazine) -> Vec<u8> {
    let own = magazine.routes.path(Route::plain(Shows::Schema)).map(|path| magazine.routes.absolute(path));
    SCHEMA.replacen("/schema.json", &own.unwrap_or_default(), 1).into_bytes()
}
