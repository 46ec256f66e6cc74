//! Which language a text is plainly in, by its script.
//!
//! A reader that speaks must know where the language changes (WCAG 2.2, success criterion 3.1.2). A script tells it
//! where only one language is written in it: Hangul is Korean, Kana is Japanese. Han is not told, because Chinese,
//! Japanese and Korean share it; beside Kana it is Japanese. Latin is never told, because dozens of languages share it.

use super::bytes::beyond_ascii;
use std::ops::Range;

/// What a character says about the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Hangul,
    Kana,
    Han,
    /// Digits: they are read in the language of the word that they stand at.
    Digit,
    /// A letter of another script.
    Other,
    /// White space, punctuation and marks: they belong to what is around them.
    Neutral,
}

/// The scripts that a language is written in.
#[derive(Debug, Clone, Copy)]
pub struct Own {
    hangul: bool,
    kana: bool,
    han: bool,
    /// Nothing is known of the language: nothing is foreign to it.
    any: bool,
}

impl Own {
    /// Those of the language `code`.
    pub fn of(code: &str) -> Self {
        let mut parts = code.split('-');
        let language = parts.next().unwrap_or_default();
        let is = |codes: &[&str]| codes.iter().any(|it| it.eq_ignore_ascii_case(language));
        // Romanised text is in the language, too, but not in its script.
        let latin = parts.any(|part| part.eq_ignore_ascii_case("Latn"));
        Self {
            hangul: !latin && is(&["ko", "jje", "okm"]),
            kana: !latin && is(&["ja", "ain", "ryu"]),
            han: !latin && is(&["ja", "zh", "yue", "wuu", "nan", "hak", "lzh"]),
            any: language.is_empty() || is(&["und", "mul", "zxx"]),
        }
    }

    /// Whether there may be Hangul or Kana in a text that is not this language's, told by one look at its bytes.
    pub fn may_be_foreign(self, text: &str) -> bool {
        !self.any && self.candidate(text.as_bytes()).is_some()
    }

    /// Where the first byte is that may begin Hangul or Kana which is not this language's: in UTF-8 all of them begin
    /// with one of these.
    fn candidate(self, bytes: &[u8]) -> Option<usize> {
        if self.hangul {
            // Of Kana.
            return memchr::memchr3(0xe3, 0xef, 0xf0, bytes);
        }
        let mut at = 0;
        while let Some(found) = beyond_ascii(bytes, at) {
            match bytes.get(found) {
                Some(0xe1 | 0xe3 | 0xea..=0xed | 0xef | 0xf0) => return Some(found),
                Some(0xe0..) => at = found + 3,
                _ => at = found + 2,
            }
        }
        None
    }

    /// The language that a script tells, if it is not one of this language's.
    fn told(self, script: Script) -> Option<&'static str> {
        match script {
            Script::Hangul if !self.hangul && !self.any => Some("ko"),
            Script::Kana if !self.kana && !self.any => Some("ja"),
            _ => None,
        }
    }
}

/// Finds the runs of words that are in another script than a language's own, and what they are in.
///
/// A run is as long as it can be: white space and punctuation between its words belong to it, those before and after
/// do not. Digits and Han that stand at a word without a space belong to the word (`2016년`, `君の名は`), unless
/// Han is the language's own. Text without Hangul and Kana costs one look at its bytes.
pub fn foreign_runs(text: &str, own: Own) -> ForeignRuns<'_> {
    ForeignRuns { text, own, at: if own.any { text.len() } else { 0 }, before: None, taken: false }
}

/// See [`foreign_runs`].
#[derive(Debug)]
pub struct ForeignRuns<'a> {
    text: &'a str,
    own: Own,
    /// Where to go on; no run is open there.
    at: usize,
    /// Where digits or Han began that a letter may follow.
    before: Option<usize>,
    /// Whether they belong to a word of another script.
    taken: bool,
}

