//! The facts of a playlist as JSON: what its file names, and all songs as they are heard.

use super::Facts;
use crate::model::{Entity, Id, Outside, PartialDate, Playlist, PlaylistItem, PlaylistItemOf, PlaylistSong};
use serde_json::{Map, Value};

impl Facts<'_> {
    pub(super) fn playlist(&mut self, id: Id<Playlist>) {
        let it = self.views.magazine.catalogue.playlist(id);
        self.set("date", it.date.map(PartialDate::iso));
        self.set("curators", self.curators(&it.curators));
        self.set("cover", self.picture(it.cover.as_ref()));
        self.listen(&it.listen);
        self.set("items", it.items.iter().map(|item| self.item(item)).collect::<Vec<_>>());
        self.set("tracks", it.songs.iter().map(|song| self.song(song)).collect::<Vec<_>>());
    }

    fn item(&self, item: &PlaylistItem) -> Map<String, Value> {
        let mut map = match &item.of {
            PlaylistItemOf::Track(id) => named("track", self.reference(Entity::Track(*id))),
            PlaylistItemOf::Playlist(id) => named("playlist", self.reference(Entity::Playlist(*id))),
            PlaylistItemOf::Outside(it) => self.outside(it),
        };
        self.put_texts(&mut map, "note", "notes", &item.note);
        map
    }

    fn song(&self, song: &PlaylistSong) -> Map<String, Value> {
        let mut map = match (song.track, &song.outside) {
            (Some(track), _) => named("track", self.reference(Entity::Track(track))),
            (None, Some(it)) => self.outside(it),
            (None, None) => Map::new(),
        };
        self.put_texts(&mut map, "note", "notes", &song.note);
        map.extend(song.from.map(|from| ("from".to_owned(), self.reference(Entity::Playlist(from)).into())));
        map
    }

    /// Something outside the catalogue: its title and its credit as text.
    pub(super) fn outside(&self, it: &Outside) -> Map<String, Value> {
        let mut map = named("title", it.names.plain.clone());
        self.put_others(&mut map, "names", &it.names.others);
        let plain = it.credited_to.plain.iter();
        map.extend(plain.map(|credit| ("credited_to".to_owned(), credit.as_str().into())));
        self.put_others(&mut map, "credited_names", &it.credited_to.others);
        map
    }
}

fn named(key: &str, value: String) -> Map<String, Value> {
    Map::from_iter([(key.to_owned(), value.into())])
}
