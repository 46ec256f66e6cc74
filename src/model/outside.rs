//! What the catalogue does not have: a song or a film of which only title and credit are told.

use super::{Names, Texts};

/// Something outside the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outside {
    /// What it is called.
    pub names: Names,
    /// Whom it is credited to, as printed.
    pub credited_to: Texts,
}
