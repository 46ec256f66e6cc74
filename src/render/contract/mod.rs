//! What templates can rely on: which template is given which values, and what there is in them.
//!
//! Nothing of it is written down twice. A page hands over only values that [`values`] names, each with its type, and
//! what a value holds is read from that type ([`shape`]). [`Contract`] is all of it together, for people to read.

mod arguments;
pub(super) mod components;
pub(super) mod shape;
pub(super) mod templates;
pub(super) mod values;

pub use arguments::meaning;
pub use components::ComponentContract;
pub use shape::{Field, Record, Shape};
pub use templates::TemplateContract;

use schemars::generate::{SchemaGenerator, SchemaSettings};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that the theme's files are given.
#[derive(Debug, Clone)]
pub struct Contract {
    /// Every page's template, `base.html` with what all of them are given first.
    pub templates: Vec<TemplateContract>,
    /// The components that draw what articles show, in the order of their names.
    pub components: Vec<ComponentContract>,
    /// The values with fields of their own, by name: what is a `Card`.
    pub records: BTreeMap<String, Record>,
}

impl Contract {
    /// Reads it from the types of the values.
    pub fn new() -> Self {
        let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
        let templates = templates::all(&mut generator);
        let components = components::all(&mut generator);
        Self { templates, components, records: records(&mut generator) }
    }

    /// The template of this name.
    pub fn template(&self, name: &str) -> Option<&TemplateContract> {
        self.templates.iter().find(|it| it.name == name)
    }

    /// The component of this name.
    pub fn component(&self, name: &str) -> Option<&ComponentContract> {
        self.components.iter().find(|it| it.name == name)
    }

    /// The fields of a value, its own or those of what a list holds.
    pub fn fields(&self, shape: &Shape) -> Option<&Record> {
        self.records.get(shape.record()?)
    }

    /// Whether a value is one of this name, or there is one in it, however deep.
    pub fn holds(&self, shape: &Shape, name: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&str> = shape.record().into_iter().collect();
        while let Some(one) = next.pop() {
            if one == name {
                return true;
            }
            if seen.insert(one) {
                let fields = self.records.get(one).into_iter().flat_map(|it| &it.fields);
                next.extend(fields.filter_map(|field| field.shape.record()));
            }
        }
        false
    }
}

impl Default for Contract {
    fn default() -> Self {
        Self::new()
    }
}

fn records(generator: &mut SchemaGenerator) -> BTreeMap<String, Record> {
    let definitions = generator.take_definitions(true);
    definitions.iter().filter_map(|(name, schema)| Some((shape::spoken(name), shape::record(schema)?))).collect()
}
