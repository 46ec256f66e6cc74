//! The HTML of a body: its links, pictures and components answered for one page.
//!
//! Components come resolved from `catalogue::component`; the file of a group here makes the value that the theme's
//! component of that name draws.

mod charted;
mod echo;
pub(super) mod given;
mod listed;
mod media;
mod named;
mod prose;
mod theme;
mod told;
mod tracks;
mod values;

pub use values::ComponentValues;

use super::Magazine;
use super::contract::values::Given;
use super::markdown::{Alert, Anchor, Picture, Resolve, Word, Written, html};
use super::plain::unescaped;
use super::view::Views;
use crate::catalogue::{LinkTarget, LinkedBody, LinkedComponent, Prose, Shown, SitePath};
use crate::diagnostic::Diagnostic;
use crate::language::quotes;
use crate::model::{Entity, LanguageId, spaced};
use crate::parse::markdown::{LinkMatter, nodes_of};
use crate::route::{Route, Shows};
use crate::source::SourceId;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashSet;
use tera::{Context, Value};

/// A body's HTML and what is wrong with it.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The HTML.
    pub html: String,
    /// Its headings' words, as plain text.
    pub headings: Vec<String>,
    /// What it says that machines are told apart.
    pub spoken: Spoken,
    /// Faults of components' templates.
    pub diagnostics: Vec<Diagnostic>,
    /// What the components were given, if someone looks at all values.
    pub components: Vec<ComponentValues>,
    /// The HTML without spoilers, where there are some.
    unspoiled: Option<String>,
}

/// What a body says that machines are told apart, as plain text.
#[derive(Debug, Default)]
pub struct Spoken {
    /// Questions of `<Faq>` and their answers.
    pub faq: Vec<(String, String)>,
    /// What is said in recordings, by their places among the components.
    pub heard: Vec<(usize, String)>,
}

impl Drawn {
    /// The text of a body as it may be told anywhere: without spoilers and what else is left out of summaries. Whatever
    /// shows a part of a body away from it (descriptions, search) takes it from here.
    pub fn unspoiled(&self) -> &str {
        self.unspoiled.as_deref().unwrap_or(&self.html)
    }
}

/// For whom a body is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Who reads it on its page.
    Page,
    /// Who reads it in a feed: spoilers are links, and nothing is said twice.
    Feed,
    /// Who takes words out of it: spoilers and pull quotes are left out.
    Summary,
}

/// Draws a body. `own` is the page's address, for what must be whole.
pub fn body(
    views: Views,
    source: SourceId,
    linked: &LinkedBody,
    language: LanguageId,
    own: &str,
    reading: Reading,
) -> Drawn {
    let magazine = views.magazine;
    let Some(text) = magazine.sources.get(source).lent() else { return Drawn::default() };
    let punctuation = quotes::of(magazine.config.code(language));
    let read = nodes_of(&linked.outline, &text, linked.range.clone(), source, &magazine.shapes, Some(punctuation));
    let language = magazine.config.code(language);
    let echoes = echo::echoes(&read, linked);
    let draw = |reading: Reading| {
        let (spoken, diagnostics) = (Spoken::default(), Vec::new());
        let (echoes, introduced) = (echoes.clone(), HashSet::new());
        // Only who looks at all values wants to know.
        let noted = views.read.map(|_| Vec::new());
        let mut page = Page { views, linked, language, own, reading, echoes, introduced, spoken, diagnostics, noted };
        let written = html(&read, &linked.outline, &mut page);
        (written, page)
    };
    let (Written { html, headings }, Page { mut spoken, diagnostics, noted, .. }) = draw(reading);
    let plain = |heading: String| match unescaped(&heading) {
        Cow::Owned(plain) => plain,
        Cow::Borrowed(_) => heading,
    };
    let headings = headings.into_iter().map(plain).collect();
    let is_set_apart = |it: &LinkedComponent| matches!(it, LinkedComponent::Prose(Prose::PullQuote { .. }));
    let differs = linked.outline.components.iter().any(|it| it.hides) || linked.components.iter().any(is_set_apart);
    let unspoiled = (reading == Reading::Page && differs).then(|| {
        let (written, page) = draw(Reading::Summary);
        spoken = page.spoken;
        written.html
    });
    Drawn { html, headings, spoken, diagnostics, unspoiled, components: noted.unwrap_or_default() }
}

