//! What looks like a component, a link or a note but was not read as one: said, never passed over in silence.
//!
//! Works on the parser's events: only the file's bytes under text events count, so code, raw HTML, entities
//! and what stands after a backslash are left alone.

use super::grammar::{self, Why};
use super::raw_html;
use super::settle::{Placed, Settled};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::collections::HashSet;
use std::ops::Range;

/// Names of components whose tags were reported as unreadable, and whether it was the closing tag: the other tag of
/// the pair is then no further fault.
pub(super) type Misread = HashSet<(Box<str>, bool)>;

/// Reports what a body's events leave unread.
pub(super) fn check(
    text: &str,
    body_end: usize,
    source: SourceId,
    settled: &Settled,
    out: &mut Vec<Diagnostic>,
) -> Misread {
    let notes = settled.events.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::FootnoteDefinition(label)) => Some(fold(label)),
        _ => None,
    });
    let mut check = Check {
        text,
        body_end,
        source,
        notes: notes.collect(),
        blocks: Vec::new(),
        silent: 0,
        cells: 0,
        cell_end: 0,
        brackets: Vec::new(),
        told: usize::MAX,
        misread: Misread::new(),
        out,
    };
    for (i, (event, range)) in settled.events.iter().enumerate() {
        let tag = matches!(event, Event::Rule | Event::Code(_)) && settled.tags.contains_key(&range.start);
        if !tag {
            check.event(event, range, settled.events.get(i + 1));
        }
    }
    check.definitions(settled);
    check.misread
}

/// Whether what was typed looks like an address: of the web, of the site, on the page, of a file.
fn is_address_like(typed: &str) -> bool {
    const FILES: [&str; 16] = [
        "md", "html", "htm", "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "mp3", "m4a", "mp4", "webm", "vtt",
        "pdf",
    ];
    let first = typed.split_whitespace().next().unwrap_or_default();
    let whole = typed.split(['"', '#']).next().unwrap_or_default().trim_end();
    let is_file = |it: &str| {
        let ending = it.rsplit_once('.').map_or("", |(_, ending)| ending);
        FILES.iter().any(|known| known.eq_ignore_ascii_case(ending))
    };
    let starts = ["/", "#", "./", "../"].iter().any(|start| first.starts_with(start));
    starts || first.contains("://") || is_file(first) || is_file(whole)
}

