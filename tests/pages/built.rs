//! The demonstration magazine, built in a theme, and those of its pages that stand for all.

use crate::host::Host;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

/// The day on which all of it is built, as in `tests/run`.
const NOW: &str = "2026-11-20";

/// The repository's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The magazine that is looked at: the demonstration magazine, unless `MAGAZINE` names the folder of another.
fn magazine() -> PathBuf {
    std::env::var_os("MAGAZINE").map_or_else(|| root().to_owned(), PathBuf::from)
}

/// A built magazine and a host of it.
pub struct Built {
    /// The theme's name.
    pub theme: String,
    /// The folder of its files.
    pub output: PathBuf,
    /// The pages that are looked at, by their kind.
    pub kinds: BTreeMap<String, Vec<Page>>,
    /// Serves it.
    pub host: Host,
    _temporary: tempfile::TempDir,
}

/// A page that is looked at.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its address, from `/`.
    pub path: String,
    /// Its language.
    pub lang: String,
    /// Whether it stands where nothing is, so that its host says so.
    pub missing: bool,
    /// Whether it is the one that stands for its kind and language; the others add what it has not.
    pub first: bool,
}

/// The names of the themes that lie with the magazine.
pub fn themes() -> Vec<String> {
    let entries = std::fs::read_dir(magazine().join("themes")).unwrap().map(|entry| entry.unwrap().path());
    let named = entries.filter(|path| path.join("theme.toml").is_file());
    let mut names: Vec<String> = named.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

/// Builds a magazine into a folder.
pub fn build(site: &Path, output: &Path) {
    let ran = Command::new(env!("CARGO_BIN_EXE_leitmotif"))
        .args(["build", "--now", NOW, "--output"])
        .arg(output)
        .current_dir(site)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}: {}", site.display(), String::from_utf8_lossy(&ran.stderr));
}

impl Built {
    /// Builds the demonstration magazine in a theme.
    pub fn new(theme: &str) -> Arc<Self> {
        let temporary = tempfile::tempdir().unwrap();
        let output = temporary.path().join("output");
        let site = temporary.path().join("site");
        build(&in_theme(theme, site), &output);
        let kinds = chosen(&output);
        let host = Host::start(&output, Duration::ZERO);
        Arc::new(Self { theme: theme.to_owned(), output, kinds, host, _temporary: temporary })
    }

    /// Files that were written by hand, by their names.
    pub fn by_hand(files: BTreeMap<String, String>) -> Arc<Self> {
        let temporary = tempfile::tempdir().unwrap();
        let output = temporary.path().join("output");
        std::fs::create_dir(&output).unwrap();
        for (name, text) in files {
            std::fs::write(output.join(name), text).unwrap();
        }
        let host = Host::start(&output, Duration::ZERO);
        Arc::new(Self { theme: String::new(), output, kinds: BTreeMap::new(), host, _temporary: temporary })
    }
}

/// The magazine where it lies, if it is in that theme, else a copy that is.
fn in_theme(theme: &str, copy: PathBuf) -> PathBuf {
    let original = magazine();
    let site = std::fs::read_to_string(original.join("site.toml")).unwrap();
    let said = site.lines().find(|line| line.starts_with("theme = ")).expect("site.toml names its theme");
    let wanted = format!("theme = \"{theme}\"");
    if said == wanted {
        return original;
    }
    std::fs::create_dir(&copy).unwrap();
    std::fs::write(copy.join("site.toml"), site.replacen(said, &wanted, 1)).unwrap();
    for folder in ["content", "themes"] {
        for entry in walkdir::WalkDir::new(original.join(folder)) {
            let entry = entry.unwrap();
            let to = copy.join(entry.path().strip_prefix(&original).unwrap());
            if entry.file_type().is_dir() {
                std::fs::create_dir(to).unwrap();
            } else {
                std::fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    copy
}

/// A page as it was read.
struct Read {
    kind: String,
    page: Page,
    length: usize,
    classes: BTreeSet<String>,
}

/// Above this many characters a page only says more of the same, and axe takes minutes for it.
const LONG: usize = 120_000;

/// Of each kind and language the longest page that is not too long, and then those that together have every class that any page has: so that
/// every component and every state that the theme draws in a way of its own is looked at.
fn chosen(output: &Path) -> BTreeMap<String, Vec<Page>> {
    let files = walkdir::WalkDir::new(output).sort_by_file_name().into_iter().map(Result::unwrap);
    let html = files.filter(|entry| entry.path().extension().is_some_and(|it| it == "html"));
    let mut all: Vec<Read> = html.filter_map(|entry| read(output, entry.path())).collect();
    let weight = |it: &Read| if it.length > LONG { 0 } else { it.length };
    all.sort_by(|a, b| weight(b).cmp(&weight(a)).then_with(|| a.page.path.cmp(&b.page.path)));
    let mut kinds: BTreeMap<String, Vec<Page>> = BTreeMap::new();
    let mut stand: BTreeSet<(String, String)> = BTreeSet::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let (firsts, mut rest): (Vec<Read>, Vec<Read>) =
        all.into_iter().partition(|it| stand.insert((it.kind.clone(), it.page.lang.clone())));
    for it in firsts {
        seen.extend(it.classes);
        kinds.entry(it.kind).or_default().push(Page { first: true, ..it.page });
    }
    loop {
        rest.retain(|it| !it.classes.is_subset(&seen));
        let Some(at) = (0..rest.len()).max_by_key(|at| rest[*at].classes.difference(&seen).count()) else { break };
        let it = rest.swap_remove(at);
        seen.extend(it.classes);
        kinds.entry(it.kind).or_default().push(it.page);
    }
    for pages in kinds.values_mut() {
        pages.sort_by(|a, b| a.path.cmp(&b.path));
    }
    kinds
}

/// Nothing, if it only leads elsewhere.
fn read(output: &Path, file: &Path) -> Option<Read> {
    let text = std::fs::read_to_string(file).unwrap();
    let inside = file.strip_prefix(output).unwrap().to_str().unwrap();
    let missing = inside.ends_with("404.html");
    let path = format!("/{}", inside.strip_suffix("index.html").unwrap_or(inside));
    let path = if missing { path.replace("404.html", "nothing/is/here/") } else { path };
    if text.contains("http-equiv=\"refresh\"") {
        return None;
    }
    let value = |of: &str, name: &str| -> String {
        let tag = text.split_once(of).map_or("", |(_, after)| after.split('>').next().unwrap_or_default());
        let value = tag.split_once(&format!("{name}=\"")).map_or("", |(_, after)| after);
        value.split('"').next().unwrap_or_default().to_owned()
    };
    let body = value("<body", "class");
    let kind = body.split(' ').find_map(|class| class.strip_prefix("is-")).unwrap_or_default().to_owned();
    assert!(!kind.is_empty(), "{inside}: no class of its body says what kind of page it is (`is-…`)");
    let attributes = text.match_indices("class=\"").map(|(at, found)| &text[at + found.len()..]);
    let classes = attributes.flat_map(|after| after.split('"').next().unwrap_or_default().split(' '));
    let classes = classes.map(str::to_owned).collect();
    let page = Page { path, lang: value("<html", "lang"), missing, first: false };
    Some(Read { kind, page, length: text.len(), classes })
}
