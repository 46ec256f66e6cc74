//! What each stage took: time on the clock, time of processors, things it worked on and their bytes.

use clap::ValueEnum;
use serde::Serialize;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// How the stages are told.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Form {
    /// A line each.
    Table,
    /// An object.
    Json,
}

/// Measures stages one after the other.
#[derive(Debug)]
pub(super) struct Timings {
    begun: Moment,
    last: Moment,
    stages: Vec<Stage>,
}

/// The clock, and what processors have worked for this program until now, where the system counts it.
#[derive(Debug, Clone, Copy)]
struct Moment {
    clock: Instant,
    work: Option<Duration>,
}

/// One stage as it is told. What is not known is left out.
#[derive(Debug, Serialize)]
struct Stage {
    #[serde(rename = "stage")]
    name: &'static str,
    wall_ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    cpu_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<usize>,
    /// What the items are.
    #[serde(skip)]
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
}

/// The whole as an object.
#[derive(Serialize)]
struct Told<'a> {
    version: &'static str,
    stages: &'a [Stage],
    all_ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    all_cpu_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    peak_mib: Option<f64>,
}

impl Moment {
    fn now() -> Self {
        Self { clock: Instant::now(), work: work() }
    }

    /// Milliseconds since a moment: of the clock, and of processors.
    fn since(self, then: Self) -> (f64, Option<f64>) {
        let worked = self.work.zip(then.work).map(|(now, then)| milliseconds(now.saturating_sub(then)));
        (milliseconds(self.clock - then.clock), worked)
    }
}

impl Timings {
    pub fn start() -> Self {
        let now = Moment::now();
        Self { begun: now, last: now, stages: Vec::new() }
    }

    /// Ends a stage, of which it may be said later what it worked on.
    pub fn stage(&mut self, name: &'static str) {
        let now = Moment::now();
        let (wall_ms, cpu_ms) = now.since(self.last);
        self.stages.push(Stage { name, wall_ms, cpu_ms, items: None, what: "", bytes: None });
        self.last = now;
    }

    /// Says what a stage worked on.
    pub fn on(&mut self, name: &'static str, items: usize, what: &'static str, bytes: Option<u64>) {
        if let Some(it) = self.stages.iter_mut().find(|it| it.name == name) {
            (it.items, it.what, it.bytes) = (Some(items), what, bytes);
        }
    }

    /// Everything, to be printed.
    pub fn told(&self, form: Form) -> String {
        let (all_ms, all_cpu_ms) = Moment::now().since(self.begun);
        let version = env!("CARGO_PKG_VERSION");
        let told = Told { version, stages: &self.stages, all_ms, all_cpu_ms, peak_mib: peak() };
        match form {
            Form::Table => table(&told),
            // Names and numbers can always be written.
            Form::Json => serde_json::to_string(&told).unwrap_or_default() + "\n",
        }
    }
}

fn table(told: &Told<'_>) -> String {
    let mut text = format!("{:<10}{:>12}{:>12}{:>16}  items\n", "stage", "wall ms", "cpu ms", "bytes");
    let mut line = |name: &str, wall: f64, cpu: Option<f64>, bytes: Option<u64>, items: String| {
        let cpu = cpu.map_or_else(String::new, |cpu| format!("{cpu:.1}"));
        let bytes = bytes.map_or_else(String::new, |bytes| bytes.to_string());
        let line = format!("{name:<10}{wall:>12.1}{cpu:>12}{bytes:>16}  {items}");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", line.trim_end());
    };
    for it in told.stages {
        let items = it.items.map_or_else(String::new, |items| format!("{items} {}", it.what));
        line(it.name, it.wall_ms, it.cpu_ms, it.bytes, items);
    }
    line("all", told.all_ms, told.all_cpu_ms, None, String::new());
    if let Some(peak) = told.peak_mib {
        let _ = writeln!(text, "peak memory {peak:.1} MiB");
    }
    text
}

/// To a thousandth: what is finer is noise.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1_000_000.0).round() / 1000.0
}

/// What all threads of this program worked until now, in it and for it in the system.
#[cfg(unix)]
fn work() -> Option<Duration> {
    Duration::try_from(rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime)).ok()
}

#[cfg(not(unix))]
fn work() -> Option<Duration> {
    None
}

/// The most memory that this program ever held, in MiB, where the system tells it in a file.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u32 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some((f64::from(kibibytes) / 1024.0 * 10.0).round() / 10.0)
}
