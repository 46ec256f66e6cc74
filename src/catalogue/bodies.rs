//! All bodies: which of them must be linked, and the others as they were.

use super::Catalogue;
use super::body::{Context, LinkedBody, Markdown};
use super::component::Signatures;
use super::early::Unread;
use super::elsewhere::is_elsewhere;
use super::memory::Changes;
use crate::diagnostic::Diagnostic;
use crate::model::{Article, Id, LanguageId, fold};
use crate::parse::markdown::{LinkKind, Outline};
use crate::parse::{ArticleFile, PageFile};
use crate::source::{SourceId, Sources};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// All bodies as they were linked, each kept for the next run.
#[derive(Debug, Default)]
pub(super) struct LinkedBodies {
    pub articles: Vec<Arc<LinkedBody>>,
    pub pages: Vec<Arc<LinkedBody>>,
    /// Beside `articles`: whether nothing was said of it.
    sound: Vec<bool>,
    /// Which articles and pages are in which files, once somebody asked.
    files: Arc<MarkdownFiles>,
    /// How many were not taken from the run before.
    pub linked: usize,
}

/// Links all bodies, in parallel. One that would only be linked again is taken from `then`.
pub(super) fn bodies(
    catalogue: &Catalogue,
    sources: &Sources,
    signatures: &Signatures,
    parsed: &Bodies,
    then: Option<Then>,
) -> (LinkedBodies, Vec<Diagnostic>) {
    // What can be taken from lies in the same files.
    let known = then.as_ref().map_or_else(Arc::default, |then| Arc::clone(&then.linked.files));
    let linking = Linking { catalogue, sources, signatures, bodies: parsed, files: &known };
    let Bodies { articles, pages, .. } = parsed;
    let again = |n: usize| then.as_ref().and_then(|then| then.article(n, &articles[n], &catalogue.articles[n]));
    let one = |n: usize| match again(n) {
        Some(body) => (Arc::clone(body), None),
        None => {
            let (body, found) = linking.article(n);
            (body, Some(found))
        }
    };
    // Where there is little to do, waking other threads takes longer than doing it.
    let linked: Vec<_> = if then.as_ref().is_some_and(|then| then.changes.is_seen_by_none()) {
        (0..articles.len()).map(one).collect()
    } else {
        (0..articles.len()).into_par_iter().with_min_len(64).map(one).collect()
    };
    let linked_pages: Vec<_> = (0..pages.len()).map(|n| linking.page(n)).collect();
    let mut diagnostics = Vec::new();
    let mut all = LinkedBodies { files: Arc::clone(&known), ..LinkedBodies::default() };
    all.articles.reserve(articles.len());
    all.sound.reserve(articles.len());
    for (body, found) in linked {
        all.articles.push(body);
        all.linked += usize::from(found.is_some());
        // Only one of which nothing was said is taken again.
        all.sound.push(found.as_ref().is_none_or(Vec::is_empty));
        diagnostics.extend(found.into_iter().flatten());
    }
    for (body, mut found) in linked_pages {
        all.pages.push(body);
        all.linked += 1;
        diagnostics.append(&mut found);
    }
    (all, diagnostics)
}

/// Which articles and pages are in which files, once somebody asked.
pub(super) type MarkdownFiles = OnceLock<FxHashMap<SourceId, Markdown>>;

/// What a body is linked with.
#[derive(Clone, Copy)]
pub(super) struct Linking<'a> {
    pub catalogue: &'a Catalogue,
    pub sources: &'a Sources,
    pub signatures: &'a Signatures,
    pub bodies: &'a Bodies,
    pub files: &'a MarkdownFiles,
}

impl<'a> Linking<'a> {
    /// The body of an article, and what is wrong in it.
    pub(super) fn article(self, n: usize) -> (Arc<LinkedBody>, Vec<Diagnostic>) {
        let (Place { source, language, range }, article) = (self.bodies.article(n), &self.catalogue.articles[n]);
        let context = self.context(source, language);
        let (as_of, dated, withheld) = (article.as_of, article.dated, article.withheld.is_some());
        self.linked(Context { as_of, dated, withheld, ..context }, self.bodies.article_outline(n), range)
    }

