//! A magazine in a temporary folder, and the preview of it as another program sees it: over HTTP.

#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_leitmotif");

/// How long a test waits for what must happen, before it fails. Far above what it takes.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A magazine's folder, gone with the test.
pub struct Magazine {
    _temporary: tempfile::TempDir,
    /// The folder with `site.toml`.
    pub root: PathBuf,
}

impl Magazine {
    /// A small magazine: two articles, a drama, a soundtrack with a track, an artist, a contributor.
    pub fn new() -> Self {
        let it = Self::empty();
        it.write("site.toml", "title = \"Insert Song\"\nbase_url = \"https://mag.example/mag/\"\n");
        it.write(
            "content/articles/news/first.md",
            "+++\ntitle = \"The first article\"\ndate = 2025-01-01\nbylines = [\"dana\"]\n+++\nA first paragraph about [[goblin]].\n",
        );
        it.write(
            "content/articles/news/second.md",
            "+++\ntitle = \"The second article\"\ndate = 2025-02-01\n+++\nA second paragraph.\n",
        );
        it.write("content/contributors/dana.toml", "name = \"Dana Lim\"\n");
        it.write("content/dramas/goblin.toml", "title = \"Goblin\"\nreleased = 2016\n");
        it.write("content/artists/crush.toml", "name = \"Crush\"\n");
        it.write(
            "content/soundtracks/goblin-ost.toml",
            "title = \"Goblin OST\"\ndramas = [\"goblin\"]\n\n[[tracks]]\nposition = 1\ntitle = \"Beautiful\"\nartists = [\"crush\"]\n",
        );
        it
    }

    /// A folder with nothing in it.
    pub fn empty() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let root = temporary.path().canonicalize().unwrap().join("magazine");
        fs::create_dir(&root).unwrap();
        Self { _temporary: temporary, root }
    }

    /// Writes a file in place, as `>` does.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a file beside and renames it over the old one, as most editors do.
    pub fn replace(&self, path: &str, text: &str) {
        let path = self.path(path);
        let beside = path.with_file_name(format!(".{}.tmp", path.file_name().unwrap().to_str().unwrap()));
        fs::write(&beside, text).unwrap();
        fs::rename(beside, path).unwrap();
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Changes the text of a file, in place.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "`{path}` has no `{from}`");
        self.write(path, &text.replace(from, to));
    }

    /// Removes a file.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Where a file of the site lies.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }
}

/// A running preview; ended with the test.
pub struct Server {
    child: Child,
    /// With the base path: `http://127.0.0.1:41234/mag/`.
    pub url: String,
    /// Where it listens.
    pub address: SocketAddr,
    /// Files with its standard output and its standard error, gone with the test. Files and not pipes: what the program
    /// has said before something else that it did can then be read at once, and no thread has to be waited for.
    told: tempfile::TempDir,
}

impl Server {
    /// Serves a magazine on a free port and waits until it answers.
    pub fn start(root: &Path, words: &[&str]) -> Self {
        Self::start_through(&[], root, words)
    }

    /// The same, with the program started by another one: its words stand first.
    pub fn start_through(starter: &[&str], root: &Path, words: &[&str]) -> Self {
        let mut words: Vec<&str> = words.to_vec();
        if !words.contains(&"--port") {
            words.extend(["--port", "0"]);
        }
        let starter: Vec<&str> = starter.iter().copied().chain([PROGRAM]).collect();
        let told = tempfile::tempdir().unwrap();
        let mut child = Command::new(starter[0])
            .args(&starter[1..])
            .args(["serve", "--root"])
            .arg(root)
            .args(words)
            .env_remove("LEITMOTIF_EDITOR")
            .stdin(Stdio::null())
            .stdout(File::create(told.path().join(SAID)).unwrap())
            .stderr(File::create(told.path().join(COMPLAINED)).unwrap())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        let url = loop {
            let words = read(&told, SAID);
            let found = words.split_whitespace().find(|word| word.starts_with("http://"));
            if let Some(url) = found.filter(|_| words.ends_with('\n')) {
                break url.to_owned();
            }
            if begun.elapsed() > PATIENCE || child.try_wait().unwrap().is_some() {
                let _ = child.kill();
                panic!("no address was said; standard error:\n{}", read(&told, COMPLAINED));
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let host = url["http://".len()..].split('/').next().unwrap().replace("localhost", "127.0.0.1");
        Self { child, address: host.parse().unwrap(), url, told }
    }

    /// What stands on its standard output so far.
    pub fn said(&self) -> String {
        read(&self.told, SAID)
    }

    /// What stands on its standard error so far.
    pub fn complained(&self) -> String {
        read(&self.told, COMPLAINED)
    }

    /// The process, to be looked at or sent signals.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// How the process ended, if it has.
    pub fn ended(&mut self) -> Option<std::process::ExitStatus> {
        self.child.try_wait().unwrap()
    }

    /// Asks for a path from the root of the host: `/mag/news/first/`.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Asks with a method and more headers; a `Host` among them takes the place of the usual one.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut text = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            text.push_str(&format!("Host: {}\r\n", self.address));
        }
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str("\r\n");
        self.raw(text.as_bytes())
    }

