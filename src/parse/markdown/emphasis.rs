//! Emphasis beside Hangul, Han and Kana: pairs the runs of `*` and `~~` again where the common rule fails them.
//!
//! `CommonMark` asks for white space or punctuation after `)**`, so that `**골든(Golden)**은` is no emphasis. The
//! rule of <https://github.com/tats-u/markdown-cjk-friendly> lets a CJK character stand for that, and takes CJK
//! punctuation for letters. [`resolve`] looks for runs to which this makes a difference. In a line of text (a
//! paragraph, heading, cell …) that has one, all emphasis is dissolved into its signs again, and these are
//! paired by the parser's own algorithm with the widened rule; what stands elsewhere is not touched.
//!
//! A single `~` keeps the parser's rule, because it writes ranges (`1~2월`), and so does `_`, which the widened
//! rule never changes.

use super::flanking::Place;
use super::grammar;
use super::settle::{Placed, Settled};
use super::tag::{self, ComponentTag, Form};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Pairs anew what the widened rule changes in the events of `text[body]`.
pub(super) fn resolve<'a>(text: &'a str, body: Range<usize>, settled: &mut Settled<'a>) {
    let text = text.get(..body.end).unwrap_or(text);
    let touched = touched(text, body.start);
    if touched.is_empty() {
        return;
    }
    let events = std::mem::take(&mut settled.events);
    let mut lines =
        Lines { text, tags: &settled.tags, touched: &touched, wide: true, out: Vec::with_capacity(events.len()) };
    lines.run(events);
    settled.events = lines.out;
}

/// Where runs begin to which the widened rule may make a difference; plain text costs this one pass.
fn touched(text: &str, from: usize) -> Vec<usize> {
    let bytes = text.as_bytes();
    let is_beyond_ascii = |byte: Option<&u8>| byte.is_some_and(|byte| !byte.is_ascii());
    let mut found = Vec::new();
    let mut at = from;
    for n in memchr::memchr2_iter(b'*', b'~', bytes.get(from..).unwrap_or_default()) {
        let start = from + n;
        if start < at {
            // Within the run before.
            continue;
        }
        at = start + bytes[start..].iter().take_while(|b| **b == bytes[start]).count();
        if is_beyond_ascii(start.checked_sub(1).and_then(|i| bytes.get(i))) || is_beyond_ascii(bytes.get(at)) {
            let place = Place { text, run: start..at, line_start: false, in_cell: false };
            if place.sides(true) != place.sides(false) {
                found.push(start);
            }
        }
    }
    found
}

/// Finds the lines of text among the events and writes them anew.
struct Lines<'s, 'a> {
    text: &'a str,
    tags: &'s HashMap<usize, ComponentTag>,
    touched: &'s [usize],
    /// Whether the widened rule is followed; a test follows the parser's.
    wide: bool,
    out: Vec<Placed<'a>>,
}

impl<'a> Lines<'_, 'a> {
    fn run(&mut self, events: Vec<Placed<'a>>) {
        let mut line = Vec::new();
        let (mut verbatim, mut in_cell) = (false, false);
        for placed in events {
            if !verbatim && is_inline(&placed.0) {
                line.push(placed);
                continue;
            }
            self.line(&mut line, in_cell);
            match &placed.0 {
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => verbatim = true,
                Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => verbatim = false,
                Event::Start(Tag::TableCell) => in_cell = true,
                Event::End(TagEnd::TableCell) => in_cell = false,
                _ => {}
            }
            self.out.push(placed);
        }
        self.line(&mut line, in_cell);
    }

    fn line(&mut self, line: &mut Vec<Placed<'a>>, in_cell: bool) {
        let (Some((_, first)), Some((_, last))) = (line.first(), line.last()) else { return };
        let next = self.touched.partition_point(|at| *at < first.start);
        if self.wide && self.touched.get(next).is_none_or(|at| *at >= last.end) {
            self.out.append(line);
            return;
        }
        let mut signs = Signs { text: self.text, in_cell, wide: self.wide, changed: !self.wide, marks: Vec::new() };
        signs.read(line, self.tags);
        if !signs.changed {
            self.out.append(line);
            return;
        }
        signs.marks.sort_unstable_by_key(|mark| mark.at);
        let marks = signs.marks.into_iter().peekable();
        let mut writer = Writer { text: self.text, marks, done: 0, out: &mut self.out };
        line.drain(..).for_each(|placed| writer.event(placed));
    }
}

fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => is_inline_tag(tag.to_end()),
        Event::End(tag) => is_inline_tag(*tag),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

fn is_inline_tag(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    matches!(tag, Emphasis | Strong | Strikethrough | Link | Image | Subscript | Superscript)
}

/// How many signs stand on either side of an emphasis that the parser found.
fn sign_count(tag: TagEnd, text: &str, range: &Range<usize>) -> Option<usize> {
    match tag {
        TagEnd::Emphasis => Some(1),
        TagEnd::Strong => Some(2),
        TagEnd::Strikethrough => Some(if text[range.start..].starts_with("~~") { 2 } else { 1 }),
        _ => None,
    }
}

