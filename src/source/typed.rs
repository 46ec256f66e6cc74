//! A text as it stands on disk, where that is not the composed form in which it is read.

use super::floor_char_boundary;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A range of bytes of the composed text, as one of the text as it was typed.
pub(super) fn typed_range(composed: &str, typed: &str, range: Range<usize>) -> Range<usize> {
    let start = typed_offset(composed, typed, range.start);
    start..typed_offset(composed, typed, range.end).max(start)
}

/// Composing changes no line's end, so lines are found by their number.
fn typed_offset(composed: &str, typed: &str, offset: usize) -> usize {
    let before = &composed[..floor_char_boundary(composed, offset)];
    let line = before.matches('\n').count();
    let wanted = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
    let start =
        line.checked_sub(1).map_or(0, |n| typed.match_indices('\n').nth(n).map_or(typed.len(), |(at, _)| at + 1));
    let (mut at, mut done) = (start, 0);
    while done < wanted && at < typed.len() {
        let rest = &typed[at..];
        // A letter with all that may be composed with it.
        let next = rest.char_indices().skip(1).find(|(_, c)| !is_composed(*c)).map_or(rest.len(), |(i, _)| i);
        done += rest[..next].nfc().map(char::len_utf8).sum::<usize>();
        at += next;
    }
    at
}

/// Combining marks, and Hangul vowels and trailing consonants (Unicode Standard, section 3.12).
fn is_composed(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_file() {
        let composed = "제목\n한글 é [[x]] 끝\n";
        let typed: String = composed.nfd().collect();
        let find = |text: &str| text.find("[[x]]").unwrap();
        let range = find(composed)..find(composed) + 5;
        assert_eq!(&typed[typed_range(composed, &typed, range)], "[[x]]");
        let end = composed.find('끝').unwrap();
        assert_eq!(&typed[typed_range(composed, &typed, end..end + 3)], "끝".nfd().collect::<String>());
        assert_eq!(typed_range(composed, &typed, 0..0), 0..0);
        assert_eq!(typed_range(composed, &typed, 9999..9999), typed.len()..typed.len());
    }
}
