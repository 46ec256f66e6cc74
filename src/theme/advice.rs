//! What to write instead, for what Tera says of a template.

use super::compile::{found_and_expected, in_words};
use crate::diagnostic::did_you_mean;
use crate::source::SourceId;
use std::collections::BTreeMap;
use std::ops::Range;

/// Functions and filters that take an argument, and what it is called: people leave the name out.
const NAMES: [(&str, &str); 9] = [
    ("asset", "path"),
    ("default", "value"),
    ("get", "key"),
    ("join", "sep"),
    ("list", "lang"),
    ("nth", "n"),
    ("number", "lang"),
    ("plural", "n"),
    ("truncate", "length"),
];

/// Words of templates that a component sees when it asks for them.
const ASKED_FOR: [&str; 2] = ["page", "t"];

/// What to write instead. `message` is Tera's, `range` its place in `text`, which is the template `name`.
pub(super) fn advice(message: &str, text: &str, range: Range<usize>, name: &str) -> Option<String> {
    let typed = text.get(range.clone()).unwrap_or_default();
    let first = message.lines().next().unwrap_or_default().trim();
    if let Some((_, expected)) = found_and_expected(first) {
        return unnamed(text, range).or_else(|| Some(format!("what can stand here: {}", in_words(expected))));
    }
    // What there is, in its own words.
    for (words, of) in [
        ("Available fields: ", "is not defined"),
        ("Available variables: ", "is not defined"),
        ("Possible argument(s) are: ", "nknown argument"),
        ("the only types allowed are: ", "ound "),
    ] {
        if let Some((before, known)) = message.split_once(words).filter(|(before, _)| before.contains(of))
            && let Some(typed) = before.split('`').nth(1).or_else(|| before.split(' ').nth(1))
            && let Some(near) = did_you_mean(typed, known.split([',', ' ', '`', '\n']).filter(|it| !it.is_empty()))
        {
            return Some(near);
        }
    }
    let small = message.to_lowercase();
    let quoted = message.split('`').nth(1).unwrap_or_default();
    if small == "unknown tag" {
        Some("if it ends something, is a `{% endif %}` or `{% endfor %}` missing before it?".to_owned())
    } else if small.starts_with("unexpected end of input") {
        Some("is a `{% endif %}`, `{% endfor %}`, `{% endblock %}`, `%}` or `}}` missing?".to_owned())
    } else if small.starts_with("missing keyword argument") {
        Some(format!("write `{typed}({quoted}=…)`"))
    } else if small.starts_with("argument `") && small.contains(") missing") {
        let value = if small.contains("type: `string`") { "\"…\"" } else { "{…}" };
        Some(format!("write `{quoted}={value}` in the tag"))
    } else if small.starts_with("variable `") && is_component(name) && ASKED_FOR.contains(&quoted) {
        Some(format!("a component sees its arguments and nothing else: write `@{quoted}` among them"))
    } else if small.contains("not found in context") || small.contains("undefined") || small.contains("is not defined")
    {
        Some("a value that may be absent is asked for first: `{% if value %}`".to_owned())
    } else {
        None
    }
}

fn is_component(name: &str) -> bool {
    name.starts_with("components/") || name.contains("/components/")
}

/// For a value that stands where the name of an argument must: `asset("x.css")`.
fn unnamed(text: &str, range: Range<usize>) -> Option<String> {
    let value = text.get(range.clone())?;
    let called = text.get(..range.start)?.trim_end().strip_suffix('(')?;
    let word = called.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next().filter(|word| !word.is_empty())?;
    let is_value = value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '"' | '\'' | '`'));
    let (_, name) = NAMES.iter().find(|(of, _)| *of == word).filter(|_| is_value)?;
    Some(format!("arguments have names: write `{word}({name}={value})`"))
}

/// What a template `current` can extend, when `parent` is not there or is itself.
pub(super) fn extended(parent: &str, current: &str, files: &BTreeMap<String, SourceId>) -> Option<String> {
    let bare = parent.rsplit('/').next().unwrap_or(parent);
    let behind = files.keys().find(|name| *name != current && name.split_once('/').is_some_and(|(_, it)| it == bare));
    match behind {
        Some(name) => Some(format!("the one behind it is called so: `{{% extends \"{name}\" %}}`")),
        None => did_you_mean(parent, files.keys().map(String::as_str).filter(|name| *name != current)),
    }
}
