//! A magazine that was built by the program, as the files of its output.

use std::collections::BTreeMap;
use std::process::Command;

/// A built magazine.
pub struct Site {
    /// Where it will be deployed, with a slash at the end.
    pub base: String,
    /// The text of every HTML and JSON file, by its path in the output folder.
    pub files: BTreeMap<String, String>,
    /// The paths of all files.
    pub paths: Vec<String>,
}

impl Site {
    /// Builds the magazine in a folder.
    pub fn build(folder: &str, base: &str) -> Self {
        let output = tempfile::tempdir().expect("a folder for the output");
        let run = Command::new(env!("CARGO_BIN_EXE_leitmotif"))
            .args(["build", "--now", "2026-11-20", "--base-url", base, "--output"])
            .arg(output.path())
            .current_dir(folder)
            .output()
            .expect("the program runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let mut site = Self { base: base.to_owned(), files: BTreeMap::new(), paths: Vec::new() };
        for entry in walkdir::WalkDir::new(output.path()).sort_by_file_name() {
            let entry = entry.expect("the output can be read");
            let path = entry.path().strip_prefix(output.path()).expect("it is below").to_string_lossy().into_owned();
            if !entry.file_type().is_file() || path.starts_with('.') {
                continue;
            }
            if path.ends_with(".html") || path.ends_with(".json") {
                site.files.insert(path.clone(), std::fs::read_to_string(entry.path()).expect("it is text"));
            }
            site.paths.push(path);
        }
        site
    }

    /// Whether an address below the base leads to a file.
    pub fn has(&self, address: &str) -> bool {
        let Some(path) = address.strip_prefix(&self.base) else { return false };
        let path = path.split('#').next().unwrap_or(path);
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.into_owned() };
        self.paths.binary_search(&file).is_ok() || self.paths.contains(&file)
    }

    /// The origin of the base: scheme and host.
    pub fn origin(&self) -> &str {
        let end = self.base.find("://").map_or(0, |at| at + 3);
        let end = self.base[end..].find('/').map_or(self.base.len(), |at| end + at);
        &self.base[..end]
    }
}
