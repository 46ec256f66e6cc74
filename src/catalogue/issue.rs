//! Issues: their articles found, none twice and none that is withheld, and numbers that two of them have.

use super::link::{Linker, missed};
use super::{Catalogue, Miss};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Entity, Id, Issue, IssueItem, IssuePart, Kind, Names, fold};
use crate::parse::{IssueItemMatter, IssueMatter};
use crate::source::{Span, Spanned};
use std::collections::BTreeMap;

impl Linker<'_> {
    /// Links one issue; sections and articles are linked before.
    pub(super) fn issue(&mut self, matter: IssueMatter, catalogue: &Catalogue) -> Issue {
        let editors = self.curators(matter.editors);
        let cover = matter.cover.and_then(|cover| self.cover(&cover, matter.record.span.source));
        if matter.record.sound && matter.contents.is_empty() && matter.parts.iter().all(|(_, items)| items.is_empty()) {
            let it = Diagnostic::warning(Code::EmptyIssue, matter.record.span, "this issue has no contents");
            self.diagnostics.push(it.help("name its articles in order: `contents = [\"…\"]`"));
        }
        let mut seen = BTreeMap::new();
        let written = [(None, matter.contents)].into_iter();
        let written = written.chain(matter.parts.into_iter().map(|(names, items)| (Some(names), items)));
        let parts = written
            .map(|(names, items): (Option<Names>, Vec<IssueItemMatter>)| IssuePart {
                names,
                contents: items.into_iter().filter_map(|item| self.issue_item(item, &mut seen, catalogue)).collect(),
            })
            .filter(|part| part.names.is_some() || !part.contents.is_empty())
            .collect();
        Issue {
            record: matter.record,
            number: matter.number,
            date: matter.date,
            cover,
            note: matter.note,
            editors,
            parts,
        }
    }

    fn issue_item(
        &mut self,
        matter: IssueItemMatter,
        seen: &mut BTreeMap<Id<Article>, Span>,
        catalogue: &Catalogue,
    ) -> Option<IssueItem> {
        let article = self.article_named(&matter.article, catalogue)?;
        if let Some(before) = seen.insert(article, matter.span) {
            let slug = &matter.article.value;
            let it = Diagnostic::error(
                Code::DuplicateEntry,
                matter.span,
                format!("the article `{slug}` stands in this issue twice"),
            );
            self.diagnostics.push(it.also(before, "here for the first time").help("keep one of the two"));
            return None;
        }
        self.articles_named.push((article, matter.article.span));
        Some(IssueItem { article, note: matter.note })
    }

    /// An article by its slug, or by `section/slug` where two sections have it.
    fn article_named(&mut self, typed: &Spanned<String>, catalogue: &Catalogue) -> Option<Id<Article>> {
        let article = |entity: Entity| if let Entity::Article(id) = entity { Some(id) } else { None };
        let section =
            |id: &Id<Article>| catalogue.sections[catalogue.articles[id.index()].section.index()].slug.as_str();
        let (within, slug) = match typed.value.rsplit_once('/') {
            Some((section, slug)) => (Some(section.trim_start_matches("article:").trim_matches('/')), slug),
            None => (None, typed.value.as_str()),
        };
        let found = match self.index.of_kind(Kind::Article, slug) {
            Ok(one) => vec![one],
            Err(Miss::Ambiguous(several)) => several,
            Err(miss) => {
                let typed = Spanned::new(slug.to_owned(), typed.span);
                self.diagnostics.extend(missed(&self.index, Some(Kind::Article), &typed, &miss));
                return None;
            }
        };
        let found: Vec<Id<Article>> = found.into_iter().filter_map(article).collect();
        let here: Vec<Id<Article>> =
            found.iter().filter(|id| within.is_none_or(|within| fold(within) == fold(section(id)))).copied().collect();
        if let [one] = here.as_slice() {
            self.references.entities.push((typed.span, Entity::Article(*one)));
            return Some(*one);
        }
        let names: Vec<String> = found.iter().map(|id| format!("`{}/{slug}`", section(id))).collect();
        let it = if here.is_empty() {
            let message = format!("there is no article `{}`", typed.value);
            Diagnostic::error(Code::UnknownReference, typed.span, message)
                .help(format!("did you mean {}?", names.join(" or ")))
        } else {
            let message = format!("`{}` can mean {} things", typed.value, here.len());
            Diagnostic::error(Code::AmbiguousReference, typed.span, message)
                .help(format!("write the one that is meant: {}", names.join(", ")))
        };
        self.diagnostics.push(it);
        None
    }

    /// Two issues with one number.
    pub(super) fn issue_numbers(&mut self, issues: &[Issue]) {
        let mut seen = BTreeMap::new();
        for number in issues.iter().filter_map(|issue| issue.number.as_ref()) {
            let Some(before) = seen.insert(number.value, number.span) else { continue };
            let message = format!("two issues have the number {}", number.value);
            let it = Diagnostic::error(Code::DuplicateNumber, number.span, message);
            self.diagnostics.push(it.also(before, "this one has it too").help("give one of them another `number`"));
        }
    }
}

impl Catalogue {
    /// All issues in the order of their numbers.
    pub fn issues_in_order(&self) -> Vec<Id<Issue>> {
        let mut all: Vec<Id<Issue>> = (0..self.issues.len()).map(Id::new).collect();
        all.sort_by_key(|id| (self.issue(*id).number.as_ref().map(|n| n.value), *id));
        all
    }
}

/// By original: the issues that an article is in, in the order of their numbers.
pub(super) fn by_article(catalogue: &Catalogue) -> BTreeMap<Id<Article>, Vec<Id<Issue>>> {
    let mut all: BTreeMap<Id<Article>, Vec<Id<Issue>>> = BTreeMap::new();
    for id in catalogue.issues_in_order() {
        for article in catalogue.issue(id).articles() {
            all.entry(article).or_default().push(id);
        }
    }
    all
}
