//! Articles that go with an article, each with the reason in words.

use super::{CardView, Views};
use crate::catalogue::{Reason, Related};
use crate::model::{Article, Entity, Id};
use schemars::JsonSchema;
use serde::Serialize;

/// How many articles are named below an article.
const RELATED: usize = 4;

/// An article that goes with another.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RelatedView {
    /// The article.
    pub card: CardView,
    /// Why, in words: "Also about Goblin".
    pub reason: String,
}

impl Views<'_> {
    /// What goes with an article; `beside` are its neighbours in the section.
    pub(super) fn related(&self, id: Id<Article>, beside: &[Id<Article>]) -> Vec<RelatedView> {
        let related = self.magazine.catalogue.related(id, self.language, RELATED, beside);
        let view = |Related { article, reason }| RelatedView { card: self.card(article), reason: self.reason(reason) };
        related.into_iter().map(view).collect()
    }

    fn reason(&self, reason: Reason) -> String {
        let (key, name) = match reason {
            Reason::AlsoAbout(entity) => ("also.about_too", self.marked(entity)),
            Reason::About(entity) => ("also.about", self.marked(entity)),
            Reason::AlsoMentions(entity) => ("also.mentions_too", self.marked(entity)),
            Reason::Mentions(entity) => ("also.mentions", self.marked(entity)),
            Reason::AlsoTagged(id) => ("also.tagged", self.name_of(Entity::Tag(id)).0),
            Reason::SameSection(id) => ("also.section", self.name_of(Entity::Section(id)).0),
        };
        self.magazine.interface(self.language).filled(key, &[("name", &name)])
    }
}
