//! Laws between records: what no single file can get wrong.
//!
//! Each law is a function of the whole catalogue that names both places. What could not be read is not judged: a
//! fact of an unsound record may be the fault itself.

mod act;
mod award;
mod circle;
mod date;
mod identifier;
mod recording;
mod rhythm;
mod theme;

use super::Catalogue;
use crate::diagnostic::Diagnostic;
use rayon::prelude::*;

/// What the records of a catalogue say against each other.
pub(super) fn laws(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let laws = [
        act::laws,
        award::laws,
        circle::laws,
        date::laws,
        identifier::laws,
        recording::laws,
        rhythm::laws,
        theme::laws,
    ];
    let broken: Vec<Vec<Diagnostic>> = laws.par_iter().map(|law| law(catalogue)).collect();
    broken.concat()
}
