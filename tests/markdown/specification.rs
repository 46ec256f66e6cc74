//! The 652 examples of the `CommonMark` specification, read and written by us.
//!
//! They are not copied here: the parser's crate is published with them, and Cargo knows where it lies.

use crate::differential::without_additions;
use crate::stand_in::{StandIn, shapes};
use leitmotif::parse::markdown::read;
use leitmotif::render::markdown::html;
use leitmotif::source::SourceId;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

/// What the specification has.
const EXAMPLES: usize = 652;

/// The examples that come out otherwise on purpose, and why.
const OTHERWISE: &[(usize, &str)] = &[
    (163, "`<Warning>` is a component, here one that does not exist, and no raw HTML"),
    (548, "`[[foo]]` is a link by name, also within brackets"),
    (559, "`[[*foo* bar]]` is a link by name, before it is a link by definition in brackets"),
    (590, "`![[foo]]` is a link by name where none can stand, which is an error"),
];

struct Example {
    number: usize,
    text: String,
    html: String,
}

/// The folder of the parser's sources.
fn parsers_crate() -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .expect("Cargo runs");
    assert!(
        output.status.success(),
        "Cargo does not say where crates lie: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("Cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("Cargo lists packages");
    let parsers: Vec<&str> = packages
        .iter()
        .filter(|package| package["name"] == "pulldown-cmark")
        .filter_map(|package| package["manifest_path"].as_str())
        .collect();
    assert_eq!(parsers.len(), 1, "there should be one parser: {parsers:?}");
    PathBuf::from(parsers[0]).parent().expect("a manifest lies in a folder").to_owned()
}

/// The raw string after `name`, and what follows it.
fn raw<'t>(text: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    let (_, rest) = text.split_once(&format!("let {name} = r##\""))?;
    rest.split_once("\"##;")
}

fn examples() -> Vec<Example> {
    let path = parsers_crate().join("tests/suite/spec.rs");
    let file = std::fs::read_to_string(&path);
    let file = file.unwrap_or_else(|error| panic!("the examples are not at {}: {error}", path.display()));
    let functions = file.split("fn spec_test_").skip(1);
    let example = |function: &str| {
        let (number, rest) = function.split_once("()")?;
        let (text, rest) = raw(rest, "original")?;
        let (html, _) = raw(rest, "expected")?;
        Some(Example { number: number.parse().ok()?, text: text.to_owned(), html: html.to_owned() })
    };
    functions.map(|function| example(function).unwrap_or_else(|| panic!("what is this?\n{function}"))).collect()
}

/// How the two are compared: without what we add, without line ends that show nowhere, `"` as it is.
fn comparable(html: &str) -> String {
    let mut html = without_additions(&html.replace("&quot;", "\""));
    // A picture alone in its paragraph is a figure, and its title a caption.
    while let Some((before, (figure, after))) =
        html.split_once("<figure>").and_then(|(before, rest)| Some((before, rest.split_once("</figure>")?)))
    {
        let (picture, caption) = figure.split_once("\n<figcaption>").unwrap_or((figure, ""));
        let picture = match caption.strip_suffix("</figcaption>") {
            Some(title) => format!("{} title=\"{title}\">", picture.trim_end_matches('>')),
            None => picture.to_owned(),
        };
        html = format!("{before}<p>{picture}</p>{after}");
    }
    let blocks = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "table", "div"];
    for tag in blocks.iter().flat_map(|name| [format!("<{name}>"), format!("</{name}>")]) {
        html = html.replace(&format!("{tag}\n"), &tag).replace(&format!("\n{tag}"), &tag);
    }
    html.trim_end().to_owned()
}

#[test]
fn every_example() {
    let examples = examples();
    let numbers: Vec<usize> = examples.iter().map(|example| example.number).collect();
    assert_eq!(numbers, (1..=EXAMPLES).collect::<Vec<_>>(), "these are not the specification's examples");
    let otherwise: BTreeMap<usize, &str> = OTHERWISE.iter().copied().collect();
    assert_eq!(otherwise.len(), OTHERWISE.len(), "one stands in the list twice");
    let mut faults = String::new();
    for Example { number, text, html: expected } in &examples {
        let (body, outline, said) = read(text, 0..text.len(), SourceId(0), &shapes(), None);
        let actual = html(&body, &outline, &mut StandIn(&outline, "und")).html;
        let agrees = comparable(&actual) == comparable(expected);
        match (agrees, otherwise.get(number)) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(why)) => faults += &format!("{number} agrees now, but is said not to: {why}\n\n"),
            (false, None) => {
                let said: String = said.iter().map(|it| format!("  {}: {}\n", it.code, it.message)).collect();
                faults += &format!("{number} differs:\n{text}--- expected\n{expected}--- is\n{actual}{said}\n");
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
