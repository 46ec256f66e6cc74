//! Articles: what a translation leaves out taken from its original, references resolved, states told.

use super::Catalogue;
use super::link::{Linker, Originals};
use super::picture::not_a_picture;
use super::references::References;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::{
    Article, Byline, Correction, Cover, Disclosure, Entity, Id, InSeries, Kind, Moment, Rating, Scale, Section, Social,
    StatedRating, StatedValue, Tag, Withheld, fold, plain_number,
};
use crate::parse::article::{ArticleMatter, AsOf};
use crate::parse::{ArticleFile, CoverMatter};
use crate::source::{Content, Source, SourceId, Sources, Span, Spanned};
use jiff::Timestamp;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many articles are linked by one thread at a time.
const PART: usize = 256;

/// All articles as they were linked, each kept for the next run.
#[derive(Debug)]
pub(super) struct LinkedArticles {
    pub all: Vec<Arc<Article>>,
    /// Beside `all`: whether linking it again at this moment would only repeat it. Not so when something was said of
    /// it, or when the moment of the run stands in it.
    settled: Vec<bool>,
    /// Whether a file lies in the bundle of another.
    strays: bool,
    /// How many were not taken from the run before.
    pub linked: usize,
    /// When this was, and until when nothing of it is withheld, or shown, that was not then.
    from: Timestamp,
    pub until: Option<Timestamp>,
}

impl LinkedArticles {
    /// Whether an article's state is still what it was.
    fn hold(&self, now: Timestamp) -> bool {
        self.from <= now && self.until.is_none_or(|until| now < until)
    }
}

