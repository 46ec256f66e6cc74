//! An issue of the magazine with its articles in order, and an instrument, which is a word of the field.

use super::thing::Seen;
use super::{Graph, Node};
use crate::model::{Entity, Id, Instrument, Issue, PartialDate};

impl Graph<'_> {
    /// A numbered edition.
    pub(super) fn issue(&self, id: Id<Issue>) -> Node {
        let it = self.views.magazine.catalogue.issue(id);
        let seen = Seen { picture: it.cover.as_ref(), ..Seen::default() };
        let articles =
            it.articles().map(Entity::Article).filter(|article| self.views.magazine.catalogue.is_shown(*article));
        self.described(Entity::Issue(id), &it.record, &seen)
            .and("issueNumber", it.number.map(|number| number.value))
            .and("datePublished", it.date.map(PartialDate::iso))
            .and("editor", self.curators(&it.editors))
            .and("isPartOf", Node::only_id(&self.website_id()))
            .and("publisher", self.publisher())
            .and("hasPart", self.references(articles))
    }

    /// An instrument. The vocabulary has no type for one; its class by Hornbostel and Sachs is its code.
    pub(super) fn instrument(&self, id: Id<Instrument>) -> Node {
        let it = self.views.magazine.catalogue.instrument(id);
        let seen = Seen { picture: it.picture.as_ref(), link: it.link.as_deref(), ..Seen::default() };
        let mut node = self.described(Entity::Instrument(id), &it.record, &seen);
        if let Some(class) = &it.hornbostel {
            node.set("termCode", class.as_str());
            node.set("inDefinedTermSet", Node::new("DefinedTermSet").and("name", "Hornbostel–Sachs"));
        }
        node
    }
}
