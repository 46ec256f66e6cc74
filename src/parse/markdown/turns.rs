//! Who speaks in an interview: a line of its body that begins with `Q:`, `A:` or a name begins somebody's turn.

use super::assemble::{Assembler, OpenComponent};
use super::outline::{Argument, TurnLabel};
use super::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::fold;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::ops::Range;

/// What may stand for who asks and who answers, folded.
const ASKS: [&str; 3] = ["q", "문", "질문"];
const ANSWERS: [&str; 3] = ["a", "답", "답변"];

/// A name longer than this before a colon is a sentence.
const LONGEST: usize = 60;

/// Those who speak, as the tag names them.
struct Speakers {
    asking: Vec<String>,
    answering: Vec<String>,
}

/// Whose turn a line begins.
enum Begins {
    Turn {
        asks: bool,
        speaker: usize,
    },
    /// The sign stands for several people.
    Several(Vec<String>),
    /// It is nearly one of the names.
    Nearly(String),
    Nobodys,
}

impl Speakers {
    fn of(arguments: &[Argument]) -> Self {
        let named = |name: &str| {
            let value = arguments.iter().find(|it| &*it.name == name).and_then(|it| it.value.as_deref());
            let names = value.unwrap_or_default().split(',').map(|name| speaker_name(name).to_owned());
            names.filter(|name| !name.is_empty()).collect()
        };
        Self { asking: named("q"), answering: named("a") }
    }

    fn begins(&self, label: &str) -> Begins {
        let label = fold(label);
        for (asks, names) in [(true, &self.asking), (false, &self.answering)] {
            if let Some(speaker) = names.iter().position(|name| fold(name) == label) {
                return Begins::Turn { asks, speaker };
            }
        }
        for (asks, signs, names) in [(true, ASKS, &self.asking), (false, ANSWERS, &self.answering)] {
            if signs.contains(&&*label) {
                return if names.len() > 1 {
                    Begins::Several(names.clone())
                } else {
                    // That nobody is named is told where the tag is read.
                    Begins::Turn { asks, speaker: 0 }
                };
            }
        }
        let names = self.asking.iter().chain(&self.answering).map(String::as_str);
        match did_you_mean(&label, names).filter(|_| label.chars().count() > 2) {
            Some(help) => Begins::Nearly(help),
            None => Begins::Nobodys,
        }
    }
}

/// A speaker's name without the kind of record that it may begin with.
pub fn speaker_name(typed: &str) -> &str {
    let typed = typed.trim();
    let known = ["artist:", "contributor:"].iter().find_map(|kind| typed.strip_prefix(kind));
    known.unwrap_or(typed).trim()
}

