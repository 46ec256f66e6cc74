//! `{#id}` at the end of a heading: the id that its writer chose.

use super::assemble::Assembler;
use super::{Kind, Node};
use pulldown_cmark::{Event, Tag};

impl Assembler<'_, '_> {
    /// Takes `{#id}` off the end of a heading. Only this form is read: any other `{…}` is text.
    pub(super) fn heading_id(&mut self, start: usize) {
        let Some(Node { kind: Kind::Markdown(Event::Text(words)), range, .. }) = self.nodes.last() else { return };
        let Some(at) = words.rfind("{#") else { return };
        let Some(id) = words[at + 2..].strip_suffix('}') else { return };
        let is_id = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        let as_typed = self.text.get(range.clone()) == Some(&**words);
        let before = &words[..at];
        let apart = if before.is_empty() {
            self.text[..range.start].ends_with([' ', '\t', '#'])
        } else {
            before.ends_with([' ', '\t'])
        };
        if start + 1 >= self.nodes.len() || !(is_id && as_typed && apart) {
            return;
        }
        let (id, before) = (id.to_owned(), before.trim_end().to_owned());
        if before.is_empty() {
            self.nodes.pop();
        } else if let Some(node) = self.nodes.last_mut() {
            node.kind = Kind::Markdown(Event::Text(before.into()));
        }
        if let Some(Node { kind: Kind::Markdown(Event::Start(Tag::Heading { id: slot, .. })), .. }) =
            self.nodes.get_mut(start)
        {
            *slot = Some(id.into());
        }
    }
}
