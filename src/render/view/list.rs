//! Lists: pages of articles and records, tags, the parts of the front page.

use super::{CardView, EntryView, RefView, TextView, Views};
use crate::config::encoded_path;
use crate::language::Initial;
use crate::model::{Entity, Id, NameKind};
use crate::route::{Route, Shows};
use schemars::JsonSchema;
use serde::Serialize;

/// Where one is in a list of several pages.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PaginationView {
    /// This page, from 1.
    pub page: usize,
    /// How many pages.
    pub pages: usize,
    /// How many items in all.
    pub total: usize,
    /// The number of the first item on this page, from 1.
    pub first: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// Numbers to draw: the first, the last and those around this one.
    pub numbers: Vec<NumberView>,
}

/// A number to draw, or a gap.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NumberView {
    /// The page.
    pub number: usize,
    /// Its address; empty for a gap.
    pub url: String,
    /// Whether it is this page.
    pub current: bool,
    /// Whether pages are left out here.
    pub gap: bool,
}

/// A record in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RecordView {
    /// Its page.
    pub url: String,
    /// Its name in the page's language.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// Other names.
    pub names: Vec<TextView>,
    /// What stands beside it: network and years, label, role.
    pub line: Option<String>,
    /// The same in its parts, each with its language.
    pub parts: Vec<TextView>,
    /// How much it holds: "12 tracks".
    pub count: Option<String>,
}

/// A tag and how often it is used.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TagCountView {
    /// Its title.
    pub title: String,
    /// The title's language, when it is not the page's.
    pub lang: Option<String>,
    /// Its page.
    pub url: String,
    /// Articles with it.
    pub count: usize,
}

/// A section on the front page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SectionBlockView {
    /// Its title.
    pub title: String,
    /// The title's language, when it is not the page's.
    pub lang: Option<String>,
    /// Its page.
    pub url: String,
    /// Its newest articles.
    pub articles: Vec<CardView>,
}

/// A chart on the front page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChartStripView {
    /// The chart.
    pub chart: RefView,
    /// Its latest week.
    pub week: super::WeekLinkView,
    /// How often it appears: `weekly`.
    pub interval: &'static str,
    /// Its first places.
    pub entries: Vec<EntryView>,
}

/// An initial of an index, and where its names begin.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InitialView {
    /// `ㄱ`, `A`, `0–9`, `#`.
    pub label: String,
    /// The place on the page of the list that has them.
    pub url: String,
}

/// Names of one initial.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GroupView<'a> {
    /// The initial; empty where a list has no index.
    pub label: String,
    /// The id of the place where they begin; empty where they went on from the page before.
    pub id: String,
    /// The records.
    pub records: &'a [RecordView],
}

/// Ids of places that the theme makes begin with `_`, so that no heading has the same.
fn initial_id(initial: Initial) -> String {
    format!("_initial-{}", initial.id())
}

/// The index of a list of several pages, as its page `page` shows it. `url` gives the address of a page.
pub fn index(
    initials: &[(Initial, usize)],
    page: usize,
    size: usize,
    url: impl Fn(usize) -> Option<String>,
) -> Vec<InitialView> {
    let entry = |(initial, place): &(Initial, usize)| {
        let on = place / size + 1;
        let page = if on == page { String::new() } else { url(on)? };
        Some(InitialView { label: initial.label(), url: format!("{page}#{}", encoded_path(&initial_id(*initial))) })
    };
    initials.iter().filter_map(entry).collect()
}

/// The records of a page, the first of which has the place `first` in the whole list, by initials.
pub fn groups<'a>(initials: &[(Initial, usize)], records: &'a [RecordView], first: usize) -> Vec<GroupView<'a>> {
    if initials.is_empty() {
        let all = GroupView { label: String::new(), id: String::new(), records };
        return if records.is_empty() { Vec::new() } else { vec![all] };
    }
    let end = first + records.len();
    let group = |(n, (initial, place)): (usize, &(Initial, usize))| {
        let until = initials.get(n + 1).map_or(usize::MAX, |(_, next)| *next).min(end);
        let begins = *place >= first;
        let from = (*place).max(first);
        let records = records.get(from.checked_sub(first)?..until.checked_sub(first)?)?;
        let id = if begins { initial_id(*initial) } else { String::new() };
        (!records.is_empty()).then(|| GroupView { label: initial.label(), id, records })
    };
    initials.iter().enumerate().filter_map(group).collect()
}

