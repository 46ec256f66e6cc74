//! What only drawing tells: pages that a template or component cannot draw, and places that a page does not have.
//!
//! A build draws every page. While people write, nobody waits for that: pages of files that changed are drawn when
//! nothing new has come for a while and, after a change of the theme or of `site.toml`, some of every kind.

use super::follow::file_of;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::edition::Edition;
use crate::model::{Entity, Kind, LanguageId};
use crate::route::{Route, Shows};
use crate::source::{Source, Sources};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// So many pages of every kind and language are drawn when all may have changed.
const OF_EACH_KIND: usize = 2;

/// What is to be drawn.
#[derive(Debug, Clone, Default)]
pub struct Unseen {
    /// Files whose pages are.
    pub files: BTreeSet<Arc<str>>,
    /// Pages by their path: those that failed, or are said to fail.
    pub paths: BTreeSet<String>,
    /// Some of every kind.
    pub everywhere: bool,
    /// The places of pages that links lead to.
    pub places: bool,
}

impl Unseen {
    /// Whether there is nothing to look at.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.paths.is_empty() && !self.everywhere && !self.places
    }
}

/// A look at the pages of an edition.
pub struct Check {
    /// Made of the files as they are.
    pub edition: Arc<Edition>,
    /// What is drawn.
    pub unseen: Unseen,
}

/// What a look found.
#[derive(Default)]
pub struct Found {
    /// Pages that cannot be drawn.
    pub failures: Vec<Failure>,
    /// Places that are not there.
    pub fragments: Vec<Diagnostic>,
}

/// A page that cannot be drawn.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Its path.
    pub path: String,
    /// Why.
    pub diagnostics: Vec<Diagnostic>,
    /// Files that may be the cause, the likeliest first.
    pub suspects: Vec<Arc<Source>>,
    /// The one of them that stands as it was because of it, if one can.
    pub blamed: Option<Arc<Source>>,
}

impl Found {
    /// What still holds when other files are there: what is said of a file that is the very same.
    pub fn in_round(&self, before: &Sources, now: &Sources) -> Self {
        let stays = |file: &Arc<Source>| now.find(&file.path).is_some_and(|id| Arc::ptr_eq(now.shared(id), file));
        let holds = |label: &Label| {
            let id = label.span.source;
            now.find(&before.get(id).path) == Some(id) && Arc::ptr_eq(before.shared(id), now.shared(id))
        };
        let still = |it: &Diagnostic| {
            let mut it = it.clone();
            it.secondary.retain(holds);
            it.primary.as_ref().is_none_or(holds).then_some(it)
        };
        let all = |list: &[Diagnostic]| list.iter().filter_map(still).collect::<Vec<_>>();
        let failures = self.failures.iter().filter(|it| it.blamed.as_ref().or(it.suspects.first()).is_none_or(stays));
        let failures = failures.map(|it| Failure { diagnostics: all(&it.diagnostics), ..it.clone() });
        Self { failures: failures.collect(), fragments: all(&self.fragments) }
    }
}

impl Check {
    /// Looks; nothing when it was stopped before the end.
    pub fn run(&self, stop: &AtomicBool) -> Option<Found> {
        let goes_on = || !stop.load(Ordering::Relaxed);
        let mut failures = Vec::new();
        for (path, route) in self.routes() {
            if !goes_on() {
                return None;
            }
            if let Err(diagnostics) = self.edition.render(route) {
                let suspects = self.suspects(&diagnostics, route);
                failures.push(Failure { path: path.to_owned(), diagnostics, suspects, blamed: None });
            }
        }
        let fragments = self.edition.check_fragments_while(&goes_on);
        goes_on().then_some(Found { failures, fragments })
    }

    fn routes(&self) -> Vec<(&str, Route)> {
        let sources = self.edition.sources();
        let files: FxHashSet<_> = self.unseen.files.iter().filter_map(|path| sources.find(path)).collect();
        let mut seen: FxHashMap<(LanguageId, Discriminant<Shows>, Option<Kind>), usize> = FxHashMap::default();
        let routes = self.edition.magazine().routes.iter();
        let wanted = routes.filter(|(path, route)| {
            if matches!(route.shows, Shows::File(_) | Shows::Static(_) | Shows::Asset(_)) {
                return false;
            }
            let kind = match route.shows {
                Shows::Record(entity) | Shows::RecordData(entity) => Some(Entity::kind(entity)),
                Shows::Records(kind, _) => Some(kind),
                _ => None,
            };
            let first = self.unseen.everywhere && {
                let count = seen.entry((route.language, discriminant(&route.shows), kind)).or_default();
                *count += 1;
                *count <= OF_EACH_KIND
            };
            let fresh =
                || !files.is_empty() && file_of(&self.edition, route.shows).is_some_and(|id| files.contains(&id));
            first || fresh() || self.unseen.paths.contains(*path)
        });
        wanted.collect()
    }

    /// The files that the diagnostics point at, then the page's own.
    fn suspects(&self, diagnostics: &[Diagnostic], route: Route) -> Vec<Arc<Source>> {
        let errors = || diagnostics.iter().filter(|it| it.severity == Severity::Error);
        let first = errors().filter_map(|it| Some(it.primary.as_ref()?.span.source));
        let others = errors().flat_map(|it| it.secondary.iter().map(|label| label.span.source));
        let mut ids: Vec<_> = first.chain(others).chain(file_of(&self.edition, route.shows)).collect();
        let mut known = FxHashSet::default();
        ids.retain(|id| known.insert(*id));
        ids.into_iter().map(|id| Arc::clone(self.edition.sources().shared(id))).collect()
    }
}