    /// Sends these very bytes.
    pub fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // A server may close before it has read everything.
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        Answer::of(&all)
    }

    /// Waits until a page is as it should be; gives it.
    pub fn until(&self, path: &str, what: &str, right: impl Fn(&Answer) -> bool) -> Answer {
        let begun = Instant::now();
        loop {
            let answer = self.get(path);
            if right(&answer) {
                return answer;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "`{path}` never became {what}; it is {} now:\n{}\nstandard error:\n{}",
                answer.status,
                answer.text(),
                self.complained()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until a page holds these words.
    pub fn until_shows(&self, path: &str, words: &str) -> Answer {
        self.until(path, &format!("one with `{words}`"), |answer| answer.text().contains(words))
    }

    /// The round that is served now, as an open page is told.
    pub fn round(&self) -> u64 {
        let heard = self.open_page("").hears("\"page\":{");
        let round = heard.split_once("\"round\":").and_then(|(_, rest)| rest.split_once(','));
        round.unwrap_or_else(|| panic!("no round is told:\n{heard}")).0.parse().unwrap()
    }

    /// A page that is open in a browser, by its path from the base path.
    pub fn open_page(&self, path: &str) -> OpenPage {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let host = self.address;
        write!(stream, "GET /mag/_live/events?path=/mag/{path} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        OpenPage { stream, heard: String::new() }
    }

    /// Waits until standard error holds these words.
    pub fn until_complains(&self, words: &str) {
        let begun = Instant::now();
        while !self.complained().contains(words) {
            assert!(begun.elapsed() < PATIENCE, "nobody said `{words}`; standard error:\n{}", self.complained());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// What a build writes: paths in the output folder with their bytes.
///
/// The build is asked for with these words, like the server that it is compared with.
pub fn built(root: &Path, words: &[&str]) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let output = tempfile::tempdir().unwrap();
    let mut build = Command::new(PROGRAM);
    build.args(["build", "--root"]).arg(root).arg("--output").arg(output.path()).args(words);
    let ran = build.output().unwrap();
    if !ran.status.success() {
        return Err(String::from_utf8_lossy(&ran.stderr).into_owned());
    }
    let mut files = BTreeMap::new();
    let mut folders = vec![output.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = entry.strip_prefix(output.path()).unwrap().to_str().unwrap().to_owned();
            if entry.is_dir() && name != ".leitmotif" {
                folders.push(entry);
            } else if entry.is_file() {
                files.insert(name, fs::read(entry).unwrap());
            }
        }
    }
    Ok(files)
}

impl Server {
    /// Waits until every file of a fresh build is answered with its bytes, but for the line that brings the client.
    pub fn until_as_built(&self, root: &Path, words: &[&str]) {
        let built = built(root, words).unwrap_or_else(|said| panic!("the site cannot be built:\n{said}"));
        let base = format!("/{}", self.url["http://".len()..].split_once('/').unwrap().1);
        self.until_as(&built, &base);
    }

    /// Waits until every file is answered with these bytes, but for the line that brings the client.
    pub fn until_as(&self, built: &BTreeMap<String, Vec<u8>>, base: &str) {
        for (file, bytes) in built {
            let path = file.strip_suffix("index.html").unwrap_or(file);
            let path = percent_encoding::utf8_percent_encode(path, percent_encoding::CONTROLS).to_string();
            let as_built = |answer: &Answer| without_client(&answer.body) == *bytes;
            self.until(&format!("{base}{path}"), "what a build writes", as_built);
        }
    }
}

/// A page's bytes without the one line that the preview adds.
pub fn without_client(body: &[u8]) -> Vec<u8> {
    let find =
        |part: &[u8], from: usize| body[from..].windows(part.len()).position(|it| it == part).map(|at| at + from);
    let Some(script) = find(b"_live/client.js\" data-page=", 0) else { return body.to_vec() };
    let begin = body[..script].windows(8).rposition(|it| it == b"<script ").unwrap();
    let end = find(b"</script>\n", script).unwrap() + b"</script>\n".len();
    [&body[..begin], &body[end..]].concat()
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A page that is open in a browser: what it is told.
pub struct OpenPage {
    stream: TcpStream,
    heard: String,
}

impl OpenPage {
    /// Waits until it was told these words; gives all that it was told since it was asked last.
    pub fn hears(&mut self, words: &str) -> String {
        let mut piece = [0; 1024];
        let begun = Instant::now();
        while !self.heard.contains(words) {
            // Signs of life come, too.
            let read = self.stream.read(&mut piece).unwrap_or_default();
            assert!(read > 0 && begun.elapsed() < PATIENCE, "an open page never hears `{words}`:\n{}", self.heard);
            self.heard.push_str(&String::from_utf8_lossy(&piece[..read]));
        }
        std::mem::take(&mut self.heard)
    }
}

/// The names of the files in `told`.
const SAID: &str = "stdout";
const COMPLAINED: &str = "stderr";

fn read(told: &tempfile::TempDir, name: &str) -> String {
    String::from_utf8_lossy(&fs::read(told.path().join(name)).unwrap()).into_owned()
}

/// An answer to a request.
pub struct Answer {
    /// The status; 0 when the connection was closed without an answer.
    pub status: u16,
    /// Headers by their small names.
    pub headers: BTreeMap<String, String>,
    /// The body, its chunks put together.
    pub body: Vec<u8>,
}

impl Answer {
    fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
        let pairs = lines.filter_map(|line| line.split_once(':'));
        let headers: BTreeMap<String, String> =
            pairs.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
        let rest = bytes.get(end + 4..).unwrap_or_default();
        let chunked = headers.get("transfer-encoding").is_some_and(|it| it == "chunked");
        Self { status, headers, body: if chunked { unchunked(rest) } else { rest.to_vec() } }
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let size = std::str::from_utf8(&rest[..end]).ok().and_then(|text| usize::from_str_radix(text.trim(), 16).ok());
        let Some(size) = size.filter(|size| *size > 0) else { break };
        let from = (end + 2).min(rest.len());
        let to = (from + size).min(rest.len());
        body.extend_from_slice(&rest[from..to]);
        rest = &rest[(to + 2).min(rest.len())..];
    }
    body
}
