//! Makes one edition after another: looks at the disk, assembles, publishes.

use super::check::{Check, Found, Unseen};
use super::held::{Held, at_fault};
use super::history::{Difference, History};
use super::published::Published;
use super::watch::Notice;
use crate::diagnostic::{Diagnostic, show};
use crate::discover::Disk;
use crate::edition::{Edition, Memory, Options, assemble_again, assemble_early};
use crate::route::{Route, Shows};
use crate::source::{Content, Sources};
use jiff::Timestamp;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

/// From so many articles on, the first page is shown before all of them are read.
const MANY: usize = 1000;

/// What tells the moment of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Every round is at the moment of the options.
    Stopped,
    /// A round is when it is.
    Running,
}

/// Makes editions, one at a time.
pub struct Studio {
    disk: Disk,
    options: Options,
    clock: Clock,
    memory: Memory,
    /// Of editions with files that are held back.
    held_memory: Option<Memory>,
    held: Held,
    history: History,
    round: u64,
    /// Whether the moment of the next round is that of the early edition.
    is_begun: bool,
    last: Option<Last>,
    unseen: Unseen,
    work: Work,
    failures: Option<Sender<String>>,
}

/// What the last round left.
struct Last {
    published: Arc<Published>,
    made: Made,
}

/// The edition of the files as they are, and what is said of it.
struct Made {
    edition: Arc<Edition>,
    /// What was found without drawing a page.
    said: Vec<Diagnostic>,
    /// What was found by drawing pages, as far as it still holds.
    found: Found,
}

/// What a round took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Work {
    /// Counts rounds from 1.
    pub round: u64,
    /// Files that changed, came or went.
    pub files: usize,
    /// Files that were read.
    pub read: usize,
    /// Files that were parsed, for the edition of the files as they are.
    pub parsed: usize,
    /// Looking at the disk.
    pub look: Duration,
    /// Assembling the edition of the files as they are.
    pub assemble: Duration,
    /// Assembling the edition in which files at fault are held back, when there are any.
    pub hold: Duration,
}

impl Studio {
    /// A studio for the files of a disk.
    pub fn new(disk: Disk, options: Options, clock: Clock) -> Self {
        Self {
            disk,
            options,
            clock,
            memory: Memory::default(),
            held_memory: None,
            held: Held::default(),
            history: History::default(),
            round: 0,
            is_begun: false,
            last: None,
            unseen: Unseen::default(),
            work: Work::default(),
            failures: None,
        }
    }

    /// Has the paths of pages that cannot be drawn sent there.
    pub(super) fn send_failures(&mut self, failures: Sender<String>) {
        self.failures = Some(failures);
    }

    /// Looks where a notice says; publishes an edition when a file changed. Touching a file changes nothing.
    pub fn notice(&mut self, notice: &Notice) -> Option<Arc<Published>> {
        self.notices(std::slice::from_ref(notice))
    }

    /// Looks where several notices say, once; publishes one edition when a file changed.
    pub fn notices(&mut self, notices: &[Notice]) -> Option<Arc<Published>> {
        let begun = Instant::now();
        let mut paths = Vec::new();
        let mut everything = false;
        for notice in notices {
            match notice {
                Notice::Paths(some) => paths.extend_from_slice(some),
                Notice::Everything => everything = true,
                Notice::Trouble(_) => {}
            }
        }
        let changed = if everything { self.disk.look_everywhere() } else { self.disk.look(&paths) };
        let look = begun.elapsed();
        changed.then(|| {
            let published = self.publish();
            self.work.look = look;
            published
        })
    }

    /// When something becomes public or is withheld without a change of files.
    pub fn due(&self) -> Option<Timestamp> {
        let last = self.last.as_ref().filter(|_| self.clock == Clock::Running)?;
        let until = |edition: &Edition| edition.magazine().catalogue.until;
        until(&last.made.edition).into_iter().chain(until(&last.published.edition)).min()
    }

    /// What the last round took.
    pub fn work(&self) -> Work {
        self.work
    }

