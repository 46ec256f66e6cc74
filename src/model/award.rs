//! An award: a ceremony of a body in a year, and who won or was nominated for what.

use super::credit::words;
use super::{CreditedArtist, Entity, Names, Outside, PartialDate, Record, Texts};
use crate::source::Span;
use jiff::civil::Date;

words! {
    /// What came of it.
    AwardOutcome { Won "won", Nominated "nominated" }
}

/// A ceremony of a body, with the results that the magazine follows.
#[derive(Debug, Clone)]
pub struct Award {
    /// What all records have.
    pub record: Record,
    /// Who gives it: "MAMA Awards".
    pub body: Names,
    /// The ceremony, when it has a name of its own.
    pub ceremony: Texts,
    /// The year that it honours or was held in, as the body counts.
    pub year: i16,
    /// When it was held.
    pub date: Option<PartialDate>,
    /// When the nominations were told, when before that.
    pub nominations: Option<PartialDate>,
    /// Its page elsewhere.
    pub link: Option<String>,
    /// Where the results are said.
    pub source: Option<String>,
    /// The results, in the order of the file.
    pub results: Vec<AwardResult>,
}

impl Award {
    /// Whether a result was known on a day (nothing: today). What is won is known when the award is held, a nomination
    /// when nominations are told; without dates the year counts from its first day.
    pub fn is_known(&self, outcome: AwardOutcome, day: Option<Date>) -> bool {
        let told = match outcome {
            AwardOutcome::Won => self.date,
            AwardOutcome::Nominated => self.nominations.or(self.date),
        };
        let told = told.unwrap_or(PartialDate::Year(self.year));
        day.is_none_or(|day| told.first_day() <= day)
    }
}

/// One result.
#[derive(Debug, Clone)]
pub struct AwardResult {
    /// In which category.
    pub category: Names,
    /// Won or nominated.
    pub outcome: AwardOutcome,
    /// What is honoured.
    pub honours: Honoured,
    /// Who is honoured with it.
    pub credited: Vec<CreditedArtist>,
    /// Where it is said.
    pub source: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// What an award honours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Honoured {
    /// A track, soundtrack, artist or drama.
    Record(Entity),
    /// Something outside the catalogue.
    Outside(Outside),
    /// A reference that could not be resolved; reported already.
    Unknown,
}
