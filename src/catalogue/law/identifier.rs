//! One identifier belongs to one record: an ISRC to a recording, a barcode to a release, an id elsewhere to one thing.

use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Entity, Identifier, Kind, Record, Scheme};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

pub(super) fn laws(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let mut seen: FxHashMap<(&str, &str, Kind), (Entity, &Identifier)> = FxHashMap::default();
    let mut found = Vec::new();
    // A record whose slug another has was told of; mostly it is a copy with everything in it.
    for entity in catalogue.all_records().filter(|it| !catalogue.index.id(*it).is_empty()) {
        let Some(record) = catalogue.record(entity) else { continue };
        if matches!(entity, Entity::Track(_)) && !record.sound {
            // What could not be read may be the word that it is the same recording.
            continue;
        }
        for id in &record.ids {
            match seen.entry((id.scheme, &id.value, scope(entity, id))) {
                Entry::Vacant(place) => {
                    place.insert((entity, id));
                }
                Entry::Occupied(first) if !may_share(catalogue, entity, first.get().0, id) => {
                    found.push(tell(catalogue, (entity, record, id), *first.get()));
                }
                Entry::Occupied(_) => {}
            }
        }
    }
    found
}

/// Two kinds may share a number where each has numbers of its own; and a song may have the id of its single, which
/// Wikidata does not tell apart.
fn scope(entity: Entity, id: &Identifier) -> Kind {
    match id.scheme {
        "tmdb" | "discogs" => entity.kind(),
        "wikidata" if entity.kind() == Kind::Track => Kind::Track,
        _ => Kind::Drama,
    }
}

/// Whether two records may have one identifier: one recording on two releases, and several versions of one song.
fn may_share(catalogue: &Catalogue, one: Entity, other: Entity, id: &Identifier) -> bool {
    let (Entity::Track(one), Entity::Track(other)) = (one, other) else { return false };
    matches!(id.scheme, "iswc" | "wikidata") || catalogue.track(one).recording == catalogue.track(other).recording
}

fn tell(
    catalogue: &Catalogue,
    (entity, record, id): (Entity, &Record, &Identifier),
    (other, before): (Entity, &Identifier),
) -> Diagnostic {
    let names = [record.names.plain.clone(), catalogue.names(other).plain.clone()];
    let scheme = Scheme::from_word(id.scheme).map_or_else(
        || if id.scheme == "barcode" { "barcode".to_owned() } else { id.scheme.to_uppercase() },
        |it| it.name().to_owned(),
    );
    let message = format!("{} and {} have the same {scheme}: {}", names[1], names[0], id.value);
    let it =
        Diagnostic::error(Code::DuplicateIdentifier, id.span, message).also(before.span, "here for the first time");
    let both_tracks = matches!((entity, other), (Entity::Track(_), Entity::Track(_)));
    if both_tracks && id.scheme == "isrc" {
        it.help(format!("if they are one recording, say so: `same_as = \"{}\"`", catalogue.index.slug(other)))
    } else {
        it.help("an identifier names one thing: correct one of the two, or leave it out")
    }
}
