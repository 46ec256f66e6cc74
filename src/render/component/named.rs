//! Names within a sentence: titles in the house's style, and words with how they are read.

use super::{Page, given};
use crate::catalogue::{Named, name_in_own_script, original_name};
use crate::language::script::{language_of, spoken_in};
use crate::render::plain::words;
use crate::render::view::MarkView;
use schemars::JsonSchema;
use serde::Serialize;

/// The title of a work.
#[derive(Serialize, JsonSchema)]
pub(super) struct WorkView {
    /// `drama`, `soundtrack`, `track` and so on.
    kind: &'static str,
    /// The title in the page's language.
    title: String,
    /// The title's language, when it is not the page's.
    lang: Option<String>,
    /// Its page; empty for what has none.
    url: String,
    /// How the house marks it.
    style: MarkView,
    /// Its name in another language, where it is asked for.
    original: Option<OriginalNameView>,
}

/// Its name in another language, and what stands around it.
#[derive(Serialize, JsonSchema)]
pub(super) struct OriginalNameView {
    /// The name.
    text: String,
    /// Its language.
    lang: String,
    /// How it is read.
    romanised: Option<String>,
    /// The language of that reading.
    romanised_lang: String,
    /// What stands before it: a bracket.
    before: &'static str,
    /// What stands behind it.
    after: &'static str,
}

/// How many letters a reading may have to stand over its words: a longer one would make a telephone's page wider.
const OVER: usize = 24;

/// Words with how they are read.
#[derive(Serialize, JsonSchema)]
pub(super) struct RomanisedView {
    /// The words, of a record; else they are the body.
    text: Option<String>,
    /// The words' language.
    lang: Option<String>,
    /// How they are read.
    reading: String,
    /// The language of the reading.
    reading_lang: String,
    /// Whether the reading stands over the words. Readers of feeds do not know ruby, and a long one has no room.
    ruby: bool,
}

impl Page<'_> {
    pub(super) fn named(&mut self, index: usize, named: &Named, body: Option<&str>) -> String {
        let views = self.views;
        match named {
            Named::Work { entity, original: wants } => {
                let names = views.magazine.catalogue.names(*entity);
                let original = original_name(&names, views.language).filter(|_| *wants).map(|(name, language)| {
                    let lang = language_of(name, views.code(language)).unwrap_or(views.code(language)).to_owned();
                    // What is written in Latin letters needs no romanisation.
                    let own = name_in_own_script(&names).is_some_and(|(own, _)| own == name);
                    let (before, after) = brackets(views.code(views.language));
                    OriginalNameView {
                        text: name.to_owned(),
                        romanised: names.romanised.clone().filter(|_| own),
                        romanised_lang: latin(Some(&lang)),
                        lang,
                        before,
                        after,
                    }
                });
                let (title, lang) = views.name_of(*entity);
                let view = WorkView {
                    kind: entity.kind().word(),
                    title,
                    lang,
                    url: views.url_of(*entity).unwrap_or_default(),
                    style: views.mark(*entity),
                    original,
                };
                self.draw(index, &given::WORK, &view, None)
            }
            Named::Romanised { entity } => {
                // That the page names it, so that a round of a preview knows.
                views.name_of(*entity);
                let names = views.magazine.catalogue.names(*entity);
                let Some((name, language)) = name_in_own_script(&names) else { return String::new() };
                let lang = language_of(name, views.code(language)).unwrap_or(views.code(language));
                let reading = names.romanised.clone().unwrap_or_default();
                let view = RomanisedView {
                    text: Some(name.to_owned()),
                    lang: Some(lang.to_owned()),
                    ruby: !views.whole && reading.chars().count() <= OVER,
                    reading,
                    reading_lang: latin(Some(lang)),
                };
                self.draw(index, &given::ROMANISED, &view, None)
            }
            Named::Reading { reading, lang } => {
                let spoken = words(body.unwrap_or_default());
                let lang = lang.clone().or_else(|| spoken_in(&spoken, views.code(views.language)).map(str::to_owned));
                // Words in another script than the page's are marked with their language already, which is said once.
                let marked = lang.as_ref().map(|lang| format!("<span lang=\"{lang}\">"));
                let alone = marked.and_then(|open| body?.strip_prefix(&open)?.strip_suffix("</span>"));
                let body = alone.filter(|inner| !inner.contains("<span")).or(body);
                let view = RomanisedView {
                    text: None,
                    reading: reading.clone(),
                    reading_lang: latin(lang.as_deref()),
                    lang,
                    ruby: !views.whole && reading.chars().count() <= OVER,
                };
                self.draw(index, &given::ROMANISED, &view, body)
            }
        }
    }
}

/// A language in Latin letters (BCP 47): `ko-Latn`.
fn latin(lang: Option<&str>) -> String {
    // Script comes before region: only the language is kept.
    format!("{}-Latn", lang.and_then(|lang| lang.split('-').next()).unwrap_or("und"))
}

/// Brackets around a gloss, as a language sets them beside a word: without a space where it is written without one.
fn brackets(code: &str) -> (&'static str, &'static str) {
    match code.split('-').next().unwrap_or_default() {
        "ko" => ("(", ")"),
        "ja" | "zh" | "yue" => ("（", "）"),
        _ => (" (", ")"),
    }
}
