//! Which runs of `*`, `_` and `~` may begin and end emphasis: the parser's rule, and the same widened for CJK text.

use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// A run of signs where it stands.
pub(super) struct Place<'a> {
    pub text: &'a str,
    pub run: Range<usize>,
    /// Whether nothing stands before it in its line.
    pub line_start: bool,
    pub in_cell: bool,
}

impl Place<'_> {
    /// Whether the run may begin, and whether it may end emphasis.
    pub fn sides(&self, wide: bool) -> (bool, bool) {
        let before = &self.text[..self.run.start];
        let sign = self.text.as_bytes().get(self.run.start).copied().unwrap_or_default();
        let (prev, next) = (before.chars().next_back(), self.text[self.run.end..].chars().next());
        let prev = prev.filter(|_| !(self.line_start || self.in_cell && is_bar(before)));
        let next = next.filter(|c| !(self.in_cell && *c == '|'));
        let double = self.run.len() > 1;
        let in_word = sign == b'*' || sign == b'~' && double;
        let wide = wide && in_word;
        let is_white = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let opens = match next {
            Some(c) if !c.is_whitespace() => {
                sign == b'~' && double
                    || is_white(prev)
                    || in_word && (!is_punctuation(c) || wide && is_cjk(c))
                    || prev.is_some_and(is_punctuation)
                    || wide && ends_in_cjk(before)
            }
            _ => false,
        };
        let closes = match prev {
            Some(c) if !c.is_whitespace() => {
                is_white(next)
                    || in_word && (!is_punctuation(c) || wide && is_cjk(c))
                    || sign == b'~' && c == '~'
                    || next.is_some_and(is_punctuation)
                    || wide && next.is_some_and(is_cjk)
            }
            _ => false,
        };
        (opens, closes)
    }
}

fn is_bar(before: &str) -> bool {
    before.ends_with('|') && !before.ends_with("\\|")
}

/// Whether a character is punctuation to the parser; it is asked itself, as it shows its table to no one.
pub(super) fn is_punctuation(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_punctuation(),
        // Asking costs about as much as reading a line, so the commonest letters are known here.
        '가'..='힣' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' => false,
        _ => asked(c),
    }
}

fn asked(c: char) -> bool {
    let text = format!("x*{c}*");
    !Parser::new_ext(&text, Options::empty()).any(|event| event == Event::Start(Tag::Emphasis))
}

/// Whether a text ends in a CJK character, variation selectors aside.
fn ends_in_cjk(text: &str) -> bool {
    let mut chars = text.chars().rev();
    match chars.next() {
        // Only CJK characters have these.
        Some('\u{e0100}'..='\u{e01ef}') => true,
        // The full width of a quotation mark.
        Some('\u{fe01}') => chars.next().is_some_and(|c| is_cjk(c) || matches!(c, '‘' | '’' | '“' | '”')),
        Some('\u{fe00}'..='\u{fe0e}') => chars.next().is_some_and(is_cjk),
        last => last.is_some_and(is_cjk),
    }
}

/// Wide characters that are no emoji, and all Hangul: the list of markdown-cjk-friendly for Unicode 16.
#[rustfmt::skip]
pub(super) fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11ff | 0x20a9 | 0x2329..=0x232a | 0x2630..=0x2637 | 0x268a..=0x268f | 0x2e80..=0x2e99
        | 0x2e9b..=0x2ef3 | 0x2f00..=0x2fd5 | 0x2ff0..=0x303e | 0x3041..=0x3096 | 0x3099..=0x30ff | 0x3105..=0x312f
        | 0x3131..=0x318e | 0x3190..=0x31e5 | 0x31ef..=0x321e | 0x3220..=0x3247 | 0x3250..=0xa48c | 0xa490..=0xa4c6
        | 0xa960..=0xa97c | 0xac00..=0xd7a3 | 0xd7b0..=0xd7c6 | 0xd7cb..=0xd7fb | 0xf900..=0xfaff | 0xfe10..=0xfe19
        | 0xfe30..=0xfe52 | 0xfe54..=0xfe66 | 0xfe68..=0xfe6b | 0xff01..=0xffbe | 0xffc2..=0xffc7 | 0xffca..=0xffcf
        | 0xffd2..=0xffd7 | 0xffda..=0xffdc | 0xffe0..=0xffe6 | 0xffe8..=0xffee | 0x16fe0..=0x16fe4
        | 0x16ff0..=0x16ff6 | 0x17000..=0x18cd5 | 0x18cff..=0x18d1e | 0x18d80..=0x18df2 | 0x1aff0..=0x1aff3
        | 0x1aff5..=0x1affb | 0x1affd..=0x1affe | 0x1b000..=0x1b122 | 0x1b132 | 0x1b150..=0x1b152 | 0x1b155
        | 0x1b164..=0x1b167 | 0x1b170..=0x1b2fb | 0x1d300..=0x1d356 | 0x1d360..=0x1d376 | 0x1f200 | 0x1f202
        | 0x1f210..=0x1f219 | 0x1f21b..=0x1f22e | 0x1f230..=0x1f231 | 0x1f237 | 0x1f23b | 0x1f240..=0x1f248
        | 0x1f260..=0x1f265 | 0x20000..=0x3fffd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parser_is_not_contradicted() {
        for c in
            ('!'..='~').filter(|c| !"*_`\\<&".contains(*c)).chain('ぁ'..='ヿ').chain('一'..='鿿').chain('가'..='힣')
        {
            assert_eq!(is_punctuation(c), asked(c), "{c}");
        }
        assert!("「」〈〉（）、。‘’“”…·％₩€".chars().all(is_punctuation));
        assert!(!"ㄱ々éⅣ½".chars().any(is_punctuation));
    }
}
