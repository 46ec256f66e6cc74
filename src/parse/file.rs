//! One file to what it is: by its place an article, a page, a record, or something that is published as it is.

use super::article::{self, ArticleMatter, PageMatter};
use super::front_matter::Markdown;
use super::markdown::{self, KnownShapes, Outline, foreign_load};
use super::place::Place;
use super::record::Site;
use super::{
    ArticleFile, One, PageFile, artist, award, chart, contributor, drama, event, instrument, issue, picture, playlist,
    soundtrack,
};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::fields::{Reader, document};
use crate::language::quotes;
use crate::model::{Kind, LanguageId, Record};
use crate::source::{SourceId, Span};
use std::ops::Range;
use std::sync::Arc;

/// A file to be parsed; its text, if it could be read as one.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub id: SourceId,
    pub path: &'a str,
    pub text: Option<&'a str>,
}

/// What the Markdown of files is read with, and how much of it.
#[derive(Clone, Copy)]
pub(super) struct With<'a> {
    pub config: &'a Config,
    pub shapes: &'a KnownShapes,
    /// Not the bodies of articles: their outlines stay empty.
    pub fronts_only: bool,
}

/// What a file is, by its place, with what could be read of it.
pub(super) fn one(file: File, place: Place, site: Site, with: With, diagnostics: &mut Vec<Diagnostic>) -> One {
    let File { id, path, text } = file;
    match place {
        Place::Elsewhere => One::Nothing,
        Place::Static(path) => One::Static(path),
        Place::Attachment => One::Attachment,
        Place::Sidecar(picture) => One::Sidecar(Arc::new(picture::read(id, text, picture, site, diagnostics))),
        Place::Article { section, slug, language, bundle } => {
            let (doc, body, sound) = Markdown::open(id, text, diagnostics);
            let mut reader = Reader::new(id, doc.base);
            let parsed = document(doc.toml, &mut reader);
            let key = key_of(path);
            let translation = language != LanguageId::ROOT;
            let site = Site { language, ..site };
            let mut matter = if sound {
                article::article(&parsed, translation, site, &mut reader)
            } else {
                ArticleMatter::default()
            };
            if !sound {
                matter.draft = Some(false);
            }
            let sound = sound && reader.diagnostics.is_empty();
            diagnostics.append(&mut reader.finish());
            let outline = if with.fronts_only {
                Arc::default()
            } else {
                outline(id, text, body.clone(), language, with, diagnostics)
            };
            One::Article(Arc::new(ArticleFile {
                source: id,
                section,
                slug,
                language,
                bundle,
                key,
                matter,
                outline,
                body,
                sound,
            }))
        }
        Place::Page { path, language } => {
            let (doc, body, sound) = Markdown::open(id, text, diagnostics);
            let mut reader = Reader::new(id, doc.base);
            let parsed = document(doc.toml, &mut reader);
            let matter = if sound { article::page(&parsed, &mut reader) } else { PageMatter::default() };
            diagnostics.append(&mut reader.finish());
            let outline = outline(id, text, body.clone(), language, with, diagnostics);
            One::Page(Arc::new(PageFile { source: id, path, language, matter, outline, body }))
        }
        Place::Record { kind, slug } => {
            let named = matches!(kind, Kind::Artist | Kind::Chart | Kind::Contributor | Kind::Instrument);
            let name = if named { "name = \"…\"" } else { "title = \"…\"" };
            let (text, readable) = toml_text(id, text, name, diagnostics);
            let mut reader = Reader::new(id, 0);
            let mut doc = document(text, &mut reader);
            doc.syntax_errors |= !readable;
            let mut one = match kind {
                Kind::Drama => One::Drama(Arc::new(drama::drama(&doc, &slug, site, &mut reader))),
                Kind::Soundtrack => One::Soundtrack(Arc::new(soundtrack::soundtrack(&doc, &slug, site, &mut reader))),
                Kind::Artist => One::Artist(Arc::new(artist::artist(&doc, &slug, site, &mut reader))),
                Kind::Chart => One::Chart(Arc::new(chart::chart(&doc, &slug, site, &mut reader))),
                Kind::Contributor => {
                    One::Contributor(Arc::new(contributor::contributor(&doc, &slug, site, &mut reader)))
                }
                Kind::Instrument => One::Instrument(Arc::new(instrument::instrument(&doc, &slug, site, &mut reader))),
                Kind::Award => One::Award(Arc::new(award::award(&doc, &slug, site, &mut reader))),
                Kind::Playlist => One::Playlist(Arc::new(playlist::playlist(&doc, &slug, site, &mut reader))),
                Kind::Event => One::Event(Arc::new(event::event(&doc, &slug, site, &mut reader))),
                Kind::Issue => One::Issue(Arc::new(issue::issue(&doc, &slug, site, &mut reader))),
                _ => One::Nothing,
            };
            let sound = readable && reader.diagnostics.iter().all(|d| d.severity != Severity::Error);
            let whole = readable && !reader.names_lost;
            let mark = |record: &mut Record| (record.sound, record.whole) = (sound, whole);
            match &mut one {
                One::Drama(it) => mark(&mut own(it).drama.record),
                One::Soundtrack(it) => {
                    let it = own(it);
                    mark(&mut it.record);
                    it.tracks.iter_mut().for_each(|track| mark(&mut track.record));
                }
                One::Artist(it) => mark(&mut own(it).artist.record),
                One::Chart(it) => mark(&mut own(it).record),
                One::Contributor(it) => mark(&mut own(it).record),
                One::Instrument(it) => mark(&mut own(it).instrument.record),
                One::Award(it) => mark(&mut own(it).award.record),
                One::Playlist(it) => mark(&mut own(it).record),
                One::Event(it) => mark(&mut own(it).record),
                One::Issue(it) => mark(&mut own(it).record),
                _ => {}
            }
            diagnostics.append(&mut reader.finish());
            one
        }
        Place::ChartWeek { chart, date } => {
            let (text, readable) = toml_text(id, text, "entries = [{ position = 1, track = \"…\" }]", diagnostics);
            let mut reader = Reader::new(id, 0);
            let mut doc = document(text, &mut reader);
            doc.syntax_errors |= !readable;
            let mut week = chart::chart_week(&doc, &chart, date, site, &mut reader);
            week.sound = readable && reader.diagnostics.is_empty();
            diagnostics.append(&mut reader.finish());
            One::ChartWeek(Arc::new(week))
        }
    }
}

