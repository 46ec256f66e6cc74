//! Requests that mean no good: refused or bounded, and the writer's page is answered all the same.

use crate::server::{Magazine, PATIENCE, Server};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

#[test]
fn strangers_names_are_refused() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &["--allow-host", "Mag.test", "--allow-host", "other.test"]);
    let status = |host: &str| server.ask("GET", "/mag/", &[("Host", host)]).status;
    for host in [
        "localhost",
        "localhost:1111",
        "LOCALHOST",
        "localhost.",
        "127.0.0.1",
        "127.0.0.1:80",
        "192.168.0.7:1111",
        "[::1]",
        "[::1]:1111",
        "[fe80::1]:1111",
        "mag.test",
        "MAG.TEST:8080",
        "mag.test.",
        "other.test",
    ] {
        assert_eq!(status(host), 200, "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:1111",
        "localhost.evil.example",
        "evil-localhost",
        "127.0.0.1.evil.example",
        "mag.test.evil.example",
        "0x7f.1",
        "[evil]",
        "xn--mag-test",
    ] {
        let answer = server.ask("GET", "/mag/", &[("Host", host)]);
        assert!(matches!(answer.status, 403 | 400), "{host}: {}", answer.status);
        assert!(!answer.text().contains("Insert Song"), "{host}");
    }
    let answer = server.ask("GET", "/mag/", &[("Host", "evil.example:80")]);
    assert_eq!(answer.status, 403);
    assert!(answer.text().contains("`leitmotif serve --allow-host evil.example`"), "{}", answer.text());
    for host in ["", "localhost@evil.example", "evil.example@localhost", "local host", "localhost/evil"] {
        assert!(matches!(status(host), 400 | 403), "{host}");
    }
}

#[test]
fn a_host_is_told_once_and_wherever_it_stands() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    let raw = |text: &str| server.raw(text.as_bytes()).status;
    let end = "Connection: close\r\n\r\n";
    assert_eq!(raw(&format!("GET /mag/ HTTP/1.1\r\n{end}")), 400);
    assert_eq!(raw(&format!("GET /mag/ HTTP/1.0\r\n{end}")), 400);
    assert_eq!(raw(&format!("GET /mag/ HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n{end}")), 400);
    assert_eq!(raw(&format!("GET http://evil.example/mag/ HTTP/1.1\r\nHost: localhost\r\n{end}")), 403);
    assert_eq!(raw(&format!("GET http://localhost/mag/ HTTP/1.1\r\nHost: evil.example\r\n{end}")), 403);
    assert_eq!(raw(&format!("GET http://localhost/mag/ HTTP/1.1\r\nHost: localhost\r\n{end}")), 200);
    assert_eq!(raw(&format!("GET http://a@localhost/mag/ HTTP/1.1\r\nHost: localhost\r\n{end}")), 403);
}

#[test]
fn only_reading_is_answered() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X"] {
        let answer = server.ask(method, "/mag/", &[("Content-Length", "0")]);
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
    assert_eq!(server.ask("OPTIONS", "*", &[]).status, 405);
    // A body is not waited for.
    assert_eq!(server.ask("POST", "/mag/", &[("Content-Length", "1000000000")]).status, 405);
    assert_eq!(server.ask("GET", "/mag/", &[("Content-Length", "1000000000")]).status, 200);
    assert_eq!(server.ask("GET", "/mag/", &[("Transfer-Encoding", "chunked")]).status, 200);
}

#[test]
fn events_are_only_for_our_own_pages() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &["--allow-host", "mag.test"]);
    let begins = |headers: &[(&str, &str)]| {
        let mut stream = TcpStream::connect(server.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut text = "GET /mag/_live/events?path=/mag/&page= HTTP/1.1\r\n".to_owned();
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str("\r\n");
        stream.write_all(text.as_bytes()).unwrap();
        let mut begun = [0; 12];
        stream.read_exact(&mut begun).unwrap();
        String::from_utf8_lossy(&begun[9..]).into_owned()
    };
    let host = server.address.to_string();
    let origin = format!("http://{host}");
    assert_eq!(begins(&[("Host", &host)]), "200");
    assert_eq!(begins(&[("Host", &host), ("Origin", &origin), ("Sec-Fetch-Site", "same-origin")]), "200");
    assert_eq!(begins(&[("Host", "mag.test"), ("Origin", "https://mag.test")]), "200");
    for stranger in
        ["http://evil.example", "null", "http://localhost:3000", "file://", "https://127.0.0.1.evil.example"]
    {
        assert_eq!(begins(&[("Host", &host), ("Origin", stranger)]), "403", "{stranger}");
    }
    for site in ["cross-site", "same-site"] {
        assert_eq!(begins(&[("Host", &host), ("Sec-Fetch-Site", site)]), "403", "{site}");
    }
}

