//! Values that many pages show, made once: the site as a language has it, the cards of articles, and what cards link to.
//!
//! A list has small cards and never bodies, and an article is in many lists. What is here is what each page would make by
//! itself, so a page cannot differ for it.

use super::Magazine;
use super::page::template;
use super::view::{LinkView, Views};
use crate::model::{Article, Byline, BylineRole, Entity, Id, Texts};
use crate::theme::Reads;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Mutex, OnceLock, PoisonError};
use tera::{Map, Value};

/// What was made of the values that pages share.
#[derive(Default)]
pub struct Shared {
    /// What the templates of all pages read together.
    reads: OnceLock<Option<Reads>>,
    languages: OnceLock<Box<[OfLanguage]>>,
}

/// What the pages of a language share; a place for each thing, filled when it is first asked for.
struct OfLanguage {
    site: OnceLock<Value>,
    cards: Places,
    sections: Places,
    tags: Places,
    /// Contributors as writers.
    writers: Places,
    /// Days on which something came out or was changed.
    days: Mutex<FxHashMap<Date, Value>>,
    /// By article: the older and the newer one in its section.
    beside: OnceLock<Box<[Beside]>>,
}

/// The older and the newer article in a section, of those in its own language.
type Beside = [Option<Id<Article>>; 2];

type Places = Box<[OnceLock<Value>]>;

fn places(count: usize) -> Places {
    (0..count).map(|_| OnceLock::new()).collect()
}

impl OfLanguage {
    fn new(magazine: &Magazine) -> Self {
        let catalogue = &magazine.catalogue;
        Self {
            site: OnceLock::new(),
            cards: places(catalogue.articles.len()),
            sections: places(catalogue.sections.len()),
            tags: places(catalogue.tags.len()),
            writers: places(catalogue.contributors.len()),
            days: Mutex::default(),
            beside: OnceLock::new(),
        }
    }
}

impl Magazine {
    /// What the templates of its pages read; nothing where that is not known.
    fn reads(&self) -> Option<&Reads> {
        let all = || {
            let templates: FxHashSet<&str> =
                self.routes.iter().filter_map(|(_, route)| template(route.shows)).collect();
            let mut all = Reads::default();
            for template in templates {
                all.join(self.theme.reads_of(template)?);
            }
            Some(all)
        };
        self.shared.reads.get_or_init(all).as_ref()
    }
}

/// A table of values that is filled with what is read of it.
pub(super) struct Table<'r> {
    reads: Option<&'r Reads>,
    values: Map,
}

impl<'r> Table<'r> {
    pub fn new(reads: Option<&'r Reads>) -> Self {
        Self { reads, values: Map::new() }
    }

    /// Puts a value in, if it is read.
    pub fn put<T: Into<Value>>(&mut self, name: &'static str, value: impl FnOnce() -> T) {
        if self.reads.is_none_or(|reads| reads.reads(name)) {
            self.values.insert(name.into(), value().into());
        }
    }
}

impl Table<'_> {
    /// Puts in what is read of another table.
    pub fn put_all(&mut self, other: &Value) {
        for (name, value) in other.as_map().into_iter().flatten() {
            if self.reads.is_none_or(|reads| name.as_str().is_none_or(|name| reads.reads(name))) {
                self.values.insert(name.clone(), value.clone());
            }
        }
    }
}

impl From<Table<'_>> for Value {
    fn from(table: Table) -> Self {
        Self::from(table.values)
    }
}

impl<'a> Views<'a> {
    /// What pages of the language share; nothing for a page that is unlike the others.
    fn in_common(&self) -> Option<&'a OfLanguage> {
        let magazine = self.magazine;
        let all = || (0..magazine.config.languages.len()).map(|_| OfLanguage::new(magazine)).collect();
        let is_common = !self.whole && !self.aside && self.read.is_none();
        let languages = is_common.then(|| magazine.shared.languages.get_or_init(all))?;
        languages.get(usize::from(self.language.0))
    }

    /// The site, seen from a page at `path`.
    pub(super) fn site_value(&self, path: &str) -> Value {
        let make = || Value::from_serializable(&self.site(path));
        let Some(shared) = self.in_common() else { return make() };
        let site = shared.site.get_or_init(make);
        // Only the menu says where one is.
        if self.magazine.config.menu.is_empty() || !self.is_read("menu") {
            return site.clone();
        }
        let mut own: Map = site.as_map().cloned().unwrap_or_default();
        own.insert("menu".into(), Value::from_serializable(&self.menu(path)));
        Value::from(own)
    }

    /// An article in a list.
    pub(super) fn card_value(&self, id: Id<Article>) -> Value {
        match self.in_common().and_then(|shared| shared.cards.get(id.index())) {
            Some(place) => {
                let make = || Views { reads: self.magazine.reads(), ..*self }.card_read(id);
                place.get_or_init(make).clone()
            }
            None => Value::from_serializable(&self.card(id)),
        }
    }

    /// The older and the newer article in the section of one. From an article one goes on in its language.
    pub(super) fn beside(&self, id: Id<Article>) -> Beside {
        let catalogue = &self.magazine.catalogue;
        let language = catalogue.article(id).language;
        let all = || {
            let mut beside = vec![Beside::default(); catalogue.articles.len()].into_boxed_slice();
            for (_, list) in catalogue.written.in_section.iter().filter(|((of, _), _)| *of == language) {
                let mut newer = None;
                for id in list.iter().copied().filter(|id| catalogue.article(*id).language == language) {
                    beside[id.index()][1] = newer;
                    if let Some(newer) = newer.replace(id) {
                        beside[Id::<Article>::index(newer)][0] = Some(id);
                    }
                }
            }
            beside
        };
        match (Views { language, ..*self }).in_common() {
            Some(shared) => shared.beside.get_or_init(all)[id.index()],
            None => all()[id.index()],
        }
    }

    /// Some articles in a list.
    pub(super) fn card_values(&self, ids: &[Id<Article>]) -> Value {
        Value::from(ids.iter().map(|id| self.card_value(*id)).collect::<Vec<_>>())
    }

    /// A link to a section or tag, as the pages of its own language have it.
    pub(super) fn link_value(&self, entity: Entity, make: impl FnOnce() -> LinkView) -> Value {
        let make = || Value::from_serializable(&make());
        let place = self.in_common().and_then(|shared| match entity {
            Entity::Section(id) => shared.sections.get(id.index()),
            Entity::Tag(id) => shared.tags.get(id.index()),
            _ => None,
        });
        match place {
            Some(place) => place.get_or_init(make).clone(),
            None => make(),
        }
    }

    /// A day in the page's language.
    pub(super) fn day_value(&self, day: Date) -> Value {
        let make = || Value::from_serializable(&self.date(day));
        let Some(shared) = self.in_common() else { return make() };
        let mut days = shared.days.lock().unwrap_or_else(PoisonError::into_inner);
        days.entry(day).or_insert_with(make).clone()
    }

    /// Who did what.
    pub(super) fn byline_value(&self, byline: &Byline) -> Value {
        let make = || Value::from_serializable(&self.byline(byline));
        let plain =
            byline.contributor.filter(|_| byline.role == BylineRole::Writer && byline.credit == Texts::default());
        match plain.and_then(|id| self.in_common()?.writers.get(id.index())) {
            Some(place) => place.get_or_init(make).clone(),
            None => make(),
        }
    }
}
