//! Makes one edition after another: looks at the disk, assembles, publishes.

use super::held::{Held, at_fault};
use super::history::{Difference, History};
use super::published::Published;
use super::watch::Notice;
use crate::diagnostic::{Diagnostic, show};
use crate::discover::Disk;
use crate::edition::{Edition, Memory, Options, assemble_again};
use crate::route::{Route, Shows};
use crate::source::{Content, Sources};
use jiff::Timestamp;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

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
    last: Option<Last>,
    work: Work,
    failures: Option<Sender<String>>,
}

/// What the last round left.
struct Last {
    published: Arc<Published>,
    /// The edition of the files as they are.
    as_it_is: Arc<Edition>,
}

/// What a round took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Work {
    /// Counts rounds from 1.
    pub round: u64,
    /// Files that changed, came or went.
    pub files: usize,
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
            last: None,
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
        let articles = |edition: &Edition| edition.magazine().catalogue.articles.iter().filter_map(|it| it.turns).min();
        articles(&last.as_it_is).into_iter().chain(articles(&last.published.edition)).min()
    }

    /// What the last round took.
    pub fn work(&self) -> Work {
        self.work
    }

    /// Publishes an edition of the files as they were last seen.
    pub fn publish(&mut self) -> Arc<Published> {
        let turned = self.due().is_some_and(|due| due <= Timestamp::now());
        if self.clock == Clock::Running {
            self.options.showing.now = Timestamp::now();
        }
        self.round += 1;
        let sources = self.disk.sources().clone();
        let none = Sources::default();
        let before = self.last.as_ref().map_or(&none, |last| last.as_it_is.sources());
        let difference = Difference::between(before, &sources);
        // Files are read otherwise when these change, so what is remembered of the old ones would be lost.
        let read_otherwise = difference.fresh().any(|id| is_setting(&sources.get(id).path))
            || difference.went.iter().any(|file| is_setting(&file.path));
        let spare = (read_otherwise && self.held_memory.is_none()).then(|| self.memory.clone());

        let begun = Instant::now();
        let (as_it_is, mut found) = assemble_again(sources.clone(), &self.options, &mut self.memory);
        let as_it_is = Arc::new(as_it_is);
        let assemble = begun.elapsed();
        let mut diagnostics: Vec<Diagnostic> = self.disk.diagnostics().to_vec();
        diagnostics.append(&mut found);
        let begun = Instant::now();
        let wrong = at_fault(diagnostics.iter(), &sources);
        self.held.learn(&sources, wrong, difference.fresh(), &difference.went);
        let (files, now) = (difference.len(), Timestamp::now());
        if self.last.is_some() {
            self.history.note(self.round, now, &difference, &sources);
        }
        let diagnostics = show::sorted(diagnostics, &sources);
        let published = self.served(as_it_is, diagnostics, turned, spare);
        self.work = Work { round: self.round, files, look: Duration::ZERO, assemble, hold: begun.elapsed() };
        published
    }

    /// Publishes the edition of the files as they are, or one in which those at fault are held back.
    fn served(
        &mut self,
        as_it_is: Arc<Edition>,
        diagnostics: Vec<Diagnostic>,
        turned: bool,
        spare: Option<Memory>,
    ) -> Arc<Published> {
        let sources = as_it_is.sources().clone();
        let last = self.last.take();
        let edition = match self.held.sources(&sources) {
            None => {
                self.held_memory = None;
                Arc::clone(&as_it_is)
            }
            Some(held) => {
                let earlier = last.as_ref().map(|last| &last.published.edition);
                let same = |edition: &&Arc<Edition>| !turned && are_same(edition.sources(), &held);
                if let Some(edition) = earlier.filter(same) {
                    Arc::clone(edition)
                } else {
                    let memory = self.held_memory.get_or_insert_with(|| spare.unwrap_or_else(|| self.memory.clone()));
                    Arc::new(assemble_again(held, &self.options, memory).0)
                }
            }
        };
        let published = match &last {
            Some(last) if Arc::ptr_eq(&last.published.edition, &edition) => {
                last.published.again(self.round, diagnostics, sources, Arc::new(self.history.clone()))
            }
            _ => {
                if let Some(last) = &last {
                    self.history.note_addresses(changed_addresses(&last.published.edition, &edition));
                }
                let history = Arc::new(self.history.clone());
                Published::new(self.round, edition, diagnostics, sources, history, self.failures.clone())
            }
        };
        let published = Arc::new(published);
        self.last = Some(Last { published: Arc::clone(&published), as_it_is });
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
