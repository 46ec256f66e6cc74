//! What was written, and about what: the lists of shown articles.

use super::corrected::{Amendment, amendments};
use super::{AllSeries, Catalogue, LinkedBody};
use crate::config::Config;
use crate::model::{Article, Contributor, Entity, Id, LanguageId, Section, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Articles by what they have in common.
pub type Lists<K> = BTreeMap<K, Vec<Id<Article>>>;

/// The lists of articles: shown ones only, newest first. Shared from run to run.
///
/// What is listed for a language holds every article once: in that language, else in the root language, else in the
/// one in which it was written. So a reader misses nothing, and the list says of each in which language it is.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// By language: all articles.
    pub newest: Arc<Vec<Vec<Id<Article>>>>,
    /// By language: the same by the years in which they came out, the last one first.
    pub by_year: Arc<Vec<Vec<Year>>>,
    /// By language and section.
    pub in_section: Arc<Lists<(LanguageId, Id<Section>)>>,
    /// By language and tag.
    pub with_tag: Arc<Lists<(LanguageId, Id<Tag>)>>,
    /// Series and their articles.
    pub series: Arc<AllSeries>,
    /// By language and contributor.
    pub by_contributor: Arc<Lists<(LanguageId, Id<Contributor>)>>,
    /// Sections, tags and contributors for whom something is written in a language.
    pub spoken: Arc<BTreeSet<(LanguageId, Entity)>>,
    /// By language: what was corrected and retracted.
    pub amended: Arc<Vec<Vec<Amendment>>>,
    /// Originals about a record.
    pub about: Arc<Lists<Entity>>,
    /// Originals that mention a record without being about it.
    pub(super) mentioning: Arc<Lists<Entity>>,
}

/// What came out in a year, newest first.
#[derive(Debug, Clone)]
pub struct Year {
    /// The year, in the site's time zone.
    pub year: i16,
    /// Its articles.
    pub articles: Vec<Id<Article>>,
}

/// The articles and bodies of the run before, and the lists that were made of them.
pub(super) struct Then<'a> {
    pub articles: &'a [Arc<Article>],
    pub bodies: &'a [Arc<LinkedBody>],
    pub written: &'a Written,
}

impl Written {
    /// Whether the lists, mentions apart, are the very same.
    pub(super) fn lists_alike(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.newest, &other.newest)
    }

    /// The lists of before, mentions apart, if they say what they said.
    pub(super) fn again(catalogue: &Catalogue, then: &Then) -> Option<Self> {
        let articles = then.articles.iter().zip(&catalogue.articles);
        let alike = articles.filter(|(then, now)| !Arc::ptr_eq(then, now)).all(|(then, now)| listed_alike(then, now));
        alike.then(|| then.written.clone())
    }

    /// Lists what is mentioned, once it is known where bodies lead. In lists of before that is done already, if bodies
    /// mention what they did.
    pub(super) fn mention(&mut self, catalogue: &Catalogue, then: Option<&Then>) {
        let same = then.is_some_and(|then| {
            let bodies = then.bodies.iter().zip(&catalogue.article_bodies);
            let mut others = bodies.filter(|(then, now)| !Arc::ptr_eq(then, now));
            others.all(|(then, now)| then.mentions == now.mentions)
        });
        if !same {
            let mut mentioning = BTreeMap::new();
            for id in newest_first(catalogue) {
                mentioned(catalogue, id, &mut mentioning);
            }
            self.mentioning = Arc::new(mentioning);
        }
    }

    /// Lists the shown articles; what is mentioned is not known yet.
    pub(super) fn of(catalogue: &Catalogue, config: &Config) -> Self {
        let mut newest = vec![Vec::new(); config.languages.len()];
        let mut in_section: Lists<_> = BTreeMap::new();
        let mut with_tag: Lists<_> = BTreeMap::new();
        let mut by_contributor: Lists<_> = BTreeMap::new();
        let mut spoken = BTreeSet::new();
        let mut about: Lists<_> = BTreeMap::new();
        let shown = newest_first(catalogue);
        for id in &shown {
            let article = catalogue.article(*id);
            let languages =
                config.language_ids().filter(|language| told_in(catalogue, article, *language) == Some(*id));
            let languages: Vec<LanguageId> = languages.collect();
            let mut authors: Vec<Id<Contributor>> = article.bylines.iter().filter_map(|b| b.contributor).collect();
            authors.sort_unstable();
            authors.dedup();
            if languages.contains(&article.language) {
                let of = article.tags.iter().map(|tag| Entity::Tag(*tag));
                let of = of.chain(authors.iter().map(|author| Entity::Contributor(*author)));
                spoken.extend(of.chain([Entity::Section(article.section)]).map(|of| (article.language, of)));
            }
            for language in languages {
                newest[usize::from(language.0)].push(*id);
                in_section.entry((language, article.section)).or_default().push(*id);
                for tag in &article.tags {
                    with_tag.entry((language, *tag)).or_default().push(*id);
                }
                for author in &authors {
                    by_contributor.entry((language, *author)).or_default().push(*id);
                }
            }
            if tells(catalogue, *id) {
                for entity in subjects(article) {
                    about.entry(entity).or_default().push(*id);
                }
            }
        }
        Self {
            by_year: Arc::new(newest.iter().map(|list| years(catalogue, list)).collect()),
            newest: Arc::new(newest),
            in_section: Arc::new(in_section),
            with_tag: Arc::new(with_tag),
            series: Arc::new(AllSeries::of(catalogue, config)),
            by_contributor: Arc::new(by_contributor),
            spoken: Arc::new(spoken),
            amended: Arc::new(amendments(catalogue, config)),
            about: Arc::new(about),
            mentioning: Arc::default(),
        }
    }
}

