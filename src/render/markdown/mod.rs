//! The HTML of a Markdown body, written from its nodes.
//!
//! [`html`] writes what the W3C's checker and axe accept, whatever the writer typed (raw HTML and components
//! apart, which are their authors'). Ids, and what links, pictures and components are, come from the
//! [`Outline`] and from [`Resolve`]; nothing is decided twice.

mod escape;
mod footnotes;
mod foreign;
mod heading;
mod left_out;
mod media;
mod raw;
mod resolve;
mod table;

pub use resolve::{Alert, Anchor, Format, Picture, Resolve, Word};

use crate::language::script::{Own, language_of};
use crate::parse::markdown::{Body, Kind, LinkKind, Node, Outline};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// A body as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Its HTML.
    pub html: String,
    /// What the headings of the outline show, as HTML text without tags: the words of links by name and of
    /// components included. For tables of contents.
    pub headings: Vec<String>,
}

/// Writes a body. `outline` is the one that was read together with these nodes.
pub fn html(body: &Body, outline: &Outline, resolve: &mut dyn Resolve) -> Written {
    let language = resolve.language().to_owned();
    let (first, last) = (body.nodes.first(), body.nodes.last());
    let typed = first.zip(last).map_or(0, |(first, last)| last.range.end.saturating_sub(first.range.start));
    let mut writer = Writer {
        nodes: &body.nodes,
        outline,
        resolve,
        // Tags come to about half as much as what is between them.
        out: String::with_capacity(typed + typed / 2),
        around: Vec::new(),
        left_out: left_out::LeftOut::default(),
        heading: None,
        headings: vec![String::new(); outline.headings.len()],
        last_heading: None,
        tables: 0,
        table: table::State::default(),
        links: Vec::new(),
        notes: HashMap::new(),
        marks: vec![0; outline.footnotes.len()],
        own: Own::of(&language),
        language,
        verbatim: false,
        raw: foreign::Raw::default(),
        spare: String::new(),
    };
    writer.find_notes();
    writer.leave_out();
    writer.write(0, body.nodes.len());
    writer.footnotes();
    let Writer { out, headings, .. } = writer;
    Written { html: out, headings }
}

struct Writer<'b, 'r> {
    nodes: &'b [Node<'b>],
    outline: &'b Outline,
    resolve: &'r mut dyn Resolve,
    out: String,
    /// The components whose bodies are being written.
    around: Vec<Around>,
    /// What is not written.
    left_out: left_out::LeftOut,
    /// The heading being written, and where its inner HTML begins.
    heading: Option<(usize, usize)>,
    headings: Vec<String>,
    last_heading: Option<usize>,
    tables: usize,
    table: table::State,
    /// Of the links being written, whether each leads somewhere.
    links: Vec<bool>,
    /// Footnotes by label: number in the outline, first node.
    notes: HashMap<&'b str, (usize, usize)>,
    /// How many marks of each footnote were written.
    marks: Vec<usize>,
    /// The language of the body.
    language: String,
    /// The scripts that it is written in.
    own: Own,
    /// Whether code is being written.
    verbatim: bool,
    /// The raw HTML around.
    raw: foreign::Raw,
    /// Room to join the pieces of a text in.
    spare: String,
}

/// A component whose body is being written.
struct Around {
    /// What was written before it.
    outer: String,
    /// Whether somebody's turn is being written.
    turn: bool,
    /// Whether what is in it is hidden.
    hides: bool,
    /// The heading before it.
    heading: Option<usize>,
}

