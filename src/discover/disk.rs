//! The files of a site as they were when last looked at, and how to look again.

use super::digest::Later;
use super::entry::{Entry, Reading};
use super::name::is_read;
use super::walk::{FOLDERS, Found, Walk};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId, Sources};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The files of a site as they were when last looked at.
///
/// It gives the same [`Sources`] and diagnostics as [`discover`](super::discover) at every moment at which it has
/// looked, and the very same [`Source`] for a file that did not change.
#[derive(Debug)]
pub struct Disk {
    root: Arc<Path>,
    embedded: Vec<Arc<Source>>,
    entries: FxHashMap<PathBuf, Entry>,
    /// Whether a file may be there under two names.
    links: bool,
    later: Later,
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    changed: Vec<PathBuf>,
    read: usize,
}

/// How long a look waits in all for files that are just being written.
const PATIENCE: Duration = Duration::from_millis(50);

/// How long a look waits for a file that is gone: some editors move it away and write it anew.
const ABSENCE: Duration = Duration::from_millis(10);

/// When more paths than this are named, looking everywhere is quicker.
const MANY: usize = 64;

impl Disk {
    /// Reads the site at `root`, with the files compiled into the program beside it.
    pub fn open(root: &Path, embedded: Vec<Source>) -> Self {
        let mut disk = Self::read(root, embedded, Reading::First);
        let undigested = |(path, entry): (&PathBuf, &Entry)| {
            let (len, stamp) = entry.undigested()?;
            Some((path.clone(), len, stamp))
        };
        disk.later = Later::begin(disk.entries.iter().filter_map(undigested).collect());
        disk
    }

    /// The same, never to look again.
    pub(super) fn once(root: &Path, embedded: Vec<Source>, how: Reading) -> Self {
        Self::read(root, embedded, how)
    }

    fn read(root: &Path, embedded: Vec<Source>, how: Reading) -> Self {
        let patience = Instant::now() + PATIENCE;
        let walk = Walk::of_site(root);
        let root: Arc<Path> = root.into();
        let read = |Found { disk, fault }: Found| {
            let entry = fault.map_or_else(|| Entry::read(&root, &disk, how, patience), Entry::fault);
            (disk, entry)
        };
        let found: Vec<(PathBuf, Entry)> = walk.found.into_par_iter().map(read).collect();
        let mut disk = Self {
            root: Arc::clone(&root),
            embedded: embedded.into_iter().map(Arc::new).collect(),
            read: found.len(),
            entries: found.into_iter().collect(),
            links: walk.links,
            later: Later::default(),
            sources: Sources::new(root.to_path_buf(), []),
            diagnostics: Vec::new(),
            changed: Vec::new(),
        };
        disk.links |= disk.has_names();
        disk.gather();
        disk
    }

    /// Looks at these paths, which the system named: below the root, as the root was named. Folders are walked.
    /// Says whether a file changed, came or went.
    pub fn look(&mut self, at: &[PathBuf]) -> bool {
        self.changed.clear();
        self.read = 0;
        let Some(mut found) = self.places(at) else { return self.look_everywhere() };
        if self.links {
            let twins = self.twins(&found);
            found.extend(twins);
        }
        let patience = Instant::now() + PATIENCE;
        let root = &self.root;
        let entries = &self.entries;
        let looked = found.into_par_iter().filter_map(|Found { disk, fault }| {
            let entry = match fault {
                Some(fault) => Entry::fault(fault),
                None if entries.get(&disk).is_some_and(|known| known.is_current(&disk)) => return None,
                None => Entry::read(root, &disk, Reading::Again, patience),
            };
            Some((disk, entry))
        });
        let looked: Vec<(PathBuf, Entry)> = looked.collect();
        self.read = looked.len();
        for (disk, entry) in looked {
            self.put(disk, entry);
        }
        self.end()
    }

    /// Looks at the whole site; says whether a file changed, came or went.
    pub fn look_everywhere(&mut self) -> bool {
        self.changed.clear();
        let patience = Instant::now() + PATIENCE;
        let walk = Walk::of_site(&self.root);
        let looked = walk.found.into_par_iter().map(|Found { disk, fault }| {
            let entry = match fault {
                Some(fault) => Some(Entry::fault(fault)),
                None if self.entries.get(&disk).is_some_and(|known| known.is_current(&disk)) => None,
                None => Some(Entry::read(&self.root, &disk, Reading::Again, patience)),
            };
            (disk, entry)
        });
        let looked: Vec<(PathBuf, Option<Entry>)> = looked.collect();
        let mut before = std::mem::take(&mut self.entries);
        self.entries.reserve(looked.len());
        self.read = looked.iter().filter(|(_, entry)| entry.is_some()).count();
        for (disk, entry) in looked {
            let known = before.remove_entry(&disk);
            match (known, entry) {
                (Some((disk, known)), None) => drop(self.entries.insert(disk, known)),
                (Some((disk, known)), Some(entry)) => {
                    self.entries.insert(disk.clone(), known);
                    self.put(disk, entry);
                }
                (None, Some(entry)) => self.put(disk, entry),
                (None, None) => {}
            }
        }
        self.changed.extend(before.into_keys());
        self.links = walk.links || self.has_names();
        self.end()
    }

    /// The files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What is wrong with the disk, in the order of places.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Where something changed, came or went at the last look.
    pub fn changed(&self) -> &[PathBuf] {
        &self.changed
    }

