//! Identifiers as people type them, right and wrong, and anything else that can be typed.

use super::code::gs1_check;
use super::scheme::isni;
use super::*;
use proptest::prelude::*;

/// What is said about a text that is none.
fn fault<T: std::fmt::Debug>(read: Result<T, String>) -> String {
    read.unwrap_err()
}

#[test]
fn recordings() {
    for text in ["KR-A30-16-00125", "kra301600125", " KRA30-16-00125 "] {
        let code = Isrc::parse(text).unwrap();
        assert_eq!((code.text().as_str(), code.compact()), ("KR-A30-16-00125", "KRA301600125"));
    }
    assert_eq!(
        fault(Isrc::parse("KR-A30-16-0012")),
        "an ISRC has 12 letters and digits, like `KR-A30-16-00125`, and this has 11"
    );
    assert_eq!(fault(Isrc::parse("K1-A30-16-00125")), "an ISRC begins with two letters, so `1` cannot be one of them");
    assert_eq!(
        fault(Isrc::parse("KR-A30-16-O0125")),
        "the last seven places of an ISRC are digits, and `KR-A30-16-O0125` has `O` there"
    );
    assert_eq!(fault(Isrc::parse("KR–A30–16–00125")), "an ISRC is made of letters, digits and hyphens, not `–`");
    assert_eq!(fault(Isrc::parse("")), "an ISRC is made of letters, digits and hyphens, and here is nothing");
}

#[test]
fn works() {
    for text in ["T-034.524.680-1", "T0345246801", "t-034524680-1", "T 034 524 680 1"] {
        let code = Iswc::parse(text).unwrap();
        assert_eq!((code.text(), code.compact()), ("T-034.524.680-1".into(), "T0345246801".into()));
    }
    assert_eq!(
        fault(Iswc::parse("T-034.524.680-2")),
        "the last place of an ISWC checks the others, and they ask for `1`, not `2`; one of them is mistyped"
    );
    assert_eq!(
        fault(Iswc::parse("T-034.524.68-1")),
        "an ISWC is `T` and ten digits, like `T-034.524.680-1`, and this has 9 digits"
    );
    assert_eq!(fault(Iswc::parse("T-034.52A.680-1")), "after its `T`, an ISWC has digits, not `A`");
    assert_eq!(
        fault(Iswc::parse("0345246801")),
        "an ISWC is `T` and ten digits, like `T-034.524.680-1`, and this does not begin with `T`"
    );
}

#[test]
fn barcodes() {
    let upc = Barcode::parse("0 36000 29145 2").unwrap();
    let ean = Barcode::parse("0036000291452").unwrap();
    assert_eq!((upc.text().as_str(), upc.gtin13().as_str()), ("036000291452", "0036000291452"));
    assert_eq!(ean.text(), "0036000291452");
    assert_eq!(upc, ean);
    assert_eq!(Barcode::parse("4006381333931").unwrap().text(), "4006381333931");
    assert_eq!(Barcode::parse("7351-3537").unwrap().gtin13(), "0000073513537");
    assert_eq!(
        fault(Barcode::parse("4006381333932")),
        "the last place of a barcode checks the others, and they ask for `1`, not `2`; one of them is mistyped"
    );
    assert_eq!(
        fault(Barcode::parse("36000291452")),
        "a barcode has 12 digits (UPC-A), 13 (EAN-13) or 8 (EAN-8), and this has 11; \
         the 0 that it begins with is missing: `036000291452`"
    );
    assert_eq!(fault(Barcode::parse("40063813339E1")), "a barcode has digits, not `E`");
    assert!(fault(Barcode::parse("0000000000000")).contains("zeros"));
}

#[test]
fn pages_of_public_catalogues() {
    let mbid = "B9AD642E-b012-41c7-b72a-42cf4911f9ff";
    for (scheme, of, text, url) in [
        (Scheme::MusicBrainz, Of::Group, mbid, "https://musicbrainz.org/artist/b9ad642e-b012-41c7-b72a-42cf4911f9ff"),
        (
            Scheme::MusicBrainz,
            Of::Recording,
            mbid,
            "https://musicbrainz.org/recording/b9ad642e-b012-41c7-b72a-42cf4911f9ff",
        ),
        (Scheme::Wikidata, Of::Series, "q42", "https://www.wikidata.org/wiki/Q42"),
        (Scheme::Tmdb, Of::Series, "67915", "https://www.themoviedb.org/tv/67915"),
        (Scheme::Tmdb, Of::Film, "67915", "https://www.themoviedb.org/movie/67915"),
        (Scheme::Tmdb, Of::Person, "67915", "https://www.themoviedb.org/person/67915"),
        (Scheme::Imdb, Of::Film, "tt1234567", "https://www.imdb.com/title/tt1234567/"),
        (Scheme::Imdb, Of::Person, "NM12345678", "https://www.imdb.com/name/nm12345678/"),
        (Scheme::Imdb, Of::Group, "co0123456", "https://www.imdb.com/company/co0123456/"),
        (Scheme::Discogs, Of::Release, "249504", "https://www.discogs.com/release/249504"),
        (Scheme::Discogs, Of::Person, "249504", "https://www.discogs.com/artist/249504"),
        (Scheme::Isni, Of::Person, "0000 0001 2150 090x", "https://isni.org/isni/000000012150090X"),
    ] {
        let id = scheme.read(of, text).unwrap();
        assert_eq!((id.url().as_str(), id.scheme(), id.of()), (url, scheme, of));
        assert_eq!(scheme.read(of, &id.text()).as_ref(), Ok(&id));
    }
    assert_eq!(Scheme::Isni.read(Of::Person, "000000012150090X").map(|id| id.text()), Ok("0000 0001 2150 090X".into()));
}

