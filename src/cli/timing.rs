//! How long each stage took.

use std::fmt::Write;
use std::time::{Duration, Instant};

/// Measures stages one after the other.
#[derive(Debug)]
pub(super) struct Timings {
    begun: Instant,
    last: Instant,
    stages: Vec<(&'static str, Duration, String)>,
}

impl Timings {
    pub fn start() -> Self {
        let now = Instant::now();
        Self { begun: now, last: now, stages: Vec::new() }
    }

    /// Ends a stage; `what` says what it worked on.
    pub fn stage(&mut self, name: &'static str, what: impl Into<String>) {
        let now = Instant::now();
        self.stages.push((name, now - self.last, what.into()));
        self.last = now;
    }

    /// A line a stage, and the whole.
    pub fn table(&self) -> String {
        let mut text = String::new();
        let all = self.begun.elapsed();
        for (name, time, what) in &self.stages {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{name:<10} {:>9.1} ms  {what}", time.as_secs_f64() * 1000.0);
        }
        let _ = writeln!(text, "{:<10} {:>9.1} ms", "all", all.as_secs_f64() * 1000.0);
        text
    }
}
