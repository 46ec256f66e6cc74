//! Which pull quotes say again what stands in the text: those are looked at, and not heard twice.

use crate::catalogue::{LinkedBody, LinkedComponent, Prose};
use crate::parse::markdown::{Body, Kind};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;

/// The components of a body that are pull quotes and repeat it. What a quotation leaves out (`…`) may be anything.
pub(super) fn echoes(body: &Body, linked: &LinkedBody) -> HashSet<usize> {
    let is_quote =
        |index: usize| matches!(linked.components.get(index), Some(LinkedComponent::Prose(Prose::PullQuote { .. })));
    if !(0..linked.components.len()).any(is_quote) {
        return HashSet::new();
    }
    let mut text = String::new();
    let mut quotes: Vec<(usize, String)> = Vec::new();
    let mut quoted = false;
    for node in &body.nodes {
        let index = node.index as usize;
        let written = match (&node.kind, quotes.last_mut()) {
            (_, Some((_, words))) if quoted => words,
            _ => &mut text,
        };
        match &node.kind {
            Kind::Open { .. } if is_quote(index) => {
                quoted = true;
                quotes.push((index, String::new()));
            }
            Kind::Close { .. } if is_quote(index) => quoted = false,
            Kind::Markdown(Event::Text(words) | Event::Code(words)) => written.push_str(words),
            Kind::Markdown(
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_),
            ) => {}
            _ => written.push(' '),
        }
    }
    let text = format!(" {} ", plain(&text));
    quotes.retain(|(_, quote)| repeats(&text, quote));
    quotes.into_iter().map(|(index, _)| index).collect()
}

/// Whether all parts of a quotation stand in a text, one after the other.
fn repeats(text: &str, quote: &str) -> bool {
    let dots = quote.replace("...", "…");
    let parts: Vec<String> = dots.split('…').map(plain).filter(|part| !part.is_empty()).collect();
    let mut rest = text;
    for part in &parts {
        // A single word may be a piece of another.
        let wanted = if part.contains(' ') { part.clone() } else { format!(" {part} ") };
        let Some((_, after)) = rest.split_once(&*wanted) else { return false };
        rest = after;
    }
    !parts.is_empty()
}

/// Letters and digits, small, with one space between words.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')));
    let words = words.filter(|word| !word.is_empty()).map(|word| word.replace('’', "'").to_lowercase());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{plain, repeats};

    #[test]
    fn what_repeats() {
        let text = format!(" {} ", plain("It *snows*, and he doesn’t come. 눈이 내린다고 했다. Yes"));
        for quote in
            ["It snows", "“He doesn't come!”", "It … doesn’t come", "눈이 내린다", "yes", "It snows, and [...] come"]
        {
            assert!(repeats(&text, quote), "{quote}");
        }
        for quote in ["It rains", "He … it snows", "ye", "…", ""] {
            assert!(!repeats(&text, quote), "{quote}");
        }
    }
}
