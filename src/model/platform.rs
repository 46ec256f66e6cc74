//! Where one can listen: a store's id or address, checked, and the address that it gives.

use super::credit::words;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

words! {
    /// Where one can listen.
    Platform {
        Spotify "spotify", AppleMusic "apple-music", Youtube "youtube", YoutubeMusic "youtube-music",
        AmazonMusic "amazon-music", Melon "melon",
    }
}

words! {
    /// What a platform has a page of.
    Listing { Track "track", Release "release", Playlist "playlist", Artist "artist" }
}

/// A checked id of a thing on a platform. Two that mean the same page by the same id are equal, however they were
/// written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StoreId {
    platform: Platform,
    listing: Listing,
    place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Place {
    Id(String),
    /// A whole address, for what an id alone does not say: the storefront of Apple Music and Amazon Music, a
    /// listener's own playlist.
    Address(String),
}

impl Platform {
    /// The platform's name in messages: "Apple Music".
    pub fn name(self) -> &'static str {
        match self {
            Platform::Spotify => "Spotify",
            Platform::AppleMusic => "Apple Music",
            Platform::Youtube => "YouTube",
            Platform::YoutubeMusic => "YouTube Music",
            Platform::AmazonMusic => "Amazon Music",
            Platform::Melon => "Melon",
        }
    }

    /// Reads a store id, a Spotify URI, or a whole https address of the platform.
    ///
    /// # Errors
    /// Says in words what is wrong with the text, and the right form with an example.
    pub fn read(self, listing: Listing, text: &str) -> Result<StoreId, String> {
        let text = text.trim();
        let place = if text.is_empty() {
            Err(self.form(listing))
        } else if let Some(uri) = text.strip_prefix("spotify:") {
            self.uri(listing, uri)
        } else if text.contains([':', '/']) {
            self.address(listing, text)
        } else {
            self.id(listing, text).map(Place::Id)
        }?;
        Ok(StoreId { platform: self, listing, place })
    }

    /// The right form, with an example.
    fn form(self, listing: Listing) -> String {
        let (what, example) = self.example(listing);
        let name = self.name();
        let thing = listing.one();
        let id = StoreId { platform: self, listing, place: Place::Id(example.to_owned()) };
        format!("{thing} on {name} is given by {what}, like `{example}`, or by its address, like `{}`", id.url())
    }

    /// What an id is made of, and one.
    fn example(self, listing: Listing) -> (&'static str, &'static str) {
        const LETTERS: &str = "its 22 letters and digits";
        const NUMBER: &str = "its number";
        match (self, listing) {
            (Platform::Spotify, Listing::Track) => (LETTERS, "11dFghVXANMlKmJXsNCbNl"),
            (Platform::Spotify, Listing::Release) => (LETTERS, "4aawyAB9vmqN3uQ7FjRGTy"),
            (Platform::Spotify, Listing::Playlist) => (LETTERS, "3cEYpjA9oz9GiPac4AsH4n"),
            (Platform::Spotify, Listing::Artist) => (LETTERS, "0TnOYISbd1XYRBk9myaseg"),
            (Platform::AppleMusic, Listing::Playlist) => {
                ("`pl.` and what follows it", "pl.f4d106fed2bd41149aaacabb233eb5eb")
            }
            (Platform::AppleMusic, _) => (NUMBER, "1440833098"),
            (Platform::Youtube | Platform::YoutubeMusic, Listing::Track) => {
                ("the 11 letters, digits, `-` and `_` of a video", "M7lc1UVf-VE")
            }
            (Platform::Youtube | Platform::YoutubeMusic, Listing::Release) => {
                ("the id of its playlist", "OLAK5uy_k0Lx3bZ8sPq1vJtY7cWmR2nHd5fGaE4uI")
            }
            (Platform::Youtube | Platform::YoutubeMusic, Listing::Playlist) => {
                ("an id that begins with `PL`, `OLAK5uy_` or `RD`", "PLOU2XLYxmsIJGErt5rrCqaSGTMyyqNt2H")
            }
            (Platform::Youtube, Listing::Artist) => {
                ("the id of a channel (`UC` and 22 more) or its handle (`@` and a name)", "UC_x5XG1OV2P6uZZ5FSM9Ttw")
            }
            (Platform::YoutubeMusic, Listing::Artist) => {
                ("the id of a channel (`UC` and 22 more)", "UC_x5XG1OV2P6uZZ5FSM9Ttw")
            }
            (Platform::AmazonMusic, _) => ("`B0` and 8 capitals and digits", "B0012ABCDE"),
            (Platform::Melon, _) => (NUMBER, "30755375"),
        }
    }

    /// What is wrong, and the right form.
    fn fault(self, listing: Listing, what: &str) -> String {
        format!("{what}; {}", self.form(listing))
    }

    fn id(self, listing: Listing, text: &str) -> Result<String, String> {
        let sound = match self {
            Platform::Spotify => text.len() == 22 && alphanumeric(text),
            Platform::AppleMusic if listing == Listing::Playlist => {
                text.strip_prefix("pl.").is_some_and(|rest| !rest.is_empty() && only(rest, |c| word(c) && c != '_'))
            }
            Platform::AppleMusic | Platform::Melon => number(text),
            Platform::Youtube | Platform::YoutubeMusic => self.youtube_id(listing, text),
            Platform::AmazonMusic => {
                text.len() == 10
                    && text.starts_with("B0")
                    && only(text, |c| c.is_ascii_uppercase() || c.is_ascii_digit())
            }
        };
        if sound {
            return Ok(text.to_owned());
        }
        let short: String = text.chars().take(60).collect();
        let more = if short.len() < text.len() { "…" } else { "" };
        let short = short.escape_debug();
        let what = match Listing::ALL.into_iter().find(|other| self.tells_apart() && self.youtube_id(*other, text)) {
            Some(other) => format!("`{short}` is the id of {}", other.one()),
            None => {
                let count = text.chars().count();
                let length = self.length(listing).filter(|length| count != *length && alphanumeric_or_dash(text));
                match length {
                    Some(length) => format!("`{short}{more}` has a length of {count}, not {length}"),
                    None => format!("`{short}{more}` is not such an id"),
                }
            }
        };
        Err(self.fault(listing, &what))
    }

    /// How long an id is, where all are equally long.
    fn length(self, listing: Listing) -> Option<usize> {
        match self {
            Platform::Spotify => Some(22),
            Platform::AmazonMusic => Some(10),
            Platform::Youtube | Platform::YoutubeMusic if listing == Listing::Track => Some(11),
            _ => None,
        }
    }

    /// Whether ids of different things look different.
    fn tells_apart(self) -> bool {
        matches!(self, Platform::Youtube | Platform::YoutubeMusic)
    }

    fn youtube_id(self, listing: Listing, text: &str) -> bool {
        // Lengths of ids of playlists differ and are not promised, so only nonsense is refused.
        let list = |prefixes: &[&str]| {
            prefixes.iter().any(|prefix| {
                text.strip_prefix(prefix).is_some_and(|rest| (10..=64).contains(&rest.len()) && only(rest, word))
            })
        };
        match listing {
            Listing::Track => text.len() == 11 && only(text, word),
            // YouTube Music shows `MPREb_…` in the address of a release.
            Listing::Release if self == Platform::YoutubeMusic => list(&["OLAK5uy_", "PL", "MPREb_"]),
            Listing::Release => list(&["OLAK5uy_", "PL"]),
            Listing::Playlist => list(&["PL", "OLAK5uy_", "RD"]),
            Listing::Artist => {
                let channel = text.len() == 24 && text.starts_with("UC") && only(text, word);
                let handle = |name: &str| {
                    (3..=30).contains(&name.chars().count())
                        && only(name, |c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '·'))
                };
                channel || (self == Platform::Youtube && text.strip_prefix('@').is_some_and(handle))
            }
        }
    }

    /// `spotify:track:…`, what follows the first colon. Older ones of playlists name their owner before.
    fn uri(self, listing: Listing, uri: &str) -> Result<Place, String> {
        if self != Platform::Spotify {
            return Err(self.fault(listing, "this is a URI of Spotify"));
        }
        let parts: Vec<&str> = uri.split(':').collect();
        let (kind, id) = match parts.as_slice() {
            [kind, id] | ["user", _, kind, id] => (*kind, *id),
            _ => return Err(self.fault(listing, "this is not a whole URI of Spotify")),
        };
        self.same_kind(listing, spotify_kind(kind))?;
        self.id(listing, id).map(Place::Id)
    }

    fn same_kind(self, listing: Listing, found: Option<Listing>) -> Result<(), String> {
        match found {
            Some(found) if found == listing => Ok(()),
            Some(found) => Err(self.fault(listing, &format!("this is the address of {}", found.one()))),
            None => {
                let what = format!("this is not an address of {} on {}", listing.one(), self.name());
                Err(self.fault(listing, &what))
            }
        }
    }

    fn address(self, listing: Listing, text: &str) -> Result<Place, String> {
        let Some(address) = Address::parse(text).map_err(|what| self.fault(listing, &what))? else {
            return self.id(listing, text).map(Place::Id);
        };
        match Platform::of_host(&address.host) {
            Some(platform) if platform == self => {}
            Some(other) => {
                return Err(self.fault(listing, &format!("this is an address of {}", other.name())));
            }
            None => {
                let short = ["spotify.link", "spotify.app.link", "kko.to", "kko.kakao.com", "amzn.to"];
                let what = if short.contains(&address.host.as_str()) {
                    format!("`{}` only leads on to another address, which is the one to write", address.host)
                } else {
                    format!("`{}` is not {}", address.host.escape_debug(), self.name())
                };
                return Err(self.fault(listing, &what));
            }
        }
        let (found, id) = match self {
            Platform::Spotify => address.spotify(),
            Platform::AppleMusic => address.apple_music(),
            Platform::Youtube | Platform::YoutubeMusic => address.youtube(listing),
            Platform::AmazonMusic => address.amazon_music(),
            Platform::Melon => address.melon(),
        }
        .unzip();
        self.same_kind(listing, found)?;
        // Amazon gives listeners' own playlists ids of another form, which no form can be asked of.
        let own = self == Platform::AmazonMusic && address.parts.first() == Some(&"user-playlists");
        // Browsers copy the name of a channel encoded.
        let id = percent_decode_str(id.unwrap_or_default()).decode_utf8_lossy();
        let id = if own { id.into_owned() } else { self.id(listing, &id)? };
        let keep = match self {
            Platform::AppleMusic | Platform::AmazonMusic => true,
            // Only the address says whether Melon or a listener made the playlist.
            Platform::Melon => listing == Listing::Playlist && address.parts.get(1) != Some(&"dj"),
            Platform::Spotify | Platform::Youtube | Platform::YoutubeMusic => false,
        };
        Ok(if keep { Place::Address(address.encoded()) } else { Place::Id(id) })
    }

    /// Whose addresses a host has.
    fn of_host(host: &str) -> Option<Self> {
        match host {
            "open.spotify.com" | "play.spotify.com" => Some(Platform::Spotify),
            "music.apple.com" => Some(Platform::AppleMusic),
            "youtube.com" | "www.youtube.com" | "m.youtube.com" | "youtu.be" | "www.youtube-nocookie.com" => {
                Some(Platform::Youtube)
            }
            "music.youtube.com" => Some(Platform::YoutubeMusic),
            "melon.com" | "www.melon.com" | "m.melon.com" | "m2.melon.com" => Some(Platform::Melon),
            _ => {
                // Amazon's shops: `com`, `de`, `co.uk`, `co.jp`, `com.br`; no others, or anyone could own the host.
                let shop = host.strip_prefix("music.amazon.")?;
                let country = match shop.split_once('.') {
                    None => shop,
                    Some(("co" | "com", country)) => country,
                    Some(_) => return None,
                };
                let known = shop == "com" || (country.len() == 2 && only(country, |c| c.is_ascii_lowercase()));
                known.then_some(Platform::AmazonMusic)
            }
        }
    }
}

