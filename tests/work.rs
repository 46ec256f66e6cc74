//! A build does no more than it must: what did not change is not touched, and what is written is exactly what a fresh
//! build would make otherwise. Counts, never times.

#[path = "harness/site.rs"]
#[allow(dead_code)]
mod site;

use site::{Outcome, Site};
use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// A file as it lies on the disk: which it is, when it was written, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Lying {
    inode: u64,
    written: (i64, i64),
    bytes: Vec<u8>,
}

/// All files below a folder by their paths, and the folders with the times at which names came or went in them.
fn lying(folder: &Path) -> Outcome<BTreeMap<String, Lying>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.map_err(|e| e.to_string())?;
        let path = entry.path().strip_prefix(folder).map_err(|e| e.to_string())?.to_string_lossy().into_owned();
        let said = |e: std::io::Error| format!("{path}: {e}");
        let about = entry.path().symlink_metadata().map_err(said)?;
        let bytes = if about.is_file() { std::fs::read(entry.path()).map_err(said)? } else { Vec::new() };
        found.insert(path, Lying { inode: about.ino(), written: (about.mtime(), about.mtime_nsec()), bytes });
    }
    Ok(found)
}

/// The site alone: without folders, and without what the program notes of it.
fn pages(lying: &BTreeMap<String, Lying>) -> BTreeMap<&str, &Lying> {
    let is_folder = |path: &str| {
        lying.range(format!("{path}/")..).next().is_some_and(|(next, _)| next.starts_with(&format!("{path}/")))
    };
    let is_page = |path: &str| !path.starts_with(".leitmotif") && !is_folder(path);
    lying.iter().map(|(path, it)| (path.as_str(), it)).filter(|(path, _)| is_page(path)).collect()
}

/// A magazine in two languages in which lists, feeds, neighbours and records show articles; more articles than any feed
/// or list page holds.
fn magazine(site: &Site) -> Outcome {
    let write = |path: &str, text: &str| site.write(path, text.as_bytes());
    write(
        "site.toml",
        "title = \"Mag\"\nbase_url = \"https://mag.example/m/\"\ntheme = \"mine\"\npage_size = 3\nfeed_size = 4\n\
         [languages.ko]\ntitle = \"매거진\"\n[sections.news]\ntitle = \"News\"\n[sections.features]\ntitle = \"Features\"\n",
    )?;
    write("themes/mine/theme.toml", "extends = \"overture\"\n")?;
    write(
        "themes/mine/templates/drama.html",
        "{% extends \"base.html\" %}{% block content %}<h1>{{ drama.title }}</h1>{% endblock %}\n",
    )?;
    write("content/contributors/dana.toml", "name = \"Dana Lim\"\nnames.ko = \"임다나\"\n")?;
    write("content/contributors/jun.toml", "name = \"Jun Seo\"\n")?;
    write("content/dramas/goblin.toml", "title = \"Goblin\"\nnames.ko = \"도깨비\"\nkind = \"series\"\n")?;
    write("content/artists/crush.toml", "name = \"Crush\"\n")?;
    write("content/artists/mina.toml", "name = \"Mina\"\n")?;
    write(
        "content/soundtracks/goblin-ost.toml",
        "title = \"Goblin OST\"\ndrama = \"goblin\"\nreleased = 2017-01-01\n[[tracks]]\ntitle = \"Beautiful\"\nartists = [\"crush\"]\n",
    )?;
    for n in 1..=9 {
        let (section, writer) = (["news", "features"][n % 2], ["dana", "jun"][n % 2]);
        let text = format!(
            "+++\ntitle = \"Article {n}\"\nstandfirst = \"What number {n} is of.\"\ndate = 2025-08-0{n}\n\
             bylines = [\"{writer}\"]\ntags = [\"tag-{}\"]\nsubjects = [\"drama:goblin\"]\n+++\nThe body of {n} says this.\n",
            n % 3
        );
        write(&format!("content/articles/{section}/article-{n}.md"), &text)?;
    }
    write("content/articles/features/article-1.ko.md", "+++\ntitle = \"첫 글\"\n+++\n본문.\n")?;
    write(
        "content/articles/news/loose/index.md",
        "+++\ntitle = \"Loose\"\ndate = 2025-08-20\n+++\n![A square](square.svg)\n",
    )?;
    write("content/articles/news/loose/square.svg", SQUARE)?;
    write("content/static/plain.txt", "Plain.\n")
}

const SQUARE: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><path d=\"M0 0h4v4h-4z\"/></svg>\n";

