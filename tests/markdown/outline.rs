//! What the outline says, and that its places are the narrowest there are.

use crate::stand_in::{StandIn, english, shapes};
use leitmotif::parse::markdown::{Length, LinkKind, Outline, read};
use leitmotif::render::markdown::html;
use leitmotif::source::{SourceId, Span};

const TEXT: &str = "+++\ntitle = \"도\"\n+++\n# On [[golden]] by <Peak a=\"b\"/>\n\n> [[ KPop\n> Demon |the *film*]] and [words](</a b/#c> \"t\"), [by label][x], <https://e.example/>, <me@e.example>\n\n\
![a *b*](p.jpg \"T\") [![pic](q.jpg)](/q/)\n\n| [[one\\|One]] |\n|---|\n\n[x]: /x/ 'y'\n\n<ChartRun track='a&amp;b' wide\n/>\n\nA word-pair, it's 두 음절.[^n]\n\n[^n]: Note.\n\n<div id=\"own\"></div>\n";

fn outline(text: &str) -> (Outline, Vec<String>) {
    let start = text.find("\n# ").map_or(0, |at| at + 1);
    let (body, outline, said) = read(text, start..text.len(), SourceId(7), &shapes(), english(true));
    assert!(said.is_empty(), "{said:?}");
    let written = html(&body, &outline, &mut StandIn(&outline, "und"));
    (outline, written.headings)
}

fn at(span: Span) -> &'static str {
    assert_eq!(span.source, SourceId(7));
    &TEXT[span.range()]
}

#[test]
fn everything_has_its_place() {
    let (outline, shown) = outline(TEXT);
    let heading = &outline.headings[0];
    assert_eq!((heading.level, &*heading.id), (1, "on-golden-by"));
    assert_eq!(at(heading.span), "# On [[golden]] by <Peak a=\"b\"/>");
    assert_eq!(shown, ["On «golden» by"]);
    let links: Vec<_> =
        outline.links.iter().map(|link| (link.kind, &*link.target, link.labelled, at(link.span))).collect();
    assert_eq!(
        links,
        [
            (LinkKind::Name, "golden", false, "golden"),
            (LinkKind::Name, "KPop Demon", true, "KPop\n> Demon"),
            (LinkKind::Address, "/a b/#c", true, "/a b/#c"),
            (LinkKind::Address, "/x/", true, "/x/"),
            (LinkKind::Bare, "https://e.example/", false, "https://e.example/"),
            (LinkKind::Bare, "mailto:me@e.example", false, "me@e.example"),
            (LinkKind::Address, "/q/", true, "/q/"),
            (LinkKind::Name, "one", true, "one"),
        ]
    );
    let images: Vec<_> = outline
        .images
        .iter()
        .map(|image| (&*image.target, &*image.alt, image.title.as_deref(), at(image.span)))
        .collect();
    assert_eq!(images, [("p.jpg", "a b", Some("T"), "p.jpg"), ("q.jpg", "pic", None, "q.jpg")]);
    let run = &outline.components[1];
    assert_eq!((&*run.name, run.body, at(run.span)), ("ChartRun", false, "<ChartRun track='a&amp;b' wide\n/>"));
    let args: Vec<_> =
        run.args.iter().map(|arg| (&*arg.name, at(arg.name_span), arg.value.as_deref(), at(arg.value_span))).collect();
    assert_eq!(args, [("track", "track", Some("a&b"), "a&amp;b"), ("wide", "wide", None, "wide")]);
    assert_eq!(outline.anchors().collect::<Vec<_>>(), ["on-golden-by", "fn-1", "fnref-1", "own"]);
    assert!(outline.has_anchor("own") && !outline.has_anchor("other"));
}

#[test]
fn length_counts_words_and_syllables() {
    let count = |text: &str| read(text, 0..text.len(), SourceId(0), &shapes(), english(true)).1.length;
    assert_eq!(count("A word-pair, it's 두 음절. `code`\n\n```\nnot this\n```\n"), Length { words: 4, syllables: 3 });
    assert_eq!(count("케이팝 데몬 헌터스 2025"), Length { words: 1, syllables: 8 });
    assert_eq!(count("[[golden|**Gol**den]] <div>\nno\n</div> <!-- no -->"), Length { words: 1 + 1, syllables: 0 });
    assert_eq!(count(""), Length::default());
}
