//! What a page says of itself beside its content: its kind, the way to it, its picture, its feed.

use super::view::{FeedLinkView, LinkView, PageView, Views};
use crate::model::{Cover, Entity, Id, Kind, Section};
use crate::route::{Route, Shows};

/// Fills in a page's own kind, description and the way to it.
pub(super) struct Crumbs<'a, 'v> {
    pub views: Views<'v>,
    pub about: &'a mut PageView,
}

impl Crumbs<'_, '_> {
    pub fn page(&mut self, kind: &'static str) {
        self.about.kind = kind;
        if self.are_shown() && kind != "home" && kind != "not-found" {
            let home = Route::new(self.views.language, Shows::Home);
            if let Some(url) = self.views.url(home) {
                self.about
                    .breadcrumbs
                    .insert(0, LinkView { title: self.views.say("nav.home"), lang: self.views.texts_lang(), url });
            }
        }
    }

    /// The picture that stands for the page elsewhere.
    pub fn picture(&mut self, cover: Option<&Cover>) {
        let whole = Views { whole: true, ..self.views };
        self.about.image = cover.and_then(|cover| whole.file_url(cover.file));
        self.about.image_alt =
            cover.and_then(|cover| self.views.nearest(&self.views.notes_of(cover).alt)).map(|alt| alt.text);
    }

    /// Whether the way to the page is told anywhere.
    fn are_shown(&self) -> bool {
        self.views.is_read("breadcrumbs") || self.views.is_read("structured")
    }

    pub fn route(&mut self, route: Route) {
        if let Some(url) = self.views.url(route).filter(|_| self.are_shown()) {
            let (title, lang) = (self.views.title(route), self.views.title_lang(route));
            self.about.breadcrumbs.push(LinkView { title, lang, url });
        }
    }

    pub fn up(&mut self, entity: Entity) {
        if let Some(url) = self.views.url_of(entity).filter(|_| self.are_shown()) {
            let (title, lang) = self.views.name_of(entity);
            self.about.breadcrumbs.push(LinkView { title, lang, url });
        }
    }

    pub fn list(&mut self, kind: Kind) {
        self.route(Route::new(self.views.language, Shows::Records(kind, 1)));
    }

    pub fn feed(&mut self, section: Option<Id<Section>>) {
        let route = Route::new(self.views.language, Shows::Feed(section));
        self.about.feed = self.views.url(route).map(|url| FeedLinkView { url, title: self.views.title(route) });
    }
}
