//! What a reader did to a page stays when the page changes.

use crate::Test;
use crate::browser::Browser;
use crate::server::{Magazine, Server};
use serde_json::json;

pub const TESTS: &[(&str, Test)] = &[
    ("what a reader did survives an edit", what_a_reader_did_survives),
    ("a reader stays where they read when something above grows", a_reader_stays_in_place),
    ("a sorted table stays sorted", a_sorted_table_stays_sorted),
    ("what a script did before the preview's own survives", a_script_is_respected),
];

/// An article with everything that a reader can do something to.
fn article(first: &str) -> String {
    let song = format!("data:audio/wav;base64,{}", silence());
    let long = "A line of prose that nobody changes.\n\n".repeat(120);
    format!(
        "+++\ntitle = \"The first article\"\ndate = 2025-01-01\n+++\n{first}\n\n\
         <details id=\"more\"><summary>More</summary>\n\nInside.\n\n</details>\n\n\
         <p><input id=\"typed\"> <input id=\"ticked\" type=\"checkbox\"></p>\n\n\
         <audio id=\"song\" src=\"{song}\" loop></audio>\n\n![A square](square.svg)\n\nA chosen sentence.\n\n{long}"
    )
}

/// A second of silence: 8000 samples of eight bits, as base64. (24 zero bits are `AAAA`, 24 bits of silence `gICA`.)
fn silence() -> String {
    // RIFF, 8034 bytes, WAVE, fmt of 16 bytes: PCM, mono, 8000 Hz, 8 bits; data of 7998 bytes, and one to fill up.
    let head = "UklGRmIfAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YT4fAACA";
    format!("{head}{}", "gICA".repeat(2666))
}

fn square(size: usize) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"{size}\"><rect width=\"9\" height=\"9\"/></svg>\n"
    )
}

fn what_a_reader_did_survives(browser: &Browser) {
    let magazine = Magazine::new();
    magazine.write("content/articles/news/square.svg", &square(20));
    magazine.write("content/articles/news/first.md", &article("Before."));
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.run(
        "window.survived = true;
         document.querySelector('#more').open = true;
         document.querySelector('#ticked').checked = true;
         document.querySelector('#typed').focus();
         document.querySelector('#song').play();
         window.picture = document.querySelector('img');
         document.documentElement.dataset.theme = 'dark';",
    );
    browser.press("typed by the reader");
    browser.until("document.querySelector('#song').currentTime > 0 && window.picture.complete");
    browser.run(
        "const sentence = [...document.querySelectorAll('p')].find((it) => it.textContent === 'A chosen sentence.');
         getSelection().setBaseAndExtent(sentence.firstChild, 2, sentence.firstChild, 8);
         scrollTo({ top: 600, behavior: 'instant' });
         performance.clearResourceTimings();",
    );
    magazine.edit("content/articles/news/first.md", "Before.", "Afterwards.");
    browser.until_shows("Afterwards.");
    let state = browser.value(
        "({ survived: window.survived, open: document.querySelector('#more').open,
            ticked: document.querySelector('#ticked').checked, typed: document.querySelector('#typed').value,
            focused: document.activeElement.id, selected: getSelection().toString(), top: scrollY,
            playing: !document.querySelector('#song').paused, theme: document.documentElement.dataset.theme,
            picture: document.querySelector('img') === window.picture,
            requested: performance.getEntriesByType('resource').map((it) => it.name).filter((it) => it.includes('.svg')) })",
    );
    let expected = json!({
        "survived": true, "open": true, "ticked": true, "typed": "typed by the reader", "focused": "typed",
        "selected": "chosen", "top": 600, "playing": true, "theme": "dark", "picture": true, "requested": [],
    });
    assert_eq!(state, expected);
    // The picture's own bytes are another matter.
    magazine.write("content/articles/news/square.svg", &square(100));
    browser.until("document.querySelector('img').naturalWidth === 100");
    assert_eq!(browser.value("document.querySelector('#more').open && window.survived"), json!(true));
}

