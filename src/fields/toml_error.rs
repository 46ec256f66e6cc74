//! The TOML parser's errors in words that help the person who typed.

use super::Reader;
use crate::diagnostic::Code;

/// Reports one error of the parser. Dates that do not exist and keys given twice get codes of their own words.
pub(super) fn report(text: &str, error: &toml::de::Error, reader: &mut Reader) {
    let range = error.span().unwrap_or(0..0);
    let message = error.message().lines().next().unwrap_or("this is not TOML").to_owned();
    let line = line_around(text, range.start);
    if let Some(date) = date_like(text, range.start) {
        let span = reader.span(date.clone());
        let typed = text.get(date).unwrap_or_default();
        reader
            .error(Code::BadDate, span, format!("`{typed}` is not a date"))
            .help
            .push("a date is `2025-08-16`, a date with time `2025-08-16T09:00:00`, without quotes".into());
        return;
    }
    let span = reader.span(range.clone());
    let it = reader.error(Code::InvalidToml, span, format!("this is not TOML: {message}"));
    if message.contains("duplicate key") {
        it.message = "this key stands here for the second time".into();
        it.help.push("keep one of the two".into());
    } else if line.trim_start().starts_with('-') || (line.contains(": ") && !line.contains('=')) {
        it.help.push("this looks like YAML; in TOML a field is written `key = \"value\"`".into());
    } else if message.contains("quoted") || message.contains("string values must be quoted") {
        it.help.push("texts stand in quotes: `key = \"value\"`".into());
    } else if message.contains("unclosed") || message.contains("invalid basic string") {
        it.help.push("is a quote or bracket missing?".into());
    }
}

fn line_around(text: &str, offset: usize) -> &str {
    let offset = crate::source::floor_char_boundary(text, offset);
    let start = text.get(..offset).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    let end = text.get(offset..).and_then(|t| t.find('\n')).map_or(text.len(), |i| offset + i);
    text.get(start..end).unwrap_or_default()
}

/// The run of date characters around an offset, if it looks like a date that someone tried to write.
fn date_like(text: &str, offset: usize) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let is_date = |b: &u8| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.' | b':' | b'T' | b'Z' | b'+');
    let offset = offset.min(bytes.len());
    let start = bytes[..offset].iter().rposition(|b| !is_date(b)).map_or(0, |i| i + 1);
    let end = bytes[offset..].iter().position(|b| !is_date(b)).map_or(bytes.len(), |i| offset + i);
    let word = text.get(start..end)?;
    let shape: Vec<&str> = word.split(['-', '/', '.', 'T']).collect();
    let numbers = shape.iter().take(3).filter(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit())).count();
    (numbers == 3 && word.len() >= 6).then_some(start..end)
}
