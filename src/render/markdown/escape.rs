//! Text made safe for HTML: escaped, and without the characters that HTML and XML forbid.

use pulldown_cmark_escape as escape;
use std::borrow::Cow;

/// Writes text between tags.
pub(super) fn text(out: &mut String, text: &str) {
    if is_plain(text) {
        return out.push_str(text);
    }
    // Writing into a string cannot fail.
    let _ = escape::escape_html_body_text(out, &allowed(text));
}

/// Writes an attribute's value, without the quotes.
pub(super) fn value(out: &mut String, text: &str) {
    if kinds(text) == 0 {
        return out.push_str(text);
    }
    let _ = escape::escape_html(out, &allowed(text));
}

/// Writes an address as an attribute's value: what an address cannot hold is percent-encoded.
pub(super) fn address(out: &mut String, address: &str) {
    let _ = escape::escape_href(out, &allowed(address));
}

/// Writes raw HTML.
pub(super) fn raw(out: &mut String, html: &str) {
    out.push_str(&allowed(html));
}

/// Whether it is certain that nothing in a text between tags is escaped or dropped, as in most text.
pub(super) fn is_plain(text: &str) -> bool {
    kinds(text) & !QUOTE == 0
}

/// All that the bytes of a text may be signs of. None of them is likely, so it is not worth while to stop at the first.
fn kinds(text: &str) -> u8 {
    text.bytes().fold(0, |found, byte| found | KINDS[usize::from(byte)])
}

/// Drops control characters and noncharacters; line ends become `\n`.
fn allowed(text: &str) -> Cow<'_, str> {
    if kinds(text) & DOUBTFUL == 0 || text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace(['\r', '\u{c}'], "\n").chars().filter(|c| is_allowed(*c)).collect())
}

/// With this a character may begin that is not allowed.
const DOUBTFUL: u8 = 1;
/// This is written in another way between tags and in attributes.
const MARKUP: u8 = 2;
/// This is written in another way in attributes.
const QUOTE: u8 = 4;

/// What a byte of a text may be a sign of. In UTF-8 the forbidden characters beyond ASCII begin with 0xc2 (U+0080 to
/// U+009F), with 0xef (U+FDD0 to U+FDEF, U+FFFE, U+FFFF) and with what is above it (the last two of every other plane).
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = kind(byte);
        byte += 1;
    }
    kinds
};

const fn kind(byte: usize) -> u8 {
    let is_doubtful = matches!(byte, 0..=0x08 | 0x0b..=0x1f | 0x7f | 0xc2 | 0xef..);
    // `&`, `<` and `>`; `"` and `'`.
    let is_markup = matches!(byte, 0x26 | 0x3c | 0x3e);
    let is_quote = matches!(byte, 0x22 | 0x27);
    (is_doubtful as u8 * DOUBTFUL) | (is_markup as u8 * MARKUP) | (is_quote as u8 * QUOTE)
}

fn is_allowed(c: char) -> bool {
    match c {
        '\t' | '\n' => true,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => false,
        c => (c as u32) & 0xfffe != 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn forbidden_characters_go() {
        let mut out = String::new();
        super::text(&mut out, "a\u{0}b\u{b}c\r\nd<\u{fffe}&\u{85}\"\u{1ffff}");
        assert_eq!(out, "abc\nd&lt;&amp;\"");
    }

    #[test]
    fn what_is_plain_is_neither_escaped_nor_dropped() {
        for c in '\0'..=char::MAX {
            let text = String::from(c);
            let (mut value, mut body) = (String::new(), String::new());
            pulldown_cmark_escape::escape_html(&mut value, &super::allowed(&text)).unwrap();
            pulldown_cmark_escape::escape_html_body_text(&mut body, &super::allowed(&text)).unwrap();
            assert!(super::kinds(&text) != 0 || value == text, "{c:?}");
            assert!(!super::is_plain(&text) || body == text, "{c:?}");
        }
        assert!(super::is_plain("plain\n도깨비"));
    }
}
