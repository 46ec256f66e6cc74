//! The placeholders of an interface text: `{title}`, and `{title|을/를}`, a name with the particle that agrees with it.

use super::josa::{self, Pair};
use std::ops::Range;

/// One placeholder of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder<'t> {
    /// The name of its value.
    pub name: &'t str,
    /// The pair of particles, as typed.
    pub pair: Option<&'t str>,
    /// Where it stands in the text, braces included.
    pub range: Range<usize>,
}

/// The placeholders of a text, from left to right. Braces around anything else than a name are text.
pub fn placeholders(text: &str) -> Vec<Placeholder<'_>> {
    closed(text).collect()
}

fn closed(text: &str) -> impl Iterator<Item = Placeholder<'_>> {
    braces(text).filter(|it| it.closed).map(|it| it.placeholder)
}

/// What begins as a placeholder and has no brace at its end.
pub fn unclosed(text: &str) -> Vec<Placeholder<'_>> {
    braces(text).filter(|it| !it.closed).map(|it| it.placeholder).collect()
}

struct Brace<'t> {
    placeholder: Placeholder<'t>,
    closed: bool,
}

/// What begins with a brace and a name.
fn braces(text: &str) -> impl Iterator<Item = Brace<'_>> {
    text.match_indices('{').filter_map(|(open, _)| {
        let rest = text.get(open + 1..)?;
        let end = rest.find(['{', '}']).unwrap_or(rest.len());
        let inside = rest.get(..end)?;
        let closed = rest.get(end..)?.starts_with('}');
        let name = inside.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().filter(|it| !it.is_empty())?;
        let behind = inside.get(name.len()..)?;
        let pair = behind.strip_prefix('|');
        if closed {
            let whole = behind.is_empty() || pair.is_some();
            let range = open..open + end + 2;
            return whole.then_some(Brace { placeholder: Placeholder { name, pair, range }, closed });
        }
        // Where the brace belongs: behind what can be a pair.
        let pair = pair.and_then(|it| it.split(|c: char| !c.is_alphabetic() && !matches!(c, '/' | '(' | ')')).next());
        let end = open + 1 + name.len() + pair.map_or(0, |pair| pair.len() + 1);
        Some(Brace { placeholder: Placeholder { name, pair, range: open..end }, closed })
    })
}

/// A text with its placeholders filled; those that have no value stay as they are.
///
/// It is gone through once: what stands in braces in a value is a text, not a placeholder.
pub fn filled<V: AsRef<str>>(text: &str, value: impl Fn(&str) -> Option<V>) -> String {
    let mut filled = String::with_capacity(text.len() * 2);
    let mut told = 0;
    for it in closed(text) {
        let Some(value) = value(it.name) else { continue };
        let value = value.as_ref();
        filled.push_str(text.get(told..it.range.start).unwrap_or_default());
        // What is no pair was told where the file was read.
        match it.pair.and_then(Pair::parse) {
            Some(pair) => filled.push_str(&josa::with(value, &pair)),
            None => filled.push_str(value),
        }
        told = it.range.end;
    }
    filled.push_str(text.get(told..).unwrap_or_default());
    filled
}

#[cfg(test)]
mod tests {
    use super::{filled, placeholders, unclosed};

    fn fill(text: &str) -> String {
        filled(text, |name| match name {
            "title" => Some("A {site}".to_owned()),
            "site" => Some("골든".to_owned()),
            "city" => Some("서울".to_owned()),
            _ => None,
        })
    }

    #[test]
    fn placeholders_are_filled_once_and_what_has_no_value_stays() {
        assert_eq!(fill("{title} on {site}, {when} {"), "A {site} on 골든, {when} {");
        assert_eq!(fill("{ {site} } {when|은/는} {a b} {site"), "{ 골든 } {when|은/는} {a b} {site");
    }

    #[test]
    fn a_pair_agrees_with_the_value() {
        assert_eq!(fill("{site|을/를} 들고 {city|으로/로}, {city|은(는)}"), "골든을 들고 서울로, 서울은");
        assert_eq!(fill("{site|을/룰}"), "골든");
        assert_eq!(fill("{site|은/는 {city|을/를} {site"), "{site|은/는 서울을 {site");
        assert_eq!(placeholders("곡 {n|이/가}").first().map(|it| it.pair), Some(Some("이/가")));
    }

    #[test]
    fn what_is_not_closed_ends_where_its_brace_belongs() {
        let found = |text| unclosed(text).into_iter().map(|it| &text[it.range]).collect::<Vec<_>>();
        assert_eq!(found("{title|은/는 {site|을/를, {n곡 {title}"), ["{title|은/는", "{site|을/를", "{n"]);
        assert_eq!(found("{ {a b} {title} {"), [""; 0]);
    }
}
