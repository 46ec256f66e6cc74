//! Outputs to the output folder, all or nothing: the only hand on it.
//!
//! [`OutputFolder::open`] asks whether the folder may be ours; [`OutputFolder::stage`] holds it for one build;
//! [`Stage::put`] lays each changed file down beside the site, from many threads; [`Stage::commit`] moves them into
//! place. Until then the site is as it was, and from then on each of its files is whole, old or new.
//!
//! What is ours stands in `.leitmotif/` inside the output folder:
//!
//! | name | what | when |
//! |---|---|---|
//! | `manifest` | each file that we wrote: hash, size, time, path | always |
//! | `inputs` | what the site was made of | after a build, until the next one changes something |
//! | `lock` | empty, locked while a build runs | always |
//! | `staging/` | `whole/<path>` for names that are new at the top, `single/<number>` for all others | while building |
//! | `journal` | the steps of a commit that has begun; it is there exactly while the site may be half in place | while committing |
//! | `manifest.next`, `journal.next` | being written | while committing |
//!
//! The files here, in the order in which a build meets them: `claim` (may we?), `stage` (put), `plan` (which steps, in
//! which order), `commit` (the steps, the journal), `inputs` (need it be made at all?); under them `manifest` and `sealed`
//! (what we remember), `area` (where
//! things lie), `address` (which paths are safe), `error`.

mod address;
mod area;
mod claim;
mod commit;
mod error;
mod inputs;
mod manifest;
mod plan;
mod sealed;
mod stage;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use area::{Area, look};
use commit::Commit;
pub use error::{Fault, Refusal, WriteError};
pub use inputs::{Held, Inputs};
pub use stage::{Body, Stage, Written};

/// An output folder that we may write to. Dropping it changes nothing.
#[derive(Debug)]
pub struct OutputFolder {
    area: Area,
    /// As the caller named it, for messages.
    shown: PathBuf,
    adopt: bool,
    /// `None` while the folder has no `.leitmotif/`: opening creates nothing.
    lock: Option<File>,
}

impl OutputFolder {
    /// Checks that `folder` (which need not exist) may be written to, takes its lock if it was ever built into, and
    /// finishes a commit that was interrupted. `site_root` is the folder with `site.toml`. With `adopt`, a folder with
    /// files of others is taken over, but none of those is ever overwritten or removed.
    ///
    /// # Errors
    /// `Refused` for places where no site may be written, and for a folder that is not ours; `Busy` while another build
    /// holds it; `Unreadable` for a journal of a newer Leitmotif; `Foreign` when somebody has put files where an
    /// interrupted commit has yet to write; `Io`.
    pub fn open(folder: &Path, site_root: &Path, adopt: bool) -> Result<OutputFolder, WriteError> {
        let home = std::env::home_dir();
        let root = claim::place(folder, site_root, home.as_deref())?;
        let area = Area { root };
        let mut lock = None;
        match look(&area.mark())? {
            None => {}
            Some(found) if found.is_dir() => {
                // Only a folder that is ours, or half ours, is touched at all.
                if look(&area.journal())?.is_none() {
                    claim::is_ours(&area, folder, adopt)?;
                }
                lock = Some(claim::lock(&area, folder)?);
                Commit::resume(&area)?;
            }
            // Also a link: staging behind it would lie on another file system, or in somebody's folder.
            Some(_) => return Err(WriteError::Refused { folder: area.mark(), reason: Refusal::NotAFolder }),
        }
        claim::is_ours(&area, folder, adopt)?;
        Ok(OutputFolder { area, shown: folder.to_owned(), adopt, lock })
    }

    /// Begins a build: creates the folder and `.leitmotif/` if they are missing, and reads the manifest.
    ///
    /// # Errors
    /// `Busy`; `Unreadable` for a manifest that is damaged or of another version, unless adopting; `Io`.
    pub fn stage(self) -> Result<Stage, WriteError> {
        let OutputFolder { area, shown, adopt, lock } = self;
        // From here on whatever goes wrong removes what this build created.
        let mut scaffold = Scaffold { area, lock, made: Vec::new(), armed: true };
        if scaffold.lock.is_none() {
            scaffold.build()?;
            scaffold.lock = Some(claim::lock(&scaffold.area, &shown)?);
            // The folder was not locked when we looked at it: another build may have come and gone.
            Commit::resume(&scaffold.area)?;
            claim::is_ours(&scaffold.area, &shown, adopt)?;
        }
        let old = match manifest::read(&scaffold.area) {
            // What cannot be read proves nothing: no file in the folder is ours.
            Err(WriteError::Unreadable { .. }) if adopt => None,
            other => other?,
        };
        Stage::begin(scaffold, shown, old)
    }
}

/// What a build has created besides the site. Dropped while armed, it leaves the output folder as it was.
#[derive(Debug)]
struct Scaffold {
    area: Area,
    /// Held to the end, also of sweeping; `None` only while it is being taken.
    lock: Option<File>,
    /// Folders that were not there before, outermost first.
    made: Vec<PathBuf>,
    armed: bool,
}

impl Scaffold {
    fn build(&mut self) -> Result<(), WriteError> {
        let mark = self.area.mark();
        let mut missing: Vec<&Path> = Vec::new();
        for folder in mark.ancestors() {
            if look(folder)?.is_some() {
                break;
            }
            missing.push(folder);
        }
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.made.push(folder.to_owned()),
                // Another build is as quick as we are; the lock will tell.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error::io_error("create", folder)(error)),
            }
        }
        Ok(())
    }
}

impl Drop for Scaffold {
    fn drop(&mut self) {
        if !self.armed {
            return;
        }
        // Best effort: what stays is swept by the next build.
        if self.lock.is_some() {
            let _ = self.area.sweep();
            if self.made.contains(&self.area.mark()) && !self.area.manifest().exists() {
                let _ = fs::remove_file(self.area.lock());
            }
        }
        // Only what is empty: folders in which another build has begun meanwhile are its own.
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
