//! Plain Markdown comes out as pulldown-cmark's own writer has it, but for what we add on purpose. Emphasis that
//! touches CJK text is in `cases/emphasis.txt` and `emphasis.rs`.

use crate::stand_in::{StandIn, english, shapes};
use leitmotif::diagnostic::Code;
use leitmotif::parse::markdown::read;
use leitmotif::render::markdown::html;
use leitmotif::source::SourceId;
use proptest::prelude::*;
use pulldown_cmark::{Options, Parser};

fn ours(text: &str, smart: bool) -> (String, bool) {
    let (body, outline, said) = read(text, 0..text.len(), SourceId(0), &shapes(), english(smart));
    // That raw HTML or code is not closed changes nothing that is written.
    let clean = said.iter().all(|it| matches!(it.code, Code::UnclosedHtml | Code::UnclosedCode));
    (html(&body, &outline, &mut StandIn(&outline, "und")).html, clean)
}

fn theirs(text: &str, smart: bool) -> String {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    options.set(Options::ENABLE_SMART_PUNCTUATION, smart);
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, Parser::new_ext(text, options));
    out
}

/// Takes out what differs on purpose, and line ends.
fn plain(html: &str) -> String {
    without_additions(&html.replace('\n', "")).replace("<tbody></tbody>", "")
}

/// Takes out what we add to the parser's HTML.
pub fn without_additions(html: &str) -> String {
    let mut html = html
        .replace(" />", ">")
        .replace(" tabindex=\"0\"", "")
        .replace(" rel=\"external\"", "")
        .replace(" scope=\"col\"", "");
    html = html.replace(" loading=\"lazy\" decoding=\"async\"", "").replace(" width=\"3\" height=\"2\"", "");
    for side in ["left", "center", "right"] {
        html = html.replace(&format!(" style=\"text-align: {side}\""), &format!(" class=\"align-{side}\""));
    }
    for level in 1..=6 {
        let mut rest = std::mem::take(&mut html);
        let start = format!("<h{level} id=\"");
        while let Some(at) = rest.find(&start) {
            let end = at + start.len() + rest[at + start.len()..].find('"').unwrap() + 1;
            html.push_str(&rest[..at]);
            html.push_str(&format!("<h{level}"));
            rest = rest[end..].to_owned();
        }
        html.push_str(&rest);
    }
    while let Some(at) = html.find(" data-info=\"") {
        let end = at + 12 + html[at + 12..].find('"').unwrap() + 1;
        html.replace_range(at..end, "");
    }
    while let Some(at) = html.find("<div class=\"table-region\"") {
        let end = at + html[at..].find('>').unwrap() + 1;
        html.replace_range(at..end, "");
    }
    html.replace("</table></div>", "</table>")
}

