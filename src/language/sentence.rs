//! A label of the interface as it stands within a sentence: "Full album" is a full album, "EP" stays an EP.

/// The label with a small first letter, where the language writes it so: not a noun of German or Luxembourgish, and
/// not a word in capitals. Scripts without capitals have nothing to change.
pub fn within_sentence(label: &str, code: &str) -> String {
    let mut letters = label.chars();
    let (first, second) = (letters.next(), letters.next());
    let in_capitals = second.is_some_and(|it| !it.is_lowercase() && !it.is_whitespace());
    match first {
        Some(first) if !in_capitals && !matches!(code.split('-').next(), Some("de" | "lb")) => {
            first.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::within_sentence;

    #[test]
    fn labels_begin_small_where_a_language_writes_them_so() {
        for (label, code, expected) in [
            ("Full album", "en", "full album"),
            ("EP", "en-GB", "EP"),
            ("Série", "fr", "série"),
            ("Lied", "de-AT", "Lied"),
            ("드라마", "ko", "드라마"),
            ("", "en", ""),
        ] {
            assert_eq!(within_sentence(label, code), expected);
        }
    }
}
