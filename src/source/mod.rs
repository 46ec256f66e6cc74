//! What was read, and where in it: every file of the site as a [`Source`], every place as a [`Span`].
//!
//! The principal type is [`Sources`]: all files of one run, sorted by path, immutable. A [`Span`] is a
//! range of bytes in one of them; lines and columns exist only when a diagnostic is shown
//! (see [`LineIndex`]). Nothing here touches the disk: `discover` fills it, and says how a text is read again.

mod beside;
mod line_index;
mod text;
mod typed;

pub use beside::{described_by, is_picture};
pub use line_index::{LineColumn, LineIndex, floor_char_boundary};
pub use text::{Again, Text};

use rustc_hash::FxHashMap;
use std::mem::discriminant;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Names one file of [`Sources`]; an index, cheap to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

impl SourceId {
    /// The id of a place in the table. More than 4 billion files cannot be held.
    fn of(place: usize) -> Self {
        Self(u32::try_from(place).unwrap_or(u32::MAX))
    }
}

/// A range of bytes in one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span over `range` of `source`. Files are limited to 4 GiB by `discover`, so offsets fit.
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { source, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The span as a range of byte offsets.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same file, another range given relative to this span's start.
    #[must_use]
    pub fn within(self, range: Range<usize>) -> Self {
        let start = self.start as usize;
        Self::new(self.source, start + range.start..start + range.end)
    }
}

/// A value and the place where a person wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Changes the value, keeps the place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// What a file holds, as far as a run needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Text that is parsed: Markdown, TOML, templates, style sheets. UTF-8, without a byte-order mark.
    Text(Text),
    /// A file that is only copied or measured (pictures, sound): its bytes stay on disk, here is its length.
    Opaque {
        /// Length in bytes when the file was discovered.
        len: u64,
        /// Width and height in pixels, for pictures whose header says so.
        size: Option<(u32, u32)>,
    },
    /// Bytes that stand in memory without being text of ours (files compiled into the program).
    Embedded(&'static [u8]),
    /// The file exists but could not be read as text; the cause was reported by `discover`.
    Unreadable,
}

/// One file of the site.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path relative to the site's root, `/` between names, NFC: `content/dramas/goblin.toml`.
    pub path: Arc<str>,
    /// Where it lies on disk; absent for what is compiled into the program or given in memory.
    pub location: Option<Location>,
    /// What it holds.
    pub content: Content,
    /// Its text as it stands on disk, where that is not in NFC.
    pub typed: Option<Arc<str>>,
}

/// Where a file lies on the disk. There are many, and most lie where their paths say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// Below this folder, at its path.
    Below(Arc<Path>),
    /// Here: a name is another on the disk.
    At(Box<Path>),
}

impl Location {
    /// A file of the site at `root` that has this path in it and lies at `disk`.
    pub fn of(root: &Arc<Path>, path: &str, disk: &Path) -> Self {
        if *root.join(path).as_os_str() == *disk.as_os_str() {
            Self::Below(Arc::clone(root))
        } else {
            Self::At(disk.into())
        }
    }
}

impl Source {
    /// Where it lies on the disk; nothing for what is compiled into the program or given in memory.
    pub fn disk(&self) -> Option<PathBuf> {
        Some(match self.location.as_ref()? {
            Location::Below(root) => root.join(&*self.path),
            Location::At(disk) => disk.to_path_buf(),
        })
    }

    /// The text, or nothing when the file is not text. One that was let go is read again, and stays in memory.
    pub fn text(&self) -> Option<&str> {
        self.as_text()?.borrow(|| self.disk())
    }

    /// The same for one use: one that was let go is read again, and goes with the value.
    pub fn lent(&self) -> Option<Arc<str>> {
        self.as_text()?.lend(|| self.disk())
    }

    /// What is known of the text without reading it; nothing when the file is not text.
    pub fn as_text(&self) -> Option<&Text> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text as it stands on disk, and a range of bytes of [`text`](Self::text) in it, on character boundaries: what
    /// an author is shown, and where an editor goes.
    pub fn shown(&self, range: Range<usize>) -> Option<(&str, Range<usize>)> {
        let text = self.text()?;
        let range = shown_range(text, self.typed.as_deref(), range);
        Some((self.typed.as_deref().unwrap_or(text), range))
    }

    /// What [`shown`](Self::shown) shows, for one use.
    pub fn lent_shown(&self) -> Option<Shown> {
        Some(Shown { text: self.lent()?, typed: self.typed.clone() })
    }

    /// Width and height of a picture in pixels.
    pub fn size(&self) -> Option<(u32, u32)> {
        match self.content {
            Content::Opaque { size, .. } => size,
            _ => None,
        }
    }

    /// The last name of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The path without its last name; empty at the root.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// A text as an author is shown it.
#[derive(Debug, Clone)]
pub struct Shown {
    text: Arc<str>,
    typed: Option<Arc<str>>,
}

impl Shown {
    /// The text as it stands on disk.
    pub fn text(&self) -> &str {
        self.typed.as_deref().unwrap_or(&self.text)
    }

