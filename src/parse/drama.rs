//! `content/dramas/<slug>.toml`.

use super::identifier::ids;
use super::picture::{CoverMatter, cover};
use super::record::{CreditMatter, Site, credits, outside_address, plain_names, record, told};
use crate::fields::{Document, Reader};
use crate::model::{Drama, DramaKind, Of};

/// A drama as written: its own facts, and references still as text.
#[derive(Debug, Clone)]
pub struct DramaMatter {
    /// The facts; credits are empty until `link`.
    pub drama: Drama,
    /// Credits as written.
    pub credits: Vec<CreditMatter>,
    /// Its picture as written.
    pub cover: Option<CoverMatter>,
}

const KEYS: &[&str] = &[
    "title",
    "slug",
    "names",
    "romanised",
    "aliases",
    "sort_name",
    "sort_names",
    "kind",
    "network",
    "studio",
    "studios",
    "premiered",
    "finale",
    "released",
    "episodes",
    "fictional",
    "genres",
    "link",
    "cover",
    "ids",
    "summary",
    "summaries",
    "redirect_from",
];

/// Reads one drama.
pub fn drama(doc: &Document, slug: &str, site: Site, reader: &mut Reader) -> DramaMatter {
    let mut fields = doc.fields("a drama").with_keys(KEYS);
    let mut record = record(&mut fields, "title", slug, site, reader);
    let kind = fields.word("kind", DramaKind::WORDS, DramaKind::from_word, reader).unwrap_or(DramaKind::Series);
    let of = if kind == DramaKind::Film { Of::Film } else { Of::Series };
    record.ids = ids(&mut fields, of, reader);
    let premiered = fields.partial_date("premiered", reader);
    let finale = fields.partial_date("finale", reader);
    let drama = Drama {
        record,
        kind,
        network: fields.plain("network", reader),
        studio: told(&mut fields, "studio", "studios", site, reader),
        premiered,
        finale,
        released: fields.partial_date("released", reader),
        episodes: fields.number("episodes", 1, reader).map(|n| n.value),
        fictional: fields.flag("fictional", reader).unwrap_or(false),
        genres: plain_names(&mut fields, "genres", reader),
        link: outside_address(&mut fields, "link", reader),
        cover: None,
        credits: Vec::new(),
    };
    let cover = fields.get("cover", reader, |item, reader| cover("cover", item, site, reader));
    let credits = credits(&mut fields, KEYS, site, reader);
    fields.finish(reader);
    DramaMatter { drama, credits, cover }
}
