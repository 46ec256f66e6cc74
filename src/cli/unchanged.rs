//! A build of what the output folder holds already: nothing is made, and it says so.

use super::build::counted;
use super::{Build, CLEAN, Site, report};
use crate::discover;
use crate::edition::{Edition, Options};
use crate::source::Sources;
use crate::write::{Inputs, OutputFolder, Written};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The hash of everything that a build's outputs follow from: files, options and the program itself, but for the moment.
/// Nothing when that cannot be told.
pub(super) fn fingerprint(sources: &Sources, options: &Options) -> Option<blake3::Hash> {
    let files = discover::fingerprint(sources)?;
    let program = std::env::current_exe().and_then(std::fs::metadata).ok()?;
    let built = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let Options { showing, base_url, theme } = options;
    let rest = format!(
        "{} {} {}\n{} {}\n{base_url:?}\n{theme:?}",
        env!("CARGO_PKG_VERSION"),
        program.len(),
        built.as_nanos(),
        showing.drafts,
        showing.future
    );
    Some(blake3::Hasher::new().update(files.as_bytes()).update(rest.as_bytes()).finalize())
}

/// Whether there is something to compare with.
pub(super) fn remembers(build: &Build, site: &Site) -> bool {
    OutputFolder::remembers(&build.output.clone().unwrap_or_else(|| site.root.join("output")))
}

/// What is to be remembered of a build: that it had this fingerprint, and for how long it is right.
pub(super) fn inputs(edition: &Edition, fingerprint: blake3::Hash, said: bool) -> Inputs {
    let magazine = edition.magazine();
    let turns = magazine.catalogue.turns(magazine.showing);
    let until = turns.first().map(|turn| turn.at.instant);
    Inputs { fingerprint, from: magazine.showing.now, until, said }
}

/// Says that nothing is to be made, if the output folder holds what this build would make and there is nothing else to
/// say. What is wrong with the folder is told by the build.
pub(super) fn unchanged(build: &Build, site: &Site, fingerprint: blake3::Hash, options: &Options) -> Option<u8> {
    let folder = build.output.clone().unwrap_or_else(|| site.root.join("output"));
    let there = OutputFolder::open(&folder, &site.root, build.adopt).ok()?;
    let held = there.held(fingerprint, options.showing.now).ok()??;
    if held.said && !site.quiet {
        return None;
    }
    if !site.quiet {
        let folder = folder.strip_prefix(".").unwrap_or(&folder);
        report::out(&counted(folder as &Path, &Written { unchanged: held.files, ..Written::default() }));
    }
    Some(CLEAN)
}
