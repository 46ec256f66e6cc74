//! What one linking leaves for the next, and what is other than it was.
//!
//! Nothing is patched, but for the index of names, in which each thing stands by itself. A part is taken from the run
//! before only when everything that it was made of is the same: [`Changes`] says what is not, and is silent
//! ([`Memory::changes`] gives nothing) when so much differs that all is made anew: a file came or went, a slug is
//! another, a file could not be read whole.

use super::article::LinkedArticles;
use super::bodies::LinkedBodies;
use super::component::Signatures;
use super::index::{Index, Renamed};
use super::link::Originals;
use super::records::LinkedRecords;
use super::written::Written;
use super::{Catalogue, Showing};
use crate::model::{Article, Entity, Id, Record, Section, Tag, fold};
use crate::parse::{FromFile, Parsed};
use crate::source::Sources;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// What one linking leaves for the next.
#[derive(Debug, Clone, Default)]
pub struct Memory(pub(super) Option<Arc<Known>>);

/// How much of a linking was not taken from the run before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linked {
    /// Articles' front matter.
    pub articles: usize,
    /// Bodies of articles and pages.
    pub bodies: usize,
    /// Whether records were linked, which happens to all of them together.
    pub records: bool,
    /// Whether something may have another address than before, or a file be published that was not.
    pub addresses: bool,
}

/// One linking: what it was made of, and what was made.
#[derive(Debug)]
pub(super) struct Known {
    pub sources: Sources,
    pub parsed: Parsed,
    pub showing: Showing,
    pub signatures: Signatures,
    pub sections: Arc<Vec<Section>>,
    pub tags: Arc<Vec<Tag>>,
    pub records: LinkedRecords,
    pub records_anew: bool,
    pub originals: Originals,
    pub index: Arc<Index>,
    pub articles: LinkedArticles,
    pub bodies: LinkedBodies,
    pub written: Written,
    pub addresses: bool,
}

/// What is other than it was, where files and slugs are the same.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Folded names that something had, or has now, and does not have in both runs as the same thing spells it.
    pub names: FxHashSet<String>,
    /// What has other names.
    pub renamed: Vec<Renamed>,
    /// Whether the file of a record or a chart week is another.
    pub records: bool,
    /// The same, contributors apart: they are named, but nothing is told of them in articles' bodies.
    pub works: bool,
    /// Whether a record has other old addresses.
    pub redirects: bool,
    /// Whether the file of a page is another.
    pub pages: bool,
    /// Whether a heading, a note or a written id of a body is another.
    pub anchors: bool,
}

impl Memory {
    /// What the last run did; nothing when it cannot be taken from.
    pub fn linked(&self) -> Option<Linked> {
        self.0.as_ref().map(|known| Linked {
            articles: known.articles.linked,
            bodies: known.bodies.linked,
            records: known.records_anew,
            addresses: known.addresses,
        })
    }

    /// The run before and what is other than it was; nothing when all is to be made anew.
    pub(super) fn changes(
        &self,
        parsed: &Parsed,
        sources: &Sources,
        showing: Showing,
        signatures: &Signatures,
    ) -> Option<(&Known, Changes)> {
        let known = self.0.as_ref()?;
        let changed = sources.changed_since(&known.sources)?;
        let settings = changed.iter().any(|id| &*sources.get(*id).path == "site.toml");
        let alike = known.showing.drafts == showing.drafts && known.showing.future == showing.future;
        if settings || !alike || known.signatures != *signatures {
            return None;
        }
        // What a file that could not be read whole would have said may be meant anywhere.
        let whole = |parsed: &Parsed| parsed.records().all(|(_, _, record)| record.whole);
        if !whole(parsed) || !whole(&known.parsed) {
            return None;
        }
        let mut changes = Changes::default();
        changes.records(&known.parsed, parsed)?;
        changes.articles(&known.parsed, parsed, &known.originals)?;
        Some((known, changes))
    }
}

impl Changes {
    /// Whether bodies of other files cannot tell the difference.
    pub(super) fn is_seen_by_none(&self) -> bool {
        !(self.records || self.anchors) && self.names.is_empty()
    }

    fn records(&mut self, then: &Parsed, now: &Parsed) -> Option<()> {
        let mut soundtracks = Vec::new();
        let mut works = other(&then.dramas, &now.dramas, |_| ())?.len();
        works += other(&then.soundtracks, &now.soundtracks, |place| soundtracks.push(place))?.len();
        works += other(&then.artists, &now.artists, |_| ())?.len();
        works += other(&then.charts, &now.charts, |_| ())?.len();
        works += other(&then.chart_weeks, &now.chart_weeks, |_| ())?.len();
        works += other(&then.instruments, &now.instruments, |_| ())?.len();
        works += other(&then.awards, &now.awards, |_| ())?.len();
        works += other(&then.playlists, &now.playlists, |_| ())?.len();
        works += other(&then.events, &now.events, |_| ())?.len();
        works += other(&then.issues, &now.issues, |_| ())?.len();
        let contributors = other(&then.contributors, &now.contributors, |_| ())?.len();
        self.works = works > 0;
        self.records = works + contributors > 0;
        if !self.records {
            return Some(());
        }
        for ((entity, _, then), (_, _, now)) in then.records().zip(now.records()) {
            self.record(entity, then, now)?;
        }
        for place in soundtracks {
            // Tracks are counted over all releases.
            let before: usize = now.soundtracks[..place].iter().map(|file| file.matter.tracks.len()).sum();
            let (then, now) = (&then.soundtracks[place].matter.tracks, &now.soundtracks[place].matter.tracks);
            if then.len() != now.len() {
                return None;
            }
            for (n, (then, now)) in then.iter().zip(now).enumerate() {
                self.record(Entity::Track(Id::new(before + n)), &then.record, &now.record)?;
            }
        }
        Some(())
    }

