//! Rounds: what is served after a change is what a build would write.

use crate::server::{Magazine, Server};

#[test]
fn a_change_is_seen() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    magazine.edit("content/articles/news/first.md", "A first paragraph", "Another beginning");
    server.until_shows("/mag/news/first/", "Another beginning");
}
