//! The first pages of a large magazine, shown before all of it was read: they are the pages that it has.

use crate::server::{Magazine, Server, built, without_client};
use crate::work::{at, insert_song, moment};
use leitmotif::discover::Disk;
use leitmotif::edition::{Edition, Memory, assemble, assemble_again, assemble_early};
use leitmotif::preview::{Clock, Studio};
use leitmotif::source::Sources;
use leitmotif::theme::embedded;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Pages of articles that ask for nothing that lies in other articles.
const ARTICLE: &str = "{% extends \"base.html\" %}{% block content %}<h1>{{ article.title }}</h1>\n\
    {% for entry in article.toc %}<a href=\"#{{ entry.id }}\">{{ entry.text }}</a>{% endfor %}{{ article.html | safe }}\n\
    {% if article.previous %}<a href=\"{{ article.previous.url }}\">{{ article.previous.title }}</a>{% endif %}\
    {% endblock %}\n";

/// Kinds of pages of which so many in a row could not be answered are asked for no longer.
const ENOUGH: usize = 8;

/// Draws every address from an early edition, and compares what it answers with what the whole edition has. Gives how
/// many were answered, and how many were asked for, by what they show.
fn compare(sources: &Sources) -> BTreeMap<String, (usize, usize)> {
    let options = at(moment());
    let (whole, _) = assemble(sources.clone(), &options);
    let mut memory = Memory::default();
    let mut now: Option<Edition> = None;
    let mut answered = BTreeMap::new();
    for (path, route) in whole.routes() {
        let kind = format!("{:?}", route.shows);
        let kind = kind.split(['(', ' ']).next().unwrap_or_default().to_owned();
        let (some, all) = answered.entry(kind).or_insert((0, 0));
        if *some == 0 && *all == ENOUGH {
            continue;
        }
        *all += 1;
        let early = now.get_or_insert_with(|| assemble_early(sources.clone(), &options, &mut memory).unwrap());
        if let Some(drawn) = early.draw_early(path) {
            assert!(whole.render(*route).is_ok_and(|it| it == drawn), "{path} is another page");
            *some += 1;
        }
        // Once it was asked for what it does not know, it draws nothing more.
        now = now.filter(|early| !early.is_beyond());
    }
    // What it leaves for the next edition changes nothing.
    let (next, said) = assemble_again(sources.clone(), &options, &mut memory);
    let (_, wanted) = assemble(sources.clone(), &options);
    assert!(said == wanted && next.routes() == whole.routes());
    for (path, route) in whole.routes().iter().step_by(7) {
        assert!(next.render(*route) == whole.render(*route), "{path} is another page afterwards");
    }
    answered
}

fn sources(magazine: &Magazine) -> Sources {
    Disk::open(&magazine.root, embedded()).sources().clone()
}

#[test]
fn what_an_early_edition_answers_is_what_the_whole_one_has() {
    let answered = compare(&insert_song());
    for kind in ["Home", "Section", "Page", "Year", "Tag", "Series", "Records", "Contributor", "Asset", "File"] {
        assert!(answered[kind].0 > 0 && answered[kind].0 == answered[kind].1, "{kind}: {answered:?}");
    }
    // What goes with an article, and what mentions a record, is told by all articles together.
    for kind in ["Article", "Record", "Feed", "Sitemap"] {
        assert_eq!(answered[kind].0, 0, "{kind}: {answered:?}");
    }
}

