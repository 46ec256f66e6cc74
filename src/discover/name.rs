//! What the name of a file decides: whether it is read, as what, and under which path.

use crate::source::described_by;
use std::ffi::OsStr;
use std::path::{MAIN_SEPARATOR, Path};
use unicode_normalization::UnicodeNormalization;

/// The path inside the site: `/` between names, NFC.
pub(super) fn site_path(root: &Path, path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root).ok()?;
    // Most names are ASCII, and where names are parted by `/` anyway there is nothing to be done.
    if let Some(text) = inside.to_str().filter(|text| MAIN_SEPARATOR == '/' && text.is_ascii()) {
        return Some(text.to_owned());
    }
    let mut text = String::new();
    for part in inside.components() {
        if !text.is_empty() {
            text.push('/');
        }
        text.extend(part.as_os_str().to_str()?.nfc());
    }
    Some(text)
}

/// Whether a file or folder of this path, relative to the site's root, is one that a magazine is made of.
pub fn is_read(inside: &Path) -> bool {
    let mut parts = inside.iter();
    let Some(top) = parts.next() else { return false };
    if top == "site.toml" {
        return parts.next().is_none();
    }
    if !super::FOLDERS.iter().any(|folder| top == *folder) {
        return false;
    }
    let mut in_static = false;
    for (depth, name) in parts.enumerate() {
        in_static |= depth == 0 && name == "static";
        if is_passing(name, in_static) {
            return false;
        }
    }
    true
}

/// Files that come and go beside a magazine: editors' temporary files, hidden files (but not below `static/`).
pub(super) fn is_passing(name: &OsStr, in_static: bool) -> bool {
    let name = name.to_string_lossy();
    if matches!(&*name, ".DS_Store" | "Thumbs.db" | "desktop.ini" | ".git" | ".hg" | ".svn" | ".jj") {
        return true;
    }
    let temporary = name.ends_with('~')
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'))
        || name == "4913"
        || [
            ".swp",
            ".swo",
            ".swx",
            ".tmp",
            ".kate-swp",
            ".bck",
            ".bak",
            "___jb_tmp___",
            "___jb_old___",
            ".part",
            ".crdownload",
        ]
        .iter()
        .any(|end| name.ends_with(end));
    temporary || (name.starts_with('.') && !in_static)
}

/// Whether a file is parsed, so that its text is needed.
pub(super) fn is_text(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if path.starts_with("content/static/") {
        // What describes a picture is read wherever the picture lies.
        return described_by(path).is_some();
    }
    if path.starts_with("themes/") {
        return matches!(extension, "html" | "xml" | "txt" | "toml" | "css");
    }
    matches!(extension, "md" | "toml" | "vtt")
}
