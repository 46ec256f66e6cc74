//! Which thing is renamed, what its new slug is, and what that moves on the disk and among the addresses.

use super::change::Move;
use super::typed;
use crate::diagnostic::{Code, Diagnostic};
use crate::edition::Edition;
use crate::model::{Entity, Kind, LanguageId, fold, slug_fault};
use crate::parse::{key_of, slug_from};
use crate::source::SourceId;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// What is renamed.
pub(super) struct Target {
    pub entity: Entity,
    /// Its own part of the slug: of a track without its release, of a page without its folder.
    pub old: String,
    pub new: String,
    /// The whole id, before and after.
    pub ids: (String, String),
    pub moves: Vec<Move>,
    /// The addresses in which the old slug stands.
    pub addresses: Vec<Address>,
    /// The files in which a stated `slug` is changed.
    pub stated: Vec<SourceId>,
}

/// How the addresses of a thing begin.
pub(super) struct Address {
    /// The parts, the slug last.
    pub parts: Vec<String>,
    /// The language that must come before them.
    pub language: Option<String>,
    /// Any language may.
    pub any_language: bool,
    /// Nothing comes after them.
    pub whole: bool,
}

type Refused = Diagnostic;

fn refused(message: impl Into<String>, help: impl Into<String>) -> Refused {
    Diagnostic::environment(Code::BadOption, message).help(help)
}

impl Target {
    /// Reads the words of the command.
    pub(super) fn of(edition: &Edition, from: &str, to: &str) -> Result<Self, Refused> {
        let magazine = edition.magazine();
        let (catalogue, sources) = (&magazine.catalogue, &magazine.sources);
        let from: String = from.nfc().collect();
        let to: String = to.nfc().collect();
        let entity = meant(edition, &from)?;
        let kind = entity.kind();
        let id = catalogue.index.id(entity).to_owned();
        let whole = catalogue.index.slug(entity).to_owned();
        let (folder, old) = match whole.rsplit_once('/') {
            Some((folder, own)) => (Some(folder.to_owned()), own.to_owned()),
            None => (None, whole.clone()),
        };
        let said = to.trim();
        let said = said.strip_prefix(&format!("{}:", kind.word())).unwrap_or(said).trim().trim_matches('/');
        let own = match said.rsplit_once('/') {
            None => said,
            Some((before, own)) => {
                let section = match entity {
                    Entity::Article(id) => Some(catalogue.section(catalogue.article(id).section).slug.clone()),
                    _ => folder.clone(),
                };
                if section.is_none_or(|folder| fold(&folder) != fold(before)) {
                    let message = format!("`{to}` lies elsewhere than `{id}`: a rename does not move things");
                    return Err(refused(message, format!("write the new slug alone: `leitmotif rename {id} {own}`")));
                }
                own
            }
        };
        if let Some(fault) = slug_fault(own) {
            let near = slug_from(own);
            let near = if slug_fault(&near).is_none() { near } else { "another-slug".into() };
            let message = format!("`{own}` cannot be a slug: {fault}");
            return Err(refused(message, format!("write `leitmotif rename {id} {near}`")));
        }
        if fold(own) == fold(&old) {
            let message = format!("`{id}` has this slug already; slugs are compared without case");
            return Err(refused(message, "write another one"));
        }
        let new_whole = folder.as_ref().map_or_else(|| own.to_owned(), |folder| format!("{folder}/{own}"));
        if let Some(other) = taken(edition, entity, &new_whole) {
            let message = format!("`{}:{new_whole}` is there already", kind.word());
            return Err(refused(message, format!("it is in `{other}`; choose another slug")));
        }
        let mut it = Self {
            entity,
            new: own.to_owned(),
            ids: (id, format!("{}:{new_whole}", kind.word())),
            moves: Vec::new(),
            addresses: Vec::new(),
            stated: Vec::new(),
            old,
        };
        it.places(edition)?;
        let known: BTreeSet<String> = sources.iter().map(|(_, file)| fold(&file.path)).collect();
        for moved in &it.moves {
            let (own, below) = (fold(&moved.to), format!("{}/", fold(&moved.to)));
            let there = known.range(own.clone()..).find(|path| **path == own || path.starts_with(&below));
            if let Some(there) = there.filter(|path| **path == own || path.starts_with(&below)) {
                return Err(refused(
                    format!("`{there}` is there already"),
                    "choose another slug, or move that file away",
                ));
            }
        }
        Ok(it)
    }

