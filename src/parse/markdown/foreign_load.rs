//! What a page would load from another host as soon as it is opened: embed codes that are pasted, pictures of others.

use super::grammar::Scanned;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Elements that load something by themselves, and the attributes that say what.
pub(super) const LOADING: [(&str, &[&str]); 12] = [
    ("iframe", &["src"]),
    ("frame", &["src"]),
    ("script", &["src"]),
    ("img", &["src", "srcset"]),
    ("source", &["src", "srcset"]),
    ("audio", &["src"]),
    ("video", &["src", "poster"]),
    ("track", &["src"]),
    ("embed", &["src"]),
    ("input", &["src"]),
    ("object", &["data"]),
    ("link", &["href"]),
];

/// The address of another host from which a tag loads something at once.
pub(super) fn loads<'t>(html: &'t str, tag: &Scanned) -> Option<&'t str> {
    let name = html.get(tag.name.clone())?;
    let (_, attributes) = LOADING.iter().find(|(it, _)| it.eq_ignore_ascii_case(name))?;
    let is_said = |wanted: &str, attribute: &super::grammar::Attribute| {
        html.get(attribute.name.clone()).is_some_and(|it| it.eq_ignore_ascii_case(wanted))
    };
    let values = attributes.iter().filter_map(|wanted| tag.attributes.iter().find(|it| is_said(wanted, it)));
    let mut addresses = values.filter_map(|it| html.get(it.value.clone()?.0)).map(str::trim);
    addresses.find(|address| host(address).is_some()).filter(|_| !tag.closing)
}

/// The host of an address that leads to another one: with a scheme of the web, or from `//`.
pub fn host(address: &str) -> Option<&str> {
    let rest = ["https://", "http://", "//"].into_iter().find_map(|scheme| {
        let is_it = address.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
        is_it.then(|| &address[scheme.len()..])
    })?;
    rest.split(['/', '?', '#', ':']).next().filter(|host| !host.is_empty())
}

/// Says that a page would ask another host before its reader did anything.
pub fn told(span: Span, address: &str, picture: bool) -> Diagnostic {
    let host = host(address).unwrap_or(address);
    let message = format!("every reader of this page would ask `{host}` for this, without having chosen to");
    let plain = host.strip_prefix("www.").unwrap_or(host);
    let player = match plain {
        "youtube.com" | "youtube-nocookie.com" | "youtu.be" | "m.youtube.com" => {
            Some("<YouTube id=\"…\" title=\"…\"/>")
        }
        "open.spotify.com" => Some("<Spotify id=\"…\" title=\"…\"/>"),
        "embed.music.apple.com" | "music.apple.com" => Some("<AppleMusic id=\"…\" title=\"…\"/>"),
        _ => None,
    };
    let help = match player {
        Some(player) => format!("write `{player}`, which asks nobody before a reader presses its button"),
        None if picture => {
            "put the picture beside the article and name the file, if you may; else link to it".to_owned()
        }
        None => "put the file beside the article, or below `content/static/`, if you may; else link to it".to_owned(),
    };
    Diagnostic::warning(Code::ForeignLoad, span, message).help(help)
}
