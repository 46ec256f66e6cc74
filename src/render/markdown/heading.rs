//! Headings: with the ids of the outline, and beside each a link to itself.

use super::{Word, Writer, escape};
use crate::parse::markdown::folded;
use crate::render::plain::unescaped;
use std::fmt::Write as _;

impl Writer<'_, '_> {
    pub(super) fn start_heading(&mut self, index: usize) {
        if self.has_anchor(index) {
            self.block("<div class=\"headed\">\n");
        }
        self.fresh_line();
        let _ = write!(self.out, "<h{} id=\"", self.level(index));
        if let Some(heading) = self.outline.headings.get(index) {
            escape::value(&mut self.out, &heading.id);
        }
        self.out.push_str("\">");
        self.heading = Some((index, self.out.len()));
        self.last_heading = Some(index);
    }

    pub(super) fn end_heading(&mut self) {
        let Some((index, start)) = self.heading.take() else { return };
        let words = without_tags(self.out.get(start..).unwrap_or_default());
        let _ = writeln!(self.out, "</h{}>", self.level(index));
        if self.has_anchor(index) {
            // It stands beside the heading, whose name is its words alone, and holds no text, so that nobody who takes
            // the words of a page finds a sign in them; the style sheet draws one.
            self.out.push_str("<a class=\"anchor\" href=\"#");
            if let Some(heading) = self.outline.headings.get(index) {
                escape::address(&mut self.out, &heading.id);
            }
            self.out.push_str("\" aria-label=\"");
            let label = self.resolve.say(Word::Anchor { heading: &unescaped(&words) });
            escape::value(&mut self.out, &label);
            self.out.push_str("\"></a>\n</div>\n");
        }
        if let Some(slot) = self.headings.get_mut(index) {
            *slot = words;
        }
    }

    /// The level at which a heading is set; the outline says it.
    fn level(&self, index: usize) -> u8 {
        self.outline.headings.get(index).map_or(2, |heading| heading.level)
    }

    fn has_anchor(&self, index: usize) -> bool {
        (2..=4).contains(&self.level(index)) && self.resolve.has_anchors()
    }
}

/// The text of well-formed HTML, still escaped; footnotes' marks are left out.
fn without_tags(html: &str) -> String {
    if !html.contains('<') {
        return folded(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if rest.starts_with("<sup class=\"footnote-ref\"") { "</sup>" } else { ">" };
        rest = rest.find(end).map_or("", |n| &rest[n + end.len()..]);
    }
    out.push_str(rest);
    folded(&out)
}
