//! Charts, their weeks, and runs.

use super::{CardView, DateView, RefView, SourceView, TextView, Views, WhoView};
use crate::catalogue::{LastWeek, Movement, Point, peak, weeks_at_1};
use crate::model::{Chart, Entity, Entry, EntrySubject, Id, Subject};
use serde::Serialize;

/// A week, with its page.
#[derive(Debug, Clone, Serialize)]
pub struct WeekLinkView {
    /// The publisher's date.
    pub date: DateView,
    /// Its page.
    pub url: String,
}

/// The first week of a run.
#[derive(Debug, Clone, Serialize)]
pub struct DebutView {
    /// When.
    pub date: DateView,
    /// That week's page.
    pub url: Option<String>,
    /// Where.
    pub position: u32,
}

/// One week of a run.
#[derive(Debug, Clone, Serialize)]
pub struct RunRowView {
    /// When.
    pub week: DateView,
    /// That week's page.
    pub url: Option<String>,
    /// Where it stood; nothing when it was off or nothing is known.
    pub position: Option<u32>,
    /// Where it stood the week before.
    pub last_week: Option<u32>,
    /// Best so far.
    pub peak: u32,
    /// Weeks so far.
    pub weeks: usize,
    /// new, re, up, down, same, off, gap.
    pub movement: Option<&'static str>,
    /// By how many places.
    pub change: Option<u32>,
    /// In words.
    pub label: Option<String>,
}

/// A run on one chart.
#[derive(Debug, Clone, Serialize)]
pub struct RunView {
    /// The chart.
    pub chart: RefView,
    /// What ran.
    pub subject: RefView,
    /// Its name.
    pub title: String,
    /// The week that counts.
    pub as_of: DateView,
    /// First week.
    pub debut: DebutView,
    /// Best position.
    pub peak: u32,
    /// First week at it.
    pub peak_date: DateView,
    /// Weeks on the chart.
    pub weeks: usize,
    /// Weeks at number one.
    pub weeks_at_1: usize,
    /// Where it stands in the week that counts.
    pub now: Option<u32>,
    /// Week by week, with weeks off and gaps.
    pub rows: Vec<RunRowView>,
    /// Caption, in articles.
    pub caption: Option<String>,
}

/// What an entry names.
#[derive(Debug, Clone, Serialize)]
pub struct EntrySubjectView {
    /// Title.
    pub title: String,
    /// Its page.
    pub url: Option<String>,
    /// The title's language, when it is not the page's.
    pub lang: Option<String>,
}

/// One place in a week.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    /// Where.
    pub position: u32,
    /// Who.
    pub subject: EntrySubjectView,
    /// Its artists.
    pub artists: Vec<WhoView>,
    /// The week before.
    pub last_week: Option<u32>,
    /// Best so far.
    pub peak: Option<u32>,
    /// Weeks so far.
    pub weeks: Option<u32>,
    /// new, re, up, down, same.
    pub movement: Option<&'static str>,
    /// By how many places.
    pub change: Option<u32>,
    /// In words.
    pub label: Option<String>,
}

/// A week's page.
#[derive(Debug, Clone, Serialize)]
pub struct WeekView {
    /// The chart.
    pub chart: RefView,
    /// The publisher's date.
    pub date: DateView,
    /// By position.
    pub entries: Vec<EntryView>,
    /// The stored week before.
    pub previous: Option<WeekLinkView>,
    /// The stored week after.
    pub next: Option<WeekLinkView>,
    /// Where it is said.
    pub source: Option<SourceView>,
    /// Only what the magazine follows is stored.
    pub followed_only: bool,
}

/// The latest week on a chart's page.
#[derive(Debug, Clone, Serialize)]
pub struct LatestView {
    /// Its date.
    pub date: DateView,
    /// Its page.
    pub url: String,
    /// Its entries.
    pub entries: Vec<EntryView>,
}

/// The weeks of one year.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// Weeks, newest first.
    pub weeks: Vec<WeekLinkView>,
}

/// A run in the list of a chart.
#[derive(Debug, Clone, Serialize)]
pub struct RunLineView {
    /// What ran.
    pub subject: RefView,
    /// Its artists.
    pub artists: Vec<WhoView>,
    /// First week.
    pub debut: DateView,
    /// Best position.
    pub peak: u32,
    /// Weeks.
    pub weeks: usize,
    /// Weeks at number one.
    pub weeks_at_1: usize,
}

/// A chart's page.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView {
    /// `chart:billboard-hot-100`.
    pub id: String,
    /// Its name in the page's language.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// Other names.
    pub names: Vec<TextView>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// How often, in words.
    pub interval_label: String,
    /// How many places; nothing when it could not be read.
    pub size: Option<u32>,
    /// Whether the stored weeks hold the whole chart.
    pub complete: bool,
    /// Its page at the publisher.
    pub link: Option<String>,
    /// What it is.
    pub summary: Option<TextView>,
    /// The latest stored week.
    pub latest: Option<LatestView>,
    /// All stored weeks, newest year first.
    pub years: Vec<YearView>,
    /// Runs, the best first.
    pub runs: Vec<RunLineView>,
    /// Articles about it.
    pub articles: Vec<CardView>,
    /// Articles that mention it.
    pub mentions: Vec<CardView>,
    /// `[extra]` of its record.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// How many runs a chart's page tells of.
