//! Series: which there are, and of which articles they are made, in their order.
//!
//! They have no records. A series is what originals say; its words make the address, and names of one address are one
//! ("Snow Songs", "snow songs"). The first spelling, in the order of files, is shown, unless `site.toml` gives a title
//! to the series of that address (`[series.snow-songs]`).

use super::Catalogue;
use super::link::Linker;
use super::written::told_in;
use crate::config::{Config, Described};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Id, InSeries, LanguageId, Names, Texts, Withheld, fold, slug_fault};
use crate::parse::{ArticleFile, slug_from};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A series of articles, of which at least one is shown.
#[derive(Debug, Clone)]
pub struct Series {
    /// As it was spelled first, or as `site.toml` calls it.
    pub names: Names,
    /// What it is about.
    pub descriptions: Texts,
    /// As in its address; empty when the name has no letters to make one of.
    pub slug: String,
    /// Its shown articles: by number, then by date.
    pub parts: Vec<Part>,
    /// Whether the numbers tell how far one has come: each part has one, and none is beyond the number of parts.
    pub counted: bool,
}

/// An article of a series.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// The original.
    pub article: Id<Article>,
    /// As stated; where no part of the series states one, its place.
    pub number: Option<u32>,
}

/// All series.
#[derive(Debug, Default)]
pub struct AllSeries {
    all: Vec<Series>,
    by_key: BTreeMap<String, usize>,
    /// By original: which series, and which place in it.
    places: FxHashMap<Id<Article>, (usize, usize)>,
    called: Called,
}

/// What series of the site's own language are called in others, so that an original in another language may say its own
/// word for one.
#[derive(Debug, Default)]
struct Called(BTreeMap<(LanguageId, String), Names>);

impl Called {
    fn of(articles: &[Arc<Article>], config: &Config) -> Self {
        let mut it = Self::default();
        let is_shown = |article: &Article| {
            article.versions.iter().filter_map(|id| articles.get(id.index())).any(|version| version.withheld.is_none())
        };
        let originals = articles.iter().enumerate().filter(|(n, it)| it.original.index() == *n && may_be_in_series(it));
        for (_, article) in originals.filter(|(_, article)| is_shown(article)) {
            let Some(said) = stated(articles, article).filter(|it| it.names.stated_in == LanguageId::ROOT) else {
                continue;
            };
            let versions = article.versions.iter().filter_map(|id| articles.get(id.index()));
            for names in versions.filter_map(|version| Some(&version.series.as_deref()?.names)) {
                it.add(names.stated_in, &names.plain, &said.names);
                names.others.iter().for_each(|(language, name)| it.add(*language, name, &said.names));
            }
        }
        for described in &config.series {
            let plain = if described.titled { &described.slug } else { &described.names.plain };
            let names = Names::plain(plain.clone());
            described.names.others.iter().for_each(|(language, name)| it.add(*language, name, &names));
        }
        it
    }

    fn add(&mut self, language: LanguageId, name: &str, of: &Names) {
        if language != LanguageId::ROOT {
            self.0.entry((language, key(&Names::plain(name)))).or_insert_with(|| of.clone());
        }
    }

    /// The names by which all parts of a series are found.
    fn first<'a>(&'a self, said: &'a Names) -> &'a Names {
        self.0.get(&(said.stated_in, key(said))).unwrap_or(said)
    }
}

/// What tells one series from another: its address, or its letters where they make none.
fn key(names: &Names) -> String {
    let slug = slug_from(&names.plain);
    if slug_fault(&slug).is_none() { fold(&slug) } else { format!("?{}", fold(names.plain.trim())) }
}

/// Whether it is worth while to ask an article's versions for a series: most are alone and in none.
fn may_be_in_series(article: &Article) -> bool {
    article.series.is_some() || article.versions.len() > 1
}

/// What an article's versions say of its series: the first one's word that is shown, else the first one's.
fn stated<'a>(articles: &'a [Arc<Article>], article: &Article) -> Option<&'a InSeries> {
    let versions = || article.versions.iter().filter_map(|version| articles.get(version.index()));
    let shown = versions().filter(|version| version.withheld.is_none()).find_map(|version| version.series.as_deref());
    shown.or_else(|| versions().find_map(|version| version.series.as_deref()))
}

impl AllSeries {
    pub(super) fn of(catalogue: &Catalogue, config: &Config) -> Self {
        let mut it = Self { called: Called::of(&catalogue.articles, config), ..Self::default() };
        for (n, article) in catalogue.articles.iter().enumerate().filter(|(n, it)| it.original.index() == *n) {
            let Some(said) = stated(&catalogue.articles, article) else { continue };
            if told_in(catalogue, article, LanguageId::ROOT).is_none() {
                continue;
            }
            let names = it.called.first(&said.names);
            let key = key(names);
            let slug = if key.starts_with('?') { String::new() } else { slug_from(&names.plain) };
            let place = *it.by_key.entry(key).or_insert_with(|| {
                it.all.push(Series {
                    names: Names { others: Vec::new(), ..names.clone() },
                    descriptions: Texts::default(),
                    slug,
                    parts: Vec::new(),
                    counted: false,
                });
                it.all.len() - 1
            });
            let series = &mut it.all[place];
            // What a translation calls it is its name in that language, if nobody before said another.
            let versions = article.versions.iter().map(|version| catalogue.article(*version));
            for version in versions.filter(|version| version.withheld.is_none()) {
                let told = version.series.iter().flat_map(|said| said.names.others.iter().cloned());
                let own = version.series.as_deref().filter(|said| said.names.stated_in == version.language);
                let own = own.map(|said| (version.language, said.names.plain.clone()));
                for (language, name) in told.chain(own) {
                    if language != series.names.stated_in && series.names.others.iter().all(|(l, _)| *l != language) {
                        series.names.others.push((language, name));
                    }
                }
            }
            series.parts.push(Part { article: Id::new(n), number: said.number.map(|number| number.value) });
        }
        for described in &config.series {
            it.describe(described);
        }
        for series in &mut it.all {
            series.order(catalogue);
        }
        let locale = config.locale(LanguageId::ROOT);
        let mut order: Vec<usize> = (0..it.all.len()).collect();
        order.sort_by_cached_key(|place| locale.sort_key(&it.all[*place].names.plain));
        let mut moved = vec![0; order.len()];
        order.iter().enumerate().for_each(|(now, then)| moved[*then] = now);
        it.by_key.values_mut().for_each(|place| *place = moved[*place]);
        it.all = order.iter().map(|place| it.all[*place].clone()).collect();
        for (place, series) in it.all.iter().enumerate() {
            it.places.extend(series.parts.iter().enumerate().map(|(n, part)| (part.article, (place, n))));
        }
        it
    }

