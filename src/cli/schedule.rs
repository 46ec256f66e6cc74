//! What a build withheld and when the next one is due: for people, and as JSON for whatever starts builds.

use crate::catalogue::Turn;
use crate::diagnostic::{Code, Diagnostic};
use crate::edition::Edition;
use crate::model::{Article, Moment, Withheld, rfc3339};
use jiff::Timestamp;
use serde::Serialize;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// How many articles are named unless all are asked for.
const NAMED: usize = 10;

/// What was withheld and what is due, in a line or a few; nothing where all is shown for good.
pub(super) fn said(edition: &Edition, verbose: bool) -> String {
    let catalogue = &edition.magazine().catalogue;
    let withheld: Vec<_> = catalogue.withheld().collect();
    let turns = catalogue.turns(edition.magazine().showing);
    let file = |article: &Article| edition.sources().get(article.source).path.to_string();
    let clock = |moment: Moment| {
        moment.instant.to_zoned(edition.magazine().config.timezone.clone()).strftime("%Y-%m-%d %H:%M %Z").to_string()
    };
    let mut text = String::new();
    if !withheld.is_empty() {
        let number = if withheld.len() == 1 { "1 article".to_owned() } else { format!("{} articles", withheld.len()) };
        text.push_str(&format!("{number} withheld\n"));
        let named = if verbose { withheld.len() } else { NAMED };
        for (_, article, why) in withheld.iter().take(named) {
            let why = match why {
                Withheld::Draft => "a draft".to_owned(),
                Withheld::Scheduled(when) => format!("scheduled for {}", clock(*when)),
                Withheld::Embargoed(until) => format!("under embargo until {}", clock(*until)),
                Withheld::Expired(when) => format!("expired on {}", clock(*when)),
            };
            text.push_str(&format!("  {}: {why}\n", file(article)));
        }
        if withheld.len() > named {
            text.push_str(&format!("  and {} more, which `--verbose` names\n", withheld.len() - named));
        }
    }
    if let Some(Turn { article, at, goes }) = turns.first() {
        let what = if *goes { "expires" } else { "comes out" };
        let file = file(catalogue.article(*article));
        text.push_str(&format!("the next build is due {}, when `{file}` {what}\n", clock(*at)));
    }
    text
}

#[derive(Serialize)]
struct Schedule<'a> {
    /// The moment of this build.
    now: String,
    /// The moment of the next one; nothing changes by itself before.
    next: Option<String>,
    /// Seconds until then.
    next_in: Option<i64>,
    /// What is withheld.
    withheld: Vec<WithheldArticle<'a>>,
    /// What comes and goes, the first one first.
    turns: Vec<TurningArticle<'a>>,
}

#[derive(Serialize)]
struct WithheldArticle<'a> {
    file: &'a str,
    title: &'a str,
    language: &'a str,
    /// `draft`, `scheduled`, `embargo` or `expired`.
    state: &'static str,
    /// Until when; of an expired one since when, of a draft nothing.
    moment: Option<String>,
}

#[derive(Serialize)]
struct TurningArticle<'a> {
    at: String,
    /// `appears` or `expires`.
    event: &'static str,
    file: &'a str,
}

/// The same for a scheduler, as one JSON object.
pub(super) fn json(edition: &Edition) -> String {
    let magazine = edition.magazine();
    let catalogue = &magazine.catalogue;
    let file = |article: &Article| -> &str { &edition.sources().get(article.source).path };
    let stamp = |instant: Timestamp| rfc3339(&instant.to_zoned(magazine.config.timezone.clone()));
    let turns = catalogue.turns(magazine.showing);
    let next = turns.first().map(|turn| turn.at.instant);
    let schedule = Schedule {
        now: stamp(magazine.showing.now),
        next: next.map(stamp),
        next_in: next.map(|next| (next.as_second() - magazine.showing.now.as_second()).max(0)),
        withheld: catalogue
            .withheld()
            .map(|(_, article, why)| WithheldArticle {
                file: file(article),
                title: &article.title,
                language: magazine.config.code(article.language),
                state: why.word(),
                moment: why.moment().map(|moment| stamp(moment.instant)),
            })
            .collect(),
        turns: turns
            .iter()
            .map(|turn| TurningArticle {
                at: stamp(turn.at.instant),
                event: if turn.goes { "expires" } else { "appears" },
                file: file(catalogue.article(turn.article)),
            })
            .collect(),
    };
    serde_json::to_string_pretty(&schedule).map(|text| text + "\n").unwrap_or_default()
}

/// Why the schedule is not written to a file, if that is so: readers would see it, or it would take the place of
/// something that it is not.
pub(super) fn refused(file: &Path, output: &Path, root: &Path) -> Option<Diagnostic> {
    let name = file.display();
    let own = "`--schedule schedule.json`";
    let (message, help) = if lies_in(file, output) || lies_in(file, &root.join("content")) {
        let help = format!("name a file outside the output folder and `content/`: {own}");
        (format!("`{name}` would be published: a schedule names what is withheld"), help)
    } else if lies_in(file, &root.join("themes")) {
        let help = format!("name a file outside `themes/`: {own}");
        (format!("`{name}` would lie among the files of a theme"), help)
    } else if is_free(file) {
        return None;
    } else {
        let help = format!("name a file that is not there yet: {own}");
        (format!("`{name}` is something else than a schedule, and would be lost"), help)
    };
    Some(Diagnostic::environment(Code::BadOption, message).help(help))
}

fn lies_in(file: &Path, folder: &Path) -> bool {
    let beside = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    beside.canonicalize().is_ok_and(|beside| folder.canonicalize().is_ok_and(|folder| beside.starts_with(folder)))
}

/// Whether nothing is lost when a schedule takes this file's place: it is not there, is empty, as a temporary file is at
/// first, or holds a schedule. A device or a pipe is no such file; what cannot be read could be anything.
fn is_free(file: &Path) -> bool {
    match std::fs::metadata(file) {
        Err(error) => matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
        Ok(meta) => meta.is_file() && (meta.len() == 0 || std::fs::read(file).is_ok_and(|bytes| is_schedule(&bytes))),
    }
}

fn is_schedule(bytes: &[u8]) -> bool {
    let there: Result<serde_json::Map<String, serde_json::Value>, _> = serde_json::from_slice(bytes);
    there.is_ok_and(|it| ["now", "next", "next_in", "withheld", "turns"].iter().all(|key| it.contains_key(*key)))
}

/// Writes the schedule: whole, or not at all.
///
/// # Errors
/// What the system says.
pub(super) fn write(edition: &Edition, file: &Path) -> std::io::Result<()> {
    let mut beside = file.as_os_str().to_owned();
    // A name that nobody has, and if somebody has it, it is left alone.
    beside.push(format!(".{}.new", std::process::id()));
    let beside = PathBuf::from(beside);
    let mut new = std::fs::File::create_new(&beside)?;
    let written = new.write_all(json(edition).as_bytes());
    written.and_then(|()| std::fs::rename(&beside, file)).inspect_err(|_| {
        let _ = std::fs::remove_file(&beside);
    })
}
