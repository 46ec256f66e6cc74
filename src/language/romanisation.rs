//! Which names a romanisation is of.

/// Whether a name is written in another script than the Latin one, so that a romanisation says how it is read.
pub fn is_romanised(text: &str) -> bool {
    // ASCII, Latin-1, Latin Extended A and B, IPA; and Latin Extended Additional.
    text.chars().any(|c| c.is_alphabetic() && !matches!(c, '\0'..='\u{2AF}' | '\u{1E00}'..='\u{1EFF}'))
}

#[cfg(test)]
mod tests {
    use super::is_romanised;

    #[test]
    fn what_is_not_in_latin_letters_is_romanised() {
        let names = ["도깨비", "コイ", "千と千尋の神隠し", "鬼怪", "Goblin", "Люба", "OST 도깨비"];
        assert_eq!(names.map(is_romanised), [true, true, true, true, false, true, true]);
        assert!(!is_romanised("Beyoncé, 2024"));
    }
}
