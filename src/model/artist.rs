//! An artist: a person, a group, a fictional act, an orchestra.

use super::credit::words;
use super::{Cover, Id, PartialDate, Person, Platform, Record, Texts};
use crate::source::{Span, Spanned};

words! {
    /// What an artist is.
    ArtistKind {
        Person "person", Group "group", FictionalGroup "fictional-group", FictionalPerson "fictional-person",
        Orchestra "orchestra",
    }
}

impl ArtistKind {
    /// Whether the act exists only inside a drama.
    pub fn is_fictional(self) -> bool {
        matches!(self, ArtistKind::FictionalGroup | ArtistKind::FictionalPerson)
    }
}

/// A person, group or fictional act.
#[derive(Debug, Clone)]
pub struct Artist {
    /// What all records have.
    pub record: Record,
    /// What it is.
    pub kind: Option<ArtistKind>,
    /// Invented by the magazine.
    pub fictional: bool,
    /// A person's birth.
    pub born: Option<Spanned<PartialDate>>,
    /// A person's death.
    pub died: Option<Spanned<PartialDate>>,
    /// When a group came together.
    pub formed: Option<Spanned<PartialDate>>,
    /// When a group parted.
    pub disbanded: Option<Spanned<PartialDate>>,
    /// Where it can be heard: whole addresses.
    pub listen: Vec<(Platform, String)>,
    /// Its own page elsewhere.
    pub link: Option<String>,
    /// A picture of it.
    pub picture: Option<Cover>,
    /// A group's members.
    pub members: Vec<Person>,
    /// The groups that it is a member of; derived.
    pub member_of: Vec<Id<Artist>>,
    /// The singers behind a fictional act.
    pub performed_by: Vec<PerformedBy>,
    /// The fictional acts that it performs as; derived.
    pub performs_as: Vec<(Id<Artist>, Texts)>,
}

/// One singer behind a fictional act.
#[derive(Debug, Clone)]
pub struct PerformedBy {
    /// The singer.
    pub person: Person,
    /// The character.
    pub as_character: Texts,
    /// Where it is written.
    pub span: Span,
}
