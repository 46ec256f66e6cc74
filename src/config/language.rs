//! The languages of a site: their codes, whose customs they follow, and texts that are told in each of them.

use crate::diagnostic::{Code, Diagnostic, Label};
use crate::fields::{Fields, Reader};
use crate::language::Locale;
use crate::language::title::Titles;
use crate::model::{LanguageId, Texts};
use crate::source::{Span, Spanned};
use std::sync::Arc;

/// A language of the site.
#[derive(Debug, Clone)]
pub struct Language {
    /// BCP 47 code as in file names and `lang`: `ko`.
    pub code: String,
    /// The magazine's name in it.
    pub title: String,
    /// What the magazine is, in it.
    pub description: Option<String>,
    /// How dates, numbers and lists are written in it, and in which order names stand.
    pub locale: Arc<Locale>,
    /// How titles of works are marked in it.
    pub titles: Titles,
    /// What the site sets of its theme for this language alone.
    pub theme_settings: Vec<super::Stated>,
    /// Where it is named.
    pub span: Span,
}

/// The customs of a language whose code was checked.
pub(super) fn locale(code: &str) -> Arc<Locale> {
    Arc::new(Locale::or_root(code))
}

/// Reads `locale = "en-GB"`: the region whose customs a language follows.
pub(super) fn locale_of(fields: &mut Fields, code: &str, reader: &mut Reader) -> Option<Arc<Locale>> {
    let stated = fields.text("locale", reader)?;
    let primary = |code: &str| code.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let message = match Locale::new(&stated.value) {
        Some(it) if primary(&stated.value) == primary(code) => return Some(Arc::new(it)),
        Some(_) => format!("`{}` is no region of `{code}`", stated.value),
        None => format!("`{}` is not a locale", stated.value),
    };
    let help = match primary(code).as_str() {
        "en" => "write the language with a region: `en-GB`, `en-US`, `en-AU` …".to_owned(),
        code => format!("write the language with a region: `{code}-…`, or take `locale` away"),
    };
    reader.error(Code::BadValue, stated.span, message).help.push(help);
    None
}

/// Whether a text can be the code of a language.
pub fn is_language_code(code: &str) -> bool {
    let language = code.split('-').next().unwrap_or_default();
    matches!(language.len(), 2..=3)
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && code.split('-').all(|p| !p.is_empty() && p.len() <= 8 && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// A code as it is written: the language itself small.
pub fn written_small(code: &str) -> String {
    let (language, rest) = code.split_at(code.find('-').unwrap_or(code.len()));
    language.to_ascii_lowercase() + rest
}

/// Codes of countries that are taken for those of their languages, and what the languages' are. Where there is a language
/// of this code, it is meant so rarely that nothing but a warning is said.
const COUNTRIES: [(&str, &str); 9] = [
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gr", "el"),
    ("jp", "ja"),
    ("kr", "ko"),
    ("tw", "zh-TW"),
    ("ua", "uk"),
    ("vn", "vi"),
];

/// Reports what cannot be the code of a language (BCP 47): two or three letters, and perhaps subtags.
pub fn check_language(code: &Spanned<String>, reader: &mut Reader) {
    if !is_language_code(&code.value) {
        let help = "a language is a code like `en`, `ko` or `pt-BR`".to_owned();
        reader
            .error(Code::BadValue, code.span, format!("`{}` is not the code of a language", code.value))
            .help
            .push(help);
    }
}

/// The same of a language of the site, which is a part of addresses and names of files. Gives the code that was meant.
pub(super) fn check_own(code: &Spanned<String>, reader: &mut Reader) -> String {
    check_language(code, reader);
    let small = written_small(&code.value);
    if small != code.value && is_language_code(&code.value) {
        let message = format!("`{}` is written `{small}`", code.value);
        reader
            .error(Code::BadValue, code.span, message)
            .help
            .push(format!("languages are written small, here and in the names of files: `first.{small}.md`"));
    }
    if let Some((_, language)) = COUNTRIES.iter().find(|(country, _)| *country == small) {
        let message = format!("`{small}` is the code of a country; its language is `{language}`");
        let it = Diagnostic::warning(Code::BadValue, code.span, message);
        reader.push(it.help(format!("write `{language}`, here and in the names of files")));
    }
    small
}

/// Reports a language that has two tables, or one that says again `what` the top of `site.toml` says of the first
/// language.
pub(super) fn said_twice(code: &Spanned<String>, before: &Language, what: Option<&str>, reader: &mut Reader) {
    let language = &code.value;
    let (message, label, help) = match what {
        Some(what) => (
            format!("`{language}` is the language of the whole `site.toml` already, and its {what} stands at the top"),
            "the first language is said here",
            format!(
                "if another language is the first, say which: `language = \"…\"`; else take `{what}` out of `[languages.{language}]`"
            ),
        ),
        None => (
            format!("`{language}` and `{}` are one language, because codes are compared without case", before.code),
            "the other one",
            "keep one of the two tables".to_owned(),
        ),
    };
    let it = reader.error(Code::DuplicateEntry, code.span, message);
    // A language that is not stated is nowhere.
    if !before.span.range().is_empty() {
        it.secondary.push(Label { span: before.span, text: label.into() });
    }
    it.help.push(help);
}

/// Reads `names.ko = "…"` and its like: a table of texts by language.
pub fn texts_of(fields: &mut Fields, key: &'static str, codes: &[String], reader: &mut Reader) -> Texts {
    let mut texts = Texts::default();
    for (code, item) in fields.table(key, "a table of languages", reader).map(|t| t.entries(reader)).unwrap_or_default()
    {
        if !codes.contains(&code.value) && fields.is_misplaced(&code.value) {
            fields.misplaced(&code, key, reader);
            continue;
        }
        let text = crate::fields::text(&format!("{key}.{}", code.value), item, reader);
        let text = text.filter(|text| !text.value.trim().is_empty());
        match codes.iter().position(|c| *c == code.value).and_then(|i| u8::try_from(i).ok()) {
            Some(0) => texts.plain = text.map(|t| t.value),
            Some(index) => texts.others.extend(text.map(|t| (LanguageId(index), t.value))),
            None => {
                reader.push(unknown_language(&code, codes));
            }
        }
    }
    texts
}

/// A language that the site does not have.
pub fn unknown_language(code: &Spanned<String>, codes: &[String]) -> Diagnostic {
    let near = crate::diagnostic::did_you_mean(&code.value, codes.iter().map(String::as_str));
    let help = near.unwrap_or_else(|| {
        format!("the site has: {}; add `[languages.{}]` to `site.toml` for another", codes.join(", "), code.value)
    });
    Diagnostic::error(Code::UnknownLanguage, code.span, format!("`{}` is not a language of this site", code.value))
        .help(help)
}
