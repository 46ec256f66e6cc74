//! HTML text back to plain text, for titles, contents lists and descriptions.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// Undoes the escapes that the writer of bodies makes: `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&#39;`.
pub fn unescaped(html: &str) -> Cow<'_, str> {
    const ESCAPES: [(&str, char); 6] =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&#x27;", '\'')];
    let Some((before, _)) = html.split_once('&') else { return Cow::Borrowed(html) };
    let mut text = String::with_capacity(html.len());
    text.push_str(before);
    let mut rest = html.get(before.len()..).unwrap_or_default();
    while let Some(next) = rest.chars().next() {
        let found = ESCAPES.iter().find_map(|(escape, sign)| Some((*sign, rest.strip_prefix(escape)?)));
        let (sign, after) = found.unwrap_or((next, rest.get(next.len_utf8()..).unwrap_or_default()));
        text.push(sign);
        let end = after.find('&').unwrap_or(after.len());
        let (plain, more) = after.split_at(end);
        text.push_str(plain);
        rest = more;
    }
    Cow::Owned(text)
}

/// The words of some HTML, without its tags, white space folded.
pub fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = after(tag);
    }
    text.push_str(rest);
    unescaped(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What follows a tag or comment of which this is all but the first sign. A `>` in quotes ends no tag.
fn after(tag: &str) -> &str {
    // The mark of a note is no word of the sentence.
    for (begins, ends) in [("sup", "</sup>"), ("!--", "-->")] {
        if tag.starts_with(begins) {
            return tag.split_once(ends).map_or("", |(_, after)| after);
        }
    }
    let mut quote = None;
    let end = tag.find(|c| match (quote, c) {
        (None, '>') => true,
        (None, '"' | '\'') => {
            quote = Some(c);
            false
        }
        (Some(open), close) if open == close => {
            quote = None;
            false
        }
        _ => false,
    });
    end.map_or("", |end| &tag[end + 1..])
}

/// The opening of a body as plain text: its first paragraph, of which at most `limit` signs as people count them.
pub fn opening(html: &str, limit: usize) -> Option<String> {
    let (_, after) = html.split_once("<p>")?;
    let (paragraph, _) = after.split_once("</p>")?;
    Some(shortened(&words(paragraph), limit)).filter(|text| !text.is_empty())
}

/// A text of at most `limit` signs, the `…` that says it goes on included. It is cut between words, or, where the last
/// space is far away because a script has none, between signs: never within a syllable or an emoji.
pub fn shortened(text: &str, limit: usize) -> String {
    let signs: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
    if signs.len() <= limit {
        return text.to_owned();
    }
    let most = limit.saturating_sub(1);
    let is_space = |place: &usize| signs[*place].1.chars().all(char::is_whitespace);
    let space = (most / 2..=most).rev().find(is_space);
    let end = signs[space.unwrap_or(most)].0;
    let kept = text[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—、，".contains(c));
    if kept.is_empty() { String::new() } else { format!("{kept}…") }
}

#[cfg(test)]
mod tests {
    use super::{opening, shortened, unescaped, words};
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn each_escape_is_undone_once() {
        for (html, text) in [
            ("a &amp; b", "a & b"),
            ("&amp;lt; &lt;b&gt;", "&lt; <b>"),
            ("&quot;가&#39;나&#x27;", "\"가'나'"),
            ("Q & A &nothing; &", "Q & A &nothing; &"),
        ] {
            assert_eq!(unescaped(html), text);
        }
    }

    #[test]
    fn the_opening_is_the_first_paragraph_without_marks() {
        let html =
            "<h2 id=\"a\">A</h2>\n<p>It &amp; <em>more</em><sup><a href=\"#fn-1\">1</a></sup> of\nit.</p><p>Next</p>";
        assert_eq!(opening(html, 160).as_deref(), Some("It & more of it."));
        assert_eq!(opening(html, 12).as_deref(), Some("It & more…"));
        assert_eq!(opening("<p></p>", 12), None);
        assert_eq!(opening("<figure></figure>", 12), None);
    }

    #[test]
    fn tags_end_where_they_end() {
        assert_eq!(words("a <i title=\"x > y\">b</i><!-- c > d --> e"), "a b e");
        assert_eq!(words("a <i title='never closed"), "a");
    }

    #[test]
    fn texts_without_spaces_are_cut_between_signs() {
        assert_eq!(shortened("彼女は初雪のように歌う。", 6), "彼女は初雪…");
        assert_eq!(shortened("눈이 온다, 그리고 또 온다", 8), "눈이 온다…");
        // A family, a flag, a skin tone, an old syllable of three jamo.
        assert_eq!(shortened("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 2), "👩‍👩‍👧…");
        assert_eq!(shortened("🇰🇷🇰🇷🇰🇷", 2), "🇰🇷…");
        assert_eq!(shortened("👍🏽👍🏽👍🏽", 2), "👍🏽…");
        assert_eq!(shortened("\u{1112}\u{119e}\u{11ab}글자들", 2), "\u{1112}\u{119e}\u{11ab}…");
        assert_eq!(shortened("word", 0), "");
    }

    proptest! {
        #[test]
        fn nothing_is_cut_in_two(text in "(?s)([a-z ,.<>&\"']|[가-힣]|[ᄀ-ᄒ][ᅡ-ᅵ][ᆨ-ᇂ]|[あ-ん一-鿋]|👩‍👧|🇰🇷|👍🏽|é){0,60}", limit in 0_usize..40) {
            let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let html = whole.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let short = opening(&format!("<p><b class=\"a>b\">{html}</b></p>"), limit).unwrap_or_default();
            prop_assert!(short.graphemes(true).count() <= limit);
            if whole.graphemes(true).count() > limit {
                let kept = short.strip_suffix('…').unwrap_or_default();
                prop_assert!(whole.starts_with(kept));
                let ends = whole.grapheme_indices(true).any(|(at, _)| at == kept.len());
                prop_assert!(ends, "{kept:?} of {whole:?}");
            } else {
                prop_assert_eq!(short, whole);
            }
        }
    }
}
