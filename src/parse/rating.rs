//! `rating`: `4`, `4.5`, `"4/5"`, `"★★★★☆"`, `{ value = 8, best = 10 }`, or words.

use crate::diagnostic::Code;
use crate::fields::{Item, Reader, fields_of, float, text};
use crate::model::{StatedRating, StatedValue, stated};
use toml::de::DeValue;

/// Reads a rating.
pub(super) fn rating(item: Item, reader: &mut Reader) -> Option<StatedRating> {
    let span = reader.span(item.span());
    let of = match item.get_ref() {
        DeValue::Integer(_) | DeValue::Float(_) => {
            StatedValue::Number { value: float("rating", item, reader)?, worst: None, best: None }
        }
        DeValue::Table(_) => {
            let mut fields = fields_of(item, "a rating")?;
            let value = fields.get("value", reader, |item, reader| float("value", item, reader));
            if !fields.has("value") {
                fields.missing("value", "value = 4");
            }
            let best = fields.get("best", reader, |item, reader| float("best", item, reader));
            let worst = fields.get("worst", reader, |item, reader| float("worst", item, reader));
            fields.finish(reader);
            StatedValue::Number { value: value?, worst, best }
        }
        _ => {
            let typed = text("rating", item, reader)?;
            if typed.value.trim().is_empty() {
                reader.error(Code::BadValue, span, "`rating` is empty").help.push("write `rating = \"4/5\"`".into());
                return None;
            }
            stated(&typed.value)
        }
    };
    Some(StatedRating { of, span })
}
