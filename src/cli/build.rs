//! `leitmotif build` and `leitmotif check`: every page drawn, and written or not.

use super::progress::Progress;
use super::timing::Timings;
use super::{Build, Check, ENVIRONMENT, Format, Site, freshness, report, translations};
use crate::catalogue::Showing;
use crate::config::{self, BaseUrl};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::discover::discover;
use crate::edition::{Edition, Options, Output, assemble};
use crate::model::Withheld;
use crate::source::Sources;
use crate::theme::embedded;
use crate::write::{Body, OutputFolder, Stage, WriteError, Written};
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, tz::TimeZone};
use rayon::prelude::*;
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

/// Builds the site.
pub(super) fn build(build: &Build) -> u8 {
    with_threads(&build.site, || {
        run(&build.site, Some(build), Lists { translations: build.translations, freshness: false })
    })
}

/// Draws everything and writes nothing.
pub(super) fn check(check: &Check) -> u8 {
    with_threads(&check.site, || {
        run(&check.site, None, Lists { translations: check.translations, freshness: check.freshness })
    })
}

fn with_threads(site: &Site, work: impl FnOnce() -> u8 + Send) -> u8 {
    let threads = site.jobs.map_or(0, std::num::NonZeroUsize::get);
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        Err(error) => {
            report::err(&format!("error: no threads could be started: {error}\n"));
            ENVIRONMENT
        }
    }
}

/// What a run is asked to list beside what is wrong.
#[derive(Clone, Copy)]
struct Lists {
    translations: bool,
    freshness: bool,
}

fn run(site: &Site, build: Option<&Build>, lists: Lists) -> u8 {
    let begun = Instant::now();
    let consequence = if build.is_some() { "nothing was written" } else { "a build would write nothing" };
    let mut timings = Timings::start();
    let (sources, mut diagnostics) = discover(&site.root, embedded());
    timings.stage("discover", format!("{} files", sources.len()));
    let options = match options(site, &sources) {
        Ok(options) => options,
        Err(mut wrong) => {
            wrong.append(&mut diagnostics);
            return report::report(wrong, &sources, site.format, site.quiet, consequence);
        }
    };
    if sources.find("site.toml").is_none() && sources.under("content/").next().is_none() {
        // Not a magazine at all: that is the one thing to say.
        return report::report(diagnostics, &sources, site.format, site.quiet, consequence);
    }
    let (edition, mut found) = assemble(sources, &options);
    diagnostics.append(&mut found);
    diagnostics.append(&mut edition.check_fragments());
    timings.stage("assemble", format!("{} addresses", edition.routes().len()));

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
    let (stage, mut found) = draw(&edition, stage, &progress);
    progress.end();
    diagnostics.append(&mut found);
    timings.stage("render", format!("{} addresses", edition.routes().len()));

    let mut written = None;
    if let Some(stage) = stage.filter(|_| !errors(&diagnostics)) {
        match stage.commit() {
            Ok(done) => written = Some(done),
            Err(error) => diagnostics.push(write_diagnostic(&error)),
        }
        timings.stage("write", written.as_ref().map_or_else(String::new, |w| format!("{} files", w.written)));
    }
    // Facts are not held against others while something is wrong.
    let mut freshness = (lists.freshness && !site.quiet && !errors(&diagnostics)).then(|| freshness::look(&edition));
    let notes = freshness.as_mut().filter(|_| matches!(site.format, Format::Json)).map(|it| it.notes());
    let notes = notes.unwrap_or_default();
    let code = report::report_with(diagnostics, notes, edition.sources(), site.format, site.quiet, consequence);
    if !site.quiet && !site.format.is_data() && code == 0 {
        report::out(&said(&edition, written.as_ref(), build, site));
        report::out(&translations::said(&edition, lists.translations));
    }
    if let Some(mut freshness) = freshness.filter(|_| code == 0) {
        report::out(&freshness.said(site.format));
    }
    if site.timings {
        report::err(&timings.table());
    }
    code
}

/// Draws every route, in parallel, and hands it to the stage when there is one.
fn draw(edition: &Edition, stage: Option<Stage>, progress: &Progress) -> (Option<Stage>, Vec<Diagnostic>) {
    let failed: Mutex<Option<WriteError>> = Mutex::new(None);
    let has_failed = || failed.lock().map_or(true, |f| f.is_some());
    let found: Vec<Vec<Diagnostic>> = edition
        .routes()
        .par_iter()
        .map(|(path, route)| {
            let drawn = edition.render(*route);
            progress.page();
            match drawn {
                Err(diagnostics) => diagnostics,
                Ok(output) => {
                    if let Some(stage) = stage.as_ref().filter(|_| !has_failed()) {
                        let body = match output {
                            Output::Bytes(bytes) => Body::Bytes(bytes),
                            Output::File(file) => Body::File(file),
                        };
                        if let Err(error) = stage.put(&Edition::output_file(path), body)
                            && let Ok(mut failed) = failed.lock()
                        {
                            failed.get_or_insert(error);
                        }
                    }
                    Vec::new()
                }
            }
        })
        .collect();
    let mut diagnostics: Vec<Diagnostic> = found.into_iter().flatten().collect();
    if let Ok(Some(error)) = failed.into_inner() {
        diagnostics.push(write_diagnostic(&error));
    }
    (stage, diagnostics)
}

fn write_diagnostic(error: &WriteError) -> Diagnostic {
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
    if wrong.is_empty() { Ok(Options { showing, base_url }) } else { Err(wrong) }
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
    let number = |n: usize, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
    let mut text = match written {
        Some(done) => {
            let folder = build.and_then(|b| b.output.clone()).unwrap_or_else(|| Path::new(&site.root).join("output"));
            let folder = folder.strip_prefix(".").unwrap_or(&folder).display().to_string();
            format!(
                "{folder}: {}; {} written, {} unchanged, {} removed\n",
                number(done.written + done.unchanged, "file"),
                done.written,
                done.unchanged,
                done.removed
            )
        }
        None => format!(
            "all is well: {} checked\n",
            number(edition.routes().len(), "address").replace("addresss", "addresses")
        ),
    };
    let withheld: Vec<_> =
        edition.magazine().catalogue.articles.iter().filter_map(|a| a.withheld.map(|why| (a, why))).collect();
    if !withheld.is_empty() {
        let next = withheld.iter().filter_map(|(_, why)| match why {
            Withheld::Scheduled(when) | Withheld::Embargoed(when) => Some(*when),
            Withheld::Draft | Withheld::Expired(_) => None,
        });
        let zone = edition.magazine().config.timezone.clone();
        let due = next
            .min()
            .map(|m| format!("; the next is due {}", m.instant.to_zoned(zone).strftime("%Y-%m-%d %H:%M")))
            .unwrap_or_default();
        text.push_str(&format!("{} withheld{due}\n", number(withheld.len(), "article")));
        if site.verbose {
            for (article, why) in withheld {
                let why = match why {
                    Withheld::Draft => "a draft".to_owned(),
                    Withheld::Scheduled(when) => format!("scheduled for {}", when.date),
                    Withheld::Embargoed(until) => format!("under embargo until {}", until.date),
                    Withheld::Expired(when) => format!("expired on {}", when.date),
                };
                text.push_str(&format!("  {}: {why}\n", edition.sources().get(article.source).path));
            }
        }
    }
    text
}
