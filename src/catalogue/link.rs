//! From everything that was parsed to the [`Catalogue`]: every reference resolved or reported, in one run.

use super::bodies::{self, Bodies};
use super::component::Signatures;
use super::early::Unread;
use super::index::{Index, Miss};
use super::memory::{Known, Memory};
use super::naming::Naming;
use super::picture::Sidecars;
use super::records::LinkedRecords;
use super::references::References;
use super::written::{self, Written};
use super::{Catalogue, Showing};
use crate::config::{Config, title_from_slug};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, nearest};
use crate::model::{
    Article, Chart, Entity, Id, Kind, LanguageId, Names, Page, Section, Tag, Texts, Track, fold, slug_fault,
};
use crate::parse::markdown::KnownShapes;
use crate::parse::{ArticleFile, PageFile, Parsed};
use crate::source::{Sources, Span, Spanned};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What linking needs at hand, and what it found wrong.
pub(super) struct Linker<'a> {
    pub config: &'a Config,
    pub sources: &'a Sources,
    pub showing: Showing,
    pub index: Arc<Index>,
    pub diagnostics: Vec<Diagnostic>,
    /// `same_as` as resolved: from, to, where it is written.
    pub same_as: Vec<(Id<Track>, Id<Track>, Span)>,
    /// How many references led nowhere. A record that lacks one is not held against others: the fault was told.
    pub lost: usize,
    /// The articles that records name, and where.
    pub articles_named: Vec<(Id<Article>, Span)>,
    /// Where everything that is referred to is written.
    pub references: References,
    pub chart_names: Vec<String>,
}

/// Links everything. `signatures` are the components that bodies may use. With a memory, what is the same as in the
/// run before is taken from there.
pub fn link(
    parsed: Parsed,
    sources: &Sources,
    config: &Config,
    showing: Showing,
    signatures: &Signatures,
    memory: Option<&mut Memory>,
) -> (Catalogue, Vec<Diagnostic>) {
    link_with(parsed, sources, config, showing, signatures, Given::Memory(memory))
}

/// Links everything but the bodies of articles, which were not parsed: each is, with `shapes`, when it is asked for.
pub fn link_early(
    parsed: Parsed,
    sources: &Sources,
    config: &Config,
    showing: Showing,
    signatures: &Signatures,
    shapes: &KnownShapes,
) -> Catalogue {
    link_with(parsed, sources, config, showing, signatures, Given::Unread(shapes)).0
}

