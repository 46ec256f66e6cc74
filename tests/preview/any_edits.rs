//! Any sequence of edits leaves the preview with what a fresh run over the same files gives.

use crate::server::Magazine;
use leitmotif::catalogue::Showing;
use leitmotif::diagnostic::{Diagnostic, Severity, show};
use leitmotif::discover::{Disk, discover};
use leitmotif::edition::{Edition, Options, Output, assemble};
use leitmotif::preview::{Clock, Notice, Published, Studio};
use leitmotif::source::Sources;
use leitmotif::theme::embedded;
use proptest::prelude::*;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Files that are edited, with what may stand in them; what comes first is sound in the magazine as it begins.
const FILES: &[(&str, &[&str])] = &[
    (
        "content/articles/news/first.md",
        &[
            "+++\ntitle = \"First\"\ndate = 2025-01-01\nbylines = [\"dana\"]\n+++\nAbout [[goblin]] and <Card words=\"one\"/>.\n",
            "+++\ntitle = \"First\"\nslug = \"one\"\ndate = 2025-01-01\nexpires = 2030-01-01\ntags = [\"ost\"]\n+++\nAbout [[crush]].\n",
            "+++\ntitle = \"First\"\nredirect_from = [\"/news/old/\"]\ndate = 2025-01-01\n+++\nTo [there](/artists/crush/#none).\n",
            "+++\ntitle = \"First\"\ndate = 2025-01-01\nseries = { name = \"Snow\", number = 1 }\nsubjects = [\"drama:goblin\"]\n+++\nPart one.\n",
            "+++\ntitle = \"First\"\ndate = 2025-01-01\nnoindex = true\nseries = { name = \"Rain\", number = 2 }\nsocial = { title = \"One!\" }\n+++\nTwo.\n",
            "+++\ntitle = \"First\ndate = 2025-01-01\n+++\nAbout [[goblin]].\n",
            "+++\ntitle = \"Spare\"\ndate = 2025-01-01\n+++\nNow called as another is.\n",
            "+++\ntitle = \"crush\"\ndate = 2025-01-01\n+++\nAbout [[Crush]].\n",
        ],
    ),
    (
        "content/articles/news/first.ko.md",
        &[
            "+++\ntitle = \"첫째\"\n+++\n[[goblin]]에 대하여.\n",
            "+++\ntitle = \"첫째\"\n+++\n[[쓸쓸]]에 대하여.\n",
            "+++\ntitle = \"첫째\"\nseries = \"눈\"\n+++\n눈.\n",
        ],
    ),
    (
        "content/articles/reviews/bundle/index.md",
        &[
            "+++\ntitle = \"Bundle\"\ndate = 2025-02-01\nsubjects = [\"soundtrack:goblin-ost\"]\n+++\n![A cover](cover.png)\n\n<Tracks soundtrack=\"goblin-ost\"/>\n",
            "+++\ntitle = \"Bundle\"\ndate = 2025-02-01\nseries = { name = \"Snow\", number = 1 }\nsocial = { image = { src = \"cover.png\", alt = \"\" } }\n+++\nText.\n",
            "+++\ntitle = \"Bundle\"\ndate = 2025-02-01\ndraft = true\n+++\n![A cover](cover.png)\n",
            "no front matter\n",
        ],
    ),
    (
        "content/articles/reviews/bundle/cover.png.toml",
        &[
            "alt = \"Snow\"\ncredit = \"Dana Lim\"\n",
            "alt = \"Rain\"\ncaption = \"A wet day.\"\ndisclosure = \"ai-assisted\"\n",
            "credit = \"Dana\"\n",
            "alt = [\n",
        ],
    ),
    (
        "content/articles/news/heard.md",
        &[
            "+++\ntitle = \"Heard\"\ndate = 2025-01-05\ncover = \"../reviews/bundle/cover.png\"\n+++\n![](../reviews/bundle/cover.png)\n\n<YouTube track=\"goblin-ost/beautiful\">\n\n0:30 the voice\n\n</YouTube>\n\nAt <Moment at=\"1:00\"/>.\n",
            "+++\ntitle = \"Heard\"\ndate = 2025-01-05\n+++\n<VideoFile src=\"film.mp4\" title=\"Film\" captions=\"film.vtt\" poster=\"../reviews/bundle/cover.png\">Words.</VideoFile>\n",
        ],
    ),
    ("content/articles/news/film.mp4", &["film", "another film"]),
    ("content/articles/news/film.vtt", &["WEBVTT\n\n00:00.000 --> 00:01.000\nWords.\n", "no captions\n"]),
    ("content/articles/reviews/bundle/cover.png", &["picture", "another picture"]),
    (
        "content/articles/news/spare.md",
        &[
            "+++\ntitle = \"Spare\"\ndate = 2025-03-01\n+++\n[First](/news/first/).\n",
            "+++\ntitle = \"Spare  part\"\ndate = 2025-03-01\n+++\nAbout [[first]], not [[spare]].\n",
            "+++\ntitle = \"Spare\"\ndate = 2025-03-01\nseries = \"Snow\"\nsubjects = [\"drama:goblin\"]\n+++\nSpare.\n",
        ],
    ),
    (
        "content/dramas/goblin.toml",
        &[
            "title = \"Goblin\"\nreleased = 2016\n",
            "title = \"Guardian\"\nslug = \"dokkaebi\"\nreleased = 2016-12-02\n",
            "title = \"Goblin\"\nyear = 2016\n",
        ],
    ),
    ("content/dramas/other.toml", &["title = \"Other\"\n", "title = \"Goblin\"\nslug = \"goblin\"\n", "title = [\n"]),
    (
        "content/soundtracks/goblin-ost.toml",
        &[
            "title = \"Goblin OST\"\ndramas = [\"goblin\"]\n\n[[tracks]]\nposition = 1\ntitle = \"Beautiful\"\nlength = \"3:46\"\nartists = [\"crush\"]\nlisten = { youtube = \"M7lc1UVf-VE\" }\n",
            "title = \"Goblin OST\"\nlabel = \"CJ\"\n\n[[tracks]]\nposition = 1\ntitle = \"Stay\"\nartists = [\"crush\"]\n\n[[tracks]]\nposition = 2\ntitle = \"Beautiful\"\nlength = \"0:50\"\nartists = [\"crush\"]\nlisten = { youtube = \"M7lc1UVf-VF\" }\n",
            "title = \"Goblin OST\"\n\n[[tracks]]\nposition = 1\ntitle = \"Beautiful\"\nartists = [\"nobody\"]\n",
        ],
    ),
    ("content/artists/crush.toml", &["name = \"Crush\"\n", "name = \"Crush of Seoul\"\n", ""]),
    ("content/contributors/dana.toml", &["name = \"Dana Lim\"\n", "name = \"Dana\"\n"]),
    ("content/static/robots.bin", &["some", "other bytes"]),
    (
        "themes/mine/templates/drama.html",
        &[
            "{% extends \"base.html\" %}{% block content %}<h1>{{ drama.title }}</h1>{% endblock %}\n",
            "{% extends \"base.html\" %}{% block content %}<h1>The {{ drama.title }}</h1>{% endblock %}\n",
            "{% extends \"base.html\" %}{% block content %}<h1>{{ drama.titel }}</h1>{% endblock %}\n",
            "{% extends \"base.html\" %}{% block content %}<h1>{{ drama.title }</h1>{% endblock %}\n",
        ],
    ),
    (
        "themes/mine/components/Card.html",
        &[
            "{% component Card(words: string) {\"layout\": \"inline\"} %}<b>{{ words }}</b>{% endcomponent Card %}\n",
            "{% component Card(words: string) {\"layout\": \"inline\"} %}<i>{{ words.x.y }}</i>{% endcomponent Card %}\n",
            "{% component Card(words: string) {\"layout\": \"inline\"} %}<i>{{ words }{% endcomponent Card %}\n",
        ],
    ),
    (
        "themes/mine/templates/base.html",
        &[
            "{% extends \"overture/base.html\" %}\n",
            "<!doctype html>\n<html lang=\"{{ page.lang }}\">\n<title>{{ page.title }}</title>\n{% block content %}{% endblock %}\n</html>\n",
            "<!doctype html>\n<html lang=\"{{ page.lang }}\">\n<title>Mine</title>\n</html>\n",
        ],
    ),
    ("themes/mine/assets/own.css", &["p { color: red }\n", "p { color: blue }\n", "p { color: red\n} }"]),
    ("themes/mine/i18n/en.toml", &["home = \"Front\"\n", "home = [\n"]),
    ("themes/mine/theme.toml", &["extends = \"overture\"\n", "extends = \"nothing\"\n"]),
    (
        "site.toml",
        &[
            "title = \"Song\"\nbase_url = \"https://mag.example/mag/\"\ntheme = \"mine\"\n\n[languages.ko]\n",
            "title = \"Insert\"\nbase_url = \"https://mag.example/\"\ntheme = \"mine\"\npage_size = 1\n\n[languages.ko]\n",
            "title = \"Song\"\nbase_url = \"https://mag.example/mag/\"\ntheme = \"mine\"\n",
            "title = \"Song\"\nbase_url = \"https://mag.example/mag/\"\ntheme = \"yours\"\n\n[languages.ko]\n",
            "title = \"Song\nbase_url = \"https://mag.example/mag/\"\n",
        ],
    ),
];

