//! Particles (조사): the form that agrees with the sound in which a name ends.
//!
//! The principal types are [`Pair`], the two forms of a particle, and [`Ending`], what a name ends in when it is read
//! aloud. Which form follows which sound is in the orthography (한글 맞춤법, 조사) and in 표준국어대사전 under each
//! particle; how a word in Latin letters is read is told by `josa/latin.rs`, a number by `josa/number.rs`.

mod latin;
mod number;

use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// What a word ends in when it is read aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// A vowel: 도깨비.
    Vowel,
    /// ㄹ, after which 로 stands and not 으로: 서울.
    Rieul,
    /// Any other consonant: 부산.
    Consonant,
}

/// The two forms of a particle: 을 and 를.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The form after a consonant.
    closed: String,
    /// The form after a vowel.
    open: String,
    /// How it is written when nobody can tell what comes before it: 을(를).
    undecided: String,
    /// Whether ㄹ counts as a vowel.
    rieul_is_open: bool,
}

/// How the two forms differ. What follows is the same in both: 은커녕 and 는커녕, 으로서 and 로서.
/// The last is how both are written at once.
const STEMS: [(&str, &str, Both); 11] = [
    ("은", "는", Both::ClosedFirst),
    ("이", "가", Both::ClosedFirst),
    ("을", "를", Both::ClosedFirst),
    ("과", "와", Both::OpenFirst),
    ("으로", "로", Both::Added),
    ("으론", "론", Both::Added),
    ("아", "야", Both::ClosedFirst),
    // The copula is 이-, which falls away after a vowel or grows together with 어 and 에 (한글 맞춤법, 제36항 and its
    // answers on 이에요 and 예요).
    ("이에", "예", Both::Beside),
    ("이었", "였", Both::Beside),
    ("이어", "여", Both::Beside),
    ("이", "", Both::Added),
];

/// How two forms are written at once.
#[derive(Debug, Clone, Copy)]
enum Both {
    /// 을(를)
    ClosedFirst,
    /// 와(과)
    OpenFirst,
    /// (으)로
    Added,
    /// 이에요/예요
    Beside,
}

/// Pairs that are often wanted, for suggestions.
pub const USUAL: [&str; 44] = [
    "은/는",
    "이/가",
    "을/를",
    "과/와",
    "으로/로",
    "이나/나",
    "이랑/랑",
    "이에요/예요",
    "이다/다",
    "이라/라",
    "이라고/라고",
    "이라는/라는",
    "이란/란",
    "이라도/라도",
    "이든/든",
    "이든지/든지",
    "이며/며",
    "이면/면",
    "이니/니",
    "이고/고",
    "이자/자",
    "이나마/나마",
    "이야/야",
    "이야말로/야말로",
    "아/야",
    "이여/여",
    "이시여/시여",
    "이요/요",
    "이네/네",
    "이죠/죠",
    "이지만/지만",
    "이신/신",
    "이던/던",
    "이었다/였다",
    "이었던/였던",
    "이어서/여서",
    "은커녕/는커녕",
    "과의/와의",
    "으로서/로서",
    "으로써/로써",
    "으로부터/로부터",
    "으로의/로의",
    "으로는/로는",
    "으로도/로도",
];

impl Pair {
    /// Reads a pair as people write it: `을/를` and `를/을`, `을(를)`, `(으)로`, `이었(였)다`.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.nfc().filter(|c| !c.is_whitespace()).collect();
        let (one, other) = if let Some((one, other)) = text.split_once('/') {
            (one.to_owned(), other.to_owned())
        } else {
            let (before, rest) = text.split_once('(')?;
            let (inside, after) = rest.split_once(')')?;
            if before.is_empty() {
                (format!("{inside}{after}"), after.to_owned())
            } else {
                (format!("{before}{after}"), format!("{inside}{after}"))
            }
        };
        Self::of(&one, &other).or_else(|| Self::of(&other, &one))
    }

    fn of(closed: &str, open: &str) -> Option<Self> {
        STEMS.iter().find_map(|(with, without, both)| {
            let tail = closed.strip_prefix(with)?;
            let is_bare_copula = without.is_empty();
            let sound = open.strip_prefix(without) == Some(tail) && tail.chars().all(is_syllable);
            // `이에요` and `에요` are no pair, because the second is a misspelling of 예요.
            let grown_together = is_bare_copula && (tail.is_empty() || tail.starts_with(['어', '었', '에', '예']));
            if !sound || grown_together || (*with == "아" && !tail.is_empty()) {
                return None;
            }
            Some(Self {
                undecided: match both {
                    Both::ClosedFirst => format!("{with}({without}){tail}"),
                    Both::OpenFirst => format!("{without}({with}){tail}"),
                    Both::Added => format!("({}){open}", closed.strip_suffix(open)?),
                    Both::Beside => format!("{closed}/{open}"),
                },
                closed: closed.to_owned(),
                open: open.to_owned(),
                rieul_is_open: with.starts_with('으'),
            })
        })
    }

    /// The form after an ending; when it is not known, both forms as they are usually written together: 을(를).
    pub fn after(&self, ending: Option<Ending>) -> &str {
        match ending {
            Some(Ending::Vowel) => &self.open,
            Some(Ending::Rieul) if self.rieul_is_open => &self.open,
            Some(Ending::Rieul | Ending::Consonant) => &self.closed,
            None => &self.undecided,
        }
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.closed, self.open)
    }
}

