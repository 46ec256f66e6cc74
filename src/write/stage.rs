//! One build on its way to the output folder: what changed is laid down beside the site.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashSet;
use twox_hash::XxHash3_128;

use super::address::{self, folded, top_of};
use super::area::{Area, SINGLE, WHOLE, look};
use super::commit::Commit;
use super::error::{WriteError, io_error};
use super::inputs::{self, Inputs};
use super::manifest::{self, Entry, Manifest};
use super::plan::{self, Step};
use super::{Scaffold, claim};

/// What a file shall hold.
#[derive(Debug)]
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of the file at this path (pictures, static files). Its permissions and time are not taken over.
    File(PathBuf),
}

/// What a commit did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that were there already and were not touched.
    pub unchanged: usize,
    /// Files of earlier builds that no longer belong to the site.
    pub removed: usize,
    /// Size of the `written` files.
    pub bytes_written: u64,
    /// Size of the whole site.
    pub bytes_total: u64,
}

/// A file of the new site.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) path: String,
    pub(super) entry: Entry,
    /// Where it waits, `None` when it lies at its address already.
    pub(super) staged: Option<Staged>,
}

#[derive(Debug)]
pub(super) enum Staged {
    /// In `whole/`, under its path: its top-level name is free.
    Whole,
    Single {
        number: usize,
        /// There is a folder at its address.
        on_folder: bool,
    },
}

/// A build whose journal is written.
#[derive(Debug)]
pub(super) struct Ready {
    /// `None` when there is nothing to do.
    pub(super) commit: Option<Commit>,
    pub(super) written: Written,
    pub(super) scaffold: Scaffold,
}

/// A build that has begun. Dropped without [`Stage::commit`], it leaves the output folder as it was.
#[derive(Debug)]
pub struct Stage {
    scaffold: Scaffold,
    shown: PathBuf,
    old: Manifest,
    had_manifest: bool,
    /// Top-level names, folded, under which files must be moved one by one; `None`: all of them.
    taken: Option<FxHashSet<String>>,
    /// Old paths, folded, where the file system ignores case; empty where it does not.
    spellings: FxHashSet<String>,
    records: Mutex<Vec<Record>>,
    foreign: Mutex<Vec<String>>,
    next_number: AtomicUsize,
    failed: AtomicBool,
    /// What the site is made of, if it may be remembered.
    inputs: Option<Inputs>,
}

impl Stage {
    pub(super) fn begin(scaffold: Scaffold, shown: PathBuf, old: Option<Manifest>) -> Result<Stage, WriteError> {
        let had_manifest = old.is_some();
        let old = old.unwrap_or_default();
        let taken = if old.is_empty() {
            Some(claim::names_in(&scaffold.area.root)?.iter().map(|name| folded(name)).collect())
        } else {
            // Readers are on the site: new files must come before the pages that point at them.
            None
        };
        let ignores_case = look(&scaffold.area.root.join(super::area::MARK.to_uppercase()))?.is_some();
        let spellings = if ignores_case { old.keys().map(|path| folded(path)).collect() } else { FxHashSet::default() };
        Ok(Stage {
            scaffold,
            shown,
            old,
            had_manifest,
            taken,
            spellings,
            records: Mutex::default(),
            foreign: Mutex::default(),
            next_number: AtomicUsize::new(0),
            failed: AtomicBool::new(false),
            inputs: None,
        })
    }

    /// States what the site is made of, to be remembered when it is in place.
    pub fn made_of(&mut self, inputs: Inputs) {
        self.inputs = Some(inputs);
    }

    /// Adds one file to the new site, at `path`: relative, `/` between names, each path once, in any order, from any
    /// thread. Nothing is written when the file is there already. After an error the build cannot be committed; drop
    /// the stage.
    ///
    /// A file of somebody else at `path` is no error here: [`Stage::commit`] reports all of them.
    ///
    /// # Errors
    /// `Address`, `Clash`, and `Io` for what cannot be read or written.
    #[expect(clippy::needless_pass_by_value, reason = "a page is freed as soon as it is written")]
    pub fn put(&self, path: &str, body: Body) -> Result<(), WriteError> {
        self.try_put(path, &body).inspect_err(|_| self.failed.store(true, Ordering::Relaxed))
    }