/// The signs of one line, gathered so that none is paired over the border of a link or a component.
struct Signs<'a> {
    text: &'a str,
    in_cell: bool,
    wide: bool,
    /// Whether the rule makes a difference to one of them.
    changed: bool,
    marks: Vec<Mark>,
}

/// Signs that begin or end an emphasis.
struct Mark {
    at: usize,
    length: usize,
    event: Event<'static>,
    /// The emphasis.
    range: Range<usize>,
}

impl Signs<'_> {
    fn read(&mut self, line: &[Placed], tags: &HashMap<usize, ComponentTag>) {
        let borders = borders(line, tags);
        let mut line_starts = HashSet::new();
        let mut fresh = true;
        // The signs of this line, of the link or component in it, and so on.
        let mut levels: Vec<Vec<usize>> = vec![Vec::new()];
        // How many names of links and addresses are around; signs in them mean nothing.
        let mut names = 0_usize;
        for (i, (event, range)) in line.iter().enumerate() {
            if std::mem::take(&mut fresh) {
                line_starts.insert(range.start);
            }
            let level = levels.last_mut();
            match event {
                Event::Start(tag) => match (sign_count(tag.to_end(), self.text, range), level) {
                    (Some(n), Some(level)) => level.extend(range.start..range.start + n),
                    _ => {
                        names += usize::from(is_name(tag));
                        levels.push(Vec::new());
                    }
                },
                Event::End(tag) => match (sign_count(*tag, self.text, range), level) {
                    (Some(n), Some(level)) => level.extend(range.end - n..range.end),
                    _ => {
                        names = names.saturating_sub(1);
                        let level = levels.pop().unwrap_or_default();
                        self.pair(&level, &line_starts);
                    }
                },
                Event::Text(words) if names == 0 && self.text.get(range.clone()) == Some(words) => {
                    let signs = words.match_indices(['*', '_', '~']).map(|(at, _)| range.start + at);
                    if let Some(level) = level {
                        level.extend(signs.filter(|at| !is_escaped(self.text, *at)));
                    }
                }
                Event::SoftBreak | Event::HardBreak => fresh = true,
                _ => match borders.get(&i) {
                    Some(Form::Open) => levels.push(Vec::new()),
                    Some(_) => {
                        let level = levels.pop().unwrap_or_default();
                        self.pair(&level, &line_starts);
                    }
                    None => {}
                },
            }
        }
        while let Some(level) = levels.pop() {
            self.pair(&level, &line_starts);
        }
    }

    /// Groups signs into runs and pairs these.
    fn pair(&mut self, signs: &[usize], line_starts: &HashSet<usize>) {
        let bytes = self.text.as_bytes();
        let mut openers = Openers::default();
        for run in signs.chunk_by(|a, b| a + 1 == *b && bytes[*a] == bytes[*b]) {
            let (start, sign) = (run[0], bytes[run[0]]);
            if sign == b'~' && run.len() > 2 {
                continue;
            }
            let place = Place {
                text: self.text,
                run: start..start + run.len(),
                line_start: line_starts.contains(&start),
                in_cell: self.in_cell,
            };
            let sides = place.sides(self.wide);
            self.changed |= self.wide && sides != place.sides(false);
            let mut left = Run { start, count: run.len(), length: run.len(), sign, both: sides == (true, true) };
            if sides.1 {
                while left.count > 0
                    && let Some(opener) = openers.take(&left)
                {
                    self.join(opener, &mut left, &mut openers);
                }
            }
            if sides.0 && left.count > 0 {
                openers.push(left);
            }
        }
    }

    /// Makes emphasis of as many signs as both runs have, from the inside out.
    fn join(&mut self, opener: Run, closer: &mut Run, openers: &mut Openers) {
        let mut count = opener.count.min(closer.count);
        let mut open = opener.start + opener.count;
        let rest = opener.count - count;
        while count > 0 {
            let length = count.min(2);
            open -= length;
            let range = open..closer.start + length;
            let tag = match (closer.sign, length) {
                (b'~', _) => Tag::Strikethrough,
                (_, 1) => Tag::Emphasis,
                _ => Tag::Strong,
            };
            let end = Event::End(tag.to_end());
            self.marks.push(Mark { at: open, length, event: Event::Start(tag), range: range.clone() });
            self.marks.push(Mark { at: closer.start, length, event: end, range });
            closer.start += length;
            closer.count -= length;
            count -= length;
        }
        if rest > 0 {
            openers.push(Run { count: rest, ..opener });
        }
    }
}

/// Links whose words are a name or an address.
fn is_name(tag: &Tag) -> bool {
    let (Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) = tag else { return false };
    matches!(link_type, LinkType::WikiLink { has_pothole: false } | LinkType::Autolink | LinkType::Email)
}

