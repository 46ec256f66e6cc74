//! Who sings as a fictional act: the act's own list, and what tracks credit beside it.

use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Artist, ArtistKind, Credit, Id, Person, Role, Track, fold};
use crate::source::Span;
use std::collections::BTreeSet;

pub(super) fn laws(catalogue: &Catalogue) -> Vec<Diagnostic> {
    (0..catalogue.tracks.len()).flat_map(|n| track(catalogue, Id::new(n))).collect()
}

/// The singers behind the acts of a track.
struct Singers<'a> {
    catalogue: &'a Catalogue,
    /// The acts themselves, and their fictional members.
    acts: BTreeSet<Id<Artist>>,
    /// Who performs as one of them, as which character.
    list: Vec<(&'a Person, Option<&'a str>, Span)>,
    /// Whether all of their lists could be read.
    sound: bool,
}

impl<'a> Singers<'a> {
    fn of(catalogue: &'a Catalogue, track: Id<Track>) -> Self {
        let mut it = Self { catalogue, acts: BTreeSet::new(), list: Vec::new(), sound: true };
        for one in catalogue.artists_of(track) {
            it.add(&one.person);
        }
        it
    }

    fn add(&mut self, person: &'a Person) {
        let Some(id) = person.artist() else { return };
        let artist = self.catalogue.artist(id);
        let act = artist.kind.is_some_and(ArtistKind::is_fictional) || !artist.performed_by.is_empty();
        if act && self.acts.insert(id) {
            self.sound &= artist.record.sound;
            let singers = artist.performed_by.iter();
            self.list.extend(singers.map(|by| (&by.person, by.as_character.plain.as_deref(), by.span)));
            for member in &artist.members {
                self.add(member);
            }
        }
    }

    /// One person, with a record or by name.
    fn same(&self, a: &Person, b: &Person) -> bool {
        match (a, b) {
            (Person::Artist(a), Person::Artist(b)) => a == b,
            (Person::Named(name), Person::Artist(id)) | (Person::Artist(id), Person::Named(name)) => {
                let folded = fold(&name.plain);
                self.catalogue.artist(*id).record.names.all().any(|known| fold(known) == folded)
            }
            (Person::Named(a), Person::Named(b)) => fold(&a.plain) == fold(&b.plain),
        }
    }

    fn name(&self, person: &'a Person) -> &'a str {
        match person {
            Person::Artist(id) => &self.catalogue.artist(*id).record.names.plain,
            Person::Named(name) => &name.plain,
        }
    }

    /// Whether someone needs no place on the list: an act, someone on it, or an orchestra, which plays as nobody.
    fn knows(&self, person: &Person) -> bool {
        let is_orchestra = |id| self.catalogue.artist(id).kind == Some(ArtistKind::Orchestra);
        person.artist().is_some_and(|id| self.acts.contains(&id) || is_orchestra(id))
            || self.list.iter().any(|(singer, ..)| self.same(singer, person))
    }

    fn absent(&self, person: &'a Person, place: Span) -> Option<Diagnostic> {
        let act = self.acts.iter().map(|id| self.catalogue.artist(*id)).find(|act| !act.performed_by.is_empty())?;
        let (who, name) = (self.name(person), &act.record.names.plain);
        let message = format!("{who} is credited beside {name}, but is not on its list of singers");
        let it = Diagnostic::warning(Code::PerformedBy, place, message).also(act.record.span, "the act");
        Some(it.help(format!("add them to `performed_by` of {name}, or credit them in another role")))
    }
}

fn track(catalogue: &Catalogue, id: Id<Track>) -> Vec<Diagnostic> {
    let track = catalogue.track(id);
    let singers = Singers::of(catalogue, id);
    if singers.list.is_empty() || !singers.sound || !track.record.sound {
        return Vec::new();
    }
    // What another track of the recording says is judged there.
    let first = catalogue.track(track.recording);
    let own = |place: Span| track.recording == id || first.credits.iter().all(|credit| credit.span != place);
    let performers = track.credits.iter().filter(|credit| credit.role == Role::Performer && own(credit.span));
    let mut found: Vec<Diagnostic> = performers.filter_map(|credit| performer(&singers, track, credit)).collect();
    // "HUNTR/X: EJAE, Audrey Nuna & Rei Ami": behind the colon stand those who sing as the act.
    let named = track.artists.iter().skip_while(|one| !one.join.trim_end().ends_with(':')).skip(1);
    found.extend(
        named
            .filter(|one| track.recording == id || first.artists.iter().all(|other| other.span != one.span))
            .filter(|one| !singers.knows(&one.person))
            .filter_map(|one| singers.absent(&one.person, one.span)),
    );
    found
}

/// A performer is on the list, as the character that the list says. A guest of the artist credit needs no list.
fn performer<'a>(singers: &Singers<'a>, track: &Track, credit: &'a Credit) -> Option<Diagnostic> {
    if !singers.knows(&credit.person) {
        let guest = track.artists.iter().any(|one| singers.same(&one.person, &credit.person));
        return if guest { None } else { singers.absent(&credit.person, credit.span) };
    }
    let stated = credit.as_character.plain.as_deref()?;
    let own = || singers.list.iter().filter(|(singer, ..)| singers.same(singer, &credit.person));
    let agrees = |character: Option<&str>| character.is_none_or(|character| fold(character) == fold(stated));
    if own().next().is_none() || own().any(|(_, character, _)| agrees(*character)) {
        return None;
    }
    let (singer, character, place) = own().next()?;
    let message = format!("{} sings as {}, not as {stated}", singers.name(singer), character.unwrap_or_default());
    let it = Diagnostic::error(Code::PerformedBy, credit.span, message).also(*place, "the act's list says so");
    Some(it.help("correct one of the two"))
}
