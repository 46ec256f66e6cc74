//! What a component is given: drawn at once, or looked at and drawn again.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::LanguageId;
use crate::render::Magazine;
use crate::theme::template_diagnostic;
use serde::Serialize;
use tera::{Context, Value};

/// A component of a body and what it was given.
#[derive(Debug, Clone)]
pub struct ComponentValues {
    /// Its name: `ChartRun`.
    pub name: &'static str,
    /// What it draws.
    pub value: Value,
    body: Option<String>,
    language: LanguageId,
    own: String,
}

impl ComponentValues {
    pub(super) fn new(
        name: &'static str,
        value: Value,
        body: Option<&str>,
        (language, own): (LanguageId, String),
    ) -> Self {
        Self { name, value, body: body.map(str::to_owned), language, own }
    }

    pub(super) fn context(&self, magazine: &Magazine) -> Context {
        let mut context = Context::new();
        context.insert_value("value", self.value.clone());
        context.insert_value("t", magazine.interface(self.language).value.clone());
        context
    }

    /// Draws the component.
    ///
    /// # Errors
    /// What its template could not draw.
    pub fn draw(&self, magazine: &Magazine) -> Result<String, Diagnostic> {
        draw(magazine, (self.language, &self.own), self.name, &self.context(magazine), self.body.as_deref())
    }
}

/// What a theme's component sees of the page when it declares `@page`.
#[derive(Serialize)]
struct ComponentPage<'a> {
    lang: &'a str,
    url: &'a str,
}

/// Draws a component on a page of a language, at an address.
pub(super) fn draw(
    magazine: &Magazine,
    (language, url): (LanguageId, &str),
    name: &str,
    context: &Context,
    body: Option<&str>,
) -> Result<String, Diagnostic> {
    let theme = &magazine.theme;
    let mut implicit = Context::new();
    implicit.insert_value("t", magazine.interface(language).value.clone());
    implicit.insert("page", &ComponentPage { lang: magazine.config.code(language), url });
    theme
        .tera
        .render_component_with_implicits(name, context, &implicit, body, true)
        .map_err(|error| template_diagnostic(&error, &theme.files, &magazine.sources, Code::TemplateError))
}
