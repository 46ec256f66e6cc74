//! The site as hosts serve it that read `/_headers`: nothing on a page is refused by the magazine's own policy, and what
//! is not named is.

use crate::Test;
use crate::browser::Browser;
use crate::server::{Magazine, built};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;

pub const TESTS: &[(&str, Test)] = &[
    ("the policy refuses nothing of the demonstration magazine", nothing_is_refused),
    ("the policy lets the operator's snippets run, and nobody else's", snippets_run),
];

/// Notes what the policy refuses, from the first moment of every page.
const NOTE: &str = "window.refused = [];
    addEventListener('securitypolicyviolation', (it) => refused.push(`${it.effectiveDirective} ${it.blockedURI}`));";

/// Files served with the headers that `/_headers` says, on a port of this machine.
struct Host {
    origin: String,
}

impl Host {
    fn start(listener: TcpListener, files: BTreeMap<String, Vec<u8>>) -> Self {
        let origin = origin(&listener);
        let rules = files.get("_headers").map(|text| rules(&String::from_utf8_lossy(text))).unwrap_or_default();
        let shared = Arc::new((files, rules));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || answer(&stream, &shared.0, &shared.1));
            }
        });
        Self { origin }
    }
}

fn origin(listener: &TcpListener) -> String {
    format!("http://{}", listener.local_addr().unwrap())
}

/// A pattern, and the lines below it.
type Rules = Vec<(String, Vec<String>)>;

fn rules(text: &str) -> Rules {
    let mut rules: Rules = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match (line.strip_prefix(' '), rules.last_mut()) {
            (Some(header), Some((_, headers))) => headers.push(header.trim().to_owned()),
            _ => rules.push((line.to_owned(), Vec::new())),
        }
    }
    rules
}

fn answer(stream: &TcpStream, files: &BTreeMap<String, Vec<u8>>, rules: &Rules) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(path) = lines.next().and_then(|line| Some(line.split(' ').nth(1)?.to_owned())) else { return };
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let path = path.split('?').next().unwrap_or_default();
    let mut name = path.trim_start_matches('/').to_owned();
    if name.is_empty() || name.ends_with('/') {
        name.push_str("index.html");
    }
    let sort = match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css",
        "js" => "text/javascript",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "json" => "application/json",
        _ => "application/octet-stream",
    };
    let (status, body) = files.get(&name).map_or(("404 Not Found", &[][..]), |body| ("200 OK", body.as_slice()));
    let matching = rules.iter().filter(|(pattern, _)| match pattern.strip_suffix('*') {
        Some(start) => path.starts_with(start),
        None => path == pattern,
    });
    let headers: Vec<String> = matching.flat_map(|(_, headers)| headers.iter().map(|it| format!("{it}\r\n"))).collect();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {sort}\r\nContent-Length: {}\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n{}\r\n",
        body.len(),
        headers.concat()
    );
    let mut stream = stream;
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

fn open(browser: &Browser, url: &str) {
    browser.open("about:blank");
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": NOTE }));
    // Players must not load in a test. What the policy refuses is refused before.
    browser.devtools("Network.enable", &json!({}));
    browser.devtools(
        "Network.setBlockedURLs",
        &json!({ "urls": ["*youtube-nocookie.com*", "*spotify.com*", "*apple.com*"] }),
    );
    browser.go(url);
    browser.until("document.readyState === 'complete'");
}

