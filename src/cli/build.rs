//! `leitmotif build` and `leitmotif check`: every page drawn, and written or not.

use super::draw::draw;
use super::progress::Progress;
use super::timing::Timings;
use super::unchanged::{fingerprint, inputs, remembers, unchanged};
use super::{Build, Check, ENVIRONMENT, Format, Site, freshness, report, schedule, translations};
use crate::catalogue::Showing;
use crate::config::{self, BaseUrl};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::discover::{discover, discover_lightly};
use crate::edition::{Edition, Options, assemble_watched};
use crate::source::{Source, Sources, Text};
use crate::theme::{embedded, themes};
use crate::write::{OutputFolder, WriteError, Written};
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, tz::TimeZone};
use std::path::Path;
use std::time::Instant;

/// Builds the site.
pub(super) fn build(build: &Build) -> u8 {
    let lists = Lists { translations: build.translations, freshness: false, schedule: build.schedule.as_deref() };
    with_threads(&build.site, || run(&build.site, Some(build), lists))
}

/// Draws everything and writes nothing.
pub(super) fn check(check: &Check) -> u8 {
    let lists =
        Lists { translations: check.translations, freshness: check.freshness, schedule: check.schedule.as_deref() };
    with_threads(&check.site, || run(&check.site, None, lists))
}

fn with_threads(site: &Site, work: impl FnOnce() -> u8 + Send) -> u8 {
    match rayon::ThreadPoolBuilder::new().num_threads(site.threads()).build() {
        Ok(pool) => pool.install(work),
        Err(error) => {
            report::err(&format!("error: no threads could be started: {error}\n"));
            ENVIRONMENT
        }
    }
}

/// What a run is asked to list beside what is wrong.
#[derive(Clone, Copy)]
struct Lists<'a> {
    translations: bool,
    freshness: bool,
    /// The file that the schedule goes to.
    schedule: Option<&'a Path>,
}

/// How the files of the site are read.
type Discover = fn(&Path, Vec<Source>) -> (Sources, Vec<Diagnostic>);

fn run(site: &Site, build: Option<&Build>, lists: Lists) -> u8 {
    let done = run_with(discover_lightly, site, build, lists);
    // Somebody saved while the magazine was being made of it; so it is made once more, of what is read at first.
    done.or_else(|| run_with(discover, site, build, lists)).unwrap_or(ENVIRONMENT)
}

