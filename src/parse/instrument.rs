//! `content/instruments/<slug>.toml`.

use super::identifier::ids;
use super::picture::{CoverMatter, cover};
use super::record::{Site, outside_address, record};
use crate::fields::{Document, Reader};
use crate::model::{Instrument, InstrumentFamily, Of};
use crate::source::Spanned;

/// An instrument as written.
#[derive(Debug, Clone)]
pub struct InstrumentMatter {
    /// The facts; relatives and picture are empty until `link`.
    pub instrument: Instrument,
    /// References to its relatives.
    pub related: Vec<Spanned<String>>,
    /// Its picture as written.
    pub picture: Option<CoverMatter>,
}

const KEYS: &[&str] = &["family", "hornbostel", "related", "picture", "link", "summary", "redirect_from"];

/// Reads one instrument.
pub fn instrument(doc: &Document, slug: &str, site: Site, reader: &mut Reader) -> InstrumentMatter {
    let mut fields = doc.fields("an instrument").with_keys(KEYS);
    let mut record = record(&mut fields, "name", slug, site, reader);
    record.ids = ids(&mut fields, Of::Instrument, reader);
    let family = fields.word("family", InstrumentFamily::WORDS, InstrumentFamily::from_word, reader);
    let hornbostel = fields.plain("hornbostel", reader);
    let related = fields.texts("related", reader);
    let picture = fields.get("picture", reader, |item, reader| cover("picture", item, site, reader));
    let link = outside_address(&mut fields, "link", reader);
    fields.finish(reader);
    let instrument = Instrument { record, family, hornbostel, related: Vec::new(), picture: None, link };
    InstrumentMatter { instrument, related, picture }
}
