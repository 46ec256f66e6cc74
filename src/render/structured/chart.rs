//! A chart and its weeks, as lists in the order of their positions.

use super::thing::Seen;
use super::{Graph, Node};
use crate::model::{Chart, ChartWeek, Entity, EntrySubject, Id};
use crate::route::{Route, Shows};

impl Graph<'_> {
    /// A chart, with its latest stored week.
    pub(super) fn chart(&self, id: Id<Chart>) -> Node {
        let it = self.views.magazine.catalogue.chart(id);
        let seen = Seen { link: it.link.as_deref(), ..Seen::default() };
        let mut node = self.described(Entity::Chart(id), &it.record, &seen);
        if let Some(week) = it.weeks.last() {
            self.entries(&mut node, week);
        }
        node
    }

    /// One week of a chart.
    pub(super) fn chart_week(&self, id: Id<Chart>, week: usize) -> Node {
        let root = Route::plain(Shows::ChartWeek(id, week));
        let mut node = Node::with_id("ItemList", &format!("{}#record", self.views.url(root).unwrap_or_default()))
            .and("name", self.page.title.as_str())
            .and("url", self.page.canonical.as_str())
            .and("mainEntityOfPage", Node::only_id(&self.page_id()));
        if let Some(week) = self.views.magazine.catalogue.chart(id).weeks.get(week) {
            self.entries(&mut node, week);
        }
        node
    }

    /// The entries; those that share a position keep it, and their order.
    fn entries(&self, node: &mut Node, week: &ChartWeek) {
        let is_album = |subject: &EntrySubject| matches!(subject, EntrySubject::Soundtrack(_));
        let of_albums = week.entries.iter().any(|entry| is_album(&entry.subject));
        let items = week.entries.iter().take(super::REFERENCES).filter_map(|entry| {
            let item = match &entry.subject {
                EntrySubject::Track(id) => self.reference(Entity::Track(*id))?,
                EntrySubject::Soundtrack(id) => self.reference(Entity::Soundtrack(*id))?,
                EntrySubject::Outside(it) => {
                    let (title, by) = self.outside(it, "MusicGroup");
                    let kind = if of_albums { "MusicAlbum" } else { "MusicRecording" };
                    Node::new(kind).and("name", title).and("byArtist", by)
                }
                EntrySubject::Unknown => return None,
            };
            Some(Node::new("ListItem").and("position", entry.position).and("item", item))
        });
        node.set("numberOfItems", week.entries.len());
        node.set("itemListOrder", super::node::member("ItemListOrderAscending"));
        node.set("itemListElement", items.collect::<Vec<_>>());
    }
}
