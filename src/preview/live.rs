//! What open pages are told: that theirs changed, moved or is gone, which files did, and what is wrong.

use super::editor::Editor;
use super::published::{Drawn, Published};
use crate::edition::Edition;
use hyper::body::{Bytes, Frame};
use serde::Serialize;
use std::sync::Arc;
use tokio::sync::watch::Receiver;
use tokio_stream::Stream;
use tokio_stream::wrappers::ReceiverStream;

/// Below the base path: what belongs to the preview and not to the magazine.
pub const FOLDER: &str = "_live/";

/// The script that keeps an open page up to date.
pub const CLIENT: &str = include_str!("client.js");

/// A page with the script, which is told the hash of what was sent.
pub fn with_client(html: &[u8], hash: &str, edition: &Edition) -> Vec<u8> {
    let base = &edition.magazine().routes.base().path;
    let tag = format!("<script src=\"{base}{FOLDER}client.js\" data-page=\"{hash}\" defer></script>\n");
    let end = html.windows(7).rposition(|bytes| bytes.eq_ignore_ascii_case(b"</body>")).unwrap_or(html.len());
    [&html[..end], tag.as_bytes(), &html[end..]].concat()
}

/// What a page is told.
#[derive(Debug, Serialize)]
pub struct News {
    /// The hash of the page as it is now; nothing when there is no such page.
    pub page: Option<String>,
}

/// What there is to tell to a page at `path`.
pub fn news(published: &Published, path: &str) -> News {
    let found = published.edition.at(path).map(|(_, route)| published.draw(route));
    let page = found.and_then(|drawn| match &*drawn {
        Drawn::Bytes { hash, .. } => Some(hash.clone()),
        Drawn::File(_) | Drawn::Failed(_) => None,
    });
    News { page }
}

/// The events for one open page, as the answer to a request with this query.
pub fn events(
    mut receiver: Receiver<Arc<Published>>,
    query: &str,
    _editor: &Arc<Editor>,
) -> impl Stream<Item = Frame<Bytes>> + Send + Sync + use<> {
    let (sender, frames) = tokio::sync::mpsc::channel(4);
    let asked = query.strip_prefix("path=").unwrap_or_default();
    let asked = percent_encoding::percent_decode_str(asked).decode_utf8_lossy().into_owned();
    receiver.mark_changed();
    tokio::spawn(async move {
        while receiver.changed().await.is_ok() {
            let published = Arc::clone(&receiver.borrow_and_update());
            let base = published.edition.magazine().routes.base().path.clone();
            let path = format!("/{}", asked.strip_prefix(&base).unwrap_or_default());
            let news = tokio::task::spawn_blocking(move || news(&published, &path)).await;
            let text = news.ok().and_then(|news| serde_json::to_string(&news).ok()).unwrap_or_default();
            if sender.send(Frame::data(Bytes::from(format!("data: {text}\n\n")))).await.is_err() {
                return;
            }
        }
    });
    ReceiverStream::new(frames)
}
