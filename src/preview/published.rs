//! One edition as it is served, with everything that is said about it: immutable, but for pages drawn so far.

use super::history::{Edit, History};
use crate::diagnostic::Diagnostic;
use crate::edition::{Edition, Output};
use crate::model::LanguageId;
use crate::route::{Route, Shows};
use crate::source::Sources;
use rustc_hash::FxHashMap;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, OnceLock};

/// So many drawn pages are kept; a browser asks for few, again and again.
const KEPT: usize = 64;

/// What is served between two rounds.
pub struct Published {
    /// Counts rounds from 1; an early edition comes before the first. When drawing tells more about an edition, it is
    /// published again as the same round.
    pub round: u64,
    /// What pages are made of. Files at fault stand in it as they were when they were sound.
    pub edition: Arc<Edition>,
    /// Everything that is wrong with the files as they are, in the order of places.
    pub diagnostics: Vec<Diagnostic>,
    /// The files as they are, which the diagnostics are about.
    pub sources: Sources,
    history: Arc<History>,
    drawings: Arc<Drawings>,
}

/// Pages of one edition, as far as they were drawn.
#[derive(Default)]
struct Drawings {
    pages: Mutex<FxHashMap<Route, Arc<OnceLock<Arc<Drawn>>>>>,
    /// Who is told the path of a page that cannot be drawn.
    failures: Option<Sender<String>>,
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

impl Drawn {
    fn of(output: Output) -> Self {
        match output {
            Output::Bytes(bytes) => {
                let hash = hash(&bytes);
                Drawn::Bytes { bytes, hash }
            }
            Output::File(path) => Drawn::File(path),
        }
    }
}

/// A name for the bytes of a page: the same while they are.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

impl Published {
    /// Publishes an edition. The paths of pages that cannot be drawn are sent to `failures`.
    pub(super) fn new(
        round: u64,
        edition: Arc<Edition>,
        diagnostics: Vec<Diagnostic>,
        sources: Sources,
        history: Arc<History>,
        failures: Option<Sender<String>>,
    ) -> Self {
        let drawings = Arc::new(Drawings { failures, ..Drawings::default() });
        Self { round, edition, diagnostics, sources, history, drawings }
    }

    /// The same edition, of which other things are said, perhaps in a later round: pages stay drawn.
    pub(super) fn again(
        &self,
        round: u64,
        diagnostics: Vec<Diagnostic>,
        sources: Sources,
        history: Arc<History>,
    ) -> Self {
        let (edition, drawings) = (Arc::clone(&self.edition), Arc::clone(&self.drawings));
        Self { round, edition, diagnostics, sources, history, drawings }
    }

    /// Draws a route, or gives what was drawn before. Who asks for what is being drawn waits for it.
    pub fn draw(&self, route: Route) -> Arc<Drawn> {
        let place = match self.drawings.pages.lock() {
            Ok(mut pages) => {
                if pages.len() >= KEPT && !pages.contains_key(&route) {
                    pages.clear();
                }
                Arc::clone(pages.entry(route).or_default())
            }
            Err(_) => Arc::default(),
        };
        Arc::clone(place.get_or_init(|| Arc::new(self.drawn(route))))
    }

    /// How many pages of this edition were drawn and are kept: each because somebody asked for it.
    pub fn drawn_pages(&self) -> usize {
        let is_drawn = |page: &&Arc<OnceLock<Arc<Drawn>>>| page.get().is_some();
        self.drawings.pages.lock().map_or(0, |pages| pages.values().filter(is_drawn).count())
    }

    /// Draws what is at a path of an early edition, if it is what the whole edition has there.
    pub(super) fn draw_early(&self, path: &str) -> Option<Drawn> {
        self.edition.draw_early(path).map(Drawn::of)
    }

    fn drawn(&self, route: Route) -> Drawn {
        match self.edition.render(route) {
            Ok(output) => Drawn::of(output),
            Err(diagnostics) => {
                let routes = &self.edition.magazine().routes;
                let path = routes.path(route).or_else(|| routes.withheld_path(route));
                if let (Some(failures), Some(path)) = (&self.drawings.failures, path) {
                    // Nobody listens when the preview ends.
                    let _ = failures.send(path.to_owned());
                }
                Drawn::Failed(diagnostics)
            }
        }
    }

    /// What stands at a path (from `/`, without the base path) where there is nothing: the page that says so, in the
    /// language of the path.
    pub fn missing(&self, path: &str) -> Route {
        let magazine = self.edition.magazine();
        let of = |language| Route::new(language, Shows::NotFound);
        let first = path.split('/').nth(1).unwrap_or_default();
        let language = magazine.config.language(first).filter(|it| magazine.routes.path(of(*it)).is_some());
        of(language.unwrap_or(LanguageId::ROOT))
    }

    /// Addresses (with the base path) of pictures, files and assets whose bytes changed after a round; of a round long
    /// ago, all that changed in the rounds that are remembered.
    pub fn changed_urls(&self, since_round: u64) -> Vec<String> {
        self.history.addresses_since(since_round)
    }

    /// The files that were changed while the preview ran, the newest first.
    pub fn recent_edits(&self) -> impl Iterator<Item = &Edit> {
        self.history.edits()
    }

    /// The path under which a file went on that had this path in a round.
    pub fn renamed_since(&self, round: u64, path: &str) -> Arc<str> {
        self.history.renamed_since(round, path)
    }

    /// The folder into which the files of a folder were moved since a round.
    pub(super) fn folder_since(&self, round: u64, folder: &str) -> Option<String> {
        self.history.folder_since(round, folder)
    }
}
