//! Plain names that have no record and yet a page: labels, networks, genres.

/// What a plain name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// Who publishes soundtracks.
    Label,
    /// Who shows dramas.
    Network,
    /// What soundtracks, tracks and dramas sound or look like.
    Genre,
}

impl NameKind {
    /// All of them, in the order in which lists are named.
    pub const ALL: [NameKind; 3] = [NameKind::Label, NameKind::Network, NameKind::Genre];

    /// The word in messages and for templates.
    pub fn word(self) -> &'static str {
        match self {
            NameKind::Label => "label",
            NameKind::Network => "network",
            NameKind::Genre => "genre",
        }
    }

    /// The first part of the address.
    pub fn folder(self) -> &'static str {
        match self {
            NameKind::Label => "labels",
            NameKind::Network => "networks",
            NameKind::Genre => "genres",
        }
    }
}
