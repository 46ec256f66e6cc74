//! The HTML of a body: its links, pictures and components answered for one page.

use super::Magazine;
use super::markdown::{Alert, Anchor, Picture, Resolve, Word, Written, html};
use super::view::{DateView, RefView, RunView, TrackRowView, Views};
use crate::catalogue::{ArgumentValue, Column, LinkTarget, LinkedBody, LinkedComponent, Shown, TracksOf, peak};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Entity, Id, LanguageId, Subject, Track};
use crate::parse::markdown::nodes;
use crate::parse::smart_punctuation;
use crate::route::{Route, Shows};
use crate::source::SourceId;
use crate::theme::template_diagnostic;
use jiff::civil::Date;
use serde::Serialize;
use tera::{Context, Value};

/// A body's HTML and what is wrong with it.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The HTML.
    pub html: String,
    /// Its headings' words, as plain text.
    pub headings: Vec<String>,
    /// Faults of components' templates.
    pub diagnostics: Vec<Diagnostic>,
}

/// Draws a body for a page. `own` is the page's address, for what must be whole.
pub fn body(views: Views, source: SourceId, linked: &LinkedBody, language: LanguageId, own: &str) -> Drawn {
    let magazine = views.magazine;
    let Some(text) = magazine.sources.get(source).text() else { return Drawn::default() };
    let read =
        nodes(text, linked.range.clone(), source, &magazine.shapes, smart_punctuation(magazine.config.code(language)));
    let mut page = Page { views, linked, own, diagnostics: Vec::new() };
    let Written { html, headings } = html(&read, &linked.outline, &mut page);
    let headings = headings.iter().map(|h| super::plain::unescaped(h)).collect();
    Drawn { html, headings, diagnostics: page.diagnostics }
}

struct Page<'a> {
    views: Views<'a>,
    linked: &'a LinkedBody,
    own: &'a str,
    diagnostics: Vec<Diagnostic>,
}

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

#[derive(Serialize)]
struct CalloutView {
    kind: &'static str,
    title: String,
}

impl Page<'_> {
    fn with_fragment(url: Option<String>, fragment: Option<&String>) -> Option<String> {
        match (url, fragment) {
            (Some(url), Some(fragment)) => Some(format!("{url}#{fragment}")),
            (url, _) => url,
        }
    }

    fn magazine(&self) -> &Magazine {
        self.views.magazine
    }

    /// The tracks that a table shows, in its order.
    fn rows(&self, of: &TracksOf, chart: Option<Id<crate::model::Chart>>, as_of: Option<Date>) -> Vec<Id<Track>> {
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

    fn draw<T: Serialize>(&mut self, index: usize, name: &str, value: &T, body: Option<&str>) -> String {
        let mut context = Context::new();
        context.insert("value", value);
        context.insert_value("t", self.views.magazine.interface(self.views.language).value.clone());
        self.render(index, name, &context, body)
    }

    fn render(&mut self, index: usize, name: &str, context: &Context, body: Option<&str>) -> String {
        let theme = &self.views.magazine.theme;
        let mut implicit = Context::new();
        implicit.insert_value("t", self.views.magazine.interface(self.views.language).value.clone());
        implicit.insert("page", &ComponentPage { lang: self.views.code(self.views.language), url: self.own });
        match theme.tera.render_component_with_implicits(name, context, &implicit, body, true) {
            Ok(html) => html,
            Err(error) => {
                let mut it =
                    template_diagnostic(&error, &theme.files, &self.views.magazine.sources, Code::TemplateError);
                if let Some(matter) = self.linked.outline.components.get(index) {
                    it = if it.primary.is_some() {
                        it.also(matter.span, "drawn for this component")
                    } else {
                        it.at(matter.span, "")
                    };
                }
                self.diagnostics.push(it);
                String::new()
            }
        }
    }
}

/// What a theme's component sees of the page when it declares `@page`.
#[derive(Serialize)]
struct ComponentPage<'a> {
    lang: &'a str,
    url: &'a str,
}

