//! Parts of a text that stand out: boxes, questions, the words of songs, quotations, spoilers, interviews.

use super::{Page, Reading, given};
use crate::catalogue::{LinkedComponent, Prose, Speaker};
use crate::model::{Drama, Entity, Id};
use crate::render::plain::words;
use crate::render::view::{LyricsView, RefView, WhoView};
use schemars::JsonSchema;
use serde::Serialize;

/// A box beside the text.
#[derive(Serialize, JsonSchema)]
pub(super) struct CalloutView {
    /// `note`, `tip`, `important`, `warning` or `caution`.
    kind: &'static str,
    /// Its title; where the writer gave none, what such a box is called.
    title: String,
}

/// A box with a title. `id` is for the title, by which the box is called.
#[derive(Serialize, JsonSchema)]
pub(super) struct BoxView {
    /// An id for the title, by which the box is called.
    id: String,
    /// Its title.
    title: Option<String>,
}

/// The words of a song, and whose they are.
#[derive(Serialize, JsonSchema)]
pub(super) struct SungView {
    /// The song.
    track: RefView,
    /// Who sings it.
    artists: Vec<WhoView>,
    /// Its words.
    lyrics: LyricsView,
}

/// Words set large. Those that `repeats` stand in the text, too.
#[derive(Serialize, JsonSchema)]
pub(super) struct QuoteView {
    /// Whether the words stand in the text, too: then they are only for the eye.
    repeats: bool,
    /// Who said it.
    by: Option<String>,
    /// The name's language, when it is not the page's.
    by_lang: Option<String>,
    /// Where it was said.
    from: Option<String>,
    /// Those words' language, when it is not the page's.
    from_lang: Option<String>,
}

/// What is hidden, and in whose place a reader elsewhere gets a link.
#[derive(Serialize, JsonSchema)]
pub(super) struct SpoilerView {
    /// What it gives away, in words.
    label: String,
    /// Its title.
    title: Option<String>,
    /// The title's language, when it is not the page's.
    title_lang: Option<String>,
    /// Where it can be read; nothing where it is shown.
    url: Option<String>,
}

impl Page<'_> {
    pub(super) fn prose(&mut self, index: usize, prose: &Prose, body: Option<&str>) -> String {
        // Ids that begin with `_` are no heading's.
        let id = format!("_box-{index}");
        match prose {
            Prose::Callout { kind, title } => {
                let title = title.clone().unwrap_or_else(|| self.views.say(&format!("alert.{kind}")));
                self.draw(index, &given::CALLOUT, &CalloutView { kind, title }, body)
            }
            Prose::KeyPoints { title } => {
                let title = title.clone().unwrap_or_else(|| self.views.say("component.key_points"));
                self.draw(index, &given::KEY_POINTS, &BoxView { id, title: Some(title) }, body)
            }
            Prose::Faq { title } => {
                self.spoken.faq.append(&mut questions(body.unwrap_or_default()));
                self.draw(index, &given::FAQ, &BoxView { id, title: title.clone() }, body)
            }
            Prose::PullQuote { by, from } => {
                let repeats = self.echoes.contains(&index);
                let [by_lang, from_lang] = [by, from].map(|it| it.as_ref().and_then(|it| self.typed_lang(it)));
                let view = QuoteView { repeats, by: by.clone(), by_lang, from: from.clone(), from_lang };
                // What is hidden from those who listen must not take the focus of those who type.
                let alone = body.filter(|_| repeats).map(without_links);
                self.draw(index, &given::PULL_QUOTE, &view, alone.as_deref().or(body))
            }
            Prose::Spoiler { drama, episode, title } => self.spoiler(index, (*drama, *episode), title.as_ref(), body),
            // Its turns and its table are written already.
            Prose::Interview { .. } => self.draw(index, &given::INTERVIEW, &BoxView { id, title: None }, body),
            Prose::Comparison { caption } => {
                self.draw(index, &given::COMPARISON, &BoxView { id, title: Some(caption.clone()) }, body)
            }
            Prose::Lyrics { track } => {
                let (views, catalogue) = (self.views, &self.views.magazine.catalogue);
                let Some(lyrics) = &catalogue.track(*track).lyrics else { return String::new() };
                let view = SungView {
                    track: views.reference(Entity::Track(*track)),
                    artists: views.artists(catalogue.artists_of(*track)),
                    lyrics: views.lyrics(lyrics),
                };
                self.draw(index, &given::LYRICS, &view, None)
            }
        }
    }

    /// What gives away how it ends: for a reader elsewhere a link to it.
    fn spoiler(
        &mut self,
        index: usize,
        (drama, episode): (Option<Id<Drama>>, Option<u32>),
        title: Option<&String>,
        body: Option<&str>,
    ) -> String {
        let interface = self.views.magazine.interface(self.views.language);
        let name = drama.map(|id| self.views.name_of(Entity::Drama(id)).0);
        let label = match (&name, episode) {
            (Some(drama), Some(n)) => {
                interface.filled("component.spoiler_episode", &[("drama", drama), ("n", &n.to_string())])
            }
            (Some(drama), None) => interface.filled("component.spoiler_of", &[("drama", drama)]),
            (None, _) => interface.text("component.spoiler").to_owned(),
        };
        let url = body.is_none().then(|| self.own.to_owned());
        let title_lang = title.and_then(|title| self.typed_lang(title));
        self.draw(index, &given::SPOILER, &SpoilerView { label, title: title.cloned(), title_lang, url }, body)
    }

    /// What stands for a component that this reader is not shown.
    pub(super) fn left_out(&mut self, index: usize) -> Option<String> {
        let hides = self.linked.outline.components.get(index)?.hides;
        match (self.reading, self.linked.components.get(index)?) {
            (Reading::Page, _) => None,
            (Reading::Feed, LinkedComponent::Prose(Prose::Spoiler { drama, episode, title })) => {
                Some(self.spoiler(index, (*drama, *episode), title.as_ref(), None))
            }
            (Reading::Feed, LinkedComponent::Prose(Prose::PullQuote { .. })) => {
                self.echoes.contains(&index).then(String::new)
            }
            // A summary begins with the writer's own words.
            (Reading::Summary, LinkedComponent::Prose(Prose::PullQuote { .. })) => Some(String::new()),
            _ => hides.then(String::new),
        }
    }

    /// Who speaks in an interview; known people are linked where they speak first.
    pub(super) fn speaker(&mut self, index: usize, asks: bool, speaker: usize) -> String {
        let Some(LinkedComponent::Prose(Prose::Interview { asking, answering })) = self.linked.components.get(index)
        else {
            return String::new();
        };
        let is_first = self.introduced.insert((index, asks, speaker));
        let Some(who) = (if asks { asking } else { answering }).get(speaker) else { return String::new() };
        let (name, lang, url) = match who {
            Speaker::Name(name) => (name.clone(), self.typed_lang(name), None),
            Speaker::Entity(entity) => {
                let (name, lang) = self.views.name_of(*entity);
                (name, lang, self.views.url_of(*entity).filter(|_| is_first))
            }
        };
        let lang = lang.map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default();
        let name = quick_xml::escape::escape(name.as_str());
        let name = match url {
            Some(url) => format!("<a href=\"{}\"{lang}>{name}</a>", quick_xml::escape::escape(url.as_str())),
            None if lang.is_empty() => name.into_owned(),
            None => format!("<span{lang}>{name}</span>"),
        };
        format!("<p class=\"speaker\"><b>{name}:</b></p>")
    }
}