impl Linker<'_> {
    /// Links the front matter of all articles. One of which nothing changed is taken from `then`.
    pub(super) fn articles(
        &mut self,
        files: &[Arc<ArticleFile>],
        originals: &Originals,
        catalogue: &Catalogue,
        then: Option<(&LinkedArticles, &[Arc<ArticleFile>])>,
    ) -> LinkedArticles {
        let now = self.showing.now;
        let then = then.filter(|(linked, _)| linked.hold(now));
        let same = |place: usize| {
            let original = originals.articles[place];
            let (linked, before) = then?;
            let same = alike(&before[place], &files[place]) && alike(&before[original], &files[original]);
            (same && linked.settled[place]).then(|| Arc::clone(&linked.all[place]))
        };
        let known: Vec<Option<Arc<Article>>> = (0..files.len()).map(same).collect();
        let said = self.diagnostics.len();
        if then.is_none_or(|(linked, _)| linked.strays) {
            self.bundles(files);
        }
        let mut linked = LinkedArticles {
            all: Vec::with_capacity(files.len()),
            settled: Vec::with_capacity(files.len()),
            strays: self.diagnostics.len() > said,
            linked: 0,
            from: now,
            until: then.and_then(|(linked, _)| linked.until),
        };
        let versions = if then.is_none() { versions(originals) } else { BTreeMap::new() };
        let left: Vec<usize> = (0..files.len()).filter(|n| known[*n].is_none()).collect();
        let (tags, sections) = if left.is_empty() { Default::default() } else { by_slug(catalogue) };
        // The article, and whether it is settled.
        let anew = |linker: &mut Linker, n: usize| {
            let (file, original) = (&files[n], originals.articles[n]);
            let before = then.map(|(linked, _)| linked.all[n].versions.clone());
            let versions = before.or_else(|| versions.get(&original).cloned()).unwrap_or_default();
            let section = sections.get(&fold(&file.section)).copied().unwrap_or(Id::new(0));
            let said = linker.diagnostics.len();
            let first = &files[original];
            let article = linker.article(file, first, Id::new(original), versions, section, &tags);
            let dated = file.matter.date.is_some() || first.matter.date.is_some();
            (Arc::new(article), dated && linker.diagnostics.len() == said)
        };
        let made = self.in_parts(&left, anew);
        let turns = made.iter().filter_map(|(article, _)| article.turns);
        linked.until = linked.until.into_iter().chain(turns).min();
        let mut made = made.into_iter();
        for known in known {
            let Some((article, settled)) = known.map(|article| (article, true)).or_else(|| made.next()) else {
                continue;
            };
            linked.all.push(article);
            linked.settled.push(settled);
        }
        linked.linked = left.len();
        self.withheld_subjects(files, &linked.all);
        self.series(files, &linked.all);
        linked
    }

    /// Links the articles at these places, many of them in parallel: what each finds stands where it would have stood.
    fn in_parts<T: Send>(&mut self, places: &[usize], one: impl Fn(&mut Linker, usize) -> T + Sync) -> Vec<T> {
        if places.len() <= PART {
            return places.iter().map(|n| one(self, *n)).collect();
        }
        let part = |places: &[usize]| {
            let mut own = Linker {
                index: Arc::clone(&self.index),
                diagnostics: Vec::new(),
                same_as: Vec::new(),
                lost: 0,
                articles_named: Vec::new(),
                references: References::default(),
                chart_names: Vec::new(),
                ..*self
            };
            let made: Vec<T> = places.iter().map(|n| one(&mut own, *n)).collect();
            (made, own.diagnostics, own.references, own.lost)
        };
        let parts: Vec<_> = places.par_chunks(PART).map(part).collect();
        let mut all = Vec::with_capacity(places.len());
        for (made, mut diagnostics, mut references, lost) in parts {
            all.extend(made);
            self.diagnostics.append(&mut diagnostics);
            self.references.entities.append(&mut references.entities);
            self.references.files.append(&mut references.files);
            self.lost += lost;
        }
        all
    }

    /// A shown article cannot be about one that is not.
    fn withheld_subjects(&mut self, files: &[Arc<ArticleFile>], articles: &[Arc<Article>]) {
        for (file, article) in files.iter().zip(articles).filter(|(_, article)| article.withheld.is_none()) {
            if !article.subjects.iter().any(|subject| matches!(subject, Entity::Article(_))) {
                continue;
            }
            for subject in file.matter.subjects.iter().flatten() {
                let Some(Ok(Entity::Article(id))) = self.index.by_id(&subject.value) else { continue };
                let Some(about) = articles.get(id.index()) else { continue };
                if about.versions.iter().all(|v| articles.get(v.index()).is_some_and(|a| a.withheld.is_some())) {
                    self.diagnostics.push(withheld(about, subject.span));
                }
            }
        }
    }

    /// Another Markdown file in a bundle belongs to nothing.
    fn bundles(&mut self, files: &[Arc<ArticleFile>]) {
        let folders: BTreeMap<&str, SourceId> =
            files.iter().filter_map(|f| Some((f.bundle.as_deref()?, f.source))).collect();
        for file in files.iter().filter(|f| f.bundle.is_none()) {
            let path = &self.sources.get(file.source).path;
            let inside = path.match_indices('/').find_map(|(slash, _)| folders.get_key_value(&path[..=slash]));
            if let Some((bundle, index)) = inside {
                let message = format!("`{path}` lies in the bundle of another article");
                let it = Diagnostic::about_file(Code::BadPath, path.to_string(), message)
                    .also(Span::new(*index, 0..0), "the article whose bundle it is");
                self.diagnostics.push(
                    it.help(format!("a folder with an `index.md` is one article; move this one out of `{bundle}`")),
                );
            }
        }
    }

    fn article(
        &mut self,
        file: &ArticleFile,
        first: &ArticleFile,
        original: Id<Article>,
        versions: Vec<Id<Article>>,
        section: Id<Section>,
        tags: &BTreeMap<String, Id<Tag>>,
    ) -> Article {
        let (own, base) = (&file.matter, &first.matter);
        let translation = file.source != first.source;
        if !translation && own.date.is_none() && file.language != crate::model::LanguageId::ROOT && file.sound {
            // An original in another language was read as a translation may be: without a date.
            let it = Diagnostic::error(Code::MissingKey, Span::new(file.source, 0..0), "an article needs `date`");
            self.diagnostics.push(it.help("add `date = 2025-08-16`"));
        }
        let whole = Span::new(file.source, 0..0);
        let stated_date = own.date.as_ref().or(base.date.as_ref());
        let date = stated_date.map(|d| self.moment(d));
        let state = self.state(own, base, date);
        let withheld = state.filter(|why| match why {
            Withheld::Draft => !self.showing.drafts,
            Withheld::Scheduled(_) | Withheld::Embargoed(_) => !self.showing.future,
            Withheld::Expired(_) => true,
        });
        let turns = self.turns(own, base, date);
        let (comes, goes) = self.to_come(own, base, date);
        self.moments_in_order(own, base);
        let date = date.unwrap_or(Moment {
            instant: self.showing.now,
            date: self.showing.now.to_zoned(self.config.timezone.clone()).date(),
        });
        let dated = stated_date.is_some() || own.as_of.or(base.as_of).is_some();
        let as_of = match own.as_of.or(base.as_of) {
            Some(AsOf::Latest) => None,
            Some(AsOf::Day(day)) => Some(day),
            None => Some(date.date),
        };
        let bylines = if own.bylines.is_some() || !translation {
            self.bylines(own)
        } else {
            self.silently(|it| it.bylines(base))
        };
        let mut subjects: Vec<Entity> = match (&own.subjects, translation) {
            (Some(list), _) => list.iter().filter_map(|s| self.any_reference(s)).collect(),
            (None, true) => {
                self.silently(|it| base.subjects.iter().flatten().filter_map(|s| it.any_reference(s)).collect())
            }
            (None, false) => Vec::new(),
        };
        let mut seen = BTreeSet::new();
        subjects.retain(|it| seen.insert(*it));
        let mut own_tags: Vec<Id<Tag>> = Vec::new();
        for tag in own.tags.as_ref().or(base.tags.as_ref()).into_iter().flatten() {
            let named = tags.get(&fold(&tag.value)).copied();
            self.references.entities.extend(named.map(|id| (tag.span, Entity::Tag(id))));
            own_tags.extend(named.filter(|id| !own_tags.contains(id)));
        }
        let cover = match (&own.cover, &base.cover) {
            (Some(cover), _) => self.cover(cover, file.source),
            (None, Some(cover)) if translation => self.silently(|it| it.cover(cover, first.source)),
            _ => None,
        };
        let rating = match (&own.rating, &base.rating) {
            (Some(stated), _) => self.rating(stated),
            (None, Some(stated)) if translation => self.silently(|it| it.rating(stated)),
            _ => None,
        };
        let picture = match (&own.social.image, &base.social.image) {
            (Some(image), _) => self.cover(image, file.source),
            (None, Some(image)) if translation => self.silently(|it| it.cover(image, first.source)),
            _ => None,
        };
        let (title, description) = (own.social.title.clone(), own.social.description.clone());
        let other = title.is_some() || description.is_some() || picture.is_some();
        let social = other.then(|| Box::new(Social { title, description, image: picture.map(Box::new) }));
        let mut corrections: Vec<Correction> = own
            .corrections
            .iter()
            .map(|(date, text)| Correction { date: date.value.day, text: text.clone() })
            .collect();
        corrections.sort_by_key(|c| c.date);
        Article {
            slug: own.slug.clone().unwrap_or_else(|| file.slug.clone()),
            section,
            language: file.language,
            original,
            versions,
            title: own.title.as_ref().map_or_else(|| file.slug.clone(), |t| t.value.clone()),
            standfirst: own.standfirst.clone(),
            date,
            updated: own.updated.as_ref().map(|d| self.moment(d)),
            reviewed: self.reviewed(own, stated_date),
            as_of,
            dated,
            withheld,
            state,
            turns,
            comes,
            goes,
            bylines,
            subjects,
            tags: own_tags,
            cover: cover.map(Box::new),
            series: in_series(own.series.as_deref(), base.series.as_deref()).map(Box::new),
            disclosure: own.disclosure.or(base.disclosure).unwrap_or(Disclosure::None),
            corrections,
            // What was withdrawn is withdrawn in every language; the reason is told in the one in which it is stated.
            retracted: own.retracted.clone().or_else(|| base.retracted.as_ref().map(|_| String::new())),
            rating,
            sponsored: own.sponsored.clone().or_else(|| base.sponsored.clone()),
            review_copy: own.review_copy.clone().or_else(|| base.review_copy.clone()),
            summary: own.summary.clone(),
            social,
            noindex: own.noindex.or(base.noindex).unwrap_or_default(),
            redirect_from: own.redirect_from.clone(),
            extra: if own.extra.is_empty() { base.extra.clone() } else { own.extra.clone() },
            source: file.source,
            bundle: file.bundle.as_deref().map(Into::into),
            span: own.title.as_ref().map_or(whole, |t| t.span),
        }
    }

    /// What is the original's was reported there.
    pub(super) fn silently<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.diagnostics.len();
        let result = run(self);
        self.diagnostics.truncate(before);
        result
    }

    fn bylines(&mut self, matter: &ArticleMatter) -> Vec<Byline> {
        let mut bylines = Vec::with_capacity(matter.bylines.as_ref().map_or(0, Vec::len));
        for byline in matter.bylines.iter().flatten() {
            let contributor = match &byline.contributor {
                Some(slug) => match self.reference(Kind::Contributor, slug) {
                    Some(Entity::Contributor(id)) => Some(id),
                    _ => continue,
                },
                None => None,
            };
            let (name, credit) = (byline.name.clone(), byline.credit.clone());
            bylines.push(Byline { contributor, name, role: byline.role, credit });
        }
        bylines
    }

    /// A rating on its own scale, else on the magazine's.
    fn rating(&mut self, stated: &StatedRating) -> Option<Rating> {
        let (value, worst, best) = match &stated.of {
            StatedValue::Words(words) => return Some(Rating::Words(words.clone())),
            StatedValue::Number { value, worst, best } => (*value, *worst, *best),
        };
        let usual = self.config.ratings;
        let scale = Scale {
            worst: worst.unwrap_or(usual.worst.min(best.unwrap_or(usual.best))),
            best: best.unwrap_or(usual.best),
        };
        let (low, high) = (plain_number(scale.worst), plain_number(scale.best));
        let fault = if scale.worst >= scale.best {
            let it = Diagnostic::error(Code::BadValue, stated.span, format!("there is no scale from {low} to {high}"));
            it.help("`best` is the highest that can be given: `rating = { value = 4, best = 5 }`")
        } else if !(scale.worst..=scale.best).contains(&value) {
            let value = plain_number(value);
            let message = format!("{value} is outside the scale from {low} to {high}");
            let it = Diagnostic::error(Code::BadValue, stated.span, message);
            if best.is_some() {
                it.help(format!("write a number from {low} to {high}"))
            } else {
                let own = "say the scale of this one: `rating = { value = 8, best = 10 }`";
                it.help(format!("write a number from {low} to {high}, or {own}"))
                    .help("a scale for all reviews stands in `site.toml`: `[ratings]`, below it `best = 10`")
            }
        } else {
            return Some(Rating::On { value, scale });
        };
        self.diagnostics.push(fault);
        None
    }

    /// A picture named relative to a file.
    pub(super) fn cover(&mut self, matter: &CoverMatter, article: SourceId) -> Option<Cover> {
        let file = file_beside(self.sources, article, &matter.src).map_err(|it| self.diagnostics.push(*it)).ok()?;
        if let Some(it) = not_a_picture(self.sources.get(file), matter.src.span) {
            self.diagnostics.push(*it);
            return None;
        }
        self.references.files.push((matter.src.span, file));
        Some(Cover { file, notes: matter.notes.clone(), span: matter.span })
    }
}

