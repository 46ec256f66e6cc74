//! Tables: in a box that scrolls, with heads only where there are words for them.

use super::{Word, Writer, escape};
use crate::parse::markdown::{Kind, Node};
use crate::render::plain::unescaped;
use pulldown_cmark::{Alignment, Event, Tag};

/// Where in a table the writer is.
#[derive(Default)]
pub(super) struct State {
    columns: Vec<Alignment>,
    column: usize,
    head: bool,
    /// Whether the rows' part was begun.
    rows: bool,
    /// What ends the cell.
    close: &'static str,
    /// The caption of the next table, whose first column names its rows.
    pub(super) caption: Option<String>,
    /// Whether the first column names the rows.
    named: bool,
}

impl Writer<'_, '_> {
    pub(super) fn start_table(&mut self, columns: &[Alignment]) {
        self.tables += 1;
        let caption = self.table.caption.take();
        let named = caption.is_some();
        match caption {
            Some(caption) => {
                // Ids that begin with `_` are no heading's.
                let id = format!("_table-{}", self.tables);
                self.block(&format!(
                    "<div class=\"table-region\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}\">\n\
                     <table class=\"comparison\">\n<caption id=\"{id}\">"
                ));
                self.text(&caption);
                self.out.push_str("</caption>\n");
            }
            None => {
                let heading = self.last_heading.and_then(|i| self.headings.get(i));
                let heading = heading.map(|words| unescaped(words)).filter(|words| !words.is_empty());
                let label = self.resolve.say(Word::Table { number: self.tables, heading: heading.as_deref() });
                self.block("<div class=\"table-region\" role=\"region\" tabindex=\"0\" aria-label=\"");
                escape::value(&mut self.out, &label);
                self.out.push_str("\">\n<table>\n");
            }
        }
        self.table = State { columns: columns.to_vec(), named, ..State::default() };
    }

    /// Writes the head, unless it holds nothing; returns the node to go on with.
    pub(super) fn start_head(&mut self, i: usize) -> usize {
        let end = self.skip(i);
        let is_empty = !self.nodes.get(i..end).unwrap_or_default().iter().any(shows);
        if is_empty {
            return end;
        }
        self.table.head = true;
        self.table.column = 0;
        self.out.push_str("<thead>\n<tr>");
        i + 1
    }

    pub(super) fn end_head(&mut self) {
        self.table.head = false;
        self.out.push_str("</tr>\n</thead>\n");
    }

    pub(super) fn start_row(&mut self) {
        if !std::mem::replace(&mut self.table.rows, true) {
            self.out.push_str("<tbody>\n");
        }
        self.table.column = 0;
        self.out.push_str("<tr>");
    }

    pub(super) fn start_cell(&mut self, i: usize) {
        let end = self.skip(i);
        // A head that says nothing is none.
        let head = self.table.head && self.nodes.get(i..end).unwrap_or_default().iter().any(shows);
        let names_row = self.table.named && !self.table.head && self.table.column == 0;
        self.out.push_str(match (head, names_row) {
            (true, _) => "<th scope=\"col\"",
            (_, true) => "<th scope=\"row\"",
            _ => "<td",
        });
        self.out.push_str(match self.table.columns.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-right\">",
            _ => ">",
        });
        self.table.column += 1;
        self.table.close = if head || names_row { "</th>" } else { "</td>" };
    }

    pub(super) fn end_cell(&mut self) {
        self.out.push_str(self.table.close);
    }

    pub(super) fn end_table(&mut self) {
        if self.table.rows {
            self.out.push_str("</tbody>\n");
        }
        self.out.push_str("</table>\n</div>\n");
    }
}

/// Whether there is something to see or hear in a node.
fn shows(node: &Node) -> bool {
    match &node.kind {
        Kind::Markdown(Event::Text(text) | Event::Code(text)) => !text.trim().is_empty(),
        // What a raw tag shows cannot be known here; a comment shows nothing.
        Kind::Markdown(Event::InlineHtml(html)) => !html.starts_with("<!"),
        Kind::Markdown(Event::Start(Tag::Link { .. })) | Kind::Component { .. } | Kind::Open { .. } => true,
        _ => false,
    }
}
