//! Rounds do little work, and what they take from the round before is what would have been made anew.

use crate::server::{Magazine, Server};
use jiff::{Span, Timestamp};
use leitmotif::catalogue::{Linked, Showing};
use leitmotif::diagnostic::Diagnostic;
use leitmotif::discover::Disk;
use leitmotif::edition::{Edition, Memory, Options, assemble, assemble_again};
use leitmotif::preview::{Clock, Notice, Studio};
use leitmotif::source::{Content, Source, Sources};
use leitmotif::theme::embedded;
use std::path::Path;
use std::sync::Arc;

/// The magazine of this repository.
pub fn insert_song() -> Sources {
    Disk::open(Path::new(env!("CARGO_MANIFEST_DIR")), embedded()).sources().clone()
}

pub fn at(now: Timestamp) -> Options {
    Options { showing: Showing { now, drafts: false, future: false }, base_url: None, theme: None }
}

pub fn moment() -> Timestamp {
    "2026-11-28T12:00:00Z".parse().unwrap()
}

/// The same files with another text in one of them.
fn with(sources: &Sources, path: &str, edit: impl Fn(&str) -> String) -> Sources {
    let files = sources.iter().map(|(id, file)| {
        let shared = sources.shared(id);
        match file.text().filter(|_| &*file.path == path) {
            Some(text) => Arc::new(Source { content: Content::Text(edit(text).into()), ..(**shared).clone() }),
            None => Arc::clone(shared),
        }
    });
    sources.after(files.collect())
}

#[test]
fn an_edit_costs_one_file() {
    let article = "content/articles/features/who-sings-huntrx.md";
    let sources = insert_song();
    let mut memory = Memory::default();
    let options = at(moment());
    assemble_again(sources.clone(), &options, &mut memory);
    let all = memory.work();
    assert!(all.parsed > 50, "{all:?}");

    // Pages are always linked, and so is what something was said of.
    assemble_again(sources.clone(), &options, &mut memory);
    let idle = memory.work();
    let always = idle.linked.unwrap().bodies;
    assert_eq!(
        (idle.parsed, idle.linked),
        (0, Some(Linked { articles: 0, bodies: always, records: false, addresses: false }))
    );
    let pages = sources.iter().filter(|(_, file)| file.path.starts_with("content/pages/")).count();
    assert!(always < pages + 8, "{idle:?}");

    let edited = with(&sources, article, |text| format!("{text}\nAnother paragraph.\n"));
    assemble_again(edited, &options, &mut memory);
    let work = memory.work();
    assert_eq!(
        (work.parsed, work.linked),
        (1, Some(Linked { articles: 0, bodies: always + 1, records: false, addresses: false }))
    );
}

/// What an open page costs: a save is read and parsed, and the page is drawn again, once, however often it is asked for.
#[test]
fn a_save_is_one_file_read_and_one_page_drawn() {
    let magazine = Magazine::new();
    let file = "content/articles/news/first.md";
    let disk = Disk::open(&magazine.root, embedded());
    let mut studio = Studio::new(disk, at(moment()), Clock::Stopped);
    studio.publish();
    let edits: [(&str, &str, &str); 3] = [
        (file, "A first paragraph", "Another beginning"),
        (file, "The first article", "Another title"),
        ("content/contributors/dana.toml", "Dana Lim", "Dana Kim"),
    ];
    for (round, (file, from, to)) in (2..).zip(edits) {
        magazine.edit(file, from, to);
        let published = studio.notice(&Notice::Paths(vec![magazine.path(file)])).unwrap();
        let work = studio.work();
        assert_eq!((work.round, work.files, work.read, work.parsed), (round, 1, 1, 1), "after {to}");
        assert_eq!(published.drawn_pages(), 0, "after {to}: nobody asked for a page");
        let (_, route) = published.edition.at("/news/first/").unwrap();
        for _ in 0..3 {
            published.draw(route);
        }
        assert_eq!(published.drawn_pages(), 1, "after {to}");
    }
    // A file that is saved as it was is read, and makes no round.
    magazine.write(file, &magazine.read(file));
    assert!(studio.notice(&Notice::Paths(vec![magazine.path(file)])).is_none());
    assert_eq!(studio.work().round, 4);
}

/// The same, as a writer is told of it; asking for many pages reads and parses nothing.
#[test]
fn what_a_save_costs_is_said() {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, &["--verbose", "--now", "2026-01-01"]);
    server.get("/mag/news/first/");
    let file = "content/articles/news/first.md";
    magazine.replace(file, &magazine.read(file).replace("A first paragraph", "Another beginning"));
    server.until_shows("/mag/news/first/", "Another beginning");
    server.until_complains("round 2: 1 file changed, 1 read, 1 parsed;");
    for path in ["/mag/", "/mag/news/", "/mag/news/second/", "/mag/dramas/goblin/", "/mag/feed.atom"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    assert!(!server.complained().contains("round 3"), "{}", server.complained());
}

