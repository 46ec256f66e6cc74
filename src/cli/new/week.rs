//! A new week of a chart, with the songs of the week before.

use super::Fresh;
use super::making::Making;
use crate::edit::fresh::{Form, Values, filled, quoted};
use crate::model::{ChartWeek, Entity, EntrySubject, Kind};
use jiff::civil::Date;

impl Making {
    /// A week of a chart.
    pub(super) fn chart_week(&mut self, chart: Option<&str>, date: Option<&str>) -> Option<Fresh> {
        let typed = self.said(chart, "chart", "chart-week billboard-hot-100 2026-11-28")?;
        let slug = self.reference(Kind::Chart, &typed)?;
        let catalogue = &self.before.edition.magazine().catalogue;
        let Ok(Entity::Chart(id)) = catalogue.index.of_kind(Kind::Chart, &slug) else { return None };
        let chart = catalogue.chart(id);
        // The weeks of a chart with a slug of its own may lie in a folder of its file's name.
        let folder =
            chart.weeks.last().map(|week| self.before.edition.sources().get(week.span.source).folder().to_owned());
        let folder = folder.unwrap_or_else(|| format!("content/charts/{slug}"));
        let last = chart.weeks.last().map(|week| week.date);
        let stored: Vec<Date> = chart.weeks.iter().map(|week| week.date).collect();
        let date = match (date, last) {
            (Some(typed), _) => match typed.parse::<Date>().ok().filter(|_| typed.len() == 10) {
                Some(date) => date,
                None => {
                    let help = format!("write `leitmotif new chart-week {slug} 2026-11-28`");
                    self.fault(format!("`{typed}` is not a date"), help);
                    return None;
                }
            },
            (None, Some(last)) => chart.interval.after(last)?,
            (None, None) => {
                let example = format!("chart-week {slug} 2026-11-28");
                self.said(None, "date of its first week", &example)?.parse().ok()?
            }
        };
        let path = format!("{folder}/{date}.toml");
        if stored.contains(&date) {
            self.fault(
                format!("`{path}` is there already"),
                format!("write in that file, or name another date: `leitmotif new chart-week {slug} …`"),
            );
            return None;
        }
        let catalogue = &self.before.edition.magazine().catalogue;
        let before = catalogue.chart(id).weeks.iter().rev().find(|week| week.date < date);
        let mut values = Values::from([("entries", self.entries(before))]);
        if let Some(source) = before.and_then(|week| week.source.clone()) {
            values.insert("source", quoted(&source));
        }
        let next = match before {
            Some(week) => format!(
                "take the `#` away before the songs of {} that are still there, and write their new positions",
                week.date
            ),
            None => "write a line for each song, and then `leitmotif check`".into(),
        };
        Some(Fresh { path, text: filled(Form::ChartWeek, &values), next })
    }

    /// The songs of a week as remarks, so that the file says nothing yet that is not true.
    fn entries(&self, week: Option<&ChartWeek>) -> String {
        let index = &self.before.edition.magazine().catalogue.index;
        let Some(week) = week else {
            return "  # { position = 1, track = \"soundtrack/track\" },\n".into();
        };
        let mut text = format!("  # the songs of {}, with their positions then:\n", week.date);
        for entry in &week.entries {
            let position = entry.position;
            let names = match &entry.subject {
                EntrySubject::Track(id) => format!("track = {}", quoted(index.slug(Entity::Track(*id)))),
                EntrySubject::Soundtrack(id) => format!("soundtrack = {}", quoted(index.slug(Entity::Soundtrack(*id)))),
                EntrySubject::Outside(it) => {
                    let by = it.credited_to.plain.as_ref().map(|by| format!(", credited_to = {}", quoted(by)));
                    format!("title = {}{}", quoted(&it.names.plain), by.unwrap_or_default())
                }
                EntrySubject::Unknown => continue,
            };
            text.push_str(&format!("  # {{ position = {position}, {names} }},\n"));
        }
        text
    }
}
