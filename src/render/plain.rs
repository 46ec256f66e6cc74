//! HTML text back to plain text, for titles, contents lists and descriptions.

/// Undoes the escapes that the writer of bodies makes: `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&#39;`.
pub fn unescaped(html: &str) -> String {
    if !html.contains('&') {
        return html.to_owned();
    }
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

/// The words of some HTML, without its tags, white space folded.
pub fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        // The mark of a note is no word of the sentence.
        let end = if tag.starts_with("sup") { "</sup>" } else { ">" };
        rest = tag.split_once(end).map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    unescaped(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The opening of a body as plain text: its first paragraph, at most `limit` characters, cut between words.
pub fn opening(html: &str, limit: usize) -> Option<String> {
    let (_, after) = html.split_once("<p>")?;
    let (paragraph, _) = after.split_once("</p>")?;
    let whole = words(paragraph);
    let words: Vec<&str> = whole.split(' ').collect();
    if whole.chars().count() <= limit {
        return Some(whole).filter(|text| !text.is_empty());
    }
    let mut opening = String::new();
    for word in words {
        if opening.chars().count() + word.chars().count() + 1 >= limit {
            break;
        }
        if !opening.is_empty() {
            opening.push(' ');
        }
        opening.push_str(word);
    }
    (!opening.is_empty()).then(|| opening + "…")
}

#[cfg(test)]
mod tests {
    use super::opening;

    #[test]
    fn the_opening_is_the_first_paragraph_without_marks() {
        let html =
            "<h2 id=\"a\">A</h2>\n<p>It &amp; <em>more</em><sup><a href=\"#fn-1\">1</a></sup> of\nit.</p><p>Next</p>";
        assert_eq!(opening(html, 160).as_deref(), Some("It & more of it."));
        assert_eq!(opening(html, 12).as_deref(), Some("It & more…"));
        assert_eq!(opening("<p></p>", 12), None);
        assert_eq!(opening("<figure></figure>", 12), None);
    }
}
