//! The pages as readers meet them: every kind of page of the demonstration magazine in every theme, in Chromium.
//!
//! What is looked at is chosen by `built`; each part has a file that says what must hold. The parts' scripts for the page
//! lie in `scripts/`. A name of a test is `theme: part: kind`, and a part of it chooses: `cargo test --test pages keyboard`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod access;
#[path = "../harness/browser.rs"]
mod browser;
mod built;
mod host;
mod keyboard;
mod markup;
mod preferences;
mod proof;
mod reading;
mod seen;
mod still;

use browser::Browser;
use built::{Built, Page};
use libtest_mimic::{Arguments, Failed, Trial};
use seen::View;
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What is wrong with a page, a line each.
type Faults = Vec<String>;

/// What must hold of every kind of page.
struct Part {
    /// Its name, which chooses it.
    name: &'static str,
    /// Looks at one page.
    look: fn(&View) -> Faults,
    /// Which pages of a kind it looks at.
    at: fn(&Page) -> bool,
    /// Whether every theme is held to it; else only the default one.
    every_theme: bool,
}

const PARTS: [&[Part]; 5] = [access::PARTS, still::PARTS, keyboard::PARTS, preferences::PARTS, reading::PARTS];

/// Browsers that nobody uses now. There are as many as tests run at the same time.
static IDLE: Mutex<Vec<Browser>> = Mutex::new(Vec::new());

/// How long each part took, all its pages together.
static TOOK: Mutex<BTreeMap<&str, Duration>> = Mutex::new(BTreeMap::new());

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = arguments.test_threads.or(Some(2));
    if let Err(wanting) = seen::tool(access::AXE_FILE).and_then(|_| seen::tool(markup::CHECKER_FILE)) {
        eprintln!("{wanting}");
        return ExitCode::FAILURE;
    }
    let themes: Vec<Arc<Built>> = built::themes().iter().map(|theme| Built::new(theme)).collect();
    let mut trials = vec![Trial::test("the HTML of all pages is valid", {
        let outputs: Vec<_> = themes.iter().map(|built| built.output.clone()).collect();
        move || timed("markup", || told(markup::faults_of_all(&outputs)))
    })];
    for part in PARTS.into_iter().flatten() {
        let name = format!("each fault is found: {}", part.name);
        trials.push(Trial::test(name, || timed("each fault is found", || told(proof::unseen(part.name)))));
    }
    trials.push(Trial::test("each fault is found: markup", || {
        timed("each fault is found", || told(proof::unseen_markup()))
    }));
    for built in &themes {
        for part in PARTS.into_iter().flatten() {
            if part.every_theme || built.theme == "overture" {
                trials.extend(built.kinds.keys().map(|kind| trial(built, part, kind)));
            }
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    drop(std::mem::take(&mut *lock(&IDLE)));
    for (part, took) in &*lock(&TOOK) {
        println!("{part}: {:.1} s", took.as_secs_f64());
    }
    conclusion.exit_code()
}

/// A part's look at all pages of a kind.
fn trial(built: &Arc<Built>, part: &'static Part, kind: &str) -> Trial {
    let name = format!("{}: {}: {kind}", built.theme, part.name);
    let pages: Vec<Page> = built.kinds[kind].iter().filter(|page| (part.at)(page)).cloned().collect();
    let built = Arc::clone(built);
    Trial::test(name, move || {
        timed(part.name, || {
            told(with_browser(|browser| {
                let mut faults = Faults::new();
                for page in &pages {
                    let found = (part.look)(&View { browser, built: &built, page });
                    faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", page.path)));
                }
                faults
            }))
        })
    })
}

/// Does something in a browser that nobody else uses meanwhile. One in which it went wrong is not used again.
fn with_browser<T>(what: impl FnOnce(&Browser) -> T) -> T {
    let idle = lock(&IDLE).pop();
    let browser = idle.unwrap_or_else(seen::browser);
    let result = what(&browser);
    lock(&IDLE).push(browser);
    result
}

fn told(faults: Faults) -> Result<(), Failed> {
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}

fn timed<T>(part: &'static str, what: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = what();
    *lock(&TOOK).entry(part).or_default() += begun.elapsed();
    result
}

/// What a test that failed left behind is as good as before.
fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
