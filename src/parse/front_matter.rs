//! Where the front matter of a Markdown file ends and its body begins.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};
use std::ops::Range;

/// The two parts of a Markdown file, as ranges of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The TOML between the `+++` lines.
    pub toml: Range<usize>,
    /// What follows.
    pub body: Range<usize>,
}

/// Splits a file; front matter that is missing, not closed or not TOML is reported.
///
/// # Errors
/// The diagnostic, and the body as far as it can be told, so that it is checked all the same.
pub fn split(text: &str, source: SourceId) -> Result<Parts, (Diagnostic, Range<usize>)> {
    let nowhere = text.len()..text.len();
    if text.trim().is_empty() {
        let it = Diagnostic::error(Code::EmptyFile, Span::new(source, 0..0), "this file is empty");
        return Err((
            it.help("an article begins with its front matter: `+++`, `title = \"…\"`, `date = 2025-08-16`, `+++`"),
            nowhere,
        ));
    }
    let blank = text.len() - text.trim_start_matches(['\n', '\r', ' ', '\t']).len();
    let mut lines = lines(text, blank);
    let (first, after_first) = lines.next().unwrap_or((0..0, 0));
    match text[first.clone()].trim_end() {
        "+++" => {}
        "---" => {
            let end = lines.find(|(line, _)| matches!(text[line.clone()].trim_end(), "---" | "..."));
            let body = end.map_or(nowhere, |(_, after)| after..text.len());
            let it = Diagnostic::error(
                Code::YamlFrontMatter,
                Span::new(source, first),
                "this front matter is YAML; here it is TOML",
            );
            return Err((it.help("write `+++` instead of `---`, and `key = \"value\"` instead of `key: value`; dates stand without quotes"), body));
        }
        typed => {
            let plus = typed.len() != 3 && !typed.is_empty() && typed.bytes().all(|b| b == b'+');
            let message = if plus { "front matter begins with three `+`" } else { "this file has no front matter" };
            let it = Diagnostic::error(Code::FrontMatter, Span::new(source, first.start..first.end), message);
            if plus {
                let end = lines.find(|(line, _)| text[line.clone()].trim() == typed);
                return Err((it.help("write `+++`"), end.map_or(nowhere, |(_, after)| after..text.len())));
            }
            return Err((
                it.help(
                    "begin it with `+++`, `title = \"…\"`, `date = 2025-08-16` and `+++`, each on a line of its own",
                ),
                blank..text.len(),
            ));
        }
    }
    if let Some((line, after)) = lines.find(|(line, _)| text[line.clone()].trim() == "+++") {
        return Ok(Parts { toml: after_first..line.start, body: after..text.len() });
    }
    let it = Diagnostic::error(Code::FrontMatter, Span::new(source, first), "this front matter is not closed")
        .label("opened here");
    let near = |line: &str| line.len() > 1 && line.bytes().all(|b| matches!(b, b'+' | b'-'));
    match self::lines(text, after_first).find(|(line, _)| near(text[line.clone()].trim())) {
        Some((line, after)) => {
            let it = it.also(Span::new(source, line), "here, perhaps");
            Err((it.help("write `+++` there too"), after..text.len()))
        }
        None => Err((it.help("write a second `+++` on a line of its own where the text begins"), nowhere)),
    }
}

/// The lines from byte `from`: the range without its end, and where the next one begins.
fn lines(text: &str, from: usize) -> impl Iterator<Item = (Range<usize>, usize)> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |i| i + 1);
        let line = rest[..length].trim_end_matches(['\n', '\r']);
        let range = at..at + line.len();
        at += length;
        Some((range, at))
    })
}

/// A Markdown file's TOML and where it begins.
pub(super) struct Markdown<'a> {
    pub toml: &'a str,
    pub base: usize,
}

impl<'a> Markdown<'a> {
    /// The front matter, the body's range, and whether there is front matter that can be read.
    pub fn open(id: SourceId, text: Option<&'a str>, diagnostics: &mut Vec<Diagnostic>) -> (Self, Range<usize>, bool) {
        let Some(text) = text else { return (Self { toml: "", base: 0 }, 0..0, false) };
        match split(text, id) {
            Ok(parts) => (Self { toml: &text[parts.toml.clone()], base: parts.toml.start }, parts.body, true),
            Err((diagnostic, body)) => {
                diagnostics.push(diagnostic);
                (Self { toml: "", base: 0 }, body, false)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_line_ends_and_missing_last_newline() {
        let text = "+++\r\ntitle = \"x\"\r\n+++\r\nBody";
        let parts = split(text, SourceId(0)).unwrap();
        assert_eq!(&text[parts.toml], "title = \"x\"\r\n");
        assert_eq!(&text[parts.body], "Body");
        let parts = split("+++\n+++", SourceId(0)).unwrap();
        assert_eq!((parts.toml, parts.body), (4..4, 7..7));
    }
}
