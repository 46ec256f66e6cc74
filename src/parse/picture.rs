//! Pictures as they are named (`cover`, `picture`), and the files beside pictures that describe them: `x.jpg.toml`.

use super::file::toml_text;
use super::record::{Site, outside_address, told};
use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{Document, Fields, Item, Reader, document, fields_of, text};
use crate::model::{Disclosure, PictureNotes, Texts};
use crate::source::{SourceId, Span, Spanned};
use toml::de::DeValue;

/// A cover as written.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverMatter {
    /// Path relative to the file.
    pub src: Spanned<String>,
    /// What is said of it.
    pub notes: PictureNotes,
    /// Where it stands.
    pub span: Span,
}

/// What is said of a picture in the file beside it, as written.
#[derive(Debug, Clone, PartialEq)]
pub struct SidecarMatter {
    /// The picture's path in the site.
    pub picture: String,
    /// What is said of it.
    pub notes: PictureNotes,
    /// Whether everything could be read.
    pub sound: bool,
}

/// A picture: its file alone, or `{ src, alt, alts, credit, credits, licence, disclosure }`, under `cover` or `picture`.
pub fn cover(key: &'static str, item: Item, site: Site, reader: &mut Reader) -> Option<CoverMatter> {
    let span: Span = reader.span(item.span());
    if let DeValue::String(_) = item.get_ref() {
        let src = text(key, item, reader)?;
        return Some(CoverMatter { src, notes: PictureNotes::default(), span });
    }
    let what = if key == "cover" { "a cover" } else { "a picture" };
    let Some(mut fields) = fields_of(item, what) else {
        reader.push(
            Diagnostic::error(Code::WrongType, span, format!("`{key}` takes a table"))
                .help(format!("write `{key} = {{ src = \"{key}.jpg\", alt = \"what is to be seen\" }}`")),
        );
        return None;
    };
    let src = fields.required_text("src", "src = \"cover.jpg\"", reader);
    let span = fields.head(reader);
    let (alt, decorative) = alt(&mut fields, site, reader);
    let credit = told(&mut fields, "credit", "credits", site, reader);
    let licence = fields.plain("licence", reader);
    let disclosure = disclosure(&mut fields, reader);
    fields.finish(reader);
    let notes = PictureNotes { alt, decorative, credit, licence, disclosure, ..PictureNotes::default() };
    Some(CoverMatter { src: src?, notes, span })
}

/// Reads the file beside a picture.
pub(super) fn read(
    id: SourceId,
    text: Option<&str>,
    picture: String,
    site: Site,
    diagnostics: &mut Vec<Diagnostic>,
) -> SidecarMatter {
    let (text, readable) = toml_text(id, text, "alt = \"what is to be seen\"", diagnostics);
    let mut reader = Reader::new(id, 0);
    let doc = document(text, &mut reader);
    let notes = notes(&doc, site, &mut reader);
    let sound = readable && reader.diagnostics.is_empty();
    diagnostics.append(&mut reader.finish());
    SidecarMatter { picture, notes, sound }
}

fn notes(doc: &Document, site: Site, reader: &mut Reader) -> PictureNotes {
    let mut fields = doc.fields("the description of a picture");
    let (alt, decorative) = alt(&mut fields, site, reader);
    let notes = PictureNotes {
        alt,
        decorative,
        caption: told(&mut fields, "caption", "captions", site, reader),
        credit: told(&mut fields, "credit", "credits", site, reader),
        licence: fields.plain("licence", reader),
        source: outside_address(&mut fields, "source", reader),
        disclosure: disclosure(&mut fields, reader),
    };
    fields.finish(reader);
    notes
}

/// The text alternative, and whether it is stated that there is none.
fn alt(fields: &mut Fields, site: Site, reader: &mut Reader) -> (Texts, bool) {
    let stated = fields.has("alt");
    let before = reader.diagnostics.len();
    let alt = told(fields, "alt", "alts", site, reader);
    // One that could not be read was told, and is none that is missing.
    let decorative = stated && (alt.is_empty() || reader.diagnostics.len() > before);
    (alt, decorative)
}

fn disclosure(fields: &mut Fields, reader: &mut Reader) -> Option<Disclosure> {
    fields.word("disclosure", Disclosure::WORDS, Disclosure::from_word, reader)
}