impl Listing {
    /// In the order in which an id is recognised: every release on `YouTube` is a playlist.
    const ALL: [Listing; 4] = [Listing::Track, Listing::Playlist, Listing::Release, Listing::Artist];

    /// "a track", "an artist".
    fn one(self) -> &'static str {
        match self {
            Listing::Track => "a track",
            Listing::Release => "a release",
            Listing::Playlist => "a playlist",
            Listing::Artist => "an artist",
        }
    }
}

impl StoreId {
    /// The platform.
    pub fn platform(&self) -> Platform {
        self.platform
    }

    /// What it is of.
    pub fn listing(&self) -> Listing {
        self.listing
    }

    /// The https address where one listens; ASCII, made valid.
    pub fn url(&self) -> String {
        let id = match &self.place {
            Place::Address(address) => return address.clone(),
            Place::Id(id) => utf8_percent_encode(id, NOT_IN_ADDRESS),
        };
        match (self.platform, self.listing) {
            (Platform::Spotify, Listing::Track) => format!("https://open.spotify.com/track/{id}"),
            (Platform::Spotify, Listing::Release) => format!("https://open.spotify.com/album/{id}"),
            (Platform::Spotify, Listing::Playlist) => format!("https://open.spotify.com/playlist/{id}"),
            (Platform::Spotify, Listing::Artist) => format!("https://open.spotify.com/artist/{id}"),
            // A storefront must be named; Apple leads from this one to the listener's own.
            (Platform::AppleMusic, Listing::Track) => format!("https://music.apple.com/us/song/{id}"),
            (Platform::AppleMusic, Listing::Release) => format!("https://music.apple.com/us/album/{id}"),
            (Platform::AppleMusic, Listing::Playlist) => format!("https://music.apple.com/us/playlist/{id}"),
            (Platform::AppleMusic, Listing::Artist) => format!("https://music.apple.com/us/artist/{id}"),
            (Platform::Youtube, listing) => youtube_url("https://www.youtube.com", listing, &id.to_string()),
            (Platform::YoutubeMusic, listing) => youtube_url("https://music.youtube.com", listing, &id.to_string()),
            (Platform::AmazonMusic, Listing::Track) => format!("https://music.amazon.com/tracks/{id}"),
            (Platform::AmazonMusic, Listing::Release) => format!("https://music.amazon.com/albums/{id}"),
            (Platform::AmazonMusic, Listing::Playlist) => format!("https://music.amazon.com/playlists/{id}"),
            (Platform::AmazonMusic, Listing::Artist) => format!("https://music.amazon.com/artists/{id}"),
            (Platform::Melon, Listing::Track) => format!("https://www.melon.com/song/detail.htm?songId={id}"),
            (Platform::Melon, Listing::Release) => format!("https://www.melon.com/album/detail.htm?albumId={id}"),
            (Platform::Melon, Listing::Playlist) => {
                format!("https://www.melon.com/mymusic/dj/mymusicdjplaylistview_inform.htm?plylstSeq={id}")
            }
            (Platform::Melon, Listing::Artist) => format!("https://www.melon.com/artist/detail.htm?artistId={id}"),
        }
    }
}

