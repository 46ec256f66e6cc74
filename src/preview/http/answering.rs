//! A request to its answer.

use super::address::{Address, Found, find};
use super::body::{Body, HTML, TEXT, finish, lead, respond, set};
use super::conditional::{Validators, wanted};
use super::connections::{MOST_HEAD, MOST_STREAMS};
use super::content_type::content_type;
use super::failed;
use super::file::{self, Refused};
use super::guard::{Hosts, is_ours};
use crate::diagnostic::{Code, Diagnostic, show};
use crate::preview::desk;
use crate::preview::editor::Editor;
use crate::preview::inspect;
use crate::preview::live::{self, with_client};
use crate::preview::published::{Drawn, Published, hash};
use crate::preview::{Said, Settings, Voice};
use http_body_util::{BodyExt, StreamBody};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap};
use hyper::{Method, Request, Response, StatusCode};
use rustc_hash::FxHashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;
use tokio::sync::watch::Receiver;
use tokio_stream::StreamExt;

/// The longest target of a request, in bytes.
const LONGEST_TARGET: usize = 8 * 1024;

/// Everything that is needed to answer.
pub(super) struct Answers {
    published: Receiver<Arc<Published>>,
    root: PathBuf,
    hosts: Hosts,
    editor: Arc<Editor>,
    voice: Voice,
    /// Room for streams of events.
    streams: Arc<Semaphore>,
    /// The paths of files of which was said that they are refused.
    told: Mutex<FxHashSet<String>>,
}

impl Answers {
    /// Answers with what is published.
    pub fn new(published: Receiver<Arc<Published>>, settings: &Settings, voice: Voice) -> Self {
        let names = settings.allowed_hosts.iter().map(String::as_str).chain([settings.host.as_str()]);
        Self {
            published,
            root: settings.root.clone(),
            hosts: Hosts::new(names),
            editor: Arc::new(Editor::named(settings.editor.as_deref())),
            voice,
            streams: Arc::new(Semaphore::new(MOST_STREAMS)),
            told: Mutex::default(),
        }
    }

    /// The answer, and whether it is a stream of events.
    pub async fn answer(self: Arc<Self>, request: Request<Incoming>) -> (Response<Body>, bool) {
        let head = request.method() == Method::HEAD;
        let (response, streams) = self.choose(request, head).await;
        (finish(response, head), streams)
    }

    async fn choose(self: Arc<Self>, request: Request<Incoming>, head: bool) -> (Response<Body>, bool) {
        if let Err(refusal) = self.hosts.judge(&request) {
            return (refusal, false);
        }
        if !head && request.method() != Method::GET {
            let mut response = respond(StatusCode::METHOD_NOT_ALLOWED, TEXT, "only GET and HEAD are answered\n");
            set(&mut response, header::ALLOW, "GET, HEAD");
            return (response, false);
        }
        if request.uri().path_and_query().is_some_and(|it| it.as_str().len() > LONGEST_TARGET) {
            return (respond(StatusCode::URI_TOO_LONG, TEXT, "this address is too long\n"), false);
        }
        if request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum::<usize>() > MOST_HEAD {
            let text = "these headers are too long\n";
            return (respond(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, TEXT, text), false);
        }
        let lost = || respond(StatusCode::INTERNAL_SERVER_ERROR, TEXT, "this page could not be made\n");
        let mut published = Arc::clone(&self.published.borrow());
        let base = published.edition.magazine().routes.base().path.clone();
        let address = Address::read(request.uri().path(), &base);
        let is_refused = match &address {
            Address::Before | Address::Malformed => true,
            Address::Inside(path) => is_events(path) && !is_ours(request.headers()),
            Address::Outside => false,
        };
        if published.edition.is_early() && !is_refused {
            if let Address::Inside(path) = &address
                && request.uri().query() != Some("inspect")
                && let Some(response) =
                    Arc::clone(&self).early(published, path.clone(), request.headers().clone()).await
            {
                return (response, false);
            }
            // What is answered by an early edition is what the whole one answers; for all else it is waited for.
            let mut whole = self.published.clone();
            published = match whole.wait_for(|it| !it.edition.is_early()).await {
                Ok(whole) => Arc::clone(&whole),
                Err(_) => return (lost(), false),
            };
        }
        if matches!(&address, Address::Inside(path) if is_events(path)) {
            return self.events(&request, head);
        }
        // Drawing takes long compared to everything else here, so other threads do it.
        let work = move || self.of_edition(&published, address, &request);
        let answer = tokio::task::spawn_blocking(work).await;
        (answer.unwrap_or_else(|_| lost()), false)
    }