#[test]
fn nothing_outside_the_magazine_is_answered() {
    let magazine = Magazine::new();
    std::fs::write(magazine.root.parent().unwrap().join("secret.txt"), "a secret").unwrap();
    magazine.write("content/static/a.txt", "text");
    let server = Server::start(&magazine.root, &[]);
    let mut paths: Vec<String> = [
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "%2e%2e%2fsecret.txt",
        "%252e%252e%252fsecret.txt",
        "..\\secret.txt",
        "..%5csecret.txt",
        "%c0%ae%c0%ae/secret.txt",
        "%uff0e%uff0e/secret.txt",
        "....//secret.txt",
        "a.txt/../../secret.txt",
        "a.txt%00.jpg",
        "a.txt%0a",
        "./a.txt",
        "//a.txt",
        "%2fa.txt",
        "a%2Etxt/",
        "static/a.txt",
        "content/static/a.txt",
        "site.toml",
        "content/articles/news/first.md",
        ".git/config",
        "\u{ff0e}\u{ff0e}/secret.txt",
        "a.txt::$DATA",
        "file:///etc/passwd",
        "/etc/passwd",
        "_live/../a.txt",
        "_live/",
        "_live/../../site.toml",
        "_live/%2e%2e/site.toml",
        "_desk/x",
        "~",
        "%",
    ]
    .map(|path| format!("/mag/{path}"))
    .to_vec();
    let root = magazine.root.to_str().unwrap().to_owned();
    paths.extend([root.clone(), format!("/mag{root}/site.toml"), "/../secret.txt".into(), "/%2e%2e/secret.txt".into()]);
    for path in paths {
        let answer = server.get(&path);
        assert_eq!(answer.status, 404, "{path}");
        let text = answer.text();
        assert!(!text.contains("a secret") && !text.contains("base_url") && text != "text", "{path}: {text}");
    }
    assert_eq!(server.get("/mag/a.txt").text(), "text");
    assert_eq!(server.get("/mag/%61.txt").text(), "text");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_magazine_are_not_followed() {
    use std::os::unix::fs::symlink;
    let magazine = Magazine::new();
    let outside = magazine.root.parent().unwrap().to_owned();
    std::fs::write(outside.join("secret.txt"), "a secret").unwrap();
    std::fs::create_dir(outside.join("folder")).unwrap();
    std::fs::write(outside.join("folder/secret.txt"), "a secret").unwrap();
    std::fs::rename(magazine.path("content"), outside.join("writing")).unwrap();
    // A root that is a link is where the magazine is.
    symlink(outside.join("writing"), magazine.path("content")).unwrap();
    magazine.write("content/static/a.txt", "text");
    magazine.write("content/elsewhere.txt", "inside");
    symlink(outside.join("secret.txt"), magazine.path("content/static/file.txt")).unwrap();
    symlink(outside.join("folder"), magazine.path("content/static/folder")).unwrap();
    symlink(magazine.path("content/static/a.txt"), magazine.path("content/static/b.txt")).unwrap();
    let server = Server::start(&magazine.root, &[]);
    assert_eq!(server.get("/mag/a.txt").text(), "text");
    assert_eq!(server.get("/mag/b.txt").text(), "text");
    for path in ["/mag/file.txt", "/mag/folder/secret.txt"] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("a secret"), "{path}");
    }
    server.until_complains("error[bad-path]: a symbolic link leads out of the magazine here");
    // It was a file when it was asked for last.
    magazine.remove("content/static/b.txt");
    symlink("/etc/passwd", magazine.path("content/static/b.txt")).unwrap();
    server.until("/mag/b.txt", "refused", |answer| answer.status == 404);
}

