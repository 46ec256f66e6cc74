//! The magazine as it will be, while it is being written: watches, holds an edition, answers requests.
//!
//! ```text
//!  watch ─Notice─▶ rounds ─Arc<Published>─▶ http ─▶ pages, as `Edition::render` makes them
//!                    ▲                        └──▶ events: what changed, what is wrong ─▶ client.js
//!                 discover::Disk
//! ```
//!
//! The principal type is [`Published`]: one edition with everything that is said about it, immutable, swapped whole.
//! [`Studio`] makes one after another, on one thread, so that there is never more than one round at work. Nothing
//! here writes a file.

mod check;
mod desk;
mod editor;
mod follow;
mod held;
mod history;
mod http;
mod inspect;
mod live;
mod paper;
mod problems;
mod published;
mod rounds;
mod studio;
mod watch;

pub use check::{Check, Found};
pub use follow::Identity;
pub use history::Edit;
pub use published::{Drawn, Published};
pub use studio::{Clock, Studio, Work};
pub use watch::Notice;

use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use std::path::PathBuf;
use std::sync::Arc;

/// How a preview is to be served.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The magazine's folder.
    pub root: PathBuf,
    /// The address to listen on: a name or an IP address.
    pub host: String,
    /// The port; 0 takes any that is free.
    pub port: u16,
    /// Fail when the port is taken, instead of taking the next one that is free.
    pub strict_port: bool,
    /// Names beside `localhost` and IP addresses under which the preview may be asked for.
    pub allowed_hosts: Vec<String>,
    /// Ask the disk again and again instead of waiting for the system to tell of changes.
    pub poll: bool,
    /// The editor that a click on a diagnostic opens: `vscode`, …, or a pattern with `{path}`, `{line}`, `{column}`.
    pub editor: Option<String>,
}

/// What a preview has to say while it runs; the command line prints it.
pub enum Said<'a> {
    /// Requests are answered from now on, below this address.
    Listening {
        /// With the base path: `http://127.0.0.1:1111/mag/`.
        url: String,
        /// The same for other machines in the network; empty when only this one is answered.
        network: Vec<String>,
        /// The port that was asked for, when it was taken and another is used.
        taken: Option<u16>,
    },
    /// A round ended: what it took.
    Worked(Work),
    /// A round ended, and what is wrong is other than before.
    Round {
        /// Everything that is wrong now, in the order of places; nothing when all is well again.
        diagnostics: &'a [Diagnostic],
        /// The files that they are about.
        sources: &'a Sources,
    },
    /// A fault of the program, in one line.
    Fault(&'static str),
    /// Somebody asked for an address that leads nowhere.
    Missing {
        /// As it was asked for, percent-encoded, with the base path.
        address: &'a str,
        /// The page that sent them, if that is known.
        from: Option<&'a str>,
    },
    /// A page could not be drawn, or something about the environment should be known.
    Trouble {
        /// What.
        diagnostics: &'a [Diagnostic],
        /// The files that they are about.
        sources: &'a Sources,
    },
}

/// Where a preview says what it has to say.
pub type Voice = Arc<dyn Fn(Said<'_>) + Send + Sync>;

/// Serves until the process is asked to end (Ctrl-C, SIGTERM).
///
/// # Errors
/// What the environment refuses: no free port, no such host.
pub fn serve(settings: Settings, studio: Studio, voice: Voice) -> Result<(), Vec<Diagnostic>> {
    http::serve(settings, studio, voice)
}
