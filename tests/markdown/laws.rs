//! What holds for any text: nothing panics, nodes and HTML are balanced, and no word disappears unsaid.

use crate::stand_in::{StandIn, english, shapes, shown};
use leitmotif::diagnostic::{Code, Diagnostic};
use leitmotif::parse::markdown::{Kind, Node, nodes, read};
use leitmotif::render::markdown::html;
use leitmotif::source::SourceId;
use proptest::prelude::*;
use pulldown_cmark::{Event, TagEnd};

#[derive(Debug, PartialEq)]
enum Open {
    Markdown(TagEnd),
    Component(u32),
}

pub fn assert_balanced(list: &[Node]) {
    let mut open = Vec::new();
    for node in list {
        match &node.kind {
            Kind::Markdown(Event::Start(tag)) => open.push(Open::Markdown(tag.to_end())),
            Kind::Markdown(Event::End(tag)) => assert_eq!(open.pop(), Some(Open::Markdown(*tag))),
            Kind::Open { .. } => open.push(Open::Component(node.index)),
            Kind::Close { .. } => assert_eq!(open.pop(), Some(Open::Component(node.index))),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
}

/// Elements whose end tags may be left out, and what ends them.
const MAY_STAY_OPEN: [(&str, &[&str]); 4] = [
    ("li", &["li"]),
    (
        "p",
        &[
            "p",
            "div",
            "ul",
            "ol",
            "dl",
            "pre",
            "table",
            "blockquote",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "aside",
            "section",
            "figure",
            "x-chartrun",
            "x-callout",
            "x-pullquote",
        ],
    ),
    ("td", &["td", "tr"]),
    ("tr", &["tr"]),
];

/// Whether every element in `html` is closed where it should be, by HTML's own rules.
fn is_balanced(html: &str) -> Result<(), String> {
    let mut open: Vec<String> = Vec::new();
    let may_stay = |name: &str| MAY_STAY_OPEN.iter().any(|(it, _)| *it == name);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let comments = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];
        if let Some((begins, ends)) = comments.into_iter().find(|(begins, _)| rest.starts_with(begins)) {
            let inner = &rest[begins.len()..];
            let end = inner.find(ends).ok_or(format!("{begins} without an end"))?;
            rest = &inner[end + ends.len()..];
            continue;
        }
        rest = &rest[1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            // A sign like any other.
            continue;
        }
        let end = rest.find('>').ok_or("a tag without an end")?;
        let tag = rest[..end].to_lowercase();
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            while open.last().is_some_and(|last| last != name && may_stay(last)) {
                open.pop();
            }
            let last = open.pop();
            if last.as_deref() != Some(name) {
                return Err(format!("</{name}> closes {last:?}"));
            }
            continue;
        }
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        while let Some(last) = open.last()
            && MAY_STAY_OPEN.iter().any(|(it, ends)| it == last && ends.contains(&name))
        {
            // What Markdown writes has its end tag, which would then close nothing.
            open.pop();
        }
        let in_line = [
            "em", "strong", "del", "a", "code", "img", "br", "input", "sup", "span", "x-peak", "x-fact", "b", "script",
        ]
        .contains(&name);
        let only_words = open.iter().any(|outer| {
            let words = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "a", "em", "strong", "b", "span", "pre", "del"];
            words.contains(&&**outer)
        });
        if only_words && !in_line {
            return Err(format!("<{name}> stands in {open:?}"));
        }
        if name == "a" && open.iter().any(|outer| outer == "a") {
            return Err("a link stands in a link".into());
        }
        if name == "script" {
            let end = rest.find("</script>").ok_or("a script without an end")?;
            rest = &rest[end + "</script>".len()..];
        } else if !["img", "br", "hr", "input"].contains(&name) {
            open.push(name.to_owned());
        }
    }
    open.retain(|name| !may_stay(name));
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} stay open")) }
}

#[test]
fn what_does_not_fit_is_seen() {
    for html in ["<p>a<p>b", "<ul><li>a<li>b</ul>", "<p>a<br>b</p><!-- <b> -->", "<script><b></script>"] {
        assert_eq!(is_balanced(html), Ok(()), "{html}");
    }
    for html in
        ["<b>a", "<p><b>a</p></b>", "a</b>", "<p><div>a</div></p>", "<b><p>a</p></b>", "<!-- a", "<a><a></a></a>"]
    {
        assert!(is_balanced(html).is_err(), "{html}");
    }
}

