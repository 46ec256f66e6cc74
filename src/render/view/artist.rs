//! An artist's page.

use super::elsewhere::{IdView, ListenView};
use super::track::ChartedView;
use super::{AwardLineView, DateView, PictureView, RecordPageView, RefView, TextView, TrackRowView, Views, WhoView};
use crate::catalogue::CreditedOn;
use crate::model::{Artist, Drama, Entity, Id, PartialDate, Person, Role, Soundtrack, Texts, Track};
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A fictional act that someone performs as.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PerformsAsView {
    /// The act.
    pub act: RefView,
    /// The character.
    pub as_character: Option<String>,
    /// The character's language, when it is not the page's.
    pub as_lang: Option<String>,
}

/// One release of a discography.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DiscographyView {
    /// The release.
    pub soundtrack: RefView,
    /// What it is.
    pub kind_label: Option<String>,
    /// Its dramas.
    pub dramas: Vec<RefView>,
    /// When it came out.
    pub released: Option<DateView>,
    /// The artist's tracks on it.
    pub tracks: Vec<TrackRowView>,
}

/// An artist's tracks from one drama.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DramaTracksView {
    /// The drama; none for releases of several or none.
    pub drama: Option<RefView>,
    /// Its releases, newest first.
    pub releases: Vec<DiscographyView>,
    /// How many tracks there are.
    pub count: usize,
    /// How many of them the page leaves out.
    pub more: usize,
}

/// A work that someone is credited on.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CreditedWork")]
pub struct WorkView {
    /// The work.
    #[serde(flatten)]
    pub work: RefView,
    /// A track's release.
    pub on: Option<RefView>,
    /// When it came out.
    pub released: Option<DateView>,
}

/// What someone did, with all works.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WorksView {
    /// `music-director`.
    pub role: &'static str,
    /// The role in words.
    pub label: String,
    /// The works, newest first.
    pub items: Vec<WorkView>,
    /// How many are left out.
    pub more: usize,
}

/// An artist with everything that follows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArtistView {
    /// What the pages of all records have.
    #[serde(flatten)]
    pub record: RecordPageView,
    /// In words.
    pub kind_label: Option<String>,
    /// Exists only in a story.
    pub fictional: bool,
    /// A picture of it.
    pub picture: Option<PictureView>,
    /// A person's birth.
    pub born: Option<DateView>,
    /// A person's death.
    pub died: Option<DateView>,
    /// When a group came together.
    pub formed: Option<DateView>,
    /// When a group parted.
    pub disbanded: Option<DateView>,
    /// Its own page elsewhere.
    pub link: Option<String>,
    /// Codes of public catalogues.
    pub ids: Vec<IdView>,
    /// Where one can listen.
    pub listen: Vec<ListenView>,
    /// A group's members; without a page when they have no record.
    pub members: Vec<RefView>,
    /// Groups that it is in.
    pub member_of: Vec<RefView>,
    /// The singers behind a fictional act.
    pub performed_by: Vec<WhoView>,
    /// Fictional acts that it performs as.
    pub performs_as: Vec<PerformsAsView>,
    /// How many tracks there are.
    pub track_count: usize,
    /// Tracks by drama and release, newest first.
    pub discography: Vec<DramaTracksView>,
    /// What stood on charts, the best first.
    pub charted: Vec<ChartedView>,
    /// How much of it is left out.
    pub charted_more: usize,
    /// Role credits.
    pub credits: Vec<WorksView>,
    /// What it won and was nominated for.
    pub awards: Vec<AwardLineView>,
}

/// How many tracks an artist's page lists, the newest; the others are counted.
const TRACKS_SHOWN: usize = 200;
/// How many works of one role.
const WORKS_SHOWN: usize = 100;
/// How many peaks.
const CHARTED_SHOWN: usize = 30;

