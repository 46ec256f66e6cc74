//! Which folders are written to, and what lies through links.

use super::super::claim::place;
use super::*;

fn refusal<T: std::fmt::Debug>(result: Result<T, WriteError>) -> Refusal {
    match result {
        Err(WriteError::Refused { reason, .. }) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn places_where_nothing_is_ever_written() {
    let site = Site::new();
    let root = &site.root;
    let home = root.parent().unwrap().join("home");
    fs::create_dir_all(home.join("x")).unwrap();
    fs::write(root.join("file"), "").unwrap();
    let at = |folder: &Path| refusal(place(folder, root, Some(&home)));
    assert_eq!(at(Path::new("/")), Refusal::Root);
    assert_eq!(at(root), Refusal::Site);
    assert_eq!(at(&root.join("content/..")), Refusal::Site);
    assert_eq!(at(&root.join("nothing/../.")), Refusal::Site);
    assert_eq!(at(&home), Refusal::Home);
    assert_eq!(at(root.parent().unwrap()), Refusal::Home);
    assert_eq!(at(root.parent().unwrap().parent().unwrap()), Refusal::Home);
    for name in ["content", "content/deep/er", "themes", "src/out", ".git", "output/../themes/overture"] {
        assert!(matches!(at(&root.join(name)), Refusal::Sources(_)), "{name}");
    }
    assert_eq!(at(&root.join("file")), Refusal::NotAFolder);
    assert!(place(&home.join("x"), root, Some(&home)).is_ok());
    assert!(place(&root.join("output/deep"), root, Some(&home)).is_ok());
    assert!(place(&root.join("contents"), root, Some(&home)).is_ok());
    assert!(place(Path::new("output"), root, None).is_ok());
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_the_output_folder_and_never_inside() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    let beside = site.root.parent().unwrap().join("beside");
    fs::create_dir_all(&beside).unwrap();
    let link = |name: &str, target: &Path| {
        symlink(target, site.root.join(name)).unwrap();
        site.root.join(name)
    };
    let at = |folder: &Path| refusal(place(folder, &site.root, None));
    assert_eq!(at(&link("to-site", &site.root)), Refusal::Site);
    assert!(matches!(at(&link("to-content", &site.root.join("content"))), Refusal::Sources(_)));
    assert_eq!(at(&link("to-nothing", Path::new("nowhere"))), Refusal::NotAFolder);
    // The sources lie elsewhere and are linked into the site.
    fs::create_dir_all(beside.join("themes/mine")).unwrap();
    link("themes", &beside.join("themes"));
    assert!(matches!(at(&beside.join("themes/mine")), Refusal::Sources(_)));
    assert!(matches!(at(&beside), Refusal::Sources(_)));

    let target = beside.join("www");
    fs::create_dir_all(&target).unwrap();
    link("output", &target);
    site.build(SMALL).unwrap();
    assert_eq!(fs::read_to_string(target.join("news/a/index.html")).unwrap(), "a");

    // A folder of ours was replaced by a link to somebody's folder, which even holds files of our names.
    let theirs = beside.join("theirs");
    fs::create_dir_all(theirs.join("a")).unwrap();
    fs::write(theirs.join("index.html"), "mine").unwrap();
    fs::write(theirs.join("a/index.html"), "mine").unwrap();
    fs::remove_dir_all(target.join("news")).unwrap();
    symlink(&theirs, target.join("news")).unwrap();
    let Err(WriteError::Foreign { paths, .. }) = site.build(SMALL) else { panic!() };
    assert_eq!(paths, ["news"]);
    site.build(&[("index.html", "home")]).unwrap();
    assert_eq!(fs::read_to_string(theirs.join("index.html")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(theirs.join("a/index.html")).unwrap(), "mine");

    // A file of ours was replaced by a link: the link goes, its target stays.
    fs::remove_file(target.join("index.html")).unwrap();
    symlink(theirs.join("index.html"), target.join("index.html")).unwrap();
    site.build(&[("index.html", "home")]).unwrap();
    assert!(fs::symlink_metadata(target.join("index.html")).unwrap().is_file());
    assert_eq!(fs::read_to_string(theirs.join("index.html")).unwrap(), "mine");

    // Even `.leitmotif` itself.
    fs::rename(target.join(".leitmotif"), beside.join("mark")).unwrap();
    symlink(beside.join("mark"), target.join(".leitmotif")).unwrap();
    assert_eq!(refusal(site.build(SMALL)), Refusal::NotAFolder);
}

#[test]
fn a_folder_of_others_is_refused_unless_adopted() {
    let site = Site::new();
    for name in ["d.txt", "b/x.txt", "a.txt", "c.txt"] {
        site.lay(name, "mine");
    }
    site.lay(".nojekyll", "");
    let before = times(&site.output);
    let error = site.build(SMALL).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "`{}` holds files that Leitmotif did not write: `a.txt`, `b`, `c.txt` and 1 more",
            site.output.display()
        )
    );
    assert!(error.help().contains("--adopt"));
    assert_eq!(times(&site.output), before);
    let Err(WriteError::Foreign { paths, .. }) = site.build_with(&[("b/x.txt", "new"), ("a.txt", "new")], true) else {
        panic!()
    };
    assert_eq!(paths, ["a.txt", "b/x.txt"]);
    assert_eq!(site.tree().len(), 5);
    // That attempt has not made it ours.
    assert!(matches!(refusal(site.build(SMALL)), Refusal::NotOurs { .. }));

    site.build_with(&[("b/y.txt", "new"), ("news/a.html", "a")], true).unwrap();
    assert_eq!(site.tree().len(), 7);
    site.build(&[("z", "z")]).unwrap();
    assert_eq!(site.tree().len(), 6);
    assert!(site.output.join("b/x.txt").exists());
}

#[test]
fn a_hostile_manifest_or_journal_reaches_nothing_outside() {
    let site = Site::new();
    site.build(&[("a", "a")]).unwrap();
    fs::write(site.root.join("precious"), "mine").unwrap();
    let mark = site.output.join(".leitmotif");
    let seal = |kind: &str, lines: &str| {
        let _ = fs::remove_file(mark.join(kind));
        sealed::write(&mark.join(kind), kind, lines).unwrap();
    };
    let line = fs::read_to_string(mark.join("manifest")).unwrap().lines().nth(1).unwrap().to_owned();
    seal("manifest", &format!("{}\n", line.replace(" a", " ../precious")));
    assert!(matches!(site.build(&[("b", "b")]), Err(WriteError::Unreadable { .. })));
    seal("manifest", &format!("{line}\n"));
    for lines in ["move\t../../content\tcontent\n", "move\tsingle/0\t../x\n", "prune\t../content\n", "burn\tx\n"] {
        seal("journal", lines);
        site.build(&[("b", "b")]).unwrap();
        assert_eq!(site.tree(), tree(&[("b", "b")]));
        assert!(site.root.join("content").is_dir());
    }
    assert!(site.root.join("precious").exists());
    seal("journal", "");
    let text = fs::read_to_string(mark.join("journal")).unwrap();
    fs::write(mark.join("journal"), text.replacen(" 1 ", " 9 ", 1)).unwrap();
    let error = site.build(SMALL).unwrap_err();
    assert!(matches!(error, WriteError::Unreadable { fault: Fault::Version(_), .. }), "{error}");
}

#[test]
fn a_spelling_that_changes_its_case() {
    // On file systems that ignore case, the old file is the new one; on others they are two.
    let site = Site::new();
    site.build(&[("p/Logo.png", "1"), ("q/A", "q"), ("index.html", "home")]).unwrap();
    let next = [("p/logo.png", "1"), ("q/a", "Q"), ("index.html", "home")];
    site.build(&next).unwrap();
    assert_eq!(site.tree(), tree(&next));
}

#[test]
fn where_case_is_ignored_the_old_spelling_goes_before_the_new_one_comes() {
    use super::super::stage::{Record, Staged};
    let site = Site::new();
    site.build(&[("p/Logo.png", "1"), ("z", "z")]).unwrap();
    let area = Area { root: site.output.clone() };
    let old = manifest::read(&area).unwrap().unwrap();
    let entry = old["p/Logo.png"];
    let staged = Some(Staged::Single { number: 0, on_folder: false });
    let records = [Record { path: "p/logo.png".to_owned(), entry, staged }];
    let steps = |ignores| plan::steps(&area, &site.output, &old, &records, Vec::new(), ignores).unwrap();
    let kinds =
        |ignores| -> Vec<String> { steps(ignores).iter().map(|step| format!("{step:?}")[..4].to_owned()).collect() };
    assert_eq!(kinds(true), ["Remo", "Move", "Remo"]);
    assert_eq!(kinds(false), ["Move", "Remo", "Remo"]);
}

/// Sites and meddling at random, against the plain rule: after a build there is the site and what others put there.
#[test]
fn random_builds_and_random_meddling() {
    let mut seed = 7_u64;
    let mut pick = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let site = Site::new();
    for round in 0..300 {
        let mut files: Vec<(String, String)> = Vec::new();
        for name in ["a", "b", "c", "d"] {
            match pick(4) {
                0 => files.push((name.to_owned(), pick(2).to_string())),
                1 => files.push((format!("{name}/{}", pick(2)), pick(2).to_string())),
                2 => {
                    files.push((format!("{name}/0/index.html"), pick(2).to_string()));
                    files.push((format!("{name}/1"), pick(2).to_string()));
                }
                _ => {}
            }
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        // Names that never clash with ours, so every build succeeds.
        let theirs = format!("theirs{}", pick(5));
        if pick(2) == 0 {
            site.lay(&theirs, "mine");
        } else {
            let _ = fs::remove_file(site.output.join(&theirs));
        }
        for (path, _) in &files {
            if pick(6) == 0 && site.output.join(path).is_file() {
                match pick(2) {
                    0 => fs::remove_file(site.output.join(path)).unwrap(),
                    _ => fs::write(site.output.join(path), "meddled").unwrap(),
                }
            }
        }
        let others: Tree = site.tree().into_iter().filter(|(path, _)| path.starts_with("theirs")).collect();
        site.build_with(&files, true).unwrap_or_else(|error| panic!("round {round}: {error}"));
        let mut expected = tree(&files);
        expected.extend(others);
        assert_eq!(site.tree(), expected, "round {round}");
    }
}
