//! The house is built from the ground up: imports run one way, and only some rooms open a door to the outside.

#![allow(clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The rooms of `src/`, a floor a line, from the top to the ground. A room imports from the floors below it.
const FLOORS: [&[&str]; 13] = [
    &["main", "lib"],
    &["cli"],
    &["preview", "write", "edit"],
    &["edition"],
    &["render"],
    &["theme", "route"],
    &["catalogue"],
    &["parse", "config", "discover"],
    &["fields"],
    &["language"],
    &["model"],
    &["diagnostic"],
    &["source"],
];

/// Rooms of one floor of which the first may import from the second.
const NEIGHBOURS: [(&str, &str); 1] = [("parse", "config")];

/// The rooms that touch disk, network, clock or environment.
const WITH_DOORS: [&str; 5] = ["main", "cli", "preview", "write", "discover"];

/// What touches them.
const DOORS: [&str; 6] = ["std::fs", "std::net", "std::env", "SystemTime::now", "Timestamp::now", "Zoned::now"];

#[test]
fn imports_run_one_way() {
    let mut wrong = Vec::new();
    for file in files() {
        for (line, other) in imports(&file) {
            let here = floor(&file.room);
            let there = floor(&other);
            let neighbours = NEIGHBOURS.contains(&(file.room.as_str(), other.as_str()));
            if file.room != other && there <= here && !neighbours {
                wrong.push(format!("{}:{line}: `{}` imports from `{other}`", file.path.display(), file.room));
            }
        }
    }
    assert!(wrong.is_empty(), "these imports run against the order of ARCHITECTURE.md:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_has_a_floor() {
    let known: BTreeSet<&str> = FLOORS.iter().flat_map(|rooms| rooms.iter().copied()).collect();
    let rooms: BTreeSet<String> = files().into_iter().map(|file| file.room).collect();
    let homeless: Vec<&String> = rooms.iter().filter(|room| !known.contains(room.as_str())).collect();
    assert!(homeless.is_empty(), "put these rooms on a floor, here and in ARCHITECTURE.md: {homeless:?}");
}

#[test]
fn only_some_rooms_have_doors() {
    let mut wrong = Vec::new();
    for file in files().into_iter().filter(|file| !WITH_DOORS.contains(&file.room.as_str())) {
        for (number, line) in file.text.lines().enumerate() {
            if let Some(door) = DOORS.iter().find(|door| line.contains(*door)) {
                wrong.push(format!("{}:{}: `{}` uses `{door}`", file.path.display(), number + 1, file.room));
            }
        }
    }
    assert!(wrong.is_empty(), "these rooms have no door to the outside:\n{}", wrong.join("\n"));
}

#[test]
fn paths_are_read_however_they_are_written() {
    let found = |text: &str| -> Vec<String> {
        let file = File {
            path: PathBuf::from("src/render/view/x.rs"),
            room: "render".into(),
            depth: 3,
            text: without_comments(text),
        };
        imports(&file).into_iter().map(|(_, room)| room).collect()
    };
    assert_eq!(found("use crate::model::Id;"), ["model"]);
    assert_eq!(found("use crate::{\n    model::{Id, Kind},\n    source::Span,\n};"), ["model", "source"]);
    assert_eq!(found("fn f(x: crate::cli::Y) { super::super::super::write::z() }"), ["cli", "write"]);
    assert_eq!(found("use super::Views; // crate::cli::x\nuse super::super::Magazine;"), Vec::<String>::new());
}

/// A file of `src/` without its comments.
struct File {
    path: PathBuf,
    room: String,
    /// How many modules deep it is: `src/config.rs` is 1, `src/render/view/small.rs` 3.
    depth: usize,
    text: String,
}

fn files() -> Vec<File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("src/ can be read") {
            let path = entry.expect("src/ can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(file(&src, &path));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn file(src: &Path, path: &Path) -> File {
    let inside = path.strip_prefix(src).expect("the file lies in src/");
    let parts: Vec<&str> = inside.iter().map(|part| part.to_str().expect("names are UTF-8")).collect();
    let module = parts.last().is_some_and(|name| *name == "mod.rs");
    File {
        path: Path::new("src").join(inside),
        room: parts[0].trim_end_matches(".rs").to_owned(),
        depth: parts.len() - usize::from(module),
        text: without_comments(&std::fs::read_to_string(path).expect("the file is text")),
    }
}

/// Lines keep their numbers. (An address in a text, `https://…`, ends its line here too; no import follows one.)
fn without_comments(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn floor(room: &str) -> usize {
    FLOORS.iter().position(|rooms| rooms.contains(&room)).unwrap_or(FLOORS.len())
}

/// The rooms that a file names by a path from the crate's root, with the line.
fn imports(file: &File) -> Vec<(usize, String)> {
    let known: BTreeSet<&str> = FLOORS.iter().flat_map(|rooms| rooms.iter().copied()).collect();
    let root = "super::".repeat(file.depth);
    let mut found = Vec::new();
    for start in ["crate::", root.as_str()] {
        for (at, _) in file.text.match_indices(start) {
            let line = file.text[..at].matches('\n').count() + 1;
            let after = &file.text[at + start.len()..];
            let rooms = match after.strip_prefix('{') {
                Some(list) => firsts(list),
                None => vec![word(after)],
            };
            found.extend(rooms.into_iter().filter(|room| known.contains(room)).map(|room| (line, room.to_owned())));
        }
    }
    found
}

/// The first part of each path in `a::b, c::{d, e}, f}`.
fn firsts(list: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut start = 0;
    let mut found = Vec::new();
    for (at, sign) in list.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                found.push(word(list[start..at].trim_start()));
                start = at + 1;
                if sign == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}

/// The name at the beginning of a text.
fn word(text: &str) -> &str {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default()
}
