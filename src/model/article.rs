//! An article in one language, and when it may be seen.

use super::credit::words;
use super::rating::Rating;
use super::{Contributor, Cover, Entity, Extra, Id, LanguageId, Names, Section, Tag, Texts};
use crate::source::{SourceId, Span, Spanned};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A moment as an author states it: a day, perhaps with a time, in the site's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The instant; a day without time begins at midnight in the site's time zone.
    pub instant: Timestamp,
    /// The day in the site's time zone.
    pub date: Date,
}

words! {
    /// What someone did for an article.
    BylineRole {
        Writer "writer", Editor "editor", Translator "translator", Photographer "photographer",
        Interviewer "interviewer", Illustrator "illustrator",
    }
}

words! {
    /// What is disclosed about the use of AI.
    Disclosure { None "none", AiAssisted "ai-assisted", AiGenerated "ai-generated" }
}

/// Who did what for an article.
#[derive(Debug, Clone)]
pub struct Byline {
    /// The record, unless it is a guest.
    pub contributor: Option<Id<Contributor>>,
    /// A guest's name.
    pub name: Option<Box<Names>>,
    /// What they did.
    pub role: BylineRole,
    /// The same in the magazine's own words, with `{name}` where the name belongs: "as told to {name}". Without a person
    /// it is a line of its own.
    pub credit: Texts,
}

impl Byline {
    /// Whether it names someone who wrote the article. Those who hold a conversation have written it.
    pub fn wrote(&self) -> bool {
        let names_somebody = self.contributor.is_some() || self.name.is_some();
        names_somebody && matches!(self.role, BylineRole::Writer | BylineRole::Interviewer)
    }

    /// Whether another one names the same person.
    pub fn is_of(&self, other: &Self) -> bool {
        let name = |it: &Self| it.name.as_ref().map(|names| names.plain.clone());
        self.contributor == other.contributor && name(self) == name(other)
    }
}

/// Who paid for an article, or gave what it reviews.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Backer {
    /// What they are called, if it is said.
    pub name: Option<Names>,
    /// Their own page elsewhere.
    pub link: Option<String>,
}

/// A correction, stated on the page.
#[derive(Debug, Clone)]
pub struct Correction {
    /// When it was made.
    pub date: Date,
    /// What was wrong.
    pub text: String,
}

/// The series that an article belongs to, as its front matter says it.
#[derive(Debug, Clone, PartialEq)]
pub struct InSeries {
    /// What the series is called.
    pub names: Names,
    /// Which part of it the article is.
    pub number: Option<Spanned<u32>>,
}

/// How an article looks where a link to it is shared, where that is not as it looks here.
#[derive(Debug, Clone, Default)]
pub struct Social {
    /// Another headline.
    pub title: Option<String>,
    /// Another description.
    pub description: Option<String>,
    /// Another picture than the cover.
    pub image: Option<Box<Cover>>,
}

/// Why an article is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// `draft = true`.
    Draft,
    /// Its date is to come.
    Scheduled(Moment),
    /// Its embargo has not ended.
    Embargoed(Moment),
    /// Its time is over.
    Expired(Moment),
}

impl Withheld {
    /// The reason in a word.
    pub fn word(self) -> &'static str {
        match self {
            Withheld::Draft => "draft",
            Withheld::Scheduled(_) => "scheduled",
            Withheld::Embargoed(_) => "embargo",
            Withheld::Expired(_) => "expired",
        }
    }

    /// Until when, or since when it is over; a draft has no such moment.
    pub fn moment(self) -> Option<Moment> {
        match self {
            Withheld::Draft => None,
            Withheld::Scheduled(moment) | Withheld::Embargoed(moment) | Withheld::Expired(moment) => Some(moment),
        }
    }
}

/// It looks there as it does here.
static SAME: Social = Social { title: None, description: None, image: None };

impl Article {
    /// How it looks where a link to it is shared.
    pub fn shared(&self) -> &Social {
        self.social.as_deref().unwrap_or(&SAME)
    }

