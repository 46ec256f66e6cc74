//! Everything said to the author: one type for content, data, templates, configuration and environment.
//!
//! The principal type is [`Diagnostic`]; a stage returns what is sound and a list of them. A diagnostic is
//! data with byte spans: how it is shown (terminal text, one line, JSON, GitHub annotations) is decided in
//! [`show`], from the same value. Every [`Code`] has an explanation (`leitmotif explain CODE`).

mod code;
pub mod show;

pub use code::Code;

use crate::source::Span;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written while one of these stands.
    Error,
    /// Worth knowing; the site is still built.
    Warning,
}

/// A place with words beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

/// One thing said to the author. Copies share what they say: a preview keeps thousands from one round to the next.
#[derive(Debug, Clone, Eq)]
pub struct Diagnostic(Arc<Told>);

/// What a diagnostic says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Error or warning.
    pub severity: Severity,
    /// The stable name of this kind of mistake.
    pub code: Code,
    /// What is wrong, in one line.
    pub message: String,
    /// The place, when there is one, with the words at the caret.
    pub primary: Option<Label>,
    /// The file, when the whole file is meant or it cannot be shown (unreadable, missing): path as the user knows it.
    /// Beside a place, the file or folder that the place asks for and that is not there.
    pub file: Option<String>,
    /// Other places that belong to it.
    pub secondary: Vec<Label>,
    /// What to do about it.
    pub help: Vec<String>,
}

impl PartialEq for Diagnostic {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || *self.0 == *other.0
    }
}

impl Deref for Diagnostic {
    type Target = Told;

    fn deref(&self) -> &Told {
        &self.0
    }
}

/// What is said of one is not said of its copies.
impl DerefMut for Diagnostic {
    fn deref_mut(&mut self) -> &mut Told {
        Arc::make_mut(&mut self.0)
    }
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message).at(span, "")
    }

    /// A warning at a place.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message).at(span, "")
    }

    /// An error about a file as a whole, or about one that cannot be read.
    pub fn about_file(code: Code, file: impl Into<String>, message: impl Into<String>) -> Self {
        let mut it = Self::new(Severity::Error, code, message);
        it.file = Some(file.into());
        it
    }

    /// An error without a place (the environment, the command line).
    pub fn environment(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        Self(Arc::new(Told {
            severity,
            code,
            message: message.into(),
            primary: None,
            file: None,
            secondary: Vec::new(),
            help: Vec::new(),
        }))
    }

    /// Sets the primary place and the words beside its caret.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.primary = Some(Label { span, text: text.into() });
        self
    }

    /// Words beside the caret of the primary place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(primary) = &mut self.primary {
            primary.text = text.into();
        }
        self
    }

    /// Another place that belongs to it.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// What to do about it; may be called more than once.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        // Mostly it is one, and thousands may be kept.
        self.help.reserve_exact(1);
        self.help.push(text.into());
        self
    }

    /// The same, when there is something to say.
    #[must_use]
    pub fn maybe_help(self, text: Option<String>) -> Self {
        match text {
            Some(text) => self.help(text),
            None => self,
        }
    }
}

/// The known word nearest to `typed`, if one is near enough to be meant.
///
/// Distance is Damerau-Levenshtein over characters without case, at most a third of the typed length
/// (at least one); of equals the first in `known` order wins, so that runs are reproducible.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let (own, ascii) = (Sketch::of(&typed), typed.is_ascii());
    let mut limit = (own.length / 3).max(1);
    let mut best: Option<&str> = None;
    for word in known {
        // Thousands of words may be known, so most are ruled out without measuring, many without being read.
        if ascii && word.is_ascii() && word.len().abs_diff(typed.len()) > limit {
            continue;
        }
        if own.least_distance(&Sketch::of(word)) > limit {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&typed, &word.to_lowercase());
        if distance <= limit {
            best = Some(word);
            let Some(less) = distance.checked_sub(1) else { break };
            limit = less;
        }
    }
    best
}

/// How long a word is and which characters are in it, roughly.
struct Sketch {
    length: usize,
    characters: u64,
}

impl Sketch {
    fn of(word: &str) -> Self {
        let mut it = Self { length: 0, characters: 0 };
        for c in word.chars() {
            let small = if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
            it.length += 1;
            it.characters |= 1 << (u32::from(small) % 64);
        }
        it
    }

    /// Two words are at least so far apart: a slip changes the length by one, and two of the characters at most.
    fn least_distance(&self, other: &Self) -> usize {
        let differing = (self.characters ^ other.characters).count_ones() as usize;
        self.length.abs_diff(other.length).max(differing.div_ceil(2))
    }
}

/// "did you mean `x`?", when something near is known.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(typed, known).map(|word| format!("did you mean `{word}`?"))
}
