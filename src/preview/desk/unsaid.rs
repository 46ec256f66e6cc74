//! What does not say what it is: articles without a standfirst or summary, records without a summary.

use super::{Entry, Things};
use crate::model::{Id, Kind};
use crate::preview::published::Published;

pub(super) fn articles(published: &Published) -> Vec<Entry> {
    let things = Things::of(published);
    let all = published.edition.magazine().catalogue.articles.iter().enumerate();
    let mut silent: Vec<_> = all.filter(|(_, it)| it.standfirst.is_none() && it.summary.is_none()).collect();
    silent.sort_by_key(|(_, it)| std::cmp::Reverse(it.date.instant));
    silent.into_iter().map(|(n, it)| things.article(Id::new(n), it.date.date.to_string())).collect()
}

/// Records with files of their own. An event, an award or a chart tells what it is by its facts.
pub(super) fn records(published: &Published) -> Vec<Entry> {
    let (things, catalogue) = (Things::of(published), &published.edition.magazine().catalogue);
    let kinds = [Kind::Drama, Kind::Soundtrack, Kind::Artist, Kind::Contributor, Kind::Playlist, Kind::Instrument];
    let all = kinds.into_iter().flat_map(|kind| catalogue.records(kind));
    all.filter(|entity| catalogue.record(*entity).is_some_and(|record| record.summaries.plain.is_none()))
        .map(|entity| things.record(entity, entity.kind().word().to_owned()))
        .collect()
}
