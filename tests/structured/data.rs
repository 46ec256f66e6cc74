//! What must hold of the JSON beside the pages: it follows the published schema, and everything can be found.

use crate::site::Site;
use serde_json::Value;
use std::collections::BTreeSet;

/// Holds every `index.json` against the schema of the site.
pub fn check(site: &Site, faults: &mut BTreeSet<String>) {
    let read = |path: &str| -> Value { serde_json::from_str(&site.files[path]).expect("it is JSON") };
    let schema = read("schema.json");
    assert_eq!(schema["$id"], format!("{}schema.json", site.base));
    let validator = jsonschema::options().build(&schema).expect("the schema is one");
    let mut found = BTreeSet::new();
    for path in site.files.keys().filter(|path| path.ends_with("index.json")) {
        let data = read(path);
        for error in validator.iter_errors(&data) {
            faults.insert(format!("{path}: {error} at {}", error.instance_path()));
        }
        if data["$schema"] != schema["$id"] {
            faults.insert(format!("{path} names the schema {}", data["$schema"]));
        }
        let page = path.replace("index.json", "index.html");
        if data["url"] != format!("{}{}", site.base, page.trim_end_matches("index.html")) {
            faults.insert(format!("{path} says that its page is {}", data["url"]));
        }
        if path == "index.json" {
            continue;
        }
        found.insert(format!("{}{path}", site.base));
        // The page leads to its data, in every language.
        let address = format!("{}{path}", site.base.strip_prefix(site.origin()).unwrap_or("/"));
        let link = format!("<link rel=\"alternate\" type=\"application/json\" href=\"{address}\">");
        for page in [page.clone(), format!("ko/{page}")] {
            if !site.files.get(&page).is_some_and(|html| html.contains(&link)) {
                faults.insert(format!("{page} has no {link}"));
            }
        }
    }
    let index = read("index.json");
    let listed: BTreeSet<String> = index["records"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|it| Some(it["data"].as_str()?.to_owned()))
        .collect();
    for missing in found.difference(&listed).filter(|path| !is_week(path)) {
        faults.insert(format!("the index lacks {missing}"));
    }
    for extra in listed.difference(&found) {
        faults.insert(format!("the index tells of {extra}, and there is nothing"));
    }
}

/// Weeks are listed by their charts.
fn is_week(path: &str) -> bool {
    path.split('/').rev().nth(1).is_some_and(|folder| folder.len() == 10 && folder.starts_with("20"))
        && path.contains("/charts/")
}
