//! Answers: statuses, headers, what is refused.

use crate::server::{Magazine, Server};

#[test]
fn a_page_is_answered() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    let answer = server.get("/mag/news/first/");
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("A first paragraph"), "{}", answer.text());
}