    /// What pages may be shown from while the first round is made, which is of the same moment; nothing of a magazine that
    /// is soon read.
    pub fn early(&mut self) -> Option<Arc<Published>> {
        let sources = self.disk.sources().clone();
        let articles = sources.under("content/articles/").filter(|(_, file)| file.path.ends_with(".md"));
        if articles.count() < MANY {
            return None;
        }
        self.set_clock();
        self.is_begun = true;
        let edition = Arc::new(assemble_early(sources.clone(), &self.options, &mut self.memory)?);
        Some(Arc::new(Published::new(0, edition, Vec::new(), sources, Arc::default(), None)))
    }

    fn set_clock(&mut self) {
        if self.clock == Clock::Running {
            self.options.showing.now = Timestamp::now();
        }
    }

    /// Publishes an edition of the files as they were last seen.
    pub fn publish(&mut self) -> Arc<Published> {
        let turned = self.due().is_some_and(|due| due <= Timestamp::now());
        if !std::mem::take(&mut self.is_begun) {
            self.set_clock();
        }
        self.round += 1;
        let sources = self.disk.sources().clone();
        let none = Sources::default();
        let before = self.last.as_ref().map_or(&none, |last| last.made.edition.sources());
        let difference = Difference::between(before, &sources);
        // Files are read otherwise when these change, so what is remembered of the old ones would be lost.
        let read_otherwise = difference.fresh().any(|id| is_setting(&sources.get(id).path))
            || difference.went.iter().any(|file| is_setting(&file.path));
        let spare = (read_otherwise && self.held_memory.is_none()).then(|| self.memory.clone());

        let begun = Instant::now();
        let (edition, mut found) = assemble_again(sources.clone(), &self.options, &mut self.memory);
        let assemble = begun.elapsed();
        let mut said: Vec<Diagnostic> = self.disk.diagnostics().to_vec();
        said.append(&mut found);
        let begun = Instant::now();
        let found = self.last.as_ref().map(|last| last.made.found.in_round(before, &sources)).unwrap_or_default();
        self.unseen.everywhere |= read_otherwise;
        self.unseen.places = true;
        self.unseen.files.extend(difference.fresh().map(|id| Arc::clone(&sources.get(id).path)));
        self.unseen.paths.extend(found.failures.iter().map(|it| it.path.clone()));
        if self.last.is_some() {
            self.history.note(self.round, Timestamp::now(), &difference, &sources);
        }
        let published = self.serve(Made { edition: Arc::new(edition), said, found }, &difference, turned, spare);
        let (files, hold) = (difference.len(), begun.elapsed());
        let (read, parsed) = (self.disk.read_files(), self.memory.work().parsed);
        self.work = Work { round: self.round, files, read, parsed, look: Duration::ZERO, assemble, hold };
        published
    }

    /// What is to be drawn to find what only that tells; nothing when all was.
    pub fn check(&self) -> Option<Check> {
        let last = self.last.as_ref().filter(|_| !self.unseen.is_empty())?;
        Some(Check { edition: Arc::clone(&last.made.edition), unseen: self.unseen.clone() })
    }

    /// Whether there is something to check.
    pub(super) fn is_unseen(&self) -> bool {
        !self.unseen.is_empty()
    }

    /// Has the page at a path drawn by the next check.
    pub(super) fn suspect(&mut self, path: String) {
        self.unseen.paths.insert(path);
    }

    /// Publishes what a check found, unless that is known: as the same round or, if a file is held back because of it,
    /// as one more.
    pub fn checked(&mut self, check: &Check, found: Found) -> Option<Arc<Published>> {
        if !self.is_of_now(check) {
            return None;
        }
        self.seen(check);
        let last = self.last.as_ref()?;
        let made = Made { edition: Arc::clone(&last.made.edition), said: last.made.said.clone(), found };
        let earlier = Arc::clone(&last.published);
        let published = self.serve(made, &Difference::default(), false, None);
        let sources = check.edition.sources();
        for file in check.unseen.files.iter().filter_map(|path| sources.find(path)) {
            self.held.prove(sources.shared(file));
        }
        let same = earlier.round == published.round && earlier.diagnostics == published.diagnostics;
        (!same).then_some(published)
    }

    /// Whether a check is of the files as they were last seen.
    pub(super) fn is_of_now(&self, check: &Check) -> bool {
        self.last.as_ref().is_some_and(|last| Arc::ptr_eq(&last.made.edition, &check.edition))
    }

