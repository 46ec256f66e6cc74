//! Lists of what the catalogue holds: discographies, awards, themes, cues, where to listen, playlists, events.

use super::Page;
use crate::catalogue::Listed;
use crate::model::{Award, Drama, Entity, Event, EventStatus, Id, Length, Playlist, PlaylistSong, Track};
use crate::render::view::{
    AwardLineView, EventLineView, LengthView, ListenView, PlaylistSongView, RefView, TextView, WhenView, length,
};
use serde::Serialize;

/// A list of anything, with its caption.
#[derive(Serialize)]
struct ListView<T> {
    caption: Option<String>,
    /// What the list is of.
    subject: Option<RefView>,
    rows: Vec<T>,
}

#[derive(Serialize)]
struct CueView {
    track: RefView,
    drama: Option<RefView>,
    episode: Option<u32>,
    at: Option<LengthView>,
    /// Seconds, for sorting.
    seconds: Option<u32>,
    scene: Option<TextView>,
}

#[derive(Serialize)]
struct CuesView {
    #[serde(flatten)]
    list: ListView<CueView>,
    /// Which columns say something: not every one of one track, of one drama, of a film.
    tracks: bool,
    dramas: bool,
    episodes: bool,
    times: bool,
}

#[derive(Serialize)]
struct SongView {
    #[serde(flatten)]
    song: PlaylistSongView,
    dramas: Vec<RefView>,
}

#[derive(Serialize)]
struct DatedEventView {
    #[serde(flatten)]
    event: EventLineView,
    when: WhenView,
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
                self.draw(index, "Discography", &view, None)
            }
            Listed::Awards { named, results } => {
                let rows = results.iter().filter_map(|(id, n)| self.result(*id, *n)).collect();
                let view = ListView { caption, subject: named.first().and_then(|one| of(*one)), rows };
                self.draw(index, "Awards", &view, None)
            }
            Listed::Leitmotifs { soundtrack, which } => {
                let all = &views.magazine.catalogue.soundtrack(*soundtrack).leitmotifs;
                let rows = which.iter().filter_map(|n| all.get(*n)).map(|theme| views.leitmotif(theme)).collect();
                let view = ListView { caption, subject: of(Entity::Soundtrack(*soundtrack)), rows };
                self.draw(index, "Leitmotifs", &view, None)
            }
            Listed::Cues { of: entity, cues } => {
                let rows: Vec<CueView> = cues.iter().filter_map(|(id, n)| self.cue(*id, *n)).collect();
                let several = |same: fn(&CueView) -> Option<&str>| {
                    rows.first().is_some_and(|first| rows.iter().any(|row| same(row) != same(first)))
                };
                let view = CuesView {
                    tracks: !matches!(entity, Entity::Track(_)),
                    dramas: several(|row| row.drama.as_ref().map(|drama| drama.id.as_str())),
                    episodes: rows.iter().any(|row| row.episode.is_some()),
                    times: rows.iter().any(|row| row.at.is_some()),
                    list: ListView { caption, subject: of(*entity), rows },
                };
                self.draw(index, "Cues", &view, None)
            }
            Listed::WhereToListen { of: entity, at } => {
                let rows: Vec<ListenView> = views.listen(views.magazine.catalogue.listen(*at));
                let view = ListView { caption, subject: of(*entity), rows };
                self.draw(index, "WhereToListen", &view, None)
            }
            Listed::Playlist { playlist, limit } => {
                let rows = self.songs(*playlist, *limit);
                let view = ListView { caption, subject: of(Entity::Playlist(*playlist)), rows };
                self.draw(index, "Playlist", &view, None)
            }
            Listed::Events { events, .. } => {
                let rows = events.iter().map(|id| self.event(*id)).collect();
                self.draw(index, "Events", &ListView { caption, subject: None, rows }, None)
            }
        }
    }

    /// A result with who is honoured.
    fn result(&self, id: Id<Award>, place: usize) -> Option<AwardLineView> {
        let result = self.views.magazine.catalogue.award(id).results.get(place)?;
        Some(AwardLineView { who: self.views.honoured_with(result), ..self.views.award_line(id, place, None)? })
    }

    fn cue(&self, id: Id<Track>, place: usize) -> Option<CueView> {
        let views = self.views;
        let catalogue = &views.magazine.catalogue;
        let track = catalogue.track(id);
        let cue = track.cues.get(place)?;
        let drama = catalogue.cue_drama(id, cue);
        Some(CueView {
            track: views.reference(Entity::Track(id)),
            drama: drama.map(|drama| views.reference(Entity::Drama(drama))),
            episode: cue.episode,
            at: cue.at.map(|at| length(Length(at))),
            seconds: cue.at,
            scene: views.text(&cue.scene),
        })
    }

    fn songs(&self, id: Id<Playlist>, limit: usize) -> Vec<SongView> {
        let catalogue = &self.views.magazine.catalogue;
        let drama = |id: Id<Drama>| self.views.reference(Entity::Drama(id));
        let song = |(n, song): (usize, &PlaylistSong)| SongView {
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
