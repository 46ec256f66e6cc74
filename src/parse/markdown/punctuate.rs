//! Straight quotes, hyphens and full stops become the marks of the body's language.
//!
//! The parser finds what may become typographic (never in code, addresses, attributes or after a backslash) and makes
//! English marks of it. [`punctuate`] puts the language's in their place; marks that the writer typed stay.
//!
//! On which side of a quotation a mark is, the parser knows by the letter beside it. That fails where a word follows
//! a quotation without a space, as Korean particles do (`"눈물의 여왕"의`). In such languages, and in lines of others
//! that quote them, the marks of a line are paired here. Elsewhere the parser is followed, but for what it takes for
//! the beginning of a quotation behind a letter, a digit or an element: the sign of inches (`7"`), an end (`"`a`"s`).

use super::flanking::{is_cjk, is_punctuation};
use super::settle::{Placed, Settled};
use super::tag::Form;
use crate::language::quotes::Punctuation;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::collections::BTreeSet;
use std::ops::Range;

/// Puts the language's marks in the place of those that the parser made.
pub(super) fn punctuate(text: &str, body: Range<usize>, settled: &mut Settled, punctuation: &Punctuation) {
    let bytes = text.get(body).unwrap_or_default().as_bytes();
    let quoted = memchr::memchr2(b'"', b'\'', bytes).is_some();
    let doubled = |sign: u8| memchr::memchr_iter(sign, bytes).any(|at| bytes.get(at + 1) == Some(&sign));
    if quoted {
        quote(text, settled, punctuation);
    }
    // Most languages have the parser's own dashes and dots.
    let own = (punctuation.en_dash, punctuation.em_dash, punctuation.ellipsis) == ("–", "—", "…");
    if !own && (doubled(b'.') || doubled(b'-')) {
        join(text, settled, punctuation);
    }
}

/// Says of each quotation mark what it is.
fn quote(text: &str, settled: &mut Settled, punctuation: &Punctuation) {
    let mut roles = Vec::new();
    let mut begin = 0;
    for line in settled.events.split(|(event, _)| !is_in_line(event)) {
        if line.iter().any(|(event, range)| is_quote(text, event, range)) {
            pair(text, begin, line, settled, punctuation.attached, &mut roles);
        }
        begin += line.len() + 1;
    }
    for (i, role) in roles {
        let mark = |(open, close)| match role.side {
            Side::Open => open,
            Side::Close => close,
            Side::Apostrophe => Punctuation::APOSTROPHE,
            Side::Straight => "\"",
        };
        let mark = mark(if role.double { punctuation.double } else { punctuation.single });
        if let Some((event, _)) = settled.events.get_mut(i) {
            *event = Event::Text(CowStr::Borrowed(mark));
        }
    }
}

/// Whether an event is a quotation mark that the parser made.
fn is_quote(text: &str, event: &Event, range: &Range<usize>) -> bool {
    // Only those are looked at that are one byte long.
    range.len() == 1
        && matches!(event, Event::Text(words) if matches!(made(text, words, range), Some(Made::Quote { .. })))
}

/// Says of each quotation mark in a line, whose first event is `begin`, what it is.
fn pair(
    text: &str,
    begin: usize,
    events: &[Placed],
    settled: &Settled,
    attached: bool,
    roles: &mut Vec<(usize, Role)>,
) {
    let mut line = Line::default();
    for (i, (event, range)) in events.iter().enumerate() {
        // The tags around a component's words are no words.
        let tag = matches!(event, Event::Code(_)).then(|| settled.tags.get(&range.start)).flatten();
        match tag.filter(|tag| tag.form != Form::Empty) {
            Some(tag) => line.ended = tag.form == Form::Close,
            None => line.read(text, begin + i, event, range),
        }
    }
    line.pair(text, attached, roles);
}

/// Puts the language's dashes and dots in the place of the parser's.
fn join(text: &str, settled: &mut Settled, punctuation: &Punctuation) {
    // Where a made ellipsis ends.
    let mut ellipsis: Option<usize> = None;
    for i in 0..settled.events.len() {
        let follows = settled.events.get(i + 1).is_some_and(|(event, range)| is_ellipsis(text, event, range));
        let Some((Event::Text(words), range)) = settled.events.get_mut(i) else { continue };
        match made(text, words, range) {
            Some(Made::Ellipsis) => {
                // Who types six full stops has doubled it already.
                if !follows && ellipsis != Some(range.start) {
                    *words = CowStr::Borrowed(punctuation.ellipsis);
                }
                ellipsis = Some(range.end);
            }
            Some(Made::Dashes) => match &**words {
                "–" => *words = CowStr::Borrowed(punctuation.en_dash),
                "—" => *words = CowStr::Borrowed(punctuation.em_dash),
                // The same with six hyphens.
                _ => {}
            },
            Some(Made::Quote { .. }) | None => {}
        }
    }
}

