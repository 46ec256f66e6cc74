//! Whether a text is in NFC, asked at the cost of a look at its bytes where it is ASCII, Hangul, Han or Kana.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Whether a text is plainly in NFC. If not, it may be all the same: composing it tells.
pub fn is_composed(text: &str) -> bool {
    // What is known is in NFC whatever is around it and has no place in an order of marks, so leaving it out can make
    // the library doubt more, but never less. What composes with a syllable before it (jamo) is not left out.
    is_nfc_quick(beyond_ascii(text).filter(|c| !is_whole(*c))) == IsNormalized::Yes
}

/// A text in NFC.
pub fn composed(text: &str) -> String {
    if is_composed(text) { text.to_owned() } else { text.nfc().collect() }
}

/// Whole syllables of Hangul, Han, Kana, and the quotes, dashes and dots of running text.
fn is_whole(c: char) -> bool {
    matches!(c, '가'..='힣' | '一'..='鿿' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{2010}'..='\u{2027}')
}

/// The characters of a text that are not ASCII.
fn beyond_ascii(text: &str) -> impl Iterator<Item = char> {
    let mut chars = text.chars();
    std::iter::from_fn(move || {
        let c = chars.next()?;
        if !c.is_ascii() {
            return Some(c);
        }
        let rest = chars.as_str();
        chars = rest.get(ascii_length(rest.as_bytes())..)?.chars();
        chars.next()
    })
}

/// How many bytes at the beginning are ASCII.
pub fn ascii_length(bytes: &[u8]) -> usize {
    // Many bytes are looked at together much faster than one by one.
    const TOGETHER: usize = 32;
    let mut length = 0;
    for part in bytes.chunks(TOGETHER) {
        if !part.is_ascii() {
            return length + part.iter().take_while(|byte| byte.is_ascii()).count();
        }
        length += part.len();
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::is_nfc;

    #[test]
    fn nothing_else_is_taken_for_composed() {
        for text in ["가\u{11a8}", "e\u{301}", "か\u{3099}", "\u{1100}\u{1161}", "한\u{302e}\u{3099}", "\u{212b}"] {
            assert!(!is_composed(text), "{text}");
        }
        for text in ["", "plain", "도깨비 — “사랑”", "君の名は", "café", &"x".repeat(40), "한\u{301}글\u{323}"]
        {
            assert!(is_composed(text) || text.nfc().eq(text.chars()), "{text}");
        }
        assert!(is_composed("도깨비 — “사랑” 君の名は café"));
    }

    #[test]
    fn what_is_whole_is_in_nfc_beside_anything() {
        for c in ('\0'..=char::MAX).filter(|c| is_whole(*c)) {
            assert!(is_nfc(&format!("{c}{c}")), "{c}");
            assert_eq!(unicode_normalization::char::canonical_combining_class(c), 0, "{c}");
            assert_eq!(is_nfc_quick(std::iter::once(c)), IsNormalized::Yes, "{c}");
        }
    }

    #[test]
    fn characters_beyond_ascii() {
        let text = format!("{}é{}가나x", "a".repeat(70), "b".repeat(31));
        let found: Vec<_> = beyond_ascii(&text).collect();
        let wanted: Vec<_> = text.chars().filter(|c| !c.is_ascii()).collect();
        assert_eq!(found, wanted);
        assert_eq!(beyond_ascii("plain").count(), 0);
    }
}
