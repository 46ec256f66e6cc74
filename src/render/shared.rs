//! Values that many pages show, made once: the site as a language has it, and the cards of articles.
//!
//! A list has small cards and never bodies, and an article is in many lists. What is here is what each page would make by
//! itself, so a page cannot differ for it.

use super::Magazine;
use super::page::template;
use super::view::Views;
use crate::model::{Article, Id};
use crate::theme::Reads;
use rustc_hash::FxHashSet;
use std::sync::OnceLock;
use tera::{Map, Value};

/// What was made of the values that pages share.
#[derive(Default)]
pub struct Shared {
    /// What the templates of all pages read together.
    reads: OnceLock<Option<Reads>>,
    /// By language.
    sites: OnceLock<Box<[OnceLock<Value>]>>,
    /// By language, then by article.
    cards: OnceLock<Box<[OnceLock<Box<[OnceLock<Value>]>>]>>,
}

/// As many places as there are things, for what is made when it is first asked for.
fn places<T>(count: usize) -> Box<[OnceLock<T>]> {
    (0..count).map(|_| OnceLock::new()).collect()
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

impl<'a> Views<'a> {
    /// Whether what is made is the same for every page of the language.
    fn is_common(&self) -> bool {
        !self.whole && !self.aside && self.read.is_none()
    }

    /// The site, seen from a page at `path`.
    pub(super) fn site_value(&self, path: &str) -> Value {
        let make = || Value::from_serializable(&self.site(path));
        if !self.is_common() {
            return make();
        }
        let languages = self.magazine.config.languages.len();
        let sites = self.magazine.shared.sites.get_or_init(|| places(languages));
        let Some(site) = sites.get(usize::from(self.language.0)) else { return make() };
        let site = site.get_or_init(make);
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
        if !self.is_common() {
            return Value::from_serializable(&self.card(id));
        }
        let shared = &self.magazine.shared;
        let cards = shared.cards.get_or_init(|| places(self.magazine.config.languages.len()));
        let count = self.magazine.catalogue.articles.len();
        let place = cards.get(usize::from(self.language.0)).and_then(|of| of.get_or_init(|| places(count)).get(id.index()));
        let make = || {
            let views: Views<'a> = Views { reads: self.magazine.reads(), ..*self };
            let card = Value::from_serializable(&views.card(id));
            views.reads.map_or(card.clone(), |reads| read(card, reads))
        };
        place.map_or_else(make, |place| place.get_or_init(make).clone())
    }

    /// Some articles in a list.
    pub(super) fn card_values(&self, ids: &[Id<Article>]) -> Value {
        Value::from(ids.iter().map(|id| self.card_value(*id)).collect::<Vec<_>>())
    }
}

/// What is read of a value: tens of thousands of cards are kept, and of most fields nobody asks.
fn read(value: Value, reads: &Reads) -> Value {
    if let Some(list) = value.as_array() {
        return Value::from(list.iter().map(|one| read(one.clone(), reads)).collect::<Vec<_>>());
    }
    match value.as_map() {
        Some(map) => {
            let kept = map.iter().filter(|(key, _)| key.as_str().is_none_or(|key| reads.reads(key)));
            let mut kept: Map = kept.map(|(key, value)| (key.clone(), read(value.clone(), reads))).collect();
            kept.shrink_to_fit();
            Value::from(kept)
        }
        None => value,
    }
}
