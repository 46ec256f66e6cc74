//! Renaming anything and renaming it back leaves every byte as it was, but for the old addresses that lead on; and in
//! between the magazine has no error.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use leitmotif::catalogue::Showing;
use leitmotif::discover::discover;
use leitmotif::edit::Tried;
use leitmotif::edit::rename::{Plan, plan};
use leitmotif::edition::Options;
use leitmotif::model::{Entity, Id, Kind};
use leitmotif::source::{Content, Source, Sources};
use leitmotif::theme::embedded;
use std::collections::BTreeMap;
use std::path::Path;

#[test]
fn everything_in_a_small_magazine_can_be_renamed_and_renamed_back() {
    let magazine = read("tests/structured/magazine");
    let ids = ids(&magazine);
    assert!(ids.len() > 35, "{ids:?}");
    for id in ids.iter().step_by(step(3)) {
        there_and_back(&magazine, id);
    }
}

#[test]
fn what_is_written_in_unusual_ways_can_be_renamed() {
    let magazine = Tried::of(Sources::new("".into(), files(HARD).chain(embedded())), &options());
    assert_eq!(magazine.errors, []);
    for id in ids(&magazine) {
        there_and_back(&magazine, &id);
    }
}

#[test]
fn the_demonstration_magazine_can_be_renamed_in() {
    let magazine = read("");
    let ids = ids(&magazine);
    for id in ids.iter().step_by(step(23)) {
        there_and_back(&magazine, id);
    }
}

/// Each rename takes a moment, so some are tried; `RENAMES=1` tries every one.
fn step(usual: usize) -> usize {
    std::env::var("RENAMES").ok().and_then(|step| step.parse().ok()).unwrap_or(usual)
}

/// References in tables, with labels and fragments, in other letters, in inline tables, with CRLF, not in NFC; a track
/// without a slug, a bundle with pictures named from outside, an article and its translation, links by file and path.
const HARD: &str = r#"
== site.toml
title = "M"
base_url = "https://m.example/mag/"
language = "en"
[languages.ko]
title = "엠"
[sections.news]
title = "News"
[sections."소식"]
title = "소식"
[tags]
charts = { title = "Charts", names.ko = "차트" }
[[menu]]
to = "section:news"
[[menu]]
to = '/dramas/goblin/'
[[menu]]
to = "/ko/tags/charts/"
== content/dramas/goblin.toml
title = "Goblin"   # a remark
names.ko = "도깨비"
== content/soundtracks/ost.toml
title = "OST"↵
drama = "goblin"↵
tracks = [↵
  { title = "First Snow", position = 1 },↵
  { slug = 'b-side', title = "B", version_of = "ost/first-snow",↵
    charted = [{ chart = "weekly", peak = 1 }] },↵
]↵
== content/soundtracks/other.toml
slug = "the-other"
title = "Other"
redirect_from = []

