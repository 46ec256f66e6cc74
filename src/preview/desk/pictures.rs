//! Pictures that lack words: a text alternative, or whose they are.

use super::{Entry, Things, problems};
use crate::diagnostic::Code;
use crate::model::{Cover, Entity, Id, Texts};
use crate::preview::published::Published;

/// These are diagnostics, too: a build stops at them.
pub(super) fn without_alt(published: &Published) -> Vec<Entry> {
    let found = published.diagnostics.iter().filter(|it| it.code == Code::MissingAlt);
    found.map(|it| problems::entry(published, it)).collect()
}

/// Covers and portraits; pictures in the text have no place for a credit of their own.
pub(super) fn without_credit(published: &Published) -> Vec<Entry> {
    let (things, magazine) = (Things::of(published), published.edition.magazine());
    let catalogue = &magazine.catalogue;
    let path = |cover: &Cover| magazine.sources.get(cover.file).path.to_string();
    let silent = |cover: Option<&Cover>| cover.filter(|cover| cover.credit == Texts::default()).map(path);
    let mut found = Vec::new();
    for (n, article) in catalogue.articles.iter().enumerate() {
        // A translation shows its original's cover.
        let original = catalogue.article(article.original).cover.as_ref().map(|cover| cover.file);
        let own = article.original.index() == n || article.cover.as_ref().map(|cover| cover.file) != original;
        if let Some(path) = silent(article.cover.as_ref()).filter(|_| own) {
            found.push(things.article(Id::new(n), path));
        }
    }
    let dramas = catalogue.dramas.iter().enumerate().map(|(n, it)| (Entity::Drama(Id::new(n)), &it.cover));
    let soundtracks =
        catalogue.soundtracks.iter().enumerate().map(|(n, it)| (Entity::Soundtrack(Id::new(n)), &it.cover));
    let artists = catalogue.artists.iter().enumerate().map(|(n, it)| (Entity::Artist(Id::new(n)), &it.picture));
    let playlists = catalogue.playlists.iter().enumerate().map(|(n, it)| (Entity::Playlist(Id::new(n)), &it.cover));
    let issues = catalogue.issues.iter().enumerate().map(|(n, it)| (Entity::Issue(Id::new(n)), &it.cover));
    let instruments =
        catalogue.instruments.iter().enumerate().map(|(n, it)| (Entity::Instrument(Id::new(n)), &it.picture));
    let all = dramas.chain(soundtracks).chain(artists).chain(playlists).chain(issues).chain(instruments);
    found.extend(all.filter_map(|(entity, cover)| Some(things.record(entity, silent(cover.as_ref())?))));
    found
}
