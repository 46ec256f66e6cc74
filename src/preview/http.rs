//! Answers requests: pages of the published edition, files, and events for open pages.

use super::editor::Editor;
use super::live::{self, with_client};
use super::published::{Drawn, Published};
use super::rounds;
use super::studio::Studio;
use super::watch::watch;
use super::{Said, Settings, Voice};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::LanguageId;
use crate::route::{Route, Shows};
use http_body_util::{BodyExt, Full, StreamBody, combinators::BoxBody};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch::Receiver;
use tokio_stream::StreamExt;

type Body = BoxBody<Bytes, Infallible>;

pub(super) fn serve(settings: Settings, studio: Studio, voice: Voice) -> Result<(), Vec<Diagnostic>> {
    let trouble = |error: std::io::Error| {
        vec![Diagnostic::environment(Code::BadOption, format!("the preview cannot be served: {error}"))]
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(trouble)?;
    let receiver = rounds::begin(studio, watch(&settings.root, settings.poll), Arc::clone(&voice));
    let base = receiver.borrow().edition.magazine().routes.base().path.clone();
    let editor = Arc::new(Editor::named(settings.editor.as_deref()));
    runtime.block_on(async {
        let listener = TcpListener::bind((settings.host.as_str(), settings.port)).await.map_err(trouble)?;
        let address = listener.local_addr().map_err(trouble)?;
        voice(Said::Listening { address, url: format!("http://{address}{base}"), moved: false });
        loop {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => return Ok(()),
                accepted = listener.accept() => {
                    let Ok((stream, _)) = accepted else { continue };
                    let (receiver, editor) = (receiver.clone(), Arc::clone(&editor));
                    tokio::spawn(async move {
                        let service = service_fn(move |request| answer(request, receiver.clone(), Arc::clone(&editor)));
                        let connection = http1::Builder::new()
                            .timer(TokioTimer::new())
                            .serve_connection(TokioIo::new(stream), service);
                        // A browser that went away is no fault.
                        let _ = connection.await;
                    });
                }
            }
        }
    })
}

fn whole(bytes: impl Into<Bytes>) -> Body {
    Full::new(bytes.into()).boxed()
}

async fn answer(
    request: Request<Incoming>,
    mut receiver: Receiver<Arc<Published>>,
    editor: Arc<Editor>,
) -> Result<Response<Body>, Infallible> {
    let published = Arc::clone(&receiver.borrow_and_update());
    let base = published.edition.magazine().routes.base().path.clone();
    let path = percent_encoding::percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    let inside = path.strip_prefix(&base).unwrap_or_default().to_owned();
    if inside == format!("{}client.js", live::FOLDER) {
        return Ok(respond(200, "text/javascript; charset=utf-8", whole(live::CLIENT)));
    }
    if inside == format!("{}events", live::FOLDER) {
        let events = live::events(receiver, request.uri().query().unwrap_or_default(), &editor);
        return Ok(respond(200, "text/event-stream", BodyExt::boxed(StreamBody::new(events.map(Ok)))));
    }
    if inside == super::desk::FOLDER {
        let page = tokio::task::spawn_blocking(move || super::desk::page(&published, &editor)).await;
        return Ok(respond(200, "text/html; charset=utf-8", whole(page.unwrap_or_default())));
    }
    let inspected = request.uri().query() == Some("inspect");
    let drawn = tokio::task::spawn_blocking(move || {
        let routes = &published.edition.magazine().routes;
        let missing = Route::new(LanguageId::ROOT, Shows::NotFound);
        let (found, route) = routes.at(&format!("/{inside}")).map_or((None, missing), |(path, r)| (Some(path), r));
        let html = output_is_html(found.unwrap_or("404.html"));
        let status = if found.is_some() { 200 } else { 404 };
        if inspected
            && html
            && let Some(path) = found
        {
            return respond(
                200,
                "text/html; charset=utf-8",
                whole(super::inspect::page(&published, path, route, &editor)),
            );
        }
        match &*published.draw(route) {
            Drawn::Bytes { bytes, hash } if html => {
                respond(status, "text/html; charset=utf-8", whole(with_client(bytes, hash, &published.edition)))
            }
            Drawn::Bytes { bytes, .. } => respond(status, kind(found.unwrap_or_default()), whole(bytes.clone())),
            Drawn::File(file) => {
                respond(status, kind(found.unwrap_or_default()), whole(std::fs::read(file).unwrap_or_default()))
            }
            Drawn::Failed(_) => respond(500, "text/plain; charset=utf-8", whole("this page cannot be drawn")),
        }
    });
    Ok(drawn.await.unwrap_or_else(|_| respond(500, "text/plain; charset=utf-8", whole("lost"))))
}

fn output_is_html(path: &str) -> bool {
    path.ends_with('/') || path.ends_with(".html")
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}

fn respond(status: u16, kind: &'static str, body: Body) -> Response<Body> {
    let response = Response::builder().status(status).header("content-type", kind).header("cache-control", "no-store");
    response.body(body).unwrap_or_default()
}
