//! What follows for a record from all others: its songs, how many of them charted, what it won.

use super::Value;
use super::table::Asked;
use crate::catalogue::{Catalogue, Run};
use crate::model::{
    Artist, AwardOutcome, Chart, Credit, CreditedArtist, Curator, Drama, Entity, Id, Length, Names, Person, Role,
    Subject, Track, TrackKind,
};
use std::collections::BTreeSet;

/// Recordings, each by the track that stands for it.
type Recordings = BTreeSet<Id<Track>>;

impl Catalogue {
    /// The recordings of some tracks, each once.
    pub(super) fn recordings(&self, tracks: impl Iterator<Item = Id<Track>>) -> Recordings {
        tracks.map(|track| self.track(track).recording).collect()
    }

    /// What is sung among some tracks: instrumentals and cues of a score are no songs.
    fn songs(&self, tracks: impl Iterator<Item = Id<Track>>) -> Recordings {
        let is_song =
            |track: &Id<Track>| !matches!(self.track(*track).kind, Some(TrackKind::Instrumental | TrackKind::ScoreCue));
        self.recordings(tracks.filter(is_song))
    }

    /// The songs of a drama, on all of its releases.
    pub(super) fn drama_songs(&self, id: Id<Drama>) -> Recordings {
        let releases = self.derived.drama_soundtracks[id.index()].iter();
        let tracks = releases.flat_map(|release| self.soundtrack(*release).tracks.iter().copied());
        self.songs(tracks.filter(|track| self.track_dramas(self.track(*track)).contains(&id)))
    }

    /// The songs that an artist is credited for.
    pub(super) fn artist_songs(&self, id: Id<Artist>) -> Recordings {
        let tracks = self.derived.artist_tracks[id.index()].iter().copied();
        let whole = self.derived.artist_releases[id.index()].iter();
        let of_whole = whole.flat_map(|release| self.soundtrack(*release).tracks.iter().copied());
        let of_whole = of_whole.filter(|track| self.track(*track).artists.is_empty());
        self.songs(tracks.chain(of_whole))
    }

    /// The best place of a run up to the day that is asked for; nothing before its first week, or on another chart
    /// than the one that is asked for.
    pub(super) fn best(&self, chart: Id<Chart>, run: &Run, asked: Asked) -> Option<u32> {
        if asked.chart.is_some_and(|only| only != chart) {
            return None;
        }
        crate::catalogue::peak(run.until(self.chart(chart).week_as_of(asked.day)?))
    }

    fn best_of(&self, recording: Id<Track>, asked: Asked) -> Option<u32> {
        let runs = self.runs.of(Subject::Track(recording));
        runs.filter_map(|(chart, run)| self.best(chart, run, asked)).min()
    }

    /// How many of some recordings have stood on a chart.
    pub(super) fn charted(&self, recordings: Recordings, asked: Asked) -> usize {
        recordings.into_iter().filter(|it| self.best_of(*it, asked).is_some()).count()
    }

    /// How many of some recordings have stood at number one.
    pub(super) fn number_ones(&self, recordings: Recordings, asked: Asked) -> usize {
        recordings.into_iter().filter(|it| self.best_of(*it, asked) == Some(1)).count()
    }

    /// How many results of a sort were known of a thing on the day that is asked for.
    #[expect(clippy::unnecessary_wraps, reason = "an answer, which there is")]
    pub(super) fn results(&self, entity: Entity, outcome: AwardOutcome, asked: Asked) -> Option<Value> {
        let known = self.awards_of(entity).iter().filter(|(award, place)| {
            let award = self.award(*award);
            award.results.get(*place).is_some_and(|it| it.outcome == outcome) && award.is_known(outcome, asked.day)
        });
        Some(Value::Number(known.count()))
    }

    /// How long some tracks are together, when all of them say it.
    pub(super) fn total(&self, tracks: impl Iterator<Item = Id<Track>>) -> Option<Value> {
        let lengths: Option<Vec<u32>> = tracks.map(|id| self.track(id).length.map(|length| length.value.0)).collect();
        let sum = lengths.filter(|all| !all.is_empty())?.into_iter().fold(0u32, u32::saturating_add);
        Some(Value::Length(Length(sum)))
    }

    /// An artist credit.
    pub(super) fn credit(&self, artists: &[CreditedArtist]) -> Option<Value> {
        let one = |it: &CreditedArtist| (self.called(&it.person, it.credited.as_ref()), it.join.clone());
        (!artists.is_empty()).then(|| Value::Credit(artists.iter().map(one).collect()))
    }

    /// Everyone who is credited in a role.
    pub(super) fn role(&self, credits: &[Credit], word: &str) -> Option<Value> {
        let role = Role::from_word(word)?;
        let who = credits.iter().filter(|it| it.role == role);
        let mut all: Vec<Names> = Vec::new();
        for names in who.map(|it| self.called(&it.person, it.credited.as_ref())) {
            if !all.contains(&names) {
                all.push(names);
            }
        }
        (!all.is_empty()).then_some(Value::List(all))
    }

    /// A person's name, as printed where it is.
    fn called(&self, person: &Person, credited: Option<&String>) -> Names {
        match (credited, person) {
            (Some(credited), _) => Names::plain(credited),
            (None, Person::Artist(id)) => self.artist(*id).record.names.clone(),
            (None, Person::Named(names)) => names.clone(),
        }
    }

    /// Who chose or edited something.
    pub(super) fn curators(&self, curators: &[Curator]) -> Option<Value> {
        let one = |it: &Curator| match it {
            Curator::Contributor(id) => self.contributor(*id).record.names.clone(),
            Curator::Named(names) => names.clone(),
        };
        (!curators.is_empty()).then(|| Value::List(curators.iter().map(one).collect()))
    }

    /// The dramas that something belongs to.
    pub(super) fn names_of_dramas(&self, dramas: &[Id<Drama>]) -> Option<Value> {
        let all: Vec<Names> = dramas.iter().map(|id| self.drama(*id).record.names.clone()).collect();
        (!all.is_empty()).then_some(Value::List(all))
    }
}