    /// How many files were read at the last look.
    pub fn read_files(&self) -> usize {
        self.read
    }

    pub(super) fn into_parts(self) -> (Sources, Vec<Diagnostic>) {
        (self.sources, self.diagnostics)
    }

    /// What is to be looked at for these paths; nothing when everything is.
    fn places(&mut self, at: &[PathBuf]) -> Option<Vec<Found>> {
        if at.len() > MANY {
            return None;
        }
        let until = Instant::now() + ABSENCE;
        let mut found = Vec::new();
        let mut at = at.to_vec();
        at.sort();
        at.dedup();
        for path in at {
            let inside = path.strip_prefix(&self.root).ok()?;
            if !is_read(inside) {
                if self.links {
                    // A link may lead there.
                    return None;
                }
                continue;
            }
            let is_top = inside.parent() == Some(Path::new(""));
            let is_for_a_folder = FOLDERS.iter().any(|folder| inside == Path::new(folder));
            let known = self.entries.contains_key(&path);
            let meta = match path.symlink_metadata() {
                Err(error) if error.kind() == ErrorKind::NotFound && known => again(&path, until),
                other => other,
            };
            match meta {
                Ok(meta) if meta.is_dir() && !self.links && !is_top => {
                    let walk = Walk::of_folder(&self.root, &path);
                    if walk.links {
                        return None;
                    }
                    let mut walked: Vec<&Path> = walk.found.iter().map(|found| found.disk.as_path()).collect();
                    walked.sort_unstable();
                    self.forget(|disk| disk.starts_with(&path) && walked.binary_search(&disk).is_err());
                    found.extend(walk.found);
                }
                Ok(meta) if meta.is_file() && !is_for_a_folder && (known || (!self.links && !is_top)) => {
                    if !known {
                        self.forget(|disk| disk.starts_with(&path));
                    }
                    found.push(Found { disk: path, fault: None });
                }
                Err(error) if error.kind() == ErrorKind::NotFound && !self.links && !is_top => {
                    self.forget(|disk| disk.starts_with(&path));
                }
                // A link, a folder at the top, something odd: how it belongs to the rest, only a walk can tell.
                _ => return None,
            }
        }
        Some(found)
    }

    /// Other names of the files that are to be looked at.
    fn twins(&self, found: &[Found]) -> Vec<Found> {
        let stamps: Vec<_> = found.iter().filter_map(|found| self.entries.get(&found.disk)?.stamp).collect();
        let is_twin = |entry: &Entry| entry.stamp.is_some_and(|it| stamps.iter().any(|stamp| stamp.is_same_file(&it)));
        let twins = self
            .entries
            .iter()
            .filter(|(disk, entry)| is_twin(entry) && !found.iter().any(|found| found.disk == **disk));
        twins.map(|(disk, _)| Found { disk: disk.clone(), fault: None }).collect()
    }

    fn has_names(&self) -> bool {
        self.entries.values().any(|entry| entry.stamp.is_some_and(|stamp| stamp.has_names()))
    }

    /// Takes away what is gone.
    fn forget(&mut self, is_gone: impl Fn(&Path) -> bool) {
        let changed = &mut self.changed;
        self.entries.retain(|disk, _| {
            let gone = is_gone(disk);
            if gone {
                changed.push(disk.clone());
            }
            !gone
        });
    }

    /// Takes what was found at a place, and notes whether it differs from what was there.
    fn put(&mut self, disk: PathBuf, mut entry: Entry) {
        let same = self.entries.get(&disk).is_some_and(|known| entry.settle(known, &disk, &self.later));
        self.links |= entry.stamp.is_some_and(|stamp| stamp.has_names());
        if !same {
            self.changed.push(disk.clone());
        }
        self.entries.insert(disk, entry);
    }

    fn end(&mut self) -> bool {
        let changed = !self.changed.is_empty();
        if changed {
            self.changed.sort();
            self.changed.dedup();
            self.gather();
        }
        changed
    }

    /// The changed files, when none came and none went.
    fn edited(&self) -> Option<Vec<(SourceId, Arc<Source>)>> {
        if self.sources.is_empty() {
            return None;
        }
        let edited = self.changed.iter().map(|disk| {
            let file = self.entries.get(disk)?.source.as_ref()?;
            let id = self.sources.find(&file.path)?;
            (self.sources.get(id).disk().as_ref() == Some(disk)).then(|| (id, Arc::clone(file)))
        });
        edited.collect()
    }

    /// Makes of all places what the next stages take.
    fn gather(&mut self) {
        self.sources = match self.edited() {
            Some(edited) => self.sources.with(edited),
            None => {
                let files = self.entries.values().filter_map(|entry| entry.source.clone());
                self.sources.after(self.embedded.iter().cloned().chain(files).collect())
            }
        };
        let faults = self.entries.iter().filter_map(|(disk, entry)| Some((disk, entry.fault.clone()?)));
        let mut faults: Vec<(&PathBuf, Diagnostic)> = faults.collect();
        faults.sort_by_key(|(disk, _)| *disk);
        self.diagnostics = faults.into_iter().map(|(_, fault)| fault).collect();
    }
}

/// Looks at a file that is gone until it is back, for a moment.
fn again(path: &Path, until: Instant) -> std::io::Result<std::fs::Metadata> {
    loop {
        let meta = path.symlink_metadata();
        if meta.is_ok() || Instant::now() >= until {
            return meta;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}