#[test]
fn what_is_too_big_is_refused() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    assert_eq!(server.get(&format!("/mag/{}", "x".repeat(7000))).status, 404);
    assert_eq!(server.get(&format!("/mag/{}", "x".repeat(9000))).status, 414);
    assert!(matches!(server.get(&format!("/mag/{}", "x".repeat(200_000))).status, 414 | 431 | 0));
    assert_eq!(server.ask("GET", "/mag/", &[("Cookie", &"x".repeat(8000))]).status, 200);
    assert_eq!(server.ask("GET", "/mag/", &[("Cookie", &"x".repeat(40_000))]).status, 431);
    let many = vec![("X", "y"); 1000];
    assert_eq!(server.ask("GET", "/mag/", &many).status, 431);
    assert_eq!(server.get("/mag/").status, 200);
}

#[test]
fn what_is_no_http_harms_nobody() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    let hello = [&[0x16, 3, 1, 0, 250, 1, 0, 0, 246, 3, 3][..], &[7; 240]].concat();
    let nonsense: [&[u8]; 9] = [
        &hello,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /mag/\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"GET /mag/ HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"GET /mag/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET /mag/ HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
    ];
    for bytes in nonsense {
        let answer = server.raw(bytes);
        let shown = String::from_utf8_lossy(bytes).into_owned();
        assert!(matches!(answer.status, 0 | 400 | 403 | 404 | 505), "{shown}: {}", answer.status);
    }
    assert_eq!(server.get("/mag/").status, 200);
    assert_eq!(server.complained(), "");
}

#[test]
fn thousands_of_connections_do_not_keep_the_writer_away() {
    let magazine = Magazine::new();
    magazine.write("content/static/big.bin", "");
    let file = std::fs::OpenOptions::new().write(true).open(magazine.path("content/static/big.bin")).unwrap();
    file.set_len(64 << 20).unwrap();
    let server = Server::start(&magazine.root, &[]);
    let mut open = Vec::new();
    for n in 0..2000 {
        // The test's own process may not open as many files.
        let Ok(mut stream) = TcpStream::connect_timeout(&server.address, PATIENCE) else { break };
        let host = server.address;
        let _ = match n % 4 {
            0 => Ok(()),
            1 => stream.write_all(b"GET /mag/ HTTP/1.1\r\nHo"),
            // Somebody who never takes what they asked for.
            2 => stream.write_all(format!("GET /mag/big.bin HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()),
            _ => stream
                .write_all(format!("GET /mag/_live/events?path=/mag/ HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()),
        };
        open.push(stream);
        if n % 200 == 0 {
            assert_eq!(server.get("/mag/news/first/").status, 200, "after {n}");
        }
    }
    assert!(open.len() > 300, "only {} connections could be opened", open.len());
    assert_eq!(server.get("/mag/news/first/").status, 200);
    #[cfg(target_os = "linux")]
    {
        let files = std::fs::read_dir(format!("/proc/{}/fd", server.pid())).unwrap().count();
        assert!(files < 1000, "{files} files are open");
    }
    drop(open);
    assert_eq!(server.get("/mag/news/first/").status, 200);
}

#[cfg(target_os = "linux")]
#[test]
fn when_no_more_files_may_be_opened_pages_are_answered_still() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    let limit = format!("--nofile={}:{}", 60, 60);
    let limited = std::process::Command::new("prlimit").args(["--pid", &server.pid().to_string(), &limit]).status();
    assert!(limited.is_ok_and(|it| it.success()), "`prlimit` (util-linux) cannot limit the program's open files");
    let open: Vec<_> = (0..150).map(|_| TcpStream::connect_timeout(&server.address, PATIENCE).unwrap()).collect();
    assert_eq!(server.get("/mag/news/first/").status, 200);
    drop(open);
}

#[test]
fn slow_requests_are_closed() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    let mut silent = TcpStream::connect(server.address).unwrap();
    let mut slow = TcpStream::connect(server.address).unwrap();
    let mut done = TcpStream::connect(server.address).unwrap();
    for stream in [&silent, &slow, &done] {
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
    }
    done.write_all(format!("HEAD /mag/ HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).as_bytes()).unwrap();
    // A byte a second keeps nobody here.
    let mut half = slow.try_clone().unwrap();
    std::thread::spawn(move || {
        while half.write_all(b"G").is_ok() {
            std::thread::sleep(Duration::from_secs(1));
        }
    });
    for (what, stream) in [("silent", &mut silent), ("slow", &mut slow), ("done", &mut done)] {
        let mut all = Vec::new();
        match stream.read_to_end(&mut all) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "{what} was not closed"),
        }
    }
    assert_eq!(server.get("/mag/").status, 200);
}
