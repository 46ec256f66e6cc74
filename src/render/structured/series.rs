//! A series of articles, and an article as a part of one.

use super::{Graph, Node};
use crate::model::{Article, Id};
use crate::route::{Route, Shows};

impl Graph<'_> {
    /// The series at a place of the catalogue's list; its `@id` is the same in every language.
    fn series(&self, place: usize) -> Option<Node> {
        let series = self.views.magazine.catalogue.written.series.get(place)?;
        let root = self.views.url(Route::plain(Shows::Series(place, 1)))?;
        let node = Node::with_id("CreativeWorkSeries", &format!("{root}#series"));
        let here = self.views.url(Route::new(self.views.language, Shows::Series(place, 1)));
        Some(node.and("name", self.views.name(&series.names).0).and("url", here))
    }

    /// The same with what it is about and the articles of one page of it.
    pub(super) fn series_page(&self, place: usize, page: usize) -> Option<Node> {
        let series = self.views.magazine.catalogue.written.series.get(place)?;
        let shown = self.views.parts_of(series, page);
        let parts = shown.iter().filter_map(|(id, number)| {
            let url =
                self.views.url(Route::new(self.views.magazine.catalogue.article(*id).language, Shows::Article(*id)))?;
            let node = Node::with_id(self.named_kind(*id), &format!("{url}#article"));
            let node = node.and("name", self.views.magazine.catalogue.article(*id).title.as_str());
            Some(node.and("url", url).and("position", *number))
        });
        let description = self.views.text(&series.descriptions).map(|text| text.text);
        Some(self.series(place)?.and("description", description).and("hasPart", parts.collect::<Vec<_>>()))
    }

    /// Says of an article which part of which series it is.
    pub(super) fn in_series(&self, node: &mut Node, id: Id<Article>) {
        let catalogue = &self.views.magazine.catalogue;
        let article = catalogue.article(id);
        let Some(said) = &article.series else { return };
        let place = catalogue.written.series.said_by(catalogue, article);
        let named = || Node::new("CreativeWorkSeries").and("name", self.views.name(&said.names).0);
        node.push("isPartOf", place.and_then(|place| self.series(place)).unwrap_or_else(named));
        let series = place.and_then(|place| catalogue.written.series.get(place));
        let part = series.zip(catalogue.written.series.part(article.original));
        node.set("position", part.and_then(|(series, part)| series.parts.get(part)?.number));
    }
}