impl Iterator for ForeignRuns<'_> {
    type Item = (Range<usize>, &'static str);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        let mut run: Option<(Range<usize>, &'static str)> = None;
        while run.is_none() {
            let found = self.at + self.own.candidate(bytes.get(self.at..)?)?;
            // Of what is before it, only digits and Han at its end may matter, and what is before them.
            let passed = bytes.get(self.at..found).unwrap_or_default();
            if let Some(last) = passed.iter().rposition(|byte| byte.is_ascii() && !byte.is_ascii_digit()) {
                (self.before, self.taken) = (None, passed.get(last).is_some_and(u8::is_ascii_alphabetic));
                self.at += last + 1;
            }
            run = self.run();
        }
        run
    }
}

impl ForeignRuns<'_> {
    /// Goes on character by character to the end of a run, or past what only looked like one.
    fn run(&mut self) -> Option<(Range<usize>, &'static str)> {
        let mut run: Option<(Range<usize>, &'static str)> = None;
        let mut rest = self.text.get(self.at..)?;
        while let Some(c) = rest.chars().next() {
            let at = self.text.len() - rest.len();
            let script = script(c);
            if let Some(language) = self.own.told(script) {
                if run.as_ref().is_some_and(|(_, known)| *known != language) {
                    break;
                }
                // The rest of the word says the same.
                rest = rest.trim_start_matches(|c| self::script(c) == script);
                let start = run.map_or(self.before.unwrap_or(at), |(run, _)| run.start);
                run = Some((start..self.text.len() - rest.len(), language));
                (self.before, self.taken) = (None, false);
                continue;
            }
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            let mark = script == Script::Neutral && !c.is_ascii() && is_mark(c);
            if mark || script == Script::Digit || script == Script::Han && !self.own.han {
                match run.as_mut().filter(|(run, _)| run.end == at) {
                    Some((run, _)) => run.end += c.len_utf8(),
                    None if !self.taken && !mark => self.before = self.before.or(Some(at)),
                    None => {}
                }
                continue;
            }
            let is_neutral = script == Script::Neutral;
            (self.before, self.taken) = (None, !is_neutral);
            if !is_neutral || run.is_none() {
                break;
            }
        }
        self.at = self.text.len() - rest.len();
        run
    }
}

/// The language that a whole text is plainly in by its script, where that is none of `assumed`'s: Hangul is `ko`, Kana
/// (with Han or without) is `ja`. Nothing if the text fits, if scripts are mixed in it, or if they do not tell.
pub fn language_of(text: &str, assumed: &str) -> Option<&'static str> {
    if text.is_ascii() {
        return None;
    }
    let own = Own::of(assumed);
    let (mut hangul, mut kana, mut han) = (false, false, false);
    for c in text.chars() {
        match script(c) {
            Script::Hangul => hangul = true,
            Script::Kana => kana = true,
            Script::Han => han = true,
            Script::Other => return None,
            Script::Digit | Script::Neutral => {}
        }
    }
    match (hangul, kana) {
        (true, false) if !(han && own.han) => own.told(Script::Hangul),
        (false, true) => own.told(Script::Kana),
        _ => None,
    }
}

/// Whether a character is Hangul.
pub fn is_hangul(c: char) -> bool {
    script(c) == Script::Hangul
}

/// Whether a character is a letter of a script that has no spaces: Han or Kana.
pub fn is_undivided(c: char) -> bool {
    matches!(script(c), Script::Han | Script::Kana)
}

/// The language in which words of another script than the Latin one are to be spoken on a page in the language `page`:
/// Korean for Hangul, Japanese for Kana, and for Han alone the page's own, if it is written so; else nobody can tell.
pub fn spoken_in<'a>(text: &str, page: &'a str) -> Option<&'a str> {
    let has = |wanted: Script| text.chars().any(|c| script(c) == wanted);
    if has(Script::Hangul) {
        Some("ko")
    } else if has(Script::Kana) {
        Some("ja")
    } else {
        // Korean is written in Han, too, where its names are explained.
        Some(page).filter(|_| has(Script::Han) && (Own::of(page).han || Own::of(page).hangul))
    }
}