fn youtube_url(origin: &str, listing: Listing, id: &str) -> String {
    match listing {
        Listing::Track => format!("{origin}/watch?v={id}"),
        Listing::Release if id.starts_with("MPREb_") => format!("{origin}/browse/{id}"),
        Listing::Release | Listing::Playlist => format!("{origin}/playlist?list={id}"),
        Listing::Artist if id.starts_with('@') => format!("{origin}/{id}"),
        Listing::Artist => format!("{origin}/channel/{id}"),
    }
}

/// The word for a thing in Spotify's addresses and URIs.
fn spotify_kind(word: &str) -> Option<Listing> {
    match word {
        "track" => Some(Listing::Track),
        "album" => Some(Listing::Release),
        "playlist" => Some(Listing::Playlist),
        "artist" => Some(Listing::Artist),
        _ => None,
    }
}

/// What may not stand in an address (RFC 3986), besides what is not ASCII; `%` stays, for what is encoded already.
const NOT_IN_ADDRESS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'\\').add(b'^').add(b'{').add(b'|').add(b'}');

/// An https address, taken apart.
struct Address<'t> {
    text: &'t str,
    /// In small letters.
    host: String,
    /// The parts of the path that are not empty.
    parts: Vec<&'t str>,
    query: &'t str,
}

