//! What the output folder promises, one test a promise.

mod kill;
mod places;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use tempfile::TempDir;

pub(super) type Tree = BTreeMap<String, String>;

/// A site's folder with its output folder.
pub(super) struct Site {
    _home: TempDir,
    pub(super) root: PathBuf,
    pub(super) output: PathBuf,
}

impl Site {
    pub(super) fn new() -> Site {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().canonicalize().unwrap().join("site");
        fs::create_dir_all(root.join("content")).unwrap();
        let output = root.join("output");
        Site { _home: home, root, output }
    }

    pub(super) fn stage(&self, adopt: bool) -> Result<Stage, WriteError> {
        OutputFolder::open(&self.output, &self.root, adopt)?.stage()
    }

    pub(super) fn build(&self, files: &[(&str, &str)]) -> Result<Written, WriteError> {
        self.build_with(files, false)
    }

    pub(super) fn build_with(&self, files: &[(&str, &str)], adopt: bool) -> Result<Written, WriteError> {
        let stage = self.stage(adopt)?;
        for (path, text) in files {
            stage.put(path, Body::Bytes(text.as_bytes().to_vec()))?;
        }
        stage.commit()
    }

    pub(super) fn lay(&self, path: &str, text: &str) {
        let place = self.output.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    /// Every file in the output folder but ours in `.leitmotif/`; an empty folder shows as `name/`.
    pub(super) fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        walk(&self.output, "", &mut tree);
        tree
    }

    /// Names in `.leitmotif/`.
    fn marks(&self) -> Vec<String> {
        let mut names = claim::names_in(&self.output.join(area::MARK)).unwrap();
        names.sort();
        names
    }
}

fn walk(folder: &Path, prefix: &str, tree: &mut Tree) {
    let Ok(listing) = fs::read_dir(folder) else { return };
    let mut empty = true;
    for entry in listing {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        empty = false;
        if name == area::MARK {
        } else if entry.file_type().unwrap().is_dir() {
            walk(&entry.path(), &format!("{name}/"), tree);
        } else {
            tree.insert(name, fs::read_to_string(entry.path()).unwrap_or_default());
        }
    }
    if empty && !prefix.is_empty() {
        tree.insert(prefix.to_owned(), String::new());
    }
}

