//! The texts of the interface (`i18n/<language>.toml`), merged over the chain of themes.

use super::layers::Layer;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::fields::{Reader, document, extra};
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

    /// The text of a key with its placeholders filled: `{n}`.
    pub fn filled(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(key);
        // Once from left to right: what stands in braces in a value is a text, not a placeholder.
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let named =
                values.iter().find_map(|(name, value)| Some((value, after.strip_prefix(name)?.strip_prefix('}')?)));
            rest = match named {
                Some((value, after)) => {
                    filled.push_str(value);
                    after
                }
                None => {
                    filled.push('{');
                    after
                }
            };
        }
        filled.push_str(rest);
        filled
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once_and_what_has_no_value_stays() {
        let texts = BTreeMap::from([("key".to_owned(), "{title} on {site}, {when} {".to_owned())]);
        let interface = Interface { texts, value: Value::from(()), language: "en".to_owned() };
        let filled = interface.filled("key", &[("title", "A {site}"), ("site", "B")]);
        assert_eq!(filled, "A {site} on B, {when} {");
    }
}
