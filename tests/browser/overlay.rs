//! What is wrong stands over the page, in the terminal's words, and goes by itself.

use crate::Test;
use crate::browser::{Browser, OVERLAY_TEXT};
use crate::server::{Magazine, Server};
use serde_json::{Value, json};

pub const TESTS: &[(&str, Test)] = &[
    ("every kind of fault is shown and goes when it is mended", every_kind_of_fault),
    ("a broken site is served, shown and mended", a_broken_site),
    ("a page that cannot be drawn is shown as soon as it can", a_page_that_cannot_be_drawn),
    ("a click opens the editor", a_click_opens_the_editor),
    ("the overlay can be put away and comes back for other errors", put_away),
    ("warnings alone are a badge", warnings_alone),
    ("text stays text", text_stays_text),
    ("the overlay fits a narrow screen and takes no focus from a writer", fits_and_waits),
];

const FIRST: &str = "content/articles/news/first.md";

fn shows(browser: &Browser, words: &str) {
    browser.until(&format!("{OVERLAY_TEXT}.includes({})", json!(words)));
}

fn is_clear(browser: &Browser) {
    browser.until(&format!("{OVERLAY_TEXT} === ''"));
}

/// A fault: a file, what to put in the place of what, and what is said with line and caret.
const FAULTS: &[(&str, &str, &str, &[&str])] = &[
    (
        FIRST,
        "date = 2025-01-01",
        "date = soon",
        &["content/articles/news/first.md:3:8", "3 | date = soon\n  |        ^"],
    ),
    (
        "content/dramas/goblin.toml",
        "released",
        "relaesed",
        &["content/dramas/goblin.toml:2:1", "2 | relaesed = 2016\n  | ^^^^^^^^"],
    ),
    (
        "themes/mine/templates/article.html",
        "{{ page.title }}",
        "{{ page.title",
        &["themes/mine/templates/article.html:", "^"],
    ),
    (
        FIRST,
        "A first paragraph",
        "<Nonsense /> A first paragraph",
        &["content/articles/news/first.md:6:", "<Nonsense />", "^"],
    ),
    ("site.toml", "title =", "titel =", &["site.toml:1:1", "1 | titel = \"Insert Song\"\n  | ^^^^^"]),
];

fn every_kind_of_fault(browser: &Browser) {
    let magazine = Magazine::new();
    magazine.write("themes/mine/theme.toml", "extends = \"overture\"\n");
    magazine.write("site.toml", &(magazine.read("site.toml") + "theme = \"mine\"\n"));
    let template = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>x</title></head>\n<body><h1>{{ page.title }}</h1>\n{{ page.html | safe }}</body></html>\n";
    magazine.write("themes/mine/templates/article.html", template);
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.run("window.survived = true;");
    for by_rename in [false, true] {
        let save =
            |path: &str, text: &str| if by_rename { magazine.replace(path, text) } else { magazine.write(path, text) };
        for (path, sound, broken, words) in FAULTS {
            let text = magazine.read(path);
            assert!(text.contains(sound), "{path}: {sound}");
            save(path, &text.replacen(sound, broken, 1));
            for part in *words {
                shows(browser, part);
            }
            assert_eq!(browser.value("document.querySelector('h1').textContent"), json!("The first article"), "{path}");
            save(path, &text);
            is_clear(browser);
        }
    }
    assert_eq!(browser.value("window.survived"), json!(true), "nothing was loaded anew");
}

fn a_broken_site(browser: &Browser) {
    let magazine = Magazine::new();
    let sound = magazine.read(FIRST);
    magazine.write(FIRST, &sound.replace("date = 2025-01-01", "date = soon"));
    let server = Server::start(&magazine.root, &[]);
    browser.open(&server.url);
    shows(browser, "3 | date = soon\n  |        ^");
    magazine.write(FIRST, &sound);
    is_clear(browser);
    browser.until("document.querySelector('a[href=\"/mag/news/first/\"]')");
}

fn a_page_that_cannot_be_drawn(browser: &Browser) {
    let magazine = Magazine::new();
    magazine.write("themes/mine/theme.toml", "extends = \"overture\"\n");
    magazine.write("site.toml", &(magazine.read("site.toml") + "theme = \"mine\"\n"));
    let template = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>x</title></head>\n<body><h1>{{ page.nothing.at_all }}</h1></body></html>\n";
    magazine.write("themes/mine/templates/article.html", template);
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    shows(browser, "themes/mine/templates/article.html:3:");
    magazine.edit("themes/mine/templates/article.html", "page.nothing.at_all", "page.title");
    browser.until("document.querySelector('h1').textContent === 'The first article'");
    is_clear(browser);
}

