//! From a name as typed to the thing that it means: ids, slugs, titles, names and aliases.
//!
//! The rules are those of the formats: compared in NFC, without case, white space folded; the order is id, slug,
//! then name; more than one match is an error unless all are one drama and what belongs to it.

use crate::model::{Entity, Kind, fold, spaced};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::sync::{Arc, OnceLock};

/// How a name did not lead to one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Miss {
    /// Nothing has this name.
    Unknown,
    /// Another kind has it.
    OtherKind(Vec<Entity>),
    /// Several have it.
    Ambiguous(Vec<Entity>),
    /// It is named in a file that could not be read whole, which was reported there.
    Told,
}

/// What matched, for the words that a link shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matched {
    /// By id or slug, or by a name in other letters: the record's own name is shown.
    Slug,
    /// By one of its names as it is spelled: what was typed is shown.
    Name,
}

/// All names of the magazine.
///
/// After a run in which only some names are others, they stand over those of the run before.
#[derive(Debug, Default)]
pub struct Index {
    whole: Arc<Whole>,
    /// By folded name, instead of what `whole` has for it; nothing when nothing has it any more.
    over: FxHashMap<Box<str>, Option<Named>>,
    /// Made when the first suggestion is asked for: all names, in order.
    sorted_names: OnceLock<Vec<String>>,
}

/// So many names stand over others before all are named anew.
const MOST_OVER: usize = 256;

/// Everything as it was named at once.
#[derive(Debug, Default, Clone)]
struct Whole {
    /// By folded slug.
    slugs: FxHashMap<Box<str>, Owners>,
    /// Tracks by their own part of the slug, which links by name may say.
    tracks: FxHashMap<Box<str>, Owners>,
    /// By folded name.
    names: FxHashMap<Box<str>, Named>,
    ids: FxHashMap<Entity, Box<str>>,
    /// Made when the first suggestion is asked for: the slugs of each kind, in order.
    sorted_slugs: OnceLock<FxHashMap<Kind, Vec<String>>>,
    unsound: FxHashSet<(Kind, String)>,
    /// Names that stand in files that could not be read whole, folded.
    unread: FxHashSet<String>,
}

/// What has a slug. Mostly one thing.
#[derive(Debug, Clone)]
enum Owners {
    One(Entity),
    /// In order, so that the many tracks of one slug are told apart by halving.
    Several(Vec<Entity>),
}

impl Owners {
    fn as_slice(&self) -> &[Entity] {
        match self {
            Owners::One(one) => std::slice::from_ref(one),
            Owners::Several(several) => several,
        }
    }

    /// Adds a thing once.
    fn add(&mut self, entity: Entity) {
        match self {
            Owners::One(one) if *one == entity => {}
            Owners::One(one) => {
                let mut both = vec![*one, entity];
                both.sort_unstable();
                *self = Owners::Several(both);
            }
            Owners::Several(several) => {
                if let Err(place) = several.binary_search(&entity) {
                    several.insert(place, entity);
                }
            }
        }
    }
}

/// What has a name.
#[derive(Debug, Clone)]
struct Named {
    owners: Owners,
    /// How they spell it, white space folded. In no order.
    spelled: Vec<(Entity, Box<str>)>,
}

impl Named {
    fn of(entity: Entity, name: &str) -> Self {
        Self { owners: Owners::One(entity), spelled: vec![(entity, spaced(name).into())] }
    }

    fn add(&mut self, entity: Entity, name: &str) {
        self.owners.add(entity);
        self.spelled.push((entity, spaced(name).into()));
    }

    /// The same when one of its things no longer says it, spelled like this; nothing when it was the last.
    fn without(mut self, entity: Entity, name: &str) -> Option<Self> {
        let spelling = spaced(name);
        if let Some(place) = self.spelled.iter().position(|(it, spelled)| *it == entity && **spelled == *spelling) {
            self.spelled.swap_remove(place);
        }
        let mut entities = self.spelled.iter().map(|(entity, _)| *entity);
        let mut owners = Owners::One(entities.next()?);
        entities.for_each(|entity| owners.add(entity));
        Some(Self { owners, ..self })
    }
}

