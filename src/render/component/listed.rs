//! Lists of what the catalogue holds: discographies, awards, themes, cues, where to listen, playlists, events.

use super::Page;
use crate::catalogue::Listed;
use crate::model::{Award, Drama, Entity, Event, EventStatus, Honoured, Id, Playlist, PlaylistSong, Soundtrack, Track};
use crate::render::view::{
    AwardLineView, CuesView, DateView, EventLineView, ListenView, PlaylistSongView, RefView, TrackRowView, WhenView,
    WhoView,
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
struct ReleaseView {
    soundtrack: RefView,
    kind_label: Option<String>,
    dramas: Vec<RefView>,
    released: Option<DateView>,
    tracks: Vec<TrackRowView>,
}

/// Scenes, with their tracks where there may be several.
#[derive(Serialize)]
struct ScenesView {
    caption: Option<String>,
    subject: RefView,
    cues: Vec<CuesView>,
    named: bool,
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
                let rows = releases.iter().map(|(id, tracks)| self.release(*id, tracks)).collect();
                let view = ListView { caption, subject: of(Entity::Artist(*artist)), rows };
                self.draw(index, "Discography", &view, None)
            }
            Listed::Awards { named, results } => {
                let rows = results.iter().filter_map(|(id, n)| self.result(*id, *n)).collect();
                let view = ListView { caption, subject: named.first().and_then(|one| of(*one)), rows };
                self.draw(index, "Awards", &view, None)
            }
            Listed::Leitmotifs { soundtrack, which } => {
                let rows = which.iter().filter_map(|n| views.leitmotif(*soundtrack, *n)).collect();
                let view = ListView { caption, subject: of(Entity::Soundtrack(*soundtrack)), rows };
                self.draw(index, "Leitmotifs", &view, None)
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

    fn release(&self, id: Id<Soundtrack>, tracks: &[Id<Track>]) -> ReleaseView {
        let views = self.views;
        let it = views.magazine.catalogue.soundtrack(id);
        ReleaseView {
            soundtrack: views.reference(Entity::Soundtrack(id)),
            kind_label: it.kind.map(|kind| views.say(&format!("kind.{}", kind.word()))),
            dramas: it.dramas.iter().map(|drama| views.reference(Entity::Drama(*drama))).collect(),
            released: it.released.map(|date| views.partial_date(*date)),
            tracks: tracks.iter().map(|track| views.track_row(*track)).collect(),
        }
    }

    /// A result with who is honoured: those whom it names, else the artists of the work.
    fn result(&self, id: Id<Award>, place: usize) -> Option<AwardLineView> {
        let catalogue = &self.views.magazine.catalogue;
        let mut line = self.views.award_line(id, place, None)?;
        if line.who.is_empty() {
            line.who = match &catalogue.award(id).results.get(place)?.honours {
                Honoured::Record(Entity::Track(id)) => self.views.artists(catalogue.artists_of(*id)),
                Honoured::Record(Entity::Soundtrack(id)) => self.views.artists(&catalogue.soundtrack(*id).artists),
                Honoured::Outside { credited_to: Some(name), .. } => vec![someone(name)],
                _ => Vec::new(),
            };
        }
        Some(line)
    }

    fn songs(&self, id: Id<Playlist>, limit: usize) -> Vec<SongView> {
        let catalogue = &self.views.magazine.catalogue;
        let drama = |id: Id<Drama>| self.views.reference(Entity::Drama(id));
        let song = |(n, song): (usize, &PlaylistSong)| SongView {
            song: self.views.playlist_song(n + 1, song),
            dramas: song
                .track
                .map(|track| catalogue.track_dramas(catalogue.track(track)).into_iter().map(drama).collect())
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

/// Someone without a page.
fn someone(name: &str) -> WhoView {
    WhoView { name: name.to_owned(), url: None, lang: None, as_character: None, instrument: None, join: String::new() }
}
