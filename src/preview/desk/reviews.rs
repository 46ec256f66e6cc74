//! Articles that nobody has looked at for longer than the site allows.

use super::{Entry, Things};
use crate::preview::published::Published;

/// The longest first.
pub(super) fn due(published: &Published) -> Vec<Entry> {
    let (things, magazine) = (Things::of(published), published.edition.magazine());
    let due = magazine.catalogue.unreviewed(&magazine.config, magazine.today());
    due.into_iter().map(|it| things.article(it.article, it.said())).collect()
}
