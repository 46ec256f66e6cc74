//! The facts of an artist as JSON.

use super::{Facts, iso};
use crate::model::{Artist, ArtistKind, Entity, Id, Person, Texts};
use serde_json::{Map, Value};

impl Facts<'_> {
    pub(super) fn artist(&mut self, id: Id<Artist>) {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.artist(id);
        self.set("type", it.kind.map(ArtistKind::word));
        self.set("fictional", catalogue.is_fictional(Entity::Artist(id)));
        self.set("born", iso(it.born));
        self.set("died", iso(it.died));
        self.set("formed", iso(it.formed));
        self.set("disbanded", iso(it.disbanded));
        self.listen(&it.listen);
        self.set("link", it.link.as_deref());
        self.set("picture", self.picture(it.picture.as_ref()));
        self.set("members", it.members.iter().map(|who| self.person(who)).collect::<Vec<_>>());
        self.set("member_of", self.references(it.member_of.iter().map(|group| Entity::Artist(*group))));
        let singers = it.performed_by.iter().map(|it| self.playing(&it.person, &it.as_character));
        self.set("performed_by", singers.collect::<Vec<_>>());
        let acts = it.performs_as.iter().map(|(act, character)| self.playing(&Person::Artist(*act), character));
        self.set("performs_as", acts.collect::<Vec<_>>());
        let tracks = &catalogue.derived.artist_tracks[id.index()];
        self.set("tracks", self.references(tracks.iter().map(|track| Entity::Track(*track))));
    }

    /// Someone and the character that they are.
    fn playing(&self, person: &Person, character: &Texts) -> Map<String, Value> {
        let mut map = self.person(person);
        self.put_character(&mut map, character);
        map
    }
}
