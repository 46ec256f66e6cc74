//! What open pages are told: that theirs changed, moved or is gone, which files did, and what is wrong.
//!
//! A page that is open asks for events, says its path and the hash of what it shows, and is told whenever something is
//! otherwise for it. Because it says what it has, a page that connects again catches up, also after a restart.

use super::desk;
use super::editor::Editor;
use super::follow::Identity;
use super::problems::Problems;
use super::published::{Drawn, Published};
use crate::diagnostic::Diagnostic;
use crate::edition::Edition;
use hyper::body::{Bytes, Frame};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::watch::Receiver;
use tokio::time::MissedTickBehavior;
use tokio_stream::Stream;
use tokio_stream::wrappers::ReceiverStream;

/// Below the base path: what belongs to the preview and not to the magazine.
pub const FOLDER: &str = "_live/";

/// The script that keeps an open page up to date.
pub const CLIENT: &str = concat!(
    "// The live preview of Leitmotif. A build has nothing of this.\n(() => {\n\"use strict\";\n\n",
    include_str!("client/morph.js"),
    "\n",
    include_str!("client/files.js"),
    "\n",
    include_str!("client/overlay.js"),
    "\n",
    include_str!("client/live.js"),
    "})();\n"
);

/// So often something is sent, so that a connection of which the other end is gone is noticed.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Of so many pages it is remembered what they showed; when there are more, it is begun anew.
const REMEMBERED: usize = 512;

/// What the pages showed that were open in this run. A hidden page keeps no connection, so this outlives those: when
/// it asks again and its address is gone, it can still be told where it went.
static REMEMBERED_PAGES: LazyLock<Mutex<FxHashMap<String, Identity>>> = LazyLock::new(Mutex::default);

/// Tells runs of the preview apart, so that a round's number means something.
static RUN: LazyLock<String> = LazyLock::new(|| {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{:x}", now.as_nanos())
});

/// A page with the script, which is told the hash of what was sent.
///
/// The script stands last and is not deferred: it must see the page before the page's own deferred scripts change it.
pub fn with_client(html: &[u8], hash: &str, edition: &Edition) -> Vec<u8> {
    let base = &edition.magazine().routes.base().path;
    let tag = format!("<script src=\"{base}{FOLDER}client.js\" data-page=\"{hash}\"></script>\n");
    let end = html.windows(7).rposition(|bytes| bytes.eq_ignore_ascii_case(b"</body>")).unwrap_or(html.len());
    [&html[..end], tag.as_bytes(), &html[end..]].concat()
}

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// It is as the browser has it.
    Same,
    /// It is otherwise.
    Changed,
    /// It has another address.
    Moved,
    /// There is nothing at its address, and it is nowhere else.
    Gone,
    /// It cannot be drawn.
    Failed,
}

/// What became of a page, and what it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Page {
    state: State,
    /// Of its bytes.
    hash: Option<String>,
    /// Its new address, with the base path.
    to: Option<String>,
}

/// What a page is told: one event.
#[derive(Serialize)]
struct News<'a> {
    run: &'a str,
    round: u64,
    page: Page,
    /// Addresses with the base path whose bytes changed since it was told last.
    files: Vec<String>,
    /// What is wrong; absent while it is what it was told last.
    problems: Option<&'a Problems>,
}

/// A page that is open in a browser.
struct OpenPage {
    /// With the base path that it has when it first asks.
    asked: String,
    /// That base path; that of the site may be another later.
    base: Option<String>,
    /// What the browser shows.
    hash: String,
    /// The round whose files it has; absent at first, and after a restart.
    since: Option<u64>,
    /// Whether it shows that there is nothing at its address.
    shows_missing: bool,
    told: Option<(Page, Problems)>,
    /// What it showed last; whatever else was asked for since, an open page is known.
    shown: Option<Identity>,
    editor: Arc<Editor>,
}

impl OpenPage {
    /// A page that asks with this query: `path`, `page` (a hash) and perhaps `since` (run and round).
    fn asking(query: &str, editor: Arc<Editor>) -> Self {
        let value = |name: &str| {
            let pair = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
            pair.map(|text| decoded(&text.replace('+', " "))).unwrap_or_default()
        };
        let since = value("since");
        let since = since.strip_prefix(RUN.as_str()).and_then(|rest| rest.strip_prefix('.')?.parse().ok());
        // Once for the query, once for the address itself.
        let asked = decoded(&value("path"));
        Self { asked, base: None, hash: value("page"), since, shows_missing: false, told: None, shown: None, editor }
    }

    /// What there is to tell it about an edition, if something is otherwise than it was told.
    fn news(&mut self, published: &Published) -> Option<String> {
        let (page, failures) = self.page(published);
        let files = self.since.map(|round| published.changed_urls(round)).unwrap_or_default();
        self.since = Some(published.round);
        let problems = match &self.told {
            Some((_, before)) if before.still_hold(published, &failures) => None,
            _ => Some(Problems::of(published, &failures, &self.editor.in_round(published))),
        };
        let is_told = self.told.as_ref().is_some_and(|(before, _)| *before == page);
        if is_told && files.is_empty() && problems.is_none() {
            return None;
        }
        let news = News { run: &RUN, round: published.round, page: page.clone(), files, problems: problems.as_ref() };
        let text = serde_json::to_string(&news).ok()?;
        if let Some(hash) = &page.hash {
            self.hash.clone_from(hash);
        }
        // What changed is from now on what it has.
        let known = if page.state == State::Changed { Page { state: State::Same, ..page } } else { page };
        let problems = problems.or_else(|| self.told.take().map(|(_, before)| before)).unwrap_or_default();
        self.told = Some((known, problems));
        Some(text)
    }

