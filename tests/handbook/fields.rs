//! The tables that the program reads: each is given a field that it cannot know, and its message tells all that it can.

use crate::site::{Outcome, Site};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Pages and ids of the sections that document a table.
type Sections = &'static [(&'static str, &'static str)];

const ARTICLES: &str = "handbook/articles";
const PICTURES: &str = "handbook/pictures";
const RECORDS: &str = "handbook/records";
const SITE: &str = "handbook/site";

/// Tables in the words of their messages, with where they are documented.
const DOCUMENTED: &[(&str, Sections)] = &[
    ("an article", &[(ARTICLES, "front-matter")]),
    ("a byline", &[(ARTICLES, "bylines")]),
    ("a cover", &[(ARTICLES, "cover")]),
    ("a correction", &[(ARTICLES, "corrections")]),
    ("a rating", &[(ARTICLES, "ratings")]),
    ("a series", &[(ARTICLES, "series"), (SITE, "named")]),
    ("a sponsor", &[(ARTICLES, "labels")]),
    ("the giver of a review copy", &[(ARTICLES, "labels")]),
    ("`social`", &[(ARTICLES, "social")]),
    ("the description of a picture", &[(PICTURES, "beside")]),
    ("a page", &[(ARTICLES, "pages")]),
    ("a drama", &[(RECORDS, "every"), (RECORDS, "drama")]),
    ("a soundtrack", &[(RECORDS, "every"), (RECORDS, "soundtrack")]),
    ("a track", &[(RECORDS, "every"), (RECORDS, "track")]),
    ("a `charted` entry", &[(RECORDS, "charted")]),
    ("a leitmotif", &[(RECORDS, "leitmotif")]),
    ("a return", &[(RECORDS, "return")]),
    ("a cue", &[(RECORDS, "cue")]),
    ("`lyrics`", &[(RECORDS, "lyrics")]),
    ("an artist", &[(RECORDS, "every"), (RECORDS, "artist")]),
    ("a `performed_by` entry", &[(RECORDS, "performed-by")]),
    ("an artist credit", &[(RECORDS, "artist-credit")]),
    ("a credit", &[(RECORDS, "credit")]),
    ("someone without a record", &[(RECORDS, "someone")]),
    ("a picture", &[(RECORDS, "picture")]),
    ("a chart", &[(RECORDS, "every"), (RECORDS, "chart")]),
    ("a chart week", &[(RECORDS, "chart-week")]),
    ("an entry", &[(RECORDS, "entry")]),
    ("a contributor", &[(RECORDS, "every"), (RECORDS, "contributor")]),
    ("a playlist", &[(RECORDS, "every"), (RECORDS, "playlist")]),
    ("an entry of a playlist", &[(RECORDS, "playlist-entry")]),
    ("an event", &[(RECORDS, "every"), (RECORDS, "event")]),
    ("a place", &[(RECORDS, "place")]),
    ("an issue", &[(RECORDS, "every"), (RECORDS, "issue")]),
    ("a part of an issue", &[(RECORDS, "part")]),
    ("an entry of an issue", &[(RECORDS, "issue-entry")]),
    ("an instrument", &[(RECORDS, "every"), (RECORDS, "instrument")]),
    ("an award", &[(RECORDS, "every"), (RECORDS, "award")]),
    ("a result", &[(RECORDS, "result")]),
    ("`site.toml`", &[(SITE, "top")]),
    ("a language", &[(SITE, "languages")]),
    ("`[titles]`", &[(SITE, "titles")]),
    ("`[ratings]`", &[(SITE, "ratings")]),
    ("`[freshness]`", &[(SITE, "freshness")]),
    ("`[outputs]`", &[(SITE, "outputs")]),
    ("a section", &[(SITE, "named")]),
    ("a tag", &[(SITE, "named")]),
    ("a label", &[(SITE, "named")]),
    ("a network", &[(SITE, "named")]),
    ("a genre", &[(SITE, "named")]),
    ("a menu entry", &[(SITE, "menu")]),
    ("`[snippets]`", &[(SITE, "snippets")]),
    ("`theme.toml`", &[(SITE, "theme")]),
    ("a setting", &[(SITE, "setting")]),
    ("`contrast`", &[(SITE, "contrast")]),
];

