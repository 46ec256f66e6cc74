//! An open page follows its address, and catches up with what it missed.

use crate::Test;
use crate::browser::{Browser, OVERLAY_TEXT};
use crate::server::{Magazine, Server};

pub const TESTS: &[(&str, Test)] = &[
    ("a page that moved is followed", a_page_moves),
    ("a page that is gone is kept, and comes back", a_page_goes),
    ("another page at an address that was left is shown", another_page_at_an_old_address),
    ("a base path that changes is followed", a_base_path_changes),
    ("a base path that changes is followed by the desk", a_base_path_changes_under_the_desk),
    ("a page that is not there yet appears", a_page_appears),
    ("an open page catches up when the preview starts again", a_restart),
    ("many tabs are kept up to date", many_tabs),
];

const FIRST: &str = "content/articles/news/first.md";

fn a_page_moves(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.run("window.survived = true;");
    magazine.edit(FIRST, "date = 2025-01-01", "date = 2025-01-01\nslug = \"elsewhere\"");
    browser.until("location.pathname === '/mag/news/elsewhere/' && window.survived");
    // It is kept up to date there, too.
    magazine.edit(FIRST, "A first paragraph", "Another beginning");
    browser.until_shows("Another beginning");
}

fn another_page_at_an_old_address(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    magazine.edit(FIRST, "date = 2025-01-01", "date = 2025-01-01\nslug = \"elsewhere\"");
    browser.until("location.pathname === '/mag/news/elsewhere/'");
    let other = "content/articles/news/other.md";
    magazine.write(other, "+++\ntitle = \"Another one\"\nslug = \"first\"\ndate = 2025-03-01\n+++\nAnother text.\n");
    server.until_shows("/mag/news/first/", "Another text.");
    browser.open(&format!("{}news/first/", server.url));
    magazine.edit(other, "Another text.", "Another text, edited.");
    browser.until("document.body.innerText.includes('edited') && location.pathname === '/mag/news/first/'");
}

fn a_base_path_changes(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    magazine.edit("site.toml", "mag.example/mag/", "mag.example/magazine/");
    browser.until("location.pathname === '/magazine/news/first/'");
    magazine.edit(FIRST, "A first paragraph", "Another beginning");
    browser.until_shows("Another beginning");
}

/// Of a page that runs no scripts of the theme, which would have it loaded whole.
fn a_base_path_changes_under_the_desk(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}_desk/", server.url));
    magazine.edit("site.toml", "mag.example/mag/", "mag.example/magazine/");
    browser.until("location.pathname === '/magazine/_desk/'");
    magazine.edit("site.toml", "mag.example/magazine/", "mag.example/mag/");
    browser.until("location.pathname === '/mag/_desk/'");
}

fn a_page_goes(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.run("window.survived = true;");
    let text = magazine.read(FIRST);
    magazine.remove(FIRST);
    browser.until(&format!("{OVERLAY_TEXT}.includes('This page is gone')"));
    browser.until_shows("A first paragraph");
    magazine.write(FIRST, &text.replace("A first paragraph", "It is back"));
    browser.until_shows("It is back");
    browser.until(&format!("!{OVERLAY_TEXT}.includes('This page is gone') && window.survived"));
}

fn a_page_appears(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/third/", server.url));
    magazine.write("content/articles/news/third.md", &magazine.read(FIRST).replace("A first", "A third"));
    browser.until_shows("A third paragraph");
}

fn a_restart(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.run("window.survived = true;");
    let port = server.address.port().to_string();
    drop(server);
    magazine.edit(FIRST, "A first paragraph", "Written meanwhile");
    let _server = Server::start(&magazine.root, &["--port", &port]);
    browser.until("document.body.innerText.includes('Written meanwhile') && window.survived");
    magazine.edit(FIRST, "Written meanwhile", "Written afterwards");
    browser.until_shows("Written afterwards");
}

fn many_tabs(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    let tabs: Vec<_> = (0..9).map(|_| browser.open(&format!("{}news/first/", server.url))).collect();
    magazine.edit(FIRST, "A first paragraph", "Seen by everyone");
    for tab in &tabs {
        browser.turn_to(tab);
        browser.until_shows("Seen by everyone");
    }
    // One that nobody looked at while its page moved finds it.
    magazine.edit(FIRST, "date = 2025-01-01", "date = 2025-01-01\nslug = \"elsewhere\"");
    server.until_shows("/mag/news/elsewhere/", "Seen by everyone");
    for tab in &tabs {
        browser.turn_to(tab);
        browser.until("location.pathname === '/mag/news/elsewhere/'");
    }
}