impl<'t> Address<'t> {
    /// Nothing for what is no address, and what is wrong with one that is not https.
    fn parse(text: &'t str) -> Result<Option<Self>, String> {
        let Some((scheme, rest)) = text.split_once("://") else {
            let host = text.split('/').next().unwrap_or_default().to_ascii_lowercase();
            return match Platform::of_host(&host) {
                Some(_) => Err(format!("an address begins with `https://`, so `https://{}`", shortened(text))),
                None => Ok(None),
            };
        };
        if scheme.eq_ignore_ascii_case("http") {
            return Err(format!("an address begins with `https://`, so `https://{}`", shortened(rest)));
        }
        if !scheme.eq_ignore_ascii_case("https") {
            return Err(format!("an address begins with `https://`, not `{}://`", shortened(scheme)));
        }
        // Browsers read `\` as `/` and drop line breaks, so that an address could lead elsewhere than it says.
        if let Some(odd) = rest.chars().find(|c| *c == '\\' || c.is_whitespace() || c.is_control()) {
            let odd = if odd == ' ' { "a space".to_owned() } else { format!("`{}`", odd.escape_debug()) };
            return Err(format!("an address does not hold {odd}"));
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, rest) = rest.split_at(end);
        let rest = rest.split('#').next().unwrap_or_default();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        // The last parts are what is checked, and a browser would undo these first.
        if parts.iter().any(|part| matches!(*part, "." | "..")) {
            return Err("the path of an address has names, not `.` or `..`".to_owned());
        }
        Ok(Some(Self { text, host: host.to_ascii_lowercase(), parts, query }))
    }

