//! A text of the site: in memory, or on the disk again until somebody asks.
//!
//! The texts of all articles are the larger part of what a large magazine would hold in memory, and a build needs each of
//! them only twice: when it is parsed, and when its page is drawn. So it holds none of them ([`Text::let_go`]). A
//! text that is read again is used only if it is the very same; that it was not is remembered ([`Text::is_lost`]).

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use twox_hash::XxHash3_128;

/// How a text of so many bytes is read again from where it lies.
pub type Again = fn(&Path, usize) -> Option<Arc<str>>;

/// A text: UTF-8, in NFC, without a byte-order mark.
#[derive(Debug)]
pub struct Text {
    /// Its length in bytes.
    len: usize,
    hash: u128,
    /// The text itself, while it is held; what somebody borrowed stays.
    held: OnceLock<Arc<str>>,
    again: Option<Again>,
    lost: AtomicBool,
}

impl Text {
    /// A text that lies on the disk as it is, and can be read there again.
    pub fn on_disk(text: Arc<str>, again: Again) -> Self {
        Self { again: Some(again), ..Self::from(text) }
    }

    /// The same, not held in memory, if it can be read again.
    #[must_use]
    pub fn let_go(self) -> Self {
        let held = if self.again.is_some() { OnceLock::new() } else { self.held };
        Self { held, ..self }
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The hash of its bytes (XXH3, 128 bits): the same for the same text.
    pub fn hash(&self) -> u128 {
        self.hash
    }

    /// The text, which then stays in memory. Nothing when it is lost.
    pub(super) fn borrow(&self, disk: impl FnOnce() -> Option<PathBuf>) -> Option<&str> {
        if let Some(text) = self.held.get() {
            return Some(text);
        }
        let text = self.lend(disk)?;
        Some(self.held.get_or_init(|| text))
    }

    /// The text for one use. Nothing when it is lost.
    pub(super) fn lend(&self, disk: impl FnOnce() -> Option<PathBuf>) -> Option<Arc<str>> {
        if let Some(text) = self.held.get() {
            return Some(Arc::clone(text));
        }
        let read = self.again.and_then(|again| again(&disk()?, self.len));
        let same = read.filter(|text| text.len() == self.len && hash(text) == self.hash);
        if same.is_none() {
            self.lost.store(true, Ordering::Relaxed);
        }
        same
    }

    /// Whether it was let go and could not be had again: the file is another by now.
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }
}

fn hash(text: &str) -> u128 {
    XxHash3_128::oneshot(text.as_bytes())
}

impl From<Arc<str>> for Text {
    fn from(text: Arc<str>) -> Self {
        let (len, hash) = (text.len(), hash(&text));
        Self { len, hash, held: OnceLock::from(text), again: None, lost: AtomicBool::new(false) }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(Arc::<str>::from(text))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::from(Arc::<str>::from(text))
    }
}

impl Clone for Text {
    fn clone(&self) -> Self {
        let Self { len, hash, held, again, .. } = self;
        Self { len: *len, hash: *hash, held: held.clone(), again: *again, lost: AtomicBool::new(self.is_lost()) }
    }
}

/// By length and hash: of 128 bits nobody meets two texts that share them by accident.
impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        (self.len, self.hash) == (other.len, other.hash)
    }
}

impl Eq for Text {}