/// Tables whose keys are names that the magazine chooses, or codes that have a message of their own.
pub const FREE: &[&str] = &[
    "`[languages]`",
    "`[theme_settings]`",
    "`[settings]`",
    "a table of languages",
    "`[extra]`",
    "`ids`",
    "`listen`",
    "an interface file",
    "texts",
];

/// A magazine in which every table has a field that it cannot know. Where a table takes other fields beside others, it
/// stands there in both ways.
const MAGAZINE: &[(&str, &str)] = &[
    (
        "site.toml",
        "title = \"M\"\nbase_url = \"https://m.example/\"\ntheme = \"mine\"\nzzzzzz = 1\n[languages.ko]\nzzzzzz = 1\n\
         [titles]\nzzzzzz = 1\n[ratings]\nzzzzzz = 1\n[freshness]\nzzzzzz = 1\n[outputs]\nzzzzzz = 1\n[snippets]\nzzzzzz = 1\n\
         [sections.news]\nzzzzzz = 1\n[tags.snow]\nzzzzzz = 1\n[series.one]\nzzzzzz = 1\n\
         [labels.one]\nzzzzzz = 1\n[networks.one]\nzzzzzz = 1\n[genres.one]\nzzzzzz = 1\n[[menu]]\nto = \"/\"\nzzzzzz = 1\n",
    ),
    (
        "themes/mine/theme.toml",
        "name = \"mine\"\nzzzzzz = 1\n[settings.one]\ntype = \"colour\"\ndefault = \"red\"\ndescription = \"A.\"\nzzzzzz = 1\n\
         contrast = { with = \"#fff\", at_least = 1, zzzzzz = 1 }\n",
    ),
    (
        "content/articles/news/one.md",
        "+++\ntitle = \"One\"\ndate = 2025-01-01\nzzzzzz = 1\nbylines = [{ contributor = \"dana\", zzzzzz = 1 }, { name = \"A\", zzzzzz = 1 }]\n\
         cover = { src = \"one.jpg\", alt = \"One\", zzzzzz = 1 }\nseries = { name = \"S\", zzzzzz = 1 }\n\
         social = { title = \"O\", zzzzzz = 1 }\nrating = { value = 1, zzzzzz = 1 }\nsponsored = { name = \"A\", zzzzzz = 1 }\nreview_copy = { name = \"A\", zzzzzz = 1 }\n\
         [[corrections]]\ndate = 2025-01-02\ntext = \"B\"\nzzzzzz = 1\n+++\nOne.\n",
    ),
    ("content/articles/news/one.jpg.toml", "zzzzzz = 1\n"),
    ("content/pages/one.md", "+++\ntitle = \"One\"\nzzzzzz = 1\n+++\nOne.\n"),
    (
        "content/dramas/one.toml",
        "title = \"One\"\nzzzzzz = 1\ncredits = [{ role = \"writer\", artist = \"one\", zzzzzz = 1 }, { role = \"writer\", name = \"A\", zzzzzz = 1 }]\n",
    ),
    (
        "content/soundtracks/one.toml",
        "title = \"One\"\nzzzzzz = 1\nartists = [{ artist = \"one\", zzzzzz = 1 }, { name = \"A\", zzzzzz = 1 }]\n\
         [[leitmotifs]]\ntitle = \"L\"\nzzzzzz = 1\nreturns = [{ track = \"one\", zzzzzz = 1 }]\n\
         [[tracks]]\ntitle = \"One\"\nzzzzzz = 1\ncharted = [{ chart = \"C\", peak = 1, zzzzzz = 1 }]\n\
         cues = [{ scene = \"S\", zzzzzz = 1 }]\nlyrics = { link = \"https://m.example/\", zzzzzz = 1 }\n",
    ),
    (
        "content/artists/one.toml",
        "name = \"One\"\nzzzzzz = 1\nmembers = [{ name = \"A\", zzzzzz = 1 }]\npicture = { src = \"one.jpg\", alt = \"One\", zzzzzz = 1 }\n\
         performed_by = [{ artist = \"one\", zzzzzz = 1 }, { name = \"A\", zzzzzz = 1 }]\n",
    ),
    ("content/charts/one.toml", "name = \"One\"\nsize = 9\ninterval = \"weekly\"\nzzzzzz = 1\n"),
    (
        "content/charts/one/2025-01-04.toml",
        "zzzzzz = 1\nentries = [{ position = 1, track = \"one/one\", zzzzzz = 1 }, { position = 2, title = \"A\", zzzzzz = 1 }]\n",
    ),
    ("content/contributors/dana.toml", "name = \"Dana\"\nzzzzzz = 1\n"),
    (
        "content/playlists/one.toml",
        "title = \"One\"\nzzzzzz = 1\ntracks = [{ track = \"one/one\", zzzzzz = 1 }, { title = \"A\", zzzzzz = 1 }]\n",
    ),
    (
        "content/events/one.toml",
        "title = \"One\"\nstarts = 2025-01-01\nzzzzzz = 1\nplace = { name = \"P\", zzzzzz = 1 }\n",
    ),
    (
        "content/issues/one.toml",
        "title = \"One\"\nnumber = 1\nzzzzzz = 1\n[[parts]]\ntitle = \"P\"\nzzzzzz = 1\ncontents = [{ article = \"one\", zzzzzz = 1 }]\n",
    ),
    ("content/instruments/one.toml", "name = \"One\"\nzzzzzz = 1\n"),
    (
        "content/awards/one.toml",
        "title = \"One\"\nbody = \"B\"\nyear = 2025\nzzzzzz = 1\n\
         [[results]]\ncategory = \"C\"\nresult = \"won\"\ntrack = \"one/one\"\nzzzzzz = 1\n\
         [[results]]\ncategory = \"C\"\nresult = \"won\"\ntitle = \"A\"\nzzzzzz = 1\n",
    ),
];

