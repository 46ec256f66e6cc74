//! The names of HTML's elements: a component can never have one of them, in any case.

/// Every element of HTML, the obsolete ones included, and the two foreign roots. Sorted.
const NAMES: [&str; 143] = [
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi",
    "bdo", "bgsound", "big", "blink", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code",
    "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em",
    "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "image", "img", "input", "ins", "isindex", "kbd",
    "keygen", "label", "legend", "li", "link", "listing", "main", "map", "mark", "marquee", "math", "menu", "menuitem",
    "meta", "meter", "nav", "nobr", "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "output",
    "p", "param", "picture", "plaintext", "pre", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "script",
    "search", "section", "select", "selectedcontent", "slot", "small", "source", "spacer", "span", "strike", "strong",
    "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead",
    "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp",
];

/// Whether `name` is, in any case, the name of an HTML element. HTML's block rules match without case, so
/// a component `<Track>` would be taken for `<track>`; a theme that declares one is refused.
pub fn is_html_name(name: &str) -> bool {
    let small = name.to_ascii_lowercase();
    NAMES.binary_search(&small.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_and_complete() {
        assert!(NAMES.is_sorted());
        for name in ["Track", "FIGURE", "Search", "Section", "Details", "Table", "Script", "BR", "h1", "Image"] {
            assert!(is_html_name(name), "{name}");
        }
        for name in ["Peak", "ChartRun", "Callout", "Tracklist", "Fact", "Weeks"] {
            assert!(!is_html_name(name), "{name}");
        }
    }
}