    /// What moves on the disk and among the addresses.
    fn places(&mut self, edition: &Edition) -> Result<(), Refused> {
        let magazine = edition.magazine();
        let (catalogue, sources) = (&magazine.catalogue, &magazine.sources);
        let any = |parts: Vec<String>| Address { parts, language: None, any_language: true, whole: false };
        let old = self.old.clone();
        match self.entity {
            Entity::Tag(_) => self.addresses.push(any(vec!["tags".into(), old])),
            Entity::Section(id) => {
                let files =
                    catalogue.articles.iter().filter(|it| it.section == id).map(|it| &sources.get(it.source).path);
                let folder = |path: &str| {
                    let name = path.strip_prefix("content/articles/")?.split('/').next()?;
                    Some(format!("content/articles/{name}"))
                };
                let folders: BTreeSet<String> = files.filter_map(|path| folder(path)).collect();
                let to = format!("content/articles/{}", self.new);
                self.moves = folders.into_iter().map(|from| Move { from, to: to.clone() }).collect();
                self.addresses.push(any(vec![old]));
            }
            Entity::Article(id) => {
                let section = catalogue.section(catalogue.article(id).section).slug.clone();
                let original = catalogue.article(id);
                let stated = super::table::states_slug(edition, original.source);
                for version in &original.versions {
                    let version = catalogue.article(*version);
                    if fold(&version.slug) == fold(&old) && (!stated || version.source == original.source) {
                        let language = (version.language != LanguageId::ROOT)
                            .then(|| magazine.config.code(version.language).to_owned());
                        let parts = vec![section.clone(), old.clone()];
                        self.addresses.push(Address { parts, language, any_language: false, whole: false });
                    }
                }
                if stated {
                    self.stated.push(original.source);
                } else {
                    let path = sources.get(original.source).path.to_string();
                    self.markdown(&path, edition);
                }
            }
            Entity::Page(id) => {
                let page = catalogue.page(id);
                let path = sources.get(page.source).path.to_string();
                let parts: Vec<String> = page.path.split('/').map(str::to_owned).collect();
                self.addresses.push(Address { parts, language: None, any_language: true, whole: true });
                if super::table::states_slug(edition, page.source) {
                    self.stated.push(page.source);
                } else {
                    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned() + "/";
                    let bundle = path.rsplit('/').next().is_some_and(|name| name.starts_with("index."));
                    let key = key_of(&path);
                    let others = catalogue.pages.iter().map(|it| &sources.get(it.source).path);
                    if let Some(other) =
                        others.into_iter().find(|it| bundle && it.starts_with(&folder) && key_of(it) != key)
                    {
                        let message =
                            format!("`{other}` lies in the folder of `{path}`, and its address would change, too");
                        return Err(refused(message, "move the folder by hand, and mend what `leitmotif check` tells"));
                    }
                    self.markdown(&path, edition);
                }
            }
            Entity::Track(id) => {
                let release = catalogue.index.slug(Entity::Soundtrack(catalogue.track(id).soundtrack)).to_owned();
                self.addresses.push(any(vec!["soundtracks".into(), release, old]));
            }
            record => {
                let Some(place) = catalogue.place(record) else { return Ok(()) };
                let folder = record.kind().folder().unwrap_or_default().to_owned();
                let path = sources.get(place.source).path.to_string();
                let stated = super::table::states_slug(edition, place.source);
                if stated {
                    self.stated.push(place.source);
                } else {
                    let to = format!("content/{folder}/{}.toml", self.new);
                    self.moves.push(Move { from: path.clone(), to });
                }
                if let Entity::Chart(chart) = record {
                    // Weeks lie in a folder of the slug, or of the file's name, which a stated slug leaves as it is.
                    let stem = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml").to_owned();
                    let folders: BTreeSet<String> = catalogue
                        .chart(chart)
                        .weeks
                        .iter()
                        .map(|week| sources.get(week.span.source).folder().to_owned())
                        .filter(|it| {
                            let name = it.rsplit('/').next().unwrap_or_default();
                            fold(name) == fold(&old) && !(stated && fold(name) == fold(&stem))
                        })
                        .collect();
                    let to = format!("content/charts/{}", self.new);
                    self.moves.extend(folders.into_iter().map(|from| Move { from, to: to.clone() }));
                }
                self.addresses.push(any(vec![folder, old]));
            }
        }
        Ok(())
    }

    /// The files of an article or page in all its languages.
    fn markdown(&mut self, path: &str, edition: &Edition) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let key = key_of(path);
        if name.split('.').next() == Some("index") {
            let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
            self.moves.push(Move { from: folder.to_owned(), to: format!("{above}/{}", self.new) });
            return;
        }
        for (_, file) in edition.sources().under(&format!("{key}.")) {
            if file.name().ends_with(".md") && key_of(&file.path) == key {
                let rest = file.name().split_once('.').map_or("", |(_, rest)| rest);
                self.moves.push(Move { from: file.path.to_string(), to: format!("{folder}/{}.{rest}", self.new) });
            }
        }
    }
}

/// The thing that is named.
fn meant(edition: &Edition, from: &str) -> Result<Entity, Refused> {
    let catalogue = &edition.magazine().catalogue;
    // `article:section/slug` tells two articles of one slug apart.
    if let Some((section, slug)) = from.trim().strip_prefix("article:").and_then(|rest| rest.rsplit_once('/')) {
        let found = (0..catalogue.articles.len()).map(crate::model::Id::new).find(|id| {
            let it = catalogue.article(*id);
            it.original == *id
                && fold(&it.slug) == fold(slug)
                && fold(&catalogue.section(it.section).slug) == fold(section)
        });
        if let Some(id) = found {
            return Ok(Entity::Article(id));
        }
    }
    crate::catalogue::reference(catalogue, &typed(from)).map_err(|told| {
        let mut it =
            told.map_or_else(|| Diagnostic::environment(Code::BadOption, format!("`{from}` cannot be read")), |it| *it);
        (it.code, it.primary) = (Code::BadOption, None);
        it
    })
}

/// Where the thing lies that has the new slug already.
fn taken(edition: &Edition, entity: Entity, new: &str) -> Option<String> {
    let catalogue = &edition.magazine().catalogue;
    let path = |source: SourceId| edition.sources().get(source).path.to_string();
    if let Entity::Article(own) = entity {
        let own = catalogue.article(own);
        let other = catalogue
            .articles
            .iter()
            .find(|it| it.section == own.section && it.language == own.language && fold(&it.slug) == fold(new));
        return other.map(|it| path(it.source));
    }
    let other = catalogue.index.of_kind(entity.kind(), new).ok()?;
    if entity.kind() == Kind::Tag || entity.kind() == Kind::Section {
        return Some("site.toml` or `content/articles/".to_owned());
    }
    catalogue.place(other).map(|span| path(span.source))
}