impl<'a> Assembler<'a, '_> {
    /// Divides an interview's body into turns.
    pub(super) fn turns(&mut self, open: &OpenComponent) {
        let Some(index) = open.index else { return };
        let speakers = Speakers::of(self.components.get(index as usize).map_or(&[], |it| &it.args));
        let body = self.nodes.split_off(open.node + 1);
        let said = self.diagnostics.len();
        let mut depth = 0_usize;
        // Whether the paragraph around stands straight in the body.
        let mut plain = false;
        let mut spoken = false;
        // The sign of a turn in which nothing was said yet.
        let mut waiting: Option<Range<usize>> = None;
        let mut stray: Option<Range<usize>> = None;
        let mut i = 0;
        while let Some(node) = body.get(i) {
            let starts = depth == 0 && matches!(node.kind, Kind::Markdown(Event::Start(Tag::Paragraph)));
            let breaks =
                depth == 1 && plain && matches!(node.kind, Kind::Markdown(Event::SoftBreak | Event::HardBreak));
            let line = if starts || breaks { self.turn(&body, i + 1, &speakers, index) } else { None };
            if let Some((asks, speaker, sign, after)) = line {
                if breaks {
                    self.push_end(TagEnd::Paragraph, node.range.start);
                }
                self.unsaid(waiting.replace(sign.clone()));
                spoken = true;
                let range = sign.start..sign.start;
                self.nodes.push(Node { kind: Kind::Turn { asks, speaker }, index, range });
                let (bold, next) = after_sign(&body, i + 1, after);
                if matches!(body.get(next).map(|node| &node.kind), Some(Kind::Markdown(Event::End(TagEnd::Paragraph))))
                {
                    // The words come in the next paragraph.
                    (i, depth, plain) = (next + 1, 0, false);
                    continue;
                }
                (i, depth, plain, waiting) = (next, 1 + bold.len(), true, None);
                self.nodes.push(Node {
                    kind: Kind::Markdown(Event::Start(Tag::Paragraph)),
                    index: 0,
                    range: after..after,
                });
                self.nodes.extend(bold.into_iter().cloned());
                // A word that begins in the middle of its node.
                if let Some(first) = body.get(i)
                    && first.range.start < after
                    && let Kind::Markdown(Event::Text(text)) = &first.kind
                {
                    let rest = text.get(after - first.range.start..).unwrap_or(text).to_owned();
                    let kind = Kind::Markdown(Event::Text(CowStr::from(rest)));
                    self.nodes.push(Node { kind, index: 0, range: after..first.range.end });
                    i += 1;
                }
                continue;
            }
            if depth == 0 {
                plain = starts;
                let is_silent =
                    matches!(node.kind, Kind::Markdown(Event::Start(Tag::HtmlBlock | Tag::FootnoteDefinition(_))));
                if spoken {
                    waiting = None;
                } else if !is_silent {
                    stray = stray.or_else(|| Some(node.range.clone()));
                }
            }
            match node.kind {
                Kind::Markdown(Event::Start(_)) | Kind::Open { .. } => depth += 1,
                Kind::Markdown(Event::End(_)) | Kind::Close { .. } => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.nodes.push(node.clone());
            i += 1;
        }
        self.unsaid(waiting);
        if self.diagnostics.len() == said {
            self.first_turn(open, spoken, stray);
        }
    }

    fn push_end(&mut self, end: TagEnd, at: usize) {
        self.nodes.push(Node { kind: Kind::Markdown(Event::End(end)), index: 0, range: at..at });
    }

    /// Complains about a turn without words.
    fn unsaid(&mut self, sign: Option<Range<usize>>) {
        let Some(sign) = sign else { return };
        let message = format!("nothing is said after `{}`", self.text.get(sign.clone()).unwrap_or_default());
        let it = Diagnostic::error(Code::ComponentBody, self.span(sign), message);
        self.diagnostics.push(it.help("write what is said after it, before the next turn"));
    }

    /// Complains if there is no turn, or something before the first.
    fn first_turn(&mut self, open: &OpenComponent, spoken: bool, stray: Option<Range<usize>>) {
        let said = if !spoken {
            let message = format!("nobody speaks in `<{}>`", open.name);
            Diagnostic::error(Code::ComponentBody, self.span(open.range.clone()), message)
        } else if let Some(stray) = stray {
            let typed = self.text.get(stray.clone()).unwrap_or_default();
            let length = typed.lines().next().unwrap_or_default().trim_end().len();
            let span = self.span(stray.start..stray.start + length);
            Diagnostic::error(Code::ComponentBody, span, "this stands before the first turn, and nobody says it")
        } else {
            return;
        };
        let help = "begin what each person says with `Q:`, `A:` or the name: `Q: Who sings it?`";
        let before = format!("put an introduction before `<{}>`", open.name);
        self.diagnostics.push(if spoken { said.help(help).help(before) } else { said.help(help) });
    }

    /// Whose turn the line begins whose first node is `body[i]`: the side, the speaker, the sign's place and where what
    /// is said begins.
    fn turn(
        &mut self,
        body: &[Node<'a>],
        i: usize,
        speakers: &Speakers,
        interview: u32,
    ) -> Option<(bool, usize, Range<usize>, usize)> {
        let first = body.get(i)?;
        if !matches!(first.kind, Kind::Markdown(Event::Text(_) | Event::Start(Tag::Strong))) {
            return None;
        }
        let start = first.range.start;
        let (label, sign, after) = label(self.text.get(start..)?)?;
        let sign = start..start + sign;
        let begins = speakers.begins(label);
        let begins_turn = matches!(begins, Begins::Turn { .. });
        // What is nobody's may be another name of one of them, which the catalogue knows.
        if begins_turn || matches!(begins, Begins::Nobodys) {
            let name = start + self.text.get(start..)?.find(label)?;
            let span = self.span(name..name + label.len());
            if let Some(matter) = self.components.get_mut(interview as usize) {
                matter.labels.push(TurnLabel { name: label.into(), span, begins: begins_turn });
            }
        }
        match begins {
            Begins::Turn { asks, speaker } => Some((asks, speaker, sign, start + after)),
            Begins::Several(names) => {
                let message = format!("`{label}:` may be any of {}: {}", names.len(), names.join(", "));
                let it = Diagnostic::error(Code::ComponentBody, self.span(sign), message);
                self.diagnostics.push(it.help(format!("write whose words they are: `{}:`", names[0])));
                None
            }
            Begins::Nearly(help) => {
                let message = format!("nobody in this interview is called `{label}`");
                self.diagnostics.push(Diagnostic::error(Code::ComponentBody, self.span(sign), message).help(help));
                None
            }
            Begins::Nobodys => None,
        }
    }
}

/// Where, from `body[i]` on, the words after a sign begin; what is bold in the sign alone goes with it. Gives the starts
/// of bold that goes on over the words, and the node that they begin in.
fn after_sign<'n, 'a>(body: &'n [Node<'a>], mut i: usize, after: usize) -> (Vec<&'n Node<'a>>, usize) {
    let mut bold = Vec::new();
    while let Some(node) = body.get(i) {
        i = match &node.kind {
            Kind::Markdown(Event::Start(Tag::Strong)) if node.range.start < after => {
                let is_end = |it: &Node| matches!(it.kind, Kind::Markdown(Event::End(TagEnd::Strong)));
                let end = body[i..].iter().position(is_end).map_or(body.len(), |n| i + n + 1);
                let is_said = |it: &Node| {
                    let is_text = matches!(it.kind, Kind::Markdown(Event::Text(_)));
                    it.range.start >= after || is_text && it.range.end > after
                };
                if body[i + 1..end.saturating_sub(1)].iter().any(is_said) {
                    bold.push(node);
                    i + 1
                } else {
                    end
                }
            }
            Kind::Markdown(Event::Text(_)) if node.range.end <= after => i + 1,
            Kind::Markdown(Event::SoftBreak | Event::HardBreak) => i + 1,
            _ => break,
        };
    }
    (bold, i)
}

