//! What browsers may load and run for the magazine's pages: a Content-Security-Policy that names what is in them, and
//! nothing else.
//!
//! The theme's own pages hold neither scripts nor styles in themselves, so `'self'` is enough for them. Beside that
//! count the players that articles really have, what the HTML of articles and of the operator's snippets asks, and
//! what the operator allows. Scripts and styles that stand in HTML are named by their hashes (CSP Level 3,
//! <https://www.w3.org/TR/CSP3/#grammardef-hash-source>), attributes by theirs with `'unsafe-hashes'`.

use super::Magazine;
use crate::catalogue::{LinkedBody, Media};
use crate::language::quotes;
use crate::model::LanguageId;
use crate::parse::markdown::asked::{Asked, Sort, What, asked};
use crate::parse::markdown::{Kind, nodes_of};
use crate::route::Shows;
use crate::source::SourceId;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use pulldown_cmark::{Event, Tag, TagEnd};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What something is loaded as: the names of directives, in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Directive {
    Script,
    Style,
    Picture,
    Font,
    Media,
    Frame,
    Connection,
    Manifest,
    Form,
    Object,
}

impl Directive {
    /// All of them, with what every page may load.
    const ALL: [(Directive, &str, Option<&str>); 10] = [
        (Directive::Script, "script-src", Some("'self'")),
        (Directive::Style, "style-src", Some("'self'")),
        (Directive::Picture, "img-src", Some("'self'")),
        (Directive::Font, "font-src", Some("'self'")),
        (Directive::Media, "media-src", Some("'self'")),
        (Directive::Frame, "frame-src", None),
        (Directive::Connection, "connect-src", Some("'self'")),
        (Directive::Manifest, "manifest-src", Some("'self'")),
        (Directive::Form, "form-action", Some("'self'")),
        (Directive::Object, "object-src", None),
    ];

    fn of(sort: Sort) -> Self {
        match sort {
            Sort::Script => Directive::Script,
            Sort::Style => Directive::Style,
            Sort::Picture => Directive::Picture,
            Sort::Frame => Directive::Frame,
            Sort::Media => Directive::Media,
            Sort::Font => Directive::Font,
            Sort::Form => Directive::Form,
            Sort::Manifest => Directive::Manifest,
            Sort::Connection => Directive::Connection,
            Sort::Object => Directive::Object,
        }
    }
}

/// What is allowed beside the magazine's own files.
#[derive(Default)]
struct Policy {
    /// Our own origin needs no name.
    own: String,
    named: BTreeSet<(Directive, String)>,
}

/// The value of `Content-Security-Policy`.
pub fn policy(magazine: &Magazine) -> String {
    let mut policy = Policy { own: magazine.routes.base().origin.clone(), named: BTreeSet::new() };
    let catalogue = &magazine.catalogue;
    for (_, route) in magazine.routes.iter() {
        match route.shows {
            Shows::Article(id) => {
                let article = catalogue.article(id);
                policy.body(magazine, article.source, article.language, catalogue.article_body(id));
            }
            Shows::Page(id) => {
                let page = catalogue.page(id);
                policy.body(magazine, page.source, page.language, catalogue.page_body(id));
            }
            _ => {}
        }
    }
    let sheets = magazine.theme.assets.iter().filter(|asset| asset.path.ends_with(".css"));
    for css in sheets.filter_map(|asset| std::str::from_utf8(asset.bytes.as_deref()?).ok()) {
        policy.sheet(css);
    }
    let snippets = &magazine.config.snippets;
    for snippet in [&snippets.head, &snippets.foot].into_iter().flatten() {
        policy.html(&snippet.html);
    }
    for origin in &snippets.allow {
        use Directive::{Connection, Font, Frame, Media, Picture, Script, Style};
        for directive in [Script, Style, Picture, Font, Media, Frame, Connection] {
            policy.named.insert((directive, origin.value.clone()));
        }
    }
    policy.text()
}

impl Policy {
    fn text(&self) -> String {
        let mut text = String::from("default-src 'none'");
        for (directive, name, always) in Directive::ALL {
            let named = self.named.iter().filter(|(of, _)| *of == directive).map(|(_, source)| source.as_str());
            let sources: Vec<&str> = always.into_iter().chain(named).collect();
            if !sources.is_empty() {
                text.push_str(&format!("; {name} {}", sources.join(" ")));
            }
        }
        text.push_str("; base-uri 'none'; frame-ancestors 'self'");
        text
    }

    /// An address: its origin, if it is another than ours.
    fn address(&mut self, directive: Directive, address: &str) {
        if let Some(origin) = origin(address).filter(|origin| *origin != self.own) {
            self.named.insert((directive, origin));
        }
    }

