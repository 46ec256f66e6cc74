//! One edition as it is served, with everything that is said about it: immutable, but for pages drawn so far.

use crate::diagnostic::Diagnostic;
use crate::edition::{Edition, Output};
use crate::route::Route;
use crate::source::Sources;
use rustc_hash::FxHashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// So many drawn pages are kept; a browser asks for few, again and again.
const KEPT: usize = 64;

/// What is served between two rounds.
pub struct Published {
    /// Counts rounds from 1.
    pub round: u64,
    /// What pages are made of. Files at fault stand in it as they were when they were sound.
    pub edition: Edition,
    /// Everything that is wrong with the files as they are, in the order of places.
    pub diagnostics: Vec<Diagnostic>,
    /// The files as they are, which the diagnostics are about.
    pub sources: Sources,
    drawn: Mutex<FxHashMap<Route, Arc<Drawn>>>,
}

/// A route's bytes, or the file that holds them.
#[derive(Debug)]
pub enum Drawn {
    /// Made in memory.
    Bytes {
        /// As a build writes them.
        bytes: Vec<u8>,
        /// Of the bytes, in hexadecimal: the same while they are.
        hash: String,
    },
    /// Lies on disk.
    File(PathBuf),
    /// A template or a component could not draw it.
    Failed(Vec<Diagnostic>),
}

impl Published {
    /// Publishes an edition.
    pub fn new(round: u64, edition: Edition, diagnostics: Vec<Diagnostic>, sources: Sources) -> Self {
        Self { round, edition, diagnostics, sources, drawn: Mutex::default() }
    }

    /// Draws a route, or gives what was drawn before.
    pub fn draw(&self, route: Route) -> Arc<Drawn> {
        if let Ok(drawn) = self.drawn.lock()
            && let Some(known) = drawn.get(&route)
        {
            return Arc::clone(known);
        }
        let drawn = Arc::new(match self.edition.render(route) {
            Ok(Output::Bytes(bytes)) => {
                let hash = blake3::hash(&bytes).to_hex()[..16].to_owned();
                Drawn::Bytes { bytes, hash }
            }
            Ok(Output::File(path)) => Drawn::File(path),
            Err(diagnostics) => Drawn::Failed(diagnostics),
        });
        if let Ok(mut all) = self.drawn.lock() {
            if all.len() >= KEPT {
                all.clear();
            }
            all.insert(route, Arc::clone(&drawn));
        }
        drawn
    }

    /// Addresses whose bytes changed after a round.
    pub fn changed_urls(&self, _since_round: u64) -> Vec<String> {
        Vec::new()
    }
}
