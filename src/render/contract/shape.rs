//! What a value can hold, read from the schema of its type, in words that a theme's author knows.

use serde_json::Value;
use std::fmt;

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Words.
    Text,
    /// A number.
    Number,
    /// True or false.
    Flag,
    /// Values one after the other.
    List(Box<Shape>),
    /// Values by names that are the magazine's own.
    Table,
    /// A value with fields, by the name under which [`super::Contract::records`] has it.
    Record(String),
    /// Whatever the magazine says.
    Any,
}

impl Shape {
    /// The name of what has fields: this, or what a list holds.
    pub fn record(&self) -> Option<&str> {
        match self {
            Shape::Record(name) => Some(name),
            Shape::List(inner) => inner.record(),
            _ => None,
        }
    }

    /// Whether it holds any number of values.
    pub fn is_list(&self) -> bool {
        matches!(self, Shape::List(_))
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shape::Text => f.write_str("text"),
            Shape::Number => f.write_str("number"),
            Shape::Flag => f.write_str("true or false"),
            Shape::List(inner) => write!(f, "[{inner}]"),
            Shape::Table => f.write_str("table"),
            Shape::Record(name) => f.write_str(name),
            Shape::Any => f.write_str("anything"),
        }
    }
}

/// A field of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name: `title`.
    pub name: String,
    /// What it is.
    pub shape: Shape,
    /// Whether it may be missing (`null`).
    pub optional: bool,
    /// A sentence.
    pub about: String,
}

impl Field {
    /// The type as it is shown: a `?` says that the value may be missing.
    pub fn typed(&self) -> String {
        let mark = if self.optional { "?" } else { "" };
        format!("{}{mark}", self.shape)
    }
}

/// A value with fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// A sentence.
    pub about: String,
    /// Its fields, in the order in which they are best read.
    pub fields: Vec<Field>,
}

/// The name of a type as templates' authors know it: `Card` of `CardView`.
pub(super) fn spoken(name: &str) -> String {
    name.replace("View", "")
}

/// A value of a schema, by name.
pub(super) fn field(name: &str, schema: &Value, about: &str) -> Field {
    let (shape, optional) = read(schema);
    Field { name: name.to_owned(), shape, optional, about: about.to_owned() }
}

/// What a definition tells, if it has fields.
pub(super) fn record(schema: &Value) -> Option<Record> {
    let properties = schema.get("properties")?.as_object()?;
    let fields = properties.iter().map(|(name, schema)| field(name, schema, &about(schema))).collect();
    Some(Record { about: about(schema), fields })
}

fn about(schema: &Value) -> String {
    let text = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a schema allows, and whether it allows nothing.
fn read(schema: &Value) -> (Shape, bool) {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.rsplit('/').next().unwrap_or_default();
        return (Shape::Record(spoken(name)), false);
    }
    if let Some(choice) = schema.get("anyOf").and_then(Value::as_array) {
        let is_null = |it: &&Value| it.get("type").and_then(Value::as_str) == Some("null");
        let shape = choice.iter().find(|it| !is_null(it)).map_or(Shape::Any, |it| read(it).0);
        return (shape, choice.iter().any(|it| is_null(&it)));
    }
    let (kind, optional) = match schema.get("type") {
        Some(Value::String(kind)) => (kind.as_str(), false),
        Some(Value::Array(kinds)) => {
            let kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
            (kinds.iter().find(|kind| **kind != "null").copied().unwrap_or_default(), kinds.contains(&"null"))
        }
        _ => ("", false),
    };
    let shape = match kind {
        "string" => Shape::Text,
        "integer" | "number" => Shape::Number,
        "boolean" => Shape::Flag,
        "array" => Shape::List(Box::new(schema.get("items").map_or(Shape::Any, |items| read(items).0))),
        "object" => Shape::Table,
        _ => Shape::Any,
    };
    (shape, optional)
}
