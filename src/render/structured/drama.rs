//! A drama: a series with its first and last broadcast, or a film with its release.

use super::credit::Takes;
use super::thing::{Seen, iso};
use super::{Graph, Node};
use crate::model::{Drama, DramaKind, Entity, Id, NameKind, Role};
use crate::render::view::TextView;

/// Where a role has its place in `TVSeries` and `Movie`.
fn property(role: Role) -> Takes {
    match role {
        Role::Director => Some(("director", true)),
        Role::Actor => Some(("actor", true)),
        Role::Writer => Some(("author", false)),
        Role::Producer => Some(("producer", false)),
        Role::MusicDirector | Role::Composer => Some(("musicBy", false)),
        _ => None,
    }
}

impl Graph<'_> {
    /// A drama; its soundtracks are works about it, because the vocabulary has no nearer word.
    pub(super) fn drama(&self, id: Id<Drama>) -> Node {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.drama(id);
        let seen = Seen { picture: it.cover.as_ref(), link: it.link.as_deref(), ..Seen::default() };
        let mut node = self.described(Entity::Drama(id), &it.record, &seen).and("genre", self.genres(&it.genres));
        match it.kind {
            DramaKind::Series => {
                node.set("startDate", iso(it.date()));
                node.set("endDate", iso(it.finale));
                node.set("numberOfEpisodes", it.episodes);
            }
            DramaKind::Film => node.set("datePublished", iso(it.date())),
        }
        let studio = |name: TextView| Node::new("Organization").and("name", name.text);
        node.set("productionCompany", self.views.text(&it.studio).map(studio));
        let broadcast = |network: &String| {
            let kind = if it.kind == DramaKind::Series { "BroadcastEvent" } else { "PublicationEvent" };
            let network = self.named(NameKind::Network, network);
            Node::new(kind).and("publishedBy", network).and("startDate", iso(it.date()))
        };
        node.set("publication", it.network.as_ref().map(broadcast));
        self.credits(&mut node, &it.credits, property);
        let soundtracks = catalogue.derived.drama_soundtracks[id.index()].iter();
        node.set("subjectOf", self.references(soundtracks.map(|id| Entity::Soundtrack(*id))));
        node
    }
}
