//! The player of a platform that a page can hold, and an address that begins at a moment.

use super::{Listing, Place, Platform, StoreId, address};
use crate::model::Length;

impl StoreId {
    /// The address of the player that tells the platform least about the reader; nothing where there is none.
    pub fn player(&self, start: Option<Length>) -> Option<String> {
        match (self.platform, self.listing, &self.place) {
            (Platform::Youtube, Listing::Track, Place::Id(id)) => {
                let start = start.map(|start| format!("&start={}", start.0)).unwrap_or_default();
                Some(format!("https://www.youtube-nocookie.com/embed/{id}?autoplay=1{start}"))
            }
            (Platform::Youtube, Listing::Release | Listing::Playlist, Place::Id(id)) => {
                Some(format!("https://www.youtube-nocookie.com/embed/videoseries?list={id}&autoplay=1"))
            }
            (Platform::Spotify, ..) => {
                let rest = self.url();
                Some(format!("https://open.spotify.com/embed/{}", rest.strip_prefix("https://open.spotify.com/")?))
            }
            (Platform::AppleMusic, Listing::Track | Listing::Release | Listing::Playlist, _) => {
                let rest = self.url();
                Some(format!("https://embed.music.apple.com/{}", rest.strip_prefix("https://music.apple.com/")?))
            }
            _ => None,
        }
    }

    /// The address at which one listens from a moment on; nothing where no address can say so.
    pub fn url_at(&self, moment: Length) -> Option<String> {
        let video = self.platform == Platform::Youtube && self.listing == Listing::Track;
        video.then(|| format!("{}&t={}s", self.url(), moment.0))
    }

    /// Whether an address can say at which moment to begin.
    pub fn has_moments(&self) -> bool {
        self.url_at(Length(0)).is_some()
    }
}

/// The moment that the address of a video names: `t=134`, `t=2m14s`, `start=134`.
pub fn moment_in(text: &str) -> Option<Length> {
    let address = address::Address::parse(text.trim()).ok()??;
    let after = text.split_once('#').map(|(_, after)| after).and_then(|it| it.strip_prefix("t="));
    let stated = address.asked("t").or_else(|| address.asked("start")).or(after)?;
    let (mut seconds, mut number) = (0_u32, 0_u32);
    for c in stated.chars() {
        let unit = match c {
            '0'..='9' => {
                number = number.checked_mul(10)?.checked_add(c.to_digit(10)?)?;
                continue;
            }
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.checked_mul(unit)?)?;
        number = 0;
    }
    seconds.checked_add(number).filter(|all| *all > 0).map(Length)
}

#[cfg(test)]
mod tests {
    use super::moment_in;
    use crate::model::{Length, Listing, Platform};

    fn player(platform: Platform, listing: Listing, text: &str) -> Option<String> {
        platform.read(listing, text).ok()?.player(Some(Length(134)))
    }

    #[test]
    fn players_are_those_that_tell_least() {
        let video = player(Platform::Youtube, Listing::Track, "https://youtu.be/M7lc1UVf-VE?t=134");
        assert_eq!(video.as_deref(), Some("https://www.youtube-nocookie.com/embed/M7lc1UVf-VE?autoplay=1&start=134"));
        let song = player(Platform::Spotify, Listing::Track, "spotify:track:11dFghVXANMlKmJXsNCbNl");
        assert_eq!(song.as_deref(), Some("https://open.spotify.com/embed/track/11dFghVXANMlKmJXsNCbNl"));
        let album =
            player(Platform::AppleMusic, Listing::Track, "https://music.apple.com/kr/album/x/1440833098?i=1440833099");
        assert_eq!(album.as_deref(), Some("https://embed.music.apple.com/kr/album/x/1440833098?i=1440833099"));
        assert_eq!(player(Platform::Melon, Listing::Track, "30755375"), None);
    }

    #[test]
    fn moments_stand_in_addresses_in_many_ways() {
        let at = |query: &str| moment_in(&format!("https://youtu.be/M7lc1UVf-VE{query}")).map(|it| it.0);
        assert_eq!(at("?t=134"), Some(134));
        assert_eq!(at("?si=x&t=134s"), Some(134));
        assert_eq!(at("?t=1h2m3s"), Some(3723));
        assert_eq!(at("?start=5"), Some(5));
        assert_eq!(at("#t=2m"), Some(120));
        for none in ["", "?t=0", "?t=x", "?t=99999999999"] {
            assert_eq!(at(none), None, "{none}");
        }
    }
}