/// What nobody else holds yet.
fn own<T: Clone>(shared: &mut Arc<T>) -> &mut T {
    Arc::make_mut(shared)
}

/// Folder and stem without language: `content/articles/news/x`.
pub fn key_of(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    format!("{folder}/{}", name.split('.').next().unwrap_or(name))
}

/// A record's text; an empty file is reported.
pub(super) fn toml_text<'a>(
    id: SourceId,
    text: Option<&'a str>,
    example: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> (&'a str, bool) {
    match text {
        Some(text) if text.trim().is_empty() => {
            let it = Diagnostic::error(Code::EmptyFile, Span::new(id, 0..0), "this file is empty");
            diagnostics.push(it.help(format!("write at least `{example}`, or remove the file")));
            ("", false)
        }
        Some(text) => (text, true),
        // Why it could not be read was said by `discover`.
        None => ("", false),
    }
}

/// The outline of a body, with what is wrong in it.
pub(super) fn outline(
    id: SourceId,
    text: Option<&str>,
    body: Range<usize>,
    language: LanguageId,
    with: With,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Outline> {
    let text = text.unwrap_or_default();
    let punctuation = quotes::of(with.config.code(language));
    let (_, mut outline, mut found) = markdown::read(text, body, id, with.shapes, Some(punctuation));
    diagnostics.append(&mut found);
    let foreign = outline.images.iter().filter(|image| foreign_load::host(&image.target).is_some());
    diagnostics.extend(foreign.map(|image| foreign_load::told(image.span, &image.target, true)));
    markdown::set_levels(text, &mut outline, diagnostics);
    Arc::new(outline)
}
