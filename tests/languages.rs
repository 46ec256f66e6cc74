//! What holds for every page of a magazine in several languages: who is said to be whose translation, and that it is.

#[path = "harness/site.rs"]
#[allow(dead_code)]
mod site;

use site::{Outcome, Site, Tree, tree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

const NOW: &str = "2026-11-20";
const BASE: &str = "https://insertsong.example/";

/// A page's translations by language, itself included.
type Alternates = BTreeMap<String, String>;

/// Records that say nothing in Korean, so that their pages there fall back.
const UNTRANSLATED: [(&str, &str); 3] = [
    ("artists/one-name", "name = \"One Name\"\n"),
    ("artists/one-name-and-more", "name = \"One Name and More\"\nsummary = \"Told in one language.\"\n"),
    ("soundtracks/one-title", "title = \"One Title\"\nlabel = \"One Label\"\n[[tracks]]\ntitle = \"One Song\"\n"),
];

/// The demonstration magazine, built once, with a few records more that are in one language only.
static DEMONSTRATION: LazyLock<Outcome<Tree>> = LazyLock::new(|| {
    let site = Site::new()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&site, root, "site.toml")?;
    copy(&site, root, "content")?;
    copy(&site, root, "themes")?;
    for (record, text) in UNTRANSLATED {
        site.write(&format!("content/{record}.toml"), text.as_bytes())?;
    }
    let ran = site.leitmotif(&[], &["build", "--quiet", "--now", NOW])?;
    if ran.exit != 0 {
        return Err(format!("the demonstration magazine cannot be built:\n{}{}", ran.stdout, ran.stderr));
    }
    tree(&site.root.join("output"))
});

/// Copies a file or folder of the repository into the magazine.
fn copy(site: &Site, root: &Path, path: &str) -> Outcome {
    let from = root.join(path);
    let said = |error: std::io::Error| format!("{path}: {error}");
    if from.is_dir() {
        for entry in std::fs::read_dir(&from).map_err(said)? {
            let name = entry.map_err(said)?.file_name();
            copy(site, root, &format!("{path}/{}", name.to_string_lossy()))?;
        }
        return Ok(());
    }
    site.write(path, &std::fs::read(&from).map_err(said)?)
}

fn demonstration() -> Outcome<&'static Tree> {
    DEMONSTRATION.as_ref().map_err(Clone::clone)
}

/// The HTML pages of a site by their whole addresses.
fn pages(output: &Tree) -> BTreeMap<String, String> {
    let html = output.iter().filter_map(|(path, entry)| {
        let address = path.strip_suffix("index.html")?;
        let text = String::from_utf8(entry.bytes.clone()?).ok()?;
        Some((format!("{BASE}{}", encoded(address)), text))
    });
    // Pages that only lead on belong to no language.
    html.filter(|(_, text)| !text.contains("http-equiv=\"refresh\"")).collect()
}

fn encoded(path: &str) -> String {
    percent_encoding::utf8_percent_encode(path, percent_encoding::CONTROLS).to_string()
}

/// The values of an attribute in the tags that hold a text.
fn attribute<'a>(html: &'a str, tag: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let tags = html.split('<').filter_map(|rest| rest.split('>').next()).filter(move |it| it.contains(tag));
    tags.filter_map(move |it| it.split(&format!("{name}=\"")).nth(1)?.split('"').next())
}

fn alternates(html: &str) -> Alternates {
    let languages = attribute(html, "rel=\"alternate\" hreflang", "hreflang");
    let addresses = attribute(html, "rel=\"alternate\" hreflang", "href");
    languages.zip(addresses).map(|(code, address)| (code.to_owned(), address.to_owned())).collect()
}

fn language(html: &str) -> Option<&str> {
    attribute(html, "html lang", "lang").next()
}