[[tracks]]
title = "First Snow"
same_as = "ost/first-snow"
== content/charts/weekly.toml
name = "Weekly"
size = 10
interval = "weekly"
== content/charts/weekly/2025-01-04.toml
entries = [{ position = 1, track = "ost/first-snow" }]
== content/contributors/dana.toml
name = "Dana"
== content/issues/1.toml
title = "One"
number = 1
contents = ["news/bundle", { article = "plain" }]
== content/pages/about.md
+++
title = "About"
+++
[Other](more/index.md#more-of-it) and [[page:more]], [[About]].
== content/pages/more/index.md
+++
title = "More"
+++
## More of it

[About](../about.md), [again][a], [a third](/about).

[a]: ../about.md
== content/articles/news/bundle/index.md
+++
title = "Bundle"
date = 2025-01-05
tags = ["charts"]
subjects = ["drama:goblin", "track:ost/first-snow", "article:plain"]
bylines = ["dana", { contributor = "dana", role = "editor" }]
+++
[[goblin]], [[Goblin]], [[drama:goblin|words]], [[도깨비]], [[ost/first-snow]], [[b-side]], [[weekly|w]].

| a | b |
|---|---|
| [[goblin\|x]] | [[track: ost/b-side \| y]] |

<Position track="ost/first-snow" chart='weekly'/> and <Songs tracks=" ost/first-snow , ost/b-side"/>

[plain](../plain.md "title"), [its page](</news/plain/>), [데이터](/ko/dramas/goblin/), ![A picture](a.png)
[itself](../bundle/index.md), [a week](/charts/weekly/2025-01-04/)
== content/articles/news/bundle/index.ko.md
+++
title = "묶음"
+++
[[plain]] [[goblin]]
== content/articles/news/plain.md
+++
title = "Plain"
date = 2025-01-05
cover = { src = "bundle/a.png", alt = "A" }
+++
![A](./bundle/a.png) [b](bundle/index.md) [[bundle]] [[section:news]] [[tag:charts]] [ko](/ko/news/bundle/)
== content/articles/소식/도깨비-소식.ko.md
+++
title = "도깨비 소식"
date = 2025-01-06
+++
[[도깨비-소식]] [[plain|x]] [[section:소식]]
"#;

fn files(text: &str) -> impl Iterator<Item = Source> {
    let picture = Source {
        path: "content/articles/news/bundle/a.png".into(),
        location: None,
        content: Content::Opaque { len: 1, size: None },
        typed: None,
    };
    let texts = text.split("\n== ").skip(1).map(|file| {
        let (path, text) = file.split_once('\n').unwrap();
        let text = format!("{text}\n").replace("↵\n", "\r\n");
        Source { path: path.into(), location: None, content: Content::Text(text.into()), typed: None }
    });
    let texts: Vec<Source> = texts.collect();
    texts.into_iter().chain([picture])
}

fn options() -> Options {
    let now = "2030-01-01T00:00:00Z".parse().unwrap();
    Options { showing: Showing { now, drafts: true, future: true }, base_url: None, theme: None }
}

fn read(folder: &str) -> Tried {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let magazine = Tried::of(discover(&root, embedded()).0, &options());
    assert_eq!(magazine.errors, []);
    magazine
}

/// The ids of everything that has one of its own.
fn ids(magazine: &Tried) -> Vec<String> {
    let catalogue = &magazine.edition.magazine().catalogue;
    let mut all: Vec<String> = catalogue.all_records().map(|it| catalogue.index.id(it).to_owned()).collect();
    for n in 0..catalogue.articles.len() {
        let article = catalogue.article(Id::new(n));
        if article.original == Id::new(n) {
            all.push(format!("article:{}/{}", catalogue.section(article.section).slug, article.slug));
        }
    }
    let pages = (0..catalogue.pages.len()).map(Id::new).filter(|id| catalogue.page(*id).original == *id);
    all.extend(pages.map(|id| catalogue.index.id(Entity::Page(id)).to_owned()));
    for kind in [Kind::Tag, Kind::Section] {
        all.extend(catalogue.index.slugs_of(kind).map(|slug| format!("{}:{slug}", kind.word())));
    }
    all
}

fn there_and_back(magazine: &Tried, id: &str) {
    let own = id.rsplit(['/', ':']).next().unwrap();
    let new = format!("{own}-다른");
    let there = planned(magazine, id, &new);
    assert_eq!(there.ids.1.rsplit(['/', ':']).next(), Some(&*new));
    let between = &there.after;
    assert_eq!(between.errors, [], "{id}");
    let renamed = format!("{}{new}", id.strip_suffix(own).unwrap());
    let back = planned(between, &renamed, own);
    let after = &back.after;
    assert_eq!(after.errors, [], "{id}");
    let (was, is) = (texts(magazine.edition.sources()), texts(after.edition.sources()));
    assert_eq!(was.keys().collect::<Vec<_>>(), is.keys().collect::<Vec<_>>(), "{id}");
    for (path, text) in &was {
        let mut lines = text.lines().zip(is[path].lines());
        assert_eq!(lines.find(|(was, is)| was != is), None, "{id}: {path}");
        assert!(*text == is[path], "{id}: {path}");
    }
}

fn planned(magazine: &Tried, from: &str, to: &str) -> Plan {
    plan(magazine, &options(), from, to).unwrap_or_else(|wrong| panic!("{from} to {to}: {wrong:#?}"))
}

/// All texts without what a rename adds: old addresses, and the slug of a track that had none.
fn texts(sources: &Sources) -> BTreeMap<String, String> {
    let text = |source: &Source| {
        let text = source.text().unwrap_or_default();
        let lines = text.split_inclusive('\n').filter(|line| {
            let line = line.trim_start();
            !line.starts_with("redirect_from") && line.trim_end() != "slug = \"first-snow\""
        });
        let text: String = lines.collect();
        // In an inline table they stand in the line.
        let mut text = text.replace("slug = \"first-snow\", ", "");
        while let Some(at) = text.find(", redirect_from = [") {
            text = format!("{}{}", &text[..at], &text[at..].split_once(']').unwrap().1);
        }
        text
    };
    sources.under("content/").chain(sources.under("site.toml")).map(|(_, it)| (it.path.to_string(), text(it))).collect()
}