    /// Notes the names of a record that has others; nothing when it has another slug.
    fn record(&mut self, entity: Entity, then: &Record, now: &Record) -> Option<()> {
        if then.slug != now.slug {
            return None;
        }
        self.redirects |= then.redirect_from != now.redirect_from;
        if then.names != now.names {
            self.names.extend(then.names.all().chain(now.names.all()).map(fold));
            let all = |record: &Record| record.names.all().map(str::to_owned).collect();
            self.renamed.push(Renamed { entity, then: all(then), now: all(now) });
        }
        Some(())
    }

    fn articles(&mut self, then: &Parsed, now: &Parsed, originals: &Originals) -> Option<()> {
        if then.articles.len() != now.articles.len() || then.pages.len() != now.pages.len() {
            return None;
        }
        let articles = then.articles.iter().zip(&now.articles).enumerate();
        for (n, (then, now)) in articles.filter(|(_, (then, now))| !Arc::ptr_eq(then, now)) {
            let tags = |list: &Option<Vec<_>>| {
                list.iter().flatten().map(|tag: &crate::source::Spanned<String>| tag.value.clone()).collect::<Vec<_>>()
            };
            if then.source != now.source
                || then.matter.slug != now.matter.slug
                || tags(&then.matter.tags) != tags(&now.matter.tags)
            {
                return None;
            }
            let original = Entity::Article(Id::new(originals.articles[n]));
            self.title(original, then.matter.title.as_deref(), now.matter.title.as_deref());
            self.anchors |= !then.outline.anchors().eq(now.outline.anchors());
        }
        let pages = then.pages.iter().zip(&now.pages).enumerate();
        for (n, (then, now)) in pages.filter(|(_, (then, now))| !Arc::ptr_eq(then, now)) {
            if then.source != now.source || then.matter.slug != now.matter.slug {
                return None;
            }
            self.pages = true;
            let original = Entity::Page(Id::new(originals.pages[n]));
            self.title(original, then.matter.title.as_deref(), now.matter.title.as_deref());
            self.anchors |= !then.outline.anchors().eq(now.outline.anchors());
        }
        Some(())
    }

    fn title(&mut self, entity: Entity, then: Option<&String>, now: Option<&String>) {
        if then != now {
            self.names.extend(then.into_iter().chain(now).map(|name| fold(name)));
            let all = |title: Option<&String>| title.into_iter().cloned().collect();
            self.renamed.push(Renamed { entity, then: all(then), now: all(now) });
        }
    }
}

impl Known {
    /// Whether something may have another address in a catalogue than it had, or a file be published that was not.
    pub(super) fn readdressed(&self, changes: &Changes, now: &Catalogue, written: &Written) -> bool {
        let articles = self.articles.all.iter().zip(&now.articles).filter(|(then, now)| !Arc::ptr_eq(then, now));
        let bodies = self.bodies.articles.iter().zip(&now.article_bodies).filter(|(then, now)| !Arc::ptr_eq(then, now));
        // Nothing but their slugs and old addresses gives contributors an address.
        changes.works
            || changes.redirects
            || changes.pages
            || !self.written.lists_alike(written)
            || !articles.into_iter().all(|(then, now)| addressed_alike(then, now))
            || !bodies.into_iter().all(|(then, now)| then.images == now.images && then.files().eq(now.files()))
    }
}

/// Whether two states of an article have the same addresses, and name the same cover. What else addresses follow from
/// is in the lists of articles.
fn addressed_alike(then: &Article, now: &Article) -> bool {
    let pictures = |it: &Article| [&it.cover, &it.shared().image].map(|cover| cover.as_ref().map(|cover| cover.file));
    then.slug == now.slug
        && then.section == now.section
        && then.bundle == now.bundle
        && then.redirect_from == now.redirect_from
        && pictures(then) == pictures(now)
}

/// The places of files of a kind that are not the very same; nothing when there are other files.
fn other<T>(then: &[FromFile<T>], now: &[FromFile<T>], mut tell: impl FnMut(usize)) -> Option<Vec<usize>> {
    if then.len() != now.len() || then.iter().zip(now).any(|(then, now)| then.source != now.source) {
        return None;
    }
    let places: Vec<usize> =
        (0..now.len()).filter(|place| !Arc::ptr_eq(&then[*place].matter, &now[*place].matter)).collect();
    places.iter().copied().for_each(&mut tell);
    Some(places)
}
