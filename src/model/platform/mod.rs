//! Where one can listen: a store's id or address, checked, and the address that it gives.

mod address;
mod player;
#[cfg(test)]
mod tests;

use super::credit::words;
pub use player::moment_in;

use address::{Address, NOT_IN_ADDRESS};
use percent_encoding::{percent_decode_str, utf8_percent_encode};

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
