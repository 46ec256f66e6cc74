//! Rounds: what is served after a change is what a build would write.

use crate::server::{Magazine, Server, built};

const SITE: &str = "title = \"Insert Song\"\nbase_url = \"https://mag.example/mag/\"\ntheme = \"mine\"\n";
const FIRST: &str = "content/articles/news/first.md";
const CARD: &str = "themes/mine/components/Card.html";
const DRAMA: &str = "themes/mine/templates/drama.html";

/// The small magazine with a theme of its own: a template, a component that an article uses, a style sheet.
fn themed() -> Magazine {
    let magazine = Magazine::new();
    magazine.write("site.toml", SITE);
    magazine.write("themes/mine/theme.toml", "extends = \"overture\"\n");
    magazine
        .write(DRAMA, "{% extends \"base.html\" %}{% block content %}<h1>Drama {{ drama.title }}</h1>{% endblock %}\n");
    magazine.write(
        CARD,
        "{% component Card(words: string) {\"layout\": \"block\"} -%}\n<p>Card {{ words }}</p>\n{%- endcomponent Card %}\n",
    );
    magazine.write("themes/mine/assets/own.css", "p { color: red }\n");
    magazine.write(
        "content/articles/news/third.md",
        "+++\ntitle = \"The third article\"\ndate = 2025-03-01\n+++\nA third paragraph.\n\n<Card words=\"one\"/>\n",
    );
    magazine
}

fn serve(magazine: &Magazine) -> Server {
    Server::start(&magazine.root, &[])
}

#[test]
fn a_change_is_seen() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &[]);
    magazine.edit("content/articles/news/first.md", "A first paragraph", "Another beginning");
    server.until_shows("/mag/news/first/", "Another beginning");
}

#[test]
fn files_go_move_and_come() {
    let magazine = Magazine::new();
    let server = serve(&magazine);
    magazine.remove("content/articles/news/second.md");
    server.until("/mag/news/second/", "gone", |answer| answer.status == 404);
    server.until_as_built(&magazine.root, &[]);

    std::fs::rename(magazine.path(FIRST), magazine.path("content/articles/news/opening.md")).unwrap();
    server.until_shows("/mag/news/opening/", "A first paragraph");
    server.until("/mag/news/first/", "gone", |answer| answer.status == 404);

    magazine.edit("content/dramas/goblin.toml", "title = \"Goblin\"", "title = \"Goblin\"\nslug = \"dokkaebi\"");
    server.until("/mag/dramas/goblin/", "gone", |answer| answer.status == 404);
    server.until_complains("unknown-reference");
    magazine.edit("content/articles/news/opening.md", "[[goblin]]", "[[dokkaebi]]");
    magazine.edit("content/soundtracks/goblin-ost.toml", "[\"goblin\"]", "[\"dokkaebi\"]");
    server.until_complains("all is well again");
    server.until_as_built(&magazine.root, &[]);

    std::fs::create_dir(magazine.path("content/articles/reviews")).unwrap();
    std::fs::rename(
        magazine.path("content/articles/news/opening.md"),
        magazine.path("content/articles/reviews/opening.md"),
    )
    .unwrap();
    server.until_shows("/mag/reviews/opening/", "A first paragraph");
    server.until_as_built(&magazine.root, &[]);
}

/// Each kind of fault: the file, what is broken in it, and what is said.
const FAULTS: [(&str, &str, &str, &str); 8] = [
    (FIRST, "bylines = [\"dana\"]\n+++", "bylines = [\"dana\"\n+++", "invalid-toml"),
    ("content/articles/news/second.md", "+++\nA second", "\nA second", "front-matter"),
    ("content/dramas/goblin.toml", "released = 2016", "released = \"soon", "invalid-toml"),
    ("content/soundtracks/goblin-ost.toml", "artists = [\"crush\"]", "artists = [\"crunch\"]", "unknown-reference"),
    (DRAMA, "{% endblock %}", "{% endbloc %}", "template-syntax"),
    (CARD, "{{ words }}", "{{ words }", "template-syntax"),
    ("themes/mine/theme.toml", "\"overture\"", "\"overtur\"", "missing-theme"),
    ("site.toml", "theme = \"mine\"", "theme = \"mine", "invalid-toml"),
];

