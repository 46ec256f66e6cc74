//! A soundtrack with its release and themes, a track and the song that it is a recording of.

use super::credit::Takes;
use super::node::member;
use super::thing::{Seen, iso};
use super::{Graph, Node};
use crate::model::{Credit, Entity, Id, Leitmotif, Lyrics, NameKind, Role, Soundtrack, SoundtrackKind, Track};
use crate::render::view::address;

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
fn release_type(kind: SoundtrackKind) -> Option<String> {
    match kind {
        SoundtrackKind::Single => Some(member("SingleRelease")),
        SoundtrackKind::Ep => Some(member("EPRelease")),
        SoundtrackKind::FullAlbum | SoundtrackKind::Score => Some(member("AlbumRelease")),
        SoundtrackKind::Part => None,
    }
}

impl Graph<'_> {
    /// A soundtrack as an album, and its release when something is known of it.
    pub(super) fn soundtrack(&self, id: Id<Soundtrack>) -> Vec<Node> {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.soundtrack(id);
        let entity = Entity::Soundtrack(id);
        let seen = Seen { picture: it.cover.as_ref(), listen: &it.listen, ..Seen::default() };
        let mut album = self
            .described(entity, &it.record, &seen)
            .and("albumProductionType", member("SoundtrackAlbum"))
            .and("albumReleaseType", it.kind.and_then(release_type))
            .and("byArtist", self.by_artists(&it.artists))
            .and("datePublished", iso(it.released))
            .and("genre", self.genres(&it.genres))
            .and("numTracks", it.tracks.len())
            .and("about", self.references(it.dramas.iter().map(|drama| Entity::Drama(*drama))));
        self.credits(&mut album, &it.credits, on_recording);
        let tracks = it.tracks.iter().take(super::REFERENCES).enumerate().filter_map(|(n, track)| {
            let length = catalogue.track(*track).length.map(|length| length.iso());
            Some(self.reference(Entity::Track(*track))?.and("position", n + 1).and("duration", length))
        });
        album.set("track", tracks.collect::<Vec<_>>());
        let themes = it.leitmotifs.iter().take(super::REFERENCES).map(|theme| self.leitmotif(entity, theme));
        album.set("hasPart", themes.collect::<Vec<_>>());
        if it.label.is_none() && it.catalogue_number.is_none() {
            return vec![album];
        }
        let release = Node::with_id("MusicRelease", &self.part(entity, "release"))
            .and("name", album.text("name"))
            .and("catalogNumber", it.catalogue_number.as_deref())
            .and("recordLabel", it.label.as_deref().map(|label| self.named(NameKind::Label, label)))
            .and("datePublished", iso(it.released))
            .and("releaseOf", album.text("@id").map(Node::only_id));
        album.set("albumRelease", release.text("@id").map(Node::only_id));
        vec![album, release]
    }

    /// A theme is a small composition, and part of its score.
    fn leitmotif(&self, score: Entity, theme: &Leitmotif) -> Node {
        let text = |texts| self.views.text(texts).map(|text| text.text);
        Node::with_id("MusicComposition", &self.part(score, &format!("leitmotif-{}", theme.slug)))
            .and("name", self.views.name(&theme.names).0)
            .and("description", text(&theme.summaries))
            .and("about", text(&theme.owner).map(|name| Node::new("Thing").and("name", name)))
    }

    /// A track as a recording, and the song when something is known of it.
    pub(super) fn track(&self, id: Id<Track>) -> Vec<Node> {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.track(id);
        let release = catalogue.soundtrack(it.soundtrack);
        let code = |scheme: &str| it.record.ids.iter().find(|id| id.scheme == scheme).map(|id| id.value.as_str());
        let others = catalogue.also_on(id).into_iter().filter_map(|other| self.views.url_of(Entity::Track(other)));
        let seen = Seen { listen: &it.listen, elsewhere: others.take(super::REFERENCES).collect(), ..Seen::default() };
        let mut recording = self
            .described(Entity::Track(id), &it.record, &seen)
            .and("byArtist", self.by_artists(catalogue.artists_of(id)))
            .and("inAlbum", self.reference(Entity::Soundtrack(it.soundtrack)))
            .and("position", it.position)
            .and("duration", it.length.map(|length| length.iso()))
            .and("datePublished", iso(release.released))
            .and("genre", self.genres(catalogue.track_genres(it)))
            .and("version", self.views.text(&it.version).map(|version| version.text))
            .and("isrcCode", code("isrc").map(|code| code.replace('-', "")))
            .and("about", self.references(catalogue.track_dramas(it).iter().copied().map(Entity::Drama)));
        let (of_song, of_recording): (Vec<Credit>, Vec<Credit>) =
            it.credits.iter().cloned().partition(|credit| on_song(credit.role).is_some());
        self.credits(&mut recording, &of_recording, on_recording);
        // Recordings that are one and the same, and other versions, are of one song: the first of them names it.
        let first = catalogue.song(id);
        let mut song = Node::with_id("MusicComposition", &self.part(Entity::Track(first), "song"))
            .and("name", self.views.name_of(Entity::Track(first)).0)
            .and("iswcCode", code("iswc"))
            .and("lyrics", it.lyrics.as_ref().map(lyrics));
        self.credits(&mut song, &of_song, on_song);
        if of_song.is_empty() && code("iswc").is_none() && it.lyrics.is_none() && it.version_of.is_none() {
            return vec![recording];
        }
        recording.set("recordingOf", song.text("@id").map(Node::only_id));
        vec![recording, song]
    }
}

/// The words of a song where they may stand, else where they can be read.
fn lyrics(lyrics: &Lyrics) -> Node {
    let stanza = |lines: &Vec<crate::model::LyricsLine>| {
        lines.iter().map(|line| line.original.as_str()).collect::<Vec<_>>().join("\n")
    };
    let text = lyrics.stanzas.iter().map(stanza).collect::<Vec<_>>().join("\n\n");
    Node::new("CreativeWork")
        .and("inLanguage", lyrics.language.as_str())
        .and("text", text)
        .and("url", lyrics.link.as_deref().and_then(address))
}