impl Views<'_> {
    /// An artist's page.
    pub fn artist(&self, id: Id<Artist>) -> ArtistView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.artist(id);
        let date = |date: Option<crate::source::Spanned<PartialDate>>| date.map(|d| self.partial_date(*d));
        let tracks = &catalogue.derived.artist_tracks[id.index()];
        // Who sings a song as someone else stands in its credits only.
        let performed = catalogue.derived.artist_credits[id.index()].get(&Role::Performer).into_iter().flatten();
        let performed =
            performed.filter_map(|work| if let CreditedOn::Track(track) = work { Some(*track) } else { None });
        let sung = tracks.iter().copied().chain(performed).map(Entity::Track);
        let (charted, charted_more) = self.charted(sung, CHARTED_SHOWN);
        ArtistView {
            record: self.record_page(Entity::Artist(id)),
            kind_label: it.kind.map(|k| self.say(&format!("kind.{}", k.word()))),
            fictional: catalogue.is_fictional(Entity::Artist(id)),
            picture: self.picture(it.picture.as_ref()),
            born: date(it.born),
            died: date(it.died),
            formed: date(it.formed),
            disbanded: date(it.disbanded),
            link: it.link.as_deref().and_then(super::small::address),
            ids: self.ids(&it.record),
            listen: self.listen(&it.listen),
            members: it.members.iter().map(|m| self.member(m)).collect(),
            member_of: it.member_of.iter().map(|g| self.reference(Entity::Artist(*g))).collect(),
            performed_by: self.performers(it),
            performs_as: it.performs_as.iter().map(|(act, character)| self.performs_as(*act, character)).collect(),
            track_count: tracks.len(),
            discography: self.discography(tracks),
            charted,
            charted_more,
            credits: catalogue.derived.artist_credits[id.index()]
                .iter()
                .map(|(role, works)| self.works(*role, works))
                .collect(),
            awards: self.awards(Entity::Artist(id)),
        }
    }

    fn performs_as(&self, act: Id<Artist>, character: &Texts) -> PerformsAsView {
        // A character that is an act of its own plays itself there.
        let itself = character.plain.as_ref() == Some(&self.magazine.catalogue.artist(act).record.names.plain);
        let character = if itself { None } else { self.character(character) };
        let (as_character, as_lang) = TextView::apart(character);
        PerformsAsView { act: self.reference(Entity::Artist(act)), as_character, as_lang }
    }

    /// Who performs as a fictional act, with commas between them.
    fn performers(&self, artist: &Artist) -> Vec<WhoView> {
        let (last, comma) = (artist.performed_by.len().saturating_sub(1), self.locale().comma());
        let who = |(n, one): (usize, &crate::model::PerformedBy)| {
            // A fictional person is their own character.
            let itself = one.as_character.plain.as_ref() == Some(&artist.record.names.plain);
            let character = Some(&one.as_character).filter(|_| !itself);
            self.who(&one.person, None, character, if n < last { &comma } else { "" })
        };
        artist.performed_by.iter().enumerate().map(who).collect()
    }

    fn member(&self, person: &Person) -> RefView {
        match person {
            Person::Artist(id) => self.reference(Entity::Artist(*id)),
            Person::Named(names) => RefView::unlinked("artist", self.name(names)),
        }
    }

    /// The works of one role, the newest first.
    fn works(&self, role: Role, works: &[CreditedOn]) -> WorksView {
        let catalogue = &self.magazine.catalogue;
        let release = |id: Id<Track>| catalogue.track(id).soundtrack;
        let date = |work: &CreditedOn| match work {
            CreditedOn::Drama(id) => catalogue.drama(*id).date().map(|d| *d),
            CreditedOn::Soundtrack(id) => catalogue.soundtrack(*id).released.map(|d| *d),
            CreditedOn::Track(id) => catalogue.soundtrack(release(*id)).released.map(|d| *d),
        };
        let mut newest: Vec<&CreditedOn> = works.iter().collect();
        newest.sort_by_key(|work| Reverse(date(work).map(PartialDate::first_day)));
        let view = |work: &CreditedOn| WorkView {
            work: self.credited_on(*work),
            on: match work {
                CreditedOn::Track(id) => Some(self.reference(Entity::Soundtrack(release(*id)))),
                CreditedOn::Drama(_) | CreditedOn::Soundtrack(_) => None,
            },
            released: date(work).map(|date| self.partial_date(date)),
        };
        WorksView {
            role: role.word(),
            label: self.say(&format!("role.{}", role.word())),
            items: newest.into_iter().take(WORKS_SHOWN).map(view).collect(),
            more: works.len().saturating_sub(WORKS_SHOWN),
        }
    }

    /// Tracks by drama and release, the newest first; what is too much for a page is only counted.
    fn discography(&self, tracks: &[Id<Track>]) -> Vec<DramaTracksView> {
        let catalogue = &self.magazine.catalogue;
        let mut releases: BTreeMap<Id<Soundtrack>, Vec<Id<Track>>> = BTreeMap::new();
        for track in tracks {
            releases.entry(catalogue.track(*track).soundtrack).or_default().push(*track);
        }
        let mut releases: Vec<(Id<Soundtrack>, Vec<Id<Track>>)> = releases.into_iter().collect();
        releases.sort_by_key(|(release, _)| {
            let released = catalogue.soundtrack(*release).released.map(|d| d.first_day());
            (released.is_none(), Reverse(released), *release)
        });
        let mut dramas: Vec<(Option<Id<Drama>>, DramaTracksView)> = Vec::new();
        let mut places: BTreeMap<Option<Id<Drama>>, usize> = BTreeMap::new();
        let mut room = TRACKS_SHOWN;
        for (release, tracks) in releases {
            let of = match catalogue.soundtrack(release).dramas.as_slice() {
                [only] => Some(*only),
                _ => None,
            };
            let place = *places.entry(of).or_insert_with(|| {
                let drama = of.map(|id| self.reference(Entity::Drama(id)));
                dramas.push((of, DramaTracksView { drama, releases: Vec::new(), count: 0, more: 0 }));
                dramas.len() - 1
            });
            let Some((_, view)) = dramas.get_mut(place) else { continue };
            view.count += tracks.len();
            if room < tracks.len() {
                room = 0;
                view.more += tracks.len();
                continue;
            }
            room -= tracks.len();
            view.releases.push(self.release(release, &tracks));
        }
        dramas.into_iter().map(|(_, view)| view).collect()
    }

    /// A release of a discography, with some of its tracks.
    pub fn release(&self, id: Id<Soundtrack>, tracks: &[Id<Track>]) -> DiscographyView {
        let it = self.magazine.catalogue.soundtrack(id);
        DiscographyView {
            soundtrack: self.reference(Entity::Soundtrack(id)),
            kind_label: it.kind.map(|k| self.say(&format!("kind.{}", k.word()))),
            dramas: it.dramas.iter().map(|d| self.reference(Entity::Drama(*d))).collect(),
            released: it.released.map(|d| self.partial_date(*d)),
            tracks: tracks.iter().map(|track| self.track_row(*track)).collect(),
        }
    }
}
