//! A progress display on a terminal, once a run takes longer than half a second; none in a pipe.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Counts drawn pages.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    wanted: bool,
    shown: AtomicBool,
}

impl Progress {
    /// A display for so many pages; `begun` is when the run began.
    pub fn new(pages: usize, begun: Instant, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(pages as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} pages") {
            bar.set_style(style);
        }
        Self { bar, begun, wanted: !quiet && std::io::stderr().is_terminal(), shown: AtomicBool::new(false) }
    }

    /// One more page is drawn.
    pub fn page(&self) {
        if !self.wanted {
            return;
        }
        self.bar.inc(1);
        if self.begun.elapsed() > Duration::from_millis(500) && !self.shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
    }

    /// Takes the display away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