    fn try_put(&self, path: &str, body: &Body) -> Result<(), WriteError> {
        if !address::is_safe(path) {
            return Err(WriteError::Address { path: path.to_owned() });
        }
        if self.taken.as_ref().is_some_and(|taken| !taken.contains(&folded(top_of(path)))) {
            let place = format!("{WHOLE}/{path}");
            let entry = self.lay(&place, body).map_err(|error| match error {
                WriteError::Io { source, .. }
                    if matches!(source.kind(), ErrorKind::AlreadyExists | ErrorKind::NotADirectory) =>
                {
                    WriteError::Clash { path: path.to_owned(), other: path.to_owned() }
                }
                other => other,
            })?;
            self.record(path, entry, Some(Staged::Whole));
            return Ok(());
        }

        let target = self.area().root.join(path);
        let known = self.old.get(path);
        let there = match look(&target)? {
            // The file of another spelling is ours and goes when this one comes.
            Some(_) if known.is_none() && self.spellings.contains(&folded(path)) => None,
            there => there,
        };
        if let Some(there) = &there
            && !there.is_dir()
        {
            if there.is_file()
                && let Some(entry) = same(known, there, body, &target)?
            {
                self.record(path, entry, None);
                return Ok(());
            }
            if known.is_none() {
                held(&self.foreign).push(path.to_owned());
                return Ok(());
            }
        }
        let number = self.next_number.fetch_add(1, Ordering::Relaxed);
        let entry = self.lay(&format!("{SINGLE}/{number}"), body)?;
        let on_folder = there.is_some_and(|there| there.is_dir());
        self.record(path, entry, Some(Staged::Single { number, on_folder }));
        Ok(())
    }

    /// Moves the new site into place and removes what no longer belongs to it. A build in which nothing changed
    /// touches nothing.
    ///
    /// # Errors
    /// `Foreign` with every file in the way, `Clash`, `Unfinished` after a failed `put`: nothing was changed. `Io`: see
    /// its `midway`.
    pub fn commit(mut self) -> Result<Written, WriteError> {
        let inputs = self.inputs.take();
        let Ready { commit, written, scaffold } = self.prepare()?;
        if let Some(mut commit) = commit {
            while let Some(step) = commit.advance() {
                step?;
            }
        }
        // A folder in which nothing was made has nothing to be remembered.
        if let Some(inputs) = inputs.filter(|_| written.written + written.unchanged > 0) {
            inputs::remember(&scaffold.area, &inputs)?;
        }
        // With it the lock.
        drop(scaffold);
        Ok(written)
    }

    /// Everything up to the point of no return, which is the journal.
    pub(super) fn prepare(self) -> Result<Ready, WriteError> {
        let Stage { mut scaffold, shown, old, had_manifest, spellings, records, foreign, failed, .. } = self;
        if failed.into_inner() {
            return Err(WriteError::Unfinished { folder: shown });
        }
        let mut records = records.into_inner().unwrap_or_else(PoisonError::into_inner);
        records.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        plan::no_clash(&records)?;
        let foreign = foreign.into_inner().unwrap_or_else(PoisonError::into_inner);
        let steps = plan::steps(&scaffold.area, &shown, &old, &records, foreign, !spellings.is_empty())?;

        let mut written = Written::default();
        for Record { entry, staged, .. } in &records {
            written.bytes_total += entry.size;
            if staged.is_some() {
                written.written += 1;
                written.bytes_written += entry.size;
            } else {
                written.unchanged += 1;
            }
        }
        written.removed = steps.iter().filter(|step| matches!(step, Step::Remove { .. })).count();

        let same_manifest = records.len() == old.len()
            && records.iter().all(|record| old.get(&record.path) == Some(&record.entry))
            // An empty site in a folder that was never ours leaves no trace.
            && (had_manifest || records.is_empty());
        if steps.is_empty() && same_manifest {
            return Ok(Ready { commit: None, written, scaffold });
        }
        inputs::forget(&scaffold.area)?;
        manifest::write_next(&scaffold.area, records.iter().map(|record| (record.path.as_str(), &record.entry)))?;
        let commit = Commit::begin(scaffold.area.clone(), steps)?;
        scaffold.armed = false;
        Ok(Ready { commit: Some(commit), written, scaffold })
    }

