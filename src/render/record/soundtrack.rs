//! The facts of soundtracks and tracks as JSON, with their chart runs week by week.

use super::{Facts, iso};
use crate::catalogue::{LastWeek, Movement, Run, peak, weeks_at_1};
use crate::model::{Chart, ChartedStatement, Entity, Id, Length, Soundtrack, Subject, Track};
use serde_json::{Map, Value, json};

/// A length in seconds and as people write it.
pub(super) fn length(length: Length) -> Value {
    json!({ "seconds": length.0, "text": length.text() })
}

impl Facts<'_> {
    pub(super) fn soundtrack(&mut self, id: Id<Soundtrack>) {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.soundtrack(id);
        self.set("type", it.kind.map(crate::model::SoundtrackKind::word));
        self.set("fictional", catalogue.is_fictional(Entity::Soundtrack(id)));
        self.set("dramas", self.references(it.dramas.iter().map(|drama| Entity::Drama(*drama))));
        self.set("released", iso(it.released));
        self.set("genres", it.genres.clone());
        self.set("label", it.label.as_deref());
        self.set("catalogue_number", it.catalogue_number.as_deref());
        self.listen(&it.listen);
        self.set("cover", self.picture(it.cover.as_ref()));
        self.set("various_artists", it.various_artists);
        self.set("artists", self.artists(&it.artists));
        self.set("credits", self.credits(&it.credits));
        self.set("leitmotifs", it.leitmotifs.iter().map(|theme| self.leitmotif(theme)).collect::<Vec<_>>());
        self.set("tracks", self.references(it.tracks.iter().map(|track| Entity::Track(*track))));
        self.set("runs", self.runs(Subject::Soundtrack(id)));
    }

    pub(super) fn track(&mut self, id: Id<Track>) {
        let catalogue = &self.views.magazine.catalogue;
        let it = catalogue.track(id);
        self.set("type", it.kind.map(crate::model::TrackKind::word));
        self.set("fictional", catalogue.is_fictional(Entity::Track(id)));
        self.set("soundtrack", self.reference(Entity::Soundtrack(it.soundtrack)));
        self.set("dramas", self.references(catalogue.track_dramas(it).iter().copied().map(Entity::Drama)));
        self.set("disc", it.disc);
        self.set("position", it.position);
        self.set("length", it.length.map(|it| length(*it)));
        // What a track does not say of its artists and genres its release says.
        let release = catalogue.soundtrack(it.soundtrack);
        self.set("released", iso(release.released));
        self.set("genres", catalogue.track_genres(it).to_vec());
        self.texts("version", "versions", &it.version);
        self.set("version_of", it.version_of.map(|of| self.reference(Entity::Track(*of))));
        self.set("artists", self.artists(catalogue.artists_of(id)));
        self.set("credits", self.credits(&it.credits));
        self.listen(&it.listen);
        self.set("cues", it.cues.iter().map(|cue| self.cue(cue)).collect::<Vec<_>>());
        self.set("lyrics", it.lyrics.as_ref().map(|lyrics| self.lyrics(lyrics)));
        self.set("also_on", self.references(catalogue.also_on(id).into_iter().map(Entity::Track)));
        self.set("charted", it.charted.iter().map(|stated| self.charted(stated)).collect::<Vec<_>>());
        self.set("runs", self.runs(Subject::Track(it.recording)));
    }

    /// A chart fact that is stated, not derived.
    fn charted(&self, stated: &ChartedStatement) -> Map<String, Value> {
        let mut map = Map::new();
        let chart = stated.record.map_or_else(|| stated.chart.plain.clone(), |id| self.reference(Entity::Chart(id)));
        map.insert("chart".to_owned(), chart.into());
        self.put_others(&mut map, "charts", &stated.chart.others);
        map.insert("peak".to_owned(), stated.peak.value.into());
        map.extend(stated.weeks.iter().map(|weeks| ("weeks".to_owned(), weeks.value.into())));
        map.extend(stated.source.iter().map(|source| ("source".to_owned(), source.as_str().into())));
        map
    }

    /// All runs of a subject.
    fn runs(&self, subject: Subject) -> Vec<Value> {
        let catalogue = &self.views.magazine.catalogue;
        catalogue.runs.of(subject).filter_map(|(chart, run)| self.run(chart, run)).collect()
    }

    fn run(&self, id: Id<Chart>, run: &Run) -> Option<Value> {
        let chart = self.views.magazine.catalogue.chart(id);
        let points = run.points();
        let mut best = u32::MAX;
        let entries = points.iter().enumerate().filter_map(|(n, point)| {
            best = best.min(point.position);
            // Null says that it was off the chart, that this is the first week, or that nothing is known.
            let last_week = match chart.last_week(run, point.week) {
                LastWeek::At(position) => Some(position),
                LastWeek::Off | LastWeek::Unknown => None,
            };
            Some(json!({
                "week": chart.weeks.get(point.week)?.date.to_string(),
                "position": point.position,
                "last_week": last_week,
                "peak": best,
                "weeks": n + 1,
                "movement": chart.movement(run, point.week).map(Movement::word),
            }))
        });
        let entries: Vec<Value> = entries.collect();
        Some(json!({
            "chart": self.reference(Entity::Chart(id)),
            "debut": chart.weeks.get(points.first()?.week)?.date.to_string(),
            "peak": peak(points)?,
            "weeks": points.len(),
            "weeks_at_1": weeks_at_1(points),
            "entries": entries,
        }))
    }
}
