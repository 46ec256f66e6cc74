//! One identifier belongs to one record: an ISRC to a recording, a barcode to a release, an id elsewhere to one thing.

use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Entity, Identifier, Kind, Record, Scheme};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

pub(super) fn laws(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let mut seen: FxHashMap<(&str, &str, Kind), (Entity, &Identifier)> = FxHashMap::default();
    let mut found = Vec::new();
    for entity in catalogue.all_records() {
        let Some(record) = catalogue.record(entity) else { continue };
        for id in &record.ids {
            match seen.entry((id.scheme, &id.value, scope(entity, id))) {
                Entry::Vacant(place) => {
                    place.insert((entity, id));
                }
                Entry::Occupied(first) => {
                    let (other, before) = *first.get();
                    found.extend(tell(catalogue, (entity, record, id), (other, before)));
                }
            }
        }
    }
    found
}

/// Two kinds may share a number where each has numbers of its own.
fn scope(entity: Entity, id: &Identifier) -> Kind {
    let own_numbers = matches!(id.scheme, "tmdb" | "discogs");
    if own_numbers { entity.kind() } else { Kind::Drama }
}

fn tell(
    catalogue: &Catalogue,
    (entity, record, id): (Entity, &Record, &Identifier),
    (other, before): (Entity, &Identifier),
) -> Option<Diagnostic> {
    let both_tracks = match (entity, other) {
        (Entity::Track(a), Entity::Track(b)) => {
            let (a, b) = (catalogue.track(a), catalogue.track(b));
            // One recording on two releases, and one song in several versions, share their codes.
            let work = |id: &Identifier| id.scheme == "iswc";
            if a.recording == b.recording || work(id) {
                return None;
            }
            true
        }
        _ => false,
    };
    let names = [record.names.plain.clone(), catalogue.names(other).plain.clone()];
    let scheme = Scheme::from_word(id.scheme).map_or_else(
        || if id.scheme == "barcode" { "barcode".to_owned() } else { id.scheme.to_uppercase() },
        |it| it.name().to_owned(),
    );
    let message = format!("{} and {} have the same {scheme}: {}", names[1], names[0], id.value);
    let it =
        Diagnostic::error(Code::DuplicateIdentifier, id.span, message).also(before.span, "here for the first time");
    Some(if both_tracks && id.scheme == "isrc" {
        it.help(format!("if they are one recording, say so: `same_as = \"{}\"`", catalogue.index.slug(other)))
    } else {
        it.help("an identifier names one thing: correct one of the two, or leave it out")
    })
}
