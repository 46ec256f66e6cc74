//! What a piece of HTML has a browser load or run, for a policy that allows just that.

use super::grammar::{self, Scanned};
use super::raw_html::{after_end_tag, passed_over};
use super::tag::decode_entities;
use std::borrow::Cow;
use std::ops::Range;

/// What something is for a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A script.
    Script,
    /// A style sheet or style.
    Style,
    /// A picture.
    Picture,
    /// A page within the page.
    Frame,
    /// Sound, film and their captions.
    Media,
    /// A font.
    Font,
    /// Where a form is sent.
    Form,
    /// A web app manifest.
    Manifest,
    /// A file that is fetched for a script.
    Connection,
    /// A plug-in's content.
    Object,
}

/// Something that a browser loads or runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked<'t> {
    /// As what.
    pub sort: Sort,
    /// What.
    pub what: What<'t>,
    /// The tag.
    pub at: Range<usize>,
}

/// An address, or what stands in the HTML itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What<'t> {
    /// An address.
    Address(Cow<'t, str>),
    /// The text of an element, `<script>` or `<style>`.
    Element(&'t str),
    /// The value of an attribute, `style` or `onclick`.
    Attribute(Cow<'t, str>),
}

/// Elements with an address, the attributes that hold it, and what is loaded. `srcset` holds several.
const LOADING: [(&str, &str, Sort); 17] = [
    ("script", "src", Sort::Script),
    ("img", "src", Sort::Picture),
    ("img", "srcset", Sort::Picture),
    ("input", "src", Sort::Picture),
    ("video", "poster", Sort::Picture),
    ("image", "href", Sort::Picture),
    ("source", "srcset", Sort::Picture),
    ("source", "src", Sort::Media),
    ("audio", "src", Sort::Media),
    ("video", "src", Sort::Media),
    ("track", "src", Sort::Media),
    ("iframe", "src", Sort::Frame),
    ("frame", "src", Sort::Frame),
    ("form", "action", Sort::Form),
    ("button", "formaction", Sort::Form),
    ("object", "data", Sort::Object),
    ("embed", "src", Sort::Object),
];

/// All that a piece of HTML asks of a browser, in order.
pub fn asked(html: &str) -> Vec<Asked<'_>> {
    let mut all = Vec::new();
    let mut i = 0;
    while let Some(at) = html[i..].find('<').map(|n| i + n) {
        i = at + 1;
        if let Some(end) = passed_over(&html[at..]) {
            i = at + end;
            continue;
        }
        let Ok(tag) = grammar::scan(html, at) else { continue };
        i = tag.end;
        if tag.closing {
            continue;
        }
        let range = at..tag.end;
        of_tag(html, &tag, |sort, what| all.push(Asked { sort, what, at: range.clone() }));
        let name = html[tag.name.clone()].to_ascii_lowercase();
        if matches!(&*name, "script" | "style" | "textarea" | "title") {
            let length = after_end_tag(&html[i..], &name);
            let text = &html[i..i + length];
            let sort = if name == "style" { Sort::Style } else { Sort::Script };
            let runs = name == "style" || name == "script" && value(html, &tag, "src").is_none() && runs(html, &tag);
            if runs && !text.is_empty() {
                all.push(Asked { sort, what: What::Element(text), at: range });
            }
            i += length;
        }
    }
    all
}

fn of_tag<'t>(html: &'t str, tag: &Scanned, mut tell: impl FnMut(Sort, What<'t>)) {
    let name = html[tag.name.clone()].to_ascii_lowercase();
    for (_, attribute, sort) in LOADING.into_iter().filter(|(element, ..)| *element == name) {
        let Some(typed) = value(html, tag, attribute) else { continue };
        if attribute == "srcset" {
            for address in addresses(&typed) {
                tell(sort, What::Address(address.to_owned().into()));
            }
        } else {
            tell(sort, What::Address(trimmed(typed)));
        }
    }
    if name == "link"
        && let Some(sort) = linked(html, tag)
        && let Some(typed) = value(html, tag, "href")
    {
        tell(sort, What::Address(trimmed(typed)));
    }
    for attribute in &tag.attributes {
        let Some((range, _)) = &attribute.value else { continue };
        let named = html[attribute.name.clone()].to_ascii_lowercase();
        let sort = match &*named {
            "style" => Sort::Style,
            named if named.starts_with("on") && named.len() > 2 => Sort::Script,
            _ => continue,
        };
        tell(sort, What::Attribute(decode_entities(&html[range.clone()])));
    }
}

/// What a `<link>` loads, by its `rel`; most load nothing.
fn linked(html: &str, tag: &Scanned) -> Option<Sort> {
    let rel = value(html, tag, "rel")?.to_ascii_lowercase();
    let is = |word: &str| rel.split_ascii_whitespace().any(|it| it == word);
    if is("stylesheet") {
        return Some(Sort::Style);
    }
    if is("icon") || is("apple-touch-icon") || is("mask-icon") {
        return Some(Sort::Picture);
    }
    if is("manifest") {
        return Some(Sort::Manifest);
    }
    if is("modulepreload") {
        return Some(Sort::Script);
    }
    if !is("preload") {
        return None;
    }
    Some(match &*value(html, tag, "as")?.to_ascii_lowercase() {
        "script" | "worker" => Sort::Script,
        "style" => Sort::Style,
        "font" => Sort::Font,
        "image" => Sort::Picture,
        "audio" | "video" | "track" => Sort::Media,
        "document" => Sort::Frame,
        _ => Sort::Connection,
    })
}

/// Whether a `<script>` is run, and does not only hold data.
fn runs(html: &str, tag: &Scanned) -> bool {
    let Some(sort) = value(html, tag, "type") else { return true };
    let sort = sort.trim().to_ascii_lowercase();
    sort.is_empty()
        || matches!(&*sort, "module" | "importmap" | "speculationrules")
        || sort.ends_with("javascript")
        || sort.ends_with("ecmascript")
}

fn value<'t>(html: &'t str, tag: &Scanned, name: &str) -> Option<Cow<'t, str>> {
    let found = tag.attributes.iter().find(|it| html[it.name.clone()].eq_ignore_ascii_case(name))?;
    found.value.as_ref().map(|(range, _)| decode_entities(&html[range.clone()]))
}