struct Page<'a> {
    views: Views<'a>,
    linked: &'a LinkedBody,
    language: &'a str,
    own: &'a str,
    reading: Reading,
    /// Pull quotes, by component, whose words stand in the text, too.
    echoes: HashSet<usize>,
    /// Who has spoken in which interview.
    introduced: HashSet<(usize, bool, usize)>,
    spoken: Spoken,
    diagnostics: Vec<Diagnostic>,
    /// What components were given, if someone wants to know.
    noted: Option<Vec<ComponentValues>>,
}

impl Page<'_> {
    fn with_fragment(url: Option<String>, fragment: Option<&str>) -> Option<String> {
        match (url, fragment) {
            (Some(url), Some(fragment)) => Some(format!("{url}#{fragment}")),
            (url, _) => url,
        }
    }

    /// The language of one of a thing's names, where it is known and not the page's. Of aliases it is not known.
    fn language_of_name(&self, entity: Entity, typed: &str) -> Option<String> {
        let catalogue = &self.magazine().catalogue;
        let own = self.views.language;
        let mut named: Vec<(LanguageId, &str)> = Vec::new();
        let names = catalogue.names(entity);
        match entity {
            Entity::Article(id) => {
                let versions = catalogue.article(id).versions.iter().map(|it| catalogue.article(*it));
                named.extend(versions.map(|it| (it.language, it.title.as_str())));
            }
            Entity::Page(id) => {
                let versions = catalogue.page(id).versions.iter().map(|it| catalogue.page(*it));
                named.extend(versions.map(|it| (it.language, it.title.as_str())));
            }
            _ => {
                named.push((LanguageId::ROOT, &names.plain));
                named.extend(names.others.iter().map(|(language, name)| (*language, name.as_str())));
            }
        }
        let typed = spaced(typed);
        let mut known = named.into_iter().filter(|(_, name)| spaced(name) == typed).map(|(language, _)| language);
        let first = known.next()?;
        // A name that is the same in two languages is the page's own.
        let language = if known.any(|language| language == own) { own } else { first };
        self.views.foreign(language)
    }

    /// A link as it is shown. `matter` says how it was typed, when it stands in the text.
    fn anchor(&self, target: &LinkTarget, matter: Option<&LinkMatter>) -> Anchor {
        let views = self.views;
        match target {
            LinkTarget::Entity { entity, fragment, shown } => {
                let (name, lang) = views.name_of(*entity);
                let route = views.magazine.routes.of_entity(&views.magazine.catalogue, *entity, views.language);
                let (text, lang) = match (shown, matter) {
                    (Shown::Typed, Some(matter)) => (None, self.language_of_name(*entity, &matter.target)),
                    _ => (Some(name), lang),
                };
                Anchor {
                    href: Self::with_fragment(views.url_of(*entity), fragment.as_deref()),
                    text,
                    lang,
                    hreflang: route.and_then(|route| views.foreign(route.language)),
                    external: false,
                }
            }
            LinkTarget::Article(id, fragment) => {
                let article = views.magazine.catalogue.article(*id);
                let url = views.url(Route::new(article.language, Shows::Article(*id)));
                let hreflang = views.foreign(article.language);
                Anchor { href: Self::with_fragment(url, fragment.as_deref()), hreflang, ..Anchor::default() }
            }
            LinkTarget::Page(id, fragment) => {
                let page = views.magazine.catalogue.page(*id);
                let url = views.url(Route::new(page.language, Shows::Page(*id)));
                let hreflang = views.foreign(page.language);
                Anchor { href: Self::with_fragment(url, fragment.as_deref()), hreflang, ..Anchor::default() }
            }
            LinkTarget::File(file, fragment) => {
                Anchor { href: Self::with_fragment(views.file_url(*file), fragment.as_deref()), ..Anchor::default() }
            }
            LinkTarget::Path(to) => {
                let SitePath { path, query, fragment } = &**to;
                let found = views.magazine.routes.at(path);
                // Files have no language, and feeds and data are not read.
                let hreflang =
                    found.filter(|(path, _)| path.ends_with('/')).and_then(|(_, it)| views.foreign(it.language));
                let path = found.map_or(path.as_str(), |(path, _)| path);
                let query = query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
                Anchor {
                    href: Self::with_fragment(Some(format!("{}{query}", views.address(path))), fragment.as_deref()),
                    hreflang,
                    ..Anchor::default()
                }
            }
            LinkTarget::Here(fragment) => {
                let own = if views.whole { self.own } else { "" };
                Anchor { href: Some(format!("{own}#{fragment}")), ..Anchor::default() }
            }
            LinkTarget::Outside => {
                let href = matter.map(|matter| matter.target.to_string());
                Anchor { href, external: true, ..Anchor::default() }
            }
            LinkTarget::Broken => Anchor::default(),
        }
    }

    fn magazine(&self) -> &Magazine {
        self.views.magazine
    }

    fn draw<T: Serialize>(&mut self, index: usize, given: &Given<T>, value: &T, body: Option<&str>) -> String {
        let (name, language) = (given.name, self.views.language);
        let own = self.own.to_owned();
        let values = ComponentValues::new(name, Value::from_serializable(value), body, (language, own));
        let html = self.render(index, name, &values.context(self.views.magazine), body);
        self.noted.iter_mut().for_each(|noted| noted.push(values.clone()));
        html
    }

    fn render(&mut self, index: usize, name: &str, context: &Context, body: Option<&str>) -> String {
        match values::draw(self.views.magazine, (self.views.language, self.own), name, context, body) {
            Ok(html) => html,
            Err(mut it) => {
                if let Some(matter) = self.linked.outline.components.get(index) {
                    it = if it.primary.is_some() {
                        it.also(matter.span, "drawn for this component")
                    } else {
                        it.at(matter.span, "")
                    };
                }
                self.diagnostics.push(it);
                String::new()
            }
        }
    }
}

