//! `[ratings]`: the scale of the magazine's reviews.

use crate::diagnostic::Code;
use crate::fields::{Fields, Reader, float};
use crate::model::{Scale, plain_number};

/// Reads `[ratings]` with `worst` and `best`; the usual scale where it is not stated or cannot be.
pub(super) fn ratings(top: &mut Fields, outer: &'static [&'static str], reader: &mut Reader) -> Scale {
    let Some(fields) = top.table("ratings", "`[ratings]`", reader) else { return Scale::USUAL };
    let mut fields = fields.below("[ratings]", outer);
    let place = fields.head(reader);
    let worst = fields.get("worst", reader, |item, reader| float("worst", item, reader));
    let best = fields.get("best", reader, |item, reader| float("best", item, reader));
    fields.finish(reader);
    let scale = Scale { worst: worst.unwrap_or(Scale::USUAL.worst), best: best.unwrap_or(Scale::USUAL.best) };
    if scale.worst < scale.best {
        return scale;
    }
    let message = format!("there is no scale from {} to {}", plain_number(scale.worst), plain_number(scale.best));
    reader
        .error(Code::BadValue, place, message)
        .help
        .push("`best` is the highest that can be given: `best = 5`".into());
    Scale::USUAL
}
