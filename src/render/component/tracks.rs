//! Tables of tracks: `<Tracks>` and `<Songs>`.

use super::{Page, given};
use crate::catalogue::{Column, TrackTable, peak};
use crate::model::{Credit, Entity, Id, NameKind, Role, Subject, Track};
use crate::render::view::{AwardLineView, NameLinkView, TextView, TrackRowView, WhoView};
use schemars::JsonSchema;
use serde::Serialize;

/// A column of a table.
#[derive(Serialize, JsonSchema)]
pub(super) struct ColumnView {
    /// `artists`, `released` and so on.
    key: &'static str,
    /// Its heading.
    label: String,
    /// Whether it holds numbers.
    numeric: bool,
}

/// A table of tracks.
#[derive(Serialize, JsonSchema)]
pub(super) struct TracksView {
    /// The words above it.
    caption: Option<String>,
    /// Its columns, in their order.
    columns: Vec<ColumnView>,
    /// Its rows.
    rows: Vec<TrackLineView>,
}

/// A row: what every list of tracks tells, and what some columns ask for besides.
#[derive(Serialize, JsonSchema)]
pub(super) struct TrackLineView {
    #[serde(flatten)]
    row: TrackRowView,
    /// The best position on the table's chart.
    peak: Option<u32>,
    /// How many weeks on that chart.
    weeks: Option<usize>,
    /// The best position on any chart, for sorting.
    best: Option<u32>,
    /// On which label it came out.
    label: Option<String>,
    /// The label's language, when it is not the page's.
    label_lang: Option<String>,
    /// Its genres.
    genres: Vec<NameLinkView>,
    /// Who composed it.
    composers: Vec<WhoView>,
    /// Who wrote its words.
    lyricists: Vec<WhoView>,
    /// Who arranged it.
    arrangers: Vec<WhoView>,
    /// What it won and was nominated for.
    awards: Vec<AwardLineView>,
}

impl TrackLineView {
    /// Whether a cell would be empty.
    fn lacks(&self, column: Column) -> bool {
        match column {
            Column::Drama => self.row.dramas.is_empty(),
            Column::Artists => self.row.artists.is_empty(),
            Column::Position => self.row.position.is_none(),
            Column::Length => self.row.length.is_none(),
            Column::Released => self.row.released.is_none(),
            Column::Charts => self.row.peaks.is_empty(),
            Column::Awards => self.awards.is_empty(),
            _ => false,
        }
    }
}

impl Page<'_> {
    pub(super) fn tracks(&mut self, index: usize, table: &TrackTable) -> String {
        let is_songs = self.linked.outline.components.get(index).is_some_and(|it| &*it.name == given::SONGS.name);
        let table_of = if is_songs { &given::SONGS } else { &given::TRACKS };
        let rows: Vec<TrackLineView> = table.tracks.iter().map(|id| self.track_line(*id, table)).collect();
        let numeric = |c: Column| matches!(c, Column::Position | Column::Length | Column::Peak | Column::Weeks);
        let shown = |column: &Column| table.chosen || !rows.iter().all(|row| row.lacks(*column));
        let columns = table.columns.iter().copied().filter(shown).map(|column| ColumnView {
            key: column.word(),
            label: self.views.say(&format!("column.{}", column.word())),
            numeric: numeric(column),
        });
        let view = TracksView { caption: table.caption.clone(), columns: columns.collect(), rows };
        self.draw(index, table_of, &view, None)
    }

    fn track_line(&self, id: Id<Track>, table: &TrackTable) -> TrackLineView {
        let views = self.views;
        let catalogue = &views.magazine.catalogue;
        let track = catalogue.track(id);
        let release = catalogue.soundtrack(track.soundtrack);
        let subject = Subject::Track(track.recording);
        let standing = table.chart.and_then(|chart| catalogue.standing(subject, chart, table.as_of).ok());
        let mut row = views.track_row(id);
        row.peaks = views.peaks(track, table.as_of);
        // What is said of a whole release holds for its tracks, unless they say it themselves.
        let with_role = |role: Role| {
            let own = |credits: &[Credit]| credits.iter().filter(|c| c.role == role).cloned().collect::<Vec<_>>();
            let credits = Some(own(&track.credits)).filter(|c| !c.is_empty()).unwrap_or_else(|| own(&release.credits));
            views.credits(&credits).into_iter().flat_map(|credit| credit.who).collect::<Vec<_>>()
        };
        let asked = |column: Column| table.columns.contains(&column);
        if asked(Column::Credits) {
            row.credits = views.credits(if track.credits.is_empty() { &release.credits } else { &track.credits });
        }
        let role = |column: Column, role: Role| if asked(column) { with_role(role) } else { Vec::new() };
        let label = release.label.as_deref().map(|name| views.name_link(NameKind::Label, name));
        let (label, label_lang) = TextView::apart(label.map(|it| TextView { text: it.title, lang: it.lang }));
        TrackLineView {
            peak: standing.and_then(|s| peak(s.points)),
            weeks: standing.map(|s| s.points.len()),
            best: row.peaks.iter().map(|one| one.peak).min(),
            label,
            label_lang,
            genres: views.genres(catalogue.track_genres(track)),
            composers: role(Column::Composers, Role::Composer),
            lyricists: role(Column::Lyricists, Role::Lyricist),
            arrangers: role(Column::Arrangers, Role::Arranger),
            awards: if asked(Column::Awards) { views.awards_on(Entity::Track(id), table.as_of) } else { Vec::new() },
            row,
        }
    }
}
