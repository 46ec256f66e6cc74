//! The folder that everything is written in, when it is not there: most often it has another name.

use crate::diagnostic::{Code, Diagnostic, Severity, nearest};
use crate::model::Kind;
use std::path::Path;

/// The folder that everything is written in.
pub(super) const CONTENT: &str = "content";

/// What is said when it is missing. An empty magazine is one, too; but if a folder of nearly this name holds what belongs
/// into it, all pages would be taken away for a slip.
pub(super) fn missing(root: &Path) -> Diagnostic {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    let mut folders: Vec<String> = entries
        .filter(|entry| entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| nearest(name, [CONTENT]).is_some() && holds_a_magazine(&root.join(name)))
        .collect();
    folders.sort();
    if let Some(near) = folders.first() {
        let message = format!("there is no folder `{CONTENT}`, but one that is called `{near}`");
        return Diagnostic::about_file(Code::MissingContent, CONTENT, message)
            .help(format!("rename it: `mv {near} {CONTENT}`"));
    }
    let message = format!("there is no folder `{CONTENT}`, so the magazine is empty");
    let mut it = Diagnostic::about_file(Code::MissingContent, CONTENT, message)
        .help("write a first article: `content/articles/news/first.md`");
    it.severity = Severity::Warning;
    it
}

fn holds_a_magazine(folder: &Path) -> bool {
    let of_records = Kind::ALL.into_iter().filter_map(Kind::folder);
    ["articles", "pages", "static"].into_iter().chain(of_records).any(|name| folder.join(name).is_dir())
}
