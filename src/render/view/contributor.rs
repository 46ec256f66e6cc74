//! A contributor's page.

use super::{TextView, Views};
use crate::model::{Contributor, Id};
use schemars::JsonSchema;
use serde::Serialize;

/// Someone who writes for the magazine.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ContributorView {
    /// Their name in the page's language.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// Other names.
    pub names: Vec<TextView>,
    /// What they do here.
    pub role: Option<TextView>,
    /// Who they are.
    pub summary: Option<TextView>,
    /// Their own page elsewhere.
    pub link: Option<String>,
    /// `[extra]` of their record.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Views<'_> {
    /// A contributor, without the articles.
    pub fn contributor(&self, id: Id<Contributor>) -> ContributorView {
        let it = self.magazine.catalogue.contributor(id);
        let (title, lang) = self.name(&it.record.names);
        ContributorView {
            title,
            lang,
            names: self.other_names(&it.record.names),
            role: self.text(&it.role),
            summary: self.text(&it.record.summaries),
            link: it.link.as_deref().and_then(super::small::address),
            extra: super::article::extra(&it.record.extra),
        }
    }
}