    /// Those who wrote it, each once, in whatever words they are named again.
    pub fn writers(&self) -> impl Iterator<Item = &Byline> {
        let wrote = |n: usize| self.bylines[..n].iter().filter(|it| it.wrote());
        let writers = self.bylines.iter().enumerate().filter(|(_, it)| it.wrote());
        writers.filter(move |(n, it)| !wrote(*n).any(|before| before.is_of(it))).map(|(_, it)| it)
    }

    /// When it was changed after it had come out: updated or corrected. A correction says only its day, so it counts from
    /// the beginning of that day in `zone`.
    pub fn modified(&self, zone: &TimeZone) -> Option<Moment> {
        let corrected = self.corrections.last().and_then(|it| {
            let instant = it.date.to_zoned(zone.clone()).ok()?.timestamp();
            Some(Moment { instant, date: it.date })
        });
        self.updated.into_iter().chain(corrected).max().map(|moment| moment.max(self.date))
    }

    /// When it was last other than it had been, be it that it came out.
    pub fn changed(&self, zone: &TimeZone) -> Moment {
        self.modified(zone).unwrap_or(self.date)
    }
}

/// An article in one language. Tens of thousands are kept, so what few of them have lies apart.
#[derive(Debug, Clone)]
pub struct Article {
    /// As in the address.
    pub slug: String,
    /// Which section it is in.
    pub section: Id<Section>,
    /// Its language.
    pub language: LanguageId,
    /// The article that it is a translation of; itself for an original.
    pub original: Id<Article>,
    /// All versions, the original first.
    pub versions: Vec<Id<Article>>,
    /// Headline.
    pub title: String,
    /// One sentence that makes one read on.
    pub standfirst: Option<String>,
    /// When it is or was published.
    pub date: Moment,
    /// When it was last changed, as stated.
    pub updated: Option<Moment>,
    /// When someone last saw that it is still right, as stated.
    pub reviewed: Option<Date>,
    /// The day as of which derived facts are told; nothing: the latest.
    pub as_of: Option<Date>,
    /// Whether that day is what the author stated. Otherwise it could not be read, and no fact can be held against it.
    pub dated: bool,
    /// Why it is not shown, if it is not.
    pub withheld: Option<Withheld>,
    /// Why it would not be shown, were it not asked for (`--drafts`, `--future`).
    pub state: Option<Withheld>,
    /// The next moment at which that may be otherwise: its date, the end of its embargo or of its time.
    pub turns: Option<Timestamp>,
    /// When it comes out, if that is to come: at its date, and not before its embargo has ended.
    pub comes: Option<Moment>,
    /// When its time is over, if that is to come.
    pub goes: Option<Moment>,
    /// Who did what.
    pub bylines: Vec<Byline>,
    /// What it is about.
    pub subjects: Vec<Entity>,
    /// Its tags.
    pub tags: Vec<Id<Tag>>,
    /// The picture that stands for it.
    pub cover: Option<Box<Cover>>,
    /// The series that it belongs to.
    pub series: Option<Box<InSeries>>,
    /// What is disclosed about the use of AI.
    pub disclosure: Disclosure,
    /// What was corrected, oldest first.
    pub corrections: Vec<Correction>,
    /// Why it was retracted.
    pub retracted: Option<String>,
    /// A review's rating.
    pub rating: Option<Rating>,
    /// Who paid for it.
    pub sponsored: Option<Box<Backer>>,
    /// Who gave what is reviewed.
    pub review_copy: Option<Box<Backer>>,
    /// A summary for lists and search engines, when the standfirst is not it.
    pub summary: Option<String>,
    /// How it looks where a link to it is shared, if that is not as it looks here.
    pub social: Option<Box<Social>>,
    /// Whether search engines are asked to pass by.
    pub noindex: bool,
    /// Old addresses that lead here.
    pub redirect_from: Vec<Spanned<String>>,
    /// Free data of the site.
    pub extra: Vec<(String, Extra)>,
    /// Its file.
    pub source: SourceId,
    /// The folder that is its bundle, when it is one: path with a `/` at the end.
    pub bundle: Option<Box<str>>,
    /// Where its title is written.
    pub span: Span,
}
