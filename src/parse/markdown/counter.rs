//! How much there is to read: words, and syllables of scripts that are read by the sign.

use super::outline::Length;

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
        let (mut words, mut in_word) = (0, u32::from(self.in_word));
        let mut at = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            if let Some(sort) = SORTS.get(usize::from(*byte)) {
                // Nothing here branches, because where words end cannot be foreseen.
                words += sort.letter & !in_word;
                in_word = sort.letter | sort.within & in_word;
                at += 1;
            } else {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                self.in_word = in_word == 1;
                self.sign(c);
                in_word = u32::from(self.in_word);
                at += c.len_utf8();
            }
        }
        self.length.words += words;
        self.in_word = in_word == 1;
    }

    fn sign(&mut self, c: char) {
        if is_syllable(c) {
            self.length.syllables += 1;
            self.in_word = false;
        } else if c.is_alphanumeric() {
            self.length.words += u32::from(!self.in_word);
            self.in_word = true;
        } else if !(self.in_word && c == '’') {
            self.in_word = false;
        }
    }
}

/// What a character of ASCII is to a word: 1 or 0 each.
#[derive(Clone, Copy)]
struct Sort {
    /// A letter or a digit.
    letter: u32,
    /// A sign that may stand within a word.
    within: u32,
}

const SORTS: [Sort; 128] = {
    let mut sorts = [Sort { letter: 0, within: 0 }; 128];
    let mut c = 0_u8;
    while c < 128 {
        sorts[c as usize] = Sort { letter: c.is_ascii_alphanumeric() as u32, within: matches!(c, b'\'' | b'-') as u32 };
        c += 1;
    }
    sorts
};

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
        fn bytes_are_the_same_as_characters(pieces in prop::collection::vec("[ab1 '.’é가-]{0,12}|[a '-]{300}", 1..5)) {
            let (mut counted, mut wanted) = (Counter::default(), Counter::default());
            for piece in pieces {
                counted.count(&piece);
                for c in piece.chars() {
                    if !(wanted.in_word && matches!(c, '\'' | '-')) {
                        wanted.sign(c);
                    }
                }
                prop_assert_eq!((counted.length.words, counted.length.syllables), (wanted.length.words, wanted.length.syllables));
                prop_assert_eq!(counted.in_word, wanted.in_word);
            }
        }
    }
}
