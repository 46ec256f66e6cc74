//! Identifiers and store ids as written, each checked for its form.

use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{Fields, Item, Reader, text, typed};
use crate::model::{Barcode, Identifier, Isrc, Iswc, Listing, Of, Platform, Scheme};
use crate::source::Spanned;
use toml::de::DeValue;

/// A text, or a number that was typed without quotes: most ids are digits.
fn digits(key: &str, item: Item, reader: &mut Reader) -> Option<Spanned<String>> {
    match item.get_ref() {
        DeValue::Integer(number) => Some(Spanned::new(number.as_str().to_owned(), reader.span(item.span()))),
        _ => text(key, item, reader),
    }
}

fn wrong_form(typed: &Spanned<String>, name: &str, cause: String, reader: &mut Reader) {
    let message = format!("`{}` is not {name}", typed.value);
    reader.error(Code::IdentifierForm, typed.span, message).help.push(cause);
}

/// `isrc`, `iswc` or `barcode`, read by its type.
fn code(
    fields: &mut Fields,
    key: &'static str,
    name: &str,
    read: impl Fn(&str) -> Result<(String, Option<String>), String>,
    reader: &mut Reader,
) -> Option<Identifier> {
    let typed = fields.get(key, reader, |item, reader| digits(key, item, reader))?;
    match read(&typed.value) {
        Ok((value, url)) => Some(Identifier { scheme: key, value, url, span: typed.span }),
        Err(cause) => {
            wrong_form(&typed, name, cause, reader);
            None
        }
    }
}

/// The codes of a recording and its work: `isrc`, `iswc`.
pub fn recording_codes(fields: &mut Fields, reader: &mut Reader) -> Vec<Identifier> {
    let isrc = code(fields, "isrc", "an ISRC", |text| Isrc::parse(text).map(|code| (code.text(), None)), reader);
    let iswc = code(fields, "iswc", "an ISWC", |text| Iswc::parse(text).map(|code| (code.text(), None)), reader);
    isrc.into_iter().chain(iswc).collect()
}

/// The number below a release's barcode, as an EAN-13, so that two spellings of one are found.
pub fn barcode(fields: &mut Fields, reader: &mut Reader) -> Option<Identifier> {
    code(fields, "barcode", "a barcode", |text| Barcode::parse(text).map(|code| (code.gtin13(), None)), reader)
}

/// `ids = { musicbrainz = "…", wikidata = "Q…" }`.
pub fn ids(fields: &mut Fields, of: Of, reader: &mut Reader) -> Vec<Identifier> {
    let mut all = Vec::new();
    for (key, item) in fields.table("ids", "`ids`", reader).map(|t| t.entries(reader)).unwrap_or_default() {
        if Scheme::from_word(&key.value).is_none() && fields.is_misplaced(&key.value) {
            fields.misplaced(&key, "ids", reader);
            continue;
        }
        let scheme = typed("catalogue", &key, Scheme::WORDS, Scheme::from_word, reader);
        let (Some(scheme), Some(typed)) = (scheme, digits(&key.value, item, reader)) else { continue };
        match scheme.read(of, &typed.value) {
            Ok(id) => {
                all.push(Identifier { scheme: scheme.word(), value: id.text(), url: Some(id.url()), span: typed.span });
            }
            Err(cause) => wrong_form(&typed, &format!("an id of {}", scheme.name()), cause, reader),
        }
    }
    all
}

/// `listen = { spotify = "…" }`: store ids or whole addresses, as addresses. One that cannot be read is left out and
/// told; nothing else depends on it, so it does not stop a build.
pub fn listen(fields: &mut Fields, listing: Listing, below: &str, reader: &mut Reader) -> Vec<(Platform, String)> {
    let mut all = Vec::new();
    for (key, item) in fields.table("listen", "`listen`", reader).map(|t| t.entries(reader)).unwrap_or_default() {
        if Platform::from_word(&key.value).is_none() && fields.is_misplaced(&key.value) {
            fields.misplaced(&key, below, reader);
            continue;
        }
        let platform = typed("platform", &key, Platform::WORDS, Platform::from_word, reader);
        let (Some(platform), Some(typed)) = (platform, digits(&key.value, item, reader)) else { continue };
        match platform.read(listing, &typed.value) {
            Ok(id) => all.push((platform, id.url())),
            Err(cause) => {
                let message = format!("`{}` leads nowhere on {}, so no link is made", typed.value, platform.name());
                reader.push(Diagnostic::warning(Code::IdentifierForm, typed.span, message).help(cause));
            }
        }
    }
    all
}
