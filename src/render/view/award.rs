//! An award's page, and the awards on the pages of what they honour.

use super::{DateView, RecordPageView, RefView, SourceView, TextView, Views, WhoView};
use crate::catalogue::ResultId;
use crate::model::{Award, AwardOutcome, AwardResult, Entity, Honoured, Id, Kind, fold};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// What a result honours; without a page when it is outside the catalogue.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HonouredView {
    /// `track`, `soundtrack`, `artist`, `drama`; nothing for what is outside the catalogue.
    pub kind: Option<&'static str>,
    /// Its page.
    pub url: Option<String>,
    /// Its name in the page's language.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
}

/// One result on the page of its award.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AwardResultView {
    /// `won` or `nominated`.
    pub outcome: &'static str,
    /// In words.
    pub outcome_label: String,
    /// What is honoured.
    pub honours: Option<HonouredView>,
    /// Who is honoured with it, else the work's artists.
    pub who: Vec<WhoView>,
    /// The dramas of the track or soundtrack.
    pub dramas: Vec<RefView>,
    /// Where it is said.
    pub source: Option<SourceView>,
}

/// The results of one category.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CategoryView {
    /// Its name in the page's language.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// Its results, those that won first.
    pub results: Vec<AwardResultView>,
}

/// Another ceremony of the same body.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OtherYearView {
    /// The award.
    pub award: RefView,
    /// Its year.
    pub year: i16,
}

/// An award.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AwardView {
    /// What the pages of all records have.
    #[serde(flatten)]
    pub record: RecordPageView,
    /// Who gives it.
    pub body: String,
    /// The body's language, when it is not the page's.
    pub body_lang: Option<String>,
    /// The ceremony, when it has a name of its own.
    pub ceremony: Option<String>,
    /// The ceremony's language, when it is not the page's.
    pub ceremony_lang: Option<String>,
    /// The year, as the body counts.
    pub year: i16,
    /// When it was held.
    pub date: Option<DateView>,
    /// Its page elsewhere.
    pub link: Option<String>,
    /// Where the results are said.
    pub source: Option<SourceView>,
    /// Results by category, in the order of the file.
    pub categories: Vec<CategoryView>,
    /// The same body in other years, the newest first.
    pub other_years: Vec<OtherYearView>,
}

/// A result on the page of what it honours, or of whom.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AwardLineView {
    /// The award.
    pub award: RefView,
    /// Who gives it.
    pub body: String,
    /// The body's language, when it is not the page's.
    pub body_lang: Option<String>,
    /// The year.
    pub year: i16,
    /// The category in the page's language.
    pub category: TextView,
    /// `won` or `nominated`.
    pub outcome: &'static str,
    /// In words.
    pub outcome_label: String,
    /// What is honoured; nothing when it is what the page is about.
    pub honours: Option<HonouredView>,
    /// Who is named as honoured with it.
    pub who: Vec<WhoView>,
    /// Where it is said.
    pub source: Option<SourceView>,
}

