//! Labels, networks and genres: as a link, in the list of all of them, and the page of one.

use super::{RecordView, TextView, Views};
use crate::catalogue::PlainName;
use crate::model::{Entity, LanguageId, NameKind};
use crate::route::{Route, Shows};
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::Range;

/// A plain name or an instrument, to be linked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NameLinkView {
    /// The name.
    pub title: String,
    /// Its page.
    pub url: Option<String>,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
}

/// A label, network or genre.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NameView {
    /// `label`, `network`, `genre`.
    pub kind: &'static str,
    /// In words.
    pub kind_label: String,
    /// The name.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// The name in other languages.
    pub names: Vec<TextView>,
    /// What it is about.
    pub description: Option<TextView>,
}

/// What has a name, of one kind.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NameGroupView {
    /// `soundtracks`; also the id of its heading.
    pub kind: &'static str,
    /// In words.
    pub title: String,
    /// The things.
    pub records: Vec<RecordView>,
}

impl Views<'_> {
    /// A plain name as a record says it.
    pub fn name_link(&self, kind: NameKind, name: &str) -> NameLinkView {
        let place = self.magazine.catalogue.derived.plain_names.find(kind, name);
        let url = place.and_then(|place| self.url(Route::new(self.language, Shows::Name(kind, place, 1))));
        let known = place.and_then(|place| self.magazine.catalogue.derived.plain_names.get(kind, place));
        let (title, lang) = match known.map(|known| (known, known.names.in_language(self.language).1)) {
            // As the record spells it, unless the name is told otherwise.
            Some((known, language)) if known.titled || language != LanguageId::ROOT => self.name(&known.names),
            _ => (name.to_owned(), self.plain(name).lang),
        };
        NameLinkView { title, url, lang }
    }

    /// Genres as a record says them.
    pub fn genres(&self, genres: &[String]) -> Vec<NameLinkView> {
        genres.iter().map(|genre| self.name_link(NameKind::Genre, genre)).collect()
    }

    /// Some of the names of a kind as the page's language lists them, with how much has each of them.
    pub fn names_listed(&self, kind: NameKind, shown: Range<usize>) -> Vec<RecordView> {
        let count = match kind {
            NameKind::Label => "names.soundtracks",
            NameKind::Network => "names.dramas",
            NameKind::Genre => "names.works",
        };
        let names = &self.magazine.catalogue.derived.plain_names;
        let listed = names.listed(kind, self.language).iter().skip(shown.start).take(shown.len());
        let view = |(place, name): (usize, &PlainName)| {
            let (title, lang) = self.name(&name.names);
            RecordView {
                url: self.url(Route::new(self.language, Shows::Name(kind, place, 1))).unwrap_or_default(),
                title,
                lang,
                names: self.other_names(&name.names),
                line: None,
                parts: Vec::new(),
                count: Some(self.magazine.interface(self.language).plural(count, name.of.len())),
            }
        };
        listed.filter_map(|place| Some(view((*place, names.get(kind, *place)?)))).collect()
    }

    /// The page of a name.
    pub fn plain_name(&self, kind: NameKind, name: &PlainName) -> NameView {
        let (title, lang) = self.name(&name.names);
        NameView {
            kind: kind.word(),
            kind_label: self.say(&format!("kind.{}", kind.word())),
            title,
            lang,
            names: self.other_names(&name.names),
            description: self.text(&name.descriptions),
        }
    }

    /// Things of which those of one kind are neighbours, kind by kind.
    pub fn grouped(&self, entities: &[Entity]) -> Vec<NameGroupView> {
        let of_one_kind = entities.chunk_by(|one, next| one.kind() == next.kind());
        let group = |group: &[Entity]| {
            // Tracks have no folder of their own.
            let kind = group.first().and_then(|entity| entity.kind().folder()).unwrap_or("tracks");
            let records = group.iter().map(|entity| self.record(*entity)).collect();
            NameGroupView { kind, title: self.say(&format!("names.of_{kind}")), records }
        };
        of_one_kind.map(group).collect()
    }
}
