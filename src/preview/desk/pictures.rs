//! Pictures that lack words: a text alternative, or whose they are.

use super::{Entry, problems};
use crate::diagnostic::Code;
use crate::preview::published::Published;

/// These are diagnostics, too: a build stops at them.
pub(super) fn without_alt(published: &Published) -> Vec<Entry> {
    told(published, Code::MissingAlt)
}

/// The same, but a build only warns of them, once for each picture.
pub(super) fn without_credit(published: &Published) -> Vec<Entry> {
    told(published, Code::MissingCredit)
}

fn told(published: &Published, code: Code) -> Vec<Entry> {
    let found = published.diagnostics.iter().filter(|it| it.code == code);
    found.map(|it| problems::entry(published, it)).collect()
}
