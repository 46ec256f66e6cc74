//! Disk to [`Sources`]: every file of the site, read once.
//!
//! Text (Markdown, TOML, templates, style sheets) is read whole, decoded and normalised to NFC; all other files are
//! only named and measured. Editors' temporary files are left out. Faults of the file system (unreadable, not
//! UTF-8, a loop of symbolic links) are diagnostics like any other.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Content, LineIndex, Source, Sources};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use walkdir::WalkDir;

/// Reads the site at `root`, with the files compiled into the program beside it.
pub fn discover(root: &Path, embedded: Vec<Source>) -> (Sources, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut found = Vec::new();
    let settings = root.join("site.toml");
    if settings.symlink_metadata().is_ok() {
        found.push(("site.toml".to_owned(), settings));
    } else {
        diagnostics.push(missing_site(root));
    }
    for folder in ["content", "themes"] {
        walk(root, folder, &mut found, &mut diagnostics);
    }
    let read: Vec<(Source, Option<Diagnostic>)> = found.into_par_iter().map(|(path, disk)| read(path, disk)).collect();
    let mut files = embedded;
    for (file, diagnostic) in read {
        diagnostics.extend(diagnostic);
        files.push(file);
    }
    (Sources::new(root.to_owned(), files), diagnostics)
}

fn missing_site(root: &Path) -> Diagnostic {
    if !root.is_dir() && !root.as_os_str().is_empty() {
        return Diagnostic::about_file(Code::MissingSite, root.to_string_lossy(), "there is no such folder")
            .help("name the folder that holds `site.toml` with `--root`");
    }
    let shown = if root.as_os_str().is_empty() || root == Path::new(".") {
        "this folder".to_owned()
    } else {
        format!("`{}`", root.display())
    };
    let above = root
        .canonicalize()
        .ok()
        .and_then(|full| full.ancestors().skip(1).find(|a| a.join("site.toml").is_file()).map(Path::to_path_buf));
    let it = Diagnostic::about_file(Code::MissingSite, "site.toml", format!("there is no `site.toml` in {shown}"));
    match above {
        Some(site) => it.help(format!("there is one in `{0}`; run `leitmotif build --root {0}`", site.display())),
        None => it
            .help(
                "a magazine begins with a file `site.toml` that holds `title = \"…\"` and `base_url = \"https://…/\"`",
            )
            .help("if the magazine lies elsewhere, name its folder with `--root`"),
    }
}

fn walk(root: &Path, folder: &str, found: &mut Vec<(String, PathBuf)>, diagnostics: &mut Vec<Diagnostic>) {
    let top = root.join(folder);
    if top.symlink_metadata().is_err() {
        return;
    }
    if top.is_file() {
        let it = Diagnostic::about_file(Code::BadPath, folder, format!("`{folder}` is a file and should be a folder"));
        diagnostics.push(it.help("move it away"));
        return;
    }
    let entries = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
    let entries = entries.filter_entry(|entry| entry.depth() == 0 || !is_passing(entry.path(), &top));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => match site_path(root, entry.path()) {
                Some(path) => found.push((path, entry.into_path())),
                None => {
                    let shown = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().into_owned();
                    let it = Diagnostic::about_file(
                        Code::BadPath,
                        shown,
                        "this file's name is not UTF-8, so it cannot be an address",
                    );
                    diagnostics.push(it.help("rename the file"));
                }
            },
            Err(error) => diagnostics.push(walk_error(root, &error)),
        }
    }
}

fn walk_error(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let shown =
        error.path().map(|p| p.strip_prefix(root).unwrap_or(p).to_string_lossy().into_owned()).unwrap_or_default();
    if let Some(ancestor) = error.loop_ancestor() {
        let above = ancestor.strip_prefix(root).unwrap_or(ancestor).display();
        return Diagnostic::about_file(
            Code::SymlinkLoop,
            shown,
            format!("this symbolic link leads back to `{above}`, which holds it"),
        )
        .help("remove the link, or let it lead elsewhere");
    }
    let cause = error.io_error().map_or_else(|| error.to_string(), cause_of);
    Diagnostic::about_file(Code::UnreadableFile, shown, format!("this cannot be read: {cause}"))
        .help(help_for(error.io_error()))
}

/// An error of the system in plain words.
pub fn cause_of(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "it is not there (a symbolic link that leads nowhere?)".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        std::io::ErrorKind::IsADirectory => "it is a folder".into(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}

fn help_for(error: Option<&std::io::Error>) -> String {
    match error.map(std::io::Error::kind) {
        Some(std::io::ErrorKind::PermissionDenied) => "give yourself the right to read it".into(),
        Some(std::io::ErrorKind::NotFound) => "remove the link, or put back what it leads to".into(),
        Some(std::io::ErrorKind::IsADirectory) => "a file should be here, not a folder".into(),
        _ => "move the file away, or repair the disk that it lies on".into(),
    }
}

/// The path inside the site: `/` between names, NFC.
fn site_path(root: &Path, path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root).ok()?;
    let mut text = String::new();
    for part in inside.components() {
        if !text.is_empty() {
            text.push('/');
        }
        text.extend(part.as_os_str().to_str()?.nfc());
    }
    Some(text)
}

