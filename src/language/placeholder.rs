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
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')).map(|n| at + n) {
        at = open + 1;
        let Some(inside) = text.get(at..).and_then(|rest| rest.split_once('}')).map(|(inside, _)| inside) else {
            break;
        };
        let (name, pair) = inside.split_once('|').map_or((inside, None), |(name, pair)| (name, Some(pair)));
        if !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            let end = at + inside.len() + 1;
            all.push(Placeholder { name, pair, range: open..end });
            at = end;
        }
    }
    all
}

/// A text with its placeholders filled; those that have no value stay as they are.
///
/// It is gone through once: what stands in braces in a value is a text, not a placeholder.
pub fn filled(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut told = 0;
    for it in placeholders(text) {
        let Some(value) = value(it.name) else { continue };
        filled.push_str(text.get(told..it.range.start).unwrap_or_default());
        // What is no pair was told where the file was read.
        match it.pair.and_then(Pair::parse) {
            Some(pair) => filled.push_str(&josa::with(&value, &pair)),
            None => filled.push_str(&value),
        }
        told = it.range.end;
    }
    filled.push_str(text.get(told..).unwrap_or_default());
    filled
}

#[cfg(test)]
mod tests {
    use super::{filled, placeholders};

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
        assert_eq!(placeholders("곡 {n|이/가}").first().map(|it| it.pair), Some(Some("이/가")));
    }
}
