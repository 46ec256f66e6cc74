//! Answers: statuses, headers, what is asked of an address and what is told of a file.

use crate::server::{Magazine, PATIENCE, PROGRAM, Server};
use std::io::Read;
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[test]
fn a_page_is_answered() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    let answer = server.get("/mag/news/first/");
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("A first paragraph"), "{}", answer.text());
    assert_eq!(answer.header("content-length"), answer.body.len().to_string());
}

#[test]
fn every_answer_forbids_to_store_and_to_guess() {
    let magazine = Magazine::new();
    magazine.write("content/static/a.txt", "text");
    let server = Server::start(&magazine.root, &[]);
    let ask = |path: &str, headers: &[(&str, &str)]| (path.to_owned(), server.ask("GET", path, headers));
    let page = server.get("/mag/");
    let answers = [
        ask("/mag/", &[]),
        ask("/mag/", &[("If-None-Match", page.header("etag"))]),
        ask("/mag/?inspect", &[]),
        ask("/mag/_desk/", &[]),
        ask("/mag/_live/client.js", &[]),
        ask("/mag/_live/nothing", &[]),
        ask("/mag/a.txt", &[]),
        ask("/mag/a.txt", &[("Range", "bytes=90-")]),
        ask("/mag/nothing/", &[]),
        ask("/mag/%00", &[]),
        ask("/", &[]),
        ask("/mag/", &[("Host", "evil.example")]),
        ("POST".to_owned(), server.ask("POST", "/mag/", &[])),
    ];
    for (path, answer) in answers {
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        assert!(answer.status == 304 || answer.header("content-type").ends_with("; charset=utf-8"), "{path}");
    }
}

#[test]
fn addresses_lead_where_a_static_host_would_lead_them() {
    let magazine = Magazine::new();
    magazine.write("content/articles/news/가을.md", "+++\ntitle = \"가을\"\ndate = 2025-01-01\n+++\nIn Hangul.\n");
    let server = Server::start(&magazine.root, &[]);
    let hangul = "/mag/news/%EA%B0%80%EC%9D%84/";
    for (path, to) in [
        ("/", "/mag/"),
        ("/mag", "/mag/"),
        ("/mag?x=1", "/mag/?x=1"),
        ("/mag/news/first", "/mag/news/first/"),
        ("/mag/news/first?a=1&b=%20", "/mag/news/first/?a=1&b=%20"),
        ("/mag/news/first/index.html", "/mag/news/first/"),
        ("/mag/index.html", "/mag/"),
        ("/mag/_desk", "/mag/_desk/"),
        // Decomposed, as a file system of macOS says it.
        ("/mag/news/%E1%84%80%E1%85%A1%E1%84%8B%E1%85%B3%E1%86%AF/", hangul),
        ("/mag/news/%EA%B0%80%EC%9D%84", hangul),
    ] {
        let answer = server.get(path);
        assert!(matches!(answer.status, 302 | 308), "{path}: {}", answer.status);
        assert_eq!(answer.header("location"), to, "{path}");
    }
    assert!(server.get(hangul).text().contains("In Hangul."));
    for path in ["/mag/News/First/", "/mag/news/first//", "/mag//news/first/", "//mag/", "/magazine/", "/news/first/"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn what_is_not_there_has_the_page_of_its_language() {
    let magazine = Magazine::new();
    magazine.write(
        "site.toml",
        "title = \"Insert Song\"\nbase_url = \"https://mag.example/mag/\"\n\n[languages.ko]\ntitle = \"삽입곡\"\n",
    );
    let server = Server::start(&magazine.root, &[]);
    for (path, language) in [("/mag/nothing/", "en"), ("/mag/ko/nothing/", "ko"), ("/elsewhere", "en")] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains(&format!("<html lang=\"{language}\"")), "{path}: {}", answer.text());
        assert!(answer.text().contains("/mag/_live/client.js"), "{path}");
    }
}

