//! Labels, networks and genres: which names there are, and what has each of them.
//!
//! They have no records. A name is what records say; its words make the address, and names of one address are one
//! ("Kakao M", "KAKAO-M"). The first spelling, in the order of files, is shown, unless `site.toml` gives a title to the
//! name of that address (`[labels.kakao-m]`); there it also has its names in other languages.

use super::Catalogue;
use crate::config::{Config, Described};
use crate::model::{Entity, Id, LanguageId, NameKind, Names, Texts, fold, slug_fault};
use crate::parse::slug_from;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A label, a network or a genre.
#[derive(Debug, Clone)]
pub struct PlainName {
    /// As it was spelled first, or as `site.toml` calls it.
    pub names: Names,
    /// Whether it is called as `site.toml` says, however a record spells it.
    pub titled: bool,
    /// What it is about.
    pub descriptions: Texts,
    /// As in its address.
    pub slug: String,
    /// What has it: dramas, then soundtracks, then tracks; of each the newest first.
    pub of: Vec<Entity>,
}

/// All plain names.
#[derive(Debug, Default)]
pub struct PlainNames {
    lists: BTreeMap<NameKind, Vec<PlainName>>,
    places: BTreeMap<(NameKind, String), usize>,
    orders: BTreeMap<(NameKind, LanguageId), Vec<usize>>,
}

impl PlainNames {
    pub(super) fn of(catalogue: &Catalogue, config: &Config) -> Self {
        let locale = config.locale(LanguageId::ROOT);
        let mut it = Self::default();
        for (n, drama) in catalogue.dramas.iter().enumerate() {
            let entity = Entity::Drama(Id::new(n));
            drama.network.iter().for_each(|name| it.add(NameKind::Network, name, entity));
            drama.genres.iter().for_each(|name| it.add(NameKind::Genre, name, entity));
        }
        for (n, soundtrack) in catalogue.soundtracks.iter().enumerate() {
            let entity = Entity::Soundtrack(Id::new(n));
            soundtrack.label.iter().for_each(|name| it.add(NameKind::Label, name, entity));
            soundtrack.genres.iter().for_each(|name| it.add(NameKind::Genre, name, entity));
            for id in &soundtrack.tracks {
                catalogue.track(*id).genres.iter().for_each(|name| it.add(NameKind::Genre, name, Entity::Track(*id)));
            }
        }
        for (kind, described) in &config.plain_names {
            for described in described {
                it.describe(*kind, described);
            }
        }
        for (kind, list) in &mut it.lists {
            // A list has many pages, each of which asks for its part.
            list.sort_by_cached_key(|name| locale.sort_key(&name.names.plain));
            it.places.extend(list.iter().enumerate().map(|(place, name)| ((*kind, fold(&name.slug)), place)));
        }
        for (kind, list) in &it.lists {
            for language in config.language_ids() {
                let locale = config.locale(language);
                let mut order: Vec<usize> = (0..list.len()).collect();
                order.sort_by_cached_key(|place| locale.sort_key(list[*place].names.in_language(language).0));
                it.orders.insert((*kind, language), order);
            }
        }
        for name in it.lists.values_mut().flatten() {
            // Kinds stay together, and tracks of one release in their order.
            name.of.sort_by_cached_key(|entity| {
                let day = date(catalogue, *entity);
                (entity.kind(), day.is_none(), Reverse(day))
            });
        }
        it
    }

    fn add(&mut self, kind: NameKind, name: &str, entity: Entity) {
        let slug = slug_from(name);
        // A name of signs alone makes no address; it is shown, and leads nowhere.
        if slug_fault(&slug).is_some() {
            return;
        }
        let list = self.lists.entry(kind).or_default();
        let place = *self.places.entry((kind, fold(&slug))).or_insert_with(|| {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            list.push(PlainName {
                names: Names::plain(name),
                titled: false,
                descriptions: Texts::default(),
                slug,
                of: Vec::new(),
            });
            list.len() - 1
        });
        if let Some(name) = list.get_mut(place).filter(|name| name.of.last() != Some(&entity)) {
            name.of.push(entity);
        }
    }

    /// A name that no record says is not there, however well it is described.
    fn describe(&mut self, kind: NameKind, described: &Described) {
        let place = self.places.get(&(kind, fold(&described.slug))).copied();
        let list = self.lists.get_mut(&kind);
        let Some(name) = place.and_then(|place| list?.get_mut(place)) else { return };
        if described.titled {
            name.names.plain.clone_from(&described.names.plain);
        }
        name.titled = described.titled;
        name.names.others.clone_from(&described.names.others);
        name.descriptions.clone_from(&described.descriptions);
    }

    /// All names of a kind, in the order in which the site's own language lists them.
    pub fn all(&self, kind: NameKind) -> &[PlainName] {
        self.lists.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The name at a place of [`all`](Self::all).
    pub fn get(&self, kind: NameKind, place: usize) -> Option<&PlainName> {
        self.all(kind).get(place)
    }

    /// The places of all names of a kind, in the order in which a language lists them.
    pub fn listed(&self, kind: NameKind, language: LanguageId) -> &[usize] {
        self.orders.get(&(kind, language)).map_or(&[], Vec::as_slice)
    }

    /// The place of a name, however it is spelled; nothing for a name without a page.
    pub fn find(&self, kind: NameKind, name: &str) -> Option<usize> {
        self.places.get(&(kind, fold(&slug_from(name)))).copied()
    }
}

/// When a thing came out, for the order in a list.
fn date(catalogue: &Catalogue, entity: Entity) -> Option<jiff::civil::Date> {
    let date = match entity {
        Entity::Drama(id) => catalogue.drama(id).date(),
        Entity::Soundtrack(id) => catalogue.soundtrack(id).released,
        Entity::Track(id) => catalogue.soundtrack(catalogue.track(id).soundtrack).released,
        _ => None,
    };
    date.map(|date| date.first_day())
}
