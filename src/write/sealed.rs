//! A text file of ours that can be trusted whole or not at all: its first line holds its kind, version and checksum.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use super::error::{Fault, WriteError, io_error};

/// The only version there is. A change of either format takes the next number.
const VERSION: &str = "1";

/// Writes `lines` as a new file at `place`, which must not exist.
pub(super) fn write(place: &Path, kind: &str, lines: &str) -> Result<(), WriteError> {
    let seal = blake3::hash(lines.as_bytes()).to_hex();
    let text = format!("leitmotif {kind} {VERSION} {seal}\n{lines}");
    let write = || File::create_new(place)?.write_all(text.as_bytes());
    write().map_err(io_error("write", place))
}

/// The lines under the first line, or `None` when there is no such file.
///
/// A power cut can leave a file short, a merge can leave markers in it, and a newer Leitmotif can have written it: each
/// is [`WriteError::Unreadable`].
pub(super) fn read(place: &Path, kind: &str) -> Result<Option<String>, WriteError> {
    let bytes = match fs::read(place) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io_error("read", place)(error)),
    };
    let unreadable = |fault| WriteError::Unreadable { file: place.to_owned(), fault };
    let text = String::from_utf8(bytes).map_err(|_| unreadable(Fault::Damaged))?;
    let (first, lines) = text.split_once('\n').ok_or_else(|| unreadable(Fault::Damaged))?;
    let mut words = first.split(' ');
    if words.next() != Some("leitmotif") || words.next() != Some(kind) {
        return Err(unreadable(Fault::Damaged));
    }
    match words.next() {
        Some(VERSION) => {}
        Some(other) if other.bytes().all(|byte| byte.is_ascii_digit()) && !other.is_empty() => {
            return Err(unreadable(Fault::Version(other.to_owned())));
        }
        _ => return Err(unreadable(Fault::Damaged)),
    }
    if words.next() != Some(blake3::hash(lines.as_bytes()).to_hex().as_str()) {
        return Err(unreadable(Fault::Damaged));
    }
    Ok(Some(lines.to_owned()))
}