#[test]
fn files_have_their_types() {
    let magazine = Magazine::new();
    for name in ["_redirects", "_headers", "CNAME", "app.webmanifest", "font.woff2", "a.avif", "song.opus"] {
        magazine.write(&format!("content/static/{name}"), "something");
    }
    let server = Server::start(&magazine.root, &[]);
    for (path, kind) in [
        ("/mag/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/mag/sitemap.xml", "text/xml; charset=utf-8"),
        ("/mag/robots.txt", "text/plain; charset=utf-8"),
        ("/mag/index.json", "application/json; charset=utf-8"),
        ("/mag/_live/client.js", "text/javascript; charset=utf-8"),
        ("/mag/_redirects", "text/plain; charset=utf-8"),
        ("/mag/_headers", "text/plain; charset=utf-8"),
        ("/mag/CNAME", "text/plain; charset=utf-8"),
        ("/mag/app.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/mag/font.woff2", "font/woff2"),
        ("/mag/a.avif", "image/avif"),
        ("/mag/song.opus", "audio/ogg"),
    ] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{path}");
    }
}

#[test]
fn head_is_get_without_a_body() {
    let magazine = Magazine::new();
    magazine.write("content/static/a.bin", "0123456789");
    let server = Server::start(&magazine.root, &[]);
    for path in ["/mag/", "/mag/a.bin", "/mag/nothing/", "/mag/feed.atom", "/mag/news/first", "/mag/_desk/"] {
        let (get, head) = (server.get(path), server.ask("HEAD", path, &[]));
        assert_eq!(head.status, get.status, "{path}");
        assert!(head.body.is_empty(), "{path}");
        for name in ["content-length", "content-type", "etag", "last-modified", "location", "accept-ranges"] {
            assert_eq!(head.header(name), get.header(name), "{path}: {name}");
        }
    }
    let events = server.ask("HEAD", "/mag/_live/events?path=/mag/", &[]);
    assert_eq!((events.status, events.body.len()), (200, 0));
}

#[test]
fn nothing_new_is_not_sent_again() {
    let magazine = Magazine::new();
    magazine.write("content/static/a.txt", "text");
    let server = Server::start(&magazine.root, &[]);
    for path in ["/mag/", "/mag/feed.atom", "/mag/a.txt", "/mag/_live/client.js"] {
        let tag = server.get(path).header("etag").to_owned();
        assert!(!tag.is_empty(), "{path}");
        for condition in
            [tag.as_str(), "*", &format!("\"other\", {tag}"), &format!("W/{}", tag.trim_start_matches("W/"))]
        {
            let answer = server.ask("GET", path, &[("If-None-Match", condition)]);
            assert_eq!((answer.status, answer.body.len()), (304, 0), "{path}: {condition}");
            assert_eq!(answer.header("etag"), tag);
        }
        assert_eq!(server.ask("GET", path, &[("If-None-Match", "\"other\"")]).status, 200, "{path}");
    }
    let modified = server.get("/mag/a.txt").header("last-modified").to_owned();
    let since = |date: &str| server.ask("GET", "/mag/a.txt", &[("If-Modified-Since", date)]).status;
    assert_eq!(since(&modified), 304);
    assert_eq!(since("Thu, 01 Jan 2015 00:00:00 GMT"), 200);
    assert_eq!(since("yesterday"), 200);
    let tag = server.get("/mag/news/first/").header("etag").to_owned();
    magazine.edit("content/articles/news/first.md", "A first paragraph", "Another beginning");
    server.until_shows("/mag/news/first/", "Another beginning");
    assert_eq!(server.ask("GET", "/mag/news/first/", &[("If-None-Match", &tag)]).status, 200);
}

