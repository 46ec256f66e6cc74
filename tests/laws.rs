//! What holds for every magazine: the same input gives the same bytes, whatever surrounds it, and nothing leaks.
//!
//! The magazine is generated: some of everything, in two languages, with articles in every state.

#[path = "harness/site.rs"]
mod site;

use site::{Outcome, Site, Tree, bytes, difference, tree};
use std::fmt::{self, Write};

const NOW: &str = "2025-09-01T12:00:00+09:00";

/// The words that only withheld articles hold, in title, slug, standfirst, body, tag, section, cover and old address.
const SECRET: &str = "zanzibar";

/// What went wrong, shown as the lines that it is.
struct Told(String);

impl From<String> for Told {
    fn from(said: String) -> Self {
        Self(said)
    }
}

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a test says.
type Law = Result<(), Told>;

/// The files of a magazine, by path.
fn magazine() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut add = |path: String, text: String| files.push((path, text));
    add(
        "site.toml".into(),
        "title = \"Laws\"\nbase_url = \"https://laws.example/\"\nlanguage = \"en\"\ntimezone = \"Asia/Seoul\"\npage_size = 5\nfeed_size = 4\n\
         [languages.ko]\ntitle = \"법\"\n[sections.news]\ntitle = \"News\"\nnames.ko = \"뉴스\"\n[[menu]]\nto = \"section:news\"\n"
            .into(),
    );
    for n in 0..6 {
        add(
            format!("content/dramas/drama-{n}.toml"),
            format!(
                "title = \"Drama {n}\"\nnames.ko = \"드라마 {n}\"\nkind = \"series\"\npremiered = 20{n}1-12-02\nepisodes = 1{n}\n"
            ),
        );
        add(
            format!("content/artists/artist-{n}.toml"),
            format!("name = \"Artist {n}\"\nnames.ko = \"가수 {n}\"\nsort_name = \"{}\"\n", 9 - n),
        );
        let mut soundtrack = format!("title = \"OST {n}\"\ndrama = \"drama-{n}\"\nreleased = 20{n}2-01-01\n");
        for track in 0..4 {
            // Writing to a string cannot fail.
            let _ = write!(
                soundtrack,
                "[[tracks]]\nslug = \"song-{track}\"\ntitle = \"Song {n}.{track}\"\nposition = {}\nlength = \"3:1{track}\"\n\
                 artists = [\"artist-{n}\", \"artist-{}\"]\n",
                4 - track,
                (n + track + 1) % 6,
            );
        }
        add(format!("content/soundtracks/ost-{n}.toml"), soundtrack);
        add(format!("content/contributors/writer-{n}.toml"), format!("name = \"Writer {n}\"\n"));
    }
    add(
        "content/charts/top.toml".into(),
        "name = \"Top\"\nsize = 50\ninterval = \"weekly\"\ncomplete = false\n".into(),
    );
    for week in 0..8 {
        let day = 4 + 7 * (week % 4);
        let month = 7 + week / 4;
        let entries: Vec<String> = (0..6)
            .map(|n| format!("{{ position = {}, track = \"ost-{n}/song-{}\" }}", 1 + (n * 7 + week * 3) % 50, n % 4))
            .collect();
        add(
            format!("content/charts/top/2025-{month:02}-{day:02}.toml"),
            format!("entries = [{}]\n", entries.join(", ")),
        );
    }
    for n in 0..14 {
        let section = ["news", "features"][n % 2];
        add(
            format!("content/articles/{section}/2025/article-{n}.md"),
            format!(
                "+++\ntitle = \"Article {n}\"\nstandfirst = \"Standfirst {n}\"\ndate = 2025-08-{:02}\nbylines = [\"writer-{}\"]\n\
                 subjects = [\"drama:drama-{}\", \"track:ost-{}/song-1\"]\ntags = [\"tag-{}\", \"all\"]\nredirect_from = [\"/old/{n}/\"]\n+++\n\
                 ## A heading\n\n[[drama-{}]], [[Song {}.2|a song]], [news](/news/), [below](#a-heading).[^1]\n\n\
                 <Tracks soundtrack=\"ost-{}\"/>\n\n<ChartRun track=\"ost-{}/song-{}\" chart=\"top\"/>\n\n[^1]: A note.\n",
                10 + n,
                n % 6,
                n % 6,
                n % 6,
                n % 3,
                (n + 1) % 6,
                n % 6,
                n % 6,
                n % 6,
                n % 6 % 4,
            ),
        );
        if n % 4 == 0 {
            add(
                format!("content/articles/{section}/2025/article-{n}.ko.md"),
                format!("+++\ntitle = \"기사 {n}\"\n+++\n[[드라마 {}]]의 노래.\n", n % 6),
            );
        }
    }
    let states = ["draft = true\n", "date = 2025-12-01\n", "expires = 2025-08-20\n", "embargo = 2025-10-01\n"];
    for (n, state) in states.iter().enumerate() {
        let date = if state.starts_with("date") { "" } else { "date = 2025-08-10\n" };
        add(
            format!("content/articles/{SECRET}-section/{SECRET}-{n}/index.md"),
            format!(
                "+++\ntitle = \"{SECRET} title {n}\"\nstandfirst = \"{SECRET} standfirst\"\n{date}{state}tags = [\"all\", \"{SECRET}-tag\"]\n\
                 bylines = [\"writer-1\", {{ name = \"{SECRET} guest\" }}]\nsubjects = [\"drama:drama-1\"]\nredirect_from = [\"/{SECRET}/{n}/\"]\n\
                 cover = {{ src = \"{SECRET}.png\", alt = \"{SECRET}\" }}\n+++\n{SECRET} [[drama-2]].\n"
            ),
        );
        add(format!("content/articles/{SECRET}-section/{SECRET}-{n}/{SECRET}.png"), "no picture".into());
    }
    add("content/pages/about.md".into(), "+++\ntitle = \"About\"\n+++\n[[news]] and [[top]].\n".into());
    add("content/pages/about.ko.md".into(), "+++\ntitle = \"소개\"\n+++\n[[top]]\n".into());
    add("content/static/files/any.txt".into(), "any".into());
    files
}

