//! The facts of issues and of instruments as JSON.

use super::Facts;
use crate::model::{Entity, Id, Instrument, InstrumentFamily, Issue, IssueItem, IssuePart, PartialDate};
use serde_json::{Map, Value};

impl Facts<'_> {
    pub(super) fn issue(&mut self, id: Id<Issue>) {
        let it = self.views.magazine.catalogue.issue(id);
        self.set("number", it.number.map(|number| number.value));
        self.set("date", it.date.map(PartialDate::iso));
        self.set("cover", self.picture(it.cover.as_ref()));
        self.texts("note", "notes", &it.note);
        self.set("editors", self.curators(&it.editors));
        self.set("parts", it.parts.iter().map(|part| self.part(part)).collect::<Vec<_>>());
    }

    fn part(&self, part: &IssuePart) -> Map<String, Value> {
        let mut map = Map::new();
        if let Some(names) = &part.names {
            self.put_names(&mut map, names);
        }
        let shown =
            part.contents.iter().filter(|item| self.views.magazine.catalogue.is_shown(Entity::Article(item.article)));
        let item = |item: &IssueItem| {
            let article = self.reference(Entity::Article(item.article));
            let mut map = Map::from_iter([("article".to_owned(), Value::from(article))]);
            self.put_texts(&mut map, "note", "notes", &item.note);
            if self.views.magazine.catalogue.article(item.article).retracted.is_some() {
                map.insert("retracted".to_owned(), Value::from(true));
            }
            Value::from(map)
        };
        map.insert("contents".to_owned(), shown.map(item).collect());
        map
    }

    pub(super) fn instrument(&mut self, id: Id<Instrument>) {
        let it = self.views.magazine.catalogue.instrument(id);
        self.set("family", it.family.map(InstrumentFamily::word));
        self.set("hornbostel", it.hornbostel.as_deref());
        self.set("related", self.references(it.related.iter().map(|other| Entity::Instrument(*other))));
        self.set("picture", self.picture(it.picture.as_ref()));
        self.set("link", it.link.as_deref());
    }
}
