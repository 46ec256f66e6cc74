//! Where a page is now that was at an address before.

use super::published::Published;
use crate::model::LanguageId;

/// What a page shows, in terms that outlive an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The file that it is about.
    source: String,
    language: LanguageId,
}

impl Identity {
    /// What is at `path` (without the base path).
    pub fn of(_published: &Published, _path: &str) -> Option<Self> {
        None
    }

    /// Where it is in another edition: a path without the base path.
    pub fn path_in(&self, _published: &Published) -> Option<String> {
        let _ = self;
        None
    }
}
