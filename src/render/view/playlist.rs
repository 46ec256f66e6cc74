//! A playlist's page.

use super::elsewhere::ListenView;
use super::{DateView, LengthView, PictureView, RecordPageView, RefView, TextView, Views, WhoView};
use crate::model::{Curator, Entity, Id, Length, Playlist, PlaylistSong, Track};
use crate::route::{PlaylistFormat, Route, Shows};
use schemars::JsonSchema;
use serde::Serialize;

/// A playlist with its songs.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlaylistView {
    /// What the pages of all records have.
    #[serde(flatten)]
    pub record: RecordPageView,
    /// When it was made.
    pub date: Option<DateView>,
    /// Who chose, with commas between them.
    pub curators: Vec<WhoView>,
    /// Its picture.
    pub cover: Option<PictureView>,
    /// Where the whole of it can be heard.
    pub listen: Vec<ListenView>,
    /// What is heard, playlists in it opened.
    pub songs: Vec<PlaylistSongView>,
    /// Length of all songs, when all are known.
    pub total: Option<LengthView>,
    /// The playlist as XSPF.
    pub xspf: Option<String>,
    /// The playlist as JSPF.
    pub jspf: Option<String>,
}

/// A song of a playlist.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlaylistSongView {
    /// Its place, from 1.
    pub number: usize,
    /// The track's page; nothing for a song outside the catalogue.
    pub url: Option<String>,
    /// Its title in the page's language.
    pub title: String,
    /// The title's language, when it is not the page's.
    pub lang: Option<String>,
    /// Other titles.
    pub names: Vec<TextView>,
    /// Artist credit; that of a song outside the catalogue is one name without a page.
    pub artists: Vec<WhoView>,
    /// Its release.
    pub soundtrack: Option<RefView>,
    /// How long.
    pub length: Option<LengthView>,
    /// Why it is here.
    pub note: Option<TextView>,
    /// The playlist that it comes from, when another than this.
    pub from: Option<RefView>,
}

impl Views<'_> {
    /// A playlist's page.
    pub fn playlist(&self, id: Id<Playlist>) -> PlaylistView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.playlist(id);
        let file = |format| self.url(Route::plain(Shows::PlaylistFile(id, format)));
        PlaylistView {
            record: self.record_page(Entity::Playlist(id)),
            date: it.date.map(|date| self.partial_date(date)),
            curators: self.curators(&it.curators),
            cover: self.picture(it.cover.as_ref()),
            listen: self.listen(&it.listen),
            songs: it.songs.iter().enumerate().map(|(n, song)| self.playlist_song(n + 1, song)).collect(),
            total: self.total(&it.songs),
            xspf: file(PlaylistFormat::Xspf),
            jspf: file(PlaylistFormat::Jspf),
        }
    }

    /// A song of a playlist; `number` is its place.
    pub fn playlist_song(&self, number: usize, song: &PlaylistSong) -> PlaylistSongView {
        let note = self.text(&song.note);
        let from = song.from.map(|id| self.reference(Entity::Playlist(id)));
        let Some(track) = song.track else {
            let outside = song.outside.clone().unwrap_or_default();
            let (title, lang) = self.name(&outside.names);
            return PlaylistSongView {
                number,
                url: None,
                title,
                lang,
                names: Vec::new(),
                artists: self.credited_to(&outside.credited_to),
                soundtrack: None,
                length: None,
                note,
                from,
            };
        };
        let row = self.track_row(track);
        PlaylistSongView {
            number,
            url: Some(row.url),
            title: row.title,
            lang: row.lang,
            names: row.names,
            artists: row.artists,
            soundtrack: Some(row.soundtrack),
            length: row.length,
            note,
            from,
        }
    }

    /// The playlists in which a track's recording is heard.
    pub fn playlists_of(&self, track: &Track) -> Vec<RefView> {
        let playlists = self.magazine.catalogue.derived.playlists.get(&track.recording);
        playlists.into_iter().flatten().map(|id| self.reference(Entity::Playlist(*id))).collect()
    }

    /// How long all songs are, when all lengths are known.
    fn total(&self, songs: &[PlaylistSong]) -> Option<LengthView> {
        let catalogue = &self.magazine.catalogue;
        let seconds = songs.iter().map(|song| Some(catalogue.track(song.track?).length?.0));
        let seconds: Option<Vec<u32>> = seconds.collect();
        let seconds = seconds.filter(|all| !all.is_empty())?;
        Some(self.length(Length(seconds.into_iter().fold(0, u32::saturating_add))))
    }

    /// People of the magazine and guests, with commas between them.
    pub fn curators(&self, curators: &[Curator]) -> Vec<WhoView> {
        let (last, comma) = (curators.len().saturating_sub(1), self.locale().comma());
        let who = |(n, one): (usize, &Curator)| {
            let ((name, lang), url) = match one {
                Curator::Named(names) => (self.name(names), None),
                Curator::Contributor(id) => {
                    (self.name_of(Entity::Contributor(*id)), self.url_of(Entity::Contributor(*id)))
                }
            };
            let join = if n < last { comma.as_str() } else { "" };
            WhoView { join: join.to_owned(), ..WhoView::alone(name, url, lang) }
        };
        curators.iter().enumerate().map(who).collect()
    }
}
