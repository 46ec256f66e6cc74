//! Where a reader can share a link to an article by nothing but another link.

use super::credit::words;

words! {
    /// A place to share a link at.
    ShareTo {
        Mail "mail", X "x", Facebook "facebook", Bluesky "bluesky", Threads "threads", Line "line", Naver "naver",
    }
}

impl ShareTo {
    /// Those that are offered when nothing else is said.
    pub const USUAL: [ShareTo; 5] = [ShareTo::Mail, ShareTo::X, ShareTo::Facebook, ShareTo::Bluesky, ShareTo::Naver];
}
