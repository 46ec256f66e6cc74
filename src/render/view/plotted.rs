//! Runs handed to [`plot`](crate::render::plot): what stands on its axes, and what it says in the page's language.

use super::Views;
use super::run::unit;
use crate::catalogue::{Point, peak, weeks_at_1};
use crate::model::{Chart, Entity, Id, Interval, PartialDate};
use crate::render::plot::{Plot, Series, Slot, Texts};
use jiff::civil::Date;

/// Fewer editions than this are no line.
const LEAST: usize = 3;
/// More editions than this and dates below the axis tell the month only.
const MONTHS_ONLY: usize = 60;
/// Fewer days than this and dates below the axis need no year.
const A_YEAR: i32 = 330;

impl Views<'_> {
    /// Runs on one chart in one drawing, up to a stored edition; nothing when there is too little to draw. `place`
    /// begins the ids in it, so that two drawings of one page have different ones.
    pub fn plot_of(&self, entities: &[Entity], id: Id<Chart>, until: usize, place: &str) -> Option<String> {
        let catalogue = &self.magazine.catalogue;
        let chart = catalogue.chart(id);
        let ran = |entity: &Entity| {
            let subject = catalogue.chart_subject(*entity)?;
            Some((*entity, catalogue.standing_in(subject, id, until).ok()?.points))
        };
        let runs: Vec<(Entity, &[Point])> = entities.iter().filter_map(ran).collect();
        let first = runs.iter().filter_map(|(_, points)| points.first()).map(|p| p.week).min()?;
        let last = runs.iter().filter_map(|(_, points)| points.last()).map(|p| p.week).max()?;

        let mut editions: Vec<(Date, bool)> = Vec::new();
        // Beside the stored editions from the first on: their slots.
        let mut stored: Vec<usize> = Vec::new();
        for week in first..=last {
            let missing = chart.missing_before(week).into_iter().filter(|_| week > first);
            editions.extend(missing.map(|date| (date, false)));
            stored.push(editions.len());
            editions.push((chart.weeks.get(week)?.date, true));
        }
        if editions.len() < LEAST {
            return None;
        }
        let series = runs.iter().map(|(entity, points)| {
            let (name, lang) = self.name_of(*entity);
            let mut places = vec![None; editions.len()];
            for point in *points {
                if let Some(slot) = stored.get(point.week - first).and_then(|slot| places.get_mut(*slot)) {
                    *slot = Some(point.position);
                }
            }
            Series { name, lang, places, peak: peak(points) }
        });
        let plot = Plot {
            id: self.plot_id(&runs, id, place),
            size: chart.size,
            slots: self.slots(chart.interval, &editions),
            series: series.collect(),
            texts: self.plot_texts(&runs, id),
        };
        Some(plot.svg())
    }

    /// Ids of what is not a text's begin with `_`, so that no heading has the same.
    fn plot_id(&self, runs: &[(Entity, &[Point])], chart: Id<Chart>, place: &str) -> String {
        let index = &self.magazine.catalogue.index;
        let what = match runs {
            [(only, _)] => index.slug(*only).replace('/', "-"),
            _ => "runs".to_owned(),
        };
        let place = if place.is_empty() { String::new() } else { format!("{place}-") };
        format!("_plot-{place}{}-{what}", index.slug(Entity::Chart(chart)))
    }

    fn slots(&self, interval: Interval, editions: &[(Date, bool)]) -> Vec<Slot> {
        let locale = self.locale();
        let days = match (editions.first(), editions.last()) {
            (Some((first, _)), Some((last, _))) => (*last - *first).get_days(),
            _ => 0,
        };
        let short = |date: Date| match interval {
            Interval::Yearly => locale.date(PartialDate::Year(date.year())),
            Interval::Monthly => locale.short_month(date),
            _ if editions.len() > MONTHS_ONLY => locale.short_month(date),
            _ if days > A_YEAR => locale.short_date(date),
            _ => locale.short_day(date),
        };
        let slot = |(date, known): &(Date, bool)| {
            let words = self.date(*date);
            Slot { iso: words.iso, text: words.text, short: short(*date), known: *known }
        };
        editions.iter().map(slot).collect()
    }

    fn plot_texts(&self, runs: &[(Entity, &[Point])], id: Id<Chart>) -> Texts {
        let interface = self.magazine.interface(self.language);
        let chart = self.name_of(Entity::Chart(id)).0;
        let title = match runs {
            [(only, _)] => interface.filled("run.region", &[("subject", &self.name_of(*only).0), ("chart", &chart)]),
            _ => interface.filled("plot.many", &[("chart", &chart)]),
        };
        let told = runs.iter().filter_map(|(entity, points)| self.told(*entity, id, points));
        Texts {
            title,
            description: told.collect::<Vec<_>>().join(" "),
            axis: self.say("plot.place"),
            peak: self.say("plot.peak"),
            no_data: self.say("movement.gap"),
        }
    }

    /// A run in a sentence.
    fn told(&self, entity: Entity, id: Id<Chart>, points: &[Point]) -> Option<String> {
        let interface = self.magazine.interface(self.language);
        let chart = self.magazine.catalogue.chart(id);
        let date = |point: &Point| chart.weeks.get(point.week).map(|week| self.date(week.date).text);
        let (first, last, best) = (points.first()?, points.last()?, peak(points)?);
        let top = points.iter().find(|point| point.position == best)?;
        let counted = |n: usize| interface.plural(&format!("count.{}", unit(chart.interval)), n);
        let values = [
            ("subject", self.name_of(entity).0),
            ("work", self.marked(entity)),
            ("chart", self.name_of(Entity::Chart(id)).0),
            ("debut", first.position.to_string()),
            ("debut_date", date(first)?),
            ("peak", best.to_string()),
            ("peak_date", date(top)?),
            ("last", last.position.to_string()),
            ("last_date", date(last)?),
            ("count", counted(points.len())),
            ("at_1", counted(weeks_at_1(points))),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Some(interface.filled(if best == 1 { "plot.told_at_1" } else { "plot.told" }, &values))
    }
}
