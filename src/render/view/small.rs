//! The small values that many views share.

use super::{NameLinkView, Views};
use crate::language::script::language_of;
use crate::language::title::Mark;
use crate::model::{Credit, CreditedArtist, Entity, LanguageId, Length, Person, Played, Texts};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use schemars::JsonSchema;
use serde::Serialize;

/// A date: `2025-08-16` and in words.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DateView {
    /// ISO 8601, as far as it is known.
    pub iso: String,
    /// In the page's language.
    pub text: String,
}

/// A duration: `3:14`, `3 minutes, 14 seconds` and `PT3M14S`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LengthView {
    /// As people write it.
    pub text: String,
    /// In words, in the page's language.
    pub words: String,
    /// ISO 8601.
    pub iso: String,
}

/// A text and its language, when it is not the page's.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TextView {
    /// The text.
    pub text: String,
    /// BCP 47.
    pub lang: Option<String>,
}

impl TextView {
    /// The text and its language, for views that have a key for each.
    pub(in crate::render) fn apart(text: Option<Self>) -> (Option<String>, Option<String>) {
        let (text, lang) = text.map(|it| (it.text, it.lang)).unzip();
        (text, lang.flatten())
    }
}

/// A record, to be linked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RefView {
    /// `artist:iu`.
    pub id: String,
    /// `artist`.
    pub kind: &'static str,
    /// Its page; empty for what has none.
    pub url: String,
    /// Its name in the page's language.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
}

impl RefView {
    /// Something without a record.
    pub(crate) fn unlinked(kind: &'static str, (title, lang): (String, Option<String>)) -> Self {
        Self { id: String::new(), kind, url: String::new(), title, lang }
    }
}

/// How a title is marked within a sentence.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MarkView {
    /// The mark before it.
    pub before: String,
    /// The mark after it.
    pub after: String,
    /// Whether it is in italics.
    pub italic: bool,
}

impl From<&Mark> for MarkView {
    fn from(mark: &Mark) -> Self {
        let (before, after) = match mark {
            Mark::Between(open, close) => (open.clone(), close.clone()),
            Mark::Italic | Mark::Plain => Default::default(),
        };
        Self { before, after, italic: *mark == Mark::Italic }
    }
}

/// A title and an address.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LinkView {
    /// The words.
    pub title: String,
    /// Their language, when it is not the page's.
    pub lang: Option<String>,
    /// Where they lead.
    pub url: String,
}

/// Someone in a credit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WhoView {
    /// The name as credited, else the artist's.
    pub name: String,
    /// The artist's page.
    pub url: Option<String>,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// The character.
    pub as_character: Option<String>,
    /// The character's language, when it is not the page's.
    pub as_lang: Option<String>,
    /// What a musician plays.
    pub instrument: Option<NameLinkView>,
    /// What follows the name.
    pub join: String,
}

impl WhoView {
    /// Someone with or without a page, alone.
    pub(crate) fn alone(name: String, url: Option<String>, lang: Option<String>) -> Self {
        Self { name, url, lang, as_character: None, as_lang: None, instrument: None, join: String::new() }
    }
}

/// A role and who had it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CreditView {
    /// `music-director`.
    pub role: &'static str,
    /// The role in words.
    pub label: String,
    /// Who.
    pub who: Vec<WhoView>,
}

/// Where something is said: a page elsewhere, or words such as a book's title.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceView {
    /// The words; for a page elsewhere, those of the interface.
    pub text: String,
    /// The words' language, when it is not the page's.
    pub lang: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// What no address may hold as it is (the WHATWG URL standard's query set, and what RFC 3986 leaves out).
const NOT_IN_ADDRESS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'\\').add(b'^').add(b'{').add(b'|').add(b'}');

/// An address that a page may link to, made valid; nothing for words and for scripts.
pub(crate) fn address(text: &str) -> Option<String> {
    let begins = |scheme: &&str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let known = ["https://", "http://", "mailto:"].iter().any(begins);
    known.then(|| utf8_percent_encode(text.trim(), NOT_IN_ADDRESS).to_string())
}

/// Whether a text may be in any language: a number, or Han, which Chinese, Japanese and Korean share, where the language
/// that it is said to be in is none of them.
fn is_untold(text: &str, assumed: &str) -> bool {
    let is_han = |c| matches!(c, '\u{3400}'..='\u{9fff}');
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_none() || !["zh", "yue", "ja", "ko"].contains(&primary(assumed)) && letters.all(is_han)
}

/// The language of a code without region and script.
fn primary(code: &str) -> &str {
    code.split('-').next().unwrap_or(code)
}

