//! Addresses that open a file in the writer's editor.

use std::path::Path;

/// How to open the editor.
#[derive(Debug, Clone, Default)]
pub struct Editor {
    /// A pattern with `{path}`, `{line}` and `{column}`; none when no editor was named.
    pattern: Option<String>,
}

impl Editor {
    /// The editor of a name (`vscode`, …) or a pattern.
    pub fn named(name: Option<&str>) -> Self {
        Self { pattern: name.map(|_| "vscode://file{path}:{line}:{column}".to_owned()) }
    }

    /// The address that opens `disk` at a place, from 1.
    pub fn link(&self, disk: &Path, line: usize, column: usize) -> Option<String> {
        let path = disk.to_str()?;
        let pattern = self.pattern.as_ref()?;
        let text = pattern.replace("{path}", path).replace("{line}", &line.to_string());
        Some(text.replace("{column}", &column.to_string()))
    }
}
