//! People in credits: references resolved, names kept.

use super::link::Linker;
use crate::model::{Credit, CreditedArtist, Curator, Entity, Kind, Person, Played};
use crate::parse::record::{CreditMatter, CreditedArtistMatter, PersonMatter, PlayedMatter};

impl Linker<'_> {
    /// Whoever stands where an artist stands.
    pub(super) fn person(&mut self, matter: PersonMatter) -> Option<Person> {
        match matter {
            PersonMatter::Named(names) => Some(Person::Named(names)),
            PersonMatter::Reference(slug) => match self.reference(Kind::Artist, &slug) {
                Some(Entity::Artist(id)) => Some(Person::Artist(id)),
                _ => None,
            },
        }
    }

    /// An instrument with or without a record.
    pub(super) fn played(&mut self, matter: PlayedMatter) -> Option<Played> {
        match matter {
            PlayedMatter::Named(names) => Some(Played::Named(names)),
            PlayedMatter::Reference(slug) => match self.reference(Kind::Instrument, &slug) {
                Some(Entity::Instrument(id)) => Some(Played::Instrument(id)),
                _ => None,
            },
        }
    }

    /// People of the magazine, or guests.
    pub(super) fn curators(&mut self, matters: Vec<PersonMatter>) -> Vec<Curator> {
        let link = |matter| match matter {
            PersonMatter::Named(names) => Some(Curator::Named(names)),
            PersonMatter::Reference(slug) => match self.reference(Kind::Contributor, &slug) {
                Some(Entity::Contributor(id)) => Some(Curator::Contributor(id)),
                _ => None,
            },
        };
        matters.into_iter().filter_map(link).collect()
    }

    /// Role credits.
    pub(super) fn credits(&mut self, credits: Vec<CreditMatter>) -> Vec<Credit> {
        let link = |credit: CreditMatter| {
            let person = self.person(credit.person)?;
            let instrument = credit.instrument.and_then(|played| self.played(played));
            Some(Credit {
                role: credit.role?,
                person,
                credited: credit.credited,
                as_character: credit.as_character,
                instrument,
                span: credit.span,
            })
        };
        credits.into_iter().filter_map(link).collect()
    }

    /// An artist credit. Without a join phrase names are joined by commas and a last ` & `.
    pub(super) fn artist_credit(&mut self, credit: Vec<CreditedArtistMatter>) -> Vec<CreditedArtist> {
        let count = credit.len();
        let link = |(place, one): (usize, CreditedArtistMatter)| {
            let person = self.person(one.person)?;
            let usual = match count - place {
                1 => "",
                2 => " & ",
                _ => ", ",
            };
            let join = one.join.unwrap_or_else(|| usual.to_owned());
            Some(CreditedArtist { person, credited: one.credited, join, span: one.span })
        };
        credit.into_iter().enumerate().filter_map(link).collect()
    }
}
