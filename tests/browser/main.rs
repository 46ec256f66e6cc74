//! The preview as a writer sees it: in a real browser, while files change.
//!
//! One browser is started for all tests, so they run one after another; each has windows of its own.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../harness/browser.rs"]
mod browser;
mod colours;
mod following;
mod overlay;
mod players;
mod policy;
#[path = "../harness/server.rs"]
mod server;
mod surviving;
mod updating;

use browser::Browser;
use libtest_mimic::{Arguments, Failed, Trial};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

/// A test.
type Test = fn(&Browser);

static BROWSER: Mutex<Option<Browser>> = Mutex::new(None);

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1);
    let all = [
        surviving::TESTS,
        updating::TESTS,
        following::TESTS,
        overlay::TESTS,
        players::TESTS,
        colours::TESTS,
        policy::TESTS,
    ]
    .concat();
    let trials = all.into_iter().map(|(name, test)| Trial::test(name, move || within(test))).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    drop(BROWSER.lock().unwrap_or_else(PoisonError::into_inner).take());
    conclusion.exit_code()
}

fn within(test: Test) -> Result<(), Failed> {
    let mut place = BROWSER.lock().unwrap_or_else(PoisonError::into_inner);
    let browser = place.get_or_insert_with(Browser::start);
    browser.clear();
    browser.complaints();
    test(browser);
    let complaints = browser.complaints();
    if complaints.is_empty() { Ok(()) } else { Err(format!("the console said:\n{}", complaints.join("\n")).into()) }
}
