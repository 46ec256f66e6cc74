//! Watching: every way in which a file can change on a disk.

use crate::server::{Magazine, PROGRAM, Server};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

pub const FIRST: &str = "content/articles/news/first.md";
pub const PAGE: &str = "/mag/news/first/";

pub fn article(title: &str, text: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndate = 2025-01-01\nbylines = [\"dana\"]\n+++\n{text}\n")
}

/// How many rounds there were, as `--verbose` tells them. What a round is made of is served before it is told.
fn rounds(server: &Server) -> usize {
    server.until_complains(&format!("round {}: ", server.round()));
    server.complained().lines().filter(|line| line.starts_with("round ")).count()
}

/// Waits until nothing is to be expected of what happened before: a change that came later is seen.
pub fn settle(magazine: &Magazine, server: &Server) {
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let mark = format!("Mark {}.", COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
    magazine.replace("content/articles/news/marked.md", &article("Marked", &mark));
    server.until_shows("/mag/news/marked/", &mark);
}

fn until_gone(server: &Server, path: &str) {
    server.until(path, "gone", |answer| answer.status == 404);
}

pub fn begin(magazine: &Magazine) -> Server {
    Server::start(&magazine.root, &["--verbose"])
}

/// Does things of which none may be seen, and says what was seen.
fn unseen(magazine: &Magazine, server: &Server, what: &str, deed: impl FnOnce()) {
    settle(magazine, server);
    let before = rounds(server);
    deed();
    settle(magazine, server);
    assert_eq!(rounds(server), before + 1, "{what}:\n{}", server.complained());
    assert!(!server.complained().contains("error"), "{what}:\n{}", server.complained());
}

#[test]
fn twenty_saves_in_a_row_are_twenty_changes() {
    let magazine = Magazine::new();
    let server = begin(&magazine);
    for count in 0..20 {
        let text = format!("Text number {count}.");
        magazine.replace(FIRST, &article("The first article", &text));
        server.until_shows(PAGE, &text);
    }
    for count in 20..40 {
        let text = format!("Text number {count}.");
        magazine.write(FIRST, &article("The first article", &text));
        server.until_shows(PAGE, &text);
    }
    assert!(!server.complained().contains("error"), "{}", server.complained());
}

#[test]
fn files_come_and_go() {
    come_and_go(&[]);
}

#[test]
fn files_come_and_go_while_the_disk_is_polled() {
    come_and_go(&["--poll"]);
}

fn come_and_go(words: &[&str]) {
    let magazine = Magazine::new();
    let server = Server::start(&magazine.root, words);
    magazine.edit(FIRST, "A first paragraph", "Written in place");
    server.until_shows(PAGE, "Written in place");
    magazine.replace(FIRST, &article("The first article", "Written beside."));
    server.until_shows(PAGE, "Written beside");
    magazine.write("content/articles/reviews/deep/index.md", &article("Deep", "In new folders."));
    server.until_shows("/mag/reviews/deep/", "In new folders.");
    magazine.remove("content/articles/news/second.md");
    until_gone(&server, "/mag/news/second/");
    fs::rename(magazine.path(FIRST), magazine.path("content/articles/news/renamed.md")).unwrap();
    server.until_shows("/mag/news/renamed/", "Written beside");
    until_gone(&server, PAGE);
    fs::rename(magazine.path("content/articles/news"), magazine.path("content/articles/later")).unwrap();
    server.until_shows("/mag/later/renamed/", "Written beside");
    until_gone(&server, "/mag/news/renamed/");
    // A folder under its new name is watched on.
    magazine.replace("content/articles/later/renamed.md", &article("The first article", "After the move."));
    server.until_shows("/mag/later/renamed/", "After the move.");
    fs::rename(magazine.path("content/articles/later"), magazine.path("outside")).unwrap();
    until_gone(&server, "/mag/later/renamed/");
    magazine.edit("outside/renamed.md", "After the move", "Outside");
    fs::rename(magazine.path("outside"), magazine.path("content/articles/news")).unwrap();
    server.until_shows("/mag/news/renamed/", "Outside");
    magazine.edit("site.toml", "Insert Song", "Ending Song");
    server.until_shows("/mag/news/renamed/", "Ending Song");
    magazine.write("content/static/CNAME", "one.example\n");
    server.until_shows("/mag/CNAME", "one.example");
    magazine.write("content/static/CNAME", "two.example\n");
    server.until_shows("/mag/CNAME", "two.example");
    magazine.write("content/static/_redirects", "/a /b\n");
    server.until_shows("/mag/_redirects", "/a /b");
    fs::rename(magazine.path("content"), magazine.path("away")).unwrap();
    until_gone(&server, "/mag/news/renamed/");
    fs::rename(magazine.path("away"), magazine.path("content")).unwrap();
    server.until_shows("/mag/news/renamed/", "Outside");
    magazine.edit("content/articles/news/renamed.md", "Outside", "Back again");
    server.until_shows("/mag/news/renamed/", "Back again");
}

#[test]
fn a_theme_that_comes_later_is_watched() {
    let magazine = Magazine::new();
    let server = begin(&magazine);
    magazine.edit("site.toml", "title", "theme = \"mine\"\ntitle");
    magazine.write("themes/mine/theme.toml", "name = \"Mine\"\nextends = \"overture\"\n");
    magazine.write("themes/mine/templates/404.html", "<!doctype html>One.");
    server.until_shows("/mag/nowhere/", "One.");
    magazine.write("themes/mine/templates/404.html", "<!doctype html>Two.");
    server.until_shows("/mag/nowhere/", "Two.");
}

#[test]
fn a_magazine_that_is_taken_away_is_served_still_and_comes_back() {
    let magazine = Magazine::new();
    let server = begin(&magazine);
    settle(&magazine, &server);
    fs::rename(&magazine.root, magazine.root.with_file_name("away")).unwrap();
    server.until_complains("there is no such folder");
    assert_eq!(server.get(PAGE).status, 200);
    // Another folder takes its place.
    fs::rename(&Magazine::new().root, &magazine.root).unwrap();
    server.until_complains("all is well again");
    settle(&magazine, &server);
    // What is removed file by file may be seen to go before the folder does.
    fs::remove_dir_all(&magazine.root).unwrap();
    fs::rename(&Magazine::new().root, &magazine.root).unwrap();
    settle(&magazine, &server);
}

#[test]
fn a_branch_that_is_checked_out_is_few_rounds() {
    let magazine = Magazine::new();
    let text = |branch: &str, count: usize| article(&format!("Number {count}"), &format!("On {branch}."));
    let write = |branch: &str| {
        for count in 0..2000 {
            magazine.write(&format!("content/articles/many/a{count}.md"), &text(branch, count));
        }
    };
    let git = |words: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Dana", "-c", "user.email=dana@mag.example", "-c", "commit.gpgsign=false"]);
        git.args(words).current_dir(&magazine.root).output().is_ok_and(|output| output.status.success())
    };
    write("main");
    let has_git = git(&["init", "-q", "-b", "main"]) && git(&["add", "."]) && git(&["commit", "-qm", "main"]);
    if has_git {
        assert!(git(&["checkout", "-qb", "side"]));
        write("side");
        assert!(git(&["commit", "-qam", "side"]) && git(&["checkout", "-q", "main"]));
    }
    let server = begin(&magazine);
    settle(&magazine, &server);
    let before = rounds(&server);
    if has_git {
        assert!(git(&["checkout", "-q", "side"]));
    } else {
        write("side");
    }
    for count in 0..2000 {
        server.until_shows(&format!("/mag/many/a{count}/"), "On side.");
    }
    // The first files may come before it is clear that many do; and a loaded machine may pause.
    let count = rounds(&server) - before;
    assert!(count <= 6, "{count} rounds:\n{}", server.complained());
}

