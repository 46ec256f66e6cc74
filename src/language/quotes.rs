//! Quotation marks, dashes, the ellipsis and the ends of lines, as each language writes them.
//!
//! The principal type is [`Punctuation`], and [`of`] knows it of a language. The marks are those of the
//! delimiters in the Common Locale Data Repository (CLDR 45, `delimiters.json` of each language). There the outer
//! quotation comes first and the inner one second; here it is by how they are typed: `"` becomes the outer marks,
//! `'` the inner ones. Dashes and ellipses are not in that data. Chinese and Japanese double them, as the W3C's
//! requirements for their layout (clreq, jlreq) have it; all other languages write the same ones.

/// What stands for straight quotes, hyphens and full stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Punctuation {
    /// What begins and ends a quotation that is typed with `"`.
    pub double: (&'static str, &'static str),
    /// The same for `'`.
    pub single: (&'static str, &'static str),
    /// For `--`.
    pub en_dash: &'static str,
    /// For `---`.
    pub em_dash: &'static str,
    /// For `...`.
    pub ellipsis: &'static str,
    /// Whether a word, such as a Korean particle, follows a quotation without a space. Then the letter beside a
    /// quotation mark does not tell on which side of it the quotation is.
    pub attached: bool,
    /// What the end of a line of the file is, beside characters that fill a square.
    pub line_ends: LineEnds,
}

/// Between which characters the end of a line is no space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnds {
    /// It is always one.
    Apart,
    /// Between Han and Kana, which stand as a quotation in a language that has spaces.
    BetweenLetters,
    /// Between all that fill a square, but for Hangul.
    Joined,
}

impl Punctuation {
    /// What an apostrophe is, in every language.
    pub const APOSTROPHE: &'static str = "’";

    const fn new(double: (&'static str, &'static str), single: (&'static str, &'static str)) -> Self {
        let line_ends = LineEnds::BetweenLetters;
        Self { double, single, en_dash: "–", em_dash: "—", ellipsis: "…", attached: false, line_ends }
    }

    const fn attached(self) -> Self {
        Self { attached: true, ..self }
    }

    /// As Chinese and Japanese have it.
    const fn doubled(self) -> Self {
        Self { em_dash: "——", ellipsis: "……", line_ends: LineEnds::Joined, ..self }
    }

    const fn apart(self) -> Self {
        Self { line_ends: LineEnds::Apart, ..self }
    }
}

const UPPER: Punctuation = Punctuation::new(("“", "”"), ("‘", "’"));
const LOW: Punctuation = Punctuation::new(("„", "“"), ("‚", "‘"));
const ANGLED: Punctuation = Punctuation::new(("«", "»"), ("“", "”"));
const CLOSING: Punctuation = Punctuation::new(("”", "”"), ("’", "’"));
const CORNERS: Punctuation = Punctuation::new(("「", "」"), ("『", "』")).attached().doubled();

// The narrow space inside French quotation marks does not break (U+202F).
const FRENCH: Punctuation = Punctuation::new(("«\u{202f}", "\u{202f}»"), ("«\u{202f}", "\u{202f}»"));
const SWISS: Punctuation = Punctuation::new(("«", "»"), ("‹", "›"));
const POLISH: Punctuation = Punctuation::new(("„", "”"), ("«", "»"));
const NORWEGIAN: Punctuation = Punctuation::new(("«", "»"), ("‘", "’"));
const RUSSIAN: Punctuation = Punctuation::new(("«", "»"), ("„", "“"));
const KOREAN: Punctuation = UPPER.attached().apart();
const CHINESE: Punctuation = UPPER.attached().doubled();

/// How a language is punctuated, by its code (BCP 47). What is not known here is written as English is.
///
/// Dutch has single marks for both quotations in CLDR; here `"` stays a double one, for it was typed as such.
pub fn of(code: &str) -> &'static Punctuation {
    let mut parts = code.split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let has = |wanted: &[&str]| parts.clone().any(|part| wanted.iter().any(|it| it.eq_ignore_ascii_case(part)));
    match language.as_str() {
        "ko" => &KOREAN,
        "ja" => &CORNERS,
        "zh" | "yue" if has(&["Hant", "TW", "HK", "MO"]) && !has(&["Hans"]) => &CORNERS,
        "yue" if !has(&["Hans", "CN"]) => &CORNERS,
        "zh" | "yue" => &CHINESE,
        "de" | "fr" | "it" if has(&["CH", "LI"]) => &SWISS,
        "de" | "cs" | "sk" | "sl" | "is" => &LOW,
        "fr" => &FRENCH,
        "pt" if has(&["PT"]) => &ANGLED,
        "it" | "ca" => &ANGLED,
        "pl" => &POLISH,
        "sv" | "fi" => &CLOSING,
        "nb" | "no" | "nn" => &NORWEGIAN,
        "ru" | "uk" | "be" => &RUSSIAN,
        _ => &UPPER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_those_of_the_language() {
        for (code, double, single) in [
            ("en", "“”", "‘’"),
            ("ko", "“”", "‘’"),
            ("ko-KR", "“”", "‘’"),
            ("ja", "「」", "『』"),
            ("zh", "“”", "‘’"),
            ("zh-Hans-TW", "“”", "‘’"),
            ("zh-TW", "「」", "『』"),
            ("zh-Hant", "「」", "『』"),
            ("ZH-hant-HK", "「」", "『』"),
            ("de", "„“", "‚‘"),
            ("de-AT", "„“", "‚‘"),
            ("de-CH", "«»", "‹›"),
            ("fr", "«\u{202f}\u{202f}»", "«\u{202f}\u{202f}»"),
            ("fr-CH", "«»", "‹›"),
            ("es", "“”", "‘’"),
            ("it", "«»", "“”"),
            ("pt", "“”", "‘’"),
            ("pt-PT", "«»", "“”"),
            ("nl", "“”", "‘’"),
            ("pl", "„”", "«»"),
            ("sv", "””", "’’"),
            ("da", "“”", "‘’"),
            ("nb", "«»", "‘’"),
            ("fi", "””", "’’"),
            ("cs", "„“", "‚‘"),
            ("ru", "«»", "„“"),
            ("tlh", "“”", "‘’"),
            ("", "“”", "‘’"),
        ] {
            let it = of(code);
            assert_eq!([it.double.0, it.double.1].concat(), double, "{code}");
            assert_eq!([it.single.0, it.single.1].concat(), single, "{code}");
        }
    }

    #[test]
    fn dashes_and_ellipses() {
        let marks = |code: &str| [of(code).en_dash, of(code).em_dash, of(code).ellipsis].join(" ");
        assert_eq!(marks("en"), "– — …");
        assert_eq!(marks("ko"), "– — …");
        assert_eq!(marks("zh"), "– —— ……");
        assert_eq!(marks("zh-TW"), "– —— ……");
        assert_eq!(marks("ja"), "– —— ……");
    }
}