/// What is known of bodies beforehand.
enum Given<'a> {
    /// What the run before left.
    Memory(Option<&'a mut Memory>),
    /// Nothing: those of articles were not even parsed.
    Unread(&'a KnownShapes),
}

fn link_with(
    mut parsed: Parsed,
    sources: &Sources,
    config: &Config,
    showing: Showing,
    signatures: &Signatures,
    given: Given,
) -> (Catalogue, Vec<Diagnostic>) {
    let (memory, unread) = match given {
        Given::Memory(memory) => (memory, None),
        Given::Unread(shapes) => (None, Some(Unread::of(&parsed.articles, sources, config, shapes))),
    };
    let then = memory.as_ref().and_then(|memory| memory.changes(&parsed, sources, showing, signatures));
    let known = then.as_ref().map(|(known, _)| *known);
    let chart_names = parsed.charts.iter().map(|c| c.matter.record.names.plain.clone()).collect();
    let mut linker = Linker {
        config,
        sources,
        showing,
        index: Arc::default(),
        diagnostics: Vec::new(),
        same_as: Vec::new(),
        lost: 0,
        articles_named: Vec::new(),
        references: References::default(),
        chart_names,
    };
    let mut catalogue = Catalogue::default();
    let originals = if let Some(known) = known {
        catalogue.sections = Arc::clone(&known.sections);
        catalogue.tags = Arc::clone(&known.tags);
        known.originals.clone()
    } else {
        catalogue.sections = Arc::new(sections(config, &parsed.articles));
        catalogue.tags = Arc::new(tags(config, &parsed.articles));
        Originals::of(&parsed)
    };
    let renamed = then.as_ref().and_then(|(known, changes)| match changes.renamed.as_slice() {
        [] => Some(Arc::clone(&known.index)),
        renamed => known.index.renamed(renamed).map(Arc::new),
    });
    linker.index = renamed.unwrap_or_else(|| {
        let (index, found) = Naming::of(&parsed, &catalogue, &originals, sources);
        linker.diagnostics = found;
        Arc::new(index)
    });
    catalogue.index = Arc::clone(&linker.index);
    catalogue.locales = config.languages.iter().map(|it| Arc::clone(&it.locale)).collect();
    let named_once = linker.diagnostics.is_empty();

    let (articles, pages) = (std::mem::take(&mut parsed.articles), std::mem::take(&mut parsed.pages));
    let files = Bodies { articles, pages, unread };
    let kept = memory.is_some().then(|| parsed.clone());
    let before = known.map(|known| (&known.articles, known.parsed.articles.as_slice()));
    let articles = linker.articles(&files.articles, &originals, &catalogue, before);
    catalogue.articles.clone_from(&articles.all);
    catalogue.until = articles.until;
    let (statics, attachments) = (std::mem::take(&mut parsed.statics), std::mem::take(&mut parsed.attachments));
    let sidecars = std::mem::take(&mut parsed.sidecars);
    let same = then.as_ref().filter(|(known, changes)| known.records.hold(changes, showing.now));
    let records_anew = same.is_none();
    let records = match same {
        Some((known, _)) => {
            known.records.give(&mut catalogue);
            known.records.clone()
        }
        None => LinkedRecords::of(parsed, &mut linker, &mut catalogue, config),
    };
    for section in &config.freshness.exempt {
        linker.reference(Kind::Section, section);
    }
    catalogue.pages = Linker::pages(&files.pages, &originals);
    (catalogue.statics, catalogue.attachments) = (statics, attachments);
    // What is taken from the run before is not looked up again.
    catalogue.references = if kept.is_none() { Some(linker.references.in_full()) } else { None };
    let mut diagnostics = linker.diagnostics;
    let (sidecars, mut found) = Sidecars::of(&sidecars, sources);
    catalogue.sidecars = sidecars;
    diagnostics.append(&mut found);
    diagnostics.extend(records.diagnostics(&catalogue.articles));
    // The bodies ask the whole catalogue, so they come when it stands.
    if files.unread.is_some() {
        // Where the bodies are is enough, and the next edition needs the room.
        let files = Bodies { articles: Vec::new(), ..files };
        return (catalogue.early(files, sources, signatures, config), diagnostics);
    }
    let before = then.as_ref().map(|(known, changes)| bodies::Then {
        linked: &known.bodies,
        files: &known.parsed.articles,
        articles: &known.articles.all,
        changes,
    });
    // A link to an article tells whether it is shown.
    let before = before.filter(|then| {
        let mut both = then.articles.iter().zip(&catalogue.articles).filter(|(then, now)| !Arc::ptr_eq(then, now));
        both.all(|(then, now)| then.withheld == now.withheld)
    });
    let written_before = known.map(|known| written::Then {
        articles: &known.articles.all,
        bodies: &known.bodies.articles,
        written: &known.written,
    });
    let again = written_before.as_ref().and_then(|then| Written::again(&catalogue, then));
    let link = || bodies::bodies(&catalogue, sources, signatures, &files, before);
    let ((bodies, mut found), mut written) = match &again {
        Some(again) => (link(), again.clone()),
        // The lists are those of articles, wherever their bodies lead.
        None => rayon::join(link, || Written::of(&catalogue, config)),
    };
    diagnostics.append(&mut found);
    catalogue.article_bodies.clone_from(&bodies.articles);
    catalogue.page_bodies.clone_from(&bodies.pages);
    diagnostics.extend(catalogue.pictures_told(&files.articles, config, sources));
    written.mention(&catalogue, written_before.as_ref().filter(|_| again.is_some()));
    let addresses = then.is_none_or(|(known, changes)| known.readdressed(&changes, &catalogue, &written));
    catalogue.written = written.clone();
    if let (Some(memory), Some(parsed)) = (memory, kept) {
        let parsed = Parsed { articles: files.articles, pages: files.pages, ..parsed };
        // Where two things have one slug, what is told of them names places, which move.
        let known = named_once.then(|| Known {
            sources: sources.clone(),
            parsed,
            showing,
            signatures: signatures.clone(),
            sections: Arc::clone(&catalogue.sections),
            tags: Arc::clone(&catalogue.tags),
            records,
            records_anew,
            originals,
            index: Arc::clone(&catalogue.index),
            articles,
            bodies,
            written,
            addresses,
        });
        drop_aside(std::mem::replace(&mut memory.0, known.map(Arc::new)));
    } else {
        // What the files said is in the catalogue.
        drop_aside(files);
    }
    (catalogue, diagnostics)
}

/// Lets go of what may be large without waiting for it.
fn drop_aside(it: impl Send + 'static) {
    rayon::spawn(move || drop(it));
}

/// Which file of several languages is the original.
#[derive(Debug, Clone)]
pub(super) struct Originals {
    /// By place in `parsed.articles`: the place of the original.
    pub articles: Arc<Vec<usize>>,
    /// By place in `parsed.pages`: the place of the original.
    pub pages: Arc<Vec<usize>>,
}

impl Originals {
    fn of(parsed: &Parsed) -> Self {
        Self {
            articles: Arc::new(originals(parsed.articles.iter().map(|f| (f.key.as_str(), f.language)))),
            pages: Arc::new(originals(parsed.pages.iter().map(|f| (f.path.as_str(), f.language)))),
        }
    }
}

/// For each file the place of its original: the one in the root language, else the first by language.
fn originals<'k>(files: impl Iterator<Item = (&'k str, LanguageId)>) -> Vec<usize> {
    let files: Vec<_> = files.collect();
    let mut first: FxHashMap<&str, (LanguageId, usize)> = FxHashMap::default();
    first.reserve(files.len());
    for (place, (key, language)) in files.iter().enumerate() {
        let entry = first.entry(key).or_insert((*language, place));
        *entry = (*entry).min((*language, place));
    }
    files.iter().enumerate().map(|(place, (key, _))| first.get(key).map_or(place, |(_, original)| *original)).collect()
}