    /// What became of it, and what is wrong with it alone.
    fn page(&mut self, published: &Published) -> (Page, Vec<Diagnostic>) {
        let routes = &published.edition.magazine().routes;
        let state = |state, hash: Option<&String>| Page { state, hash: hash.cloned(), to: None };
        let base = &routes.base().path;
        let known = self.base.get_or_insert_with(|| base.clone());
        let Some(inside) = self.asked.strip_prefix(known.as_str()) else {
            return (state(State::Same, Some(&self.hash)), Vec::new());
        };
        let path = format!("/{inside}");
        let moved = |to: &str| (Page { state: State::Moved, hash: None, to: Some(routes.url(to)) }, Vec::new());
        if known != base {
            return moved(&path);
        }
        if inside == desk::FOLDER {
            let (_, hash) = desk::drawn(published, &self.editor.in_round(published));
            let is_same = hash == self.hash;
            return (state(if is_same { State::Same } else { State::Changed }, Some(&hash)), Vec::new());
        }
        let found = published.edition.at(&path).map(|(path, route)| (path.to_owned(), route));
        let (route, is_missing) = match &found {
            Some((_, route)) => (*route, false),
            None => (published.missing(&path), true),
        };
        let drawn = published.draw(route);
        // What the browser has is what is there, whatever was there before.
        let is_shown = matches!(&*drawn, Drawn::Bytes { hash, .. } if *hash == self.hash);
        let to = remembered(&path, published, is_shown, &mut self.shown);
        if let Some(to) = to.filter(|to| *to != path) {
            return moved(&to);
        }
        match &*drawn {
            Drawn::Failed(wrong) => (state(State::Failed, None), wrong.clone()),
            // A file of the author's own, into which no script is put.
            Drawn::File(_) => (state(State::Same, Some(&self.hash)), Vec::new()),
            Drawn::Bytes { hash, .. } => {
                let same = *hash == self.hash;
                if is_missing && !same && !self.shows_missing {
                    return (state(State::Gone, None), Vec::new());
                }
                self.shows_missing = is_missing;
                (state(if same { State::Same } else { State::Changed }, Some(hash)), Vec::new())
            }
        }
    }
}

/// Notes that a browser is given the page at a path (from `/`, without the base path), whatever was there before.
pub fn give(path: &str, published: &Published) {
    remembered(path, published, true, &mut None);
}

/// Where the page is now that was at a path when it was last asked for, or that somebody has open there (`own`);
/// remembers what is there. A browser that shows what is there does not mean what was there before.
fn remembered(path: &str, published: &Published, is_shown: bool, own: &mut Option<Identity>) -> Option<String> {
    let mut pages = REMEMBERED_PAGES.lock().ok()?;
    let before = own.as_ref().or_else(|| pages.get(path)).filter(|_| !is_shown);
    let to = before.and_then(|before| before.path_in(published));
    let now = Identity::of(published, path);
    if let Some(now) = now.filter(|_| to.as_deref().is_none_or(|to| to == path)) {
        if pages.len() >= REMEMBERED {
            pages.clear();
        }
        pages.insert(path.to_owned(), now.clone());
        *own = Some(now);
    }
    to
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The events for one open page, as the answer to a request with this query.
///
/// One task makes them, and no more than one waits to be read: who reads slowly gets what is newest then.
pub fn events(
    mut receiver: Receiver<Arc<Published>>,
    query: &str,
    editor: &Arc<Editor>,
) -> impl Stream<Item = Frame<Bytes>> + Send + Sync + use<> {
    let (sender, frames) = tokio::sync::mpsc::channel(1);
    let mut page = OpenPage::asking(query, Arc::clone(editor));
    receiver.mark_changed();
    tokio::spawn(async move {
        let mut alive = tokio::time::interval(KEEP_ALIVE);
        // After a computer slept, or for a slow reader, one is enough.
        alive.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let text = tokio::select! {
                biased;
                () = sender.closed() => return,
                changed = receiver.changed() => {
                    let published = match changed {
                        Ok(()) => Arc::clone(&receiver.borrow_and_update()),
                        Err(_) => return,
                    };
                    let work = tokio::task::spawn_blocking(move || {
                        let text = page.news(&published);
                        (page, text)
                    });
                    let Ok((known, text)) = work.await else { return };
                    page = known;
                    match text {
                        Some(text) => format!("data: {text}\n\n"),
                        None => continue,
                    }
                }
                _ = alive.tick() => ":\n\n".to_owned(),
            };
            if sender.send(Frame::data(Bytes::from(text))).await.is_err() {
                return;
            }
        }
    });
    ReceiverStream::new(frames)
}
