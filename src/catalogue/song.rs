//! What recordings have in common: they are versions of one song, or a theme returns in them.

use super::{Catalogue, Derived};
use crate::model::{Id, Track};

impl Derived {
    /// What recordings have in common: a song, a theme.
    pub(super) fn songs(&mut self, catalogue: &Catalogue) {
        for (n, track) in catalogue.tracks.iter().enumerate().filter(|(_, track)| track.version_of.is_some()) {
            let song = self.song(catalogue, Id::new(n));
            let versions = self.versions.entry(song).or_default();
            add(versions, song);
            add(versions, track.recording);
        }
        self.versions.retain(|_, versions| versions.len() > 1);
        for (n, soundtrack) in catalogue.soundtracks.iter().enumerate() {
            for (theme, leitmotif) in soundtrack.leitmotifs.iter().enumerate() {
                for heard in &leitmotif.returns {
                    let recording = catalogue.track(heard.track).recording;
                    add(self.themes.entry(recording).or_default(), (Id::new(n), theme));
                }
            }
        }
    }

    /// The recording in which `version_of` ends, by way of the tracks of one recording; it may be stated on any.
    fn song(&self, catalogue: &Catalogue, track: Id<Track>) -> Id<Track> {
        let stated = |recording: Id<Track>| {
            let own = std::iter::once(recording);
            let tracks = own.chain(self.recordings.get(&recording).into_iter().flatten().copied());
            tracks.filter_map(|id| catalogue.track(id).version_of).map(|it| catalogue.track(it.value).recording).next()
        };
        let mut passed = vec![catalogue.track(track).recording];
        while let Some(next) = passed.last().copied().and_then(stated).filter(|next| !passed.contains(next)) {
            passed.push(next);
        }
        passed.last().copied().unwrap_or(track)
    }
}

/// Versions and themes are few.
fn add<T: PartialEq>(list: &mut Vec<T>, one: T) {
    if !list.contains(&one) {
        list.push(one);
    }
}

impl Catalogue {
    /// The track that stands for a track's song: the recording to which `version_of` leads.
    pub fn song(&self, track: Id<Track>) -> Id<Track> {
        self.derived.song(self, track)
    }

    /// The other recordings of a track's song, each by the track that stands for it.
    pub fn other_versions(&self, own: Id<Track>) -> Vec<Id<Track>> {
        let recording = self.track(own).recording;
        let all = self.derived.versions.get(&self.song(own));
        all.into_iter().flatten().copied().filter(|id| *id != recording).collect()
    }
}
