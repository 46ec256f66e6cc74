//! Addresses that lead out of the site, as far as it can be told without asking anybody that they lead nowhere.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::Span;

/// Whether an address leads out of the site: it has a scheme (RFC 3986, section 3.1) or begins with `//`.
pub(super) fn is_elsewhere(address: &str) -> bool {
    address.starts_with("//") || scheme(address).is_some()
}

fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_it = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    is_it.then_some(scheme)
}

/// What is wrong with an address that [leads out of the site](is_elsewhere).
pub(super) fn fault(address: &str, span: Span) -> Option<Diagnostic> {
    let lower = scheme(address).map(str::to_ascii_lowercase);
    let rest = match &lower {
        Some(scheme) => address.get(scheme.len() + 1..).unwrap_or_default(),
        None => address,
    };
    let told = |message: String, help: String| Some(Diagnostic::error(Code::BrokenLink, span, message).help(help));
    let nowhere = format!("`{address}` leads nowhere");
    match lower.as_deref() {
        None | Some("http" | "https") => {
            let Some(host) = rest.strip_prefix("//") else {
                let scheme = lower.unwrap_or_default();
                let rest = rest.trim_start_matches('/');
                return told(nowhere, format!("two slashes follow the colon: `{scheme}://{rest}`"));
            };
            let host = host.split(['/', '?', '#']).next().unwrap_or_default();
            let host = host.rsplit('@').next().unwrap_or_default();
            let name = host.strip_prefix('[').map_or_else(|| host.split(':').next(), |it| it.split(']').next());
            match name.unwrap_or_default() {
                "" => told(nowhere, "name the site: `https://example.org/`".to_owned()),
                "localhost" | "127.0.0.1" | "0.0.0.0" | "::1" => told(
                    format!("`{address}` leads every reader to their own computer"),
                    "for a page of this magazine write its path alone: `/news/`".to_owned(),
                ),
                _ => None,
            }
        }
        Some("mailto") => {
            let to = rest.split('?').next().unwrap_or_default();
            let is_one = |it: &str| {
                let parts = it.split_once('@').filter(|(_, host)| !host.contains('@'));
                parts.is_some_and(|(name, host)| !name.trim().is_empty() && !host.trim().is_empty())
            };
            // Without anybody, the reader chooses to whom a letter goes: then something else is said of it.
            let fits = if to.is_empty() { rest.len() > 1 } else { to.split([',', ';']).all(is_one) };
            if fits { None } else { told(nowhere, "write `mailto:name@example.org`".to_owned()) }
        }
        Some("tel") if !rest.contains(|c: char| c.is_ascii_digit()) => {
            told(nowhere, "write the number, with its country: `tel:+82-2-123-4567`".to_owned())
        }
        // There are many more; these are near to what is asked below.
        Some("tel" | "ftp" | "sftp" | "data") => None,
        Some("javascript") => told(
            "a link with a script in it does nothing: browsers refuse it here".to_owned(),
            "lead to a page, or take the link away".to_owned(),
        ),
        Some("file") => told(
            format!("`{address}` is a file on your own computer, which no reader has"),
            "put the file beside the article and name it: `[words](file.pdf)`".to_owned(),
        ),
        Some(scheme) if scheme.len() == 1 => told(
            format!("`{address}` is a file on your own computer, which no reader has"),
            "put the file beside the article and name it: `[words](file.pdf)`".to_owned(),
        ),
        Some(scheme) => {
            let near = nearest(scheme, ["https", "http", "mailto", "tel"])?;
            told(nowhere, format!("did you mean `{near}:{rest}`?"))
        }
    }
}

/// What was meant by an address without a scheme that is most likely not a file of the site.
pub(super) fn meant(address: &str) -> Option<String> {
    let broken = ["https//", "http//", "https;//", "http;//"].iter().find_map(|start| address.strip_prefix(start));
    if let Some(rest) = broken {
        return Some(format!("did you mean `https://{rest}`?"));
    }
    if address.starts_with("www.") {
        return Some(format!("for another site write `https://{address}`"));
    }
    let letter = address.split_once('@').filter(|(name, host)| !name.contains('/') && host.contains('.'));
    letter.map(|_| format!("for an e-mail address write `mailto:{address}`"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn what_leads_nowhere_is_told_and_nothing_else() {
        let is_told = |address: &&&str| fault(address, Span::new(SourceId(0), 0..0)).is_some();
        let sound = [
            "https://example.org",
            "HTTP://example.org:80/a?b#c",
            "//example.org/x",
            "https://[2001:db8::1]/",
            "https://dana@example.org/",
            "https://예시.한국/",
            "mailto:dana@example.org,kim@example.org?subject=x",
            "mailto:?subject=Read%20this",
            "tel:+82-2-123",
            "spotify:track:1",
            "data:image/png;base64,AA==",
            "ftp://example.org/",
            "sms:+821",
            "geo:37,127",
        ];
        assert!(sound.iter().all(|it| is_elsewhere(it)));
        assert_eq!(sound.iter().filter(is_told).collect::<Vec<_>>(), Vec::<&&str>::new());
        let broken = [
            "htp://x.example/",
            "https:/x.example/",
            "https:x.example",
            "http://",
            "https:///x",
            "mailto:",
            "mailto:?",
            "mailto:dana@@x",
            "tel:",
            "JavaScript:alert(1)",
            "file:///C:/x.doc",
            "C:\\x.jpg",
            "http://localhost:1111/news/",
            "http://[::1]:80/",
        ];
        assert!(broken.iter().all(|it| is_elsewhere(it)));
        assert_eq!(broken.iter().filter(|it| !is_told(it)).collect::<Vec<_>>(), Vec::<&&str>::new());
    }
}