#[test]
fn what_is_broken_stands_as_it_was_and_comes_back_in_any_order() {
    let magazine = themed();
    let server = serve(&magazine);
    let sound = built(&magazine.root, &[]).unwrap();
    for (n, (file, from, to, said)) in FAULTS.into_iter().enumerate() {
        if n % 2 == 0 {
            magazine.edit(file, from, to);
        } else {
            magazine.replace(file, &magazine.read(file).replace(from, to));
        }
        server.until_complains(&format!("error[{said}]"));
        server.until_complains(file);
        // Every page is as it was, the one of the broken file included.
        server.until_as(&sound, "/mag/");
    }
    for (n, (file, from, to, _)) in FAULTS.into_iter().enumerate().map(|(n, _)| (n, FAULTS[(n * 3 + 2) % 8])) {
        let mended = magazine.read(file).replace(to, from);
        if n % 2 == 0 { magazine.replace(file, &mended) } else { magazine.write(file, &mended) }
    }
    server.until_complains("all is well again");
    magazine.edit(FIRST, "A first paragraph", "Another beginning");
    server.until_shows("/mag/news/first/", "Another beginning");
    server.until_as_built(&magazine.root, &[]);
}

#[test]
fn a_site_that_is_broken_from_the_beginning_comes_up() {
    for (file, from, to, said) in FAULTS {
        let magazine = themed();
        magazine.edit(file, from, to);
        let server = serve(&magazine);
        server.until_complains(&format!("error[{said}]"));
        server.until("/mag/news/second/", "answered", |answer| answer.status == 200);
        magazine.edit(file, to, from);
        server.until_complains("all is well again");
        server.until_as(&built(&magazine.root, &[]).unwrap(), "/mag/");
    }
}

#[test]
fn a_missing_site_toml_is_waited_for() {
    let magazine = Magazine::new();
    let server = serve(&magazine);
    let settings = magazine.read("site.toml");
    magazine.remove("site.toml");
    server.until_complains("missing-site");
    server.until_shows("/mag/news/first/", "Insert Song");
    magazine.write("site.toml", &settings.replace("Insert Song", "Interlude"));
    server.until_shows("/mag/news/first/", "Interlude");
    server.until_as_built(&magazine.root, &[]);
}

#[test]
fn a_file_that_is_wrong_only_because_of_another_stands_as_it_is() {
    let magazine = Magazine::new();
    let server = serve(&magazine);
    // The reference first, then what it means.
    magazine.edit(FIRST, "[[goblin]]", "the new [[dokkaebi]]");
    server.until_complains("unknown-reference");
    assert!(!server.get("/mag/news/first/").text().contains("the new"));
    magazine.edit("content/dramas/goblin.toml", "title = \"Goblin\"", "title = \"Goblin\"\nslug = \"dokkaebi\"");
    magazine.edit("content/soundtracks/goblin-ost.toml", "[\"goblin\"]", "[\"dokkaebi\"]");
    server.until_shows("/mag/news/first/", "the new");
    server.until_complains("all is well again");
    server.until_as_built(&magazine.root, &[]);
}

#[test]
fn facts_of_records_are_seen_in_lists_at_once() {
    let magazine = Magazine::new();
    let server = serve(&magazine);
    magazine.edit("content/artists/crush.toml", "Crush", "Crush of Seoul");
    server.until_shows("/mag/artists/", "Crush of Seoul");
    server.until_shows("/mag/soundtracks/goblin-ost/", "Crush of Seoul");
    magazine.edit("content/dramas/goblin.toml", "released = 2016", "released = 2017");
    server.until_shows("/mag/dramas/", "2017");
    server.until_as_built(&magazine.root, &[]);
}

#[test]
fn settings_apply_without_a_new_start() {
    let magazine = Magazine::new();
    let server = serve(&magazine);
    magazine.edit("site.toml", "Insert Song", "Interlude");
    server.until_shows("/mag/news/first/", "Interlude");
    magazine.write("content/articles/news/first.ko.md", "+++\ntitle = \"첫 기사\"\n+++\n첫 문단.\n");
    server.until_complains("unknown-language");
    magazine.edit("site.toml", "base_url", "language = \"en\"\nbase_url");
    let settings = magazine.read("site.toml");
    magazine.write("site.toml", &format!("{settings}\n[languages.ko]\n"));
    server.until_shows("/mag/ko/news/first/", "첫 문단");
    server.until_as_built(&magazine.root, &[]);
    magazine.edit("site.toml", "/mag/", "/review/");
    server.until_shows("/review/news/first/", "A first paragraph");
    server.until_as(&built(&magazine.root, &[]).unwrap(), "/review/");
}

