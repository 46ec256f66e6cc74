//! Bodies and the headers that every answer has.

use http_body_util::{BodyExt, Empty, Full, combinators::BoxBody};
use hyper::body::{Bytes, Frame, SizeHint};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use std::pin::Pin;
use std::task::{Context, Poll};

/// The body of an answer.
pub(super) type Body = BoxBody<Bytes, std::io::Error>;

/// Plain text.
pub(super) const TEXT: &str = "text/plain; charset=utf-8";
/// A page.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// A body of these bytes.
pub(super) fn whole(bytes: impl Into<Bytes>) -> Body {
    Full::new(bytes.into()).map_err(|never| match never {}).boxed()
}

/// No body.
pub(super) fn nothing() -> Body {
    Empty::new().map_err(|never| match never {}).boxed()
}

/// An answer of these bytes.
pub(super) fn respond(status: StatusCode, kind: &str, bytes: impl Into<Bytes>) -> Response<Body> {
    let bytes = bytes.into();
    let length = bytes.len();
    let mut response = Response::new(whole(bytes));
    *response.status_mut() = status;
    set(&mut response, header::CONTENT_TYPE, kind);
    set(&mut response, header::CONTENT_LENGTH, &length.to_string());
    response
}

/// An answer that leads to another address.
pub(super) fn lead(status: StatusCode, to: &str) -> Response<Body> {
    let mut response = respond(status, TEXT, format!("{to}\n"));
    set(&mut response, header::LOCATION, to);
    response
}

/// Sets a header. What cannot be a header's value is left out: nobody can put a line break into an answer.
pub(super) fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::try_from(value) {
        response.headers_mut().insert(name, value);
    }
}

/// What every answer has; an answer to `HEAD` has nothing else.
pub(super) fn finish(mut response: Response<Body>, head: bool) -> Response<Body> {
    set(&mut response, header::CACHE_CONTROL, "no-store");
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Drafts are shown here. No page of another origin may take them in as a picture, script or style; framing stays
    // allowed, because previews of phones and editors do it, and a frame's content cannot be read from outside.
    set(&mut response, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if head {
        *response.body_mut() = nothing();
    }
    response
}

/// A body with something that is to be dropped with it.
pub(super) fn holding<T: Send + Sync + Unpin + 'static>(body: Body, held: T) -> Body {
    Holding { body, _held: held }.boxed()
}

struct Holding<T> {
    body: Body,
    _held: T,
}

impl<T: Unpin> hyper::body::Body for Holding<T> {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