#[test]
fn touching_changes_nothing() {
    let magazine = Magazine::new();
    magazine.write("content/static/notes.txt", "Notes.");
    let server = begin(&magazine);
    unseen(&magazine, &server, "touching", || {
        for path in [FIRST, "site.toml", "content/static/notes.txt", "content/artists/crush.toml"] {
            let file = fs::File::options().append(true).open(magazine.path(path)).unwrap();
            file.set_modified(std::time::SystemTime::now()).unwrap();
            magazine.write(path, &magazine.read(path));
            magazine.replace(path, &magazine.read(path));
        }
    });
}

#[test]
fn what_editors_leave_beside_is_not_seen() {
    let magazine = Magazine::new();
    let server = begin(&magazine);
    unseen(&magazine, &server, "temporary files", || {
        let beside = [
            "4913",
            ".first.md.swp",
            ".first.md.swx",
            "first.md~",
            "#first.md#",
            ".#first.md",
            "first.md___jb_tmp___",
            "first.md___jb_old___",
            ".first.md.kate-swp",
            "first.md.bak",
            "first.md.tmp",
            ".goutputstream-ABC123",
        ];
        for name in beside {
            let path = format!("content/articles/news/{name}");
            magazine.write(&path, "+++\nbroken");
            magazine.write(&path, "+++\nstill broken");
        }
        for name in beside {
            magazine.remove(&format!("content/articles/news/{name}"));
        }
    });
    // As vim saves: the old one is moved away, the new one written in its place.
    for count in 0..5 {
        let text = format!("Saved {count}.");
        fs::rename(magazine.path(FIRST), magazine.path(&format!("{FIRST}~"))).unwrap();
        magazine.write(FIRST, &article("The first article", &text));
        magazine.remove(&format!("{FIRST}~"));
        server.until_shows(PAGE, &text);
    }
    // As `sed -i` saves: beside, under a name with no extension and no sign of being temporary but its dot.
    let beside = magazine.path("content/articles/news/sedAb12Cd");
    if Command::new("sed").args(["-i", "s/Saved 4/Saved by sed/"]).arg(magazine.path(FIRST)).status().is_ok() {
        server.until_shows(PAGE, "Saved by sed");
    }
    assert!(!beside.exists());
    assert!(!server.complained().contains("error"), "{}", server.complained());
}