    /// A range of bytes of the file's text in it, on character boundaries.
    pub fn range(&self, range: Range<usize>) -> Range<usize> {
        shown_range(&self.text, self.typed.as_deref(), range)
    }
}

fn shown_range(text: &str, typed: Option<&str>, range: Range<usize>) -> Range<usize> {
    let start = floor_char_boundary(text, range.start);
    let range = start..floor_char_boundary(text, range.end).max(start);
    match typed {
        Some(typed) => typed::typed_range(text, typed, range),
        None => range,
    }
}

/// The order of files. Two whose names on disk differ may have one path, so that these decide between them.
fn by_path(a: &Source, b: &Source) -> std::cmp::Ordering {
    a.path.cmp(&b.path).then_with(|| a.disk().cmp(&b.disk()))
}

/// All files of one run, sorted by path.
///
/// Ids are places in a table. In a first run that table is sorted, too; [`Sources::after`] keeps the id of a path
/// from run to run, so that what was read of a file that stayed the same can be used again, spans included.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// By id. The place of a file that is gone keeps what was last there, and is given to the next new file.
    table: Vec<Arc<Source>>,
    /// The ids of the files that are there, in order of path.
    order: Vec<SourceId>,
    root: PathBuf,
    /// By path, once somebody has asked: tens of thousands of links are looked up. Shared by runs of the same files.
    paths: Arc<OnceLock<FxHashMap<Arc<str>, SourceId>>>,
}

impl Sources {
    /// Takes files in any order; sorts them, so that every later stage sees one order.
    pub fn new(root: PathBuf, files: impl IntoIterator<Item = Source>) -> Self {
        let mut table: Vec<Arc<Source>> = files.into_iter().map(Arc::new).collect();
        table.sort_by(|a, b| by_path(a, b));
        let order = (0..table.len()).map(SourceId::of).collect();
        Self { table, order, root, paths: Arc::default() }
    }

    /// The files of the next run, in any order: those whose path is known keep their id.
    #[must_use]
    pub fn after(&self, mut files: Vec<Arc<Source>>) -> Self {
        files.sort_by(|a, b| by_path(a, b));
        let mut table = self.table.clone();
        let mut gone = vec![true; table.len()];
        // Both lists are in order, so one pass over them finds what is in both.
        let mut before = self.order.iter().copied().peekable();
        let mut known = |path: &str| {
            while before.next_if(|id| &*self.get(*id).path < path).is_some() {}
            before.next_if(|id| &*self.get(*id).path == path)
        };
        let known: Vec<Option<SourceId>> =
            files.iter().map(|file| known(&file.path).inspect(|id| gone[id.0 as usize] = false)).collect();
        let mut free = (0..gone.len()).filter(|place| gone[*place]).map(SourceId::of);
        let mut order = Vec::with_capacity(files.len());
        for (file, known) in files.into_iter().zip(known) {
            let id = known.or_else(|| free.next()).unwrap_or(SourceId::of(table.len()));
            match table.get_mut(id.0 as usize) {
                Some(place) => *place = file,
                None => table.push(file),
            }
            order.push(id);
        }
        Self { table, order, root: self.root.clone(), paths: Arc::default() }
    }

    /// The files that are not the very same as in an earlier run, when both runs have the same paths and each path
    /// the same sort of content. Otherwise nothing: then a name may lead elsewhere than it did.
    pub fn changed_since(&self, then: &Self) -> Option<Vec<SourceId>> {
        if self.order != then.order {
            return None;
        }
        let other = |id: &SourceId| !Arc::ptr_eq(self.shared(*id), then.shared(*id));
        let changed: Vec<SourceId> = self.order.iter().copied().filter(other).collect();
        let alike = |id: &SourceId| {
            let (now, then) = (self.get(*id), then.get(*id));
            now.path == then.path && discriminant(&now.content) == discriminant(&then.content)
        };
        changed.iter().all(alike).then_some(changed)
    }

    /// The files of the next run, when only what these hold is other than before.
    #[must_use]
    pub fn with(&self, changed: impl IntoIterator<Item = (SourceId, Arc<Source>)>) -> Self {
        let mut next = self.clone();
        for (id, file) in changed {
            next.table[id.0 as usize] = file;
        }
        next
    }

    /// The site's root folder as the user named it.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The file behind an id. Ids come only from this value, so the file is there.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.table[id.0 as usize]
    }

    /// The same, to be kept: while it is the very same value, the file is unchanged.
    pub fn shared(&self, id: SourceId) -> &Arc<Source> {
        &self.table[id.0 as usize]
    }

    /// Every file with its id, in order of path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (SourceId, &Source)> {
        self.order.iter().map(|id| (*id, self.get(*id)))
    }

    /// The file at a path, if there is one.
    pub fn find(&self, path: &str) -> Option<SourceId> {
        // Of two with one path the first counts.
        let all = || self.order.iter().rev().map(|id| (Arc::clone(&self.get(*id).path), *id)).collect();
        self.paths.get_or_init(all).get(path).copied()
    }

    /// By id: the place of a file in the order of paths.
    pub fn places(&self) -> Vec<u32> {
        let mut places = vec![0; self.table.len()];
        for (place, id) in (0..).zip(&self.order) {
            if let Some(of) = places.get_mut(id.0 as usize) {
                *of = place;
            }
        }
        places
    }

    /// The files whose path begins with `prefix`, as a range of the order.
    pub fn under(&self, prefix: &str) -> impl Iterator<Item = (SourceId, &Source)> {
        let first = self.order.partition_point(|id| &*self.get(*id).path < prefix);
        let prefix = prefix.to_owned();
        let rest = self.order[first..].iter().map(|id| (*id, self.get(*id)));
        rest.take_while(move |(_, file)| file.path.starts_with(&prefix))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is no file at all.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }
}
