//! What the links and components of every body mean.

use super::Catalogue;
use super::article::{file_beside, join, withheld};
use super::bodies::Bodies;
use super::component::{LinkedComponent, Media, Signatures, component, moments};
use super::elsewhere::{self, is_elsewhere};
use super::index::{Matched, Miss};
use super::link::missed;
use super::picture::not_a_picture;
use crate::diagnostic::{Code, Diagnostic, did_you_mean, nearest};
use crate::model::{Article, Entity, Id, Kind, LanguageId, Page};
use crate::parse::markdown::{LinkKind, Outline};
use crate::source::{SourceId, Sources, Span, Spanned};
use jiff::civil::Date;
use percent_encoding::percent_decode_str;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::sync::Arc;

/// What a body's links, pictures and components mean, in the order of its outline.
#[derive(Debug, Clone, Default)]
pub struct LinkedBody {
    /// Links.
    pub links: Box<[LinkTarget]>,
    /// Pictures: a file of the site, or nothing for one elsewhere.
    pub images: Box<[Option<SourceId>]>,
    /// Components.
    pub components: Vec<LinkedComponent>,
    /// The outline itself.
    pub outline: Arc<Outline>,
    /// Where the body is in the file.
    pub range: Range<usize>,
    /// Where its components name something, and what.
    pub named: Vec<(Span, Entity)>,
    /// The things that it links to or shows, in order, each once.
    pub mentions: Vec<Entity>,
    /// Whether there may be something to tell of what it shows: a picture without words or of the site, or a player.
    pub shows: bool,
    /// Whether it leads to an address of the site, or to something that may have none.
    pub leads: bool,
}

impl LinkedBody {
    /// The files of the site that its links lead to and its components show.
    pub fn files(&self) -> impl Iterator<Item = SourceId> {
        let linked = self.links.iter().filter_map(|link| match link {
            LinkTarget::File(id, _) => Some(*id),
            _ => None,
        });
        linked.chain(self.media().flat_map(Media::files))
    }

    /// Where its links and the transcripts of its recordings lead, and where that is written.
    pub fn targets(&self) -> impl Iterator<Item = (&LinkTarget, Span)> {
        let linked = self.links.iter().zip(self.outline.links.iter().map(|link| link.span));
        linked.chain(self.media().filter_map(Media::transcript).map(|it| (&it.value, it.span)))
    }

    /// Whether something in it can be played.
    pub fn plays(&self) -> bool {
        self.media().any(|media| matches!(media, Media::Embed(_) | Media::Recording(_)))
    }

    /// Its pictures, recordings and players that are components.
    pub fn media(&self) -> impl Iterator<Item = &Media> {
        self.components.iter().filter_map(|component| match component {
            LinkedComponent::Media(media) => Some(media),
            _ => None,
        })
    }
}

/// The words that a link by name shows when no label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// What was typed.
    Typed,
    /// The record's name in the page's language.
    Name,
}

/// Where a link leads. There are many, so it is small; where it is written is said by what it is the meaning of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A record (an article or page by its original).
    Entity {
        /// Which.
        entity: Entity,
        /// Where on its page.
        fragment: Option<Box<str>>,
        /// What is shown.
        shown: Shown,
    },
    /// One language's version of an article.
    Article(Id<Article>, Option<Box<str>>),
    /// One language's version of a page.
    Page(Id<Page>, Option<Box<str>>),
    /// A file of the site, and what follows `#` in its address.
    File(SourceId, Option<Box<str>>),
    /// A path of the site, still to be checked against all addresses.
    Path(Box<SitePath>),
    /// A place on the same page.
    Here(Box<str>),
    /// Elsewhere: the address is as it was typed.
    Outside,
    /// Reported.
    Broken,
}

/// An address on the site, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitePath {
    /// Begins with `/`, without the base path.
    pub path: String,
    /// What follows the `?`, as typed.
    pub query: Option<String>,
    /// Where on the page.
    pub fragment: Option<String>,
}

/// Where a body stands.
pub(super) struct Context<'a> {
    pub catalogue: &'a Catalogue,
    pub signatures: &'a Signatures,
    pub as_of: Option<Date>,
    /// Whether that day could be read.
    pub dated: bool,
    pub sources: &'a Sources,
    pub files: &'a FxHashMap<SourceId, Markdown>,
    pub source: SourceId,
    pub language: LanguageId,
    pub withheld: bool,
    /// Where components name something, and what; filled while a body is linked.
    pub named: RefCell<Vec<(Span, Entity)>>,
    /// The text of the file, once somebody asked for it.
    pub typed: OnceCell<Option<Arc<str>>>,
}

