//! Where an open page is after a change: its address may be another, and it may be gone.

use crate::server::Magazine;
use leitmotif::catalogue::Showing;
use leitmotif::discover::Disk;
use leitmotif::edition::Options;
use leitmotif::preview::{Clock, Identity, Notice, Published, Studio};
use leitmotif::theme::embedded;
use std::sync::Arc;

/// A magazine and who makes its editions, without a server.
struct Desk {
    magazine: Magazine,
    studio: Studio,
    published: Arc<Published>,
}

impl Desk {
    fn new(prepare: impl FnOnce(&Magazine)) -> Self {
        let magazine = Magazine::new();
        prepare(&magazine);
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        let options = Options { showing: Showing { now, drafts: false, future: false }, base_url: None, theme: None };
        let mut studio = Studio::new(Disk::open(&magazine.root, embedded()), options, Clock::Stopped);
        let published = studio.publish();
        Self { magazine, studio, published }
    }

    /// Where the page at `path` is after some changes, each of which is a round.
    fn after(&mut self, path: &str, changes: &[&dyn Fn(&Magazine)]) -> Option<String> {
        let identity = Identity::of(&self.published, path).unwrap_or_else(|| panic!("there is no page `{path}`"));
        for change in changes {
            change(&self.magazine);
            self.published = self.studio.notice(&Notice::Everything).unwrap();
        }
        identity.path_in(&self.published)
    }
}

fn mv(magazine: &Magazine, from: &str, to: &str) {
    let to = magazine.path(to);
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::rename(magazine.path(from), to).unwrap();
}

const FIRST: &str = "content/articles/news/first.md";
const OST: &str = "content/soundtracks/goblin-ost.toml";

#[track_caller]
fn follows(path: &str, changes: &[&dyn Fn(&Magazine)], to: Option<&str>) {
    assert_eq!(Desk::new(|_| {}).after(path, changes).as_deref(), to);
}

#[test]
fn an_article_is_followed() {
    let article = "/news/first/";
    follows(article, &[&|it| it.edit(FIRST, "A first", "The first")], Some(article));
    follows(article, &[&|it| it.edit(FIRST, "title =", "slug = \"one\"\ntitle =")], Some("/news/one/"));
    follows(article, &[&|it| mv(it, FIRST, "content/articles/news/one.md")], Some("/news/one/"));
    follows(article, &[&|it| mv(it, FIRST, "content/articles/reviews/first.md")], Some("/reviews/first/"));
    follows(article, &[&|it| mv(it, FIRST, "content/articles/news/first/index.md")], Some(article));
    let copy = |it: &Magazine| it.write("content/articles/news/one.md", &it.read(FIRST));
    follows(article, &[&copy, &|it| it.remove(FIRST)], Some("/news/one/"));
    let move_and_edit = |it: &Magazine| {
        mv(it, FIRST, "content/articles/news/one.md");
        it.edit("content/articles/news/one.md", "A first", "The first");
    };
    follows(article, &[&move_and_edit, &|it| it.edit("site.toml", "Insert", "In")], Some("/news/one/"));
    follows(article, &[&|it| it.remove(FIRST)], None);
    // The preview shows what is withheld, too, and says so.
    follows(article, &[&|it| it.edit(FIRST, "title =", "draft = true\ntitle =")], Some(article));
    let replace = |it: &Magazine| {
        it.remove(FIRST);
        it.edit("content/articles/news/second.md", "date =", "redirect_from = [\"/news/first/\"]\ndate =");
    };
    follows(article, &[&replace], Some("/news/second/"));
}

#[test]
fn a_record_and_its_parts_are_followed() {
    let slug =
        |it: &Magazine| it.edit(OST, "title = \"Goblin OST\"", "title = \"Goblin OST\"\nslug = \"dokkaebi-ost\"");
    follows("/soundtracks/goblin-ost/", &[&slug], Some("/soundtracks/dokkaebi-ost/"));
    let track = "/soundtracks/goblin-ost/beautiful/";
    follows(track, &[&slug], Some("/soundtracks/dokkaebi-ost/beautiful/"));
    follows(
        track,
        &[&|it| it.edit(OST, "Beautiful", "Round and Round")],
        Some("/soundtracks/goblin-ost/round-and-round/"),
    );
    follows(
        "/artists/crush/",
        &[&|it| mv(it, "content/artists/crush.toml", "content/artists/crash.toml")],
        Some("/artists/crash/"),
    );
    follows(
        "/contributors/dana/",
        &[&|it| mv(it, "content/contributors/dana.toml", "content/contributors/d.toml")],
        Some("/contributors/d/"),
    );
}

#[test]
fn lists_are_followed() {
    follows("/dramas/", &[&|it| it.edit(FIRST, "A first", "The first")], Some("/dramas/"));
    follows("/", &[&|it| it.edit("site.toml", "/mag/", "/")], Some("/"));
    let section = |it: &Magazine| mv(it, "content/articles/news", "content/articles/stories");
    follows("/news/", &[&section], Some("/stories/"));
    follows("/news/first/", &[&section], Some("/stories/first/"));
    let mut desk = Desk::new(|it| it.edit("site.toml", "title", "page_size = 1\ntitle"));
    assert_eq!(desk.after("/news/page/2/", &[&|it| it.remove(FIRST)]).as_deref(), Some("/news/"));
}

#[test]
fn a_language_is_followed() {
    let mut desk = Desk::new(|it| {
        it.write("content/articles/news/first.ko.md", "+++\ntitle = \"첫 기사\"\n+++\n첫 문단.\n");
        let settings = it.read("site.toml");
        it.write("site.toml", &format!("language = \"en\"\n{settings}\n[languages.ko]\n"));
    });
    let swap = |it: &Magazine| {
        it.edit("site.toml", "language = \"en\"", "language = \"ko\"");
        it.edit("site.toml", "[languages.ko]", "[languages.en]");
        mv(it, FIRST, "content/articles/news/first.en.md");
        mv(it, "content/articles/news/first.ko.md", "content/articles/news/first.md");
    };
    let here = Identity::of(&desk.published, "/ko/dramas/").unwrap();
    assert_eq!(desk.after("/news/first/", &[&swap]).as_deref(), Some("/en/news/first/"));
    assert_eq!(here.path_in(&desk.published).as_deref(), Some("/dramas/"));
}

#[test]
fn files_that_changed_are_named_with_the_base_path() {
    let mut desk = Desk::new(|it| it.write("content/static/cover.bin", "one"));
    desk.after(
        "/",
        &[&|it| it.write("content/static/cover.bin", "other"), &|it| it.edit(FIRST, "A first", "The first")],
    );
    assert_eq!(desk.published.changed_urls(1), ["/mag/cover.bin"]);
    assert!(desk.published.changed_urls(2).is_empty());
    let edits: Vec<&str> = desk.published.recent_edits().map(|edit| &*edit.path).collect();
    assert_eq!(edits, [FIRST, "content/static/cover.bin"]);
}
