//! Dates of one life and one work in their order: birth before death, premiere before finale, a drama not long
//! after its soundtrack.

use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Artist, Drama, Entity, Id, Person, Soundtrack};
use jiff::ToSpan;
use std::collections::BTreeSet;

pub(super) fn laws(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let runs = catalogue.dramas.iter().filter_map(run);
    let lives = catalogue.artists.iter().flat_map(life);
    let releases = catalogue.soundtracks.iter().filter(|it| it.record.sound);
    let early = releases.filter_map(|it| before_drama(catalogue, it));
    runs.chain(lives).chain(early).chain(before_birth(catalogue)).collect()
}

/// A finale that comes before its premiere.
fn run(drama: &Drama) -> Option<Diagnostic> {
    let (first, last) = (drama.premiered?, drama.finale?);
    let message = format!("the finale of {} comes before its premiere", drama.record.names.plain);
    let it = Diagnostic::error(Code::DateOrder, last.span, message).also(first.span, "the premiere");
    (last.last_day() < first.first_day()).then(|| it.help("correct one of the two dates"))
}

/// A beginning that comes after its end.
fn life(artist: &Artist) -> Vec<Diagnostic> {
    let spans = [
        (artist.born, artist.died, "died before being born", "born here"),
        (artist.formed, artist.disbanded, "disbanded before being formed", "formed here"),
    ];
    let wrong = spans.into_iter().filter_map(|(begin, end, words, label)| {
        let (begin, end) = (begin?, end?);
        let message = format!("{} {words}", artist.record.names.plain);
        let it = Diagnostic::error(Code::DateOrder, end.span, message).also(begin.span, label);
        (end.last_day() < begin.first_day()).then(|| it.help("correct one of the two dates"))
    });
    wrong.collect()
}

/// A soundtrack comes out with its drama, or after it; a song a little before.
fn before_drama(catalogue: &Catalogue, soundtrack: &Soundtrack) -> Option<Diagnostic> {
    let released = soundtrack.released?;
    let dramas = soundtrack.dramas.iter().map(|id| catalogue.drama(*id));
    if dramas.clone().any(|drama| !drama.record.sound || drama.date().is_none()) {
        return None;
    }
    let first = dramas.min_by_key(|drama| drama.date().map(|date| date.first_day()))?;
    let date = first.date()?;
    let year_before = date.first_day().checked_sub(1.year()).ok()?;
    let (title, drama) = (&soundtrack.record.names.plain, &first.record.names.plain);
    let message = format!("{title} came out more than a year before {drama}");
    let it =
        Diagnostic::warning(Code::ReleaseBeforeDrama, released.span, message).also(date.span, "the drama's first date");
    (released.last_day() < year_before)
        .then(|| it.help(format!("is {} the year that is meant, and {drama} the drama?", released.year())))
}

/// Nobody sings before being born, except in a story. One wrong date is told once: of a release for the first whom it
/// makes too young, of a birth at the first release.
fn before_birth(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for release in catalogue.soundtracks.iter().filter(|it| it.record.sound) {
        let Some(released) = release.released else { continue };
        let credited = release.tracks.iter().flat_map(|id| {
            let artists = catalogue.artists_of(*id).iter().map(|it| &it.person);
            let people = artists.chain(catalogue.track(*id).credits.iter().map(|it| &it.person));
            people.filter_map(Person::artist).map(|artist| (*id, artist))
        });
        let late = |artist: Id<Artist>| {
            let it = Some(catalogue.artist(artist)).filter(|it| it.record.sound)?;
            it.born.filter(|born| released.last_day() < born.first_day())
        };
        let unborn = credited.filter(|(_, artist)| !catalogue.is_fictional(Entity::Artist(*artist)));
        let first = unborn.filter_map(|(track, artist)| Some((track, artist, late(artist)?))).next();
        let Some((track, artist, born)) = first.filter(|(_, artist, _)| told.insert(*artist)) else { continue };
        let who = &catalogue.artist(artist).record.names.plain;
        let message = format!("{who} was born after “{}” came out", catalogue.track(track).record.names.plain);
        let it = Diagnostic::warning(Code::DateOrder, released.span, message).also(born.span, "the birth");
        found.push(it.help("correct one of the two dates, or credit someone else of this name"));
    }
    found
}
