//! Bodies of which the events are the nodes: nothing is nested into them, left out or moved. Most are so.

use super::settle::Settled;
use super::{Kind, Node};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// The nodes of a body, as it would be assembled; the body itself, if more is to be done about it.
pub(super) fn nodes(settled: Settled<'_>) -> Result<Vec<Node<'_>>, Settled<'_>> {
    if !is_plain(&settled) {
        return Err(settled);
    }
    let mut counts = Counts::default();
    let node = |(event, range)| {
        let index = match &event {
            Event::Start(tag) => counts.next(tag.to_end()),
            _ => 0,
        };
        Node { kind: Kind::Markdown(event), index, range }
    };
    Ok(settled.events.into_iter().map(node).collect())
}

/// How many of what the outline lists there were.
#[derive(Default)]
pub(super) struct Counts {
    headings: u32,
    links: u32,
    images: u32,
}

impl Counts {
    /// The index of one more; 0 of what is not listed.
    pub fn next(&mut self, tag: TagEnd) -> u32 {
        let count = match tag {
            TagEnd::Heading(_) => &mut self.headings,
            TagEnd::Link => &mut self.links,
            TagEnd::Image => &mut self.images,
            _ => return 0,
        };
        *count += 1;
        *count - 1
    }
}

fn is_plain(settled: &Settled) -> bool {
    let (mut heading, mut link, mut image) = (false, false, false);
    let mut begins = None;
    let mut as_it_is = |event: &Event| {
        let begun = begins.take();
        match event {
            // Of a picture only its words are kept.
            Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak if image => true,
            Event::End(TagEnd::Image) => {
                image = false;
                true
            }
            _ if image => false,
            // An id may be in it.
            Event::Text(words) => !(heading && words.contains("{#")),
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => false,
            Event::FootnoteReference(_) => !link,
            Event::Start(tag) => {
                begins = Some(tag.to_end());
                match tag {
                    Tag::Heading { .. } => heading = true,
                    Tag::Image { link_type, .. } => {
                        image = true;
                        return !matches!(link_type, LinkType::WikiLink { .. });
                    }
                    Tag::Link { link_type, dest_url, .. } => {
                        // A link in a link is none, nor is one that names nothing.
                        let names = || dest_url.contains(char::is_alphanumeric);
                        return !std::mem::replace(&mut link, true)
                            && (!matches!(link_type, LinkType::WikiLink { .. }) || names());
                    }
                    _ => {}
                }
                true
            }
            Event::End(end) => {
                match end {
                    TagEnd::Heading(_) => heading = false,
                    TagEnd::Link => link = false,
                    _ => {}
                }
                // What is empty is left out, if it is one of these.
                let goes = matches!(end, TagEnd::Paragraph | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough);
                !(goes && begun == Some(*end))
            }
            _ => true,
        }
    };
    settled.tags.is_empty() && settled.events.iter().all(|(event, _)| as_it_is(event))
}

#[cfg(test)]
mod tests {
    use super::super::{KnownShapes, assemble, settled, unread};
    use crate::language::quotes;
    use crate::source::SourceId;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_plain_body_is_as_it_would_be_assembled(
            bits in prop::collection::vec(
                r"[a가 ]|\*\*?|_|~~|`|\[|\]|\]\(x\)|!\[|\[\[|\|a\]\]|\n\n?|\n# |\n- |\n> |\n\|a\|b\|\n\|-\|-\|\n|\[\^1\]|\n\[\^1\]: |<b>|\n<div>|\{#a\}|\\|<http://a.b>|\n---\n|&amp;",
                0..24,
            )
        ) {
            let text = bits.concat();
            let shapes = KnownShapes::default();
            let body = || settled(&text, 0..text.len(), SourceId(0), &shapes, Some(quotes::of("en")));
            if let Ok(nodes) = super::nodes(body()) {
                let wanted = assemble::closely(&text, SourceId(0), &shapes, body(), unread::Misread::new());
                prop_assert_eq!(nodes, wanted.nodes, "{}", text);
                prop_assert!(wanted.diagnostics.is_empty() && wanted.components.is_empty() && wanted.raw.ids.is_empty() && wanted.raw.addresses.is_empty());
            }
        }
    }
}
