//! One file to what it holds: text decoded, everything else measured.

use super::name::is_text;
use super::stamp::Stamp;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::composed::is_composed;
use crate::source::{Content, LineIndex, Text};
use std::fs::{File, Metadata};
use std::io::{Error, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use unicode_normalization::UnicodeNormalization;

/// What reading a file gave.
pub(super) struct Reading {
    /// The file as it was before it was read, so that a change meanwhile shows later.
    pub stamp: Option<Stamp>,
    /// What it holds.
    pub content: Content,
    /// Its text as it stands, where that is not in NFC.
    pub typed: Option<Arc<str>>,
    /// Why it could not be read.
    pub fault: Option<Diagnostic>,
}

/// A program that replaces a text empties the file first and fills it in the same breath. A text that was emptied
/// less than this ago is looked at again.
const BREATH: Duration = Duration::from_millis(100);

/// The byte-order mark, which is no part of a text.
const MARK: char = '\u{feff}';

/// Reads a file of the site. One that is being written is waited for until `patience` ends.
pub(super) fn read(path: &str, disk: &Path, patience: Instant) -> Reading {
    let failed = |error: &Error, stamp| Reading {
        stamp,
        content: Content::Unreadable,
        typed: None,
        fault: Some(unreadable(path, error)),
    };
    let (file, meta) = match open(disk) {
        Ok(opened) => opened,
        Err(error) => return failed(&error, None),
    };
    let stamp = Some(Stamp::of(&meta));
    if !is_text(path) {
        let size = picture_size(path, disk);
        return Reading { stamp, content: Content::Opaque { len: meta.len(), size }, typed: None, fault: None };
    }
    let bytes = match whole(&file, &meta) {
        Ok(bytes) => bytes,
        Err(error) => return failed(&error, stamp),
    };
    if bytes.is_empty() && is_just_emptied(&meta) && Instant::now() < patience {
        std::thread::sleep(Duration::from_millis(2));
        return read(path, disk, patience);
    }
    match decode(bytes) {
        Ok(Decoded { text, typed: None }) => {
            Reading { stamp, content: Content::Text(Text::on_disk(text, again)), typed: None, fault: None }
        }
        Ok(Decoded { text, typed }) => Reading { stamp, content: Content::Text(text.into()), typed, fault: None },
        Err(diagnostic) => Reading { stamp, content: Content::Unreadable, typed: None, fault: Some(diagnostic(path)) },
    }
}

/// All bytes of a file.
fn whole(file: &File, meta: &Metadata) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or_default() + 1);
    // How long it is was asked already, and is not asked again of what is limited.
    file.take(u64::MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A text once more that was in NFC when it was first read; whoever asks sees whether it is the same. It is read for
/// every article of a build, so no more is asked of the system than for its bytes.
fn again(disk: &Path, len: usize) -> Option<Arc<str>> {
    let mut file = File::open(disk).ok()?;
    let mut bytes = vec![0; len + MARK.len_utf8() + 1];
    let (mut filled, mut wanted) = (0, len);
    while filled < wanted {
        match file.read(bytes.get_mut(filled..)?) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
        wanted = len + if bytes.starts_with(MARK.encode_utf8(&mut [0; 4]).as_bytes()) { MARK.len_utf8() } else { 0 };
    }
    bytes.truncate(filled);
    let text = simdutf8::basic::from_utf8(&bytes).ok()?;
    Some(Arc::from(text.strip_prefix(MARK).unwrap_or(text)))
}

/// Opens a file; a pipe or a device is refused, because reading it may never end.
fn open(disk: &Path) -> std::io::Result<(File, Metadata)> {
    let is_odd = |meta: &Metadata| !meta.is_file() && !meta.is_dir();
    if is_odd(&std::fs::metadata(disk)?) {
        return Err(Error::other("it is neither a file nor a folder"));
    }
    // Opened also when only its length is wanted: a file that cannot be read cannot be copied either.
    let file = File::open(disk)?;
    let meta = file.metadata()?;
    Ok((file, meta))
}

fn is_just_emptied(meta: &Metadata) -> bool {
    let age = meta.modified().ok().and_then(|then| SystemTime::now().duration_since(then).ok());
    age.is_some_and(|age| age < BREATH)
}

/// An error of the system in plain words.
pub fn cause_of(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "it is not there (a symbolic link that leads nowhere?)".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        std::io::ErrorKind::IsADirectory => "it is a folder".into(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}

pub(super) fn help_for(error: Option<&std::io::Error>) -> String {
    match error.map(std::io::Error::kind) {
        Some(std::io::ErrorKind::PermissionDenied) => "give yourself the right to read it".into(),
        Some(std::io::ErrorKind::NotFound) => "remove the link, or put back what it leads to".into(),
        Some(std::io::ErrorKind::IsADirectory) => "a file should be here, not a folder".into(),
        _ => "move the file away, or repair the disk that it lies on".into(),
    }
}

/// Width and height from a picture's header.
fn picture_size(path: &str, disk: &Path) -> Option<(u32, u32)> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    if !matches!(extension.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif") {
        return None;
    }
    let size = imagesize::size(disk).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    let message = format!("this file cannot be read: {}", cause_of(error));
    Diagnostic::about_file(Code::UnreadableFile, path, message).help(help_for(Some(error)))
}

/// A text in NFC; and as it stands, if that is another form.
struct Decoded {
    text: Arc<str>,
    typed: Option<Arc<str>>,
}

/// Bytes to text: UTF-8, without byte-order mark.
fn decode(bytes: Vec<u8>) -> Result<Decoded, impl FnOnce(&str) -> Diagnostic> {
    if let Ok(text) = simdutf8::basic::from_utf8(&bytes) {
        let text = text.strip_prefix(MARK).unwrap_or(text);
        // Offsets are those of the composed text; what is shown of them, those of the file (`Source::shown`).
        if is_composed(text) {
            return Ok(Decoded { text: Arc::from(text), typed: None });
        }
        let composed: Arc<str> = Arc::from(text.nfc().collect::<String>());
        let typed = (*composed != *text).then(|| Arc::from(text));
        return Ok(Decoded { text: composed, typed });
    }
    Err(move |path: &str| {
        let at = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
        let sound = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default()).into_owned();
        let place = LineIndex::new(&sound).place(&sound, sound.len());
        let byte = bytes.get(at).copied().unwrap_or_default();
        let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let encoding = if utf16 { "it looks like UTF-16; " } else { "" };
        let (line, column) = (place.line, place.column);
        let message = format!("this file is not UTF-8: byte 0x{byte:02x} at line {line}, column {column}");
        Diagnostic::about_file(Code::BadUtf8, path, message).help(format!("{encoding}save it again as UTF-8"))
    })
}

/// The bytes of a file that was discovered, for what needs more than its length.
///
/// # Errors
/// Whatever the file system says; and when it is a pipe or a device.
pub fn bytes(disk: &Path) -> std::io::Result<Vec<u8>> {
    let (file, meta) = open(disk)?;
    whole(&file, &meta)
}