    /// The body of a page, and what is wrong in it.
    pub(super) fn page(self, n: usize) -> (Arc<LinkedBody>, Vec<Diagnostic>) {
        let file = &self.bodies.pages[n];
        self.linked(self.context(file.source, file.language), &file.outline, &file.body)
    }

    fn linked(
        self,
        context: Context,
        outline: &Arc<Outline>,
        range: &Range<usize>,
    ) -> (Arc<LinkedBody>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let body = context.body(outline, range.clone(), self.bodies, &mut diagnostics);
        (Arc::new(body), diagnostics)
    }

    fn context(self, source: SourceId, language: LanguageId) -> Context<'a> {
        let Self { catalogue, sources, signatures, bodies, files } = self;
        let files = files.get_or_init(|| {
            let pages = &bodies.pages;
            let articles = bodies.articles().enumerate().map(|(n, f)| (f.source, Markdown::Article(Id::new(n))));
            articles.chain(pages.iter().enumerate().map(|(n, f)| (f.source, Markdown::Page(Id::new(n))))).collect()
        });
        Context {
            catalogue,
            signatures,
            as_of: None,
            dated: true,
            sources,
            files,
            source,
            language,
            withheld: false,
            named: RefCell::default(),
            typed: OnceCell::new(),
        }
    }
}

/// The bodies of an earlier run, and what is other than it was then.
pub(super) struct Then<'a> {
    pub linked: &'a LinkedBodies,
    pub files: &'a [Arc<ArticleFile>],
    pub articles: &'a [Arc<Article>],
    pub changes: &'a Changes,
}

impl<'a> Then<'a> {
    /// A body that sees nothing that changed: not its own file, not the day of which it tells, not a name that it
    /// says, not a record that a component of it shows.
    fn article(&self, place: usize, file: &Arc<ArticleFile>, article: &Arc<Article>) -> Option<&'a Arc<LinkedBody>> {
        let own = Arc::ptr_eq(&self.files[place], file) && Arc::ptr_eq(&self.articles[place], article);
        if !own || !self.linked.sound[place] {
            return None;
        }
        let Changes { names, records, works, anchors, .. } = self.changes;
        if self.changes.is_seen_by_none() {
            return Some(&self.linked.articles[place]);
        }
        let outline = &file.outline;
        let sees = (*records && !outline.components.is_empty())
            || outline.links.iter().any(|link| {
                let other_place = || *anchors && link.target.contains('#');
                match link.kind {
                    LinkKind::Name => *works || other_place() || (!names.is_empty() && says(&link.target, names)),
                    LinkKind::Address | LinkKind::Raw => other_place() && !is_elsewhere(&link.target),
                    LinkKind::Bare => false,
                }
            });
        (!sees).then(|| &self.linked.articles[place])
    }
}

/// Whether a link by name may mean one of these folded names, with or without its fragment.
fn says(typed: &str, names: &FxHashSet<String>) -> bool {
    names.contains(&fold(typed)) || typed.split_once('#').is_some_and(|(name, _)| names.contains(&fold(name)))
}

/// Articles and pages as parsed, whose outlines tell of fragments that lead to another body.
#[derive(Debug)]
pub(super) struct Bodies {
    pub articles: Vec<Arc<ArticleFile>>,
    pub pages: Vec<Arc<PageFile>>,
    /// The bodies of articles, if they were not read with their files; `articles` is not asked for them then.
    pub unread: Option<Unread>,
}

impl Bodies {
    /// The outline of an article.
    pub(super) fn article_outline(&self, n: usize) -> &Arc<Outline> {
        self.unread.as_ref().map_or_else(|| &self.articles[n].outline, |unread| unread.outline(n))
    }

    /// Where an article's body is, and its language.
    fn article(&self, n: usize) -> Place<'_> {
        match &self.unread {
            Some(unread) => unread.place(n),
            None => Place::of(&self.articles[n]),
        }
    }

    fn articles(&self) -> impl Iterator<Item = Place<'_>> {
        let count = self.unread.as_ref().map_or(self.articles.len(), Unread::len);
        (0..count).map(|n| self.article(n))
    }
}

/// Where a body is, and its language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub source: SourceId,
    pub language: LanguageId,
    pub range: &'a Range<usize>,
}

impl<'a> Place<'a> {
    fn of(file: &'a ArticleFile) -> Self {
        Self { source: file.source, language: file.language, range: &file.body }
    }
}