/// Well-formed HTML without its links; their words stay.
fn without_links(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').map_or(rest.len(), |n| at + n + 1);
        let tag = &rest[at..end];
        let is_link = tag == "</a>" || tag == "<a>" || tag.starts_with("<a ");
        out.push_str(&rest[..if is_link { at } else { end }]);
        rest = &rest[end..];
    }
    out + rest
}

/// The questions of a drawn body with their answers, as plain text: the terms of its definition lists, or its headings
/// of the first one's level, each with what follows it.
pub fn questions(html: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    // How many lists are open, so that one within an answer is a part of it.
    let (mut lists, mut level, mut rest) = (0_usize, None, html);
    let mut question: Option<String> = None;
    let mut answer = String::new();
    while let Some(at) = rest.find('<') {
        answer.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |n| at + n + 1);
        let tag = &rest[at..end];
        let name = tag.trim_matches(['<', '>']).split_whitespace().next().unwrap_or_default();
        let is_heading = lists == 0 && name.len() == 2 && name.starts_with('h') && name.as_bytes()[1].is_ascii_digit();
        let is_term = lists == 1 && name == "dt" && level.is_none();
        let asks = is_term || is_heading && *level.get_or_insert(name) >= name;
        rest = &rest[end..];
        lists += usize::from(name == "dl");
        lists = lists.saturating_sub(usize::from(name == "/dl"));
        if asks {
            let close = format!("</{name}>");
            let (asked, after) = rest.split_once(close.as_str()).unwrap_or((rest, ""));
            let before = question.replace(words(asked));
            let told = words(&std::mem::take(&mut answer));
            found.extend(before.map(|before| (before, told)));
            rest = after;
        } else {
            answer.push_str(tag);
        }
    }
    answer.push_str(rest);
    found.extend(question.map(|question| (question, words(&answer))));
    found.retain(|(question, answer)| !question.is_empty() && !answer.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::questions;

    #[test]
    fn words_stay_when_links_go() {
        let html = "The <a href=\"/x/\" hreflang=\"ko\"><em>first</em></a> <abbr>snow</abbr>";
        assert_eq!(super::without_links(html), "The <em>first</em> <abbr>snow</abbr>");
    }

    #[test]
    fn questions_are_terms_or_headings_with_all_that_follows() {
        let pair = |q: &str, a: &str| (q.to_owned(), a.to_owned());
        let list = "<dl>\n<dt>Is it <em>real</em>?</dt>\n<dd><p>No.</p>\n<dl>\n<dt>But</dt>\n<dd>it is &amp; is not.</dd>\n</dl>\n</dd>\n<dt>Why?</dt>\n<dd>Ask.</dd>\n</dl>";
        assert_eq!(questions(list), [pair("Is it real?", "No. But it is & is not."), pair("Why?", "Ask.")]);
        let headings = "<p>Intro.</p>\n<h3 id=\"a\">A?</h3>\n<p>One<sup class=\"footnote-ref\"><a href=\"#fn-1\">1</a></sup>.</p>\n<h4 id=\"b\">More</h4>\n<p>Two.</p>\n<h3 id=\"c\">C?</h3>\n<ul>\n<li>x</li>\n<li>y</li>\n</ul>";
        assert_eq!(questions(headings), [pair("A?", "One. More Two."), pair("C?", "x y")]);
        assert!(questions("<p>Nothing is asked.</p>").is_empty());
    }
}