    fn area(&self) -> &Area {
        &self.scaffold.area
    }

    fn record(&self, path: &str, entry: Entry, staged: Option<Staged>) {
        held(&self.records).push(Record { path: path.to_owned(), entry, staged });
    }

    /// Writes `body` as a new file at `place` in the staging area.
    fn lay(&self, place: &str, body: &Body) -> Result<Entry, WriteError> {
        let staging = self.area().staging();
        let target = staging.join(place);
        if let Some((folder, _)) = place.rsplit_once('/') {
            ensure(&staging, folder).map_err(io_error("create", &staging.join(folder)))?;
        }
        let failed = |error| io_error("write", &target)(error);
        let mut file = File::create_new(&target).map_err(failed)?;
        let hash = match body {
            Body::Bytes(bytes) => {
                file.write_all(bytes).map_err(failed)?;
                XxHash3_128::oneshot(bytes)
            }
            // Hashed while it is copied: the manifest says what was written, whatever happens to the source meanwhile.
            Body::File(source) => stream(source, |part| file.write_all(part).map_err(failed))?,
        };
        Ok(Entry::of(hash, &file.metadata().map_err(failed)?))
    }
}

/// Creates `folder` in the staging area, if it is not there. Mostly it is not: a page has a folder of its own. Two threads
/// that create the same one do no harm.
fn ensure(staging: &Path, folder: &str) -> io::Result<()> {
    let place = staging.join(folder);
    let created = match fs::create_dir(&place) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            match folder.rsplit_once('/') {
                Some((parent, _)) => ensure(staging, parent)?,
                None => or_there(fs::create_dir(staging))?,
            }
            fs::create_dir(&place)
        }
        other => other,
    };
    or_there(created)
}

fn or_there(created: io::Result<()>) -> io::Result<()> {
    match created {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}

/// No thread panics while it holds one of our locks, so what is inside is sound.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The entry of the file `there` if it holds the bytes of `body`: by the manifest when size and time are as we left
/// them, else (edited, copied without its time, or written by somebody else) by its own bytes.
fn same(known: Option<&Entry>, there: &Metadata, body: &Body, target: &Path) -> Result<Option<Entry>, WriteError> {
    let hash = match body {
        Body::Bytes(bytes) if bytes.len() as u64 != there.len() => return Ok(None),
        Body::Bytes(bytes) => XxHash3_128::oneshot(bytes),
        Body::File(source) => {
            let size = fs::metadata(source).map_err(io_error("read", source))?.len();
            if size != there.len() {
                return Ok(None);
            }
            stream(source, |_| Ok(()))?
        }
    };
    if let Some(known) = known
        && known.describes(there)
    {
        return Ok((known.hash == hash).then_some(*known));
    }
    let found = stream(target, |_| Ok(()))?;
    Ok((found == hash).then(|| Entry::of(hash, there)))
}

/// Reads the file `source` part by part; gives the hash of all of them.
fn stream(source: &Path, mut each: impl FnMut(&[u8]) -> Result<(), WriteError>) -> Result<u128, WriteError> {
    let mut file = File::open(source).map_err(io_error("read", source))?;
    let mut hasher = XxHash3_128::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let part = match file.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finish_128()),
            Ok(count) => buffer.get(..count).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(io_error("read", source)(error)),
        };
        hasher.write(part);
        each(part)?;
    }
}
