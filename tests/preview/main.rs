//! The preview as another program sees it: over HTTP, while files change.

#![allow(clippy::unwrap_used, clippy::panic)]

mod any_edits;
mod desk;
mod early;
mod following;
mod half_written;
mod hostile;
mod http;
mod rounds;
#[path = "../harness/server.rs"]
mod server;
mod watching;
mod work;