impl Linker<'_> {
    /// A chart's name, before the charts are linked.
    pub(super) fn chart_name(&self, id: Id<Chart>) -> String {
        self.chart_names.get(id.index()).cloned().unwrap_or_default()
    }

    /// A reference where the field says the kind.
    pub(super) fn reference(&mut self, kind: Kind, typed: &Spanned<String>) -> Option<Entity> {
        match self.index.of_kind(kind, &typed.value) {
            Ok(entity) => {
                self.references.entities.push((typed.span, entity));
                Some(entity)
            }
            Err(miss) => {
                self.lost += 1;
                self.diagnostics.extend(missed(&self.index, Some(kind), typed, &miss));
                None
            }
        }
    }

    /// A reference `kind:slug`.
    pub(super) fn any_reference(&mut self, typed: &Spanned<String>) -> Option<Entity> {
        let found = any(&self.index, typed);
        self.references.entities.extend(found.as_ref().ok().map(|entity| (typed.span, *entity)));
        found.map_err(|diagnostic| self.diagnostics.extend(diagnostic.map(|it| *it))).ok()
    }

    fn pages(files: &[Arc<PageFile>], originals: &Originals) -> Vec<Page> {
        let mut versions: BTreeMap<usize, Vec<Id<Page>>> = BTreeMap::new();
        for (n, original) in originals.pages.iter().enumerate() {
            let list = versions.entry(*original).or_default();
            if n == *original { list.insert(0, Id::new(n)) } else { list.push(Id::new(n)) }
        }
        let page = |(n, file): (usize, &Arc<PageFile>)| {
            let whole = Span::new(file.source, 0..0);
            Page {
                path: page_path(file),
                language: file.language,
                original: Id::new(originals.pages[n]),
                versions: versions.get(&originals.pages[n]).cloned().unwrap_or_default(),
                title: file.matter.title.as_ref().map_or_else(|| file.path.clone(), |t| t.value.clone()),
                summary: file.matter.summary.clone(),
                noindex: file.matter.noindex,
                redirect_from: file.matter.redirect_from.clone(),
                extra: file.matter.extra.clone(),
                source: file.source,
                span: file.matter.title.as_ref().map_or(whole, |t| t.span),
            }
        };
        files.iter().enumerate().map(page).collect()
    }
}