impl Views<'_> {
    /// An award's page.
    pub fn award(&self, id: Id<Award>) -> AwardView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.award(id);
        let (body, body_lang) = self.name(&it.body);
        let own_name = it.ceremony.plain.as_ref() == Some(&it.record.names.plain);
        let (ceremony, ceremony_lang) = TextView::apart(self.text(&it.ceremony).filter(|_| !own_name));
        AwardView {
            record: self.record_page(Entity::Award(id)),
            body,
            body_lang,
            ceremony,
            ceremony_lang,
            year: it.year,
            date: it.date.map(|date| self.partial_date(date)),
            link: it.link.as_deref().and_then(super::small::address),
            source: it.source.as_deref().map(|source| self.source(source)),
            categories: self.categories(it),
            other_years: self.other_years(id),
        }
    }

    fn categories(&self, award: &Award) -> Vec<CategoryView> {
        let mut categories: Vec<(String, CategoryView)> = Vec::new();
        for result in &award.results {
            let key = fold(&result.category.plain);
            let view = self.award_result(result);
            if let Some((_, category)) = categories.iter_mut().find(|(k, _)| *k == key) {
                category.results.push(view);
            } else {
                let (title, lang) = self.name(&result.category);
                categories.push((key, CategoryView { title, lang, results: vec![view] }));
            }
        }
        for (_, category) in &mut categories {
            category.results.sort_by_key(|result| result.outcome != AwardOutcome::Won.word());
        }
        categories.into_iter().map(|(_, category)| category).collect()
    }

    fn award_result(&self, result: &AwardResult) -> AwardResultView {
        let catalogue = &self.magazine.catalogue;
        let dramas = match result.honours {
            Honoured::Record(Entity::Track(id)) => catalogue.track_dramas(catalogue.track(id)),
            Honoured::Record(Entity::Soundtrack(id)) => &catalogue.soundtrack(id).dramas,
            _ => &[],
        };
        AwardResultView {
            outcome: result.outcome.word(),
            outcome_label: self.say(&format!("outcome.{}", result.outcome.word())),
            honours: self.honoured(&result.honours),
            who: self.honoured_with(result),
            dramas: dramas.iter().map(|drama| self.reference(Entity::Drama(*drama))).collect(),
            source: result.source.as_deref().map(|source| self.source(source)),
        }
    }

    /// Who is honoured by a result: those whom it names, else the artists of the work.
    pub fn honoured_with(&self, result: &AwardResult) -> Vec<WhoView> {
        match &result.honours {
            _ if !result.credited.is_empty() => self.artists(&result.credited),
            Honoured::Record(entity) => self.subject_artists(*entity),
            Honoured::Outside(it) => self.credited_to(&it.credited_to),
            Honoured::Unknown => Vec::new(),
        }
    }

    fn honoured(&self, honoured: &Honoured) -> Option<HonouredView> {
        match honoured {
            Honoured::Record(entity) => {
                let (title, lang) = self.name_of(*entity);
                Some(HonouredView { kind: Some(entity.kind().word()), url: self.url_of(*entity), title, lang })
            }
            Honoured::Outside(it) => {
                let (title, lang) = self.name(&it.names);
                Some(HonouredView { kind: None, url: None, title, lang })
            }
            Honoured::Unknown => None,
        }
    }

    fn other_years(&self, own: Id<Award>) -> Vec<OtherYearView> {
        let catalogue = &self.magazine.catalogue;
        let body = fold(&catalogue.award(own).body.plain);
        let all = catalogue.listed(self.language, Kind::Award).iter();
        let awards = all.filter_map(|entity| if let Entity::Award(id) = entity { Some(*id) } else { None });
        let others = awards.filter(|id| *id != own && fold(&catalogue.award(*id).body.plain) == body);
        others
            .map(|id| OtherYearView { award: self.reference(Entity::Award(id)), year: catalogue.award(id).year })
            .collect()
    }

    /// How many results of an award are of which outcome: "3 won · 5 nominated".
    pub(super) fn outcomes(&self, award: &Award) -> Option<String> {
        let interface = self.magazine.interface(self.language);
        let counted = [(AwardOutcome::Won, "award.won_count"), (AwardOutcome::Nominated, "award.nominated_count")];
        let told = counted.into_iter().filter_map(|(outcome, key)| {
            let count = award.results.iter().filter(|result| result.outcome == outcome).count();
            (count > 0).then(|| interface.plural(key, count))
        });
        Some(told.collect::<Vec<_>>().join(" · ")).filter(|text| !text.is_empty())
    }

    /// What a thing won and was nominated for, the newest first.
    pub fn awards(&self, entity: Entity) -> Vec<AwardLineView> {
        self.awards_on(entity, None)
    }

    /// What was known of its awards on a day (nothing: today).
    pub fn awards_on(&self, entity: Entity, day: Option<Date>) -> Vec<AwardLineView> {
        let catalogue = &self.magazine.catalogue;
        let own = catalogue.honoured_as(entity);
        let known = |(id, place): &&ResultId| {
            let award = catalogue.award(*id);
            award.results.get(*place).is_some_and(|result| award.is_known(result.outcome, day))
        };
        let results = catalogue.awards_of(entity).iter().filter(known);
        results.filter_map(|(id, place)| self.award_line(*id, *place, Some(own))).collect()
    }

    /// One result, on a page about `own`.
    pub fn award_line(&self, id: Id<Award>, place: usize, own: Option<Entity>) -> Option<AwardLineView> {
        let catalogue = &self.magazine.catalogue;
        let award = catalogue.award(id);
        let result = award.results.get(place)?;
        let (category, lang) = self.name(&result.category);
        let (body, body_lang) = self.name(&award.body);
        let itself = matches!(result.honours, Honoured::Record(one) if Some(catalogue.honoured_as(one)) == own);
        Some(AwardLineView {
            award: self.reference(Entity::Award(id)),
            body,
            body_lang,
            year: award.year,
            category: TextView { text: category, lang },
            outcome: result.outcome.word(),
            outcome_label: self.say(&format!("outcome.{}", result.outcome.word())),
            honours: if itself { None } else { self.honoured(&result.honours) },
            who: self.artists(&result.credited),
            source: result.source.as_deref().or(award.source.as_deref()).map(|source| self.source(source)),
        })
    }
}
