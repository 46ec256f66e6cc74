//! Whether a folder may be our output: where it lies, what it holds, and who else holds it.

use std::fs::{self, File, Metadata, TryLockError};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::area::{Area, is_absent, look};
use super::error::{Refusal, WriteError, io_error};

/// Folders of a site that hold what people (or git) made.
const SOURCES: [&str; 4] = ["content", "themes", "src", ".git"];

/// The real path of `folder`, which need not exist; refused where nothing may ever be written.
pub(super) fn place(folder: &Path, site_root: &Path, home: Option<&Path>) -> Result<PathBuf, WriteError> {
    let real = real_path(folder)?;
    let site = real_path(site_root)?;
    let refuse = |reason| Err(WriteError::Refused { folder: folder.to_owned(), reason });
    if real.parent().is_none() {
        return refuse(Refusal::Root);
    }
    // A home that cannot be read cannot be the place of the output either.
    if let Some(home) = home.and_then(|home| real_path(home).ok())
        && home.starts_with(&real)
    {
        return refuse(Refusal::Home);
    }
    if site.starts_with(&real) {
        return refuse(Refusal::Site);
    }
    for name in SOURCES {
        let source = site.join(name);
        // The folder may be a link to another place: then both places are the sources.
        let target = real_path(&source)?;
        if real.starts_with(&source) || real.starts_with(&target) || target.starts_with(&real) {
            return refuse(Refusal::Sources(source));
        }
    }
    match look(&real)? {
        None => {}
        Some(found) if found.is_dir() => {}
        // `real_path` has followed every link that leads anywhere.
        Some(_) => return refuse(Refusal::NotAFolder),
    }
    Ok(real)
}

/// `path` without links, `.` and `..`, also when only its beginning exists.
fn real_path(path: &Path) -> Result<PathBuf, WriteError> {
    let absolute = std::path::absolute(path).map_err(io_error("find", path))?;
    let mut real = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::CurDir => {}
            // What is before is free of links, so its parent is what the system takes for `..`.
            Component::ParentDir => {
                real.pop();
            }
            part => {
                real.push(part);
                match fs::canonicalize(&real) {
                    Ok(found) => real = found,
                    Err(error) if is_absent(&error) => {}
                    Err(error) => return Err(io_error("find", &real)(error)),
                }
            }
        }
    }
    Ok(real)
}

/// Says no to a folder that holds things and not our manifest. Names with a dot in front and `CNAME` are what a fresh
/// clone or a host keeps there.
pub(super) fn is_ours(area: &Area, shown: &Path, adopt: bool) -> Result<(), WriteError> {
    if adopt || look(&area.manifest())?.is_some() {
        return Ok(());
    }
    let mut names: Vec<String> =
        names_in(&area.root)?.into_iter().filter(|name| !name.starts_with('.') && name != "CNAME").collect();
    if names.is_empty() {
        return Ok(());
    }
    names.sort_unstable();
    let count = names.len();
    names.truncate(3);
    Err(WriteError::Refused { folder: shown.to_owned(), reason: Refusal::NotOurs { names, count } })
}

/// The names in `folder`, unsorted; none when it does not exist.
pub(super) fn names_in(folder: &Path) -> Result<Vec<String>, WriteError> {
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(io_error("list", folder)(error)),
    };
    let mut names = Vec::new();
    for entry in listing {
        let entry = entry.map_err(io_error("list", folder))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

/// Takes the lock, which the system gives back when this process ends, however it ends. The mark must exist.
pub(super) fn lock(area: &Area, shown: &Path) -> Result<File, WriteError> {
    let place = area.lock();
    let busy = || WriteError::Busy { folder: shown.to_owned() };
    let file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&place)
        .map_err(io_error("lock", &place))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(busy()),
        // Some network file systems have no locks: better a build without one than none.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(file),
        Err(TryLockError::Error(error)) => return Err(io_error("lock", &place)(error)),
    }
    // A first build that failed removes its lock file. If that happened between our two calls, we hold a file that
    // nobody else can find.
    let held = file.metadata().map_err(io_error("lock", &place))?;
    match look(&place)? {
        Some(there) if is_same_file(&held, &there) => Ok(file),
        _ => Err(busy()),
    }
}

#[cfg(unix)]
fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    one.dev() == other.dev() && one.ino() == other.ino()
}

#[cfg(not(unix))]
fn is_same_file(_: &Metadata, _: &Metadata) -> bool {
    true
}
