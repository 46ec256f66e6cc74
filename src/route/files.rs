//! Which pictures and other files are published, and where: those of a shown bundle, and those that something
//! shown names. A file beside a draft goes nowhere.

use super::{Route, Shows};
use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::model::{Article, Id, LanguageId};
use crate::source::{SourceId, Sources};
use std::collections::{BTreeMap, BTreeSet};

/// The path of every published file.
pub(super) fn published(catalogue: &Catalogue, config: &Config, sources: &Sources) -> BTreeMap<SourceId, String> {
    let mut files: BTreeMap<SourceId, String> =
        catalogue.statics.iter().map(|(id, path)| (*id, format!("/{path}"))).collect();
    if catalogue.attachments.is_empty() {
        return files;
    }
    let bundles = bundles(catalogue, config);
    let named = named(catalogue, false);
    for id in &catalogue.attachments {
        let path = sources.get(*id).path.as_ref();
        let bundle = bundle_of(&bundles, path);
        if named.contains(id) || bundle.is_some_and(|bundle| bundle.shown) {
            files.insert(*id, address(bundle, path));
        }
    }
    files
}

/// The paths that the files would have that are not published.
pub(super) fn others(
    catalogue: &Catalogue,
    config: &Config,
    sources: &Sources,
    published: &BTreeMap<SourceId, String>,
) -> impl Iterator<Item = String> {
    let bundles = bundles(catalogue, config);
    let others = catalogue.attachments.iter().filter(|id| !published.contains_key(id));
    others.map(move |id| {
        let path = sources.get(*id).path.as_ref();
        address(bundle_of(&bundles, path), path)
    })
}

/// The path of every file that nothing shown publishes, but something withheld would.
pub(super) fn withheld(catalogue: &Catalogue, config: &Config, sources: &Sources) -> BTreeMap<SourceId, String> {
    let bundles = bundles(catalogue, config);
    let (shown, all) = (named(catalogue, false), named(catalogue, true));
    let mut files = BTreeMap::new();
    for id in catalogue.attachments.iter().filter(|id| !shown.contains(id)) {
        let path = sources.get(*id).path.as_ref();
        let bundle = bundle_of(&bundles, path);
        if bundle.map_or(all.contains(id), |bundle| !bundle.shown) {
            files.insert(*id, address(bundle, path));
        }
    }
    files
}

/// A bundle's files stand below the address of its original, whatever language shows them; others where they lie.
fn address(bundle: Option<Bundle>, path: &str) -> String {
    if let Some(Bundle { folder, address, .. }) = bundle {
        return format!("{address}{}", &path[folder.len()..]);
    }
    let inside = path.strip_prefix("content/").unwrap_or(path);
    let inside = inside.strip_prefix("articles/").or_else(|| inside.strip_prefix("pages/")).unwrap_or(inside);
    format!("/{inside}")
}

/// Bundle folders: whether one of the versions is shown, and the address of the original.
fn bundles(catalogue: &Catalogue, config: &Config) -> BTreeMap<String, (bool, String)> {
    let mut bundles = BTreeMap::new();
    let no_files = BTreeMap::new();
    for article in &catalogue.articles {
        let Some(folder) = &article.bundle else { continue };
        let shown = article.versions.iter().any(|v| catalogue.article(*v).withheld.is_none());
        let original = catalogue.article(article.original);
        let address = super::path_of(
            catalogue,
            config,
            Route::new(original.language, Shows::Article(article.original)),
            &no_files,
            &[],
            &[],
        );
        bundles.insert(folder.to_string(), (shown, address));
    }
    bundles
}

/// An article with a folder of its own.
#[derive(Clone, Copy)]
struct Bundle<'a> {
    folder: &'a str,
    /// Whether one of its versions is.
    shown: bool,
    address: &'a str,
}

/// The innermost bundle that holds a path.
fn bundle_of<'a>(bundles: &'a BTreeMap<String, (bool, String)>, path: &str) -> Option<Bundle<'a>> {
    let mut end = path.len();
    while let Some(slash) = path[..end].rfind('/') {
        if let Some((folder, (shown, address))) = bundles.get_key_value(&path[..=slash]) {
            return Some(Bundle { folder, shown: *shown, address });
        }
        end = slash;
    }
    None
}

/// Files that something shown names, or with `withheld` anything at all; of an early catalogue without those that the
/// bodies of articles name.
pub fn named(catalogue: &Catalogue, withheld: bool) -> BTreeSet<SourceId> {
    let mut named = BTreeSet::new();
    let counts = |article: &Article| article.withheld.is_none() || withheld;
    for article in catalogue.articles.iter().filter(|article| counts(article)) {
        named.extend([&article.cover, &article.shared().image].into_iter().flatten().map(|picture| picture.file));
    }
    let bodies = if catalogue.limit().is_some() { &[] } else { catalogue.article_bodies() };
    for (_, body) in catalogue.articles.iter().zip(bodies).filter(|(article, _)| counts(article)) {
        named.extend(body.images.iter().flatten());
        named.extend(body.files());
    }
    // Records are never withheld, so their pictures are not either.
    named.extend(catalogue.all_records().filter_map(|entity| catalogue.picture(entity)).map(|picture| picture.file));
    for body in catalogue.page_bodies() {
        named.extend(body.images.iter().flatten());
        named.extend(body.files());
    }
    named
}

/// The routes of published files.
pub(super) fn routes(catalogue: &Catalogue, files: &BTreeMap<SourceId, String>) -> Vec<Route> {
    let statics: BTreeSet<SourceId> = catalogue.statics.iter().map(|(id, _)| *id).collect();
    let shows = |id: &SourceId| if statics.contains(id) { Shows::Static(*id) } else { Shows::File(*id) };
    files.keys().map(|id| Route::plain(shows(id))).collect()
}

/// The first version of an article that is shown.
pub(super) fn shown_versions(catalogue: &Catalogue) -> impl Iterator<Item = (LanguageId, Id<crate::model::Article>)> {
    catalogue.articles.iter().enumerate().filter(|(_, a)| a.withheld.is_none()).map(|(n, a)| (a.language, Id::new(n)))
}
