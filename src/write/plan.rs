//! From the old site and the new one to steps, in an order in which no page points at something that is not there.
//!
//! 1. Files at addresses that are new. Nobody points at them yet.
//! 2. Files at addresses that were there. All they point at is there by now.
//! 3. Removals. Nobody points at them any more.
//! 4. Folders that have become empty.
//!
//! Within 1 and 2: first all that is no page (styles, pictures, data); then pages, those in the deepest folders first,
//! so an article comes before the list above it; last the ways in: home, feeds, sitemap, redirects. Removals go the
//! other way round. What lies where a new file goes, but in another shape (`a` becomes `a/index.html`, or back), is
//! removed just before it.

use std::cmp::Reverse;
use std::fs;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::address::{depth_of, folded, folders_of, top_of};
use super::area::{Area, Ground, SINGLE, WHOLE, Way, look, mtime_of};
use super::error::{WriteError, io_error};
use super::manifest::Manifest;
use super::stage::{Record, Staged};

/// One change of the output folder, after which every file in it is whole. Each can be done again without harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Renames `from` (in the staging area; a file, or a folder whose place is free) to `to`.
    Move { from: String, to: String },
    /// Removes a file, if it is still the one that was there when the plan was made.
    Remove { path: String, size: u64, mtime: i128 },
    /// Removes a folder, if it is empty.
    Prune { path: String },
}

/// How late a file comes: 0 for what pages need, 1 for pages, 2 for the ways in.
fn rank(path: &str) -> u8 {
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match (name, extension) {
        ("index.html" | "index.json", _) if name == path => 2,
        ("feed.json" | "robots.txt" | "_redirects", _) | (_, "xml" | "atom" | "rss") => 2,
        (_, "html") => 1,
        _ => 0,
    }
}

/// Says no to one path put twice, and to a file that would also have to be a folder. `records` are sorted.
pub(super) fn no_clash(records: &[Record]) -> Result<(), WriteError> {
    let clash = |path: &str, other: &str| WriteError::Clash { path: path.to_owned(), other: other.to_owned() };
    let mut files: FxHashSet<&str> = FxHashSet::default();
    for Record { path, .. } in records {
        if !files.insert(path) {
            return Err(clash(path, path));
        }
    }
    for Record { path, .. } in records {
        if let Some(file) = folders_of(path).find(|folder| files.contains(folder)) {
            return Err(clash(file, path));
        }
    }
    Ok(())
}

/// The steps from `old` to `records` (sorted); `foreign` are the files in the way that are known already;
/// `ignores_case` is what the file system does.
pub(super) fn steps(
    area: &Area,
    shown: &Path,
    old: &Manifest,
    records: &[Record],
    foreign: Vec<String>,
    ignores_case: bool,
) -> Result<Vec<Step>, WriteError> {
    let mut files: FxHashSet<&str> = FxHashSet::default();
    let mut folders: FxHashSet<&str> = FxHashSet::default();
    for Record { path, .. } in records {
        files.insert(path);
        folders.extend(folders_of(path));
    }
    let mut stale: Vec<&str> = old.keys().map(String::as_str).filter(|path| !files.contains(path)).collect();
    stale.sort_unstable_by_key(|path| (Reverse(rank(path)), *path));
    let spelled = stale.iter().filter(|_| ignores_case).map(|path| (folded(path), *path)).collect();
    let mut plan = Plan {
        area,
        old,
        ground: Ground::of(area.root.clone()),
        spelled,
        cleared: FxHashSet::default(),
        steps: Vec::new(),
        foreign,
    };

    for Move { from, to, on_folder } in moves(old, records) {
        plan.clear(to, on_folder)?;
        plan.steps.push(Step::Move { from, to: to.to_owned() });
    }
    if !plan.foreign.is_empty() {
        plan.foreign.sort_unstable();
        plan.foreign.dedup();
        return Err(WriteError::Foreign { folder: shown.to_owned(), paths: plan.foreign });
    }
    for path in &stale {
        plan.remove(path)?;
    }
    let emptied: FxHashSet<&str> = stale
        .iter()
        .flat_map(|path| folders_of(path))
        .filter(|folder| !folders.contains(folder) && !files.contains(folder))
        .collect();
    let mut emptied: Vec<&str> = emptied.into_iter().collect();
    emptied.sort_unstable_by_key(|folder| (Reverse(depth_of(folder)), *folder));
    for folder in emptied {
        plan.prune(folder)?;
    }
    Ok(plan.steps)
}

