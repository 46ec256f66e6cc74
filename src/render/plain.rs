//! HTML text back to plain text, for titles and contents lists.

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
