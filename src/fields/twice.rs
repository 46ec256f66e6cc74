//! What stands in a list twice and can stand there once, told at the second place with the first.
//!
//! Entries are compared as they are written, so this is known before anything is linked: `"ejae"` and
//! `{ artist = "ejae" }` name the same singer, and the same singer in two roles is two entries.

use super::{Fields, Item, Reader, value};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::fold;
use crate::source::{Span, Spanned};
use rustc_hash::FxHashMap;
use toml::de::DeValue;

impl Fields<'_, '_> {
    /// A list of texts, each of them once.
    pub fn texts(&mut self, key: &'static str, reader: &mut Reader) -> Vec<Spanned<String>> {
        let again = self.each_once(key, reader);
        let mut list = self.list(key, reader, |item, reader| value::text(key, item, reader));
        list.retain(|text| !again.contains(&text.span));
        list
    }

    /// Tells the entries of a list that stand in it a second time, and says where they are.
    pub fn each_once(&self, key: &'static str, reader: &mut Reader) -> Vec<Span> {
        let list = match self.table.get(key).map(toml::Spanned::get_ref) {
            Some(DeValue::Array(list)) if list.len() > 1 => list,
            _ => return Vec::new(),
        };
        let mut first: FxHashMap<String, Span> = FxHashMap::default();
        let mut again = Vec::new();
        for item in list {
            let said = written(key, item);
            let span = reader.span(item.span());
            // What is empty is told, or left out, where it is read.
            if said.is_empty() {
                continue;
            }
            let Some(before) = first.get(&said).copied() else {
                first.insert(said, span);
                continue;
            };
            let message = match reference(item) {
                Some(name) => format!("`{}` stands in `{key}` twice", name.trim()),
                None => format!("this entry stands in `{key}` twice"),
            };
            let it = Diagnostic::error(Code::DuplicateEntry, span, message);
            reader.push(it.also(before, "here for the first time").help("keep one of the two"));
            again.push(span);
        }
        again
    }
}

/// The text that an entry is, or the only thing that it refers to.
fn reference<'t>(item: Item<'t, '_>) -> Option<&'t str> {
    match item.get_ref() {
        DeValue::String(text) => Some(text),
        DeValue::Table(table) => {
            // What follows a name makes no other of it.
            let mut entries = table.iter().filter(|(key, _)| key.get_ref() != "join");
            let (key, only) = entries.next().filter(|_| entries.next().is_none())?;
            match only.get_ref() {
                DeValue::String(text) if key.get_ref() != "name" => Some(text),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The same for all entries that say the same.
fn written(key: &str, item: Item) -> String {
    if let Some(text) = reference(item) {
        // Other names are shown as they are spelled, references are found in any case.
        return if key == "aliases" { text.trim().to_owned() } else { fold(text.trim()) };
    }
    match item.get_ref() {
        DeValue::Table(table) => {
            let entries = table.iter().filter(|(key, _)| key.get_ref() != "join");
            let mut entries: Vec<String> =
                entries.map(|(key, value)| format!("{}\u{1}{}", key.get_ref(), written("", value))).collect();
            entries.sort_unstable();
            entries.join("\u{2}")
        }
        DeValue::Array(list) => list.iter().map(|item| written("", item)).collect::<Vec<_>>().join("\u{3}"),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(stamp) => stamp.to_string(),
        DeValue::String(_) => String::new(),
    }
}
