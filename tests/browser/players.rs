//! Players of elsewhere: nothing is asked of anyone before a reader asks, and then the player is where the poster was.

use crate::Test;
use crate::browser::Browser;
use crate::server::{Magazine, Server};
use serde_json::json;

pub const TESTS: &[(&str, Test)] = &[
    ("a player is loaded when a reader asks and not before", a_player_is_asked_for),
    ("a moment seeks the player of the page", a_moment_seeks),
];

/// Where the page looks for anything.
const HOSTS: &str = "[...new Set(performance.getEntriesByType('resource').map((it) => new URL(it.name).host))]";

/// Players must not load in a test: their addresses are put aside.
const ASIDE: &str = "Object.defineProperty(HTMLIFrameElement.prototype, 'src', {
    set(address) { this.dataset.asked = address; }, get() { return this.dataset.asked; }
});";

fn article(magazine: &Magazine, body: &str) {
    let head = "+++\ntitle = \"The first article\"\ndate = 2025-01-01\n+++\n";
    magazine.write("content/articles/news/first.md", &format!("{head}{body}"));
}

fn a_player_is_asked_for(browser: &Browser) {
    let magazine = Magazine::new();
    article(
        &magazine,
        "<YouTube id=\"https://youtu.be/M7lc1UVf-VE?t=10\" title=\"Live\">\n\n- 2:14 the bridge\n\n</YouTube>\n\n\
         <Spotify id=\"11dFghVXANMlKmJXsNCbNl\" title=\"The song\"/>\n",
    );
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.until("document.querySelectorAll('button.embed-play').length === 2");
    let own = browser.value("location.host");
    assert_eq!(browser.value(HOSTS), json!([own]), "something was asked of another host");
    assert_eq!(browser.value("document.querySelectorAll('iframe').length"), json!(0));
    assert_eq!(browser.value("document.querySelector('.embed-play').textContent"), json!("Play here: Live (YouTube)"));
    let tall = browser.value("document.querySelector('.embed-play').getBoundingClientRect().height >= 24");
    assert_eq!(tall, json!(true));
    browser.run(ASIDE);
    // Before it plays, a moment is a link to the service.
    browser.run(
        "addEventListener('click', (it) => { window.left = !it.defaultPrevented; it.preventDefault(); });
         document.querySelector('a.moment').click();",
    );
    assert_eq!(browser.value("window.left"), json!(true));
    browser.run("document.querySelector('.embed-play').focus();");
    browser.press("\u{e007}");
    browser.until("document.querySelector('iframe')");
    let state = browser.value(
        "(({ dataset, title, allow, referrerPolicy }) => ({ asked: dataset.asked, title, referrerPolicy,
            plays: allow.includes('autoplay'), focused: document.activeElement.tagName,
            buttons: document.querySelectorAll('.embed-play').length,
            posters: document.querySelectorAll('.embed-panel').length }))(document.querySelector('iframe'))",
    );
    let expected = json!({
        "asked": "https://www.youtube-nocookie.com/embed/M7lc1UVf-VE?autoplay=1&start=10", "title": "Live (YouTube)",
        "referrerPolicy": "strict-origin-when-cross-origin", "plays": true, "focused": "IFRAME", "buttons": 1,
        "posters": 1,
    });
    assert_eq!(state, expected);
    // Now the player itself goes to the moment.
    browser.run("document.querySelector('a.moment').click();");
    assert_eq!(browser.value("window.left"), json!(false));
    let asked = "https://www.youtube-nocookie.com/embed/M7lc1UVf-VE?autoplay=1&start=134";
    assert_eq!(browser.value("document.querySelector('iframe').dataset.asked"), json!(asked));
    assert_eq!(browser.value("document.querySelectorAll('iframe').length"), json!(1));
    assert_eq!(browser.value(HOSTS), json!([own]));
}

fn a_moment_seeks(browser: &Browser) {
    let magazine = Magazine::new();
    magazine.write("content/articles/news/talk.mp3", "no sound");
    article(&magazine, "<AudioFile src=\"talk.mp3\" title=\"A talk\">\n\n0:41 By accident.\n\n</AudioFile>\n");
    let server = Server::start(&magazine.root, &[]);
    browser.open(&format!("{}news/first/", server.url));
    browser.until("document.querySelector('audio')");
    let asked = browser.value("performance.getEntriesByType('resource').some((it) => it.name.includes('talk'))");
    assert_eq!(asked, json!(false), "sound is loaded before it plays");
    browser.run(
        "HTMLMediaElement.prototype.play = function () { window.played = this.id; return Promise.resolve(); };
         document.querySelector('.transcript').open = true;
         document.querySelector('a.moment').click();",
    );
    browser.until("window.played === '_player-0' && document.querySelector('audio').currentTime === 41");
    assert_eq!(browser.value("location.hash"), json!(""));
}
