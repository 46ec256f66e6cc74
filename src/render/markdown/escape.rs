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
    if is_plain(text) {
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

// Below, `|` and `&` stand where `||` and `&&` would branch: without branches the compiler looks at many bytes at a time.

/// Whether it is certain that nothing in a text is escaped or dropped, as in most text.
#[allow(clippy::needless_bitwise_bool)]
fn is_plain(text: &str) -> bool {
    let is_escaped = |byte| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == b'\'');
    has_none(text, |byte| may_be_forbidden(byte) | is_escaped(byte))
}

/// Drops control characters and noncharacters; line ends become `\n`.
fn allowed(text: &str) -> Cow<'_, str> {
    if has_none(text, may_be_forbidden) || text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace(['\r', '\u{c}'], "\n").chars().filter(|c| is_allowed(*c)).collect())
}

/// Whether no byte of a text is of a kind. It does not stop at the first, for the same reason.
fn has_none(text: &str, is: impl Fn(u8) -> bool) -> bool {
    !text.bytes().fold(false, |found, byte| found | is(byte))
}

/// Whether a character that is not allowed may begin with a byte. In UTF-8 those beyond ASCII begin with these: U+0080 to
/// U+009F, U+FDD0 to U+FDEF, and U+FFFE and U+FFFF of every plane.
#[allow(clippy::needless_bitwise_bool)]
fn may_be_forbidden(byte: u8) -> bool {
    (byte < b' ') & (byte != b'\n') & (byte != b'\t') | (byte == 0x7f) | (byte == 0xc2) | (byte >= 0xef)
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
            let mut escaped = String::new();
            pulldown_cmark_escape::escape_html(&mut escaped, &super::allowed(&text)).unwrap();
            assert!(!super::is_plain(&text) || escaped == text, "{c:?}");
        }
        assert!(super::is_plain("plain\n도깨비"));
    }
}