/// The version of an article that a list in a language tells: of those that are shown and stand by what they say, the
/// one in that language, else the root language's, else the first.
pub(super) fn told_in(catalogue: &Catalogue, article: &Article, language: LanguageId) -> Option<Id<Article>> {
    version_told(catalogue, article, language, |it| it.withheld.is_none() && it.retracted.is_none())
}

/// Of the versions of an article that will do, the one in a language, else the root language's, else the first.
pub(super) fn version_told(
    catalogue: &Catalogue,
    article: &Article,
    language: LanguageId,
    will_do: impl Fn(&Article) -> bool,
) -> Option<Id<Article>> {
    let versions = || article.versions.iter().copied().filter(|id| will_do(catalogue.article(*id)));
    let within = |language| versions().find(|id| catalogue.article(*id).language == language);
    within(language).or_else(|| within(LanguageId::ROOT)).or_else(|| versions().next())
}

/// Whether two states of an article stand in the same places of the same lists.
fn listed_alike(then: &Article, now: &Article) -> bool {
    let authors = |it: &Article| it.bylines.iter().map(|byline| byline.contributor).collect::<Vec<_>>();
    let series = |it: &Article| it.series.as_ref().map(|it| (it.names.clone(), it.number.map(|number| number.value)));
    then.date.instant == now.date.instant
        && then.slug == now.slug
        && then.language == now.language
        && then.original == now.original
        && then.versions == now.versions
        && then.section == now.section
        && then.tags == now.tags
        && series(then) == series(now)
        && then.subjects == now.subjects
        && then.withheld.is_some() == now.withheld.is_some()
        && then.retracted.is_some() == now.retracted.is_some()
        && authors(then) == authors(now)
        && amended_alike(then, now)
}

/// Whether the same was taken back on the same days; what it was is asked when it is shown.
fn amended_alike(then: &Article, now: &Article) -> bool {
    let days = |it: &Article| it.corrections.iter().map(|it| it.date).collect::<Vec<_>>();
    days(then) == days(now) && (now.retracted.is_none() || then.updated == now.updated)
}

/// The shown articles of all languages, newest first.
fn newest_first(catalogue: &Catalogue) -> Vec<Id<Article>> {
    let shown = catalogue.articles.iter().enumerate().filter(|(_, article)| article.withheld.is_none());
    let mut shown: Vec<_> =
        shown.map(|(n, article)| (article.date.instant, article.slug.as_str(), Id::new(n))).collect();
    shown.sort_unstable_by(|(x, slug, a), (y, other, b)| y.cmp(x).then_with(|| slug.cmp(other)).then(a.cmp(b)));
    shown.into_iter().map(|(_, _, id)| id).collect()
}

/// A list of articles, newest first, by the years of their dates.
fn years(catalogue: &Catalogue, newest: &[Id<Article>]) -> Vec<Year> {
    let year = |id: &Id<Article>| catalogue.article(*id).date.date.year();
    let runs = newest.chunk_by(|a, b| year(a) == year(b));
    runs.filter_map(|run| Some(Year { year: year(run.first()?), articles: run.to_vec() })).collect()
}

/// What an article is about, each once.
fn subjects(article: &Article) -> Vec<Entity> {
    let mut about = article.subjects.clone();
    about.sort_unstable();
    about.dedup();
    about
}

/// Articles are told once, by their first shown version.
fn tells(catalogue: &Catalogue, id: Id<Article>) -> bool {
    let article = catalogue.article(id);
    let first = article.versions.iter().copied().find(|v| catalogue.article(*v).withheld.is_none());
    article.retracted.is_none() && first == Some(id)
}

/// Notes what an article mentions without being about it.
fn mentioned(catalogue: &Catalogue, id: Id<Article>, mentioning: &mut Lists<Entity>) {
    let mentions = &catalogue.article_body(id).mentions;
    if mentions.is_empty() || !tells(catalogue, id) {
        return;
    }
    let article = catalogue.article(id);
    let about = subjects(article);
    for entity in mentions {
        if !about.contains(entity) && *entity != Entity::Article(article.original) {
            mentioning.entry(*entity).or_default().push(id);
        }
    }
}