#[cfg(unix)]
#[test]
fn links_are_followed() {
    use std::os::unix::fs::symlink;
    let magazine = Magazine::new();
    let outside = magazine.root.with_file_name("outside");
    fs::create_dir_all(outside.join("essays")).unwrap();
    fs::create_dir_all(outside.join("settings")).unwrap();
    fs::rename(magazine.path("site.toml"), outside.join("settings/site.toml")).unwrap();
    symlink(outside.join("settings/site.toml"), magazine.path("site.toml")).unwrap();
    fs::write(outside.join("essays/one.md"), article("One", "First state.")).unwrap();
    fs::write(outside.join("shared.md"), article("Shared", "First state.")).unwrap();
    symlink(outside.join("essays"), magazine.path("content/articles/essays")).unwrap();
    symlink(outside.join("shared.md"), magazine.path("content/articles/news/shared.md")).unwrap();
    let root = magazine.root.with_file_name("link");
    symlink(&magazine.root, &root).unwrap();
    let server = Server::start(&root, &[]);
    magazine.edit(FIRST, "A first paragraph", "Through a linked root");
    server.until_shows(PAGE, "Through a linked root");
    fs::write(outside.join("essays/one.md"), article("One", "Second state.")).unwrap();
    server.until_shows("/mag/essays/one/", "Second state.");
    fs::write(outside.join("essays/two.md"), article("Two", "New there.")).unwrap();
    server.until_shows("/mag/essays/two/", "New there.");
    for text in ["Second state.", "Third state."] {
        fs::write(outside.join("beside"), article("Shared", text)).unwrap();
        fs::rename(outside.join("beside"), outside.join("shared.md")).unwrap();
        server.until_shows("/mag/news/shared/", text);
    }
    let settings = fs::read_to_string(outside.join("settings/site.toml")).unwrap();
    fs::write(outside.join("settings/site.toml"), settings.replace("Insert Song", "Ending Song")).unwrap();
    server.until_shows(PAGE, "Ending Song");
    // A link that comes later.
    fs::create_dir_all(outside.join("notes")).unwrap();
    fs::write(outside.join("notes/one.md"), article("Note", "A note.")).unwrap();
    symlink(outside.join("notes"), magazine.path("content/articles/notes")).unwrap();
    server.until_shows("/mag/notes/one/", "A note.");
    std::thread::sleep(Duration::from_millis(50));
    fs::write(outside.join("notes/one.md"), article("Note", "Another note.")).unwrap();
    server.until_shows("/mag/notes/one/", "Another note.");
}

#[cfg(unix)]
#[test]
fn one_file_under_two_names_changes_under_both() {
    use std::os::unix::fs::symlink;
    let magazine = Magazine::new();
    magazine.write("content/articles/essays/own.md", &article("Own", "Own."));
    symlink("../news/first.md", magazine.path("content/articles/essays/linked.md")).unwrap();
    let server = begin(&magazine);
    for text in ["Once.", "Twice."] {
        magazine.replace(FIRST, &article("The first article", text));
        server.until_shows(PAGE, text);
        server.until_shows("/mag/essays/linked/", text);
    }
}