/// The day of the builds, unless it is another.
const DAY: &str = "2025-09-01";

/// Builds as of a day; gives how many files were written, unchanged and removed, as the program says.
fn build(site: &Site, output: &str, now: &str) -> Outcome<[usize; 3]> {
    let ran = site.leitmotif(&[], &["build", "--now", now, "--output", output])?;
    if ran.exit != 0 {
        return Err(format!("exit {}:\n{}", ran.exit, ran.stderr));
    }
    let line = ran.stdout.lines().next().unwrap_or_default();
    let count = |word: &str| -> Outcome<usize> {
        let before = line.split(&format!(" {word}")).next().and_then(|it| it.rsplit(' ').next());
        before.and_then(|it| it.parse().ok()).ok_or_else(|| format!("how many are {word}: {line}"))
    };
    Ok([count("written")?, count("unchanged")?, count("removed")?])
}

#[test]
fn an_unchanged_build_touches_nothing_at_all() -> Outcome {
    let site = Site::new()?;
    magazine(&site)?;
    let [written, unchanged, removed] = build(&site, "output", DAY)?;
    assert_eq!((unchanged, removed), (0, 0));
    let before = lying(&site.root)?;
    for again in ["once", "twice"] {
        assert_eq!(build(&site, "output", DAY)?, [0, written, 0], "built {again} more");
        // Neither a page nor a folder, nor what the program notes of the site.
        let now = lying(&site.root)?;
        let touched: Vec<&String> =
            now.iter().filter(|(path, it)| before.get(*path) != Some(it)).map(|(path, _)| path).collect();
        assert!(touched.is_empty() && now.len() == before.len(), "built {again} more, it touched {touched:?}");
    }
    Ok(())
}

/// An edit: what it is, its file, what in it becomes what, and the files of the site that show it, as far as they are
/// to be listed here.
struct Edit {
    what: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    shown: Option<&'static [&'static str]>,
}

const OLDEST: &str = "content/articles/features/article-1.md";
const NEWEST: &str = "content/articles/features/article-9.md";

const EDITS: [Edit; 14] = [
    Edit {
        what: "the body of an article that no feed holds any more",
        file: OLDEST,
        from: "says this",
        to: "says that",
        shown: Some(&["features/article-1/index.html"]),
    },
    Edit {
        what: "the body of an article in feeds",
        file: NEWEST,
        from: "says this",
        to: "says that",
        shown: Some(&["features/article-9/index.html", "features/feed.atom", "feed.atom"]),
    },
    Edit { what: "a title", file: NEWEST, from: "Article 9", to: "Another 9", shown: None },
    Edit { what: "a standfirst", file: NEWEST, from: "What number", to: "Which number", shown: None },
    Edit {
        what: "a day, past another article",
        file: NEWEST,
        from: "2025-08-09",
        to: "2025-08-01T12:00:00Z",
        shown: None,
    },
    Edit { what: "a tag", file: NEWEST, from: "tag-0", to: "tag-9", shown: None },
    Edit {
        what: "white space that no page shows",
        file: OLDEST,
        from: "+++\nThe body",
        to: "+++\n\nThe body",
        shown: Some(&[]),
    },
    Edit {
        what: "a translation, the only one in the feeds of its language",
        file: "content/articles/features/article-1.ko.md",
        from: "본문",
        to: "다른 본문",
        shown: Some(&["ko/features/article-1/index.html", "ko/features/feed.atom", "ko/feed.atom"]),
    },
    Edit {
        what: "a writer's name",
        file: "content/contributors/jun.toml",
        from: "Jun Seo",
        to: "Jun Han",
        shown: None,
    },
    Edit {
        what: "a drama's title",
        file: "content/dramas/goblin.toml",
        from: "\"Goblin\"",
        to: "\"Guardian\"",
        shown: None,
    },
    Edit {
        what: "a template of few pages",
        file: "themes/mine/templates/drama.html",
        from: "<h1>",
        to: "<h1 class=\"own\">",
        shown: Some(&["dramas/goblin/index.html", "ko/dramas/goblin/index.html"]),
    },
    Edit { what: "a setting of the site", file: "site.toml", from: "\"Mag\"", to: "\"Magazine\"", shown: None },
    Edit {
        what: "a picture",
        file: "content/articles/news/loose/square.svg",
        from: "h4v4h-4z",
        to: "h3v3h-3z",
        shown: Some(&["news/loose/square.svg"]),
    },
    Edit {
        what: "a file that is copied",
        file: "content/static/plain.txt",
        from: "Plain",
        to: "Simple",
        shown: Some(&["plain.txt"]),
    },
];

