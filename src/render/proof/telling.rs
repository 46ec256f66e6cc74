//! What would give an article away: its addresses, its headline and standfirst, and the sentences of its body.

use super::decoded::letters;
use crate::language::quotes;
use crate::model::{Article, Id};
use crate::parse::markdown::{Kind, LinkKind, nodes_of};
use crate::render::Magazine;
use memchr::memmem;
use pulldown_cmark::{Event, Tag, TagEnd};

/// How much a sentence must hold to be its article's and no other's, in letters; a syllable counts as two.
const TELLING: usize = 16;
/// From here on it is worth a word when a published file says the same.
const LONG: usize = 48;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Address,
    Title,
    Standfirst,
    Sentence,
}

/// Something that would give an article away.
#[derive(Debug, Clone)]
pub(super) struct Telling {
    pub article: Id<Article>,
    pub what: What,
    /// As written; an address with the base path.
    pub text: String,
    /// Its letters alone.
    pub letters: String,
    /// The longest of its words; of an address its last part.
    pub word: String,
    /// The longest of its other words, in small letters, as it may stand in the bytes of an output.
    others: Vec<Vec<u8>>,
    /// Of an address: whether files below it are published, for a version that is shown. Then only the page's own counts.
    files_below: bool,
}

impl Telling {
    fn new(article: Id<Article>, what: What, text: &str) -> Option<Self> {
        let letters = letters(text);
        let enough = what == What::Address || weight(&letters) >= TELLING;
        let (word, second) = if what == What::Address {
            (text.split('/').rfind(|part| !part.is_empty())?.to_owned(), None)
        } else {
            let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let word = words().max_by_key(|word| weight(word))?.to_owned();
            let others = words().filter(|other| *other != word);
            (word.clone(), others.max_by_key(|other| weight(other)).map(str::to_owned))
        };
        let others = second.iter().flat_map(|word| as_bytes_may_have(word));
        let others = others.map(|word| word.to_ascii_lowercase().into_bytes()).collect();
        enough.then(|| Self { article, what, text: text.to_owned(), letters, word, others, files_below: false })
    }

    /// Its word as it may stand in the bytes of an output.
    pub(super) fn words(&self) -> Vec<String> {
        as_bytes_may_have(&self.word)
    }

    /// Whether another of its words stands in some bytes in small letters: those around the first. Most places that have
    /// one word of a sentence are soon seen to have no other.
    pub(super) fn goes_on_in(&self, around: &[u8]) -> bool {
        self.others.is_empty() || self.others.iter().any(|word| memmem::find(around, word).is_some())
    }

    pub(super) fn in_words(&self) -> String {
        match self.what {
            What::Address => format!("the address `{}`", self.text),
            What::Title => "the title".to_owned(),
            What::Standfirst => "the standfirst".to_owned(),
            What::Sentence => {
                let short: String = self.text.chars().take(60).collect();
                let cut = if short.len() < self.text.len() { "…" } else { "" };
                format!("the sentence “{short}{cut}”")
            }
        }
    }

    pub(super) fn is_long(&self) -> bool {
        self.what != What::Address && weight(&self.letters) >= LONG
    }

    /// Whether the address stands in a text by itself: not as the end of a longer one, but for the site's own origin.
    pub(super) fn is_address_in(&self, text: &str, origin: &str) -> bool {
        text.match_indices(&self.text).any(|(at, _)| {
            let before = &text[..at];
            let apart = |c: char| !(c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '.'));
            let begins = before.chars().next_back().is_none_or(apart) || before.ends_with(origin);
            let goes_on = text[at + self.text.len()..].starts_with(|c: char| c.is_alphanumeric());
            begins && !(self.files_below && goes_on)
        })
    }
}

/// A word as it stands in texts, and as it stands in addresses.
fn as_bytes_may_have(word: &str) -> Vec<String> {
    let encoded = crate::config::encoded_path(word);
    let mut words = vec![word.to_owned()];
    if encoded != word {
        words.push(encoded);
    }
    words
}

fn weight(text: &str) -> usize {
    text.chars().map(|c| if c.len_utf8() > 2 { 2 } else { 1 }).sum()
}

