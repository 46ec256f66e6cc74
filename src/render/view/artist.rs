//! An artist's page.

use super::{AwardLineView, CardView, DateView, RefView, TextView, TrackRowView, Views, WhoView};
use crate::model::{Artist, Entity, Id, Person};
use serde::Serialize;

/// A fictional act that someone performs as.
#[derive(Debug, Clone, Serialize)]
pub struct PerformsAsView {
    /// The act.
    pub act: RefView,
    /// The character.
    pub as_character: Option<String>,
}

/// One release of a discography.
#[derive(Debug, Clone, Serialize)]
pub struct DiscographyView {
    /// The release.
    pub soundtrack: RefView,
    /// Its dramas.
    pub dramas: Vec<RefView>,
    /// When it came out.
    pub released: Option<DateView>,
    /// The artist's tracks on it.
    pub tracks: Vec<TrackRowView>,
}

/// What someone did, with all works.
#[derive(Debug, Clone, Serialize)]
pub struct WorksView {
    /// The role in words.
    pub label: String,
    /// The works.
    pub items: Vec<RefView>,
}

/// An artist with everything that follows.
#[derive(Debug, Clone, Serialize)]
pub struct ArtistView {
    /// `artist:iu`.
    pub id: String,
    /// Its name in the page's language.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// Other names.
    pub names: Vec<TextView>,
    /// Romanised.
    pub romanised: Option<String>,
    /// Other names still.
    pub aliases: Vec<String>,
    /// In words.
    pub kind_label: Option<String>,
    /// Exists only in a story.
    pub fictional: bool,
    /// What it is.
    pub summary: Option<TextView>,
    /// A group's members; without a page when they have no record.
    pub members: Vec<RefView>,
    /// Groups that it is in.
    pub member_of: Vec<RefView>,
    /// The singers behind a fictional act.
    pub performed_by: Vec<WhoView>,
    /// Fictional acts that it performs as.
    pub performs_as: Vec<PerformsAsView>,
    /// Tracks by release.
    pub discography: Vec<DiscographyView>,
    /// Role credits.
    pub credits: Vec<WorksView>,
    /// What it won and was nominated for.
    pub awards: Vec<AwardLineView>,
    /// Articles about it.
    pub articles: Vec<CardView>,
    /// Articles that mention it.
    pub mentions: Vec<CardView>,
    /// `[extra]` of its record.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Views<'_> {
    /// An artist's page.
    pub fn artist(&self, id: Id<Artist>) -> ArtistView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.artist(id);
        let (title, lang) = self.name(&it.record.names);
        let (articles, mentions) = self.about(Entity::Artist(id));
        let works = catalogue.derived.artist_credits[id.index()].iter().map(|(role, works)| WorksView {
            label: self.say(&format!("role.{}", role.word())),
            items: works.iter().map(|work| self.credited_on(*work)).collect(),
        });
        ArtistView {
            id: catalogue.index.id(Entity::Artist(id)).to_owned(),
            title,
            lang,
            names: self.other_names(&it.record.names),
            romanised: it.record.names.romanised.clone(),
            aliases: it.record.names.aliases.clone(),
            kind_label: it.kind.map(|k| self.say(&format!("kind.{}", k.word()))),
            fictional: catalogue.is_fictional(Entity::Artist(id)),
            summary: self.text(&it.record.summaries),
            members: it.members.iter().map(|m| self.member(m)).collect(),
            member_of: it.member_of.iter().map(|g| self.reference(Entity::Artist(*g))).collect(),
            performed_by: self.performers(it),
            performs_as: it
                .performs_as
                .iter()
                .map(|(act, character)| PerformsAsView {
                    act: self.reference(Entity::Artist(*act)),
                    // A character that is an act of its own plays itself there.
                    as_character: character.clone().filter(|c| *c != catalogue.artist(*act).record.names.plain),
                })
                .collect(),
            discography: self.discography(id),
            credits: works.collect(),
            awards: self.awards(Entity::Artist(id)),
            articles,
            mentions,
            extra: super::article::extra(&it.record.extra),
        }
    }

    /// Who performs as a fictional act, with commas between them.
    fn performers(&self, artist: &Artist) -> Vec<WhoView> {
        let last = artist.performed_by.len().saturating_sub(1);
        let who = |(n, one): (usize, &crate::model::PerformedBy)| {
            // A fictional person is their own character.
            let character = one.as_character.as_ref().filter(|c| **c != artist.record.names.plain);
            self.who(&one.person, None, character, if n < last { ", " } else { "" })
        };
        artist.performed_by.iter().enumerate().map(who).collect()
    }

    fn member(&self, person: &Person) -> RefView {
        match person {
            Person::Artist(id) => self.reference(Entity::Artist(*id)),
            Person::Named(name) => {
                RefView { id: String::new(), kind: "artist", url: String::new(), title: name.clone(), lang: None }
            }
        }
    }

    /// An artist's tracks by release, the newest first.
    fn discography(&self, id: Id<Artist>) -> Vec<DiscographyView> {
        let catalogue = &self.magazine.catalogue;
        let mut releases: Vec<(Id<crate::model::Soundtrack>, Vec<TrackRowView>)> = Vec::new();
        // Tracks come in the order of releases, so those of one release are neighbours.
        for track in &catalogue.derived.artist_tracks[id.index()] {
            let release = catalogue.track(*track).soundtrack;
            let row = self.track_row(*track);
            match releases.last_mut().filter(|(last, _)| *last == release) {
                Some((_, tracks)) => tracks.push(row),
                None => releases.push((release, vec![row])),
            }
        }
        releases.sort_by_key(|(release, _)| {
            let released = catalogue.soundtrack(*release).released.map(|d| d.first_day());
            (released.is_none(), std::cmp::Reverse(released), *release)
        });
        let view = |(release, tracks): (Id<crate::model::Soundtrack>, Vec<TrackRowView>)| {
            let it = catalogue.soundtrack(release);
            DiscographyView {
                soundtrack: self.reference(Entity::Soundtrack(release)),
                dramas: it.dramas.iter().map(|d| self.reference(Entity::Drama(*d))).collect(),
                released: it.released.map(|d| self.partial_date(*d)),
                tracks,
            }
        };
        releases.into_iter().map(view).collect()
    }
}