/// A page's address without slashes at its ends: the file's, with the stated slug as last part.
pub(super) fn page_path(file: &PageFile) -> String {
    match (&file.matter.slug, file.path.rsplit_once('/')) {
        (None, _) => file.path.clone(),
        (Some(slug), None) => slug.clone(),
        (Some(slug), Some((folder, _))) => format!("{folder}/{slug}"),
    }
}

/// A reference `kind:slug`, from the finished index.
pub(super) fn any(index: &Index, typed: &Spanned<String>) -> Result<Entity, Option<Box<Diagnostic>>> {
    match index.by_id(&typed.value) {
        Some(Ok(entity)) => Ok(entity),
        Some(Err(miss)) => {
            let kind = typed.value.split_once(':').and_then(|(word, _)| Kind::from_word(&fold(word)));
            Err(missed(index, kind, typed, &miss).map(Box::new))
        }
        None => {
            let words: Vec<&str> = Kind::ALL.into_iter().map(Kind::word).collect();
            // A kind that is mistyped (`sountrack:goblin-ost`), or a name without its kind.
            let mistyped = typed.value.split_once(':').and_then(|(word, slug)| {
                let kind = Kind::from_word(nearest(&fold(word), words.iter().copied())?)?;
                index.of_kind(kind, slug).ok()
            });
            let near = mistyped.or_else(|| {
                Kind::ALL.into_iter().find_map(|kind| {
                    index.of_kind(kind, &typed.value).ok().or_else(|| index.meant(kind, &typed.value).first().copied())
                })
            });
            let help = match near {
                Some(entity) => format!("did you mean `{}`?", index.id(entity)),
                None => format!("write `kind:slug`; the kinds are: {}", words.join(", ")),
            };
            if typed.value.trim().is_empty() {
                let it = Diagnostic::error(Code::UnknownReference, typed.span, "this reference is empty");
                return Err(Some(Box::new(it.help(format!("write `kind:slug`; the kinds are: {}", words.join(", "))))));
            }
            let message = match typed.value.split_once(':') {
                Some((word, _)) => format!("`{word}` is not a kind of record"),
                None => format!("`{}` does not say what kind of record it names", typed.value),
            };
            Err(Some(Box::new(Diagnostic::error(Code::UnknownReference, typed.span, message).help(help))))
        }
    }
}

/// The words for a reference that leads nowhere; nothing when the cause was told elsewhere.
pub(super) fn missed(index: &Index, kind: Option<Kind>, typed: &Spanned<String>, miss: &Miss) -> Option<Diagnostic> {
    let name = typed.value.trim();
    let bare =
        name.split_once(':').filter(|(word, _)| Kind::from_word(&fold(word)).is_some()).map_or(name, |(_, slug)| slug);
    Some(match miss {
        Miss::Told => return None,
        Miss::OtherKind(others) => {
            let kind = kind.map_or_else(|| "a record".to_owned(), Kind::with_article);
            let first = others.first().copied();
            let is = first.map_or_else(String::new, |e| e.kind().with_article());
            let it = Diagnostic::error(Code::WrongKind, typed.span, format!("`{bare}` is {is}, not {kind}"));
            let ids: Vec<String> = others.iter().map(|e| format!("`{}`", index.id(*e))).collect();
            it.help(format!("this name belongs to {}", ids.join(" and ")))
        }
        Miss::Ambiguous(several) => {
            let mut ids: Vec<&str> = several.iter().map(|e| index.id(*e)).collect();
            ids.sort_unstable();
            ids.dedup();
            let all_differ = ids.len() == several.len();
            let ids: Vec<String> = ids.into_iter().map(|id| format!("`{id}`")).collect();
            // Articles of two sections may have one slug, and then one id.
            let help = if all_differ {
                format!("write the one that is meant: {}", ids.join(", "))
            } else {
                format!(
                    "several articles are called {}: link by title, by file or by address, or give one of them a `slug` of its own",
                    ids.join(" or ")
                )
            };
            Diagnostic::error(
                Code::AmbiguousReference,
                typed.span,
                format!("`{name}` can mean {} things", several.len()),
            )
            .help(help)
        }
        Miss::Unknown => {
            let word = kind.map_or("record", Kind::word);
            if bare.trim().is_empty() {
                let it = Diagnostic::error(Code::UnknownReference, typed.span, "this reference is empty");
                return Some(
                    it.help(format!("write the slug of {}", kind.map_or("a record".into(), Kind::with_article))),
                );
            }
            let it = Diagnostic::error(Code::UnknownReference, typed.span, format!("there is no {word} `{bare}`"));
            let Some(kind) = kind else { return Some(it) };
            // A name typed where a slug is wanted comes first, then a slip of the fingers.
            let mut meant = index.meant(kind, bare);
            if let Some((_, own)) = bare.split_once('/').filter(|_| meant.is_empty() && kind == Kind::Track) {
                meant = index.meant(kind, own);
            }
            let help = match meant.first() {
                Some(entity) => Some(format!("did you mean `{}`?", index.slug(*entity))),
                None => did_you_mean(bare, index.slugs_of(kind)),
            };
            // A name is no name of a file; its words are.
            let words: Vec<&str> = bare.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
            let file = if slug_fault(bare).is_none() { bare.to_owned() } else { words.join("-").to_lowercase() };
            let fallback = kind.folder().map(|folder| format!("describe it in `content/{folder}/{file}.toml`"));
            it.maybe_help(help.or(fallback))
        }
    })
}

