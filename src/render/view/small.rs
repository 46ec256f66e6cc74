//! The small values that many views share.

use super::{NameLinkView, Views};
use crate::language::title::Mark;
use crate::model::{Cover, Credit, CreditedArtist, Entity, Length, Person, Played};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;

/// A date: `2025-08-16` and in words.
#[derive(Debug, Clone, Serialize)]
pub struct DateView {
    /// ISO 8601, as far as it is known.
    pub iso: String,
    /// In the page's language.
    pub text: String,
}

/// A duration: `3:14`, `3 minutes, 14 seconds` and `PT3M14S`.
#[derive(Debug, Clone, Serialize)]
pub struct LengthView {
    /// As people write it.
    pub text: String,
    /// In words, in the page's language.
    pub words: String,
    /// ISO 8601.
    pub iso: String,
}

/// A text and its language, when it is not the page's.
#[derive(Debug, Clone, Serialize)]
pub struct TextView {
    /// The text.
    pub text: String,
    /// BCP 47.
    pub lang: Option<String>,
}

/// A record, to be linked.
#[derive(Debug, Clone, Serialize)]
pub struct RefView {
    /// `artist:iu`.
    pub id: String,
    /// `artist`.
    pub kind: &'static str,
    /// Its page.
    pub url: String,
    /// Its name in the page's language.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
}

impl RefView {
    /// Something without a record.
    pub(crate) fn unlinked(kind: &'static str, title: &str) -> Self {
        Self { id: String::new(), kind, url: String::new(), title: title.to_owned(), lang: None }
    }
}

/// How a title is marked within a sentence.
#[derive(Debug, Clone, Serialize)]
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
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    /// The words.
    pub title: String,
    /// Where they lead.
    pub url: String,
}

/// Someone in a credit.
#[derive(Debug, Clone, Serialize)]
pub struct WhoView {
    /// The name as credited, else the artist's.
    pub name: String,
    /// The artist's page.
    pub url: Option<String>,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// The character.
    pub as_character: Option<String>,
    /// What a musician plays.
    pub instrument: Option<NameLinkView>,
    /// What follows the name.
    pub join: String,
}

impl WhoView {
    /// Someone without a page, alone.
    pub(crate) fn unlinked(name: &str) -> Self {
        Self { name: name.to_owned(), url: None, lang: None, as_character: None, instrument: None, join: String::new() }
    }
}

/// A role and who had it.
#[derive(Debug, Clone, Serialize)]
pub struct CreditView {
    /// `music-director`.
    pub role: &'static str,
    /// The role in words.
    pub label: String,
    /// Who.
    pub who: Vec<WhoView>,
}

/// Where something is said: a page elsewhere, or words such as a book's title.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// The words; for a page elsewhere, those of the interface.
    pub text: String,
    /// Its address.
    pub url: Option<String>,
}

/// A picture.
#[derive(Debug, Clone, Serialize)]
pub struct PictureView {
    /// Its address.
    pub src: String,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
    /// Text alternative.
    pub alt: String,
    /// Whose it is.
    pub credit: Option<String>,
    /// Under which licence.
    pub licence: Option<String>,
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

impl Views<'_> {
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

    /// A picture, when its file is published.
    pub fn picture(&self, cover: Option<&Cover>) -> Option<PictureView> {
        let cover = cover?;
        let size = self.magazine.sources.get(cover.file).size();
        Some(PictureView {
            src: self.file_url(cover.file)?,
            width: size.map(|s| s.0),
            height: size.map(|s| s.1),
            alt: cover.alt.clone(),
            credit: cover.credit.clone(),
            licence: cover.licence.clone(),
        })
    }

    /// What is played or carries a theme.
    pub fn played(&self, played: &Played) -> NameLinkView {
        match played {
            Played::Named(name) => NameLinkView { title: name.clone(), url: None, lang: None },
            Played::Instrument(id) => {
                let (title, lang) = self.name_of(Entity::Instrument(*id));
                NameLinkView { title, url: self.url_of(Entity::Instrument(*id)), lang }
            }
        }
    }

    /// Where something is said.
    pub fn source(&self, text: &str) -> SourceView {
        match address(text) {
            Some(url) => SourceView { text: self.say("chart.source"), url: Some(url) },
            None => SourceView { text: text.to_owned(), url: None },
        }
    }

    /// A person, with the name as credited.
    pub fn who(
        &self,
        person: &Person,
        credited: Option<&String>,
        as_character: Option<&String>,
        join: &str,
    ) -> WhoView {
        let (name, url, lang) = match person {
            Person::Named(name) => (name.clone(), None, None),
            Person::Artist(id) => {
                let (name, lang) = self.name(&self.magazine.catalogue.artist(*id).record.names);
                (name, self.url_of(Entity::Artist(*id)), lang)
            }
        };
        let lang = if credited.is_some() { None } else { lang };
        WhoView {
            name: credited.cloned().unwrap_or(name),
            url,
            lang,
            as_character: as_character.cloned(),
            instrument: None,
            join: join.to_owned(),
        }
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
            let mut who = self.who(&credit.person, credit.credited.as_ref(), credit.as_character.as_ref(), "");
            who.instrument = credit.instrument.as_ref().map(|it| self.played(it));
            match views.iter_mut().find(|v| v.role == role) {
                Some(view) => view.who.push(who),
                None => views.push(CreditView { role, label: self.say(&format!("role.{role}")), who: vec![who] }),
            }
        }
        for view in &mut views {
            let joins = self.locale().joins(view.who.len());
            view.who.iter_mut().zip(joins).for_each(|(who, join)| who.join = join);
        }
        views
    }
}