/// One change of a file; the second number says to what.
#[derive(Debug, Clone, Copy)]
enum Edit {
    Write(usize, usize),
    Mend(usize),
    Delete(usize),
    Rename(usize, usize),
    Touch(usize),
}

fn edits() -> impl Strategy<Value = Vec<(Edit, bool)>> {
    let file = 0..FILES.len();
    let edit = prop_oneof![
        5 => (file.clone(), 0..8_usize).prop_map(|(file, text)| Edit::Write(file, text)),
        5 => file.clone().prop_map(Edit::Mend),
        1 => file.clone().prop_map(Edit::Delete),
        1 => (file.clone(), file.clone()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => file.prop_map(Edit::Touch),
    ];
    proptest::collection::vec((edit, any::<bool>()), 1..10)
}

impl Edit {
    fn make(self, magazine: &Magazine) {
        match self {
            Edit::Write(file, text) => {
                let (path, texts) = FILES[file];
                magazine.write(path, texts[text % texts.len()]);
            }
            Edit::Mend(file) => magazine.write(FILES[file].0, FILES[file].1[0]),
            Edit::Delete(file) => {
                let _ = std::fs::remove_file(magazine.path(FILES[file].0));
            }
            Edit::Rename(from, to) => {
                let to = magazine.path(FILES[to].0);
                std::fs::create_dir_all(to.parent().unwrap()).unwrap();
                let _ = std::fs::rename(magazine.path(FILES[from].0), to);
            }
            Edit::Touch(file) => {
                if let Ok(bytes) = std::fs::read(magazine.path(FILES[file].0)) {
                    std::fs::write(magazine.path(FILES[file].0), bytes).unwrap();
                }
            }
        }
    }
}

fn options() -> Options {
    let now = "2026-01-01T00:00:00Z".parse().unwrap();
    Options { showing: Showing { now, drafts: false, future: false }, base_url: None, theme: None }
}

/// Every route's path with its bytes; nothing when one cannot be drawn.
fn drawn(edition: &Edition) -> Option<Vec<(String, Output)>> {
    edition.routes().iter().map(|(path, route)| Some((path.clone(), edition.render(*route).ok()?))).collect()
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|it| it.severity == Severity::Error)
}

