//! Awards: what they honour resolved and checked; and by work, what it was honoured with.

use super::Catalogue;
use super::link::Linker;
use super::question::push;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Artist, Award, AwardResult, Entity, Honoured, Id, PartialDate, Person, fold};
use crate::parse::{AwardMatter, HonouredMatter, ResultMatter};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One result: the award, and the result's place in it.
pub type ResultId = (Id<Award>, usize);

impl Linker<'_> {
    /// Links one award, against everything that it can honour.
    pub(super) fn award(&mut self, matter: AwardMatter, catalogue: &Catalogue) -> Award {
        let mut award = matter.award;
        for written in matter.results {
            let result = self.award_result(written);
            if let Some(before) = award.results.iter().find(|other| is_same(catalogue, other, &result)) {
                let message = format!("this result of “{}” stands here twice", result.category.plain);
                self.diagnostics.push(
                    Diagnostic::error(Code::DuplicateEntry, result.span, message)
                        .also(before.span, "here for the first time")
                        .help("keep one of the two"),
                );
                continue;
            }
            award.results.push(result);
        }
        award
    }

    fn award_result(&mut self, matter: ResultMatter) -> AwardResult {
        let honours = match matter.honours {
            HonouredMatter::Record(kind, slug) => {
                self.reference(kind, &slug).map_or(Honoured::Unknown, Honoured::Record)
            }
            HonouredMatter::Outside(it) => Honoured::Outside(it),
            HonouredMatter::Unclear => Honoured::Unknown,
        };
        AwardResult {
            category: matter.category,
            outcome: matter.outcome,
            honours,
            credited: self.artist_credit(matter.credited),
            source: matter.source,
            span: matter.span,
        }
    }
}

/// Whether two results are one: of one category, for one thing. Two actors of one drama are two results.
fn is_same(catalogue: &Catalogue, one: &AwardResult, other: &AwardResult) -> bool {
    let thing = |honoured: &Honoured| match honoured {
        Honoured::Record(entity) => Some(Ok(catalogue.honoured_as(*entity))),
        Honoured::Outside(it) => {
            Some(Err((fold(&it.names.plain), it.credited_to.plain.as_deref().map(fold).unwrap_or_default())))
        }
        Honoured::Unknown => None,
    };
    let people = |result: &AwardResult| result.credited.iter().map(|c| c.person.clone()).collect::<Vec<Person>>();
    let who = [people(one), people(other)];
    fold(&one.category.plain) == fold(&other.category.plain)
        && thing(&one.honours).is_some_and(|it| Some(it) == thing(&other.honours))
        && (who[0] == who[1] || who.iter().any(Vec::is_empty))
}

impl Catalogue {
    /// What stands for a thing among awards: a track's recording, so that every release of it shows them.
    pub fn honoured_as(&self, entity: Entity) -> Entity {
        match entity {
            Entity::Track(id) => Entity::Track(self.track(id).recording),
            other => other,
        }
    }

    /// What a thing won and was nominated for, the newest first.
    pub fn awards_of(&self, entity: Entity) -> &[ResultId] {
        self.derived.awards.get(&self.honoured_as(entity)).map_or(&[], Vec::as_slice)
    }

    /// The awards in the order in which they are listed: the newest first.
    pub fn awards_newest(&self) -> Vec<Id<Award>> {
        let mut all: Vec<Id<Award>> = (0..self.awards.len()).map(Id::new).collect();
        all.sort_by_key(|id| {
            let award = self.award(*id);
            (Reverse((award.year, award.date.map(PartialDate::first_day))), *id)
        });
        all
    }

    /// Who is honoured by a result: those whom it names, else those of the track that it honours.
    fn honoured_artists(&self, result: &AwardResult) -> Vec<Id<Artist>> {
        let credit = match result.honours {
            _ if !result.credited.is_empty() => result.credited.as_slice(),
            Honoured::Record(Entity::Track(id)) => self.artists_of(id),
            _ => return Vec::new(),
        };
        credit.iter().filter_map(|one| one.person.artist()).collect()
    }
}

/// By what is honoured, all results, the newest first.
pub(super) fn honours(catalogue: &Catalogue) -> BTreeMap<Entity, Vec<ResultId>> {
    let mut all: BTreeMap<Entity, Vec<ResultId>> = BTreeMap::new();
    let mut add = |entity, result| push(all.entry(entity).or_default(), result);
    for id in catalogue.awards_newest() {
        for (place, result) in catalogue.award(id).results.iter().enumerate() {
            if let Honoured::Record(entity) = result.honours {
                add(catalogue.honoured_as(entity), (id, place));
            }
            for artist in catalogue.honoured_artists(result) {
                add(Entity::Artist(artist), (id, place));
            }
        }
    }
    all
}
