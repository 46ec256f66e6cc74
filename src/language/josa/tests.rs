//! Particles beside names of the field, as a Korean reader would write them.

use super::{Pair, USUAL, ending, particle, suggestion, with};
use proptest::prelude::*;

/// Word, pair, the word with its particle.
const TABLE: &[(&str, &str, &str)] = &[
    // Hangul
    ("눈물의 여왕", "을/를", "눈물의 여왕을"),
    ("미스티", "을/를", "미스티를"),
    ("서울", "으로/로", "서울로"),
    ("부산", "으로/로", "부산으로"),
    ("제주", "으로/로", "제주로"),
    ("도깨비", "은/는", "도깨비는"),
    ("골든", "은/는", "골든은"),
    ("별", "이/가", "별이"),
    ("여덟", "으로/로", "여덟으로"),
    ("찬열", "과/와", "찬열과"),
    ("거미", "과/와", "거미와"),
    ("사랑", "이나/나", "사랑이나"),
    ("첫눈처럼 너에게 가겠다", "이라고/라고", "첫눈처럼 너에게 가겠다라고"),
    ("\u{1103}\u{1169}\u{1101}\u{1162}\u{1107}\u{1175}", "을/를", "\u{1103}\u{1169}\u{1101}\u{1162}\u{1107}\u{1175}를"),
    ("\u{1106}\u{116E}\u{11AF}", "으로/로", "\u{1106}\u{116E}\u{11AF}로"),
    // Letters by their names
    ("ㄱ", "은/는", "ㄱ은"),
    ("ㅋ", "을/를", "ㅋ을"),
    ("ㄹ", "으로/로", "ㄹ로"),
    ("ㅎ", "으로/로", "ㅎ으로"),
    ("ㅏ", "을/를", "ㅏ를"),
    // Marks, glosses
    ("「골든」", "은/는", "「골든」은"),
    ("\"눈물의 여왕\"", "을/를", "\"눈물의 여왕\"을"),
    ("‘도깨비’", "이/가", "‘도깨비’가"),
    ("《케이팝 데몬 헌터스》", "은/는", "《케이팝 데몬 헌터스》는"),
    ("골든(Golden)", "은/는", "골든(Golden)은"),
    ("도깨비 (Original Television Soundtrack)", "을/를", "도깨비 (Original Television Soundtrack)를"),
    ("서울(2024)", "으로/로", "서울(2024)로"),
    ("홍길동(洪吉童)", "이/가", "홍길동(洪吉童)이"),
    ("(골든)", "은/는", "(골든)은"),
    ("「(서울)」", "으로/로", "「(서울)」로"),
    ("괜찮아?", "은/는", "괜찮아?는"),
    ("안녕!", "이/가", "안녕!이"),
    ("골든)", "은/는", "골든)은"),
    // Numbers
    ("0", "은/는", "0은"),
    ("1", "으로/로", "1로"),
    ("2", "이/가", "2가"),
    ("3", "으로/로", "3으로"),
    ("6", "으로/로", "6으로"),
    ("7", "으로/로", "7로"),
    ("8", "이/가", "8이"),
    ("9", "과/와", "9와"),
    ("10", "으로/로", "10으로"),
    ("100", "을/를", "100을"),
    ("1,000", "을/를", "1,000을"),
    ("10000", "은/는", "10000은"),
    ("100,000", "은/는", "100,000은"),
    ("100000000", "은/는", "100000000은"),
    ("1,000,000,000,000", "은/는", "1,000,000,000,000는"),
    ("2024", "은/는", "2024는"),
    ("2017", "으로/로", "2017로"),
    ("3.5", "을/를", "3.5를"),
    ("4.1", "으로/로", "4.1로"),
    ("Part.1", "으로/로", "Part.1로"),
    ("007", "이/가", "007이"),
    ("시즌 3", "을/를", "시즌 3을"),
    ("Hot 100", "을/를", "Hot 100을"),
    ("Ⅱ", "은/는", "Ⅱ는"),
    ("Ⅲ", "은/는", "Ⅲ은"),
    ("Part II", "은/는", "Part II는"),
    ("１２", "이/가", "１２가"),
    // Units
    ("16%", "을/를", "16%를"),
    ("25℃", "이/가", "25℃가"),
    ("10km", "은/는", "10km는"),
    ("5 kg", "은/는", "5 kg은"),
    ("120BPM", "으로/로", "120BPM으로"),
    ("$100", "을/를", "$100를"),
    ("₩1,000", "을/를", "₩1,000을"),
    ("1st", "은/는", "1st는"),
    ("33㎡", "은/는", "33㎡는"),
    // Letter by letter
    ("BTS", "은/는", "BTS는"),
    ("IU", "이/가", "IU가"),
    ("V", "이/가", "V가"),
    ("OST", "을/를", "OST를"),
    ("MBC", "과/와", "MBC와"),
    ("KBS", "으로/로", "KBS로"),
    ("SBS", "이/가", "SBS가"),
    ("JTBC", "은/는", "JTBC는"),
    ("tvN", "은/는", "tvN은"),
    ("tvN", "으로/로", "tvN으로"),
    ("OCN", "이/가", "OCN이"),
    ("ENA", "이/가", "ENA가"),
    ("CGV", "으로/로", "CGV로"),
    ("SM", "은/는", "SM은"),
    ("URL", "으로/로", "URL로"),
    ("PR", "을/를", "PR을"),
    ("TXT", "은/는", "TXT는"),
    ("DAY6", "은/는", "DAY6는"),
    ("GOT7", "은/는", "GOT7은"),
    ("MP3", "을/를", "MP3를"),
    ("O.S.T.", "을/를", "O.S.T.를"),
    ("x", "은/는", "x는"),
    // Read as words
    ("EXO", "은/는", "EXO는"),
    ("TWICE", "이/가", "TWICE가"),
    ("HUNTR/X", "은/는", "HUNTR/X는"),
    ("EJAE", "이/가", "EJAE가"),
    ("Saja Boys", "은/는", "Saja Boys는"),
    ("Punch", "은/는", "Punch는"),
    ("Gummy", "이/가", "Gummy가"),
    ("Ailee", "은/는", "Ailee는"),
    ("Chanyeol", "으로/로", "Chanyeol로"),
    ("Crush", "과/와", "Crush와"),
    ("Heize", "은/는", "Heize는"),
    ("J-Hope", "은/는", "J-Hope은"),
    ("Jung Kook", "이/가", "Jung Kook이"),
    ("Rosé", "이/가", "Rosé가"),
    ("Beyoncé", "은/는", "Beyoncé는"),
    ("Rumi", "은/는", "Rumi는"),
    ("Zoey", "이/가", "Zoey가"),
    ("aespa", "을/를", "aespa를"),
    ("BLACKPINK", "은/는", "BLACKPINK는"),
    ("LE SSERAFIM", "은/는", "LE SSERAFIM은"),
    ("NewJeans", "은/는", "NewJeans는"),
    ("Red Velvet", "이/가", "Red Velvet이"),
    ("iKON", "은/는", "iKON은"),
    ("SHINee", "은/는", "SHINee는"),
    ("Apple", "으로/로", "Apple로"),
    ("Google", "은/는", "Google은"),
    ("Circle", "으로/로", "Circle로"),
    ("Soul", "으로/로", "Soul로"),
    ("Your Idol", "은/는", "Your Idol은"),
    ("name", "은/는", "name은"),
    ("Wanna One", "은/는", "Wanna One은"),
    ("the", "은/는", "the는"),
    ("K-POP", "을/를", "K-POP을"),
    ("Soda Pop", "을/를", "Soda Pop을"),
    ("Rock", "을/를", "Rock을"),
    ("Music", "은/는", "Music은"),
    ("Secret", "은/는", "Secret은"),
    ("Netflix", "은/는", "Netflix는"),
    ("Spotify", "으로/로", "Spotify로"),
    ("YouTube", "으로/로", "YouTube로"),
    ("Billboard", "은/는", "Billboard는"),
    ("Melon", "으로/로", "Melon으로"),
    ("Golden", "은/는", "Golden은"),
    ("Takedown", "이/가", "Takedown이"),
    ("Song", "은/는", "Song은"),
    ("Everything", "을/를", "Everything을"),
    ("Night", "이/가", "Night가"),
    ("Sweet", "은/는", "Sweet는"),
    ("Heart", "을/를", "Heart를"),
    ("Path", "은/는", "Path는"),
    ("Snow", "을/를", "Snow를"),
    ("You", "을/를", "You를"),
    ("Free", "은/는", "Free는"),
    ("Strategy", "은/는", "Strategy는"),
    ("How It's Done", "은/는", "How It's Done은"),
    ("What It Sounds Like", "은/는", "What It Sounds Like는"),
    ("Bomb", "은/는", "Bomb은"),
    ("Design", "으로/로", "Design으로"),
    ("Work", "은/는", "Work는"),
    ("Baek", "이/가", "Baek이"),
    ("Disney+", "으로/로", "Disney+로"),
    // Words of the field that are read as their own languages have them
    ("Main Theme", "은/는", "Main Theme는"),
    ("Love Theme", "을/를", "Love Theme를"),
    ("Theme", "으로/로", "Theme로"),
    ("QWER", "으로/로", "QWER로"),
    ("QWER", "은/는", "QWER은"),
    ("fromis_9", "은/는", "fromis_9은"),
    ("fromis_9", "으로/로", "fromis_9으로"),
    ("4Minute", "이/가", "4Minute이"),
    ("Debut", "은/는", "Debut는"),
    ("Début", "은/는", "Début는"),
    ("Ballet", "을/를", "Ballet를"),
    ("Duet", "을/를", "Duet을"),
    ("Finale", "은/는", "Finale는"),
    ("Encore", "을/를", "Encore를"),
    ("Cliché", "은/는", "Cliché는"),
    ("Café", "으로/로", "Café로"),
    ("Cafe", "은/는", "Cafe는"),
    ("Rendezvous", "은/는", "Rendezvous는"),
    ("Rendez-vous", "이/가", "Rendez-vous가"),
    ("Ensemble", "으로/로", "Ensemble로"),
    ("Ensemble", "은/는", "Ensemble은"),
    ("Overture", "을/를", "Overture를"),
    ("Interlude", "은/는", "Interlude는"),
    ("Prelude", "은/는", "Prelude는"),
    ("Medley", "이/가", "Medley가"),
    ("Remix", "은/는", "Remix는"),
    ("Instrumental", "으로/로", "Instrumental로"),
    ("Golden (Inst.)", "은/는", "Golden (Inst.)은"),
    ("Inst.", "은/는", "Inst.는"),
    ("Inst", "으로/로", "Inst로"),
    ("English Ver.", "은/는", "English Ver.은"),
    ("Ver.", "으로/로", "Ver.으로"),
    ("feat.", "은/는", "feat.은"),
    ("EP", "은/는", "EP는"),
    ("LP", "을/를", "LP를"),
    ("CD", "을/를", "CD를"),
    ("OST Part.1", "은/는", "OST Part.1은"),
    ("OST Part.2", "은/는", "OST Part.2는"),
    ("OST Part.10", "으로/로", "OST Part.10으로"),
    // Kana by the last sound
    ("コイスルオトメ", "은/는", "コイスルオトメ는"),
    ("ルパン", "은/는", "ルパン은"),
    // What nobody can tell
    ("", "을/를", "을(를)"),
    ("🎵", "이/가", "🎵이(가)"),
    ("鬼", "으로/로", "鬼(으)로"),
    ("…", "과/와", "…와(과)"),
    ("Люба", "이나/나", "Люба(이)나"),
    ("💛", "이에요/예요", "💛이에요/예요"),
    // Other pairs
    ("골든", "이에요/예요", "골든이에요"),
    ("도깨비", "이에요/예요", "도깨비예요"),
    ("도깨비", "이었다/였다", "도깨비였다"),
    ("골든", "이었(였)다", "골든이었다"),
    ("도깨비", "은커녕/는커녕", "도깨비는커녕"),
    ("서울", "으로부터/로부터", "서울로부터"),
    ("별", "아/야", "별아"),
    ("루미", "아/야", "루미야"),
    ("루미", "이시여/시여", "루미시여"),
    ("골든", "이라는/라는", "골든이라는"),
    ("Golden", "(이)라는", "Golden이라는"),
    ("서울", "(으)로서", "서울로서"),
    ("골든", "이야말로/야말로", "골든이야말로"),
];

