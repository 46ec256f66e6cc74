//! Records that lead back to themselves: a group that is its own member at any depth, versions of each other,
//! playlists that hold each other.

use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Artist, Id, Person, Playlist, PlaylistItemOf, Track};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn laws(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let mut found = members(catalogue);
    found.extend(versions(catalogue));
    found.extend(playlists(catalogue));
    found
}

/// Groups of groups. (That a group names itself is told where it is linked.)
fn members(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let groups = |id: Id<Artist>| catalogue.artist(id).members.iter().filter_map(Person::artist);
    let all = (0..catalogue.artists.len()).map(Id::<Artist>::new);
    let circles = circles(all.filter(|id| !catalogue.artist(*id).members.is_empty()), groups);
    let tell = |circle: Vec<Id<Artist>>| {
        let names: Vec<&str> = circle.iter().map(|id| catalogue.artist(*id).record.names.plain.as_str()).collect();
        let first = catalogue.artist(*circle.first()?);
        let message = format!("{} is a member of itself", first.record.names.plain);
        let mut it = Diagnostic::error(Code::Circle, first.record.span, message).help(format!(
            "{} → {}: take one of them out of `members`",
            names.join(" → "),
            names.first()?
        ));
        for other in circle.iter().skip(1) {
            it = it.also(catalogue.artist(*other).record.span, "through this group");
        }
        Some(it)
    };
    circles.into_iter().filter_map(tell).collect()
}

/// Versions of versions are fine; in a circle nothing is the song.
fn versions(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let next = |id: Id<Track>| catalogue.track(id).version_of.map(|of| of.value).into_iter();
    let all = (0..catalogue.tracks.len()).map(Id::<Track>::new);
    let circles = circles(all.filter(|id| catalogue.track(*id).version_of.is_some()), next);
    let tell = |circle: Vec<Id<Track>>| {
        let mut places = circle.iter().filter_map(|id| catalogue.track(*id).version_of).map(|of| of.span);
        let mut it = Diagnostic::error(Code::Circle, places.next()?, "`version_of` leads in a circle");
        for place in places {
            it = it.also(place, "and back");
        }
        Some(it.help("let every version name the one song, which itself has no `version_of`"))
    };
    circles.into_iter().filter_map(tell).collect()
}

/// Playlists that hold each other, and those that hold themselves.
fn playlists(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let held = |id: Id<Playlist>| {
        let items = catalogue.playlist(id).items.iter();
        items.filter_map(|item| if let PlaylistItemOf::Playlist(id) = item.of { Some((id, item.span)) } else { None })
    };
    let slug = |id: Id<Playlist>| catalogue.playlist(id).record.slug.as_str();
    let entry = |of: Id<Playlist>, other| held(of).find(|(id, _)| *id == other).map(|(_, span): (_, Span)| span);
    let all = || (0..catalogue.playlists.len()).map(Id::<Playlist>::new);
    let itself = |id: Id<Playlist>| {
        let message = format!("the playlist `{}` holds itself", slug(id));
        Some(Diagnostic::error(Code::Circle, entry(id, id)?, message).help("take it out, or name the songs one by one"))
    };
    let tell = |circle: Vec<Id<Playlist>>| {
        let mut pairs = circle.iter().zip(circle.iter().cycle().skip(1));
        let names: Vec<String> = circle.iter().chain(circle.first()).map(|id| format!("`{}`", slug(*id))).collect();
        let message = format!("playlists hold each other in a circle: {}", names.join(" → "));
        let (first, second) = pairs.next()?;
        let mut it = Diagnostic::error(Code::Circle, entry(*first, *second)?, message);
        for (holds, other) in pairs {
            it = it.also(entry(*holds, *other)?, format!("here `{}` holds `{}`", slug(*holds), slug(*other)));
        }
        Some(it.help("take one of them out, or name its songs one by one"))
    };
    let circles = circles(all(), |id| held(id).map(|(other, _)| other));
    all().filter_map(itself).chain(circles.into_iter().filter_map(tell)).collect()
}

/// Every circle once, from its first member on. Each thing is looked at once, so a long chain costs its length.
fn circles<T: Copy + Ord, I: Iterator<Item = T>>(all: impl Iterator<Item = T>, next: impl Fn(T) -> I) -> Vec<Vec<T>> {
    let mut done: BTreeSet<T> = BTreeSet::new();
    let mut found = Vec::new();
    for start in all {
        // The way from the start, and where in it each thing stands.
        let mut way: Vec<(T, I)> = Vec::new();
        let mut places: BTreeMap<T, usize> = BTreeMap::new();
        if !done.contains(&start) {
            places.insert(start, 0);
            way.push((start, next(start)));
        }
        while let Some((here, others)) = way.last_mut() {
            let here = *here;
            match others.next() {
                Some(other) => match places.get(&other) {
                    Some(place) => found.push(way[*place..].iter().map(|(it, _)| *it).collect()),
                    None if done.contains(&other) => {}
                    None => {
                        places.insert(other, way.len());
                        way.push((other, next(other)));
                    }
                },
                None => {
                    done.insert(here);
                    places.remove(&here);
                    way.pop();
                }
            }
        }
    }
    found.retain(|circle: &Vec<T>| circle.len() > 1);
    found
}
