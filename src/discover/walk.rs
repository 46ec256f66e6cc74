//! Which files a site has: a walk through its folders.

use super::content::{self, CONTENT};
use super::name::is_read;
use super::read::{cause_of, help_for};
use crate::diagnostic::{Code, Diagnostic};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The folders of a site that are read, beside `site.toml`.
pub const FOLDERS: [&str; 2] = [CONTENT, "themes"];

/// What a walk came upon.
pub(super) struct Found {
    /// Where it lies.
    pub disk: PathBuf,
    /// Why it is not a file of the site, when it is none.
    pub fault: Option<Diagnostic>,
}

/// What was found below some folders.
#[derive(Default)]
pub(super) struct Walk {
    /// Files and faults, each path once.
    pub found: Vec<Found>,
    /// Whether a symbolic link was among them: a file may then be there under two names.
    pub links: bool,
}

impl Walk {
    /// All files of a site.
    pub fn of_site(root: &Path) -> Self {
        let mut walk = Self::default();
        let settings = root.join("site.toml");
        let there = settings.symlink_metadata();
        let is_site = there.is_ok();
        match there {
            Ok(meta) => {
                walk.links |= meta.is_symlink();
                walk.found.push(Found { disk: settings, fault: None });
            }
            Err(_) => walk.found.push(Found { disk: settings, fault: Some(missing_site(root)) }),
        }
        for folder in FOLDERS {
            let top = root.join(folder);
            if top.is_file() {
                let it = format!("`{folder}` is a file and should be a folder");
                let it = Diagnostic::about_file(Code::BadPath, folder, it).help("move it away");
                walk.found.push(Found { disk: top, fault: Some(it) });
            } else if top.symlink_metadata().is_ok() {
                walk.add(root, &top);
            } else if folder == CONTENT && is_site {
                walk.found.push(Found { disk: top, fault: Some(content::missing(root)) });
            }
        }
        walk
    }

    /// The files below one folder of a site.
    pub fn of_folder(root: &Path, folder: &Path) -> Self {
        let mut walk = Self::default();
        walk.add(root, folder);
        walk
    }

    fn add(&mut self, root: &Path, folder: &Path) {
        let entries = WalkDir::new(folder).follow_links(true).into_iter();
        let wanted = |path: &Path| path.strip_prefix(root).is_ok_and(is_read);
        for entry in entries.filter_entry(|entry| entry.depth() == 0 || wanted(entry.path())) {
            match entry {
                Ok(entry) => {
                    self.links |= entry.path_is_symlink();
                    if !entry.file_type().is_dir() {
                        self.found.push(Found { disk: entry.into_path(), fault: None });
                    }
                }
                // Emacs, for one, marks a file that is being edited with a link that leads nowhere.
                Err(error) if error.depth() > 0 && error.path().is_some_and(|path| !wanted(path)) => {}
                Err(error) => {
                    let disk = error.path().unwrap_or(folder).to_owned();
                    // What a link leads to may come back, and then nobody says so where the link is.
                    self.links |= error.loop_ancestor().is_some() || disk.is_symlink();
                    self.found.push(Found { disk, fault: Some(walk_error(root, &error)) });
                }
            }
        }
    }
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
        Some(site) => it.help(format!("there is one in `{0}`; go there, or name it: `--root {0}`", site.display())),
        None => it
            .help(
                "a magazine begins with a file `site.toml` that holds `title = \"…\"` and `base_url = \"https://…/\"`",
            )
            .help("if the magazine lies elsewhere, name its folder with `--root`"),
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