fn is_ellipsis(text: &str, event: &Event, range: &Range<usize>) -> bool {
    matches!(event, Event::Text(words) if made(text, words, range) == Some(Made::Ellipsis))
}

/// What the parser, or [`punctuate`], made of something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    Quote { double: bool },
    Dashes,
    Ellipsis,
}

/// Whether the words of an event are a mark that was made of what stands at its place.
pub(super) fn made(text: &str, words: &str, range: &Range<usize>) -> Option<Made> {
    let typed = text.get(range.clone())?;
    // Most words are those very bytes of the file.
    if std::ptr::eq(typed, words) || typed == words {
        return None;
    }
    match typed {
        "\"" => Some(Made::Quote { double: true }),
        "'" => Some(Made::Quote { double: false }),
        "..." => Some(Made::Ellipsis),
        _ if typed.len() > 1 && typed.bytes().all(|byte| byte == b'-') => Some(Made::Dashes),
        _ => None,
    }
}

/// What a straight quote is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Apostrophe,
    /// Neither: the sign of inches.
    Straight,
}

#[derive(Debug, Clone, Copy)]
struct Role {
    double: bool,
    side: Side,
}

/// What stands in a line of text (a paragraph, heading, cell …), as far as quotation marks see it.
#[derive(Debug)]
enum Piece {
    /// Text, by its first and last character.
    Words(char, char),
    /// A quotation mark.
    Quote(Quote),
}

#[derive(Debug)]
struct Quote {
    event: usize,
    range: Range<usize>,
    double: bool,
    /// Whether the parser takes it for an opening one.
    opens: bool,
    /// Whether it stands directly behind the end of an element: a link, code, emphasis.
    behind_element: bool,
}

#[derive(Debug, Default)]
struct Line {
    pieces: Vec<Piece>,
    /// Whether an element has just ended.
    ended: bool,
    /// How many links whose words are a name or an address are around.
    names: usize,
}

