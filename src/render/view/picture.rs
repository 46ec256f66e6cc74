//! A picture with everything that is said of it.

use super::{TextView, Views, address};
use crate::model::{Cover, Disclosure, PictureNotes};
use crate::source::SourceId;
use schemars::JsonSchema;
use serde::Serialize;

/// A picture.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct PictureView {
    /// Its address.
    pub src: String,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
    /// Text alternative.
    pub alt: String,
    /// The alternative's language, when it is not the page's.
    pub alt_lang: Option<String>,
    /// The line below it.
    pub caption: Option<String>,
    /// The line's language, when it is not the page's.
    pub caption_lang: Option<String>,
    /// Whose it is.
    pub credit: Option<String>,
    /// The credit's language, when it is not the page's.
    pub credit_lang: Option<String>,
    /// Under which licence.
    pub licence: Option<String>,
    /// The page that it is from.
    pub source: Option<String>,
    /// `ai-assisted` or `ai-generated`.
    pub disclosure: Option<&'static str>,
    /// The same in words.
    pub disclosure_label: Option<String>,
}

impl PictureView {
    /// Whether something is to be said below it beside a caption.
    pub fn is_credited(&self) -> bool {
        self.credit.is_some() || self.licence.is_some() || self.source.is_some() || self.disclosure.is_some()
    }
}

impl Views<'_> {
    /// All that is said of a cover.
    pub fn notes_of(&self, cover: &Cover) -> PictureNotes {
        self.magazine.catalogue.picture_notes(cover.file, &cover.notes, &self.magazine.config)
    }

    /// A cover, when its file is published.
    pub fn picture(&self, cover: Option<&Cover>) -> Option<PictureView> {
        let cover = cover?;
        self.pictured(cover.file, &cover.notes)
    }

    /// A picture of which something is said where it is shown, when its file is published.
    pub fn pictured(&self, file: SourceId, own: &PictureNotes) -> Option<PictureView> {
        let magazine = self.magazine;
        let notes = magazine.catalogue.picture_notes(file, own, &magazine.config);
        let size = magazine.sources.get(file).size();
        let (alt, alt_lang) = self.nearest(&notes.alt).map(|it| (it.text, it.lang)).unwrap_or_default();
        let (caption, caption_lang) = TextView::apart(self.nearest(&notes.caption));
        let (credit, credit_lang) = TextView::apart(self.nearest(&notes.credit));
        let disclosure = notes.disclosure.filter(|it| *it != Disclosure::None).map(Disclosure::word);
        Some(PictureView {
            src: self.file_url(file)?,
            width: size.map(|s| s.0),
            height: size.map(|s| s.1),
            alt,
            alt_lang,
            caption,
            caption_lang,
            credit,
            credit_lang,
            licence: notes.licence,
            source: notes.source.as_deref().and_then(address),
            disclosure,
            disclosure_label: disclosure.map(|word| self.say(&format!("picture_disclosure.{word}"))),
        })
    }
}