#[test]
fn parts_of_files_are_answered() {
    let magazine = Magazine::new();
    magazine.write("content/static/a.mp3", "0123456789");
    let server = Server::start(&magazine.root, &[]);
    let part = |range: &str| server.ask("GET", "/mag/a.mp3", &[("Range", range)]);
    for (range, body, of) in [
        ("bytes=0-3", "0123", "bytes 0-3/10"),
        ("bytes=4-", "456789", "bytes 4-9/10"),
        ("bytes=-3", "789", "bytes 7-9/10"),
        ("bytes=8-100", "89", "bytes 8-9/10"),
        ("bytes=9-9", "9", "bytes 9-9/10"),
        ("bytes=-100", "0123456789", "bytes 0-9/10"),
    ] {
        let answer = part(range);
        assert_eq!((answer.status, answer.text().as_str()), (206, body), "{range}");
        assert_eq!(answer.header("content-range"), of, "{range}");
        assert_eq!(answer.header("content-length"), body.len().to_string(), "{range}");
    }
    for range in ["bytes=10-", "bytes=99-100"] {
        let answer = part(range);
        assert_eq!((answer.status, answer.header("content-range")), (416, "bytes */10"), "{range}");
    }
    for range in ["bytes=0-1,4-5", "lines=1-2", "bytes=x-", "bytes=", "bytes=5-2", "bytes=-0"] {
        let answer = part(range);
        assert_eq!((answer.status, answer.text().as_str()), (200, "0123456789"), "{range}");
    }
    let whole = server.get("/mag/a.mp3");
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let only_if = |what: &str| server.ask("GET", "/mag/a.mp3", &[("Range", "bytes=0-3"), ("If-Range", what)]).status;
    assert_eq!(only_if(whole.header("etag")), 206);
    assert_eq!(only_if(whole.header("last-modified")), 206);
    assert_eq!(only_if("\"other\""), 200);
    assert_eq!(only_if("Thu, 01 Jan 2015 00:00:00 GMT"), 200);
    let head = server.ask("HEAD", "/mag/a.mp3", &[("Range", "bytes=0-3")]);
    assert_eq!((head.status, head.body.len()), (206, 0));
    // What is made in memory has parts, too.
    let feed = server.ask("GET", "/mag/feed.atom", &[("Range", "bytes=0-4")]);
    assert_eq!((feed.status, feed.text().as_str()), (206, "<?xml"));
}

#[test]
fn big_files_are_sent_a_piece_at_a_time() {
    let magazine = Magazine::new();
    magazine.write("content/static/big.bin", "");
    let file = std::fs::OpenOptions::new().write(true).open(magazine.path("content/static/big.bin")).unwrap();
    file.set_len(400 << 20).unwrap();
    let server = Server::start(&magazine.root, &[]);
    let mut stream = std::net::TcpStream::connect(server.address).unwrap();
    std::io::Write::write_all(
        &mut stream,
        format!("GET /mag/big.bin HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.address).as_bytes(),
    )
    .unwrap();
    let mut all = 0;
    let mut piece = vec![0; 1 << 20];
    loop {
        match stream.read(&mut piece).unwrap() {
            0 => break,
            n => all += n,
        }
    }
    assert!(all > 400 << 20, "{all}");
    if let Ok(status) = std::fs::read_to_string(format!("/proc/{}/status", server.pid())) {
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let most: u64 = most.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(most < 200 << 10, "{most} kB in memory");
    }
}

#[test]
fn a_page_that_cannot_be_drawn_says_why_and_comes_back() {
    let magazine = Magazine::new();
    magazine.write("themes/mine/theme.toml", "extends = \"overture\"\n");
    magazine.write("site.toml", "title = \"Insert Song\"\nbase_url = \"https://mag.example/mag/\"\ntheme = \"mine\"\n");
    magazine.write("themes/mine/templates/article.html", "<p>{{ nothing.like.this <b> }}</p>");
    let server = Server::start(&magazine.root, &[]);
    // A template that cannot be read has overture's in its place; that the server runs is what is asked here.
    assert_eq!(server.get("/mag/").status, 200);
    magazine.write("themes/mine/templates/article.html", "<p>{{ nothing.like.this }}</p>");
    let answer = server.until("/mag/news/first/", "one that cannot be drawn", |it| it.status == 500);
    assert!(answer.text().contains("themes/mine/templates/article.html"), "{}", answer.text());
    assert!(answer.text().contains("/mag/_live/client.js"), "{}", answer.text());
    assert_eq!(server.get("/mag/").status, 200);
    magazine.write("themes/mine/templates/article.html", "<p>mended</p>");
    server.until_shows("/mag/news/first/", "mended");
}

#[test]
fn a_broken_magazine_is_served() {
    let magazine = Magazine::new();
    magazine.write("site.toml", "title = \n");
    magazine.write("content/articles/news/first.md", "+++\ntitle =\n");
    let server = Server::start(&magazine.root, &[]);
    server.until_complains("site.toml");
    assert!(server.get("/").status < 500);
    let magazine = Magazine::new();
    magazine.remove("site.toml");
    let server = Server::start(&magazine.root, &[]);
    server.until_complains("there is no `site.toml`");
    assert!(server.get("/").status < 500);
}

#[test]
fn a_port_that_is_taken_is_passed_over() {
    let magazine = Magazine::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let server = Server::start(&magazine.root, &["--port", &port]);
    assert!(server.address.port() > taken.local_addr().unwrap().port());
    assert_eq!(server.complained(), format!("port {port} is taken; the next one that is free is used\n"));
    let strict = Command::new(PROGRAM)
        .args(["serve", "--strict-port", "--port", &port, "--root"])
        .arg(&magazine.root)
        .output()
        .unwrap();
    assert_eq!(strict.status.code(), Some(2));
    let text = String::from_utf8_lossy(&strict.stderr).into_owned();
    assert!(text.starts_with(&format!("error[listen-failed]: port {port} is taken\n")), "{text}");
}

#[test]
fn hosts_can_be_named() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &["--host", "localhost"]);
    assert!(server.url.starts_with("http://localhost:"), "{}", server.url);
    assert_eq!(server.get("/mag/").status, 200);
    let server = Server::start(&magazine.root, &["--host", "0.0.0.0"]);
    assert!(server.url.starts_with("http://127.0.0.1:"), "{}", server.url);
    assert_eq!(server.get("/mag/").status, 200);
    assert!(server.said().lines().all(|line| line.starts_with("http://") && line.ends_with("/mag/")));
    if TcpListener::bind("[::1]:0").is_ok() {
        let server = Server::start(&magazine.root, &["--host", "::1"]);
        assert!(server.url.starts_with("http://[::1]:"), "{}", server.url);
        assert_eq!(server.get("/mag/").status, 200);
    }
}

