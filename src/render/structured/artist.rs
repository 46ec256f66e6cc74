//! An artist: a person or a group, with members, the singers behind a fictional act, and songs.

use super::thing::{Seen, iso};
use super::{Graph, Node};
use crate::model::{Artist, Entity, Id};

impl Graph<'_> {
    /// A person or a group.
    pub(super) fn artist(&self, id: Id<Artist>) -> Node {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.artist(id);
        let entity = Entity::Artist(id);
        let seen =
            Seen { picture: it.picture.as_ref(), link: it.link.as_deref(), listen: &it.listen, elsewhere: Vec::new() };
        let mut node = self.described(entity, &it.record, &seen);
        let groups = it.member_of.iter().map(|group| Entity::Artist(*group));
        if self.kind(entity) == "Person" {
            node.set("birthDate", iso(it.born));
            node.set("deathDate", iso(it.died));
            // Only an organisation has members, and an act of one person is none.
            let groups = self.references(groups).into_iter().filter(|group| group.text("@type") != Some("Person"));
            node.set("memberOf", groups.collect::<Vec<_>>());
            return node;
        }
        node.set("memberOf", self.references(groups));
        node.set("foundingDate", iso(it.formed));
        node.set("dissolutionDate", iso(it.disbanded));
        for member in &it.members {
            node.push("member", self.who(member, "Person"));
        }
        for singer in &it.performed_by {
            let who = self.who(&singer.person, "Person");
            let role = Node::new("PerformanceRole").and("member", who);
            node.push(
                "member",
                role.and("characterName", self.views.character(&singer.as_character).map(|it| it.text)),
            );
        }
        let tracks = catalogue.derived.artist_tracks[id.index()].iter().map(|track| Entity::Track(*track));
        node.set("track", self.references(tracks));
        node
    }
}