/// Footnotes' and definitions' labels are compared without case and with white space folded.
pub fn fold(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

struct Check<'a, 'o> {
    text: &'a str,
    body_end: usize,
    source: SourceId,
    /// The labels of all footnotes that have a text.
    notes: HashSet<String>,
    /// The ends of the blocks around this event; text is searched no further.
    blocks: Vec<usize>,
    /// How many elements around this event make it no text: code, raw HTML, a link's target.
    silent: usize,
    /// How many table cells are around (one or none).
    cells: usize,
    cell_end: usize,
    /// The `[` read as text in this block, and what began since that keeps it from being a link.
    brackets: Vec<(usize, Option<&'static str>)>,
    /// Where the last complaint about a tag or a `[[` stands.
    told: usize,
    misread: Misread,
    out: &'o mut Vec<Diagnostic>,
}

impl Check<'_, '_> {
    fn event(&mut self, event: &Event, range: &Range<usize>, next: Option<&Placed>) {
        match event {
            Event::Start(tag) => {
                if is_silent(tag) {
                    self.silent += 1;
                }
                if let Tag::CodeBlock(CodeBlockKind::Fenced(_)) = tag {
                    self.fence(range);
                }
                match tag {
                    Tag::Link { .. } => self.brackets.iter_mut().for_each(|bracket| bracket.1 = Some("a link")),
                    Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Image { .. } => {}
                    _ => {
                        self.blocks.push(range.end);
                        self.brackets.clear();
                        self.cells += usize::from(matches!(tag, Tag::TableCell));
                    }
                }
            }
            Event::End(tag) => {
                match tag {
                    TagEnd::CodeBlock | TagEnd::HtmlBlock => self.silent = self.silent.saturating_sub(1),
                    TagEnd::Link if self.silent > 0 => self.silent -= 1,
                    TagEnd::TableCell => {
                        self.cells = 0;
                        self.cell_end = range.end;
                    }
                    TagEnd::TableRow | TagEnd::TableHead => self.row_end(range),
                    _ => {}
                }
                if !matches!(
                    tag,
                    TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Image
                ) {
                    self.blocks.pop();
                    self.brackets.clear();
                }
            }
            Event::FootnoteReference(_) => {
                self.brackets.iter_mut().for_each(|bracket| bracket.1 = Some("a footnote's mark"));
            }
            Event::Text(_) if self.silent == 0 => self.words(range, next),
            _ => {}
        }
    }

    /// A block of code between fences: without the second one it goes on to the end of all that it stands in.
    fn fence(&mut self, block: &Range<usize>) {
        let Some(text) = self.text.get(block.clone()) else { return };
        let Some(sign) = text.chars().next().filter(|sign| matches!(sign, '`' | '~')) else { return };
        let fence = &text[..text.len() - text.trim_start_matches(sign).len()];
        let last = text.trim_end().lines().skip(1).last().unwrap_or_default();
        let last = last.trim_start_matches([' ', '\t', '>']);
        if last.len() >= fence.len() && last.chars().all(|it| it == sign) {
            return;
        }
        let span = Span::new(self.source, block.start..block.start + fence.len());
        let said = "this code is not closed, so everything that follows is code";
        let help = format!("write `{fence}` on a line of its own where it ends");
        self.out.push(Diagnostic::warning(Code::UnclosedCode, span, said).help(help));
    }

    fn words(&mut self, range: &Range<usize>, next: Option<&Placed>) {
        let Some(words) = self.text.get(range.clone()) else { return };
        if words.starts_with('(')
            && ["(http", "(/", "(#"].iter().any(|start| words.starts_with(start))
            && self.text[..range.start].ends_with("]]")
        {
            let said = "`[[…]](…)` is read as a link by name with an address after it, as text";
            let span = Span::new(self.source, range.start..range.start + 1);
            let help = "for a link whose words stand in brackets write `[\\[words\\]](address)`";
            self.out.push(Diagnostic::error(Code::UnreadLink, span, said).help(help));
        }
        for at in memchr::memchr3_iter(b'<', b'[', b']', words.as_bytes()) {
            let at = range.start + at;
            if self.is_escaped(at) {
                continue;
            }
            let rest = &self.text[at..self.limit()];
            let then_text = at + 1 < range.end || matches!(next, Some((Event::Text(_), then)) if then.start == at + 1);
            match rest.as_bytes().first() {
                Some(b'<') => self.tag(at),
                Some(b'[') => {
                    self.brackets.push((at, None));
                    if rest.starts_with("[[") && then_text {
                        self.name_link(at);
                    } else if rest.starts_with("[^") && then_text {
                        self.note(at, rest);
                    }
                }
                _ => match self.brackets.pop().filter(|_| rest.starts_with("](")) {
                    Some((open, Some(what))) if rest.contains(')') => {
                        let span = Span::new(self.source, open..at + 1);
                        self.out.push(
                            Diagnostic::error(
                                Code::UnreadLink,
                                span,
                                format!("{what} stands inside the words of a link"),
                            )
                            .label("this is not read as a link")
                            .help("put one after the other, or take one of them away"),
                        );
                    }
                    Some((open, None)) => self.address(open, at + 2),
                    _ => {}
                },
            }
        }
    }

    /// `[words](` in plain text, where `from` is the place behind it: a link or a picture whose address cannot be read.
    /// Whatever else stands in the round brackets is text.
    fn address(&mut self, open: usize, from: usize) {
        let line = self.text[from..self.limit()].lines().next().unwrap_or_default();
        let end = line.find([')', '[']).unwrap_or(line.len());
        let closed = line[end..].starts_with(')');
        let typed = line[..end].trim();
        let is_picture = self.text[..open].ends_with('!') && !self.is_escaped(open - 1);
        if !(is_picture || is_address_like(typed)) {
            return;
        }
        let what = if is_picture { "picture" } else { "link" };
        let start = if is_picture { open - 1 } else { open };
        let first = typed.split_whitespace().next().unwrap_or_default();
        let end = if closed { end + 1 } else { line.find(first).unwrap_or_default() + first.len() };
        let span = Span::new(self.source, start..from + end);
        let help = if !closed {
            format!("its address ends at `)`: `({first})`")
        } else if typed.contains(" \"") || typed.contains(" '") {
            format!("the words behind its address stand between two quotes: `({first} \"…\")`")
        } else if typed.rsplit(' ').next().is_some_and(|last| last.starts_with('=')) {
            format!("its size is known from its file: `({first})`")
        } else if typed.contains(char::is_whitespace) {
            format!("an address with a space in it stands between `<` and `>`: `(<{typed}>)`")
        } else {
            "write its address alone between the round brackets".to_owned()
        };
        let said = format!("this did not become a {what}, because its address cannot be read");
        self.out.push(Diagnostic::error(Code::UnreadLink, span, said).help(help));
    }

    fn limit(&self) -> usize {
        self.blocks.last().copied().unwrap_or(self.body_end).min(self.body_end)
    }

    /// Whether an odd number of backslashes stands before.
    fn is_escaped(&self, at: usize) -> bool {
        self.text.as_bytes()[..at].iter().rev().take_while(|b| **b == b'\\').count() % 2 == 1
    }

    /// `<` and a capital in plain text: a component that the parser could not read.
    fn tag(&mut self, at: usize) {
        let limit = self.limit();
        let Some((name, closing)) = raw_html::capital(&self.text[at..limit]) else { return };
        let name_end = at + 1 + usize::from(closing) + name.len();
        self.told = at;
        self.misread.insert((name.into(), closing));
        let head = &self.text[at..name_end];
        let said = if grammar::is_component_name(name) {
            self.why(at, name_end, closing)
        } else {
            let message = format!("`{head}` is not a component: names are a capital, then letters a to z and digits");
            Diagnostic::error(Code::BadComponent, Span::new(self.source, at..name_end), message)
        };
        self.out.push(said.help("for the sign itself write `\\<`"));
    }

    /// Why a component's tag could not be read.
    fn why(&self, at: usize, name_end: usize, closing: bool) -> Diagnostic {
        let limit = self.limit();
        let head = &self.text[at..name_end];
        let whole = Span::new(self.source, at..name_end);
        let after = |at: usize| self.text[at..].chars().next();
        let here = |at: usize| Span::new(self.source, at..at + after(at).map_or(1, char::len_utf8));
        let error = |span: Span, message: String| Diagnostic::error(Code::BadComponent, span, message);
        let why = grammar::scan(&self.text[..limit], at).err();
        let cut = matches!(why, Some(Why::Endless | Why::OpenQuote(_)))
            && grammar::scan(&self.text[..self.body_end], at).is_ok_and(|tag| tag.end > limit);
        match why {
            Some(_) if cut && self.cells > 0 => error(whole, format!("a `|` cuts the tag `{head}` in two"))
                .help("in a table cell write `\\|` for a bar that ends no cell"),
            Some(_) if cut && self.text[limit..].trim_start().starts_with('>') => {
                error(whole, format!("the tag `{head}` is cut in two: `>` at the beginning of a line begins a quote"))
                    .help("put the `>` at the end of the line before")
            }
            Some(_) if cut => error(whole, format!("the tag `{head}` is cut in two by a blank line or another block"))
                .help("write the whole tag without blank lines in it"),
            Some(Why::OpenQuote(quote)) => error(here(quote), format!("this quote in the tag `{head}` is not closed"))
                .help("add the closing quote"),
            Some(Why::Unexpected(place)) if after(place) == Some('{') => {
                error(here(place), format!("`{{…}}` in the tag `{head}` means nothing in an article"))
                    .help("write attributes as `name=\"value\"`")
            }
            Some(Why::Unexpected(place)) if place < limit => {
                let sign = after(place).unwrap_or(' ');
                let message = format!("the tag `{head}` cannot be read: `{sign}` cannot stand here");
                let help = if closing {
                    format!("write `{head}>`")
                } else {
                    "write attributes as `name=\"value\"`, with a space before each".into()
                };
                error(here(place), message).help(help)
            }
            Some(_) => error(whole, format!("the tag `{head}` is not closed with `>`"))
                .help("add the `>`, or `/>` for a tag without a body"),
            None => error(whole, format!("the tag `{head}` cannot be read here"))
                .help("put it on a line of its own, between blank lines"),
        }
    }

    /// `[[` in plain text.
    fn name_link(&mut self, at: usize) {
        if at > 0 && self.told == at - 1 {
            // The second pair of `[[[`.
            self.told = at;
            return;
        }
        self.told = at;
        let rest = &self.text[at..self.limit()];
        let line = rest.lines().next().unwrap_or_default();
        let span = Span::new(self.source, at..at + 2);
        let said = if rest[2..].trim_start().starts_with("]]")
            || rest[2..].trim_start().starts_with('|') && line.contains("]]")
        {
            Diagnostic::error(Code::UnreadLink, span, "this link names nothing")
                .help("write the name between the brackets: `[[name]]`")
        } else if self.cells > 0 && !rest.contains("]]") {
            Diagnostic::error(Code::UnreadLink, span, "this `[[` is not closed in its table cell")
                .help("in a table cell write `\\|` before the label: `[[name\\|label]]`")
        } else if rest.contains("]]") {
            Diagnostic::error(Code::UnreadLink, span, "this `[[` did not become a link")
                .help("a name stands directly between `[[` and `]]`, without brackets, code or another link in it")
        } else {
            Diagnostic::error(Code::UnreadLink, span, "this `[[` is not closed")
                .help("close the link with `]]` in the same paragraph")
        };
        self.out.push(said.help("for the brackets themselves write `\\[[`"));
    }

    /// `[^label]` in plain text.
    fn note(&mut self, at: usize, rest: &str) {
        let Some(end) = rest.find([']', ' ', '\t', '\n', '\r']).filter(|end| rest[*end..].starts_with(']') && *end > 2)
        else {
            return;
        };
        let label = &rest[2..end];
        if label.contains('[') {
            return;
        }
        let span = Span::new(self.source, at..at + end + 1);
        let said = if self.notes.contains(&fold(label)) {
            Diagnostic::error(
                Code::UndefinedFootnote,
                span,
                format!("`[^{label}]` cannot be read as a footnote's mark here"),
            )
            .help("put the mark into plain text, after the word that it explains")
        } else {
            Diagnostic::error(Code::UndefinedFootnote, span, format!("the footnote `[^{label}]` has no text"))
                .help(format!("write it in a paragraph of its own: `[^{label}]: …`"))
                .help("for the brackets themselves write `\\[^`")
        };
        self.out.push(said);
    }

    /// Cells beyond the table's head are dropped by the rules of Markdown; what stands in them would be lost.
    fn row_end(&mut self, row: &Range<usize>) {
        let Some(rest) = self.text.get(self.cell_end..row.end) else { return };
        let start = self.cell_end + (rest.len() - rest.trim_start_matches(['|', ' ', '\t']).len());
        let end = self.cell_end + rest.trim_end_matches(['|', ' ', '\t', '\r', '\n']).len();
        let told_here = row.contains(&self.told);
        if start < end && !told_here {
            self.out.push(
                Diagnostic::error(
                    Code::TableCells,
                    Span::new(self.source, start..end),
                    "this row has more cells than the head of its table",
                )
                .label("would not be shown")
                .help("add a column to the head, or write `\\|` for a bar that ends no cell"),
            );
        }
    }

    /// Link definitions that nothing uses: their lines are not shown.
    fn definitions(&mut self, settled: &Settled) {
        if settled.definitions.is_empty() {
            return;
        }
        let used: HashSet<String> = settled
            .events
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) if !id.is_empty() => Some(fold(id)),
                _ => None,
            })
            .collect();
        for (label, range) in &settled.definitions {
            if !used.contains(&fold(label)) {
                let text = self.text.get(range.clone()).unwrap_or_default();
                let range = range.start..range.start + text.trim_end().len();
                self.out.push(
                    Diagnostic::warning(
                        Code::UnusedDefinition,
                        Span::new(self.source, range),
                        format!("no link uses the definition `[{label}]:`"),
                    )
                    .label("this line is not shown")
                    .help(format!("write `\\[{label}]:` if it is text")),
                );
            }
        }
    }
}

/// Whether what stands inside is no text of the article.
fn is_silent(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::Link {
                link_type: LinkType::WikiLink { has_pothole: false } | LinkType::Autolink | LinkType::Email,
                ..
            }
    )
}
