//! Soundtracks and tracks: references resolved, positions checked, recordings joined.

use super::link::Linker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ChartedStatement, Drama, Entity, Id, Kind, Names, Record, Soundtrack, Track, fold};
use crate::parse::{ChartedMatter, SoundtrackMatter, TrackMatter};
use crate::source::Spanned;
use std::collections::{BTreeMap, BTreeSet};

impl Linker<'_> {
    /// Links one soundtrack; its tracks have the ids from `first` on.
    pub(super) fn soundtrack(
        &mut self,
        own: Id<Soundtrack>,
        first: usize,
        matter: SoundtrackMatter,
    ) -> (Soundtrack, Vec<Track>) {
        let lost = self.lost;
        let dramas = self.dramas(&matter.dramas);
        let artists = self.artist_credit(matter.artists);
        let credits = self.credits(matter.credits);
        let sound = matter.record.sound && self.lost == lost;
        let cover = matter.cover.and_then(|cover| self.cover(&cover, matter.record.span.source));
        self.positions(&matter.tracks);
        let mut tracks = Vec::new();
        for (number, track) in matter.tracks.into_iter().enumerate() {
            tracks.push(self.track(own, Id::new(first + number), track));
        }
        let mut order: Vec<Id<Track>> = (0..tracks.len()).map(|n| Id::new(first + n)).collect();
        order.sort_by_key(|id| {
            let track = &tracks[id.index() - first];
            (track.disc, track.position.unwrap_or(u32::MAX), *id)
        });
        let leitmotifs = matter.leitmotifs.into_iter().map(|it| self.leitmotif(&matter.record.slug, it)).collect();
        let soundtrack = Soundtrack {
            record: Record { sound, ..matter.record },
            dramas,
            kind: matter.kind,
            released: matter.released,
            label: matter.label,
            catalogue_number: matter.catalogue_number,
            fictional: matter.fictional,
            genres: matter.genres,
            listen: matter.listen,
            cover,
            various_artists: matter.various_artists,
            artists,
            credits,
            tracks: order,
            leitmotifs,
        };
        (soundtrack, tracks)
    }

    /// References to dramas.
    fn dramas(&mut self, slugs: &[Spanned<String>]) -> Vec<Id<Drama>> {
        let mut dramas = Vec::new();
        for slug in slugs {
            if let Some(Entity::Drama(id)) = self.reference(Kind::Drama, slug)
                && !dramas.contains(&id)
            {
                dramas.push(id);
            }
        }
        dramas
    }

    /// Two tracks on one place of one disc.
    fn positions(&mut self, tracks: &[TrackMatter]) {
        let mut seen = BTreeMap::new();
        for track in tracks {
            let Some(position) = track.position else { continue };
            if let Some((before, title)) =
                seen.insert((track.disc, position.value), (position.span, track.record.names.plain.clone()))
            {
                let it = Diagnostic::error(
                    Code::DuplicatePosition,
                    position.span,
                    format!("two tracks stand at position {}", position.value),
                );
                self.diagnostics.push(
                    it.also(before, format!("{title} stands there"))
                        .help("give one of them another `position`, or a `disc` of its own"),
                );
            }
        }
    }

    fn track(&mut self, soundtrack: Id<Soundtrack>, own: Id<Track>, matter: TrackMatter) -> Track {
        let lost = self.lost;
        let artists = self.artist_credit(matter.artists);
        let credits = self.credits(matter.credits);
        let dramas = self.dramas(&matter.dramas);
        let charted = matter.charted.into_iter().map(|stated| self.charted(stated)).collect();
        let cues = matter.cues.into_iter().map(|cue| self.cue(cue)).collect();
        let version_of = matter.version_of.and_then(|typed| match self.reference(Kind::Track, &typed) {
            Some(Entity::Track(id)) if id == own => {
                let it = Diagnostic::error(Code::Circle, typed.span, "a track cannot be a version of itself");
                self.diagnostics.push(it.help("name the track of which this is another recording"));
                None
            }
            Some(Entity::Track(id)) => Some(Spanned::new(id, typed.span)),
            _ => None,
        });
        if let Some(same) = matter.same_as {
            match self.reference(Kind::Track, &same) {
                Some(Entity::Track(id)) if id == own => {
                    self.diagnostics.push(
                        Diagnostic::error(Code::Circle, same.span, "a track cannot be the same as itself")
                            .help("name the track on the other release"),
                    );
                }
                Some(Entity::Track(id)) => self.same_as.push((own, id, same.span)),
                _ => {}
            }
        }
        let sound = matter.record.sound && self.lost == lost;
        Track {
            record: Record { sound, ..matter.record },
            soundtrack,
            disc: matter.disc,
            position: matter.position.map(|p| p.value),
            length: matter.length,
            genres: matter.genres,
            version: matter.version,
            version_of,
            artists,
            credits,
            kind: matter.kind,
            listen: matter.listen,
            charted,
            recording: own,
            cues,
            lyrics: matter.lyrics,
            dramas,
        }
    }

    /// A stated chart fact names a chart by name or slug; one without a record is fine.
    fn charted(&mut self, stated: ChartedMatter) -> ChartedStatement {
        let record = self
            .index
            .meant(Kind::Chart, &stated.chart.plain)
            .first()
            .and_then(|e| if let Entity::Chart(id) = e { Some(*id) } else { None });
        let by_slug = fold(&stated.chart.plain);
        let named = record.filter(|_| self.index.of_kind(Kind::Chart, &by_slug).is_ok());
        self.references.entities.extend(named.map(|id| (stated.span, Entity::Chart(id))));
        let chart = named.map_or(stated.chart, |id| Names::plain(self.chart_name(id)));
        ChartedStatement { chart, record, peak: stated.peak, weeks: stated.weeks, source: stated.source }
    }

    /// Joins the tracks that are one recording; a circle is an error.
    pub(super) fn recordings(&mut self, soundtracks: &[Soundtrack], tracks: &mut [Track]) {
        let next: BTreeMap<Id<Track>, Id<Track>> = self.same_as.iter().map(|(from, to, _)| (*from, *to)).collect();
        let mut told: BTreeSet<Id<Track>> = BTreeSet::new();
        for (from, _, span) in std::mem::take(&mut self.same_as) {
            let mut passed = BTreeSet::from([from]);
            let mut at = from;
            while let Some(to) = next.get(&at) {
                at = *to;
                if !passed.insert(at) {
                    // Every track that leads into the circle leads to the same one.
                    if passed.iter().all(|track| !told.contains(track)) {
                        let it = Diagnostic::error(Code::Circle, span, "`same_as` leads in a circle");
                        self.diagnostics.push(
                            it.help(
                                "let every track of one recording name the same one, which itself has no `same_as`",
                            ),
                        );
                    }
                    told.append(&mut passed);
                    at = from;
                    break;
                }
            }
            tracks[from.index()].recording = at;
            if at != from {
                let first = tracks[at.index()].clone();
                tracks[from.index()].take_over(&first, &soundtracks[first.soundtrack.index()]);
            }
        }
    }
}
