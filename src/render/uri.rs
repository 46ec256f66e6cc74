//! Addresses as RFC 3986 spells them, for formats whose readers refuse others.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What may stand in no URI, besides what is not ASCII. Brackets may stand in a host alone, and hosts in brackets are
/// numbers, which no magazine links to.
const NOT_IN_URI: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// An absolute URI (RFC 3986, section 4.3), with what may not stand in it percent-encoded; nothing for a text that
/// has no scheme or nothing after it.
pub(super) fn uri(text: &str) -> Option<String> {
    let (scheme, rest) = text.trim().split_once(':')?;
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    if !sound || rest.is_empty() {
        return None;
    }
    // A `%` that encodes nothing is a `%`; a second `#` begins no second fragment.
    let mut plain = String::with_capacity(rest.len());
    let mut fragment = false;
    for (place, c) in rest.char_indices() {
        let encodes =
            || rest.as_bytes().get(place + 1..place + 3).is_some_and(|pair| pair.iter().all(|b| b.is_ascii_hexdigit()));
        match c {
            '%' if !encodes() => plain.push_str("%25"),
            '#' if fragment => plain.push_str("%23"),
            c => plain.push(c),
        }
        fragment |= c == '#';
    }
    Some(format!("{scheme}:{}", utf8_percent_encode(&plain, NOT_IN_URI)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_may_not_stand_is_encoded_once() {
        for (text, there) in [
            (
                "https://example.org/트랙/a b?q=%20&r=100%#a#b",
                Some("https://example.org/%ED%8A%B8%EB%9E%99/a%20b?q=%20&r=100%25#a%23b"),
            ),
            ("urn:isrc:KRA301600125", Some("urn:isrc:KRA301600125")),
            ("/tracks/one/", None),
            ("urn:", None),
            ("1a:b", None),
            ("", None),
        ] {
            assert_eq!(uri(text).as_deref(), there, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_uri_stays_as_it_is(text in "[a-z]{1,5}:\\PC{0,30}|\\PC*") {
            if let Some(once) = uri(&text) {
                prop_assert!(once.is_ascii() && !once.contains(|c: char| c.is_whitespace() || c.is_control()));
                prop_assert_eq!(uri(&once), Some(once));
            }
        }
    }
}
