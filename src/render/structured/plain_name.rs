//! Labels and networks, which are organisations, and genres, which are words.

use super::{Graph, Node};
use crate::model::NameKind;
use crate::route::{Route, Shows};

impl Graph<'_> {
    /// A label, network or genre by its name, with its page when it has one.
    pub(super) fn named(&self, kind: NameKind, name: &str) -> Node {
        let place = self.views.magazine.catalogue.derived.plain_names.find(kind, name);
        place.and_then(|place| self.plain_name(kind, place)).unwrap_or_else(|| Node::new(word(kind)).and("name", name))
    }

    /// Genres, in words.
    pub(super) fn genres(&self, genres: &[String]) -> Vec<String> {
        self.views.genres(genres).into_iter().map(|genre| genre.title).collect()
    }

    /// The one at a place of the catalogue's list; its `@id` is the same in every language.
    pub(super) fn plain_name(&self, kind: NameKind, place: usize) -> Option<Node> {
        let name = self.views.magazine.catalogue.derived.plain_names.get(kind, place)?;
        let shows = Shows::Name(kind, place, 1);
        let root = self.views.url(Route::plain(shows))?;
        let here = self.views.url(Route::new(self.views.language, shows));
        let node = Node::with_id(word(kind), &format!("{root}#record"));
        Some(node.and("name", self.views.name(&name.names).0).and("url", here))
    }
}

fn word(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Label | NameKind::Network => "Organization",
        NameKind::Genre => "DefinedTerm",
    }
}
