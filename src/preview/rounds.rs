//! Rounds, one after another, on a thread of their own: notices that come during one are answered by one more.

use super::published::Published;
use super::studio::Studio;
use super::watch::Notice;
use super::{Said, Voice};
use crate::diagnostic::{Code, Diagnostic, show};
use jiff::Timestamp;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;
use tokio::sync::watch;

/// A clock may be set and a computer may sleep, so moments to come are looked at again after so long.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Makes the first round, and all others as notices come; what is served is always in the receiver.
pub fn begin(mut studio: Studio, notices: Receiver<Notice>, voice: Voice) -> watch::Receiver<Arc<Published>> {
    let (failures, failed) = channel();
    studio.send_failures(failures);
    let first = studio.publish();
    let (sender, receiver) = watch::channel(Arc::clone(&first));
    let mut rounds = Rounds { studio, voice, sender, told: String::new() };
    rounds.tell(&first);
    let (events, inbox) = channel();
    forward(notices, events.clone(), Event::Notice);
    forward(failed, events, Event::Failed);
    std::thread::spawn(move || rounds.run(&inbox));
    receiver
}

/// What a round may come from.
enum Event {
    Notice(Notice),
    /// A page, by its path, could not be drawn.
    Failed(String),
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

struct Rounds {
    studio: Studio,
    voice: Voice,
    sender: watch::Sender<Arc<Published>>,
    /// What is wrong, as it was last told.
    told: String,
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
            for event in first.into_iter().chain(inbox.try_iter()) {
                match event {
                    Event::Notice(Notice::Trouble(diagnostics)) => {
                        let sources = self.sender.borrow().sources.clone();
                        (self.voice)(Said::Trouble { diagnostics: &diagnostics, sources: &sources });
                    }
                    Event::Notice(notice) => notices.push(notice),
                    Event::Failed(_) => {}
                }
            }
            let published = self.guarded(|studio| {
                let due = studio.due().is_some_and(|due| due <= Timestamp::now());
                let changed = if notices.is_empty() { None } else { studio.notices(&notices) };
                changed.or_else(|| due.then(|| studio.publish()))
            });
            if let Some(published) = published
                && !self.publish(published)
            {
                return;
            }
        }
    }

    fn wait(&self) -> Duration {
        let due =
            self.studio.due().map(|due| Duration::try_from(due.duration_since(Timestamp::now())).unwrap_or_default());
        due.map_or(LONGEST_WAIT, |due| due.min(LONGEST_WAIT))
    }

    /// A fault of ours must not end the preview: it is told, and the last edition stays.
    fn guarded<T>(&mut self, work: impl FnOnce(&mut Studio) -> Option<T>) -> Option<T> {
        let studio = &mut self.studio;
        catch_unwind(AssertUnwindSafe(|| work(studio))).unwrap_or_else(|_| {
            self.studio.recover();
            let message = "the program failed on what changed last; the preview goes on with what it had";
            let it = Diagnostic::environment(Code::BadOption, message);
            let it = it.help("this is a fault of the program; please report it with the lines above");
            let sources = self.sender.borrow().sources.clone();
            (self.voice)(Said::Trouble { diagnostics: &[it], sources: &sources });
            None
        })
    }

    fn publish(&mut self, published: Arc<Published>) -> bool {
        let listened = self.sender.send(Arc::clone(&published)).is_ok();
        self.tell(&published);
        listened
    }

    /// Says what is wrong when it is other than what was said last.
    fn tell(&mut self, published: &Published) {
        let Published { diagnostics, sources, .. } = published;
        (self.voice)(Said::Worked(self.studio.work()));
        let text = show::show(diagnostics, sources, show::Format::Short);
        if text != self.told {
            (self.voice)(Said::Round { diagnostics, sources });
            self.told = text;
        }
    }
}
