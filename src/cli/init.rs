//! `leitmotif init`: a small magazine to begin with, which can be built as it is.

use super::{CLEAN, ENVIRONMENT, Format, files, report};
use crate::config::{BaseUrl, is_language_code, written_small};
use crate::diagnostic::{Code, Diagnostic};
use crate::edit::fresh::{Form, Values, filled, quoted};
use crate::source::Sources;
use clap::Args;
use jiff::{Timestamp, Zoned, tz::TimeZone};
use std::path::{Path, PathBuf};

/// `leitmotif init [folder]`
#[derive(Debug, Args)]
pub(super) struct Init {
    /// Where the magazine shall lie.
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// What it is called [default: the folder's name].
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The language in which it is written.
    #[arg(long, value_name = "CODE", default_value = "en")]
    lang: String,
    /// Where it will be: the whole address.
    #[arg(long, value_name = "URL", default_value = "https://magazine.example/")]
    base_url: String,
}

const ARTICLE: &str = include_str!("../edit/fresh/first/article.md");
const DRAMA: &str = include_str!("../edit/fresh/first/drama.toml");
const SOUNDTRACK: &str = include_str!("../edit/fresh/first/soundtrack.toml");

/// Makes a new magazine.
pub(super) fn init(init: &Init) -> u8 {
    let shown = |path: &str| match init.folder.as_path() {
        here if here == Path::new(".") => path.to_owned(),
        folder => folder.join(path).display().to_string(),
    };
    let mut faults = Vec::new();
    let mut fault =
        |message: String, help: &str| faults.push(Diagnostic::environment(Code::BadOption, message).help(help));
    if !is_language_code(&init.lang) {
        fault(format!("`--lang {}` is not the code of a language", init.lang), "write `--lang en` or `--lang ko`");
    }
    if let Err(cause) = BaseUrl::parse(&init.base_url) {
        let help = "write it whole: `--base-url https://example.org/mag/`";
        fault(format!("`--base-url {}` is not an address: {cause}", init.base_url), help);
    }
    let texts = texts(init);
    if init.folder.join("site.toml").symlink_metadata().is_ok() {
        fault(
            format!("`{}` is there already: this folder holds a magazine", shown("site.toml")),
            "name another folder: `leitmotif init my-magazine`",
        );
    } else {
        for (path, _) in texts.iter().filter(|(path, _)| init.folder.join(path).symlink_metadata().is_ok()) {
            fault(format!("`{}` is there already", shown(path)), "name another folder, or move the file away");
        }
    }
    if faults.is_empty() {
        // The settings come last: until then the folder is no magazine, and the command can be given again.
        faults.extend(texts.iter().filter_map(|(path, text)| files::create(&init.folder, path, text).err()).take(1));
    }
    if !faults.is_empty() {
        report::report(faults, &Sources::default(), Format::Text, false, "nothing was overwritten");
        return ENVIRONMENT;
    }
    let made: Vec<String> = texts.iter().map(|(path, _)| format!("  {}\n", shown(path))).collect();
    let root = match init.folder.as_path() {
        here if here == Path::new(".") => String::new(),
        folder => format!(" --root {}", as_typed(&folder.display().to_string())),
    };
    report::out(&format!(
        "a magazine is made:\n{}next: `leitmotif serve --open{root}` shows it while you write\n",
        made.concat()
    ));
    CLEAN
}

/// The files of the magazine, its settings last.
fn texts(init: &Init) -> [(&'static str, String); 4] {
    let name = || {
        let whole = std::path::absolute(&init.folder).ok()?;
        let name = whole.file_name()?.to_str()?.trim().to_owned();
        (!name.is_empty()).then_some(name)
    };
    let title = init.title.clone().or_else(name).unwrap_or_else(|| "A magazine".into());
    let zone = TimeZone::system();
    let today = Zoned::new(Timestamp::now(), zone.clone()).date();
    let values = Values::from([
        ("title", quoted(&title)),
        ("base_url", quoted(&init.base_url)),
        ("language", quoted(&written_small(&init.lang))),
        ("timezone", quoted(zone.iana_name().unwrap_or("UTC"))),
    ]);
    [
        ("content/dramas/goblin.toml", DRAMA.to_owned()),
        ("content/soundtracks/goblin-part-9.toml", SOUNDTRACK.to_owned()),
        ("content/articles/news/hello.md", ARTICLE.replace("<<date>>", &today.to_string())),
        ("site.toml", filled(Form::Site, &values)),
    ]
}

/// A path as it is typed on a command line: in quotes where a shell would take it apart.
fn as_typed(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:,+@%\\".contains(c);
    if path.chars().all(is_plain) {
        path.to_owned()
    } else if path.contains(['"', '$', '`', '!']) {
        format!("'{}'", path.replace('\'', "'\\''"))
    } else {
        format!("\"{path}\"")
    }
}
