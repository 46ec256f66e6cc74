//! Tracks that are one recording say the same of it.

use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Identifier, Track};

/// By how many seconds the stated lengths of one recording may differ: fades and gaps between tracks.
const FADE: u32 = 15;

pub(super) fn laws(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let pairs = catalogue.tracks.iter().map(|track| (track, catalogue.track(track.recording)));
    let pairs = pairs.filter(|(track, first)| !std::ptr::eq(*track, *first));
    pairs
        .filter(|(track, first)| track.record.sound && first.record.sound)
        .flat_map(|(track, first)| [codes(track, first), lengths(track, first)].into_iter().flatten())
        .collect()
}

fn isrc(track: &Track) -> Option<&Identifier> {
    track.record.ids.iter().find(|id| id.scheme == "isrc")
}

/// One recording has one ISRC (ISO 3901); but labels do give the same one another when they publish it again.
fn codes(track: &Track, first: &Track) -> Option<Diagnostic> {
    let (own, other) = (isrc(track)?, isrc(first)?);
    let title = &track.record.names.plain;
    let message = format!("“{title}” is one recording with two codes, {} and {}", own.value, other.value);
    let it = Diagnostic::warning(Code::RecordingContradiction, own.span, message).also(other.span, "the other code");
    (own.value != other.value)
        .then(|| it.help("correct one of the two, or take `same_as` away if these are two recordings"))
}

fn lengths(track: &Track, first: &Track) -> Option<Diagnostic> {
    let (own, other) = (track.length?, first.length?);
    let title = &track.record.names.plain;
    let message = format!("“{title}” is one recording and lasts {} here, {} there", own.text(), other.text());
    let it = Diagnostic::warning(Code::RecordingContradiction, own.span, message).also(other.span, "the other length");
    let differ = own.value.0.abs_diff(other.value.0) > FADE;
    differ
        .then(|| it.help("correct one of the two, or take `same_as` away and say `version_of` if this is another take"))
}
