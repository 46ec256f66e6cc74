//! The grammar of one HTML tag, as Markdown has it: where its name, attributes and end are, or why it is none.

use std::ops::Range;

/// How a value was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    /// `"…"` or `'…'`.
    Quoted,
    /// Without quotes.
    Bare,
}

/// One attribute; ranges are within the text that was scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute {
    pub name: Range<usize>,
    /// The value without its quotes.
    pub value: Option<(Range<usize>, Quoting)>,
}

/// A whole tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scanned {
    /// `</…>`.
    pub closing: bool,
    /// `<…/>`.
    pub empty: bool,
    pub name: Range<usize>,
    pub attributes: Vec<Attribute>,
    /// One past the `>`.
    pub end: usize,
}

/// Why a text that begins with `<` is no tag, and where that shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// No name after the `<`.
    Nameless,
    /// A quote that is not closed; at the quote.
    OpenQuote(usize),
    /// Something that cannot stand there.
    Unexpected(usize),
    /// The text ends before the tag does.
    Endless,
}

/// Reads the tag that begins at `at`, where a `<` stands. `text` ends where the tag must end at the latest.
pub(super) fn scan(text: &str, at: usize) -> Result<Scanned, Why> {
    let bytes = text.as_bytes();
    let peek = |i: usize| bytes.get(i).copied();
    let mut i = at + 1;
    let closing = peek(i) == Some(b'/');
    if closing {
        i += 1;
    }
    let start = i;
    if !peek(i).is_some_and(|b| b.is_ascii_alphabetic()) {
        return Err(Why::Nameless);
    }
    i = skip(bytes, i, |b| b.is_ascii_alphanumeric() || b == b'-');
    let name = start..i;
    let mut attributes = Vec::new();
    loop {
        let after = i;
        i = skip(bytes, i, is_space);
        match peek(i) {
            None => return Err(Why::Endless),
            Some(b'>') => return Ok(Scanned { closing, empty: false, name, attributes, end: i + 1 }),
            Some(b'/') if !closing && peek(i + 1) == Some(b'>') => {
                return Ok(Scanned { closing, empty: true, name, attributes, end: i + 2 });
            }
            Some(b'/') if !closing && peek(i + 1).is_none() => return Err(Why::Endless),
            Some(b) if !closing && i > after && (b.is_ascii_alphabetic() || matches!(b, b'_' | b':')) => {}
            Some(_) => return Err(Why::Unexpected(i)),
        }
        let start = i;
        i = skip(bytes, i, |b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b':' | b'-'));
        let name = start..i;
        let equals = skip(bytes, i, is_space);
        if peek(equals) != Some(b'=') {
            attributes.push(Attribute { name, value: None });
            continue;
        }
        i = skip(bytes, equals + 1, is_space);
        match peek(i) {
            None => return Err(Why::Endless),
            Some(quote @ (b'"' | b'\'')) => {
                let open = i;
                i = skip(bytes, i + 1, |b| b != quote);
                if i >= bytes.len() {
                    return Err(Why::OpenQuote(open));
                }
                attributes.push(Attribute { name, value: Some((open + 1..i, Quoting::Quoted)) });
                i += 1;
            }
            Some(_) => {
                let start = i;
                let is_bare = |b: u8| !is_space(b) && !matches!(b, b'"' | b'\'' | b'=' | b'<' | b'>' | b'`');
                i = skip(bytes, i, is_bare);
                if i == start {
                    return Err(Why::Unexpected(i));
                }
                attributes.push(Attribute { name, value: Some((start..i, Quoting::Bare)) });
            }
        }
    }
}

/// Whether a name is a component's: a capital, then letters and digits.
pub fn is_component_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_uppercase()) && bytes.all(|b| b.is_ascii_alphanumeric())
}

/// The first place from `i` on where `is` no longer holds.
fn skip(bytes: &[u8], i: usize, is: impl Fn(u8) -> bool) -> usize {
    bytes.get(i..).and_then(|rest| rest.iter().position(|b| !is(*b))).map_or(bytes.len(), |n| i + n)
}

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_what_is_none() {
        let end = |text: &str| scan(text, 0).map(|tag| tag.end);
        assert_eq!(end("<A/> b"), Ok(4));
        assert_eq!(end("</A > b"), Ok(5));
        assert_eq!(end("<A b='>' c = \"d\" e f=g>x"), Ok(23));
        assert_eq!(end("<A b=\"c>"), Err(Why::OpenQuote(5)));
        assert_eq!(end("<A_b>"), Err(Why::Unexpected(2)));
        assert_eq!(end("<A {b}>"), Err(Why::Unexpected(3)));
        assert_eq!(end("<A b=\"c\"d>"), Err(Why::Unexpected(8)));
        assert_eq!(end("<A b"), Err(Why::Endless));
        assert_eq!(end("<3"), Err(Why::Nameless));
        assert_eq!(end("</A b>"), Err(Why::Unexpected(4)));
    }
}
