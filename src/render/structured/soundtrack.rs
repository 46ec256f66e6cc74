//! A soundtrack and its release, a track and the song that it is a recording of.

use super::credit::Takes;
use super::{Graph, Node};
use crate::model::{Credit, Entity, Id, Length, PartialDate, Platform, Role, Soundtrack, SoundtrackKind, Track};
use crate::render::view::listen_url;

/// Where a role has its place in `MusicAlbum` and `MusicRecording`.
fn on_recording(role: Role) -> Takes {
    match role {
        Role::Producer => Some(("producer", false)),
        _ => None,
    }
}

/// Where a role has its place in `MusicComposition`.
fn on_song(role: Role) -> Takes {
    match role {
        Role::Composer => Some(("composer", false)),
        Role::Lyricist => Some(("lyricist", true)),
        _ => None,
    }
}

/// A part can be anything from one song to an album, so it says nothing.
fn release_type(kind: SoundtrackKind) -> Option<&'static str> {
    match kind {
        SoundtrackKind::Single => Some("SingleRelease"),
        SoundtrackKind::Ep => Some("EPRelease"),
        SoundtrackKind::FullAlbum | SoundtrackKind::Score => Some("AlbumRelease"),
        SoundtrackKind::Part => None,
    }
}

impl Graph<'_> {
    /// A soundtrack as an album, and its release when something is known of it.
    pub(super) fn soundtrack(&self, id: Id<Soundtrack>) -> Vec<Node> {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.soundtrack(id);
        let entity = Entity::Soundtrack(id);
        let mut album = self
            .described(entity, &it.record)
            .and("albumProductionType", super::node::member("SoundtrackAlbum"))
            .and("albumReleaseType", it.kind.and_then(release_type).map(super::node::member))
            .and("byArtist", self.by_artists(&it.artists))
            .and("datePublished", it.released.map(PartialDate::iso))
            .and("numTracks", it.tracks.len())
            .and("about", self.references(it.dramas.iter().map(|drama| Entity::Drama(*drama))));
        self.credits(&mut album, &it.credits, on_recording);
        let tracks = it.tracks.iter().take(super::REFERENCES).enumerate().filter_map(|(n, track)| {
            let length = catalogue.track(*track).length.map(Length::iso);
            Some(self.reference(Entity::Track(*track))?.and("position", n + 1).and("duration", length))
        });
        album.set("track", tracks.collect::<Vec<_>>());
        if it.label.is_none() && it.catalogue_number.is_none() {
            return vec![album];
        }
        let name = album.text("name").unwrap_or_default().to_owned();
        let release = Node::with_id("MusicRelease", &self.part(entity, "release"))
            .and("name", name)
            .and("catalogNumber", it.catalogue_number.as_deref())
            .and("recordLabel", it.label.as_deref().map(|label| Node::new("Organization").and("name", label)))
            .and("datePublished", it.released.map(PartialDate::iso))
            .and("releaseOf", album.text("@id").map(Node::only_id));
        album.set("albumRelease", release.text("@id").map(Node::only_id));
        vec![album, release]
    }

    /// A track as a recording, and the song when somebody is credited for it.
    pub(super) fn track(&self, id: Id<Track>) -> Vec<Node> {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.track(id);
        let release = catalogue.soundtrack(it.soundtrack);
        let artists = if it.artists.is_empty() { &release.artists } else { &it.artists };
        let mut recording = self
            .described(Entity::Track(id), &it.record)
            .and("byArtist", self.by_artists(artists))
            .and("inAlbum", self.reference(Entity::Soundtrack(it.soundtrack)))
            .and("position", it.position)
            .and("duration", it.length.map(Length::iso))
            .and("datePublished", release.released.map(PartialDate::iso));
        let dramas = catalogue.track_dramas(it).into_iter().map(Entity::Drama);
        recording.set("about", self.references(dramas));
        let elsewhere = catalogue.also_on(id).into_iter().filter_map(|other| self.views.url_of(Entity::Track(other)));
        let listen = it.listen.iter().filter_map(|(platform, id): &(Platform, String)| listen_url(*platform, id));
        recording.set("sameAs", elsewhere.chain(listen).take(super::REFERENCES).collect::<Vec<_>>());
        let (of_song, of_recording): (Vec<Credit>, Vec<Credit>) =
            it.credits.iter().cloned().partition(|credit| on_song(credit.role).is_some());
        self.credits(&mut recording, &of_recording, on_recording);
        if of_song.is_empty() {
            return vec![recording];
        }
        // Recordings that are one and the same are of one song, which the track that stands for them names.
        let name = recording.text("name").unwrap_or_default().to_owned();
        let mut song =
            Node::with_id("MusicComposition", &self.part(Entity::Track(it.recording), "song")).and("name", name);
        self.credits(&mut song, &of_song, on_song);
        recording.set("recordingOf", song.text("@id").map(Node::only_id));
        vec![recording, song]
    }
}