/// Whether an odd number of backslashes stands before.
fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|b| **b == b'\\').count() % 2 == 1
}

/// The tags of components that begin and end in this line, in the same link: their events and forms.
fn borders(line: &[Placed], tags: &HashMap<usize, ComponentTag>) -> HashMap<usize, Form> {
    let mut found = HashMap::new();
    // Names and events of open tags; a link has no name.
    let mut open: Vec<(Option<&str>, usize)> = Vec::new();
    for (i, (event, range)) in line.iter().enumerate() {
        let (name, form) = match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                open.push((None, i));
                continue;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                open.truncate(open.iter().rposition(|(name, _)| name.is_none()).unwrap_or(0));
                continue;
            }
            Event::InlineHtml(html) => match (tag::component_name(html), grammar::scan(html, 0)) {
                (Some(name), Ok(scanned)) if scanned.closing => (name, Form::Close),
                (Some(name), Ok(scanned)) if !scanned.empty => (name, Form::Open),
                _ => continue,
            },
            Event::Code(_) => match tags.get(&range.start) {
                Some(tag) => (&*tag.name, tag.form),
                None => continue,
            },
            _ => continue,
        };
        match form {
            Form::Open => open.push((Some(name), i)),
            Form::Empty => {}
            Form::Close => {
                let within = open.iter().rposition(|(name, _)| name.is_none()).map_or(0, |link| link + 1);
                if let Some(at) = open[within..].iter().rposition(|(other, _)| *other == Some(name)) {
                    found.insert(open[within + at].1, Form::Open);
                    found.insert(i, Form::Close);
                    open.truncate(within + at);
                }
            }
        }
    }
    found
}

/// Signs of one kind that are still to be paired.
#[derive(Clone)]
struct Run {
    start: usize,
    count: usize,
    /// How many there were at first.
    length: usize,
    sign: u8,
    /// Whether it may begin and end emphasis.
    both: bool,
}

/// The runs that may begin emphasis, and below which of them the search for each kind of end is known to be vain.
#[derive(Default)]
struct Openers {
    runs: Vec<Run>,
    floors: HashMap<(u8, usize, bool), usize>,
}

impl Openers {
    fn push(&mut self, run: Run) {
        self.runs.push(run);
    }

    /// Takes the nearest run that this one may end; those after it are given up.
    fn take(&mut self, closer: &Run) -> Option<Run> {
        // All ends by tildes are one kind, as in the parser.
        let kind = if closer.sign == b'~' { (b'~', 0, false) } else { (closer.sign, closer.length % 3, closer.both) };
        let floor = self.floors.get(&kind).map_or(0, |floor| self.runs.len().min(*floor));
        let may_begin = |run: &Run| {
            run.sign == closer.sign
                && if run.sign == b'~' {
                    run.length == closer.length
                } else {
                    !(run.both || closer.both)
                        || !(run.length + closer.length).is_multiple_of(3)
                        || closer.length.is_multiple_of(3)
                }
        };
        match self.runs[floor..].iter().rposition(may_begin) {
            Some(at) => {
                let run = self.runs.get(floor + at).cloned();
                self.runs.truncate(floor + at);
                self.floors.values_mut().for_each(|known| *known = (*known).min(floor + at));
                run
            }
            None => {
                self.floors.insert(kind, self.runs.len());
                None
            }
        }
    }
}

/// Writes a line again: what the parser took for signs as text, and the marks in it as emphasis.
struct Writer<'w, 'a> {
    text: &'a str,
    marks: std::iter::Peekable<std::vec::IntoIter<Mark>>,
    /// The end of the last mark: it may reach into the next event's signs.
    done: usize,
    out: &'w mut Vec<Placed<'a>>,
}

impl<'a> Writer<'_, 'a> {
    fn event(&mut self, (event, range): Placed<'a>) {
        match &event {
            Event::Start(tag) => {
                if let Some(n) = sign_count(tag.to_end(), self.text, &range) {
                    return self.words(range.start..range.start + n);
                }
            }
            Event::End(tag) => {
                if let Some(n) = sign_count(*tag, self.text, &range) {
                    return self.words(range.end - n..range.end);
                }
            }
            Event::Text(_) if self.done > range.start || self.marks.peek().is_some_and(|mark| mark.at < range.end) => {
                return self.words(range);
            }
            _ => {}
        }
        self.out.push((event, range));
    }

    fn words(&mut self, range: Range<usize>) {
        let mut from = range.start.max(self.done);
        while let Some(mark) = self.marks.next_if(|mark| mark.at < range.end) {
            self.text(from..mark.at);
            from = mark.at + mark.length;
            self.done = from;
            self.out.push((mark.event, mark.range));
        }
        self.text(from..range.end);
    }

    fn text(&mut self, range: Range<usize>) {
        if let Some(words) = self.text.get(range.clone()).filter(|words| !words.is_empty()) {
            self.out.push((Event::Text(CowStr::Borrowed(words)), range));
        }
    }
}

#[cfg(test)]
mod tests;
