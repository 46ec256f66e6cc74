//! All graphs of a site, and what must hold of them.

use crate::site::Site;
use crate::vocabulary::Vocabulary;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

const OPEN: &str = "<script type=\"application/ld+json\">";

/// The graphs of all pages.
pub struct Graphs<'a> {
    site: &'a Site,
    /// By the path of the page.
    pages: BTreeMap<&'a str, Vec<Value>>,
    /// The types of what some page describes, by its name.
    described: BTreeMap<String, BTreeSet<String>>,
}

type Faults = BTreeSet<String>;

impl<'a> Graphs<'a> {
    /// Reads them. Every page has one, but for those that only lead on.
    pub fn of(site: &'a Site) -> Self {
        let mut it = Self { site, pages: BTreeMap::new(), described: BTreeMap::new() };
        for (path, html) in &site.files {
            if !path.ends_with(".html") || html.contains("http-equiv=\"refresh\"") {
                continue;
            }
            let scripts: Vec<&str> =
                html.split(OPEN).skip(1).filter_map(|rest| rest.split("</script>").next()).collect();
            assert_eq!(scripts.len(), 1, "{path} has {} graphs", scripts.len());
            for sign in ['<', '>', '&', '\u{2028}', '\u{2029}'] {
                assert!(!scripts[0].contains(sign), "{path}: {sign:?} stands in the graph as it is");
            }
            let whole: Value = serde_json::from_str(scripts[0]).unwrap_or_else(|e| panic!("{path}: {e}"));
            assert_eq!(whole["@context"], "https://schema.org", "{path}");
            let nodes = whole["@graph"].as_array().unwrap_or_else(|| panic!("{path} has no @graph")).clone();
            it.pages.insert(path, nodes);
        }
        let mut described: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for node in it.pages.values().flatten() {
            all_objects(node, &mut |map| {
                // What stands in a graph itself is described there; inside another thing, what says more than a
                // reference does.
                let describes = std::ptr::eq(map, node.as_object().expect("a node is an object"))
                    || map.keys().any(|key| !REFERENCE.contains(&key.as_str()));
                if let Some(id) = map.get("@id").and_then(Value::as_str).filter(|_| describes) {
                    described.entry(id.to_owned()).or_default().extend(types(map).iter().map(|t| (*t).to_owned()));
                }
            });
        }
        it.described = described;
        it
    }

    /// Every type that is used.
    pub fn types(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for node in self.pages.values().flatten() {
            all_objects(node, &mut |map| found.extend(types(map).iter().map(|t| (*t).to_owned())));
        }
        found
    }

    /// What a page is about.
    pub fn main(&self, path: &str) -> &Value {
        let nodes = self.pages.get(path).unwrap_or_else(|| panic!("there is no page {path}"));
        let main = nodes.iter().find_map(|node| node.get("mainEntity")?.get("@id")).expect("the page has a main thing");
        nodes.iter().find(|node| node.get("@id") == Some(main)).expect("the main thing stands in the graph")
    }

    /// Holds every graph against the vocabulary.
    pub fn check(&self, vocabulary: &Vocabulary, faults: &mut Faults) {
        for (path, nodes) in &self.pages {
            let mut check = Check { graphs: self, vocabulary, path, faults };
            for kind in ["WebSite", "Organization"] {
                if !nodes.iter().any(|node| node["@type"] == kind) {
                    check.fault(&format!("there is no {kind}"));
                }
            }
            for node in nodes {
                match node.as_object() {
                    Some(map) if !types(map).is_empty() => check.thing(map, None),
                    _ => check.fault(&format!("{node} has no type")),
                }
            }
        }
    }
}

/// What a reference to a thing can carry.
const REFERENCE: [&str; 8] = ["@id", "@type", "name", "url", "inLanguage", "position", "duration", "award"];

fn types(map: &Map<String, Value>) -> Vec<&str> {
    match map.get("@type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn all_objects<'v>(value: &'v Value, see: &mut impl FnMut(&'v Map<String, Value>)) {
    match value {
        Value::Object(map) => {
            see(map);
            map.values().for_each(|value| all_objects(value, see));
        }
        Value::Array(list) => list.iter().for_each(|value| all_objects(value, see)),
        _ => {}
    }
}

struct Check<'c> {
    graphs: &'c Graphs<'c>,
    vocabulary: &'c Vocabulary,
    path: &'c str,
    faults: &'c mut Faults,
}