#[test]
fn what_is_wrong_with_an_id() {
    for (scheme, of, text, said) in [
        (Scheme::Tmdb, Of::Recording, "1", "TMDB has no page of a recording"),
        (Scheme::MusicBrainz, Of::Series, "1", "MusicBrainz has no page of a series"),
        (
            Scheme::MusicBrainz,
            Of::Work,
            "b9ad642e-b012-41c7-b72a",
            "a MusicBrainz id has 32 digits and letters a to f, like `b9ad642e-b012-41c7-b72a-42cf4911f9ff`, \
             and this has 20",
        ),
        (
            Scheme::MusicBrainz,
            Of::Work,
            "b9ad642eb01241c7b72a42cf4911f9ff",
            "a MusicBrainz id has 32 digits and letters a to f, like `b9ad642e-b012-41c7-b72a-42cf4911f9ff`, \
             with hyphens after 8, 12, 16 and 20 of them",
        ),
        (
            Scheme::MusicBrainz,
            Of::Work,
            "g9ad642e-b012-41c7-b72a-42cf4911f9ff",
            "a MusicBrainz id has 32 digits and letters a to f, like `b9ad642e-b012-41c7-b72a-42cf4911f9ff`, \
             and `g` is none of these",
        ),
        (Scheme::Wikidata, Of::Film, "42", "a Wikidata id is `Q` and a number, like `Q42`, not `42`"),
        (
            Scheme::Wikidata,
            Of::Film,
            "https://www.wikidata.org/wiki/Q7#sitelinks",
            "this is an address; write the id that is in it, `Q7`",
        ),
        (Scheme::Tmdb, Of::Series, "67915-goblin", "a TMDB id is a number, like `67915`, not `67915-goblin`"),
        (Scheme::Tmdb, Of::Series, "067915", "a TMDB id is a number, like `67915`; its number does not begin with 0"),
        (
            Scheme::Imdb,
            Of::Series,
            "nm1234567",
            "an IMDb id of a title is `tt` and at least 7 digits, like `tt0000123`; `nm` is for people",
        ),
        (
            Scheme::Imdb,
            Of::Series,
            "tt123",
            "an IMDb id of a title is `tt` and at least 7 digits, like `tt0000123`, and this has 3",
        ),
        (
            Scheme::Isni,
            Of::Person,
            "0000000121500901",
            "the last place of an ISNI checks the others, and they ask for `X`, not `1`; one of them is mistyped",
        ),
        (Scheme::Isni, Of::Person, "000000012150090Y", "an ISNI ends in a digit or `X`, and `Y` is neither"),
    ] {
        assert_eq!(scheme.read(of, text).unwrap_err(), said, "{text}");
    }
}

fn any_scheme() -> impl Strategy<Value = Scheme> {
    proptest::sample::select(Scheme::WORDS).prop_map(|word| Scheme::from_word(word).unwrap())
}

fn any_of() -> impl Strategy<Value = Of> {
    proptest::sample::select(Of::WORDS).prop_map(|word| Of::from_word(word).unwrap())
}

proptest! {
    /// Whatever is typed is read or refused in one line, and what is read is read again from its own text.
    #[test]
    fn anything_can_be_typed(text in "\\PC*|[A-Za-z0-9 .-]{0,20}", scheme in any_scheme(), of in any_of()) {
        match Isrc::parse(&text) {
            Ok(code) => prop_assert_eq!(Isrc::parse(&code.text()), Ok(code)),
            Err(said) => prop_assert!(!said.contains('\n')),
        }
        if let Ok(code) = Iswc::parse(&text) {
            prop_assert_eq!(Iswc::parse(&code.text()), Ok(code));
        }
        if let Ok(code) = Barcode::parse(&text) {
            prop_assert_eq!(Barcode::parse(&code.gtin13()), Ok(code));
        }
        match scheme.read(of, &text) {
            Ok(id) => prop_assert!(id.url().is_ascii()),
            Err(said) => prop_assert!(!said.contains('\n')),
        }
    }

    #[test]
    fn one_wrong_digit_of_a_barcode_is_found(body in "[0-9]{11}", place in 0usize..12, add in 1u8..10) {
        prop_assume!(body.bytes().any(|b| b != b'0'));
        let mut right = format!("{body}{}", gs1_check(&body)).into_bytes();
        prop_assert!(Barcode::parse(&String::from_utf8(right.clone()).unwrap()).is_ok());
        right[place] = b'0' + (right[place] - b'0' + add) % 10;
        prop_assert!(Barcode::parse(&String::from_utf8(right).unwrap()).is_err());
    }

    #[test]
    fn one_wrong_digit_of_an_isni_is_found(body in "[0-9]{15}", place in 0usize..15, add in 1u8..10) {
        let with = |last: &str| isni(&format!("{body}{last}")).ok();
        let right = "0123456789X".split("").filter(|c| !c.is_empty()).find_map(with).unwrap();
        let mut wrong = right.into_bytes();
        wrong[place] = b'0' + (wrong[place] - b'0' + add) % 10;
        prop_assert!(isni(&String::from_utf8(wrong).unwrap()).is_err());
    }
}