fn a_reader_stays_in_place(browser: &Browser) {
    let magazine = Magazine::new();
    magazine.write("content/articles/news/square.svg", &square(20));
    magazine.write("content/articles/news/first.md", &article("Before."));
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.run("scrollTo({ top: 2000, behavior: 'instant' });");
    browser.run(
        "window.watched = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
        window.was = window.watched.getBoundingClientRect().top;",
    );
    browser.value("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
    magazine.edit("content/articles/news/first.md", "Before.", &"A new paragraph above.\n\n".repeat(20));
    browser.until_shows("A new paragraph above.");
    browser.until("Math.abs(window.watched.getBoundingClientRect().top - window.was) < 2 && scrollY > 2300");
}

/// The theme's own frame: what stands between `<body>` and `</body>` is the test's.
fn theme(body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>{{{{ page.title }}}}</title></head>\n<body>{body}</body></html>\n"
    )
}

fn a_sorted_table_stays_sorted(browser: &Browser) {
    let magazine = Magazine::new();
    let table = "<h1>{{ page.title }}</h1><table data-sortable><thead><tr><th scope=\"col\">Song</th>\
        <th scope=\"col\">Weeks</th></tr></thead><tbody><tr><td>Beautiful</td><td>9</td></tr>\
        <tr><td>Stay</td><td>30</td></tr><tr><td>I Miss You</td><td>12</td></tr></tbody></table>\
        <script src=\"{{ asset(path=\"tables.js\") }}\" defer></script>";
    magazine.write("themes/mine/theme.toml", "extends = \"overture\"\n");
    magazine.write("site.toml", &(magazine.read("site.toml") + "theme = \"mine\"\n"));
    magazine.write("themes/mine/templates/article.html", &theme(table));
    let server = Server::start(&magazine.root, &[]);
    let songs = "[...document.querySelectorAll('td:first-child')].map((it) => it.textContent).join()";
    browser.open(&format!("{}news/first/", server.url));
    browser.run("document.querySelectorAll('th button')[1].click();");
    assert_eq!(browser.value(songs), json!("Beautiful,I Miss You,Stay"));
    magazine.edit("themes/mine/templates/article.html", "<td>Stay</td>", "<td>Stay With Me</td>");
    browser.until(&format!("{songs} === 'Beautiful,I Miss You,Stay With Me'"));
    assert_eq!(browser.value("document.querySelectorAll('th')[1].getAttribute('aria-sort')"), json!("ascending"));
    // A heading's words were put into a button by the script.
    magazine.edit("themes/mine/templates/article.html", ">Song<", ">Title<");
    browser.until("document.querySelector('th button')?.textContent === 'Title'");
    // A row that went is not brought back by sorting anew.
    magazine.edit("themes/mine/templates/article.html", "<tr><td>Stay With Me</td><td>30</td></tr>", "");
    browser.until(&format!("{songs} === 'Beautiful,I Miss You'"));
    browser.run("document.querySelectorAll('th button')[1].click();");
    assert_eq!(browser.value(songs), json!("I Miss You,Beautiful"));
}

fn a_script_is_respected(browser: &Browser) {
    let magazine = Magazine::new();
    let body = "<h1>{{ page.title }}</h1><div id=\"kept\"><p id=\"one\">One</p></div>\
        <script>document.documentElement.classList.add('ready'); document.documentElement.dataset.theme = 'dark';\
        one.before(Object.assign(document.createElement('b'), { textContent: 'By a script' }));</script>";
    magazine.write("themes/mine/theme.toml", "extends = \"overture\"\n");
    magazine.write("site.toml", &(magazine.read("site.toml") + "theme = \"mine\"\n"));
    magazine.write("themes/mine/templates/article.html", &theme(body));
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.run("window.survived = true;");
    magazine.edit("themes/mine/templates/article.html", ">One<", ">One and a half<");
    browser.until_shows("One and a half");
    let state = "[document.documentElement.className, document.documentElement.dataset.theme, \
        document.querySelector('b')?.textContent, window.survived]";
    assert_eq!(browser.value(state), json!(["ready", "dark", "By a script", true]));
}
