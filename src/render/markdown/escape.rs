//! Text made safe for HTML: escaped, and without the characters that HTML and XML forbid.

use pulldown_cmark_escape as escape;
use std::borrow::Cow;

/// Writes text between tags.
pub(super) fn text(out: &mut String, text: &str) {
    // Writing into a string cannot fail.
    let _ = escape::escape_html_body_text(out, &allowed(text));
}

/// Writes an attribute's value, without the quotes.
pub(super) fn value(out: &mut String, text: &str) {
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

/// Drops control characters and noncharacters; line ends become `\n`.
fn allowed(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace(['\r', '\u{c}'], "\n").chars().filter(|c| is_allowed(*c)).collect())
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
}
