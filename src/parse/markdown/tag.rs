//! One component tag: its name, its arguments with their places in the file, and what is wrong with it.

use super::grammar::{self, Quoting};
use super::html_names::is_html_name;
use super::outline::Argument;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};
use pulldown_cmark::{Event, Options, Parser};
use std::borrow::Cow;
use std::ops::Range;

/// Which of its three forms a tag has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `<Name>`
    Open,
    /// `<Name/>`
    Empty,
    /// `</Name>`
    Close,
}

/// A component's tag as written.
#[derive(Debug, Clone)]
pub(super) struct ComponentTag {
    pub name: Box<str>,
    pub form: Form,
    pub args: Vec<Argument>,
    /// The whole tag in the file.
    pub range: Range<usize>,
    /// What is wrong inside the tag; reported when the tag is used.
    pub faults: Vec<Diagnostic>,
}

/// The component's name in a piece of HTML, if that is one tag of a component. Names of HTML elements are none.
pub(super) fn component_name(html: &str) -> Option<&str> {
    let name = capital_name(html)?;
    (grammar::is_component_name(name) && !is_html_name(name)).then_some(name)
}

/// The name in a tag that begins with a capital, whatever follows.
pub(super) fn capital_name(html: &str) -> Option<&str> {
    let rest = html.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    rest.starts_with(|c: char| c.is_ascii_uppercase()).then(|| {
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
        &rest[..end]
    })
}

/// Reads a component's tag. `seen` is the tag as the parser handed it over: the bytes of `range` in the file,
/// without the marks of quotes and the indents of lists at the beginnings of further lines.
pub(super) fn read(
    text: &str,
    range: Range<usize>,
    seen: &str,
    source: SourceId,
    in_table: bool,
) -> Option<ComponentTag> {
    let name = component_name(seen)?;
    let scanned = grammar::scan(seen, 0).ok()?;
    let places = Places::new(text, range.clone(), seen);
    let span = |r: &Range<usize>| Span::new(source, places.file(r.start)..places.file(r.end));
    let mut args: Vec<Argument> = Vec::new();
    let mut faults = Vec::new();
    let mut empty = scanned.empty;
    for attribute in &scanned.attributes {
        let key = &seen[attribute.name.clone()];
        let name_span = span(&attribute.name);
        if let Some(first) = args.iter().find(|arg| *arg.name == *key) {
            faults.push(
                Diagnostic::error(Code::BadComponent, name_span, format!("`{key}` is given twice in `<{name}>`"))
                    .also(first.name_span, "first given here")
                    .help("leave out one of the two"),
            );
            continue;
        }
        let (value, value_span) = match &attribute.value {
            None => (None, name_span),
            Some((at, quoting)) => {
                let mut at = at.clone();
                if *quoting == Quoting::Bare {
                    if at.end + 1 == scanned.end && seen[at.clone()].ends_with('/') {
                        // HTML counts the `/` of `a=b/>` to the value; nobody means that.
                        at.end -= 1;
                        empty = true;
                    }
                    faults.push(unquoted(key, &seen[at.clone()], span(&at)));
                }
                (Some(value(&seen[at.clone()], in_table).into()), span(&at))
            }
        };
        args.push(Argument { name: key.into(), name_span, value, value_span });
    }
    let form = match (scanned.closing, empty) {
        (true, _) => Form::Close,
        (_, true) => Form::Empty,
        _ => Form::Open,
    };
    Some(ComponentTag { name: name.into(), form, args, range, faults })
}

fn unquoted(key: &str, raw: &str, span: Span) -> Diagnostic {
    if let Some(inner) = raw.strip_prefix('{') {
        // `{5}` may have been cut at a space or a quote, so only a whole one is repeated in the advice.
        let inner = inner.strip_suffix('}').filter(|inner| !inner.is_empty()).unwrap_or("…");
        Diagnostic::error(
            Code::BadComponent,
            span,
            format!("the value of `{key}` is in braces, which mean nothing in an article"),
        )
        .help(format!("write the value itself, in quotes: `{key}=\"{inner}\"`"))
    } else {
        Diagnostic::error(Code::BadComponent, span, format!("the value of `{key}` is not in quotes"))
            .help(format!("write `{key}=\"{raw}\"`"))
    }
}

/// A value as meant: entities decoded, a line break in it one space, and in a table `\|` a pipe.
fn value(raw: &str, in_table: bool) -> String {
    let mut value = decode_entities(raw).into_owned();
    if value.contains(['\n', '\r']) {
        let lines: Vec<&str> = value.split(['\n', '\r']).map(|line| line.trim_matches([' ', '\t'])).collect();
        value = lines.iter().filter(|line| !line.is_empty()).copied().collect::<Vec<_>>().join(" ");
    }
    if in_table { value.replace("\\|", "|") } else { value }
}

/// Replaces `&amp;`, `&#48;` and the like. The table of names is the Markdown parser's own, so that an
/// entity means the same in a value as in the text around it.
pub(super) fn decode_entities(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).map_or(rest.len(), |n| n + 1);
        let end = if rest[name..].starts_with(';') { name + 1 } else { name };
        for (event, _) in Parser::new_ext(&rest[..end], Options::empty()).into_offset_iter() {
            if let Event::Text(part) = event {
                out.push_str(&part);
            }
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Where the bytes of a text that the parser put together lie in the file.
pub(super) struct Places {
    /// Offset in the text put together, offset in the file; ascending.
    pieces: Vec<(usize, usize)>,
}

impl Places {
    /// `seen` is `text[range]`, but for what stood at the beginnings of its further lines.
    pub fn new(text: &str, range: Range<usize>, seen: &str) -> Self {
        let mut pieces = vec![(0, range.start)];
        if seen.len() != range.len() {
            let lines = |text: &str| text.split_inclusive('\n').map(str::len).collect::<Vec<_>>();
            let (mut file, mut here) = (range.start, 0);
            for (whole, part) in lines(text.get(range).unwrap_or_default()).into_iter().zip(lines(seen)) {
                pieces.push((here, file + whole.saturating_sub(part)));
                file += whole;
                here += part;
            }
        }
        Self { pieces }
    }

    /// The place in the file of an offset in the text put together.
    pub fn file(&self, offset: usize) -> usize {
        let after = self.pieces.partition_point(|(here, _)| *here <= offset);
        self.pieces.get(after.saturating_sub(1)).map_or(offset, |(here, file)| file + (offset - here))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities() {
        for (raw, plain) in [
            ("a&amp;b", "a&b"),
            ("&quot;x&quot;", "\"x\""),
            ("R&B", "R&B"),
            ("&nosuch;", "&nosuch;"),
            ("&#54620;&", "한&"),
            ("a && b", "a && b"),
        ] {
            assert_eq!(decode_entities(raw), plain);
        }
    }

    #[test]
    fn places_across_quoted_lines() {
        let text = "> <Peak\n>   b=\"c\n> d\"/>";
        let seen = "<Peak\n  b=\"c\nd\"/>";
        let tag = read(text, 2..text.len(), seen, SourceId(0), false).unwrap();
        assert_eq!(tag.args[0].value.as_deref(), Some("c d"));
        assert_eq!(&text[tag.args[0].name_span.range()], "b");
        assert_eq!(&text[tag.args[0].value_span.range()], "c\n> d");
    }
}
