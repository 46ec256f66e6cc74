//! The proof that no output holds what is withheld: looked for in every output's bytes, after it was drawn.
//!
//! The principal type is [`Proof`]. What it looks for are an article's addresses, headline, standfirst and sentences
//! (`telling.rs`), whatever escapes and tags an output has put among them (`decoded.rs`). It does not ask how an output
//! was made, so it holds for those that are made later, too.

mod decoded;
mod telling;

use super::Magazine;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Id, Withheld};
use crate::source::{SourceId, Span};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use std::collections::{BTreeMap, BTreeSet};
use telling::{Telling, What};

/// What nobody may read yet, or any longer.
pub struct Proof<'a> {
    magazine: &'a Magazine,
    tellings: Vec<Telling>,
    /// A word of each telling, as it stands in outputs: only where one of them does, more has to be asked.
    words: AhoCorasick,
    /// Which tellings each of `words` is of.
    of_words: Vec<Vec<usize>>,
    /// The letters of all tellings that are sentences, in the order of `sentences`.
    letters: AhoCorasick,
    /// Which telling each of `letters` is.
    sentences: Vec<usize>,
}

/// Something withheld that an output holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The output's path.
    path: String,
    telling: usize,
}

impl<'a> Proof<'a> {
    /// What has to be proved of a magazine; nothing where all is shown.
    pub fn of(magazine: &'a Magazine) -> Option<Self> {
        let withheld = magazine.catalogue.withheld();
        let tellings: Vec<Telling> = withheld.flat_map(|(id, ..)| telling::tellings(magazine, id)).collect();
        if tellings.is_empty() {
            return None;
        }
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (n, telling) in tellings.iter().enumerate() {
            for word in telling.words() {
                by_word.entry(word).or_default().push(n);
            }
        }
        let (words, of_words): (Vec<String>, Vec<Vec<usize>>) = by_word.into_iter().unzip();
        let sentences: Vec<usize> = (0..tellings.len()).filter(|n| tellings[*n].what != What::Address).collect();
        let words = AhoCorasickBuilder::new().ascii_case_insensitive(true).build(words).ok()?;
        let letters = AhoCorasick::new(sentences.iter().map(|n| &tellings[*n].letters)).ok()?;
        Some(Self { magazine, tellings, words, of_words, letters, sentences })
    }

    /// What an output holds of it. `path` is the output's.
    pub fn look(&self, path: &str, bytes: &[u8]) -> Vec<Found> {
        let unfolded = decoded::unfolded(path, bytes);
        let bytes = unfolded.as_deref().unwrap_or(bytes);
        if !self.may_be_in(bytes) {
            return Vec::new();
        }
        let text = decoded::decoded(&String::from_utf8_lossy(bytes));
        let found = self.held(&text).into_iter();
        found.map(|telling| Found { path: path.to_owned(), telling }).collect()
    }

    /// Whether some bytes have a word of a telling and another one near it.
    fn may_be_in(&self, bytes: &[u8]) -> bool {
        // Two words of a sentence, with tags and escapes between them, lie no further apart.
        const NEAR: usize = 2000;
        let mut small = Vec::new();
        self.words.find_overlapping_iter(bytes).any(|found| {
            if small.is_empty() {
                small = bytes.to_ascii_lowercase();
            }
            let around = &small[found.start().saturating_sub(NEAR)..small.len().min(found.end() + NEAR)];
            self.of_words[found.pattern().as_usize()].iter().any(|n| self.tellings[*n].goes_on_in(around))
        })
    }

    /// The tellings that a text without escapes holds.
    fn held(&self, text: &str) -> BTreeSet<usize> {
        let mut held = BTreeSet::new();
        // In attributes a sentence stands between the tags' other words; in a text tags stand within sentences.
        for letters in [decoded::letters(text), decoded::letters(&decoded::without_tags(text))] {
            let matches = self.letters.find_overlapping_iter(&letters);
            held.extend(matches.map(|found| self.sentences[found.pattern().as_usize()]));
        }
        let origin = &self.magazine.routes.base().origin;
        let addresses = self.tellings.iter().enumerate().filter(|(_, it)| it.what == What::Address);
        held.extend(addresses.filter(|(_, it)| it.is_address_in(text, origin)).map(|(n, _)| n));
        held
    }

