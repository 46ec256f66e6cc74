//! Lists of what the catalogue holds: discographies, awards, themes, cues, where to listen, playlists, events.

use super::Page;
use crate::catalogue::Listed;
use crate::model::{
    Award, Drama, Entity, Event, EventStatus, Honoured, Id, Length, Played, Playlist, PlaylistSong, Soundtrack, Track,
};
use crate::render::view::{
    AwardLineView, DateView, EventLineView, LengthView, ListenView, PlaylistSongView, RefView, TextView, TrackRowView,
    WhenView, WhoView,
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

#[derive(Serialize)]
struct ThemeView {
    slug: String,
    title: String,
    lang: Option<String>,
    names: Vec<TextView>,
    belongs_to: Option<TextView>,
    instruments: Vec<RefView>,
    summary: Option<TextView>,
    notation: Option<String>,
    returns: Vec<ReturnView>,
}

#[derive(Serialize)]
struct ReturnView {
    track: RefView,
    at: Option<LengthView>,
    note: Option<TextView>,
    instruments: Vec<RefView>,
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
                let rows = which.iter().filter_map(|n| self.leitmotif(*soundtrack, *n)).collect();
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

    fn leitmotif(&self, id: Id<Soundtrack>, place: usize) -> Option<ThemeView> {
        let views = self.views;
        let theme = views.magazine.catalogue.soundtrack(id).leitmotifs.get(place)?;
        let (title, lang) = views.name(&theme.names);
        Some(ThemeView {
            slug: theme.slug.clone(),
            title,
            lang,
            names: views.other_names(&theme.names),
            belongs_to: views.text(&theme.belongs_to),
            instruments: self.carried_by(&theme.instruments),
            summary: views.text(&theme.summaries),
            notation: theme.notation.clone(),
            returns: theme
                .returns
                .iter()
                .map(|one| ReturnView {
                    track: views.reference(Entity::Track(one.track)),
                    at: one.at.map(|at| moment(at.value)),
                    note: views.text(&one.notes),
                    instruments: self.carried_by(&one.instruments),
                })
                .collect(),
        })
    }

    fn carried_by(&self, instruments: &[Played]) -> Vec<RefView> {
        let one = |played: &Played| match played {
            Played::Instrument(id) => self.views.reference(Entity::Instrument(*id)),
            Played::Named(name) => unlinked("instrument", name),
        };
        instruments.iter().map(one).collect()
    }

    fn cue(&self, id: Id<Track>, place: usize) -> Option<CueView> {
        let views = self.views;
        let catalogue = &views.magazine.catalogue;
        let track = catalogue.track(id);
        let cue = track.cues.get(place)?;
        let drama = cue.drama.or_else(|| catalogue.track_dramas(track).first().copied());
        Some(CueView {
            track: views.reference(Entity::Track(id)),
            drama: drama.map(|drama| views.reference(Entity::Drama(drama))),
            episode: cue.episode,
            at: cue.at.map(moment),
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

/// A moment of a track or an episode.
fn moment(seconds: u32) -> LengthView {
    let iso = if seconds == 0 { "PT0S".to_owned() } else { Length(seconds).iso() };
    LengthView { text: Length(seconds).text(), iso }
}

/// Something without a page.
fn unlinked(kind: &'static str, title: &str) -> RefView {
    RefView { id: String::new(), kind, url: String::new(), title: title.to_owned(), lang: None }
}

/// Someone without a page.
fn someone(name: &str) -> WhoView {
    WhoView { name: name.to_owned(), url: None, lang: None, as_character: None, instrument: None, join: String::new() }
}
