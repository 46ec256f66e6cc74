//! Components that take a body and do not draw it: what writers put into them would be lost.

use super::layers::EMBEDDED;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// What is said of a component that takes a body and nowhere names it. `declared` is where its name stands in `file`.
pub(super) fn told(name: &str, file: &Source, declared: Span) -> Option<Diagnostic> {
    let text = file.text().filter(|_| !file.path.starts_with(EMBEDDED))?;
    // After its head, which says that there is a body, until it ends.
    let (_, rest) = text.get(declared.range().end..)?.split_once("%}")?;
    let own = rest.split("endcomponent").next().unwrap_or(rest);
    let message = format!("`<{name}>` takes a body, but does not show it: what writers put into it is lost");
    let it = Diagnostic::warning(Code::ComponentBody, declared, message);
    (!names_body(own)).then(|| it.help("draw it, `{{ body }}`, or take none: `\"body\": \"none\"`"))
}

/// Whether the word stands in a template, comments apart.
fn names_body(text: &str) -> bool {
    let parts = text.split("{#").enumerate();
    let mut drawn = parts.map(|(n, part)| if n == 0 { part } else { part.split_once("#}").map_or("", |(_, it)| it) });
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    // Of HTML's own tag `<body>` a component has none, and a class is no value.
    drawn.any(|part| {
        part.match_indices('{').any(|(at, _)| {
            let tag = &part[at..];
            let tag = &tag[..tag.find('}').unwrap_or(tag.len())];
            tag.split(|c| !is_part(c)).any(|word| word == "body")
        })
    })
}
