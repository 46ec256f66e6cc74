//! Articles: as a card in a list, and whole.

use super::{
    AmendmentView, BylineView, CitationView, DateView, InIssueView, InSeriesView, LabelView, LinkView, PictureView,
    RatingView, RefView, RelatedView, ShareView, SinceView, Views,
};
use crate::model::{Article, Disclosure, Entity, Extra, Id, Moment, Withheld, rfc3339};
use crate::parse::markdown::{Heading, Outline};
use crate::render::shared::Table;
use crate::route::{Route, Shows};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use std::iter::Peekable;

/// An article in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CardView {
    /// Its page.
    pub url: String,
    /// Headline.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// The same, when it is not the page's.
    pub foreign: Option<String>,
    /// The name of that language in the page's.
    pub foreign_name: Option<String>,
    /// One sentence.
    pub standfirst: Option<String>,
    /// When it was published.
    pub date: DateView,
    /// When it was changed, as stated.
    pub updated: Option<DateView>,
    /// Its section.
    pub section: LinkView,
    /// Who did what.
    pub bylines: Vec<BylineView>,
    /// Who wrote it, each once.
    pub writers: Vec<BylineView>,
    /// Its tags.
    pub tags: Vec<LinkView>,
    /// The picture that stands for it.
    pub cover: Option<PictureView>,
    /// How many minutes it takes to read; 0 where there are no words.
    pub minutes: usize,
    /// Whether it was retracted.
    pub retracted: bool,
    /// What a reader should know before reading: sponsored, review copy.
    pub labels: Vec<LabelView>,
    /// A review's rating.
    pub rating: Option<RatingView>,
}

/// An entry of a contents list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TocView {
    /// The heading's id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Headings below it.
    pub children: Vec<TocView>,
}

/// A correction.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CorrectionView {
    /// When.
    pub date: DateView,
    /// What was wrong.
    pub text: String,
}

/// What was translated.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OriginalView {
    /// Its headline.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Its language.
    pub lang: String,
}

/// A whole article.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArticleView {
    /// What lists show.
    #[serde(flatten)]
    card: CardView,
    /// What only its page shows.
    #[serde(flatten)]
    rest: ArticleRestView,
}

/// What an article's page shows beside its card.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArticleRestView {
    /// The body.
    pub html: String,
    /// Its headings.
    pub toc: Vec<TocView>,
    /// What it is about.
    pub subjects: Vec<RefView>,
    /// When the original of this translation was updated, if that was after the translation.
    pub original_updated: Option<DateView>,
    /// The original of a translation.
    pub original: Option<OriginalView>,
    /// What was corrected.
    pub corrections: Vec<CorrectionView>,
    /// What has changed of its facts since it was written.
    pub since: Vec<SinceView>,
    /// When someone last saw that it is still right, as stated.
    pub reviewed: Option<DateView>,
    /// `ai-assisted` or `ai-generated`.
    pub disclosure: Option<&'static str>,
    /// Why it was retracted.
    pub retracted_text: Option<String>,
    /// The day as of which facts are told, when it is not the article's.
    pub as_of: Option<DateView>,
    /// The older one in its section.
    pub previous: Option<CardView>,
    /// The newer one in its section.
    pub next: Option<CardView>,
    /// Where a link to it can be shared.
    pub share: Vec<ShareView>,
    /// How to cite it.
    pub citation: Option<CitationView>,
    /// What goes with it, the nearest first.
    pub related: Vec<RelatedView>,
    /// Its series.
    pub series: Option<String>,
    /// The series' language, when it is not the page's.
    pub series_lang: Option<String>,
    /// Its place in the series: which part, and the others.
    pub in_series: Option<InSeriesView>,
    /// The issues that it is in.
    pub issues: Vec<InIssueView>,
    /// Why a build leaves it out (in the preview): `draft`, `scheduled`, `embargo` or `expired`.
    pub withheld: Option<&'static str>,
    /// The same in a sentence, with the moment.
    pub withheld_text: Option<String>,
    /// A name for it that never changes.
    pub guid: String,
    /// `[extra]` of its front matter.
    pub extra: Map<String, Value>,
}

