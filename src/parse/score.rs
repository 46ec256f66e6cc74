//! A score in depth, as written: leitmotifs and their returns, cues, lyrics.

use super::record::{PlayedMatter, Site, played, told};
use super::soundtrack::{TRACK_KEYS, slug_from};
use crate::config::{check_language, texts_of};
use crate::diagnostic::{Code, Label};
use crate::fields::{Fields, Item, Reader, fields_of, text};
use crate::model::{LanguageId, Length, Lyrics, LyricsLine, LyricsRights, Names, Texts, slug_fault};
use crate::source::{Span, Spanned};
use toml::de::DeValue;

/// A leitmotif as written.
#[derive(Debug, Clone)]
pub struct LeitmotifMatter {
    /// Its slug.
    pub slug: String,
    /// What it is called.
    pub names: Names,
    /// Whom it belongs to.
    pub owner: Texts,
    /// What carries it.
    pub instruments: Vec<PlayedMatter>,
    /// What it is like.
    pub summaries: Texts,
    /// Its notes.
    pub notation: Option<String>,
    /// Where it returns.
    pub returns: Vec<ReturnMatter>,
    /// Where its title is written.
    pub span: Span,
}

/// A return as written.
#[derive(Debug, Clone)]
pub struct ReturnMatter {
    /// A slug on this release, or `soundtrack/track`.
    pub track: Spanned<String>,
    /// When, in seconds.
    pub at: Option<Spanned<u32>>,
    /// What it is like there.
    pub notes: Texts,
    /// What carries it there.
    pub instruments: Vec<PlayedMatter>,
    /// Where it is written.
    pub span: Span,
}

/// A cue as written.
#[derive(Debug, Clone)]
pub struct CueMatter {
    /// A reference to a drama.
    pub drama: Option<Spanned<String>>,
    /// From 1.
    pub episode: Option<u32>,
    /// When, in seconds.
    pub at: Option<u32>,
    /// What happens.
    pub scene: Texts,
}

/// `"0:12"`: a time from the beginning, which may be nothing at all (`"0:00"`).
fn moment(key: &'static str, item: Item, reader: &mut Reader) -> Option<Spanned<u32>> {
    if !matches!(item.get_ref(), DeValue::String(_)) {
        let span = reader.span(item.span());
        let help = format!("write minutes and seconds in quotes: `{key} = \"1:05\"`");
        reader.error(Code::BadLength, span, format!("`{key}` is a text, like \"1:05\"")).help.push(help);
        return None;
    }
    let typed = text(key, item, reader)?;
    if typed.value.bytes().all(|b| matches!(b, b'0' | b':')) && typed.value.matches(':').count() == 1 {
        return Some(Spanned::new(0, typed.span));
    }
    match Length::parse(&typed.value) {
        Ok(length) => Some(Spanned::new(length.0, typed.span)),
        Err(cause) => {
            reader.error(Code::BadLength, typed.span, format!("`{}` is not a time", typed.value)).help.push(cause);
            None
        }
    }
}

const LEITMOTIF_KEYS: &[&str] = &["title", "slug", "owner", "instruments", "summary", "notation"];

/// `[[leitmotifs]]`.
pub fn leitmotifs(
    fields: &mut Fields,
    outer: &'static [&'static str],
    site: Site,
    reader: &mut Reader,
) -> Vec<LeitmotifMatter> {
    let mut all: Vec<LeitmotifMatter> = Vec::new();
    for one in fields.tables("leitmotifs", "a leitmotif", "[[leitmotifs]]", outer, reader) {
        let mut one = one.with_keys(LEITMOTIF_KEYS);
        let head = one.head(reader);
        let title = one.required_text("title", "title = \"…\"", reader);
        let stated = one.text("slug", reader);
        let slug = match (&stated, &title) {
            (Some(slug), _) => slug.value.clone(),
            (None, Some(title)) => slug_from(&title.value),
            (None, None) => String::new(),
        };
        let span = title.as_ref().map_or(head, |t| t.span);
        if let Some(fault) = slug_fault(&slug).filter(|_| !slug.is_empty()) {
            reader.error(Code::BadSlug, stated.as_ref().map_or(span, |s| s.span), fault);
        }
        if let Some(before) = all.iter().find(|m| !slug.is_empty() && m.slug == slug) {
            let other = Label { span: before.span, text: "this one has it too".into() };
            let it = reader.error(Code::DuplicateSlug, span, format!("two leitmotifs have the slug `{slug}`"));
            it.secondary.push(other);
            it.help.push("give one of them a `slug` of its own".into());
        }
        one.each_once("instruments", reader);
        let plain = title.map_or_else(|| slug.clone(), |t| t.value);
        let mut names = Names::told(plain, texts_of(&mut one, "names", site.codes, reader));
        names.romanised = one.plain("romanised", reader);
        let matter = LeitmotifMatter {
            slug,
            names,
            owner: told(&mut one, "owner", "owners", site, reader),
            instruments: one.list("instruments", reader, |item, reader| played("instruments", item, site, reader)),
            summaries: told(&mut one, "summary", "summaries", site, reader),
            notation: one.plain("notation", reader),
            returns: returns(&mut one, site, reader),
            span,
        };
        one.finish(reader);
        all.push(matter);
    }
    all
}

