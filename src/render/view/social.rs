//! How a page looks where a link to it is shared: Open Graph (ogp.me), and what X asks for beside it.

use super::{PageView, Views};
use crate::model::{Article, Byline, Cover, Entity, Id, LanguageId};
use crate::route::{Route, Shows};
use schemars::JsonSchema;
use serde::Serialize;

/// How a page looks where a link to it is shared.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SocialView {
    /// Headline.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Whole address of the picture.
    pub image: Option<String>,
    /// Its text alternative.
    pub image_alt: Option<String>,
    /// Pixels.
    pub image_width: Option<u32>,
    /// Pixels.
    pub image_height: Option<u32>,
    /// `image/jpeg`.
    pub image_type: Option<String>,
    /// The page's language and its region: `en_GB`.
    pub locale: Option<String>,
    /// Those of the page's translations.
    pub locales: Vec<String>,
    /// The section of an article.
    pub section: Option<String>,
    /// The tags of an article.
    pub tags: Vec<String>,
    /// Who wrote it.
    pub writers: Vec<String>,
    /// Whole addresses of the pages of those who have one.
    pub authors: Vec<String>,
}

impl Views<'_> {
    /// Whether search engines are asked to pass a page by.
    pub fn is_passed_by(&self, route: Route) -> bool {
        match route.shows {
            Shows::Article(id) => self.magazine.catalogue.article(id).noindex,
            Shows::Page(id) => self.magazine.catalogue.page(id).noindex,
            _ => false,
        }
    }

    /// The picture that stands for a page where a link to it is shared.
    fn page_picture(&self, route: Route) -> Option<&Cover> {
        let catalogue = &self.magazine.catalogue;
        match route.shows {
            Shows::Article(id) => {
                let article = catalogue.article(id);
                article.shared().image.as_deref().or(article.cover.as_deref())
            }
            Shows::Record(Entity::Track(id)) => catalogue.picture(Entity::Soundtrack(catalogue.track(id).soundtrack)),
            Shows::Record(entity) => catalogue.picture(entity),
            _ => None,
        }
    }

    /// How a page looks where a link to it is shared.
    pub fn social(&self, route: Route, page: &PageView) -> SocialView {
        let whole = Views { whole: true, ..*self };
        let region = |language: LanguageId| self.magazine.config.locale(language).with_region();
        let picture = self.page_picture(route).and_then(|cover| whole.picture(Some(cover)));
        let file = self.page_picture(route).map(|cover| self.magazine.sources.get(cover.file).name());
        let kind = file.and_then(|name| mime_guess::from_path(name).first_raw()).map(str::to_owned);
        let locale = region(route.language);
        let codes = page.alternates.iter().filter_map(|other| self.magazine.config.language(&other.lang));
        let mut locales: Vec<String> =
            codes.filter(|language| *language != route.language).filter_map(region).collect();
        locales.retain(|other| Some(other) != locale.as_ref());
        let site = &self.magazine.config.languages[usize::from(self.language.0)];
        let mut it = SocialView {
            title: page.title.clone(),
            description: page.description.clone().or_else(|| site.description.clone()),
            image_type: kind.filter(|_| picture.is_some()),
            image_width: picture.as_ref().and_then(|it| it.width),
            image_height: picture.as_ref().and_then(|it| it.height),
            image_alt: picture.as_ref().map(|it| it.alt.clone()).filter(|alt| !alt.is_empty()),
            image: picture.map(|it| it.src),
            locale,
            locales,
            section: None,
            tags: Vec::new(),
            writers: Vec::new(),
            authors: Vec::new(),
        };
        if let Shows::Article(id) = route.shows {
            self.social_of(id, &mut it);
        }
        it
    }

    fn social_of(&self, id: Id<Article>, it: &mut SocialView) {
        let article = self.magazine.catalogue.article(id);
        if let Some(title) = &article.shared().title {
            it.title.clone_from(title);
        }
        if article.shared().description.is_some() {
            it.description.clone_from(&article.shared().description);
        }
        it.section = Some(self.name_of(Entity::Section(article.section)).0);
        it.tags = article.tags.iter().map(|tag| self.name_of(Entity::Tag(*tag)).0).collect();
        it.writers = self.writers(article);
        let whole = Views { whole: true, ..*self };
        let records = article.writers().filter_map(|by| by.contributor);
        it.authors = records.filter_map(|id| whole.url_of(Entity::Contributor(id))).collect();
    }

    /// The names of those who wrote an article, as the page's language has them.
    pub(super) fn writers(&self, article: &Article) -> Vec<String> {
        let name = |by: &Byline| match by.contributor {
            Some(id) => Some(self.name_of(Entity::Contributor(id)).0),
            None => by.name.as_ref().map(|names| self.name(names).0),
        };
        article.writers().filter_map(name).collect()
    }
}
