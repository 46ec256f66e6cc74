//! Where a record is found elsewhere: its identifiers, and the places to listen.

use super::Views;
use crate::model::{Platform, Record};
use schemars::JsonSchema;
use serde::Serialize;

/// An identifier that someone else gave.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IdView {
    /// `isrc`.
    pub scheme: &'static str,
    /// In words.
    pub label: String,
    /// As its scheme writes it.
    pub value: String,
    /// The page that it names.
    pub url: Option<String>,
}

/// Where one can listen.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ListenView {
    /// `apple-music`.
    pub platform: &'static str,
    /// In words.
    pub label: String,
    /// Whole address.
    pub url: String,
}

impl Views<'_> {
    /// A record's identifiers.
    pub fn ids(&self, record: &Record) -> Vec<IdView> {
        let view = |it: &crate::model::Identifier| IdView {
            scheme: it.scheme,
            label: self.say(&format!("identifier.{}", it.scheme)),
            value: it.value.clone(),
            url: it.url.as_deref().and_then(super::small::address),
        };
        record.ids.iter().map(view).collect()
    }

    /// Places to listen. What was not an address of its platform was told when it was read.
    pub fn listen(&self, places: &[(Platform, String)]) -> Vec<ListenView> {
        let view = |(platform, place): &(Platform, String)| {
            Some(ListenView {
                platform: platform.word(),
                label: self.say(&format!("platform.{}", platform.word())),
                url: super::small::address(place)?,
            })
        };
        places.iter().filter_map(view).collect()
    }
}