/// Whether two states of a file say the same of their article, the body apart.
fn alike(then: &Arc<ArticleFile>, now: &Arc<ArticleFile>) -> bool {
    Arc::ptr_eq(then, now) || (then.matter == now.matter && then.sound == now.sound)
}

/// The versions of each original, which is the first of them.
fn versions(originals: &Originals) -> BTreeMap<usize, Vec<Id<Article>>> {
    let mut versions: BTreeMap<usize, Vec<Id<Article>>> = BTreeMap::new();
    for (n, original) in originals.articles.iter().enumerate() {
        let list = versions.entry(*original).or_default();
        if n == *original { list.insert(0, Id::new(n)) } else { list.push(Id::new(n)) }
    }
    versions
}

/// Tags and sections by their folded slugs.
fn by_slug(catalogue: &Catalogue) -> (BTreeMap<String, Id<Tag>>, BTreeMap<String, Id<Section>>) {
    let tags = catalogue.tags.iter().enumerate().map(|(n, t)| (fold(&t.slug), Id::new(n))).collect();
    let sections = catalogue.sections.iter().enumerate().map(|(n, s)| (fold(&s.slug), Id::new(n))).collect();
    (tags, sections)
}

/// A translation may call the series something else; which part it is, the original says.
fn in_series(own: Option<&InSeries>, base: Option<&InSeries>) -> Option<InSeries> {
    let number = base.and_then(|base| base.number).or_else(|| own.and_then(|own| own.number));
    own.or(base).map(|it| InSeries { names: it.names.clone(), number })
}

