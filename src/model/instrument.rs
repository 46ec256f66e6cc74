//! An instrument, for scores whose themes are told by what carries them.

use super::credit::words;
use super::{Cover, Id, Names, Record};

words! {
    /// Which family an instrument is of.
    InstrumentFamily {
        Strings "strings", Wind "wind", Percussion "percussion", Keyboard "keyboard", Voice "voice",
        Electronic "electronic",
    }
}

/// An instrument.
#[derive(Debug, Clone)]
pub struct Instrument {
    /// What all records have.
    pub record: Record,
    /// Its family.
    pub family: Option<InstrumentFamily>,
    /// Its class by Hornbostel and Sachs, as written: `312.22`.
    pub hornbostel: Option<String>,
    /// Its relatives.
    pub related: Vec<Id<Instrument>>,
    /// What it looks like.
    pub picture: Option<Cover>,
    /// A page about it elsewhere.
    pub link: Option<String>,
}

/// What carries a theme or is played: an instrument with a record, or a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Played {
    /// With a record.
    Instrument(Id<Instrument>),
    /// Without one: a name.
    Named(Names),
}
