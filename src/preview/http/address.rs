//! Which route an address means: as strict as a static host, so that what works here works there.

use crate::edition::Edition;
use crate::route::Route;
use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

/// What an address is, before anyone looks for it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// A path below the base path, decoded once, from `/`.
    Inside(String),
    /// The root of the host, or the base path without its slash: the magazine begins at the base path.
    Before,
    /// Outside the base path.
    Outside,
    /// No address that a browser sends.
    Malformed,
}

impl Address {
    /// Reads the path of a request.
    pub fn read(raw: &str, base: &str) -> Self {
        let Ok(path) = percent_decode_str(raw).decode_utf8() else { return Address::Malformed };
        // Browsers resolve `..` themselves and encode a backslash; who sends them is looking for a way out.
        let climbs = path.split('/').any(|part| part == ".." || part == ".");
        if climbs || !path.starts_with('/') || path.contains(|c: char| c == '\\' || c.is_control()) {
            return Address::Malformed;
        }
        if path == "/" && base != "/" || path == base.trim_end_matches('/') && path != base {
            return Address::Before;
        }
        // An encoded slash is a letter of a name, and no name of ours has one.
        match path.strip_prefix(base) {
            Some(inside) if !raw.to_ascii_lowercase().contains("%2f") => Address::Inside(format!("/{inside}")),
            _ => Address::Outside,
        }
    }
}

/// What is at a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A route, with its path.
    Here(&'a str, Route),
    /// Something whose address is written otherwise; with the base path.
    Elsewhere(String),
    /// Nothing.
    Nothing,
}

/// Looks for a path. The slash at the end, `index.html` and another normal form of the same letters are forgiven by
/// leading to the address; other case is not, because no host forgives it.
pub(super) fn find<'a>(edition: &'a Edition, asked: &str) -> Found<'a> {
    let routes = &edition.magazine().routes;
    if let Some(folder) = asked.strip_suffix("/index.html") {
        let folder = format!("{folder}/");
        return match find(edition, &folder) {
            Found::Here(path, _) => Found::Elsewhere(routes.url(path)),
            other => other,
        };
    }
    let Some((path, route)) = edition.at(asked) else { return Found::Nothing };
    if path == asked {
        return Found::Here(path, route);
    }
    let normal: String = asked.nfc().collect();
    if path == normal || path.strip_suffix('/') == Some(normal.as_str()) {
        return Found::Elsewhere(routes.url(path));
    }
    Found::Nothing
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn an_address_is_decoded_once() {
        let inside = |path: &str| Address::Inside(path.to_owned());
        for (raw, address) in [
            ("/mag/", inside("/")),
            ("/mag/news/%EA%B0%80/", inside("/news/가/")),
            ("/mag/%252e%252e/x", inside("/%2e%2e/x")),
            ("/mag/a%zz", inside("/a%zz")),
            ("/", Address::Before),
            ("/mag", Address::Before),
            ("/magazine/", Address::Outside),
            ("//mag/", Address::Outside),
            ("/mag/news%2Ffirst/", Address::Outside),
            ("/mag/../mag/", Address::Malformed),
            ("/mag/%2e%2E/x", Address::Malformed),
            ("/mag/..%2f..%2fetc/passwd", Address::Malformed),
            ("/mag/%5c..%5c", Address::Malformed),
            ("/mag/a%00", Address::Malformed),
            ("/mag/%ff", Address::Malformed),
            ("/mag/%c0%ae%c0%ae/", Address::Malformed),
            ("mag/", Address::Malformed),
        ] {
            assert_eq!(Address::read(raw, "/mag/"), address, "{raw}");
        }
        assert_eq!(Address::read("/", "/"), inside("/"));
    }
}
