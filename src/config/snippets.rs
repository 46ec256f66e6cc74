//! `[snippets]`: HTML that an operator puts on every page, and whom it may ask.

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::fields::{Fields, Reader};
use crate::source::{Span, Spanned};
use std::ops::Range;

/// What stands on every page beside the theme's own.
#[derive(Debug, Clone, Default)]
pub struct Snippets {
    /// At the end of `<head>`.
    pub head: Option<Snippet>,
    /// At the end of `<body>`.
    pub foot: Option<Snippet>,
    /// Origins that they ask beside those that can be read from them.
    pub allow: Vec<Spanned<String>>,
}

/// A piece of HTML in `site.toml`.
#[derive(Debug, Clone)]
pub struct Snippet {
    /// The HTML.
    pub html: String,
    /// The whole value.
    span: Span,
    /// Where its first sign stands in the file, when it stands there as it is, without escapes.
    start: Option<usize>,
}

impl Snippet {
    /// The place in the file of a stretch of the HTML.
    pub fn place(&self, range: Range<usize>) -> Span {
        self.start.map_or(self.span, |start| Span::new(self.span.source, start + range.start..start + range.end))
    }

    /// All of it.
    pub fn whole(&self) -> Span {
        self.span
    }
}

/// Reads the table. `text` is the file.
pub(super) fn snippets(
    fields: &mut Fields,
    text: &str,
    outer: &'static [&'static str],
    reader: &mut Reader,
) -> Snippets {
    let Some(table) = fields.table("snippets", "`[snippets]`", reader) else { return Snippets::default() };
    let mut table = table.below("[snippets]", outer);
    let mut html = |key: &'static str, reader: &mut Reader| {
        let range = table.item(key)?.span();
        let found = table.text(key, reader)?;
        let typed = text.get(range.clone()).unwrap_or_default();
        let start = typed.find(found.value.as_str()).map(|at| range.start + at);
        Some(Snippet { html: found.value, span: found.span, start }).filter(|it| !it.html.trim().is_empty())
    };
    let (head, foot) = (html("head", reader), html("foot", reader));
    let allow = table.texts("allow", reader).into_iter().filter(|it| is_origin(it, reader)).collect();
    table.finish(reader);
    Snippets { head, foot, allow }
}

/// Whether a text is an origin: scheme and host, perhaps a port, and nothing more. If not, it is told.
fn is_origin(typed: &Spanned<String>, reader: &mut Reader) -> bool {
    const SCHEMES: [&str; 4] = ["https", "http", "wss", "ws"];
    let value = typed.value.trim();
    let (scheme, rest) = value.split_once("://").unwrap_or(("", value));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = host.rsplit_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let bare = name.strip_prefix("*.").unwrap_or(name);
    let named = !bare.is_empty()
        && bare.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let fits = named && port.is_none_or(|port| port.parse::<u16>().is_ok());
    let fault = |message: String, help: String| Diagnostic::error(Code::BadValue, typed.span, message).help(help);
    let it = if fits && SCHEMES.contains(&scheme) && rest == host && typed.value == value {
        return true;
    } else if fits && (scheme.is_empty() || SCHEMES.contains(&scheme)) && (bare.contains('.') || bare == "localhost") {
        let scheme = if scheme.is_empty() { "https" } else { scheme };
        let message = format!("`{}` is no origin: that is a scheme and a host, and no more", typed.value);
        fault(message, format!("write `\"{scheme}://{host}\"`"))
    } else if fits && !scheme.is_empty() && did_you_mean(scheme, SCHEMES).is_some() {
        fault(format!("`{scheme}` is no scheme of the web"), format!("write `\"https://{host}\"`"))
    } else {
        fault(
            format!("`{}` is no origin", typed.value),
            "write a scheme and a host: `\"https://stats.example\"`".into(),
        )
    };
    reader.push(it);
    false
}
