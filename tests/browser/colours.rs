//! The colours that a reader chooses: kept from page to page, told to the browser, and not lost when a page changes.

use crate::Test;
use crate::browser::Browser;
use crate::server::{Magazine, Server};
use serde_json::json;

pub const TESTS: &[(&str, Test)] = &[
    ("a choice of colours is remembered", a_choice_is_remembered),
    ("where nothing can be stored a choice holds for the page", a_choice_without_a_store),
];

const DARK: &str = "rgb(18, 19, 22)";
const PAPER: &str = "getComputedStyle(document.documentElement).backgroundColor";
const PRESSED: &str = "document.querySelector('[data-set-scheme][aria-pressed=true]').dataset.setScheme";
const BARS: &str = "[...document.querySelectorAll('meta[name=theme-color]')].map((it) => it.content).join()";

fn a_choice_is_remembered(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&server.url);
    assert_eq!(browser.value(PRESSED), json!("system"));
    assert_eq!(browser.value("document.querySelector('.scheme').checkVisibility()"), json!(true));
    assert_eq!(browser.value(BARS), json!("#ffd60a,#121316"));

    browser.run("document.querySelector('[data-set-scheme=dark]').click();");
    assert_eq!(browser.value(PAPER), json!(DARK));
    assert_eq!(browser.value(PRESSED), json!("dark"));
    assert_eq!(browser.value(BARS), json!("#121316,#121316"));

    browser.go(&format!("{}news/first/", server.url));
    assert_eq!(browser.value(PAPER), json!(DARK));
    assert_eq!(browser.value(PRESSED), json!("dark"));

    magazine.edit("content/articles/news/first.md", "A first paragraph", "Another paragraph");
    browser.until_shows("Another paragraph");
    assert_eq!(browser.value(PAPER), json!(DARK));
    assert_eq!(browser.value(PRESSED), json!("dark"));

    browser.run("document.querySelector('[data-set-scheme=system]').click();");
    assert_eq!(browser.value(PRESSED), json!("system"));
    assert_eq!(browser.value(BARS), json!("#ffd60a,#121316"));
}

fn a_choice_without_a_store(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&server.url);
    browser.run(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });\
         document.querySelector('[data-set-scheme=dark]').click();",
    );
    assert_eq!(browser.value(PAPER), json!(DARK));
    assert_eq!(browser.value(PRESSED), json!("dark"));
}
