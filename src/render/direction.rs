//! Which way the words of another language run: `dir` beside every `lang` of a page, where a magazine has languages of
//! both directions.
//!
//! Templates write `lang`, in hundreds of places and in themes of everybody. Without `dir` the full stop of an Arabic
//! title stands at its wrong end on an English page, and the question mark of an English one on an Arabic page. So it is
//! put in here, once for all themes, in what was drawn; a `dir` that is there already stays. Magazines whose languages
//! all run one way are not looked at.

use super::Magazine;

/// Elements whose content is no HTML, or knows no `dir`.
const CLOSED: [&str; 5] = ["script", "style", "textarea", "title", "svg"];

/// A page with `dir` beside each `lang` of a language whose direction is known.
pub(super) fn directed(magazine: &Magazine, html: Vec<u8>) -> Vec<u8> {
    let languages = &magazine.config.languages;
    let runs: Vec<(&str, bool)> = languages.iter().map(|it| (&*it.code, it.locale.right_to_left())).collect();
    if runs.iter().all(|(_, right_to_left)| *right_to_left == runs.first().is_some_and(|(_, first)| *first)) {
        return html;
    }
    match String::from_utf8(html) {
        Ok(html) => with_directions(&html, &runs).into_bytes(),
        Err(html) => html.into_bytes(),
    }
}

fn with_directions(html: &str, runs: &[(&str, bool)]) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 32);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        if !tag.get(1..).is_some_and(|it| it.starts_with(begins_tag)) {
            let (sign, after) = tag.split_at(1);
            out.push_str(sign);
            rest = after;
            continue;
        }
        let length = if tag.starts_with("<!--") { tag.find("-->") } else { end_of_tag(tag) };
        let (tag, after) = tag.split_at(length.unwrap_or(tag.len()));
        let name = tag.trim_start_matches('<');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
        let found = lang(tag).filter(|_| !name.is_empty() && name != "html" && !tag.contains(" dir="));
        match found.and_then(|(code, end)| Some((direction(code, runs)?, tag.split_at_checked(end)?))) {
            Some((direction, (start, end))) if !CLOSED.contains(&name) => {
                out.extend([start, " dir=\"", direction, "\"", end]);
            }
            _ => out.push_str(tag),
        }
        rest = after;
        if CLOSED.contains(&name) {
            let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
            let (inside, after) = rest.split_at(end);
            out.push_str(inside);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// What may follow the first sign of a tag or comment.
fn begins_tag(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '/' | '!')
}

/// How long a tag is without its last sign. A `>` in quotes ends no tag.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.bytes().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), close) if open == close => {
            quote = None;
            false
        }
        _ => false,
    })
}

/// The language that a tag says, and where that ends.
fn lang(tag: &str) -> Option<(&str, usize)> {
    const LANG: &str = " lang=\"";
    let begin = tag.find(LANG)? + LANG.len();
    let code = tag.get(begin..)?.split('"').next()?;
    Some((code, begin + code.len() + 1))
}

/// The direction of a language of the magazine, or of one that its script told.
fn direction(code: &str, runs: &[(&str, bool)]) -> Option<&'static str> {
    let known =
        runs.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, right_to_left)| *right_to_left);
    let told = || ["ko", "ja"].contains(&code).then_some(false);
    known.or_else(told).map(|right_to_left| if right_to_left { "rtl" } else { "ltr" })
}

#[cfg(test)]
mod tests {
    use super::with_directions;

    #[test]
    fn dir_stands_beside_lang() {
        let runs = [("en", false), ("ar", true)];
        for (html, wanted) in [
            ("<a href=\"/\" lang=\"ar\">س.</a>", "<a href=\"/\" lang=\"ar\" dir=\"rtl\">س.</a>"),
            ("<p lang=\"en\">Who?", "<p lang=\"en\" dir=\"ltr\">Who?"),
            ("<b lang=\"ko\">가", "<b lang=\"ko\" dir=\"ltr\">가"),
            ("<b lang=\"fa\">", "<b lang=\"fa\">"),
            ("<html lang=\"ar\" dir=\"rtl\">", "<html lang=\"ar\" dir=\"rtl\">"),
            ("<a hreflang=\"ar\">", "<a hreflang=\"ar\">"),
            ("<b dir=\"auto\" lang=\"ar\">", "<b dir=\"auto\" lang=\"ar\">"),
            (
                "<script>'<b lang=\"ar\">'</script><i lang=\"ar\">",
                "<script>'<b lang=\"ar\">'</script><i lang=\"ar\" dir=\"rtl\">",
            ),
            ("<svg lang=\"ar\"><text lang=\"ar\">a</text></svg>", "<svg lang=\"ar\"><text lang=\"ar\">a</text></svg>"),
            ("<!-- <b lang=\"ar\"> -->", "<!-- <b lang=\"ar\"> -->"),
            ("<b title=\"a > lang\" lang=\"ar\">", "<b title=\"a > lang\" lang=\"ar\" dir=\"rtl\">"),
            ("1 < 2 <b lang=\"ar\">", "1 < 2 <b lang=\"ar\" dir=\"rtl\">"),
        ] {
            assert_eq!(with_directions(html, &runs), wanted);
        }
    }
}
