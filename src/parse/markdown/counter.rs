//! How much there is to read: words, and syllables of scripts that are read by the sign.

use super::outline::Length;
use crate::language::bytes::{TOGETHER, sixteen, within};
use wide::u8x16;

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
            let here = Block::of(bytes, at);
            if here.ascii > 0 {
                self.ascii(&here);
                at += here.ascii as usize;
            }
            if here.ascii < here.len {
                let rest = text.get(at..).unwrap_or_default();
                for c in rest.chars().take_while(|c| !c.is_ascii()) {
                    self.sign(c);
                    at += c.len_utf8();
                }
            }
        }
    }

    /// Counts what is ASCII at the beginning of a block, at least a byte.
    fn ascii(&mut self, block: &Block) {
        let counted = u32::MAX >> (u32::BITS - block.ascii);
        let (letters, joins) = (block.letters & counted, block.joins & counted);
        // Moved up by a place, they stand where a letter is before.
        let moved = |words: u32| (words << 1) | u32::from(self.in_word);
        let mut words = letters;
        // What joins is in a word when what is before it is; there may be several of them.
        loop {
            let more = joins & moved(words) & !words;
            if more == 0 {
                break;
            }
            words |= more;
        }
        self.length.words += (letters & !moved(words)).count_ones();
        self.in_word = words >> (block.ascii - 1) & 1 == 1;
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

/// Up to sixteen bytes of a text, a bit each, that of the first lowest.
struct Block {
    /// How many there are.
    len: u32,
    /// How many of them are ASCII before the first that is not.
    ascii: u32,
    /// Letters and digits of ASCII.
    letters: u32,
    /// What may stand within a word.
    joins: u32,
}

impl Block {
    /// What begins at `at`, which is in the text.
    fn of(text: &[u8], at: usize) -> Self {
        let left = text.len() - at;
        if let Some(bytes) = sixteen(text, at) {
            return Self::read(bytes, 0, TOGETHER);
        }
        if let Some(last) = text.len().checked_sub(TOGETHER).and_then(|from| sixteen(text, from)) {
            return Self::read(last, TOGETHER - left, left);
        }
        let mut bytes = [0; TOGETHER];
        bytes.iter_mut().zip(text.iter().skip(at)).for_each(|(room, byte)| *room = *byte);
        Self::read(bytes.into(), 0, left)
    }

    /// Of sixteen bytes, those after the first `passed`.
    fn read(bytes: u8x16, passed: usize, len: usize) -> Self {
        let small = bytes | u8x16::splat(0x20);
        let letters = within(small, b'a', b'z') | within(bytes, b'0', b'9');
        let joins = within(bytes, b'\'', b'\'') | within(bytes, b'-', b'-');
        let others = bytes.to_bitmask() >> passed;
        let len = u32::try_from(len).unwrap_or_default();
        Self { len, ascii: others.trailing_zeros().min(len), letters: letters >> passed, joins: joins >> passed }
    }
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
        fn many_at_once_are_the_same_as_one_by_one(pieces in prop::collection::vec("[ab1Z '.’é가-]{0,40}|[a '-]{300}|[a '-]{0,20}|[b-]{9}", 1..5)) {
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