fn a_click_opens_the_editor(browser: &Browser) {
    let magazine = Magazine::new();
    magazine.edit(FIRST, "date = 2025-01-01", "date = soon");
    let server = Server::start(&magazine.root, &["--editor", "vscode"]);
    browser.open(&server.url);
    shows(browser, "date = soon");
    let link = browser.value("document.querySelector('leitmotif-preview').shadowRoot.querySelector('li a').href");
    assert_eq!(link, json!(format!("vscode://file{}:3:8", magazine.path(FIRST).display())));
}

fn panel_is_open(browser: &Browser) -> Value {
    browser.value("!document.querySelector('leitmotif-preview').shadowRoot.querySelector('section').hidden")
}

fn put_away(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/second/", server.url));
    magazine.edit(FIRST, "date = 2025-01-01", "date = soon");
    shows(browser, "date = soon");
    browser.press("\u{e00c}");
    browser.until(&format!("{OVERLAY_TEXT}.trim() === '1 error'"));
    // The same error in other words of the page does not bring it back; another one does.
    magazine.edit(FIRST, "A first paragraph", "Another beginning");
    magazine.edit("content/articles/news/second.md", "A second paragraph.", "A second paragraph!");
    browser.until_shows("A second paragraph!");
    assert_eq!(panel_is_open(browser), json!(false));
    magazine.edit("content/dramas/goblin.toml", "released", "relaesed");
    shows(browser, "relaesed = 2016");
    assert_eq!(panel_is_open(browser), json!(true));
    // By mouse, and back by the badge.
    let press = |selector: &str| {
        browser.run(&format!(
            "document.querySelector('leitmotif-preview').shadowRoot.querySelector('{selector}').click();"
        ));
    };
    press("button[title=Escape]");
    browser.until(&format!("{OVERLAY_TEXT}.trim() === '2 errors'"));
    press(".badge");
    shows(browser, "relaesed = 2016");
}

fn warnings_alone(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/second/", server.url));
    magazine.edit(FIRST, "A first paragraph", "[unused]: https://example.org/\n\nA first paragraph");
    browser.until(&format!("{OVERLAY_TEXT}.trim() === '1 warning'"));
    magazine.edit(FIRST, "[unused]: https://example.org/\n\n", "");
    is_clear(browser);
}

fn text_stays_text(browser: &Browser) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/second/", server.url));
    let hostile = "<img src=x onerror='window.hurt = true'></script><script>window.hurt = true</script>";
    magazine.edit(FIRST, "title = \"The first article\"", &format!("title = [\"{hostile}\"]"));
    shows(browser, hostile);
    assert_eq!(browser.value("window.hurt ?? null"), Value::Null);
    assert_eq!(
        browser.value("document.querySelector('leitmotif-preview').shadowRoot.querySelector('img, script')"),
        Value::Null
    );
}

fn fits_and_waits(browser: &Browser) {
    let magazine = Magazine::new();
    magazine.edit("content/articles/news/second.md", "A second paragraph.", "<p><textarea id=\"note\"></textarea></p>");
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/second/", server.url));
    let narrow = json!({ "width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": true });
    browser.devtools("Emulation.setDeviceMetricsOverride", &narrow);
    browser.run("document.querySelector('#note').focus();");
    magazine.edit(FIRST, "bylines = [\"dana\"]", &format!("bylines = [\"{}\"]", "nobody-with-a-long-name-".repeat(12)));
    shows(browser, "nobody-with-a-long-name-");
    browser.press("still here");
    assert_eq!(browser.value("document.querySelector('#note').value"), json!("still here"));
    assert_eq!(browser.value("document.documentElement.scrollWidth <= 320"), json!(true));
    let panel = "document.querySelector('leitmotif-preview').shadowRoot.querySelector('section')";
    assert_eq!(browser.value(&format!("{panel}.getBoundingClientRect().width")), json!(320));
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    assert_eq!(browser.value(&format!("{panel}.checkVisibility()")), json!(false));
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "" }));
}
