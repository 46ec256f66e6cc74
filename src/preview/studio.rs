//! Makes one edition after another: looks at the disk, assembles, publishes.

use super::published::Published;
use super::watch::Notice;
use crate::diagnostic::{Diagnostic, show};
use crate::discover::Disk;
use crate::edition::{Memory, Options, assemble_again};
use jiff::Timestamp;
use std::sync::Arc;

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
    round: u64,
}

impl Studio {
    /// A studio for the files of a disk.
    pub fn new(disk: Disk, options: Options, clock: Clock) -> Self {
        Self { disk, options, clock, memory: Memory::default(), round: 0 }
    }

    /// Looks where a notice says; publishes an edition when a file changed. Touching a file changes nothing.
    pub fn notice(&mut self, notice: &Notice) -> Option<Arc<Published>> {
        let changed = match notice {
            Notice::Paths(paths) => self.disk.look(paths),
            Notice::Everything => self.disk.look_everywhere(),
            Notice::Trouble(_) => false,
        };
        changed.then(|| self.publish())
    }

    /// Publishes an edition of the files as they were last seen.
    pub fn publish(&mut self) -> Arc<Published> {
        if self.clock == Clock::Running {
            self.options.showing.now = Timestamp::now();
        }
        self.round += 1;
        let sources = self.disk.sources().clone();
        let mut diagnostics: Vec<Diagnostic> = self.disk.diagnostics().to_vec();
        let (edition, mut found) = assemble_again(sources.clone(), &self.options, &mut self.memory);
        diagnostics.append(&mut found);
        let diagnostics = show::sorted(diagnostics, &sources);
        Arc::new(Published::new(self.round, edition, diagnostics, sources))
    }
}
