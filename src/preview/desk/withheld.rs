//! Articles that a build leaves out: drafts, scheduled ones, those under embargo or expired.

use super::{Entry, Things};
use crate::model::{Article, Id, Moment, Withheld};
use crate::preview::published::Published;

pub(super) fn drafts(published: &Published) -> Vec<Entry> {
    let found = some(published, |why| (why == Withheld::Draft).then_some(None));
    found.into_iter().map(|(id, _)| Things::of(published).article(id, String::new())).collect()
}

pub(super) fn scheduled(published: &Published) -> Vec<Entry> {
    let moment = |why| if let Withheld::Scheduled(moment) = why { Some(Some(moment)) } else { None };
    told(published, some(published, moment), "comes out")
}

pub(super) fn embargoed(published: &Published) -> Vec<Entry> {
    let moment = |why| if let Withheld::Embargoed(moment) = why { Some(Some(moment)) } else { None };
    told(published, some(published, moment), "embargo ends")
}

pub(super) fn expired(published: &Published) -> Vec<Entry> {
    let moment = |why| if let Withheld::Expired(moment) = why { Some(Some(moment)) } else { None };
    let mut found = some(published, moment);
    // What ended last is what one looks for.
    found.reverse();
    told(published, found, "expired")
}

/// Articles in such a state, by when it ends; whether they are shown all the same does not matter.
fn some(
    published: &Published,
    state: impl Fn(Withheld) -> Option<Option<Moment>>,
) -> Vec<(Id<Article>, Option<Moment>)> {
    let articles = published.edition.magazine().catalogue.articles.iter().enumerate();
    let mut found: Vec<_> = articles.filter_map(|(n, article)| Some((Id::new(n), state(article.state?)?))).collect();
    found.sort_by_key(|(id, moment)| (moment.map(|moment| moment.instant), *id));
    found
}

fn told(published: &Published, found: Vec<(Id<Article>, Option<Moment>)>, what: &str) -> Vec<Entry> {
    let things = Things::of(published);
    let zone = &things.views.magazine.config.timezone;
    let entry = |(id, moment): (Id<Article>, Option<Moment>)| {
        let zoned = moment.map(|moment| moment.instant.to_zoned(zone.clone()));
        let when = zoned.map(|zoned| zoned.strftime("%Y-%m-%d %H:%M %Z").to_string()).unwrap_or_default();
        things.article(id, format!("{what} {when}"))
    };
    found.into_iter().map(entry).collect()
}
