//! The facts of an award as JSON.

use super::Facts;
use crate::model::{Award, AwardResult, Honoured, Id, PartialDate};
use serde_json::{Map, Value};

impl Facts<'_> {
    pub(super) fn award(&mut self, id: Id<Award>) {
        let it = self.views.magazine.catalogue.award(id);
        self.set("body", it.body.plain.as_str());
        self.set("bodies", self.by_language(&it.body.others));
        self.texts("ceremony", "ceremonies", &it.ceremony);
        self.set("year", it.year);
        self.set("date", it.date.map(PartialDate::iso));
        self.set("nominations", it.nominations.map(PartialDate::iso));
        self.set("link", it.link.as_deref());
        self.set("source", it.source.as_deref());
        self.set("results", it.results.iter().map(|result| self.result(result)).collect::<Vec<_>>());
    }

    fn result(&self, it: &AwardResult) -> Map<String, Value> {
        let mut map = Map::from_iter([("category".to_owned(), Value::from(it.category.plain.as_str()))]);
        map.insert("categories".to_owned(), self.by_language(&it.category.others));
        map.insert("result".to_owned(), it.outcome.word().into());
        match &it.honours {
            Honoured::Record(entity) => drop(map.insert("honours".to_owned(), self.reference(*entity).into())),
            Honoured::Outside(it) => map.extend(self.outside(it)),
            Honoured::Unknown => {}
        }
        map.insert("credited".to_owned(), self.artists(&it.credited).into());
        map.extend(it.source.iter().map(|source| ("source".to_owned(), source.as_str().into())));
        map
    }
}