/// Records that see articles: one that names a shown article, one that names a draft, one that names none that there
/// is, and one in which the moment of the run stands because its beginning is missing.
const SEEING: [(&str, &str); 8] = [
    (
        "content/events/about-an-article.toml",
        "title = \"A reading\"\nstarts = 2026-10-01\nlink = \"https://example.org/\"\nsubjects = [\"article:who-sings-huntrx\"]\n",
    ),
    (
        "content/events/about-a-draft.toml",
        "title = \"A rehearsal\"\nstarts = 2026-10-02\nlink = \"https://example.org/\"\nsubjects = [\"article:draft\"]\n",
    ),
    (
        "content/events/about-nothing.toml",
        "title = \"A rumour\"\nstarts = 2026-10-03\nlink = \"https://example.org/\"\nsubjects = [\"article:another title\"]\n",
    ),
    // A picture is described beside its file, and captions are read wherever they are shown.
    (
        "content/articles/news/played.md",
        "+++\ntitle = \"Played\"\ndate = 2026-08-01\n+++\n<YouTube track=\"kpop-demon-hunters/golden\"/>\n\nAt <Moment at=\"1:00\"/>.\n\n<VideoFile src=\"film.mp4\" title=\"Film\" captions=\"film.vtt\">Words.</VideoFile>\n",
    ),
    ("content/articles/news/film.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nWords.\n"),
    ("content/articles/news/film.mp4.jpg.toml", "title = \"Nothing\"\nalt = \"A picture that is not there\"\n"),
    ("content/events/some-day.toml", "title = \"Some day\"\nlink = \"https://example.org/\"\n"),
    ("content/articles/news/draft.md", "+++\ntitle = \"A draft\"\ndate = 2026-08-01\ndraft = true\n+++\nNot yet.\n"),
];

/// The magazine of this repository with more files in it.
fn insert_song_with(more: &[(&str, &str)]) -> Sources {
    let sources = insert_song();
    let mut files: Vec<Arc<Source>> = sources.iter().map(|(id, _)| Arc::clone(sources.shared(id))).collect();
    let text = |text: &str| Content::Text(text.into());
    files.extend(
        more.iter().map(|(path, it)| {
            Arc::new(Source { path: (*path).into(), location: None, content: text(it), typed: None })
        }),
    );
    sources.after(files)
}

#[test]
fn what_records_say_of_articles_is_what_articles_are() {
    let (shown, draft) = ("content/articles/features/who-sings-huntrx.md", "content/articles/news/draft.md");
    let options = at(moment());
    let mut sources = insert_song_with(&SEEING);
    let mut memory = Memory::default();
    assemble_again(sources.clone(), &options, &mut memory);
    let edits: [(&str, &str, &str, bool); 8] = [
        (shown, "In the first week", "In the very first week", false),
        (shown, "+++\ntitle", "+++\n\ntitle", false),
        (shown, "date = 2025-11-22", "date = 2025-11-22\ndraft = true", false),
        (draft, "+++\ntitle", "+++\n\ntitle", false),
        (draft, "draft = true\n", "", false),
        // An event that names nothing is told what it may mean.
        (draft, "A draft", "Another title", true),
        (shown, "draft = true\n", "", false),
        ("content/artists/ejae.toml", "name = \"EJAE", "name = \"EJAE again", true),
    ];
    for (path, before, after, linked) in edits {
        sources = with(&sources, path, |text| text.replacen(before, after, 1));
        let again = told(assemble_again(sources.clone(), &options, &mut memory));
        let anew = told(assemble(sources.clone(), &options));
        assert!(again == anew, "after {after} for {before} in {path}");
        let records = memory.work().linked.map(|it| it.records);
        assert_eq!(records, Some(linked), "after {after} for {before} in {path}");
    }
}

