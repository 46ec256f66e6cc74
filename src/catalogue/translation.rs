//! What lacks a translation, and which translations are older than their originals.

use super::Catalogue;
use crate::config::Config;
use crate::model::{Article, Entity, Id, LanguageId, Names, Texts};

/// What of a thing is not in some language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lacking {
    /// All of an article or page.
    Whole,
    /// The name of a record, section or tag.
    Name,
    /// The summary of a record, or the description of a section or tag.
    Summary,
    /// What its picture shows.
    Picture,
    /// Another text of a record, by the key under which it stands.
    Text(&'static str),
}

/// Something that is not in every language of the site.
#[derive(Debug, Clone)]
pub struct Untranslated {
    /// The thing; of an article or page its original.
    pub what: Entity,
    /// What of it, and in which languages it is not.
    pub lacks: Vec<(Lacking, Vec<LanguageId>)>,
}

impl Untranslated {
    /// What of it is missing, in words: `name not in ko, summary not in ko`.
    pub fn said(&self, config: &Config) -> String {
        let said = self.lacks.iter().map(|(what, languages)| {
            let codes: Vec<&str> = languages.iter().map(|id| config.code(*id)).collect();
            let codes = codes.join(", ");
            match what {
                Lacking::Whole => format!("not in {codes}"),
                Lacking::Name => format!("name not in {codes}"),
                Lacking::Summary => format!("summary not in {codes}"),
                Lacking::Picture => format!("picture not described in {codes}"),
                Lacking::Text(key) => format!("{key} not in {codes}"),
            }
        });
        said.collect::<Vec<_>>().join(", ")
    }
}

impl Catalogue {
    /// Everything that is not in every language of the site: articles, newest first, pages, records, sections, tags.
    pub fn untranslated(&self, config: &Config) -> Vec<Untranslated> {
        let languages: Vec<LanguageId> = config.language_ids().collect();
        if languages.len() < 2 {
            return Vec::new();
        }
        let lacking = |there: &dyn Fn(LanguageId) -> bool| -> Vec<LanguageId> {
            languages.iter().copied().filter(|language| !there(*language)).collect()
        };
        let mut found = Vec::new();
        let mut add = |what: Entity, lacks: Vec<(Lacking, Vec<LanguageId>)>| {
            let lacks: Vec<_> = lacks.into_iter().filter(|(_, languages)| !languages.is_empty()).collect();
            if !lacks.is_empty() {
                found.push(Untranslated { what, lacks });
            }
        };
        let mut originals: Vec<_> =
            self.articles.iter().enumerate().filter(|(n, it)| it.original.index() == *n).collect();
        originals.sort_by_key(|(_, it)| std::cmp::Reverse(it.date.instant));
        for (n, article) in originals {
            let missing = lacking(&|language| article.versions.iter().any(|v| self.article(*v).language == language));
            add(Entity::Article(Id::new(n)), vec![(Lacking::Whole, missing)]);
        }
        for (n, page) in self.pages.iter().enumerate().filter(|(n, it)| it.original.index() == *n) {
            let missing = lacking(&|language| page.versions.iter().any(|v| self.page(*v).language == language));
            add(Entity::Page(Id::new(n)), vec![(Lacking::Whole, missing)]);
        }
        let mut described = |entity: Entity, names: &Names, texts: &Texts, more: Vec<(Lacking, &Texts)>| {
            let has = |others: &[(LanguageId, String)], language: LanguageId| {
                language == LanguageId::ROOT || others.iter().any(|(other, _)| *other == language)
            };
            let name = lacking(&|language| has(&names.others, language));
            // Where the root language says nothing, there is nothing to translate.
            let text = |texts: &Texts| match texts.plain {
                Some(_) => lacking(&|language| has(&texts.others, language)),
                None => Vec::new(),
            };
            let mut lacks = vec![(Lacking::Name, name), (Lacking::Summary, text(texts))];
            lacks.extend(more.into_iter().map(|(what, texts)| (what, text(texts))));
            add(entity, lacks);
        };
        for entity in self.all_records() {
            if let Some(record) = self.record(entity) {
                let alt = self.picture(entity).map(|picture| self.alt_of(picture));
                let alt = alt.as_ref().map(|alt| (Lacking::Picture, alt));
                let more = alt.into_iter().chain(self.told_of(entity)).collect();
                described(entity, &record.names, &record.summaries, more);
            }
        }
        for (n, section) in self.sections.iter().enumerate() {
            described(Entity::Section(Id::new(n)), &section.names, &section.descriptions, Vec::new());
        }
        for (n, tag) in self.tags.iter().enumerate() {
            described(Entity::Tag(Id::new(n)), &tag.names, &tag.descriptions, Vec::new());
        }
        found
    }

    /// The words of a record beside its name and summary; what are names themselves are the same almost everywhere.
    fn told_of(&self, entity: Entity) -> Option<(Lacking, &Texts)> {
        Some(match entity {
            Entity::Contributor(id) => (Lacking::Text("role"), &self.contributor(id).role),
            Entity::Issue(id) => (Lacking::Text("note"), &self.issue(id).note),
            _ => return None,
        })
    }

    /// Translations whose original was updated after them, by the dates that both state, with the original.
    pub fn outdated(&self) -> impl Iterator<Item = (Id<Article>, Id<Article>)> {
        let all = self.articles.iter().enumerate().map(|(n, it)| (Id::new(n), it.original));
        all.filter(|(id, _)| self.outdated_by(*id).is_some())
    }

    /// When the original of a translation was updated, if that was after the translation.
    pub fn outdated_by(&self, id: Id<Article>) -> Option<crate::model::Moment> {
        let article = self.article(id);
        let own = article.updated.unwrap_or(article.date);
        let original =
            Some(self.article(article.original)).filter(|it| article.original != id && it.withheld.is_none())?;
        let updated = original.updated?;
        (updated.instant > own.instant).then_some(updated)
    }
}
