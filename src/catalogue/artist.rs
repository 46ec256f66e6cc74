//! Artists: members and singers resolved, and both ways of each derived.

use super::Catalogue;
use super::link::Linker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Artist, Id, PerformedBy, Person, fold};
use crate::parse::ArtistMatter;
use std::collections::{BTreeMap, BTreeSet};

impl Linker<'_> {
    /// Links one artist.
    pub(super) fn artist(&mut self, own: Id<Artist>, matter: ArtistMatter) -> Artist {
        let mut artist = matter.artist;
        let lost = self.lost;
        artist.members = matter.members.into_iter().filter_map(|m| self.person(m)).collect();
        let performed = matter.performed_by.into_iter();
        artist.performed_by = performed
            .filter_map(|(who, as_character, span)| Some(PerformedBy { person: self.person(who)?, as_character, span }))
            .collect();
        artist.record.sound &= self.lost == lost;
        artist.picture = matter.picture.and_then(|p| self.cover(&p, artist.record.span.source));
        let itself = artist
            .members
            .iter()
            .chain(artist.performed_by.iter().map(|p| &p.person))
            .any(|p| *p == Person::Artist(own));
        if itself {
            let message = format!("{} is its own member", artist.record.names.plain);
            self.diagnostics.push(
                Diagnostic::error(Code::Circle, artist.record.span, message)
                    .help("a group's members are other artists"),
            );
            artist.members.retain(|m| *m != Person::Artist(own));
            artist.performed_by.retain(|p| p.person != Person::Artist(own));
        }
        artist
    }
}

impl Catalogue {
    /// The fictional person or group with a plain name or alias, if there is just one.
    pub fn character(&self, name: &str) -> Option<Id<Artist>> {
        self.derived.characters.get(&fold(name)).copied().flatten()
    }
}

/// By name: the fictional persons and groups. Nothing under a name that several have.
pub(super) fn characters(catalogue: &Catalogue) -> BTreeMap<String, Option<Id<Artist>>> {
    let mut all: BTreeMap<String, Option<Id<Artist>>> = BTreeMap::new();
    for (number, artist) in catalogue.artists.iter().enumerate() {
        if artist.kind.is_none_or(|kind| !kind.is_fictional()) {
            continue;
        }
        let names = &artist.record.names;
        let known: BTreeSet<String> = std::iter::once(&names.plain).chain(&names.aliases).map(|n| fold(n)).collect();
        for name in known {
            all.entry(name).and_modify(|only| *only = None).or_insert(Some(Id::new(number)));
        }
    }
    all
}

/// Fills `member_of` and `performs_as` from the groups and acts that say so.
pub(super) fn both_ways(artists: &mut [Artist]) {
    let mut memberships = Vec::new();
    let mut performances = Vec::new();
    for (number, artist) in artists.iter().enumerate() {
        let id = Id::<Artist>::new(number);
        memberships.extend(artist.members.iter().filter_map(|m| m.artist().map(|member| (member, id))));
        performances.extend(
            artist
                .performed_by
                .iter()
                .filter_map(|p| p.person.artist().map(|singer| (singer, id, p.as_character.clone()))),
        );
    }
    for (member, group) in memberships {
        artists[member.index()].member_of.push(group);
    }
    for (singer, act, character) in performances {
        artists[singer.index()].performs_as.push((act, character));
    }
}
