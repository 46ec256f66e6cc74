//! What is typed in an article, and the HTML or the complaints that come of it.
//!
//! The cases are text files in `cases/`; a case is `== name`, the text, `-- html` with the HTML, and `-- said`
//! with one line for each complaint. A name that ends in `(crlf)` has its text read with CRLF line ends.
//! `UPDATE=1 cargo test --test markdown` rewrites what is expected: read the difference before you keep it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::too_many_lines
)]

mod differential;
mod emphasis;
mod foreign;
mod laws;
mod outline;
mod punctuation;
mod specification;
mod stand_in;

use stand_in::read_and_write;
use std::fmt::Write as _;
use std::path::Path;

struct Case {
    name: String,
    text: String,
    html: String,
    said: String,
}

fn cases(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut part = 0;
    for line in file.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            cases.push(Case { name: name.into(), text: String::new(), html: String::new(), said: String::new() });
            part = 0;
        } else if line == "-- html" {
            part = 1;
        } else if line == "-- said" {
            part = 2;
        } else if let Some(case) = cases.last_mut() {
            let slot = [&mut case.text, &mut case.html, &mut case.said].into_iter().nth(part).unwrap();
            slot.push_str(line);
            slot.push('\n');
        }
    }
    cases
}

fn actual(case: &Case) -> (String, String) {
    let mut text = format!("{}\n", case.text.trim_end());
    if case.name.ends_with("(crlf)") {
        text = text.replace('\n', "\r\n");
    }
    let (html, said) = read_and_write(&text);
    (html, said.iter().map(|line| format!("{line}\n")).collect())
}

#[test]
fn every_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown/cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut count, mut faults) = (0, String::new());
    for path in paths {
        let mut file = String::new();
        for case in cases(&std::fs::read_to_string(&path).unwrap()) {
            count += 1;
            let (html, said) = actual(&case);
            if html.trim_end() != case.html.trim_end()
                || said != case.said.trim_end().to_owned() + if case.said.trim().is_empty() { "" } else { "\n" }
            {
                writeln!(faults, "{}: {}\n{}--- html\n{html}--- said\n{said}", path.display(), case.name, case.text)
                    .unwrap();
            }
            writeln!(
                file,
                "== {}\n{}\n-- html\n{}\n-- said\n{}",
                case.name,
                case.text.trim_end(),
                html.trim_end(),
                said
            )
            .unwrap();
        }
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, file).unwrap();
        }
    }
    assert!(count >= 80, "only {count} cases were found");
    assert!(faults.is_empty() || std::env::var_os("UPDATE").is_some(), "{faults}");
}
