//! Someone who writes for the magazine.

use super::{Record, Texts};

/// A writer, editor, translator, photographer.
#[derive(Debug, Clone)]
pub struct Contributor {
    /// What all records have.
    pub record: Record,
    /// What they do here.
    pub role: Texts,
    /// Their own page elsewhere.
    pub link: Option<String>,
}
