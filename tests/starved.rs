//! Builds that are killed, disturbed, or starved of disk or permission: the site is the old one or the new one, never half.

#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

const PROGRAM: &str = env!("CARGO_BIN_EXE_leitmotif");
const ARTICLES: usize = 120;

type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// A magazine whose every article says `word`.
fn magazine(root: &Path, word: &str) {
    let section = root.join("content/articles/news");
    fs::create_dir_all(&section).unwrap();
    fs::write(root.join("site.toml"), "title = \"Insert Song\"\nbase_url = \"https://mag.example/\"\n").unwrap();
    for n in 0..ARTICLES {
        let body = format!("{word} ").repeat(400);
        let text = format!("+++\ntitle = \"Article {n}\"\ndate = 2025-01-01\nslug = \"a-{n}\"\n+++\n{body}\n");
        fs::write(section.join(format!("a-{n}.md")), text).unwrap();
    }
}

fn build(root: &Path) -> Output {
    Command::new(PROGRAM).args(["build", "--now", "2026-01-01", "--root"]).arg(root).output().unwrap()
}

/// Every file outside `.leitmotif/`.
fn tree(folder: &Path) -> Tree {
    fn walk(folder: &Path, top: &Path, tree: &mut Tree) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                if path.file_name().unwrap() != ".leitmotif" {
                    walk(&path, top, tree);
                }
            } else {
                tree.insert(path.strip_prefix(top).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut all = Tree::new();
    walk(folder, folder, &mut all);
    all
}

/// The site of each word, built without disturbance.
fn undisturbed(word: &str) -> Tree {
    let folder = tempfile::tempdir().unwrap();
    magazine(folder.path(), word);
    assert!(build(folder.path()).status.success());
    tree(&folder.path().join("output"))
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_mends_the_site() {
    let sites = [undisturbed("violin"), undisturbed("haegeum")];
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    // Kills are spread over the time that a build takes here and now, and a little beyond.
    magazine(folder.path(), "violin");
    let begun = Instant::now();
    assert!(build(folder.path()).status.success());
    let whole_build = begun.elapsed();
    let (mut untouched, mut finished) = (0, 0);
    for round in 0..30_u32 {
        let new = usize::from(round % 2 == 0);
        magazine(folder.path(), ["violin", "haegeum"][new]);
        let before = tree(&output);
        let mut command = Command::new(PROGRAM);
        command.args(["build", "--now", "2026-01-01", "--root"]).arg(folder.path());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole_build.mul_f64(f64::from(round) / 20.0));
        child.kill().unwrap();
        child.wait().unwrap();
        let after = tree(&output);
        for (path, bytes) in &after {
            let whole = sites.iter().any(|site| site.get(path) == Some(bytes));
            assert!(whole, "round {round}: {} is torn", path.display());
        }
        untouched += u32::from(after == before);
        finished += u32::from(after == sites[new]);
        if round % 5 == 4 {
            let mended = build(folder.path());
            assert!(mended.status.success(), "{}", String::from_utf8_lossy(&mended.stderr));
            assert_eq!(tree(&output), sites[new], "round {round}: the next build mends the site");
        }
    }
    // The first kill comes at once and the last when half as much time again has passed.
    assert!(untouched > 0 && finished > 0, "{untouched} untouched, {finished} finished");
}

/// Is set when this goes.
struct Set<'a>(&'a AtomicBool);

impl Drop for Set<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_build_during_which_somebody_saves_is_made_of_whole_articles() {
    let folder = tempfile::tempdir().unwrap();
    magazine(folder.path(), "violin");
    let section = folder.path().join("content/articles/news");
    let read = |n: usize| fs::read_to_string(section.join(format!("a-{n}.md"))).unwrap();
    let texts: Vec<[String; 2]> =
        (0..ARTICLES).map(read).map(|text| [text.replace("violin", "haegeum"), text]).collect();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let rounds = (0..2).cycle().take_while(|_| !is_over.load(Ordering::Relaxed));
            for (which, n) in rounds.flat_map(|which| (0..ARTICLES).map(move |n| (which, n))) {
                // As editors do, so that nobody reads half of it.
                fs::write(section.join("saved.tmp"), &texts[n][which]).unwrap();
                fs::rename(section.join("saved.tmp"), section.join(format!("a-{n}.md"))).unwrap();
            }
        });
        // Whatever comes of this, the other thread must end.
        let _end = Set(&is_over);
        for round in 0..5 {
            let built = build(folder.path());
            assert!(built.status.success(), "round {round}: {}", String::from_utf8_lossy(&built.stderr));
            for n in 0..ARTICLES {
                let page = fs::read_to_string(folder.path().join(format!("output/news/a-{n}/index.html"))).unwrap();
                let said = ["violin", "haegeum"].map(|word| page.matches(&format!("{word} ")).count());
                assert!(said.iter().sum::<usize>() >= 399 && said.contains(&0), "round {round}: article {n}: {said:?}");
            }
        }
    });
}

#[test]
fn a_full_disk_is_said_and_the_old_site_stays() {
    let folder = tempfile::tempdir().unwrap();
    magazine(folder.path(), "violin");
    assert!(build(folder.path()).status.success());
    let before = tree(&folder.path().join("output"));
    magazine(folder.path(), "gayageum and daegeum");
    // No file may grow beyond 2 KiB; the write that tries to is refused by the system.
    let script = format!("trap '' XFSZ; ulimit -f 2; exec \"{PROGRAM}\" build --now 2026-01-01 --root \"$0\"");
    let starved = Command::new("bash").arg("-c").arg(script).arg(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&starved.stderr).into_owned();
    assert_eq!(starved.status.code(), Some(2), "{said}");
    assert!(said.contains("error[write-failed]: cannot write") && said.contains("nothing was written"), "{said}");
    assert_eq!(tree(&folder.path().join("output")), before);
    assert!(build(folder.path()).status.success());
    assert_ne!(tree(&folder.path().join("output")), before);
}

/// A command that may write only what others may: as root another user runs it, else we are others already.
fn as_another(root: &Path) -> Command {
    let is_root =
        fs::write("/proc/self/comm", "x").is_ok() && Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mut command = if is_root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", PROGRAM]);
        command
    } else {
        Command::new(PROGRAM)
    };
    command.args(["build", "--now", "2026-01-01", "--root"]).arg(root);
    command
}

fn open_to_all(folder: &Path, mode: u32) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            open_to_all(&entry.path(), mode);
        } else {
            fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o644)).unwrap();
        }
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn an_output_folder_that_may_not_be_written_is_said_and_stays() {
    // The program must be reachable for the other user, so the magazine lies in the system's own temporary folder.
    let folder = tempfile::tempdir().unwrap();
    magazine(folder.path(), "violin");
    assert!(build(folder.path()).status.success());
    let before = tree(&folder.path().join("output"));
    magazine(folder.path(), "haegeum");
    open_to_all(folder.path(), 0o555);
    let refused = as_another(folder.path()).output().unwrap();
    open_to_all(folder.path(), 0o755);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2), "{said}");
    assert!(said.contains("permission denied"), "{said}");
    assert_eq!(tree(&folder.path().join("output")), before);
}
