//! Ids for headings and footnotes: readable, in every script, and never twice in one body.

use crate::language::composed::is_composed;
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

/// A heading's id by its words, as GitHub makes it: lower case, letters and digits of every script and `_`
/// kept, white space and hyphens to one hyphen, the rest dropped. A heading without any is a `section`. Ids that begin
/// with `_` are the theme's.
pub fn slug(text: &str) -> String {
    let mut slug = Slug { text: String::with_capacity(text.len()), gap: false };
    // Letters of most texts are whole already.
    if is_composed(text) {
        text.chars().for_each(|c| slug.sign(c));
    } else {
        text.nfc().for_each(|c| slug.sign(c));
    }
    if slug.text.is_empty() { "section".into() } else { slug.text }
}

/// An id being made.
struct Slug {
    text: String,
    /// Whether a hyphen comes before the next letter.
    gap: bool,
}

impl Slug {
    fn sign(&mut self, c: char) {
        match c {
            'a'..='z' | '0'..='9' | '가'..='힣' => self.letter(c),
            'A'..='Z' => self.letter(c.to_ascii_lowercase()),
            ' ' | '-' => self.gap = true,
            _ => c.to_lowercase().for_each(|c| self.small(c)),
        }
    }

    fn small(&mut self, c: char) {
        if c == '_' && self.text.is_empty() {
            return;
        }
        if c.is_alphanumeric() || c == '_' || is_mark(c) {
            self.letter(c);
        } else if c.is_whitespace() || c == '-' {
            self.gap = true;
        }
    }

    fn letter(&mut self, c: char) {
        if std::mem::take(&mut self.gap) && !self.text.is_empty() {
            self.text.push('-');
        }
        self.text.push(c);
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The ids of one body.
#[derive(Debug, Default)]
pub struct Ids {
    taken: FxHashSet<Box<str>>,
    /// The last number tried for a base, so that a thousand equal headings are not counted from 2 each.
    last: FxHashMap<Box<str>, u32>,
}

impl Ids {
    /// Takes an id that a writer chose; false if it is taken already.
    pub fn reserve(&mut self, id: &str) -> bool {
        self.taken.insert(id.into())
    }

    /// Takes `base`, or `base-2`, `base-3`, … whichever is free first.
    pub fn claim(&mut self, base: &str) -> Box<str> {
        if self.taken.insert(base.into()) {
            return base.into();
        }
        let last = self.last.entry(base.into()).or_insert(1);
        loop {
            *last += 1;
            let id: Box<str> = format!("{base}-{last}").into();
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (text, expected) in [
            ("The Song, Again!", "the-song-again"),
            ("도깨비 OST", "도깨비-ost"),
            ("!!! …", "section"),
            ("Q & A - more", "q-a-more"),
            ("snake_case", "snake_case"),
            ("__init__", "init__"),
            ("_", "section"),
            ("cafe\u{301}", "café"),
            ("3:14", "314"),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn never_twice() {
        let mut ids = Ids::default();
        assert!(ids.reserve("a-2"));
        assert!(!ids.reserve("a-2"));
        let made: Vec<_> = (0..4).map(|_| ids.claim("a")).collect();
        assert_eq!(made.iter().map(|id| &**id).collect::<Vec<_>>(), ["a", "a-3", "a-4", "a-5"]);
    }
}
