//! What raw HTML holds that concerns a magazine: ids, addresses, and tags written with a capital, which are faults there.

use super::assemble::Assembler;
use super::html_names::is_html_name;
use super::tag::decode_entities;
use super::{foreign_load, grammar, raw_address};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use std::ops::Range;

/// Something found in raw HTML; ranges are within the text that was searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Find<'t> {
    /// An element's id.
    Id { id: String, at: Range<usize> },
    /// Where a link leads, or something is loaded from.
    Address { address: String, at: Range<usize> },
    /// A picture without `alt`; all of the tag.
    Wordless { at: Range<usize> },
    /// The brackets with which a link by name begins, between tags.
    Brackets { at: Range<usize> },
    /// A tag whose name begins with a capital; `at` is the `<` and the name.
    Capital { name: &'t str, closing: bool, at: Range<usize> },
    /// A tag written small that HTML does not have; `at` is the same.
    Strange { name: &'t str, closing: bool, at: Range<usize> },
}

/// Looks through raw HTML. Comments, scripts and style sheets are passed over; in `<pre>` and `<textarea>` only
/// ids count, because capitals there are most likely code that is shown.
pub(super) fn search(html: &str) -> Vec<Find<'_>> {
    let mut finds = Vec::new();
    // The element in which capitals do not count.
    let mut shown: Option<String> = None;
    // How many elements are around in which brackets are most likely code.
    let mut codes = 0_usize;
    let mut i = 0;
    while let Some(at) = html[i..].find('<').map(|n| i + n) {
        if shown.is_none() && codes == 0 {
            finds.extend(brackets(html, i..at));
        }
        let rest = &html[at..];
        if let Some(end) = passed_over(rest) {
            i = at + end;
            continue;
        }
        i = at + 1;
        if shown.is_none()
            && let Some((name, closing)) = capital(rest)
        {
            let end = at + 1 + usize::from(closing) + name.len();
            finds.push(Find::Capital { name, closing, at: at..end });
        }
        let Ok(tag) = grammar::scan(html, at) else { continue };
        i = tag.end;
        let typed = &html[tag.name.clone()];
        let name = typed.to_ascii_lowercase();
        if shown.is_none() && typed.starts_with(|c: char| c.is_ascii_lowercase()) && !is_html_name(typed) {
            finds.push(Find::Strange { name: typed, closing: tag.closing, at: at..tag.name.end });
        }
        if matches!(&*name, "code" | "samp" | "kbd") {
            codes = if tag.closing { codes.saturating_sub(1) } else { codes + 1 };
        }
        if tag.closing {
            if shown.as_deref() == Some(&*name) {
                shown = None;
            }
            continue;
        }
        for attribute in &tag.attributes {
            if let Some((value, _)) = &attribute.value
                && html[attribute.name.clone()].eq_ignore_ascii_case("id")
            {
                finds.push(Find::Id { id: decode_entities(&html[value.clone()]).into_owned(), at: value.clone() });
            }
        }
        let addresses = raw_address::addresses(html, &tag);
        finds.extend(addresses.into_iter().map(|(address, at)| Find::Address { address, at }));
        let has_words = || tag.attributes.iter().any(|it| html[it.name.clone()].eq_ignore_ascii_case("alt"));
        if name == "img" && !has_words() {
            finds.push(Find::Wordless { at: at..tag.end });
        }
        match &*name {
            "script" | "style" => i += after_end_tag(&html[i..], &name),
            "pre" | "textarea" if shown.is_none() => shown = Some(name),
            _ => {}
        }
    }
    if shown.is_none() && codes == 0 {
        finds.extend(brackets(html, i..html.len()));
    }
    finds
}

/// The beginnings of what looks like links by name.
fn brackets(html: &str, at: Range<usize>) -> impl Iterator<Item = Find<'_>> {
    let text = html.get(at.clone()).unwrap_or_default();
    let starts = text.match_indices("[[").filter(|(start, _)| text[*start..].contains("]]"));
    starts.map(move |(start, it)| Find::Brackets { at: at.start + start..at.start + start + it.len() })
}

/// A tag in raw HTML, as far as the language of what is inside it is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawTag<'t> {
    /// As written.
    pub name: &'t str,
    /// Whether it ends an element.
    pub closing: bool,
    /// Whether it says a language: `lang="ko"`.
    pub has_language: bool,
    /// Whether it ends in `/>`.
    pub empty: bool,
    /// The address of another host from which it loads something at once.
    pub loads: Option<&'t str>,
    /// Its place in the text that was searched.
    pub at: Range<usize>,
}

/// The tags of raw HTML that begin and end elements; comments, scripts and style sheets are passed over.
pub fn raw_tags(html: &str) -> Vec<RawTag<'_>> {
    let mut tags = Vec::new();
    walk(html, |piece| {
        if let Piece::Tag(tag) = piece {
            tags.push(tag);
        }
    });
    tags
}

