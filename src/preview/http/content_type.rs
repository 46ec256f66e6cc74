//! What kind of file an address has, as static hosts tell it, and always with the charset of text.

/// The media type for a path of the site.
pub(super) fn content_type(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((_, extension)) = name.rsplit_once('.') else {
        // Pages end with a slash; `_redirects`, `_headers` and `CNAME` are for the host, and text.
        return if name.is_empty() { super::body::HTML } else { super::body::TEXT }.to_owned();
    };
    let kind = match extension.to_ascii_lowercase().as_str() {
        "jspf" => "application/jspf+json".to_owned(),
        "md" | "toml" => "text/plain".to_owned(),
        // Not yet, or not so, in the table of the library.
        "atom" => "application/atom+xml".to_owned(),
        "xspf" => "application/xspf+xml".to_owned(),
        "js" | "mjs" => "text/javascript".to_owned(),
        "m4a" => "audio/mp4".to_owned(),
        "opus" => "audio/ogg".to_owned(),
        other => mime_guess::from_ext(other).first_or_octet_stream().essence_str().to_owned(),
    };
    let text = kind.starts_with("text/") || kind.ends_with("+xml") || kind == "application/xml";
    // JSON is always UTF-8 (RFC 8259), but browsers that show it as text need to be told.
    let json = kind == "application/json" || kind.ends_with("+json");
    if text || json { format!("{kind}; charset=utf-8") } else { kind }
}

#[cfg(test)]
mod tests {
    use super::content_type;

    #[test]
    fn files_have_the_types_of_their_formats() {
        for (path, kind) in [
            ("/news/first/", "text/html; charset=utf-8"),
            ("/404.html", "text/html; charset=utf-8"),
            ("/feed.atom", "application/atom+xml; charset=utf-8"),
            ("/sitemap.xml", "text/xml; charset=utf-8"),
            ("/robots.txt", "text/plain; charset=utf-8"),
            ("/index.json", "application/json; charset=utf-8"),
            ("/playlists/x/playlist.xspf", "application/xspf+xml; charset=utf-8"),
            ("/playlists/x/playlist.jspf", "application/jspf+json; charset=utf-8"),
            ("/events/events.ics", "text/calendar; charset=utf-8"),
            ("/site.webmanifest", "application/manifest+json; charset=utf-8"),
            ("/a.css", "text/css; charset=utf-8"),
            ("/a.js", "text/javascript; charset=utf-8"),
            ("/a.mjs", "text/javascript; charset=utf-8"),
            ("/a.svg", "image/svg+xml; charset=utf-8"),
            ("/a.JPG", "image/jpeg"),
            ("/a.avif", "image/avif"),
            ("/a.webp", "image/webp"),
            ("/a.jxl", "image/jxl"),
            ("/a.woff2", "font/woff2"),
            ("/a.mp3", "audio/mpeg"),
            ("/a.m4a", "audio/mp4"),
            ("/a.flac", "audio/flac"),
            ("/a.opus", "audio/ogg"),
            ("/a.mp4", "video/mp4"),
            ("/a.webm", "video/webm"),
            ("/a.pdf", "application/pdf"),
            ("/a.wasm", "application/wasm"),
            ("/_redirects", "text/plain; charset=utf-8"),
            ("/_headers", "text/plain; charset=utf-8"),
            ("/CNAME", "text/plain; charset=utf-8"),
            ("/a.nobody-knows", "application/octet-stream"),
        ] {
            assert_eq!(content_type(path), kind, "{path}");
        }
    }
}
