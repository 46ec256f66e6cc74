//! Templates that hold nothing: somebody has only just begun with them, or they were lost.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};

/// Whether nothing would ever be drawn with a template, nor anything declared; a comment is something.
pub(super) fn is_empty(text: &str) -> bool {
    text.trim().is_empty()
}

/// What is said of one.
pub(super) fn told(id: SourceId) -> Diagnostic {
    Diagnostic::error(Code::EmptyFile, Span::new(id, 0..0), "this template is empty")
        .help("if it shall draw nothing, write `{#- nothing #}` into it; if it was not meant, remove it")
}

/// The component that probably stood in the template `name`: most files of components have the name of their only one.
pub(super) fn component(name: &str) -> Option<&str> {
    name.rsplit('/').next()?.split('.').next()
}

/// Whether Tera misses elsewhere what probably stood in the template `name`: its component, or a block.
pub(super) fn is_missed(name: &str, message: &str) -> bool {
    message.starts_with("block") || message.split('`').nth(1).is_some_and(|missed| component(name) == Some(missed))
}
