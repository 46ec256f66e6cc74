//! The desk, `?inspect` and what is withheld.

use crate::server::{Magazine, PROGRAM, Server};
use std::process::Command;

/// The moment at which these magazines are served.
const NOW: &str = "2025-06-01T12:00:00";

fn article(title: &str, more: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n{more}\n+++\n{body}\n")
}

/// A magazine with an article of every state.
fn with_withheld() -> Magazine {
    let magazine = Magazine::new();
    let more = "title = \"Insert Song\"\nbase_url = \"https://mag.example/mag/\"\nlocale = \"en-GB\"\ntimezone = \"Asia/Seoul\"\n\n[languages.ko]\ntitle = \"삽입곡\"\n";
    magazine.write("site.toml", more);
    magazine.write("content/dramas/goblin.toml", "title = \"Goblin\"\n");
    let write = |slug: &str, more: &str| {
        let text = article(&format!("Hidden {slug}"), more, "Words about [[goblin]].");
        magazine.write(&format!("content/articles/news/{slug}.md"), &text);
    };
    write("draft", "date = 2025-01-01\ndraft = true\ntags = [\"secret\"]");
    write("scheduled", "date = 2025-07-01T09:30:00");
    write("embargo", "date = 2025-01-01\nembargo = 2025-08-01");
    write("expired", "date = 2025-01-01\nexpires = 2025-05-01");
    let bundle = article("Hidden bundle", "date = 2025-01-01\ndraft = true", "![A goblin](goblin.svg)");
    magazine.write("content/articles/essays/bundle/index.md", &bundle);
    magazine.write("content/articles/essays/bundle/goblin.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    magazine.write("content/articles/news/scheduled.ko.md", "+++\ntitle = \"숨은 예약\"\n+++\n글.\n");
    magazine
}

#[test]
fn a_withheld_article_is_at_its_address_and_says_why() {
    let magazine = with_withheld();
    let server = Server::start(&magazine.root, &["--now", NOW]);
    for (path, words) in [
        ("/mag/news/draft/", "This is a draft. A build leaves it out."),
        ("/mag/news/scheduled/", "This article is scheduled for 1 July 2025, 09:30. A build leaves it out until then."),
        ("/mag/news/embargo/", "This article is under embargo until 1 August 2025. A build leaves it out until then."),
        ("/mag/news/expired/", "This article expired on 1 May 2025. A build leaves it out."),
        ("/mag/ko/news/scheduled/", "발행 예정인 글입니다(예정: 2025년 7월 1일 오전 9:30)."),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        let text = answer.text();
        assert!(text.contains(words), "{path} lacks `{words}`:\n{text}");
        assert!(text.contains("name=\"robots\" content=\"noindex\""), "{path} may be indexed");
        let own = format!("<meta property=\"og:url\" content=\"https://mag.example{path}\">");
        assert!(text.contains(&own), "{path} has another address:\n{text}");
    }
    let without_slash = server.get("/mag/news/draft");
    assert_eq!((without_slash.status, without_slash.header("location")), (308, "/mag/news/draft/"));
}

#[test]
fn the_other_language_of_a_withheld_article_is_linked_from_it() {
    let magazine = with_withheld();
    let server = Server::start(&magazine.root, &["--now", NOW]);
    assert!(server.get("/mag/news/scheduled/").text().contains("href=\"/mag/ko/news/scheduled/\""));
}

#[test]
fn pictures_beside_a_withheld_article_are_served() {
    let magazine = with_withheld();
    let server = Server::start(&magazine.root, &["--now", NOW]);
    assert!(server.get("/mag/essays/bundle/").text().contains("src=\"/mag/essays/bundle/goblin.svg\""));
    let picture = server.get("/mag/essays/bundle/goblin.svg");
    assert_eq!(picture.status, 200);
    assert!(picture.text().contains("<svg"));
}

#[test]
fn nothing_else_knows_what_is_withheld() {
    let magazine = with_withheld();
    let server = Server::start(&magazine.root, &["--now", NOW]);
    for path in [
        "/mag/",
        "/mag/ko/",
        "/mag/news/",
        "/mag/ko/news/",
        "/mag/feed.atom",
        "/mag/news/feed.atom",
        "/mag/sitemap.xml",
        "/mag/dramas/goblin/",
        "/mag/dramas/goblin/index.json",
        "/mag/index.json",
        "/mag/news/first/",
        "/mag/tags/secret/",
        "/mag/essays/",
    ] {
        let text = server.get(path).text();
        for words in ["Hidden", "숨은", "/news/draft", "secret/\"", "essays/"] {
            assert!(!text.contains(words), "{path} tells `{words}`");
        }
    }
    let output = magazine.path("output");
    let status =
        Command::new(PROGRAM).args(["build", "--quiet", "--now", NOW, "--root"]).arg(&magazine.root).status().unwrap();
    assert!(status.success());
    for path in ["news/draft", "news/scheduled", "news/embargo", "news/expired", "ko/news/scheduled", "essays"] {
        assert!(!output.join(path).exists(), "the build has {path}");
    }
}