/// A link or subject that names an article which is not published.
pub(super) fn withheld(article: &Article, span: Span) -> Diagnostic {
    let (state, help) = match article.withheld {
        Some(Withheld::Scheduled(when)) => {
            (format!("is scheduled for {}", when.date), "publish this article later, or build with `--future`")
        }
        Some(Withheld::Embargoed(until)) => {
            (format!("is under embargo until {}", until.date), "publish this article later, or build with `--future`")
        }
        Some(Withheld::Expired(when)) => (format!("expired on {}", when.date), "remove the link"),
        Some(Withheld::Draft) | None => ("is a draft".to_owned(), "publish it first, or build with `--drafts`"),
    };
    Diagnostic::error(Code::WithheldReference, span, format!("the article `{}` {state}", article.slug))
        .also(article.span, "the article")
        .help(help)
}

/// A picture or other file named relative to a file of the site.
pub(super) fn file_beside(
    sources: &Sources,
    from: SourceId,
    typed: &Spanned<String>,
) -> Result<SourceId, Box<Diagnostic>> {
    let folder = sources.get(from).folder();
    let (path, escaped) = join(folder, &typed.value);
    let found = (!escaped).then(|| sources.find(&path)).flatten().filter(|id| is_published(sources.get(*id)));
    found.ok_or_else(|| {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let beside: Vec<&str> = sources
            .under(&prefix)
            .filter(|(_, f)| f.folder() == folder && is_published(f) && !matches!(f.content, Content::Unreadable))
            .map(|(_, f)| f.name())
            .collect();
        let name = typed.value.rsplit('/').next().unwrap_or(&typed.value);
        let help = did_you_mean(name, beside.iter().copied()).unwrap_or_else(|| {
            if beside.is_empty() {
                format!("files are named relative to the file that shows them; there is none in `{folder}/`")
            } else {
                format!("in `{folder}/` there are: {}", beside.join(", "))
            }
        });
        Box::new(
            Diagnostic::error(Code::BrokenLink, typed.span, format!("there is no file `{}` here", typed.value))
                .help(help),
        )
    })
}

/// Whether a file can be shown or linked as it is. Captions are read and published.
fn is_published(file: &Source) -> bool {
    !matches!(file.content, Content::Text(_)) || file.path.ends_with(".vtt")
}

/// A relative path seen from a folder of the site; whether it leads out of the site.
pub(super) fn join(folder: &str, relative: &str) -> (String, bool) {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    let mut escaped = false;
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => escaped |= parts.pop().is_none(),
            part => parts.push(part),
        }
    }
    (parts.join("/"), escaped)
}