impl<'b> Writer<'b, '_> {
    /// Writes the nodes from `i` to `end`.
    fn write(&mut self, mut i: usize, end: usize) {
        while let Some(node) = self.nodes.get(i).filter(|_| i < end) {
            i = match &node.kind {
                Kind::Markdown(Event::Start(tag)) => self.start(tag, node, i),
                Kind::Markdown(Event::End(tag)) => {
                    self.end(*tag);
                    i + 1
                }
                Kind::Markdown(Event::Text(_)) if !self.verbatim => self.words(i, end),
                Kind::Markdown(event) => {
                    self.leaf(event, &node.range);
                    i + 1
                }
                Kind::Component { block } => {
                    let html = self.resolve.component(node.index as usize, None);
                    self.component(&html, *block);
                    i + 1
                }
                Kind::Open { block } => match self.left_out.at(i) {
                    Some((end, instead)) => {
                        self.pass(i, end);
                        self.component(&instead, *block);
                        end
                    }
                    None => {
                        self.open(node.index as usize);
                        i + 1
                    }
                },
                Kind::Close { block } => {
                    let body = self.close();
                    let body = if *block { body.trim_end().to_owned() } else { body };
                    let html = self.resolve.component(node.index as usize, Some(body));
                    self.component(&html, *block);
                    i + 1
                }
                Kind::Turn { asks, speaker } => {
                    self.turn(node.index as usize, *asks, *speaker);
                    i + 1
                }
            };
        }
    }

    /// A component's body begins.
    fn open(&mut self, index: usize) {
        self.table.caption = self.resolve.caption(index);
        let hides = self.outline.components.get(index).is_some_and(|matter| matter.hides);
        let outer = std::mem::take(&mut self.out);
        self.around.push(Around { outer, turn: false, hides, heading: self.last_heading });
    }

    /// It ends; gives its HTML.
    fn close(&mut self) -> String {
        let Some(Around { outer, turn, hides, heading }) = self.around.pop() else { return String::new() };
        if turn {
            self.block("</div>\n");
        }
        if hides {
            // What is hidden gives nothing its name.
            self.last_heading = heading;
        }
        self.table.caption = None;
        std::mem::replace(&mut self.out, outer)
    }

    /// Somebody's turn in an interview begins.
    fn turn(&mut self, index: usize, asks: bool, speaker: usize) {
        if self.around.last_mut().is_some_and(|around| std::mem::replace(&mut around.turn, true)) {
            self.block("</div>\n");
        }
        self.block(if asks { "<div class=\"turn turn-q\">\n" } else { "<div class=\"turn turn-a\">\n" });
        let who = self.resolve.turn(index, asks, speaker);
        self.block(&who);
        self.fresh_line();
    }

    fn component(&mut self, html: &str, block: bool) {
        if block {
            self.fresh_line();
            self.out.push_str(html);
            self.fresh_line();
        } else {
            self.out.push_str(html);
        }
    }

    /// Blocks begin on a line of their own.
    fn fresh_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn block(&mut self, tag: &str) {
        self.fresh_line();
        self.out.push_str(tag);
    }

    fn leaf(&mut self, event: &Event, range: &Range<usize>) {
        match event {
            Event::Text(text) => escape::text(&mut self.out, text),
            Event::Code(code) => {
                self.out.push_str("<code>");
                escape::text(&mut self.out, code);
                self.out.push_str("</code>");
            }
            Event::Html(html) => {
                self.raw.line(html);
                self.html(html, range);
            }
            Event::InlineHtml(html) => {
                self.raw.tags(html);
                self.html(html, range);
            }
            Event::FootnoteReference(label) => self.mark(label),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.block("<hr>\n"),
            Event::TaskListMarker(done) => {
                self.out.push_str("<input type=\"checkbox\" disabled");
                self.out.push_str(if *done { " checked aria-label=\"" } else { " aria-label=\"" });
                let label = self.resolve.say(Word::Task { done: *done });
                escape::value(&mut self.out, &label);
                self.out.push_str("\"> ");
            }
            Event::Start(_) | Event::End(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Writes a start; returns the node to go on with.
    fn start(&mut self, tag: &'b Tag<'b>, node: &'b Node<'b>, i: usize) -> usize {
        match tag {
            Tag::Paragraph => {
                if let Some(end) = self.figures(i) {
                    return end;
                }
                self.block("<p>");
            }
            Tag::Heading { .. } => self.start_heading(node.index as usize),
            Tag::BlockQuote(None) => self.block("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                let kind = alert(*kind);
                self.block(&format!(
                    "<aside class=\"alert {}\" role=\"note\">\n<p class=\"alert-title\">",
                    kind.name()
                ));
                let title = self.resolve.say(Word::Alert(kind));
                escape::text(&mut self.out, &title);
                self.out.push_str("</p>\n");
            }
            Tag::CodeBlock(kind) => {
                self.block("<pre tabindex=\"0\"><code");
                if let CodeBlockKind::Fenced(info) = kind {
                    let (language, rest) = info.trim().split_once(char::is_whitespace).unwrap_or((info.trim(), ""));
                    for (name, value) in [(" class=\"language-", language), (" data-info=\"", rest.trim())] {
                        if !value.is_empty() {
                            self.out.push_str(name);
                            escape::value(&mut self.out, value);
                            self.out.push('"');
                        }
                    }
                }
                self.out.push('>');
                self.verbatim = true;
            }
            Tag::HtmlBlock => {
                self.fresh_line();
                self.verbatim = true;
            }
            Tag::List(None) => self.block("<ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(first)) => self.block(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => {
                let first = match self.nodes.get(i + 1).map(|node| &node.kind) {
                    Some(Kind::Markdown(Event::Start(Tag::Paragraph))) => self.nodes.get(i + 2),
                    _ => self.nodes.get(i + 1),
                };
                let task = matches!(first.map(|node| &node.kind), Some(Kind::Markdown(Event::TaskListMarker(_))));
                self.block(if task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::FootnoteDefinition(_) => return self.skip(i),
            Tag::DefinitionList => self.block("<dl>\n"),
            Tag::DefinitionListTitle => self.block("<dt>"),
            Tag::DefinitionListDefinition => self.block("<dd>"),
            Tag::Table(columns) => self.start_table(columns),
            Tag::TableHead => return self.start_head(i),
            Tag::TableRow => self.start_row(),
            Tag::TableCell => self.start_cell(i),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Link { link_type, title, .. } => return self.link(*link_type, title, node.index as usize, i),
            Tag::Image { title, .. } => {
                self.picture(node.index as usize, Some(&**title));
                return self.skip(i);
            }
            Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => {}
        }
        i + 1
    }

    fn end(&mut self, tag: TagEnd) {
        let html = match tag {
            TagEnd::Paragraph => {
                self.raw.end_paragraph();
                "</p>\n"
            }
            TagEnd::Heading(_) => return self.end_heading(),
            TagEnd::BlockQuote(None) => return self.block("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => return self.block("</aside>\n"),
            TagEnd::CodeBlock => {
                self.verbatim = false;
                "</code></pre>\n"
            }
            TagEnd::HtmlBlock => {
                self.verbatim = false;
                self.raw.end_block();
                return self.fresh_line();
            }
            TagEnd::List(true) => return self.block("</ol>\n"),
            TagEnd::List(false) => return self.block("</ul>\n"),
            TagEnd::Item => "</li>\n",
            TagEnd::DefinitionList => return self.block("</dl>\n"),
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table => return self.end_table(),
            TagEnd::TableHead => return self.end_head(),
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => return self.end_cell(),
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Link => return self.end_link(),
            _ => return,
        };
        self.out.push_str(html);
    }

    /// The node after the element that begins at `i`.
    fn skip(&self, i: usize) -> usize {
        let mut depth = 0_usize;
        for (at, node) in self.nodes.iter().enumerate().skip(i) {
            match &node.kind {
                Kind::Markdown(Event::Start(_)) => depth += 1,
                Kind::Markdown(Event::End(_)) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at + 1;
            }
        }
        self.nodes.len()
    }

    /// Writes a link's start; a link by name without a label is written whole.
    fn link(&mut self, link_type: LinkType, title: &CowStr, index: usize, i: usize) -> usize {
        let anchor = self.resolve.link(index);
        match &anchor.href {
            Some(href) => {
                self.out.push_str("<a href=\"");
                escape::address(&mut self.out, href);
                self.out.push('"');
                if anchor.external {
                    self.out.push_str(" rel=\"external\"");
                }
                if let Some(language) = &anchor.hreflang {
                    self.out.push_str(" hreflang=\"");
                    escape::value(&mut self.out, language);
                    self.out.push('"');
                }
                if !title.is_empty() {
                    self.out.push_str(" title=\"");
                    escape::value(&mut self.out, title);
                    self.out.push('"');
                }
            }
            None => self.out.push_str("<span"),
        }
        let matter = self.outline.links.get(index);
        let named = matches!(link_type, LinkType::WikiLink { .. })
            && matter.is_some_and(|link| link.kind == LinkKind::Name && !link.labelled);
        self.links.push(anchor.href.is_some());
        if !named {
            self.out.push('>');
            return i + 1;
        }
        let text = anchor.text.as_deref().or(matter.map(|link| &*link.target)).unwrap_or_default();
        // A record's name may be in another language than the one that it is stored for; then its script tells.
        let stored = anchor.lang.as_deref();
        let language = match language_of(text, stored.unwrap_or(&self.language)) {
            Some(_) => language_of(text, &self.language),
            None => stored,
        };
        match language {
            Some(language) => {
                self.out.push_str(" lang=\"");
                escape::value(&mut self.out, language);
                self.out.push_str("\">");
                escape::text(&mut self.out, text);
            }
            None => {
                self.out.push('>');
                self.text(text);
            }
        }
        self.end_link();
        self.skip(i)
    }

    fn end_link(&mut self) {
        let linked = self.links.pop().unwrap_or(true);
        self.out.push_str(if linked { "</a>" } else { "</span>" });
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}