/// Where a table is documented.
pub fn sections(what: &str) -> Option<Sections> {
    DOCUMENTED.iter().find(|(it, _)| *it == what).map(|(_, sections)| *sections)
}

/// Every table, in the words of its messages, with the fields that it knows.
pub fn known() -> Outcome<BTreeMap<String, BTreeSet<String>>> {
    let site = Site::new()?;
    for (path, text) in MAGAZINE {
        site.write(path, text.as_bytes())?;
    }
    let ran = site.leitmotif(&[], &["check", "--format", "json"])?;
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).map_err(|e| format!("{e}:\n{}", ran.stdout))?;
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for it in told.as_array().into_iter().flatten().filter(|it| it["code"] == "unknown-key") {
        let message = it["message"].as_str().unwrap_or_default();
        let help = it["help"][0].as_str().unwrap_or_default();
        let (Some(what), Some(list)) =
            (message.strip_suffix(" has no field `zzzzzz`"), help.strip_prefix("known here: "))
        else {
            return Err(format!("no list of fields in: {message}; {help}"));
        };
        let list = list.split(';').next().unwrap_or_default();
        all.entry(what.to_owned()).or_default().extend(list.split(", ").map(str::to_owned));
    }
    let lost: Vec<&str> = DOCUMENTED.iter().map(|(what, _)| *what).filter(|what| !all.contains_key(*what)).collect();
    if lost.is_empty() { Ok(all) } else { Err(format!("no message tells the fields of: {}", lost.join(", "))) }
}

/// The words for every table that the sources read, with the file.
pub fn read_in_the_sources() -> Outcome<BTreeSet<(String, String)>> {
    /// How the sources ask for a table; the words for it are the second text, or the first after the bracket.
    const CALLS: [&str; 7] =
        ["fields_of(item, ", ".fields(", ".tables(\"", ".table(\"", "described(\"", "let what = ", "NameKind::"];
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = BTreeSet::new();
    for entry in walkdir::WalkDir::new(&sources) {
        let entry = entry.map_err(|e| e.to_string())?;
        if entry.path().extension().is_none_or(|ext| ext != "rs") {
            continue;
        }
        let file = entry.path().strip_prefix(&sources).map_err(|e| e.to_string())?.to_string_lossy().into_owned();
        let reads = ["config", "parse", "theme"].iter().any(|room| file.starts_with(room));
        if !reads || file.starts_with("parse/markdown") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).map_err(|e| format!("{file}: {e}"))?;
        for call in CALLS {
            for (at, _) in text.match_indices(call) {
                let line = text[at..].split([';', '\n']).next().unwrap_or_default();
                let texts = line.split('"').skip(1).step_by(2);
                let is_words = |it: &&str| {
                    ["a ", "an ", "the ", "someone ", "`"].iter().any(|word| it.starts_with(word)) || *it == "texts"
                };
                all.extend(texts.filter(is_words).map(|words| (words.to_owned(), file.clone())));
            }
        }
    }
    if all.len() < 40 { Err(format!("the sources read tables in another way now: {all:?}")) } else { Ok(all) }
}
