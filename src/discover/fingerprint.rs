//! One hash over everything that a site is made of, so that the same is known again by what it holds, not by its times.

use crate::source::{Content, Source, Sources};
use rayon::prelude::*;
use std::fs::File;
use std::io::{ErrorKind, Read};
use twox_hash::XxHash3_128;

/// The hash of every file of a run, names included; nothing when one could not be read. What is compiled into the program
/// is the program's.
pub fn fingerprint(sources: &Sources) -> Option<blake3::Hash> {
    let own: Vec<&Source> = sources.iter().map(|(_, source)| source).filter(|it| it.location.is_some()).collect();
    let hashes: Vec<u128> = own.par_iter().map(|source| one(source)).collect::<Option<_>>()?;
    let mut whole = blake3::Hasher::new();
    for (source, hash) in own.iter().zip(&hashes) {
        // A path has no line break that would make two lists look like one.
        whole.update(source.path.as_bytes()).update(b"\n").update(&hash.to_le_bytes());
    }
    Some(whole.finalize())
}

/// Nobody gains by two files that have one hash, so a quick one will do.
fn one(source: &Source) -> Option<u128> {
    match &source.content {
        Content::Text(text) => Some(text.hash()),
        Content::Opaque { .. } => {
            let mut file = File::open(source.disk()?).ok()?;
            let mut hasher = XxHash3_128::new();
            let mut buffer = vec![0; 64 * 1024];
            loop {
                match file.read(&mut buffer) {
                    Ok(0) => return Some(hasher.finish_128()),
                    Ok(count) => hasher.write(buffer.get(..count)?),
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    Err(_) => return None,
                }
            }
        }
        Content::Embedded(_) => Some(0),
        Content::Unreadable => None,
    }
}