    /// A series that no article says is not there, however well it is described.
    fn describe(&mut self, described: &Described) {
        let series = self.by_key.get(&fold(&described.slug)).and_then(|place| self.all.get_mut(*place));
        let Some(series) = series else { return };
        if described.titled {
            series.names.plain.clone_from(&described.names.plain);
            series.names.stated_in = LanguageId::ROOT;
        }
        for (language, name) in &described.names.others {
            series.names.others.retain(|(other, _)| other != language);
            series.names.others.push((*language, name.clone()));
        }
        series.descriptions.clone_from(&described.descriptions);
    }

    /// All series, in the order in which the site's own language lists them.
    pub fn all(&self) -> &[Series] {
        &self.all
    }

    /// The series at a place of [`all`](Self::all).
    pub fn get(&self, place: usize) -> Option<&Series> {
        self.all.get(place)
    }

    /// The place of the series with a slug.
    pub fn find(&self, slug: &str) -> Option<usize> {
        self.by_key.get(&fold(slug)).copied()
    }

    /// The series that an article says it belongs to, if any of its articles is shown.
    pub fn said_by(&self, catalogue: &Catalogue, article: &Article) -> Option<usize> {
        let said = stated(&catalogue.articles, article)?;
        self.by_key.get(&key(self.called.first(&said.names))).copied()
    }

    /// The addresses, without case, of all series that an article says it belongs to, be it withheld.
    pub(super) fn said(&self, catalogue: &Catalogue) -> BTreeSet<String> {
        let said = catalogue.articles.iter().filter_map(|article| article.series.as_deref());
        said.map(|said| key(self.called.first(&said.names))).collect()
    }

    /// Whether two originals are parts of one series.
    pub fn are_of_one(&self, original: Id<Article>, other: Id<Article>) -> bool {
        let place = |id: Id<Article>| self.places.get(&id).map(|(series, _)| *series);
        place(original).is_some_and(|own| place(other) == Some(own))
    }

    /// The place of an original among the parts of its series.
    pub fn part(&self, original: Id<Article>) -> Option<usize> {
        self.places.get(&original).map(|(_, part)| *part)
    }
}

impl Series {
    fn order(&mut self, catalogue: &Catalogue) {
        self.parts.sort_by_cached_key(|part| {
            let article = catalogue.article(part.article);
            (part.number.is_none(), part.number, article.date.instant, article.slug.clone(), part.article)
        });
        if self.parts.iter().all(|part| part.number.is_none()) {
            for (n, part) in self.parts.iter_mut().enumerate() {
                part.number = u32::try_from(n + 1).ok();
            }
        }
        let within = |part: &Part| part.number.is_some_and(|number| number as usize <= self.parts.len());
        self.counted = self.parts.iter().all(within);
    }
}

impl Catalogue {
    /// The version of an article that a list in a language tells; nothing when none stands in lists.
    pub fn told_in(&self, original: Id<Article>, language: LanguageId) -> Option<Id<Article>> {
        told_in(self, self.article(original), language)
    }
}

impl Linker<'_> {
    /// Two articles that are the same part of one series, and translations that are another part than their original.
    pub(super) fn series(&mut self, files: &[Arc<ArticleFile>], articles: &[Arc<Article>]) {
        let called = Called::of(articles, self.config);
        let mut seen = BTreeMap::new();
        for (n, article) in articles.iter().enumerate() {
            if article.original.index() != n {
                self.other_part(files, n, article.original.index());
                continue;
            }
            if !may_be_in_series(article) {
                continue;
            }
            let Some(InSeries { names, number: Some(number) }) = stated(articles, article) else { continue };
            // One that is gone may have left its number to another.
            if matches!(article.state, Some(Withheld::Expired(_))) {
                continue;
            }
            let Some(before) = seen.insert((key(called.first(names)), number.value), number.span) else { continue };
            let message = format!("two articles are part {} of the series `{}`", number.value, names.plain.trim());
            let it = Diagnostic::error(Code::DuplicatePart, number.span, message);
            self.diagnostics.push(it.also(before, "this one is it, too").help("give one of them another `number`"));
        }
    }

    fn other_part(&mut self, files: &[Arc<ArticleFile>], place: usize, original: usize) {
        let number = |n: usize| files.get(n)?.matter.series.as_ref()?.number;
        let (Some(own), Some(first)) = (number(place), number(original)) else { return };
        if own.value != first.value {
            let message = format!("the original is part {} of the series, not part {}", first.value, own.value);
            let it = Diagnostic::error(Code::BadValue, own.span, message).also(first.span, "the original");
            self.diagnostics.push(it.help(format!("write `number = {}`, or leave it out", first.value)));
        }
    }
}
