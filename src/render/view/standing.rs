//! How an article stands: who did what, who paid, how a review rates.

use super::Views;
use crate::language::placeholder::{filled, placeholders};
use crate::model::{Article, Backer, Byline, BylineRole, Entity, Rating, Texts, plain_number};
use schemars::JsonSchema;
use serde::Serialize;

/// Who did what for an article.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BylineView {
    /// Name; empty for a line that names nobody.
    pub name: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// Their page.
    pub url: Option<String>,
    /// `writer`.
    pub role: &'static str,
    /// In words.
    pub role_label: String,
    /// Words of the magazine's own in place of the role: "as told to", before the name and after it.
    pub credit: Option<CreditLineView>,
}

/// Words around a name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CreditLineView {
    /// Before it.
    pub before: String,
    /// After it.
    pub after: String,
    /// The words' language, when it is not the page's.
    pub lang: Option<String>,
}

/// Something that a reader should know before reading: who paid, who gave the copy.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LabelView {
    /// `sponsored` or `review-copy`.
    pub kind: &'static str,
    /// In a word or two.
    pub label: String,
    /// In a sentence, with the name.
    pub text: String,
    /// What stands in that sentence before the name; where there is no name, nothing.
    pub before: String,
    /// What stands in it behind the name.
    pub after: String,
    /// Who it was.
    pub name: Option<String>,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// Their own page elsewhere.
    pub url: Option<String>,
}

/// Stands for a name while its place in a sentence is looked for; no interface text has it.
const MARK: &str = "\u{fffc}";

/// A review's rating.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RatingView {
    /// In signs: `4.5/5`, or the words that the writer chose.
    pub text: String,
    /// In words: "4.5 out of 5".
    pub words: String,
    /// The number; of a rating in words there is none.
    pub value: Option<f64>,
    /// The best that can be given.
    pub best: Option<f64>,
    /// The worst.
    pub worst: Option<f64>,
}

impl Views<'_> {
    /// Who did what, writers first, whatever the order in the file says about the others.
    pub fn bylines(&self, article: &Article) -> Vec<BylineView> {
        self.ordered(article).map(|byline| self.byline(byline)).collect()
    }

    /// Who did what, in that order.
    pub(in crate::render) fn ordered<'b>(&self, article: &'b Article) -> impl Iterator<Item = &'b Byline> + use<'b> {
        let mut bylines: Vec<&Byline> = article.bylines.iter().collect();
        bylines.sort_by_key(|it| it.role != BylineRole::Writer || self.nearest(&it.credit).is_some());
        bylines.into_iter()
    }

    /// Those who wrote an article, each once.
    pub fn written_by(&self, article: &Article) -> Vec<BylineView> {
        article.writers().map(|byline| self.byline(byline)).collect()
    }

    pub(in crate::render) fn byline(&self, byline: &Byline) -> BylineView {
        let ((name, lang), url) = match byline.contributor.map(Entity::Contributor) {
            Some(contributor) => (self.name_of(contributor), self.url_of(contributor)),
            None => (byline.name.as_ref().map(|names| self.name(names)).unwrap_or_default(), None),
        };
        let credit = self.credit_line(&byline.credit, &name);
        let role = byline.role.word();
        BylineView { name, lang, url, role, role_label: self.say(&format!("role.{role}")), credit }
    }

    /// Words with the place where a name belongs; without a place it stands behind them.
    fn credit_line(&self, credit: &Texts, name: &str) -> Option<CreditLineView> {
        let line = self.nearest(credit)?;
        let around = |before: &str, after: &str| {
            // A particle agrees with the name, so it is filled in with it and the name taken out again.
            let after = filled(after, |key| (key == "name").then(|| name.to_owned()));
            CreditLineView {
                before: before.trim().to_owned(),
                after: after.trim_end().to_owned(),
                lang: line.lang.clone(),
            }
        };
        let found = placeholders(&line.text).into_iter().find(|it| it.name == "name");
        Some(match found {
            Some(place) => {
                let (before, after) = (&line.text[..place.range.start], &line.text[place.range.start..]);
                let mut it = around(before, after);
                it.after = it.after.strip_prefix(name).map_or(it.after.clone(), str::to_owned);
                it
            }
            None => around(&line.text, ""),
        })
    }

    /// What a reader should know before reading.
    pub fn labels(&self, article: &Article) -> Vec<LabelView> {
        let label = |kind: &'static str, key: &str, backer: Option<&Backer>| {
            let backer = backer?;
            let (name, lang) = backer.name.as_ref().map(|names| self.name(names)).unzip();
            let by = |name: &str| {
                self.magazine.interface(self.language).filled(&format!("label.{key}_by"), &[("name", name)])
            };
            let text = name.as_deref().map_or_else(|| self.say(&format!("label.{key}_note")), by);
            let (before, after) = name.as_deref().and_then(|name| around(&text, name, &by(MARK))).unwrap_or_default();
            let label = self.say(&format!("label.{key}"));
            Some(LabelView { kind, label, text, before, after, name, lang: lang.flatten(), url: backer.link.clone() })
        };
        let sponsored = label("sponsored", "sponsored", article.sponsored.as_deref());
        sponsored.into_iter().chain(label("review-copy", "review_copy", article.review_copy.as_deref())).collect()
    }

    /// A rating in signs and in words.
    pub fn rating(&self, article: &Article) -> Option<RatingView> {
        Some(match article.rating.as_ref()? {
            Rating::Words(words) => {
                RatingView { text: words.clone(), words: words.clone(), value: None, best: None, worst: None }
            }
            Rating::On { value, scale } => {
                let (number, best) = (plain_number(*value), plain_number(scale.best));
                let values = [("value", number.as_str()), ("best", best.as_str())];
                RatingView {
                    text: format!("{number}/{best}"),
                    words: self.magazine.interface(self.language).filled("article.rating_of", &values),
                    value: Some(*value),
                    best: Some(scale.best),
                    worst: Some(scale.worst),
                }
            }
        })
    }
}

/// What stands in a sentence before a name and behind it, told by the same sentence with `MARK` in the name's place:
/// a short name may be within other words of it, and a particle behind it goes by the name.
fn around(sentence: &str, name: &str, marked: &str) -> Option<(String, String)> {
    let (before, _) = marked.split_once(MARK)?;
    let after = sentence.strip_prefix(before)?.strip_prefix(name)?;
    Some((before.to_owned(), after.to_owned()))
}