/// Files that come and go beside a magazine: editors' temporary files, hidden files (but not below `static/`).
fn is_passing(path: &Path, top: &Path) -> bool {
    let Some(name) = path.file_name() else { return false };
    let name = name.to_string_lossy();
    let in_static = path.strip_prefix(top).is_ok_and(|inside| inside.starts_with("static"));
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
fn is_text(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if path.starts_with("content/static/") {
        return false;
    }
    if path.starts_with("themes/") {
        return matches!(extension, "html" | "xml" | "txt" | "toml" | "css");
    }
    matches!(extension, "md" | "toml")
}

fn read(path: String, disk: PathBuf) -> (Source, Option<Diagnostic>) {
    let source = |content, disk| Source { path: Arc::from(path.as_str()), disk: Some(disk), content };
    if !is_text(&path) {
        // Opened, because a file that cannot be read cannot be copied either.
        return match std::fs::File::open(&disk).and_then(|file| file.metadata()) {
            Ok(meta) => {
                let size = picture_size(&path, &disk);
                (source(Content::Opaque { len: meta.len(), size }, disk), None)
            }
            Err(error) => (source(Content::Unreadable, disk), Some(unreadable(&path, &error))),
        };
    }
    match std::fs::read(&disk) {
        Ok(bytes) => match decode(bytes) {
            Ok(text) => (source(Content::Text(text), disk), None),
            Err(diagnostic) => {
                let diagnostic = diagnostic(&path);
                (source(Content::Unreadable, disk), Some(diagnostic))
            }
        },
        Err(error) => {
            let diagnostic = unreadable(&path, &error);
            (source(Content::Unreadable, disk), Some(diagnostic))
        }
    }
}

/// Width and height from a picture's header.
fn picture_size(path: &str, disk: &Path) -> Option<(u32, u32)> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    if !matches!(extension.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif") {
        return None;
    }
    let size = imagesize::size(disk).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    let message = format!("this file cannot be read: {}", cause_of(error));
    Diagnostic::about_file(Code::UnreadableFile, path, message).help(help_for(Some(error)))
}

/// Bytes to text: UTF-8, without byte-order mark, NFC.
fn decode(bytes: Vec<u8>) -> Result<Arc<str>, impl FnOnce(&str) -> Diagnostic> {
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            // Offsets are those of the normalised text; shown lines come from the same text, so carets fit.
            if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
                Ok(Arc::from(text))
            } else {
                Ok(Arc::from(text.nfc().collect::<String>()))
            }
        }
        Err(error) => Err(move |path: &str| {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let sound = String::from_utf8_lossy(&bytes[..at]).into_owned();
            let place = LineIndex::new(&sound).place(&sound, sound.len());
            let byte = bytes.get(at).copied().unwrap_or_default();
            let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
            let encoding = if utf16 { "it looks like UTF-16; " } else { "" };
            Diagnostic::about_file(
                Code::BadUtf8,
                path,
                format!("this file is not UTF-8: byte 0x{byte:02x} at line {}, column {}", place.line, place.column),
            )
            .help(format!("{encoding}save it again as UTF-8"))
        }),
    }
}

/// The bytes of a file that was discovered, for what needs more than its length.
///
/// # Errors
/// Whatever the file system says.
pub fn bytes(disk: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(disk)
}

/// The files of a site as they were when last looked at.
///
/// It gives the same [`Sources`] as [`discover`] at every moment at which it has looked, and the very same [`Source`]
/// for a file that did not change.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    embedded: Vec<Source>,
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Disk {
    /// Reads the site at `root`, with the files compiled into the program beside it.
    pub fn open(root: &Path, embedded: Vec<Source>) -> Self {
        let (sources, diagnostics) = discover(root, embedded.clone());
        Self { root: root.to_owned(), embedded, sources, diagnostics }
    }

    /// Looks at these paths first, which the system named; says whether a file changed.
    pub fn look(&mut self, _at: &[PathBuf]) -> bool {
        self.look_everywhere()
    }

    /// Looks at the whole site; says whether a file changed, came or went.
    pub fn look_everywhere(&mut self) -> bool {
        let (fresh, diagnostics) = discover(&self.root, self.embedded.clone());
        let mut changed = fresh.len() != self.sources.len() || diagnostics != self.diagnostics;
        let files = fresh.iter().map(|(id, file)| {
            let known = self.sources.find(&file.path).map(|known| self.sources.shared(known));
            match known.filter(|known| known.content == file.content && known.disk == file.disk) {
                Some(known) => Arc::clone(known),
                None => {
                    changed = true;
                    Arc::clone(fresh.shared(id))
                }
            }
        });
        let files: Vec<Arc<Source>> = files.collect();
        if changed {
            self.sources = self.sources.after(files);
            self.diagnostics = diagnostics;
        }
        changed
    }

    /// The files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What is wrong with the disk.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}