/// What a Markdown file became.
#[derive(Debug, Clone, Copy)]
pub(super) enum Markdown {
    Article(Id<Article>),
    Page(Id<Page>),
}

impl Context<'_> {
    /// The text of the file that the body stands in.
    pub(super) fn text(&self) -> &str {
        self.typed.get_or_init(|| self.sources.get(self.source).lent()).as_deref().unwrap_or_default()
    }

    /// What everything in a body means.
    pub(super) fn body(
        &self,
        outline: &Arc<Outline>,
        range: Range<usize>,
        outlines: &Bodies,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> LinkedBody {
        let links = outline.links.iter().map(|link| {
            let typed = Spanned::new(&*link.target, link.span);
            let target = match link.kind {
                LinkKind::Name => self.by_name(&typed, outlines),
                LinkKind::Address | LinkKind::Raw => self.by_address(&typed, outline, outlines),
                LinkKind::Bare => Ok(LinkTarget::Outside),
            };
            target.unwrap_or_else(|it| {
                diagnostics.push(*it);
                LinkTarget::Broken
            })
        });
        let links = links.collect();
        let images = outline.images.iter().map(|image| {
            // What it loads from another host was told where the body was read.
            let typed = (!is_elsewhere(&image.target)).then(|| Spanned::new(decoded(&image.target), image.span))?;
            let file = self.file(&typed).map_err(|it| diagnostics.push(*it)).ok()?;
            let fault = not_a_picture(self.sources.get(file), image.span);
            fault.map_or(Some(file), |it| {
                diagnostics.push(*it);
                None
            })
        });
        let mut body = LinkedBody { links, images: images.collect(), range, ..LinkedBody::default() };
        for matter in &outline.components {
            body.components.push(component(matter, self, diagnostics));
        }
        moments(&mut body.components, outline, self, diagnostics);
        body.named = self.named.take();
        body.outline = Arc::clone(outline);
        let linked = body.links.iter().filter_map(|link| match link {
            LinkTarget::Entity { entity, .. } => Some(*entity),
            _ => None,
        });
        body.mentions = linked.chain(body.components.iter().flat_map(LinkedComponent::mentions)).collect();
        body.mentions.sort_unstable();
        body.mentions.dedup();
        let mut pictures = body.images.iter().zip(&outline.images);
        body.shows =
            pictures.any(|(file, matter)| file.is_some() || matter.alt.is_empty()) || body.media().next().is_some();
        let leads = |(link, _): (&LinkTarget, Span)| matches!(link, LinkTarget::Path(_) | LinkTarget::Entity { .. });
        let leads = body.targets().any(leads);
        body.leads = leads;
        body
    }

    /// A file of the site: relative to the body's own, or from `/` below `content/static/`.
    pub(super) fn file(&self, typed: &Spanned<String>) -> Result<SourceId, Box<Diagnostic>> {
        match typed.value.strip_prefix('/') {
            Some(path) => self.static_file(path, typed),
            None => file_beside(self.sources, self.source, typed),
        }
    }

    /// A picture by its site path: a file below `content/static/`.
    fn static_file(&self, path: &str, typed: &Spanned<String>) -> Result<SourceId, Box<Diagnostic>> {
        self.sources.find(&format!("content/static/{path}")).ok_or_else(|| {
            let names: Vec<&str> =
                self.sources.under("content/static/").map(|(_, f)| &f.path["content/static".len()..]).collect();
            let help = did_you_mean(&typed.value, names)
                .unwrap_or_else(|| "a path from `/` names a file below `content/static/`".to_owned());
            Box::new(
                Diagnostic::error(Code::BrokenLink, typed.span, format!("there is no file `{}`", typed.value))
                    .help(help),
            )
        })
    }

    fn by_name(&self, typed: &Spanned<&str>, outlines: &Bodies) -> Result<LinkTarget, Box<Diagnostic>> {
        let catalogue = self.catalogue;
        let one = |several: &[Entity]| catalogue.as_one(several);
        let whole = catalogue.index.by_name(typed.value, one);
        let (found, fragment) = match (whole, typed.value.split_once('#')) {
            (Err(Miss::Unknown), Some((name, fragment))) if !name.trim().is_empty() => {
                (catalogue.index.by_name(name.trim(), one), Some(fragment.trim().to_owned()))
            }
            (whole, _) => (whole, None),
        };
        let (entity, matched) = match found {
            Ok(found) => found,
            Err(mut miss) => {
                if let Miss::Ambiguous(several) = &mut miss {
                    self.once_each(several);
                }
                return self.unnamed(typed, &miss).map_or(Ok(LinkTarget::Broken), |it| Err(Box::new(it)));
            }
        };
        self.visible(entity, typed.span)?;
        if let Some(fragment) = &fragment {
            self.fragment(entity, fragment, typed.span, outlines)?;
        }
        let shown = if matched == Matched::Name && fragment.is_none() { Shown::Typed } else { Shown::Name };
        Ok(LinkTarget::Entity { entity, fragment: fragment.map(Into::into), shown })
    }

    /// One recording on several releases is one thing to choose from.
    fn once_each(&self, several: &mut Vec<Entity>) {
        let mut seen = FxHashSet::default();
        several.retain(|entity| match entity {
            Entity::Track(id) => seen.insert(self.catalogue.track(*id).recording),
            _ => true,
        });
    }

    fn unnamed(&self, typed: &Spanned<&str>, miss: &Miss) -> Option<Diagnostic> {
        if *miss == Miss::Unknown && typed.value.split_once(':').is_none_or(|(word, _)| Kind::from_word(word).is_none())
        {
            let it =
                Diagnostic::error(Code::UnknownReference, typed.span, format!("nothing is called `{}`", typed.value));
            return Some(it.maybe_help(did_you_mean(typed.value, self.catalogue.index.all_names()).or_else(|| {
                Some("links by name find records, articles, pages, tags and sections; `\\[[` is two brackets".into())
            })));
        }
        let kind = typed.value.split_once(':').and_then(|(word, _)| Kind::from_word(word.trim()));
        missed(&self.catalogue.index, kind, &Spanned::new(typed.value.to_owned(), typed.span), miss)
    }

    /// What is withheld cannot be linked from what is shown.
    pub(super) fn visible(&self, entity: Entity, span: Span) -> Result<(), Box<Diagnostic>> {
        let Entity::Article(original) = entity else { return Ok(()) };
        let article = self.catalogue.article(original);
        let shown = article.versions.iter().any(|v| self.catalogue.article(*v).withheld.is_none());
        if shown || self.withheld { Ok(()) } else { Err(Box::new(withheld(article, span))) }
    }

    /// Fragments of articles and pages are known from the outlines of the versions that are linked; other pages are
    /// asked when they are rendered.
    fn fragment(&self, entity: Entity, fragment: &str, span: Span, outlines: &Bodies) -> Result<(), Box<Diagnostic>> {
        let outline = match entity {
            Entity::Article(id) => Some(outlines.article_outline(self.catalogue.article_in(id, self.language).index())),
            Entity::Page(id) => {
                outlines.pages.get(self.catalogue.page_in(id, self.language).index()).map(|f| &f.outline)
            }
            _ => None,
        };
        match outline {
            Some(outline) => has_anchor(outline, fragment, span),
            None => Ok(()),
        }
    }

    fn by_address(
        &self,
        typed: &Spanned<&str>,
        own: &Outline,
        outlines: &Bodies,
    ) -> Result<LinkTarget, Box<Diagnostic>> {
        let address = typed.value;
        if let Some((word, _)) = address.split_once(':')
            && Kind::from_word(word).is_some()
        {
            let it = Diagnostic::error(Code::BrokenLink, typed.span, format!("`{address}` is a name, not an address"));
            return Err(Box::new(it.help(format!("write `[[{address}|words]]`"))));
        }
        if is_elsewhere(address) {
            return elsewhere::fault(address, typed.span).map_or(Ok(LinkTarget::Outside), |it| Err(Box::new(it)));
        }
        if address.is_empty() {
            return Err(Box::new(
                Diagnostic::error(Code::BrokenLink, typed.span, "this link leads nowhere")
                    .help("write an address between the brackets, or remove the link"),
            ));
        }
        let (path, fragment) =
            address.split_once('#').map_or((address, None), |(path, fragment)| (path, Some(decoded(fragment))));
        if path.is_empty() {
            let fragment = fragment.unwrap_or_default();
            if !fragment.is_empty() && fragment != "top" {
                has_anchor(own, &fragment, typed.span)?;
            }
            return Ok(LinkTarget::Here(fragment.into()));
        }
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query.to_owned())));
        if path.starts_with('/') {
            return Ok(LinkTarget::Path(Box::new(SitePath { path: decoded(path), query, fragment })));
        }
        if path.ends_with(".md") {
            self.by_file(&decoded(path), fragment, typed.span, outlines)
        } else {
            self.by_relative_path(&decoded(path), fragment, typed)
        }
    }

    fn by_file(
        &self,
        path: &str,
        fragment: Option<String>,
        span: Span,
        outlines: &Bodies,
    ) -> Result<LinkTarget, Box<Diagnostic>> {
        let (full, escaped) = join(self.sources.get(self.source).folder(), path);
        let found = (!escaped).then(|| self.sources.find(&full)).flatten().and_then(|id| self.files.get(&id));
        match found {
            Some(Markdown::Article(id)) => {
                let article = self.catalogue.article(*id);
                if article.withheld.is_some() && !self.withheld {
                    return Err(Box::new(withheld(article, span)));
                }
                if let Some(fragment) = &fragment {
                    has_anchor(outlines.article_outline(id.index()), fragment, span)?;
                }
                Ok(LinkTarget::Article(*id, fragment.map(Into::into)))
            }
            Some(Markdown::Page(id)) => {
                if let (Some(fragment), Some(file)) = (&fragment, outlines.pages.get(id.index())) {
                    has_anchor(&file.outline, fragment, span)?;
                }
                Ok(LinkTarget::Page(*id, fragment.map(Into::into)))
            }
            None => {
                let name = path.rsplit('/').next().unwrap_or(path);
                let mut files: Vec<SourceId> = self.files.keys().copied().collect();
                files.sort_unstable();
                let known: Vec<&str> = files.iter().map(|id| self.sources.get(*id).path.as_ref()).collect();
                let same_name = known.iter().find(|k| k.rsplit('/').next() == Some(name));
                let help = match same_name {
                    Some(known) => Some(format!("there is `{known}`; the path begins at this file's folder")),
                    // The folder is long and mostly right: what counts is the name.
                    None => {
                        let near = nearest(name, known.iter().map(|k| k.rsplit('/').next().unwrap_or(k)));
                        let near = near.and_then(|near| known.iter().find(|k| k.rsplit('/').next() == Some(near)));
                        near.map(|near| match near.strip_prefix(self.sources.get(self.source).folder()) {
                            Some(beside) => format!("did you mean `{}`?", beside.trim_start_matches('/')),
                            None => format!("did you mean `{near}`? the path begins at this file's folder"),
                        })
                    }
                };
                Err(Box::new(
                    Diagnostic::error(Code::BrokenLink, span, format!("there is no file `{path}` here"))
                        .maybe_help(help),
                ))
            }
        }
    }

    fn by_relative_path(
        &self,
        path: &str,
        fragment: Option<String>,
        typed: &Spanned<&str>,
    ) -> Result<LinkTarget, Box<Diagnostic>> {
        if let Some(help) = elsewhere::meant(typed.value) {
            let it = Diagnostic::error(Code::BrokenLink, typed.span, format!("`{}` leads nowhere", typed.value));
            return Err(Box::new(it.help(help)));
        }
        let has_extension = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        if has_extension {
            let typed = Spanned::new(path.to_owned(), typed.span);
            return file_beside(self.sources, self.source, &typed)
                .map(|file| LinkTarget::File(file, fragment.map(Into::into)));
        }
        let it = Diagnostic::error(Code::BrokenLink, typed.span, format!("`{}` leads nowhere", typed.value));
        let meant = self.catalogue.index.by_name(path.trim_matches('/'), |several| self.catalogue.as_one(several)).ok();
        Err(Box::new(it.help(match meant {
            Some((entity, _)) => format!("did you mean `[[{}]]`?", self.catalogue.index.id(entity)),
            None => "write a name (`[[golden]]`), a site path (`/news/`), a file (`../news/x.md`) or a whole address (`https://…`)".to_owned(),
        })))
    }
}

fn has_anchor(outline: &Outline, fragment: &str, span: Span) -> Result<(), Box<Diagnostic>> {
    if outline.has_anchor(fragment) {
        return Ok(());
    }
    let help = did_you_mean(fragment, outline.anchors()).unwrap_or_else(|| {
        let ids: Vec<String> = outline.headings.iter().map(|h| format!("#{}", h.id)).collect();
        if ids.is_empty() {
            "that page has no headings".to_owned()
        } else {
            format!("its headings are: {}", ids.join(", "))
        }
    });
    Err(Box::new(
        Diagnostic::error(Code::BrokenFragment, span, format!("there is no heading `#{fragment}` on that page"))
            .help(help),
    ))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
