//! Identifiers that others gave: recordings, works, barcodes, and ids in public catalogues, with their check digits.

use super::credit::words;
use std::hash::{Hash, Hasher};

/// International Standard Recording Code, ISO 3901: `CC-XXX-YY-NNNNN`, that is two letters and three letters or
/// digits for who gave it, two digits for the year, five for the recording.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Isrc(String);

impl Isrc {
    /// Reads 12 letters and digits; hyphens may stand between them, and small letters are made capitals.
    ///
    /// # Errors
    /// Says in words what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        const FORM: &str = "an ISRC has 12 letters and digits, like `KR-A30-16-00125`";
        let code = letters_and_digits(text, &['-'], "an ISRC", "letters, digits and hyphens")?.to_ascii_uppercase();
        if code.len() != 12 {
            return Err(format!("{FORM}, and this has {}", code.len()));
        }
        for (place, found) in code.char_indices() {
            if place < 2 && !found.is_ascii_alphabetic() {
                return Err(format!("an ISRC begins with two letters, so `{found}` cannot be one of them"));
            }
            if place > 4 && !found.is_ascii_digit() {
                let shown = dashed(&code);
                return Err(format!("the last seven places of an ISRC are digits, and `{shown}` has `{found}` there"));
            }
        }
        Ok(Self(code))
    }

    /// As people write it: `KR-A30-16-00125`.
    pub fn text(&self) -> String {
        dashed(&self.0)
    }

    /// As systems write it, without hyphens: `KRA301600125`.
    pub fn compact(&self) -> &str {
        &self.0
    }
}

fn dashed(code: &str) -> String {
    format!("{}-{}-{}-{}", &code[..2], &code[2..5], &code[5..7], &code[7..])
}

/// International Standard Musical Work Code, ISO 15707: `T-123.456.789-C`, where C is a check digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iswc(String);

impl Iswc {
    /// Reads `T` and ten digits; hyphens, dots and spaces may stand between them.
    ///
    /// # Errors
    /// Says in words what is wrong with the text; for a wrong check digit, which one would be right.
    pub fn parse(text: &str) -> Result<Self, String> {
        const FORM: &str = "an ISWC is `T` and ten digits, like `T-034.524.680-1`";
        let code = letters_and_digits(text, &['-', '.', ' '], "an ISWC", "`T`, digits, hyphens and dots")?
            .to_ascii_uppercase();
        let Some(digits) = code.strip_prefix('T') else {
            return Err(format!("{FORM}, and this does not begin with `T`"));
        };
        only_digits(digits, "after its `T`, an ISWC has digits")?;
        if digits.len() != 10 {
            return Err(format!("{FORM}, and this has {}", counted(digits.len(), "digit")));
        }
        let (body, stated) = digits.split_at(9);
        // ISO 15707, annex A: 1 and each digit times its place, and what is missing to the next ten.
        let sum = body.bytes().zip(1..).fold(1, |sum, (digit, place)| sum + u32::from(digit - b'0') * place);
        checked(stated, &((10 - sum % 10) % 10).to_string(), "an ISWC")?;
        Ok(Self(digits.to_owned()))
    }

    /// As people write it: `T-034.524.680-1`.
    pub fn text(&self) -> String {
        let digits = &self.0;
        format!("T-{}.{}.{}-{}", &digits[..3], &digits[3..6], &digits[6..9], &digits[9..])
    }

    /// As systems write it, without punctuation: `T0345246801`.
    pub fn compact(&self) -> String {
        format!("T{}", self.0)
    }
}

/// The number below a release's barcode (GS1 General Specifications): a UPC-A of 12 digits, an EAN-13 or an EAN-8.
///
/// Two are equal when they are the same article's: a UPC-A is the EAN-13 with a 0 before it.
#[derive(Debug, Clone, Copy)]
pub struct Barcode {
    number: u64,
    /// How many digits were written: 8, 12 or 13.
    digits: usize,
}

