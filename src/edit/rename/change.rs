//! Changes at exact places, and the files as they will be.

use super::by_file;
use crate::edit::Tried;
use crate::source::{Content, SourceId, Sources, Span};
use std::ops::Range;
use std::sync::Arc;

/// What stands at a place, and what will.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where; an empty place is one where something is added.
    pub span: Span,
    /// As it is.
    pub old: String,
    /// As it will be.
    pub new: String,
}

/// A file or folder that gets another name in its folder. Paths are from the magazine's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Its path; of a folder without a slash at its end.
    pub from: String,
    /// Its new path.
    pub to: String,
}

impl Move {
    /// Whether a file of this path gets another one by it.
    pub fn takes(&self, path: &str) -> bool {
        path.strip_prefix(&*self.from).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// The path of a file after the moves.
pub(super) fn moved(moves: &[Move], path: &str) -> String {
    let found = moves.iter().find(|it| it.takes(path));
    found.map_or_else(|| path.to_owned(), |it| format!("{}{}", it.to, &path[it.from.len()..]))
}

/// A file that changes, as it stands on disk.
#[derive(Debug)]
pub struct Rewritten {
    /// Its path before all moves, from the magazine's root.
    pub path: String,
    /// Its text as it is read from disk, without byte-order mark.
    pub old: String,
    /// Its text as it will be.
    pub new: String,
}

/// A magazine with changes.
pub(super) struct Stage {
    pub sources: Sources,
    pub files: Vec<Rewritten>,
}

/// Makes changes and moves in memory.
pub(super) fn applied(before: &Tried, moves: &[Move], changes: &[Change]) -> Stage {
    let sources = before.edition.sources();
    let changes = by_file(changes);
    let mut files = Vec::new();
    let mut rewritten = Vec::new();
    for (id, source) in sources.iter() {
        let path = moved(moves, &source.path);
        let changes = changes.get(&id);
        if changes.is_none() && path == *source.path {
            files.push(Arc::clone(sources.shared(id)));
            continue;
        }
        let mut next = source.clone();
        next.path = path.into();
        if let (Some(changes), Some(text)) = (changes, source.text()) {
            next.content = Content::Text(edited(text, changes.iter().map(|it| (it.span.range(), &*it.new))).into());
            // What is on disk may be in another form of Unicode: its own bytes are changed, at its own places.
            let whole = source.shown(0..text.len()).map_or(text, |(whole, _)| whole);
            let places = changes.iter().map(|it| {
                let range = source.shown(it.span.range()).map_or(it.span.range(), |(_, range)| range);
                (range, &*it.new)
            });
            rewritten.push(Rewritten {
                path: source.path.to_string(),
                old: whole.to_owned(),
                new: edited(whole, places),
            });
            next.typed = None;
        }
        files.push(Arc::new(next));
    }
    Stage {
        sources: Sources::new(sources.root().to_path_buf(), files.into_iter().map(Arc::unwrap_or_clone)),
        files: rewritten,
    }
}

/// A text with changes, which stand in order.
fn edited<'c>(text: &str, changes: impl Iterator<Item = (Range<usize>, &'c str)>) -> String {
    let (mut edited, mut done) = (String::with_capacity(text.len() + 64), 0);
    for (range, new) in changes {
        edited.push_str(text.get(done..range.start).unwrap_or_default());
        edited.push_str(new);
        done = range.end;
    }
    edited.push_str(text.get(done..).unwrap_or_default());
    edited
}

/// Where a place of a file is after the changes in it.
pub(super) fn place_after(changes: Option<&Vec<&Change>>, start: u32) -> u32 {
    let mut place = i64::from(start);
    for change in changes.into_iter().flatten() {
        if change.span.start < start && change.span.end <= start {
            let length = |n: usize| i64::try_from(n).unwrap_or_default();
            place += length(change.new.len()) - length(change.span.range().len());
        }
    }
    u32::try_from(place).unwrap_or(start)
}

/// Names a place in a magazine by the path of its file.
pub(super) fn path_of(sources: &Sources, id: SourceId) -> &str {
    &sources.get(id).path
}
