//! `content/artists/<slug>.toml`.

use super::identifier::{ids, listen};
use super::picture::{CoverMatter, cover};
use super::record::{PersonMatter, Site, outside_address, person, person_in, record, told};
use crate::fields::{Document, Reader};
use crate::model::{Artist, ArtistKind, Listing, Of, Texts};
use crate::source::Span;

/// An artist as written.
#[derive(Debug, Clone)]
pub struct ArtistMatter {
    /// The facts; people are empty until `link`.
    pub artist: Artist,
    /// Members as written.
    pub members: Vec<PersonMatter>,
    /// Singers behind a fictional act, as written, with their characters.
    pub performed_by: Vec<(PersonMatter, Texts, Span)>,
    /// Its picture as written.
    pub picture: Option<CoverMatter>,
}

const KEYS: &[&str] = &[
    "name",
    "slug",
    "names",
    "romanised",
    "aliases",
    "sort_name",
    "sort_names",
    "kind",
    "members",
    "fictional",
    "born",
    "died",
    "formed",
    "disbanded",
    "listen",
    "link",
    "picture",
    "ids",
    "summary",
    "summaries",
    "redirect_from",
];

/// Reads one artist.
pub fn artist(doc: &Document, slug: &str, site: Site, reader: &mut Reader) -> ArtistMatter {
    let mut fields = doc.fields("an artist").with_keys(KEYS);
    let mut record = record(&mut fields, "name", slug, site, reader);
    let kind = fields.word("kind", ArtistKind::WORDS, ArtistKind::from_word, reader);
    let fictional = fields.flag("fictional", reader).unwrap_or(false);
    fields.each_once("members", reader);
    fields.each_once("performed_by", reader);
    let members = fields.list("members", reader, |item, reader| person("members", item, site, reader));
    let mut performed_by = Vec::new();
    for mut singer in fields.tables("performed_by", "a `performed_by` entry", "[[performed_by]]", KEYS, reader) {
        let span = singer.head(reader);
        let who = person_in(&mut singer, site, reader);
        let as_character = told(&mut singer, "as", "as_names", site, reader);
        singer.finish(reader);
        performed_by.extend(who.map(|who| (who, as_character, span)));
    }
    let (born, died) = (fields.partial_date("born", reader), fields.partial_date("died", reader));
    let (formed, disbanded) = (fields.partial_date("formed", reader), fields.partial_date("disbanded", reader));
    let people = matches!(kind, Some(ArtistKind::Group | ArtistKind::FictionalGroup | ArtistKind::Orchestra));
    record.ids = ids(&mut fields, if people { Of::Group } else { Of::Person }, reader);
    let listen = listen(&mut fields, Listing::Artist, "listen", reader);
    let link = outside_address(&mut fields, "link", reader);
    let picture = fields.get("picture", reader, |item, reader| cover("picture", item, site, reader));
    fields.finish(reader);
    let artist = Artist {
        record,
        kind,
        fictional,
        born,
        died,
        formed,
        disbanded,
        listen,
        link,
        picture: None,
        members: Vec::new(),
        member_of: Vec::new(),
        performed_by: Vec::new(),
        performs_as: Vec::new(),
    };
    ArtistMatter { artist, members, performed_by, picture }
}