/// Everything that would give an article away.
pub(super) fn tellings(magazine: &Magazine, id: Id<Article>) -> Vec<Telling> {
    let article = magazine.catalogue.article(id);
    let mut tellings = Vec::new();
    // What a version that is shown has from this one, its picture for instance, is no secret.
    let shared = article.versions.iter().any(|version| magazine.catalogue.article(*version).withheld.is_none());
    let base = &magazine.routes.base().path;
    let old = article.redirect_from.iter().map(|old| old.value.clone());
    for path in magazine.routes.withheld_path_of(id, article.language).map(str::to_owned).into_iter().chain(old) {
        // An old address of its own may be another's now.
        let relative = path.trim_start_matches('/');
        if !relative.is_empty() && magazine.routes.at(&path).is_none() {
            let telling = Telling::new(id, What::Address, &format!("{base}{relative}"));
            tellings.extend(telling.map(|it| Telling { files_below: shared, ..it }));
        }
    }
    tellings.extend(Telling::new(id, What::Title, &article.title));
    tellings.extend(article.standfirst.as_deref().and_then(|text| Telling::new(id, What::Standfirst, text)));
    let summary = article.summary.iter();
    let corrections = article.corrections.iter().map(|it| &it.text);
    let notes = article.cover.iter().filter(|_| !shared).map(|it| &it.notes);
    let alts = notes.flat_map(|it| it.alt.plain.iter().chain(it.alt.others.iter().map(|(_, alt)| alt)));
    let lines: Vec<&String> = summary.chain(corrections).chain(alts).collect();
    let body = blocks(magazine, id);
    let texts = lines.into_iter().map(String::as_str).chain(body.iter().map(String::as_str));
    for sentence in texts.flat_map(sentences) {
        tellings.extend(Telling::new(id, What::Sentence, sentence));
    }
    tellings
}

/// The words of a body, block by block. What a component or a link by name shows is the catalogue's, and published.
fn blocks(magazine: &Magazine, id: Id<Article>) -> Vec<String> {
    let article = magazine.catalogue.article(id);
    let body = magazine.catalogue.article_body(id);
    let Some(text) = magazine.sources.get(article.source).lent() else { return Vec::new() };
    let punctuation = quotes::of(magazine.config.code(article.language));
    let read = nodes_of(&body.outline, &text, body.range.clone(), article.source, &magazine.shapes, Some(punctuation));
    let mut blocks = vec![String::new()];
    let mut named = 0_usize;
    for node in &read.nodes {
        match &node.kind {
            Kind::Markdown(Event::Start(Tag::Link { .. })) => {
                let link = body.outline.links.get(node.index as usize);
                if named > 0 || link.is_some_and(|link| link.kind == LinkKind::Name && !link.labelled) {
                    named += 1;
                    blocks.push(String::new());
                }
            }
            Kind::Markdown(Event::End(TagEnd::Link)) => named = named.saturating_sub(1),
            Kind::Markdown(Event::Text(words) | Event::Code(words)) if named == 0 => {
                if let Some(block) = blocks.last_mut() {
                    block.push_str(words);
                }
            }
            Kind::Markdown(Event::SoftBreak | Event::HardBreak) => {
                if let Some(block) = blocks.last_mut() {
                    block.push(' ');
                }
            }
            Kind::Markdown(Event::Start(tag)) if is_inline(tag) => {}
            Kind::Markdown(
                Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
                | Event::FootnoteReference(_)
                | Event::InlineHtml(_),
            ) => {}
            _ => blocks.push(String::new()),
        }
    }
    blocks.retain(|block| !block.trim().is_empty());
    blocks
}

fn is_inline(tag: &Tag) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
}

/// A block's sentences: each ends behind a full stop, a question mark or an exclamation mark.
fn sentences(block: &str) -> impl Iterator<Item = &str> {
    block.split_inclusive(['.', '?', '!', '。', '？', '！', '…']).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::{Telling, What};
    use crate::model::Id;

    fn address(text: &str) -> Telling {
        Telling::new(Id::new(0), What::Address, text).unwrap()
    }

    #[test]
    fn an_address_is_not_the_end_of_a_longer_one() {
        let it = address("/news/snow/");
        let origin = "https://mag.example";
        for text in
            ["href=\"/news/snow/\"", "https://mag.example/news/snow/#a", "(/news/snow/)", "/news/snow/cover.jpg"]
        {
            assert!(it.is_address_in(text, origin), "{text}");
        }
        for text in ["/ko/news/snow/", "/old-news/snow/", "https://other.example/news/snow/", "/news/snowy/"] {
            assert!(!it.is_address_in(text, origin), "{text}");
        }
    }

    #[test]
    fn little_is_no_proof() {
        assert!(Telling::new(Id::new(0), What::Sentence, "Listen to it.").is_none());
        assert!(Telling::new(Id::new(0), What::Sentence, "눈이 오면 그 노래가 들린다고 했다.").is_some());
    }
}