/// The particle that follows a word.
pub fn particle<'p>(word: &str, pair: &'p Pair) -> &'p str {
    pair.after(ending(word))
}

/// A word with its particle: 도깨비를, 미스티를, 서울로.
pub fn with(word: &str, pair: &Pair) -> String {
    format!("{word}{}", particle(word, pair))
}

/// What to write in place of something that is no pair.
pub fn suggestion(typed: &str) -> String {
    let typed: String = typed.nfc().collect();
    crate::diagnostic::did_you_mean(&typed, USUAL).unwrap_or_else(|| {
        let first: Vec<String> = USUAL.iter().take(8).map(|pair| format!("`{pair}`")).collect();
        format!("a pair is the form after a consonant and the one after a vowel: {} and so on", first.join(", "))
    })
}

/// What a word ends in when it is read aloud. None when that cannot be told: emoji, Han characters, an empty word.
pub fn ending(word: &str) -> Option<Ending> {
    let word: Vec<char> = word.nfc().collect();
    let said = said(&word);
    let last = *said.last()?;
    match last {
        '가'..='힣' => {
            // Unicode, chapter 3.12: a syllable's final is its place among 28.
            Some(match (u32::from(last) - 0xAC00) % 28 {
                0 => Ending::Vowel,
                8 => Ending::Rieul,
                _ => Ending::Consonant,
            })
        }
        // A letter alone is read by its name: 기역, 리을; of a syllable in old letters the last one counts.
        'ㄹ' | '\u{1105}' | '\u{11AF}' => Some(Ending::Rieul),
        'ㄱ'..='ㅎ' | '\u{1100}'..='\u{115E}' | '\u{11A8}'..='\u{11FF}' | 'ん' | 'ン' | 'っ' | 'ッ' => {
            Some(Ending::Consonant)
        }
        // Japanese is transcribed sound by sound; only ん and っ are written as finals.
        'ㅏ'..='ㅣ' | '\u{1161}'..='\u{11A7}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' => Some(Ending::Vowel),
        _ => {
            let plain = number::plain(said);
            match *plain.last()? {
                c if c.is_ascii_digit() => number::ending(&plain),
                // Accents stand behind their letters.
                c if c.is_alphabetic() || ('\u{300}'..='\u{36F}').contains(&c) => latin::ending(&plain),
                c => symbol(c),
            }
        }
    }
}

fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// A sign that is read aloud.
fn symbol(c: char) -> Option<Ending> {
    Some(match c {
        // 퍼센트, 도, 달러, 유로, 파운드, 플러스, 앤드, 골뱅이, 무한대
        '%' | '°' | '℃' | '℉' | '$' | '€' | '£' | '+' | '&' | '@' | '∞' => Ending::Vowel,
        // 퍼밀
        '‰' => Ending::Rieul,
        // 원, 엔, 샵
        '₩' | '¥' | '#' => Ending::Consonant,
        _ => return None,
    })
}

/// A word without what is not read at its end: white space, closing marks, and a gloss in brackets.
///
/// 국립국어원 answers again and again (온라인가나다): the particle goes with the word before the brackets, because what is
/// in them may be left out: 골든(Golden)은. A word that is in brackets as a whole is read.
fn said(word: &[char]) -> &[char] {
    let mut said = word;
    while let Some((last, before)) = said.split_last() {
        match *last {
            ')' | '）' | ']' | '］' => {
                let outside = opening(said).and_then(|at| said.get(..at));
                said = outside.filter(|outside| outside.iter().any(|c| !is_silent(*c))).unwrap_or(before);
            }
            c if is_silent(c) => said = before,
            _ => break,
        }
    }
    said
}

/// Where the bracket opens that closes at the end.
fn opening(text: &[char]) -> Option<usize> {
    let mut depth = 0_usize;
    text.iter().rposition(|c| {
        match c {
            ')' | '）' | ']' | '］' => depth += 1,
            '(' | '（' | '[' | '［' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}

/// Signs that are not read: ASCII's and their full-width forms, general and CJK punctuation, variation selectors.
const SILENT: [std::ops::RangeInclusive<char>; 12] = [
    '!'..='/',
    ':'..='@',
    '['..='`',
    '{'..='~',
    '\u{2000}'..='\u{206F}',
    '\u{3000}'..='\u{3004}',
    '\u{3008}'..='\u{3020}',
    '\u{30FB}'..='\u{30FB}',
    '\u{FE00}'..='\u{FE4F}',
    '！'..='／',
    '：'..='＠',
    '［'..='､',
];

fn is_silent(c: char) -> bool {
    let read_aloud = matches!(c, '%' | '&' | '+' | '@' | '#' | '$' | '％' | '＆' | '＋' | '＠' | '＃' | '＄' | '‰');
    let silent = matches!(c, '«' | '»' | '·' | '¡' | '¿' | '®' | '©' | '™') || c.is_whitespace() || c.is_control();
    silent || !read_aloud && !c.is_alphanumeric() && SILENT.iter().any(|range| range.contains(&c))
}

#[cfg(test)]
mod tests;
