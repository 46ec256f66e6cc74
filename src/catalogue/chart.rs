//! Charts: weeks joined to them, entries resolved, stated facts checked against the derived runs.

use super::link::Linker;
use super::run::{LastWeek, Runs, peak, subject};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::{Chart, ChartWeek, Entity, Entry, EntrySubject, Id, Kind, Subject, Track, fold};
use crate::parse::{ChartWeekMatter, EntryMatter, EntrySubjectMatter};
use crate::source::Spanned;
use std::collections::BTreeMap;

impl Linker<'_> {
    /// Joins chart weeks to their charts.
    pub(super) fn chart_weeks(&mut self, charts: &mut [Chart], weeks: Vec<ChartWeekMatter>) {
        // A chart with a slug of its own keeps its weeks in the folder beside its file all the same.
        let stem = |chart: &Chart| {
            let name = self.sources.get(chart.record.span.source).name();
            fold(name.strip_suffix(".toml").unwrap_or(name))
        };
        let files: BTreeMap<String, Id<Chart>> =
            charts.iter().enumerate().map(|(n, c)| (stem(c), Id::new(n))).collect();
        for week in weeks {
            let named = self.index.of_kind(Kind::Chart, &week.chart).ok();
            let found = named.and_then(|entity| if let Entity::Chart(id) = entity { Some(id) } else { None });
            let Some(id) = found.or_else(|| files.get(&fold(&week.chart)).copied()) else {
                let slugs = self.index.slugs_of(Kind::Chart);
                let help = did_you_mean(&week.chart, slugs).unwrap_or_else(|| {
                    format!(
                        "describe the chart in `content/charts/{}.toml`, or move the week to its chart's folder",
                        week.chart
                    )
                });
                let it = Diagnostic::error(
                    Code::UnknownReference,
                    week.span,
                    format!("this is a week of the chart `{}`, which does not exist", week.chart),
                );
                self.diagnostics.push(it.help(help));
                continue;
            };
            let Some(chart) = charts.get_mut(id.index()) else { continue };
            chart.faulty |= !week.sound || !chart.record.sound;
            let before = self.diagnostics.len();
            let entries = self.entries(chart, week.entries);
            // An entry may name a track of a file whose own fault was told there.
            let unknown = entries.iter().any(|entry| matches!(entry.subject, EntrySubject::Unknown));
            chart.faulty |= unknown || self.diagnostics.len() > before;
            chart.weeks.push(ChartWeek { date: week.date, entries, source: week.source, span: week.span });
        }
        for chart in charts {
            chart.weeks.sort_by_key(|week| week.date);
        }
    }

    fn entries(&mut self, chart: &Chart, matters: Vec<EntryMatter>) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut seen: BTreeMap<String, crate::source::Span> = BTreeMap::new();
        for matter in matters {
            let subject = match matter.subject {
                EntrySubjectMatter::Track(slug) => match self.reference(Kind::Track, &slug) {
                    Some(Entity::Track(id)) => EntrySubject::Track(id),
                    _ => EntrySubject::Unknown,
                },
                EntrySubjectMatter::Soundtrack(slug) => match self.reference(Kind::Soundtrack, &slug) {
                    Some(Entity::Soundtrack(id)) => EntrySubject::Soundtrack(id),
                    _ => EntrySubject::Unknown,
                },
                EntrySubjectMatter::Outside(it) => EntrySubject::Outside(it),
                EntrySubjectMatter::Missing => EntrySubject::Unknown,
            };
            let key = match &subject {
                EntrySubject::Track(id) => Some(self.index.id(Entity::Track(*id)).to_owned()),
                EntrySubject::Soundtrack(id) => Some(self.index.id(Entity::Soundtrack(*id)).to_owned()),
                EntrySubject::Outside(_) | EntrySubject::Unknown => None,
            };
            if let Some(key) = key
                && let Some(before) = seen.insert(key.clone(), matter.span)
            {
                let it = Diagnostic::error(
                    Code::DuplicatePosition,
                    matter.span,
                    format!("`{key}` stands twice in this chart week"),
                );
                self.diagnostics.push(it.also(before, "here for the first time").help("keep one of the two entries"));
            }
            let Some(position) = matter.position else { continue };
            if position.value > chart.size {
                let message = format!("position {} does not exist on a chart of {} places", position.value, chart.size);
                self.diagnostics.push(
                    Diagnostic::error(Code::BadValue, position.span, message)
                        .also(chart.record.span, "the chart, with its `size`"),
                );
            }
            if let Some(peak) = matter.peak.filter(|peak| peak.value > position.value) {
                let message = format!("the stated peak {} is worse than the position {}", peak.value, position.value);
                let it =
                    Diagnostic::error(Code::ChartContradiction, peak.span, message).also(position.span, "the position");
                self.diagnostics.push(it.help("a peak is the best position up to this week, this week included"));
            }
            entries.push(Entry {
                position: position.value,
                subject,
                last_week: matter.last_week,
                peak: matter.peak,
                weeks: matter.weeks,
                span: matter.span,
            });
        }
        entries.sort_by_key(|entry| entry.position);
        entries
    }

    /// What chart weeks state against what the stored weeks give.
    pub(super) fn stated_facts(&mut self, charts: &[Chart], runs: &Runs, recording: impl Fn(Id<Track>) -> Id<Track>) {
        for (number, chart) in charts.iter().enumerate() {
            if chart.faulty {
                continue;
            }
            for (week, edition) in chart.weeks.iter().enumerate() {
                for entry in &edition.entries {
                    let Some(run) = subject(entry, &recording).and_then(|s| runs.get(s, Id::new(number))) else {
                        continue;
                    };
                    let until = run.until(week);
                    let best = peak(until).unwrap_or(entry.position);
                    if let Some(stated) = entry
                        .peak
                        .filter(|p| p.value != best && p.value <= entry.position)
                        .filter(|p| !(p.value < best && chart.is_partial(run, week)))
                    {
                        self.contradiction(chart, edition, "peak", stated, &best.to_string());
                    }
                    let weeks = u32::try_from(until.len()).unwrap_or(u32::MAX);
                    let differs =
                        |w: &Spanned<u32>| w.value != weeks && !(w.value > weeks && chart.is_partial(run, week));
                    if let Some(stated) = entry.weeks.filter(differs) {
                        self.contradiction(chart, edition, "weeks", stated, &weeks.to_string());
                    }
                    let last = match chart.last_week(run, week) {
                        LastWeek::At(position) => position.to_string(),
                        LastWeek::Off => "no place in the week before".to_owned(),
                        LastWeek::Unknown => continue,
                    };
                    if let Some(stated) = entry.last_week.filter(|l| l.value.to_string() != last) {
                        self.contradiction(chart, edition, "last_week", stated, &last);
                    }
                }
            }
        }
    }

    /// What tracks state of charts whose weeks are stored.
    pub(super) fn stated_peaks(&mut self, tracks: &[Track], charts: &[Chart], runs: &Runs) {
        for track in tracks {
            for stated in &track.charted {
                let Some(id) = stated.record else { continue };
                let Some(run) = runs.get(Subject::Track(track.recording), id) else { continue };
                let Some((chart, edition)) = charts.get(id.index()).and_then(|c| Some((c, c.weeks.last()?))) else {
                    continue;
                };
                if chart.faulty {
                    continue;
                }
                // Asked only where something differs: it looks through all weeks.
                let partial = || chart.is_partial(run, chart.weeks.len() - 1);
                let better = |best: &u32| stated.peak.value < *best && partial();
                if let Some(best) = peak(run.points()).filter(|best| *best != stated.peak.value && !better(best)) {
                    self.contradiction(chart, edition, "peak", stated.peak, &best.to_string());
                }
                let weeks = u32::try_from(run.points().len()).unwrap_or(u32::MAX);
                let differs = |typed: &Spanned<u32>| typed.value != weeks && !(typed.value > weeks && partial());
                if let Some(typed) = stated.weeks.filter(differs) {
                    self.contradiction(chart, edition, "weeks", typed, &weeks.to_string());
                }
            }
        }
    }

    fn contradiction(&mut self, chart: &Chart, edition: &ChartWeek, key: &str, stated: Spanned<u32>, derived: &str) {
        let name = &chart.record.names.plain;
        let message = format!("`{key}` is stated as {}, but the stored weeks of {name} give {derived}", stated.value);
        let it =
            Diagnostic::error(Code::ChartContradiction, stated.span, message).label(format!("as of {}", edition.date));
        self.diagnostics.push(it.help(format!("correct it or leave it out: `{key}` is derived from the files in the chart's folder; or store the week that is missing there")));
    }
}
