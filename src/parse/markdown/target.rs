//! Where a link leads, and where exactly that is written.

use super::tag::decode_entities;
use std::ops::Range;

/// The name in `[[name]]` as meant: white space folded, escapes and entities undone. `quotes` is how many block
/// quotes are around it, whose marks stand at the beginnings of further lines. The backslash that the parser
/// leaves before the bar in a table's `[[name\|label]]` is taken off.
pub(super) fn name(raw: &str, quotes: usize) -> String {
    let mut lines = raw.split(['\n', '\r']);
    let mut folded = String::with_capacity(raw.len());
    let first = lines.next().unwrap_or_default();
    for word in first.split_whitespace().chain(lines.flat_map(|line| unquoted(line, quotes).split_whitespace())) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    if folded.ends_with('\\') {
        folded.truncate(folded.trim_end_matches('\\').len());
        folded.truncate(folded.trim_end().len());
    }
    if folded.contains('\\') {
        let mut plain = String::with_capacity(folded.len());
        let mut signs = folded.chars().peekable();
        while let Some(c) = signs.next() {
            match signs.peek() {
                Some(next) if c == '\\' && next.is_ascii_punctuation() => plain.extend(signs.next()),
                _ => plain.push(c),
            }
        }
        folded = plain;
    }
    decode_entities(&folded).into_owned()
}

/// A line without the marks of the quotes that it stands in.
fn unquoted(line: &str, quotes: usize) -> &str {
    let mut rest = line;
    for _ in 0..quotes {
        let Some(inner) = rest.trim_start().strip_prefix('>') else { break };
        rest = inner;
    }
    rest
}

/// The place of the name in `[[name|label]]`, whose place is `link`.
pub(super) fn name_range(text: &str, link: Range<usize>) -> Range<usize> {
    let start = link.start + 2;
    let Some(inner) = text.get(start..link.end.saturating_sub(2)) else { return link };
    let name = inner.split('|').next().unwrap_or(inner);
    let kept = name.trim_end_matches('\\').trim_end();
    let from = start + (kept.len() - kept.trim_start().len());
    from..(start + kept.len()).max(from)
}

/// The place of the address in `[words](address "title")`, whose place is `link`; `words_end` is where its words end.
pub(super) fn address_range(text: &str, link: Range<usize>, words_end: usize) -> Range<usize> {
    let found = text
        .get(words_end..link.end)
        .and_then(|rest| rest.find("]("))
        .and_then(|at| address(text, words_end + at + 2, link.end));
    found.unwrap_or(link)
}

/// The place of the address in `[label]: address "title"`.
pub(super) fn definition_range(text: &str, definition: Range<usize>) -> Range<usize> {
    let found = text.get(definition.clone()).and_then(|rest| rest.find("]:"));
    found.and_then(|at| address(text, definition.start + at + 2, definition.end)).unwrap_or(definition)
}

fn address(text: &str, from: usize, end: usize) -> Option<Range<usize>> {
    let rest = text.get(from..end)?;
    let lead = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r', '>']).len();
    let start = from + lead;
    let rest = &rest[lead..];
    if let Some(inner) = rest.strip_prefix('<') {
        let length = inner.find('>')?;
        return Some(start + 1..start + 1 + length);
    }
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start..start + at),
            ')' => depth -= 1,
            c if c.is_whitespace() => return Some(start..start + at),
            _ => {}
        }
    }
    Some(start..start + rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (raw, quotes, plain) in [
            ("golden", 0, "golden"),
            ("  KPop\n Demon  Hunters ", 0, "KPop Demon Hunters"),
            ("KPop\n> Demon", 1, "KPop Demon"),
            ("golden\\", 0, "golden"),
            ("R&amp;B \\*x", 0, "R&B *x"),
        ] {
            assert_eq!(name(raw, quotes), plain);
        }
    }

    #[test]
    fn addresses() {
        for (text, words_end, expected) in
            [("[a](/b/ \"t\")", 2, "/b/"), ("[a]( </b c> )", 2, "/b c"), ("[a](/b_(c))", 2, "/b_(c)"), ("[a]()", 2, "")]
        {
            assert_eq!(&text[address_range(text, 0..text.len(), words_end)], expected);
        }
        assert_eq!(&"[a]: /b 't'"[definition_range("[a]: /b 't'", 0..11)], "/b");
        assert_eq!(&"[[ a \\| b ]]"[name_range("[[ a \\| b ]]", 0..12)], "a");
    }
}
