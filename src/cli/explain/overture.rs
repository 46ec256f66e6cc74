//! What the theme that is built into the program says of itself: its blocks and the parts that its templates share.

use crate::render::contract::Contract;
use crate::source::Source;
use crate::theme::embedded;
use crate::theme::sentence::{Block, Declared, blocks, declared, extended};

/// The built-in theme's files.
pub(super) struct Overture {
    files: Vec<Source>,
}

impl Overture {
    pub(super) fn new() -> Self {
        Self { files: embedded() }
    }

    fn text(&self, template: &str) -> Option<&str> {
        let ending = format!("/templates/{template}");
        self.files.iter().find(|file| file.path.ends_with(&ending))?.text()
    }

    /// The names of its templates.
    pub(super) fn templates(&self) -> Vec<&str> {
        let names = self.files.iter().filter_map(|file| file.path.split_once("/templates/"));
        names.map(|(_, name)| name).collect()
    }

    /// The blocks of a template, and of those that it extends: each with the template that it comes from.
    pub(super) fn blocks(&self, template: &str) -> Vec<(String, Block)> {
        let mut found: Vec<(String, Block)> = Vec::new();
        let mut next = Some(template.to_owned());
        while let Some(name) = next.take() {
            let Some(text) = self.text(&name) else { break };
            for block in blocks(text) {
                match found.iter_mut().find(|(_, known)| known.name == block.name) {
                    // What fills a block of the frame says nothing new of it.
                    Some((from, known)) if known.about.is_none() => {
                        *known = block;
                        from.clone_from(&name);
                    }
                    Some(_) => {}
                    None => found.push((name.clone(), block)),
                }
            }
            next = extended(text).map(str::to_owned).filter(|above| *above != name);
        }
        found
    }

    /// The components that templates share, and no article can use, in the order of their names.
    pub(super) fn parts(&self, contract: &Contract) -> Vec<Declared> {
        let files = self.files.iter().filter(|file| file.path.contains("/components/"));
        let mut parts: Vec<Declared> = files.filter_map(|file| file.text()).flat_map(declared).collect();
        parts.retain(|it| it.internal && contract.component(&it.name).is_none());
        parts.sort_by(|a, b| a.name.cmp(&b.name));
        parts
    }
}
