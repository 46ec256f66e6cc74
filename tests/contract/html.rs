//! Whether a page is well formed, and what stands in it.

/// Elements without a closing tag.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// What is wrong with a page that was drawn.
pub fn faults(html: &str) -> Vec<String> {
    let mut faults = nesting(html);
    let title = between(html, "<title>", "</title>");
    if title.trim().is_empty() {
        faults.push("no title".to_owned());
    }
    let headings = html.matches("<h1").count();
    if headings != 1 {
        faults.push(format!("{headings} h1"));
    }
    let heading = html.split_once("<h1").map_or("", |(_, rest)| rest.split_once("</h1>").map_or("", |(it, _)| it));
    if words(&format!("<h1{heading}")).trim().is_empty() {
        faults.push("an empty h1".to_owned());
    }
    for empty in ["href=\"\"", "src=\"\"", "datetime=\"\"", "lang=\"\"", " id=\"\""] {
        if html.contains(empty) {
            let at = html.find(empty).unwrap_or_default();
            let from = html[..at].rfind('<').unwrap_or_default();
            faults.push(format!("{empty}: {}", html[from..].chars().take(160).collect::<String>()));
        }
    }
    faults
}

/// How often words stand in a page that say nothing.
pub fn nothings(html: &str) -> usize {
    let text = words(html).to_lowercase();
    let of_text =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| ["none", "null", "undefined", "nan"].contains(word));
    let attributes =
        ["=\"none\"", "=\"null\"", "=\"[]\"", "=\"{}\""].iter().map(|it| html.matches(it).count()).sum::<usize>();
    of_text.count() + text.matches("[object").count() + attributes
}

fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    html.split_once(from).map_or("", |(_, rest)| rest.split_once(to).map_or("", |(it, _)| it))
}

/// The words of a piece of HTML.
fn words(html: &str) -> String {
    let mut text = String::new();
    for (tag, after) in tags(html) {
        if !matches!(tag.name.as_str(), "script" | "style") || tag.closes {
            text.push(' ');
            text.push_str(after);
        }
    }
    text
}

struct Tag {
    name: String,
    closes: bool,
    empty: bool,
}

/// Every tag with the text after it.
fn tags(html: &str) -> Vec<(Tag, &str)> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = tag_end(rest);
        let inside = &rest[1..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |it| (true, it));
        let name: String = inside.chars().take_while(|c| !c.is_whitespace() && *c != '/').collect();
        let empty = inside.ends_with('/') || name.starts_with('!');
        let raw = !closes && matches!(name.as_str(), "script" | "style");
        let next = if raw { rest.find("</").unwrap_or(rest.len()) } else { rest.find('<').unwrap_or(rest.len()) };
        found.push((Tag { name: name.to_lowercase(), closes, empty }, &rest[..next]));
        rest = &rest[next..];
    }
    found
}

/// Where a tag ends, past the values in its quotes.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '>') => return at,
            _ => {}
        }
    }
    text.len()
}

/// Tags that do not close what was opened last.
pub fn nesting(html: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut faults = Vec::new();
    for (tag, after) in tags(html) {
        let place = || after.trim().chars().take(40).collect::<String>();
        if tag.empty || VOID.contains(&tag.name.as_str()) {
            continue;
        }
        if !tag.closes {
            open.push(tag.name);
        } else if open.last() == Some(&tag.name) {
            open.pop();
        } else {
            faults.push(format!("</{}> closes {:?}, before {:?}", tag.name, open.last(), place()));
            break;
        }
    }
    if let Some(name) = open.last().filter(|_| faults.is_empty()) {
        faults.push(format!("<{name}> is not closed"));
    }
    faults
}

#[test]
fn what_is_wrong_is_seen() {
    let page = |body: &str| {
        format!("<!DOCTYPE html><html lang=\"en\"><head><title>T</title></head><body>{body}</body></html>")
    };
    assert!(faults(&page("<h1>A</h1><img src=\"a>b\"><p>x<br>y</p><svg><path d=\"M0\"/></svg>")).is_empty());
    for wrong in
        ["<h1></h1>", "<p>A</p>", "<h1>A</h1><p><b>x</p></b>", "<h1>A</h1><a href=\"\">x</a>", "<h1>A</h1><div>"]
    {
        assert!(!faults(&page(wrong)).is_empty(), "{wrong}");
    }
    assert_eq!(nothings("<p title=\"null\">a none of <script>null</script>[object x]</p>"), 3);
}