/// A part of raw HTML.
pub(super) enum Piece<'t> {
    Tag(RawTag<'t>),
    /// A comment, declaration or processing instruction without an end: how it begins and how it should end.
    Endless {
        at: usize,
        begins: &'static str,
        ends: &'static str,
    },
    /// What a browser takes for a tag though it is no whole one.
    Unread {
        at: usize,
    },
}

/// Goes through raw HTML from tag to tag.
pub(super) fn walk<'t>(html: &'t str, mut tell: impl FnMut(Piece<'t>)) {
    const NO_MARKUP: [&str; 4] = ["script", "style", "textarea", "title"];
    let mut i = 0;
    while let Some(at) = html[i..].find('<').map(|n| i + n) {
        let rest = &html[at..];
        i = at + 1;
        if let Some(end) = passed_over(rest) {
            let pairs = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];
            let pair = pairs.into_iter().find(|(begins, _)| rest.starts_with(begins));
            if let Some((begins, ends)) = pair.filter(|(begins, ends)| !rest[begins.len()..].contains(ends)) {
                tell(Piece::Endless { at, begins, ends });
            }
            i = at + end;
            continue;
        }
        let Ok(tag) = grammar::scan(html, at) else {
            let after = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
            if rest.starts_with("</") || after.starts_with(|c: char| c.is_ascii_alphabetic()) {
                tell(Piece::Unread { at });
            }
            continue;
        };
        i = tag.end;
        let is_language = |attribute: &grammar::Attribute| html[attribute.name.clone()].eq_ignore_ascii_case("lang");
        let has_language = tag.attributes.iter().any(is_language);
        let loads = foreign_load::loads(html, &tag);
        let name = &html[tag.name];
        let holds_none = NO_MARKUP.iter().any(|it| it.eq_ignore_ascii_case(name));
        tell(Piece::Tag(RawTag { name, closing: tag.closing, has_language, empty: tag.empty, loads, at: at..tag.end }));
        if !tag.closing && holds_none {
            i += after_end_tag(&html[i..], name);
        }
    }
}

/// The length of a comment, declaration or processing instruction.
pub(super) fn passed_over(rest: &str) -> Option<usize> {
    let until = |end: &str| rest.find(end).map_or(rest.len(), |n| n + end.len());
    if rest.starts_with("<!--") {
        Some(until("-->"))
    } else if rest.starts_with("<![CDATA[") {
        Some(until("]]>"))
    } else if rest.starts_with("<?") {
        Some(until("?>"))
    } else {
        rest.starts_with("<!").then(|| until(">"))
    }
}

/// How far it is to the end tag of an element that holds no markup.
pub(super) fn after_end_tag(rest: &str, name: &str) -> usize {
    let starts = rest.match_indices("</").map(|(at, _)| at);
    let is_end = |at: &usize| {
        rest.as_bytes().get(at + 2..at + 2 + name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()))
    };
    starts.into_iter().find(is_end).unwrap_or(rest.len())
}

/// The name of what begins with `<` and a capital and looks like a tag, and whether it is an end tag.
pub(super) fn capital(rest: &str) -> Option<(&str, bool)> {
    let inner = rest.strip_prefix('<')?;
    let (inner, closing) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    if !inner.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let end = inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))).unwrap_or(inner.len());
    let tag_like = inner[end..]
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '/' | '>' | '=' | '{' | '"' | '\''));
    tag_like.then_some((&inner[..end], closing))
}

impl Assembler<'_, '_> {
    pub(super) fn raw_piece(&mut self, html: &str, at: usize) {
        if let Some((text, places)) = &mut self.raw {
            places.push((text.len(), at));
            text.push_str(html);
        }
    }

    /// Looks through raw HTML: `html` is the text, `places` where its pieces lie in the file.
    pub(super) fn raw_html(&mut self, html: &str, places: &[(usize, usize)], block: bool) {
        let file = |offset: usize| {
            let after = places.partition_point(|(here, _)| *here <= offset);
            places.get(after.saturating_sub(1)).map_or(offset, |(here, file)| file + (offset - here))
        };
        for find in search(html) {
            match find {
                Find::Id { id, at } => self.found.ids.push((id, file(at.start)..file(at.start) + at.len())),
                Find::Address { address, at } => {
                    self.found.addresses.push((address, file(at.start)..file(at.start) + at.len()));
                }
                Find::Wordless { at } => {
                    let span = self.span(file(at.start)..file(at.end.saturating_sub(1)) + 1);
                    let it = Diagnostic::error(Code::MissingAlt, span, "this picture has no text alternative");
                    self.diagnostics
                        .push(it.help("say what is to be seen: `alt=\"…\"`; for mere decoration, `alt=\"\"`"));
                }
                // Within a line only tags are raw.
                Find::Brackets { at } => {
                    let span = self.span(file(at.start)..file(at.start) + at.len());
                    let said = "`[[…]]` stands in raw HTML, where links by name are not read";
                    let it = Diagnostic::error(Code::UnreadLink, span, said);
                    let it = it.help("leave a blank line before it: that ends the raw HTML; or write `<a href=\"…\">`");
                    self.diagnostics.push(it.help("for the brackets themselves write `&#91;[`"));
                }
                Find::Capital { name, closing, at } => {
                    let span = self.span(file(at.start)..file(at.start) + at.len());
                    self.capital(name, closing, span, block);
                }
                Find::Strange { name, closing, at } => {
                    let span = self.span(file(at.start)..file(at.start) + at.len());
                    self.strange(name, closing, span);
                }
            }
        }
    }

