//! What a reader who did not ask for it is not shown: whole components, and the notes that only they refer to.

use super::Writer;
use crate::parse::markdown::{Kind, fold_label};
use pulldown_cmark::{Event, Tag};
use std::collections::{BTreeMap, HashSet};

/// What is not written.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// Components by the node of their start: the node after them, and what is written instead.
    components: BTreeMap<usize, (usize, String)>,
    /// The notes that are written, if some are not.
    notes: Option<HashSet<usize>>,
    /// Marks that are not written: which note, and which of its marks.
    marks: HashSet<(usize, usize)>,
}

impl LeftOut {
    /// Whether the component that begins at a node is left out: the node after it, and what is written instead.
    pub(super) fn at(&self, node: usize) -> Option<(usize, String)> {
        self.components.get(&node).cloned()
    }

    /// Whether a note is written.
    pub(super) fn keeps(&self, note: usize) -> bool {
        self.notes.as_ref().is_none_or(|kept| kept.contains(&note))
    }

    /// Whether a mark of a note is written.
    pub(super) fn has_mark(&self, note: usize, nth: usize) -> bool {
        !self.marks.contains(&(note, nth))
    }
}

impl Writer<'_, '_> {
    /// Asks which components are left out, and follows from them which notes are.
    pub(super) fn leave_out(&mut self) {
        let mut i = 0;
        while let Some(node) = self.nodes.get(i) {
            i += 1;
            if matches!(node.kind, Kind::Open { .. })
                && let Some(instead) = self.resolve.instead(node.index as usize)
            {
                let end = self.skip_component(i - 1);
                self.left_out.components.insert(i - 1, (end, instead));
                i = end;
            }
        }
        if self.left_out.components.is_empty() || self.outline.footnotes.is_empty() {
            return;
        }
        let mut kept = HashSet::new();
        let mut next = self.notes_in(0, self.nodes.len());
        while let Some(note) = next.pop() {
            if kept.insert(note)
                && let Some((_, node)) = self.outline.footnotes.get(note).and_then(|it| self.notes.get(&*it.label))
            {
                next.append(&mut self.notes_in(node + 1, self.skip(*node)));
            }
        }
        self.left_out.notes = Some(kept);
    }

    /// The notes whose marks are written between two nodes.
    fn notes_in(&self, from: usize, to: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut i = from;
        while let Some(node) = self.nodes.get(i).filter(|_| i < to) {
            i = match &node.kind {
                Kind::Open { .. } => self.left_out.components.get(&i).map_or(i + 1, |(end, _)| *end),
                Kind::Markdown(Event::Start(Tag::FootnoteDefinition(_))) => self.skip(i),
                Kind::Markdown(Event::FootnoteReference(label)) => {
                    found.extend(self.notes.get(&*fold_label(label)).map(|(number, _)| *number));
                    i + 1
                }
                _ => i + 1,
            };
        }
        found
    }

    /// Passes over what is left out. Its marks count, so that those after it have the ids that they have on the page.
    pub(super) fn pass(&mut self, from: usize, to: usize) {
        let mut i = from;
        while let Some(node) = self.nodes.get(i).filter(|_| i < to) {
            i = match &node.kind {
                Kind::Markdown(Event::Start(Tag::FootnoteDefinition(_))) => self.skip(i),
                Kind::Markdown(Event::FootnoteReference(label)) => {
                    if let Some((number, _)) = self.notes.get(&*fold_label(label)).copied()
                        && let Some(marks) = self.marks.get_mut(number)
                    {
                        self.left_out.marks.insert((number, *marks));
                        *marks += 1;
                    }
                    i + 1
                }
                _ => i + 1,
            };
        }
    }

    /// The node after the component that begins at `i`.
    fn skip_component(&self, i: usize) -> usize {
        let mut depth = 0_usize;
        for (at, node) in self.nodes.iter().enumerate().skip(i) {
            match &node.kind {
                Kind::Open { .. } => depth += 1,
                Kind::Close { .. } => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at + 1;
            }
        }
        self.nodes.len()
    }
}
