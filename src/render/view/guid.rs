//! A name for an article that stays when its address changes, or its file moves between the free folders of a section.
//!
//! It is a tag URI (RFC 4151) of the section and the name of the file, below the address of the magazine, as several may
//! lie on one host. Readers of feeds know an article by it (RFC 4287, section 4.2.6).

use super::Views;
use crate::model::{Article, Id};
use crate::render::Magazine;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

const ARTICLES: &str = "content/articles/";

impl Views<'_> {
    /// An article's name for good.
    pub fn guid(&self, id: Id<Article>) -> String {
        let magazine = self.magazine;
        let base = magazine.routes.base();
        let host = base.origin.split("://").nth(1).unwrap_or_default().split(':').next().unwrap_or_default();
        let name = if magazine.shared.namesakes(magazine).contains(&id) {
            let path = path(magazine, id);
            path.trim_end_matches(".md").trim_end_matches("/index").to_owned()
        } else {
            name(path(magazine, id))
        };
        let name = format!("{}{name}", base.path.trim_start_matches('/'));
        format!("tag:{host},{}:{}", magazine.catalogue.article(id).date.date, crate::config::encoded_path(&name))
    }
}

/// Shown articles of one day that have the same name in their section, in different folders: only whole paths tell them
/// apart.
pub(in crate::render) fn namesakes(magazine: &Magazine) -> FxHashSet<Id<Article>> {
    let shown = magazine.catalogue.articles.iter().enumerate().filter(|(_, article)| article.withheld.is_none());
    let mut first: FxHashMap<(Date, String), Id<Article>> = FxHashMap::default();
    let mut namesakes = FxHashSet::default();
    for (n, article) in shown {
        let id = Id::new(n);
        let before = *first.entry((article.date.date, name(path(magazine, id)))).or_insert(id);
        if before != id {
            namesakes.extend([before, id]);
        }
    }
    namesakes
}

/// Where an article's file lies below the folder of all.
fn path(magazine: &Magazine, id: Id<Article>) -> &str {
    let path = &*magazine.sources.get(magazine.catalogue.article(id).source).path;
    path.strip_prefix(ARTICLES).unwrap_or(path)
}

/// The section of a path and the name of its file, with its language if it says one. A bundle is called by its folder.
fn name(path: &str) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let file = file.trim_end_matches(".md");
    let section = folder.split('/').next().unwrap_or_default();
    let (stem, language) = file.split_at(file.find('.').unwrap_or(file.len()));
    let bundle = folder.rsplit_once('/').filter(|_| stem == "index").map(|(_, bundle)| bundle);
    format!("{section}/{}{language}", bundle.unwrap_or(stem))
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn free_folders_and_bundles_are_no_part_of_a_name() {
        for (path, wanted) in [
            ("news/a.md", "news/a"),
            ("news/2025/08/a.md", "news/a"),
            ("news/2025/a.ko.md", "news/a.ko"),
            ("news/2025/a/index.md", "news/a"),
            ("news/a/index.ko.md", "news/a.ko"),
            ("news/index.md", "news/index"),
        ] {
            assert_eq!(name(path), wanted, "{path}");
        }
    }
}