/// Bits of what a writer may type; `@` becomes a word that is found nowhere else.
fn bit(raw: bool) -> impl Strategy<Value = String> {
    let mut bits = vec![
        "@",
        "@",
        "@ ",
        " @",
        "@ @",
        "도깨비@",
        "**「@」**은",
        "*(@)*",
        "는",
        "」",
        "\n",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        " ",
        "  ",
        "    ",
        "\t",
        "\r\n",
        "- ",
        "- @",
        "1. ",
        "2) ",
        "> ",
        "> > ",
        ">",
        "# ",
        "## @",
        "#",
        "```\n",
        "`",
        "``",
        "~~~\n",
        "*",
        "**",
        "_",
        "~~",
        "|",
        " | ",
        "|@|",
        "|---|\n",
        "| @ | @ |\n|---|---|\n",
        "[",
        "]",
        "(",
        ")",
        "[[",
        "]]",
        "[[@]]",
        "[[@|@]]",
        "[[@\\|@]]",
        "![[",
        "![@](x.jpg)",
        "![@](x.jpg \"@\")",
        "[@](/x/)",
        "[^1]",
        "[^1]: @",
        "[^2]",
        "[^2]: ",
        "[x]: /y/\n",
        "[x]",
        ": ",
        ":",
        "\\",
        "!",
        "{",
        "{#",
        "}",
        "{#id}",
        "\"",
        "'",
        "=",
        "/>",
        "<",
        ">",
        "---\n",
        "===\n",
        "&amp;",
        "&lt;",
        "- [ ] ",
        "- [x] @",
        "> [!NOTE]\n",
        "<ChartRun/>",
        "<ChartRun/>\n",
        "<ChartRun a=\"x\"/>\n",
        "\n<ChartRun\n  a='x'\n/>\n",
        "<Callout>",
        "<Callout>\n",
        "\n<Callout>\n",
        "</Callout>",
        "</Callout>\n",
        "\n</Callout>\n",
        "<PullQuote>",
        "</PullQuote>",
        "\n<PullQuote>\n",
        "\n</PullQuote>\n",
        "<Fact>",
        "<Fact is=\"x\">",
        "</Fact>",
        "<Peak/>",
        "\n<Peak/>\n",
        "<Nope/>",
        "<Chart_Run/>",
        "<ChartRun",
        "<Callout a={x}>",
        "<Callout a=\"x>",
        "\u{0}",
        "\u{b}",
        "\u{feff}",
        "🎵",
    ];
    if raw {
        bits.extend([
            "<div>\n",
            "</div>\n",
            "<BR>",
            "<!-- ",
            " -->",
            "<pre>\n",
            "</pre>\n",
            "<b>",
            "</b>",
            "<span>",
            "</span>",
            "@ <b>@</b> @",
            "\n\n<div>\n\n@\n\n</div>\n\n",
            "<ul>\n",
            "<li>",
            "</ul>\n",
            "<p>",
            "</p>\n",
            "<br/>",
            "<div/>",
            "<td>",
            "<script>",
            "</script>\n",
            "<a id=\"x\">",
            "</a>",
            "<?",
            "<![CDATA[",
            "<https://a.example/>",
        ]);
    }
    prop::sample::select(bits).prop_map(str::to_owned)
}

fn soup(raw: bool) -> impl Strategy<Value = (String, Vec<String>)> {
    // Of raw HTML a little is enough: most of what is long has a fault.
    prop::collection::vec(bit(raw), 0..if raw { 12 } else { 30 }).prop_map(|bits| {
        let mut words = Vec::new();
        let mut text = String::new();
        for part in bits.concat().split_inclusive('@') {
            text.push_str(part.trim_end_matches('@'));
            if part.ends_with('@') {
                words.push(format!("w{}q", words.len()));
                text.push_str(&words[words.len() - 1]);
            }
        }
        (text, words)
    })
}

pub fn cases() -> u32 {
    std::env::var("CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(4000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, max_shrink_iters: 5000, ..ProptestConfig::default() })]

    #[test]
    fn without_raw_html((text, words) in soup(false), smart: bool) {
        let (body, outline, said) = read(&text, 0..text.len(), SourceId(0), &shapes(), english(smart));
        assert_balanced(&body.nodes);
        let written = html(&body, &outline, &mut StandIn(&outline, "und")).html;
        let shown = shown(&text, &said);
        // A tag that a soup makes by chance is raw HTML; what is wrong with it was reported.
        let odd_tag = said.iter().any(|it| matches!(it.code, Code::UnclosedHtml | Code::BadComponent));
        if let Err(why) = is_balanced(&written)
            && !odd_tag
        {
            prop_assert!(false, "{why} in {written}\nof {text:?}");
        }
        for word in words {
            prop_assert!(written.contains(&word) || !said.is_empty(), "{word} of {text:?} is not in {written}");
        }
        let again = nodes(&text, 0..text.len(), SourceId(0), &shapes(), english(smart)).nodes;
        prop_assert_eq!(&body.nodes, &again);
        if let Some(tape) = &outline.tape {
            prop_assert_eq!(&tape.body(&text).nodes, &again);
        }
        // A footnote that nothing refers to is not written, and neither is what stands in it.
        let all_written = !shown.iter().any(|line| line.contains("unused-definition"));
        let ids = written.matches(" id=\"").count() - outline.footnotes.iter().map(|note| 1 + note.marks.len()).sum::<usize>();
        prop_assert!(outline.headings.len() == ids || !all_written, "{}", written);
    }

    #[test]
    fn with_raw_html((text, words) in soup(true), smart: bool) {
        let (body, outline, said) = read(&text, 0..text.len(), SourceId(0), &shapes(), english(smart));
        assert_balanced(&body.nodes);
        let written = html(&body, &outline, &mut StandIn(&outline, "und")).html;
        shown(&text, &said);
        let is_told = |it: &Diagnostic| {
            use Code::{BadComponent, ComponentPlace, HtmlCase, MissingComponent, UnclosedHtml};
            matches!(it.code, UnclosedHtml | BadComponent | MissingComponent | HtmlCase | ComponentPlace)
        };
        if let Err(why) = is_balanced(&written)
            && !said.iter().any(is_told)
        {
            prop_assert!(false, "{why} in {written}\nof {text:?}");
        }
        for word in words {
            prop_assert!(written.contains(&word) || !said.is_empty(), "{word} of {text:?} is not in {written}");
        }
    }

    #[test]
    fn any_bytes(text in "\\PC{0,80}") {
        let (body, outline, said) = read(&text, 0..text.len(), SourceId(0), &shapes(), english(true));
        assert_balanced(&body.nodes);
        html(&body, &outline, &mut StandIn(&outline, "und"));
        shown(&text, &said);
    }
}
