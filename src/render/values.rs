//! What a template gets: values by name, to be drawn or to be looked at.

use super::Magazine;
use super::component::ComponentValues;
use super::contract::values::Given;
use super::direction::directed;
use crate::diagnostic::{Code, Diagnostic};
use crate::theme::template_diagnostic;
use serde::Serialize;
use std::collections::BTreeMap;
use tera::Value;

/// A template and its values.
#[derive(Debug, Clone)]
pub struct Values {
    /// The template's name: `article.html`.
    pub template: &'static str,
    /// By name.
    pub all: Named,
    /// What the components of its text were given, if that was asked for.
    pub components: Vec<ComponentValues>,
}

/// Values by name.
#[derive(Debug, Clone, Default)]
pub struct Named(BTreeMap<&'static str, Value>);

impl Named {
    /// Adds a value.
    pub fn insert<T: Serialize>(&mut self, given: &Given<T>, value: &T) {
        self.0.insert(given.name, Value::from_serializable(value));
    }

    /// Adds a value that is made already, because pages share it.
    pub fn share<T>(&mut self, given: &Given<T>, value: Value) {
        self.0.insert(given.name, value);
    }

    /// One of them.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.0.get_mut(name)
    }

    /// All of them, in the order of names.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }
}

impl Values {
    /// Draws the template for the page at `path`; `length` is about how long it will be, in bytes.
    ///
    /// # Errors
    /// What the template could not draw.
    pub fn draw(self, magazine: &Magazine, path: &str, length: usize) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let mut context = tera::Context::new();
        for (name, value) in self.all.0 {
            context.insert_value(name, value);
        }
        let mut page = Vec::with_capacity(length);
        magazine.theme.tera.render_to(self.template, &context, &mut page).map(|()| directed(magazine, page)).map_err(
            |error| {
                let it = template_diagnostic(&error, &magazine.theme.files, &magazine.sources, Code::TemplateError);
                if magazine.theme.follows(&it, &magazine.sources) {
                    return Vec::new();
                }
                vec![it.help(format!("found while drawing `{path}`"))]
            },
        )
    }
}