impl Barcode {
    /// Reads 8, 12 or 13 digits; hyphens and spaces may stand between them.
    ///
    /// # Errors
    /// Says in words what is wrong with the text; for a wrong check digit, which one would be right.
    pub fn parse(text: &str) -> Result<Self, String> {
        const FORM: &str = "a barcode has 12 digits (UPC-A), 13 (EAN-13) or 8 (EAN-8)";
        let digits = letters_and_digits(text, &['-', ' '], "a barcode", "digits, hyphens and spaces")?;
        only_digits(&digits, "a barcode has digits")?;
        if !matches!(digits.len(), 8 | 12 | 13) {
            let lost = digits.len() == 11 && gs1_check(&digits[..10]) == digits[10..];
            let why = if lost { format!("; the 0 that it begins with is missing: `0{digits}`") } else { String::new() };
            return Err(format!("{FORM}, and this has {}{why}", digits.len()));
        }
        if digits.bytes().all(|digit| digit == b'0') {
            return Err("a barcode of zeros is nobody's; leave it out when it is not known".into());
        }
        let (body, stated) = digits.split_at(digits.len() - 1);
        checked(stated, &gs1_check(body), "a barcode")?;
        let number = digits.parse().map_err(|_| FORM.to_owned())?;
        Ok(Self { number, digits: digits.len() })
    }

    /// The digits as they are printed: `0602455972804`, or 12 for a UPC-A.
    pub fn text(self) -> String {
        format!("{:0width$}", self.number, width = self.digits)
    }

    /// The 13 digits by which barcodes are compared.
    pub fn gtin13(self) -> String {
        format!("{:013}", self.number)
    }
}

impl PartialEq for Barcode {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}
impl Eq for Barcode {}
impl Hash for Barcode {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

/// The check digit of a GTIN (GS1 General Specifications, section 7.9.1): from the right, digits times 3 and 1 in
/// turn, and what is missing to the next ten.
fn gs1_check(body: &str) -> String {
    let weighted = |(digit, weight): (u8, u32)| u32::from(digit - b'0') * weight;
    let sum: u32 = body.bytes().rev().zip([3, 1].into_iter().cycle()).map(weighted).sum();
    ((10 - sum % 10) % 10).to_string()
}

words! {
    /// A public catalogue in which things have ids.
    Scheme {
        MusicBrainz "musicbrainz", Wikidata "wikidata", Tmdb "tmdb", Imdb "imdb", Discogs "discogs", Isni "isni",
    }
}

words! {
    /// What an id is of; catalogues have different pages for different things.
    Of {
        Series "series", Film "film", Release "release", Recording "recording", Person "person", Group "group",
        Work "work", Instrument "instrument", Award "award",
    }
}

impl Of {
    /// "a series", "an award".
    fn one(self) -> String {
        let article = if self.word().starts_with(['a', 'i']) { "an" } else { "a" };
        format!("{article} {}", self.word())
    }
}

/// A checked id of a thing in a public catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ExternalId {
    scheme: Scheme,
    of: Of,
    value: String,
}

