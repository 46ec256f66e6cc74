//! Ids and addresses of stores as people copy them, right and wrong, and anything else that can be typed.

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
        (Platform::Spotify, Track, "11dFghVXANMlKmJXsNCbNl", "https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl"),
        (Platform::Spotify, Release, "4aawyAB9vmqN3uQ7FjRGTy", "https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy"),
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
        (Platform::YoutubeMusic, Release, "MPREb_abcdefghijk", "https://music.youtube.com/browse/MPREb_abcdefghijk"),
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
        (Platform::AmazonMusic, Listing::Track, "https://music.amazon.co.jp/albums/B0012ABCDE?trackAsin=B0012ABCDF"),
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
        (Platform::Youtube, Track, "javascript://youtu.be/x", "an address begins with `https://`, not `javascript://`"),
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
