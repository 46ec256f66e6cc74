//! What a page is dressed in: the theme by its own words, and the operator's snippets.

use super::Views;
use crate::config::Snippet;
use crate::theme::Manifest;
use schemars::JsonSchema;
use serde::Serialize;

/// What a theme says of itself.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ThemeView {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// What it looks like, in a sentence.
    pub description: Option<String>,
    /// Who made it.
    pub authors: Vec<String>,
    /// Under which licence it may be used.
    pub licence: Option<String>,
    /// Where it is told of.
    pub homepage: Option<String>,
}

/// HTML of the operator's own, to be drawn as it is: `{{ site.snippets.head | safe }}`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SnippetsView {
    /// At the end of `<head>`; empty if there is none.
    pub head: String,
    /// At the end of `<body>`; empty if there is none.
    pub foot: String,
}

impl Views<'_> {
    /// The theme, by its own words.
    pub fn theme(&self) -> ThemeView {
        let Manifest { name, version, description, authors, licence, homepage } = self.magazine.theme.manifest.clone();
        ThemeView { name, version, description, authors, licence, homepage }
    }

    /// What the operator puts on every page.
    pub fn snippets(&self) -> SnippetsView {
        let snippets = &self.magazine.config.snippets;
        let html = |snippet: &Option<Snippet>| snippet.as_ref().map(|it| it.html.clone()).unwrap_or_default();
        SnippetsView { head: html(&snippets.head), foot: html(&snippets.foot) }
    }
}
