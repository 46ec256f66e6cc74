//! What the site in an output folder was made of, so that a build of the same need not make it again to say so.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use rayon::prelude::*;

use super::area::{Area, gone, look};
use super::error::{WriteError, io_error};
use super::{OutputFolder, manifest, sealed};

const KIND: &str = "inputs";

/// What a site was made of, and how long that makes the same site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    /// Over everything that it was made of: files, options, the program.
    pub fingerprint: blake3::Hash,
    /// When it was made.
    pub from: Timestamp,
    /// The first moment at which it would be another, because an article comes out or expires.
    pub until: Option<Timestamp>,
    /// Whether there was something to say of it: warnings, what is withheld.
    pub said: bool,
}

/// A site that is as it would be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Its files.
    pub files: usize,
    /// Whether there was something to say when it was made.
    pub said: bool,
}

impl OutputFolder {
    /// Whether it is known what the site in a folder was made of.
    pub fn remembers(folder: &Path) -> bool {
        Area { root: folder.to_owned() }.inputs().is_file()
    }

    /// The site in the folder, if a build of what has this fingerprint at the moment `now` would write nothing: it was
    /// made of the same, nothing came out or expired since, and every file is as it was left.
    ///
    /// # Errors
    /// `Io`.
    pub fn held(&self, fingerprint: blake3::Hash, now: Timestamp) -> Result<Option<Held>, WriteError> {
        let Some(inputs) = read(&self.area)? else { return Ok(None) };
        let lasts = inputs.from <= now && inputs.until.is_none_or(|until| now < until);
        if self.lock.is_none() || inputs.fingerprint != fingerprint || !lasts {
            return Ok(None);
        }
        // What is wrong with a manifest is told by the build.
        let Ok(Some(manifest)) = manifest::read(&self.area) else { return Ok(None) };
        let differs = AtomicBool::new(false);
        manifest.par_iter().try_for_each(|(path, entry)| -> Result<(), WriteError> {
            if !differs.load(Ordering::Relaxed) {
                let there = look(&self.area.root.join(path))?;
                differs.fetch_or(!there.is_some_and(|there| entry.describes(&there)), Ordering::Relaxed);
            }
            Ok(())
        })?;
        Ok((!differs.into_inner()).then_some(Held { files: manifest.len(), said: inputs.said }))
    }
}

/// What the site was made of, if that is known.
fn read(area: &Area) -> Result<Option<Inputs>, WriteError> {
    match sealed::read(&area.inputs(), KIND) {
        Ok(lines) => Ok(lines.as_deref().and_then(inputs_in)),
        // Written by another version, or torn: then it is not known.
        Err(WriteError::Unreadable { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn inputs_in(lines: &str) -> Option<Inputs> {
    let mut words = lines.split_whitespace();
    let inputs = Inputs {
        fingerprint: blake3::Hash::from_hex(words.next()?).ok()?,
        from: words.next()?.parse().ok()?,
        until: match words.next()? {
            "-" => None,
            moment => Some(moment.parse().ok()?),
        },
        said: words.next()? == "said",
    };
    words.next().is_none().then_some(inputs)
}

/// Forgets what the site was made of: it is about to be another.
pub(super) fn forget(area: &Area) -> Result<(), WriteError> {
    let place = area.inputs();
    gone(fs::remove_file(&place)).map_err(io_error("remove", &place))
}

/// Remembers what the site was made of. Nothing is written when that is known already.
pub(super) fn remember(area: &Area, inputs: &Inputs) -> Result<(), WriteError> {
    if let Some(known) = read(area)?
        && known.fingerprint == inputs.fingerprint
        && (known.until, known.said) == (inputs.until, inputs.said)
        && known.from <= inputs.from
    {
        return Ok(());
    }
    forget(area)?;
    let until = inputs.until.map_or_else(|| "-".to_owned(), |until| until.to_string());
    let said = if inputs.said { "said" } else { "silent" };
    let lines = format!("{}\n{}\n{until}\n{said}\n", inputs.fingerprint.to_hex(), inputs.from);
    sealed::write(&area.inputs(), KIND, &lines)
}
