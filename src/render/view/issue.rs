//! An issue's page.

use super::{CardView, DateView, LinkView, PictureView, RecordPageView, RefView, TextView, Views, WhoView};
use crate::model::{Article, Entity, Id, Issue, IssuePart, Kind};
use schemars::JsonSchema;
use serde::Serialize;

/// An issue with its contents.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IssueView {
    /// What the pages of all records have.
    #[serde(flatten)]
    pub record: RecordPageView,
    /// From 1.
    pub number: Option<u32>,
    /// When it came out.
    pub date: Option<DateView>,
    /// Its cover.
    pub cover: Option<PictureView>,
    /// The editor's note, by paragraphs.
    pub note: Vec<TextView>,
    /// Who edited it, with commas between them.
    pub editors: Vec<WhoView>,
    /// Its contents.
    pub parts: Vec<IssuePartView>,
    /// The issue before.
    pub previous: Option<NumberedView>,
    /// The issue after.
    pub next: Option<NumberedView>,
}

/// A part of an issue.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IssuePartView {
    /// What it is called; nothing for what stands before all parts.
    pub title: Option<TextView>,
    /// Its articles in order.
    pub items: Vec<IssueItemView>,
}

/// An article of an issue.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IssueItemView {
    /// The article, in the page's language when there is one.
    pub card: CardView,
    /// A word about it.
    pub note: Option<TextView>,
}

/// An issue, to be linked by number and title.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NumberedView {
    /// From 1.
    pub number: Option<u32>,
    /// The issue.
    pub issue: RefView,
}

/// An issue that an article is in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InIssueView {
    /// The issue.
    #[serde(flatten)]
    pub issue: NumberedView,
    /// The article before it there.
    pub previous: Option<LinkView>,
    /// The article after it there.
    pub next: Option<LinkView>,
}

/// An issue on the front page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IssueCardView {
    /// Its page.
    pub url: String,
    /// Its title in the page's language.
    pub title: String,
    /// The title's language, when it is not the page's.
    pub lang: Option<String>,
    /// "Issue 12".
    pub number_label: Option<String>,
    /// When it came out.
    pub date: Option<DateView>,
    /// Its cover.
    pub cover: Option<PictureView>,
    /// The first of its articles.
    pub articles: Vec<CardView>,
    /// How many more there are.
    pub more: usize,
}

impl Views<'_> {
    /// The newest issue, with the first `limit` of its articles.
    pub fn newest_issue(&self, limit: usize) -> Option<IssueCardView> {
        let catalogue = &self.magazine.catalogue;
        let newest = catalogue.listed(self.language, Kind::Issue).first()?;
        let Entity::Issue(id) = *newest else { return None };
        let it = catalogue.issue(id);
        let (title, lang) = self.name_of(*newest);
        let shown: Vec<Id<Article>> =
            it.articles().filter(|article| catalogue.is_shown(Entity::Article(*article))).collect();
        let number = it.number.map(|number| number.value.to_string());
        Some(IssueCardView {
            url: self.url_of(*newest)?,
            title,
            lang,
            number_label: number
                .map(|n| self.magazine.interface(self.language).filled("issue.number", &[("number", &n)])),
            date: it.date.map(|date| self.partial_date(date)),
            cover: self.picture(it.cover.as_ref()),
            articles: shown.iter().take(limit).map(|id| self.card(catalogue.article_in(*id, self.language))).collect(),
            more: shown.len().saturating_sub(limit),
        })
    }

    /// An issue's page.
    pub fn issue(&self, id: Id<Issue>) -> IssueView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.issue(id);
        // The newest is listed first.
        let order = catalogue.listed(self.language, Kind::Issue);
        let place = order.iter().position(|other| *other == Entity::Issue(id));
        let neighbour = |place: Option<usize>| match place.and_then(|place| order.get(place)) {
            Some(Entity::Issue(id)) => Some(self.numbered(*id)),
            _ => None,
        };
        IssueView {
            record: self.record_page(Entity::Issue(id)),
            number: it.number.map(|n| n.value),
            date: it.date.map(|date| self.partial_date(date)),
            cover: self.picture(it.cover.as_ref()),
            note: self.text(&it.note).map(paragraphs).unwrap_or_default(),
            editors: self.curators(&it.editors),
            parts: it.parts.iter().map(|part| self.issue_part(part)).collect(),
            previous: neighbour(place.map(|p| p + 1)),
            next: neighbour(place.and_then(|p| p.checked_sub(1))),
        }
    }

    fn issue_part(&self, part: &IssuePart) -> IssuePartView {
        let title = part.names.as_ref().map(|names| {
            let (text, lang) = self.name(names);
            TextView { text, lang }
        });
        let items = part.contents.iter().map(|item| IssueItemView {
            card: self.card(self.magazine.catalogue.article_in(item.article, self.language)),
            note: self.text(&item.note),
        });
        IssuePartView { title, items: items.collect() }
    }

    /// The issues that an article is in, with what stands before and after it there.
    pub fn issues_of(&self, id: Id<Article>) -> Vec<InIssueView> {
        let catalogue = &self.magazine.catalogue;
        let original = catalogue.article(id).original;
        // From one article to the next, nobody is led to what was taken back.
        let told = |id: Id<Article>| catalogue.told_in(id, self.language);
        let within = |id: &Id<Issue>| {
            let (mut before, mut after, mut passed) = (None, None, false);
            for article in catalogue.issue(*id).articles() {
                if article == original {
                    passed = true;
                } else if let Some(article) = told(article) {
                    if passed {
                        after = Some(article);
                        break;
                    }
                    before = Some(article);
                }
            }
            let link = |id: Option<Id<Article>>| id.and_then(|id| self.article_link(id));
            InIssueView { issue: self.numbered(*id), previous: link(before), next: link(after) }
        };
        catalogue.derived.issues.get(&original).into_iter().flatten().map(within).collect()
    }

    fn numbered(&self, id: Id<Issue>) -> NumberedView {
        let number = self.magazine.catalogue.issue(id).number.map(|n| n.value);
        NumberedView { number, issue: self.reference(Entity::Issue(id)) }
    }
}

/// The paragraphs of a text, which blank lines divide.
fn paragraphs(text: TextView) -> Vec<TextView> {
    let mut all: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.text.lines().map(str::trim) {
        match all.last_mut().filter(|_| open && !line.is_empty()) {
            Some(paragraph) => {
                paragraph.push('\n');
                paragraph.push_str(line);
            }
            None if !line.is_empty() => all.push(line.to_owned()),
            None => {}
        }
        open = !line.is_empty();
    }
    all.into_iter().map(|paragraph| TextView { text: paragraph, lang: text.lang.clone() }).collect()
}
