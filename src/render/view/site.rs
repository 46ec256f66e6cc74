//! What every page knows: the site, and itself.

use super::{LinkView, SnippetsView, ThemeView, Views};
use crate::catalogue::Part;
use crate::model::{Entity, Kind, LanguageId, NameKind, Names, PartialDate, Texts};
use crate::route::{Route, Shows};
use schemars::JsonSchema;
use serde::Serialize;

/// The site, seen from a page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SiteView {
    /// Its name in the page's language.
    pub title: String,
    /// What it is.
    pub description: Option<String>,
    /// The page's language.
    pub language: String,
    /// The language of the texts `t`, when they are not in the page's.
    pub texts_lang: Option<String>,
    /// Whole address of the home page.
    pub base_url: String,
    /// The home page in this language.
    pub home: String,
    /// The site's feed in this language.
    pub feed: String,
    /// The program and its version.
    pub generator: String,
    /// All languages.
    pub languages: Vec<SiteLanguageView>,
    /// The menu.
    pub menu: Vec<MenuView>,
    /// All sections.
    pub sections: Vec<LinkView>,
    /// The lists of records, of tags and the like that there are.
    pub lists: Vec<LinkView>,
    /// The archive by year.
    pub archive: Option<String>,
    /// The theme that draws it.
    pub theme: ThemeView,
    /// The operator's own HTML.
    pub snippets: SnippetsView,
    /// `[extra]` of `site.toml`.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// A language of the site.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SiteLanguageView {
    /// BCP 47.
    pub code: String,
    /// The site's name in it.
    pub title: String,
    /// Its home page.
    pub url: String,
}

/// An entry of the menu.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MenuView {
    /// The words.
    pub label: String,
    /// Their language, when it is not the page's.
    pub lang: Option<String>,
    /// Where it leads.
    pub url: String,
    /// Whether this page is it, or below it.
    pub current: bool,
}

/// A page, seen from itself.
#[derive(Debug, Clone, Serialize, JsonSchema, Default)]
pub struct PageView {
    /// `article`, `drama`, `home` and so on.
    pub kind: &'static str,
    /// Its address.
    pub url: String,
    /// Its whole address.
    pub canonical: String,
    /// Its title.
    pub title: String,
    /// What it is about, for search engines.
    pub description: Option<String>,
    /// Its language.
    pub lang: String,
    /// Whether that is written from right to left.
    pub rtl: bool,
    /// The feed that fits it best.
    pub feed: Option<FeedLinkView>,
    /// Whole address of the picture that stands for it.
    pub image: Option<String>,
    /// Its text alternative.
    pub image_alt: Option<String>,
    /// `article` or `website`.
    #[serde(rename = "type")]
    pub og_type: &'static str,
    /// How it looks where a link to it is shared.
    #[schemars(with = "super::SocialView")]
    pub social: Option<super::SocialView>,
    /// ISO 8601 with offset.
    pub published: Option<String>,
    /// ISO 8601 with offset.
    pub updated: Option<String>,
    /// Whether search engines should pass by.
    pub noindex: bool,
    /// Whether something can be played on it.
    pub plays: bool,
    /// The way here.
    pub breadcrumbs: Vec<LinkView>,
    /// The page in all its languages, when it has more than one.
    pub alternates: Vec<AlternateView>,
    /// The other languages.
    pub switch: Vec<SwitchView>,
    /// The address of the JSON that tells the same facts, on the pages of records and chart weeks.
    pub data: Option<String>,
    /// The page for machines: JSON-LD (schema.org), escaped so that it can stand in a `<script>` as it is.
    pub structured: Option<String>,
}

/// A feed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FeedLinkView {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
}

/// The page in one language.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AlternateView {
    /// BCP 47, or `x-default`.
    pub lang: String,
    /// Whole address.
    pub url: String,
}

/// The way to another language.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SwitchView {
    /// BCP 47.
    pub code: String,
    /// The site's name in it.
    pub title: String,
    /// What the language calls itself, `한국어`; else the site's name in it.
    pub name: String,
    /// This page in it, or its home page.
    pub url: String,
    /// Whether it is this page.
    pub same: bool,
}

