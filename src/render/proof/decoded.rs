//! The text behind an output's bytes: without escapes, tags and folded lines, down to its letters.

/// A calendar's long lines are folded, even within a word (RFC 5545, section 3.1).
pub(super) fn unfolded(path: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let is_calendar = path.rsplit('.').next().is_some_and(|ending| ending.eq_ignore_ascii_case("ics"));
    is_calendar.then(|| {
        let mut text = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some((first, after)) = rest.split_first() {
            if let Some(next) = rest.strip_prefix(b"\r\n ").or_else(|| rest.strip_prefix(b"\n ")) {
                rest = next;
            } else {
                text.push(*first);
                rest = after;
            }
        }
        text
    })
}

/// A text without the escapes of HTML, XML, JSON and addresses, of which several may lie over each other.
pub(super) fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    // HTML in a feed in XML: two layers; an address in it is a third.
    for _ in 0..3 {
        let Some(next) = once(&text) else { break };
        text = next;
    }
    text
}

/// One layer less; nothing where there is none.
fn once(text: &str) -> Option<String> {
    if !text.contains(['&', '\\', '%']) {
        return None;
    }
    let mut bytes: Vec<u8> = Vec::with_capacity(text.len());
    let mut rest = text;
    let mut changed = false;
    while let Some(at) = rest.find(['&', '\\', '%']) {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at..];
        let (mark, read) = match rest.as_bytes()[0] {
            b'&' => (1, entity(rest)),
            b'\\' => (1, escape(rest)),
            _ => (1, percent(rest)),
        };
        match read {
            Some((mut letters, length)) => {
                bytes.append(&mut letters);
                rest = &rest[length..];
                changed = true;
            }
            None => {
                bytes.push(rest.as_bytes()[0]);
                rest = &rest[mark..];
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    changed.then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// What was read, and how many bytes it takes.
type Escape = Option<(Vec<u8>, usize)>;

fn letter(c: char, length: usize) -> (Vec<u8>, usize) {
    (c.to_string().into_bytes(), length)
}

/// `&amp;`, `&#39;`, `&#x27;`.
fn entity(text: &str) -> Escape {
    let end = text.bytes().take(10).position(|b| b == b';')?;
    let name = &text[1..end];
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let hexadecimal = number.strip_prefix(['x', 'X']);
            let code = match hexadecimal {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some(letter(c, end + 1))
}

/// `\u0026`, `\n`, `\"`; a pair of surrogates is one letter.
fn escape(text: &str) -> Escape {
    let unit = |text: &str| u32::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok();
    if let Some(first) = unit(text) {
        if (0xd800..0xdc00).contains(&first)
            && let Some(second) = unit(&text[6..]).filter(|second| (0xdc00..0xe000).contains(second))
        {
            return Some(letter(char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))?, 12));
        }
        return Some(letter(char::from_u32(first)?, 6));
    }
    match text.as_bytes().get(1)? {
        b'n' | b'r' | b't' | b'N' => Some(letter(' ', 2)),
        mark @ (b'"' | b'\\' | b'/' | b',' | b';') => Some(letter(char::from(*mark), 2)),
        _ => None,
    }
}

/// `%EB`: a byte of a letter.
fn percent(text: &str) -> Escape {
    let byte = u8::from_str_radix(text.get(1..3)?, 16).ok()?;
    Some((vec![byte], 3))
}

/// The text between tags. The marks of notes are no words of their sentences.
pub(super) fn without_tags(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        let opens = tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if !opens {
            rest = tag;
            continue;
        }
        let end = if tag.starts_with("sup") { "</sup>" } else { ">" };
        rest = tag.split_once(end).map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    words
}

/// Letters and digits alone, small: quotes, dashes and white space are written in many ways.
pub(super) fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if c.is_ascii() { letters.push(c.to_ascii_lowercase()) } else { letters.extend(c.to_lowercase()) }
    }
    letters
}