#[test]
fn translations_name_each_other_and_themselves() -> Outcome {
    let pages = pages(demonstration()?);
    let mut wrong = Vec::new();
    let mut translated = 0;
    for (address, html) in &pages {
        let all = alternates(html);
        if all.is_empty() {
            continue;
        }
        translated += 1;
        let own = language(html).unwrap_or_default();
        if all.get(own) != Some(address) {
            wrong.push(format!("{address} does not name itself as its {own} version"));
        }
        let real: BTreeSet<&String> = all.iter().filter(|(code, _)| *code != "x-default").map(|(_, to)| to).collect();
        if !all.get("x-default").is_some_and(|to| real.contains(to)) {
            wrong.push(format!("{address} has no x-default among its versions"));
        }
        if real.len() < 2 {
            wrong.push(format!("{address} is its own only translation"));
        }
        for (code, to) in all.iter().filter(|(code, _)| *code != "x-default") {
            let Some(other) = pages.get(to) else {
                wrong.push(format!("{address} names {to}, which is no page"));
                continue;
            };
            if language(other) != Some(code) {
                wrong.push(format!("{address} names {to} as {code}, which it is not"));
            }
            if alternates(other) != all {
                wrong.push(format!("{address} names {to}, which does not name the same pages"));
            }
        }
    }
    if translated < 300 {
        wrong.push(format!("only {translated} pages have translations: the test looks in the wrong places"));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

#[test]
fn nothing_leads_to_a_fallback_as_to_a_translation() -> Outcome {
    let pages = pages(demonstration()?);
    let mut wrong = Vec::new();
    let mut fallbacks = 0;
    for (address, html) in &pages {
        let own = language(html).unwrap_or_default();
        let foreign = |tag: &str| attribute(html, tag, "lang").next().is_some_and(|code| code != own);
        let has = |tag: &str| html.contains(&format!("<{tag}"));
        // A page whose title, and whose summary if it has one, are in another language.
        let name = foreign("h1 lang");
        let summary = !has("p class=\"lede\"") || foreign("p class=\"lede\" lang");
        if name && summary {
            fallbacks += 1;
            if !alternates(html).is_empty() {
                wrong.push(format!("{address} fell back and has hreflang"));
            }
        }
        for (code, to) in alternates(html) {
            let Some(other) = pages.get(&to) else { continue };
            if alternates(other).is_empty() {
                wrong.push(format!("{address} leads to {to} as {code}, which is no translation"));
            }
        }
    }
    if fallbacks < UNTRANSLATED.len() {
        wrong.push(format!("only {fallbacks} pages fell back: the test looks in the wrong places"));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

#[test]
fn the_sitemap_says_of_translations_what_the_pages_say() -> Outcome {
    let output = demonstration()?;
    let pages = pages(output);
    let text = |path: &str| {
        let bytes = output.get(path).and_then(|entry| entry.bytes.clone()).ok_or(format!("there is no {path}"))?;
        String::from_utf8(bytes).map_err(|error| error.to_string())
    };
    let sitemap = text("sitemap.xml")?;
    let mut wrong = Vec::new();
    for entry in sitemap.split("<url>").skip(1) {
        let address = entry.split("<loc>").nth(1).and_then(|rest| rest.split("</loc>").next()).unwrap_or_default();
        let Some(html) = pages.get(address) else {
            wrong.push(format!("the sitemap names {address}, which is no page"));
            continue;
        };
        if alternates(entry) != alternates(html) {
            wrong.push(format!("the sitemap says something else of {address} than the page"));
        }
    }
    let locations = |text: &str| -> BTreeSet<String> {
        text.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).map(str::to_owned).collect()
    };
    let korean = locations(&text("ko/sitemap.xml")?);
    let below: BTreeSet<String> =
        locations(&sitemap).into_iter().filter(|address| address.starts_with(&format!("{BASE}ko/"))).collect();
    if korean != below {
        wrong.push("the Korean sitemap is not the Korean part of the whole".to_owned());
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

#[test]
fn every_list_tells_every_article_once_and_says_in_which_language_it_is() -> Outcome {
    let pages = pages(demonstration()?);
    let mut wrong = Vec::new();
    let mut foreign = 0;
    for section in ["news", "features", "reviews", "listening"] {
        let count = |prefix: &str| {
            let html = pages.get(&format!("{BASE}{prefix}{section}/")).map(String::as_str).unwrap_or_default();
            let cards: Vec<&str> = html.split("class=\"card-title\"><a href=\"").skip(1).collect();
            let articles: BTreeSet<&str> = cards.iter().filter_map(|card| card.split('"').next()).collect();
            // Two versions of one article would be two addresses of one slug.
            let slugs: BTreeSet<&str> = articles.iter().filter_map(|path| path.rsplit('/').nth(1)).collect();
            let once = if slugs.len() == cards.len() { cards.len() } else { 0 };
            (once, html.matches("card-language").count())
        };
        let ((english, in_english), (korean, in_korean)) = (count(""), count("ko/"));
        foreign += in_english + in_korean;
        if english != korean || english == 0 {
            wrong.push(format!("{section} lists {english} articles in English and {korean} in Korean"));
        }
    }
    if foreign < 2 {
        wrong.push("no list shows an article of the other language: the test shows nothing".to_owned());
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}
