//! In what a word of Latin letters ends when it is read in Korean.
//!
//! Names are read as they are transcribed: by the table of names here, letter by letter when they are
//! abbreviations, else by a rule that follows the transcription of English (외래어 표기법, 제3장 제1절) and the
//! romanisation of Korean. No rule on spelling is always right; [`READINGS`] has what the field needs.

use super::{Ending, number};

/// Names and words whose spelling misleads, in small letters (an accent stands behind its letter), with their readings.
const READINGS: [(&str, &str); 58] = [
    ("huntr/x", "헌트릭스"),
    ("huntrix", "헌트릭스"),
    ("ejae", "이재"),
    ("twice", "트와이스"),
    ("iu", "아이유"),
    ("bts", "비티에스"),
    ("exo", "엑소"),
    ("exid", "이엑스아이디"),
    ("nmixx", "엔믹스"),
    ("i-dle", "아이들"),
    ("j-hope", "제이홉"),
    ("god", "지오디"),
    ("rose\u{301}", "로제"),
    ("punch", "펀치"),
    ("gummy", "거미"),
    ("ailee", "에일리"),
    ("chanyeol", "찬열"),
    ("kara", "카라"),
    ("pop", "팝"),
    ("top", "탑"),
    ("hip", "힙"),
    ("hop", "합"),
    ("one", "원"),
    ("big", "빅"),
    ("bag", "백"),
    ("good", "굿"),
    ("web", "웹"),
    ("club", "클럽"),
    ("pub", "펍"),
    ("job", "잡"),
    ("lab", "랩"),
    ("group", "그룹"),
    ("foot", "풋"),
    ("hit", "히트"),
    ("set", "세트"),
    ("kit", "키트"),
    ("mr", "미스터"),
    ("mrs", "미시즈"),
    ("dr", "닥터"),
    ("ft", "피처링"),
    ("feat", "피처링"),
    ("scout", "스카우트"),
    ("recipe", "레시피"),
    ("karaoke", "가라오케"),
    ("anime", "아니메"),
    ("finale", "피날레"),
    ("sesame", "세서미"),
    ("acne", "아크네"),
    ("coupang", "쿠팡"),
    ("vibe", "바이브"),
    ("theme", "테마"),
    ("qwer", "큐더블유이알"),
    ("4minute", "포미닛"),
    ("debut", "데뷔"),
    ("de\u{301}but", "데뷔"),
    ("ballet", "발레"),
    ("duet", "듀엣"),
    ("ver", "버전"),
];

/// Units behind a number, by what their names end in: 킬로미터, 그램, 데시벨.
const UNITS: [(&str, Ending); 45] = [
    ("m", Ending::Vowel),
    ("mm", Ending::Vowel),
    ("cm", Ending::Vowel),
    ("km", Ending::Vowel),
    ("g", Ending::Consonant),
    ("mg", Ending::Consonant),
    ("kg", Ending::Consonant),
    ("t", Ending::Consonant),
    ("l", Ending::Vowel),
    ("ml", Ending::Vowel),
    ("s", Ending::Vowel),
    ("ms", Ending::Vowel),
    ("min", Ending::Consonant),
    ("h", Ending::Consonant),
    ("hz", Ending::Vowel),
    ("khz", Ending::Vowel),
    ("mhz", Ending::Vowel),
    ("ghz", Ending::Vowel),
    ("w", Ending::Vowel),
    ("kw", Ending::Vowel),
    ("v", Ending::Vowel),
    ("a", Ending::Vowel),
    ("b", Ending::Vowel),
    ("kb", Ending::Vowel),
    ("mb", Ending::Vowel),
    ("gb", Ending::Vowel),
    ("tb", Ending::Vowel),
    ("bit", Ending::Vowel),
    ("db", Ending::Rieul),
    ("cal", Ending::Vowel),
    ("kcal", Ending::Vowel),
    ("px", Ending::Rieul),
    ("pt", Ending::Vowel),
    ("in", Ending::Vowel),
    ("st", Ending::Vowel),
    ("nd", Ending::Vowel),
    ("rd", Ending::Vowel),
    ("th", Ending::Vowel),
    ("k", Ending::Vowel),
    ("p", Ending::Vowel),
    ("d", Ending::Vowel),
    ("x", Ending::Vowel),
    ("am", Ending::Consonant),
    ("pm", Ending::Consonant),
    ("bpm", Ending::Consonant),
];

