//! A playlist: tracks in an order that someone chose, with a word about each.

use super::{Contributor, Cover, Id, Names, Outside, PartialDate, Platform, Record, Texts, Track};
use crate::source::Span;

/// A playlist.
#[derive(Debug, Clone)]
pub struct Playlist {
    /// What all records have.
    pub record: Record,
    /// When it was made.
    pub date: Option<PartialDate>,
    /// Who chose.
    pub curators: Vec<Curator>,
    /// The picture that stands for it.
    pub cover: Option<Cover>,
    /// Where the whole of it can be heard: whole addresses.
    pub listen: Vec<(Platform, String)>,
    /// What stands in the file, in its order.
    pub items: Vec<PlaylistItem>,
    /// All that is to be heard, playlists in it opened; derived.
    pub songs: Vec<PlaylistSong>,
}

/// Someone of the magazine, or a guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Curator {
    /// With a record.
    Contributor(Id<Contributor>),
    /// Without one: a name.
    Named(Names),
}

/// One line of a playlist's file.
#[derive(Debug, Clone)]
pub struct PlaylistItem {
    /// What it names.
    pub of: PlaylistItemOf,
    /// Why it is here.
    pub note: Texts,
    /// Where it is written.
    pub span: Span,
}

/// What a line of a playlist names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaylistItemOf {
    /// A track.
    Track(Id<Track>),
    /// All of another playlist, in its place.
    Playlist(Id<Playlist>),
    /// Something outside the catalogue.
    Outside(Outside),
}

/// One song of a playlist, as it is heard.
#[derive(Debug, Clone)]
pub struct PlaylistSong {
    /// The track, unless it is outside the catalogue.
    pub track: Option<Id<Track>>,
    /// What is outside the catalogue.
    pub outside: Option<Outside>,
    /// Why it is here.
    pub note: Texts,
    /// The playlist that it comes from, when another than this.
    pub from: Option<Id<Playlist>>,
}
