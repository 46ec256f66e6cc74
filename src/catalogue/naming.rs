//! Every slug and name into the index; a slug taken twice is reported.

use super::Catalogue;
use super::index::Index;
use super::link::{Originals, page_path};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Entity, Id, Names};
use crate::parse::Parsed;
use crate::source::{Sources, Span};
use rustc_hash::FxHashMap;

/// Fills an index.
pub(super) struct Naming<'a> {
    sources: &'a Sources,
    index: Index,
    diagnostics: Vec<Diagnostic>,
    /// Where each thing that has a slug is written.
    places: FxHashMap<Entity, Span>,
}

impl<'a> Naming<'a> {
    /// The index of everything that was parsed.
    pub fn of(
        parsed: &Parsed,
        catalogue: &Catalogue,
        originals: &Originals,
        sources: &'a Sources,
    ) -> (Index, Vec<Diagnostic>) {
        let index = Index::with_capacity(parsed.articles.len() + parsed.pages.len());
        let mut it = Self { sources, index, diagnostics: Vec::new(), places: FxHashMap::default() };
        it.names(parsed, catalogue, originals);
        it.unsound(parsed);
        (it.index, it.diagnostics)
    }

    fn names(&mut self, parsed: &Parsed, catalogue: &Catalogue, originals: &Originals) {
        for (entity, _, record) in parsed.records() {
            self.name(entity, &record.slug, &record.names, record.span);
        }
        let mut track = 0;
        for (n, file) in parsed.soundtracks.iter().enumerate() {
            let twice = self.index.id(Entity::Soundtrack(Id::new(n))).is_empty();
            for matter in &file.matter.tracks {
                let entity = Entity::Track(Id::new(track));
                if twice || matter.record.slug.is_empty() {
                    // The tracks of a release that stands there twice are no further faults, and one without a
                    // slug was reported.
                    matter.record.names.all().for_each(|name| self.index.add_name(entity, name));
                } else {
                    let slug = format!("{}/{}", file.matter.record.slug, matter.record.slug);
                    self.name(entity, &slug, &matter.record.names, matter.record.span);
                }
                track += 1;
            }
        }
        for (n, section) in catalogue.sections.iter().enumerate() {
            self.quietly(Entity::Section(Id::new(n)), &section.slug, &section.names);
        }
        for (n, tag) in catalogue.tags.iter().enumerate() {
            self.quietly(Entity::Tag(Id::new(n)), &tag.slug, &tag.names);
        }
        for (n, file) in parsed.articles.iter().enumerate() {
            let original = Entity::Article(Id::new(originals.articles[n]));
            if originals.articles[n] == n {
                self.index.add_slug(original, file.matter.slug.as_deref().unwrap_or(&file.slug));
            }
            if let Some(title) = &file.matter.title {
                self.index.add_name(original, &title.value);
            }
        }
        for (n, file) in parsed.pages.iter().enumerate() {
            let original = Entity::Page(Id::new(originals.pages[n]));
            if originals.pages[n] == n {
                self.index.add_slug(original, &page_path(file));
            }
            if let Some(title) = &file.matter.title {
                self.index.add_name(original, &title.value);
            }
        }
    }

    /// Notes the records of which names may be missing.
    fn unsound(&mut self, parsed: &Parsed) {
        for (entity, source, record) in parsed.records() {
            if !record.whole {
                let text = self.sources.get(source).text().unwrap_or_default();
                self.index.mark_unsound(entity.kind(), &record.slug, text);
            }
        }
    }

    fn name(&mut self, entity: Entity, slug: &str, names: &Names, span: Span) {
        if let Ok(before) = self.index.of_kind(entity.kind(), slug) {
            let message = format!("two {}s have the slug `{slug}`", entity.kind().word());
            let mut it = Diagnostic::error(Code::DuplicateSlug, span, message);
            let typed = self.index.slug(before).to_owned();
            if typed != slug {
                it = it.help(format!(
                    "slugs are compared in Unicode's composed form and without case, so `{typed}` and `{slug}` are one"
                ));
            }
            let path = |span: Span| &self.sources.get(span.source).path;
            if let Some(other) = self.place_of(before) {
                if other.source != span.source && path(other) == path(span) {
                    it = it
                        .help("the names of the two files are the same, once in Unicode's composed form and once not");
                }
                it = it.also(other, "this one has it too");
            }
            self.diagnostics.push(it.help("give one of them another slug: rename the file, or state `slug = \"…\"`"));
            // Its names still count, so that links to it by name are not reported again.
        } else {
            self.index.add_slug(entity, slug);
            self.places.insert(entity, span);
        }
        for name in names.all() {
            self.index.add_name(entity, name);
        }
    }

    fn quietly(&mut self, entity: Entity, slug: &str, names: &Names) {
        self.index.add_slug(entity, slug);
        for name in names.all() {
            self.index.add_name(entity, name);
        }
    }

    fn place_of(&self, entity: Entity) -> Option<Span> {
        self.places.get(&entity).copied()
    }
}
