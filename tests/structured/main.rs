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
    let site = small();
    check(&site);
}

#[test]
fn the_types_that_a_magazine_needs_are_there() {
    let site = small();
    let found = Graphs::of(&site).types();
    let wanted = [
        "AboutPage",
        "Article",
        "BreadcrumbList",
        "CollectionPage",
        "CorrectionComment",
        "DefinedTerm",
        "Event",
        "ImageObject",
        "ItemList",
        "ItemPage",
        "Movie",
        "MusicAlbum",
        "MusicComposition",
        "MusicEvent",
        "MusicGroup",
        "MusicPlaylist",
        "MusicRecording",
        "MusicRelease",
        "NewsArticle",
        "Offer",
        "Organization",
        "Person",
        "Place",
        "PostalAddress",
        "ProfilePage",
        "PropertyValue",
        "PublicationIssue",
        "Rating",
        "Review",
        "TVSeries",
        "VirtualLocation",
        "WebPage",
        "WebSite",
    ];
    let missing: Vec<_> = wanted.iter().filter(|kind| !found.contains(**kind)).collect();
    assert!(missing.is_empty(), "no graph of the small magazine has these types: {missing:?}");
}

#[test]
fn an_article_tells_all_that_is_known_of_it() {
    let site = small();
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
    let (photo, sound, film) = (&news["associatedMedia"][0], &news["audio"][0], &news["video"][0]);
    assert_eq!(photo["digitalSourceType"], "https://schema.org/TrainedAlgorithmicMediaDigitalSource");
    assert_eq!(sound["contentUrl"], id("news/full/talk.mp3"));
    assert_eq!(sound["transcript"], "Words spoken & heard.");
    assert_eq!(film["thumbnailUrl"], id("news/full/cover.png"));
    assert_eq!(film["uploadDate"], "2025-03-01T10:00:00+09:00");

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
fn what_was_won_stands_on_what_won_it() {
    let site = small();
    let graphs = Graphs::of(&site);
    let award = |page: &str| graphs.main(&format!("{page}/index.html"))["award"].clone();
    assert_eq!(award("soundtracks/full/song"), serde_json::json!(["Best OST, 2017 Awards"]));
    // The same recording on another release.
    assert_eq!(award("soundtracks/bare/song-again"), award("soundtracks/full/song"));
    assert_eq!(award("dramas/full"), serde_json::json!(["Best Drama, 2017 Awards"]));
    assert_eq!(award("artists/person"), serde_json::json!(["Best Artist, Bare award 2018"]));
    // Nominated only, but credited with a song that won.
    assert_eq!(award("artists/group"), serde_json::json!(["Best OST, 2017 Awards"]));
}

#[test]
fn events_say_when_and_where_they_are() {
    let site = small();
    let graphs = Graphs::of(&site);
    let member = |name: &str| format!("https://schema.org/{name}");
    let concert = graphs.main("events/full/index.html");
    assert_eq!(concert["@type"], "MusicEvent");
    assert_eq!(concert["startDate"], "2025-12-01T20:00:00+09:00");
    assert_eq!(concert["endDate"], "2025-12-01T22:00:00+09:00");
    assert_eq!(concert["location"]["address"]["addressCountry"], "KR");
    assert_eq!(concert["eventAttendanceMode"], member("OfflineEventAttendanceMode"));
    let party = graphs.main("events/online/index.html");
    assert_eq!(party["location"]["@type"], "VirtualLocation");
    assert_eq!(party["eventStatus"], member("EventPostponed"));
    let hall = graphs.main("events/bare/index.html");
    assert_eq!((&hall["location"]["name"], &hall["location"]["address"]), (&"Hall".into(), &"Hall".into()));
    let moved = graphs.main("events/moved/index.html");
    assert_eq!((&moved["startDate"], &moved["endDate"]), (&"2025-12-01".into(), &"2025-12-03".into()));
    assert_eq!(moved["eventAttendanceMode"], member("OnlineEventAttendanceMode"));
    assert_eq!(moved["location"]["url"], "https://events.example/moved");
}

#[test]
fn a_review_is_one_only_where_all_of_it_is_told() {
    let site = small();
    let graphs = Graphs::of(&site);
    let issue = graphs.main("issues/12/index.html");
    let kinds: Vec<_> = issue["hasPart"].as_array().unwrap().iter().map(|it| &it["@type"]).collect();
    assert_eq!(kinds, ["NewsArticle", "NewsArticle", "CreativeWork"]);
    assert_eq!(issue["hasPart"][2]["@id"], graphs.main("reviews/rated/index.html")["@id"]);
}

#[test]
fn what_is_withheld_is_told_to_nobody() {
    let site = small();
    for (path, text) in &site.files {
        assert!(!text.contains("A secret"), "{path} tells of a draft");
    }
}

#[test]
fn works_of_fiction_say_so() {
    let site = small();
    let graphs = Graphs::of(&site);
    for page in ["dramas/full", "soundtracks/full", "soundtracks/full/song", "artists/act"] {
        let words = &graphs.main(&format!("{page}/index.html"))["disambiguatingDescription"];
        assert!(words.as_str().is_some_and(|words| words.contains("invented")), "{page} says {words}");
        let data: Value = serde_json::from_str(&site.files[&format!("{page}/index.json")]).unwrap();
        assert_eq!(data["fictional"], true, "{page}");
    }
}

#[test]
fn a_wrong_graph_is_found_out() {
    let graph = r#"{"@context":"https://schema.org","@graph":[
        {"@type":"WebSite","name":""},
        {"@type":"Organization","name":"A","wordCount":3},
        {"@type":"Song","name":"B"},
        {"@type":"Article","@id":"https://mag.example/a/#article","datePublished":"yesterday","author":{"@type":"Movie"}},
        {"@type":"MusicAlbum","albumProductionType":"https://schema.org/HomeAlbum","numTracks":1.5,"about":{"@id":"https://mag.example/b/#x"}},
        {"@type":"Person","sameAs":"not an address","birthDate":null}]}"#;
    let page = format!("<script type=\"application/ld+json\">{graph}</script>");
    let site = Site {
        base: "https://mag.example/".to_owned(),
        files: [("a/index.html".to_owned(), page)].into(),
        paths: vec!["a/index.html".to_owned()],
    };
    let mut faults = BTreeSet::new();
    Graphs::of(&site).check(&Vocabulary::read(), &mut faults);
    let told = faults.into_iter().collect::<Vec<_>>().join("\n");
    for fault in [
        "name is empty",
        "has no property wordCount",
        "there is no type Song",
        "datePublished is \"yesterday\"",
        "author is {\"Movie\"}",
        "albumProductionType is HomeAlbum",
        "numTracks is the number 1.5",
        "\"https://mag.example/b/#x\" is on no page",
        "sameAs is the text \"not an address\"",
        "birthDate is null",
    ] {
        assert!(told.contains(fault), "{fault:?} was not found:\n{told}");
    }
}

/// The small magazine, below a base path.
fn small() -> Site {
    Site::build(&format!("{}/tests/structured/magazine", env!("CARGO_MANIFEST_DIR")), "https://mag.example/a/b/")
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
