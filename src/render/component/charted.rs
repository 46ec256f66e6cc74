//! What stood on a chart: numbers, facts and runs.

use super::Page;
use crate::catalogue::Charted;
use crate::model::Entity;
use crate::render::view::{DateView, RefView, RunView};
use crate::route::{Route, Shows};
use serde::Serialize;

#[derive(Serialize)]
struct NumberView {
    number: u32,
    text: String,
    subject: RefView,
    chart: RefView,
    as_of: DateView,
    url: Option<String>,
}

#[derive(Serialize)]
struct FactView {
    what: String,
    text: String,
    subject: RefView,
}

impl Page<'_> {
    pub(super) fn charted(&mut self, index: usize, charted: &Charted, body: Option<&str>) -> String {
        let views = self.views;
        let catalogue = &views.magazine.catalogue;
        match charted {
            Charted::Fact { subject, what, value } => {
                let view = FactView { what: what.clone(), text: value.clone(), subject: views.reference(*subject) };
                self.draw(index, "Fact", &view, body)
            }
            Charted::Number { subject, chart, number, week } => {
                let name = self.linked.outline.components.get(index).map_or("Peak", |m| &*m.name).to_owned();
                let stored = catalogue.chart(*chart).weeks.get(*week);
                let view = NumberView {
                    number: *number,
                    text: number.to_string(),
                    subject: views.reference(*subject),
                    chart: views.reference(Entity::Chart(*chart)),
                    as_of: views.date(stored.map(|w| w.date).unwrap_or_default()),
                    url: views.url(Route::new(views.language, Shows::ChartWeek(*chart, *week))),
                };
                self.draw(index, &name, &view, None)
            }
            Charted::Run { subject, chart, week, caption } => {
                let run = catalogue.chart_subject(*subject).and_then(|s| views.run(s, *chart, *week));
                let Some(run) = run else { return String::new() };
                let view = RunView { caption: caption.clone(), subject: views.reference(*subject), ..run };
                self.draw(index, "ChartRun", &view, None)
            }
        }
    }
}