#[test]
fn what_is_shown_goes_before_what_is_withheld() {
    let magazine = with_withheld();
    let other = article("A second one of this name", "date = 2025-01-01\ndraft = true\nslug = \"first\"", "Words.");
    magazine.write("content/articles/news/another.md", &other);
    let server = Server::start(&magazine.root, &["--now", NOW]);
    assert!(server.get("/mag/news/first/").text().contains("The first article"));
}

#[test]
fn the_desk_lists_what_there_is_to_see_to() {
    let magazine = with_withheld();
    magazine.write("content/artists/loner.toml", "name = \"Nobody's friend\"\n");
    magazine.write("content/artists/portrait.png", "no picture, but a file");
    let server = Server::start(&magazine.root, &["--now", NOW]);
    let answer = server.get("/mag/_desk/");
    assert_eq!(answer.status, 200);
    let text = answer.text();
    assert!(text.contains("<a href=\"/mag/news/draft/\" lang=\"en\">Hidden draft</a>"), "{text}");
    assert!(text.contains("content/articles/news/draft.md:2"), "{text}");
    assert!(text.contains("comes out 2025-07-01 09:30 KST"), "{text}");
    assert!(text.contains("embargo ends 2025-08-01 00:00 KST"), "{text}");
    assert!(text.contains("expired 2025-05-01 00:00 KST"), "{text}");
    assert!(text.contains("article, not in ko"), "{text}");
    assert!(text.contains("artist, name not in ko"), "{text}");
    assert!(text.contains("Nobody&#39;s friend") || text.contains("Nobody&#x27;s friend"), "{text}");
    assert!(text.contains("content/artists/portrait.png"), "{text}");
    assert!(text.contains("Nothing is wrong."), "{text}");
    assert!(text.contains("_live/client.js"), "the desk does not follow changes");
}

#[test]
fn drafts_are_on_the_desk_when_they_are_shown_too() {
    let magazine = with_withheld();
    let server = Server::start(&magazine.root, &["--now", NOW, "--drafts", "--future"]);
    let text = server.get("/mag/_desk/").text();
    assert!(text.contains("Hidden draft") && text.contains("comes out 2025-07-01"), "{text}");
    assert!(server.get("/mag/news/").text().contains("Hidden draft"));
}

#[test]
fn what_is_done_leaves_the_desk() {
    let magazine = with_withheld();
    let server = Server::start(&magazine.root, &["--now", NOW]);
    magazine.edit("content/articles/news/first.md", "[[goblin]]", "[[goblim]]");
    server.until_shows("/mag/_desk/", "error[unknown-reference]: nothing is called `goblim`");
    magazine.edit("content/articles/news/first.md", "[[goblim]]", "[[goblin]]");
    server.until_shows("/mag/_desk/", "Nothing is wrong.");
    magazine.edit("content/articles/news/draft.md", "draft = true\n", "");
    magazine.edit("content/articles/essays/bundle/index.md", "draft = true", "");
    server.until_shows("/mag/_desk/", "There is no draft.");
    server.until_shows("/mag/news/", "Hidden draft");
}

#[test]
fn chart_facts_that_have_changed_are_told() {
    let magazine = Magazine::new();
    magazine.write("content/charts/hot.toml", "name = \"Hot\"\nsize = 10\ninterval = \"weekly\"\n");
    let week = |date: &str, position: u32| {
        let text = format!("entries = [{{ position = {position}, track = \"goblin-ost/beautiful\" }}]\n");
        magazine.write(&format!("content/charts/hot/{date}.toml"), &text);
    };
    week("2025-01-04", 3);
    let body = "It peaked at <Peak track=\"goblin-ost/beautiful\" chart=\"hot\"/>.";
    magazine.write("content/articles/news/charted.md", &article("Charted", "date = 2025-01-05", body));
    let server = Server::start(&magazine.root, &["--now", NOW]);
    assert!(server.get("/mag/_desk/").text().contains("Every fact is as it was told."));
    week("2025-01-11", 1);
    server.until_shows("/mag/_desk/", "Beautiful, Hot: peak 3 as of 2025-01-04, is 1 now");
    server.until_shows("/mag/news/charted/", "has since peaked at no. 1 on Hot (then no. 3).");
    server.until_as_built(&magazine.root, &["--now", NOW]);
    week("2025-01-11", 3);
    server.until("/mag/news/charted/", "as it was", |answer| !answer.text().contains("_since"));
    magazine.edit("content/charts/hot.toml", "name = \"Hot\"", "name = \"Hotter\"");
    week("2025-01-18", 2);
    server.until_shows("/mag/news/charted/", "has since peaked at no. 2 on Hotter (then no. 3).");
    server.until_as_built(&magazine.root, &["--now", NOW]);
}