#[test]
fn a_corpus() {
    let corpus = [
        "a\n\nb\nc  \nd\\\ne\n",
        "# a\n## b ##\n### c\nd\n===\ne\n---\n",
        "- a\n- b\n\n- c\n",
        "1. a\n2. b\n   - c\n     d\n\n   e\n",
        "3) a\n4) b\n",
        "> a\n> b\nc\n\n> > d\n",
        "```rust\na < b\n```\n~~~\nx\n~~~\n",
        "    a\n\n\n    b\n",
        "`a` ``b ` c`` ` d `\n",
        "*a* **b** ***c*** _d_ __e__ a_b_c\n",
        "*a **b** c* **a *b* c**\n",
        "[a](b) [c](<d e> \"f\") [g][h] [h]\n\n[h]: /i 'j'\n",
        "<https://a.b/?c=d&e> <f@g.h>\n",
        "x ![a *b*](c \"d\") y\n",
        "a\n***\nb\n- - -\n",
        "&amp; &lt; &#35; &copy; &nosuch; &\n",
        "\\* \\# \\[ \\a\n",
        "<div>\n*a*\n\n*b*\n</div>\n",
        "a <b>c</b> <!-- d --> e\n",
        "<!-- a\n\nb -->\nc\n",
        "| a | b |\n|:--|--:|\n| c | d |\n| e |\n",
        "a | b\n--|:-:\nc \\| d | `e\\|f`\n\nx\n",
        "~~a~~ ~b~\n",
        "a\n: b\n: c\n\nd\n\n: e\n\n  f\n",
        "- a\n\n  b\n\n      c\n- d\n",
        "* a\n  > b\n  ```\n  c\n  ```\n",
        "- a\n - b\n  - c\n   - d\n",
        "10. a\n    b\n\n11. c\n",
        "a\n# b\nc\n> d\ne\n- f\n",
        "-\n- a\n-\n",
        "[a]\n\n[a]: <b>\n",
        "\"a\" 'b' c's -- --- ...\n",
        "<script>\n*a*\n\n</script>\n*b*\n",
        "<pre>\na\n\n*b*\n</pre>\n",
        "<a href='b'\nc>\nd\n",
        "\ta\n  \tb\n",
        "- \ta\n\n\tb\n",
        "#\ta\n####### b\n#c\n",
        "``` \na\n",
        "* a\n\n+ b\n",
        "a\\\nb\\\n",
        "**a**b *(e)*f **가**나\n",
        "도깨비는 **2016년** 드라마다.\n둘째 줄\n",
        "<br>\na\n",
        "</b>\na\n",
        "![a](b)![c](d) x\n",
        "1986\\. a\n\n1986. b\n",
        "> ```\n> a\n\nb\n",
        "- a\n- ```\n  b\n\n\n  c\n  ```\n- d\n",
        "a  \n\nb\n",
        "[a](b \"c\nd\")\n",
        "[a](b (c))\n",
        "[a [b] c](d)\n",
        "[a]\n[b]\n\n[a]: x\n[b]: y\n",
        "a*b*c a**b**c\n",
        "* * *\n",
        "Foo\n    bar\n",
        "\u{a0}a\u{2003}b\n",
        "a\tb\n",
        "```\n\n  a\n```\n",
        "<ins>\n*a*\n</ins>\n",
        "<ins>\n\n*a*\n\n</ins>\n",
        "> a\n\n> b\n",
        ">\n> a\n>\n",
        "1. a\n\n  2. b\n\n    3. c\n",
        "a\r\nb\r\n\r\n- c\r\n  d\r\n",
    ];
    for text in corpus {
        for smart in [false, true] {
            let (html, clean) = ours(text, smart);
            assert!(clean, "something was said about {text:?}");
            assert_eq!(plain(&html), plain(&theirs(text, smart)), "{text:?}");
        }
    }
}

/// The parser's HTML, with the end of a quotation where only the parser has another beginning: not behind white space,
/// and behind a beginning.
fn with_our_ends(theirs: &str, ours: &str) -> String {
    let (mut out, mut begun) = (String::new(), false);
    let mut ours = ours.chars();
    for c in theirs.chars() {
        let own = ours.next();
        let ends = begun && !out.ends_with(char::is_whitespace) && (c, own) == ('“', Some('”'));
        out.push(if ends { '”' } else { c });
        begun |= c == '“';
    }
    out
}

/// Bits of Markdown that mean the same to both writers.
fn bit() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "word",
        "도깨비",
        " ",
        " ",
        "\n",
        "\n",
        "\n\n",
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "  ",
        "*",
        "**",
        "_",
        "`",
        "``",
        "```\n",
        "~~",
        "|",
        "|-|-|\n",
        "a|b\n",
        "---\n",
        "===\n",
        "\\",
        "&amp;",
        "<b>",
        "</b>",
        "<div>\n",
        "<!-- x -->",
        "[a](/b)",
        "[",
        "]",
        "(",
        ")",
        "<http://a.b>",
        "x ![p](q) y",
        ": ",
        "\"",
        "'",
        "--",
        "!",
        "{",
        "}",
        "\t",
        ".",
        ",",
        "\r\n",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::laws::cases(), failure_persistence: None, max_global_rejects: u32::MAX, ..ProptestConfig::default() })]

    #[test]
    fn plain_soup(bits in prop::collection::vec(bit(), 0..40), smart: bool) {
        let text = bits.concat();
        let (html, clean) = ours(&text, smart);
        // What is said here is about links in links, cells without heads and the like; then the two differ.
        let differs = !clean || html.contains("<figure>") || html.contains("«") || text.contains("[[")
            // Raw HTML is no part of a text alternative here.
            || html.contains("<img") && text.contains('<')
            || html.contains("<input")
            || crate::emphasis::touches_cjk(&text)
            || smart && crate::emphasis::quotes_cjk(&text);
        prop_assume!(!differs);
        let theirs = plain(&theirs(&text, smart));
        // Of a fence's words only the first is the language, also if a tab follows.
        prop_assume!(!theirs.contains("class=\"language-") || !text.contains('\t'));
        // A table without heads has none here.
        prop_assume!(!theirs.contains("<th></th>") && !theirs.contains("<th><!--") && !theirs.contains("<th class=\"align"));
        let ours = plain(&html);
        prop_assert_eq!(&ours, &with_our_ends(&theirs, &ours));
    }
}