/// Everything that pages are made of, in words.
fn told((edition, mut diagnostics): (Edition, Vec<Diagnostic>)) -> Vec<String> {
    let magazine = edition.magazine();
    let it = &magazine.catalogue;
    diagnostics.sort_by_key(|it| format!("{it:?}"));
    diagnostics.extend(edition.check_fragments());
    let mut told = vec![
        format!("{diagnostics:#?}"),
        format!("{:?} {:?}", magazine.routes.as_slice(), magazine.routes.redirects),
        format!("{:?} {:?} {:?} {:?}", it.dramas, it.soundtracks, it.tracks, it.artists),
        format!("{:?} {:?} {:?} {:?}", it.charts, it.contributors, it.playlists, it.events),
        format!("{:?} {:?} {:?} {:?}", it.issues, it.instruments, it.awards, it.sections),
        format!("{:?} {:?} {:?} {:?}", it.tags, it.pages, it.runs, it.derived),
        format!("{:?} {:?} {:?} {:?}", it.written, it.page_bodies(), it.statics, it.attachments),
        format!("{:?}", it.sidecars),
        it.index.all_names().collect::<Vec<_>>().join("\n"),
    ];
    told.extend(it.articles.iter().map(|article| format!("{article:?}")));
    told.extend(it.article_bodies().iter().map(|body| format!("{body:?}")));
    told
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// What people do to a file, carefully or not.
fn edited(dice: &mut Dice, text: &str) -> String {
    const WRITTEN: [&str; 12] = [
        "\nA paragraph more, of [[golden|a song]].\n",
        "\n## A heading\n\nAnd [[HUNTR/X]].\n",
        "\n[[Nobody knows this]]\n",
        "\n<Peak track=\"golden\" chart=\"billboard-hot-100\" />\n",
        "\nTo [[Who sings for HUNTR/X#a-heading]].\n",
        "title = \"Golden\"\n",
        "title = \"Another title\"\n",
        "name = \"Golden\"\n",
        "draft = true\n",
        "date = 2026-09-05\n",
        "redirect_from = [\"/old/\"]\n",
        "slug = \"other\"\n",
    ];
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let place = dice.below(lines.len());
    // Most of what is told of a record stands at its beginning.
    let early = dice.below(lines.len().min(8));
    match dice.below(6) {
        0 => drop(lines.remove(place)),
        1 => lines[early] = lines[early].replacen(['1', '2', 'e', 'o'], "3", 1),
        2 => lines.insert(place, lines[place].clone()),
        3 => lines.push((*dice.of(&WRITTEN[..5])).to_owned()),
        4 => lines.insert(lines.len().min(1), (*dice.of(&WRITTEN[5..])).to_owned()),
        _ => lines[early] = lines[early].replacen(" = \"", " = \"X ", 1),
    }
    lines.join("\n") + "\n"
}

#[test]
fn what_is_taken_from_the_round_before_is_what_would_be_made() {
    let steps = std::env::var("EDITS").map_or(25, |steps| steps.parse().unwrap());
    let mut dice = Dice(std::env::var("SEED").map_or(4, |seed| seed.parse().unwrap()));
    let original = insert_song_with(&SEEING);
    let written: Vec<Arc<Source>> = original
        .under("content/")
        .filter(|(_, f)| f.text().is_some())
        .map(|(id, _)| original.shared(id).clone())
        .collect();
    let mut sources = original.clone();
    let mut memory = Memory::default();
    let mut now = moment();
    assemble_again(sources.clone(), &at(now), &mut memory);
    let mut done = Vec::new();
    for _ in 0..steps {
        let file = dice.of(&written);
        let path = &*file.path;
        match dice.below(12) {
            0 => {
                let left = sources.iter().filter(|(_, it)| it.path != file.path);
                sources = sources.after(left.map(|(id, _)| Arc::clone(sources.shared(id))).collect());
                done.push(format!("remove {path}"));
            }
            // What was at fault is mended by and by.
            1..=5 => {
                let changed: Vec<&Arc<Source>> = written
                    .iter()
                    .filter(|file| sources.find(&file.path).is_none_or(|id| !Arc::ptr_eq(sources.shared(id), file)))
                    .collect();
                if changed.is_empty() {
                    continue;
                }
                let mended = Arc::clone(changed[dice.below(changed.len())]);
                done.push(format!("mend {}", mended.path));
                let left = sources.iter().filter(|(_, it)| it.path != mended.path);
                let mut files: Vec<Arc<Source>> = left.map(|(id, _)| Arc::clone(sources.shared(id))).collect();
                files.push(mended);
                sources = sources.after(files);
            }
            _ => {
                let mut text = String::new();
                sources = with(&sources, path, |before| edited(&mut Dice(dice.0), before));
                if let Some(id) = sources.find(path) {
                    text = sources.get(id).text().unwrap_or_default().chars().take(400).collect();
                }
                dice.below(2);
                done.push(format!("edit {path}:\n{text}"));
            }
        }
        if dice.below(4) == 0 {
            now = now.checked_add(Span::new().hours(20)).unwrap();
        }
        let again = told(assemble_again(sources.clone(), &at(now), &mut memory));
        let anew = told(assemble(sources.clone(), &at(now)));
        for (again, anew) in again.iter().zip(&anew) {
            assert!(again == anew, "after {}:\n\nagain: {again}\n\nanew: {anew}", done.join("\n"));
        }
        assert_eq!(again.len(), anew.len());
    }
}
