//! A playlist: songs in an order, with a word about each, and who chose them.

use super::thing::Seen;
use super::{Graph, Node};
use crate::model::{Curator, Entity, Id, PartialDate, Playlist};

impl Graph<'_> {
    /// Those of the magazine and guests.
    pub(super) fn curators(&self, curators: &[Curator]) -> Vec<Node> {
        let who = |curator: &Curator| match curator {
            Curator::Contributor(id) => self.reference(Entity::Contributor(*id)),
            Curator::Named(names) => Some(Node::new("Person").and("name", self.views.name(names).0)),
        };
        curators.iter().filter_map(who).collect()
    }

    /// A playlist as it is heard.
    pub(super) fn playlist(&self, id: Id<Playlist>) -> Node {
        let it = self.views.magazine.catalogue.playlist(id);
        let seen = Seen { picture: it.cover.as_ref(), listen: &it.listen, ..Seen::default() };
        let songs = it.songs.iter().take(super::REFERENCES).enumerate().filter_map(|(n, song)| {
            let item = match (song.track, &song.outside) {
                (Some(track), _) => self.reference(Entity::Track(track))?,
                (None, Some(outside)) => {
                    let (title, by) = self.outside(outside, "MusicGroup");
                    Node::new("MusicRecording").and("name", title).and("byArtist", by)
                }
                (None, None) => return None,
            };
            let note = self.views.text(&song.note).map(|note| note.text);
            let place = Node::new("ListItem").and("position", n + 1).and("description", note);
            Some(place.and("item", item))
        });
        let list = Node::new("ItemList").and("itemListElement", songs.collect::<Vec<_>>());
        self.described(Entity::Playlist(id), &it.record, &seen)
            .and("author", self.curators(&it.curators))
            .and("datePublished", it.date.map(PartialDate::iso))
            .and("numTracks", it.songs.len())
            .and("track", list)
            .and("publisher", self.publisher())
    }
}