/// A page's title and body.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PageBodyView {
    /// Title.
    pub title: String,
    /// The body.
    pub html: String,
    /// Its headings.
    pub toc: Vec<TocView>,
    /// Its language.
    pub lang: String,
    /// What the magazine took back, on the page whose path is `corrections`.
    pub amendments: Vec<AmendmentView>,
    /// `[extra]` of its front matter.
    pub extra: Map<String, Value>,
}

/// How long a body takes to read: 230 words of a spaced script or 500 syllables a minute, begun minutes counted whole.
/// Code and what pictures show are not read; where there are no words at all, nothing is said.
fn minutes(outline: &Outline) -> usize {
    let (words, syllables) = (outline.length.words as usize, outline.length.syllables as usize);
    (words * 500 + syllables * 230).div_ceil(230 * 500)
}

/// Headings to a nested list; `texts` are their words as shown.
pub(crate) fn toc(outline: &Outline, texts: &[String]) -> Vec<TocView> {
    let entry = |(n, heading): (usize, &Heading)| {
        let text = texts.get(n).cloned().unwrap_or_default();
        (heading.level, TocView { id: heading.id.to_string(), text, children: Vec::new() })
    };
    // The words of a hidden heading would tell.
    let shown = outline.headings.iter().enumerate().filter(|(_, heading)| !heading.hidden);
    nested(&mut shown.map(entry).peekable(), 0)
}

/// Each entry deeper than `above`, with the deeper ones that follow it as its children.
fn nested(entries: &mut Peekable<impl Iterator<Item = (u8, TocView)>>, above: u8) -> Vec<TocView> {
    let mut list = Vec::new();
    while let Some((level, mut entry)) = entries.next_if(|(level, _)| *level > above) {
        // What is as deep as it or less ends its children.
        entry.children = nested(&mut *entries as &mut Peekable<_>, level);
        list.push(entry);
    }
    list
}

/// Free data as templates see it.
pub(crate) fn extra(entries: &[(String, Extra)]) -> Map<String, Value> {
    fn value(extra: &Extra) -> Value {
        match extra {
            Extra::Text(text) => Value::from(text.as_str()),
            Extra::Integer(n) => Value::from(*n),
            Extra::Float(n) => Value::from(*n),
            Extra::Bool(flag) => Value::from(*flag),
            Extra::List(list) => Value::from(list.iter().map(value).collect::<Vec<_>>()),
            Extra::Table(entries) => Value::Object(entries.iter().map(|(key, v)| (key.clone(), value(v))).collect()),
        }
    }
    entries.iter().map(|(key, v)| (key.clone(), value(v))).collect()
}

