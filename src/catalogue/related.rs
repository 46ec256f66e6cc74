//! Which articles go with an article, and why: what they share, from the most telling to the least.
//!
//! Nothing is compared with everything. The lists of [`Written`](super::Written) lead from what an article is about to
//! other articles; of each list only the newest are looked at, so that an artist of whom thousands write costs no more
//! than one of whom a few do.

use super::Catalogue;
use crate::model::{Article, Drama, Entity, Id, LanguageId, Section, Tag};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::iter::once;

/// How many of an article's subjects, of what it mentions and of its tags are asked for others.
const SUBJECTS: usize = 24;
const MENTIONS: usize = 24;
const TAGS: usize = 8;
/// How many dramas are followed to their music, and how many releases and songs of each.
const DRAMAS: usize = 4;
const WORKS: usize = 48;
/// How many articles of each list are looked at.
const OF_SUBJECT: usize = 60;
const OF_OTHERS: usize = 24;

/// Why an article goes with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Both are about it, or about music of this drama.
    AlsoAbout(Entity),
    /// It is about what the other mentions.
    About(Entity),
    /// It mentions what the other is about.
    Mentions(Entity),
    /// Both mention it.
    AlsoMentions(Entity),
    /// Both have the tag.
    AlsoTagged(Id<Tag>),
    /// Both stand in the section.
    SameSection(Id<Section>),
}

/// An article that goes with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Related {
    /// The version that a list in the language tells.
    pub article: Id<Article>,
    /// The most telling thing that they share.
    pub reason: Reason,
}

/// How much an article shares with the other, the most telling first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Shared {
    about: usize,
    mentions: usize,
    drama: usize,
    tags: usize,
}

impl Catalogue {
    /// At most `limit` articles that go with an article, for a reader of `language`: those that share the most first,
    /// of equals those in the reader's language, then the newest. Never the article itself, nor what no list tells.
    /// Parts of the same series, which the page names anyway, come only if there are not enough others; originals in
    /// `beside`, the neighbours in the section, only if they share more than that.
    pub fn related(&self, id: Id<Article>, language: LanguageId, limit: usize, beside: &[Id<Article>]) -> Vec<Related> {
        let found = Search { catalogue: self, own: self.article(id).original, all: FxHashMap::default() };
        let mut found: Vec<_> = found.of(id, language, limit, beside).into_iter().collect();
        found.sort_by_cached_key(|(original, (shared, _))| {
            let told = self.told_in(*original, language).map(|id| self.article(id));
            let foreign = told.is_none_or(|article| article.language != language);
            let date = Reverse(told.map(|article| article.date.instant));
            let in_series = self.written.series.are_of_one(self.article(id).original, *original);
            (in_series, Reverse(*shared), foreign, date, *original)
        });
        let related = found.into_iter().filter_map(|(original, (shared, reason))| {
            let article = self.told_in(original, language)?;
            // A tag is no reason to be led into another language.
            let own = self.article(article).language == language;
            (own || shared.about + shared.mentions + shared.drama > 0).then_some(Related { article, reason })
        });
        related.take(limit).collect()
    }

    /// The dramas that a work belongs to.
    fn dramas_of(&self, entity: Entity) -> &[Id<Drama>] {
        match entity {
            Entity::Soundtrack(id) => &self.soundtrack(id).dramas,
            Entity::Track(id) => self.track_dramas(self.track(id)),
            _ => &[],
        }
    }
}

struct Search<'a> {
    catalogue: &'a Catalogue,
    own: Id<Article>,
    all: FxHashMap<Id<Article>, (Shared, Reason)>,
}

impl Search<'_> {
    fn of(
        mut self,
        id: Id<Article>,
        language: LanguageId,
        limit: usize,
        beside: &[Id<Article>],
    ) -> FxHashMap<Id<Article>, (Shared, Reason)> {
        let catalogue = self.catalogue;
        let written = &catalogue.written;
        let article = catalogue.article(id);
        let list = |list: Option<&'_ Vec<Id<Article>>>, most: usize| -> Vec<Id<Article>> {
            list.into_iter().flatten().take(most).copied().collect()
        };
        let shown = |entity: &&Entity| catalogue.is_shown(**entity);
        let subjects: Vec<Entity> = article.subjects.iter().filter(shown).take(SUBJECTS).copied().collect();
        // From the most telling to the least, so that the reason that comes first is the one to be given.
        for subject in &subjects {
            let about = list(written.about.get(subject), OF_SUBJECT);
            self.share(about, Reason::AlsoAbout(*subject), |shared| shared.about += 1);
        }
        let is_record = |entity: &&Entity| catalogue.record(**entity).is_some() && !subjects.contains(entity);
        let mentions = &catalogue.article_body(id).mentions;
        let mentions: Vec<Entity> = mentions.iter().filter(is_record).take(MENTIONS).copied().collect();
        for mention in &mentions {
            let about = list(written.about.get(mention), OF_OTHERS);
            self.share(about, Reason::About(*mention), |shared| shared.mentions += 1);
        }
        for subject in &subjects {
            let mentioning = list(catalogue.mentioning(*subject), OF_OTHERS);
            self.share(mentioning, Reason::Mentions(*subject), |shared| shared.mentions += 1);
        }
        for mention in &mentions {
            let mentioning = list(catalogue.mentioning(*mention), OF_OTHERS);
            self.share(mentioning, Reason::AlsoMentions(*mention), |shared| shared.mentions += 1);
        }
        let mut dramas: Vec<Id<Drama>> = Vec::new();
        for subject in &subjects {
            let own = if let Entity::Drama(id) = subject { Some(*id) } else { None };
            for drama in own.into_iter().chain(catalogue.dramas_of(*subject).iter().copied()) {
                if dramas.len() < DRAMAS && !dramas.contains(&drama) {
                    dramas.push(drama);
                }
            }
        }
        for drama in dramas {
            let releases = catalogue.derived.drama_soundtracks[drama.index()].iter();
            let music = releases.flat_map(|id| {
                let tracks = catalogue.soundtrack(*id).tracks.iter().map(|track| Entity::Track(*track));
                once(Entity::Soundtrack(*id)).chain(tracks)
            });
            for work in once(Entity::Drama(drama)).chain(music).take(WORKS) {
                if !subjects.contains(&work) {
                    let about = list(written.about.get(&work), OF_OTHERS);
                    self.share(about, Reason::AlsoAbout(Entity::Drama(drama)), |shared| shared.drama = 1);
                }
            }
        }
        for tag in article.tags.iter().take(TAGS) {
            let tagged = list(written.with_tag.get(&(language, *tag)), OF_OTHERS);
            self.share(tagged, Reason::AlsoTagged(*tag), |shared| shared.tags += 1);
        }
        // What stands in the same section is better than nothing, unless the page leads there anyway.
        if self.all.len() < limit {
            let section = list(written.in_section.get(&(language, article.section)), OF_OTHERS);
            let others = section.into_iter().filter(|id| !beside.contains(&catalogue.article(*id).original)).collect();
            self.share(others, Reason::SameSection(article.section), |_| ());
        }
        self.all
    }

    /// Notes that articles share something with the one.
    fn share(&mut self, articles: Vec<Id<Article>>, reason: Reason, count: impl Fn(&mut Shared)) {
        for id in articles {
            let original = self.catalogue.article(id).original;
            if original != self.own {
                let (shared, _) = self.all.entry(original).or_insert((Shared::default(), reason));
                count(shared);
            }
        }
    }
}