/// Nothing when a text that was let go was another when it was read again; then nothing was said or written, either.
fn run_with(discover: Discover, site: &Site, build: Option<&Build>, lists: Lists) -> Option<u8> {
    let to_output = lists.schedule.is_some_and(|file| file == Path::new("-"));
    if to_output && site.format.is_data() {
        report::err(
            "error: `--schedule -` and `--format` cannot both write to standard output\nhelp: name a file: `--schedule schedule.json`\n",
        );
        return Some(ENVIRONMENT);
    }
    let begun = Instant::now();
    let consequence = if build.is_some() { "nothing was written" } else { "a build would write nothing" };
    let mut timings = Timings::start();
    let (sources, mut diagnostics) = discover(&site.root, embedded());
    timings.stage("discover");
    timings.on("discover", sources.len(), "files", Some(read(&sources)));
    let options = match options(site, &sources) {
        Ok(options) => options,
        Err(mut wrong) => {
            wrong.append(&mut diagnostics);
            return Some(report::report(wrong, &sources, site.format, site.quiet, consequence));
        }
    };
    if sources.find("site.toml").is_none() && sources.under("content/").next().is_none() {
        // Not a magazine at all: that is the one thing to say.
        return Some(report::report(diagnostics, &sources, site.format, site.quiet, consequence));
    }
    let sound = build.filter(|_| diagnostics.is_empty());
    let known = sound.filter(|build| remembers(build, site)).and_then(|_| fingerprint(&sources, &options));
    let is_asked_more = lists.translations || lists.schedule.is_some() || site.verbose || site.format.is_data();
    let code = build
        .zip(known)
        .filter(|_| !is_asked_more)
        .and_then(|(build, fingerprint)| unchanged(build, site, fingerprint, &options));
    if known.is_some() {
        timings.stage("compare");
    }
    if code.is_some() {
        if let Some(form) = site.timings {
            report::err(&timings.told(form));
        }
        return code;
    }
    // Where nothing is to be compared, the files are hashed while there is a thread to spare.
    let files = sound.filter(|_| known.is_none()).map(|_| sources.clone());
    let ((edition, mut found), hashed) = rayon::join(
        || assemble_watched(sources, &options, &mut |stage| timings.stage(stage)),
        || files.and_then(|files| fingerprint(&files, &options)),
    );
    let fingerprint = known.or(hashed);
    diagnostics.append(&mut found);
    diagnostics.append(&mut edition.check_fragments());
    let warned = !diagnostics.is_empty();
    if site.quiet {
        // Warnings are not shown, and there may be one for every article.
        diagnostics.retain(|it| it.severity == Severity::Error);
    }
    timings.stage("places");
    worked(&edition, &mut timings);

    let errors = |diagnostics: &[Diagnostic]| diagnostics.iter().any(|d| d.severity == Severity::Error);
    let stage = match build {
        Some(build) => {
            let folder = build.output.clone().unwrap_or_else(|| site.root.join("output"));
            match OutputFolder::open(&folder, &site.root, build.adopt) {
                // With errors nothing is going to be written, so nothing is staged.
                Ok(folder) if !errors(&diagnostics) => folder.stage().map(Some),
                Ok(_) => Ok(None),
                Err(error) => Err(error),
            }
        }
        None => Ok(None),
    };
    let stage = stage.unwrap_or_else(|error| {
        diagnostics.push(write_diagnostic(&error));
        None
    });
    let progress = Progress::new(edition.routes().len(), begun, site.quiet);
    let (stage, drawn, mut found) = draw(&edition, stage, &progress);
    progress.end();
    // Where a file names what is withheld, that is the fault, and not that a page shows what the file says.
    if diagnostics.iter().any(|it| it.code == Code::WithheldReference) {
        found.retain(|it| it.code != Code::WithheldShown);
    }
    diagnostics.append(&mut found);
    timings.stage("render");
    timings.on("render", edition.routes().len(), "addresses", Some(drawn));
    if edition.sources().iter().any(|(_, file)| file.as_text().is_some_and(Text::is_lost)) {
        return None;
    }

    let own = build.and_then(|build| build.output.clone()).unwrap_or_else(|| site.root.join("output"));
    diagnostics
        .extend(lists.schedule.filter(|_| !to_output).and_then(|file| schedule::refused(file, &own, &site.root)));
    // Before the site, so that it is all or nothing.
    if let Some(file) = lists.schedule.filter(|_| !errors(&diagnostics) && !to_output)
        && let Err(error) = schedule::write(&edition, file)
    {
        let message = format!("the schedule could not be written to `{}`: {error}", file.display());
        diagnostics.push(
            Diagnostic::environment(Code::WriteFailed, message).help("is the folder there, and may it be written to?"),
        );
    }
    let mut written = None;
    let more = schedule::said(&edition, site.verbose) + &translations::said(&edition, lists.translations);
    if let Some(mut stage) = stage.filter(|_| !errors(&diagnostics)) {
        if let Some(fingerprint) = fingerprint {
            stage.made_of(inputs(&edition, fingerprint, warned || !diagnostics.is_empty() || !more.is_empty()));
        }
        match stage.commit() {
            Ok(done) => written = Some(done),
            Err(error) => diagnostics.push(write_diagnostic(&error)),
        }
        timings.stage("write");
        if let Some(done) = &written {
            timings.on("write", done.written, "files", Some(done.bytes_written));
        }
    }
    let is_clean = !errors(&diagnostics);
    // Facts are not held against others while something is wrong.
    let mut freshness = (lists.freshness && !site.quiet && is_clean).then(|| freshness::look(&edition));
    let notes = freshness.as_mut().filter(|_| matches!(site.format, Format::Json)).map(|it| it.notes());
    let notes = notes.unwrap_or_default();
    let code = report::report_with(diagnostics, notes, edition.sources(), site.format, site.quiet, consequence);
    if to_output && is_clean {
        report::out(&schedule::json(&edition));
    }
    if !site.quiet && !site.format.is_data() && !to_output && code == 0 {
        report::out(&said(&edition, written.as_ref(), build, site));
        report::out(&more);
    }
    if let Some(mut freshness) = freshness.filter(|_| code == 0 && !to_output) {
        report::out(&freshness.said(site.format));
    }
    if let Some(form) = site.timings {
        report::err(&timings.told(form));
    }
    // The program ends here, and the system takes the memory back at once. Freeing piece by piece takes longer.
    std::mem::forget(edition);
    Some(code)
}

