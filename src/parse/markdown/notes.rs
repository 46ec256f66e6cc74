//! Which footnotes a body has, in which order, and what is said of those without a text or without a mark.

use super::survey::Survey;
use super::unread::fold;
use super::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::{HashMap, HashSet};

impl Survey<'_> {
    /// The footnotes in the order of their first mark, with how many marks each has.
    pub(super) fn notes(&self, nodes: &[Node], out: &mut Vec<Diagnostic>) -> Vec<(String, usize)> {
        // Label and first node of each note; what lies in one is not the running text.
        let mut texts: Vec<(String, usize)> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut open: Vec<usize> = Vec::new();
        let mut running: Vec<(String, usize)> = Vec::new();
        let mut inside: Vec<Vec<(String, usize)>> = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            match &node.kind {
                Kind::Markdown(Event::Start(Tag::FootnoteDefinition(label))) => {
                    let key = fold(label);
                    if known.contains_key(&key) {
                        out.push(
                            Diagnostic::error(
                                Code::UnusedDefinition,
                                self.span(self.trimmed(&node.range)),
                                format!("the footnote `[^{label}]` is written twice"),
                            )
                            .label("this one is not shown")
                            .help("give it another mark"),
                        );
                    } else {
                        known.insert(key.clone(), texts.len());
                    }
                    open.push(texts.len());
                    texts.push((key, i));
                    inside.push(Vec::new());
                }
                Kind::Markdown(Event::End(TagEnd::FootnoteDefinition)) => {
                    open.pop();
                }
                Kind::Markdown(Event::FootnoteReference(label)) => {
                    let list = open.last().and_then(|note| inside.get_mut(*note)).unwrap_or(&mut running);
                    list.push((fold(label), i));
                }
                _ => {}
            }
        }
        let mut order: Vec<(String, usize)> = Vec::new();
        let mut number: HashMap<String, usize> = HashMap::new();
        let mut next = 0;
        let mut marks = running;
        loop {
            for (label, i) in marks {
                if !known.contains_key(&label) {
                    out.push(Diagnostic::error(
                        Code::UndefinedFootnote,
                        self.span(nodes[i].range.clone()),
                        format!("the footnote `[^{label}]` has no text"),
                    ));
                } else if let Some(n) = number.get(&label) {
                    order[*n].1 += 1;
                } else {
                    number.insert(label.clone(), order.len());
                    order.push((label, 1));
                }
            }
            let Some((label, _)) = order.get(next) else { break };
            marks = known.get(label).and_then(|note| inside.get_mut(*note)).map(std::mem::take).unwrap_or_default();
            next += 1;
        }
        let shown: HashSet<&String> = order.iter().map(|(label, _)| label).collect();
        for (label, i) in texts
            .iter()
            .filter(|(label, i)| !shown.contains(label) && known.get(label).is_some_and(|n| texts[*n].1 == *i))
        {
            out.push(
                Diagnostic::warning(
                    Code::UnusedDefinition,
                    self.span(self.trimmed(&nodes[*i].range)),
                    format!("no mark refers to the footnote `[^{label}]`"),
                )
                .label("this is not shown")
                .help(format!("write `[^{label}]` after the word that it explains")),
            );
        }
        order
    }
}
