//! The editor that links of the preview open files in.

use super::published::Published;
use crate::config::EditorPattern;
use std::path::Path;

/// How to open the editor.
#[derive(Debug, Clone, Default)]
pub struct Editor {
    /// Whether the command line said something; then `site.toml` is not asked.
    stated: bool,
    /// None when no editor was named.
    pattern: Option<EditorPattern>,
}

impl Editor {
    /// The editor of a name (`vscode`, …) or a pattern, as the command line or the environment says; `none` is none.
    pub fn named(name: Option<&str>) -> Self {
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        Self { stated: name.is_some(), pattern: name.and_then(|name| EditorPattern::parse(name).ok()) }
    }

    /// The same in a round: what was not stated is as `site.toml` says now.
    #[must_use]
    pub fn in_round(&self, published: &Published) -> Self {
        if self.stated {
            return self.clone();
        }
        Self { stated: false, pattern: published.edition.magazine().config.editor.clone() }
    }

    /// Whether an editor was named.
    pub fn is_known(&self) -> bool {
        self.pattern.is_some()
    }

    /// The address that opens `disk` at a place, from 1.
    pub fn link(&self, disk: &Path, line: usize, column: usize) -> Option<String> {
        self.pattern.as_ref()?.link(&std::path::absolute(disk).ok()?, line, column)
    }
}
