//! What is withheld, and when a site that is built once must be built again.

use super::{Catalogue, Showing};
use crate::model::{Article, Id, Moment, Withheld};

/// An article that will come or go by itself.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    /// Which.
    pub article: Id<Article>,
    /// When.
    pub at: Moment,
    /// Whether it goes; else it comes.
    pub goes: bool,
}

impl Catalogue {
    /// Articles that are not shown and why, in the order of files.
    pub fn withheld(&self) -> impl Iterator<Item = (Id<Article>, &Article, Withheld)> {
        let articles = self.articles.iter().enumerate();
        articles.filter_map(|(n, article)| Some((Id::new(n), &**article, article.withheld?)))
    }

    /// Articles that come out or go at a moment to come, the first one first.
    pub fn turns(&self, showing: Showing) -> Vec<Turn> {
        let articles = self.articles.iter().enumerate();
        let mut turns: Vec<Turn> = articles
            .filter_map(|(n, article)| {
                let turn = |at, goes| Turn { article: Id::new(n), at, goes };
                match article.withheld {
                    Some(Withheld::Draft | Withheld::Expired(_)) => None,
                    Some(Withheld::Scheduled(_) | Withheld::Embargoed(_)) => Some(turn(article.comes?, false)),
                    None => Some(turn(article.goes?, true)).filter(|turn| turn.at.instant > showing.now),
                }
            })
            .collect();
        turns.sort_by_key(|turn| (turn.at.instant, turn.article));
        turns
    }
}
