//! Which relative paths may be written: plain names between slashes, and never our own mark.

use std::path::{Component, Path};

use super::area::MARK;

/// Whether `path` ("news/a/index.html") stays inside the output folder on every system, is no place of ours, and fits
/// on one line of the manifest. Routes are checked long before; this is the last line of defence, also against a
/// manifest or journal that came with somebody's repository.
pub(super) fn is_safe(path: &str) -> bool {
    let mut parts = 0;
    for part in path.split('/') {
        parts += 1;
        if part.is_empty() || part == "." || part == ".." || part.chars().any(char::is_control) {
            return false;
        }
    }
    let first = path.split('/').next().unwrap_or_default();
    // Windows splits at backslashes and drive letters too: then the system counts other parts than we do.
    !first.eq_ignore_ascii_case(MARK)
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
        && Path::new(path).components().count() == parts
}

/// The folders that `path` lies in, outermost first: `a/b/c.html` gives `a`, `a/b`.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

/// The first part of `path`.
pub(super) fn top_of(path: &str) -> &str {
    path.split_once('/').map_or(path, |(top, _)| top)
}

/// How many folders `path` lies in.
pub(super) fn depth_of(path: &str) -> usize {
    path.bytes().filter(|byte| *byte == b'/').count()
}

/// One spelling for all that a file system which ignores case takes for the same name.
pub(super) fn folded(path: &str) -> String {
    path.to_lowercase()
}