fn nothing_is_refused(browser: &Browser) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("{}/", origin(&listener));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = built(root, &["--now", "2026-11-28", "--base-url", &base]).unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let pages: Vec<String> = files.keys().filter(|path| path.ends_with("index.html")).cloned().collect();
    let player = pages.iter().find(|path| text(&files[*path]).contains("class=\"embed embed-")).unwrap().clone();
    let some = |start: &str, depth: usize| {
        pages.iter().find(|path| path.starts_with(start) && path.matches('/').count() == depth).unwrap().clone()
    };
    let looked_at = [
        "index.html".to_owned(),
        "ko/index.html".to_owned(),
        some("charts/", 2),
        some("soundtracks/", 2),
        some("ko/dramas/", 3),
        player.clone(),
    ];
    let host = Host::start(listener, files);
    for page in looked_at {
        let address = format!("{}/{}", host.origin, page.trim_end_matches("index.html"));
        open(browser, &address);
        assert_eq!(browser.value("refused"), json!([]), "{address}");
        // The style sheet is there, so something is set in its fonts.
        let styled = browser.value("document.styleSheets.length > 0 && document.styleSheets[0].cssRules.length > 10");
        assert_eq!(styled, json!(true), "{address}");
        assert_eq!(browser.complaints(), Vec::<String>::new(), "{address}");
        if page == player {
            browser.until("document.querySelector('.embed-play')");
            browser.run("document.querySelector('.embed-play').click();");
            browser.until("document.querySelector('iframe')");
            browser.run("setTimeout(() => { window.waited = true; }, 200);");
            browser.until("window.waited");
            assert_eq!(browser.value("refused"), json!([]), "the player of {address}");
        }
    }
    // That it is not the policy's absence: what is not named is refused.
    browser.run("document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/x.png' }));");
    browser.until("refused.length");
    let said = browser.complaints();
    assert!(said.iter().all(|it| it.contains("Content Security Policy")), "{said:?}");
}

fn snippets_run(browser: &Browser) {
    let bind = || TcpListener::bind("127.0.0.1:0").unwrap();
    let [listener, named, allowed, stranger] = [bind(), bind(), bind(), bind()];
    let file = |name: &str, text: &str| BTreeMap::from([(name.to_owned(), text.as_bytes().to_vec())]);
    let named = Host::start(named, file("count.js", "window.counted = true;"));
    let allowed = Host::start(allowed, file("data.json", "{\"ready\": true}"));
    let stranger = Host::start(stranger, file("data.json", "{\"ready\": true}"));
    let magazine = Magazine::new();
    magazine.write(
        "site.toml",
        &format!(
            "title = \"Insert Song\"\nbase_url = \"{0}/\"\n[snippets]\nhead = '''\n<script src=\"{1}/count.js\" defer></script>\n\
             <script>\nwindow.inline = \"<b>ran</b>\";\n</script>\n<style>.mine {{ color: rgb(1, 2, 3) }}</style>\n'''\n\
             foot = '<p class=\"mine\" style=\"margin: 7px\">Mine</p>'\nallow = [\"{2}\"]\n",
            origin(&listener),
            named.origin,
            allowed.origin
        ),
    );
    let host = Host::start(listener, built(&magazine.root, &[]).unwrap());
    open(browser, &format!("{}/news/first/", host.origin));
    browser.until("window.counted");
    assert_eq!(browser.value("window.inline"), json!("<b>ran</b>"));
    let style = "(({ color, marginTop }) => [color, marginTop])(getComputedStyle(document.querySelector('.mine')))";
    assert_eq!(browser.value(style), json!(["rgb(1, 2, 3)", "7px"]));
    browser.run(&format!(
        "fetch('{}/data.json').then((it) => it.json()).then((it) => {{ window.fetched = it.ready; }});",
        allowed.origin
    ));
    browser.until("window.fetched");
    assert_eq!(browser.value("refused"), json!([]));
    assert_eq!(browser.complaints(), Vec::<String>::new());
    browser.run(&format!("fetch('{}/data.json').catch(() => {{ window.failed = true; }});", stranger.origin));
    browser.until("window.failed");
    browser
        .run("document.body.append(Object.assign(document.createElement('script'), { text: 'window.strange = 1' }));");
    browser.until("refused.length === 2");
    assert_eq!(browser.value("window.strange ?? null"), Value::Null);
    let said = browser.complaints();
    assert!(said.iter().all(|it| it.contains("Content Security Policy")), "{said:?}");
}