/// Whether an event is within a line of text; all others end one.
fn is_in_line(event: &Event) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    match event {
        Event::Start(tag) => matches!(tag.to_end(), Emphasis | Strong | Strikethrough | Link | Image),
        Event::End(tag) => matches!(tag, Emphasis | Strong | Strikethrough | Link | Image),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

impl Line {
    /// Takes an event in.
    fn read(&mut self, text: &str, i: usize, event: &Event, range: &Range<usize>) {
        // Something to read that shows no letters here: a number or a title.
        let thing = Piece::Words('x', 'x');
        match event {
            Event::Text(words) if self.names == 0 => match made(text, words, range) {
                Some(Made::Quote { double }) => {
                    let opens = matches!(&**words, "“" | "‘");
                    let (range, behind_element) = (range.clone(), self.ended);
                    self.pieces.push(Piece::Quote(Quote { event: i, range, double, opens, behind_element }));
                }
                _ => {
                    if let (Some(first), Some(last)) = (words.chars().next(), words.chars().next_back()) {
                        self.pieces.push(Piece::Words(first, last));
                    }
                }
            },
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.pieces.push(thing),
            Event::SoftBreak | Event::HardBreak => self.pieces.push(Piece::Words(' ', ' ')),
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                let named = matches!(
                    link_type,
                    LinkType::WikiLink { has_pothole: false } | LinkType::Autolink | LinkType::Email
                );
                if named || self.names > 0 {
                    self.names += 1;
                    self.pieces.push(thing);
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.names = self.names.saturating_sub(1),
            _ => {}
        }
        self.ended = match event {
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::End(TagEnd::Link | TagEnd::Image | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {
                true
            }
            Event::InlineHtml(tag) => {
                tag.starts_with("</") || tag.ends_with("/>") && super::tag::component_name(tag).is_some()
            }
            _ => false,
        };
    }

    /// Says what each quotation mark of the line is.
    fn pair(&self, text: &str, attached: bool, out: &mut Vec<(usize, Role)>) {
        if attached || self.is_attached() { self.pair_attached(text, out) } else { self.pair_as_parsed(text, out) }
    }

    /// Whether a word stands right behind what may be the end of a quotation.
    fn is_attached(&self) -> bool {
        self.pieces.windows(3).any(|three| match three {
            [Piece::Words(_, last), Piece::Quote(_), Piece::Words(first, _)] => {
                Beside::after(*first) == Beside::Attached
                    && !matches!(Beside::before(*last), Beside::Gap | Beside::Opening)
            }
            _ => false,
        })
    }

    fn quotes(&self) -> impl Iterator<Item = &Quote> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Quote(quote) => Some(quote),
            Piece::Words(..) => None,
        })
    }

    /// The parser knows most sides; what it does not tell is an apostrophe from the end of a quotation.
    fn pair_as_parsed(&self, text: &str, out: &mut Vec<(usize, Role)>) {
        // The parser takes these for a quotation, and what is around them for none.
        let rolls = self.quotes().any(|quote| !quote.double && is_rock_n_roll(text, &quote.range));
        let opening = if rolls { self.opening_singles(text) } else { BTreeSet::new() };
        let mut single = false;
        // How many double quotations are open, and where the last one ended.
        let (mut open, mut ended) = (0_usize, None);
        for quote in self.quotes() {
            let opens = if rolls && !quote.double { opening.contains(&quote.event) } else { quote.opens };
            let before = text.get(..quote.range.start).and_then(|before| before.chars().next_back());
            let after = text.get(quote.range.end..).and_then(|after| after.chars().next());
            let behind = quote.behind_element
                || before.is_some_and(char::is_alphanumeric)
                || ended.is_some_and(|end| end == quote.range.start);
            let side = match (quote.double, opens) {
                (false, true) => {
                    single = true;
                    Side::Open
                }
                (false, false) if single && may_close(text, &quote.range) && !is_rock_n_roll(text, &quote.range) => {
                    single = false;
                    Side::Close
                }
                (false, false) => Side::Apostrophe,
                (true, true) if open > 0 && behind => Side::Close,
                (true, _) if open == 0 && !quote.behind_element && before.is_some_and(|c| c.is_ascii_digit()) => {
                    Side::Straight
                }
                (true, true) => Side::Open,
                (true, false) => Side::Close,
            };
            match side {
                Side::Open if quote.double && after.is_some_and(|c| !c.is_whitespace()) => open += 1,
                Side::Close if quote.double => (open, ended) = (open.saturating_sub(1), Some(quote.range.end)),
                _ => {}
            }
            out.push((quote.event, Role { double: quote.double, side }));
        }
    }

    /// Which single marks begin a quotation by the parser's rule, if the apostrophes of "rock 'n' roll" are none.
    fn opening_singles(&self, text: &str) -> BTreeSet<usize> {
        let mut opening = BTreeSet::new();
        let mut open = None;
        for quote in self.quotes().filter(|quote| !quote.double && !is_rock_n_roll(text, &quote.range)) {
            if may_close(text, &quote.range) && open.is_some() {
                opening.extend(open.take());
            } else if may_open(text, &quote.range) {
                open = Some(quote.event);
            }
        }
        opening
    }

    /// Pairs by what is open, where words may stand at a mark on both sides.
    fn pair_attached(&self, text: &str, out: &mut Vec<(usize, Role)>) {
        let mut sides: Vec<Option<Side>> = vec![None; self.pieces.len()];
        // The marks that are open.
        let mut open: Vec<(usize, bool)> = Vec::new();
        for (i, piece) in self.pieces.iter().enumerate() {
            let Piece::Quote(Quote { range, double, .. }) = piece else { continue };
            let before = match i.checked_sub(1).and_then(|i| Some((self.pieces.get(i)?, sides.get(i)?))) {
                None => Beside::Gap,
                Some((Piece::Words(_, last), _)) => Beside::before(*last),
                Some((Piece::Quote(_), Some(Side::Open))) => Beside::Opening,
                Some((Piece::Quote(_), _)) => Beside::Other,
            };
            let after = match self.pieces.get(i + 1) {
                None => Beside::Gap,
                Some(Piece::Words(first, _)) => Beside::after(*first),
                Some(Piece::Quote(_)) => Beside::Other,
            };
            if !double && (before.is_latin() && after.is_latin() || is_rock_n_roll(text, range)) {
                sides[i] = Some(Side::Apostrophe);
                continue;
            }
            let within = open.iter().rposition(|(_, other)| *other == *double || !double);
            let within = within.filter(|at| open.get(*at).is_some_and(|(_, other)| *other == *double));
            if matches!(before, Beside::Gap | Beside::Opening) && !matches!(after, Beside::Gap | Beside::Closing) {
                open.push((i, *double));
            } else if let Some(at) = within {
                if let Some((opening, _)) = open.get(at) {
                    sides[*opening] = Some(Side::Open);
                }
                sides[i] = Some(Side::Close);
                open.truncate(at);
            } else if *double && before == Beside::Digit && !self.ends_behind(i) {
                // The sign of inches, which a word may follow.
            } else if !matches!(after, Beside::Gap | Beside::Closing) {
                open.push((i, *double));
            } else if *double {
                sides[i] = Some(Side::Close);
            }
        }
        for (i, piece) in self.pieces.iter().enumerate() {
            let Piece::Quote(Quote { event, double, .. }) = piece else { continue };
            // What found no partner.
            let after_digit = i.checked_sub(1).and_then(|i| self.pieces.get(i)).is_some_and(
                |before| matches!(before, Piece::Words(_, last) if Beside::before(*last) == Beside::Digit),
            );
            let alone = match (double, after_digit) {
                (false, _) => Side::Apostrophe,
                (true, true) => Side::Straight,
                (true, false) => Side::Open,
            };
            out.push((*event, Role { double: *double, side: sides[i].unwrap_or(alone) }));
        }
    }

    /// Whether the next double mark behind a piece can only be the end of a quotation that begins there.
    fn ends_behind(&self, i: usize) -> bool {
        let behind = self.pieces.get(i..).unwrap_or_default();
        let next = behind.windows(2).find(|two| matches!(two, [_, Piece::Quote(quote)] if quote.double));
        next.is_some_and(|two| {
            matches!(two, [Piece::Words(_, last), _]
                if !matches!(Beside::before(*last), Beside::Gap | Beside::Opening | Beside::Digit))
        })
    }
}