#[test]
fn what_a_build_writes_is_not_seen() {
    let magazine = Magazine::new();
    let server = begin(&magazine);
    unseen(&magazine, &server, "a build", || {
        let build = Command::new(PROGRAM).args(["build", "--quiet", "--root"]).arg(&magazine.root).status().unwrap();
        assert!(build.success());
        magazine.write("notes.txt", "Beside the magazine.");
        magazine.write("target/x.md", "Beside the magazine.");
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_told_and_forgotten() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let magazine = Magazine::new();
    let server = begin(&magazine);
    let odd = magazine.path("content/articles/news").join(OsStr::from_bytes(b"od\xffd.md"));
    fs::write(&odd, article("Odd", "Odd.")).unwrap();
    server.until_complains("this file's name is not UTF-8");
    fs::rename(&odd, magazine.path("content/articles/news/even.md")).unwrap();
    server.until_shows("/mag/news/even/", "Odd.");
    server.until_complains("all is well again");
}

/// Serves as a user to whom rights mean something, when that is possible.
#[cfg(unix)]
fn unprivileged(root: &Path) -> Option<Server> {
    use std::os::unix::fs::MetadataExt;
    if fs::metadata(root).unwrap().uid() != 0 {
        return Some(Server::start(root, &["--verbose"]));
    }
    let starter = ["unshare", "-U"];
    starts(&starter).then(|| Server::start_through(&starter, root, &["--verbose"]))
}

/// Whether a program can be started through another one here. Some systems let nobody make a namespace: who runs the
/// tests there says so, as `tests/run` does in a line of its own.
fn starts(starter: &[&str]) -> bool {
    let output = Command::new(starter[0]).args(&starter[1..]).args([PROGRAM, "--version"]).output();
    let starts = output.is_ok_and(|output| output.status.success());
    let is_known = std::env::var_os("LEITMOTIF_TEST_WITHOUT_NAMESPACES").is_some();
    assert!(
        starts || is_known,
        "`unshare` is refused here; set LEITMOTIF_TEST_WITHOUT_NAMESPACES to leave this test out"
    );
    starts
}

#[cfg(unix)]
#[test]
fn rights_that_are_taken_and_given_back() {
    use std::os::unix::fs::PermissionsExt;
    let magazine = Magazine::new();
    let Some(server) = unprivileged(&magazine.root) else { return };
    let rights = |path: &str, mode| fs::set_permissions(magazine.path(path), fs::Permissions::from_mode(mode)).unwrap();
    rights(FIRST, 0o000);
    server.until_complains("permission denied");
    rights(FIRST, 0o644);
    server.until_complains("all is well again");
    rights("content/articles", 0o000);
    server.until_complains("this cannot be read: permission denied");
    rights("content/articles", 0o755);
    magazine.edit("content/articles/news/second.md", "A second paragraph", "Written with rights");
    server.until_shows("/mag/news/second/", "Written with rights");
}

/// What is said when the system's limits are reached, and what is done.
#[cfg(target_os = "linux")]
const REFUSED: &str = "\
warning[not-watched]: the system does not tell of changes: it watches too many folders for you already
 |
 = help: raise the limit with `sudo sysctl fs.inotify.max_user_watches=524288`; to keep it, write `fs.inotify.max_user_watches=524288` into `/etc/sysctl.d/60-inotify.conf`
 = help: the preview asks the disk again and again instead, so a change is seen a little later";

#[cfg(target_os = "linux")]
#[test]
fn where_the_system_refuses_the_disk_is_polled() {
    let starter = ["unshare", "-Ur", "sh", "-c", "echo 4 > /proc/sys/user/max_inotify_watches && exec \"$0\" \"$@\""];
    if !starts(&starter) {
        return;
    }
    let magazine = Magazine::new();
    let server = Server::start_through(&starter, &magazine.root, &[]);
    server.until_complains(REFUSED);
    magazine.edit(FIRST, "A first paragraph", "Seen all the same");
    server.until_shows(PAGE, "Seen all the same");
    magazine.write("content/articles/later/third.md", &article("Third", "Seen as well."));
    server.until_shows("/mag/later/third/", "Seen as well.");
    assert_eq!(server.complained().matches("not-watched").count(), 1, "{}", server.complained());
}

#[cfg(target_os = "linux")]
#[test]
fn a_limit_that_is_reached_later_is_told_then() {
    let starter = ["unshare", "-Ur", "sh", "-c", "echo 12 > /proc/sys/user/max_inotify_watches && exec \"$0\" \"$@\""];
    if !starts(&starter) {
        return;
    }
    let magazine = Magazine::new();
    let server = Server::start_through(&starter, &magazine.root, &[]);
    magazine.edit(FIRST, "A first paragraph", "Told by the system");
    server.until_shows(PAGE, "Told by the system");
    for count in 0..12 {
        magazine.write(&format!("content/articles/news/a{count}/index.md"), &article("More", "More."));
    }
    server.until_complains(REFUSED);
    magazine.edit("content/articles/news/a11/index.md", "More.", "Seen all the same.");
    server.until_shows("/mag/news/a11/", "Seen all the same.");
}
