//! `content/soundtracks/<slug>.toml`: a release and its tracks.

use super::identifier::{barcode, ids, listen, recording_codes};
use super::picture::{CoverMatter, cover};
use super::record::{
    CreditMatter, CreditedArtistMatter, Site, artist_credit, credits, dramas, plain_names, record, told,
};
use super::score::{CueMatter, LeitmotifMatter, cues, leitmotifs, lyrics};
use crate::config::texts_of;
use crate::diagnostic::Code;
use crate::fields::{Document, Fields, Item, Reader, text};
use crate::model::{
    Length, Listing, Lyrics, Names, Of, PartialDate, Platform, Record, SoundtrackKind, Texts, TrackKind, slug_fault,
};
use crate::source::{Span, Spanned};
use toml::de::DeValue;

/// A soundtrack as written.
#[derive(Debug, Clone)]
pub struct SoundtrackMatter {
    /// What all records have.
    pub record: Record,
    /// References to dramas.
    pub dramas: Vec<Spanned<String>>,
    /// What it is.
    pub kind: Option<SoundtrackKind>,
    /// When it came out.
    pub released: Option<Spanned<PartialDate>>,
    /// Who published it.
    pub label: Option<String>,
    /// The publisher's number.
    pub catalogue_number: Option<String>,
    /// Whether it is invented.
    pub fictional: bool,
    /// Genres.
    pub genres: Vec<String>,
    /// Where it can be heard.
    pub listen: Vec<(Platform, String)>,
    /// Its sleeve.
    pub cover: Option<CoverMatter>,
    /// Credited to various artists.
    pub various_artists: bool,
    /// Its themes.
    pub leitmotifs: Vec<LeitmotifMatter>,
    /// The artist credit of the whole.
    pub artists: Vec<CreditedArtistMatter>,
    /// Credits of the whole.
    pub credits: Vec<CreditMatter>,
    /// Tracks in the order of the file.
    pub tracks: Vec<TrackMatter>,
}

/// A track as written.
#[derive(Debug, Clone)]
pub struct TrackMatter {
    /// What all records have.
    pub record: Record,
    /// From 1.
    pub disc: u32,
    /// From 1.
    pub position: Option<Spanned<u32>>,
    /// How long.
    pub length: Option<Spanned<Length>>,
    /// Genres.
    pub genres: Vec<String>,
    /// Which version of the song.
    pub version: Texts,
    /// Another recording of the same song.
    pub version_of: Option<Spanned<String>>,
    /// Scenes in which it is heard.
    pub cues: Vec<CueMatter>,
    /// Its words.
    pub lyrics: Option<Lyrics>,
    /// Artist credit.
    pub artists: Vec<CreditedArtistMatter>,
    /// Credits.
    pub credits: Vec<CreditMatter>,
    /// What it is.
    pub kind: Option<TrackKind>,
    /// Store ids or addresses.
    pub listen: Vec<(Platform, String)>,
    /// Stated chart facts.
    pub charted: Vec<ChartedMatter>,
    /// The same recording on another release.
    pub same_as: Option<Spanned<String>>,
    /// Its own dramas.
    pub dramas: Vec<Spanned<String>>,
}

/// A stated chart fact, as written.
#[derive(Debug, Clone)]
pub struct ChartedMatter {
    /// The chart's name, or the slug of its record.
    pub chart: Names,
    /// Where that is written.
    pub span: Span,
    /// Best position.
    pub peak: Spanned<u32>,
    /// Weeks on it.
    pub weeks: Option<Spanned<u32>>,
    /// Where it is said.
    pub source: Option<String>,
}

const KEYS: &[&str] = &[
    "slug",
    "names",
    "romanised",
    "aliases",
    "sort_name",
    "sort_names",
    "drama",
    "dramas",
    "released",
    "label",
    "catalogue_number",
    "fictional",
    "genres",
    "barcode",
    "ids",
    "listen",
    "cover",
    "various_artists",
    "summary",
    "summaries",
    "redirect_from",
];

/// Reads one soundtrack with its tracks.
pub fn soundtrack(doc: &Document, slug: &str, site: Site, reader: &mut Reader) -> SoundtrackMatter {
    let mut fields = doc.fields("a soundtrack").with_keys(KEYS);
    let mut record = record(&mut fields, "title", slug, site, reader);
    record.ids = ids(&mut fields, Of::Release, reader);
    record.ids.extend(barcode(&mut fields, reader));
    let dramas = dramas(&mut fields, reader);
    let kind = fields.word("kind", SoundtrackKind::WORDS, SoundtrackKind::from_word, reader);
    let released = fields.partial_date("released", reader);
    let label = fields.plain("label", reader);
    let catalogue_number = fields.plain("catalogue_number", reader);
    let fictional = fields.flag("fictional", reader).unwrap_or(false);
    let genres = plain_names(&mut fields, "genres", reader);
    let listen = listen(&mut fields, Listing::Release, "listen", reader);
    let cover = fields.get("cover", reader, |item, reader| cover("cover", item, site, reader));
    let various_artists = fields.flag("various_artists", reader).unwrap_or(false);
    let leitmotifs = leitmotifs(&mut fields, KEYS, site, reader);
    let artists = artist_credit(&mut fields, site, reader);
    let credits = credits(&mut fields, KEYS, site, reader);
    let mut tracks = Vec::new();
    for track_fields in fields.tables("tracks", "a track", "[[tracks]]", KEYS, reader) {
        tracks.push(track(track_fields, site, reader));
    }
    fields.finish(reader);
    SoundtrackMatter {
        record,
        dramas,
        kind,
        released,
        label,
        catalogue_number,
        fictional,
        genres,
        listen,
        cover,
        various_artists,
        leitmotifs,
        artists,
        credits,
        tracks,
    }
}

