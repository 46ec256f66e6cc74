//! Values as a tree that can be opened: HTML, escaped, with long lists and texts shortened.

use tera::Value;

/// So many characters of a text are shown.
const CHARACTERS: usize = 300;
/// So many items of a list are shown.
const ITEMS: usize = 20;

/// The tree of some named values.
pub fn tree<'v>(values: impl Iterator<Item = (&'static str, &'v Value)>) -> String {
    let mut html = String::new();
    for (name, value) in values {
        branch(name, value, &mut html);
    }
    html
}

fn branch(name: &str, value: &Value, html: &mut String) {
    let name = escaped(name);
    if let Some(list) = value.as_array() {
        let word = if list.len() == 1 { "item" } else { "items" };
        opened(&name, &format!("list, {} {word}", list.len()), html);
        for (place, item) in list.iter().take(ITEMS).enumerate() {
            branch(&place.to_string(), item, html);
        }
        if list.len() > ITEMS {
            html.push_str(&format!("<div class=\"leaf quiet\">and {} more</div>\n", list.len() - ITEMS));
        }
        html.push_str("</details>\n");
    } else if let Some(map) = value.as_map() {
        let words: Vec<String> = map.iter().map(|(key, _)| key.to_string()).collect();
        opened(&name, &escaped(&shortened(&words.join(", "), 80)), html);
        for (key, item) in map {
            branch(&key.to_string(), item, html);
        }
        html.push_str("</details>\n");
    } else {
        let shown = match value.as_str() {
            Some(text) => format!("“{}”", escaped(&shortened(text, CHARACTERS))),
            None if value.is_none() || value.is_undefined() => "<span class=\"quiet\">none</span>".to_owned(),
            None => escaped(&value.to_string()),
        };
        html.push_str(&format!(
            "<div class=\"leaf\"><span class=\"key\">{name}</span> <span class=\"value\">{shown}</span></div>\n"
        ));
    }
}

fn opened(name: &str, words: &str, html: &mut String) {
    html.push_str(&format!(
        "<details><summary><span class=\"key\">{name}</span> <span class=\"quiet\">{words}</span></summary>\n"
    ));
}

/// The beginning of a text, and how much there is of it.
fn shortened(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}… ({} characters)", &text[..end], text.chars().count()),
        None => text.to_owned(),
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}
