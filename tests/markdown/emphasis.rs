//! Emphasis beside CJK text: plain text is what it was, nothing but signs goes, and smart quotes change nothing.

use crate::laws::{assert_balanced, cases};
use crate::stand_in::{StandIn, english, shapes, spaced};
use leitmotif::parse::markdown::{Kind, Node, nodes, read};
use leitmotif::render::markdown::html;
use leitmotif::source::SourceId;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, TagEnd};
use std::ops::Range;

/// Whether a run of `*` or `~` stands beside a Hangul syllable or a corner bracket.
pub fn touches_cjk(text: &str) -> bool {
    let is_cjk = |c: char| matches!(c, '가'..='힣' | '「' | '」');
    let is_sign = |c: char| matches!(c, '*' | '~');
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.into_iter().any(|(a, b)| is_cjk(a) && is_sign(b) || is_sign(a) && is_cjk(b))
}

/// What stands in a line of text.
fn bit(cjk: bool) -> impl Strategy<Value = &'static str> {
    let mut bits = vec![
        "a", "b", "1", " ", " ", "\n", "\r\n", "*", "*", "**", "**", "***", "_", "~~", "~~", "~", "\\", "(", ")", "\"",
        "'", ".", "%", "[x](/y)", "[", "](/y)", "`", "`*`", "&amp;", "é", "…", "🎵",
    ];
    if cjk {
        bits.extend(["가", "나", "「", "」", "‘", "’", "カ", "（", "題", "**「가」**나", "*(가)*나", "\u{fe00}"]);
    }
    prop::sample::select(bits)
}

fn options(smart: bool) -> Options {
    let mut options = Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    options.set(Options::ENABLE_SMART_PUNCTUATION, smart);
    options
}

/// Whether quotation marks may be told otherwise than the parser tells them: beside Hangul we have a rule of our own.
pub fn quotes_cjk(text: &str) -> bool {
    text.contains(['"', '\'']) && text.contains(|c| matches!(c, '가'..='힣'))
}

/// The text of events without the signs of emphasis and with one mark for all quotation marks: on which side of a
/// quotation one is, the parser does not know beside CJK text.
fn words<'e>(events: impl Iterator<Item = Event<'e>>) -> String {
    let texts = events.filter_map(|event| match event {
        Event::Text(text) => Some(text.replace(['*', '_', '~'], "").replace(['“', '”'], "\"").replace(['‘', '’'], "'")),
        Event::Code(text) => Some(format!("`{text}`")),
        Event::SoftBreak | Event::HardBreak => Some("\n".into()),
        _ => None,
    });
    texts.collect()
}

fn events<'a>(nodes: &'a [Node<'a>]) -> impl Iterator<Item = Event<'a>> {
    nodes.iter().filter_map(|node| match &node.kind {
        Kind::Markdown(event) => Some(event.clone()),
        _ => None,
    })
}

/// The parser's events, with our end of a quotation where only the parser has another beginning (behind something, and
/// behind a beginning), and our sign of inches behind a digit.
fn with_our_marks<'e>(
    mut theirs: Vec<(Event<'e>, Range<usize>)>,
    ours: &[(Event<'e>, Range<usize>)],
    text: &str,
) -> Vec<(Event<'e>, Range<usize>)> {
    let mut begun = false;
    for ((event, range), (own, _)) in theirs.iter_mut().zip(ours) {
        let (Event::Text(mark), Event::Text(own)) = (&*event, own) else { continue };
        let before = text[..range.start].chars().next_back();
        let differs = match &**own {
            "”" => begun && &**mark == "“" && before.is_some_and(|c| !c.is_whitespace()),
            "\"" => matches!(&**mark, "“" | "”") && before.is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        };
        begun |= &**mark == "“";
        if differs {
            *event = Event::Text(own.clone());
        }
    }
    theirs
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_is_what_it_was(bits in prop::collection::vec(bit(false), 0..30), smart: bool) {
        let text = format!("a {}", bits.concat());
        let ours = nodes(&text, 0..text.len(), SourceId(0), &shapes(), english(smart));
        let theirs: Vec<_> = Parser::new_ext(&text, options(smart)).into_offset_iter().collect();
        let ours: Vec<_> = events(&ours.nodes).zip(ours.nodes.iter().map(|node| node.range.clone())).collect();
        prop_assert_eq!(&ours, &with_our_marks(theirs, &ours, &text));
    }

    #[test]
    fn only_signs_go(bits in prop::collection::vec(bit(true), 0..30), smart: bool) {
        let text = format!("a {}", bits.concat());
        let marks = smart.then(|| spaced("en"));
        let body = nodes(&text, 0..text.len(), SourceId(0), &shapes(), marks.as_ref());
        assert_balanced(&body.nodes);
        prop_assert_eq!(words(events(&body.nodes)), words(Parser::new_ext(&text, options(smart))), "{:?}", text);
        let mut open = Vec::new();
        for node in &body.nodes {
            prop_assert!(text.get(node.range.clone()).is_some());
            let Kind::Markdown(event) = &node.kind else { continue };
            match event {
                Event::Start(_) => open.push(node.range.clone()),
                Event::End(tag) => {
                    let range = open.pop();
                    prop_assert_eq!(range.as_ref(), Some(&node.range));
                    let sign = match tag {
                        TagEnd::Strong => ["**", "__"],
                        TagEnd::Emphasis => ["*", "_"],
                        TagEnd::Strikethrough => ["~", "~"],
                        _ => continue,
                    };
                    let inner = &text[node.range.clone()];
                    prop_assert!(sign.iter().any(|sign| inner.starts_with(sign) && inner.ends_with(sign)), "{}", inner);
                }
                _ => {}
            }
            if let Some(outer) = open.last() {
                prop_assert!(outer.start <= node.range.start && node.range.end <= outer.end, "{:?} in {:?}", node, outer);
            }
        }
    }
}

#[test]
fn smart_quotes() {
    for (text, wanted) in [
        ("**\"눈물의 여왕\"**의", "<strong>“눈물의 여왕”</strong>의"),
        ("*'하나'*가", "<em>‘하나’</em>가"),
        ("**「가」**는 -- ~~(나)...~~는", "<strong>「가」</strong>는 – <del>(나)…</del>는"),
        ("**\"가\"**와 \"**「나」**는\"", "<strong>“가”</strong>와 “<strong>「나」</strong>는”"),
    ] {
        let (body, outline, said) = read(text, 0..text.len(), SourceId(0), &shapes(), english(true));
        assert!(said.is_empty());
        assert_eq!(html(&body, &outline, &mut StandIn(&outline, "und")).html, format!("<p>{wanted}</p>\n"), "{text}");
    }
}
