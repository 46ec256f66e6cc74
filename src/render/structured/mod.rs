//! What a page says, for machines: one JSON-LD graph in the words of schema.org.
//!
//! [`graph`] tells what a route shows. Every thing has one name, its `@id`: the whole address of its page and a
//! fragment. A record is the same thing in every language, so it is named by its page in the site's own; articles and
//! pages are works of their own in each. Where a graph only refers to a thing, it repeats its type and name, so that
//! every page can be understood alone. Which types and properties there are is checked by `tests/structured.rs`.

mod article;
mod artist;
mod award;
mod chart;
mod credit;
mod drama;
mod event;
mod issue;
mod media;
mod node;
mod plain_name;
mod playlist;
mod series;
mod site;
mod soundtrack;
mod thing;

use super::Magazine;
use super::component::Spoken;
use super::json::escaped;
use super::view::{PageView, Views};
use crate::model::Entity;
use crate::route::{Route, Shows};
use node::Node;
use serde_json::{Value, json};

/// How many things of one kind a graph refers to: enough for what a page is about, and no more for an artist with
/// thousands of songs.
const REFERENCES: usize = 100;

/// Makes the graph of one page.
#[derive(Clone, Copy)]
struct Graph<'a> {
    /// In the page's language, with whole addresses.
    views: Views<'a>,
    /// The page as its head tells it, so that both say the same.
    page: &'a PageView,
}

/// The JSON text of a page's graph, safe inside `<script>`; nothing for a page that nobody may find. `spoken` is what its
/// body says that is told apart: the questions that it answers, the words of its recordings.
pub fn graph(magazine: &Magazine, route: Route, page: &PageView, spoken: &Spoken) -> Option<String> {
    let views = Views { whole: true, ..Views::new(magazine, route.language) };
    let graph = Graph { views, page };
    if let Shows::Article(id) = route.shows
        && magazine.catalogue.article(id).withheld.is_some()
    {
        return None;
    }
    let mut main: Vec<Node> = match route.shows {
        Shows::Article(id) => vec![graph.article(id, spoken)],
        Shows::Record(entity) => graph.record(entity),
        Shows::ChartWeek(id, week) => vec![graph.chart_week(id, week)],
        Shows::Contributor(id, 1) => vec![graph.contributor(id)],
        Shows::Tag(id, _) => vec![graph.tag(id)],
        Shows::Series(place, page) => graph.series_page(place, page).into_iter().collect(),
        Shows::Name(kind, place, _) => graph.plain_name(kind, place).into_iter().collect(),
        _ => Vec::new(),
    };
    if !spoken.faq.is_empty() {
        main.push(graph.faq(&spoken.faq));
    }
    let mut nodes = graph.frame(route, main.first().and_then(|node| node.text("@id")));
    nodes.extend(main);
    let nodes: Vec<Value> = nodes.into_iter().map(Value::from).collect();
    Some(escaped(&json!({ "@context": "https://schema.org", "@graph": nodes }).to_string()))
}

impl Graph<'_> {
    /// What a record's page is about, the record first.
    fn record(&self, entity: Entity) -> Vec<Node> {
        match entity {
            Entity::Drama(id) => vec![self.drama(id)],
            Entity::Soundtrack(id) => self.soundtrack(id),
            Entity::Track(id) => self.track(id),
            Entity::Artist(id) => vec![self.artist(id)],
            Entity::Chart(id) => vec![self.chart(id)],
            Entity::Contributor(id) => vec![self.contributor(id)],
            Entity::Playlist(id) => vec![self.playlist(id)],
            Entity::Event(id) => vec![self.event(id)],
            Entity::Issue(id) => vec![self.issue(id)],
            Entity::Instrument(id) => vec![self.instrument(id)],
            Entity::Award(id) => vec![self.award(id)],
            Entity::Article(_) | Entity::Page(_) | Entity::Tag(_) | Entity::Section(_) => Vec::new(),
        }
    }
}