fn script(c: char) -> Script {
    // The syllables of running text are asked for most often.
    if ('가'..='힣').contains(&c) {
        return Script::Hangul;
    }
    match c {
        '\0'..='\u{7f}' => match c {
            '0'..='9' => Script::Digit,
            'a'..='z' | 'A'..='Z' => Script::Other,
            _ => Script::Neutral,
        },
        // Syllables, jamo (compatible and half-width ones, too), and in circles and brackets.
        '\u{1100}'..='\u{11ff}'
        | '\u{3131}'..='\u{318e}'
        | '\u{3200}'..='\u{321e}'
        | '\u{3260}'..='\u{327e}'
        | '\u{a960}'..='\u{a97c}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{d7b0}'..='\u{d7fb}'
        | '\u{ffa1}'..='\u{ffdc}' => Script::Hangul,
        // Dashes, quotes, dots: they are asked for often.
        '\u{2010}'..='\u{2027}' => Script::Neutral,
        // The mark that lengthens a vowel (ー) goes with Kana, the middle dot (・) stands between words.
        '\u{3041}'..='\u{3096}'
        | '\u{309d}'..='\u{309f}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{32d0}'..='\u{32fe}'
        | '\u{3300}'..='\u{3357}'
        | '\u{ff66}'..='\u{ff9d}'
        | '\u{1aff0}'..='\u{1affe}'
        | '\u{1b000}'..='\u{1b16f}' => Script::Kana,
        '々'
        | '〆'
        | '〇'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}' => Script::Han,
        c if is_mark(c) => Script::Neutral,
        c if c.is_numeric() => Script::Digit,
        c if c.is_alphabetic() => Script::Other,
        _ => Script::Neutral,
    }
}

