//! What a rename changes: the thing's own slug, every reference that says it, and the old address that leads on.
//!
//! ```text
//!  target: what is meant ─▶ spot: where its slug stands in each reference ─▶ changes, moves
//!                                         │ the magazine with them, assembled
//!                                         ▼
//!                           table: the old addresses that lead on ─▶ judge: everything leads where it led
//! ```
//!
//! The principal type is [`Plan`]: computed and judged as a whole before a byte is written.

mod change;
mod judge;
mod spot;
mod table;
mod target;

pub use change::{Change, Move, Rewritten};

use super::Tried;
use crate::catalogue::{How, Refers};
use crate::diagnostic::{Code, Diagnostic};
use crate::edition::Options;
use crate::model::{Entity, fold};
use crate::source::{SourceId, Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};
use target::Target;

/// Everything that a rename does.
pub struct Plan {
    /// Changes in files, in the order of places.
    pub changes: Vec<Change>,
    /// Files and folders that get another name.
    pub moves: Vec<Move>,
    /// The files that change or move, as they are and as they will be.
    pub files: Vec<Rewritten>,
    /// The magazine as it will be.
    pub after: Tried,
    /// How many references are among the changes, and in how many files.
    pub references: (usize, usize),
    /// Old addresses that nothing leads on from.
    pub lost: Vec<String>,
    /// How many old addresses lead on.
    pub redirects: usize,
    /// The id before and after.
    pub ids: (String, String),
}