    /// The value of a key of the query.
    fn asked(&self, key: &str) -> Option<&'t str> {
        self.query.split('&').find_map(|pair| pair.split_once('=').filter(|(k, _)| *k == key).map(|(_, value)| value))
    }

    /// Whole, in the ASCII of RFC 3986.
    fn encoded(&self) -> String {
        let rest = self.text.split_once("://").map_or("", |(_, rest)| rest);
        let rest = rest.get(self.host.len()..).unwrap_or_default();
        format!("https://{}{}", self.host, utf8_percent_encode(rest, NOT_IN_ADDRESS))
    }

    /// `/track/ID`, perhaps with a language or `embed` before.
    fn spotify(&self) -> Option<(Listing, &'t str)> {
        let parts = match self.parts.as_slice() {
            [first, rest @ ..] if first.starts_with("intl-") || *first == "embed" => rest,
            parts => parts,
        };
        match parts {
            [kind, id] | ["user", _, kind, id] => Some((spotify_kind(kind)?, id)),
            _ => None,
        }
    }

    /// `/kr/album/NAME/ID`, with `?i=ID` for a track of it; storefront and name may be missing.
    fn apple_music(&self) -> Option<(Listing, &'t str)> {
        let parts = match self.parts.as_slice() {
            [storefront, rest @ ..] if storefront.len() == 2 && only(storefront, |c| c.is_ascii_alphabetic()) => rest,
            parts => parts,
        };
        let (kind, id) = match parts {
            [kind, id] | [kind, _, id] => (*kind, *id),
            _ => return None,
        };
        match (kind, self.asked("i")) {
            ("album", Some(track)) => Some((Listing::Track, track)),
            ("album", None) => Some((Listing::Release, id)),
            ("song", _) => Some((Listing::Track, id)),
            ("playlist", _) => Some((Listing::Playlist, id)),
            ("artist", _) => Some((Listing::Artist, id)),
            _ => None,
        }
    }

    /// `/watch?v=ID`, `/playlist?list=ID`, `/channel/ID`, `/@HANDLE`, `/browse/ID`, and `youtu.be/ID`. What is asked
    /// for decides what a list is, and whether an address of a video in a list means the list.
    fn youtube(&self, listing: Listing) -> Option<(Listing, &'t str)> {
        let lists = matches!(listing, Listing::Release | Listing::Playlist);
        let list = self.asked("list").filter(|_| lists).map(|id| (listing, id));
        match self.parts.as_slice() {
            [id] if self.host == "youtu.be" => list.or(Some((Listing::Track, id))),
            ["watch"] => list.or_else(|| Some((Listing::Track, self.asked("v")?))),
            ["shorts" | "embed" | "live", id] => Some((Listing::Track, id)),
            ["playlist"] => list.or_else(|| Some((Listing::Playlist, self.asked("list")?))),
            ["browse", id] => Some((Listing::Release, id)),
            ["channel", id, ..] => Some((Listing::Artist, id)),
            [handle, ..] if handle.starts_with('@') => Some((Listing::Artist, handle)),
            _ => None,
        }
    }

    /// `/albums/ID`, with `?trackAsin=ID` for a track of it.
    fn amazon_music(&self) -> Option<(Listing, &'t str)> {
        match (self.parts.as_slice(), self.asked("trackAsin")) {
            (["albums", _, ..], Some(track)) => Some((Listing::Track, track)),
            (["albums", id, ..], None) => Some((Listing::Release, id)),
            (["tracks", id, ..], _) => Some((Listing::Track, id)),
            (["playlists" | "user-playlists", id, ..], _) => Some((Listing::Playlist, id)),
            (["artists", id, ..], _) => Some((Listing::Artist, id)),
            _ => None,
        }
    }

    /// The page of a song, an album or an artist asks for more than one number, so its folder decides.
    fn melon(&self) -> Option<(Listing, &'t str)> {
        let (listing, key) = match self.parts.first().copied()? {
            "song" => (Listing::Track, "songId"),
            "album" => (Listing::Release, "albumId"),
            "artist" => (Listing::Artist, "artistId"),
            "mymusic" => (Listing::Playlist, "plylstSeq"),
            _ => return None,
        };
        Some((listing, self.asked(key)?))
    }
}

