//! Symbolic links of a site: what they lead to changes under another name.

use crate::discover::{FOLDERS, is_read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A link of the site and what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// Where it lies, below the root.
    pub here: PathBuf,
    /// What it leads to in the end, without further links.
    pub there: PathBuf,
    /// Whether that is a folder.
    pub is_folder: bool,
}

/// All links of a site, also those in folders that links lead to.
pub(super) fn links(root: &Path) -> Vec<Link> {
    let tops = std::iter::once("site.toml").chain(FOLDERS);
    let entries = tops.flat_map(|top| {
        let walk = WalkDir::new(root.join(top)).follow_links(true).into_iter();
        walk.filter_entry(|entry| entry.path().strip_prefix(root).is_ok_and(is_read)).filter_map(Result::ok)
    });
    let links = entries.filter(|entry| entry.path_is_symlink()).filter_map(|entry| {
        let there = entry.path().canonicalize().ok()?;
        Some(Link { is_folder: entry.file_type().is_dir(), here: entry.into_path(), there })
    });
    links.collect()
}