/// Computes a rename and judges it.
///
/// # Errors
/// What is wrong with the words, what must be changed by hand, and what would lead elsewhere.
pub fn plan(before: &Tried, options: &Options, from: &str, to: &str) -> Result<Plan, Vec<Diagnostic>> {
    let target = Target::of(&before.edition, from, to).map_err(|it| vec![it])?;
    let mut draft = Draft { before, target: &target, changes: Vec::new(), wrong: Vec::new() };
    draft.own()?;
    let own = draft.changes.len();
    draft.references();
    if !draft.wrong.is_empty() {
        return Err(draft.wrong);
    }
    let mut changes = draft.changes;
    let mut references: Vec<Span> = changes[own..].iter().map(|change| change.span).collect();
    // A new slug that is also another's name: a link says the kind, then.
    let mut stage = change::applied(before, &target.moves, &changes);
    let mut after = Tried::of(stage.sources, options);
    let unclear = judge::unclear(before, &after, &target, &changes);
    if !unclear.is_empty() {
        for change in changes.iter_mut().filter(|change| unclear.contains(&change.span)) {
            change.new = format!("{}:{}", target.entity.kind().word(), change.new);
        }
        stage = change::applied(before, &target.moves, &changes);
        after = Tried::of(stage.sources, options);
    }
    let (redirects, lost) = judge::moved_addresses(before, &after, &target);
    let mut led = 0;
    let mut wrong = Vec::new();
    for (entity, path) in redirects {
        match table::redirect(&before.edition, entity, &path) {
            Ok(change) => {
                led += 1;
                changes.push(change);
            }
            Err(it) => wrong.push(it),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    changes.sort_by_key(|change| (change.span, change.new.clone()));
    let stage = change::applied(before, &target.moves, &changes);
    let after = Tried::of(stage.sources, options);
    judge::judge(before, &after, &target, &changes)?;
    references.sort_unstable();
    references.dedup();
    let files: BTreeSet<SourceId> = references.iter().map(|span| span.source).collect();
    Ok(Plan {
        references: (references.len(), files.len()),
        moves: target.moves.clone(),
        files: stage.files,
        after,
        lost,
        redirects: led,
        ids: target.ids.clone(),
        changes,
    })
}

/// The changes as they are found.
struct Draft<'a> {
    before: &'a Tried,
    target: &'a Target,
    changes: Vec<Change>,
    wrong: Vec<Diagnostic>,
}

impl Draft<'_> {
    /// Where the thing says its own slug.
    fn own(&mut self) -> Result<(), Vec<Diagnostic>> {
        let own = table::own_slug(&self.before.edition, self.target).map_err(|it| vec![it])?;
        self.changes.extend(own);
        Ok(())
    }

    /// Everything that refers to it, or to what lies in it.
    fn references(&mut self) {
        let magazine = self.before.edition.magazine();
        let Some(said) = magazine.catalogue.said() else { return };
        for said in said {
            match &said.to {
                Refers::To(entity, how) => self.thing(said.span, *entity, *how),
                Refers::File(file) => self.file(said.span, *file),
                Refers::Path(_) => self.path(said.span),
            }
        }
        for item in &magazine.config.menu {
            if item.to.value.starts_with('/') {
                self.path(item.to.span);
            } else if let Ok(entity) = crate::catalogue::reference(&magazine.catalogue, &item.to) {
                self.thing(item.to.span, entity, How::Slug);
            }
        }
        self.changes.sort_by_key(|change| change.span);
        self.changes.dedup();
    }

    fn text(&self, span: Span) -> &str {
        let text = self.before.edition.sources().get(span.source).text().unwrap_or_default();
        text.get(span.range()).unwrap_or_default()
    }

    fn change(&mut self, span: Span, range: std::ops::Range<usize>, new: &str) {
        let span = span.within(range);
        let old = self.text(span).to_owned();
        self.changes.push(Change { span, old, new: new.to_owned() });
    }

    /// A reference to a thing.
    fn thing(&mut self, span: Span, entity: Entity, how: How) {
        let catalogue = &self.before.edition.magazine().catalogue;
        let part = match (self.target.entity, entity) {
            (own, it) if own == it => spot::Part::Last,
            (Entity::Soundtrack(own), Entity::Track(id)) if catalogue.track(id).soundtrack == own => spot::Part::First,
            (Entity::Section(own), Entity::Article(id)) if catalogue.article(id).section == own => spot::Part::First,
            _ => return,
        };
        let raw = self.text(span);
        let fragment = matches!(how, How::Link { fragment: true, .. });
        let Some(range) = spot::slug(raw, fragment, part, &self.target.old) else {
            // A track that is named without its release, an article without its section, a link by a name: they stay.
            let by_name = matches!(how, How::Link { .. });
            let alone = part == spot::Part::First && !spot::plain(raw, fragment).contains('/');
            if !by_name && !alone {
                self.by_hand(span);
            }
            return;
        };
        let named = match how {
            How::Link { name: true, .. } => true,
            // With a fragment, the name stands before it.
            How::Link { fragment: true, .. } => self.is_name(&raw[range.clone()]),
            How::Link { .. } | How::Slug => false,
        };
        if !named {
            // A slug that is also one of the thing's names would show itself, where its name in the article's language
            // stood before.
            let shows_itself = matches!(how, How::Link { .. }) && self.is_name(&self.target.new);
            let new = match self.target.entity.kind().word() {
                kind if shows_itself && range.start == 0 && !self.has_words(span) => {
                    format!("{kind}:{}", self.target.new)
                }
                _ => self.target.new.clone(),
            };
            self.change(span, range, &new);
        }
    }

    /// Whether a link by name has words of its own: `[[goblin|the drama]]`.
    fn has_words(&self, span: Span) -> bool {
        let text = self.before.edition.sources().get(span.source).text().unwrap_or_default();
        let rest = text.get(span.range().end..).unwrap_or_default().trim_start();
        rest.trim_start_matches('\\').starts_with('|')
    }

    /// Whether the thing has this name, as it is spelled.
    fn is_name(&self, typed: &str) -> bool {
        let catalogue = &self.before.edition.magazine().catalogue;
        match self.target.entity {
            Entity::Article(id) => catalogue.article(id).title == typed,
            Entity::Page(id) => catalogue.page(id).title == typed,
            Entity::Tag(id) => catalogue.tag(id).names.all().any(|name| name == typed),
            Entity::Section(id) => catalogue.section(id).names.all().any(|name| name == typed),
            it => catalogue.record(it).is_some_and(|record| record.names.all().any(|name| name == typed)),
        }
    }

    /// A file, by its path from the folder of the file that names it.
    fn file(&mut self, span: Span, file: SourceId) {
        let sources = self.before.edition.sources();
        let (path, folder) = (&sources.get(file).path, sources.get(span.source).folder());
        let Some(moved) = self.target.moves.iter().find(|it| it.takes(path)) else { return };
        let raw = self.text(span);
        if spot::inner(raw).1.starts_with('/') {
            return;
        }
        match spot::file(raw, folder, moved) {
            // Where the way leads through no name that changes, both ends move together.
            spot::Way::Untouched => {}
            spot::Way::At(range) => {
                let name = moved.to.rsplit('/').next().unwrap_or(&moved.to).to_owned();
                self.change(span, range, &name);
            }
            spot::Way::Unclear => self.by_hand(span),
        }
    }

    /// A page, by its address.
    fn path(&mut self, span: Span) {
        let config = &self.before.edition.magazine().config;
        let is_code = |part: &str| config.languages.iter().skip(1).any(|it| fold(&it.code) == fold(part));
        let found = self.target.addresses.iter().find_map(|address| spot::path(self.text(span), address, is_code));
        if let Some(range) = found {
            let new = self.target.new.clone();
            self.change(span, range, &new);
        }
    }

    /// A place in which the slug is not written as it is.
    fn by_hand(&mut self, span: Span) {
        let message =
            format!("this reference to `{}` is written in a way that a rename cannot change", self.target.ids.0);
        let plain = format!("write it plainly first (`{}`), without escapes, and rename again", self.target.old);
        self.wrong.push(Diagnostic::error(Code::ByHand, span, message).help(plain));
    }
}

/// By file: the changes in it, in order.
fn by_file(changes: &[Change]) -> BTreeMap<SourceId, Vec<&Change>> {
    let mut all: BTreeMap<SourceId, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        all.entry(change.span.source).or_default().push(change);
    }
    for changes in all.values_mut() {
        changes.sort_by_key(|change| change.span);
    }
    all
}

/// A text as a reference that stands nowhere in the magazine.
fn typed(text: &str) -> Spanned<String> {
    Spanned::new(text.to_owned(), Span::new(SourceId(0), 0..0))
}