#[test]
fn every_word_has_the_particle_that_a_reader_expects() {
    let mut wrong = Vec::new();
    for (word, pair, expected) in TABLE {
        let read = Pair::parse(pair).unwrap_or_else(|| panic!("`{pair}` is a pair"));
        let found = with(word, &read);
        if found != *expected {
            wrong.push(format!("{expected}, not {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_pair_is_read_in_either_order_and_as_it_is_usually_written() {
    for text in ["을/를", "를/을", "을(를)", "를(을)", " 을 / 를 "] {
        assert_eq!(Pair::parse(text), Pair::parse("을/를"), "{text}");
    }
    for (text, same) in [
        ("(으)로", "으로/로"),
        ("로/으로", "으로/로"),
        ("(이)나", "이나/나"),
        ("와(과)", "과/와"),
        ("예요/이에요", "이에요/예요"),
        ("(이)라고", "이라고/라고"),
    ] {
        assert!(Pair::parse(text).is_some(), "{text}");
        assert_eq!(Pair::parse(text), Pair::parse(same), "{text}");
    }
    for text in USUAL {
        assert_eq!(Pair::parse(text).map(|pair| pair.to_string()).as_deref(), Some(text));
    }
}

#[test]
fn what_is_no_pair_is_told() {
    for text in [
        "",
        "을",
        "/",
        "을/",
        "을/룰",
        "은/를",
        "이에요/에요",
        "이었다/었다",
        "이라/나",
        "a/b",
        "을/를/은",
        "()",
        "이/",
        "아서/야서",
    ] {
        assert_eq!(Pair::parse(text), None, "{text}");
    }
    assert_eq!(suggestion("을/룰"), "did you mean `을/를`?");
    assert_eq!(suggestion("이에요/에요"), "did you mean `이에요/예요`?");
    assert!(suggestion("object").starts_with("a pair is the form after a consonant"), "{}", suggestion("object"));
}

proptest! {
    #[test]
    fn any_word_gets_one_of_the_forms(word in "\\PC{0,12}|[가-힣A-Za-z0-9(). ]{0,12}", which in 0..USUAL.len()) {
        let pair = Pair::parse(USUAL[which]).unwrap();
        let (closed, open) = USUAL[which].split_once('/').unwrap();
        let form = particle(&word, &pair);
        prop_assert!(form == closed || form == open || form == pair.after(None));
        prop_assert_eq!(form == pair.after(None), ending(&word).is_none());
        prop_assert!(with(&word, &pair).starts_with(&word));
    }

    #[test]
    fn any_text_is_read_as_a_pair_without_fear(text in "\\PC{0,8}|[은는이가을를으로/() ]{0,8}") {
        if let Some(pair) = Pair::parse(&text) {
            prop_assert_eq!(Pair::parse(&pair.to_string()), Some(pair));
        }
    }
}
