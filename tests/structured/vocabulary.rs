//! The vocabulary of schema.org as a table: `vocabulary.txt`, which `vocabulary.py` made.

use std::collections::{BTreeMap, BTreeSet};

/// One type.
#[derive(Default)]
struct Type {
    parents: Vec<&'static str>,
    members: Vec<&'static str>,
    properties: BTreeMap<&'static str, Vec<&'static str>>,
}

/// All types.
pub struct Vocabulary {
    types: BTreeMap<&'static str, Type>,
}

impl Vocabulary {
    /// Reads the table.
    pub fn read() -> Self {
        let mut types: BTreeMap<&str, Type> = BTreeMap::new();
        let mut last = "";
        for line in include_str!("vocabulary.txt").lines() {
            if let Some(property) = line.strip_prefix("  ") {
                let (name, values) = property.split_once(':').expect("a property has a colon");
                let values = values.split_whitespace().collect();
                types.get_mut(last).expect("a type comes first").properties.insert(name, values);
                continue;
            }
            let (head, members) = line.split_once(" = ").unwrap_or((line, ""));
            let (name, parents) = head.split_once(" < ").unwrap_or((head, ""));
            last = name;
            let it = Type {
                parents: parents.split_whitespace().collect(),
                members: members.split_whitespace().collect(),
                properties: BTreeMap::new(),
            };
            types.insert(name, it);
        }
        Self { types }
    }

    /// Whether there is such a type.
    pub fn has(&self, name: &str) -> bool {
        self.types.contains_key(name)
    }

    /// A type and all above it.
    pub fn with_parents(&self, name: &str) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        let mut open: Vec<&str> = self.types.get_key_value(name).map(|(name, _)| *name).into_iter().collect();
        while let Some(name) = open.pop() {
            if found.insert(name) {
                open.extend(self.types.get(name).into_iter().flat_map(|it| it.parents.iter().copied()));
            }
        }
        found
    }

    /// What the values of a property can be on things of some types; nothing when it is not defined for them.
    pub fn values(&self, types: &[&str], property: &str) -> Option<BTreeSet<&str>> {
        let all: BTreeSet<&str> = types.iter().flat_map(|name| self.with_parents(name)).collect();
        let mut defined =
            all.iter().filter_map(|name| self.types.get(name)?.properties.get(property)).flatten().copied().peekable();
        defined.peek()?;
        Some(defined.collect())
    }

    /// Whether a name is that of a member of an enumeration, or of one below it.
    pub fn is_member(&self, enumeration: &str, name: &str) -> bool {
        self.types
            .iter()
            .any(|(below, it)| it.members.contains(&name) && self.with_parents(below).contains(enumeration))
    }
}