    fn body(&mut self, magazine: &Magazine, source: SourceId, language: LanguageId, body: &LinkedBody) {
        for media in body.media() {
            if let Media::Embed(embed) = media {
                // Where it begins changes nothing of whom it asks.
                self.address(Directive::Frame, &embed.id.player(None).unwrap_or_default());
            }
        }
        for picture in &body.outline.images {
            self.address(Directive::Picture, &picture.target);
        }
        // Few bodies hold HTML, and those that do not need not be read again.
        if !body.outline.html {
            return;
        }
        let Some(text) = magazine.sources.get(source).lent() else { return };
        let punctuation = quotes::of(magazine.config.code(language));
        let read = nodes_of(&body.outline, &text, body.range.clone(), source, &magazine.shapes, Some(punctuation));
        let mut block: Option<String> = None;
        for node in &read.nodes {
            match &node.kind {
                Kind::Markdown(Event::Start(Tag::HtmlBlock)) => block = Some(String::new()),
                Kind::Markdown(Event::End(TagEnd::HtmlBlock)) => {
                    if let Some(html) = block.take() {
                        self.html(&html);
                    }
                }
                Kind::Markdown(Event::Html(piece) | Event::Text(piece)) if block.is_some() => {
                    if let Some(html) = &mut block {
                        html.push_str(piece);
                    }
                }
                Kind::Markdown(Event::InlineHtml(html)) => self.html(html),
                _ => {}
            }
        }
    }

    /// HTML that stands on a page as it is.
    fn html(&mut self, html: &str) {
        for Asked { sort, what, .. } in asked(html) {
            let directive = Directive::of(sort);
            match what {
                What::Address(address) => self.address(directive, &address),
                What::Element(text) => self.hashed(directive, text),
                What::Attribute(text) => {
                    self.named.insert((directive, "'unsafe-hashes'".into()));
                    self.hashed(directive, &text);
                }
            }
        }
    }

    fn hashed(&mut self, directive: Directive, text: &str) {
        // A browser reads every line end as `\n` before it hashes.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let hash = BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
        self.named.insert((directive, format!("'sha256-{hash}'")));
    }

    /// Pictures and fonts that a style sheet holds in itself.
    fn sheet(&mut self, css: &str) {
        for (at, scheme) in css.match_indices("data:") {
            let of = &css[at + scheme.len()..];
            if of.starts_with("image/") {
                self.named.insert((Directive::Picture, scheme.into()));
            } else if of.starts_with("font/") || of.starts_with("application/") {
                self.named.insert((Directive::Font, scheme.into()));
            }
        }
    }
}

/// The origin of an address that leads away from the page's own: scheme, host and port.
fn origin(address: &str) -> Option<String> {
    let address = address.trim();
    let small = address.get(..5).map(str::to_ascii_lowercase);
    if matches!(small.as_deref(), Some("data:" | "blob:")) {
        return small;
    }
    let (scheme, rest) = address.split_once("//")?;
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "" | "https:" => "https",
        "http:" => "http",
        _ => return None,
    };
    let host = rest.split(['/', '?', '#', '\\']).next()?;
    let host = host.rsplit('@').next()?;
    // What cannot be a host would break the header, and asks nobody.
    let fits = !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'));
    fits.then(|| format!("{scheme}://{}", host.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::{Policy, origin};

    #[test]
    fn origins() {
        for (address, expected) in [
            ("https://Stats.example/x.js", Some("https://stats.example")),
            ("//cdn.example:8443?x", Some("https://cdn.example:8443")),
            ("http://a.example", Some("http://a.example")),
            ("data:image/png;base64,AA", Some("data:")),
            ("/own.js", None),
            ("own.js", None),
            ("javascript:alert()//x", None),
            ("https://a b; script-src *", None),
            ("{{ x }}", None),
        ] {
            assert_eq!(origin(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn what_html_holds_is_named_and_nothing_else() {
        let mut policy = Policy { own: "https://m.example".into(), ..Policy::default() };
        // The hash is the one of the specification's example.
        policy.html("<script>alert('Hello, world.');</script><img src='https://m.example/a.png'><p style='color:red'>");
        let text = policy.text();
        assert!(text.contains("script-src 'self' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='; "), "{text}");
        assert!(text.contains("style-src 'self' 'sha256-"), "{text}");
        assert!(text.contains(" 'unsafe-hashes'; img-src 'self'; "), "{text}");
        assert!(!text.contains("frame-src"), "{text}");
    }
}