#[test]
fn articles_are_due_for_a_review() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &["--now", NOW]);
    assert!(server.get("/mag/_desk/").text().contains("No article is due for a review."));
    magazine.edit("site.toml", "base_url", "freshness.review_after = 1\nbase_url");
    let first = "last published, updated or reviewed";
    server.until_shows("/mag/_desk/", first);
    let articles = ["first", "second"].map(|name| format!("content/articles/news/{name}.md"));
    for article in &articles {
        magazine.edit(article, "date = ", "reviewed = 2025-06-01\ndate = ");
    }
    server.until_shows("/mag/_desk/", "No article is due for a review.");
    server.until_as_built(&magazine.root, &["--now", NOW]);
}

#[test]
fn hostile_titles_stay_words() {
    let magazine = Magazine::new();
    let title = "<script>alert(1)</script> & {{ 7 * 7 }} </title>";
    magazine.write("content/articles/news/odd.md", &article(title, "date = 2025-01-01\ndraft = true", "<b>Words</b>"));
    magazine.write("content/dramas/odd.toml", "title = \"\\\"><img src=x onerror=alert(1)>\"\n");
    let server = Server::start(&magazine.root, &["--now", NOW]);
    for path in ["/mag/_desk/", "/mag/news/odd/?inspect", "/mag/dramas/?inspect"] {
        let text = server.get(path).text();
        assert!(!text.contains("<script>alert"), "{path}:\n{text}");
        assert!(!text.contains("<img src=x"), "{path}:\n{text}");
        assert!(!text.contains("<b>Words"), "{path}:\n{text}");
    }
    assert!(server.get("/mag/_desk/").text().contains("{{ 7 * 7 }}"));
}

#[test]
fn inspect_shows_what_a_page_is_made_of() {
    let magazine = with_withheld();
    magazine.write("themes/own/theme.toml", "extends = \"overture\"\n");
    magazine.write(
        "themes/own/templates/article.html",
        "{% extends \"base.html\" %}{% block content %}<h1>{{ article.title }}</h1>{{ article.html | safe }}{% endblock content %}\n",
    );
    magazine.edit("site.toml", "timezone", "theme = \"own\"\ntimezone");
    let server = Server::start(&magazine.root, &["--now", NOW, "--editor", "vscode"]);
    let text = server.get("/mag/news/first/?inspect").text();
    let open = |path: &str| format!("vscode://file{}", magazine.path(path).to_str().unwrap());
    for words in [
        "<dd>an article: The first article</dd>",
        "<dd>en</dd>",
        "<code>article.html</code> of the theme own",
        "<code>base.html</code> of the theme overture, which is built in, which it extends",
        &open("content/articles/news/first.md:2:"),
        &open("themes/own/templates/article.html:1:1"),
        &open("content/dramas/goblin.toml:1:"),
        &open("content/contributors/dana.toml:1:"),
        "<a href=\"/mag/dramas/goblin/\" lang=\"en\">Goblin</a>",
        "<span class=\"key\">standfirst</span> <span class=\"value\"><span class=\"quiet\">none</span></span>",
        "“&lt;p&gt;A first paragraph about",
    ] {
        assert!(text.contains(words), "no `{words}` in:\n{text}");
    }
    let withheld = server.get("/mag/news/draft/?inspect").text();
    assert!(withheld.contains("<dt>Withheld</dt><dd>draft</dd>"), "{withheld}");
}

#[test]
fn inspect_of_what_is_no_page_names_its_file_and_type() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    let text = server.get("/mag/dramas/goblin/index.json?inspect").text();
    assert!(text.contains("<dd>JSON</dd>") && text.contains("content/dramas/goblin.toml:1"), "{text}");
    assert!(server.get("/mag/feed.atom?inspect").text().contains("<dd>Atom</dd>"));
}

#[test]
fn the_editor_of_site_toml_holds_from_the_next_round() {
    let magazine = with_withheld();
    let server = Server::start(&magazine.root, &["--now", NOW]);
    assert!(!server.get("/mag/_desk/").text().contains("://open?"));
    magazine.edit("site.toml", "timezone", "editor = \"idea\"\ntimezone");
    let open = format!("idea://open?file={}", magazine.path("content/articles/news/draft.md").to_str().unwrap());
    server.until_shows("/mag/_desk/", &open.replace('&', "&amp;"));
    magazine.edit("site.toml", "\"idea\"", "\"javascript:alert(1)//{path}\"");
    let text = server.until_shows("/mag/_desk/", "an address that begins with `javascript:` opens no editor").text();
    assert!(!text.contains("href=\"javascript:"), "{text}");
}
