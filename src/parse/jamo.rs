//! Hangul jamo that belong to no syllable: what is left of a syllable that was cut in two or typed by halves.
//!
//! In a text in NFC, conjoining jamo (Unicode block U+1100 to U+11FF) stand only in syllables of older Korean, and
//! there in the order leading consonant, vowel, trailing consonant (Unicode Standard, section 3.12). Elsewhere they
//! show as nothing, or in pieces. The letters that people type by themselves (`ㅋㅋ`) are others (U+3131 to U+318E).

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};

/// A warning for each run of jamo that is no syllable.
pub(super) fn lone_jamo(id: SourceId, text: &str) -> Vec<Diagnostic> {
    // In UTF-8 all of them begin with these bytes, which few texts hold.
    let bytes = text.as_bytes();
    if !memchr::memchr_iter(0xE1, bytes).any(|at| matches!(bytes.get(at + 1), Some(0x84..=0x87))) {
        return Vec::new();
    }
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let mut take = |sort: fn(char) -> bool| {
            let mut any = false;
            while let Some((at, next)) = chars.next_if(|(_, next)| sort(*next)) {
                (any, end) = (true, at + next.len_utf8());
            }
            any
        };
        let sound = if is_leading(c) {
            take(is_leading);
            let whole = take(is_vowel);
            take(is_trailing);
            whole
        } else if is_open(c) {
            // A syllable of today without an end may take an old one.
            take(is_trailing);
            true
        } else {
            !is_vowel(c) && !is_trailing(c)
        };
        if !sound {
            match found.last_mut() {
                Some(last) if last.end == at => last.end = end,
                _ => found.push(at..end),
            }
        }
    }
    let told = |range: std::ops::Range<usize>| {
        let shown = &text[range.clone()];
        let names: Vec<String> = shown.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        let message = format!("a jamo that belongs to no syllable ({})", names.join(", "));
        Diagnostic::warning(Code::LoneJamo, Span::new(id, range), message)
            .help("type the whole syllable again, or remove what is left of it")
    };
    found.into_iter().map(told).collect()
}

fn is_leading(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{A960}'..='\u{A97C}')
}

fn is_vowel(c: char) -> bool {
    matches!(c, '\u{1160}'..='\u{11A7}' | '\u{D7B0}'..='\u{D7C6}')
}

fn is_trailing(c: char) -> bool {
    matches!(c, '\u{11A8}'..='\u{11FF}' | '\u{D7CB}'..='\u{D7FB}')
}

/// A syllable without a trailing consonant.
fn is_open(c: char) -> bool {
    matches!(c, '가'..='힣') && (u32::from(c) - 0xAC00).is_multiple_of(28)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_no_syllable_is_told() {
        let told = |text: &str| lone_jamo(SourceId(0), text).len();
        for sound in ["도깨비", "ㅋㅋㅋ", "\u{1112}\u{119E}\u{11AB}글", "가\u{11F0}", "", "plain"] {
            assert_eq!(told(sound), 0, "{sound}");
        }
        for lone in ["\u{1112}", "도\u{1112} ", "\u{1161}", "x\u{11AB}", "\u{1112}\u{1112}", "각\u{11AB}"] {
            assert_eq!(told(lone), 1, "{lone}");
        }
        assert_eq!(told("\u{1112} 가 \u{11AB}"), 2);
    }
}
