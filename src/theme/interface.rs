//! The texts of the interface (`i18n/<language>.toml`), merged over the chain of themes.

use super::layers::Layer;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{Item, Reader, document, extra, fields_of};
use crate::language::josa::{self, Pair};
use crate::language::placeholder::{filled, placeholders};
use crate::model::Extra;
use crate::source::Sources;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::Value;

/// The interface texts of one language.
#[derive(Debug, Clone)]
pub struct Interface {
    texts: BTreeMap<String, String>,
    /// The same as nested maps, for templates.
    pub value: Value,
    /// The language of which they are, for what was not translated: English.
    pub language: String,
}

impl Interface {
    /// The text of a key, `role.composer` for instance; a key without text gives itself, so that it is seen.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// The text of a key with its placeholders filled: `{n}`, `{title|을/를}`.
    pub fn filled(&self, key: &str, values: &[(&str, &str)]) -> String {
        filled(self.text(key), |name| {
            values.iter().find_map(|(known, value)| (*known == name).then(|| (*value).to_owned()))
        })
    }

    /// The plural of a key for a number (`one`, `other`).
    pub fn plural(&self, key: &str, n: usize) -> String {
        let one = format!("{key}.one");
        let key = if n == 1 && self.texts.contains_key(&one) { one } else { format!("{key}.other") };
        self.filled(&key, &[("n", &n.to_string())])
    }
}

/// One interface a language of the site, in their order. What a language lacks is taken from English.
pub(super) fn interfaces(
    sources: &Sources,
    config: &Config,
    layers: &[Layer],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Interface> {
    let mut read = |code: &str| {
        let mut merged = BTreeMap::new();
        for layer in layers.iter().rev() {
            let Some(id) = layer.files.get(&format!("i18n/{code}.toml")).copied() else { continue };
            let Some(text) = sources.get(id).text() else { continue };
            let mut reader = Reader::new(id, 0);
            let doc = document(text, &mut reader);
            for (key, item) in doc.fields("an interface file").entries(&reader) {
                check_pairs(item, text, &mut reader);
                flatten(&key.value, extra(item), &mut merged);
            }
            for diagnostic in reader.finish() {
                if !diagnostics.contains(&diagnostic) {
                    diagnostics.push(diagnostic);
                }
            }
        }
        merged
    };
    let english = read("en");
    let mut all = Vec::new();
    for language in &config.languages {
        let mut own = read(&language.code);
        // `pt-BR` speaks with the texts of `pt` when it has none of its own.
        if let Some((primary, _)) = language.code.split_once('-').filter(|_| own.is_empty()) {
            own = read(primary);
        }
        let code = if own.is_empty() { "en".to_owned() } else { language.code.clone() };
        let mut texts = english.clone();
        texts.extend(own);
        let value = nested(&texts);
        all.push(Interface { texts, value, language: code });
    }
    all
}

/// Reports what stands for a pair of particles in the texts of a value and is none, each at its place.
fn check_pairs(item: Item, file: &str, reader: &mut Reader) {
    if let Some(fields) = fields_of(item, "texts") {
        for (_, below) in fields.entries(reader) {
            check_pairs(below, file, reader);
        }
    }
    // As it was typed: with escapes before it, a place in the value would be another.
    let typed = item.get_ref().as_str().and(file.get(item.span())).unwrap_or_default();
    for it in placeholders(typed) {
        let Some(pair) = it.pair.filter(|pair| Pair::parse(pair).is_none()) else { continue };
        let end = item.span().start + it.range.end - 1;
        let span = reader.span(end - pair.len()..end);
        reader
            .error(Code::BadValue, span, format!("`{pair}` is not a pair of particles"))
            .help
            .push(josa::suggestion(pair));
    }
}

fn flatten(key: &str, value: Extra, into: &mut BTreeMap<String, String>) {
    match value {
        Extra::Text(text) => {
            into.insert(key.to_owned(), text);
        }
        Extra::Table(entries) => {
            for (name, value) in entries {
                flatten(&format!("{key}.{name}"), value, into);
            }
        }
        Extra::Integer(n) => {
            into.insert(key.to_owned(), n.to_string());
        }
        Extra::Float(_) | Extra::Bool(_) | Extra::List(_) => {}
    }
}

/// A level of nested keys.
#[derive(Default)]
struct Node {
    text: Option<String>,
    below: BTreeMap<String, Node>,
}

impl Node {
    fn value(self) -> Value {
        if self.below.is_empty() {
            return Value::from(self.text.unwrap_or_default());
        }
        let key = |name: String| tera::value::Key::String(Arc::from(name.as_str()));
        let map: tera::Map = self.below.into_iter().map(|(name, node)| (key(name), node.value())).collect();
        Value::from(map)
    }
}

/// Keys with dots to nested maps.
fn nested(texts: &BTreeMap<String, String>) -> Value {
    let mut root = Node::default();
    for (key, text) in texts {
        let node = key.split('.').fold(&mut root, |node, part| node.below.entry(part.to_owned()).or_default());
        node.text = Some(text.clone());
    }
    root.value()
}
