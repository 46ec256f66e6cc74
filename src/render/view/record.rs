//! What the pages of all records have: names, a summary, what was written about it.

use super::{CardView, TextView, Views};
use crate::model::Entity;
use schemars::JsonSchema;
use serde::Serialize;

/// What the pages of all records have, beside what their kind has.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct RecordPageView {
    /// `drama:goblin`.
    pub id: String,
    /// Its name in the page's language.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// Other names.
    pub names: Vec<TextView>,
    /// Romanised.
    pub romanised: Option<String>,
    /// Also known as.
    pub aliases: Vec<String>,
    /// The same, each with its language when it is not the page's.
    pub known_as: Vec<TextView>,
    /// What it is.
    pub summary: Option<TextView>,
    /// Articles about it.
    pub articles: Vec<CardView>,
    /// Articles that mention it.
    pub mentions: Vec<CardView>,
    /// `[extra]` of its record.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Views<'_> {
    /// What a record's page has, whatever its kind.
    pub(super) fn record_page(&self, entity: Entity) -> RecordPageView {
        let catalogue = &self.magazine.catalogue;
        let Some(record) = catalogue.record(entity) else { return RecordPageView::default() };
        let (title, lang) = self.name(&record.names);
        let (articles, mentions) = self.about(entity);
        RecordPageView {
            id: catalogue.index.id(entity).to_owned(),
            title,
            lang,
            names: self.other_names(&record.names),
            romanised: record.names.romanised.clone(),
            aliases: record.names.aliases.clone(),
            known_as: record.names.aliases.iter().map(|alias| self.plain(alias)).collect(),
            summary: self.text(&record.summaries),
            articles,
            mentions,
            extra: super::article::extra(&record.extra),
        }
    }
}
