//! Dates in a line of TOML that cannot be read: whether the date is the fault, or what stands behind it.

use std::ops::Range;

/// The run of date characters around an offset, if it looks like a date that someone tried to write.
pub(super) fn date_like(text: &str, offset: usize) -> Option<Range<usize>> {
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

/// What stands directly behind a date that is sound: then that is the fault.
pub(super) fn behind(text: &str, date: &Range<usize>) -> Option<Range<usize>> {
    text.get(date.clone())?.parse::<toml::value::Datetime>().ok()?;
    let rest = text.get(date.end..)?;
    let rest = rest.split('\n').next().unwrap_or(rest);
    let start = date.end + rest.find(|c: char| !c.is_whitespace())?;
    let rest = text.get(start..)?;
    let is_sign = rest.starts_with([',', ';']);
    let end = if is_sign { 1 } else { rest.find(char::is_whitespace).unwrap_or(rest.len()) };
    (!rest.starts_with('#')).then_some(start..start + end)
}
