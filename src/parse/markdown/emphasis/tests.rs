//! With the parser's own rule the parser's own emphasis comes out; without CJK characters nothing is touched.

use super::super::settle::{self, Settled};
use super::super::shape::Shape;
use super::*;
use crate::source::SourceId;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn settle(text: &str, smart: bool) -> Settled<'_> {
    settle::settle(text, 0..text.len(), SourceId(0), &BTreeMap::<String, Shape>::new(), smart)
}

/// Events with the pieces of a text put together.
fn joined(events: Vec<Placed>) -> Vec<(Event<'static>, Range<usize>)> {
    let mut out: Vec<(Event<'static>, Range<usize>)> = Vec::new();
    for (event, range) in events {
        if let (Event::Text(more), Some((Event::Text(words), before))) = (&event, out.last_mut()) {
            *words = format!("{words}{more}").into();
            before.end = range.end;
        } else {
            out.push((event.into_static(), range));
        }
    }
    out
}

fn soup(cjk: bool) -> impl Strategy<Value = String> {
    let mut bits = vec![
        "a",
        "b",
        " ",
        " ",
        "\n",
        "\r\n",
        "\n\n",
        "*",
        "*",
        "*",
        "**",
        "**",
        "***",
        "_",
        "__",
        "~",
        "~~",
        "~~",
        "~~~",
        "\\",
        "(",
        ")",
        "\"",
        "'",
        ".",
        "!",
        "[x](/y)",
        "[",
        "](/y)",
        "![",
        "[[x]]",
        "[[x|",
        "]]",
        "`",
        "`*`",
        "<b>",
        "&amp;",
        "<https://a.b/*c*>",
        "é",
        "«",
        "…",
        "🎵",
        "> ",
        "- ",
        "# ",
        "| ",
        "|-|-|\n",
        "a|b\n|-|-|\n",
        "|",
    ];
    if cjk {
        bits.extend(["가", "나", "「", "」", "（", "々", "カ", "‘", "’", "\u{fe00}", "\u{e0100}"]);
    }
    prop::collection::vec(prop::sample::select(bits), 0..40).prop_map(|bits| bits.concat())
}

/// Whether every event lies within the one that holds it.
fn nests(events: &[(Event, Range<usize>)]) -> bool {
    let mut open: Vec<&Range<usize>> = Vec::new();
    events.iter().all(|(event, range)| {
        if matches!(event, Event::End(_)) {
            return open.pop().is_some();
        }
        let inside = open.last().is_none_or(|outer| outer.start <= range.start && range.end <= outer.end);
        if matches!(event, Event::Start(_)) {
            open.push(range);
        }
        inside
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_parsers_rule_gives_the_parsers_emphasis(text in soup(true), smart: bool) {
        let settled = settle(&text, smart);
        // Of a picture in a link by name that ends before it (`*[[x|![![]]*](/y)*`) the parser itself makes
        // events whose ranges cross; there is no right answer to compare with.
        prop_assume!(nests(&settled.events));
        let mut lines = Lines { text: &text, tags: &settled.tags, touched: &[], wide: false, out: Vec::new() };
        lines.run(settled.events.clone());
        prop_assert_eq!(joined(lines.out), joined(settled.events), "{:?}", text);
    }

    #[test]
    fn plain_text_is_not_touched(text in soup(false), smart: bool) {
        let mut settled = settle(&text, smart);
        let before = settled.events.clone();
        resolve(&text, 0..text.len(), &mut settled);
        prop_assert_eq!(settled.events, before);
        prop_assert_eq!(touched(&text, 0), Vec::<usize>::new());
    }
}

#[test]
fn places_are_the_files() {
    let text = "> ***「가」**나\r\n> 다*라 ~~(마)~~는";
    let mut settled = settle(text, true);
    resolve(text, 0..text.len(), &mut settled);
    let of = |wanted: Tag| {
        let starts = settled.events.iter().filter(|(event, _)| *event == Event::Start(wanted.clone()));
        starts.map(|(_, range)| &text[range.clone()]).collect::<Vec<_>>()
    };
    assert_eq!(of(Tag::Strong), ["**「가」**"]);
    assert_eq!(of(Tag::Emphasis), ["***「가」**나\r\n> 다*"]);
    assert_eq!(of(Tag::Strikethrough), ["~~(마)~~"]);
}