impl Views<'_> {
    /// The language of a text that is said to be in another, when it is not the page's. Its script decides where it
    /// plainly tells: what an editor wrote in Hangul is Korean, whatever the language of the site. What is no word, a
    /// number for instance, is in every language.
    pub fn lang_of(&self, text: &str, stated: LanguageId) -> Option<String> {
        let differing = match language_of(text, self.code(stated)) {
            Some(told) => Some(told).filter(|told| *told != primary(self.code(self.language))),
            None => Some(self.code(stated)).filter(|_| stated != self.language),
        };
        differing.filter(|_| !is_untold(text, self.code(stated))).map(str::to_owned)
    }

    /// A text that is stated once for all languages, in the site's own.
    pub fn plain(&self, text: &str) -> TextView {
        TextView { text: text.to_owned(), lang: self.lang_of(text, LanguageId::ROOT) }
    }

    /// A duration, or a time from the beginning of something.
    pub fn length(&self, length: Length) -> LengthView {
        let interface = self.magazine.interface(self.language);
        let (hours, minutes, seconds) = (length.0 / 3600, length.0 / 60 % 60, length.0 % 60);
        let parts = [("hours", hours), ("minutes", minutes), ("seconds", seconds)];
        let said = parts.into_iter().filter(|(unit, n)| *n > 0 || (*unit == "seconds" && length.0 == 0));
        let said: Vec<String> =
            said.map(|(unit, n)| interface.plural(&format!("duration.{unit}"), n as usize)).collect();
        let words = self.locale().measures(said.iter().map(String::as_str));
        LengthView { text: length.text(), words, iso: length.iso() }
    }

    /// What is played or carries a theme.
    pub fn played(&self, played: &Played) -> NameLinkView {
        match played {
            Played::Named(names) => {
                let (title, lang) = self.name(names);
                NameLinkView { title, url: None, lang }
            }
            Played::Instrument(id) => {
                let (title, lang) = self.name_of(Entity::Instrument(*id));
                NameLinkView { title, url: self.url_of(Entity::Instrument(*id)), lang }
            }
        }
    }

    /// Where something is said.
    pub fn source(&self, text: &str) -> SourceView {
        match address(text) {
            Some(url) => SourceView { text: self.say("chart.source"), lang: None, url: Some(url) },
            None => SourceView { text: text.to_owned(), lang: self.plain(text).lang, url: None },
        }
    }

    /// A person, with the name as credited.
    pub fn who(&self, person: &Person, credited: Option<&String>, as_character: Option<&Texts>, join: &str) -> WhoView {
        let (names, url) = match person {
            Person::Named(names) => (names, None),
            Person::Artist(id) => (&self.magazine.catalogue.artist(*id).record.names, self.url_of(Entity::Artist(*id))),
        };
        // A name as printed is printed as it is, in every language.
        let (name, lang) = match credited {
            Some(credited) => (credited.clone(), self.plain(credited).lang),
            None => self.name(names),
        };
        let (as_character, as_lang) = TextView::apart(as_character.and_then(|it| self.character(it)));
        WhoView { as_character, as_lang, join: join.to_owned(), ..WhoView::alone(name, url, lang) }
    }

    /// A character in the page's language: as stated, else as the artist record of the character is called.
    pub fn character(&self, texts: &Texts) -> Option<TextView> {
        let stated = self.text(texts)?;
        let own = texts.others.iter().any(|(language, _)| *language == self.language);
        let catalogue = &self.magazine.catalogue;
        let known = texts.plain.as_deref().filter(|_| !own && self.language != LanguageId::ROOT);
        let known = known.and_then(|plain| catalogue.character(plain)).map(|id| &catalogue.artist(id).record.names);
        match known.map(|names| (names, names.in_language(self.language).1)) {
            Some((names, language)) if language == self.language => {
                let (text, lang) = self.name(names);
                Some(TextView { text, lang })
            }
            _ => Some(stated),
        }
    }

    /// Whom something outside the catalogue is credited to.
    pub(super) fn credited_to(&self, texts: &Texts) -> Vec<WhoView> {
        self.text(texts).into_iter().map(|name| WhoView::alone(name.text, None, name.lang)).collect()
    }

    /// An artist credit in order.
    pub fn artists(&self, artists: &[CreditedArtist]) -> Vec<WhoView> {
        artists.iter().map(|a| self.who(&a.person, a.credited.as_ref(), None, &a.join)).collect()
    }

    /// Role credits, those of one role together, in the order in which roles first appear.
    pub fn credits(&self, credits: &[Credit]) -> Vec<CreditView> {
        let mut views: Vec<CreditView> = Vec::new();
        for credit in credits {
            let role = credit.role.word();
            let mut who = self.who(&credit.person, credit.credited.as_ref(), Some(&credit.as_character), "");
            who.instrument = credit.instrument.as_ref().map(|it| self.played(it));
            match views.iter_mut().find(|v| v.role == role) {
                Some(view) => view.who.push(who),
                None => views.push(CreditView { role, label: self.say(&format!("role.{role}")), who: vec![who] }),
            }
        }
        let comma = self.locale().comma();
        for view in &mut views {
            let count = view.who.len();
            view.who.iter_mut().take(count.saturating_sub(1)).for_each(|who| who.join.clone_from(&comma));
        }
        views
    }
}
