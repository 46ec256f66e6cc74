//! Where in a reference, as it is written, the slug stands: the exact place, or none.

use super::change::Move;
use crate::model::{Kind, fold};
use percent_encoding::percent_decode_str;
use std::ops::Range;

/// Which part of `soundtrack/track` or `section/article` is renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What stands before the slash.
    First,
    /// What stands behind it, or the whole.
    Last,
}

/// A text of TOML without its quotes, and where it begins; what has no quotes as it is.
pub(super) fn inner(raw: &str) -> (usize, &str) {
    for quotes in ["\"\"\"", "'''", "\"", "'"] {
        let inside = raw.strip_prefix(quotes).and_then(|rest| rest.strip_suffix(quotes));
        if let Some(inside) = inside {
            return (quotes.len(), inside);
        }
    }
    (0, raw)
}

/// A reference without quotes, fragment and kind, and where it begins.
fn bare(raw: &str, fragment: bool) -> (usize, &str) {
    let (mut start, mut text) = inner(raw);
    if fragment {
        text = text.split('#').next().unwrap_or(text);
    }
    if let Some((word, rest)) = text.split_once(':')
        && Kind::from_word(&fold(word)).is_some()
    {
        (start, text) = (start + word.len() + 1, rest);
    }
    let lead = text.len() - text.trim_start().len();
    (start + lead, text.trim())
}

/// The slug in a reference, as it is written.
pub(super) fn plain(raw: &str, fragment: bool) -> &str {
    bare(raw, fragment).1
}

/// Where a slug stands in a reference.
pub(super) fn slug(raw: &str, fragment: bool, part: Part, old: &str) -> Option<Range<usize>> {
    let (start, text) = bare(raw, fragment);
    let (from, word) = match part {
        Part::First => (0, text.split_once('/')?.0),
        Part::Last => text.rfind('/').map_or((0, text), |slash| (slash + 1, &text[slash + 1..])),
    };
    let lead = word.len() - word.trim_start().len();
    let (from, word) = (from + lead, word.trim());
    (fold(word) == fold(old)).then(|| start + from..start + from + word.len())
}

/// What a move means for the way to a file.
pub(super) enum Way {
    /// The way does not lead through the name.
    Untouched,
    /// The name stands here.
    At(Range<usize>),
    /// The way cannot be read as it is written.
    Unclear,
}

/// Where the name that changes stands in the way from a folder to a file.
pub(super) fn file(raw: &str, folder: &str, moved: &Move) -> Way {
    let (start, text) = inner(raw);
    let path = text.split(['#', '?']).next().unwrap_or(text);
    let mut here: Vec<String> = folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let (mut at, mut named) = (start, None);
    for part in path.split('/') {
        match &*decoded(part) {
            "" | "." => {}
            ".." => drop(here.pop()),
            name => {
                here.push(name.to_owned());
                if fold(&here.join("/")) == fold(&moved.from) {
                    named = Some(at..at + part.len());
                }
            }
        }
        at += part.len() + 1;
    }
    if !moved.takes(&here.join("/")) {
        return Way::Unclear;
    }
    named.map_or(Way::Untouched, Way::At)
}

/// Where the slug stands in an address. `address` has the parts that it begins with, the slug last; whether a language
/// may come before them; and whether nothing comes after them.
pub(super) fn path(
    raw: &str,
    address: &super::target::Address,
    is_code: impl Fn(&str) -> bool,
) -> Option<Range<usize>> {
    let (start, text) = inner(raw);
    let path = text.split(['#', '?']).next().unwrap_or(text);
    let mut parts = Vec::new();
    let mut at = start;
    for part in path.split('/') {
        if !part.is_empty() {
            parts.push((at..at + part.len(), decoded(part)));
        }
        at += part.len() + 1;
    }
    let begins = match (&address.language, parts.first()) {
        (Some(code), Some((_, first))) if fold(first) == fold(code) => 1,
        (Some(_), _) => return None,
        (None, Some((_, first))) if address.any_language && is_code(first) => 1,
        _ => 0,
    };
    let own = parts.get(begins..begins + address.parts.len())?;
    let same = own.iter().zip(&address.parts).all(|((_, typed), part)| fold(typed) == fold(part));
    let whole = !address.whole || parts.len() == begins + address.parts.len();
    (same && whole).then(|| own.last().map(|(range, _)| range.clone())).flatten()
}

fn decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slug_and_nothing_else() {
        for (raw, fragment, part, old, found) in [
            ("\"goblin\"", false, Part::Last, "goblin", Some(1..7)),
            ("'drama:goblin'", false, Part::Last, "Goblin", Some(7..13)),
            ("drama: Goblin #x", true, Part::Last, "goblin", Some(7..13)),
            ("goblin-ost/first-snow", false, Part::First, "goblin-ost", Some(0..10)),
            ("track:goblin-ost/first-snow", false, Part::Last, "first-snow", Some(17..27)),
            ("\"\"\"도깨비\"\"\"", false, Part::Last, "도깨비", Some(3..12)),
            ("\"gobl\\u0069n\"", false, Part::Last, "goblin", None),
            ("first-snow", false, Part::First, "goblin-ost", None),
        ] {
            assert_eq!(slug(raw, fragment, part, old), found, "{raw}");
        }
    }

    #[test]
    fn the_name_in_a_way() {
        let moved = Move { from: "content/articles/news/x".into(), to: "content/articles/news/y".into() };
        let at = |raw: &str, folder: &str| match file(raw, folder, &moved) {
            Way::At(range) => Some(raw[range].to_owned()),
            Way::Untouched => None,
            Way::Unclear => Some("?".into()),
        };
        assert_eq!(at("../x/index.md#a", "content/articles/news/other"), Some("x".into()));
        assert_eq!(at("cover.jpg", "content/articles/news/x"), None);
        assert_eq!(at("../x/cover.jpg", "content/articles/news/x"), Some("x".into()));
        assert_eq!(at("&#46;./x/a.jpg", "content/articles/news/other"), Some("?".into()));
    }
}
