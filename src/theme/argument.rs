//! A filter's argument without a name, `{{ name | josa("을/를") }}`.
//!
//! Tera takes arguments by name only. People write `josa("을/를")`, so a template gets the name before Tera reads it,
//! and the places that Tera tells are led back to what was typed.

use std::borrow::Cow;
use std::ops::Range;

/// Filters that take an argument without a name, and the name.
const UNNAMED: [(&str, &str); 1] = [("josa", "pair=")];

/// A template as Tera reads it.
pub(super) fn named(text: &str) -> Cow<'_, str> {
    let places = places(text);
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut named = String::with_capacity(text.len() + places.len() * 8);
    let mut told = 0;
    for (at, name) in places {
        named.push_str(text.get(told..at).unwrap_or_default());
        named.push_str(name);
        told = at;
    }
    named.push_str(text.get(told..).unwrap_or_default());
    Cow::Owned(named)
}

/// A range of [`named`] as a range of what was typed.
pub(super) fn typed(text: &str, range: Range<usize>) -> Range<usize> {
    let places = places(text);
    let back = |at: usize| {
        // A place in a name that was put in is the one where it was.
        places.iter().fold(at, |at, (place, name)| at - at.saturating_sub(*place).min(name.len()))
    };
    back(range.start)..back(range.end)
}

/// Where names are missing, and which.
fn places(text: &str) -> Vec<(usize, &'static str)> {
    let mut places = Vec::new();
    if !UNNAMED.iter().any(|(filter, _)| text.contains(filter)) {
        return places;
    }
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')).map(|n| at + n) {
        at = open + 1;
        let Some(rest) = text.get(at..) else { break };
        if rest.starts_with('#') {
            at += rest.find("#}").unwrap_or(rest.len());
        } else if rest.starts_with('%') && is_raw(rest) {
            at += rest.find("endraw").unwrap_or(rest.len());
        } else if rest.starts_with(['{', '%']) {
            at = expression(text, at, &mut places);
        }
    }
    places
}

fn is_raw(tag: &str) -> bool {
    let word = tag.trim_start_matches(['%', '-']).trim_start();
    word.strip_prefix("raw").is_some_and(|rest| rest.trim_start().starts_with(['%', '-']))
}

/// Goes through a tag or an expression from its second brace or sign; the answer is where it ends.
fn expression(text: &str, start: usize, places: &mut Vec<(usize, &'static str)>) -> usize {
    let close = if text.get(start..).is_some_and(|rest| rest.starts_with('{')) { "}}" } else { "%}" };
    let mut at = start + 1;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(close) {
            return at + close.len();
        }
        let Some(first) = rest.chars().next() else { break };
        if matches!(first, '"' | '\'' | '`') {
            at += quoted(rest, first);
            continue;
        }
        at += first.len_utf8();
        if first == '|' {
            places.extend(missing(text, at));
        }
    }
    text.len()
}

/// How long a text in quotes is.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (n, c) in text.char_indices().skip(1) {
        if !escaped && c == quote {
            return n + c.len_utf8();
        }
        escaped = !escaped && c == '\\';
    }
    text.len()
}

/// The place of a filter's argument that has no name, behind its bar.
fn missing(text: &str, bar: usize) -> Option<(usize, &'static str)> {
    let rest = text.get(bar..)?.trim_start();
    let (inside, name) = UNNAMED.iter().find_map(|(filter, name)| {
        let inside = rest.strip_prefix(filter)?.trim_start().strip_prefix('(')?;
        Some((inside.trim_start(), *name))
    })?;
    inside.starts_with(['"', '\'', '`']).then(|| (text.len() - inside.len(), name))
}

#[cfg(test)]
mod tests {
    use super::{named, typed};

    #[test]
    fn an_argument_gets_its_name_where_tera_reads_it_and_nowhere_else() {
        for (text, expected) in [
            ("{{ name | josa(\"을/를\") }}", "{{ name | josa(pair=\"을/를\") }}"),
            ("{{ name|josa( '은/는' ) }}", "{{ name|josa( pair='은/는' ) }}"),
            (
                "{% set a = b | josa(`이/가`) ~ c | josa(\"을/를\") %}",
                "{% set a = b | josa(pair=`이/가`) ~ c | josa(pair=\"을/를\") %}",
            ),
            ("{{ <Part title={name | josa(\"을/를\")}/> }}", "{{ <Part title={name | josa(pair=\"을/를\")}/> }}"),
            ("{{ name | josa(pair=\"을/를\") }}", "{{ name | josa(pair=\"을/를\") }}"),
            ("{{ \"| josa(\\\"\" }} | josa(\"x\")", "{{ \"| josa(\\\"\" }} | josa(\"x\")"),
            (
                "{# | josa(\"x\") #}{% raw %}{{ a | josa(\"x\") }}{% endraw %}",
                "{# | josa(\"x\") #}{% raw %}{{ a | josa(\"x\") }}{% endraw %}",
            ),
            ("{{ a | josay(\"x\") }} {", "{{ a | josay(\"x\") }} {"),
        ] {
            assert_eq!(named(text), expected);
        }
    }

    #[test]
    fn places_are_led_back_to_what_was_typed() {
        let text = "{{ a | josa(\"을/를\") }}{{ b | josa(\"은/는\") }}{{ c }}";
        let read = named(text);
        for piece in ["a", "\"을/를\"", "\"은/는\"", "c }}"] {
            let at = read.find(piece).unwrap();
            assert_eq!(text.get(typed(text, at..at + piece.len())), Some(piece));
        }
        let whole = read.find("josa").unwrap()..read.find(" }}").unwrap();
        assert_eq!(text.get(typed(text, whole)), Some("josa(\"을/를\")"));
    }
}
