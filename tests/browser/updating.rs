//! Every kind of change is seen on the open page, and on no other.

use crate::Test;
use crate::browser::Browser;
use crate::server::{Magazine, Server};
use serde_json::json;

pub const TESTS: &[(&str, Test)] = &[
    ("a title is seen on the page and in the tab", a_title),
    ("a record is seen in the open article", a_record),
    ("a template is seen", a_template),
    ("a style sheet is swapped without a reload", a_style_sheet),
    ("a picture is shown anew", a_picture),
    ("another script loads the page anew", another_script),
    ("a page that did not change is left alone", another_page),
    ("twenty saves are seen twenty times", twenty_saves),
    ("elements come, go and move", elements_move),
];

const FIRST: &str = "content/articles/news/first.md";

fn a_title(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.run("window.survived = true;");
    magazine.replace(FIRST, &magazine.read(FIRST).replace("The first article", "눈물의 여왕 & <friends>"));
    browser.until("document.querySelector('h1').textContent.trim() === '눈물의 여왕 & <friends>'");
    browser.until("document.title.startsWith('눈물의 여왕 & <friends>') && window.survived");
    browser.until(
        "JSON.parse(document.querySelector('[type=\"application/ld+json\"]').textContent) \
        && document.querySelector('[type=\"application/ld+json\"]').textContent.includes('눈물의 여왕')",
    );
}

fn a_record(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.run("window.survived = true;");
    magazine.edit("content/dramas/goblin.toml", "title = \"Goblin\"", "title = \"Guardian\"");
    browser
        .until("document.querySelector('main a[href$=\"/goblin/\"]')?.textContent === 'Guardian' && window.survived");
}

/// A theme of the site's own, with one template.
fn with_template(magazine: &Magazine, body: &str) {
    magazine.write("themes/mine/theme.toml", "extends = \"overture\"\n");
    magazine.write("site.toml", &(magazine.read("site.toml") + "theme = \"mine\"\n"));
    let text = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>{{{{ page.title }}}}</title>\
         <link rel=\"stylesheet\" href=\"{{{{ asset(path=\"style.css\") }}}}\"></head>\n<body>{body}</body></html>\n"
    );
    magazine.write("themes/mine/templates/article.html", &text);
}

fn a_template(browser: &Browser) {
    let magazine = Magazine::new();
    with_template(&magazine, "<h1>{{ page.title }}</h1><p>By hand</p>");
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.run("window.survived = true;");
    magazine.edit("themes/mine/templates/article.html", "By hand", "By machine");
    browser.until("document.body.innerText.includes('By machine') && window.survived");
}

fn a_style_sheet(browser: &Browser) {
    let magazine = Magazine::new();
    with_template(&magazine, "<h1>{{ page.title }}</h1>");
    magazine.write("themes/mine/assets/style.css", "h1 { color: rgb(1, 2, 3); }\n");
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    let colour = "getComputedStyle(document.querySelector('h1')).color";
    assert_eq!(browser.value(colour), json!("rgb(1, 2, 3)"));
    // At no moment is the page without style.
    browser.run(
        "window.seen = new Set();
         (function look() { window.seen.add(getComputedStyle(document.querySelector('h1')).color); requestAnimationFrame(look); })();",
    );
    for blue in ["4", "5"] {
        magazine.write("themes/mine/assets/style.css", &format!("h1 {{ color: rgb(1, 2, {blue}); }}\n"));
        browser.until(&format!("{colour} === 'rgb(1, 2, {blue})'"));
    }
    browser.until("document.querySelectorAll('link[rel=stylesheet]').length === 1");
    browser.until("[...window.seen].sort().join(' ') === 'rgb(1, 2, 3) rgb(1, 2, 4) rgb(1, 2, 5)'");
}

fn a_picture(browser: &Browser) {
    const PICTURE: &str = "content/articles/news/square.svg";
    let magazine = Magazine::new();
    magazine.write(PICTURE, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"/>\n");
    magazine.edit(FIRST, "A first paragraph", "![A square](square.svg)\n\nA first paragraph");
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.run("window.survived = true;");
    let width = "document.querySelector('img').naturalWidth";
    browser.until(&format!("{width} === 20"));
    // Under the same address and of the same length, written in place and renamed over the old one.
    magazine.edit(PICTURE, "width=\"20\"", "width=\"30\"");
    browser.until(&format!("{width} === 30"));
    magazine.replace(PICTURE, &magazine.read(PICTURE).replace("width=\"30\"", "width=\"40\""));
    browser.until(&format!("{width} === 40 && window.survived"));
}

fn another_script(browser: &Browser) {
    let magazine = Magazine::new();
    with_template(&magazine, "<h1>{{ page.title }}</h1><script>window.version = 1;</script>");
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    magazine.edit("themes/mine/templates/article.html", "version = 1", "version = 2");
    browser.until("window.version === 2");
}

fn another_page(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/second/", server.url));
    browser.run(
        "window.changes = 0;
         new MutationObserver((list) => { window.changes += list.length; })
           .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });",
    );
    magazine.edit(FIRST, "A first paragraph", "Another beginning");
    server.until_shows("/mag/news/first/", "Another beginning");
    // What is told of a later round was preceded by what was told of this one.
    magazine.edit("content/articles/news/second.md", "A second paragraph.", "A second paragraph!");
    browser.until_shows("A second paragraph!");
    let own = browser.value("window.changes").as_u64().unwrap();
    magazine.edit("content/articles/news/second.md", "A second paragraph!", "A second paragraph?");
    browser.until_shows("A second paragraph?");
    assert_eq!(browser.value("window.changes"), json!(2 * own), "the other page's edit changed nothing here");
}

fn twenty_saves(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    let mut text = magazine.read(FIRST);
    browser.run(
        "window.seen = new Set(); window.survived = true;
         new MutationObserver(() => /Save \\d+/.exec(document.body.innerText)?.forEach((it) => window.seen.add(it)))
           .observe(document, { subtree: true, childList: true, characterData: true });",
    );
    let mut before = "A first paragraph".to_owned();
    for number in 1..=20 {
        let next = format!("Save {number}");
        text = text.replace(&before, &next);
        magazine.replace(FIRST, &text);
        browser.until(&format!("window.seen.has('{next}')"));
        before = next;
    }
    assert_eq!(browser.value("[window.seen.size, window.survived]"), json!([20, true]));
}

fn elements_move(browser: &Browser) {
    let magazine = Magazine::new();
    with_template(
        &magazine,
        "<h1>{{ page.title }}</h1><ul><li id=a>A</li><li id=b>B</li><li id=c>C</li><li id=d>D</li></ul>",
    );
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.run("window.c = document.querySelector('#c'); window.survived = true;");
    magazine.edit(
        "themes/mine/templates/article.html",
        "<li id=a>A</li><li id=b>B</li><li id=c>C</li><li id=d>D</li>",
        "<li id=d>D</li><li id=c>C!</li><li>New</li><li id=a>A</li>",
    );
    browser
        .until("document.querySelector('ul').textContent === 'DC!NewA' && document.querySelector('#c') === window.c");
    magazine.edit("themes/mine/templates/article.html", "<li>New</li>", "text <b>and</b> more <!-- said -->");
    browser.until("document.querySelector('ul').innerHTML === '<li id=\"d\">D</li><li id=\"c\">C!</li>text <b>and</b> more <!-- said --><li id=\"a\">A</li>'");
    assert_eq!(browser.value("window.survived"), json!(true));
}
