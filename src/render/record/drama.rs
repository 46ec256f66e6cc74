//! The facts of a drama as JSON.

use super::{Facts, iso};
use crate::model::{Drama, Entity, Id};

impl Facts<'_> {
    pub(super) fn drama(&mut self, id: Id<Drama>) {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.drama(id);
        self.set("type", it.kind.word());
        self.set("fictional", catalogue.is_fictional(Entity::Drama(id)));
        self.set("network", it.network.as_deref());
        self.texts("studio", "studios", &it.studio);
        self.set("premiered", iso(it.premiered));
        self.set("finale", iso(it.finale));
        self.set("released", iso(it.released));
        self.set("episodes", it.episodes);
        self.set("genres", it.genres.clone());
        self.set("link", it.link.as_deref());
        self.set("cover", self.picture(it.cover.as_ref()));
        self.set("credits", self.credits(&it.credits));
        let soundtracks = catalogue.derived.drama_soundtracks[id.index()].iter();
        self.set("soundtracks", self.references(soundtracks.map(|id| Entity::Soundtrack(*id))));
    }
}
