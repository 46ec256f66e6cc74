//! From a name as typed to the thing that it means: ids, slugs, titles, names and aliases.
//!
//! The rules are those of the formats: compared in NFC, without case, white space folded; the order is id, slug,
//! then name; more than one match is an error unless all are one drama and what belongs to it.

use crate::model::{Entity, Kind, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

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
#[derive(Debug, Default)]
pub struct Index {
    by_kind: FxHashMap<(Kind, String), Vec<Entity>>,
    slugs: FxHashMap<String, Vec<Entity>>,
    names: FxHashMap<String, Vec<Entity>>,
    ids: FxHashMap<Entity, String>,
    /// Made when the first suggestion is asked for: all names, and the slugs of each kind, in order.
    sorted_names: OnceLock<Vec<String>>,
    sorted_slugs: OnceLock<FxHashMap<Kind, Vec<String>>>,
    spelled: FxHashSet<(Entity, String)>,
    unsound: FxHashSet<(Kind, String)>,
    /// Names that stand in files that could not be read whole, folded.
    unread: FxHashSet<String>,
}

impl Index {
    /// Adds a thing under the slug by which references name it (a track: `soundtrack/track`).
    pub fn add_slug(&mut self, entity: Entity, slug: &str) {
        let folded = fold(slug);
        self.forget_order();
        self.ids.insert(entity, format!("{}:{slug}", entity.kind().word()));
        let bare = folded.rsplit('/').next().unwrap_or(&folded).to_owned();
        if entity.kind() == Kind::Track {
            add(self.slugs.entry(bare).or_default(), entity);
        }
        add(self.slugs.entry(folded.clone()).or_default(), entity);
        add(self.by_kind.entry((entity.kind(), folded)).or_default(), entity);
    }

    fn forget_order(&mut self) {
        self.sorted_names.take();
        self.sorted_slugs.take();
    }

    /// Adds a name of a thing.
    pub fn add_name(&mut self, entity: Entity, name: &str) {
        let folded = fold(name);
        self.forget_order();
        if !folded.is_empty() {
            add(self.names.entry(folded).or_default(), entity);
            self.spelled.insert((entity, spaced(name)));
        }
    }

    /// Says that a record's file could not be read whole, so that it may hold names and tracks that are not known.
    pub fn mark_unsound(&mut self, kind: Kind, slug: &str, text: &str) {
        self.unsound.insert((kind, fold(slug)));
        self.unread.extend(names_in(text).map(fold));
    }

    /// Whether a name that is not known may stand in a file that could not be read whole: a track of such a
    /// release, a name in it, or a name of which such a record's slug is made.
    fn may_be_unread(&self, kind: Option<Kind>, typed: &str) -> bool {
        if self.unsound.is_empty() {
            return false;
        }
        let folded = fold(typed);
        if self.unread.contains(&folded) {
            return true;
        }
        let release = folded.split_once('/').map(|(release, _)| (Kind::Soundtrack, release.to_owned()));
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let slug = words.join("-");
        let named = Kind::ALL.into_iter().filter(|k| kind.is_none_or(|kind| kind == *k)).map(|k| (k, slug.clone()));
        release.into_iter().chain(named).any(|key| self.unsound.contains(&key))
    }

    /// Its id as typed in references: `track:kpop-demon-hunters/golden`.
    pub fn id(&self, entity: Entity) -> &str {
        self.ids.get(&entity).map_or("", String::as_str)
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
                if let Some(other) =
                    Kind::from_word(word.trim()).and_then(|other| self.by_kind.get(&(other, fold(rest))))
                {
                    return Err(Miss::OtherKind(other.clone()));
                }
                typed
            }
            None => typed,
        };
        let folded = fold(slug);
        match self.by_kind.get(&(kind, folded.clone())).map(Vec::as_slice) {
            Some([one]) => Ok(*one),
            Some(several) => Err(Miss::Ambiguous(several.to_vec())),
            None => match self.slugs.get(&folded) {
                Some(others) if others.iter().all(|o| o.kind() != kind) => Err(Miss::OtherKind(others.clone())),
                _ if self.may_be_unread(Some(kind), slug) => Err(Miss::Told),
                _ => Err(Miss::Unknown),
            },
        }
    }

    /// Things of a kind that have this name or bare slug: what someone probably meant.
    pub fn meant(&self, kind: Kind, typed: &str) -> Vec<Entity> {
        let folded = fold(typed);
        let all = self.names.get(&folded).into_iter().chain(self.slugs.get(&folded)).flatten();
        let mut found: Vec<Entity> = all.copied().filter(|e| e.kind() == kind).collect();
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
        for table in [&self.slugs, &self.names] {
            match table.get(&folded).map(Vec::as_slice) {
                None => {}
                Some([entity]) => return Ok((*entity, self.shown(*entity, typed))),
                Some(several) => {
                    return match one(several) {
                        Some(entity) => Ok((entity, self.shown(entity, typed))),
                        None => Err(Miss::Ambiguous(several.to_vec())),
                    };
                }
            }
        }
        Err(if self.may_be_unread(None, typed) { Miss::Told } else { Miss::Unknown })
    }

    /// What was typed is shown if it is one of the names as the record spells it. `[[golden]]` at the beginning of
    /// a sentence shows "Golden", and `[[goblin]]` in a Korean article the Korean name.
    fn shown(&self, entity: Entity, typed: &str) -> Matched {
        if self.spelled.contains(&(entity, spaced(typed))) { Matched::Name } else { Matched::Slug }
    }

    /// Every slug of a kind, for "did you mean"; in order.
    pub fn slugs_of(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let sorted = self.sorted_slugs.get_or_init(|| {
            let mut all: FxHashMap<Kind, Vec<String>> = FxHashMap::default();
            for (entity, id) in &self.ids {
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
            let spelled = self.spelled.iter().map(|(_, name)| name);
            let mut all: Vec<String> = spelled.chain(self.slugs.keys()).cloned().collect();
            all.sort_unstable();
            all.dedup();
            all
        });
        sorted.iter().map(String::as_str)
    }
}

/// A name with its white space folded.
fn spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// Adds a thing once. The lists are in order, so that the many tracks of one name ("Main Title") are told apart by
/// halving.
fn add(list: &mut Vec<Entity>, entity: Entity) {
    if let Err(place) = list.binary_search(&entity) {
        list.insert(place, entity);
    }
}
