//! What happened to files from round to round: which changed, and which went on under another name.

use crate::source::{Content, Source, SourceId, Sources};
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::sync::Arc;

/// So many rounds are remembered.
const ROUNDS: usize = 64;
/// So many edits are remembered for the desk.
const EDITS: usize = 50;
/// Of more comings times goings than this, files are only compared whole.
const COMPARED: usize = 400;

/// A file that was changed while the preview ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Path inside the site.
    pub path: Arc<str>,
    /// When the change was seen.
    pub when: Timestamp,
}

/// What happened in the last rounds.
#[derive(Debug, Clone, Default)]
pub struct History {
    rounds: VecDeque<Happened>,
    edits: VecDeque<Edit>,
    /// What came and what went in the round before: a move may be seen in two parts.
    came: Vec<Arc<Source>>,
    went: Vec<Arc<Source>>,
}

#[derive(Debug, Clone)]
struct Happened {
    round: u64,
    /// Addresses with the base path whose bytes changed.
    addresses: Vec<String>,
    /// Old and new path.
    renamed: Vec<(Arc<str>, Arc<str>)>,
}

/// In what the files of one round differ from those of the round before.
#[derive(Debug, Default)]
pub struct Difference {
    /// Files that are there in both and not the same.
    pub changed: Vec<SourceId>,
    /// As they were.
    pub replaced: Vec<Arc<Source>>,
    /// Files that were not there.
    pub came: Vec<SourceId>,
    /// Files that are no more.
    pub went: Vec<Arc<Source>>,
}

impl Difference {
    /// Compares by identity: an unchanged file is the very same value.
    pub fn between(before: &Sources, now: &Sources) -> Self {
        let mut it = Self::default();
        let mut old = before.iter().peekable();
        for (id, file) in now.iter() {
            // Nearly all files are the very same, and then their paths need not be compared.
            if old.next_if(|(earlier, _)| Arc::ptr_eq(before.shared(*earlier), now.shared(id))).is_some() {
                continue;
            }
            while let Some((gone, _)) = old.next_if(|(_, earlier)| earlier.path < file.path) {
                it.went.push(Arc::clone(before.shared(gone)));
            }
            match old.next_if(|(_, earlier)| earlier.path == file.path) {
                Some((earlier, _)) if Arc::ptr_eq(before.shared(earlier), now.shared(id)) => {}
                Some((earlier, _)) => {
                    it.changed.push(id);
                    it.replaced.push(Arc::clone(before.shared(earlier)));
                }
                None => it.came.push(id),
            }
        }
        it.went.extend(old.map(|(gone, _)| Arc::clone(before.shared(gone))));
        it
    }

    /// How many files are concerned.
    pub fn len(&self) -> usize {
        self.changed.len() + self.came.len() + self.went.len()
    }

    /// Files that are there and are not as they were.
    pub fn fresh(&self) -> impl Iterator<Item = SourceId> {
        self.changed.iter().chain(&self.came).copied()
    }
}

impl History {
    /// Notes a round.
    pub fn note(&mut self, round: u64, when: Timestamp, difference: &Difference, sources: &Sources) {
        for id in difference.fresh() {
            let path = Arc::clone(&sources.get(id).path);
            self.edits.retain(|edit| edit.path != path);
            self.edits.push_front(Edit { path, when });
        }
        self.edits.retain(|edit| difference.went.iter().all(|gone| gone.path != edit.path));
        self.edits.truncate(EDITS);
        let came: Vec<Arc<Source>> = difference.came.iter().map(|id| Arc::clone(sources.shared(*id))).collect();
        // What took another's place goes before what looks alike.
        let mut renamed = moved_over(difference, &came, sources);
        renamed.extend(pairs(&difference.went, &came, true));
        // Over two rounds, files with most lines in common may be two files.
        renamed.extend(pairs(&self.went, &came, false));
        renamed.extend(pairs(&difference.went, &self.came, false));
        (self.came, self.went) = (came, difference.went.clone());
        self.rounds.push_back(Happened { round, addresses: Vec::new(), renamed });
        if self.rounds.len() > ROUNDS {
            self.rounds.pop_front();
        }
    }

    /// Notes addresses whose bytes changed in the last round.
    pub fn note_addresses(&mut self, addresses: Vec<String>) {
        if let Some(last) = self.rounds.back_mut() {
            last.addresses = addresses;
        }
    }

