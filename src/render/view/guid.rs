//! A name for an article that stays when its address changes, or its file moves between the free folders of a section.
//!
//! It is a tag URI (RFC 4151) of the section and the name of the file, below the address of the magazine, as several may
//! lie on one host. Readers of feeds know an article by it (RFC 4287, section 4.2.6).

use super::Views;
use crate::model::{Article, Id};
use crate::render::Magazine;

const ARTICLES: &str = "content/articles/";

impl Views<'_> {
    /// An article's name for good.
    pub fn guid(&self, id: Id<Article>) -> String {
        let magazine = self.magazine;
        let base = magazine.routes.base();
        let host = base.origin.split("://").nth(1).unwrap_or_default().split(':').next().unwrap_or_default();
        let path = path(magazine, id);
        let name = if self.has_namesake(id, &name(path)) {
            path.trim_end_matches(".md").trim_end_matches("/index").to_owned()
        } else {
            name(path)
        };
        let name = format!("{}{name}", base.path.trim_start_matches('/'));
        format!("tag:{host},{}:{}", magazine.catalogue.article(id).date.date, crate::config::encoded_path(&name))
    }

    /// Whether another article of the same day has this name, from another folder: only whole paths tell them apart.
    fn has_namesake(&self, id: Id<Article>, own: &str) -> bool {
        let catalogue = &self.magazine.catalogue;
        let day = |id: &Id<Article>| catalogue.article(*id).date.date;
        let newest = catalogue.written.newest.get(usize::from(catalogue.article(id).language.0));
        let newest = newest.map(Vec::as_slice).unwrap_or_default();
        let later = newest.partition_point(|it| day(it) > day(&id));
        let same_day = newest.iter().skip(later).take_while(|it| day(it) == day(&id));
        same_day.into_iter().any(|it| *it != id && name(path(self.magazine, *it)) == own)
    }
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