fn shortened(text: &str) -> String {
    let short: String = text.chars().take(80).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    format!("{}{more}", short.escape_debug())
}

fn only(text: &str, allowed: impl Fn(char) -> bool) -> bool {
    text.chars().all(allowed)
}

fn alphanumeric(text: &str) -> bool {
    only(text, |c| c.is_ascii_alphanumeric())
}

fn alphanumeric_or_dash(text: &str) -> bool {
    only(text, word)
}

/// A character of base 64 as in RFC 4648, section 5.
fn word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

fn number(text: &str) -> bool {
    (1..=19).contains(&text.len()) && !text.starts_with('0') && only(text, |c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn url(platform: Platform, listing: Listing, text: &str) -> String {
        platform.read(listing, text).map(|id| id.url()).unwrap()
    }

    #[track_caller]
    fn fault(platform: Platform, listing: Listing, text: &str) -> String {
        let said = platform.read(listing, text).unwrap_err();
        let (what, form) = said.split_once("; ").unwrap_or(("", &said));
        assert!(form.starts_with(listing.one()), "{said}");
        what.to_owned()
    }

    #[test]
    fn ids_give_addresses() {
        use Listing::{Artist, Playlist, Release, Track};
        for (platform, listing, text, there) in [
            (
                Platform::Spotify,
                Track,
                "11dFghVXANMlKmJXsNCbNl",
                "https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl",
            ),
            (
                Platform::Spotify,
                Release,
                "4aawyAB9vmqN3uQ7FjRGTy",
                "https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy",
            ),
            (Platform::AppleMusic, Track, "1440833098", "https://music.apple.com/us/song/1440833098"),
            (Platform::AppleMusic, Release, "1440833098", "https://music.apple.com/us/album/1440833098"),
            (Platform::AppleMusic, Playlist, "pl.u-8aAVZAW", "https://music.apple.com/us/playlist/pl.u-8aAVZAW"),
            (Platform::Youtube, Track, "M7lc1UVf-VE", "https://www.youtube.com/watch?v=M7lc1UVf-VE"),
            (
                Platform::Youtube,
                Playlist,
                "PLOU2XLYxmsIJGErt5rrCqaSGTMyyqNt2H",
                "https://www.youtube.com/playlist?list=PLOU2XLYxmsIJGErt5rrCqaSGTMyyqNt2H",
            ),
            (Platform::Youtube, Artist, "@누군가", "https://www.youtube.com/@%EB%88%84%EA%B5%B0%EA%B0%80"),
            (Platform::YoutubeMusic, Track, "M7lc1UVf-VE", "https://music.youtube.com/watch?v=M7lc1UVf-VE"),
            (
                Platform::YoutubeMusic,
                Release,
                "MPREb_abcdefghijk",
                "https://music.youtube.com/browse/MPREb_abcdefghijk",
            ),
            (Platform::AmazonMusic, Track, "B0012ABCDE", "https://music.amazon.com/tracks/B0012ABCDE"),
            (Platform::Melon, Track, "30755375", "https://www.melon.com/song/detail.htm?songId=30755375"),
            (Platform::Melon, Artist, "30755375", "https://www.melon.com/artist/detail.htm?artistId=30755375"),
        ] {
            assert_eq!(url(platform, listing, text), there);
        }
    }

    #[test]
    fn addresses_and_uris_give_the_same_id() {
        for (platform, listing, id, others) in [
            (
                Platform::Spotify,
                Listing::Track,
                "11dFghVXANMlKmJXsNCbNl",
                &[
                    "spotify:track:11dFghVXANMlKmJXsNCbNl",
                    "https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl?si=0123456789abcdef",
                    "https://open.spotify.com/intl-de/track/11dFghVXANMlKmJXsNCbNl",
                    "HTTPS://OPEN.SPOTIFY.COM/embed/track/11dFghVXANMlKmJXsNCbNl/",
                ][..],
            ),
            (
                Platform::Spotify,
                Listing::Playlist,
                "3cEYpjA9oz9GiPac4AsH4n",
                &["spotify:user:someone:playlist:3cEYpjA9oz9GiPac4AsH4n"],
            ),
            (
                Platform::Youtube,
                Listing::Track,
                "M7lc1UVf-VE",
                &[
                    "https://youtu.be/M7lc1UVf-VE?t=3",
                    "https://www.youtube.com/watch?app=desktop&v=M7lc1UVf-VE&list=PLOU2XLYxmsIJGErt5rrCqaSGTMyyqNt2H",
                    "https://m.youtube.com/shorts/M7lc1UVf-VE",
                ],
            ),
            (
                Platform::Youtube,
                Listing::Playlist,
                "PLOU2XLYxmsIJGErt5rrCqaSGTMyyqNt2H",
                &["https://www.youtube.com/watch?v=M7lc1UVf-VE&list=PLOU2XLYxmsIJGErt5rrCqaSGTMyyqNt2H"],
            ),
            (
                Platform::Youtube,
                Listing::Artist,
                "@누군가",
                &["https://www.youtube.com/@%EB%88%84%EA%B5%B0%EA%B0%80/videos"],
            ),
            (
                Platform::Melon,
                Listing::Release,
                "10022865",
                &[
                    "https://m2.melon.com/album/detail.htm?albumId=10022865",
                    "https://www.melon.com/album/detail.htm?ref=x&albumId=10022865#a",
                ],
            ),
        ] {
            for other in others {
                assert_eq!(platform.read(listing, other), platform.read(listing, id), "{other}");
            }
        }
    }

    #[test]
    fn addresses_with_a_storefront_are_kept() {
        for (platform, listing, address) in [
            (Platform::AppleMusic, Listing::Release, "https://music.apple.com/kr/album/golden/1440833098"),
            (Platform::AppleMusic, Listing::Track, "https://music.apple.com/kr/album/golden/1440833098?i=1440833099"),
            (Platform::AppleMusic, Listing::Track, "https://music.apple.com/jp/song/1440833099"),
            (Platform::AppleMusic, Listing::Playlist, "https://music.apple.com/gb/playlist/x/pl.u-8aAVZAW"),
            (
                Platform::AmazonMusic,
                Listing::Track,
                "https://music.amazon.co.jp/albums/B0012ABCDE?trackAsin=B0012ABCDF",
            ),
            (Platform::AmazonMusic, Listing::Playlist, "https://music.amazon.de/user-playlists/0123abcdsune"),
            (
                Platform::Melon,
                Listing::Playlist,
                "https://www.melon.com/mymusic/playlist/mymusicplaylistview_inform.htm?plylstSeq=4",
            ),
        ] {
            assert_eq!(url(platform, listing, address), address);
        }
        assert_eq!(
            url(Platform::AppleMusic, Listing::Release, "https://Music.Apple.com/kr/album/도깨비/1440833098"),
            "https://music.apple.com/kr/album/%EB%8F%84%EA%B9%A8%EB%B9%84/1440833098"
        );
    }

    #[test]
    fn what_is_wrong_is_told() {
        use Listing::{Artist, Playlist, Release, Track};
        for (platform, listing, text, what) in [
            (Platform::Spotify, Track, "", ""),
            (Platform::Spotify, Track, "11dFghVXANMlKmJXsNCbN", "`11dFghVXANMlKmJXsNCbN` has a length of 21, not 22"),
            (Platform::Spotify, Track, "11dFghVXANMlKmJXsNCbN!", "`11dFghVXANMlKmJXsNCbN!` is not such an id"),
            (Platform::Spotify, Track, "spotify:album:4aawyAB9vmqN3uQ7FjRGTy", "this is the address of a release"),
            (Platform::Spotify, Track, "spotify:track", "this is not a whole URI of Spotify"),
            (Platform::Melon, Track, "spotify:track:x", "this is a URI of Spotify"),
            (
                Platform::Youtube,
                Track,
                "https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl",
                "this is an address of Spotify",
            ),
            (
                Platform::Youtube,
                Track,
                "https://music.youtube.com/watch?v=M7lc1UVf-VE",
                "this is an address of YouTube Music",
            ),
            (
                Platform::Youtube,
                Track,
                "http://youtu.be/M7lc1UVf-VE",
                "an address begins with `https://`, so `https://youtu.be/M7lc1UVf-VE`",
            ),
            (
                Platform::Youtube,
                Track,
                "youtu.be/M7lc1UVf-VE",
                "an address begins with `https://`, so `https://youtu.be/M7lc1UVf-VE`",
            ),
            (
                Platform::Youtube,
                Track,
                "javascript://youtu.be/x",
                "an address begins with `https://`, not `javascript://`",
            ),
            (
                Platform::Youtube,
                Track,
                "PLOU2XLYxmsIJGErt5rrCqaSGTMyyqNt2H",
                "`PLOU2XLYxmsIJGErt5rrCqaSGTMyyqNt2H` is the id of a playlist",
            ),
            (Platform::Youtube, Release, "M7lc1UVf-VE", "`M7lc1UVf-VE` is the id of a track"),
            (
                Platform::Youtube,
                Artist,
                "https://www.youtube.com/c/someone",
                "this is not an address of an artist on YouTube",
            ),
            (
                Platform::AppleMusic,
                Track,
                "https://music.apple.com/kr/album/golden/1440833098",
                "this is the address of a release",
            ),
            (Platform::AppleMusic, Playlist, "1440833098", "`1440833098` is not such an id"),
            (
                Platform::AppleMusic,
                Track,
                "https://music.apple.com\\@example.org/us/song/1",
                "an address does not hold `\\\\`",
            ),
            (
                Platform::AppleMusic,
                Track,
                "https://music.apple.com@example.org/us/song/1",
                "`music.apple.com@example.org` is not Apple Music",
            ),
            (
                Platform::AppleMusic,
                Track,
                "https://music.apple.com/us/song/../../x/song/1",
                "the path of an address has names, not `.` or `..`",
            ),
            (
                Platform::AmazonMusic,
                Track,
                "https://music.amazon.evil.com/tracks/B0012ABCDE",
                "`music.amazon.evil.com` is not Amazon Music",
            ),
            (Platform::AmazonMusic, Track, "b0012abcde", "`b0012abcde` is not such an id"),
            (
                Platform::Spotify,
                Track,
                "https://spotify.link/abc",
                "`spotify.link` only leads on to another address, which is the one to write",
            ),
            (
                Platform::Melon,
                Track,
                "https://www.melon.com/album/detail.htm?albumId=1",
                "this is the address of a release",
            ),
            (Platform::Melon, Track, "0123", "`0123` is not such an id"),
        ] {
            assert_eq!(fault(platform, listing, text), what, "{text}");
        }
        assert_eq!(
            Platform::Spotify.read(Track, "x").unwrap_err(),
            "`x` has a length of 1, not 22; a track on Spotify is given by its 22 letters and digits, like \
             `11dFghVXANMlKmJXsNCbNl`, or by its address, like \
             `https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl`"
        );
    }

    fn any_platform() -> impl Strategy<Value = Platform> {
        proptest::sample::select(Platform::WORDS).prop_map(|word| Platform::from_word(word).unwrap())
    }

    /// Every example in a message is itself what the message asks for.
    #[test]
    fn examples_are_sound() {
        for platform in Platform::WORDS.iter().filter_map(|word| Platform::from_word(word)) {
            for listing in Listing::ALL {
                let id = platform.read(listing, platform.example(listing).1).unwrap();
                assert_eq!((id.platform(), id.listing()), (platform, listing));
                assert_eq!(platform.read(listing, &id.url()).unwrap().url(), id.url());
            }
        }
    }

    proptest! {
        /// Whatever is typed is refused in one line, or leads to the platform and nowhere else.
        #[test]
        fn anything_can_be_typed(
            platform in any_platform(),
            listing in proptest::sample::select(&Listing::ALL[..]),
            host in "https?://|https://(music|www|open|m2)\\.(apple|youtube|spotify|melon|amazon)\\.com|spotify:|",
            rest in "(/(us|kr|song|album|albums|tracks|watch|track|channel|mymusic|user-playlists)){0,3}[/?:=a-zA-Z0-9_.@%-]{0,30}|\\PC*",
        ) {
            match platform.read(listing, &format!("{host}{rest}")) {
                Ok(id) => {
                    let url = id.url();
                    prop_assert!(url.is_ascii() && !url.contains([' ', '"', '<', '>', '\\']));
                    let host = url.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
                    prop_assert_eq!(host.and_then(Platform::of_host), Some(platform));
                    prop_assert_eq!(platform.read(listing, &url).map(|id| id.url()), Ok(url));
                }
                Err(said) => prop_assert!(!said.contains('\n')),
            }
        }

        /// What is copied from a browser with a title in it is kept, and kept again when it is read again.
        #[test]
        fn titles_in_addresses_are_kept(title in "[^/?#\\\\\\s\\p{C}.]{1,20}") {
            let address = format!("https://music.apple.com/kr/album/{title}/1440833098?i=1440833099");
            let id = Platform::AppleMusic.read(Listing::Track, &address).unwrap();
            prop_assert!(id.url().is_ascii());
            prop_assert_eq!(Platform::AppleMusic.read(Listing::Track, &id.url()), Ok(id));
        }
    }
}