impl Check<'_> {
    fn fault(&mut self, what: &str) {
        self.faults.insert(format!("{}: {what}", self.path));
    }

    /// A thing, perhaps as the value of a property, which a role repeats.
    fn thing(&mut self, map: &Map<String, Value>, of: Option<&str>) {
        let types = types(map);
        for name in types.iter().filter(|name| !self.vocabulary.has(name)) {
            self.fault(&format!("there is no type {name}"));
        }
        let is_role = types.iter().any(|name| self.vocabulary.with_parents(name).contains("Role"));
        if let Some(id) = map.get("@id") {
            self.id(id, map);
        }
        for (property, value) in map.iter().filter(|(key, _)| !key.starts_with('@')) {
            if is_role && of == Some(property.as_str()) {
                // Checked where the role stands.
                continue;
            }
            match self.vocabulary.values(&types, property) {
                None => self.fault(&format!("{types:?} has no property {property}")),
                Some(expected) => {
                    let expected: BTreeSet<String> = expected.into_iter().map(str::to_owned).collect();
                    self.value(property, value, &expected);
                }
            }
        }
    }

    fn id(&mut self, id: &Value, map: &Map<String, Value>) {
        let text = id.as_str().unwrap_or_default();
        if !text.starts_with(&self.graphs.site.base) || !text.contains('#') {
            self.fault(&format!("@id {id} is not a place on a page of the site"));
        } else if !self.graphs.site.has(text) {
            self.fault(&format!("@id {id} is on no page"));
        }
        let types = types(map);
        match self.graphs.described.get(text) {
            // A review is too little of one where it is only named.
            Some(described) if described.len() == 1 && types == ["CreativeWork"] && described.contains("Review") => {}
            Some(described) if types.iter().any(|name| !described.contains(*name)) || described.len() > 1 => {
                self.fault(&format!("{id} is {types:?} here and {described:?} elsewhere"));
            }
            Some(_) => {}
            None if map.contains_key("@type") && map.contains_key("name") => {}
            None => self.fault(&format!("{id} is described nowhere and has no type and name here")),
        }
    }

    fn value(&mut self, property: &str, value: &Value, expected: &BTreeSet<String>) {
        let has = |name: &str| expected.contains(name);
        match value {
            Value::Array(list) if !list.is_empty() => list.iter().for_each(|one| self.value(property, one, expected)),
            Value::Object(map) => {
                let mut kinds: BTreeSet<String> = types(map).into_iter().map(str::to_owned).collect();
                if kinds.is_empty() {
                    let id = map.get("@id").and_then(Value::as_str).unwrap_or_default();
                    self.id(&Value::from(id), map);
                    kinds = self.graphs.described.get(id).cloned().unwrap_or_default();
                } else {
                    self.thing(map, Some(property));
                }
                let above: BTreeSet<&str> = kinds.iter().flat_map(|kind| self.vocabulary.with_parents(kind)).collect();
                if above.contains("Role") {
                    match map.get(property) {
                        Some(inner) => self.value(property, inner, expected),
                        None => self.fault(&format!("the role of {property} does not say whose")),
                    }
                } else if !above.iter().any(|kind| has(kind)) {
                    self.fault(&format!("{property} is {kinds:?}, but can be {expected:?}"));
                }
            }
            Value::String(text) => self.text(property, text, expected),
            Value::Number(number) => {
                let whole = number.is_u64() || number.is_i64();
                if !(has("Number") || has("Float") || (whole && has("Integer"))) {
                    self.fault(&format!("{property} is the number {number}, but can be {expected:?}"));
                }
            }
            Value::Bool(_) if has("Boolean") => {}
            _ => self.fault(&format!("{property} is {value}")),
        }
    }

    fn text(&mut self, property: &str, text: &str, expected: &BTreeSet<String>) {
        let has = |name: &str| expected.contains(name);
        let is_address = text.starts_with("https://") || text.starts_with("http://");
        let member = text.strip_prefix("https://schema.org/");
        if text.trim().is_empty() {
            self.fault(&format!("{property} is empty"));
        } else if let Some(member) = member {
            if !expected.iter().any(|kind| self.vocabulary.is_member(kind, member)) {
                self.fault(&format!("{property} is {member}, but can be {expected:?}"));
            }
        } else if has("Date") || has("DateTime") || has("Duration") {
            let fits = (has("Date") && is_date(text))
                || (has("DateTime") && is_moment(text))
                || (has("Duration") && text.starts_with("PT") && text.len() > 3);
            if !fits && !has("Text") {
                self.fault(&format!("{property} is {text:?}, but can be {expected:?}"));
            }
        } else if is_address {
            self.address(property, text);
        } else if !has("Text") {
            self.fault(&format!("{property} is the text {text:?}, but can be {expected:?}"));
        }
    }

    fn address(&mut self, property: &str, address: &str) {
        let site = self.graphs.site;
        if address.starts_with(site.origin()) && !site.has(address) {
            self.fault(&format!("{property} is {address}, and there is nothing"));
        }
        if address.contains([' ', '"', '<', '>']) {
            self.fault(&format!("{property} is {address:?}, which is no address"));
        }
    }
}

/// A date as far as it is known.
fn is_date(text: &str) -> bool {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() <= 3 && digits(parts[0], 4) && parts[1..].iter().all(|part| digits(part, 2))
}

/// A day and a time with its offset.
fn is_moment(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let zoned = time.ends_with('Z') || (time.len() == 14 && time.as_bytes()[8..9].iter().all(|b| b"+-".contains(b)));
    is_date(date) && date.len() == 10 && zoned
}
