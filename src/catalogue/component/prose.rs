//! Boxes in the text: `<Callout>`.

use super::LinkedComponent;
use super::arguments::Args;
use crate::diagnostic::did_you_mean;

/// A box in the text, around what the writer says in it.
#[derive(Debug, Clone)]
pub enum Prose {
    /// A box beside the text.
    Callout {
        /// note, tip, important, warning or caution.
        kind: &'static str,
        /// Its title.
        title: Option<String>,
    },
}

impl Args<'_> {
    pub(super) fn callout(&mut self) -> Option<LinkedComponent> {
        const KINDS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];
        let title = self.text("title").map(|t| t.value);
        let Some(kind) = self.text("kind") else {
            return Some(LinkedComponent::Prose(Prose::Callout { kind: "note", title }));
        };
        match KINDS.into_iter().find(|k| *k == kind.value) {
            Some(kind) => Some(LinkedComponent::Prose(Prose::Callout { kind, title })),
            None => {
                let help =
                    did_you_mean(&kind.value, KINDS).unwrap_or_else(|| format!("it can be: {}", KINDS.join(", ")));
                self.fault(kind.span, format!("`{}` is not a kind of callout", kind.value), Some(help));
                None
            }
        }
    }
}
