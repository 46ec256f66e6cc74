//! Addresses of what is withheld, apart from all others: only a preview asks for them, by their very path.

use super::{Route, Routes, Shows, files, path_of};
use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::model::{Article, Id, LanguageId, fold};
use crate::source::Sources;
use rustc_hash::FxHashMap;

/// Addresses that no list, link or build knows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Aside {
    all: Vec<(String, Route)>,
    by_path: FxHashMap<String, usize>,
    paths: FxHashMap<Route, usize>,
}

impl Aside {
    /// Articles that are not shown, with the files beside them that nothing shown names. An address that is taken
    /// belongs to what is shown; of two withheld ones the first has it.
    pub(super) fn of(
        catalogue: &Catalogue,
        config: &Config,
        sources: &Sources,
        is_taken: impl Fn(&str) -> bool,
    ) -> Self {
        let articles = catalogue.articles.iter().enumerate().filter(|(_, article)| article.withheld.is_some());
        let mut routes: Vec<Route> =
            articles.map(|(n, article)| Route::new(article.language, Shows::Article(Id::new(n)))).collect();
        let mut it = Self::default();
        if routes.is_empty() {
            return it;
        }
        let files = files::withheld(catalogue, config, sources);
        routes.extend(files::routes(catalogue, &files));
        for route in routes {
            let path = path_of(catalogue, config, route, &files, &[], &[]);
            let key = fold(&path);
            if !is_taken(&key) && !it.by_path.contains_key(&key) {
                it.by_path.insert(key, it.all.len());
                it.paths.insert(route, it.all.len());
                it.all.push((path, route));
            }
        }
        it
    }
}

impl Routes {
    /// What is withheld at a path; a missing slash at the end is forgiven. What is shown there goes before it.
    pub fn withheld_at(&self, path: &str) -> Option<(&str, Route)> {
        let aside = &self.aside;
        let found = aside.by_path.get(&fold(path)).or_else(|| aside.by_path.get(&fold(&format!("{path}/"))));
        found.and_then(|i| aside.all.get(*i)).map(|(path, route)| (path.as_str(), *route))
    }

    /// The path of a withheld article or of a file beside it.
    pub fn withheld_path(&self, route: Route) -> Option<&str> {
        self.aside.paths.get(&route).and_then(|i| self.aside.all.get(*i)).map(|(path, _)| path.as_str())
    }

    /// The path that an article has, or would have were it shown.
    pub fn withheld_path_of(&self, id: Id<Article>, language: LanguageId) -> Option<&str> {
        self.withheld_path(Route::new(language, Shows::Article(id)))
    }
}