impl Scheme {
    /// The catalogue's name in messages: "`MusicBrainz`".
    pub fn name(self) -> &'static str {
        match self {
            Scheme::MusicBrainz => "MusicBrainz",
            Scheme::Wikidata => "Wikidata",
            Scheme::Tmdb => "TMDB",
            Scheme::Imdb => "IMDb",
            Scheme::Discogs => "Discogs",
            Scheme::Isni => "ISNI",
        }
    }

    /// Whether the catalogue has pages of such things.
    pub fn knows(self, of: Of) -> bool {
        match self {
            Scheme::MusicBrainz => !matches!(of, Of::Series | Of::Film | Of::Award),
            Scheme::Wikidata => true,
            Scheme::Tmdb => matches!(of, Of::Series | Of::Film | Of::Person),
            Scheme::Imdb => matches!(of, Of::Series | Of::Film | Of::Person | Of::Group),
            Scheme::Discogs => matches!(of, Of::Release | Of::Person | Of::Group),
            Scheme::Isni => matches!(of, Of::Person | Of::Group),
        }
    }

    /// What an id looks like, with an example.
    fn form(self, of: Of) -> &'static str {
        match (self, of) {
            (Scheme::MusicBrainz, _) => {
                "a MusicBrainz id has 32 digits and letters a to f, like `b9ad642e-b012-41c7-b72a-42cf4911f9ff`"
            }
            (Scheme::Wikidata, _) => "a Wikidata id is `Q` and a number, like `Q42`",
            (Scheme::Tmdb, _) => "a TMDB id is a number, like `67915`",
            (Scheme::Imdb, Of::Person) => "an IMDb id of a person is `nm` and at least 7 digits, like `nm0000123`",
            (Scheme::Imdb, Of::Group) => {
                "an IMDb id of a group is `nm` or `co` and at least 7 digits, like `nm0000123`"
            }
            (Scheme::Imdb, _) => "an IMDb id of a title is `tt` and at least 7 digits, like `tt0000123`",
            (Scheme::Discogs, _) => "a Discogs id is a number, like `249504`",
            (Scheme::Isni, _) => "an ISNI has 16 digits, of which the last may be `X`, like `0000 0001 2150 090X`",
        }
    }

    /// Reads the id of a thing, as the catalogue writes it.
    ///
    /// # Errors
    /// Says in words what is wrong with the text, or that the catalogue has no such things.
    pub fn read(self, of: Of, text: &str) -> Result<ExternalId, String> {
        if !self.knows(of) {
            return Err(format!("{} has no page of {}", self.name(), of.one()));
        }
        let text = text.trim();
        if text.is_empty() {
            return Err(self.form(of).to_owned());
        }
        if text.contains('/') {
            // People copy addresses; the id is one of their parts, so they are told which.
            let parts = text.split(['/', '?', '#']);
            return Err(match parts.rev().find_map(|part| self.value(of, part).ok()) {
                Some(value) => format!("this is an address; write the id that is in it, `{value}`"),
                None => format!("this is an address, and the id is asked for: {}", self.form(of)),
            });
        }
        Ok(ExternalId { scheme: self, of, value: self.value(of, text)? })
    }

    fn value(self, of: Of, text: &str) -> Result<String, String> {
        match self {
            Scheme::MusicBrainz => self.uuid(of, text),
            Scheme::Wikidata => {
                let digits =
                    text.strip_prefix(['Q', 'q']).ok_or_else(|| format!("{}, {}", self.form(of), not(text)))?;
                self.number(of, text, digits).map(|number| format!("Q{number}"))
            }
            Scheme::Tmdb | Scheme::Discogs => self.number(of, text, text),
            Scheme::Imdb => self.imdb(of, text),
            Scheme::Isni => isni(text),
        }
    }

    /// RFC 9562, section 4: 8, 4, 4, 4 and 12 hexadecimal digits between hyphens.
    fn uuid(self, of: Of, text: &str) -> Result<String, String> {
        let form = self.form(of);
        if let Some(odd) = text.chars().find(|c| !c.is_ascii_hexdigit() && *c != '-') {
            return Err(format!("{form}, and {} is none of these", shown(odd)));
        }
        let count = text.chars().filter(|c| *c != '-').count();
        if count != 32 {
            return Err(format!("{form}, and this has {count}"));
        }
        if !text.split('-').map(str::len).eq([8, 4, 4, 4, 12]) {
            return Err(format!("{form}, with hyphens after 8, 12, 16 and 20 of them"));
        }
        Ok(text.to_ascii_lowercase())
    }

    fn number(self, of: Of, text: &str, digits: &str) -> Result<String, String> {
        if digits.is_empty() || digits.chars().any(|c| !c.is_ascii_digit()) {
            return Err(format!("{}, {}", self.form(of), not(text)));
        }
        if digits.starts_with('0') {
            return Err(format!("{}; its number does not begin with 0", self.form(of)));
        }
        // The longest that fits 64 bits surely; catalogues are far below.
        if digits.len() > 19 {
            return Err(format!("{}, and this has {} digits", self.form(of), digits.len()));
        }
        Ok(digits.to_owned())
    }

    fn imdb(self, of: Of, text: &str) -> Result<String, String> {
        let small = text.to_ascii_lowercase();
        let digits = small.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let prefix = &small[..small.len() - digits.len()];
        let right: &[&str] = match of {
            Of::Person => &["nm"],
            Of::Group => &["nm", "co"],
            _ => &["tt"],
        };
        if !right.contains(&prefix) {
            let why = match prefix {
                "tt" => "; `tt` is for titles".to_owned(),
                "nm" => "; `nm` is for people".to_owned(),
                "co" => "; `co` is for companies".to_owned(),
                _ => format!(", {}", not(text)),
            };
            return Err(format!("{}{why}", self.form(of)));
        }
        if digits.chars().any(|c| !c.is_ascii_digit()) {
            return Err(format!("{}, {}", self.form(of), not(text)));
        }
        if !(7..=19).contains(&digits.len()) {
            return Err(format!("{}, and this has {}", self.form(of), digits.len()));
        }
        Ok(small)
    }
}

