//! Rounds, one after another, on a thread of their own: notices that come during one are answered by one more.

use super::check::{Check, Found};
use super::held::at_fault;
use super::published::Published;
use super::studio::Studio;
use super::watch::Notice;
use super::{Said, Voice};
use crate::diagnostic::show;
use jiff::Timestamp;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// After so long without anything new there is time for a check.
const IDLE: Duration = Duration::from_millis(250);
/// Some programs write a file in more than one go, and in between it is at fault. So a file that was sound is told to
/// be at fault only if it still is when it is looked at once more, so long after it changed.
const SECOND_LOOK: Duration = Duration::from_millis(100);
/// A clock may be set and a computer may sleep, so moments to come are looked at again after so long.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Makes the first round, and all others as notices come; what is served is always in the receiver. Of a large magazine
/// that is an early edition first.
pub fn begin(mut studio: Studio, notices: Receiver<Notice>, voice: Voice) -> watch::Receiver<Arc<Published>> {
    let (failures, failed) = channel();
    studio.send_failures(failures);
    let early = studio.early();
    let is_early = early.is_some();
    let first = early.unwrap_or_else(|| studio.publish());
    let (sender, receiver) = watch::channel(Arc::clone(&first));
    let (events, inbox) = channel();
    let mut rounds =
        Rounds { studio, voice, sender, told: (0, None), events, checking: None, doubted: None, idle: idle() };
    // What changed between the reading of the files and the watching of them.
    let _ = rounds.events.send(Event::Notice(Notice::Everything));
    forward(notices, rounds.events.clone(), Event::Notice);
    forward(failed, rounds.events.clone(), Event::Failed);
    std::thread::spawn(move || {
        // The first page need not wait until everything that is wrong has been said.
        if is_early {
            // If this fails there is nothing to go on with: the sender goes, and the preview ends.
            let whole = rounds.studio.publish();
            rounds.publish(whole);
            rayon::spawn(move || drop(first));
        } else {
            rounds.tell(first);
        }
        rounds.run(&inbox);
    });
    receiver
}

/// What a round may come from.
enum Event {
    Notice(Notice),
    /// A page, by its path, could not be drawn.
    Failed(String),
    /// What a check found; nothing when it was stopped or failed.
    Checked(Box<Check>, Option<Found>),
}

fn forward<T: Send + 'static>(from: Receiver<T>, to: Sender<Event>, event: fn(T) -> Event) {
    std::thread::spawn(move || {
        for it in from {
            if to.send(event(it)).is_err() {
                return;
            }
        }
    });
}

fn idle() -> Instant {
    Instant::now() + IDLE
}

struct Rounds {
    studio: Studio,
    voice: Voice,
    sender: watch::Sender<Arc<Published>>,
    /// What is wrong, as it was last told, and the last round that was.
    told: (u64, Option<Arc<Published>>),
    events: Sender<Event>,
    /// Stops the check that is at work.
    checking: Option<Arc<AtomicBool>>,
    /// What is not published before a second look.
    doubted: Option<Doubted>,
    /// When there is time for a check.
    idle: Instant,
}

/// A round in which a file came to be at fault that was sound, and which may have been half written.
struct Doubted {
    published: Arc<Published>,
    /// Where to look once more.
    notices: Vec<Notice>,
    /// When.
    until: Instant,
}

impl Rounds {
    fn run(&mut self, inbox: &Receiver<Event>) {
        loop {
            let first = match inbox.recv_timeout(self.wait()) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let mut notices = Vec::new();
            let mut checked = Vec::new();
            for event in first.into_iter().chain(inbox.try_iter()) {
                match event {
                    Event::Notice(Notice::Trouble(diagnostics)) => {
                        let sources = self.sender.borrow().sources.clone();
                        (self.voice)(Said::Trouble { diagnostics: &diagnostics, sources: &sources });
                    }
                    Event::Notice(notice) => notices.push(notice),
                    Event::Failed(path) => {
                        self.studio.suspect(path);
                        // Somebody looks at a page that is not there.
                        self.idle = Instant::now();
                    }
                    Event::Checked(check, found) => checked.push((check, found)),
                }
            }
            let listened = self.round(notices) && checked.into_iter().all(|(check, found)| self.checked(&check, found));
            if !listened {
                return;
            }
            if self.checking.is_none() && self.idle <= Instant::now() {
                self.check();
            }
        }
    }

