//! One thing of a graph: its type and properties, of which the empty ones are left out.

use serde_json::{Map, Value};

/// Where the terms of schema.org live.
const VOCABULARY: &str = "https://schema.org/";

/// A thing with a type, in the order in which its properties were set.
#[derive(Debug, Clone, PartialEq)]
pub struct Node(Map<String, Value>);

impl Node {
    /// A thing of a type.
    pub fn new(kind: &str) -> Self {
        let mut node = Self(Map::new());
        node.set("@type", kind);
        node
    }

    /// The same with a name that can be referred to: a whole address with a fragment.
    pub fn with_id(kind: &str, id: &str) -> Self {
        Self::new(kind).and("@id", id)
    }

    /// Nothing but the name of a thing that the same graph describes.
    pub fn only_id(id: &str) -> Self {
        let mut node = Self(Map::new());
        node.set("@id", id);
        node
    }

    /// Sets a property, unless there is nothing to say.
    pub fn set(&mut self, property: &str, value: impl Into<Value>) {
        let value = value.into();
        let says_nothing = match &value {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Array(list) => list.is_empty(),
            Value::Object(map) => map.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        };
        if !says_nothing {
            self.0.insert(property.to_owned(), value);
        }
    }

    /// The same with a property.
    #[must_use]
    pub fn and(mut self, property: &str, value: impl Into<Value>) -> Self {
        self.set(property, value);
        self
    }

    /// Adds to a property that can have many values.
    pub fn push(&mut self, property: &str, value: impl Into<Value>) {
        let value = value.into();
        match self.0.get_mut(property) {
            Some(Value::Array(list)) => list.push(value),
            _ => self.set(property, vec![value]),
        }
    }

    /// A property as text.
    pub fn text(&self, property: &str) -> Option<&str> {
        self.0.get(property).and_then(Value::as_str)
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Value::Object(node.0)
    }
}

/// The address of a member of one of schema.org's enumerations: `SoundtrackAlbum`.
pub fn member(name: &str) -> String {
    format!("{VOCABULARY}{name}")
}
