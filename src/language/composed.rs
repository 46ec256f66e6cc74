//! Whether a text is in NFC, asked at the cost of a look at its bytes where it is ASCII, Hangul, Han or Kana.

use super::bytes::beyond_ascii;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Whether a text is plainly in NFC. If not, it may be all the same: composing it tells.
pub fn is_composed(text: &str) -> bool {
    is_whole(text.as_bytes()) || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// A text in NFC.
pub fn composed(text: &str) -> String {
    if is_composed(text) { text.to_owned() } else { text.nfc().collect() }
}

/// Whether there are only characters that are in NFC whatever is around them and have no place in an order of marks:
/// ASCII, Latin, whole syllables of Hangul, most of Han and Kana, the quotes, dashes and dots of running text.
fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = beyond_ascii(bytes, at) {
        // U+0080 to U+02FF: Latin without marks.
        if matches!(bytes.get(found), Some(0xc2..=0xcb)) {
            at = found + 2;
            continue;
        }
        let Some([first, second, third]) = bytes.get(found..).and_then(|rest| rest.first_chunk()) else { return false };
        let is_whole = match (first, second) {
            // U+2010 to U+2027.
            (0xe2, 0x80) => (0x90..=0xa7).contains(third),
            // U+3000 to U+301F; from ぁ to ゖ and from ァ to ヺ.
            (0xe3, 0x80) => *third <= 0x9f,
            (0xe3, 0x81) => *third >= 0x81,
            (0xe3, 0x82) => *third <= 0x96 || *third >= 0xa1,
            (0xe3, 0x83) => *third <= 0xba,
            // U+4000 to U+9FFF: Han; from 가 to 힣.
            (0xe4..=0xe9 | 0xeb | 0xec, _) | (0xea, 0xb0..) | (0xed, ..=0x9d) => true,
            (0xed, 0x9e) => *third <= 0xa3,
            _ => false,
        };
        if !is_whole {
            return false;
        }
        at = found + 3;
    }
    true
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
        let whole: Vec<char> = ('\0'..=char::MAX).filter(|c| is_whole(c.to_string().as_bytes())).collect();
        for c in &whole {
            assert!(is_nfc(&format!("{c}{c}")), "{c}");
            assert_eq!(unicode_normalization::char::canonical_combining_class(*c), 0, "{c}");
            assert_eq!(is_nfc_quick(std::iter::once(*c)), IsNormalized::Yes, "{c}");
        }
        for c in ['a', 'é', '가', '힣', '漢', 'か', 'ヺ', '“', '—', '、'] {
            assert!(whole.contains(&c), "{c}");
        }
    }

    #[test]
    fn texts_that_are_long() {
        let long = format!("{}é{}가나x“”", "a".repeat(70), "b".repeat(31));
        assert!(is_whole(long.as_bytes()));
        assert!(!is_whole(format!("{long}e\u{301}{long}").as_bytes()));
        assert!(!is_whole(format!("{long}\u{11a8}").as_bytes()));
    }
}