/// How many bytes of the site were read as text.
pub(super) fn read(sources: &Sources) -> u64 {
    sources
        .iter()
        .filter_map(|(_, file)| file.location.as_ref().and(file.as_text()))
        .map(|text| text.len() as u64)
        .sum()
}

/// What the stages of an edition worked on.
fn worked(edition: &Edition, timings: &mut Timings) {
    let magazine = edition.magazine();
    let written = magazine.sources.under("content/").filter(|(_, file)| file.as_text().is_some());
    let catalogue = &magazine.catalogue;
    timings.on("theme", magazine.theme.files.len(), "templates", None);
    timings.on("parse", written.count(), "files", None);
    timings.on("link", catalogue.articles.len() + catalogue.all_records().count(), "articles and records", None);
    timings.on("routes", edition.routes().len(), "addresses", None);
}

pub(super) fn write_diagnostic(error: &WriteError) -> Diagnostic {
    let code = match error {
        WriteError::Refused { .. } | WriteError::Foreign { .. } | WriteError::Busy { .. } => Code::OutputRefused,
        _ => Code::WriteFailed,
    };
    let it = Diagnostic::environment(code, error.to_string());
    let help = error.help();
    if help.is_empty() { it } else { it.help(help) }
}

/// The options of a run; the clock is read here, once.
pub(super) fn options(site: &Site, sources: &Sources) -> Result<Options, Vec<Diagnostic>> {
    let mut wrong = Vec::new();
    let base_url = site.base_url.as_deref().and_then(|url| match BaseUrl::parse(url) {
        Ok(base) => Some(base),
        Err(cause) => {
            let it = Diagnostic::environment(Code::BadOption, format!("`--base-url {url}` is not an address: {cause}"));
            wrong.push(it.help("write it whole: `--base-url https://example.org/mag/`"));
            None
        }
    });
    let known = themes(sources);
    if let Some(typed) = site.theme.as_deref().filter(|typed| !known.contains(typed)) {
        let it = Diagnostic::environment(Code::BadOption, format!("`--theme {typed}`: there is no such theme"));
        wrong.push(
            it.help(
                did_you_mean(typed, known.iter().copied())
                    .unwrap_or_else(|| format!("there are: {}; a theme is a folder in `themes/`", known.join(", "))),
            ),
        );
    }
    let zone = || {
        sources
            .find("site.toml")
            .and_then(|id| Some(config::parse(sources.get(id).text()?, id).0.timezone))
            .unwrap_or(TimeZone::UTC)
    };
    let now = match &site.now {
        None => Timestamp::now(),
        Some(text) => moment(text, zone).unwrap_or_else(|| {
            let it = Diagnostic::environment(Code::BadOption, format!("`--now {text}` is not a moment"));
            wrong.push(it.help("write `2025-08-16`, `2025-08-16T09:00:00` or `2025-08-16T09:00:00+09:00`"));
            Timestamp::UNIX_EPOCH
        }),
    };
    let showing = Showing { now, drafts: site.drafts, future: site.future };
    let theme = site.theme.clone();
    if wrong.is_empty() { Ok(Options { showing, base_url, theme }) } else { Err(wrong) }
}

/// A moment with an offset, or a day or time in the site's time zone.
fn moment(text: &str, zone: impl FnOnce() -> TimeZone) -> Option<Timestamp> {
    if let Ok(stamp) = text.parse::<Timestamp>() {
        return Some(stamp);
    }
    let civil = text
        .parse::<DateTime>()
        .or_else(|_| text.parse::<Date>().map(|d| d.to_datetime(jiff::civil::Time::midnight())))
        .ok()?;
    zone().to_ambiguous_timestamp(civil).compatible().ok()
}

/// What was done, in a line or a few.
fn said(edition: &Edition, written: Option<&Written>, build: Option<&Build>, site: &Site) -> String {
    match written {
        Some(done) => {
            let folder = build.and_then(|b| b.output.clone()).unwrap_or_else(|| Path::new(&site.root).join("output"));
            counted(folder.strip_prefix(".").unwrap_or(&folder), done)
        }
        None => format!(
            "all is well: {} checked\n",
            number(edition.routes().len(), "address").replace("addresss", "addresses")
        ),
    }
}

/// How much was written.
pub(super) fn counted(folder: &Path, done: &Written) -> String {
    let files = done.written + done.unchanged;
    format!(
        "{}: {}; {} written, {} unchanged, {} removed\n",
        folder.display(),
        number(files, "file"),
        done.written,
        done.unchanged,
        done.removed
    )
}

fn number(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}
