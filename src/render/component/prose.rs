//! Boxes in the text: callouts, key points, questions, the words of songs.

use super::Page;
use crate::catalogue::Prose;
use crate::model::Entity;
use crate::render::plain::words;
use crate::render::view::{LyricsView, RefView, WhoView};
use serde::Serialize;

#[derive(Serialize)]
struct CalloutView {
    kind: &'static str,
    title: String,
}

/// A box with a title. `id` is for the title, by which the box is called.
#[derive(Serialize)]
struct BoxView {
    id: String,
    title: Option<String>,
}

/// The words of a song, and whose they are.
#[derive(Serialize)]
struct SongView {
    track: RefView,
    artists: Vec<WhoView>,
    lyrics: LyricsView,
}

impl Page<'_> {
    pub(super) fn prose(&mut self, index: usize, prose: &Prose, body: Option<&str>) -> String {
        // Ids that begin with `_` are no heading's.
        let id = format!("_box-{index}");
        match prose {
            Prose::Callout { kind, title } => {
                let title = title.clone().unwrap_or_else(|| self.views.say(&format!("alert.{kind}")));
                self.draw(index, "Callout", &CalloutView { kind, title }, body)
            }
            Prose::KeyPoints { title } => {
                let title = title.clone().unwrap_or_else(|| self.views.say("component.key_points"));
                self.draw(index, "KeyPoints", &BoxView { id, title: Some(title) }, body)
            }
            Prose::Faq { title } => {
                self.spoken.faq.append(&mut questions(body.unwrap_or_default()));
                self.draw(index, "Faq", &BoxView { id, title: title.clone() }, body)
            }
            Prose::Lyrics { track } => {
                let (views, catalogue) = (self.views, &self.views.magazine.catalogue);
                let Some(lyrics) = &catalogue.track(*track).lyrics else { return String::new() };
                let view = SongView {
                    track: views.reference(Entity::Track(*track)),
                    artists: views.artists(catalogue.artists_of(*track)),
                    lyrics: views.lyrics(lyrics),
                };
                self.draw(index, "Lyrics", &view, None)
            }
        }
    }
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
    fn questions_are_terms_or_headings_with_all_that_follows() {
        let pair = |q: &str, a: &str| (q.to_owned(), a.to_owned());
        let list = "<dl>\n<dt>Is it <em>real</em>?</dt>\n<dd><p>No.</p>\n<dl>\n<dt>But</dt>\n<dd>it is &amp; is not.</dd>\n</dl>\n</dd>\n<dt>Why?</dt>\n<dd>Ask.</dd>\n</dl>";
        assert_eq!(questions(list), [pair("Is it real?", "No. But it is & is not."), pair("Why?", "Ask.")]);
        let headings = "<p>Intro.</p>\n<h3 id=\"a\">A?</h3>\n<p>One<sup class=\"footnote-ref\"><a href=\"#fn-1\">1</a></sup>.</p>\n<h4 id=\"b\">More</h4>\n<p>Two.</p>\n<h3 id=\"c\">C?</h3>\n<ul>\n<li>x</li>\n<li>y</li>\n</ul>";
        assert_eq!(questions(headings), [pair("A?", "One. More Two."), pair("C?", "x y")]);
        assert!(questions("<p>Nothing is asked.</p>").is_empty());
    }
}