#[test]
fn an_article_is_read_when_it_is_asked_for() {
    let magazine = Magazine::new();
    magazine.write("site.toml", "title = \"Insert Song\"\nbase_url = \"https://mag.example/mag/\"\ntheme = \"mine\"\n");
    magazine.write("themes/mine/theme.toml", "extends = \"overture\"\n");
    magazine.write("themes/mine/templates/article.html", ARTICLE);
    magazine.write(
        "content/articles/news/third.md",
        "+++\ntitle = \"The third article\"\ndate = 2025-03-01\n+++\n## A part\n\n\
         Of [the first](first.md), [a part](#a-part), [its part](fourth.md#own-part), [no part](fourth.md#none) and \
         [nothing](/mag/nowhere/).\n\nIt has “quotes”, 한국어 and a [[Beautiful]].\n",
    );
    magazine
        .write("content/articles/news/fourth.md", "+++\ntitle = \"The fourth\"\ndate = 2025-04-01\n+++\n## Own part\n");
    let answered = compare(&sources(&magazine));
    assert_eq!(answered["Article"], (4, 4), "{answered:?}");

    // Whether a file is published is known only when everything was read that may name it; a menu may lead there, too.
    let menu = "[[menu]]\nto = \"/news/still.png\"\nlabel = \"Still\"\n";
    std::fs::write(magazine.path("content/articles/news/still.png"), PNG).unwrap();
    magazine.edit("content/articles/news/first.md", "A first", "![A still](still.png)\n\nA first");
    let answered = compare(&sources(&magazine));
    // The one article shows it, and the address in the other may be a file's.
    assert_eq!((answered["Article"], answered["File"]), ((2, 4), (0, 1)), "{answered:?}");
    magazine.write("site.toml", &format!("{}{menu}", magazine.read("site.toml")));
    let answered = compare(&sources(&magazine));
    assert_eq!((answered["Article"], answered["Home"]), ((0, 4), (0, 1)), "{answered:?}");

    // Nor is it known who has an address that such a file may take.
    std::fs::create_dir_all(magazine.path("content/static/news")).unwrap();
    std::fs::write(magazine.path("content/static/news/still.png"), PNG).unwrap();
    assert!(assemble_early(sources(&magazine), &at(moment()), &mut Memory::default()).is_none());
}

/// A picture of one pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";

#[test]
fn a_large_magazine_shows_its_pages_at_once_and_tells_its_faults_after() {
    let magazine = Magazine::new();
    magazine.write("site.toml", "title = \"Insert Song\"\nbase_url = \"https://mag.example/mag/\"\ntheme = \"mine\"\n");
    magazine.write("themes/mine/theme.toml", "extends = \"overture\"\n");
    magazine.write("themes/mine/templates/article.html", ARTICLE);
    for n in 0..1200 {
        let mut text = format!("+++\ntitle = \"Article {n}\"\ndate = 2024-01-01\n+++\n");
        for part in 0..6 {
            let _ =
                write!(text, "## Part {part}\n\nOf [another](a{}.md#part-{part}) and its *music*.\n\n", (n + 7) % 1200);
        }
        magazine.write(&format!("content/articles/features/a{n}.md"), &text);
    }
    let paths = ["features/a777/", "", "features/page/3/", "news/first/", "dramas/goblin/", "feed.atom"];
    let built = built(&magazine.root, &[]).unwrap();
    let studio = |root| Studio::new(Disk::open(root, embedded()), at(moment()), Clock::Stopped);
    assert!(studio(&magazine.root).early().is_some_and(|early| early.edition.is_early()));
    assert!(studio(&Magazine::new().root).early().is_none(), "what is soon read is not read twice");

    let server = Server::start(&magazine.root, &[]);
    for path in paths {
        let file = if path.contains('.') { path.to_owned() } else { format!("{path}index.html") };
        let answer = server.get(&format!("/mag/{path}"));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        assert!(without_client(&answer.body) == built[&file], "{path} is another page");
    }
    assert_eq!(server.get("/mag/nowhere/").status, 404);
    drop(server);

    magazine.edit("content/articles/features/a5.md", "a12.md#part-3", "a12.md#part-33");
    let server = Server::start(&magazine.root, &[]);
    assert!(server.get("/mag/features/a5/").status == 200);
    server.until_complains("there is no heading `#part-33` on that page");
    magazine.edit("content/articles/features/a5.md", "a12.md#part-33", "a12.md#part-4");
    server.until_complains("all is well again");
    server.until_shows("/mag/features/a5/", "a12/#part-4");
}