const RUNS_SHOWN: usize = 50;

impl Views<'_> {
    fn entity(subject: Subject) -> Entity {
        match subject {
            Subject::Track(id) => Entity::Track(id),
            Subject::Soundtrack(id) => Entity::Soundtrack(id),
        }
    }

    fn movement_label(&self, movement: Movement) -> String {
        let n = movement.change().unwrap_or_default().to_string();
        self.magazine.interface(self.language).filled(&format!("movement.{}", movement.word()), &[("n", &n)])
    }

    fn week_link(&self, id: Id<Chart>, week: usize) -> Option<WeekLinkView> {
        use crate::route::{Route, Shows};
        let date = self.magazine.catalogue.chart(id).weeks.get(week)?.date;
        Some(WeekLinkView {
            date: self.date(date),
            url: self.url(Route::new(self.language, Shows::ChartWeek(id, week)))?,
        })
    }

    /// All runs of a subject up to the latest stored weeks.
    pub fn runs(&self, subject: Subject) -> Vec<RunView> {
        let catalogue = &self.magazine.catalogue;
        let charts = catalogue.runs.of(subject).map(|(chart, _)| chart);
        charts.filter_map(|chart| self.run(subject, chart, catalogue.chart(chart).week_as_of(None)?)).collect()
    }

    /// A run up to a stored week; rows begin with the debut and end with that week or the last one on the chart.
    pub fn run(&self, subject: Subject, id: Id<Chart>, until: usize) -> Option<RunView> {
        let catalogue = &self.magazine.catalogue;
        let chart = catalogue.chart(id);
        let standing = catalogue.standing_in(subject, id, until).ok()?;
        let run = catalogue.runs.get(subject, id)?;
        let (first, last) = (standing.points.first()?, standing.points.last()?);
        let best = peak(standing.points)?;
        let peak_week = standing.points.iter().find(|p| p.position == best)?.week;
        let link = |week: usize| self.week_link(id, week);
        let mut rows = Vec::new();
        let mut seen = 0;
        for week in first.week..=last.week {
            for missing in chart.missing_before(week).into_iter().filter(|_| week > first.week) {
                rows.push(self.empty_row("gap", self.date(missing), None, &standing.points[..seen]));
            }
            let Some(point) = standing.points.get(seen).filter(|p| p.week == week) else {
                let (date, url) = link(week).map(|l| (l.date, Some(l.url)))?;
                rows.push(self.empty_row("off", date, url, &standing.points[..seen]));
                continue;
            };
            seen += 1;
            let movement = chart.movement(run, week);
            let week_link = link(week)?;
            rows.push(RunRowView {
                week: week_link.date,
                url: Some(week_link.url),
                position: Some(point.position),
                last_week: match chart.last_week(run, week) {
                    LastWeek::At(position) => Some(position),
                    LastWeek::Off | LastWeek::Unknown => None,
                },
                peak: point.peak,
                weeks: seen,
                movement: movement.map(Movement::word),
                change: movement.and_then(Movement::change),
                label: movement.map(|m| self.movement_label(m)),
            });
        }
        let debut = link(first.week)?;
        Some(RunView {
            chart: self.reference(Entity::Chart(id)),
            subject: self.reference(Self::entity(subject)),
            title: self.name_of(Self::entity(subject)).0,
            as_of: self.date(chart.weeks.get(until)?.date),
            debut: DebutView { date: debut.date, url: Some(debut.url), position: first.position },
            peak: best,
            peak_date: self.date(chart.weeks.get(peak_week)?.date),
            weeks: standing.points.len(),
            weeks_at_1: weeks_at_1(standing.points),
            now: standing.position,
            rows,
            caption: None,
        })
    }

    fn empty_row(&self, movement: &'static str, week: DateView, url: Option<String>, seen: &[Point]) -> RunRowView {
        RunRowView {
            week,
            url,
            position: None,
            last_week: None,
            peak: peak(seen).unwrap_or_default(),
            weeks: seen.len(),
            movement: Some(movement),
            change: None,
            label: Some(self.say(&format!("movement.{movement}"))),
        }
    }

    fn subject_artists(&self, subject: Subject) -> Vec<WhoView> {
        let catalogue = &self.magazine.catalogue;
        match subject {
            Subject::Track(id) => {
                let track = catalogue.track(id);
                let release = catalogue.soundtrack(track.soundtrack);
                self.artists(if track.artists.is_empty() { &release.artists } else { &track.artists })
            }
            Subject::Soundtrack(id) => self.artists(&catalogue.soundtrack(id).artists),
        }
    }

    /// One entry of a week.
    pub fn entry(&self, id: Id<Chart>, week: usize, entry: &Entry) -> EntryView {
        let catalogue = &self.magazine.catalogue;
        let known = catalogue.entry(id, week, entry);
        let mut view = EntryView {
            position: entry.position,
            subject: EntrySubjectView { title: String::new(), url: None, lang: None },
            artists: Vec::new(),
            last_week: known.last_week,
            peak: known.peak,
            weeks: known.weeks,
            movement: known.movement.map(Movement::word),
            change: known.movement.and_then(Movement::change),
            label: known.movement.map(|movement| self.movement_label(movement)),
        };
        let named = match &entry.subject {
            EntrySubject::Track(track) => {
                Some((Entity::Track(*track), Subject::Track(catalogue.track(*track).recording)))
            }
            EntrySubject::Soundtrack(soundtrack) => {
                Some((Entity::Soundtrack(*soundtrack), Subject::Soundtrack(*soundtrack)))
            }
            EntrySubject::Outside { title, credited_to } => {
                view.subject.title.clone_from(title);
                let who = credited_to.iter().map(|name| WhoView {
                    name: name.clone(),
                    url: None,
                    lang: None,
                    as_character: None,
                    join: String::new(),
                });
                view.artists = who.collect();
                None
            }
            EntrySubject::Unknown => None,
        };
        let Some((entity, subject)) = named else { return view };
        let (title, lang) = self.name_of(entity);
        view.subject = EntrySubjectView { title, url: self.url_of(entity), lang };
        view.artists = self.subject_artists(subject);
        view
    }

    /// The entries of a week, at most `limit`.
    pub fn entries(&self, id: Id<Chart>, week: usize, limit: usize) -> Vec<EntryView> {
        let entries = self.magazine.catalogue.chart(id).weeks.get(week).map_or(&[][..], |w| &w.entries);
        entries.iter().take(limit).map(|entry| self.entry(id, week, entry)).collect()
    }

    /// A week's page.
    pub fn week(&self, id: Id<Chart>, week: usize) -> WeekView {
        let chart = self.magazine.catalogue.chart(id);
        let stored = chart.weeks.get(week);
        WeekView {
            chart: self.reference(Entity::Chart(id)),
            date: self.date(stored.map(|w| w.date).unwrap_or_default()),
            entries: self.entries(id, week, usize::MAX),
            previous: week.checked_sub(1).and_then(|w| self.week_link(id, w)),
            next: self.week_link(id, week + 1),
            source: stored.and_then(|w| w.source.as_deref()).map(|s| self.source(s)),
            followed_only: !chart.complete,
        }
    }

    /// A chart's page.
    pub fn chart(&self, id: Id<Chart>) -> ChartView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.chart(id);
        let (title, lang) = self.name(&it.record.names);
        let (articles, mentions) = self.about(Entity::Chart(id));
        let latest = it.week_as_of(None).and_then(|week| {
            let link = self.week_link(id, week)?;
            Some(LatestView { date: link.date, url: link.url, entries: self.entries(id, week, usize::MAX) })
        });
        let mut years: Vec<YearView> = Vec::new();
        for week in (0..it.weeks.len()).rev() {
            let (Some(link), Some(stored)) = (self.week_link(id, week), it.weeks.get(week)) else { continue };
            match years.last_mut().filter(|y| y.year == stored.date.year()) {
                Some(year) => year.weeks.push(link),
                None => years.push(YearView { year: stored.date.year(), weeks: vec![link] }),
            }
        }
        let mut runs: Vec<_> = catalogue.runs.on(id).collect();
        runs.sort_by_key(|(subject, run)| {
            (
                peak(run.points()),
                std::cmp::Reverse(weeks_at_1(run.points())),
                std::cmp::Reverse(run.points().len()),
                *subject,
            )
        });
        let line = |(subject, run): (Subject, &crate::catalogue::Run)| {
            let first = run.points().first()?;
            Some(RunLineView {
                subject: self.reference(Self::entity(subject)),
                artists: self.subject_artists(subject),
                debut: self.date(it.weeks.get(first.week)?.date),
                peak: peak(run.points())?,
                weeks: run.points().len(),
                weeks_at_1: weeks_at_1(run.points()),
            })
        };
        ChartView {
            id: catalogue.index.id(Entity::Chart(id)).to_owned(),
            title,
            lang,
            names: self.other_names(&it.record.names),
            publisher: it.publisher.clone(),
            interval_label: self.say(&format!("interval.{}", it.interval.word())),
            size: (it.size != u32::MAX).then_some(it.size),
            complete: it.complete,
            link: it.link.as_deref().and_then(super::small::address),
            summary: self.text(&it.record.summaries),
            latest,
            years,
            runs: runs.into_iter().take(RUNS_SHOWN).filter_map(line).collect(),
            articles,
            mentions,
            extra: super::article::extra(&it.record.extra),
        }
    }
}
