//! What of a resource is wanted: all of it, a part, or nothing because it did not change (RFC 9110, 13 and 14).

use http_range_header::{EndPosition, StartPosition, SyntacticallyCorrectRange};
use hyper::header::{self, HeaderMap, HeaderName};
use std::ops::RangeInclusive;
use std::time::{SystemTime, UNIX_EPOCH};

/// What tells whether a resource is the one that was sent before.
#[derive(Debug, Clone)]
pub(super) struct Validators {
    /// With its quotes; weak (`W/"…"`) when other bytes are sent than those it is of.
    pub etag: String,
    /// When it was last changed, if it is a file.
    pub modified: Option<SystemTime>,
}

/// What of a resource is wanted.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it.
    Everything,
    /// These bytes.
    Part(RangeInclusive<u64>),
    /// Nothing: it is as it was.
    NotModified,
    /// Bytes that it does not have.
    Unsatisfiable,
}

/// Reads what is wanted of a resource of so many bytes.
pub(super) fn wanted(headers: &HeaderMap, validators: &Validators, length: u64) -> Wanted {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let known = match (text(header::IF_NONE_MATCH), text(header::IF_MODIFIED_SINCE), validators.modified) {
        (Some(tags), _, _) => tags.split(',').any(|tag| tag.trim() == "*" || bare(tag) == bare(&validators.etag)),
        (None, Some(date), Some(modified)) => {
            httpdate::parse_http_date(date).is_ok_and(|date| seconds(modified) <= seconds(date))
        }
        _ => false,
    };
    if known {
        return Wanted::NotModified;
    }
    let same = text(header::IF_RANGE).is_none_or(|condition| {
        let of_date = || {
            let date = httpdate::parse_http_date(condition).ok().map(seconds);
            date.is_some() && date == validators.modified.map(seconds)
        };
        condition == validators.etag && !condition.starts_with("W/") || of_date()
    });
    let Some(range) = text(header::RANGE).filter(|_| same) else { return Wanted::Everything };
    // What cannot be read is ignored; several parts at once may be answered with the whole.
    let Ok(parsed) = http_range_header::parse_range_header(range) else { return Wanted::Everything };
    let [one] = parsed.ranges.as_slice() else { return Wanted::Everything };
    part(*one, length)
}

/// A range in a resource of so many bytes. One that is longer than the resource ends with it (RFC 9110 14.1.2).
fn part(range: SyntacticallyCorrectRange, length: u64) -> Wanted {
    let Some(last) = length.checked_sub(1) else { return Wanted::Unsatisfiable };
    let (start, end) = match (range.start, range.end) {
        (StartPosition::FromLast(count), _) => (length.saturating_sub(count), last),
        (StartPosition::Index(start), EndPosition::Index(end)) => (start, end.min(last)),
        (StartPosition::Index(start), EndPosition::LastByte) => (start, last),
    };
    match (range.start, range.end) {
        // A range that ends before it begins is none.
        (StartPosition::Index(start), EndPosition::Index(end)) if end < start => Wanted::Everything,
        _ if start > last => Wanted::Unsatisfiable,
        _ => Wanted::Part(start..=end),
    }
}

/// A tag without what makes it weak.
fn bare(tag: &str) -> &str {
    let tag = tag.trim();
    tag.strip_prefix("W/").unwrap_or(tag)
}

/// HTTP counts whole seconds.
fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
