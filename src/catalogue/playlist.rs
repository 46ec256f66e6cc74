//! Playlists: references resolved, playlists in playlists opened, songs that stand twice.

use super::Catalogue;
use super::link::Linker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Entity, Id, Kind, Playlist, PlaylistItem, PlaylistItemOf, PlaylistSong, Track};
use crate::parse::{PlaylistItemMatter, PlaylistItemOfMatter, PlaylistMatter};
use std::collections::{BTreeMap, BTreeSet};

impl Linker<'_> {
    /// Links one playlist; its songs follow when all playlists are linked.
    pub(super) fn playlist(&mut self, matter: PlaylistMatter) -> Playlist {
        let curators = self.curators(matter.curators);
        let cover = matter.cover.and_then(|cover| self.cover(&cover, matter.record.span.source));
        let items = matter.items.into_iter().filter_map(|item| self.playlist_item(item)).collect();
        Playlist {
            record: matter.record,
            date: matter.date,
            curators,
            cover,
            listen: matter.listen,
            items,
            songs: Vec::new(),
        }
    }

    fn playlist_item(&mut self, matter: PlaylistItemMatter) -> Option<PlaylistItem> {
        let of = match matter.of {
            PlaylistItemOfMatter::Outside(it) => PlaylistItemOf::Outside(it),
            PlaylistItemOfMatter::Track(slug) => match self.reference(Kind::Track, &slug) {
                Some(Entity::Track(id)) => PlaylistItemOf::Track(id),
                _ => return None,
            },
            PlaylistItemOfMatter::Playlist(slug) => match self.reference(Kind::Playlist, &slug) {
                Some(Entity::Playlist(id)) => PlaylistItemOf::Playlist(id),
                _ => return None,
            },
        };
        Some(PlaylistItem { of, note: matter.note, span: matter.span })
    }

    /// Fills in what is heard, and tells what is heard twice.
    pub(super) fn songs(&mut self, playlists: &mut [Playlist], tracks: &[Track]) {
        let songs: Vec<Vec<PlaylistSong>> = (0..playlists.len())
            .map(|n| {
                let heard = opened(playlists, Id::new(n));
                self.heard_twice(playlists, Id::new(n), &heard, tracks);
                heard.into_iter().map(|heard| heard.song).collect()
            })
            .collect();
        for (playlist, songs) in playlists.iter_mut().zip(songs) {
            playlist.songs = songs;
        }
    }

    /// One recording, or one other playlist, in two entries of a playlist: told once for each pair of entries.
    fn heard_twice(&mut self, playlists: &[Playlist], own: Id<Playlist>, heard: &[Heard], tracks: &[Track]) {
        let items = &playlists[own.index()].items;
        let mut told = BTreeSet::new();
        let mut opened: BTreeMap<Id<Playlist>, usize> = BTreeMap::new();
        for (n, item) in items.iter().enumerate() {
            let PlaylistItemOf::Playlist(id) = item.of else { continue };
            let Some(before) = opened.insert(id, n) else { continue };
            told.insert((before, n));
            let message = format!("the playlist `{}` stands here twice", playlists[id.index()].record.slug);
            let it = Diagnostic::warning(Code::DuplicateEntry, item.span, message);
            self.diagnostics.push(it.also(items[before].span, "here for the first time").help("keep one of the two"));
        }
        let mut first: BTreeMap<Id<Track>, usize> = BTreeMap::new();
        for Heard { song, item } in heard {
            let Some(track) = song.track else { continue };
            let recording = tracks[track.index()].recording;
            let before = *first.entry(recording).or_insert(*item);
            if before == *item || !told.insert((before, *item)) {
                // What another playlist holds twice is told there.
                continue;
            }
            let title = &tracks[track.index()].record.names.plain;
            let it = Diagnostic::warning(
                Code::DuplicateEntry,
                items[*item].span,
                format!("“{title}” is heard twice in this playlist"),
            );
            let it = it.also(items[before].span, "here for the first time");
            self.diagnostics.push(it.help("keep one of the two"));
        }
    }
}

/// A song, and the entry of the opened playlist that brings it.
struct Heard {
    song: PlaylistSong,
    item: usize,
}

/// What is heard, playlists in it opened. Each is opened once, whatever leads to it, so that circles end and
/// playlists that hold each other many times over do not grow without measure.
fn opened(playlists: &[Playlist], own: Id<Playlist>) -> Vec<Heard> {
    let mut heard = Vec::new();
    let mut seen = BTreeSet::from([own]);
    let mut way: Vec<(Id<Playlist>, usize)> = vec![(own, 0)];
    while let Some((at, next)) = way.last_mut() {
        let (at, place) = (*at, *next);
        *next += 1;
        let Some(entry) = playlists[at.index()].items.get(place) else {
            way.pop();
            continue;
        };
        let from = (at != own).then_some(at);
        let (track, outside) = match &entry.of {
            PlaylistItemOf::Playlist(other) => {
                if seen.insert(*other) {
                    way.push((*other, 0));
                }
                continue;
            }
            PlaylistItemOf::Track(id) => (Some(*id), None),
            PlaylistItemOf::Outside(it) => (None, Some(it.clone())),
        };
        let song = PlaylistSong { track, outside, note: entry.note.clone(), from };
        let item = way.first().map_or(0, |(_, next)| next - 1);
        heard.push(Heard { song, item });
    }
    heard
}

/// By recording: the playlists in which it is heard.
pub(super) fn by_recording(catalogue: &Catalogue) -> BTreeMap<Id<Track>, Vec<Id<Playlist>>> {
    let mut all: BTreeMap<Id<Track>, Vec<Id<Playlist>>> = BTreeMap::new();
    for (n, playlist) in catalogue.playlists.iter().enumerate() {
        let tracks = playlist.songs.iter().filter_map(|song| song.track);
        let recordings: BTreeSet<Id<Track>> = tracks.map(|track| catalogue.track(track).recording).collect();
        for recording in recordings {
            all.entry(recording).or_default().push(Id::new(n));
        }
    }
    all
}