#[test]
fn another_theme_and_another_template_apply_without_a_new_start() {
    let magazine = themed();
    magazine.edit("site.toml", "theme = \"mine\"", "theme = \"overture\"");
    magazine.remove("content/articles/news/third.md");
    let server = serve(&magazine);
    magazine.edit("site.toml", "theme = \"overture\"", "theme = \"mine\"");
    server.until_shows("/mag/dramas/goblin/", "<h1>Drama Goblin</h1>");
    magazine.write(
        "themes/mine/templates/artist.html",
        "{% extends \"base.html\" %}{% block content %}<h1>Artist {{ artist.title }}</h1>{% endblock %}\n",
    );
    server.until_shows("/mag/artists/crush/", "<h1>Artist Crush</h1>");
    magazine.edit("themes/mine/assets/own.css", "red", "blue");
    server.until_as_built(&magazine.root, &[]);
    magazine.remove("themes/mine/templates/artist.html");
    server.until("/mag/artists/crush/", "the base theme's", |answer| !answer.text().contains("<h1>Artist"));
    server.until_as_built(&magazine.root, &[]);
}

#[test]
fn a_template_that_fails_when_it_draws_stands_as_it_was() {
    let magazine = themed();
    let server = serve(&magazine);
    let before = server.until_shows("/mag/dramas/goblin/", "Drama Goblin").text();
    for wrong in ["drama.titel", "drama.nothing.at.all"] {
        magazine.edit(DRAMA, "drama.title", wrong);
        server.until_complains("error[template-error]");
        server.until("/mag/dramas/goblin/", "as it was", |answer| answer.text() == before);
        magazine.edit(DRAMA, wrong, "drama.title");
        server.until_complains("all is well again");
    }
    magazine.edit(DRAMA, "<h1>Drama", "<h1>The drama");
    server.until_shows("/mag/dramas/goblin/", "The drama Goblin");
    server.until_as_built(&magazine.root, &[]);
}

#[test]
fn an_article_that_cannot_be_drawn_stands_as_it_was() {
    let magazine = themed();
    let component = "{% component Card(words: string, of: string = \"\") {\"layout\": \"block\"} -%}\n\
        <p>Card {{ words }}{% if of %}{{ of.name }}{% endif %}</p>\n{%- endcomponent Card %}\n";
    magazine.write(CARD, component);
    let server = serve(&magazine);
    let third = "content/articles/news/third.md";
    magazine.edit(third, "A third paragraph.", "A longer third paragraph.");
    server.until_shows("/mag/news/third/", "A longer third");
    magazine.edit(third, "words=\"one\"", "words=\"two\" of=\"it\"");
    server.until_complains("error[template-error]");
    let page = server.until("/mag/news/third/", "answered", |answer| answer.status == 200).text();
    assert!(page.contains("third paragraph") && page.contains("Card one"), "{page}");
    magazine.edit(third, " of=\"it\"", "");
    server.until_shows("/mag/news/third/", "Card two");
    server.until_complains("all is well again");
    server.until_as_built(&magazine.root, &[]);
}

#[test]
fn a_theme_that_is_away_stands_as_it_was() {
    let magazine = themed();
    let server = serve(&magazine);
    let sound = built(&magazine.root, &[]).unwrap();
    // What takes its place comes in a round of its own, as it does when somebody is slow.
    std::fs::rename(magazine.path("themes"), magazine.path("aside")).unwrap();
    server.until_complains("error[missing-theme]");
    server.until_as(&sound, "/mag/");
    magazine.write("themes", "a file");
    server.until_complains("`themes` is a file");
    server.until_as(&sound, "/mag/");
    magazine.remove("themes");
    std::fs::rename(magazine.path("aside"), magazine.path("themes")).unwrap();
    server.until_complains("all is well again");
    server.until_as_built(&magazine.root, &[]);
    // A new name, which `site.toml` learns later.
    std::fs::rename(magazine.path("themes/mine"), magazine.path("themes/ours")).unwrap();
    server.until_complains("there are: ours, overture");
    server.until_as(&sound, "/mag/");
    magazine.edit("site.toml", "\"mine\"", "\"ours\"");
    magazine.edit("themes/ours/templates/drama.html", "Drama ", "Ours ");
    server.until_shows("/mag/dramas/goblin/", "Ours Goblin");
    server.until_as_built(&magazine.root, &[]);
}

