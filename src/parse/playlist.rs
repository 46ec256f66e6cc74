//! `content/playlists/<slug>.toml`.

use super::identifier::listen;
use super::picture::{CoverMatter, cover};
use super::record::{PersonMatter, Site, outside, person, record, told};
use crate::diagnostic::Code;
use crate::fields::{Document, Fields, Item, Reader, fields_of, text};
use crate::model::{Listing, Outside, PartialDate, Platform, Record, Texts};
use crate::source::{Span, Spanned};
use toml::de::DeValue;

/// A playlist as written.
#[derive(Debug, Clone)]
pub struct PlaylistMatter {
    /// What all records have.
    pub record: Record,
    /// When it was made.
    pub date: Option<PartialDate>,
    /// Who chose: contributors or names.
    pub curators: Vec<PersonMatter>,
    /// Its picture.
    pub cover: Option<CoverMatter>,
    /// Where the whole of it can be heard.
    pub listen: Vec<(Platform, String)>,
    /// What stands under `tracks`, in its order.
    pub items: Vec<PlaylistItemMatter>,
}

/// One entry under `tracks`, as written.
#[derive(Debug, Clone)]
pub struct PlaylistItemMatter {
    /// What it names.
    pub of: PlaylistItemOfMatter,
    /// Why it is here.
    pub note: Texts,
    /// Where it is written.
    pub span: Span,
}

/// What an entry names, as written.
#[derive(Debug, Clone)]
pub enum PlaylistItemOfMatter {
    /// A reference to a track.
    Track(Spanned<String>),
    /// A reference to another playlist.
    Playlist(Spanned<String>),
    /// Something outside the catalogue.
    Outside(Outside),
}

const KEYS: &[&str] = &[
    "title",
    "slug",
    "romanised",
    "aliases",
    "sort_name",
    "sort_names",
    "date",
    "curators",
    "cover",
    "listen",
    "tracks",
    "summary",
    "redirect_from",
];

/// Reads one playlist.
pub fn playlist(doc: &Document, slug: &str, site: Site, reader: &mut Reader) -> PlaylistMatter {
    let mut fields = doc.fields("a playlist").with_keys(KEYS);
    let record = record(&mut fields, "title", slug, site, reader);
    let date = fields.partial_date("date", reader).map(|date| date.value);
    fields.each_once("curators", reader);
    let curators = fields.list("curators", reader, |item, reader| person("curators", item, site, reader));
    let cover = fields.get("cover", reader, |item, reader| cover("cover", item, site, reader));
    let listen = listen(&mut fields, Listing::Playlist, "listen", reader);
    if !fields.has("tracks") {
        fields.missing("tracks", "tracks = [\"…\"]");
    }
    let mut written = 0;
    let items = fields.list("tracks", reader, |one, reader| {
        written += 1;
        item(one, site, reader)
    });
    if let Some(key) = fields.key_span("tracks", reader).filter(|_| written == 0 && is_list(&mut fields)) {
        reader
            .error(Code::EmptyPlaylist, key, "this playlist has no songs")
            .help
            .push("name its songs: `tracks = [\"soundtrack/track\", …]`, or remove the file".into());
    }
    fields.finish(reader);
    PlaylistMatter { record, date, curators, cover, listen, items }
}

fn is_list(fields: &mut Fields) -> bool {
    fields.item("tracks").is_some_and(|item| matches!(item.get_ref(), DeValue::Array(_)))
}

/// A reference, or a table with `track`, `playlist` or `title`.
fn item(item: Item, site: Site, reader: &mut Reader) -> Option<PlaylistItemMatter> {
    let Some(mut fields) = fields_of(item, "an entry of a playlist") else {
        let track = text("tracks", item, reader)?;
        let span = track.span;
        return Some(PlaylistItemMatter { of: PlaylistItemOfMatter::Track(track), note: Texts::default(), span });
    };
    let span = fields.head(reader);
    let named: Vec<&str> = ["track", "playlist", "title"].into_iter().filter(|key| fields.has(key)).collect();
    if named.len() > 1 {
        reader
            .error(Code::BadValue, span, format!("an entry names one thing, not {}", named.join(" and ")))
            .help
            .push("keep `track` or `playlist`; `title` is for songs outside the catalogue".into());
    }
    if named.is_empty() {
        fields.missing("track", "track = \"…\"");
    }
    let track = fields.text("track", reader);
    let playlist = fields.text("playlist", reader);
    let beside = outside(&mut fields, site, reader);
    let note = told(&mut fields, "note", "notes", site, reader);
    if let Some(key) = fields.key_span("note", reader).filter(|_| playlist.is_some()) {
        reader
            .error(Code::BadValue, key, "a note stands beside a song, not beside a whole playlist")
            .help
            .push("write it beside the songs in that playlist's own file, or in the `summary`".into());
    }
    fields.finish(reader);
    let of = match (track, playlist, beside) {
        (Some(track), _, _) => PlaylistItemOfMatter::Track(track),
        (_, Some(playlist), _) => PlaylistItemOfMatter::Playlist(playlist),
        (_, _, Some(beside)) => PlaylistItemOfMatter::Outside(beside),
        _ => return None,
    };
    Some(PlaylistItemMatter { of, note, span })
}