/// A thing that has other names than in the run before, and all of them that it had and has.
#[derive(Debug)]
pub struct Renamed {
    /// The thing.
    pub entity: Entity,
    /// Its names then.
    pub then: Vec<String>,
    /// Its names now.
    pub now: Vec<String>,
}

fn add(table: &mut FxHashMap<Box<str>, Owners>, folded: String, entity: Entity) {
    match table.entry(folded.into()) {
        Entry::Occupied(mut owners) => owners.get_mut().add(entity),
        Entry::Vacant(free) => drop(free.insert(Owners::One(entity))),
    }
}

impl Index {
    /// An empty index, with room for so many things of one name and one slug.
    pub fn with_capacity(things: usize) -> Self {
        let mut it = Self::default();
        let whole = Arc::make_mut(&mut it.whole);
        whole.slugs.reserve(things);
        whole.names.reserve(things);
        whole.ids.reserve(things);
        it
    }

    /// Adds a thing under the slug by which references name it (a track: `soundtrack/track`).
    pub fn add_slug(&mut self, entity: Entity, slug: &str) {
        let folded = fold(slug);
        let whole = Arc::make_mut(&mut self.whole);
        whole.sorted_slugs.take();
        self.sorted_names.take();
        whole.ids.insert(entity, [entity.kind().word(), ":", slug].concat().into());
        if entity.kind() == Kind::Track {
            let bare = folded.rsplit('/').next().unwrap_or(&folded).to_owned();
            if bare != folded {
                add(&mut whole.tracks, bare, entity);
            }
        }
        add(&mut whole.slugs, folded, entity);
    }

    /// Adds a name of a thing.
    pub fn add_name(&mut self, entity: Entity, name: &str) {
        let folded = fold(name);
        self.sorted_names.take();
        if folded.is_empty() {
            return;
        }
        match Arc::make_mut(&mut self.whole).names.entry(folded.into()) {
            Entry::Occupied(mut named) => named.get_mut().add(entity, name),
            Entry::Vacant(free) => drop(free.insert(Named::of(entity, name))),
        }
    }

    /// The index of a run in which these have other names than in this one, and everything else has the same; nothing
    /// when so many have that it is better made anew.
    pub fn renamed(&self, renamed: &[Renamed]) -> Option<Self> {
        let mut it = Self { whole: Arc::clone(&self.whole), over: self.over.clone(), sorted_names: OnceLock::new() };
        for Renamed { entity, then, now } in renamed {
            for name in then {
                let named = it.over_mut(name);
                *named = named.take().and_then(|named| named.without(*entity, name));
            }
            for name in now.iter().filter(|name| !fold(name).is_empty()) {
                match it.over_mut(name) {
                    Some(named) => named.add(*entity, name),
                    none => *none = Some(Named::of(*entity, name)),
                }
            }
            if it.over.len() > MOST_OVER {
                return None;
            }
        }
        Some(it)
    }

    fn over_mut(&mut self, name: &str) -> &mut Option<Named> {
        let folded: Box<str> = fold(name).into();
        let whole = &self.whole;
        let known = whole.names.get(&folded);
        self.over.entry(folded).or_insert_with(|| known.cloned())
    }

    /// What has a folded name.
    fn named(&self, folded: &str) -> Option<&Named> {
        match self.over.get(folded) {
            Some(named) => named.as_ref(),
            None => self.whole.names.get(folded),
        }
    }