    /// A tag that HTML does not have: its own business, unless it is a component's name written small.
    fn strange(&mut self, name: &str, closing: bool, span: Span) {
        let Some(meant) = self.shapes.names().into_iter().find(|known| known.eq_ignore_ascii_case(name)) else {
            return;
        };
        let slash = if closing { "/" } else { "" };
        if closing && self.unknown.contains(name) {
            return;
        }
        self.unknown.insert(name.into());
        let message = format!("there is no component `<{slash}{name}>`: their names begin with a capital");
        let it = Diagnostic::error(Code::MissingComponent, span, message);
        self.diagnostics.push(it.help(format!("did you mean `<{slash}{meant}>`?")));
    }

    /// A tag with a capital that is no component here.
    fn capital(&mut self, name: &str, closing: bool, span: Span, block: bool) {
        let slash = if closing { "/" } else { "" };
        let said = if is_html_name(name) {
            if closing && self.capitals.contains(name) {
                return;
            }
            self.capitals.insert(name.into());
            Diagnostic::error(
                Code::HtmlCase,
                span,
                format!("`<{slash}{name}>` is HTML, and HTML tags are written small"),
            )
            .help(format!("write `<{slash}{}>`", name.to_ascii_lowercase()))
        } else if block && grammar::is_component_name(name) {
            self.swallowed.insert((name.into(), closing));
            Diagnostic::error(
                Code::ComponentPlace,
                span,
                format!("`<{slash}{name}>` stands in raw HTML, where components are not read"),
            )
            .help("leave a blank line before it: that ends the raw HTML")
        } else {
            Diagnostic::error(
                Code::BadComponent,
                span,
                format!("`<{slash}{name}` is not a component: names are a capital, then letters a to z and digits"),
            )
            .help("for the sign itself write `&lt;`")
        };
        self.diagnostics.push(said);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        search(html)
            .into_iter()
            .map(|find| match find {
                Find::Id { id, .. } => format!("#{id}"),
                Find::Address { address, .. } => format!("={address}"),
                Find::Wordless { .. } => "img".to_owned(),
                Find::Brackets { at } => html[at].to_owned(),
                Find::Capital { name, closing, .. } | Find::Strange { name, closing, .. } => {
                    format!("{}{name}", if closing { "/" } else { "" })
                }
            })
            .collect()
    }

    #[test]
    fn tags() {
        let shown = |html: &str| -> Vec<String> {
            let tag = |tag: &RawTag| {
                let slash = if tag.closing { "/" } else { "" };
                format!("{slash}{}{}", tag.name, if tag.has_language { "!" } else { "" })
            };
            raw_tags(html).iter().map(tag).collect()
        };
        assert_eq!(shown("<p lang=ko><b>x</b><!-- <i> --></p>"), ["p!", "b", "/b", "/p"]);
        assert_eq!(shown("<script>\"<i>\"</script><q title='<i lang>' LANG=\"ko\">"), ["script", "/script", "q!"]);
    }

    #[test]
    fn finds() {
        assert_eq!(shown("<div id=a><Peak x=\"<B>\"/></div>"), ["#a", "Peak"]);
        assert_eq!(shown("<!-- <Peak/> --><p id='b&amp;c'>"), ["#b&c"]);
        assert_eq!(shown("<script>if (a <B && \"<Peak/>\")</script><BR>"), ["BR"]);
        assert_eq!(shown("<pre id=x><Peak/></pre><DIV></DIV>"), ["#x", "DIV", "/DIV"]);
        assert_eq!(shown("a <Foo_bar> <3 <b, <B, c"), ["Foo_bar"]);
        assert_eq!(shown("<p>[[a]] <code>[[b]]</code> [[c <i>x</i> d]] <pre>[[e]]</pre>[[f|g]]"), ["[[", "[["]);
        assert_eq!(shown("<a href=/b><img src=c.png></a><!-- <a href=d> --><img alt>"), ["=/b", "=c.png", "img"]);
    }
}