fn returns(fields: &mut Fields, site: Site, reader: &mut Reader) -> Vec<ReturnMatter> {
    let header = "[[leitmotifs.returns]]";
    let mut all = Vec::new();
    for mut one in fields.tables("returns", "a return", header, LEITMOTIF_KEYS, reader) {
        let span = one.head(reader);
        let track = one.required_text("track", "track = \"…\"", reader);
        let at = one.get("at", reader, |item, reader| moment("at", item, reader));
        let notes = told(&mut one, "note", "notes", site, reader);
        one.each_once("instruments", reader);
        let instruments = one.list("instruments", reader, |item, reader| played("instruments", item, site, reader));
        one.finish(reader);
        all.extend(track.map(|track| ReturnMatter { track, at, notes, instruments, span }));
    }
    all
}

/// `cues = [{ episode = 3, at = "12:40", scene = "…" }]`.
pub fn cues(fields: &mut Fields, site: Site, reader: &mut Reader) -> Vec<CueMatter> {
    let mut all = Vec::new();
    for mut one in fields.tables("cues", "a cue", "[[tracks.cues]]", &[], reader) {
        let drama = one.text("drama", reader);
        let episode = one.number("episode", 1, reader).map(|n| n.value);
        let at = one.get("at", reader, |item, reader| moment("at", item, reader)).map(|at| at.value);
        let scene = told(&mut one, "scene", "scenes", site, reader);
        if scene.plain.is_none() && !one.has("scene") && episode.is_none() && at.is_none() {
            one.missing("scene", "scene = \"…\"");
        }
        one.finish(reader);
        all.push(CueMatter { drama, episode, at, scene });
    }
    all
}