/// Sections in the order of `site.toml`, then those that only articles name.
fn sections(config: &Config, articles: &[Arc<ArticleFile>]) -> Vec<Section> {
    let section =
        |slug: &str, names, descriptions, described| Section { slug: slug.to_owned(), names, descriptions, described };
    let mut all: Vec<Section> =
        config.sections.iter().map(|d| section(&d.slug, d.names.clone(), d.descriptions.clone(), true)).collect();
    let mut known: BTreeSet<String> = all.iter().map(|s| fold(&s.slug)).collect();
    let used: FxHashSet<&str> = articles.iter().map(|a| a.section.as_str()).collect();
    for slug in used.into_iter().collect::<BTreeSet<_>>() {
        if known.insert(fold(slug)) {
            all.push(section(slug, Names::plain(title_from_slug(slug)), Texts::default(), false));
        }
    }
    all
}

/// Tags in the order of `site.toml`, then those that only articles name.
fn tags(config: &Config, articles: &[Arc<ArticleFile>]) -> Vec<Tag> {
    let tag =
        |slug: &str, names, descriptions, described| Tag { slug: slug.to_owned(), names, descriptions, described };
    let mut all: Vec<Tag> =
        config.tags.iter().map(|d| tag(&d.slug, d.names.clone(), d.descriptions.clone(), true)).collect();
    let mut known: BTreeSet<String> = all.iter().map(|t| fold(&t.slug)).collect();
    let used: FxHashSet<&str> =
        articles.iter().flat_map(|a| a.matter.tags.iter().flatten()).map(|t| t.value.as_str()).collect();
    for slug in used.into_iter().collect::<BTreeSet<_>>() {
        if known.insert(fold(slug)) {
            all.push(tag(slug, Names::plain(title_from_slug(slug)), Texts::default(), false));
        }
    }
    all
}

/// What an article id stands for when a link is written in a language: the version in it, else the original.
pub(super) fn version_in(catalogue: &Catalogue, original: Id<Article>, language: LanguageId) -> Id<Article> {
    let article = catalogue.article(original);
    article
        .versions
        .iter()
        .copied()
        .find(|v| catalogue.article(*v).language == language && catalogue.article(*v).withheld.is_none())
        .unwrap_or(original)
}

/// A reference `kind:slug` that stands outside `content/`, in the menu for instance.
///
/// # Errors
/// The diagnostic, at the reference.
pub fn reference(catalogue: &Catalogue, typed: &Spanned<String>) -> Result<Entity, Option<Box<Diagnostic>>> {
    any(&catalogue.index, typed)
}
