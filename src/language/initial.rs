//! Where a name stands in an index: under its initial consonant, its first letter, or the digits.

use unicode_normalization::UnicodeNormalization;

/// A heading of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Initial {
    /// A Hangul consonant in the form in which it stands alone: `ㄱ`.
    Consonant(char),
    /// A letter, without marks and as a capital: `A`.
    Letter(char),
    /// Any character of Chinese writing: there are too many for a heading each.
    Han,
    /// Any digit.
    Digit,
    /// Anything else.
    Sign,
}

impl Initial {
    /// As it is printed: `ㄱ`, `A`, `0–9`, `#`.
    pub fn label(self) -> String {
        match self {
            Initial::Consonant(it) | Initial::Letter(it) => it.to_string(),
            Initial::Han => "漢".to_owned(),
            Initial::Digit => "0–9".to_owned(),
            Initial::Sign => "#".to_owned(),
        }
    }

    /// The same in letters that an id may hold.
    pub fn id(self) -> String {
        match self {
            Initial::Consonant(it) | Initial::Letter(it) => it.to_string(),
            Initial::Han => "han".to_owned(),
            Initial::Digit => "0-9".to_owned(),
            Initial::Sign => "etc".to_owned(),
        }
    }
}

/// The initial consonants of Hangul syllables in their order (Unicode Standard, section 3.12), doubled ones under the
/// single ones, as Korean indexes have them.
const CONSONANTS: [char; 19] =
    ['ㄱ', 'ㄱ', 'ㄴ', 'ㄷ', 'ㄷ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅂ', 'ㅅ', 'ㅅ', 'ㅇ', 'ㅈ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];
/// How many syllables begin with the same consonant.
const SYLLABLES: u32 = 588;

/// Letters that have headings, to which their variants come: Latin ones, and Kana without marks.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ\
    あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん";

/// The heading under which a name stands. Signs before the first letter or digit do not count: “‘가’” stands under ㄱ.
/// `stands_in` tells whether a language sorts what begins with its first character among what begins with its second.
pub(super) fn initial(name: &str, stands_in: impl Fn(char, char) -> bool) -> Initial {
    let Some(first) = name.nfc().find(|c| c.is_alphanumeric()) else { return Initial::Sign };
    let consonant = |place: u32| CONSONANTS.get(place as usize).copied().map(Initial::Consonant);
    let hangul = match first {
        '가'..='힣' => consonant((u32::from(first) - u32::from('가')) / SYLLABLES),
        // A consonant by itself: `ᄒ` of a syllable that was never finished, or `ㅋ`.
        '\u{1100}'..='\u{1112}' => consonant(u32::from(first) - 0x1100),
        'ㄱ'..='ㅎ' => Some(Initial::Consonant(single(first))),
        _ => None,
    };
    hangul.unwrap_or_else(|| {
        if first.is_numeric() {
            return Initial::Digit;
        }
        if is_han(first) {
            return Initial::Han;
        }
        let capital = first.to_uppercase().next().unwrap_or(first);
        let near = || LETTERS.chars().find(|letter| stands_in(capital, *letter));
        Initial::Letter(if capital.is_ascii() { capital } else { near().unwrap_or(capital) })
    })
}

fn is_han(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

fn single(consonant: char) -> char {
    match consonant {
        'ㄲ' | 'ㄳ' => 'ㄱ',
        'ㄵ' | 'ㄶ' => 'ㄴ',
        'ㄸ' => 'ㄷ',
        'ㄺ'..='ㅀ' => 'ㄹ',
        'ㅃ' | 'ㅄ' => 'ㅂ',
        'ㅆ' => 'ㅅ',
        'ㅉ' => 'ㅈ',
        other => other,
    }
}
