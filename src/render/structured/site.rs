//! What every page tells: the magazine, who publishes it, the page itself and the way to it.

use super::thing::Seen;
use super::{Graph, Node};
use crate::model::{Contributor, Entity, Id, LanguageId, Tag};
use crate::route::{Route, Shows, record_page_size};

impl Graph<'_> {
    /// The page's own name.
    pub(super) fn page_id(&self) -> String {
        format!("{}#page", self.page.canonical)
    }

    pub(super) fn home(&self, language: LanguageId) -> String {
        self.views.url(Route::new(language, Shows::Home)).unwrap_or_default()
    }

    pub(super) fn website_id(&self) -> String {
        format!("{}#website", self.home(self.views.language))
    }

    /// Who publishes the magazine, to be referred to.
    pub(super) fn publisher(&self) -> Node {
        let id = format!("{}#publisher", self.home(LanguageId::ROOT));
        Node::with_id("Organization", &id).and("name", self.views.magazine.config.title.as_str())
    }

    /// The nodes that stand on every page; `main` is the name of what the page is about.
    pub(super) fn frame(&self, route: Route, main: Option<&str>) -> Vec<Node> {
        let config = &self.views.magazine.config;
        let language = &config.languages[usize::from(self.views.language.0)];
        let root = &config.languages[usize::from(LanguageId::ROOT.0)];
        let others: Vec<&str> =
            config.languages.iter().map(|l| l.title.as_str()).filter(|t| *t != root.title).collect();
        let publisher = self.publisher().and("alternateName", others).and("url", self.home(LanguageId::ROOT));
        let publisher_id = Node::only_id(publisher.text("@id").unwrap_or_default());

        let mut site = Node::with_id("WebSite", &self.website_id())
            .and("url", self.home(self.views.language))
            .and("name", language.title.as_str())
            .and("description", language.description.as_deref())
            .and("inLanguage", language.code.as_str())
            .and("publisher", publisher_id.clone());
        let version = |id: LanguageId| {
            let language = &config.languages[usize::from(id.0)];
            Node::with_id("WebSite", &format!("{}#website", self.home(id)))
                .and("name", language.title.as_str())
                .and("inLanguage", language.code.as_str())
        };
        if self.views.language == LanguageId::ROOT {
            let others = config.language_ids().filter(|id| *id != LanguageId::ROOT);
            site.set("workTranslation", others.map(version).collect::<Vec<_>>());
        } else {
            site.set("translationOfWork", version(LanguageId::ROOT));
        }

        let mut page = Node::with_id(self.page_kind(route.shows), &self.page_id())
            .and("url", self.page.canonical.as_str())
            .and("name", self.page.title.as_str())
            .and("description", self.page.description.as_deref())
            .and("inLanguage", self.page.lang.as_str())
            .and("isPartOf", Node::only_id(&self.website_id()))
            .and("publisher", publisher_id);
        // A tag's page is about a word, a label's about who it is; what stands on it is a list.
        let subject = if matches!(route.shows, Shows::Tag(..) | Shows::Name(..)) { "about" } else { "mainEntity" };
        page.set("mainEntity", self.articles(route));
        page.set(subject, main.map(Node::only_id));
        if let Shows::ChartWeek(id, week) = route.shows {
            let week = self.views.magazine.catalogue.chart(id).weeks.get(week);
            page.set("temporalCoverage", week.map(|week| week.date.to_string()));
            let source = week.and_then(|week| week.source.as_deref()).and_then(|text| self.views.source(text).url);
            page.set("isBasedOn", source);
        }
        let mut nodes = vec![site, publisher];
        if let Some(way) = self.breadcrumbs(route) {
            page.set("breadcrumb", Node::only_id(way.text("@id").unwrap_or_default()));
            nodes.push(page);
            nodes.push(way);
        } else {
            nodes.push(page);
        }
        nodes
    }

    pub(super) fn page_kind(&self, shows: Shows) -> &'static str {
        match shows {
            Shows::Section(..)
            | Shows::Tag(..)
            | Shows::Tags
            | Shows::Corrections(_)
            | Shows::Series(..)
            | Shows::Archive
            | Shows::Year(..)
            | Shows::AllSeries
            | Shows::Records(..)
            | Shows::Names(..)
            | Shows::Name(..)
            | Shows::Record(Entity::Chart(_))
            | Shows::ChartWeek(..) => "CollectionPage",
            Shows::Record(_) => "ItemPage",
            Shows::Contributor(..) => "ProfilePage",
            Shows::Page(id) => {
                let path = &self.views.magazine.catalogue.page(id).path;
                match path.rsplit('/').next() {
                    Some("about") => "AboutPage",
                    Some("contact") => "ContactPage",
                    _ => "WebPage",
                }
            }
            _ => "WebPage",
        }
    }

    /// The way to the page, itself at its end; nothing on pages that stand at the beginning of all ways.
    fn breadcrumbs(&self, route: Route) -> Option<Node> {
        let way = &self.page.breadcrumbs;
        if way.is_empty() {
            return None;
        }
        // Breadcrumbs are addresses on the site; here they are whole.
        let origin = &self.views.magazine.routes.base().origin;
        let above = way.iter().map(|link| (link.title.as_str(), format!("{origin}{}", link.url)));
        let title = self.views.title(route);
        let all = above.chain([(title.as_str(), self.page.canonical.clone())]);
        let items = all
            .enumerate()
            .map(|(n, (name, url))| Node::new("ListItem").and("position", n + 1).and("name", name).and("item", url));
        let id = format!("{}#breadcrumb", self.page.canonical);
        Some(Node::with_id("BreadcrumbList", &id).and("itemListElement", items.collect::<Vec<_>>()))
    }

    /// The articles that a list page shows, in its order.
    fn articles(&self, route: Route) -> Option<Node> {
        let written = &self.views.magazine.catalogue.written;
        let config = &self.views.magazine.config;
        let size = if let Shows::Year(..) = route.shows { record_page_size(config) } else { config.page_size };
        let (list, page) = match route.shows {
            Shows::Year(year, page) => (Some(self.views.articles_of(year)), page),
            Shows::Section(id, page) => (written.in_section.get(&(route.language, id)).map(Vec::as_slice), page),
            Shows::Tag(id, page) => (written.with_tag.get(&(route.language, id)).map(Vec::as_slice), page),
            Shows::Contributor(id, page) => {
                (written.by_contributor.get(&(route.language, id)).map(Vec::as_slice), page)
            }
            _ => return None,
        };
        let shown = list.into_iter().flatten().enumerate().skip(page.saturating_sub(1) * size).take(size);
        let items = shown.filter_map(|(n, id)| {
            let article = self.views.magazine.catalogue.article(*id);
            let url = self.views.url(Route::new(article.language, Shows::Article(*id)))?;
            Some(Node::new("ListItem").and("position", n + 1).and("name", article.title.as_str()).and("url", url))
        });
        let items: Vec<Node> = items.collect();
        (!items.is_empty()).then(|| Node::new("ItemList").and("itemListElement", items))
    }

    /// Someone who writes for the magazine.
    pub(super) fn contributor(&self, id: Id<Contributor>) -> Node {
        let it = self.views.magazine.catalogue.contributor(id);
        let seen = Seen { link: it.link.as_deref(), ..Seen::default() };
        self.described(Entity::Contributor(id), &it.record, &seen)
            .and("jobTitle", self.views.text(&it.role).map(|text| text.text))
            .and("worksFor", self.publisher())
    }

    /// A tag, which is a word that articles are found by.
    pub(super) fn tag(&self, id: Id<Tag>) -> Node {
        let entity = Entity::Tag(id);
        Node::with_id("DefinedTerm", &self.id(entity).unwrap_or_default())
            .and("name", self.views.name_of(entity).0)
            .and("url", self.views.url_of(entity))
            .and("termCode", self.views.magazine.catalogue.tag(id).slug.as_str())
    }

    /// The questions that a page answers.
    pub(super) fn faq(&self, faq: &[(String, String)]) -> Node {
        let questions = faq.iter().map(|(question, answer)| {
            Node::new("Question")
                .and("name", question.as_str())
                .and("acceptedAnswer", Node::new("Answer").and("text", answer.as_str()))
        });
        Node::with_id("FAQPage", &format!("{}#faq", self.page.canonical))
            .and("isPartOf", Node::only_id(&self.page_id()))
            .and("inLanguage", self.page.lang.as_str())
            .and("mainEntity", questions.collect::<Vec<_>>())
    }
}
