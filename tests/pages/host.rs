//! Serves a built magazine on the loopback, as a static host would.

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// A host of one folder; it ends with this value.
pub struct Host {
    /// Where it answers, without a slash at the end.
    pub url: String,
    missed: Arc<Mutex<Vec<String>>>,
    _runtime: Runtime,
}

impl Host {
    /// Serves a folder. What a page asks for can be late: its style sheets, so that the page is read before it is
    /// painted, and all else once more as late, so that the page is painted before it has all.
    pub fn start(folder: &Path, late: Duration) -> Self {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let missed = Arc::default();
        let answers = Answers { folder: folder.to_owned(), late, missed: Arc::clone(&missed) };
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let answers = answers.clone();
                let service = service_fn(move |request| {
                    let answers = answers.clone();
                    async move { Ok::<_, Infallible>(answers.answer(&request).await) }
                });
                let connection = hyper::server::conn::http1::Builder::new();
                tokio::spawn(async move { connection.serve_connection(TokioIo::new(stream), service).await.is_ok() });
            }
        });
        Self { url, missed, _runtime: runtime }
    }

    /// What was asked for and is not there.
    pub fn missed(&self) -> Vec<String> {
        self.missed.lock().unwrap().clone()
    }
}

#[derive(Clone)]
struct Answers {
    folder: PathBuf,
    late: Duration,
    missed: Arc<Mutex<Vec<String>>>,
}

impl Answers {
    async fn answer(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        let path = percent_encoding::percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
        let mut file = self.folder.join(path.trim_start_matches('/'));
        if path.ends_with('/') {
            file.push("index.html");
        }
        if path.split('/').any(|part| part == "..") || !file.is_file() {
            self.missed.lock().unwrap().push(path);
            return self.not_found(&file);
        }
        let times = match file.extension().and_then(std::ffi::OsStr::to_str) {
            Some("html") => 0,
            Some("css") => 1,
            _ => 2,
        };
        if !self.late.is_zero() {
            tokio::time::sleep(self.late * times).await;
        }
        respond(200, &file)
    }

    /// The page for what is not there that lies nearest above.
    fn not_found(&self, file: &Path) -> Response<Full<Bytes>> {
        let folders = file.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.folder));
        let mut pages = folders.map(|folder| folder.join("404.html")).filter(|page| page.is_file());
        respond(404, &pages.next().unwrap_or_default())
    }
}

fn respond(status: u16, file: &Path) -> Response<Full<Bytes>> {
    let kind = mime_guess::from_path(file).first_or_octet_stream();
    let charset = if kind.type_() == "text" { "; charset=utf-8" } else { "" };
    let bytes = std::fs::read(file).unwrap_or_default();
    Response::builder()
        .status(status)
        .header("content-type", format!("{kind}{charset}"))
        .header("cache-control", "no-store")
        .body(Full::new(Bytes::from(bytes)))
        .unwrap()
}
