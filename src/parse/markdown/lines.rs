//! Where a line of the file ends between characters that no space divides, nothing is shown of it.
//!
//! Whoever writes Chinese or Japanese in short lines means no spaces between them, as HTML would show them. The rule is
//! that of CSS (Text Module Level 3, "Segment Break Transformation Rules"), as browsers do not all have it and feeds
//! and descriptions none.

use super::{Kind, Node, flanking, is_void, tag};
use crate::language::quotes::{LineEnds, Punctuation};
use crate::language::script;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// What a node is to the end of a line near it.
enum Beside {
    /// It shows nothing there, or only how something is shown.
    Nothing,
    /// It begins and ends in these characters.
    Signs(char, char),
    /// It shows something else.
    Other,
}

/// Makes the ends of lines nothing where they stand between such characters. The nodes stay as many as they were.
pub(super) fn join(nodes: &mut [Node], punctuation: Option<&Punctuation>) {
    let ends = punctuation.map_or(LineEnds::Apart, |it| it.line_ends);
    if ends == LineEnds::Apart {
        return;
    }
    let mut before = None;
    let mut waiting: Option<usize> = None;
    for i in 0..nodes.len() {
        let Some(node) = nodes.get(i) else { break };
        if matches!(node.kind, Kind::Markdown(Event::SoftBreak)) {
            waiting = before.map(|_| i);
            continue;
        }
        match beside(&node.kind) {
            Beside::Nothing => {}
            Beside::Signs(first, last) => {
                let at = waiting.take().filter(|_| before.is_some_and(|before| joins(before, first, ends)));
                if let Some(end) = at.and_then(|at| nodes.get_mut(at)) {
                    end.kind = Kind::Markdown(Event::Text(CowStr::Borrowed("")));
                }
                // Most lines end in a letter of the alphabet, and need not be remembered.
                before = Some(last).filter(|last| !last.is_ascii());
            }
            Beside::Other => (before, waiting) = (None, None),
        }
    }
}

fn beside(kind: &Kind) -> Beside {
    match kind {
        Kind::Markdown(Event::Text(words) | Event::Code(words)) => match (words.chars().next(), words.chars().last()) {
            (Some(first), Some(last)) => Beside::Signs(first, last),
            _ => Beside::Nothing,
        },
        Kind::Markdown(
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
            | Event::FootnoteReference(_),
        ) => Beside::Nothing,
        Kind::Markdown(Event::InlineHtml(html)) => {
            let name = html.trim_start_matches(['<', '/']);
            let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            if is_void(name) || tag::component_name(html).is_some() { Beside::Other } else { Beside::Nothing }
        }
        _ => Beside::Other,
    }
}

/// Whether nothing divides two characters at the end of a line.
fn joins(before: char, after: char, ends: LineEnds) -> bool {
    let is_wide = |c: char| flanking::is_cjk(c) && !script::is_hangul(c);
    match ends {
        LineEnds::Apart => false,
        LineEnds::BetweenLetters => script::is_undivided(before) && script::is_undivided(after),
        LineEnds::Joined => {
            // Marks that Chinese and Western typography share.
            let is_mark = |c: char| matches!(c, '‘' | '’' | '“' | '”' | '…' | '—' | '·');
            is_wide(before) && (is_wide(after) || is_mark(after)) || is_mark(before) && is_wide(after)
        }
    }
}