fn written(files: &[(String, String)]) -> Outcome<Site> {
    let site = Site::new()?;
    for (path, text) in files {
        site.write(path, text.as_bytes())?;
    }
    Ok(site)
}

/// Builds quietly into `output` and gives what lies there.
fn built(site: &Site, environment: &[(&str, &str)], more: &[&str]) -> Outcome<Tree> {
    let environment: Vec<(String, String)> =
        environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let mut arguments = vec!["build", "--quiet"];
    if !more.contains(&"--now") {
        arguments.extend(["--now", NOW]);
    }
    arguments.extend(more);
    let ran = site.leitmotif(&environment, &arguments)?;
    if ran.exit != 0 || !ran.stdout.is_empty() || !ran.stderr.is_empty() {
        return Err(format!("{arguments:?} exits with {} and says:\n{}{}", ran.exit, ran.stdout, ran.stderr));
    }
    let tree = tree(&site.root.join("output"))?;
    if bytes(&tree).len() < 20 { Err("the build made hardly any file".into()) } else { Ok(tree) }
}

fn same(what: &str, left: &Tree, right: &Tree) -> Outcome {
    difference(left, right).map_or(Ok(()), |said| Err(format!("{what}:\n{said}")))
}

#[test]
fn the_same_bytes_on_any_number_of_threads_and_wherever_it_runs() -> Law {
    let files = magazine();
    let first = built(&written(&files)?, &[], &["--jobs", "1"])?;
    same("two threads", &first, &built(&written(&files)?, &[], &["--jobs", "2"])?)?;
    let elsewhere =
        [("TZ", "America/St_Johns"), ("LANG", "ko_KR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("HOME", "/nowhere")];
    same("another time zone and language", &first, &built(&written(&files)?, &elsewhere, &[])?)?;
    let mut site = written(&files)?;
    site.cwd = site.root.join("content/articles");
    same("another working directory", &first, &built(&site, &[], &["--root", "../.."])?)?;
    let site = written(&files)?;
    let absolute = site.root.to_string_lossy().into_owned();
    Ok(same("an absolute root", &first, &built(&site, &[], &["--root", &absolute])?)?)
}

#[test]
fn the_order_in_which_files_were_made_does_not_matter() -> Law {
    let mut files = magazine();
    let first = built(&written(&files)?, &[], &[])?;
    files.reverse();
    same("made in reverse", &first, &built(&written(&files)?, &[], &[])?)?;
    // Every third first, then the rest: any order that is neither.
    let (some, others): (Vec<_>, Vec<_>) = files.into_iter().enumerate().partition(|(n, _)| n % 3 == 1);
    let shuffled: Vec<_> = some.into_iter().chain(others).map(|(_, file)| file).collect();
    Ok(same("shuffled", &first, &built(&written(&shuffled)?, &[], &[])?)?)
}

#[test]
fn the_moment_decides_only_what_is_withheld() -> Law {
    let files: Vec<_> = magazine().into_iter().filter(|(path, _)| !path.contains(SECRET)).collect();
    let first = built(&written(&files)?, &[], &[])?;
    Ok(same("ten years later", &first, &built(&written(&files)?, &[], &["--now", "2035-09-01"])?)?)
}

#[test]
fn a_build_after_a_change_equals_a_fresh_one() -> Law {
    let files = magazine();
    let site = written(&files)?;
    built(&site, &[], &[])?;
    // An article is deleted, one edited, a record renamed where everybody shows it, a file added.
    let gone = "content/articles/news/2025/article-2.md";
    std::fs::remove_file(site.root.join(gone)).map_err(|e| e.to_string())?;
    let drama = "title = \"Another drama\"\nkind = \"film\"\n";
    site.write("content/dramas/drama-3.toml", drama.as_bytes())?;
    site.write("content/static/files/new.txt", b"new")?;
    let changed = built(&site, &[], &[])?;
    let mut files: Vec<_> =
        files.into_iter().filter(|(path, _)| path != gone && path != "content/dramas/drama-3.toml").collect();
    files.push(("content/dramas/drama-3.toml".into(), drama.into()));
    files.push(("content/static/files/new.txt".into(), "new".into()));
    let fresh = built(&written(&files)?, &[], &[])?;
    same("changed and fresh", &changed, &fresh)?;
    // Folders too: none is left empty.
    let folders = |tree: &Tree| tree.keys().filter(|path| path.ends_with('/')).cloned().collect::<Vec<_>>();
    if folders(&changed) == folders(&fresh) { Ok(()) } else { Err(Told("an empty folder is left behind".into())) }
}

#[test]
fn a_second_build_touches_nothing() -> Law {
    let site = written(&magazine())?;
    let first = built(&site, &[], &[])?;
    let second = built(&site, &[], &["--jobs", "1"])?;
    if first == second { Ok(()) } else { Err(Told("a file's bytes or time changed".into())) }
}

#[test]
fn what_is_withheld_leaks_nowhere() -> Law {
    let site = written(&magazine())?;
    let output = built(&site, &[], &[])?;
    let holds = |text: &str| text.to_lowercase().contains(SECRET);
    let leaks: Vec<&str> = output
        .iter()
        .filter(|(path, entry)| holds(path) || entry.bytes.as_ref().is_some_and(|b| holds(&String::from_utf8_lossy(b))))
        .map(|(path, _)| path.as_str())
        .collect();
    if !leaks.is_empty() {
        return Err(Told(format!("leaked in: {}", leaks.join(", "))));
    }
    // Counts leak too: the site is the same as one in which these articles were never written.
    let without: Vec<_> = magazine().into_iter().filter(|(path, _)| !path.contains(SECRET)).collect();
    same("with and without what is withheld", &output, &built(&written(&without)?, &[], &[])?)?;
    // And the words that were looked for are those that are published when asked for.
    let all = built(&site, &[], &["--drafts", "--future", "--now", "2025-08-15"])?;
    let shown = all
        .keys()
        .filter(|path| path.ends_with("/index.html") && path.contains(&format!("{SECRET}-section/{SECRET}-")))
        .count();
    if shown == 4 { Ok(()) } else { Err(Told(format!("{shown} of 4 articles are shown when asked for"))) }
}

#[test]
fn no_address_escapes_the_base_path() -> Law {
    let site = written(&magazine())?;
    let output = built(&site, &[], &["--base-url", "https://host.example/mag/"])?;
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (path, bytes) in bytes(&output) {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        if text.contains("laws.example") {
            wrong.push(format!("{path} names the other base address"));
        }
        for (at, _) in text.match_indices("host.example") {
            // `tag:host.example,2025:…` (RFC 4151) names an entry of a feed; it is no address.
            // In the address of a service to share with, ours is a part of the query.
            let within = ["host.example/mag/", "host.example%2Fmag%2F"].iter().any(|it| text[at..].starts_with(it));
            if !text[..at].ends_with("tag:") && !within {
                wrong.push(format!("{path}: {}", text[at..].chars().take(60).collect::<String>()));
            }
        }
        for attribute in ["href=\"", "src=\"", "srcset=\"", "action=\"", "poster=\"", "content=\"", "url("] {
            for value in text.split(attribute).skip(1) {
                let value = value.split(['"', ')']).next().unwrap_or_default();
                let addresses =
                    value.split(", ").map(|part| part.split(' ').next().unwrap_or_default().trim_matches('\''));
                for address in addresses.filter(|a| a.starts_with('/')) {
                    seen += 1;
                    if !address.starts_with("/mag/") {
                        wrong.push(format!("{path}: {attribute}{address}"));
                    }
                    if let Some(said) = leads_nowhere(&output, address) {
                        wrong.push(format!("{path}: {said}"));
                    }
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    if seen < 100 {
        return Err(Told(format!("only {seen} addresses were found: the test looks in the wrong places")));
    }
    if wrong.is_empty() { Ok(()) } else { Err(Told(wrong.join("\n"))) }
}

/// Why an address below `/mag/` answers to no file of the output, fragment included.
fn leads_nowhere(output: &Tree, address: &str) -> Option<String> {
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = percent_encoding::percent_decode_str(path.strip_prefix("/mag/")?).decode_utf8_lossy().into_owned();
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    let Some(bytes) = output.get(&file).and_then(|entry| entry.bytes.as_ref()) else {
        return Some(format!("`{address}` leads to no file"));
    };
    let has_place = fragment.is_empty() || String::from_utf8_lossy(bytes).contains(&format!("id=\"{fragment}\""));
    (!has_place).then(|| format!("`{address}` leads to no place on its page"))
}