    /// Everything that has a slug, tracks by their own part of it among them; in order.
    fn with_slug(&self, folded: &str) -> Cow<'_, [Entity]> {
        match (self.whole.slugs.get(folded), self.whole.tracks.get(folded)) {
            (Some(one), None) | (None, Some(one)) => Cow::Borrowed(one.as_slice()),
            (Some(slugs), Some(tracks)) => {
                let mut all = [slugs.as_slice(), tracks.as_slice()].concat();
                all.sort_unstable();
                all.dedup();
                Cow::Owned(all)
            }
            (None, None) => Cow::Borrowed(&[]),
        }
    }

    /// The things of a kind that have a whole slug; in order.
    fn of_slug(&self, kind: Kind, folded: &str) -> &[Entity] {
        // Entities are in order of their kinds.
        let all = self.whole.slugs.get(folded).map_or(&[][..], Owners::as_slice);
        let first = all.iter().position(|it| it.kind() == kind).unwrap_or(all.len());
        let last = all[first..].iter().position(|it| it.kind() != kind).map_or(all.len(), |rest| first + rest);
        &all[first..last]
    }

    /// Says that a record's file could not be read whole, so that it may hold names and tracks that are not known.
    pub fn mark_unsound(&mut self, kind: Kind, slug: &str, text: &str) {
        let whole = Arc::make_mut(&mut self.whole);
        whole.unsound.insert((kind, fold(slug)));
        whole.unread.extend(names_in(text).map(fold));
    }

    /// Whether a name that is not known may stand in a file that could not be read whole: a track of such a
    /// release, a name in it, or a name of which such a record's slug is made.
    fn may_be_unread(&self, kind: Option<Kind>, typed: &str) -> bool {
        if self.whole.unsound.is_empty() {
            return false;
        }
        let folded = fold(typed);
        if self.whole.unread.contains(&folded) {
            return true;
        }
        let release = folded.split_once('/').map(|(release, _)| (Kind::Soundtrack, release.to_owned()));
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let slug = words.join("-");
        let named = Kind::ALL.into_iter().filter(|k| kind.is_none_or(|kind| kind == *k)).map(|k| (k, slug.clone()));
        release.into_iter().chain(named).any(|key| self.whole.unsound.contains(&key))
    }

    /// Its id as typed in references: `track:kpop-demon-hunters/golden`.
    pub fn id(&self, entity: Entity) -> &str {
        self.whole.ids.get(&entity).map_or("", |id| id)
    }

    /// The slug of a thing as references name it.
    pub fn slug(&self, entity: Entity) -> &str {
        self.id(entity).split_once(':').map_or("", |(_, slug)| slug)
    }

    /// A reference where the field says the kind: only a slug (or the whole id) counts.
    ///
    /// # Errors
    /// Unknown, another kind's, or ambiguous (articles of one slug in two sections).
    pub fn of_kind(&self, kind: Kind, typed: &str) -> Result<Entity, Miss> {
        let slug = match typed.split_once(':') {
            Some((word, rest)) if Kind::from_word(word.trim()) == Some(kind) => rest,
            Some((word, rest)) => {
                let others = Kind::from_word(word.trim()).map(|other| self.of_slug(other, &fold(rest)));
                if let Some(others) = others.filter(|others| !others.is_empty()) {
                    return Err(Miss::OtherKind(others.to_vec()));
                }
                typed
            }
            None => typed,
        };
        let folded = fold(slug);
        match self.of_slug(kind, &folded) {
            [one] => Ok(*one),
            [] => {
                let others = self.with_slug(&folded);
                if !others.is_empty() && others.iter().all(|o| o.kind() != kind) {
                    Err(Miss::OtherKind(others.into_owned()))
                } else if self.may_be_unread(Some(kind), slug) {
                    Err(Miss::Told)
                } else {
                    Err(Miss::Unknown)
                }
            }
            several => Err(Miss::Ambiguous(several.to_vec())),
        }
    }

    /// Things of a kind that have this name or bare slug: what someone probably meant.
    pub fn meant(&self, kind: Kind, typed: &str) -> Vec<Entity> {
        let folded = fold(typed);
        let (slugs, names) = (self.with_slug(&folded), self.with_name(&folded));
        let mut found: Vec<Entity> = names.iter().chain(slugs.iter()).copied().filter(|e| e.kind() == kind).collect();
        found.dedup();
        found
    }

    /// A reference `kind:slug`.
    ///
    /// # Errors
    /// Unknown or ambiguous; `None` when it does not have that form.
    pub fn by_id(&self, typed: &str) -> Option<Result<Entity, Miss>> {
        let (word, slug) = typed.split_once(':')?;
        let kind = Kind::from_word(&fold(word))?;
        Some(self.of_kind(kind, slug))
    }

    /// A link by name: id, slug, then title, name or alias. `one` decides whether several are one thing
    /// (a drama with its soundtracks and tracks, one recording on several releases).
    ///
    /// # Errors
    /// Unknown or ambiguous.
    pub fn by_name(&self, typed: &str, one: impl Fn(&[Entity]) -> Option<Entity>) -> Result<(Entity, Matched), Miss> {
        match self.by_id(typed) {
            Some(Ok(entity)) => return Ok((entity, Matched::Slug)),
            // "Drama: The Sequel" may be a title.
            Some(Err(Miss::Unknown)) | None => {}
            Some(Err(miss)) => return Err(miss),
        }
        let folded = fold(typed);
        for found in [self.with_slug(&folded), Cow::Borrowed(self.with_name(&folded))] {
            match &*found {
                [] => {}
                [entity] => return Ok((*entity, self.shown(*entity, &folded, typed))),
                several => {
                    return match one(several) {
                        Some(entity) => Ok((entity, self.shown(entity, &folded, typed))),
                        None => Err(Miss::Ambiguous(several.to_vec())),
                    };
                }
            }
        }
        Err(if self.may_be_unread(None, typed) { Miss::Told } else { Miss::Unknown })
    }

    /// What was typed is shown if it is one of the names as the record spells it. `[[golden]]` at the beginning of
    /// a sentence shows "Golden", and `[[goblin]]` in a Korean article the Korean name.
    fn shown(&self, entity: Entity, folded: &str, typed: &str) -> Matched {
        let spelled = self.named(folded).map_or(&[][..], |named| &named.spelled);
        let typed = spaced(typed);
        let own = spelled.iter().any(|(owner, name)| *owner == entity && **name == *typed);
        if own { Matched::Name } else { Matched::Slug }
    }

    fn with_name(&self, folded: &str) -> &[Entity] {
        self.named(folded).map_or(&[], |named| named.owners.as_slice())
    }

    /// Every slug of a kind, for "did you mean"; in order.
    pub fn slugs_of(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let sorted = self.whole.sorted_slugs.get_or_init(|| {
            let mut all: FxHashMap<Kind, Vec<String>> = FxHashMap::default();
            for (entity, id) in &self.whole.ids {
                let slug = id.split_once(':').map_or("", |(_, slug)| slug);
                all.entry(entity.kind()).or_default().push(slug.to_owned());
            }
            for slugs in all.values_mut() {
                slugs.sort_unstable();
            }
            all
        });
        sorted.get(&kind).into_iter().flatten().map(String::as_str)
    }

    /// Every name and slug, for "did you mean"; in order.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        let sorted = self.sorted_names.get_or_init(|| {
            let still = self.whole.names.iter().filter(|(name, _)| !self.over.contains_key(*name));
            let named = still.map(|(_, named)| named).chain(self.over.values().flatten());
            let spelled = named.flat_map(|named| named.spelled.iter().map(|(_, name)| name));
            let slugs = self.whole.slugs.keys().chain(self.whole.tracks.keys());
            let mut all: Vec<String> = spelled.chain(slugs).map(|name| name.to_string()).collect();
            all.sort_unstable();
            all.dedup();
            all
        });
        sorted.iter().map(String::as_str)
    }
}

/// The names in the text of a record that could not be read: what stands in quotes after `title =` and its like.
fn names_in(text: &str) -> impl Iterator<Item = &str> {
    const KEYS: [&str; 6] = ["title", "name", "names", "slug", "aliases", "romanised"];
    text.lines().flat_map(|line| {
        let mut key = "";
        let mut names = Vec::new();
        for (n, part) in line.split('"').enumerate() {
            if n % 2 == 0 {
                let before = part.trim_end().strip_suffix('[').unwrap_or(part).trim_end();
                if let Some(typed) = before.strip_suffix('=').map(str::trim_end) {
                    key = typed
                        .rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-')))
                        .next()
                        .unwrap_or("");
                }
            } else if KEYS.contains(&key.split('.').next().unwrap_or(key)) {
                names.push(part);
            }
        }
        names
    })
}

#[cfg(test)]
mod tests;