    /// Notes that a check was made, whatever came of it.
    pub(super) fn seen(&mut self, check: &Check) {
        self.unseen.files.retain(|path| !check.unseen.files.contains(path));
        self.unseen.paths.retain(|path| !check.unseen.paths.contains(path));
        (self.unseen.everywhere, self.unseen.places) = (false, false);
    }

    /// Publishes the edition of the files as they are, or one in which those at fault are held back.
    fn serve(
        &mut self,
        mut made: Made,
        difference: &Difference,
        turned: bool,
        spare: Option<Memory>,
    ) -> Arc<Published> {
        let sources = made.edition.sources().clone();
        let mut wrong = at_fault(made.said.iter(), &sources);
        for failure in &mut made.found.failures {
            if failure.blamed.is_none() {
                failure.blamed = failure.suspects.iter().find(|file| self.held.blame(file)).map(Arc::clone);
            }
            wrong.extend(failure.blamed.iter().map(|file| file.path.to_string()));
        }
        self.held.learn(&sources, wrong, difference);
        let earlier = self.last.as_ref().map(|last| Arc::clone(&last.published));
        let edition = match self.held.sources(&sources) {
            None => {
                self.held_memory = None;
                Arc::clone(&made.edition)
            }
            Some(held) => {
                let same = |it: &&Arc<Published>| !turned && are_same(it.edition.sources(), &held);
                if let Some(earlier) = earlier.as_ref().filter(same) {
                    Arc::clone(&earlier.edition)
                } else {
                    let memory = self.held_memory.get_or_insert_with(|| spare.unwrap_or_else(|| self.memory.clone()));
                    Arc::new(assemble_again(held, &self.options, memory).0)
                }
            }
        };
        let drawing = made.found.failures.iter().flat_map(|it| &it.diagnostics).chain(&made.found.fragments);
        let diagnostics = show::sorted(made.said.iter().chain(drawing).cloned().collect(), &sources);
        let published = match &earlier {
            Some(earlier) if Arc::ptr_eq(&earlier.edition, &edition) => {
                earlier.again(self.round, diagnostics, sources, Arc::new(self.history.clone()))
            }
            _ => {
                if let Some(earlier) = &earlier {
                    if earlier.round == self.round {
                        self.round += 1;
                        self.history.note(self.round, Timestamp::now(), difference, &sources);
                    }
                    self.history.note_addresses(changed_addresses(&earlier.edition, &edition));
                }
                let history = Arc::new(self.history.clone());
                Published::new(self.round, edition, diagnostics, sources, history, self.failures.clone())
            }
        };
        let published = Arc::new(published);
        let last = self.last.replace(Last { published: Arc::clone(&published), made });
        // To let go of an edition takes as long as much of making one, and nobody waits for it.
        rayon::spawn(move || drop(last));
        published
    }

    /// Forgets what may be half done after a panic.
    pub(super) fn recover(&mut self) {
        self.memory = Memory::default();
        self.held_memory = None;
    }
}

/// Whether a file decides how others are read.
fn is_setting(path: &str) -> bool {
    path == "site.toml" || path.starts_with("themes/")
}

/// Whether the very same files stand in both.
fn are_same(a: &Sources, b: &Sources) -> bool {
    a.len() == b.len()
        && a.iter().zip(b.iter()).all(|((a_id, _), (b_id, _))| Arc::ptr_eq(a.shared(a_id), b.shared(b_id)))
}

/// Addresses of files and assets whose bytes are other than before.
fn changed_addresses(before: &Edition, now: &Edition) -> Vec<String> {
    let routes = &now.magazine().routes;
    let sources = now.sources();
    let mut changed = Vec::new();
    for id in Difference::between(before.sources(), sources).fresh() {
        if !matches!(sources.get(id).content, Content::Text(_)) {
            let path =
                routes.path(Route::plain(Shows::File(id))).or_else(|| routes.path(Route::plain(Shows::Static(id))));
            changed.extend(path.map(|path| routes.url(path)));
        }
    }
    let (old, new) = (&before.magazine().theme, &now.magazine().theme);
    if !Arc::ptr_eq(old, new) {
        for asset in &new.assets {
            let same = old.assets.iter().any(|it| it.output == asset.output && it.bytes == asset.bytes);
            if !same {
                changed.push(asset.url.clone());
            }
        }
    }
    changed
}
