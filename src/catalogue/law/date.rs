//! Dates of one life and one work in their order: birth before death, a drama not long after its soundtrack.

use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Artist, PartialDate, Person, Soundtrack, Track};
use crate::source::Spanned;
use jiff::ToSpan;

pub(super) fn laws(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let lives = catalogue.artists.iter().flat_map(life);
    let releases = catalogue.soundtracks.iter().filter(|it| it.record.sound);
    let early = releases.clone().filter_map(|it| before_drama(catalogue, it));
    let unborn = releases.flat_map(|it| it.tracks.iter().map(move |track| (it, catalogue.track(*track))));
    let unborn = unborn.filter_map(|(release, track)| before_birth(catalogue, release, track));
    lives.chain(early).chain(unborn).collect()
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

/// Nobody sings before being born.
fn before_birth(catalogue: &Catalogue, release: &Soundtrack, track: &Track) -> Option<Diagnostic> {
    let released = release.released?;
    let late = |born: &Spanned<PartialDate>| released.last_day() < born.first_day();
    let credited = track.artists.iter().map(|it| &it.person).chain(track.credits.iter().map(|it| &it.person));
    let artists = credited.filter_map(|person| if let Person::Artist(id) = person { Some(*id) } else { None });
    let (artist, born) = artists
        .map(|id| catalogue.artist(id))
        .filter(|artist| artist.record.sound)
        .find_map(|artist| artist.born.filter(late).map(|born| (artist, born)))?;
    let (who, what) = (&artist.record.names.plain, &track.record.names.plain);
    let message = format!("{who} was born after “{what}” came out");
    let it = Diagnostic::warning(Code::DateOrder, released.span, message).also(born.span, "the birth");
    Some(it.help("correct one of the two dates, or credit someone else of this name"))
}