#[test]
fn a_browser_that_cannot_be_opened_is_no_fault() {
    let magazine = Magazine::new();
    let mut child = Command::new(PROGRAM)
        .args(["serve", "--open", "--port", "0", "--root"])
        .arg(&magazine.root)
        .env("PATH", "")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut text = String::new();
    let mut stderr = child.stderr.take().unwrap();
    let mut piece = [0; 1024];
    while !text.contains("the browser could not be opened") {
        let n = stderr.read(&mut piece).unwrap();
        assert!(n > 0, "{text}");
        text.push_str(&String::from_utf8_lossy(&piece[..n]));
    }
    assert!(child.try_wait().unwrap().is_none(), "it still serves");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_when_it_is_told_to() {
    for signal in ["INT", "TERM"] {
        let magazine = Magazine::new();
        let mut server = Server::start(&magazine.root, &[]);
        // An open stream of events, and somebody who has not finished asking.
        let mut events = std::net::TcpStream::connect(server.address).unwrap();
        let asked = format!("GET /mag/_live/events?path=/mag/ HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
        std::io::Write::write_all(&mut events, asked.as_bytes()).unwrap();
        events.set_read_timeout(Some(PATIENCE)).unwrap();
        assert!(events.read(&mut [0; 64]).unwrap() > 0);
        let mut slow = std::net::TcpStream::connect(server.address).unwrap();
        std::io::Write::write_all(&mut slow, b"GET /mag/ HT").unwrap();
        let kill = Command::new("kill").args([&format!("-{signal}"), &server.pid().to_string()]).status().unwrap();
        assert!(kill.success());
        let begun = Instant::now();
        let ended = loop {
            if let Some(status) = server.ended() {
                break status;
            }
            assert!(begun.elapsed() < PATIENCE, "{signal} did not end it");
            std::thread::sleep(Duration::from_millis(2));
        };
        assert_eq!(ended.code(), Some(0), "{signal}");
        assert_eq!(server.complained(), "", "{signal}");
    }
}

#[test]
fn what_a_page_asks_for_in_vain_is_told_and_the_rest_when_asked_for() {
    let magazine = Magazine::new();
    let plain = Server::start(&magazine.root, &[]);
    let quiet = Server::start(&magazine.root, &["--quiet"]);
    let verbose = Server::start(&magazine.root, &["--verbose"]);
    let page = ("Referer", "http://localhost/mag/");
    for server in [&plain, &quiet, &verbose] {
        server.get("/mag/typed/");
        // Browsers ask for this on their own.
        server.ask("GET", "/favicon.ico", &[page]);
        server.ask("GET", "/mag/nothing.png", &[page]);
    }
    plain.until_complains("404 /mag/nothing.png, asked for by http://localhost/mag/");
    assert_eq!(plain.complained(), "404 /mag/nothing.png, asked for by http://localhost/mag/\n");
    for words in ["404 /mag/typed/\n", "404 /favicon.ico", "404 /mag/nothing.png"] {
        verbose.until_complains(words);
    }
    assert_eq!(quiet.complained(), "");
}
