//! What nothing leads to: records, files, and tags that stand alone.

use super::{At, Entry, Things};
use crate::catalogue::{Catalogue, LinkTarget, LinkedComponent};
use crate::model::{
    Credit, CreditedArtist, Curator, Entity, EntrySubject, Honoured, Id, Kind, Person, Played, PlaylistItemOf,
};
use crate::preview::published::Published;
use crate::route::named;
use rustc_hash::FxHashSet;

/// Records that no article or page mentions and no other record refers to. Issues and events stand for themselves.
pub(super) fn records(published: &Published) -> Vec<Entry> {
    let (things, catalogue) = (Things::of(published), &published.edition.magazine().catalogue);
    let named = Named::in_whole(catalogue);
    let kinds = Kind::records().filter(|kind| !matches!(kind, Kind::Issue | Kind::Event | Kind::Award));
    let all = kinds.flat_map(|kind| catalogue.records(kind)).filter(|entity| !named.all.contains(entity));
    all.map(|entity| things.record(entity, entity.kind().word().to_owned())).collect()
}

/// Pictures and other files that no article, page or record names.
pub(super) fn files(published: &Published) -> Vec<Entry> {
    let magazine = published.edition.magazine();
    let named = named(&magazine.catalogue, true);
    let unnamed = magazine.catalogue.attachments.iter().filter(|id| !named.contains(id));
    let entry = |id: &_| {
        let path = magazine.sources.get(*id).path.to_string();
        Entry { title: path.clone(), at: Some(At::File(path)), ..Entry::default() }
    };
    unnamed.map(entry).collect()
}

/// Tags of one article, translations not counted.
pub(super) fn tags(published: &Published) -> Vec<Entry> {
    let (things, catalogue) = (Things::of(published), &published.edition.magazine().catalogue);
    let mut used = vec![0_usize; catalogue.tags.len()];
    let mut by = vec![None; catalogue.tags.len()];
    for (n, article) in catalogue.articles.iter().enumerate().filter(|(n, it)| it.original.index() == *n) {
        for tag in &article.tags {
            used[tag.index()] += 1;
            by[tag.index()] = Some((n, article));
        }
    }
    let once = by.into_iter().enumerate().filter(|(tag, _)| used[*tag] == 1);
    once.filter_map(|(tag, by)| {
        let (_, article) = by?;
        let mut entry = things.record(Entity::Tag(Id::new(tag)), format!("only “{}”", article.title));
        entry.at = Some(At::Served(article.span));
        Some(entry)
    })
    .collect()
}

/// Everything that something else names.
struct Named<'a> {
    catalogue: &'a Catalogue,
    all: FxHashSet<Entity>,
}

impl<'a> Named<'a> {
    fn in_whole(catalogue: &'a Catalogue) -> Self {
        let mut it = Self { catalogue, all: FxHashSet::default() };
        it.texts();
        it.releases();
        it.others();
        it
    }

    /// Who names a track names its release.
    fn add(&mut self, entity: Entity) {
        if let Entity::Track(id) = entity {
            self.all.insert(Entity::Soundtrack(self.catalogue.track(id).soundtrack));
        }
        self.all.insert(entity);
    }

    fn texts(&mut self) {
        let catalogue = self.catalogue;
        for article in &catalogue.articles {
            article.subjects.iter().for_each(|subject| self.add(*subject));
            let authors = article.bylines.iter().filter_map(|byline| byline.contributor);
            authors.for_each(|author| self.add(Entity::Contributor(author)));
        }
        for body in catalogue.article_bodies().iter().chain(catalogue.page_bodies()) {
            for link in &body.links {
                if let LinkTarget::Entity { entity, .. } = link {
                    self.add(*entity);
                }
            }
            body.components.iter().flat_map(LinkedComponent::mentions).for_each(|entity| self.add(entity));
        }
    }

    fn releases(&mut self) {
        let catalogue = self.catalogue;
        for drama in catalogue.dramas.iter() {
            self.credits(&drama.credits);
        }
        for release in catalogue.soundtracks.iter() {
            release.dramas.iter().for_each(|drama| self.add(Entity::Drama(*drama)));
            self.artists(&release.artists);
            self.credits(&release.credits);
            for theme in &release.leitmotifs {
                self.played(&theme.instruments);
                theme.returns.iter().for_each(|it| self.played(&it.instruments));
            }
        }
        for track in catalogue.tracks.iter() {
            let cues = track.cues.iter().filter_map(|cue| cue.drama);
            track.dramas.iter().copied().chain(cues).for_each(|drama| self.add(Entity::Drama(drama)));
            self.artists(&track.artists);
            self.credits(&track.credits);
            track.charted.iter().filter_map(|it| it.record).for_each(|chart| self.add(Entity::Chart(chart)));
        }
    }

    fn others(&mut self) {
        let catalogue = self.catalogue;
        for artist in catalogue.artists.iter() {
            let performers = artist.performed_by.iter().map(|it| &it.person);
            artist.members.iter().chain(performers).for_each(|person| self.person(person));
            // A group leads to its members, and they to it.
            let groups = artist.member_of.iter().chain(artist.performs_as.iter().map(|(act, _)| act));
            groups.for_each(|group| self.add(Entity::Artist(*group)));
        }
        for entry in catalogue.charts.iter().flat_map(|chart| &chart.weeks).flat_map(|week| &week.entries) {
            match entry.subject {
                EntrySubject::Track(id) => self.add(Entity::Track(id)),
                EntrySubject::Soundtrack(id) => self.add(Entity::Soundtrack(id)),
                EntrySubject::Outside(_) | EntrySubject::Unknown => {}
            }
        }
        for playlist in catalogue.playlists.iter() {
            self.curators(&playlist.curators);
            for item in &playlist.items {
                match item.of {
                    PlaylistItemOf::Track(id) => self.add(Entity::Track(id)),
                    PlaylistItemOf::Playlist(id) => self.add(Entity::Playlist(id)),
                    PlaylistItemOf::Outside(_) => {}
                }
            }
        }
        for event in catalogue.events.iter() {
            self.artists(&event.artists);
            event.subjects.iter().for_each(|subject| self.add(*subject));
        }
        for result in catalogue.awards.iter().flat_map(|award| &award.results) {
            self.artists(&result.credited);
            if let Honoured::Record(entity) = result.honours {
                self.add(entity);
            }
        }
        catalogue.issues.iter().for_each(|issue| self.curators(&issue.editors));
        for instrument in catalogue.instruments.iter() {
            instrument.related.iter().for_each(|id| self.add(Entity::Instrument(*id)));
        }
    }

    fn person(&mut self, person: &Person) {
        if let Person::Artist(id) = person {
            self.add(Entity::Artist(*id));
        }
    }

    fn artists(&mut self, credit: &[CreditedArtist]) {
        for it in credit {
            self.person(&it.person);
        }
    }

    fn credits(&mut self, credits: &[Credit]) {
        for credit in credits {
            self.person(&credit.person);
            self.played(credit.instrument.as_slice());
        }
    }

    fn played(&mut self, instruments: &[Played]) {
        for played in instruments {
            if let Played::Instrument(id) = played {
                self.add(Entity::Instrument(*id));
            }
        }
    }

    fn curators(&mut self, curators: &[Curator]) {
        for curator in curators {
            if let Curator::Contributor(id) = curator {
                self.add(Entity::Contributor(*id));
            }
        }
    }
}
