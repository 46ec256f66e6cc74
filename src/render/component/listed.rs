//! Lists of what the catalogue holds: discographies, awards, themes, cues, where to listen, playlists, events.

use super::{Page, given};
use crate::catalogue::Listed;
use crate::model::{Award, Entity, Event, EventStatus, Id, Playlist, PlaylistSong};
use crate::render::view::{AwardLineView, CuesView, EventLineView, ListenView, PlaylistSongView, RefView, WhenView};
use schemars::JsonSchema;
use serde::Serialize;

/// A list of anything, with its caption.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "{T}ListView")]
pub(super) struct ListView<T> {
    /// The words above it.
    caption: Option<String>,
    /// What the list is of.
    subject: Option<RefView>,
    /// What there is.
    rows: Vec<T>,
}

/// Scenes, with their tracks where there may be several.
#[derive(Serialize, JsonSchema)]
pub(super) struct ScenesView {
    /// The words above it.
    caption: Option<String>,
    /// What is heard, or the drama.
    subject: RefView,
    /// The scenes, by drama.
    cues: Vec<CuesView>,
    /// Whether the track is named with each, because there may be several.
    named: bool,
}

/// A song of a playlist, in an article.
#[derive(Serialize, JsonSchema)]
pub(super) struct ListedSongView {
    #[serde(flatten)]
    song: PlaylistSongView,
    /// The dramas that it is from.
    dramas: Vec<RefView>,
}

/// An event, in an article.
#[derive(Serialize, JsonSchema)]
pub(super) struct DatedEventView {
    #[serde(flatten)]
    event: EventLineView,
    /// When it begins and ends.
    when: WhenView,
    /// Whether it does not take place.
    cancelled: bool,
}

impl Page<'_> {
    pub(super) fn listed(&mut self, index: usize, list: &Listed, caption: Option<&String>) -> String {
        let views = self.views;
        let caption = caption.cloned();
        let of = |entity: Entity| Some(views.reference(entity));
        match list {
            Listed::Discography { artist, releases } => {
                let rows = releases.iter().map(|(id, tracks)| views.release(*id, tracks)).collect();
                let view = ListView { caption, subject: of(Entity::Artist(*artist)), rows };
                self.draw(index, &given::DISCOGRAPHY, &view, None)
            }
            Listed::Awards { named, results } => {
                let rows = results.iter().filter_map(|(id, n)| self.result(*id, *n)).collect();
                let view = ListView { caption, subject: named.first().and_then(|one| of(*one)), rows };
                self.draw(index, &given::AWARDS, &view, None)
            }
            Listed::Leitmotifs { soundtrack, which } => {
                let rows = which.iter().filter_map(|n| views.leitmotif(*soundtrack, *n)).collect();
                let view = ListView { caption, subject: of(Entity::Soundtrack(*soundtrack)), rows };
                self.draw(index, &given::LEITMOTIFS, &view, None)
            }
            Listed::Cues { of: entity, cues } => {
                let catalogue = &views.magazine.catalogue;
                let cues = cues.iter().filter_map(|(id, n)| Some((*id, catalogue.track(*id).cues.get(*n)?)));
                let view = ScenesView {
                    caption,
                    subject: views.reference(*entity),
                    cues: views.cues(cues),
                    named: !matches!(entity, Entity::Track(_)),
                };
                self.draw(index, &given::CUES, &view, None)
            }
            Listed::WhereToListen { of: entity, at } => {
                let rows: Vec<ListenView> = views.listen(views.magazine.catalogue.listen(*at));
                let view = ListView { caption, subject: of(*entity), rows };
                self.draw(index, &given::WHERE_TO_LISTEN, &view, None)
            }
            Listed::Playlist { playlist, limit } => {
                let rows = self.songs(*playlist, *limit);
                let view = ListView { caption, subject: of(Entity::Playlist(*playlist)), rows };
                self.draw(index, &given::PLAYLIST, &view, None)
            }
            Listed::Events { events, .. } => {
                let rows = events.iter().map(|id| self.event(*id)).collect();
                self.draw(index, &given::EVENTS, &ListView { caption, subject: None, rows }, None)
            }
        }
    }

    /// A result with who is honoured.
    fn result(&self, id: Id<Award>, place: usize) -> Option<AwardLineView> {
        let result = self.views.magazine.catalogue.award(id).results.get(place)?;
        Some(AwardLineView { who: self.views.honoured_with(result), ..self.views.award_line(id, place, None)? })
    }

    fn songs(&self, id: Id<Playlist>, limit: usize) -> Vec<ListedSongView> {
        let catalogue = &self.views.magazine.catalogue;
        let drama = |id: Id<crate::model::Drama>| self.views.reference(Entity::Drama(id));
        let song = |(n, song): (usize, &PlaylistSong)| ListedSongView {
            song: self.views.playlist_song(n + 1, song),
            dramas: song
                .track
                .map(|track| catalogue.track_dramas(catalogue.track(track)).iter().copied().map(drama).collect())
                .unwrap_or_default(),
        };
        catalogue.playlist(id).songs.iter().take(limit).enumerate().map(song).collect()
    }

    fn event(&self, id: Id<Event>) -> DatedEventView {
        let it = self.views.magazine.catalogue.event(id);
        DatedEventView {
            event: self.views.event_line(id),
            when: self.views.when(it),
            cancelled: it.status == EventStatus::Cancelled,
        }
    }
}
