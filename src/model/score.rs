//! A score in depth: its leitmotifs and where they return, its cues by scene, its words.

use super::credit::words;
use super::{Drama, Id, LanguageId, Names, Played, Texts, Track};
use crate::source::{Span, Spanned};

/// A theme that belongs to someone and returns.
#[derive(Debug, Clone)]
pub struct Leitmotif {
    /// Its place on the page of the soundtrack, and its slug.
    pub slug: String,
    /// What it is called.
    pub names: Names,
    /// The character or bond that it belongs to.
    pub owner: Texts,
    /// What carries it.
    pub instruments: Vec<Played>,
    /// What it is like.
    pub summaries: Texts,
    /// Its notes, as typed.
    pub notation: Option<String>,
    /// Where it returns, in the order of the file.
    pub returns: Vec<ThemeReturn>,
    /// Where it is written.
    pub span: Span,
}

/// A place at which a leitmotif is heard.
#[derive(Debug, Clone)]
pub struct ThemeReturn {
    /// On which track.
    pub track: Id<Track>,
    /// When, in seconds from the track's beginning.
    pub at: Option<Spanned<u32>>,
    /// What it is like there.
    pub notes: Texts,
    /// What carries it there, when not what usually does.
    pub instruments: Vec<Played>,
    /// Where it is written.
    pub span: Span,
}

/// A scene in which a track is heard.
#[derive(Debug, Clone)]
pub struct Cue {
    /// The drama, when the track belongs to several.
    pub drama: Option<Id<Drama>>,
    /// The episode, from 1; none for a film.
    pub episode: Option<u32>,
    /// When, in seconds from the episode's beginning.
    pub at: Option<u32>,
    /// What happens.
    pub scene: Texts,
}

words! {
    /// Why the words of a song may stand here.
    LyricsRights { Own "own", PublicDomain "public-domain", Licensed "licensed" }
}

/// The words of a song: lines in the original, romanised and translated, aligned; or only a link to them.
#[derive(Debug, Clone)]
pub struct Lyrics {
    /// The original's language, BCP 47.
    pub language: String,
    /// Why they may stand here; nothing when there is only a link.
    pub rights: Option<LyricsRights>,
    /// Under which licence.
    pub licence: Option<String>,
    /// Where they are from.
    pub source: Option<String>,
    /// Stanzas of lines.
    pub stanzas: Vec<Vec<LyricsLine>>,
    /// Where else they can be read.
    pub link: Option<String>,
}

/// One line of a song.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LyricsLine {
    /// As it is sung.
    pub original: String,
    /// In Latin letters.
    pub romanised: Option<String>,
    /// In languages of the site.
    pub translations: Vec<(LanguageId, String)>,
}
