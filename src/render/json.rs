//! JSON text that stays what it is wherever it stands: in a script of a page, or where somebody guesses its type.

/// JSON that no HTML parser can take for markup, nor an old script engine for line ends: such characters stand only in
/// strings, where they can be written by their numbers.
pub fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    let mut copied = 0;
    for (at, found) in json.match_indices(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        text.push_str(&json[copied..at]);
        text.push_str(match found {
            "<" => "\\u003c",
            ">" => "\\u003e",
            "&" => "\\u0026",
            "\u{2028}" => "\\u2028",
            _ => "\\u2029",
        });
        copied = at + found.len();
    }
    text.push_str(&json[copied..]);
    text
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_text_can_end_the_script() {
        let json = serde_json::json!({ "name": "</script><!-- & \u{2028}\u{2029}" });
        let text = escaped(&json.to_string());
        assert_eq!(text, r#"{"name":"\u003c/script\u003e\u003c!-- \u0026 \u2028\u2029"}"#);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).ok(), Some(json));
    }
}