impl Resolve for Page<'_> {
    fn language(&self) -> &str {
        self.language
    }

    fn link(&mut self, index: usize) -> Anchor {
        match self.linked.links.get(index) {
            Some(target) => self.anchor(target, self.linked.outline.links.get(index)),
            None => Anchor::default(),
        }
    }
    fn image(&mut self, index: usize) -> Picture {
        let Some(matter) = self.linked.outline.images.get(index) else { return Picture::default() };
        match self.linked.images.get(index).copied().flatten() {
            Some(file) => self.pictured(matter, file),
            None => Picture { src: matter.target.to_string(), alt: matter.alt.to_string(), ..Picture::default() },
        }
    }

    fn component(&mut self, index: usize, body: Option<String>) -> String {
        let linked = self.linked;
        let Some(component) = linked.components.get(index) else { return String::new() };
        let body = body.as_deref();
        match component {
            LinkedComponent::Broken => body.unwrap_or_default().to_owned(),
            LinkedComponent::Tracks(table) => self.tracks(index, table),
            LinkedComponent::Charted(charted) => self.charted(index, charted),
            LinkedComponent::Told(told) => self.told(index, told, body),
            LinkedComponent::Listed { list, caption } => self.listed(index, list, caption.as_ref()),
            LinkedComponent::Media(media) => self.media(index, media, body),
            LinkedComponent::Prose(prose) => self.prose(index, prose, body),
            LinkedComponent::Named(named) => self.named(index, named, body),
            LinkedComponent::Theme { name, arguments } => self.theme(index, name, arguments, body),
        }
    }

    fn instead(&mut self, index: usize) -> Option<String> {
        self.left_out(index)
    }

    fn caption(&mut self, index: usize) -> Option<String> {
        match self.linked.components.get(index) {
            Some(LinkedComponent::Prose(Prose::Comparison { caption })) => Some(caption.clone()),
            _ => None,
        }
    }

    fn turn(&mut self, index: usize, asks: bool, speaker: usize) -> String {
        self.speaker(index, asks, speaker)
    }

    fn has_anchors(&self) -> bool {
        self.reading == Reading::Page
    }

    fn say(&mut self, word: Word<'_>) -> String {
        let interface = self.views.magazine.interface(self.views.language);
        match word {
            Word::Footnotes => interface.text("footnotes.title").to_owned(),
            Word::BackToText { note, mark } => match mark {
                Some(mark) => format!("{} ({note}–{mark})", interface.text("footnotes.back")),
                None => format!("{} ({note})", interface.text("footnotes.back")),
            },
            Word::Table { number, heading } => match heading {
                Some(heading) => format!("{} {number}: {heading}", interface.text("table.region")),
                None => format!("{} {number}", interface.text("table.region")),
            },
            Word::Anchor { heading } => interface.filled("heading.link", &[("heading", heading)]),
            Word::Task { done } => interface.text(if done { "task.done" } else { "task.open" }).to_owned(),
            Word::Alert(alert) => interface.text(&format!("alert.{}", Alert::name(alert))).to_owned(),
        }
    }
}
