//! What the site says to machines: every page's JSON-LD against the vocabulary of schema.org, every record's JSON
//! against the schema that the site publishes.
//!
//! Two magazines are built: the repository's own, and `magazine/`, a small one below a base path in which every kind
//! of record stands twice, once with all that can be said of it and once with nothing that could be left out.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod data;
mod graphs;
mod site;
mod vocabulary;

use graphs::Graphs;
use serde_json::Value;
use site::Site;
use std::collections::BTreeSet;
use vocabulary::Vocabulary;

#[test]
fn the_magazine_of_this_repository() {
    let site = Site::build(env!("CARGO_MANIFEST_DIR"), "https://insertsong.example/");
    check(&site);
}

#[test]
fn every_kind_of_record_full_and_bare_below_a_base_path() {
    let site =
        Site::build(&format!("{}/tests/structured/magazine", env!("CARGO_MANIFEST_DIR")), "https://mag.example/a/b/");
    check(&site);
}

#[test]
fn the_types_that_a_magazine_needs_are_there() {
    let site =
        Site::build(&format!("{}/tests/structured/magazine", env!("CARGO_MANIFEST_DIR")), "https://mag.example/a/b/");
    let found = Graphs::of(&site).types();
    let wanted = [
        "AboutPage",
        "Article",
        "BreadcrumbList",
        "CollectionPage",
        "CorrectionComment",
        "ImageObject",
        "ItemList",
        "ItemPage",
        "Movie",
        "MusicAlbum",
        "MusicComposition",
        "MusicGroup",
        "MusicRecording",
        "MusicRelease",
        "NewsArticle",
        "Organization",
        "Person",
        "ProfilePage",
        "Rating",
        "Review",
        "TVSeries",
        "WebPage",
        "WebSite",
    ];
    let missing: Vec<_> = wanted.iter().filter(|kind| !found.contains(**kind)).collect();
    assert!(missing.is_empty(), "no graph of the small magazine has these types: {missing:?}");
}

#[test]
fn an_article_tells_all_that_is_known_of_it() {
    let site =
        Site::build(&format!("{}/tests/structured/magazine", env!("CARGO_MANIFEST_DIR")), "https://mag.example/a/b/");
    let graphs = Graphs::of(&site);
    let news = graphs.main("news/full/index.html");
    let id = |path: &str| format!("https://mag.example/a/b/{path}");
    assert_eq!(news["@type"], "NewsArticle");
    assert_eq!(news["@id"], id("news/full/#article"));
    assert_eq!(news["datePublished"], "2025-03-01T10:00:00+09:00");
    assert_eq!(news["dateModified"], "2025-03-02T00:00:00+09:00");
    assert_eq!(news["author"][0]["@id"], id("contributors/dana/#record"));
    assert_eq!(news["author"][0]["url"], id("contributors/dana/"));
    assert_eq!(news["author"][1]["name"], "A Guest");
    assert_eq!(news["translator"][0]["name"], "Mo");
    assert_eq!(news["about"][0]["@id"], id("dramas/full/#record"));
    assert_eq!(news["mentions"][0]["@id"], id("artists/group/#record"));
    assert_eq!(news["workTranslation"][0]["@id"], id("ko/news/full/#article"));
    assert_eq!(news["correction"][0]["datePublished"], "2025-03-02");
    assert_eq!(news["digitalSourceType"], "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource");
    assert_eq!(news["image"]["url"], id("news/full/cover.png"));

    let review = graphs.main("reviews/rated/index.html");
    assert_eq!(review["@type"], "Review");
    assert_eq!(review["itemReviewed"]["@type"], "MusicAlbum");
    assert_eq!(
        (&review["reviewRating"]["ratingValue"], &review["reviewRating"]["bestRating"]),
        (&8.5.into(), &10.into())
    );

    let translation = graphs.main("ko/news/full/index.html");
    assert_eq!(translation["translationOfWork"]["@id"], id("news/full/#article"));
}

#[test]
fn what_is_withheld_is_told_to_nobody() {
    let site =
        Site::build(&format!("{}/tests/structured/magazine", env!("CARGO_MANIFEST_DIR")), "https://mag.example/a/b/");
    for (path, text) in &site.files {
        assert!(!text.contains("A secret"), "{path} tells of a draft");
    }
}

#[test]
fn works_of_fiction_say_so() {
    let site =
        Site::build(&format!("{}/tests/structured/magazine", env!("CARGO_MANIFEST_DIR")), "https://mag.example/a/b/");
    let graphs = Graphs::of(&site);
    for page in ["dramas/full", "soundtracks/full", "soundtracks/full/song", "artists/act"] {
        let words = &graphs.main(&format!("{page}/index.html"))["disambiguatingDescription"];
        assert!(words.as_str().is_some_and(|words| words.contains("invented")), "{page} says {words}");
        let data: Value = serde_json::from_str(&site.files[&format!("{page}/index.json")]).unwrap();
        assert_eq!(data["fictional"], true, "{page}");
    }
}

/// All that must hold of any magazine.
fn check(site: &Site) {
    let vocabulary = Vocabulary::read();
    let mut faults: BTreeSet<String> = BTreeSet::new();
    Graphs::of(site).check(&vocabulary, &mut faults);
    data::check(site, &mut faults);
    let shown: Vec<&String> = faults.iter().take(40).collect();
    assert!(faults.is_empty(), "{} faults:\n{shown:#?}", faults.len());
}