/// The name at the beginning of a line, how long it is with its colon, and where what follows begins.
fn label(text: &str) -> Option<(&str, usize, usize)> {
    let line = text.lines().next()?;
    let bold = ["**", "__"].into_iter().find(|marks| line.starts_with(marks));
    let begin = bold.map_or(0, str::len);
    let (at, colon) = line.get(begin..)?.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let typed = line.get(begin..begin + at)?.trim();
    let inner = bold.and_then(|marks| typed.strip_suffix(marks));
    let mut after = begin + at + colon.len_utf8();
    let sign = after;
    let name = inner.unwrap_or(typed);
    if let Some(marks) = bold.filter(|_| inner.is_none()) {
        // `**Q:** …`; what goes on in bold keeps it.
        after += line.get(after..).filter(|rest| rest.starts_with(marks)).map_or(0, |_| marks.len());
    }
    let rest = line.get(after..)?;
    after += rest.len() - rest.trim_start().len();
    (!name.is_empty() && name.chars().count() <= LONGEST && !name.contains(['[', '<', '`', '/']))
        .then_some((name, sign, after))
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn labels_in_every_spelling() {
        assert_eq!(label("Q: What?\nA: That."), Some(("Q", 2, 3)));
        assert_eq!(label("**Dana Lim:** What?"), Some(("Dana Lim", 11, 14)));
        assert_eq!(label("**Dana Lim**: What?"), Some(("Dana Lim", 13, 14)));
        assert_eq!(label("**Q: What?**"), Some(("Q", 4, 5)));
        assert_eq!(label("문：무엇?"), Some(("문", 6, 6)));
        assert_eq!(label("No name here"), None);
        assert_eq!(label("[x]: y"), None);
    }
}
