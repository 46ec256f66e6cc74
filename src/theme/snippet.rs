//! The operator's snippets: whether each is whole HTML that can stand in its place, and whether the theme draws it.

use crate::config::{Config, Snippet};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::markdown::{check_alone, is_void, raw_tags};
use std::ops::Range;

/// What every page has already, around the snippets; what of it is closed or opened in one is told by [`frame`].
const FRAME: [&str; 3] = ["html", "head", "body"];
/// What may stand in a head beside what every page has already.
const IN_HEAD: [&str; 5] = ["meta", "link", "script", "style", "noscript"];

/// Says what is wrong with the snippets of a site. `drawn` are the templates.
pub(super) fn check(config: &Config, drawn: &[&str], diagnostics: &mut Vec<Diagnostic>) {
    let snippets = &config.snippets;
    for (place, snippet) in [("head", &snippets.head), ("foot", &snippets.foot)] {
        let Some(snippet) = snippet else { continue };
        // What closes the page's own frame is told as such, below.
        let of_frame = |it: &Diagnostic| FRAME.iter().any(|name| it.message.starts_with(&format!("`</{name}>`")));
        let nesting = check_alone(&snippet.html, |range| snippet.place(range));
        let opens = |it: &Diagnostic| FRAME.iter().any(|name| it.message.starts_with(&format!("`<{name}>`")));
        diagnostics.extend(nesting.into_iter().filter(|it| !of_frame(it) && !opens(it)));
        frame(snippet, place, diagnostics);
        if place == "head" {
            head(snippet, diagnostics);
        }
        if !drawn.iter().any(|text| draws(text, place)) {
            let message = format!("the theme `{}` does not draw `{place}` of `[snippets]`", config.theme.value);
            let whole = snippet.whole();
            let first = whole.source;
            let line = crate::source::Span::new(first, whole.start as usize..whole.start as usize);
            let end = if place == "head" { "</head>" } else { "</body>" };
            diagnostics.push(
                Diagnostic::warning(Code::SnippetPlace, line, message)
                    .help(format!("write `{{{{ site.snippets.{place} | safe }}}}` before `{end}` in its `base.html`")),
            );
        }
    }
}

/// Whether a template draws a snippet: by its name, or by handing all of them on.
fn draws(text: &str, place: &str) -> bool {
    text.match_indices("snippets").any(|(at, word)| {
        let rest = &text[at + word.len()..];
        rest.strip_prefix('.').is_none_or(|name| name.starts_with(place))
    })
}

/// Tells what belongs to the page around a snippet, and what a page can have in its head only.
fn frame(snippet: &Snippet, place: &str, diagnostics: &mut Vec<Diagnostic>) {
    for tag in raw_tags(&snippet.html) {
        let name = tag.name.to_ascii_lowercase();
        let (message, help) = if FRAME.contains(&&*name) {
            let slash = if tag.closing { "/" } else { "" };
            (format!("every page has its own `<{slash}{name}>`"), "take it away; the theme draws what is around")
        } else if place == "foot" && name == "base" {
            (
                "`<base>` would lead every link of the magazine elsewhere".to_owned(),
                "take it away; `base_url` says where the magazine lives",
            )
        } else {
            continue;
        };
        diagnostics.push(Diagnostic::error(Code::SnippetPlace, snippet.place(tag.at.clone()), message).help(help));
    }
}

/// What ends a head is moved into the body by browsers, with all that follows.
fn head(snippet: &Snippet, diagnostics: &mut Vec<Diagnostic>) {
    let html = snippet.html.as_str();
    let mut say = |range: Range<usize>, message: String, help: &str| {
        diagnostics.push(Diagnostic::error(Code::SnippetPlace, snippet.place(range), message).help(help));
    };
    // Where what was read ends, and the element around it.
    let (mut after, mut around): (usize, Option<String>) = (0, None);
    let mut text_told = false;
    let mut text = |range: Range<usize>, say: &mut dyn FnMut(Range<usize>, String, &str)| {
        let typed = without_comments(&html[range.clone()]);
        let Some((at, words)) = typed.filter(|_| !std::mem::replace(&mut text_told, true)) else { return };
        let start = range.start + at;
        say(
            start..start + words.len(),
            "words cannot stand in a head: browsers begin the page with them".to_owned(),
            "put them into `foot`, or into `<!-- … -->` if they are a remark",
        );
    };
    for tag in raw_tags(html) {
        let name = tag.name.to_ascii_lowercase();
        if around.is_none() {
            text(after..tag.at.start, &mut say);
        }
        after = tag.at.end;
        if let Some(open) = &around {
            if tag.closing && *open == name {
                around = None;
            } else if open == "noscript" && !tag.closing && !matches!(&*name, "meta" | "link" | "style") {
                say(
                    tag.at.clone(),
                    format!("`<{name}>` cannot stand in a `<noscript>` of a head"),
                    "put the `<noscript>` into `foot`",
                );
            }
            continue;
        }
        if tag.closing || FRAME.contains(&&*name) {
            continue;
        }
        match &*name {
            "base" => say(
                tag.at.clone(),
                "`<base>` would lead every link of the magazine elsewhere".to_owned(),
                "take it away; `base_url` says where the magazine lives",
            ),
            "title" => say(
                tag.at.clone(),
                "every page has its own `<title>`".to_owned(),
                "take it away; a page's title is what its file says",
            ),
            name if IN_HEAD.contains(&name) => {}
            name => say(
                tag.at.clone(),
                format!("`<{name}>` cannot stand in a head: browsers begin the page with it"),
                "put it into `foot`",
            ),
        }
        if !is_void(&name) && !tag.empty {
            around = Some(name);
        }
    }
    if around.is_none() {
        text(after..html.len(), &mut say);
    }
}

/// The first words between tags, comments and declarations apart.
fn without_comments(text: &str) -> Option<(usize, &str)> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let lead = rest.len() - rest.trim_start().len();
        let words = &rest[lead..];
        if words.is_empty() {
            return None;
        }
        let Some(end) = words.strip_prefix("<!--").and_then(|it| it.find("-->")) else {
            let line = words.lines().next().unwrap_or(words).trim_end();
            // What begins like a comment and does not end was told.
            return (!words.starts_with("<!")).then_some((at + lead, line));
        };
        at += lead + "<!--".len() + end + "-->".len();
    }
}
