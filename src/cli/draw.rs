//! Every page drawn, in parallel, handed over to be written, and proved to hold nothing that is withheld.

use super::build::write_diagnostic;
use super::progress::Progress;
use crate::diagnostic::Diagnostic;
use crate::edition::{Edition, Output};
use crate::render::proof::{Found, Proof};
use crate::write::{Body, Stage, WriteError};
use rayon::prelude::*;
use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};

/// Draws every route and hands it to the stage when there is one; says how many bytes were drawn.
pub(super) fn draw(
    edition: &Edition,
    stage: Option<Stage>,
    progress: &Progress,
) -> (Option<Stage>, u64, Vec<Diagnostic>) {
    let bytes = AtomicU64::new(0);
    let failed: Mutex<Option<WriteError>> = Mutex::new(None);
    let has_failed = || failed.lock().map_or(true, |f| f.is_some());
    let proof = Proof::of(edition.magazine());
    let drawn: Vec<(Vec<Diagnostic>, Vec<Found>)> = edition
        .routes()
        .par_iter()
        .filter_map(|(path, route)| {
            let drawn = edition.render(*route);
            progress.page();
            match drawn {
                Err(diagnostics) => Some((diagnostics, Vec::new())),
                Ok(output) => {
                    if let Output::Bytes(drawn) = &output {
                        bytes.fetch_add(drawn.len() as u64, Ordering::Relaxed);
                    }
                    let held = proof.as_ref().map(|proof| held(proof, &Edition::output_file(path), &output));
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
                    held.filter(|held| !held.is_empty()).map(|held| (Vec::new(), held))
                }
            }
        })
        .collect();
    let (found, held): (Vec<_>, Vec<_>) = drawn.into_iter().unzip();
    let mut diagnostics: Vec<Diagnostic> = found.into_iter().flatten().collect();
    if let Some(proof) = proof {
        let held: Vec<Found> = held.into_iter().flatten().collect();
        diagnostics.append(&mut judged(edition, &proof, &held));
    }
    if let Ok(Some(error)) = failed.into_inner() {
        diagnostics.push(write_diagnostic(&error));
    }
    (stage, bytes.into_inner(), diagnostics)
}

/// What an output holds of what is withheld. Files that hold no text are not looked into.
fn held(proof: &Proof, path: &str, output: &Output) -> Vec<Found> {
    bytes_of(path, output).map(|bytes| proof.look(path, &bytes)).unwrap_or_default()
}

fn bytes_of<'a>(path: &str, output: &'a Output) -> Option<Cow<'a, [u8]>> {
    const TEXTS: [&str; 15] =
        ["html", "htm", "xml", "atom", "json", "txt", "md", "csv", "ics", "svg", "css", "js", "vtt", "xspf", "jspf"];
    match output {
        Output::Bytes(bytes) => Some(Cow::Borrowed(bytes)),
        Output::File(file) => {
            let ending = path.rsplit('.').next().unwrap_or_default();
            let is_text = TEXTS.iter().any(|text| ending.eq_ignore_ascii_case(text)) || !path.contains('.');
            // That a file cannot be read is told where it is copied.
            if is_text { crate::discover::bytes(file).ok().map(Cow::Owned) } else { None }
        }
    }
}

/// What is to be said of what was found. The magazine without the withheld files is only made when something was.
fn judged(edition: &Edition, proof: &Proof, held: &[Found]) -> Vec<Diagnostic> {
    let other: OnceLock<Edition> = OnceLock::new();
    proof.judge(held, |path| {
        let other = other.get_or_init(|| edition.without(&proof.files()));
        let (_, route) = other.routes().iter().find(|(other, _)| Edition::output_file(other) == path)?;
        let output = other.render(*route).ok()?;
        bytes_of(path, &output).map(Cow::into_owned)
    })
}
