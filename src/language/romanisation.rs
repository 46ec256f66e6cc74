//! Which names a romanisation is of, and in which language they are likely to be.

/// The language of a name that has no Latin letters: Korean for Hangul, Japanese for kana, Chinese for Han alone.
///
/// Nothing for names in Latin letters and in scripts that several languages share.
pub fn likely_language(text: &str) -> Option<&'static str> {
    let is_hangul = |c: char| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '가'..='힣');
    let is_kana = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ｦ'..='ﾝ');
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}');
    if text.contains(is_hangul) {
        Some("ko")
    } else if text.contains(is_kana) {
        Some("ja")
    } else {
        text.contains(is_han).then_some("zh")
    }
}

/// Whether a name is written in another script than the Latin one, so that a romanisation says how it is read.
pub fn is_romanised(text: &str) -> bool {
    // ASCII, Latin-1, Latin Extended A and B, IPA; and Latin Extended Additional.
    text.chars().any(|c| c.is_alphabetic() && !matches!(c, '\0'..='\u{2AF}' | '\u{1E00}'..='\u{1EFF}'))
}

#[cfg(test)]
mod tests {
    use super::{is_romanised, likely_language};

    #[test]
    fn a_script_tells_the_language() {
        let names = ["도깨비", "コイ", "千と千尋の神隠し", "鬼怪", "Goblin", "Люба", "OST 도깨비"];
        let told = names.map(likely_language);
        assert_eq!(told, [Some("ko"), Some("ja"), Some("ja"), Some("zh"), None, None, Some("ko")]);
        assert_eq!(names.map(is_romanised), [true, true, true, true, false, true, true]);
        assert!(!is_romanised("Beyoncé, 2024"));
    }
}
