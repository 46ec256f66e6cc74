//! Boxes in the text: `<Callout>`, `<KeyPoints>`, `<Faq>`, `<Lyrics>`.

use super::LinkedComponent;
use super::arguments::Args;
use crate::diagnostic::did_you_mean;
use crate::model::{Entity, Id, Kind, Track};

/// A box in the text.
#[derive(Debug, Clone)]
pub enum Prose {
    /// A box beside the text.
    Callout {
        /// note, tip, important, warning or caution.
        kind: &'static str,
        /// Its title.
        title: Option<String>,
    },
    /// What to remember.
    KeyPoints {
        /// Its title.
        title: Option<String>,
    },
    /// Questions with their answers.
    Faq {
        /// Its title.
        title: Option<String>,
    },
    /// The words of a song, or a link to them.
    Lyrics {
        /// The track that has them: another one when it is the same recording.
        track: Id<Track>,
    },
}

impl Prose {
    pub(super) fn mentions(&self) -> Vec<Entity> {
        match self {
            Prose::Lyrics { track } => vec![Entity::Track(*track)],
            Prose::Callout { .. } | Prose::KeyPoints { .. } | Prose::Faq { .. } => Vec::new(),
        }
    }
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

    pub(super) fn key_points(&mut self) -> LinkedComponent {
        LinkedComponent::Prose(Prose::KeyPoints { title: self.text("title").map(|t| t.value) })
    }

    pub(super) fn faq(&mut self) -> LinkedComponent {
        LinkedComponent::Prose(Prose::Faq { title: self.text("title").map(|t| t.value) })
    }

    pub(super) fn lyrics(&mut self) -> Option<LinkedComponent> {
        if self.argument("track").is_none() {
            self.needed("`track`", "track=\"…\"");
            return None;
        }
        let Entity::Track(id) = self.reference("track", Kind::Track)? else { return None };
        let catalogue = self.context.catalogue;
        let own = [id].into_iter().chain(catalogue.same_recording(id));
        let has_words = |id: &Id<Track>| {
            catalogue.track(*id).lyrics.as_ref().is_some_and(|it| !it.stanzas.is_empty() || it.link.is_some())
        };
        match own.into_iter().find(has_words) {
            Some(track) => Some(LinkedComponent::Prose(Prose::Lyrics { track })),
            None => {
                if catalogue.is_sound(Entity::Track(id)) {
                    let message = format!("the catalogue has no lyrics of `{}`", catalogue.index.id(Entity::Track(id)));
                    let help = "write `[tracks.lyrics]` with `link = \"https://…\"` below the track, or take the component away";
                    self.nothing(message, help);
                }
                None
            }
        }
    }
}
