//! How much there is to read: words, and syllables of scripts that are read by the sign.

use super::outline::Length;
use crate::language::bytes::{TOPS, eight, first};

/// Counts text that comes piece by piece; a word may go on in the next.
#[derive(Debug, Default)]
pub(super) struct Counter {
    pub length: Length,
    in_word: bool,
}

impl Counter {
    /// What comes next is no part of the word before it.
    pub fn end_word(&mut self) {
        self.in_word = false;
    }

    /// Counts a piece.
    pub fn count(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let left = bytes.len() - at;
            let here = eight(bytes, at).unwrap_or_else(|| {
                let mut last = [0; 8];
                last.iter_mut().zip(bytes.iter().skip(at)).for_each(|(room, byte)| *room = *byte);
                u64::from_le_bytes(last)
            });
            let ascii = first(here & TOPS).min(left);
            if ascii > 0 {
                // What is behind them does not count.
                self.ascii(here & u64::MAX >> (64 - 8 * ascii), ascii);
                at += ascii;
            }
            if ascii < left.min(8) {
                let rest = text.get(at..).unwrap_or_default();
                for c in rest.chars().take_while(|c| !c.is_ascii()) {
                    self.sign(c);
                    at += c.len_utf8();
                }
            }
        }
    }

    /// Counts the first of eight bytes of ASCII together (at least one; those after them are 0).
    fn ascii(&mut self, bytes: u64, count: usize) {
        let letters = between(bytes | (EACH * 0x20), b'a', b'z') | between(bytes, b'0', b'9');
        // Moved up by a byte, they stand where a letter is before.
        let moved = |words: u64| (words << 8) | (u64::from(self.in_word) << 7);
        let mut words = letters;
        if between(bytes, b'\'', b'-') != 0 {
            // What joins is in a word when what is before it is; there may be several of them.
            let joins = between(bytes, b'\'', b'\'') | between(bytes, b'-', b'-');
            for _ in 0..8 {
                words |= joins & moved(words);
            }
        }
        self.length.words += (letters & !moved(words)).count_ones();
        self.in_word = words >> (8 * count - 1) & 1 == 1;
    }

    fn sign(&mut self, c: char) {
        if !c.is_ascii() && is_syllable(c) {
            self.length.syllables += 1;
            self.in_word = false;
        } else if c.is_alphanumeric() {
            self.length.words += u32::from(!self.in_word);
            self.in_word = true;
        } else if !(self.in_word && matches!(c, '\'' | '’' | '-')) {
            self.in_word = false;
        }
    }
}

/// One in each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;

/// The top bits of those of eight bytes of ASCII that are from `first` to `last`.
fn between(bytes: u64, first: u8, last: u8) -> u64 {
    // What is added lifts the bytes from there on to 128 and above, and none of them above 255.
    let from = |byte: u8| bytes + EACH * u64::from(128 - byte);
    from(first) & !from(last + 1) & TOPS
}

/// Scripts that are read by the sign: Hangul syllables, kana, Han.
fn is_syllable(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{3041}'..='\u{30fa}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9d}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn eight_at_once_is_the_same_as_one_by_one(pieces in prop::collection::vec("[ab1 '.’é가-]{0,12}|[a '-]{300}|[a '-]{0,20}|[b-]{9}", 1..5)) {
            let (mut counted, mut wanted) = (Counter::default(), Counter::default());
            for piece in pieces {
                counted.count(&piece);
                piece.chars().for_each(|c| wanted.sign(c));
                prop_assert_eq!((counted.length.words, counted.length.syllables), (wanted.length.words, wanted.length.syllables));
                prop_assert_eq!(counted.in_word, wanted.in_word);
            }
        }
    }
}
