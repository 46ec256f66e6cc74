//! An article: news, a review of a work, or simply an article.

use super::{Graph, Node};
use crate::catalogue::LinkTarget;
use crate::model::{Article, Byline, BylineRole, Disclosure, Entity, Id, Rating, plain_number};
use crate::render::component::Spoken;
use crate::route::{Route, Shows};

/// The section whose articles are news.
const NEWS: &str = "news";

/// A rating on its scale; one in words has no number to tell.
fn rating(article: &Article) -> Option<Node> {
    let Some(Rating::On { value, scale }) = &article.rating else { return None };
    let node = Node::new("Rating").and("ratingValue", written(*value)).and("bestRating", written(scale.best));
    Some(node.and("worstRating", written(scale.worst)))
}

/// A number without a fraction that says nothing: 4, 4.5.
fn written(number: f64) -> serde_json::Value {
    plain_number(number).parse::<u64>().map_or_else(|_| number.into(), Into::into)
}

impl Graph<'_> {
    /// `NewsArticle`, `Review` or `Article`. A review needs a work that it rates: one of a type that search engines
    /// take reviews of.
    pub(super) fn article_kind(&self, id: Id<Article>) -> &'static str {
        let catalogue = &self.views.magazine.catalogue;
        let article = catalogue.article(id);
        if matches!(article.rating, Some(Rating::On { .. })) && reviewed(article).is_some() {
            "Review"
        } else if catalogue.section(article.section).slug == NEWS {
            "NewsArticle"
        } else {
            "Article"
        }
    }

    /// The type of an article that is only named: a review says too little then to be taken for one, so it is what all
    /// of them are.
    pub(super) fn named_kind(&self, id: Id<Article>) -> &'static str {
        match self.article_kind(id) {
            "Review" => "CreativeWork",
            kind => kind,
        }
    }

    /// One language's version of an article, to be referred to; nothing when it is not shown.
    fn version(&self, id: Id<Article>) -> Option<Node> {
        let article = self.views.magazine.catalogue.article(id);
        let url = self.views.url(Route::new(article.language, Shows::Article(id)))?;
        article.withheld.is_none().then(|| {
            Node::with_id(self.named_kind(id), &format!("{url}#article"))
                .and("name", article.title.as_str())
                .and("inLanguage", self.views.code(article.language))
        })
    }

    /// An article that is shown.
    pub(super) fn article(&self, id: Id<Article>, spoken: &Spoken) -> Node {
        let views = &self.views;
        let catalogue = &views.magazine.catalogue;
        let it = catalogue.article(id);
        let kind = self.article_kind(id);
        let mut node = Node::with_id(kind, &format!("{}#article", self.page.canonical))
            .and("headline", it.title.as_str())
            .and("name", it.title.as_str())
            .and("description", self.page.description.as_deref())
            .and("url", self.page.canonical.as_str())
            .and("mainEntityOfPage", Node::only_id(&self.page_id()))
            .and("image", self.picture(it.cover.as_deref()))
            .and("datePublished", views.stamp(it.date))
            .and("dateModified", it.modified(&views.magazine.config.timezone).map(|moment| views.stamp(moment)))
            .and("inLanguage", views.code(it.language))
            .and("publisher", self.publisher());
        self.bylines(&mut node, &it.bylines);
        if kind == "Review" {
            node.set("itemReviewed", reviewed(it).and_then(|work| self.reference(work)));
            node.set("reviewRating", rating(it));
        } else {
            node.set("articleSection", views.name_of(Entity::Section(it.section)).0);
            // Scripts without spaces have no words to count.
            let length = &catalogue.article_body(id).outline.length;
            node.set("wordCount", (length.words > length.syllables).then_some(length.words));
        }
        let tags = it.tags.iter().map(|tag| views.name_of(Entity::Tag(*tag)).0);
        node.set("keywords", tags.collect::<Vec<_>>());
        node.push("isPartOf", Node::only_id(&self.website_id()));
        self.in_series(&mut node, id);
        node.set("about", self.references(it.subjects.iter().copied()));
        node.set("mentions", self.references(self.mentioned(id)));
        if it.original == id {
            let others = it.versions.iter().filter(|version| **version != id);
            node.set("workTranslation", others.filter_map(|version| self.version(*version)).collect::<Vec<_>>());
        } else {
            node.set("translationOfWork", self.version(it.original));
        }
        self.media(&mut node, id, spoken);
        let corrections = it.corrections.iter().map(|correction| {
            Node::new("CorrectionComment")
                .and("text", correction.text.as_str())
                .and("datePublished", correction.date.to_string())
        });
        node.set("correction", corrections.collect::<Vec<_>>());
        node.set("digitalSourceType", source_type(it.disclosure).map(super::node::member));
        if let Some(sponsor) =
            it.sponsored.as_ref().and_then(|sponsor| sponsor.name.as_ref().map(|name| (sponsor, name)))
        {
            let (sponsor, names) = sponsor;
            node.set(
                "sponsor",
                Node::new("Organization").and("name", views.name(names).0).and("url", sponsor.link.as_deref()),
            );
        }
        if it.retracted.is_some() {
            node.set("creativeWorkStatus", "Retracted");
        }
        node
    }

    /// Who did what. Those who hold a conversation have written it; where nobody is named, the magazine speaks.
    fn bylines(&self, node: &mut Node, bylines: &[Byline]) {
        let alone = |byline: &&Byline| byline.contributor.is_none() && byline.name.is_none();
        let lines = bylines.iter().filter(alone).filter_map(|byline| self.views.nearest(&byline.credit));
        let lines: Vec<String> = lines.map(|line| line.text).collect();
        node.set("creditText", (!lines.is_empty()).then(|| lines.join(&self.views.locale().comma())));
        let property = |byline: &Byline| match byline.role {
            BylineRole::Writer | BylineRole::Interviewer => "author",
            BylineRole::Editor => "editor",
            BylineRole::Translator => "translator",
            BylineRole::Photographer | BylineRole::Illustrator => "contributor",
        };
        for (n, byline) in bylines.iter().enumerate() {
            // Whoever is named again, in other words, did it once.
            if bylines[..n].iter().any(|it| property(it) == property(byline) && it.is_of(byline)) {
                continue;
            }
            let who = match byline.contributor {
                Some(id) => self.reference(Entity::Contributor(id)),
                None => byline.name.as_ref().map(|names| Node::new("Person").and("name", self.views.name(names).0)),
            };
            if let Some(who) = who {
                node.push(property(byline), who);
            }
        }
        if !bylines.iter().any(Byline::wrote) {
            node.push("author", self.publisher().and("url", self.home(crate::model::LanguageId::ROOT)));
        }
    }

    /// What an article's body links to or shows, and the article is not about; in the order of the body.
    fn mentioned(&self, id: Id<Article>) -> Vec<Entity> {
        let catalogue = &self.views.magazine.catalogue;
        let article = catalogue.article(id);
        let body = catalogue.article_body(id);
        let linked = body.links.iter().filter_map(|link| match link {
            LinkTarget::Entity { entity, .. } => Some(*entity),
            LinkTarget::Article(id, _) => Some(Entity::Article(catalogue.article(*id).original)),
            LinkTarget::Page(id, _) => Some(Entity::Page(catalogue.page(*id).original)),
            _ => None,
        });
        let mut mentioned: Vec<Entity> = Vec::new();
        for entity in linked.chain(body.components.iter().flat_map(|it| it.mentions())) {
            let is_itself = entity == Entity::Article(article.original);
            if mentioned.len() < super::REFERENCES
                && !is_itself
                && !article.subjects.contains(&entity)
                && !mentioned.contains(&entity)
                && catalogue.is_shown(entity)
            {
                mentioned.push(entity);
            }
        }
        mentioned
    }
}

/// The work that a review rates: the first of its subjects that can be rated.
fn reviewed(article: &Article) -> Option<Entity> {
    let is_work = |it: &&Entity| {
        matches!(
            it,
            Entity::Drama(_) | Entity::Soundtrack(_) | Entity::Track(_) | Entity::Playlist(_) | Entity::Event(_)
        )
    };
    article.subjects.iter().find(is_work).copied()
}

/// What schema.org calls the use of AI that is disclosed, after the digital source types of the IPTC.
pub(super) fn source_type(disclosure: Disclosure) -> Option<&'static str> {
    match disclosure {
        Disclosure::None => None,
        Disclosure::AiAssisted => Some("CompositeWithTrainedAlgorithmicMediaDigitalSource"),
        Disclosure::AiGenerated => Some("TrainedAlgorithmicMediaDigitalSource"),
    }
}
