//! The steps of a commit, one at a time, and the journal by which the next build finishes them.
//!
//! The journal is the point of no return: before it, a build that is killed has changed nothing; after it, every step
//! can be done again, so whoever finds a journal does all of them.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, ErrorKind};
use std::vec;

use super::address;
use super::area::{Area, Ground, STAGING, Way, gone, look, mtime_of};
use super::error::{Fault, WriteError, io_error};
use super::manifest::{self, Manifest};
use super::plan::Step;
use super::sealed;

const KIND: &str = "journal";

/// A commit that has begun. Dropping it halfway is being killed: the journal stays.
#[derive(Debug)]
pub(super) struct Commit {
    area: Area,
    steps: vec::IntoIter<Step>,
    closing: vec::IntoIter<Closing>,
}

/// What ends every commit, in this order.
#[derive(Debug)]
enum Closing {
    Manifest,
    Staging,
    Journal,
}

impl Commit {
    /// Writes the journal. The manifest of the new site must have been written.
    pub(super) fn begin(area: Area, steps: Vec<Step>) -> Result<Commit, WriteError> {
        let mut lines = String::new();
        for step in &steps {
            // Writing into a String cannot fail.
            let _ = match step {
                Step::Move { from, to } => writeln!(lines, "move\t{from}\t{to}"),
                Step::Remove { path, size, mtime } => writeln!(lines, "remove\t{size}\t{mtime}\t{path}"),
                Step::Prune { path } => writeln!(lines, "prune\t{path}"),
            };
        }
        let next = area.next_journal();
        sealed::write(&next, KIND, &lines)?;
        fs::rename(&next, area.journal()).map_err(io_error("move", &next))?;
        Ok(Commit::of(area, steps))
    }

    fn of(area: Area, steps: Vec<Step>) -> Commit {
        let closing = vec![Closing::Manifest, Closing::Staging, Closing::Journal];
        Commit { area, steps: steps.into_iter(), closing: closing.into_iter() }
    }

    /// Finishes the commit that another build has begun, if there is one, and removes what it has left. The lock must be
    /// held.
    pub(super) fn resume(area: &Area) -> Result<(), WriteError> {
        if let Some(mut commit) = Commit::interrupted(area)? {
            while let Some(step) = commit.advance() {
                step?;
            }
        }
        area.sweep()
    }

    /// What is left to do of a commit that was killed; `None` when none was.
    pub(super) fn interrupted(area: &Area) -> Result<Option<Commit>, WriteError> {
        let journal = area.journal();
        let steps = match sealed::read(&journal, KIND) {
            Ok(None) => return Ok(None),
            Ok(Some(lines)) => lines.lines().map(step_in).collect::<Option<Vec<Step>>>(),
            // After a power cut. The manifest still says what is ours, and the build that comes puts the rest right.
            Err(WriteError::Unreadable { fault: Fault::Damaged, .. }) => None,
            Err(error) => return Err(error),
        };
        if let Some(steps) = steps {
            return Ok(Some(Commit::of(area.clone(), pending(area, steps)?)));
        }
        fs::remove_file(&journal).map_err(io_error("remove", &journal))?;
        Ok(None)
    }

    /// Does the next step; `None` when there is none.
    pub(super) fn advance(&mut self) -> Option<Result<(), WriteError>> {
        let done = if let Some(step) = self.steps.next() {
            self.change(&step)
        } else {
            let closing = self.closing.next()?;
            self.close(&closing)
        };
        Some(done.map_err(|error| match error {
            WriteError::Io { action, path, source, .. } => WriteError::Io { action, path, source, midway: true },
            other => other,
        }))
    }

