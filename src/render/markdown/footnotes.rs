//! Footnotes: marks in the text, the notes at its end, and a way back from each note to each of its marks.

use super::{Word, Writer, escape};
use crate::parse::markdown::{Kind, fold_label};
use pulldown_cmark::{Event, Tag};
use std::fmt::Write as _;

impl Writer<'_, '_> {
    /// Finds where each note that is referred to stands.
    pub(super) fn find_notes(&mut self) {
        if self.outline.footnotes.is_empty() {
            return;
        }
        let numbers: std::collections::HashMap<&str, usize> =
            self.outline.footnotes.iter().enumerate().map(|(number, note)| (&*note.label, number)).collect();
        for (i, node) in self.nodes.iter().enumerate() {
            if let Kind::Markdown(Event::Start(Tag::FootnoteDefinition(label))) = &node.kind
                && let Some((label, number)) = numbers.get_key_value(&*fold_label(label))
            {
                self.notes.entry(label).or_insert((*number, i));
            }
        }
    }

    /// A mark in the text.
    pub(super) fn mark(&mut self, label: &str) {
        let known = self
            .notes
            .get(&*fold_label(label))
            .and_then(|(number, _)| Some((*number, self.outline.footnotes.get(*number)?)));
        let Some((number, note)) = known else {
            // Reported when the body was read.
            return escape::text(&mut self.out, &format!("[^{label}]"));
        };
        let nth = self.marks.get_mut(number).map_or(0, |marks| std::mem::replace(marks, *marks + 1));
        self.out.push_str("<sup class=\"footnote-ref\"><a href=\"#");
        escape::address(&mut self.out, &note.id);
        if let Some(id) = note.marks.get(nth) {
            self.out.push_str("\" id=\"");
            escape::value(&mut self.out, id);
        }
        let _ = write!(self.out, "\" role=\"doc-noteref\">{}</a></sup>", number + 1);
    }

    /// The notes, in the order of their first marks.
    pub(super) fn footnotes(&mut self) {
        let is_kept = |writer: &Self, number: usize| writer.left_out.keeps(number);
        if !(0..self.outline.footnotes.len()).any(|number| is_kept(self, number)) {
            return;
        }
        let title = self.resolve.say(Word::Footnotes);
        self.block("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        escape::value(&mut self.out, &title);
        self.out.push_str("\">\n<ol>\n");
        let mut gap = false;
        for (number, note) in self.outline.footnotes.iter().enumerate() {
            if !is_kept(self, number) {
                gap = true;
                continue;
            }
            self.out.push_str("<li id=\"");
            escape::value(&mut self.out, &note.id);
            // Each note has the number of its mark.
            if std::mem::take(&mut gap) {
                let _ = write!(self.out, "\" value=\"{}", number + 1);
            }
            self.out.push_str("\">");
            let start = self.out.len();
            if let Some((_, node)) = self.notes.get(&*note.label) {
                self.write(node + 1, self.skip(*node).saturating_sub(1));
            }
            // The ways back stand at the end of the last paragraph.
            let back = self.ways_back(number);
            let written = self.out.get(start..).unwrap_or_default();
            if written.ends_with("</p>\n") {
                self.out.truncate(self.out.len() - "</p>\n".len());
                self.out.push(' ');
                self.out.push_str(&back);
                self.out.push_str("</p>\n");
            } else {
                self.fresh_line();
                let _ = writeln!(self.out, "<p>{back}</p>");
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    fn ways_back(&mut self, number: usize) -> String {
        let mut out = String::new();
        let marks = self.outline.footnotes.get(number).map(|note| &*note.marks).unwrap_or_default();
        for (i, id) in marks.iter().enumerate().filter(|(i, _)| self.left_out.has_mark(number, *i)) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str("<a class=\"footnote-back\" href=\"#");
            escape::address(&mut out, id);
            out.push_str("\" role=\"doc-backlink\" aria-label=\"");
            let mark = (marks.len() > 1).then_some(i + 1);
            let label = self.resolve.say(Word::BackToText { note: number + 1, mark });
            escape::value(&mut out, &label);
            // Only an arrow is seen; the label says where it leads.
            out.push_str("\">↩\u{fe0e}");
            out.push_str("</a>");
        }
        out
    }
}
