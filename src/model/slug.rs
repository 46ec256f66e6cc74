//! What a slug may hold, and how names are compared: NFC, white space folded, without case.

use unicode_normalization::UnicodeNormalization;

/// A name in the form in which names are compared: trimmed, white space folded to one space, NFC, case folded.
///
/// Case folding is Unicode default caseless matching (Unicode Standard, section 3.13, D145).
pub fn fold(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    if words.chars().all(is_plain) {
        words.make_ascii_lowercase();
        return words;
    }
    fold_any(&words)
}

fn fold_any(words: &str) -> String {
    caseless::default_case_fold_str(&words.nfc().collect::<String>()).nfc().collect()
}

/// Characters that are one in NFC whatever stands beside them here, and have no case but ASCII's: so that names of
/// Latin letters and Hangul syllables need no tables.
fn is_plain(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{2010}'..='\u{2027}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// A page is a folder, and file systems take no longer names.
const LONGEST: usize = 255;

/// What is wrong with a slug: letters and digits of any script, combining marks, and hyphens are allowed.
pub fn slug_fault(slug: &str) -> Option<String> {
    if slug.is_empty() {
        return Some("a slug cannot be empty".into());
    }
    if slug.len() > LONGEST {
        return Some(format!("it is too long for the name of a folder, which holds {LONGEST} bytes"));
    }
    let odd = slug
        .chars()
        .find(|c| !(c.is_alphanumeric() || *c == '-' || unicode_normalization::char::is_combining_mark(*c)));
    odd.map(|c| {
        let shown = if c == ' ' { "a space".to_owned() } else { format!("`{}`", c.escape_debug()) };
        format!("a slug holds letters, digits and hyphens, not {shown}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_joins_what_people_type_alike() {
        assert_eq!(fold("  Stay\n With  Me "), "stay with me");
        assert_eq!(fold("STRASSE"), fold("straße"));
        assert_eq!(fold("도깨비"), fold("도깨비"));
        assert_eq!(fold("\u{1103}\u{1169}"), fold("도"));
    }

    #[test]
    fn the_short_way_of_folding_leads_to_the_same() {
        let plain: Vec<char> = (char::MIN..=char::MAX).filter(|c| is_plain(*c)).collect();
        // Each beside a neighbour, so that what composes would show.
        for pair in plain.windows(2).chain(plain.chunks(777)) {
            let text: String = pair.iter().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(fold(&text), fold_any(&text));
        }
    }

    #[test]
    fn slugs_keep_hangul_and_refuse_spaces() {
        assert_eq!(slug_fault("첫눈-2"), None);
        assert!(slug_fault("a b").is_some_and(|m| m.contains("a space")));
        assert!(slug_fault("a/b").is_some());
        assert!(slug_fault("").is_some());
    }
}
