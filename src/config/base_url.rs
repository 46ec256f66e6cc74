//! Where the site will be deployed, and what may stand in the path of an address.

/// Where the site will be deployed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme and host: `https://insertsong.example`.
    pub origin: String,
    /// The base path, with slashes at both ends: `/`, `/mag/`.
    pub path: String,
}

impl BaseUrl {
    /// Reads an absolute address.
    ///
    /// # Errors
    /// Says in words what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or("an address begins with `https://` or `http://`")?;
        if rest.contains(['?', '#']) {
            return Err("the address of a site has no `?` and no `#`".into());
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host_is_odd = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']' | '_'));
        if host.is_empty() {
            return Err("it names no host".into());
        }
        if host.contains(host_is_odd) {
            return Err(format!("`{host}` is not the name of a host"));
        }
        let path = path.trim_matches('/');
        if path.split('/').any(|part| part == "." || part == ".." || part.contains(char::is_whitespace))
            || path.contains("//")
        {
            return Err("the path of the address is not one that a page can have".into());
        }
        let scheme = &text[..text.len() - rest.len()];
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{}/", crate::config::encoded_path(path)) };
        Ok(Self { origin: format!("{scheme}{host}"), path })
    }
}

/// Percent-encodes what may not stand in the path of an address, leaving what is encoded already.
pub(crate) fn encoded_path(path: &str) -> String {
    joined("", path)
}

/// The same, behind what is encoded already.
pub(crate) fn joined(before: &str, path: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    /// RFC 3986, section 3.3: what a path segment cannot hold.
    const UNSAFE: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'`')
        .add(b'{')
        .add(b'}')
        .add(b'[')
        .add(b']')
        .add(b'|')
        .add(b'\\')
        .add(b'^');
    let mut whole = String::with_capacity(before.len() + path.len());
    whole.push_str(before);
    whole.extend(utf8_percent_encode(path, UNSAFE));
    whole
}