fn shown(diagnostics: Vec<Diagnostic>, sources: &Sources) -> String {
    show::show(&show::sorted(diagnostics, sources), sources, show::Format::Short)
}

/// Looks for what only drawing tells, until there is nothing to look at.
fn check(studio: &mut Studio, published: &mut Arc<Published>) {
    while let Some(check) = studio.check() {
        let found = check.run(&AtomicBool::new(false)).unwrap();
        if let Some(further) = studio.checked(&check, found) {
            *published = further;
        }
    }
}

fn run(edits: &[(Edit, bool)]) {
    let magazine = Magazine::empty();
    for (path, texts) in FILES {
        magazine.write(path, texts[0]);
    }
    let mut studio = Studio::new(Disk::open(&magazine.root, embedded()), options(), Clock::Stopped);
    let mut published = studio.publish();
    check(&mut studio, &mut published);
    assert!(!has_errors(&published.diagnostics), "{}", shown(published.diagnostics.clone(), &published.sources));
    for (edit, checks) in edits {
        edit.make(&magazine);
        if let Some(next) = studio.notice(&Notice::Everything) {
            published = next;
        }
        let (sources, mut said) = discover(&magazine.root, embedded());
        let (fresh, mut found) = assemble(sources, &options());
        said.append(&mut found);
        let sound = !has_errors(&said);
        let what = shown(said, fresh.sources());
        let told = shown(published.diagnostics.clone(), &published.sources);
        for line in what.lines() {
            assert!(told.contains(line), "after {edit:?} nobody says `{line}`, but:\n{told}");
        }
        let all = drawn(&fresh);
        let places = fresh.check_fragments();
        if *checks {
            check(&mut studio, &mut published);
        }
        for (_, route) in published.edition.routes() {
            published.draw(*route);
        }
        let Some(all) = all.filter(|_| sound && places.is_empty()) else { continue };
        if has_errors(&published.diagnostics) {
            // What drawing told of the files before is still said until it has been looked at.
            check(&mut studio, &mut published);
            assert!(!has_errors(&published.diagnostics), "after {edit:?} all is well, but this is said:\n{told}");
        }
        let served = drawn(&published.edition).unwrap();
        let paths = |all: &[(String, Output)]| all.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
        assert_eq!(paths(&served), paths(&all), "after {edit:?}");
        for ((path, served), (_, built)) in served.iter().zip(&all) {
            assert!(served == built, "after {edit:?} `{path}` is not as built");
        }
    }
}

/// A dozen sequences, or as many as `PROPTEST_CASES` says.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(12);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_edits_leave_what_a_fresh_run_gives(edits in edits()) {
        run(&edits);
    }
}
