//! What HTML says of its elements: which have an end tag, which may go without, and what stands in what.

/// Whether an element has no end tag (HTML, section 13.1.2, "void elements").
pub fn is_void(name: &str) -> bool {
    const VOID: [&str; 13] =
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
    VOID.iter().any(|void| void.eq_ignore_ascii_case(name))
}

/// Elements that hold words and what stands in a line, but no paragraphs.
pub(super) const IN_LINE: [&str; 37] = [
    "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "dfn", "em", "font", "h1", "h2",
    "h3", "h4", "h5", "h6", "i", "kbd", "label", "mark", "p", "pre", "q", "ruby", "s", "samp", "small", "span",
    "strong", "sub", "sup", "time", "tt", "u",
];

/// Elements that stand between paragraphs and not in them.
pub(super) const BLOCKS: [&str; 46] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements that stand straight in certain others.
pub(super) const PARTS: [(&str, &[&str]); 16] = [
    ("li", &["ul", "ol", "menu", "dir"]),
    ("dt", &["dl", "div"]),
    ("dd", &["dl", "div"]),
    ("td", &["tr"]),
    ("th", &["tr"]),
    ("tr", &["table", "thead", "tbody", "tfoot"]),
    ("thead", &["table"]),
    ("tbody", &["table"]),
    ("tfoot", &["table"]),
    ("caption", &["table"]),
    ("colgroup", &["table"]),
    ("col", &["colgroup", "table"]),
    ("figcaption", &["figure"]),
    ("summary", &["details"]),
    ("option", &["select", "optgroup", "datalist"]),
    ("optgroup", &["select"]),
];

/// Whether an end tag may be left out at the end of what is around (HTML, section 13.1.2.4).
pub(super) fn may_stay_open(name: &str) -> bool {
    const OPTIONAL: [&str; 17] = [
        "li", "dt", "dd", "p", "rt", "rp", "optgroup", "option", "colgroup", "caption", "thead", "tbody", "tfoot",
        "tr", "td", "th", "body",
    ];
    OPTIONAL.contains(&name)
}

/// Whether an element without its end tag ends before a tag.
pub(super) fn ends_before(name: &str, next: &str) -> bool {
    const AFTER_P: [&str; 8] = ["details", "div", "fieldset", "form", "hgroup", "main", "search", "table"];
    match name {
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "p" => {
            AFTER_P.contains(&next)
                || BLOCKS.contains(&next) && !matches!(next, "li" | "dt" | "dd" | "caption" | "col" | "colgroup")
        }
        "rt" | "rp" => matches!(next, "rt" | "rp"),
        "option" => matches!(next, "option" | "optgroup" | "hr"),
        "optgroup" => matches!(next, "optgroup" | "hr"),
        "colgroup" | "caption" => matches!(next, "colgroup" | "thead" | "tbody" | "tfoot" | "tr"),
        "thead" | "tbody" => matches!(next, "tbody" | "tfoot"),
        "tfoot" => next == "tbody",
        "tr" => matches!(next, "tr" | "tbody" | "tfoot"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot"),
        _ => false,
    }
}
