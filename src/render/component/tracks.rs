//! Tables of tracks.

use super::Page;
use crate::catalogue::{Column, TrackTable, TracksOf, peak};
use crate::model::{Chart, Entity, Id, Subject, Track};
use crate::render::view::TrackRowView;
use jiff::civil::Date;
use serde::Serialize;

#[derive(Serialize)]
struct ColumnView {
    key: &'static str,
    label: String,
    numeric: bool,
}

#[derive(Serialize)]
struct TracksView {
    caption: Option<String>,
    columns: Vec<ColumnView>,
    rows: Vec<TrackLineView>,
}

#[derive(Serialize)]
struct TrackLineView {
    #[serde(flatten)]
    row: TrackRowView,
    peak: Option<u32>,
    weeks: Option<usize>,
}

impl Page<'_> {
    pub(super) fn tracks(&mut self, index: usize, table: &TrackTable) -> String {
        let views = self.views;
        let catalogue = &views.magazine.catalogue;
        let TrackTable { of, chart, columns, limit, caption, as_of } = table;
        let tracks = self.rows(of, *chart, *as_of);
        let rows = tracks.into_iter().take(limit.unwrap_or(usize::MAX)).map(|id| {
            let subject = Subject::Track(catalogue.track(id).recording);
            let standing = chart.and_then(|chart| catalogue.standing(subject, chart, *as_of).ok());
            TrackLineView {
                row: views.track_row(id),
                peak: standing.and_then(|s| peak(s.points)),
                weeks: standing.map(|s| s.points.len()),
            }
        });
        let numeric = |c: &Column| matches!(c, Column::Position | Column::Length | Column::Peak | Column::Weeks);
        let columns = columns.iter().map(|c| ColumnView {
            key: c.word(),
            label: views.say(&format!("column.{}", c.word())),
            numeric: numeric(c),
        });
        let view = TracksView { caption: caption.clone(), columns: columns.collect(), rows: rows.collect() };
        self.draw(index, "Tracks", &view, None)
    }

    /// The tracks that a table shows, in its order.
    fn rows(&self, of: &TracksOf, chart: Option<Id<Chart>>, as_of: Option<Date>) -> Vec<Id<Track>> {
        let catalogue = &self.magazine().catalogue;
        let mut tracks: Vec<Id<Track>> = match of {
            TracksOf::These(list) => {
                return list.iter().filter_map(|e| if let Entity::Track(id) = e { Some(*id) } else { None }).collect();
            }
            TracksOf::Entity(Entity::Soundtrack(id)) => catalogue.soundtrack(*id).tracks.clone(),
            TracksOf::Entity(Entity::Artist(id)) => catalogue.derived.artist_tracks[id.index()].clone(),
            TracksOf::Entity(Entity::Drama(drama)) => {
                let releases = catalogue.derived.drama_soundtracks[drama.index()].iter();
                let tracks = releases.flat_map(|s| catalogue.soundtrack(*s).tracks.iter().copied());
                tracks.filter(|t| catalogue.track_dramas(catalogue.track(*t)).contains(drama)).collect()
            }
            TracksOf::Entity(_) => Vec::new(),
            TracksOf::Chart => chart
                .into_iter()
                .flat_map(|chart| catalogue.runs.on(chart))
                .filter_map(|(subject, _)| if let Subject::Track(id) = subject { Some(id) } else { None })
                .collect(),
        };
        // One recording counts once.
        let mut seen = std::collections::BTreeSet::new();
        tracks.retain(|id| seen.insert(catalogue.track(*id).recording));
        if let Some(chart) = chart {
            let best = |id: Id<Track>| {
                catalogue
                    .standing(Subject::Track(catalogue.track(id).recording), chart, as_of)
                    .ok()
                    .map(|s| (peak(s.points), std::cmp::Reverse(s.points.len())))
            };
            tracks.retain(|id| best(*id).is_some());
            tracks.sort_by_cached_key(|id| (best(*id), *id));
        }
        tracks
    }
}
