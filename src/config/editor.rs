//! Addresses that open a file in an editor: patterns of the editors that have a scheme, or the writer's own.

use crate::diagnostic::did_you_mean;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::path::Path;
use std::sync::Arc;

/// The editors that are known by name, with what opens a file in them. All register their scheme when they are
/// installed, but for `sublime` and `emacs`: there a handler of the scheme must be added to the system.
const KNOWN: [(&str, &str); 16] = [
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscode-insiders", "vscode-insiders://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("windsurf", "windsurf://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("phpstorm", "phpstorm://open?file={path}&line={line}&column={column}"),
    ("pycharm", "pycharm://open?file={path}&line={line}&column={column}"),
    ("webstorm", "webstorm://open?file={path}&line={line}&column={column}"),
    ("rustrover", "rustrover://open?file={path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
    ("bbedit", "x-bbedit://open?url=file://{path}&line={line}"),
    ("macvim", "mvim://open?url=file://{path}&line={line}&column={column}"),
    ("emacs", "emacs://open?url=file://{path}&line={line}&column={column}"),
];

/// Other words for them.
const ALSO: [(&str, &str); 6] = [
    ("code", "vscode"),
    ("codium", "vscodium"),
    ("intellij", "idea"),
    ("jetbrains", "idea"),
    ("subl", "sublime"),
    ("txmt", "textmate"),
];

/// Schemes of addresses that do something in the browser instead of opening a program.
const REFUSED: [&str; 10] =
    ["javascript", "data", "vbscript", "blob", "filesystem", "about", "view-source", "file", "http", "https"];

/// What stays as it is in a path: RFC 3986's unreserved characters and the slash.
const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A pattern with `{path}`, and perhaps `{line}` and `{column}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditorPattern(Arc<str>);

impl EditorPattern {
    /// The editor of a name (`vscode`), or a pattern (`myeditor://open?file={path}&line={line}`).
    ///
    /// # Errors
    /// What is wrong, and what to write instead.
    pub fn parse(text: &str) -> Result<Self, (String, String)> {
        let text = text.trim();
        let name = text.to_ascii_lowercase();
        let name = ALSO.iter().find(|(other, _)| *other == name).map_or(name.as_str(), |(_, name)| name);
        if let Some((_, pattern)) = KNOWN.iter().find(|(known, _)| *known == name) {
            return Ok(Self(Arc::from(*pattern)));
        }
        let own = "or a pattern: `myeditor://open?file={path}&line={line}&column={column}`";
        let Some((scheme, _)) = text.split_once(':') else {
            let names = KNOWN.map(|(name, _)| name);
            let near = did_you_mean(text, names.into_iter().chain(ALSO.map(|(name, _)| name)));
            let list = format!("there are: {}; {own}", names.join(", "));
            let help = near.map_or_else(|| list.clone(), |near| format!("{near} {list}"));
            return Err((format!("`{text}` is no editor that is known by name"), help));
        };
        let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
        let scheme = scheme.to_ascii_lowercase();
        if !sound || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err((format!("`{text}` is no address that opens an editor"), format!("write a name, {own}")));
        }
        if REFUSED.contains(&scheme.as_str()) {
            let message = format!("an address that begins with `{scheme}:` opens no editor");
            return Err((message, format!("write a name, {own}")));
        }
        if !text.contains("{path}") {
            return Err((
                format!("`{text}` does not say where the file's path stands"),
                format!("write `{{path}}`, {own}"),
            ));
        }
        Ok(Self(Arc::from(text)))
    }

    /// The address that opens a file, named by its whole path, at a line and a column from 1.
    pub fn link(&self, path: &Path, line: usize, column: usize) -> Option<String> {
        let path = encoded(path.to_str()?);
        let (line, column) = (line.to_string(), column.to_string());
        let mut filled = String::with_capacity(self.0.len() + path.len());
        let mut rest = &*self.0;
        // Once from left to right: braces in a path are no placeholders.
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let values = [("path}", &path), ("line}", &line), ("column}", &column)];
            match values.iter().find_map(|(name, value)| Some((value, after.strip_prefix(name)?))) {
                Some((value, after)) => {
                    filled.push_str(value);
                    rest = after;
                }
                None => {
                    filled.push('{');
                    rest = after;
                }
            }
        }
        filled.push_str(rest);
        Some(filled)
    }
}

/// A path as it stands in an address: with slashes, from a slash, all else encoded. `C:\mag` is `/C:/mag`, a share
/// `\\host\mag` is `//host/mag`, and the `\\?\` before a long path is left out.
fn encoded(path: &str) -> String {
    let windows = path.starts_with("\\\\") || path.as_bytes().get(1) == Some(&b':');
    let path = path.strip_prefix("\\\\?\\").unwrap_or(path);
    let path = if windows { path.replace('\\', "/") } else { path.to_owned() };
    let (drive, rest) = match path.as_bytes() {
        [letter, b':', ..] if letter.is_ascii_alphabetic() => path.split_at(2),
        _ => ("", path.as_str()),
    };
    let slash = if drive.is_empty() { "" } else { "/" };
    format!("{slash}{drive}{}", utf8_percent_encode(rest, UNSAFE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(editor: &str, path: &str) -> String {
        EditorPattern::parse(editor).unwrap().link(Path::new(path), 3, 5).unwrap()
    }

    #[test]
    fn paths_of_every_system_are_one_address() {
        assert_eq!(link("vscode", "/home/a b/글.md"), "vscode://file/home/a%20b/%EA%B8%80.md:3:5");
        assert_eq!(link("vscode", r"C:\mag\a.md"), "vscode://file/C:/mag/a.md:3:5");
        assert_eq!(link("zed", r"\\?\C:\mag\a.md"), "zed://file/C:/mag/a.md:3:5");
        assert_eq!(link("idea", "/a&b=c#d?e"), "idea://open?file=/a%26b%3Dc%23d%3Fe&line=3&column=5");
        assert_eq!(link("my+ed://{path}/{line}?{x}", "/{line}"), "my+ed:///%7Bline%7D/3?{x}");
    }

    #[test]
    fn what_opens_no_editor_is_refused() {
        for wrong in
            ["javascript:alert('{path}')", "JavaScript:{path}", "data:text/html,{path}", "https://x.org/{path}"]
        {
            assert!(EditorPattern::parse(wrong).is_err(), "{wrong}");
        }
        for wrong in ["java\tscript:{path}", "vim://open", "://{path}", " ", "1a:{path}"] {
            assert!(EditorPattern::parse(wrong).is_err(), "{wrong}");
        }
    }
}
