//! Words in another language than the page's, as far as their script tells, are marked with `lang`.

use super::{Writer, escape};
use crate::language::script::foreign_runs;
use crate::parse::markdown::{Kind, is_void, raw_tags};
use pulldown_cmark::Event;

impl Writer<'_, '_> {
    /// Writes the text that begins at `i`, over the pieces and the lines that it is in; returns the node after it.
    pub(super) fn words(&mut self, i: usize, end: usize) -> usize {
        let nodes = self.nodes.get(i..end).unwrap_or_default();
        let is_text = |event: &Event| matches!(event, Event::Text(_) | Event::SoftBreak);
        let length = nodes.iter().take_while(|node| matches!(&node.kind, Kind::Markdown(it) if is_text(it))).count();
        let pieces = || {
            nodes.iter().take(length).map(|node| match &node.kind {
                Kind::Markdown(Event::Text(text)) => &**text,
                _ => "\n",
            })
        };
        if length == 1 {
            pieces().for_each(|text| self.text(text));
        } else if pieces().any(|text| self.own.may_be_foreign(text)) {
            let mut whole = std::mem::take(&mut self.spare);
            whole.extend(pieces());
            self.text(&whole);
            whole.clear();
            self.spare = whole;
        } else {
            pieces().for_each(|text| escape::text(&mut self.out, text));
        }
        i + length
    }

    /// Writes text. Inside raw HTML that says its language nothing is marked.
    pub(super) fn text(&mut self, text: &str) {
        // Asked once for all parts.
        let write = if escape::is_plain(text) { String::push_str } else { escape::text };
        let mut done = 0;
        if self.raw.open.is_empty() {
            for (run, language) in foreign_runs(text, self.own) {
                write(&mut self.out, text.get(done..run.start).unwrap_or_default());
                match language {
                    "ko" => self.out.push_str("<span lang=\"ko\">"),
                    _ => self.out.extend(["<span lang=\"", language, "\">"]),
                }
                write(&mut self.out, text.get(run.clone()).unwrap_or_default());
                self.out.push_str("</span>");
                done = run.end;
            }
        }
        write(&mut self.out, text.get(done..).unwrap_or_default());
    }
}

/// The raw elements around that say their language.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// The names of the outermost one and of all in it that have its name.
    open: Vec<String>,
    /// How many of them began between blocks.
    blocks: usize,
    /// The block of raw HTML being written.
    block: String,
}

impl Raw {
    /// Takes in a line of a block; a tag may go over several.
    pub(super) fn line(&mut self, html: &str) {
        self.block.push_str(html);
    }

    /// A block is at its end.
    pub(super) fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        self.tags(&block);
        self.blocks = self.open.len();
    }

    /// A paragraph is at its end, and so is what began in it.
    pub(super) fn end_paragraph(&mut self) {
        self.open.truncate(self.blocks);
    }

    /// Takes in tags.
    pub(super) fn tags(&mut self, html: &str) {
        // What has no end encloses nothing.
        for tag in raw_tags(html).into_iter().filter(|tag| !is_void(tag.name)) {
            let same = self.open.first().is_some_and(|name| name.eq_ignore_ascii_case(tag.name));
            if tag.closing && same {
                self.open.pop();
                self.blocks = self.blocks.min(self.open.len());
            } else if !tag.closing && (same || self.open.is_empty() && tag.has_language) {
                self.open.push(tag.name.to_owned());
            }
        }
    }
}
