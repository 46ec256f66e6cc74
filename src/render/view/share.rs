//! Where a link to an article can be shared: plain links, which ask another host for nothing before a reader follows one.

use super::Views;
use crate::model::{Article, Id, ShareTo};
use crate::route::{Route, Shows};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use schemars::JsonSchema;
use serde::Serialize;

/// A place to share at.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShareView {
    /// `mail`, `x` and so on.
    pub to: &'static str,
    /// What it is called.
    pub label: String,
    /// The link.
    pub url: String,
}

/// All but what RFC 3986 calls unreserved, so that a value ends where it ends.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The link that shares an address at a place.
fn link(to: ShareTo, title: &str, address: &str) -> String {
    let value = |text: &str| utf8_percent_encode(text, VALUE).to_string();
    let (text, url) = (value(title), value(address));
    match to {
        ShareTo::Mail => format!("mailto:?subject={text}&body={url}"),
        ShareTo::X => format!("https://x.com/intent/post?text={text}&url={url}"),
        ShareTo::Facebook => format!("https://www.facebook.com/sharer/sharer.php?u={url}"),
        // Only a text is taken; an address in it becomes a link.
        ShareTo::Bluesky => format!("https://bsky.app/intent/compose?text={text}%20{url}"),
        ShareTo::Threads => format!("https://www.threads.com/intent/post?text={text}&url={url}"),
        ShareTo::Line => format!("https://social-plugins.line.me/lineit/share?url={url}"),
        ShareTo::Naver => format!("https://share.naver.com/web/shareView?url={url}&title={text}"),
    }
}

impl Views<'_> {
    /// Where an article can be shared; nowhere when it is not shown.
    pub(super) fn share(&self, id: Id<Article>) -> Vec<ShareView> {
        let article = self.magazine.catalogue.article(id);
        let routes = &self.magazine.routes;
        let Some(path) = routes.path(Route::new(article.language, Shows::Article(id))) else { return Vec::new() };
        let (address, title) = (routes.absolute(path), article.shared().title.as_ref().unwrap_or(&article.title));
        let view = |to: &ShareTo| ShareView {
            to: to.word(),
            label: self.say(&format!("sharing.{}", to.word())),
            url: link(*to, title, &address),
        };
        self.magazine.config.share.iter().map(view).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::link;
    use crate::model::ShareTo;

    #[test]
    fn values_stay_values() {
        let url = link(ShareTo::Naver, "눈 & “비”?", "https://mag.example/눈/?a=b#c");
        assert_eq!(
            url,
            "https://share.naver.com/web/shareView?url=https%3A%2F%2Fmag.example%2F%EB%88%88%2F%3Fa%3Db%23c&title=%EB%88%88%20%26%20%E2%80%9C%EB%B9%84%E2%80%9D%3F"
        );
        assert_eq!(
            link(ShareTo::Mail, "100% + 1", "https://a.example/"),
            "mailto:?subject=100%25%20%2B%201&body=https%3A%2F%2Fa.example%2F"
        );
    }
}
