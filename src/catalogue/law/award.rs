//! No work is honoured for a year in which it did not exist.

use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{AwardResult, Entity, Honoured, Id, PartialDate, Track};
use crate::source::Spanned;
use rustc_hash::FxHashMap;

type Date = Spanned<PartialDate>;

pub(super) fn laws(catalogue: &Catalogue) -> Vec<Diagnostic> {
    if catalogue.awards.is_empty() {
        return Vec::new();
    }
    let recordings = first_releases(catalogue);
    let sound = catalogue.awards.iter().filter(|award| award.record.sound);
    let results = sound.flat_map(|award| award.results.iter().map(|result| (award.year, result)));
    results.filter_map(|(year, result)| before_work(catalogue, &recordings, year, result)).collect()
}

fn before_work(
    catalogue: &Catalogue,
    recordings: &FxHashMap<Id<Track>, Option<Date>>,
    year: i16,
    result: &AwardResult,
) -> Option<Diagnostic> {
    let Honoured::Record(entity) = result.honours else { return None };
    let first = match entity {
        Entity::Track(id) => recordings.get(&catalogue.track(id).recording).copied().flatten(),
        Entity::Soundtrack(id) => Some(catalogue.soundtrack(id)).filter(|it| it.record.sound)?.released,
        Entity::Drama(id) => Some(catalogue.drama(id)).filter(|it| it.record.sound)?.date(),
        _ => None,
    };
    let first = first.filter(|date| date.year() > year)?;
    let name = &catalogue.names(entity).plain;
    let message = format!("{name} is honoured for {year}, but it came out in {}", first.year());
    let it = Diagnostic::warning(Code::AwardBeforeWork, result.span, message);
    let place = if matches!(entity, Entity::Drama(_)) { "the drama's first date" } else { "the release" };
    Some(it.also(first.span, place).help("correct the award's `year`, the date, or what the result names"))
}

/// When each recording first came out; nothing when one of its releases cannot tell.
fn first_releases(catalogue: &Catalogue) -> FxHashMap<Id<Track>, Option<Date>> {
    let mut first: FxHashMap<Id<Track>, Option<Date>> = FxHashMap::default();
    for track in catalogue.tracks.iter() {
        let release = catalogue.soundtrack(track.soundtrack);
        let date = release.released.filter(|_| release.record.sound);
        first
            .entry(track.recording)
            .and_modify(|known| {
                *known = known.zip(date).map(|(a, b)| if b.first_day() < a.first_day() { b } else { a });
            })
            .or_insert(date);
    }
    first
}
