//! What a template misses because a setting or a file of texts could not be read: that was told, so it is not told again.

use super::Theme;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Sources;
use std::collections::BTreeSet;

/// What of a theme's settings and texts could not be read.
#[derive(Debug, Default)]
pub(super) struct Lost {
    /// Settings whose declarations are at fault.
    settings: BTreeSet<String>,
    /// Whether a `theme.toml` could not be read to its end.
    manifest: bool,
    /// Whether a file of texts could not.
    texts: bool,
}

impl Lost {
    /// `told` is what was said of the theme.
    pub fn of(sources: &Sources, settings: BTreeSet<String>, told: &[Diagnostic]) -> Self {
        let torn = |part: &str| {
            let toml = told.iter().filter(|it| it.code == Code::InvalidToml).filter_map(|it| it.primary.as_ref());
            toml.into_iter().any(|label| sources.get(label.span.source).path.contains(part))
        };
        Self { settings, manifest: torn("/theme.toml"), texts: torn("/i18n/") }
    }
}

impl Theme {
    /// Whether a template lacks something only because of what was told of `theme.toml` or a file of texts.
    pub fn follows(&self, it: &Diagnostic, sources: &Sources) -> bool {
        let Some(label) = it.primary.as_ref().filter(|_| it.message.contains("is not defined")) else { return false };
        let text = sources.get(label.span.source).text().unwrap_or_default();
        let before = text.get(..label.span.start as usize).unwrap_or_default();
        let path = before.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).next().unwrap_or_default();
        let missed = it.message.split('`').nth(1).unwrap_or_default();
        match path.split('.').next() {
            Some("settings") => self.lost.manifest || self.lost.settings.contains(missed),
            Some("t") => self.lost.texts,
            _ => false,
        }
    }
}
