//! What stood on a chart: runs and weeks.

use super::{Page, given};
use crate::catalogue::Charted;
use crate::model::{Chart, Entity, Id};
use crate::render::view::{DateView, RefView, RunView, WeekView};
use crate::route::{Route, Shows};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A week of a chart, in an article.
#[derive(Serialize, JsonSchema)]
pub(super) struct CaptionedWeekView {
    #[serde(flatten)]
    week: WeekView,
    /// The words above it.
    caption: Option<String>,
    /// The week's page.
    url: Option<String>,
}

/// Several runs on one chart, side by side.
#[derive(Serialize, JsonSchema)]
pub(super) struct RunsView {
    /// The words above it.
    caption: Option<String>,
    /// The chart.
    chart: RefView,
    /// The edition that counts.
    as_of: DateView,
    /// What ran, each with its figures; the cells of a row are in this order.
    runs: Vec<RunView>,
    /// The weeks, one a row.
    rows: Vec<SharedWeekView>,
    /// All of them in one drawing: SVG.
    plot: String,
}

/// A week of several runs.
#[derive(Serialize, JsonSchema)]
pub(super) struct SharedWeekView {
    /// When.
    week: DateView,
    /// That edition's page.
    url: Option<String>,
    /// Whether the edition is not stored.
    gap: bool,
    /// Where each stood, in the order of the runs.
    cells: Vec<PlaceView>,
}

/// Where one of several stood in a week.
#[derive(Serialize, JsonSchema, Clone, Default)]
#[schemars(rename = "RunPlace")]
pub(super) struct PlaceView {
    /// Where it stood; nothing when it was off, or not on yet.
    position: Option<u32>,
    /// Whether it was off the chart after its debut.
    off: bool,
}

impl Page<'_> {
    pub(super) fn charted(&mut self, index: usize, charted: &Charted) -> String {
        let views = self.views;
        match charted {
            Charted::Week { chart, week, limit, caption } => {
                let url = views.url(Route::new(views.language, Shows::ChartWeek(*chart, *week)));
                let mut view = CaptionedWeekView { week: views.week(*chart, *week), caption: caption.clone(), url };
                view.week.entries.truncate(*limit);
                self.draw(index, &given::CHART_WEEK, &view, None)
            }
            Charted::Run { subjects, chart, week, caption, .. } => {
                let mut runs = self.runs(index, subjects, *chart, *week);
                if runs.len() > 1 {
                    return match runs_view(runs, caption.clone()) {
                        Some(mut view) => {
                            let place = (index + 1).to_string();
                            view.plot = views.plot_of(subjects, *chart, *week, &place).unwrap_or_default();
                            self.draw(index, &given::CHART_RUNS, &view, None)
                        }
                        None => String::new(),
                    };
                }
                match runs.pop() {
                    Some(run) => {
                        self.draw(index, &given::CHART_RUN, &RunView { caption: caption.clone(), ..run }, None)
                    }
                    None => String::new(),
                }
            }
        }
    }

    fn runs(&self, index: usize, subjects: &[Entity], chart: Id<Chart>, week: usize) -> Vec<RunView> {
        let place = (index + 1).to_string();
        let run = |entity: &Entity| self.views.run_in(*entity, chart, week, &place);
        subjects.iter().filter_map(run).collect()
    }
}

/// Every week in which one of the runs is told, with the place of each.
fn runs_view(runs: Vec<RunView>, caption: Option<String>) -> Option<RunsView> {
    let first = runs.first()?;
    let (chart, as_of) = (first.chart.clone(), first.as_of.clone());
    let mut weeks: BTreeMap<String, SharedWeekView> = BTreeMap::new();
    for row in runs.iter().flat_map(|run| &run.rows) {
        let gap = row.movement == Some("gap");
        weeks.entry(row.week.iso.clone()).or_insert_with(|| SharedWeekView {
            week: row.week.clone(),
            url: row.url.clone(),
            gap,
            cells: vec![PlaceView::default(); runs.len()],
        });
    }
    for (n, run) in runs.iter().enumerate() {
        let places: BTreeMap<&str, u32> =
            run.rows.iter().filter_map(|row| Some((row.week.iso.as_str(), row.position?))).collect();
        for (iso, week) in &mut weeks {
            let position = places.get(iso.as_str()).copied();
            let off = position.is_none() && !week.gap && *iso > run.debut.date.iso;
            week.cells[n] = PlaceView { position, off };
        }
    }
    Some(RunsView { caption, chart, as_of, runs, rows: weeks.into_values().collect(), plot: String::new() })
}