impl Resolve for Page<'_> {
    fn link(&mut self, index: usize) -> Anchor {
        let views = self.views;
        let Some(target) = self.linked.links.get(index) else { return Anchor::default() };
        match target {
            LinkTarget::Entity { entity, fragment, shown, .. } => {
                let (name, lang) = views.name_of(*entity);
                let typed = *shown == Shown::Typed;
                Anchor {
                    href: Self::with_fragment(views.url_of(*entity), fragment.as_ref()),
                    text: (!typed).then_some(name),
                    lang: if typed { None } else { lang },
                    external: false,
                }
            }
            LinkTarget::Article(id, fragment) => {
                let article = views.magazine.catalogue.article(*id);
                let url = views.url(Route::new(article.language, Shows::Article(*id)));
                Anchor { href: Self::with_fragment(url, fragment.as_ref()), ..Anchor::default() }
            }
            LinkTarget::Page(id, fragment) => {
                let page = views.magazine.catalogue.page(*id);
                let url = views.url(Route::new(page.language, Shows::Page(*id)));
                Anchor { href: Self::with_fragment(url, fragment.as_ref()), ..Anchor::default() }
            }
            LinkTarget::File(file, fragment) => {
                Anchor { href: Self::with_fragment(views.file_url(*file), fragment.as_ref()), ..Anchor::default() }
            }
            LinkTarget::Path { path, query, fragment, .. } => {
                let path = views.magazine.routes.at(path).map_or(path.as_str(), |(path, _)| path);
                let query = query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
                Anchor {
                    href: Self::with_fragment(Some(format!("{}{query}", views.address(path))), fragment.as_ref()),
                    ..Anchor::default()
                }
            }
            LinkTarget::Here(fragment) => {
                let own = if views.whole { self.own } else { "" };
                Anchor { href: Some(format!("{own}#{fragment}")), ..Anchor::default() }
            }
            LinkTarget::Outside(address) => Anchor { href: Some(address.clone()), external: true, ..Anchor::default() },
            LinkTarget::Broken => Anchor::default(),
        }
    }

    fn image(&mut self, index: usize) -> Picture {
        let Some(matter) = self.linked.outline.images.get(index) else { return Picture::default() };
        let alt = matter.alt.to_string();
        match self.linked.images.get(index).copied().flatten() {
            Some(file) => Picture {
                src: self.views.file_url(file).unwrap_or_default(),
                alt,
                size: self.magazine().sources.get(file).size(),
                ..Picture::default()
            },
            None => Picture { src: matter.target.to_string(), alt, ..Picture::default() },
        }
    }

    fn component(&mut self, index: usize, body: Option<String>) -> String {
        let views = self.views;
        let catalogue = &views.magazine.catalogue;
        let Some(component) = self.linked.components.get(index) else { return String::new() };
        let body = body.as_deref();
        match component {
            LinkedComponent::Broken => body.unwrap_or_default().to_owned(),
            LinkedComponent::Callout { kind, title } => {
                let title = title.clone().unwrap_or_else(|| views.say(&format!("alert.{kind}")));
                self.draw(index, "Callout", &CalloutView { kind, title }, body)
            }
            LinkedComponent::Fact { subject, what, value } => {
                let view = FactView { what: what.clone(), text: value.clone(), subject: views.reference(*subject) };
                self.draw(index, "Fact", &view, body)
            }
            LinkedComponent::Number { subject, chart, number, week } => {
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
            LinkedComponent::ChartRun { subject, chart, week, caption } => {
                match views.run_in(*subject, *chart, *week, &(index + 1).to_string()) {
                    Some(run) => self.draw(index, "ChartRun", &RunView { caption: caption.clone(), ..run }, None),
                    None => String::new(),
                }
            }
            LinkedComponent::Tracks { of, chart, columns, limit, caption, as_of } => {
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
                let numeric =
                    |c: &Column| matches!(c, Column::Position | Column::Length | Column::Peak | Column::Weeks);
                let columns = columns.iter().map(|c| ColumnView {
                    key: c.word(),
                    label: views.say(&format!("column.{}", c.word())),
                    numeric: numeric(c),
                });
                let view = TracksView { caption: caption.clone(), columns: columns.collect(), rows: rows.collect() };
                self.draw(index, "Tracks", &view, None)
            }
            LinkedComponent::Theme { name, arguments } => {
                let mut context = Context::new();
                for (argument, value) in arguments {
                    let value = match value {
                        ArgumentValue::Text(text) => Value::from(text.as_str()),
                        ArgumentValue::Integer(n) => Value::from(*n),
                        ArgumentValue::Float(n) => Value::from(*n),
                        ArgumentValue::Bool(flag) => Value::from(*flag),
                        ArgumentValue::List(list) => Value::from(list.clone()),
                        ArgumentValue::Entity(entity) => Value::from_serializable(&views.reference(*entity)),
                    };
                    context.insert_value(argument.clone(), value);
                }
                self.render(index, name, &context, body)
            }
        }
    }

    fn say(&mut self, word: Word<'_>) -> String {
        let interface = self.views.magazine.interface(self.views.language);
        match word {
            Word::Footnotes => interface.text("footnotes.title").to_owned(),
            Word::BackToText { note, mark } => match mark {
                Some(mark) => format!("{} ({note}–{mark})", interface.text("footnotes.back")),
                None => format!("{} ({note})", interface.text("footnotes.back")),
            },
            Word::Table { number, heading } => match heading {
                Some(heading) => format!("{} {number}: {heading}", interface.text("table.region")),
                None => format!("{} {number}", interface.text("table.region")),
            },
            Word::Task { done } => interface.text(if done { "task.done" } else { "task.open" }).to_owned(),
            Word::Alert(alert) => interface.text(&format!("alert.{}", Alert::name(alert))).to_owned(),
        }
    }
}
