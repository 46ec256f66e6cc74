//! Whatever happens on the disk, looking again finds what a fresh reading finds, and says whether it is news.

use super::Disk;
use crate::source::{Content, Source, Sources, Text};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// One thing that a person or program does to a magazine.
#[derive(Debug, Clone)]
enum Deed {
    Write(usize, u8),
    Replace(usize, u8),
    Touch(usize),
    Remove(usize),
    Move(usize, usize),
    MakeFolder(usize),
    RemoveFolder(usize),
    MoveFolder(usize, usize),
    Link(usize, usize),
}

const FILES: [&str; 9] = [
    "site.toml",
    "content/articles/news/one.md",
    "content/articles/news/two/index.md",
    "content/articles/news/two/cover.png",
    "content/dramas/goblin.toml",
    "content/static/CNAME",
    "content/articles/news/one.md~",
    "themes/mine/assets/style.css",
    "themes/mine/assets/font.woff2",
];

const FOLDERS: [&str; 7] = [
    "content",
    "themes",
    "content/articles",
    "content/articles/news",
    "content/articles/news/two",
    "content/static",
    "elsewhere",
];

/// Some of these are not UTF-8, and some have the same length.
const TEXTS: [&[u8]; 5] = [b"title = \"one\"\n", b"title = \"two\"\n", b"longer than the others", b"\xff\xfe", b""];

fn deed() -> impl Strategy<Value = Deed> {
    let (file, folder, text) = (0..FILES.len(), 0..FOLDERS.len(), 0..5_u8);
    prop_oneof![
        4 => (file.clone(), text.clone()).prop_map(|(file, text)| Deed::Write(file, text)),
        3 => (file.clone(), text).prop_map(|(file, text)| Deed::Replace(file, text)),
        2 => file.clone().prop_map(Deed::Touch),
        2 => file.clone().prop_map(Deed::Remove),
        2 => (file.clone(), file.clone()).prop_map(|(from, to)| Deed::Move(from, to)),
        1 => folder.clone().prop_map(Deed::MakeFolder),
        1 => folder.clone().prop_map(Deed::RemoveFolder),
        2 => (folder.clone(), folder.clone()).prop_map(|(from, to)| Deed::MoveFolder(from, to)),
        1 => (folder, file).prop_map(|(to, at)| Deed::Link(to, at)),
    ]
}

/// Does it, as far as it can be done; gives the paths that the system would name.
fn act(root: &Path, deed: &Deed) -> Vec<PathBuf> {
    let file = |at: &usize| root.join(FILES[*at]);
    let folder = |at: &usize| root.join(FOLDERS[*at]);
    let parent = |path: &Path| {
        let new = path.ancestors().take_while(|above| !above.exists()).last().map(Path::to_owned);
        let _ = fs::create_dir_all(path.parent().unwrap_or(path));
        new.into_iter()
    };
    // An old time, so that stamps can be trusted, but for a part of the writes.
    let old = |path: &Path, text: u8| {
        if text.is_multiple_of(2)
            && let Ok(file) = fs::File::options().append(true).open(path)
        {
            let _ = file.set_modified(SystemTime::now() - Duration::from_hours(1));
        }
    };
    match deed {
        Deed::Write(at, text) => {
            let mut named: Vec<PathBuf> = parent(&file(at)).collect();
            let _ = fs::write(file(at), TEXTS[usize::from(*text)]);
            old(&file(at), *text);
            named.push(file(at));
            named
        }
        Deed::Replace(at, text) => {
            let mut named: Vec<PathBuf> = parent(&file(at)).collect();
            let beside = file(at).with_extension("tmp");
            let _ = fs::write(&beside, TEXTS[usize::from(*text)]);
            old(&beside, *text);
            let _ = fs::rename(&beside, file(at));
            named.extend([beside, file(at)]);
            named
        }
        Deed::Touch(at) => {
            old(&file(at), 0);
            vec![file(at)]
        }
        Deed::Remove(at) => {
            let _ = fs::remove_file(file(at));
            vec![file(at)]
        }
        Deed::Move(from, to) => {
            let mut named: Vec<PathBuf> = parent(&file(to)).collect();
            let _ = fs::rename(file(from), file(to));
            named.extend([file(from), file(to)]);
            named
        }
        Deed::MakeFolder(at) => {
            let named = parent(&folder(at).join("x")).collect();
            let _ = fs::create_dir_all(folder(at));
            named
        }
        Deed::RemoveFolder(at) => {
            let _ = fs::remove_dir_all(folder(at));
            vec![folder(at)]
        }
        Deed::MoveFolder(from, to) => {
            let _ = fs::rename(folder(from), folder(to));
            vec![folder(from), folder(to)]
        }
        #[cfg(unix)]
        Deed::Link(to, at) => {
            let named: Vec<PathBuf> = parent(&file(at)).collect();
            let _ = std::os::unix::fs::symlink(folder(to), file(at));
            named.into_iter().chain([file(at)]).collect()
        }
        #[cfg(not(unix))]
        Deed::Link(..) => Vec::new(),
    }
}

type Shown = (Vec<(String, Option<PathBuf>, Content)>, Vec<String>);

