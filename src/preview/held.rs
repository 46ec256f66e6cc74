//! Holding back: a file at fault is served as it was when it was last sound.
//!
//! A file is sound in a round that finds no error in it. What is found while pages are drawn comes later, so of each
//! file two states are kept: the last one that was sound, and the last one with which pages were drawn.

use super::history::Difference;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Source, SourceId, Sources};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The files as they were when they were last sound.
#[derive(Default)]
pub struct Held {
    kept: FxHashMap<Arc<str>, Kept>,
    /// Paths at fault in the last round.
    at_fault: BTreeSet<String>,
    /// Paths that are kept although no file is there.
    gone: BTreeSet<Arc<str>>,
}

struct Kept {
    sound: Arc<Source>,
    /// Nothing when pages could not be drawn with it.
    drawn: Option<Arc<Source>>,
}

/// The paths in which something is wrong: files, what they ask for and is not there, folders that cannot be read, and
/// the empty path when the site itself is gone.
pub fn at_fault<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>, sources: &Sources) -> BTreeSet<String> {
    let errors = diagnostics.filter(|it| it.severity == Severity::Error);
    errors
        .flat_map(|it| {
            let at = it.primary.as_ref().map(|primary| sources.get(primary.span.source).path.to_string());
            let site_went = it.code == Code::MissingSite && it.file.as_deref() != Some("site.toml");
            let about = it.file.as_ref().map(|file| if site_went { String::new() } else { file.clone() });
            at.into_iter().chain(about)
        })
        .collect()
}

/// Whether a path that is not there would be if what is at fault were not.
fn hidden(path: &str, at_fault: &BTreeSet<String>) -> bool {
    let below = |folder: &String| {
        folder.is_empty()
            || path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    at_fault.iter().any(below)
}

impl Held {
    /// Notes what a round found: which files are at fault, which are new or other than before, which went.
    pub fn learn(&mut self, sources: &Sources, at_fault: BTreeSet<String>, difference: &Difference) {
        let recovered: Vec<SourceId> = self.at_fault.iter().filter_map(|path| sources.find(path)).collect();
        for id in difference.fresh().chain(recovered) {
            let file = sources.shared(id);
            self.gone.remove(&file.path);
            if !at_fault.contains(&*file.path) {
                let new = || Kept { sound: Arc::clone(file), drawn: None };
                let kept = self.kept.entry(Arc::clone(&file.path)).or_insert_with(new);
                kept.sound = Arc::clone(file);
                // What was never drawn is taken for one with which pages can be.
                kept.drawn.get_or_insert_with(|| Arc::clone(file));
            }
        }
        self.gone.extend(difference.went.iter().map(|file| Arc::clone(&file.path)));
        let kept = &mut self.kept;
        self.gone.retain(|path| {
            let stays = hidden(path, &at_fault);
            if !stays {
                kept.remove(path);
            }
            stays
        });
        self.at_fault = at_fault;
    }

    /// The files as they are to be served; nothing when they are to be served as they are.
    pub fn sources(&self, as_they_are: &Sources) -> Option<Sources> {
        if self.at_fault.is_empty() && self.gone.is_empty() {
            return None;
        }
        let mut other = false;
        let mut files: Vec<Arc<Source>> = Vec::with_capacity(as_they_are.len());
        for (id, file) in as_they_are.iter() {
            let held = self.at_fault.contains(&*file.path).then(|| self.kept.get(&file.path)).flatten();
            let held = held.map(|kept| &kept.sound).filter(|sound| !Arc::ptr_eq(sound, as_they_are.shared(id)));
            other |= held.is_some();
            files.push(Arc::clone(held.unwrap_or(as_they_are.shared(id))));
        }
        for path in &self.gone {
            if let Some(kept) = self.kept.get(path) {
                other = true;
                files.push(Arc::clone(&kept.sound));
            }
        }
        other.then(|| as_they_are.after(files))
    }

    /// Takes back that a file was sound as it is, because a page cannot be drawn with it; says whether it stands as it
    /// was from now on.
    pub fn blame(&mut self, file: &Arc<Source>) -> bool {
        let Some(kept) = self.kept.get_mut(&file.path) else { return false };
        if Arc::ptr_eq(&kept.sound, file) {
            kept.drawn.take_if(|drawn| Arc::ptr_eq(drawn, file));
            if let Some(drawn) = &kept.drawn {
                kept.sound = Arc::clone(drawn);
            }
        }
        !Arc::ptr_eq(&kept.sound, file)
    }

    /// Notes that pages were drawn with a file as it is.
    pub fn prove(&mut self, file: &Arc<Source>) {
        if let Some(kept) = self.kept.get_mut(&file.path).filter(|kept| Arc::ptr_eq(&kept.sound, file)) {
            kept.drawn = Some(Arc::clone(file));
        }
    }
}
