//! The facts of a drama as JSON.

use super::Facts;
use crate::model::{Drama, Entity, Id, PartialDate};

impl Facts<'_> {
    pub(super) fn drama(&mut self, id: Id<Drama>) {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.drama(id);
        self.set("type", it.kind.word());
        self.set("fictional", catalogue.is_fictional(Entity::Drama(id)));
        self.set("network", it.network.as_deref());
        self.set("studio", it.studio.as_deref());
        self.set("premiered", it.premiered.map(PartialDate::iso));
        self.set("finale", it.finale.map(PartialDate::iso));
        self.set("released", it.released.map(PartialDate::iso));
        self.set("episodes", it.episodes);
        self.set("credits", self.credits(&it.credits));
        let soundtracks = catalogue.derived.drama_soundtracks[id.index()].iter();
        self.set("soundtracks", self.references(soundtracks.map(|id| Entity::Soundtrack(*id))));
    }
}
