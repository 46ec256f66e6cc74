//! What templates can name, so that a slip is answered with what was meant.

use super::compile::declared;
use crate::diagnostic::did_you_mean;
use crate::source::{SourceId, Sources};
use std::collections::{BTreeMap, BTreeSet};

/// The filters of Tera, and the program's.
const FILTERS: [&str; 43] = [
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "fill",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "josa",
    "keys",
    "last",
    "length",
    "list",
    "lower",
    "marked",
    "newlines_to_br",
    "nth",
    "number",
    "pairs",
    "plural",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];
const FUNCTIONS: [&str; 5] = ["asset", "josa", "range", "super", "throw"];
const TESTS: [&str; 18] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "in_other_script",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// Filters as other template languages call them (Liquid, Jinja, Nunjucks, Go's, Tera 1), and what does it here.
const ELSEWHERE: [(&str, &str); 25] = [
    ("ceil", "{{ n | round(method=\"ceil\") }}"),
    ("concat", "{{ [...one, ...other] }}"),
    ("count", "{{ list | length }}"),
    ("downcase", "{{ text | lower }}"),
    ("e", "{{ text | escape }}"),
    ("filter", "{{ [one for one in list if one.… == …] }}"),
    ("floor", "{{ n | round(method=\"floor\") }}"),
    ("linebreaksbr", "{{ text | newlines_to_br }}"),
    ("lstrip", "{{ text | trim_start }}"),
    ("ltrim", "{{ text | trim_start }}"),
    ("map", "{{ [one.… for one in list] }}"),
    ("newline_to_br", "{{ text | newlines_to_br }}"),
    ("nl2br", "{{ text | newlines_to_br }}"),
    ("raw", "{{ html | safe }}"),
    ("rstrip", "{{ text | trim_end }}"),
    ("rtrim", "{{ text | trim_end }}"),
    ("safeHTML", "{{ html | safe }}"),
    ("size", "{{ list | length }}"),
    ("slice", "{{ list[0:3] }}"),
    ("sort_by", "{{ list | sort(attribute=\"…\") }}"),
    ("strip", "{{ text | trim }}"),
    ("uniq", "{{ list | unique }}"),
    ("upcase", "{{ text | upper }}"),
    ("where", "{{ [one for one in list if one.… == …] }}"),
    ("word_count", "{{ text | wordcount }}"),
];

/// What was meant by a name that Tera does not know in the template `name`; `message` is Tera's sentence.
pub(super) fn meant(
    message: &str,
    name: &str,
    files: &BTreeMap<String, SourceId>,
    sources: &Sources,
) -> Option<String> {
    let typed = message.split('`').nth(1)?;
    let texts = || files.values().filter_map(|id| sources.get(*id).text());
    let begins = |words: &str| message.starts_with(words);
    if begins("unknown filter") {
        let here = ELSEWHERE.iter().find(|(there, _)| *there == typed);
        here.map(|(_, here)| format!("here it is written `{here}`")).or_else(|| near_or_all(typed, &FILTERS))
    } else if begins("unknown function") {
        near_or_all(typed, &FUNCTIONS)
    } else if begins("unknown test") {
        near_or_all(typed, &TESTS)
    } else if begins("unknown template") {
        did_you_mean(typed, files.keys().map(String::as_str))
    } else if begins("unknown component") {
        let known: BTreeSet<String> = texts().flat_map(declared).collect();
        did_you_mean(typed, known.iter().map(String::as_str))
    } else if begins("block") {
        let known: Vec<&str> = blocks_above(name, files, sources).into_iter().collect();
        near_or_all(typed, &known)
    } else {
        None
    }
}

/// The known name that is near, else all of them.
fn near_or_all(typed: &str, known: &[&str]) -> Option<String> {
    let all = || (!known.is_empty()).then(|| format!("there are: {}", known.join(", ")));
    did_you_mean(typed, known.iter().copied()).or_else(all)
}

/// The names of the blocks of a template and of all that it extends.
pub(super) fn blocks(name: &str, files: &BTreeMap<String, SourceId>, sources: &Sources) -> Vec<String> {
    let own = files.get(name).and_then(|id| sources.get(*id).text()).unwrap_or_default();
    let mut all = blocks_above(name, files, sources);
    all.extend(tags(own, "block").map(word));
    all.into_iter().map(str::to_owned).collect()
}

/// The names of the blocks of all templates that a template extends.
fn blocks_above<'s>(name: &str, files: &BTreeMap<String, SourceId>, sources: &'s Sources) -> BTreeSet<&'s str> {
    let mut blocks = BTreeSet::new();
    let text = |name: &str| sources.get(*files.get(name)?).text();
    let mut above = parent(text(name).unwrap_or_default());
    // A circle of templates is told as such.
    for _ in 0..files.len() {
        let Some(named) = above else { break };
        // A template that a theme does not have is the next theme's.
        let prefixed = || files.keys().find(|other| other.split_once('/').is_some_and(|(_, bare)| bare == named));
        let Some(text) = text(named).or_else(|| text(prefixed()?)) else { break };
        blocks.extend(tags(text, "block").map(word));
        above = parent(text);
    }
    blocks
}

/// The template that a template extends.
fn parent(text: &str) -> Option<&str> {
    tags(text, "extends").next()?.split(['"', '\'', '`']).nth(1)
}

/// What follows the names of all tags of one sort.
fn tags<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = &'t str> {
    text.split("{%").skip(1).filter_map(move |tag| {
        let rest = tag.trim_start_matches('-').trim_start().strip_prefix(name)?;
        rest.starts_with(char::is_whitespace).then(|| rest.trim_start())
    })
}

fn word(text: &str) -> &str {
    &text[..text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len())]
}