    /// Makes a round when a file changed, or when it is time for an article. Says whether anybody listens.
    fn round(&mut self, mut notices: Vec<Notice>) -> bool {
        let begun = Instant::now();
        let second = self.doubted.take_if(|it| it.until <= begun);
        notices.extend(second.iter().flat_map(|it| it.notices.iter().cloned()));
        let made = self.guarded(|studio| {
            let due = studio.due().is_some_and(|due| due <= Timestamp::now());
            let changed = if notices.is_empty() { None } else { studio.notices(&notices) };
            changed.or_else(|| due.then(|| studio.publish()))
        });
        if made.is_some() {
            if let Some(stop) = self.checking.take() {
                stop.store(true, Ordering::Relaxed);
            }
            self.idle = idle();
        }
        match (made, second) {
            (Some(published), None) if self.breaks(&published) => {
                let (mut before, until) = match self.doubted.take() {
                    Some(earlier) => (earlier.notices, earlier.until),
                    None => (Vec::new(), begun + SECOND_LOOK),
                };
                before.append(&mut notices);
                self.doubted = Some(Doubted { published, notices: before, until });
                true
            }
            (Some(published), _) => self.publish(published),
            (None, Some(doubted)) => self.publish(doubted.published),
            (None, None) => true,
        }
    }

    /// Whether a file is at fault that was not in what is served.
    fn breaks(&self, published: &Published) -> bool {
        let now = at_fault(published.diagnostics.iter(), &published.sources);
        let served = self.sender.borrow();
        let known = at_fault(served.diagnostics.iter(), &served.sources);
        !now.is_subset(&known)
    }

    /// Looks, beside everything else, for what only drawing tells.
    fn check(&mut self) {
        let Some(check) = self.studio.check() else { return };
        let stop = Arc::new(AtomicBool::new(false));
        self.checking = Some(Arc::clone(&stop));
        let events = self.events.clone();
        std::thread::spawn(move || {
            let found = catch_unwind(AssertUnwindSafe(|| check.run(&stop))).unwrap_or_default();
            // Nobody listens when the preview ends.
            let _ = events.send(Event::Checked(Box::new(check), found));
        });
    }

    fn checked(&mut self, check: &Check, found: Option<Found>) -> bool {
        if !self.studio.is_of_now(check) {
            return true;
        }
        self.checking = None;
        let Some(found) = found else {
            self.studio.seen(check);
            return true;
        };
        self.guarded(|studio| studio.checked(check, found)).is_none_or(|published| self.publish(published))
    }

    /// How long nothing is to be done.
    fn wait(&self) -> Duration {
        let until = |due: Timestamp| Duration::try_from(due.duration_since(Timestamp::now())).unwrap_or_default();
        let due = self.studio.due().map_or(LONGEST_WAIT, until);
        let check = self.checking.is_none() && self.studio.is_unseen();
        let idle = if check { self.idle.saturating_duration_since(Instant::now()) } else { LONGEST_WAIT };
        let doubt = self.doubted.as_ref().map_or(LONGEST_WAIT, |it| it.until.saturating_duration_since(Instant::now()));
        due.min(idle).min(doubt).min(LONGEST_WAIT)
    }

    /// A fault of ours must not end the preview: it is told, and the last edition stays.
    fn guarded<T>(&mut self, work: impl FnOnce(&mut Studio) -> Option<T>) -> Option<T> {
        let studio = &mut self.studio;
        catch_unwind(AssertUnwindSafe(|| work(studio))).unwrap_or_else(|_| {
            self.studio.recover();
            (self.voice)(Said::Fault("the program failed on what changed last; the preview goes on with what it had"));
            None
        })
    }

    fn publish(&mut self, published: Arc<Published>) -> bool {
        self.doubted = None;
        let listened = self.sender.send(Arc::clone(&published)).is_ok();
        self.tell(published);
        listened
    }

    /// Says what is wrong when it is other than what was said last.
    fn tell(&mut self, published: Arc<Published>) {
        let Published { diagnostics, sources, .. } = &*published;
        let work = self.studio.work();
        let is_new = match &self.told.1 {
            Some(told) => !show::are_alike((&told.diagnostics, &told.sources), (diagnostics, sources)),
            None => !diagnostics.is_empty(),
        };
        if is_new {
            (self.voice)(Said::Round { diagnostics, sources });
        }
        if work.round != self.told.0 {
            (self.voice)(Said::Worked(work));
        }
        self.told = (work.round, Some(published));
    }
}