/// What changes the letter before it: accents, voiced sound marks, variation selectors.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '\u{ff9e}' | '\u{ff9f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text with its runs in brackets.
    fn shown(text: &str, code: &str) -> String {
        let (mut out, mut done) = (String::new(), 0);
        for (run, language) in foreign_runs(text, Own::of(code)) {
            out += &format!("{}[{language}:{}]", &text[done..run.start], &text[run.clone()]);
            done = run.end;
        }
        out + &text[done..]
    }

    #[test]
    fn runs_in_english() {
        for (text, wanted) in [
            ("plain", "plain"),
            ("café, naïve — Дорама", "café, naïve — Дорама"),
            ("눈물의 여왕", "[ko:눈물의 여왕]"),
            ("the song 눈물의 여왕 is", "the song [ko:눈물의 여왕] is"),
            ("(눈물의 여왕), is", "([ko:눈물의 여왕]), is"),
            ("도깨비, 사랑! OST", "[ko:도깨비, 사랑]! OST"),
            ("도깨비 OST 사랑", "[ko:도깨비] OST [ko:사랑]"),
            ("OST의 Golden은", "OST[ko:의] Golden[ko:은]"),
            ("in 2016년 12월 2일 he", "in [ko:2016년 12월 2일] he"),
            ("2016 도깨비 2017", "2016 [ko:도깨비] 2017"),
            ("시즌 2 방송", "[ko:시즌 2 방송]"),
            ("OST2는 BTS", "OST2[ko:는] BTS"),
            ("제2의 고향", "[ko:제2의 고향]"),
            ("故김광석 and 金", "[ko:故김광석] and 金"),
            ("漢字 alone", "漢字 alone"),
            ("君の名は。 (film)", "[ja:君の名は]。 (film)"),
            ("東京 and スキ", "東京 and [ja:スキ]"),
            ("君の名は。新海誠の映画", "[ja:君の名は。新海誠の映画]"),
            ("「カナ・カナ」 x", "「[ja:カナ・カナ]」 x"),
            ("ｶﾞｷﾞ x", "[ja:ｶﾞｷﾞ] x"),
            ("が x", "[ja:が] x"),
            ("ㅋㅋㅋ", "[ko:ㅋㅋㅋ]"),
            ("도깨비", "[ko:도깨비]"),
            ("한글カナ", "[ko:한글][ja:カナ]"),
            ("한글 カナ 한글", "[ko:한글] [ja:カナ] [ko:한글]"),
            ("눈물의\n여왕", "[ko:눈물의\n여왕]"),
            ("사랑 💜 이별", "[ko:사랑 💜 이별]"),
            ("é한글é", "é[ko:한글]é"),
            ("", ""),
        ] {
            assert_eq!(shown(text, "en"), wanted, "{text}");
        }
    }

    #[test]
    fn runs_in_other_languages() {
        for (code, text, wanted) in [
            ("ko", "한글 カナ English 漢字", "한글 [ja:カナ] English 漢字"),
            ("ko", "영화 君の名は의", "영화 [ja:君の名は]의"),
            ("ko-KR", "한글", "한글"),
            ("ja", "カナ 한글 漢字", "カナ [ko:한글] 漢字"),
            ("ja", "漢字한글漢字", "漢字[ko:한글]漢字"),
            ("zh", "这是한글的", "这是[ko:한글]的"),
            ("zh-TW", "這是 スキ", "這是 [ja:スキ]"),
            ("fr", "l’OST « 도깨비 »", "l’OST « [ko:도깨비] »"),
            ("und", "한글 カナ", "한글 カナ"),
            ("", "한글", "한글"),
        ] {
            assert_eq!(shown(text, code), wanted, "{text} in {code}");
        }
    }

    /// The same, character by character.
    fn one_by_one(text: &str, own: Own) -> Vec<(Range<usize>, &'static str)> {
        let mut runs: Vec<(Range<usize>, &'static str)> = Vec::new();
        let (mut before, mut taken, mut open) = (None, false, false);
        for (at, c) in text.char_indices().filter(|_| !own.any) {
            let (end, script) = (at + c.len_utf8(), script(c));
            let mark = script == Script::Neutral && is_mark(c);
            if let Some(language) = own.told(script) {
                match runs.last_mut().filter(|(_, known)| open && *known == language) {
                    Some((run, _)) => run.end = end,
                    None => runs.push((before.unwrap_or(at)..end, language)),
                }
                (before, taken, open) = (None, false, true);
            } else if mark || script == Script::Digit || script == Script::Han && !own.han {
                match runs.last_mut().filter(|(run, _)| run.end == at) {
                    Some((run, _)) => run.end = end,
                    None if !taken && !mark => before = before.or(Some(at)),
                    None => {}
                }
            } else {
                let neutral = script == Script::Neutral;
                (before, taken, open) = (None, !neutral, open && neutral);
            }
        }
        runs
    }

    proptest! {
        #[test]
        fn what_is_passed_over_makes_no_difference(text in "[ab12 .’é\u{301}가나カ漢２]{0,20}|[ab1 ]{30,40}[2가 ]{3}", code in "en|ko|ja|zh|und") {
            let own = Own::of(&code);
            prop_assert_eq!(foreign_runs(&text, own).collect::<Vec<_>>(), one_by_one(&text, own));
        }
    }

    #[test]
    fn whole_texts() {
        for (text, assumed, wanted) in [
            ("Golden", "ko", None),
            ("눈물의 여왕", "en", Some("ko")),
            ("눈물의 여왕 (2024)", "en", Some("ko")),
            ("눈물의 여왕", "ko", None),
            ("눈물의 여왕", "ja", Some("ko")),
            ("도깨비 OST", "en", None),
            ("スキ", "en", Some("ja")),
            ("君の名は。", "ko", Some("ja")),
            ("君の名は。", "ja", None),
            ("漢字", "en", None),
            ("한글 カナ", "en", None),
            ("2024", "en", None),
            ("é", "en", None),
            ("", "en", None),
        ] {
            assert_eq!(language_of(text, assumed), wanted, "{text} in {assumed}");
        }
    }
}
