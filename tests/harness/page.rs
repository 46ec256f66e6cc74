//! What a reader sees of an HTML page: its words, and where its links lead.

/// Elements that do not end a word.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "ruby", "s",
    "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// The words of a page's body (of the whole text when it has none), white space folded.
pub fn words(html: &str) -> String {
    let body = html.find("<body").map_or(html, |at| &html[at..]);
    fold(&decoded(&without_tags(body)))
}

/// Every link: its words and its address.
pub fn links(html: &str) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for part in html.split("<a ").skip(1) {
        let Some((tag, rest)) = part.split_once('>') else { continue };
        let inside = rest.split("</a>").next().unwrap_or_default();
        let address = tag.split("href=\"").nth(1).and_then(|v| v.split('"').next()).unwrap_or_default();
        links.push((fold(&decoded(&without_tags(inside))), decoded(address)));
    }
    links
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let name: String = rest[1..].trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let end = match name.as_str() {
            "script" | "style" if !rest.starts_with("</") => {
                rest.find(&format!("</{name}>")).map(|at| at + name.len() + 3)
            }
            _ if rest.starts_with("<!--") => rest.find("-->").map(|at| at + 3),
            _ => rest.find('>').map(|at| at + 1),
        };
        if !INLINE.contains(&name.as_str()) {
            text.push(' ');
        }
        rest = &rest[end.unwrap_or(rest.len())..];
    }
    text + rest
}

fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end < 12);
        let character = end.and_then(|end| match &rest[1..end] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{a0}'),
            number => {
                let number = number.strip_prefix('#')?;
                let number = match number.strip_prefix(['x', 'X']) {
                    Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                    None => number.parse(),
                };
                number.ok().and_then(char::from_u32)
            }
        });
        match (character, end) {
            (Some(character), Some(end)) => {
                out.push(character);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}
