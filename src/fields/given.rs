//! A value as it was typed, with its place, for tables of which somebody else says what their fields take.

use super::{Item, Reader};
use crate::language::composed::composed;
use crate::source::Spanned;
use toml::de::DeValue;

/// What was typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// Yes or no.
    Flag(bool),
    /// A list.
    List(Vec<Spanned<Given>>),
    /// Something else, in words.
    Other(&'static str),
}

impl Given {
    /// What it is, in words.
    pub fn words(&self) -> &'static str {
        match self {
            Given::Text(_) => "a text",
            Given::Integer(_) => "a whole number",
            Given::Float(_) => "a number with a fraction",
            Given::Flag(_) => "true or false",
            Given::List(_) => "a list",
            Given::Other(words) => words,
        }
    }
}

/// A value of a table, as it was typed.
pub fn given(item: Item, reader: &Reader) -> Spanned<Given> {
    let value = match item.get_ref() {
        DeValue::String(text) => Given::Text(composed(text)),
        DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix())
            .map_or(Given::Other("a number that is too large"), Given::Integer),
        DeValue::Float(n) => {
            let number = n.as_str().replace('_', "").parse::<f64>().ok().filter(|n| n.is_finite());
            number.map_or(Given::Other("no number"), Given::Float)
        }
        DeValue::Boolean(flag) => Given::Flag(*flag),
        DeValue::Datetime(_) => Given::Other("a date or time"),
        DeValue::Array(items) => Given::List(items.iter().map(|item| given(item, reader)).collect()),
        DeValue::Table(_) => Given::Other("a table"),
    };
    Spanned::new(value, reader.span(item.span()))
}