/// Builds over what lay there, and anew beside it: what differs from what lay there is what was written, and all else is
/// the very file that it was. Gives what lies there now, and the paths of what was written.
fn compared(
    site: &Site,
    before: &BTreeMap<String, Lying>,
    now: &str,
    what: &str,
) -> Outcome<(BTreeMap<String, Lying>, Vec<String>)> {
    let counted = build(site, "output", now)?;
    build(site, "fresh", now)?;
    let (after, fresh) = (lying(&site.root.join("output"))?, lying(&site.root.join("fresh"))?);
    std::fs::remove_dir_all(site.root.join("fresh")).map_err(|e| e.to_string())?;
    let (was, is, should) = (pages(before), pages(&after), pages(&fresh));
    assert!(is.keys().eq(should.keys()), "{what}: the files are those of a fresh build");
    for (path, it) in &should {
        assert!(is[path].bytes == it.bytes, "{what}: {path} is what a fresh build makes of it");
    }
    let is_other = |path: &str, it: &Lying| was.get(path).is_none_or(|was| was.bytes != it.bytes);
    let differs: Vec<&str> = should.iter().filter(|(path, it)| is_other(path, it)).map(|(path, _)| *path).collect();
    let written: Vec<&str> = is.iter().filter(|(path, it)| was.get(*path) != Some(it)).map(|(path, _)| *path).collect();
    assert_eq!(written, differs, "{what}");
    let gone = was.keys().filter(|path| !should.contains_key(*path)).count();
    assert_eq!(counted, [differs.len(), should.len() - differs.len(), gone], "{what}: what is said of it");
    assert!(differs.len() < should.len(), "{what}: something is as it was");
    if differs.is_empty() && gone == 0 {
        let site = |it: &BTreeMap<String, Lying>| -> Vec<(String, Lying)> {
            it.iter()
                .filter(|(path, _)| !path.starts_with(".leitmotif"))
                .map(|(p, it)| (p.clone(), it.clone()))
                .collect()
        };
        assert!(site(&after) == site(before), "{what}: no folder is touched");
    }
    let written = written.into_iter().map(str::to_owned).collect();
    Ok((after, written))
}

#[test]
fn exactly_what_changed_is_written() -> Outcome {
    let site = Site::new()?;
    magazine(&site)?;
    build(&site, "output", DAY)?;
    let mut before = lying(&site.root.join("output"))?;
    for Edit { what, file, from, to, shown } in EDITS {
        let text = std::fs::read_to_string(site.root.join(file)).map_err(|e| format!("{file}: {e}"))?;
        assert!(text.contains(from), "{file} has no `{from}`");
        site.write(file, text.replacen(from, to, 1).as_bytes())?;
        let (after, written) = compared(&site, &before, DAY, what)?;
        if let Some(shown) = shown {
            assert_eq!(written, shown, "{what}");
        }
        before = after;
    }
    for (what, file) in [
        ("an article that goes", "content/articles/news/article-2.md"),
        ("a record that goes", "content/artists/mina.toml"),
    ] {
        std::fs::remove_file(site.root.join(file)).map_err(|e| format!("{file}: {e}"))?;
        before = compared(&site, &before, DAY, what)?.0;
    }
    Ok(())
}

#[test]
fn a_later_day_writes_what_came_out() -> Outcome {
    let site = Site::new()?;
    magazine(&site)?;
    let later = "+++\ntitle = \"Later\"\ndate = 2025-09-03\n+++\nWords for later.\n";
    site.write("content/articles/news/later.md", later.as_bytes())?;
    build(&site, "output", DAY)?;
    let before = lying(&site.root.join("output"))?;
    let (before, written) = compared(&site, &before, "2025-09-02", "a day on which nothing comes out")?;
    assert_eq!(written, Vec::<String>::new());
    let (_, written) = compared(&site, &before, "2025-09-03", "the day of an article")?;
    assert!(written.iter().any(|path| path == "news/later/index.html"), "{written:?}");
    assert!(!written.iter().any(|path| path.starts_with("features/article-1/")), "{written:?}");
    Ok(())
}

