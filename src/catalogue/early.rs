//! A catalogue of which no article's body was read: each is when somebody asks for it, so that a preview can show its
//! first page before it has read the whole magazine.
//!
//! What it answers is what the whole catalogue would. What only all bodies together can tell it does not know; when it
//! is asked for that, it notes so ([`Limit`]), and what was made of the answer is not to be used.

use super::bodies::{Bodies, Linking, MarkdownFiles};
use super::component::Signatures;
use super::written::Written;
use super::{Catalogue, LinkedBody};
use crate::config::Config;
use crate::model::{Article, Entity, Id, Page};
use crate::parse::markdown::{KnownShapes, Outline};
use crate::parse::{ArticleFile, outline_of};
use crate::source::Sources;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// So many bodies are read one by one. Whoever asks for more asks for a list of most of what there is, and reading all
/// of it on all processors is sooner done.
const MOST: usize = 128;

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
    outlines: Vec<OnceLock<Arc<Outline>>>,
    /// How many more may be read.
    left: AtomicUsize,
    limit: Limit,
}

impl Unread {
    /// The outlines of so many articles, none of them read.
    pub(super) fn of(articles: usize, sources: &Sources, config: &Config, shapes: &KnownShapes) -> Self {
        let outlines = (0..articles).map(|_| OnceLock::new()).collect();
        let (left, limit) = (AtomicUsize::new(MOST), Limit::default());
        Self { sources: sources.clone(), config: config.clone(), shapes: shapes.clone(), outlines, left, limit }
    }

    /// The outline of an article; nothing when too many were read.
    pub(super) fn outline(&self, n: usize, file: &ArticleFile) -> Option<&Arc<Outline>> {
        let place = &self.outlines[n];
        if place.get().is_none() {
            let left = |left: usize| left.checked_sub(1);
            if self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left).is_err() {
                self.limit.reach();
                return None;
            }
        }
        Some(place.get_or_init(|| outline_of(file, &self.sources, &self.config, &self.shapes)))
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
    pub(super) fn of(bodies: Bodies, sources: &Sources, signatures: &Signatures) -> Self {
        let linked = bodies.articles.iter().map(|_| OnceLock::new()).collect();
        let limit = bodies.unread.as_ref().map(|unread| unread.limit.clone()).unwrap_or_default();
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
