//! Files on disk: opened where they really lie, if that is inside the magazine, and sent a piece at a time.

use super::body::{Body, set};
use super::conditional::{Validators, Wanted, wanted};
use http_body_util::{BodyExt, StreamBody};
use hyper::body::Frame;
use hyper::header::{self, HeaderMap};
use hyper::{Response, StatusCode};
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::io::AsyncReadExt;
use tokio_stream::StreamExt;
use tokio_util::io::ReaderStream;

/// So much is read and sent at a time, in bytes.
const PIECE: usize = 64 * 1024;

/// Why a file is not answered.
pub(super) enum Refused {
    /// It is not there any more, cannot be read, or is no file.
    Gone,
    /// A symbolic link leads out of the magazine.
    Escapes,
}

/// Opens a file of the magazine at `root`.
pub(super) fn open(root: &Path, disk: &Path) -> Result<File, Refused> {
    let real = disk.canonicalize().map_err(|_| Refused::Gone)?;
    if !lies_inside(root, &real) {
        return Err(Refused::Escapes);
    }
    // A pipe would have to be waited for.
    if !real.metadata().is_ok_and(|it| it.is_file()) {
        return Err(Refused::Gone);
    }
    File::open(real).map_err(|_| Refused::Gone)
}

/// The magazine is its root, `content/`, `themes/` and each theme, wherever these lie.
fn lies_inside(root: &Path, real: &Path) -> bool {
    let holds = |folder: PathBuf| folder.canonicalize().is_ok_and(|folder| real.starts_with(folder));
    let themes = || std::fs::read_dir(root.join("themes")).into_iter().flatten().flatten().map(|entry| entry.path());
    let root_itself = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root.to_path_buf() };
    holds(root_itself) || holds(root.join("content")) || holds(root.join("themes")) || themes().any(holds)
}

/// The answer with a file, or with what is wanted of it.
pub(super) fn answer(file: File, kind: &str, headers: &HeaderMap) -> std::io::Result<Response<Body>> {
    let metadata = file.metadata()?;
    let (length, modified) = (metadata.len(), metadata.modified().ok());
    let stamp = modified.and_then(|it| it.duration_since(UNIX_EPOCH).ok()).map_or(0, |it| it.as_nanos());
    let validators = Validators { etag: format!("\"{length:x}-{stamp:x}\""), modified };
    let wanted = wanted(headers, &validators, length);
    respond(wanted, &validators, kind, length, |range| part(file, range))
}

/// The answer with what is wanted of a resource; `part` gives the bytes of a range.
pub(super) fn respond(
    wanted: Wanted,
    validators: &Validators,
    kind: &str,
    length: u64,
    part: impl FnOnce(RangeInclusive<u64>) -> std::io::Result<Body>,
) -> std::io::Result<Response<Body>> {
    let mut response = Response::new(super::body::nothing());
    let (status, sent) = match wanted {
        Wanted::Everything if length == 0 => (StatusCode::OK, None),
        Wanted::Everything => (StatusCode::OK, Some(0..=length - 1)),
        Wanted::Part(range) => (StatusCode::PARTIAL_CONTENT, Some(range)),
        Wanted::NotModified => (StatusCode::NOT_MODIFIED, None),
        Wanted::Unsatisfiable => (StatusCode::RANGE_NOT_SATISFIABLE, None),
    };
    *response.status_mut() = status;
    set(&mut response, header::ETAG, &validators.etag);
    set(&mut response, header::ACCEPT_RANGES, "bytes");
    if let Some(modified) = validators.modified.filter(|it| *it <= SystemTime::now() && *it >= UNIX_EPOCH) {
        set(&mut response, header::LAST_MODIFIED, &httpdate::fmt_http_date(modified));
    }
    match status {
        StatusCode::NOT_MODIFIED => return Ok(response),
        StatusCode::RANGE_NOT_SATISFIABLE => {
            set(&mut response, header::CONTENT_RANGE, &format!("bytes */{length}"));
        }
        StatusCode::PARTIAL_CONTENT => {
            if let Some(range) = &sent {
                let text = format!("bytes {}-{}/{length}", range.start(), range.end());
                set(&mut response, header::CONTENT_RANGE, &text);
            }
        }
        _ => {}
    }
    let size = sent.as_ref().map_or(0, |range| range.end() - range.start() + 1);
    set(&mut response, header::CONTENT_TYPE, kind);
    set(&mut response, header::CONTENT_LENGTH, &size.to_string());
    if let Some(range) = sent {
        *response.body_mut() = part(range)?;
    }
    Ok(response)
}

/// These bytes of a file; nothing is read before somebody takes it.
fn part(mut file: File, range: RangeInclusive<u64>) -> std::io::Result<Body> {
    file.seek(SeekFrom::Start(*range.start()))?;
    let reader = tokio::fs::File::from_std(file).take(range.end() - range.start() + 1);
    let pieces = ReaderStream::with_capacity(reader, PIECE);
    Ok(BodyExt::boxed(StreamBody::new(pieces.map(|piece| piece.map(Frame::data)))))
}
