//! Ids in public catalogues (MusicBrainz, Wikidata and others): their forms, and the pages that they name.

use super::{checked, letters_and_digits, not, only_digits, shown};
use crate::model::credit::words;

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
pub(super) fn isni(text: &str) -> Result<String, String> {
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