    /// The last edits, the newest first.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.edits.iter()
    }

    /// Addresses whose bytes changed after a round, each once.
    pub fn addresses_since(&self, round: u64) -> Vec<String> {
        let mut all: Vec<String> = self.since(round).flat_map(|it| it.addresses.iter().cloned()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The path under which a file went on that had this path in a round.
    pub fn renamed_since(&self, round: u64, path: &str) -> Arc<str> {
        let mut now: Arc<str> = Arc::from(path);
        for happened in self.since(round) {
            // Files may change places in one round.
            if let Some((_, to)) = happened.renamed.iter().find(|(from, _)| *from == now) {
                now = Arc::clone(to);
            }
        }
        now
    }

    /// The folder (with a `/` at its end) into which files of a folder were moved since a round.
    pub fn folder_since(&self, round: u64, folder: &str) -> Option<String> {
        let mut now = folder.to_owned();
        for (from, to) in self.since(round).flat_map(|it| &it.renamed) {
            if let Some(name) = from.strip_prefix(now.as_str())
                && let Some(other) = to.strip_suffix(name).filter(|other| other.ends_with('/'))
            {
                other.clone_into(&mut now);
            }
        }
        (now != folder).then_some(now)
    }

    fn since(&self, round: u64) -> impl Iterator<Item = &Happened> {
        self.rounds.iter().filter(move |it| it.round > round)
    }
}

/// Which of the files that went came again under another name: with the same bytes or, if that is enough, with most
/// of the lines.
fn pairs(went: &[Arc<Source>], came: &[Arc<Source>], likeness_counts: bool) -> Vec<(Arc<str>, Arc<str>)> {
    let mut pairs = Vec::new();
    let mut free: FxHashMap<Option<Key>, Vec<&Arc<Source>>> = FxHashMap::default();
    for file in came {
        free.entry(key(file)).or_default().push(file);
    }
    let mut left = Vec::new();
    for file in went {
        let key = key(file).map(Some);
        let alike = key.and_then(|key| free.get_mut(&key)).filter(|alike| !alike.is_empty());
        let place = |alike: &Vec<&Arc<Source>>| {
            // Of several with the same bytes, the one with the same name.
            alike.iter().position(|it| it.name() == file.name()).unwrap_or(0)
        };
        match alike.map(|alike| alike.remove(place(alike))) {
            Some(other) => pairs.push((Arc::clone(&file.path), Arc::clone(&other.path))),
            None => left.push(file),
        }
    }
    let mut free: Vec<&Arc<Source>> = free.into_values().flatten().collect();
    free.sort_by(|a, b| a.path.cmp(&b.path));
    if !likeness_counts || left.len() * free.len() > COMPARED {
        return pairs;
    }
    for file in left {
        let best = (0..free.len()).filter_map(|place| Some((likeness(file, free[place])?, place)));
        if let Some((_, place)) = best.max_by_key(|(likeness, place)| (*likeness, std::cmp::Reverse(*place))) {
            pairs.push((Arc::clone(&file.path), Arc::clone(&free.remove(place).path)));
        }
    }
    pairs
}

/// What files have in common that are one file under two names.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Text(u128),
    Size(u64, Option<(u32, u32)>),
}

fn key(file: &Source) -> Option<Key> {
    match &file.content {
        Content::Text(text) => Some(Key::Text(text.hash())),
        Content::Opaque { len, size, .. } => Some(Key::Size(*len, *size)),
        Content::Embedded(_) | Content::Unreadable => None,
    }
}

/// Files that took the place of others: the texts of both went on under other names.
fn moved_over(difference: &Difference, came: &[Arc<Source>], sources: &Sources) -> Vec<(Arc<str>, Arc<str>)> {
    let earlier = || difference.went.iter().chain(&difference.replaced).filter(|it| it.text().is_some());
    let before: FxHashMap<Option<Key>, &Arc<Source>> = earlier().map(|file| (key(file), file)).collect();
    let mut went = Vec::new();
    let mut there = Vec::new();
    for (id, old) in difference.changed.iter().zip(&difference.replaced) {
        let file = sources.shared(*id);
        if before.get(&key(file)).is_some_and(|other| other.path != file.path) {
            went.push(Arc::clone(old));
            there.push(Arc::clone(file));
        }
    }
    if there.is_empty() {
        return Vec::new();
    }
    went.extend(difference.went.iter().cloned());
    there.extend(came.iter().cloned());
    pairs(&went, &there, false)
}

/// How many of a hundred lines two texts of one kind have in common, if it is most of them.
fn likeness(a: &Source, b: &Source) -> Option<usize> {
    let kind = |file: &Source| {
        let mut folders = file.path.split('/');
        let extension = file.path.rsplit_once('.').map(|(_, extension)| extension.to_owned());
        (folders.next().map(str::to_owned), folders.next().map(str::to_owned), extension)
    };
    if kind(a) != kind(b) {
        return None;
    }
    let mut lines: FxHashMap<&str, usize> = FxHashMap::default();
    let (mut count, mut common) = (0, 0);
    for line in a.text()?.lines().filter(|line| !line.trim().is_empty()) {
        *lines.entry(line).or_default() += 1;
        count += 1;
    }
    let mut others = 0;
    for line in b.text()?.lines().filter(|line| !line.trim().is_empty()) {
        others += 1;
        if let Some(left) = lines.get_mut(line).filter(|left| **left > 0) {
            *left -= 1;
            common += 1;
        }
    }
    let of = count.max(others);
    (common * 2 > of).then(|| common * 100 / of)
}

#[cfg(test)]
mod tests {
    use super::Difference;
    use crate::source::{Content, Source, Sources};
    use std::sync::Arc;

    fn file(path: &str, text: &str) -> Arc<Source> {
        Arc::new(Source { path: path.into(), location: None, content: Content::Text(text.into()), typed: None })
    }

    #[test]
    fn only_what_is_another_is_told() {
        let files = ["a.md", "b.md", "c.md", "d.md"].map(|path| file(path, path));
        let before = Sources::default().after(files.to_vec());
        let [a, _, c, d] = files;
        // One went just before one that stays, one came, one is another.
        let now = before.after(vec![a, c, file("cc.md", "new"), file("d.md", "other")]);
        let difference = Difference::between(&before, &now);
        let paths = |ids: &[crate::source::SourceId]| -> Vec<String> {
            ids.iter().map(|id| now.get(*id).path.to_string()).collect()
        };
        assert_eq!((paths(&difference.changed), paths(&difference.came)), (vec!["d.md".into()], vec!["cc.md".into()]));
        assert_eq!(difference.went.iter().map(|it| &*it.path).collect::<Vec<_>>(), ["b.md"]);
        assert!(Arc::ptr_eq(&difference.replaced[0], &d));
        assert_eq!(difference.len(), 3);
    }
}
