//! Which values a page's template reads, with everything that it is made of: what it extends and includes, and the
//! components that it shows. So a page of a small theme does not make what a large one shows.
//!
//! A template is followed to every file that could be meant by what is written in it, so too much is read rather than
//! too little.

use super::compile::declared;
use super::member;
use crate::source::{SourceId, Sources};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// The names of members that are read: `title` of `article.title`.
#[derive(Debug, Clone, Default)]
pub struct Reads {
    members: FxHashSet<String>,
    /// Whether values are gone through without naming what is in them.
    all: bool,
}

impl Reads {
    /// Whether a value by this name is read.
    pub fn reads(&self, member: &str) -> bool {
        self.all || self.members.contains(member)
    }

    /// Reads what the other reads, too.
    pub fn join(&mut self, other: &Reads) {
        self.all |= other.all;
        self.members.extend(other.members.iter().cloned());
    }
}

/// A file of templates: what it reads itself, and the files that may be drawn with it.
struct File<'s> {
    members: Vec<&'s str>,
    all: bool,
    with: Vec<&'s str>,
}

/// What each template reads, by its bare name. `files` are all templates by their names in the chain of themes.
pub(super) fn reads(
    sources: &Sources,
    files: &BTreeMap<String, SourceId>,
    chain: &[String],
) -> FxHashMap<String, Reads> {
    let text = |name: &str| files.get(name).and_then(|id| sources.get(*id).text()).unwrap_or_default();
    let mut declaring: FxHashMap<String, Vec<&str>> = FxHashMap::default();
    for name in files.keys() {
        for component in declared(text(name)) {
            declaring.entry(component).or_default().push(name);
        }
    }
    let known: FxHashMap<&str, File> =
        files.keys().map(|name| (name.as_str(), file(text(name), files, chain, &declaring))).collect();
    let bare = |name: &'_ str| {
        let below = chain.iter().skip(1).find_map(|theme| name.strip_prefix(theme.as_str())?.strip_prefix('/'));
        below.unwrap_or(name).to_owned()
    };
    let names: FxHashSet<String> = files.keys().map(|name| bare(name)).collect();
    names
        .into_iter()
        .map(|name| {
            let mut reads = Reads::default();
            let mut seen: FxHashSet<&str> = FxHashSet::default();
            let mut next: Vec<&str> = named(&name, files, chain).collect();
            while let Some(one) = next.pop() {
                if let Some(file) = known.get(one).filter(|_| seen.insert(one)) {
                    reads.all |= file.all;
                    reads.members.extend(file.members.iter().map(|&member| member.to_owned()));
                    next.extend(&file.with);
                }
            }
            (name, reads)
        })
        .collect()
}

fn file<'s>(
    text: &'s str,
    files: &'s BTreeMap<String, SourceId>,
    chain: &[String],
    declaring: &FxHashMap<String, Vec<&'s str>>,
) -> File<'s> {
    let is_file = |it: &&str| [".html", ".xml", ".txt"].iter().any(|ending| it.ends_with(ending));
    let quoted = text.split(['"', '\'', '`']).filter(is_file);
    let mut with: Vec<&str> = quoted.flat_map(|name| named(name, files, chain)).collect();
    let shown = text.match_indices('<').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        declaring.get(&rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())])
    });
    with.extend(shown.flatten());
    let members: FxHashSet<&str> = member::of_text(text).collect();
    let walks = ["keys", "values", "pairs"].iter().any(|filter| is_filter_in(filter, text))
        || has_loop_of_two(text)
        || has_name_from_elsewhere(text)
        || text.contains("__tera_context");
    File { members: members.into_iter().collect(), all: walks, with }
}

/// The file of a template by its name: of the first theme that has one.
fn named<'s>(name: &str, files: &'s BTreeMap<String, SourceId>, chain: &[String]) -> impl Iterator<Item = &'s str> {
    let below = chain.iter().skip(1).map(|theme| format!("{theme}/{name}"));
    let first = std::iter::once(name.to_owned()).chain(below).find_map(|name| files.get_key_value(&name));
    first.into_iter().map(|(name, _)| name.as_str())
}

fn is_filter_in(filter: &str, text: &str) -> bool {
    text.match_indices(filter).any(|(at, _)| text[..at].trim_end().ends_with('|'))
}

/// Whether there is a `{% for key, value in … %}`.
fn has_loop_of_two(text: &str) -> bool {
    text.match_indices("for ").any(|(at, _)| {
        let head = &text[at..];
        head.find(" in ").is_some_and(|end| head[..end].contains(',') && !head[..end].contains('%'))
    })
}

/// Whether there is a member whose name does not stand there: `card[field]`, `card | get(key=field)`. Texts of the
/// interface are not values that are made.
fn has_name_from_elsewhere(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '?');
    let begins_name = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let before = |at: usize| text[..at].rsplit(|c| !is_part(c)).next().unwrap_or_default();
    let subscript = text.match_indices('[').any(|(at, _)| !before(at).is_empty() && begins_name(&text[at + 1..]));
    let filter = text.match_indices("get(key=").any(|(at, get)| {
        let of = text[..at].trim_end().strip_suffix('|').map(|rest| before(rest.trim_end().len()));
        let is_text = of.is_some_and(|of| of == "t" || of.starts_with("t."));
        !is_text && begins_name(&text[at + get.len()..])
    });
    subscript || filter
}

#[cfg(test)]
mod tests {
    use super::{has_loop_of_two, has_name_from_elsewhere};

    #[test]
    fn names_from_elsewhere_are_seen() {
        for text in ["{{ card[field] }}", "{{ card | get(key=field) }}", "{{ x.y |get(key=article.extra.show) }}"] {
            assert!(has_name_from_elsewhere(text), "{text}");
        }
        for text in [
            "{{ card[\"title\"] }} {{ list[0] }} {% for a in [one, two] %}",
            "{{ card | get(key=\"title\") }} {{ t.scheme | get(key=way) }} {{ t | get(key=way) }}",
            "{{ <Names aliases={[]}/> }} [plain words]",
        ] {
            assert!(!has_name_from_elsewhere(text), "{text}");
        }
    }

    #[test]
    fn loops_over_keys_and_values_are_seen() {
        assert!(has_loop_of_two("{% for key, value in article %}"));
        assert!(!has_loop_of_two("{% for card in articles %}{{ a, b }} in "));
        assert!(!has_loop_of_two("Songs for sale, and {% if 1 in x %}"));
    }
}