impl Views<'_> {
    /// A moment as ISO 8601 with the site's offset.
    pub fn stamp(&self, moment: Moment) -> String {
        rfc3339(&moment.instant.to_zoned(self.magazine.config.timezone.clone()))
    }

    /// An article in a list.
    pub fn card(&self, id: Id<Article>) -> CardView {
        let catalogue = &self.magazine.catalogue;
        let article = catalogue.article(id);
        let here = Views { language: article.language, ..*self };
        let section = Entity::Section(article.section);
        let tag = |id: &Id<crate::model::Tag>| {
            let (title, lang) = self.name_of(Entity::Tag(*id));
            Some(LinkView { title, lang, url: here.url_of(Entity::Tag(*id))? })
        };
        CardView {
            url: self.url(Route::new(article.language, Shows::Article(id))).unwrap_or_default(),
            title: article.title.clone(),
            lang: self.code(article.language).to_owned(),
            foreign: self.foreign(article.language),
            foreign_name: (article.language != self.language).then(|| self.language_name(article.language)),
            standfirst: article.standfirst.clone(),
            date: self.date(article.date.date),
            updated: article.updated.map(|m| self.date(m.date)),
            section: LinkView {
                title: self.name_of(section).0,
                lang: self.name_of(section).1,
                url: self.url_of(section).unwrap_or_default(),
            },
            bylines: self.bylines(article),
            writers: self.written_by(article),
            tags: article.tags.iter().filter_map(tag).collect(),
            cover: self.picture(article.cover.as_deref()),
            minutes: minutes(&catalogue.article_body(id).outline),
            retracted: article.retracted.is_some(),
            labels: self.labels(article),
            rating: self.rating(article),
        }
    }

    /// The same as lists share it: what is read of a [`CardView`].
    pub(in crate::render) fn card_read(&self, id: Id<Article>) -> tera::Value {
        let catalogue = &self.magazine.catalogue;
        let article = catalogue.article(id);
        let here = Views { language: article.language, ..*self };
        let link = |entity: Entity, url: Option<String>| {
            let (title, lang) = self.name_of(entity);
            LinkView { title, lang, url: url.unwrap_or_default() }
        };
        let tag = |id: &Id<crate::model::Tag>| {
            let entity = Entity::Tag(*id);
            let make = || link(entity, here.url_of(entity));
            // Of an article in another language the tag's page is in that one.
            let own = here.language == self.language;
            let value = if own { self.link_value(entity, make) } else { tera::Value::from_serializable(&make()) };
            let has_page = value.get_from_path("url").and_then(tera::Value::as_str).is_some_and(|url| !url.is_empty());
            has_page.then_some(value)
        };
        let list = |values: Vec<tera::Value>| tera::Value::from(values);
        let mut card = Table::new(self.reads);
        card.put("url", || self.url(Route::new(article.language, Shows::Article(id))).unwrap_or_default());
        card.put("title", || article.title.as_str());
        card.put("lang", || self.code(article.language));
        card.put("foreign", || self.foreign(article.language));
        card.put("foreign_name", || (article.language != self.language).then(|| self.language_name(article.language)));
        card.put("standfirst", || article.standfirst.as_deref());
        card.put("date", || self.day_value(article.date.date));
        card.put("updated", || article.updated.map(|moment| self.day_value(moment.date)));
        let section = Entity::Section(article.section);
        card.put("section", || self.link_value(section, || link(section, self.url_of(section))));
        card.put("bylines", || list(self.ordered(article).map(|byline| self.byline_value(byline)).collect()));
        card.put("writers", || list(article.writers().map(|byline| self.byline_value(byline)).collect()));
        card.put("tags", || list(article.tags.iter().filter_map(tag).collect()));
        card.put("cover", || tera::Value::from_serializable(&self.picture(article.cover.as_deref())));
        card.put("minutes", || minutes(&catalogue.article_body(id).outline));
        card.put("retracted", || article.retracted.is_some());
        card.put("labels", || tera::Value::from_serializable(&self.labels(article)));
        card.put("rating", || tera::Value::from_serializable(&self.rating(article)));
        tera::Value::from(card)
    }

    /// The first `count` of a list: those in the page's language, then others if there are not enough.
    pub fn own_first(&self, list: &[Id<Article>], count: usize) -> Vec<Id<Article>> {
        let own = |id: &&Id<Article>| self.magazine.catalogue.article(**id).language == self.language;
        let others = list.iter().filter(|id| !own(id));
        list.iter().filter(own).chain(others).take(count).copied().collect()
    }

    /// Cards of some articles.
    pub fn cards(&self, ids: &[Id<Article>]) -> Vec<CardView> {
        ids.iter().map(|id| self.card(*id)).collect()
    }

    /// Articles about a record, and articles that mention it: each in the page's language when there is one.
    pub fn about(&self, entity: Entity) -> (Vec<CardView>, Vec<CardView>) {
        let catalogue = &self.magazine.catalogue;
        let cards = |list: Option<&Vec<Id<Article>>>| {
            let originals = list.into_iter().flatten().map(|id| catalogue.article(*id).original);
            originals.filter_map(|id| catalogue.told_in(id, self.language)).map(|id| self.card(id)).collect()
        };
        (cards(catalogue.written.about.get(&entity)), cards(catalogue.mentioning(entity)))
    }

    /// A whole article, given its body's HTML and the words of its headings. The cards of its neighbours are those that
    /// lists have.
    pub(in crate::render) fn article_value(&self, id: Id<Article>, html: String, headings: &[String]) -> tera::Value {
        let (rest, [previous, next]) = self.article(id, html, headings);
        let (card, rest) = (self.card_value(id), tera::Value::from_serializable(&rest));
        let mut all = Table::new(self.reads);
        all.put_all(&card);
        all.put_all(&rest);
        all.put("previous", || previous.map(|card| self.card_value(card)));
        all.put("next", || next.map(|card| self.card_value(card)));
        tera::Value::from(all)
    }

    /// What an article's page shows beside its card, but for its neighbours in the section: the older and the newer one.
    fn article(
        &self,
        id: Id<Article>,
        html: String,
        headings: &[String],
    ) -> (ArticleRestView, [Option<Id<Article>>; 2]) {
        let catalogue = &self.magazine.catalogue;
        let article = catalogue.article(id);
        let [previous, next] = self.beside(id);
        let beside = || previous.into_iter().chain(next).map(|id| catalogue.article(id).original).collect::<Vec<_>>();
        let (series, series_lang) = self.series_name(article).unzip();
        let rest = ArticleRestView {
            toc: if self.is_read("toc") { toc(&catalogue.article_body(id).outline, headings) } else { Vec::new() },
            html,
            subjects: article.subjects.iter().map(|s| self.reference(*s)).filter(|r| !r.url.is_empty()).collect(),
            original_updated: catalogue.outdated_by(id).map(|moment| self.date(moment.date)),
            original: Some(article.original).filter(|original| *original != id).and_then(|original| {
                let it = catalogue.article(original);
                let url = self.url(Route::new(it.language, Shows::Article(original)))?;
                Some(OriginalView { title: it.title.clone(), url, lang: self.code(it.language).to_owned() })
            }),
            corrections: article
                .corrections
                .iter()
                .map(|c| CorrectionView { date: self.date(c.date), text: c.text.clone() })
                .collect(),
            since: if self.is_read("since") { self.since(id) } else { Vec::new() },
            reviewed: article.reviewed.map(|day| self.date(day)),
            disclosure: (article.disclosure != Disclosure::None).then(|| article.disclosure.word()),
            retracted_text: article.retracted.clone().filter(|t| !t.is_empty()),
            as_of: article.as_of.filter(|day| *day != article.date.date).map(|day| self.date(day)),
            previous: None,
            next: None,
            share: if self.is_read("share") { self.share(id) } else { Vec::new() },
            citation: if self.is_read("citation") { self.citation(id) } else { None },
            related: if self.is_read("related") { self.related(id, &beside()) } else { Vec::new() },
            series,
            series_lang: series_lang.flatten(),
            in_series: if self.is_read("in_series") { self.in_series(id) } else { None },
            issues: if self.is_read("issues") { self.issues_of(id) } else { Vec::new() },
            withheld: article.withheld.map(Withheld::word),
            withheld_text: article.withheld.map(|why| self.withheld(why)),
            guid: if self.is_read("guid") { self.guid(id) } else { String::new() },
            extra: extra(&article.extra),
        };
        (rest, [previous, next])
    }

    /// Why an article is withheld, and until or since when.
    fn withheld(&self, why: Withheld) -> String {
        let moment = why.moment().map(|moment| self.day_and_time(moment)).unwrap_or_default();
        let key = format!("withheld.{}", why.word());
        self.magazine.interface(self.language).filled(&key, &[("moment", &moment)])
    }

    /// A moment in words: the day, and the time of day unless it is midnight, in the site's time zone.
    pub fn day_and_time(&self, moment: Moment) -> String {
        let zoned = moment.instant.to_zoned(self.magazine.config.timezone.clone());
        if zoned.time() == jiff::civil::Time::midnight() { self.date(moment.date).text } else { self.day_at(&zoned) }
    }
}
