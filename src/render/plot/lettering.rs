//! Text in a drawing: made safe, measured without a font, broken into lines.

use super::LETTERS;

/// Text between tags: escaped, in one line, without what HTML and XML forbid.
pub(super) fn clean(text: &str) -> String {
    let allowed: String =
        text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| is_allowed(*c)).collect();
    quick_xml::escape::escape(allowed.trim()).into_owned()
}

fn is_allowed(c: char) -> bool {
    !c.is_control() && !('\u{fdd0}'..='\u{fdef}').contains(&c) && (c as u32) & 0xfffe != 0xfffe
}

/// An id that also a reference to it can hold: anything else than letters, digits, `-` and `_` becomes its number.
pub(super) fn id(text: &str) -> String {
    let mut id = String::new();
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => id.push(c),
            c => id.push_str(&format!("_{:x}", c as u32)),
        }
    }
    if id.is_empty() { "plot".to_owned() } else { id }
}

/// About how wide text is, in pixels: generous for any usual sans-serif, because nobody knows the reader's font.
pub(super) fn width(text: &str) -> u64 {
    (text.chars().map(em).sum::<u64>() * LETTERS).div_ceil(100)
}

/// Hundredths of the size of the lettering.
fn em(c: char) -> u64 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | ' ' => 31,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 96,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' | 'I' => 41,
        'A'..='Z' | '&' => 76,
        // What stands in the room of another: accents, and the conjoining vowels and finals of Hangul.
        '\u{300}'..='\u{36f}' | '\u{1160}'..='\u{11ff}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        // Hangul, kana, Han and their full-width punctuation, and signs drawn as pictures.
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 100,
        _ => 60,
    }
}

/// Breaks text into at most two lines, of which the last is shorter by `kept` pixels; what is too much ends in `…`.
pub(super) fn two_lines(text: &str, room: u64, kept: u64) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&text) + kept <= room {
        return vec![text];
    }
    let most = fitting(&text, room);
    // Between words, if that leaves not too little on the first line.
    let cut = match text[..most].rfind(' ') {
        _ if text[most..].starts_with(' ') => most,
        Some(space) if width(&text[..space]) * 2 > room => space,
        _ => most,
    };
    let (first, rest) = (text[..cut].trim_end(), text[cut..].trim_start());
    let room = room.saturating_sub(kept);
    if width(rest) <= room {
        return [first, rest].into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    }
    let last = fitting(rest, room.saturating_sub(width("…")));
    vec![first.to_owned(), format!("{}…", rest[..last].trim_end())]
}

/// Bytes of the longest beginning that is no wider than some pixels.
fn fitting(text: &str, room: u64) -> usize {
    let mut sum = 0;
    for (at, c) in text.char_indices() {
        sum += em(c) * LETTERS;
        if sum > room * 100 {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{clean, id, two_lines, width};

    #[test]
    fn text_is_made_safe() {
        assert_eq!(clean("R&B <live>\u{0}\u{7f}\n\"x\"\u{fffe}"), "R&amp;B &lt;live&gt; &quot;x&quot;");
        assert_eq!(id("run golden#1"), "run_20golden_231");
    }

    #[test]
    fn hangul_is_as_wide_as_it_is_high() {
        assert_eq!(width("가나다"), 36);
        // The same, as initials, vowels and finals.
        assert_eq!(width("\u{1100}\u{1161}\u{1102}\u{1161}\u{1103}\u{1161}"), 36);
    }

    #[test]
    fn a_long_name_has_two_lines_and_then_an_ellipsis() {
        assert_eq!(two_lines("Golden", 244, 50), ["Golden"]);
        assert_eq!(two_lines("하나 둘 셋", 60, 0), ["하나 둘 셋"]);
        let name = "A Song with a Title of about Forty Letters";
        let lines = two_lines(name, 244, 50);
        assert_eq!(lines.join(" "), name);
        let lines = two_lines(&"가나다라마바사아".repeat(8), 244, 50);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && width(&lines[1]) <= 194, "{lines:?}");
    }
}