/// `"3:14"`; for a number of seconds or a time of day the right form is told.
fn length(item: Item, reader: &mut Reader) -> Option<Spanned<Length>> {
    let meant = match item.get_ref() {
        DeValue::Integer(seconds) => seconds.as_str().parse().ok().filter(|n| (1..=86_400).contains(n)).map(Length),
        DeValue::Float(minutes) => Length::parse(&minutes.as_str().replace('.', ":")).ok(),
        DeValue::Datetime(stamp) => stamp
            .time
            .map(|t| u32::from(t.hour) * 3600 + u32::from(t.minute) * 60 + u32::from(t.second.unwrap_or(0)))
            .map(Length),
        _ => None,
    };
    if let Some(meant) = meant {
        let span = reader.span(item.span());
        let help = format!("write minutes and seconds in quotes: `length = \"{}\"`", meant.text());
        reader.error(Code::BadLength, span, "a length is a text, like \"3:14\"").help.push(help);
        return None;
    }
    let text = text("length", item, reader)?;
    match Length::parse(&text.value) {
        Ok(length) => Some(Spanned::new(length, text.span)),
        Err(cause) => {
            reader.error(Code::BadLength, text.span, format!("`{}` is not a length", text.value)).help.push(cause);
            None
        }
    }
}

pub(super) const TRACK_KEYS: &[&str] = &[
    "slug",
    "title",
    "position",
    "disc",
    "length",
    "artists",
    "credits",
    "kind",
    "charted",
    "genres",
    "isrc",
    "iswc",
    "ids",
    "version",
    "versions",
    "version_of",
    "cues",
    "lyrics",
    "same_as",
    "drama",
    "dramas",
    "romanised",
    "aliases",
    "sort_name",
    "sort_names",
    "summary",
    "redirect_from",
];

fn track(fields: Fields, site: Site, reader: &mut Reader) -> TrackMatter {
    let mut fields = fields.with_keys(TRACK_KEYS);
    // Without a slug the title gives it, when it can.
    let from_title = |fields: &Fields, reader: &Reader| {
        let mut scratch = Reader::new(reader.span(0..0).source, 0);
        let mut probe = fields.clone_view();
        let title = probe.plain("title", &mut scratch).unwrap_or_default();
        slug_from(&title)
    };
    let fallback = from_title(&fields, reader);
    if !fields.has("slug") && fields.has("title") && (fallback.is_empty() || slug_fault(&fallback).is_some()) {
        fields.missing("slug", "slug = \"…\"");
    }
    let mut record = record(&mut fields, "title", &fallback, site, reader);
    record.ids = recording_codes(&mut fields, reader);
    record.ids.extend(ids(&mut fields, Of::Recording, reader));
    let position = fields.number("position", 1, reader);
    let disc = fields.number("disc", 1, reader).map_or(1, |n| n.value);
    let length = fields.get("length", reader, length);
    let artists = artist_credit(&mut fields, site, reader);
    let credits = credits(&mut fields, &[], site, reader);
    let kind = fields.word("kind", TrackKind::WORDS, TrackKind::from_word, reader);
    let listen = listen(&mut fields, Listing::Track, "tracks.listen", reader);
    let mut charted = Vec::new();
    for mut stated in fields.tables("charted", "a `charted` entry", "[[tracks.charted]]", &[], reader) {
        let chart = stated.required_text("chart", "chart = \"…\"", reader);
        let others = texts_of(&mut stated, "charts", site.codes, reader);
        if !stated.has("peak") {
            stated.missing("peak", "peak = 1");
        }
        let peak = stated.number("peak", 1, reader);
        let weeks = stated.number("weeks", 1, reader);
        let source = stated.plain("source", reader);
        stated.finish(reader);
        if let (Some(chart), Some(peak)) = (chart, peak) {
            let (span, chart) = (chart.span, Names::told(chart.value, others));
            charted.push(ChartedMatter { chart, span, peak, weeks, source });
        }
    }
    let genres = plain_names(&mut fields, "genres", reader);
    let version = told(&mut fields, "version", "versions", site, reader);
    let version_of = fields.text("version_of", reader);
    let cues = cues(&mut fields, site, reader);
    let lyrics = lyrics(&mut fields, site, reader);
    let same_as = fields.text("same_as", reader);
    let dramas = dramas(&mut fields, reader);
    fields.finish(reader);
    TrackMatter {
        record,
        disc,
        position,
        length,
        genres,
        version,
        version_of,
        cues,
        lyrics,
        artists,
        credits,
        kind,
        listen,
        charted,
        same_as,
        dramas,
    }
}

/// A slug made of a title: small letters, words joined by hyphens.
pub fn slug_from(title: &str) -> String {
    let mut slug = String::new();
    for word in title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().flat_map(char::to_lowercase));
    }
    slug
}
