//! What a thing is called in a graph, of which type it is, and what all records tell of themselves.

use super::{Graph, Node};
use crate::model::{
    Artist, ArtistKind, Cover, DramaKind, Entity, Id, Kind, LanguageId, PartialDate, Platform, Record, Role,
};
use crate::render::view::{Views, address};
use crate::route::Shows;
use crate::source::Spanned;

/// What only a person does.
const PERSONAL: [Role; 4] = [Role::Director, Role::Writer, Role::Actor, Role::Lyricist];

impl Graph<'_> {
    /// A thing's name in all graphs.
    pub(super) fn id(&self, entity: Entity) -> Option<String> {
        let (views, place) = match entity.kind() {
            Kind::Article => (self.views, "article"),
            Kind::Page | Kind::Section => (self.views, "page"),
            _ => (Views { language: LanguageId::ROOT, ..self.views }, "record"),
        };
        views.url_of(entity).map(|url| format!("{url}#{place}"))
    }

    /// The name of something that a record's page describes beside the record: `…#song`.
    pub(super) fn part(&self, entity: Entity, fragment: &str) -> String {
        let id = self.id(entity).unwrap_or_default();
        format!("{}{fragment}", id.trim_end_matches("record"))
    }

    /// A thing's type, as it is told where the thing is named.
    pub(super) fn kind(&self, entity: Entity) -> &'static str {
        let catalogue = &self.views.magazine.catalogue;
        match entity {
            Entity::Drama(id) => match catalogue.drama(id).kind {
                DramaKind::Series => "TVSeries",
                DramaKind::Film => "Movie",
            },
            Entity::Soundtrack(_) => "MusicAlbum",
            Entity::Track(_) => "MusicRecording",
            Entity::Artist(id) => self.artist_kind(id),
            Entity::Chart(_) | Entity::Award(_) => "ItemList",
            Entity::Article(id) => self.named_kind(catalogue.article_in(id, self.views.language)),
            Entity::Page(id) => self.page_kind(Shows::Page(catalogue.page_in(id, self.views.language))),
            Entity::Contributor(_) => "Person",
            Entity::Tag(_) | Entity::Instrument(_) => "DefinedTerm",
            Entity::Section(_) => "CollectionPage",
            Entity::Playlist(_) => "MusicPlaylist",
            Entity::Event(id) => super::event::kind(catalogue.event(id).kind),
            Entity::Issue(_) => "PublicationIssue",
        }
    }

    /// A person or a group. Of an artist whose record does not say, what they did tells; a `MusicGroup` can be a solo
    /// musician too.
    fn artist_kind(&self, id: Id<Artist>) -> &'static str {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.artist(id);
        match it.kind {
            Some(ArtistKind::Person | ArtistKind::FictionalPerson) => "Person",
            Some(ArtistKind::Group | ArtistKind::FictionalGroup | ArtistKind::Orchestra) => "MusicGroup",
            None => {
                let did = &catalogue.derived.artist_credits[id.index()];
                let several = !it.members.is_empty() || !it.performed_by.is_empty();
                if !several && PERSONAL.iter().any(|role| did.contains_key(role)) { "Person" } else { "MusicGroup" }
            }
        }
    }

    /// A thing that another page describes; nothing when no page does.
    pub(super) fn reference(&self, entity: Entity) -> Option<Node> {
        let id = self.id(entity)?;
        let name = self.views.name_of(entity).0;
        let node = Node::with_id(self.kind(entity), &id).and("name", name).and("url", self.views.url_of(entity));
        let catalogue = &self.views.magazine.catalogue;
        let retracted = match entity {
            Entity::Article(id) => catalogue.article(catalogue.article_in(id, self.views.language)).retracted.is_some(),
            _ => false,
        };
        Some(node.and("creativeWorkStatus", retracted.then_some("Retracted")))
    }

    /// Several of them, not too many.
    pub(super) fn references(&self, entities: impl IntoIterator<Item = Entity>) -> Vec<Node> {
        entities.into_iter().filter_map(|entity| self.reference(entity)).take(super::REFERENCES).collect()
    }

    /// A record with what all records tell: names, address, picture, what it is, that it is invented, what it is called
    /// elsewhere and by whom.
    pub(super) fn described(&self, entity: Entity, record: &Record, seen: &Seen) -> Node {
        let views = &self.views;
        let names = &record.names;
        let name = views.name(names).0;
        let mut others: Vec<String> = Vec::new();
        let spelled = views.other_names(names).into_iter().map(|other| other.text);
        for other in spelled.chain(names.romanised.clone()).chain(names.aliases.iter().cloned()) {
            if other != name && !others.contains(&other) {
                others.push(other);
            }
        }
        let id = self.id(entity).unwrap_or_default();
        let mut node = Node::with_id(self.kind(entity), &id)
            .and("name", name)
            .and("alternateName", others)
            .and("url", views.url_of(entity))
            .and("description", views.text(&record.summaries).map(|text| text.text));
        if views.magazine.catalogue.is_fictional(entity) {
            let key = if entity.kind() == Kind::Artist { "fiction.act" } else { "fiction.work" };
            node.set("disambiguatingDescription", views.say(key));
        }
        node.set("image", self.picture(seen.picture));
        node.set("award", self.awards(entity));
        // Their own properties say these better.
        let codes = ["isrc", "iswc"];
        let others = record.ids.iter().filter(|id| !codes.contains(&id.scheme)).map(|id| {
            Node::new("PropertyValue")
                .and("propertyID", id.scheme)
                .and("value", id.value.as_str())
                .and("url", id.url.as_deref())
        });
        node.set("identifier", others.collect::<Vec<_>>());
        let mut same: Vec<String> = record.ids.iter().filter_map(|id| id.url.clone()).collect();
        same.extend(seen.listen.iter().filter_map(|(_, url)| address(url)));
        same.extend(seen.link.and_then(address));
        same.extend(seen.elsewhere.iter().cloned());
        same.dedup();
        node.set("sameAs", same);
        node.set("mainEntityOfPage", Node::only_id(&self.page_id()));
        node
    }
}

/// A date as far as it is known.
pub(super) fn iso(date: Option<Spanned<PartialDate>>) -> Option<String> {
    date.map(|date| date.iso())
}

/// Where a record is seen beside its page.
#[derive(Default)]
pub(super) struct Seen<'a> {
    pub picture: Option<&'a Cover>,
    pub link: Option<&'a str>,
    pub listen: &'a [(Platform, String)],
    /// Whole addresses of pages about the same thing.
    pub elsewhere: Vec<String>,
}
