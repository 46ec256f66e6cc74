//! The facts of records as JSON: `index.json` beside every record's page, one index of them all, and the schema that
//! says what stands where.
//!
//! References are written as everywhere else (`artist:iu`), dates as far as they are known, and what is derived is
//! derived here as on the pages. Lists and tables are always there, even when they are empty; single facts that nobody
//! stated are left out.

mod chart;
mod drama;
mod soundtrack;

use super::Magazine;
use super::view::{Views, extra};
use crate::model::{Artist, Contributor, Credit, CreditedArtist, Entity, Id, LanguageId, Person};
use crate::route::{Route, Shows};
use serde_json::{Map, Value, json};

pub use chart::week;

/// The published schema (JSON Schema, 2020-12), without the address that it gets when it is published.
const SCHEMA: &str = include_str!("schema.json");

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
        let (key, value) = match person {
            Person::Artist(id) => ("artist", self.reference(Entity::Artist(*id))),
            Person::Named(name) => ("name", name.clone()),
        };
        Map::from_iter([(key.to_owned(), value.into())])
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
            if let Some(character) = &it.as_character {
                map.insert("as".to_owned(), character.as_str().into());
            }
            map.into()
        };
        credits.iter().map(credit).collect()
    }

    fn artist(&mut self, id: Id<Artist>) {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.artist(id);
        self.set("type", it.kind.map(crate::model::ArtistKind::word));
        self.set("fictional", catalogue.is_fictional(Entity::Artist(id)));
        self.set("members", it.members.iter().map(|who| self.person(who)).collect::<Vec<_>>());
        self.set("member_of", self.references(it.member_of.iter().map(|group| Entity::Artist(*group))));
        let performed_by = it.performed_by.iter().map(|singer| {
            let mut map = self.person(&singer.person);
            map.extend(singer.as_character.iter().map(|character| ("as".to_owned(), character.as_str().into())));
            map
        });
        self.set("performed_by", performed_by.collect::<Vec<_>>());
        let performs_as = it.performs_as.iter().map(|(act, character)| {
            let mut map = self.person(&Person::Artist(*act));
            map.extend(character.iter().map(|character| ("as".to_owned(), character.as_str().into())));
            map
        });
        self.set("performs_as", performs_as.collect::<Vec<_>>());
        let tracks = &catalogue.derived.artist_tracks[id.index()];
        self.set("tracks", self.references(tracks.iter().map(|track| Entity::Track(*track))));
    }

    fn contributor(&mut self, id: Id<Contributor>) {
        let it = self.views.magazine.catalogue.contributor(id);
        self.set("role", it.role.plain.as_deref());
        self.set("roles", self.by_language(&it.role.others));
        self.set("link", it.link.as_deref());
    }

    fn into_bytes(self) -> Vec<u8> {
        bytes(&Value::Object(self.map))
    }
}

fn bytes(value: &Value) -> Vec<u8> {
    let mut text = value.to_string();
    text.push('\n');
    text.into_bytes()
}

/// What a record's page tells, as JSON.
pub fn record(magazine: &Magazine, entity: Entity) -> Vec<u8> {
    let catalogue = &magazine.catalogue;
    let Some(record) = catalogue.record(entity) else { return Vec::new() };
    let mut facts = Facts::new(magazine, catalogue.index.id(entity), entity.kind().word(), page(entity));
    facts.set("slug", record.slug.as_str());
    facts.set("title", record.names.plain.as_str());
    facts.set("names", facts.by_language(&record.names.others));
    facts.set("romanised", record.names.romanised.as_deref());
    facts.set("aliases", record.names.aliases.clone());
    facts.set("sort_name", record.names.sort.as_deref());
    facts.set("summary", record.summaries.plain.as_deref());
    facts.set("summaries", facts.by_language(&record.summaries.others));
    match entity {
        Entity::Drama(id) => facts.drama(id),
        Entity::Soundtrack(id) => facts.soundtrack(id),
        Entity::Track(id) => facts.track(id),
        Entity::Artist(id) => facts.artist(id),
        Entity::Chart(id) => facts.chart(id),
        Entity::Contributor(id) => facts.contributor(id),
        Entity::Article(_) | Entity::Page(_) | Entity::Tag(_) | Entity::Section(_) => {}
    }
    facts.set("extra", extra(&record.extra));
    facts.into_bytes()
}

/// The page of a record.
fn page(entity: Entity) -> Shows {
    match entity {
        Entity::Contributor(id) => Shows::Contributor(id, 1),
        _ => Shows::Record(entity),
    }
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
            "url": address(page(entity))?,
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