#[test]
fn a_title_is_written_where_it_is_shown() -> Outcome {
    let site = Site::new()?;
    magazine(&site)?;
    build(&site, "output", DAY)?;
    let before = lying(&site.root.join("output"))?;
    let file = "content/articles/news/article-4.md";
    let text = std::fs::read_to_string(site.root.join(file)).map_err(|e| e.to_string())?;
    site.write(file, text.replace("Article 4", "Entirely other words").as_bytes())?;
    build(&site, "output", DAY)?;
    let after = lying(&site.root.join("output"))?;
    // A file was written if, and only if, it told the old title or tells the new one.
    let tells = |it: &Lying, words: &str| it.bytes.windows(words.len()).any(|part| part == words.as_bytes());
    for (path, it) in pages(&after) {
        let was = before.get(path).ok_or_else(|| format!("{path} was not there"))?;
        let shows = tells(was, "Article 4") || tells(it, "Entirely other words");
        assert_eq!(was != it, shows, "{path}");
    }
    Ok(())
}

#[test]
fn what_a_site_was_made_of_is_told_by_what_it_holds() -> Outcome {
    let site = Site::new()?;
    magazine(&site)?;
    let later = "+++\ntitle = \"Later\"\ndate = 2025-08-30\n+++\nWords for later.\n";
    site.write("content/articles/news/later.md", later.as_bytes())?;
    let [whole, ..] = build(&site, "output", DAY)?;
    let made_of = site.root.join("output/.leitmotif/inputs");
    assert!(made_of.is_file(), "what the site was made of is remembered");

    // The same bytes, saved again.
    site.write("content/articles/news/later.md", later.as_bytes())?;
    assert_eq!(build(&site, "output", DAY)?, [0, whole, 0], "a file was saved as it was");
    // Other bytes of the same length, with the time of those before.
    let picture = site.root.join("content/articles/news/loose/square.svg");
    let time = std::fs::metadata(&picture).and_then(|it| it.modified()).map_err(|e| e.to_string())?;
    site.write("content/articles/news/loose/square.svg", SQUARE.replace("h4v4h-4", "h3v3h-3").as_bytes())?;
    let file = std::fs::File::options().write(true).open(&picture).map_err(|e| e.to_string())?;
    file.set_modified(time).map_err(|e| e.to_string())?;
    assert_eq!(build(&site, "output", DAY)?, [1, whole - 1, 0], "a picture became another behind its time");
    // A page that somebody took away.
    std::fs::remove_file(site.root.join("output/news/later/index.html")).map_err(|e| e.to_string())?;
    assert_eq!(build(&site, "output", DAY)?, [1, whole - 1, 0], "a page was taken away");
    // What is remembered is no more than that.
    std::fs::write(&made_of, "torn").map_err(|e| e.to_string())?;
    assert_eq!(build(&site, "output", DAY)?, [0, whole, 0], "what was remembered is torn");
    // An earlier day, on which less had come out.
    let [_, _, removed] = build(&site, "output", "2025-08-29")?;
    assert!(removed > 0 && !site.root.join("output/news/later").exists(), "an earlier day takes back what comes later");
    // Other options.
    site.write(
        "content/articles/news/draft.md",
        b"+++\ntitle = \"Draft\"\ndate = 2025-08-20\ndraft = true\n+++\nNot yet.\n",
    )?;
    build(&site, "output", DAY)?;
    let ran = site.leitmotif(&[], &["build", "--now", DAY, "--output", "output", "--drafts"])?;
    assert!(site.root.join("output/news/draft/index.html").is_file(), "{}{}", ran.stdout, ran.stderr);
    build(&site, "output", DAY)?;
    assert!(!site.root.join("output/news/draft").exists(), "without the option, the draft goes");
    Ok(())
}

#[test]
fn what_is_wrong_is_said_again_when_nothing_changed() -> Outcome {
    let site = Site::new()?;
    magazine(&site)?;
    let outside = "+++\ntitle = \"Outside\"\ndate = 2025-08-30\n+++\n![A stage](https://pictures.example/stage.jpg)\n";
    site.write("content/articles/news/outside.md", outside.as_bytes())?;
    let run = |more: &[&str]| {
        let words: Vec<&str> = ["build", "--now", DAY, "--output", "output"].iter().chain(more).copied().collect();
        site.leitmotif(&[], &words)
    };
    let (first, again, quiet) = (run(&[])?, run(&[])?, run(&["--quiet"])?);
    assert!(first.stderr.contains("foreign-load"), "{}", first.stderr);
    assert_eq!(first.stderr, again.stderr, "the warning is said every time");
    assert_eq!((quiet.exit, quiet.stdout.as_str(), quiet.stderr.as_str()), (0, "", ""));
    Ok(())
}