pub(super) fn tree(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Modification time (and on Unix change time) of every file and folder, ours included.
fn times(folder: &Path) -> BTreeMap<PathBuf, [i128; 2]> {
    let found = fs::symlink_metadata(folder).unwrap();
    #[cfg(unix)]
    let changed = std::os::unix::fs::MetadataExt::ctime_nsec(&found).into();
    #[cfg(not(unix))]
    let changed = 0;
    let mut all = BTreeMap::from([(folder.to_owned(), [area::mtime_of(&found), changed])]);
    if found.is_dir() {
        for entry in fs::read_dir(folder).unwrap() {
            all.extend(times(&entry.unwrap().path()));
        }
    }
    all
}

const SMALL: &[(&str, &str)] = &[
    ("index.html", "home"),
    ("news/index.html", "list"),
    ("news/a/index.html", "a"),
    ("assets/style.css", "css"),
    ("robots.txt", "all"),
];

#[test]
fn a_first_build_is_moved_whole() {
    let site = Site::new();
    let written = site.build(SMALL).unwrap();
    assert_eq!(written, Written { written: 5, unchanged: 0, removed: 0, bytes_written: 15, bytes_total: 15 });
    assert_eq!(site.tree(), tree(SMALL));
    assert_eq!(site.marks(), ["lock", "manifest"]);
}

#[test]
fn an_unchanged_build_touches_nothing() {
    let site = Site::new();
    site.build(SMALL).unwrap();
    let before = times(&site.output);
    let written = site.build(SMALL).unwrap();
    assert_eq!(written, Written { written: 0, unchanged: 5, removed: 0, bytes_written: 0, bytes_total: 15 });
    assert_eq!(times(&site.output), before);
}

#[test]
fn changed_new_and_removed_files() {
    let site = Site::new();
    site.build(SMALL).unwrap();
    let kept = fs::metadata(site.output.join("news/index.html")).unwrap().modified().unwrap();
    let next = [("index.html", "HOME"), ("news/index.html", "list"), ("news/b/c/index.html", "b"), ("x.css", "x")];
    let written = site.build(&next).unwrap();
    assert_eq!(written, Written { written: 3, unchanged: 1, removed: 3, bytes_written: 6, bytes_total: 10 });
    assert_eq!(site.tree(), tree(&next));
    assert_eq!(fs::metadata(site.output.join("news/index.html")).unwrap().modified().unwrap(), kept);
    assert_eq!(site.build(&[]).unwrap().removed, 4);
    assert_eq!(site.tree(), Tree::new());
    site.build(SMALL).unwrap();
    assert_eq!(site.tree(), tree(SMALL));
}

#[test]
fn files_of_others_are_kept_also_inside_our_folders() {
    let site = Site::new();
    site.lay(".gitignore", "*");
    site.lay("CNAME", "insert.song");
    site.lay(".git/config", "[core]");
    site.build(SMALL).unwrap();
    site.lay("news/a/notes.txt", "mine");
    site.build(&[("index.html", "home")]).unwrap();
    let left = [
        (".gitignore", "*"),
        ("CNAME", "insert.song"),
        (".git/config", "[core]"),
        ("index.html", "home"),
        ("news/a/notes.txt", "mine"),
    ];
    assert_eq!(site.tree(), tree(&left));
}

#[test]
fn all_foreign_files_in_the_way_are_named_and_nothing_changes() {
    let site = Site::new();
    site.build(&[("index.html", "home"), ("folder", "ours")]).unwrap();
    site.lay("news/a/index.html", "mine");
    site.lay("b/deep/mine.txt", "mine");
    site.lay("c", "mine");
    site.lay("same.txt", "same");
    let before = site.tree();
    let next =
        [("index.html", "HOME"), ("news/a/index.html", "a"), ("b", "b"), ("c/index.html", "c"), ("same.txt", "same")];
    let Err(WriteError::Foreign { paths, .. }) = site.build(&next) else { panic!() };
    assert_eq!(paths, ["b/deep/mine.txt", "c", "news/a/index.html"]);
    assert_eq!(site.tree(), before);
    assert_eq!(site.marks(), ["lock", "manifest"]);
}

#[test]
fn a_foreign_file_with_the_same_bytes_becomes_ours() {
    let site = Site::new();
    site.lay("same.txt", "same");
    let before = fs::metadata(site.output.join("same.txt")).unwrap().modified().unwrap();
    let written = site.build_with(&[("same.txt", "same")], true).unwrap();
    assert_eq!((written.written, written.unchanged), (0, 1));
    assert_eq!(fs::metadata(site.output.join("same.txt")).unwrap().modified().unwrap(), before);
    site.build(&[("other.txt", "x")]).unwrap();
    assert_eq!(site.tree(), tree(&[("other.txt", "x")]));
}

#[test]
fn a_file_becomes_a_folder_and_back() {
    let site = Site::new();
    for files in [
        &[("a", "file"), ("x", "x")][..],
        &[("a/index.html", "page"), ("a/b/c", "deep"), ("x/y", "x")],
        &[("a", "file"), ("x", "x")],
        &[("a/b", "file")],
        &[("a/b/c", "file")],
        &[("a", "file")],
    ] {
        site.build(files).unwrap();
        assert_eq!(site.tree(), tree(files));
    }
    fs::remove_file(site.output.join("a")).unwrap();
    fs::create_dir_all(site.output.join("a/empty")).unwrap();
    site.build(&[("a", "file")]).unwrap();
    assert_eq!(site.tree(), tree(&[("a", "file")]));
}

#[test]
fn our_files_removed_or_edited_by_hand_are_restored() {
    let site = Site::new();
    site.build(SMALL).unwrap();
    fs::remove_dir_all(site.output.join("news")).unwrap();
    site.lay("index.html", "HAND");
    let written = site.build(SMALL).unwrap();
    assert_eq!((written.written, written.unchanged), (3, 2));
    assert_eq!(site.tree(), tree(SMALL));
    // Touched or copied without its time: the bytes are looked at, the file stays.
    site.lay("index.html", "home");
    assert_eq!(site.build(SMALL).unwrap().unchanged, 5);
    let before = times(&site.output);
    assert_eq!(site.build(SMALL).unwrap().unchanged, 5);
    assert_eq!(times(&site.output), before);
}

#[test]
fn a_stage_that_is_dropped_leaves_no_trace() {
    let site = Site::new();
    site.stage(false).unwrap();
    assert!(!site.output.exists());
    let stage = site.stage(false).unwrap();
    stage.put("a/b.html", Body::Bytes(vec![1])).unwrap();
    drop(stage);
    assert!(!site.output.exists());
    assert_eq!(site.build(&[]).unwrap(), Written::default());
    assert!(!site.output.exists());

    site.build(SMALL).unwrap();
    let stage = site.stage(false).unwrap();
    stage.put("index.html", Body::Bytes(vec![1])).unwrap();
    drop(stage);
    assert_eq!(site.tree(), tree(SMALL));
    assert_eq!(site.marks(), ["lock", "manifest"]);
}

#[test]
fn a_failed_put_fails_the_commit_and_names_the_file() {
    let site = Site::new();
    site.build(SMALL).unwrap();
    let stage = site.stage(false).unwrap();
    let source = site.root.join("content/gone.png");
    let error = stage.put("gone.png", Body::File(source.clone())).unwrap_err();
    assert_eq!(error.to_string(), format!("cannot read `{}`: it does not exist", source.display()));
    assert!(matches!(stage.commit(), Err(WriteError::Unfinished { .. })));
    assert_eq!(site.tree(), tree(SMALL));
}

#[test]
fn files_are_copied() {
    let site = Site::new();
    let source = site.root.join("content/big.bin");
    let bytes: Vec<u8> = (0..200_000_u32).map(|at| at.to_le_bytes()[0]).collect();
    for (round, bytes) in [bytes.clone(), bytes, vec![7; 200_000]].into_iter().enumerate() {
        fs::write(&source, &bytes).unwrap();
        let stage = site.stage(false).unwrap();
        stage.put("p/big.bin", Body::File(source.clone())).unwrap();
        let written = stage.commit().unwrap();
        assert_eq!(written.written, [1, 0, 1][round]);
        assert_eq!(fs::read(site.output.join("p/big.bin")).unwrap(), bytes);
    }
}

#[test]
fn one_address_twice_and_addresses_that_leave_the_folder() {
    let site = Site::new();
    for files in [[("a", "1"), ("a", "2")], [("a", "1"), ("a/b", "2")], [("a/b", "1"), ("a", "2")]] {
        assert!(matches!(site.build(&files), Err(WriteError::Clash { .. })), "{files:?}");
        assert!(!site.output.exists());
    }
    site.build(SMALL).unwrap();
    for files in [[("a", "1"), ("a", "2")], [("a", "1"), ("a/b", "2")], [("a/b", "1"), ("a", "2")]] {
        assert!(matches!(site.build(&files), Err(WriteError::Clash { .. })), "{files:?}");
        assert_eq!(site.tree(), tree(SMALL));
    }
    for path in ["", "/a", "a//b", "../a", "a/../b", "a/.", "a\nb", ".leitmotif/manifest", ".Leitmotif/x", "a/"] {
        assert!(matches!(site.build(&[(path, "x")]), Err(WriteError::Address { .. })), "{path:?}");
    }
    for path in ["a b", "드라마/눈물의-여왕/index.html", ".well-known/x", "a.b/..c", "_redirects", "..."] {
        assert!(address::is_safe(path), "{path:?}");
    }
}

#[test]
fn the_second_of_two_builds_is_told_so() {
    let site = Site::new();
    let first = site.stage(false).unwrap();
    assert!(matches!(site.stage(false), Err(WriteError::Busy { .. })));
    first.put("a", Body::Bytes(vec![])).unwrap();
    assert!(matches!(site.build(SMALL), Err(WriteError::Busy { .. })));
    first.commit().unwrap();
    // Both opened before either staged.
    let site = Site::new();
    let one = OutputFolder::open(&site.output, &site.root, false).unwrap();
    let other = OutputFolder::open(&site.output, &site.root, false).unwrap();
    let stage = one.stage().unwrap();
    assert!(matches!(other.stage(), Err(WriteError::Busy { .. })));
    stage.put("a", Body::Bytes(vec![])).unwrap();
    stage.commit().unwrap();
    site.build(SMALL).unwrap();
    assert_eq!(site.tree(), tree(SMALL));
}

#[test]
fn many_threads_put_at_once() {
    use rayon::prelude::*;
    let site = Site::new();
    for round in 0..3 {
        let stage = site.stage(false).unwrap();
        (0..2000_u32).into_par_iter().for_each(|at| {
            let text = format!("{at} {}", if at % 10 == 0 { round } else { 0 });
            stage.put(&format!("s{}/{}/{at}/index.html", at % 7, at % 31), Body::Bytes(text.into_bytes())).unwrap();
        });
        let written = stage.commit().unwrap();
        assert_eq!((written.written, written.unchanged), [(2000, 0), (200, 1800), (200, 1800)][round]);
        assert_eq!(site.tree().len(), 2000);
    }
}

#[test]
fn a_manifest_with_hashes_of_another_kind_has_the_site_written_again() {
    let site = Site::new();
    let files = [("index.html", "home"), ("a/index.html", "a")];
    site.build(&files).unwrap();
    let manifest = site.output.join(".leitmotif/manifest");
    let lines = fs::read_to_string(&manifest).unwrap();
    let longer: Vec<String> = lines.lines().skip(1).map(|line| format!("{}{line}\n", "0".repeat(32))).collect();
    fs::remove_file(&manifest).unwrap();
    sealed::write(&manifest, "manifest", &longer.concat()).unwrap();
    let done = site.build(&files).unwrap();
    assert_eq!((done.written, done.unchanged), (2, 0));
    let done = site.build(&files).unwrap();
    assert_eq!((done.written, done.unchanged), (0, 2));
}

#[test]
fn a_damaged_manifest_proves_nothing() {
    let site = Site::new();
    site.build(SMALL).unwrap();
    let manifest = site.output.join(".leitmotif/manifest");
    let text = fs::read_to_string(&manifest).unwrap();
    assert!(text.starts_with("leitmotif manifest 1 ") && text.lines().count() == 6);
    let newer = text.replacen(" 1 ", " 2 ", 1);
    let twisted = text.replace("robots", "robats");
    let truncated = text[..text.len() - 10].to_owned();
    for (damaged, fault) in [
        (newer, Fault::Version("2".to_owned())),
        (twisted, Fault::Damaged),
        (truncated, Fault::Damaged),
        (String::new(), Fault::Damaged),
    ] {
        fs::write(&manifest, &damaged).unwrap();
        let Err(WriteError::Unreadable { fault: found, .. }) = site.build(&[("x", "x")]) else { panic!() };
        assert_eq!(found, fault);
        assert_eq!(site.tree(), tree(SMALL));
        let Err(WriteError::Foreign { paths, .. }) = site.build_with(&[("index.html", "HOME"), ("x", "x")], true)
        else {
            panic!()
        };
        assert_eq!(paths, ["index.html"]);
        assert_eq!(fs::read_to_string(&manifest).unwrap(), damaged);
        assert_eq!(site.build_with(SMALL, true).unwrap().unchanged, 5);
        assert_eq!(site.build(SMALL).unwrap().unchanged, 5);
    }
}