/// The ending of a text whose last character is a letter. None when it is not of the Latin script.
pub(super) fn ending(text: &[char]) -> Option<Ending> {
    let folded: String = text.iter().flat_map(|c| c.to_lowercase()).collect();
    for (name, reading) in READINGS {
        let before = folded.strip_suffix(name);
        if before.is_some_and(|before| !before.ends_with(char::is_alphanumeric)) {
            return super::ending(reading);
        }
    }
    // An apostrophe within a word is no sound, an accent behind a letter belongs to it.
    let is_part = |c: &char| c.is_ascii_alphabetic() || matches!(c, '\'' | '’' | '\u{300}'..='\u{36F}');
    let start = text.iter().rposition(|c| !is_part(c)).map_or(0, |at| at + 1);
    let before = text.get(..start)?;
    let accented = matches!(text.last(), Some('\u{300}'..='\u{36F}'));
    let word: Vec<char> = text.get(start..)?.iter().copied().filter(char::is_ascii_alphabetic).collect();
    let lower: String = word.iter().map(char::to_ascii_lowercase).collect();

    let amount = before.iter().rev().find(|c| !c.is_whitespace()).is_some_and(char::is_ascii_digit);
    if let Some((_, ending)) = UNITS.iter().find(|(unit, _)| amount && *unit == lower) {
        return Some(*ending);
    }
    // Part II, not the name of somebody.
    if let Some(value) = roman(&word).filter(|_| !before.is_empty() && word.len() > 1) {
        return number::ending(&value.to_string().chars().collect::<Vec<_>>());
    }
    let last = *lower.as_bytes().last()?;
    if accented {
        return by_letters(lower.as_bytes(), true);
    }
    // tvN and iKON end in capitals that are read for themselves.
    let capitals = word.iter().rev().take_while(|c| c.is_ascii_uppercase()).count();
    let has_vowel = |word: &str| word.contains(['a', 'e', 'i', 'o', 'u']);
    let run = lower.get(lower.len() - capitals..)?;
    let spelt = lower.len() == 1
        || capitals > 0 && (capitals <= 3 || !has_vowel(run))
        // hmm, brb: nothing in it can be read as a syllable.
        || !has_vowel(&lower) && !lower.contains('y');
    if spelt { Some(letter(last)) } else { by_letters(lower.as_bytes(), false) }
}

/// A Roman numeral below forty, in capitals.
fn roman(word: &[char]) -> Option<u32> {
    let tens = word.iter().take_while(|c| **c == 'X').count();
    let ones: String = word.get(tens..)?.iter().collect();
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].iter().position(|one| *one == ones)?;
    u32::try_from(tens.min(3) * 10 + ones).ok().filter(|_| tens <= 3)
}

/// A letter's name: 엘 and 알 end in ㄹ, 엠 and 엔 in another consonant.
fn letter(letter: u8) -> Ending {
    match letter {
        b'l' | b'r' => Ending::Rieul,
        b'm' | b'n' => Ending::Consonant,
        _ => Ending::Vowel,
    }
}

/// A word in small letters, by its last ones. `accented` says that the last is sounded although it is an `e`.
fn by_letters(word: &[u8], accented: bool) -> Option<Ending> {
    let vowel = |c: &u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let (last, before) = word.split_last()?;
    Some(match last {
        b'l' => Ending::Rieul,
        b'm' | b'n' => Ending::Consonant,
        // 송 has a final, 도그 and 블로그 have none (제2항); the b of 밤 (bomb) is not heard.
        b'g' if before.last() == Some(&b'n') => Ending::Consonant,
        b'b' if before.last() == Some(&b'm') => Ending::Consonant,
        b'p' | b't' | b'k' | b'c' if is_short(*last, before) => Ending::Consonant,
        // An e behind a consonant is silent: 네임, 애플, but 러브; in `the` and `me` it is the only vowel.
        b'e' if !accented && before.iter().any(vowel) => match before {
            [.., b'l'] => Ending::Rieul,
            [.., b'm' | b'n'] => Ending::Consonant,
            _ => Ending::Vowel,
        },
        // Vowels, and consonants that are written with a vowel of their own: 스, 드, 프, 치, 즈.
        _ => Ending::Vowel,
    })
}

/// Whether p, t or k is written as a final: after a short vowel it is (제1항), else it gets a vowel of its own.
fn is_short(stop: u8, before: &[u8]) -> bool {
    let before = match (stop, before) {
        // 록, 앱
        (b'k', [rest @ .., b'c']) | (b'p', [rest @ .., b'p']) => rest,
        _ => before,
    };
    match before {
        // 북, 딥, 아웃
        [.., b'o', b'o'] => stop == b'k',
        [.., b'e', b'e'] => stop == b'p',
        [.., b'o', b'u'] => stop == b't',
        // 석, 득, 백: the vowels of romanised Korean. 조디악, 이디엇: two vowels that are read apart. 퀵: a u that is none.
        [.., b'e', b'o' | b'u'] | [.., b'a', b'e'] | [.., b'i', b'a' | b'o'] | [.., b'q', b'u', _] => true,
        [.., b'a' | b'e' | b'i' | b'o' | b'u', b'a' | b'e' | b'i' | b'o' | b'u' | b'y'] => false,
        [.., b'a' | b'e' | b'i' | b'o' | b'u' | b'y'] => true,
        _ => false,
    }
}