/// Pages of a list; `shows` makes what a page of it shows.
pub fn pagination(
    views: &Views,
    page: usize,
    total: usize,
    size: usize,
    shows: impl Fn(usize) -> Shows,
) -> PaginationView {
    let pages = total.div_ceil(size).max(1);
    let url = |n: usize| views.url(Route::new(views.language, shows(n)));
    let mut numbers = Vec::new();
    let mut before = 0;
    let drawn = |n: &usize| *n == 1 || *n == pages || n.abs_diff(page) <= 2;
    for number in (1..=pages).filter(drawn).filter(|_| views.is_read("numbers")) {
        if number > before + 1 {
            numbers.push(NumberView { number: before + 1, url: String::new(), current: false, gap: true });
        }
        numbers.push(NumberView { number, url: url(number).unwrap_or_default(), current: number == page, gap: false });
        before = number;
    }
    PaginationView {
        page,
        pages,
        total,
        first: page.saturating_sub(1) * size + 1,
        previous: page.checked_sub(1).filter(|p| *p > 0).and_then(url),
        next: Some(page + 1).filter(|p| *p <= pages).and_then(url),
        numbers,
    }
}

impl Views<'_> {
    /// A record in a list.
    pub fn record(&self, entity: Entity) -> RecordView {
        let catalogue = &self.magazine.catalogue;
        let names = catalogue.names(entity);
        let (title, lang) = self.name(&names);
        let interface = self.magazine.interface(self.language);
        let own = |text: String| TextView { text, lang: None };
        let (line, count): (Vec<TextView>, _) = match entity {
            Entity::Drama(id) => {
                let it = catalogue.drama(id);
                let years = match (it.date(), it.finale) {
                    (Some(first), Some(last)) if first.year() != last.year() => {
                        Some(format!("{}–{}", first.year(), last.year()))
                    }
                    (first, last) => first.or(last).map(|d| d.year().to_string()),
                };
                let network = it.network.as_deref().map(|name| self.name_link(NameKind::Network, name));
                let network = network.map(|it| TextView { text: it.title, lang: it.lang });
                let made = network.or_else(|| self.text(&it.studio));
                let line: Vec<TextView> = made.into_iter().chain(years.map(own)).collect();
                let tracks: usize = catalogue.derived.drama_soundtracks[id.index()]
                    .iter()
                    .map(|s| catalogue.soundtrack(*s).tracks.len())
                    .sum();
                (line, (tracks > 0).then(|| interface.plural("count.tracks", tracks)))
            }
            Entity::Soundtrack(id) => {
                let it = catalogue.soundtrack(id);
                let kind = it.kind.map(|k| self.say(&format!("kind.{}", k.word())));
                let line = kind.into_iter().chain(it.released.map(|d| d.year().to_string())).map(own).collect();
                (line, (!it.tracks.is_empty()).then(|| interface.plural("count.tracks", it.tracks.len())))
            }
            Entity::Artist(id) => {
                let it = catalogue.artist(id);
                let tracks = catalogue.derived.artist_tracks[id.index()].len();
                (
                    it.kind.map(|k| own(self.say(&format!("kind.{}", k.word())))).into_iter().collect(),
                    (tracks > 0).then(|| interface.plural("count.tracks", tracks)),
                )
            }
            Entity::Chart(id) => {
                let it = catalogue.chart(id);
                (
                    self.text(&it.publisher).into_iter().collect(),
                    (!it.weeks.is_empty()).then(|| interface.plural("count.weeks", it.weeks.len())),
                )
            }
            Entity::Contributor(id) => {
                let it = catalogue.contributor(id);
                let written = catalogue.written.by_contributor.get(&(self.language, id)).map_or(0, Vec::len);
                (
                    self.text(&it.role).into_iter().collect(),
                    (written > 0).then(|| interface.plural("count.articles", written)),
                )
            }
            Entity::Track(id) => {
                let release = self.name_of(Entity::Soundtrack(catalogue.track(id).soundtrack)).0;
                (self.credited(id).into_iter().chain([release]).map(own).collect(), None)
            }
            Entity::Instrument(id) => {
                let family = catalogue.instrument(id).family;
                (family.map(|family| own(self.say(&format!("family.{}", family.word())))).into_iter().collect(), None)
            }
            Entity::Award(id) => {
                let it = catalogue.award(id);
                let (text, lang) = self.name(&it.body);
                (vec![TextView { text, lang }, own(it.year.to_string())], self.outcomes(it))
            }
            Entity::Playlist(id) => {
                let it = catalogue.playlist(id);
                let date = it.date.map(|date| self.partial_date(date).text);
                (date.map(own).into_iter().collect(), Some(interface.plural("count.songs", it.songs.len())))
            }
            Entity::Event(id) => {
                let line = self.event_line(id);
                let when = line.status_label.into_iter().chain([line.date.text]).map(own);
                // A hall and its city are one thing to read, if they are said in one language.
                let mut langs = line.place_parts.iter().map(|part| &part.lang);
                let first = langs.next().cloned().flatten();
                let alike = langs.all(|lang| *lang == first);
                let whole = line.place.filter(|_| alike).map(|text| TextView { text, lang: first });
                let place = whole.map_or(line.place_parts, |whole| vec![whole]);
                (when.chain(place).collect(), None)
            }
            Entity::Issue(id) => {
                let it = catalogue.issue(id);
                let number = it.number.map(|n| interface.filled("issue.number", &[("number", &n.to_string())]));
                let line = number.into_iter().chain(it.date.map(|d| self.partial_date(d).text)).map(own).collect();
                let articles = it.articles().count();
                (line, (articles > 0).then(|| interface.plural("count.articles", articles)))
            }
            _ => (Vec::new(), None),
        };
        let parts: Vec<TextView> = line;
        let line = parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" · ");
        RecordView {
            url: self.url_of(entity).unwrap_or_default(),
            title,
            lang,
            names: self.other_names(&names),
            line: Some(line).filter(|l| !l.is_empty()),
            parts,
            count,
        }
    }

    /// The latest week of every chart, its first `limit` places.
    pub fn chart_strips(&self, limit: usize) -> Vec<ChartStripView> {
        let catalogue = &self.magazine.catalogue;
        let strip = |n: usize| {
            let id = Id::new(n);
            let week = catalogue.chart(id).week_as_of(None)?;
            let stored = catalogue.chart(id).weeks.get(week)?;
            let url = self.url(Route::new(self.language, Shows::ChartWeek(id, week)))?;
            let week_link = super::WeekLinkView { date: self.date(stored.date), url };
            Some(ChartStripView {
                chart: self.reference(Entity::Chart(id)),
                week: week_link,
                interval: catalogue.chart(id).interval.word(),
                entries: self.entries(id, week, limit),
            })
        };
        (0..catalogue.charts.len()).filter_map(strip).collect()
    }

    /// Every tag that has articles in this language, with their number.
    pub fn tag_counts(&self) -> Vec<TagCountView> {
        let catalogue = &self.magazine.catalogue;
        let mut tags: Vec<TagCountView> = Vec::new();
        for n in 0..catalogue.tags.len() {
            let id = Id::new(n);
            let Some(list) = catalogue.written.with_tag.get(&(self.language, id)) else { continue };
            let entity = Entity::Tag(id);
            let (title, lang) = self.name_of(entity);
            tags.push(TagCountView { title, lang, url: self.url_of(entity).unwrap_or_default(), count: list.len() });
        }
        tags.sort_by_cached_key(|tag| self.locale().sort_key(&tag.title));
        tags
    }
}
