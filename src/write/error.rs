//! Why nothing was written, in words for the person who ran the build.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Why a build could not be written. `Display` gives the cause in one line, [`WriteError::help`] what to do about it.
///
/// Unless [`WriteError::Io`] says `midway`, every file outside `.leitmotif/` is as it was before.
#[derive(Debug)]
#[non_exhaustive]
#[allow(missing_docs)] // the fields say what their names say; each variant says what they mean
pub enum WriteError {
    /// This folder is never written to, or not without `--adopt`.
    Refused { folder: PathBuf, reason: Refusal },
    /// Files that we did not write lie where we would have to write: all of them, sorted, relative to `folder`.
    Foreign { folder: PathBuf, paths: Vec<String> },
    /// Another build holds the output folder.
    Busy { folder: PathBuf },
    /// The manifest (or the journal of an interrupted build) cannot be read, so nothing can be proved ours.
    Unreadable { file: PathBuf, fault: Fault },
    /// The caller gave an address that leaves the output folder or does not fit a file name.
    Address { path: String },
    /// The caller gave one address twice (`path` = `other`), or a file and a folder of the same name.
    Clash { path: String, other: String },
    /// The caller asked for a commit although a `put` had failed.
    Unfinished { folder: PathBuf },
    /// The system refused to do `action` ("write", "move", ...) at `path`.
    Io {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
        /// The commit had begun: every file is whole, old or new, and the next build finishes it.
        midway: bool,
    },
}

/// Why a folder is not written to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Refusal {
    /// It is the root of the file system.
    Root,
    /// It is the home folder, or holds it.
    Home,
    /// It is the site's own folder, or holds it.
    Site,
    /// It is, lies in, or holds this folder of the site's sources.
    Sources(PathBuf),
    /// It is a file, or a link to nowhere.
    NotAFolder,
    /// It holds things and not our manifest: the first names, sorted, and how many there are in all.
    NotOurs { names: Vec<String>, count: usize },
}

/// What is wrong with a file of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Cut short, edited, or not ours.
    Damaged,
    /// Of a version that we do not know.
    Version(String),
}

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { folder, reason } => {
                let folder = folder.display();
                match reason {
                    Refusal::Root => write!(out, "`{folder}` is the root of the file system"),
                    Refusal::Home => write!(out, "`{folder}` is, or holds, your home folder"),
                    Refusal::Site => write!(out, "`{folder}` is, or holds, the site's own folder"),
                    Refusal::Sources(of) => {
                        write!(out, "`{folder}` overlaps the site's sources in `{}`", of.display())
                    }
                    Refusal::NotAFolder => write!(out, "`{folder}` is not a folder"),
                    Refusal::NotOurs { names, count } => {
                        write!(out, "`{folder}` holds files that Leitmotif did not write: ")?;
                        list(out, names, *count)
                    }
                }
            }
            Self::Foreign { folder, paths } => {
                write!(out, "files that Leitmotif did not write are in the way in `{}`: ", folder.display())?;
                let shown = paths.get(..3).unwrap_or(paths);
                list(out, shown, paths.len())
            }
            Self::Busy { folder } => write!(out, "another build is writing to `{}`", folder.display()),
            Self::Unreadable { file, fault: Fault::Damaged } => write!(out, "`{}` is damaged", file.display()),
            Self::Unreadable { file, fault: Fault::Version(version) } => {
                write!(out, "`{}` has format {version}, which this Leitmotif does not know", file.display())
            }
            Self::Address { path } => write!(out, "`{}` cannot be a file of the site", path.escape_debug()),
            Self::Clash { path, other } if path == other => {
                write!(out, "`{path}` would be written twice, or as a file and as a folder")
            }
            Self::Clash { path, other } => {
                write!(out, "`{path}` would have to be a file and, for `{other}`, a folder")
            }
            Self::Unfinished { folder } => {
                write!(out, "nothing was written to `{}`: a file before could not be", folder.display())
            }
            Self::Io { action, path, source, .. } => {
                write!(out, "cannot {action} `{}`: ", path.display())?;
                match source.kind() {
                    ErrorKind::StorageFull | ErrorKind::QuotaExceeded => out.write_str("the disk is full"),
                    ErrorKind::PermissionDenied => out.write_str("permission denied"),
                    ErrorKind::ReadOnlyFilesystem => out.write_str("the disk is read-only"),
                    ErrorKind::NotFound => out.write_str("it does not exist"),
                    _ => write!(out, "{source}"),
                }
            }
        }
    }
}

/// `names`, and how many more there are.
fn list(out: &mut fmt::Formatter<'_>, names: &[String], count: usize) -> fmt::Result {
    for (at, name) in names.iter().enumerate() {
        write!(out, "{}`{}`", if at == 0 { "" } else { ", " }, name.escape_debug())?;
    }
    match count.saturating_sub(names.len()) {
        0 => Ok(()),
        more => write!(out, " and {more} more"),
    }
}

impl WriteError {
    /// What the person who ran the build can do, in one sentence or two.
    pub fn help(&self) -> String {
        match self {
            Self::Refused { reason: Refusal::NotOurs { .. }, .. } => {
                "name another output folder, or take this one over with `--adopt`: \
                 no file in it will be overwritten or removed"
                    .to_owned()
            }
            Self::Refused { .. } => "name another output folder, such as `output` in the site's folder".to_owned(),
            Self::Foreign { .. } => "nothing was changed. Move or remove these files, \
                 or give the pages that need their place another address"
                .to_owned(),
            Self::Busy { .. } => "wait until it is done, or name another output folder".to_owned(),
            Self::Unreadable { fault: Fault::Damaged, .. } => {
                "build with `--adopt` to take over every file that is the same as the new one; \
                 or delete the output folder, if nothing else is in it, and build again"
                    .to_owned()
            }
            Self::Unreadable { fault: Fault::Version(_), .. } => {
                "build with the Leitmotif that wrote it, or name another output folder".to_owned()
            }
            Self::Address { .. } | Self::Clash { .. } | Self::Unfinished { .. } => {
                "nothing was changed. This is a mistake in Leitmotif: please report it".to_owned()
            }
            Self::Io { midway: true, .. } => "every file is whole, but some are still the old ones. \
                 Remove the cause and build again: that finishes this build first"
                .to_owned(),
            Self::Io { source, .. } => match source.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                    "the output folder is as it was. Make room and build again".to_owned()
                }
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "the output folder is as it was. \
                     Make the place writable for you, or name another output folder"
                    .to_owned(),
                _ => "the output folder is as it was".to_owned(),
            },
        }
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// Turns an error of the system into ours: `.map_err(io_error("write", &place))`.
pub(super) fn io_error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    move |source| WriteError::Io { action, path: path.to_owned(), source, midway: false }
}
