//! A catalogue of which no article's body was read: each is when somebody asks for it, so that a preview can show its
//! first page before it has read the whole magazine.
//!
//! What it answers is what the whole catalogue would. What only all bodies together can tell it does not know; when it
//! is asked for that, it notes so ([`Limit`]), and what was made of the answer is not to be used.

use super::bodies::{Bodies, Linking, MarkdownFiles, Place};
use super::component::Signatures;
use super::written::Written;
use super::{Catalogue, LinkedBody};
use crate::config::Config;
use crate::model::{Article, Entity, Id, LanguageId, Page};
use crate::parse::markdown::{KnownShapes, Outline};
use crate::parse::{ArticleFile, outline_of};
use crate::source::{SourceId, Sources};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// So many bodies are read one by one, all in all. When more are asked for, reading everything on all processors is
/// sooner done.
const MOST: usize = 256;

/// Whether something was asked for that only a whole catalogue knows.
#[derive(Debug, Clone, Default)]
pub struct Limit(Arc<AtomicBool>);

impl Limit {
    /// Notes that it was.
    pub fn reach(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was.
    pub fn is_reached(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The outlines of articles, each read once somebody asks for it.
#[derive(Debug)]
pub(super) struct Unread {
    sources: Sources,
    config: Config,
    shapes: KnownShapes,
    articles: Vec<UnreadBody>,
    /// What is given instead when too many were read.
    none: Arc<Outline>,
    /// How many more may be read.
    left: AtomicUsize,
    limit: Limit,
}

#[derive(Debug)]
struct UnreadBody {
    source: SourceId,
    language: LanguageId,
    range: Range<usize>,
    outline: OnceLock<Arc<Outline>>,
}

impl Unread {
    /// The bodies of these articles, none of them read.
    pub(super) fn of(articles: &[Arc<ArticleFile>], sources: &Sources, config: &Config, shapes: &KnownShapes) -> Self {
        let unread = |file: &Arc<ArticleFile>| {
            let (source, language, range) = (file.source, file.language, file.body.clone());
            UnreadBody { source, language, range, outline: OnceLock::new() }
        };
        Self {
            sources: sources.clone(),
            config: config.clone(),
            shapes: shapes.clone(),
            articles: articles.iter().map(unread).collect(),
            none: Arc::default(),
            left: AtomicUsize::new(MOST),
            limit: Limit::default(),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.articles.len()
    }

    /// Where the body of an article is.
    pub(super) fn place(&self, n: usize) -> Place<'_> {
        let UnreadBody { source, language, range, .. } = &self.articles[n];
        Place { source: *source, language: *language, range }
    }

    /// The outline of an article; an empty one when too many were read.
    pub(super) fn outline(&self, n: usize) -> &Arc<Outline> {
        let UnreadBody { source, language, range, outline } = &self.articles[n];
        if outline.get().is_none() {
            let left = |left: usize| left.checked_sub(1);
            if self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left).is_err() {
                self.limit.reach();
                return &self.none;
            }
        }
        outline.get_or_init(|| {
            let source = (*source, self.sources.get(*source));
            outline_of(source, range.clone(), *language, &self.config, &self.shapes)
        })
    }
}

/// The bodies of articles, each linked once somebody asks for it.
#[derive(Debug)]
pub(super) struct Early {
    sources: Sources,
    signatures: Signatures,
    bodies: Bodies,
    limit: Limit,
    files: MarkdownFiles,
    linked: Vec<OnceLock<Arc<LinkedBody>>>,
}

impl Early {
    /// Bodies whose outlines are `unread`.
    fn of(bodies: Bodies, sources: &Sources, signatures: &Signatures) -> Self {
        let unread = bodies.unread.as_ref();
        let linked = (0..unread.map_or(0, Unread::len)).map(|_| OnceLock::new()).collect();
        let limit = unread.map(|unread| unread.limit.clone()).unwrap_or_default();
        let (sources, signatures) = (sources.clone(), signatures.clone());
        Self { sources, signatures, bodies, limit, files: OnceLock::new(), linked }
    }

    fn article(&self, catalogue: &Catalogue, n: usize) -> &LinkedBody {
        self.linked[n].get_or_init(|| self.linking(catalogue).article(n).0)
    }

    fn linking<'a>(&'a self, catalogue: &'a Catalogue) -> Linking<'a> {
        let Self { sources, signatures, bodies, files, .. } = self;
        Linking { catalogue, sources, signatures, bodies, files }
    }
}

impl Catalogue {
    /// The same catalogue with the bodies of pages, the lists of articles, and bodies of articles that are unread.
    pub(super) fn early(mut self, bodies: Bodies, sources: &Sources, signatures: &Signatures, config: &Config) -> Self {
        let early = Early::of(bodies, sources, signatures);
        let pages = 0..early.bodies.pages.len();
        self.page_bodies = pages.map(|n| early.linking(&self).page(n).0).collect();
        self.written = Written::of(&self, config);
        self.early = Some(early);
        self
    }

    /// What links and components of an article's body mean.
    pub fn article_body(&self, id: Id<Article>) -> &LinkedBody {
        match &self.early {
            None => &self.article_bodies[id.index()],
            Some(early) => early.article(self, id.index()),
        }
    }

    /// The same of a page.
    pub fn page_body(&self, id: Id<Page>) -> &LinkedBody {
        &self.page_bodies[id.index()]
    }

    /// The bodies of all articles, beside `articles`; none, when they are not all read.
    pub fn article_bodies(&self) -> &[Arc<LinkedBody>] {
        self.limit().into_iter().for_each(Limit::reach);
        &self.article_bodies
    }

    /// The bodies of all pages, beside `pages`.
    pub fn page_bodies(&self) -> &[Arc<LinkedBody>] {
        &self.page_bodies
    }

    /// The articles, by their originals, that mention a record without being about it, newest first.
    pub fn mentioning(&self, entity: Entity) -> Option<&Vec<Id<Article>>> {
        self.limit().into_iter().for_each(Limit::reach);
        self.written.mentioning.get(&entity)
    }

    /// The limit of what it knows, if not all bodies are read.
    pub fn limit(&self) -> Option<&Limit> {
        self.early.as_ref().map(|early| &early.limit)
    }
}