    /// What is at a path, if an early edition can tell.
    async fn early(self: Arc<Self>, of: Arc<Published>, path: String, headers: HeaderMap) -> Option<Response<Body>> {
        let work = move || {
            let inside = path.strip_prefix('/').unwrap_or(&path);
            if inside.strip_prefix(live::FOLDER) == Some("client.js") {
                return self.of_preview(&of, &path, &headers);
            }
            // What is the preview's own, or only leads to where a page is.
            if inside.starts_with(live::FOLDER) || inside.starts_with(desk::FOLDER) || path.ends_with("/index.html") {
                return None;
            }
            let drawn = of.draw_early(&path)?;
            self.give(&of, &path, &drawn, &headers).ok()
        };
        tokio::task::spawn_blocking(work).await.ok().flatten()
    }

    /// A stream of events, for a page of ours.
    fn events(&self, request: &Request<Incoming>, head: bool) -> (Response<Body>, bool) {
        if !is_ours(request.headers()) {
            let text = "events are only for pages of this preview\n";
            return (respond(StatusCode::FORBIDDEN, TEXT, text), false);
        }
        let mut response = Response::new(super::body::nothing());
        set(&mut response, header::CONTENT_TYPE, "text/event-stream; charset=utf-8");
        if head {
            return (response, false);
        }
        let Ok(room) = Arc::clone(&self.streams).try_acquire_owned() else {
            let text = "too many pages are open already\n";
            return (respond(StatusCode::SERVICE_UNAVAILABLE, TEXT, text), false);
        };
        let query = request.uri().query().unwrap_or_default();
        let events = live::events(self.published.clone(), query, &self.editor);
        let stream = BodyExt::boxed(StreamBody::new(events.map(Ok)));
        *response.body_mut() = super::body::holding(stream, room);
        (response, true)
    }

    fn of_edition(&self, published: &Published, address: Address, request: &Request<Incoming>) -> Response<Body> {
        let routes = &published.edition.magazine().routes;
        let query = request.uri().query();
        let with_query = |url: String| match query {
            Some(query) => format!("{url}?{query}"),
            None => url,
        };
        let path = match address {
            Address::Malformed => {
                return respond(StatusCode::NOT_FOUND, TEXT, "this is no address of a magazine\n");
            }
            Address::Before => return lead(StatusCode::FOUND, &with_query(routes.base().path.clone())),
            Address::Outside => return self.missing(published, "/", request),
            Address::Inside(path) => path,
        };
        if let Some(response) = self.of_preview(published, &path, request.headers()) {
            return response;
        }
        match find(&published.edition, &path) {
            Found::Elsewhere(url) => lead(StatusCode::PERMANENT_REDIRECT, &with_query(url)),
            Found::Nothing => self.missing(published, &path, request),
            Found::Here(path, route) if query == Some("inspect") => {
                respond(StatusCode::OK, HTML, inspect::page(published, path, route, &self.editor.in_round(published)))
            }
            Found::Here(path, route) => {
                self.give(published, path, &published.draw(route), request.headers()).unwrap_or_else(|error| {
                    respond(StatusCode::INTERNAL_SERVER_ERROR, TEXT, format!("this file cannot be read: {error}\n"))
                })
            }
        }
    }

    /// What belongs to the preview and not to the magazine.
    fn of_preview(&self, published: &Published, path: &str, headers: &HeaderMap) -> Option<Response<Body>> {
        let inside = path.strip_prefix('/').unwrap_or(path);
        if inside == desk::FOLDER {
            let (html, hash) = desk::drawn(published, &self.editor.in_round(published));
            return Some(respond(StatusCode::OK, HTML, with_client(html.as_bytes(), &hash, &published.edition)));
        }
        if Some(inside) == desk::FOLDER.strip_suffix('/') {
            let base = &published.edition.magazine().routes.base().path;
            return Some(lead(StatusCode::PERMANENT_REDIRECT, &format!("{base}{}", desk::FOLDER)));
        }
        match inside.strip_prefix(live::FOLDER)? {
            "client.js" => {
                let etag = format!("\"{}\"", hash(live::CLIENT.as_bytes()));
                bytes(live::CLIENT.into(), etag, &content_type(path), headers).ok()
            }
            _ => Some(respond(StatusCode::NOT_FOUND, TEXT, "the preview has nothing here\n")),
        }
    }