/// ISO 27729, with a check character as in ISO/IEC 7064, MOD 11-2.
fn isni(text: &str) -> Result<String, String> {
    let code = letters_and_digits(text, &['-', ' '], "an ISNI", "digits, spaces and perhaps an `X` at the end")?
        .to_ascii_uppercase();
    if code.len() != 16 {
        return Err(format!("an ISNI has 16 digits, like `0000 0001 2150 090X`, and this has {}", code.len()));
    }
    let (body, stated) = code.split_at(15);
    only_digits(body, "before its last place, an ISNI has digits")?;
    if !stated.chars().all(|c| c.is_ascii_digit() || c == 'X') {
        return Err(format!("an ISNI ends in a digit or `X`, and `{stated}` is neither"));
    }
    let sum = body.bytes().fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    let right = match (12 - sum) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    checked(stated, &right, "an ISNI")?;
    Ok(code)
}

impl ExternalId {
    /// The catalogue.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// What it is of.
    pub fn of(&self) -> Of {
        self.of
    }

    /// As the catalogue's addresses have it: `Q42`, `000000012150090X`.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// As people write it: `Q42`, `0000 0001 2150 090X`.
    pub fn text(&self) -> String {
        match self.scheme {
            Scheme::Isni => {
                let v = &self.value;
                format!("{} {} {} {}", &v[..4], &v[4..8], &v[8..12], &v[12..])
            }
            _ => self.value.clone(),
        }
    }

    /// The address of its public page.
    pub fn url(&self) -> String {
        let value = &self.value;
        match self.scheme {
            Scheme::MusicBrainz => {
                let kind = match self.of {
                    Of::Person | Of::Group => "artist",
                    other => other.word(),
                };
                format!("https://musicbrainz.org/{kind}/{value}")
            }
            Scheme::Wikidata => format!("https://www.wikidata.org/wiki/{value}"),
            Scheme::Tmdb => {
                let kind = match self.of {
                    Of::Series => "tv",
                    Of::Film => "movie",
                    other => other.word(),
                };
                format!("https://www.themoviedb.org/{kind}/{value}")
            }
            Scheme::Imdb => {
                let kind = match &value[..2] {
                    "tt" => "title",
                    "nm" => "name",
                    _ => "company",
                };
                format!("https://www.imdb.com/{kind}/{value}/")
            }
            Scheme::Discogs => {
                let kind = if self.of == Of::Release { "release" } else { "artist" };
                format!("https://www.discogs.com/{kind}/{value}")
            }
            Scheme::Isni => format!("https://isni.org/isni/{value}"),
        }
    }
}

/// The letters and digits of a code, without what may stand between them.
fn letters_and_digits(text: &str, between: &[char], what: &str, made_of: &str) -> Result<String, String> {
    let code: String = text.trim().chars().filter(|c| !between.contains(c)).collect();
    match code.chars().find(|c| !c.is_ascii_alphanumeric()) {
        Some(odd) => Err(format!("{what} is made of {made_of}, not {}", shown(odd))),
        None if code.is_empty() => Err(format!("{what} is made of {made_of}, and here is nothing")),
        None => Ok(code),
    }
}

fn only_digits(text: &str, rule: &str) -> Result<(), String> {
    match text.chars().find(|c| !c.is_ascii_digit()) {
        Some(odd) => Err(format!("{rule}, not {}", shown(odd))),
        None => Ok(()),
    }
}

fn checked(stated: &str, right: &str, what: &str) -> Result<(), String> {
    if stated == right {
        return Ok(());
    }
    Err(format!(
        "the last place of {what} checks the others, and they ask for `{right}`, not `{stated}`; one of them is mistyped"
    ))
}

/// A character in a message, also one that cannot be seen.
fn shown(c: char) -> String {
    if c == ' ' { "a space".to_owned() } else { format!("`{}`", c.escape_debug()) }
}

fn not(text: &str) -> String {
    // A message has one line; a whole paragraph pasted by mistake does not belong in it.
    let short: String = text.chars().take(40).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    format!("not `{}{more}`", short.escape_debug())
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(
            fault(Isrc::parse("K1-A30-16-00125")),
            "an ISRC begins with two letters, so `1` cannot be one of them"
        );
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
            (
                Scheme::MusicBrainz,
                Of::Group,
                mbid,
                "https://musicbrainz.org/artist/b9ad642e-b012-41c7-b72a-42cf4911f9ff",
            ),
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
        assert_eq!(
            Scheme::Isni.read(Of::Person, "000000012150090X").map(|id| id.text()),
            Ok("0000 0001 2150 090X".into())
        );
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
            (
                Scheme::Tmdb,
                Of::Series,
                "067915",
                "a TMDB id is a number, like `67915`; its number does not begin with 0",
            ),
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
}
