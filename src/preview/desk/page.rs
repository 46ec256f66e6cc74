//! The desk as a page: every group with its entries, each a link to the page and to the file.

use super::{At, Entry, GROUPS};
use crate::preview::editor::Editor;
use crate::preview::paper;
use crate::preview::published::{Published, hash};
use crate::source::LineIndex;
use serde::Serialize;

/// So many entries of a group are listed; the others are counted.
const LISTED: usize = 200;

/// A place in a file, to be shown and opened.
#[derive(Debug, Serialize)]
pub struct Place {
    /// The file's path in the site.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// What opens it in the editor.
    pub open: Option<String>,
}

#[derive(Serialize)]
struct GroupView {
    id: usize,
    title: &'static str,
    why: &'static str,
    nothing: &'static str,
    count: usize,
    more: usize,
    entries: Vec<EntryView>,
}

#[derive(Serialize)]
struct EntryView {
    #[serde(flatten)]
    words: Words,
    place: Option<Place>,
}

#[derive(Serialize)]
struct Words {
    title: String,
    lang: Option<String>,
    note: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct DeskView<'a> {
    site: &'a str,
    lang: &'a str,
    home: String,
    groups: Vec<GroupView>,
    editor: bool,
}

/// The desk's HTML and the hash of its bytes.
pub fn drawn(published: &Published, editor: &Editor) -> (String, String) {
    let magazine = published.edition.magazine();
    let groups = GROUPS.iter().enumerate().map(|(id, group)| {
        let all = (group.find)(published);
        let count = all.len();
        let entries = all.into_iter().take(LISTED).map(|entry| view(published, editor, entry)).collect();
        let (title, why, nothing) = (group.title, group.why, group.nothing);
        GroupView { id, title, why, nothing, count, more: count.saturating_sub(LISTED), entries }
    });
    let view = DeskView {
        site: &magazine.config.title,
        lang: magazine.config.languages.first().map_or("", |language| &language.code),
        home: magazine.routes.url("/"),
        groups: groups.collect(),
        editor: editor.is_known(),
    };
    let html = paper::page("desk.html", &view);
    let hash = hash(html.as_bytes());
    (html, hash)
}

fn view(published: &Published, editor: &Editor, entry: Entry) -> EntryView {
    let Entry { title, lang, note, url, at } = entry;
    let place = at.map(|at| place(published, editor, &at));
    EntryView { words: Words { title, lang, note, url }, place }
}

/// Where something is written, as people count it.
pub fn place(published: &Published, editor: &Editor, at: &At) -> Place {
    let (sources, id, start) = match at {
        At::Served(span) => (published.edition.sources(), span.source, span.start),
        At::Now(span) => (&published.sources, span.source, span.start),
        At::File(path) => match published.sources.find(path) {
            Some(id) => (&published.sources, id, 0),
            None => return Place { path: path.clone(), line: 1, open: None },
        },
    };
    let source = sources.get(id);
    let start = start as usize;
    let found = source.shown(start..start).map(|(text, range)| LineIndex::new(text).place(text, range.start));
    let (line, column) = found.map_or((1, 1), |found| (found.line, found.column));
    let open = source.disk().and_then(|disk| editor.link(&disk, line, column));
    Place { path: source.path.to_string(), line, open }
}
