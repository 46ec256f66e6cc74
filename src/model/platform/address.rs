//! An address of a store, taken apart: which platform's it is, and which id of what stands in it.

use super::{Listing, Platform, only, shortened, spotify_kind};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What may not stand in an address (RFC 3986), besides what is not ASCII; `%` stays, for what is encoded already.
pub(super) const NOT_IN_ADDRESS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'\\').add(b'^').add(b'{').add(b'|').add(b'}');

/// An https address, taken apart.
pub(super) struct Address<'t> {
    pub text: &'t str,
    /// In small letters.
    pub host: String,
    /// The parts of the path that are not empty.
    pub parts: Vec<&'t str>,
    pub query: &'t str,
}

impl<'t> Address<'t> {
    /// Nothing for what is no address, and what is wrong with one that is not https.
    pub fn parse(text: &'t str) -> Result<Option<Self>, String> {
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
    pub fn asked(&self, key: &str) -> Option<&'t str> {
        self.query.split('&').find_map(|pair| pair.split_once('=').filter(|(k, _)| *k == key).map(|(_, value)| value))
    }

    /// Whole, in the ASCII of RFC 3986.
    pub fn encoded(&self) -> String {
        let rest = self.text.split_once("://").map_or("", |(_, rest)| rest);
        let rest = rest.get(self.host.len()..).unwrap_or_default();
        format!("https://{}{}", self.host, utf8_percent_encode(rest, NOT_IN_ADDRESS))
    }

    /// `/track/ID`, perhaps with a language or `embed` before.
    pub fn spotify(&self) -> Option<(Listing, &'t str)> {
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
    pub fn apple_music(&self) -> Option<(Listing, &'t str)> {
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
    pub fn youtube(&self, listing: Listing) -> Option<(Listing, &'t str)> {
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
    pub fn amazon_music(&self) -> Option<(Listing, &'t str)> {
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
    pub fn melon(&self) -> Option<(Listing, &'t str)> {
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