struct Move<'a> {
    from: String,
    to: &'a str,
    on_folder: bool,
}

/// All moves, in order.
fn moves<'a>(old: &Manifest, records: &'a [Record]) -> Vec<Move<'a>> {
    let mut tops: FxHashMap<&str, u8> = FxHashMap::default();
    let mut keyed = Vec::new();
    for Record { path, staged, .. } in records {
        match staged {
            None => {}
            // A whole folder comes as late as the latest of its files.
            Some(Staged::Whole) => {
                let latest = tops.entry(top_of(path)).or_default();
                *latest = rank(path).max(*latest);
            }
            Some(Staged::Single { number, on_folder }) => {
                let key = (old.contains_key(path), rank(path), Reverse(depth_of(path)), path.as_str());
                keyed.push((key, Move { from: format!("{SINGLE}/{number}"), to: path, on_folder: *on_folder }));
            }
        }
    }
    for (top, rank) in tops {
        let key = (false, rank, Reverse(0), top);
        keyed.push((key, Move { from: format!("{WHOLE}/{top}"), to: top, on_folder: false }));
    }
    keyed.sort_unstable_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, step)| step).collect()
}

struct Plan<'a> {
    area: &'a Area,
    old: &'a Manifest,
    ground: Ground,
    /// The files that go, by their folded path, where the file system ignores case.
    spelled: FxHashMap<String, &'a str>,
    /// The files whose removal stands in `steps`.
    cleared: FxHashSet<String>,
    steps: Vec<Step>,
    foreign: Vec<String>,
}

impl Plan<'_> {
    /// Removes what is ours and lies where the file `to` goes, in another shape or spelling; notes what is not ours.
    fn clear(&mut self, to: &str, on_folder: bool) -> Result<(), WriteError> {
        if let Some(path) = self.spelled.get(&folded(to)).copied() {
            self.remove(path)?;
        }
        if let Way::Blocked(at) = self.ground.way_to(to)? {
            self.remove_or_note(&at)?;
        }
        if on_folder {
            self.clear_folder(to)?;
            self.steps.push(Step::Prune { path: to.to_owned() });
        }
        Ok(())
    }

    /// Removes our files in `folder`, which lies where a file goes, and the folders in it.
    fn clear_folder(&mut self, folder: &str) -> Result<(), WriteError> {
        let place = self.area.root.join(folder);
        let failed = |error| io_error("list", &place)(error);
        for entry in fs::read_dir(&place).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().map_err(failed)?.is_dir() {
                self.clear_folder(&path)?;
                self.steps.push(Step::Prune { path });
            } else {
                self.remove_or_note(&path)?;
            }
        }
        Ok(())
    }

    fn remove_or_note(&mut self, path: &str) -> Result<(), WriteError> {
        if self.old.contains_key(path) {
            return self.remove(path);
        }
        self.foreign.push(path.to_owned());
        Ok(())
    }

    /// A file at an address of ours is ours, also when somebody has edited it. A folder there is not, nor is anything
    /// behind a link.
    fn remove(&mut self, path: &str) -> Result<(), WriteError> {
        if self.cleared.contains(path) || self.ground.way_to(path)? != Way::Clear {
            return Ok(());
        }
        if let Some(there) = look(&self.area.root.join(path))?
            && !there.is_dir()
        {
            self.cleared.insert(path.to_owned());
            self.steps.push(Step::Remove { path: path.to_owned(), size: there.len(), mtime: mtime_of(&there) });
        }
        Ok(())
    }

    fn prune(&mut self, folder: &str) -> Result<(), WriteError> {
        if self.ground.way_to(&format!("{folder}/."))? == Way::Clear {
            self.steps.push(Step::Prune { path: folder.to_owned() });
        }
        Ok(())
    }
}
