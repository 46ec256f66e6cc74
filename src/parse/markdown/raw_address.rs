//! The addresses in raw HTML: where its links lead and what its pictures, recordings and the like are loaded from.

use super::foreign_load::LOADING;
use super::grammar::{Attribute, Scanned};
use super::tag::decode_entities;
use std::ops::Range;

/// Elements that lead somewhere when a reader wants it, beside those that load something by themselves.
const LEADING: [(&str, &[&str]); 2] = [("a", &["href"]), ("area", &["href"])];

/// The addresses in a tag, entities decoded, with their places in the text that was scanned.
pub(super) fn addresses(html: &str, tag: &Scanned) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let Some(name) = html.get(tag.name.clone()).filter(|_| !tag.closing) else { return found };
    let known = LEADING.iter().chain(&LOADING).find(|(it, _)| it.eq_ignore_ascii_case(name));
    let Some((_, wanted)) = known else { return found };
    for Attribute { name, value } in &tag.attributes {
        let Some(name) = html.get(name.clone()) else { continue };
        let Some((at, _)) = value.as_ref().filter(|_| wanted.iter().any(|it| it.eq_ignore_ascii_case(name))) else {
            continue;
        };
        if name.eq_ignore_ascii_case("srcset") {
            candidates(html, at.clone(), &mut found);
        } else {
            one(html, at.clone(), &mut found);
        }
    }
    found
}

/// One address, without the white space around it.
fn one(html: &str, at: Range<usize>, found: &mut Vec<(String, Range<usize>)>) {
    let Some(value) = html.get(at.clone()) else { return };
    let start = at.start + (value.len() - value.trim_start().len());
    let value = value.trim();
    found.push((decode_entities(value).into_owned(), start..start + value.len()));
}

/// The addresses of `srcset`: each may be followed by a width or a density, and they stand between commas (HTML,
/// section 4.8.4.2.1).
fn candidates(html: &str, at: Range<usize>, found: &mut Vec<(String, Range<usize>)>) {
    let Some(value) = html.get(at.clone()) else { return };
    let mut rest = value;
    while !rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}', ',']).is_empty() {
        rest = rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}', ',']);
        let start = at.end - rest.len();
        let address = rest.split_ascii_whitespace().next().unwrap_or_default();
        let plain = address.trim_end_matches(',');
        one(html, start..start + plain.len(), found);
        rest = rest.get(address.len()..).unwrap_or_default();
        if plain.len() == address.len() {
            rest = rest.split_once(',').map_or("", |(_, rest)| rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::grammar::scan;
    use super::*;

    #[test]
    fn addresses_of_tags() {
        for (html, expected) in [
            ("<a href=' /a?b&amp;c ' title=\"/t\">", vec!["/a?b&c"]),
            ("<IMG SRC=x.jpg srcset=\"a,1.jpg 1x,b.jpg 2x , c.jpg\">", vec!["x.jpg", "a,1.jpg", "b.jpg", "c.jpg"]),
            ("<video src='v.mp4' poster=p.jpg controls>", vec!["v.mp4", "p.jpg"]),
            ("<q cite='/x'>", vec![]),
            ("</a>", vec![]),
        ] {
            let found = addresses(html, &scan(html, 0).unwrap());
            assert_eq!(found.iter().map(|(it, _)| it.as_str()).collect::<Vec<_>>(), expected, "{html}");
            assert!(found.iter().all(|(it, at)| it.contains('&') || html[at.clone()] == **it), "{html}");
        }
    }
}
