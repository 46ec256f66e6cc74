//! In what a number ends when it is read in Korean.

use super::{Ending, symbol};
use unicode_normalization::UnicodeNormalization;

/// Full-width and enclosed signs, Roman numerals and units in one sign, as plain digits and letters.
pub(super) fn plain(text: &[char]) -> Vec<char> {
    let mut plain = Vec::with_capacity(text.len());
    for &c in text {
        match (c, roman(c)) {
            // Degrees keep their sign.
            ('℃' | '℉' | '°', _) => plain.push(c),
            // A square metre is read 제곱미터, so the raised number is not at the end.
            ('㎡' | '㎥' | '㎢' | '㎠', _) => plain.extend("0m".chars()),
            ('²' | '³', _) => {}
            (_, Some(value)) => plain.extend(value.to_string().chars()),
            // Accents stand behind their letters, so that letters can be told.
            _ => plain.extend(std::iter::once(c).nfkd()),
        }
    }
    plain
}

/// The value of a Roman numeral in one sign (Unicode, Number Forms).
fn roman(c: char) -> Option<u32> {
    let place = match c {
        'Ⅰ'..='Ⅿ' => u32::from(c) - u32::from('Ⅰ'),
        'ⅰ'..='ⅿ' => u32::from(c) - u32::from('ⅰ'),
        _ => return None,
    };
    Some(match place {
        12 => 50,
        13 => 100,
        14 => 500,
        15 => 1000,
        place => place + 1,
    })
}

/// The ending of a text whose last character is a digit.
pub(super) fn ending(text: &[char]) -> Option<Ending> {
    let is_part = |c: &char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let start = text.iter().rposition(|c| !is_part(c)).map_or(0, |at| at + 1);
    let before = start.checked_sub(1).and_then(|at| text.get(at)).copied();
    let number: String = text.get(start..)?.iter().filter(|c| **c != ',').collect();
    let parts: Vec<&str> = number.split('.').filter(|part| !part.is_empty()).collect();
    // 달러 and 원 are read behind what they are written before.
    if let Some(currency) = before.filter(|c| matches!(c, '$' | '€' | '£' | '₩' | '¥')) {
        return symbol(currency);
    }
    match *parts.as_slice() {
        // 3.5 is read 삼 점 오; Part.2 and 2024.12.3 are no decimals.
        [_, fraction] if number.matches('.').count() == 1 && !number.starts_with('.') => digit(fraction),
        [.., last] => {
            // In names of letters a digit is read in English: DAY6, GOT7, MP3, fromis_9.
            let name = text.get(..start).unwrap_or_default();
            let name = name.strip_suffix(&['_']).unwrap_or(name);
            let is_name =
                parts.len() == 1 && !number.starts_with('.') && name.last().is_some_and(char::is_ascii_alphabetic);
            if is_name && last.len() == 1 { Some(english(last)) } else { sino_korean(last) }
        }
        [] => None,
    }
}

/// 원, 투, 스리, 포, 파이브, 식스, 세븐, 에이트, 나인, 제로.
fn english(digit: &str) -> Ending {
    if matches!(digit, "1" | "7" | "9") { Ending::Consonant } else { Ending::Vowel }
}

/// 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구: the last of some digits that are read one by one.
fn digit(digits: &str) -> Option<Ending> {
    Some(match digits.chars().last()? {
        '1' | '7' | '8' => Ending::Rieul,
        '0' | '3' | '6' => Ending::Consonant,
        _ => Ending::Vowel,
    })
}

/// A whole number: what is read last is its last digit that is no zero, or the unit behind it.
fn sino_korean(digits: &str) -> Option<Ending> {
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    if zeros == digits.len() || digits.starts_with('0') || zeros == 0 {
        return digit(digits);
    }
    Some(match zeros / 4 {
        // 조, 해, 자
        3 | 5 | 6 => Ending::Vowel,
        // 십, 백, 천, 만, 억, 경, 양
        _ => Ending::Consonant,
    })
}
