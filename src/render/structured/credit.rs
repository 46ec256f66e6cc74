//! Who did what, in the properties that schema.org has for it; for the rest there is a `Role` with its name.

use super::{Graph, Node};
use crate::model::{Credit, CreditedArtist, Entity, Outside, Person, Played, Role};

/// A property of a work, and whether it takes only persons.
pub(super) type Takes = Option<(&'static str, bool)>;

impl Graph<'_> {
    /// Someone, by their record or by name; a name alone is of the type `otherwise`.
    pub(super) fn who(&self, person: &Person, otherwise: &str) -> Node {
        match person {
            Person::Artist(id) => self.reference(Entity::Artist(*id)).unwrap_or_else(|| Node::new(otherwise)),
            Person::Named(names) => Node::new(otherwise).and("name", self.views.name(names).0),
        }
    }

    /// The title of something outside the catalogue, and whom it is credited to, who is of the type `kind`.
    pub(super) fn outside(&self, it: &Outside, kind: &str) -> (String, Option<Node>) {
        let by = self.views.text(&it.credited_to).map(|name| Node::new(kind).and("name", name.text));
        (self.views.name(&it.names).0, by)
    }

    /// An artist credit in its order.
    pub(super) fn by_artists(&self, artists: &[CreditedArtist]) -> Vec<Node> {
        artists.iter().map(|artist| self.who(&artist.person, "MusicGroup")).collect()
    }

    /// What is played, in words.
    fn played(&self, instrument: &Played) -> String {
        match instrument {
            Played::Instrument(id) => self.views.name_of(Entity::Instrument(*id)).0,
            Played::Named(names) => self.views.name(names).0,
        }
    }

    /// Tells credits of a work. `property` says where a role has its place in this type of work.
    pub(super) fn credits(&self, node: &mut Node, credits: &[Credit], property: impl Fn(Role) -> Takes) {
        for credit in credits {
            let who = self.who(&credit.person, "Person");
            let is_person = who.text("@type") == Some("Person");
            let character = self.views.character(&credit.as_character).map(|it| it.text);
            match property(credit.role).filter(|(_, only_persons)| is_person || !only_persons) {
                Some((property, _)) => match character {
                    Some(character) => {
                        let role = Node::new("PerformanceRole").and(property, who);
                        node.push(property, role.and("characterName", character));
                    }
                    None => node.push(property, who),
                },
                None => {
                    let mut label = self.views.say(&format!("role.{}", credit.role.word()));
                    if let Some(instrument) = &credit.instrument {
                        label = format!("{label} ({})", self.played(instrument));
                    }
                    let kind = if character.is_some() { "PerformanceRole" } else { "Role" };
                    let role = Node::new(kind).and("contributor", who).and("roleName", label);
                    node.push("contributor", role.and("characterName", character));
                }
            }
        }
    }
}
