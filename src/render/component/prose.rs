//! Boxes in the text.

use super::Page;
use crate::catalogue::Prose;
use serde::Serialize;

#[derive(Serialize)]
struct CalloutView {
    kind: &'static str,
    title: String,
}

impl Page<'_> {
    pub(super) fn prose(&mut self, index: usize, prose: &Prose, body: Option<&str>) -> String {
        match prose {
            Prose::Callout { kind, title } => {
                let title = title.clone().unwrap_or_else(|| self.views.say(&format!("alert.{kind}")));
                self.draw(index, "Callout", &CalloutView { kind, title }, body)
            }
        }
    }
}
