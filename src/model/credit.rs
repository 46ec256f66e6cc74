//! Who is credited: ordered artist credits with their joins, and roles.

use super::{Artist, Id, Names, Played, Texts};
use crate::source::Span;

/// Someone who stands where an artist can stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Person {
    /// With a record.
    Artist(Id<Artist>),
    /// Without one: a name.
    Named(Names),
}

impl Person {
    /// Their record, when they have one.
    pub fn artist(&self) -> Option<Id<Artist>> {
        match self {
            Person::Artist(id) => Some(*id),
            Person::Named(_) => None,
        }
    }
}

/// One artist of an artist credit.
#[derive(Debug, Clone)]
pub struct CreditedArtist {
    /// Who.
    pub person: Person,
    /// The name as printed, when it differs.
    pub credited: Option<String>,
    /// The text that follows the name: `, `, ` & `, ` feat. `.
    pub join: String,
    /// Where it is written.
    pub span: Span,
}

/// What someone did, on a release, a track or a drama.
#[derive(Debug, Clone)]
pub struct Credit {
    /// What.
    pub role: Role,
    /// Who.
    pub person: Person,
    /// The name as printed, when it differs.
    pub credited: Option<String>,
    /// The character, for an actor or a performer.
    pub as_character: Texts,
    /// What is played, for a musician.
    pub instrument: Option<Played>,
    /// Where it is written.
    pub span: Span,
}

/// Declares an enum of words: variant and the word as typed.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $word:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $word] $variant,)* }

        impl $name {
            /// Every word that can be typed, in the order in which messages list them.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            /// The word as typed.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// What a word means.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)* _ => None }
            }
        }
    };
}
pub(super) use words;

words! {
    /// What someone did.
    Role {
        Composer "composer", Lyricist "lyricist", Arranger "arranger", Performer "performer", Producer "producer",
        MusicDirector "music-director", Director "director", Writer "writer", Conductor "conductor",
        Orchestrator "orchestrator", Musician "musician", Actor "actor",
    }
}