    fn change(&self, step: &Step) -> Result<(), WriteError> {
        match step {
            Step::Move { from, to } => self.bring(from, to),
            Step::Remove { path, size, mtime } => {
                let place = self.area.root.join(path);
                match look(&place)? {
                    // Since the plan was made somebody may have put something of theirs there.
                    Some(there) if !there.is_dir() && there.len() == *size && mtime_of(&there) == *mtime => {
                        gone(fs::remove_file(&place)).map_err(io_error("remove", &place))
                    }
                    _ => Ok(()),
                }
            }
            Step::Prune { path } => {
                let place = self.area.root.join(path);
                match gone(fs::remove_dir(&place)) {
                    // Some systems say of a full folder that something exists.
                    Err(error) if !matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists) => {
                        Err(io_error("remove", &place)(error))
                    }
                    _ => Ok(()),
                }
            }
        }
    }

    fn bring(&self, from: &str, to: &str) -> Result<(), WriteError> {
        let from = self.area.staging().join(from);
        let to = self.area.root.join(to);
        let moved = match fs::rename(&from, &to) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // Either it was moved before a kill, or the folder that it goes to does not exist yet.
                if look(&from)?.is_none() {
                    return Ok(());
                }
                if let Some(folder) = to.parent() {
                    fs::create_dir_all(folder).map_err(io_error("create", folder))?;
                }
                fs::rename(&from, &to)
            }
            other => other,
        };
        moved.map_err(io_error("write", &to))
    }

    fn close(&self, closing: &Closing) -> Result<(), WriteError> {
        match closing {
            Closing::Manifest => {
                let place = self.area.manifest();
                let moved: io::Result<()> = gone(fs::rename(self.area.next_manifest(), &place));
                moved.map_err(io_error("write", &place))
            }
            Closing::Staging => {
                let place = self.area.staging();
                gone(fs::remove_dir_all(&place)).map_err(io_error("remove", &place))
            }
            Closing::Journal => {
                let place = self.area.journal();
                gone(fs::remove_file(&place)).map_err(io_error("remove", &place))
            }
        }
    }
}

fn step_in(line: &str) -> Option<Step> {
    let mut words = line.split('\t');
    let step = match words.next()? {
        "move" => Step::Move { from: safe(words.next()?)?, to: safe(words.next()?)? },
        "remove" => {
            let size = words.next()?.parse().ok()?;
            let mtime = words.next()?.parse().ok()?;
            Step::Remove { path: safe(words.next()?)?, size, mtime }
        }
        "prune" => Step::Prune { path: safe(words.next()?)? },
        _ => return None,
    };
    words.next().is_none().then_some(step)
}

fn safe(path: &str) -> Option<String> {
    address::is_safe(path).then(|| path.to_owned())
}

/// The steps that are still to be done. Says no when, between the kill and now, somebody has put files of theirs where
/// moves are to be made, or links where folders were.
fn pending(area: &Area, steps: Vec<Step>) -> Result<Vec<Step>, WriteError> {
    // The old manifest is in place until all moves are done.
    let old = match manifest::read(area) {
        Err(WriteError::Unreadable { .. }) => Manifest::default(),
        other => other?.unwrap_or_default(),
    };
    let mut ground = Ground::of(area.root.clone());
    let mut marked = Ground::of(area.mark());
    let mut pending = Vec::new();
    let mut foreign = Vec::new();
    for step in steps {
        match &step {
            Step::Move { from, to } => {
                // What waits is ours only if it lies in real folders.
                if marked.way_to(&format!("{STAGING}/{from}"))? != Way::Clear
                    || look(&area.staging().join(from))?.is_none()
                {
                    continue;
                }
                match ground.way_to(to)? {
                    Way::Blocked(at) if !old.contains_key(&at) => foreign.push(at),
                    // What blocks is ours and will be removed, or nothing is there.
                    Way::Blocked(_) | Way::Missing => {}
                    // A folder is never overwritten by a rename, unless it is empty.
                    Way::Clear if old.contains_key(to) => {}
                    Way::Clear => {
                        if look(&area.root.join(to))?.is_some_and(|there| !there.is_dir()) {
                            foreign.push(to.clone());
                        }
                    }
                }
            }
            // Nothing of ours lies behind a link.
            Step::Remove { path, .. } | Step::Prune { path } => {
                if ground.way_to(path)? != Way::Clear {
                    continue;
                }
            }
        }
        pending.push(step);
    }
    if foreign.is_empty() {
        return Ok(pending);
    }
    foreign.sort_unstable();
    foreign.dedup();
    Err(WriteError::Foreign { folder: area.root.clone(), paths: foreign })
}