    /// What was drawn at a path.
    fn give(
        &self,
        published: &Published,
        path: &str,
        drawn: &Drawn,
        headers: &HeaderMap,
    ) -> std::io::Result<Response<Body>> {
        let kind = content_type(path);
        match drawn {
            Drawn::Bytes { bytes: page, hash } if kind == HTML => {
                live::give(path, published);
                // The script is put in, so these are not the bytes that the tag is of.
                bytes(with_client(page, hash, &published.edition).into(), format!("W/\"{hash}\""), &kind, headers)
            }
            Drawn::Bytes { bytes: made, hash } => bytes(made.clone().into(), format!("\"{hash}\""), &kind, headers),
            Drawn::File(disk) => match file::open(&self.root, disk) {
                Ok(file) => {
                    self.tell(published, path, None);
                    file::answer(file, &kind, headers)
                }
                Err(Refused::Gone) => {
                    Ok(respond(StatusCode::NOT_FOUND, TEXT, "this file is not there, or cannot be read\n"))
                }
                Err(Refused::Escapes) => {
                    self.tell(published, path, Some(escapes(&self.root, disk)));
                    let text = "a symbolic link leads out of the magazine here; the preview does not follow it\n";
                    Ok(respond(StatusCode::NOT_FOUND, TEXT, text))
                }
            },
            Drawn::Failed(wrong) => {
                let text = show::show(wrong, published.edition.sources(), show::Format::Text { colour: false });
                let page = failed::page(&text);
                let hash = hash(page.as_bytes());
                let page = with_client(page.as_bytes(), &hash, &published.edition);
                Ok(respond(StatusCode::INTERNAL_SERVER_ERROR, HTML, page))
            }
        }
    }

    /// The page that is shown where there is nothing, in the language of the path.
    fn missing(&self, published: &Published, path: &str, request: &Request<Incoming>) -> Response<Body> {
        let from = request.headers().get(header::REFERER).and_then(|it| it.to_str().ok());
        (self.voice)(Said::Missing { address: request.uri().path(), from });
        match &*published.draw(published.missing(path)) {
            Drawn::Bytes { bytes, hash } => {
                respond(StatusCode::NOT_FOUND, HTML, with_client(bytes, hash, &published.edition))
            }
            Drawn::File(_) | Drawn::Failed(_) => respond(StatusCode::NOT_FOUND, TEXT, "there is nothing here\n"),
        }
    }

    /// Says what is wrong with the file of a path, once, until it is well again.
    fn tell(&self, published: &Published, path: &str, wrong: Option<Diagnostic>) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        match wrong {
            Some(it) if told.insert(path.to_owned()) => {
                (self.voice)(Said::Trouble { diagnostics: &[it], sources: published.edition.sources() });
            }
            Some(_) => {}
            None => {
                told.remove(path);
            }
        }
    }
}

/// Whether a path is that of the stream of events.
fn is_events(path: &str) -> bool {
    path.strip_prefix('/').and_then(|it| it.strip_prefix(live::FOLDER)) == Some("events")
}

fn escapes(root: &std::path::Path, disk: &std::path::Path) -> Diagnostic {
    let shown = disk.strip_prefix(root).unwrap_or(disk).display().to_string();
    Diagnostic::about_file(Code::BadPath, shown, "a symbolic link leads out of the magazine here").help(
        "a build follows it; the preview answers only files that lie in the magazine's folder, so put the file there",
    )
}

/// The answer with bytes in memory, or with what is wanted of them.
fn bytes(all: Bytes, etag: String, kind: &str, headers: &HeaderMap) -> std::io::Result<Response<Body>> {
    let length = all.len() as u64;
    let validators = Validators { etag, modified: None };
    let wanted = wanted(headers, &validators, length);
    file::respond(wanted, &validators, kind, length, |range| {
        let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).min(all.len());
        Ok(super::body::whole(all.slice(place(*range.start())..place(range.end() + 1))))
    })
}
