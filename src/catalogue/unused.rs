//! Tables of `site.toml` that describe a name which nothing has: most often it is misspelt.

use super::Catalogue;
use crate::config::{Config, Described};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{NameKind, fold};
use std::collections::BTreeSet;

/// How many names are listed where none is near.
const LISTED: usize = 10;

/// What a table describes.
struct Table<'a> {
    /// Its name in `site.toml`.
    key: &'a str,
    /// Who does not have the name: "no article is in the section".
    nobody: &'a str,
    /// Whether there is a page of what is described although nothing has it yet. Then it may be to come, and is told
    /// only where something near was probably meant.
    may_come: bool,
}

impl Catalogue {
    /// What is said of tables that describe nothing. To be asked when all files could be read, for what could not may
    /// have the name.
    pub fn unused(&self, config: &Config) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        if !config.sections.is_empty() {
            let used = of(self.articles.iter().map(|article| article.section.index()), &self.sections);
            let table = Table { key: "sections", nobody: "no article is in the section", may_come: true };
            table.tell(&config.sections, &used.map(|it| fold(&it.slug)).collect(), &mut all);
        }
        if !config.tags.is_empty() {
            let used = of(self.articles.iter().flat_map(|it| &it.tags).map(|tag| tag.index()), &self.tags);
            let table = Table { key: "tags", nobody: "no article has the tag", may_come: true };
            table.tell(&config.tags, &used.map(|it| fold(&it.slug)).collect(), &mut all);
        }
        let table = Table { key: "series", nobody: "no article is in the series", may_come: false };
        if !config.series.is_empty() {
            table.tell(&config.series, &self.written.series.said(self), &mut all);
        }
        for (kind, described) in &config.plain_names {
            let nobody = match kind {
                NameKind::Label => "no soundtrack has the label",
                NameKind::Network => "no drama has the network",
                NameKind::Genre => "no drama, soundtrack or track has the genre",
            };
            let used = self.derived.plain_names.all(*kind).iter().map(|name| fold(&name.slug));
            Table { key: kind.folder(), nobody, may_come: false }.tell(described, &used.collect(), &mut all);
        }
        all
    }
}

/// Those of a list whose places are named, each once: tens of thousands of articles name a few.
fn of<T>(places: impl Iterator<Item = usize>, list: &[T]) -> impl Iterator<Item = &T> {
    let mut named = vec![false; list.len()];
    for place in places {
        if let Some(named) = named.get_mut(place) {
            *named = true;
        }
    }
    list.iter().zip(named).filter_map(|(it, named)| named.then_some(it))
}

impl Table<'_> {
    fn tell(&self, described: &[Described], used: &BTreeSet<String>, all: &mut Vec<Diagnostic>) {
        // What has a table of its own was hardly meant by another.
        let free: Vec<&str> =
            used.iter().map(String::as_str).filter(|slug| described.iter().all(|it| fold(&it.slug) != *slug)).collect();
        for one in described.iter().filter(|it| !used.contains(&fold(&it.slug))) {
            let near = nearest(&one.slug, free.iter().copied().filter(|slug| differs_in_letters(slug, &one.slug)));
            if near.is_none() && self.may_come {
                continue;
            }
            let help = match near {
                Some(near) => format!("did you mean `[{}.{near}]`?", self.key),
                None if free.is_empty() => "write the name where it belongs, or take the table away".to_owned(),
                None => {
                    let more = if free.len() > LISTED { ", …" } else { "" };
                    let some: Vec<&str> = free.iter().copied().take(LISTED).collect();
                    format!("those without a table are: {}{more}", some.join(", "))
                }
            };
            let message = format!("{} `{}`", self.nobody, one.slug);
            all.push(Diagnostic::warning(Code::UnusedTable, one.span, message).help(help));
        }
    }
}

/// Whether two names are not only of different years or numbers.
fn differs_in_letters(one: &str, other: &str) -> bool {
    let letters = |text: &str| fold(text).replace(|c: char| c.is_ascii_digit(), "");
    letters(one) != letters(other)
}