fn shown(disk: &Disk) -> Shown {
    let files = disk.sources().iter().map(|(_, it)| (it.path.to_string(), it.disk(), it.content.clone()));
    let faults = disk.diagnostics().iter().map(|it| format!("{:?} {} {:?}", it.file, it.message, it.help));
    (files.collect(), faults.collect())
}

/// The bytes of every file, which also tell pictures of one length apart.
fn bytes(disk: &Disk) -> Vec<(String, Option<Vec<u8>>)> {
    let files = disk.sources().iter();
    files.map(|(_, it)| (it.path.to_string(), it.disk().and_then(|disk| fs::read(disk).ok()))).collect()
}

fn shared(sources: &Sources) -> Vec<Arc<Source>> {
    sources.iter().map(|(id, _)| Arc::clone(sources.shared(id))).collect()
}

fn agree(deeds: &[Deed], by_name: bool) -> Result<(), TestCaseError> {
    let Ok(temporary) = tempfile::tempdir() else { return Ok(()) };
    let root = temporary.path().join("magazine");
    for deed in [0, 1, 2, 3, 4, 5, 7, 8].map(|file| Deed::Write(file, 0)) {
        act(&root, &deed);
    }
    let mut disk = Disk::open(&root, Vec::new());
    for deed in deeds {
        let (then, bytes_then, files_then) = (shown(&disk), bytes(&disk), shared(disk.sources()));
        let named = act(&root, deed);
        let said = if by_name { disk.look(&named) } else { disk.look_everywhere() };
        let fresh = Disk::open(&root, Vec::new());
        let now = shown(&disk);
        prop_assert_eq!(&now, &shown(&fresh), "after {:?}", deed);
        let differs = now != then || bytes_then != bytes(&disk);
        prop_assert_eq!(said, differs, "{:?}: {:?}", deed, disk.changed());
        for old in &files_then {
            let kept = disk.sources().find(&old.path).map(|id| disk.sources().shared(id));
            if let Some(kept) = kept.filter(|_| !said) {
                prop_assert!(Arc::ptr_eq(kept, old), "{} was read again", old.path);
            }
        }
        prop_assert!(!disk.look_everywhere(), "a second look after {:?} finds {:?}", deed, disk.changed());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn looking_everywhere_finds_what_a_fresh_reading_finds(deeds in proptest::collection::vec(deed(), 1..12)) {
        agree(&deeds, false)?;
    }

    #[test]
    fn looking_where_the_system_says_finds_the_same(deeds in proptest::collection::vec(deed(), 1..12)) {
        agree(&deeds, true)?;
    }
}

#[test]
fn what_a_link_led_to_comes_back() -> Result<(), TestCaseError> {
    agree(&[Deed::RemoveFolder(2), Deed::RemoveFolder(1), Deed::Link(2, 7), Deed::Write(1, 0)], true)
}

#[test]
fn what_a_link_leads_to_elsewhere_goes() -> Result<(), TestCaseError> {
    agree(&[Deed::MoveFolder(1, 6), Deed::Link(6, 7), Deed::RemoveFolder(6)], true)
}

/// The only text of a magazine, and the file that it lies in.
fn only_text(bytes: &str) -> (tempfile::TempDir, PathBuf, Sources) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("site.toml");
    fs::write(&file, bytes).unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    let (sources, said) = super::discover(folder.path(), Vec::new());
    assert_eq!(said, []);
    (folder, file, sources)
}

/// The same file, its text not held.
fn let_go(source: &Source) -> Source {
    Source { content: Content::Text(source.as_text().unwrap().clone().let_go()), ..source.clone() }
}

#[test]
fn a_text_that_was_let_go_is_read_again_and_is_lost_once_the_file_is_another() {
    let (_folder, file, sources) = only_text("\u{feff}눈의 꽃");
    let source = sources.get(sources.find("site.toml").unwrap());
    let held = source.lent().unwrap();
    assert!(Arc::ptr_eq(&held, &source.lent().unwrap()));
    let source = let_go(source);
    let is_lost = || source.as_text().is_some_and(Text::is_lost);
    let read = source.lent().unwrap();
    assert!(!Arc::ptr_eq(&held, &read) && held == read && &*read == "눈의 꽃");
    assert!(!is_lost());

    // Of the same length.
    fs::write(&file, "\u{feff}눈의 끝").unwrap();
    assert!(source.lent().is_none() && is_lost());
    assert_eq!(source.text(), None);
}

#[test]
fn a_text_that_somebody_borrowed_stays_and_so_does_one_that_is_not_on_the_disk_as_it_is() {
    let (_folder, file, sources) = only_text("title = \"one\"");
    let source = let_go(sources.get(sources.find("site.toml").unwrap()));
    assert_eq!(source.text(), Some("title = \"one\""));
    fs::remove_file(&file).unwrap();
    assert_eq!(source.text(), Some("title = \"one\""));

    // Its file has the letters of 가 one by one.
    let (_folder, file, sources) = only_text("\u{1100}\u{1161}");
    let source = let_go(sources.get(sources.find("site.toml").unwrap()));
    fs::remove_file(&file).unwrap();
    assert_eq!(source.text(), Some("가"));
    assert!(source.as_text().is_some_and(|text| !text.is_lost()));
}