/// What stands beside a quotation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// White space, or the line's border.
    Gap,
    Opening,
    Closing,
    /// A letter of a script whose words stand at quotations without a space.
    Attached,
    Latin,
    Digit,
    Other,
}

impl Beside {
    fn before(c: char) -> Self {
        match c {
            '(' | '[' | '{' | '<' | '「' | '『' | '〈' | '《' | '【' | '〔' | '（' | '［' | '｛' | '“' | '‘' | '«'
            | '‹' | '„' | '‚' => Self::Opening,
            c => Self::letter(c),
        }
    }

    fn after(c: char) -> Self {
        match c {
            ')' | ']' | '}' | '>' | '」' | '』' | '〉' | '》' | '】' | '〕' | '）' | '］' | '｝' | '”' | '’' | '»'
            | '›' => Self::Closing,
            c => Self::letter(c),
        }
    }

    fn letter(c: char) -> Self {
        match c {
            c if c.is_whitespace() => Self::Gap,
            c if c.is_ascii_digit() => Self::Digit,
            c if c.is_alphanumeric() && is_cjk(c) => Self::Attached,
            c if c.is_alphanumeric() => Self::Latin,
            _ => Self::Other,
        }
    }

    fn is_latin(self) -> bool {
        matches!(self, Self::Latin | Self::Digit)
    }
}

/// The parser's rule for what may begin a quotation with a single mark.
fn may_open(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    after.is_some_and(|c| !c.is_whitespace())
        && before.is_none_or(|c| c.is_whitespace() || is_punctuation(c) && !matches!(c, ']' | ')'))
}

/// The parser's rule for what may end a quotation.
fn may_close(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| c.is_whitespace() || is_punctuation(c))
}

/// Whether this is one of the two apostrophes of "rock 'n' roll".
fn is_rock_n_roll(text: &str, range: &Range<usize>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    [range.start.checked_sub(2), Some(range.start)].into_iter().flatten().any(|start| {
        let Some((before, rest)) = text.split_at_checked(start) else { return false };
        let after = rest.strip_prefix("'n'").or_else(|| rest.strip_prefix("'N'"));
        let around =
            after.map(|after| (before.strip_suffix(' ').unwrap_or(before), after.strip_prefix(' ').unwrap_or(after)));
        around.is_some_and(|(before, after)| is_word(before.chars().next_back()) && is_word(after.chars().next()))
    })
}
