//! An award: the results of a ceremony as a list of what was honoured.

use super::thing::Seen;
use super::{Graph, Node};
use crate::model::{Award, AwardOutcome, AwardResult, Entity, Honoured, Id};

impl Graph<'_> {
    /// A ceremony with its results. It is not told as an event: where it took place nobody states.
    pub(super) fn award(&self, id: Id<Award>) -> Node {
        let it = self.views.magazine.catalogue.award(id);
        let seen = Seen { link: it.link.as_deref(), ..Seen::default() };
        let items = it.results.iter().take(super::REFERENCES).enumerate().filter_map(|(n, result)| {
            let item = self.honoured(it, result)?;
            let (category, outcome) = self.told(result);
            Some(
                Node::new("ListItem")
                    .and("position", n + 1)
                    .and("description", format!("{category}: {outcome}"))
                    .and("item", item),
            )
        });
        self.described(Entity::Award(id), &it.record, &seen)
            .and("numberOfItems", it.results.len())
            .and("itemListElement", items.collect::<Vec<_>>())
    }

    fn told(&self, result: &AwardResult) -> (String, String) {
        (self.views.name(&result.category).0, self.views.say(&format!("outcome.{}", result.outcome.word())))
    }

    /// What was honoured, with the award when it was won.
    fn honoured(&self, award: &Award, result: &AwardResult) -> Option<Node> {
        let item = match &result.honours {
            Honoured::Record(entity) => self.reference(*entity)?,
            Honoured::Outside(outside) => {
                // A title that nobody is credited with may be anything.
                let (title, by) = self.outside(outside, "Person");
                Node::new("CreativeWork").and("name", title).and("creator", by)
            }
            Honoured::Unknown => return None,
        };
        let won = result.outcome == AwardOutcome::Won;
        Some(item.and("award", won.then(|| self.award_text(award, result))))
    }

    /// What a thing won, the newest first.
    pub(super) fn awards(&self, entity: Entity) -> Vec<String> {
        let catalogue = &self.views.magazine.catalogue;
        let results = catalogue.awards_of(entity).iter().filter_map(|(award, place)| {
            let award = catalogue.award(*award);
            Some((award, award.results.get(*place)?))
        });
        let won = results.filter(|(_, result)| result.outcome == AwardOutcome::Won);
        won.map(|(award, result)| self.award_text(award, result)).take(super::REFERENCES).collect()
    }

    /// An award in one line: category, ceremony or body, year.
    fn award_text(&self, award: &Award, result: &AwardResult) -> String {
        let category = self.views.name(&result.category).0;
        let name = self.views.name(&award.record.names).0;
        // A ceremony's name often ends with its year or begins with it.
        if name.contains(&award.year.to_string()) {
            format!("{category}, {name}")
        } else {
            format!("{category}, {name} {}", award.year)
        }
    }
}