    /// The files of what is withheld.
    pub fn files(&self) -> BTreeSet<SourceId> {
        self.magazine.catalogue.withheld().map(|(_, article, _)| article.source).collect()
    }

    /// What is to be said of everything that was found. `without` draws a path of the same magazine from which the files
    /// of what is withheld were taken: what an output holds even then comes from elsewhere. That is no leak, but if a
    /// published file says it, worth a word.
    pub fn judge(&self, found: &[Found], without: impl Fn(&str) -> Option<Vec<u8>>) -> Vec<Diagnostic> {
        if found.is_empty() {
            return Vec::new();
        }
        let mut by_path: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for it in found {
            by_path.entry(&it.path).or_default().insert(it.telling);
        }
        let mut by_telling: BTreeMap<usize, (&str, bool)> = BTreeMap::new();
        for (path, tellings) in by_path {
            let bytes = without(path).unwrap_or_default();
            let still: BTreeSet<usize> = self.look(path, &bytes).into_iter().map(|it| it.telling).collect();
            for telling in tellings {
                let leaks = !still.contains(&telling);
                let first = by_telling.entry(telling).or_insert((path, leaks));
                if leaks && !first.1 {
                    *first = (path, true);
                }
            }
        }
        let said = self.said_openly();
        let mut diagnostics = Vec::new();
        let mut told: BTreeSet<Id<Article>> = BTreeSet::new();
        for (telling, (path, leaks)) in by_telling {
            let it = &self.tellings[telling];
            let article = self.magazine.catalogue.article(it.article);
            let file = &self.magazine.sources.get(article.source).path;
            if !leaks {
                let settled = matches!(article.withheld, Some(Withheld::Expired(_)));
                if let Some(source) = said.get(&telling).filter(|_| it.is_long() && !settled)
                    && told.insert(it.article)
                {
                    diagnostics.push(self.said_elsewhere(it, *source));
                }
                continue;
            }
            let message = format!("`{path}` would hold {} of `{file}`, which is withheld", it.in_words());
            let it = Diagnostic::error(Code::WithheldShown, article.span, message).label("withheld");
            diagnostics.push(
                it.help(
                    "this is a fault of the program; nothing was published, and without that file nothing of it is",
                ),
            );
        }
        diagnostics
    }

    /// Which tellings stand in a file that is published, the first such file of each. Other versions of the same article
    /// may say the same.
    fn said_openly(&self) -> BTreeMap<usize, SourceId> {
        let withheld = self.files();
        let mut said = BTreeMap::new();
        for (id, source) in self.magazine.sources.iter().filter(|(id, _)| !withheld.contains(id)) {
            let Some(text) = source.lent().filter(|text| self.may_be_in(text.as_bytes())) else { continue };
            for telling in self.held(&decoded::decoded(&text)) {
                said.entry(telling).or_insert(id);
            }
        }
        said
    }

    fn said_elsewhere(&self, telling: &Telling, source: SourceId) -> Diagnostic {
        let magazine = self.magazine;
        let article = magazine.catalogue.article(telling.article);
        let text = magazine.sources.get(source).lent();
        let text = text.as_deref().unwrap_or_default();
        let place = text.find(&telling.word).map_or(0..0, |at| at..at + telling.word.len());
        let file = &magazine.sources.get(article.source).path;
        let message = format!("{} of `{file}`, which is withheld, stands here, too", telling.in_words());
        Diagnostic::warning(Code::WithheldShown, Span::new(source, place), message)
            .also(article.span, "withheld")
            .help("readers see it already; take it out here, if it is a secret")
    }
}