impl Views<'_> {
    /// The site, seen from a page at `path`.
    pub fn site(&self, path: &str) -> SiteView {
        let config = &self.magazine.config;
        let language = &config.languages[usize::from(self.language.0)];
        let home = |language| self.url(Route::new(language, Shows::Home)).unwrap_or_default();
        let sections = (0..self.magazine.catalogue.sections.len())
            .map(|n| Entity::Section(crate::model::Id::new(n)))
            .filter_map(|entity| {
                let (title, lang) = self.name_of(entity);
                Some(LinkView { title, lang, url: self.url_of(entity)? })
            })
            .collect();
        SiteView {
            title: language.title.clone(),
            description: language.description.clone(),
            language: language.code.clone(),
            texts_lang: self.texts_lang(),
            base_url: self.magazine.routes.absolute("/"),
            home: home(self.language),
            feed: self.url(Route::new(self.language, Shows::Feed(None))).unwrap_or_default(),
            generator: concat!("Leitmotif ", env!("CARGO_PKG_VERSION")).to_owned(),
            languages: config
                .language_ids()
                .map(|id| {
                    let language = &config.languages[usize::from(id.0)];
                    SiteLanguageView { code: language.code.clone(), title: language.title.clone(), url: home(id) }
                })
                .collect(),
            menu: self.menu(path),
            sections,
            lists: self.lists(),
            archive: self.url(Route::new(self.language, Shows::Archive)),
            theme: self.theme(),
            snippets: self.snippets(),
            extra: super::article::extra(&config.extra),
        }
    }

    fn lists(&self) -> Vec<LinkView> {
        let names = NameKind::ALL.map(|kind| Shows::Names(kind, 1));
        let lists = Kind::records().map(|kind| Shows::Records(kind, 1)).chain(names);
        let lists = lists.chain([Shows::AllSeries, Shows::Tags, Shows::Archive, self.corrections()]);
        let link = |shows| {
            let route = Route::new(self.language, shows);
            Some(LinkView { title: self.title(route), lang: self.title_lang(route), url: self.url(route)? })
        };
        lists.filter_map(link).collect()
    }

    pub(in crate::render) fn menu(&self, here: &str) -> Vec<MenuView> {
        let magazine = self.magazine;
        let mut menu = Vec::new();
        for item in &magazine.config.menu {
            let to = &item.to.value;
            let (name, path) = if to.starts_with('/') {
                let Some((path, route)) = magazine.routes.at(to.split(['#', '?']).next().unwrap_or(to)) else {
                    continue;
                };
                // The same page in the page's language, when it has one.
                let path = magazine.routes.path(self.translated(route)).unwrap_or(path);
                (None, Some(path.to_owned()))
            } else if to.contains("://") {
                (None, None)
            } else {
                let Ok(entity) = crate::catalogue::reference(&magazine.catalogue, &item.to) else { continue };
                let route = magazine.routes.of_entity(&magazine.catalogue, entity, self.language);
                let Some(path) = route.and_then(|r| magazine.routes.path(r)) else { continue };
                (Some(self.name_of(entity)), Some(path.to_owned()))
            };
            let label = self.text(&item.label).map(|label| (label.text, label.lang)).or(name);
            let label = label.or_else(|| path.as_deref().map(|p| self.title_of(p)));
            let (label, lang) = label.unwrap_or_else(|| (to.clone(), None));
            let home = magazine.routes.path(Route::new(self.language, Shows::Home)).unwrap_or("/");
            let current = path
                .as_deref()
                .is_some_and(|path| path == here || (path != home && path.ends_with('/') && here.starts_with(path)));
            let rest = to.find(['#', '?']).filter(|_| to.starts_with('/')).map_or("", |at| &to[at..]);
            let url = path.as_deref().map_or_else(
                || super::small::address(to).unwrap_or_default(),
                |p| format!("{}{rest}", self.address(p)),
            );
            menu.push(MenuView { label, lang, url, current });
        }
        menu
    }

    /// The route of the same page in this language.
    fn translated(&self, route: Route) -> Route {
        let catalogue = &self.magazine.catalogue;
        let shows = match route.shows {
            Shows::Article(id) => {
                let versions = catalogue.article(id).versions.iter().copied();
                // On the page of a withheld article its withheld translations are known.
                let aside = versions.filter(|_| self.aside).find(|v| catalogue.article(*v).language == self.language);
                Shows::Article(
                    aside.unwrap_or_else(|| catalogue.article_in(catalogue.article(id).original, self.language)),
                )
            }
            Shows::Page(id) => Shows::Page(catalogue.page_in(catalogue.page(id).original, self.language)),
            shows => shows,
        };
        let language = match shows {
            Shows::Article(id) => catalogue.article(id).language,
            Shows::Page(id) => catalogue.page(id).language,
            _ => self.language,
        };
        Route::new(language, shows)
    }

    /// What a page at a path is called in a menu.
    fn title_of(&self, path: &str) -> (String, Option<String>) {
        let Some((_, route)) = self.magazine.routes.at(path) else { return (path.to_owned(), None) };
        (self.title(route), self.title_lang(route))
    }

    /// The language of the theme's texts, when it is not the page's.
    pub fn texts_lang(&self) -> Option<String> {
        let texts = &self.magazine.interface(self.language).language;
        Some(texts.clone()).filter(|texts| *texts != self.code(self.language))
    }

    /// The language of what [`title`](Self::title) gives, when it is not the page's.
    pub fn title_lang(&self, route: Route) -> Option<String> {
        let catalogue = &self.magazine.catalogue;
        match route.shows {
            Shows::Section(id, _) => self.name_of(Entity::Section(id)).1,
            Shows::Tag(id, _) => self.name_of(Entity::Tag(id)).1,
            Shows::Contributor(id, _) => self.name_of(Entity::Contributor(id)).1,
            Shows::Record(entity) => self.name_of(entity).1,
            Shows::Article(id) => self.foreign(catalogue.article(id).language),
            Shows::Page(id) => self.foreign(catalogue.page(id).language),
            Shows::Name(kind, place, _) => {
                catalogue.derived.plain_names.get(kind, place).and_then(|name| self.name(&name.names).1)
            }
            Shows::Series(place, _) => {
                catalogue.written.series.get(place).and_then(|series| self.name(&series.names).1)
            }
            Shows::Records(..)
            | Shows::Names(..)
            | Shows::Archive
            | Shows::AllSeries
            | Shows::Tags
            | Shows::Corrections(_)
            | Shows::NotFound => self.texts_lang(),
            _ => None,
        }
    }

    /// What a language calls itself, if the theme speaks it.
    fn own_name(&self, language: LanguageId) -> Option<String> {
        let there = Views { language, ..*self };
        let name = there.language_name(language);
        Some(name).filter(|name| there.texts_lang().is_none() && name != self.code(language))
    }

    /// Whether a page says something in its language beside what the theme says. If not, all of it fell back on the
    /// root language, and nobody should be led to it as to a translation.
    fn speaks(&self, route: Route) -> bool {
        let (catalogue, language) = (&self.magazine.catalogue, route.language);
        let named = |names: &Names| names.others.iter().any(|(other, _)| *other == language);
        let told = |texts: &Texts| texts.others.iter().any(|(other, _)| *other == language);
        let record = |entity| catalogue.record(entity).is_some_and(|it| named(&it.names) || told(&it.summaries));
        let spoken = |entity| catalogue.written.spoken.contains(&(language, entity));
        language == LanguageId::ROOT
            || match route.shows {
                Shows::Record(entity) => record(entity),
                Shows::ChartWeek(id, _) => record(Entity::Chart(id)),
                Shows::Contributor(id, _) => record(Entity::Contributor(id)) || spoken(Entity::Contributor(id)),
                Shows::Section(id, _) => {
                    let it = catalogue.section(id);
                    named(&it.names) || told(&it.descriptions) || spoken(Entity::Section(id))
                }
                Shows::Tag(id, _) => {
                    let it = catalogue.tag(id);
                    named(&it.names) || told(&it.descriptions) || spoken(Entity::Tag(id))
                }
                Shows::Name(kind, place, _) => {
                    let name = catalogue.derived.plain_names.get(kind, place);
                    name.is_some_and(|it| named(&it.names) || told(&it.descriptions))
                }
                Shows::Series(place, _) => {
                    let series = catalogue.written.series.get(place);
                    let spoken = |part: &Part| {
                        let mut versions =
                            catalogue.article(part.article).versions.iter().map(|v| catalogue.article(*v));
                        versions.any(|version| version.language == language && version.withheld.is_none())
                    };
                    series.is_some_and(|it| named(&it.names) || told(&it.descriptions) || it.parts.iter().any(spoken))
                }
                Shows::Article(_) | Shows::Page(_) => true,
                // The front page and the lists of records say what the theme says, if it speaks the language.
                _ => {
                    let texts = &self.magazine.interface(language).language;
                    *texts == self.code(language) || catalogue.written.spoken.iter().any(|(of, _)| *of == language)
                }
            }
    }

    /// The page in its languages, and the ways to the others.
    pub fn languages(&self, route: Route) -> (Vec<AlternateView>, Vec<SwitchView>) {
        let magazine = self.magazine;
        if magazine.config.languages.len() == 1 {
            return Default::default();
        }
        let listed = self.speaks(route);
        let (mut alternates, mut switch) = (Vec::new(), Vec::new());
        for language in magazine.config.language_ids() {
            let other = Views { language, ..*self }.translated(route);
            let path = if other.language == language { self.path(other) } else { None };
            let code = magazine.config.code(language).to_owned();
            if let Some(path) = path.filter(|_| listed && self.speaks(other) && !self.is_passed_by(other)) {
                alternates.push(AlternateView { lang: code.clone(), url: magazine.routes.absolute(path) });
            }
            if language != self.language {
                // A list that is shorter there begins at its first page.
                let path = path.or_else(|| magazine.routes.path(Route::new(language, route.shows.first_page())));
                let home = Route::new(language, Shows::Home);
                let url = path.map(|p| self.address(p)).or_else(|| self.url(home)).unwrap_or_default();
                let title = magazine.config.languages[usize::from(language.0)].title.clone();
                let name = self.own_name(language).unwrap_or_else(|| title.clone());
                switch.push(SwitchView { code, title, name, url, same: path.is_some() });
            }
        }
        if alternates.len() < 2 {
            alternates.clear();
        } else {
            let default = Views { language: LanguageId::ROOT, ..*self }.translated(route);
            let default = magazine.routes.path(default).map(|p| magazine.routes.absolute(p));
            let url = default.or_else(|| alternates.first().map(|a| a.url.clone())).unwrap_or_default();
            alternates.push(AlternateView { lang: "x-default".to_owned(), url });
        }
        (alternates, switch)
    }

    /// What a page is called.
    pub fn title(&self, route: Route) -> String {
        let catalogue = &self.magazine.catalogue;
        let name = |entity| self.name_of(entity).0;
        let paged = |title: String, page: usize| {
            if page == 1 {
                title
            } else {
                format!(
                    "{title} – {}",
                    self.magazine.interface(self.language).filled("list.page", &[("page", &page.to_string())])
                )
            }
        };
        match route.shows {
            Shows::Home | Shows::Feed(None) => {
                self.magazine.config.languages[usize::from(self.language.0)].title.clone()
            }
            Shows::Section(id, page) => paged(name(Entity::Section(id)), page),
            Shows::Article(id) => catalogue.article(id).title.clone(),
            Shows::Page(id) => catalogue.page(id).title.clone(),
            Shows::Records(kind, page) => {
                paged(self.say(&format!("kinds.{}", kind.folder().unwrap_or_default())), page)
            }
            Shows::Record(entity) => name(entity),
            Shows::ChartWeek(id, week) => {
                let date = catalogue.chart(id).weeks.get(week).map(|w| self.date(w.date).text).unwrap_or_default();
                format!("{}, {date}", name(Entity::Chart(id)))
            }
            Shows::Contributor(id, page) => paged(name(Entity::Contributor(id)), page),
            Shows::Tag(id, page) => paged(name(Entity::Tag(id)), page),
            Shows::Tags => self.say("kinds.tags"),
            Shows::Corrections(page) => paged(self.say("corrections.title"), page),
            Shows::Archive => self.say("archive.title"),
            Shows::Year(year, page) => paged(self.partial_date(PartialDate::Year(year)).text, page),
            Shows::AllSeries => self.say("kinds.series"),
            Shows::Series(place, page) => {
                let series = catalogue.written.series.get(place);
                paged(series.map(|series| self.name(&series.names).0).unwrap_or_default(), page)
            }
            Shows::Names(kind, page) => paged(self.say(&format!("kinds.{}", kind.folder())), page),
            Shows::Name(kind, place, page) => {
                let name = catalogue.derived.plain_names.get(kind, place);
                paged(name.map(|name| self.name(&name.names).0).unwrap_or_default(), page)
            }
            Shows::NotFound => self.say("not_found.title"),
            Shows::Feed(Some(id)) => format!(
                "{} – {}",
                self.magazine.config.languages[usize::from(self.language.0)].title,
                name(Entity::Section(id))
            ),
            Shows::PlaylistFile(..)
            | Shows::Calendar(_)
            | Shows::Sitemap
            | Shows::Robots
            | Shows::Headers
            | Shows::RecordData(_)
            | Shows::WeekData(..)
            | Shows::RecordIndex
            | Shows::Schema
            | Shows::Redirect(_)
            | Shows::File(_)
            | Shows::Static(_)
            | Shows::Asset(_) => String::new(),
        }
    }
}