/// `[tracks.lyrics]`: texts whose lines are aligned, or only a link.
pub fn lyrics(fields: &mut Fields, site: Site, reader: &mut Reader) -> Option<Lyrics> {
    let item = fields.item("lyrics")?;
    let Some(mut fields) = fields_of(item, "`lyrics`") else {
        let span = reader.span(item.span());
        let help = "write `[tracks.lyrics]` with `rights`, `language` and `original` below, or only `link = \"…\"`";
        reader.error(Code::WrongType, span, "`lyrics` takes a table").help.push(help.into());
        return None;
    };
    fields = fields.below("[tracks.lyrics]", TRACK_KEYS);
    let language = fields.text("language", reader);
    if let Some(code) = &language {
        check_language(code, reader);
    }
    let rights = fields.word("rights", LyricsRights::WORDS, LyricsRights::from_word, reader);
    let licence = fields.plain("licence", reader);
    let source = fields.plain("source", reader);
    let link = super::record::outside_address(&mut fields, "link", reader);
    let original = fields.text("original", reader).filter(|t| !t.value.trim().is_empty());
    let romanised = fields.text("romanised", reader);
    let mut translations: Vec<(LanguageId, Spanned<String>)> =
        fields.text("translation", reader).map(|text| (LanguageId::ROOT, text)).into_iter().collect();
    let entries = fields.table("translations", "a table of languages", reader).map(|t| t.entries(reader));
    for (code, item) in entries.unwrap_or_default() {
        let typed = text("translations", item, reader);
        match site.codes.iter().position(|c| *c == code.value).and_then(|i| u8::try_from(i).ok()) {
            Some(index) => translations.extend(typed.map(|text| (LanguageId(index), text))),
            None => {
                reader.push(crate::config::unknown_language(&code, site.codes));
            }
        }
    }
    if let (Some(typed), false) = (&original, fields.has("rights")) {
        let help = "say why it may: `rights = \"own\"`, `\"public-domain\"` or `\"licensed\"` with `licence`; for \
                    every other song write only `link = \"https://…\"`";
        reader
            .error(Code::LyricsRights, typed.span, "the words of a song stand here without the right to print them")
            .help
            .push(help.into());
    }
    if let (Some(LyricsRights::Licensed), Some(typed)) = (rights, &original) {
        let wanted = [
            (licence.is_none() && !fields.has("licence"), "their licence", "licence = \"CC BY 4.0\""),
            (source.is_none() && !fields.has("source"), "where they are from", "source = \"https://…\""),
        ];
        for (_, what, example) in wanted.into_iter().filter(|(missing, ..)| *missing) {
            let message = format!("licensed lyrics need to say {what}");
            reader.error(Code::LyricsRights, typed.span, message).help.push(format!("write `{example}`, for instance"));
        }
    }
    if original.is_none() && link.is_none() && !fields.has("original") && !fields.has("link") {
        fields.missing("original", "original = \"\"\"…\"\"\"");
    }
    if original.is_some() && !fields.has("language") {
        fields.missing("language", "language = \"ko\"");
    }
    fields.finish(reader);
    let stanzas = original.map(|text| aligned(&text, romanised.as_ref(), &translations, reader)).unwrap_or_default();
    Some(Lyrics { language: language.map(|l| l.value).unwrap_or_default(), rights, licence, source, stanzas, link })
}

/// The lines of all texts side by side; a text whose lines do not fit those of the original is reported.
fn aligned<'t>(
    original: &Spanned<String>,
    romanised: Option<&'t Spanned<String>>,
    translations: &'t [(LanguageId, Spanned<String>)],
    reader: &mut Reader,
) -> Vec<Vec<LyricsLine>> {
    let lines = lines_of(&original.value);
    let fits = |name: &str, text: &'t Spanned<String>, reader: &mut Reader| {
        let own = lines_of(&text.value);
        let parts = (0..lines.len().max(own.len()))
            .find(|n| lines.get(*n).map(|l| l.is_empty()) != own.get(*n).map(|l| l.is_empty()));
        if let Some(n) = parts {
            let shown = |line: Option<&&str>| match line {
                None => "has ended".to_owned(),
                Some(&"") => "ends a stanza".to_owned(),
                Some(line) => format!("has “{line}”"),
            };
            let cause =
                format!("at line {} the original {} and the {name} {}", n + 1, shown(lines.get(n)), shown(own.get(n)));
            let it = reader.error(
                Code::LyricsLines,
                text.span,
                format!("the lines of the {name} do not fit the original's"),
            );
            it.secondary.push(Label { span: original.span, text: "the original".into() });
            it.help.push(format!("{cause}; give every line its own, and blank lines at the same places"));
            return None;
        }
        Some(own)
    };
    let romanised = romanised.and_then(|text| fits("romanisation", text, reader));
    let translated: Vec<(LanguageId, Vec<&str>)> = translations
        .iter()
        .filter_map(|(language, text)| fits("translation", text, reader).map(|lines| (*language, lines)))
        .collect();
    let mut stanzas: Vec<Vec<LyricsLine>> = vec![Vec::new()];
    for (n, line) in lines.iter().enumerate() {
        if line.is_empty() {
            stanzas.push(Vec::new());
            continue;
        }
        let at = |lines: &Vec<&str>| lines.get(n).map(|l| (*l).to_owned());
        let line = LyricsLine {
            original: (*line).to_owned(),
            romanised: romanised.as_ref().and_then(at),
            translations: translated.iter().filter_map(|(l, lines)| Some((*l, at(lines)?))).collect(),
        };
        if let Some(stanza) = stanzas.last_mut() {
            stanza.push(line);
        }
    }
    stanzas.retain(|stanza| !stanza.is_empty());
    stanzas
}

/// Trimmed lines; blank lines at the ends go, several in a row count as one.
fn lines_of(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.trim().lines().map(str::trim) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines
}
