//! Builds that are killed at every point, also twice. (`tests/starved.rs` kills real ones.)

use super::*;

type Files<'a> = &'a [(&'a str, &'a str)];

/// Pairs of an old and a new site that between them need every kind of step.
const CASES: &[(Files, Files)] = &[
    (&[], SMALL),
    (SMALL, &[]),
    (
        SMALL,
        &[
            ("index.html", "HOME"),
            ("news/index.html", "LIST"),
            ("news/b/index.html", "b"),
            ("assets/style.css", "css"),
            ("new/deep/er/x.png", "x"),
        ],
    ),
    (&[("a", "1"), ("b/c", "2"), ("b/d/e", "3")], &[("a/x", "4"), ("a/y", "5"), ("b", "6")]),
];

/// Builds up to the journal, does `count` steps, and dies. Whether there were that many.
fn die_after(site: &Site, files: Files, count: usize) -> bool {
    let stage = site.stage(true).unwrap();
    for (path, text) in files {
        stage.put(path, Body::Bytes(text.as_bytes().to_vec())).unwrap();
    }
    let mut ready = stage.prepare().unwrap();
    let mut commit = ready.commit.take().unwrap();
    (0..count).all(|_| commit.advance().map(Result::unwrap).is_some())
}

/// Finds the journal, does `count` steps of it, and dies.
fn die_while_resuming(site: &Site, count: usize) {
    let area = Area { root: site.output.clone() };
    if let Some(mut commit) = Commit::interrupted(&area).unwrap() {
        for _ in 0..count {
            commit.advance().map(Result::unwrap);
        }
    }
}

#[test]
fn killed_after_any_step_and_again_while_finishing() {
    for (old, new) in CASES {
        for first in 0.. {
            let mut more = true;
            for second in (0..16).step_by(3) {
                let site = Site::new();
                site.lay(".keep", "mine");
                site.build(old).unwrap();
                site.lay("foreign/x", "mine");
                more = die_after(&site, new, first);
                for (path, text) in site.tree() {
                    let whole = [*old, *new].iter().any(|files| files.contains(&(path.as_str(), text.as_str())));
                    assert!(whole || text == "mine" || path.ends_with('/'), "{path}: {text}");
                }
                die_while_resuming(&site, second);
                OutputFolder::open(&site.output, &site.root, false).unwrap();
                let mut expected = tree(new);
                expected.extend(tree(&[(".keep", "mine"), ("foreign/x", "mine")]));
                assert_eq!(site.tree(), expected, "killed after {first} and {second}");
                assert_eq!(site.marks(), ["lock", "manifest"]);
                assert_eq!(site.build(new).unwrap().unchanged, new.len());
            }
            if !more {
                break;
            }
        }
    }
}

#[test]
fn killed_before_the_journal() {
    let site = Site::new();
    site.build(SMALL).unwrap();
    let stage = site.stage(false).unwrap();
    stage.put("index.html", Body::Bytes(vec![1])).unwrap();
    // Killed: nothing is dropped, but the system gives the lock back.
    let mark = site.output.join(".leitmotif");
    fs::rename(mark.join("staging"), site.root.join("kept")).unwrap();
    drop(stage);
    fs::rename(site.root.join("kept"), mark.join("staging")).unwrap();
    fs::write(mark.join("journal.next"), "half").unwrap();
    fs::write(mark.join("manifest.next"), "half").unwrap();
    OutputFolder::open(&site.output, &site.root, false).unwrap();
    assert_eq!(site.marks(), ["lock", "manifest"]);
    assert_eq!(site.tree(), tree(SMALL));
    // After a power cut the journal can be empty: it is dropped, and the build puts things right.
    fs::write(mark.join("journal"), "").unwrap();
    fs::create_dir(mark.join("staging")).unwrap();
    site.build(&[("index.html", "HOME")]).unwrap();
    assert_eq!(site.tree(), tree(&[("index.html", "HOME")]));
}

#[test]
fn what_others_put_there_between_a_kill_and_the_next_build_is_kept() {
    let site = Site::new();
    site.build(&[("index.html", "home"), ("old", "old")]).unwrap();
    let next = [("index.html", "HOME"), ("new/x", "x")];
    die_after(&site, &next, 0);
    site.lay("new/x", "mine");
    let Err(WriteError::Foreign { paths, .. }) = site.build(&next) else { panic!() };
    assert_eq!(paths, ["new/x"]);
    fs::remove_file(site.output.join("new/x")).unwrap();
    site.lay("old", "mine by now");
    site.build(&next).unwrap();
    assert_eq!(site.tree(), tree(&[("index.html", "HOME"), ("new/x", "x"), ("old", "mine by now")]));
}

/// A page whose text is the list of the pages that it points at.
#[test]
fn no_page_points_at_something_not_yet_there() {
    let old = [
        ("index.html", "news/index.html feed.xml"),
        ("feed.xml", "news/a/index.html"),
        ("news/index.html", "news/a/index.html news/page/2/index.html style.1.css"),
        ("news/page/2/index.html", "news/b/index.html"),
        ("news/a/index.html", "tags/x/index.html"),
        ("news/b/index.html", "tags/x/index.html"),
        ("tags/x/index.html", "news/a/index.html"),
        ("style.1.css", ""),
    ];
    let new = [
        ("index.html", "news/index.html feed.xml style.2.css"),
        ("feed.xml", "news/c/index.html"),
        ("news/index.html", "news/c/index.html news/page/2/index.html style.2.css"),
        ("news/page/2/index.html", "news/b/index.html news/d/index.html"),
        ("news/b/index.html", "tags/y/index.html"),
        ("news/c/index.html", "tags/y/index.html"),
        ("news/d/index.html", "tags/y/index.html"),
        ("tags/y/index.html", "news/b/index.html pictures/p.png"),
        ("pictures/p.png", ""),
        ("style.2.css", ""),
    ];
    for (old, new) in [(&old[..], &new[..]), (&new[..], &old[..])] {
        for count in 0.. {
            let site = Site::new();
            site.build(old).unwrap();
            let more = die_after(&site, new, count);
            let tree = site.tree();
            let mut reached = vec!["index.html"];
            let mut at = 0;
            while let Some(page) = reached.get(at).copied() {
                let text = tree.get(page).unwrap_or_else(|| panic!("{page} is missing after {count} steps"));
                for target in text.split_whitespace() {
                    if !reached.contains(&target) {
                        reached.push(target);
                    }
                }
                at += 1;
            }
            if !more {
                break;
            }
        }
    }
}