#[test]
fn a_folder_that_cannot_be_read_stands_as_it_was() {
    let magazine = themed();
    let server = serve(&magazine);
    let sound = built(&magazine.root, &[]).unwrap();
    std::fs::rename(magazine.path("themes"), magazine.path("aside")).unwrap();
    magazine.write("themes", "a file");
    server.until_complains("`themes` is a file");
    magazine.write("content/articles/news/fourth.md", "+++\ntitle = \"Fourth\"\ndate = 2024-01-01\n+++\nNew.\n");
    server.until_shows("/mag/news/fourth/", "New.");
    magazine.remove("content/articles/news/fourth.md");
    server.until_as(&sound, "/mag/");
    magazine.remove("themes");
    std::fs::rename(magazine.path("aside"), magazine.path("themes")).unwrap();
    server.until_complains("all is well again");
    server.until_as_built(&magazine.root, &[]);
}

#[test]
fn pages_stay_when_their_folder_has_another_name() {
    let magazine = Magazine::new();
    let server = serve(&magazine);
    server.until_shows("/mag/news/first/", "A first paragraph");
    std::fs::rename(magazine.path("content"), magazine.path("Content")).unwrap();
    server.until_complains("there is no folder `content`, but one that is called `Content`");
    server.until_shows("/mag/news/first/", "A first paragraph");
    std::fs::rename(magazine.path("Content"), magazine.path("content")).unwrap();
    server.until_complains("all is well again");
    server.until_as_built(&magazine.root, &[]);
    // That everything is taken away is no fault, and is told.
    std::fs::rename(magazine.path("content"), magazine.path("aside")).unwrap();
    server.until_complains("there is no folder `content`, so the magazine is empty");
    server.until("/mag/news/first/", "gone", |answer| answer.status == 404);
}

#[test]
fn what_only_drawing_tells_is_told() {
    let magazine = Magazine::new();
    let server = serve(&magazine);
    magazine.edit(FIRST, "about [[goblin]]", "about [[goblin#no-such-place]]");
    server.until_complains("broken-fragment");
    // A link that leads nowhere on a page that is there holds nothing back.
    server.until_shows("/mag/news/first/", "no-such-place");
    magazine.edit(FIRST, "#no-such-place", "");
    server.until_complains("all is well again");
}

#[test]
fn what_is_scheduled_comes_and_what_expires_goes() {
    let magazine = Magazine::new();
    let server = serve(&magazine);
    let now = jiff::Timestamp::now();
    let at = |seconds: i64| (now + jiff::SignedDuration::from_secs(seconds)).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let article = format!("+++\ntitle = \"For a moment\"\ndate = {}\nexpires = {}\n+++\nNow or never.\n", at(2), at(5));
    magazine.write("content/articles/news/moment.md", &article);
    server.until("/mag/news/", "a list with it", |answer| answer.text().contains("For a moment"));
    server.until("/mag/news/", "a list without it", |answer| !answer.text().contains("For a moment"));
}

#[test]
fn verbose_says_what_a_round_took() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &["--verbose"]);
    server.until_complains("round 1: ");
    magazine.edit(FIRST, "A first paragraph", "Another beginning");
    server.until_complains("round 2: 1 file changed");
}

#[test]
fn an_open_page_is_followed_whatever_else_was_asked_for() {
    let magazine = Magazine::new();
    for count in 0..520 {
        magazine.write(&format!("content/artists/a{count}.toml"), &format!("name = \"Artist {count}\"\n"));
    }
    magazine.write("themes/overture/templates/artist.html", "<p>Somebody</p>\n");
    let server = serve(&magazine);
    let mut open = server.open_page("news/first/");
    open.hears("\"page\":{");
    for count in 0..520 {
        assert_eq!(server.get(&format!("/mag/artists/a{count}/")).status, 200, "{count}");
    }
    std::fs::rename(magazine.path(FIRST), magazine.path("content/articles/news/opening.md")).unwrap();
    open.hears("\"to\":\"/mag/news/opening/\"");
}
