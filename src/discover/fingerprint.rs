//! One hash over everything that a site is made of, so that the same is known again by what it holds, not by its times.

use crate::source::{Content, Source, Sources};
use rayon::prelude::*;
use std::fs::File;

/// The hash of every file of a run, names included; nothing when one could not be read. What is compiled into the program
/// is the program's.
pub fn fingerprint(sources: &Sources) -> Option<blake3::Hash> {
    let own: Vec<&Source> = sources.iter().map(|(_, source)| source).filter(|it| it.disk.is_some()).collect();
    let hashes: Vec<blake3::Hash> = own.par_iter().map(|source| one(source)).collect::<Option<_>>()?;
    let mut whole = blake3::Hasher::new();
    for (source, hash) in own.iter().zip(&hashes) {
        // A path has no line break that would make two lists look like one.
        whole.update(source.path.as_bytes()).update(b"\n").update(hash.as_bytes());
    }
    Some(whole.finalize())
}

fn one(source: &Source) -> Option<blake3::Hash> {
    match &source.content {
        Content::Text(text) => Some(blake3::hash(text.as_bytes())),
        Content::Opaque { .. } => {
            let mut hasher = blake3::Hasher::new();
            hasher.update_reader(File::open(source.disk.as_ref()?).ok()?).ok()?;
            Some(hasher.finalize())
        }
        Content::Embedded(_) => Some(blake3::hash(b"")),
        Content::Unreadable => None,
    }
}