fn trimmed(typed: Cow<'_, str>) -> Cow<'_, str> {
    match typed {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// The addresses of a `srcset`: each ends at white space, or at a comma before it.
fn addresses(srcset: &str) -> impl Iterator<Item = &str> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let whole = address.ends_with(',');
        rest = if whole { after } else { after.split_once(',').map_or("", |(_, after)| after) };
        Some(address.trim_end_matches(',')).filter(|it| !it.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::{What, asked};

    #[test]
    fn what_a_browser_loads_and_runs() {
        let shown = |html: &str| -> Vec<String> {
            let what = |what: &What| match what {
                What::Address(address) => address.to_string(),
                What::Element(text) => format!("<{text}>"),
                What::Attribute(text) => format!("={text}"),
            };
            asked(html).iter().map(|it| format!("{:?} {}", it.sort, what(&it.what))).collect()
        };
        assert_eq!(
            shown("<SCRIPT async src=https://a.example/x.js></SCRIPT><script>go(\"<img src=b>\")</script>"),
            ["Script https://a.example/x.js", "Script <go(\"<img src=b>\")>"]
        );
        assert_eq!(
            shown("<script type=\"application/ld+json\">{}</script><!-- <img src=x> --><script></script>"),
            [""; 0]
        );
        assert_eq!(
            shown(
                "<link rel='preload' as=font href=\" /a.woff2 \"><link rel=canonical href=/><link rel=\"shortcut icon\" href=\"i?a&amp;b\">"
            ),
            ["Font /a.woff2", "Picture i?a&b"]
        );
        assert_eq!(
            shown("<img srcset=\"a.png, b.png 2x,c.png 3x\" style=\"color: &quot;x&quot;\" onload=\"f()\">"),
            ["Picture a.png", "Picture b.png", "Picture c.png", "Style =color: \"x\"", "Script =f()"]
        );
        assert_eq!(shown("<style>p { a: b }</style><textarea><img src=x></textarea>"), ["Style <p { a: b }>"]);
    }
}
