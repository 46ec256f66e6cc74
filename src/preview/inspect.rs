//! What a page is made of: its route, files, template, the records that it names and the values its template gets.

mod tree;

use super::desk::{At, FOLDER, Place, place};
use super::editor::Editor;
use super::paper;
use super::published::Published;
use crate::diagnostic::Diagnostic;
use crate::model::{Entity, Kind, LanguageId};
use crate::render::view::Views;
use crate::route::{PlaylistFormat, Route, Shows};
use crate::source::{SourceId, Span};
use serde::Serialize;
use std::collections::BTreeSet;

/// So many records are listed; the others are counted.
const LISTED: usize = 500;

#[derive(Serialize, Default)]
struct InspectView {
    path: String,
    url: String,
    desk: String,
    shows: String,
    language: Option<String>,
    kind: &'static str,
    withheld: Option<&'static str>,
    sources: Vec<Place>,
    templates: Vec<TemplateView>,
    problems: Vec<String>,
    records: Vec<RecordView>,
    count: usize,
    more: usize,
    values: Option<String>,
}

#[derive(Serialize)]
struct TemplateView {
    name: String,
    theme: String,
    place: Place,
}

#[derive(Serialize)]
struct RecordView {
    title: String,
    lang: String,
    kind: &'static str,
    url: Option<String>,
    place: Option<Place>,
}

/// The answer to `?inspect` on a page.
pub fn page(published: &Published, path: &str, route: Route, editor: &Editor) -> String {
    let magazine = published.edition.magazine();
    let mut view = InspectView {
        path: path.to_owned(),
        url: magazine.routes.url(path),
        desk: magazine.routes.url(FOLDER),
        shows: shows(published, route),
        kind: kind(route.shows),
        sources: sources(published, route).iter().map(|at| place(published, editor, at)).collect(),
        ..InspectView::default()
    };
    if let Shows::Article(id) = route.shows {
        view.withheld = magazine.catalogue.article(id).withheld.map(crate::model::Withheld::word);
    }
    match published.edition.values(route) {
        Ok(Some((values, read))) => {
            view.language = Some(magazine.config.code(route.language).to_owned());
            view.templates = templates(published, editor, values.template);
            view.records = records(published, editor, &read);
            view.count = read.len();
            view.more = read.len().saturating_sub(LISTED);
            view.values = Some(tree::tree(values.all.iter()));
        }
        Ok(None) => {}
        Err(problems) => {
            let line = |it: Diagnostic| format!("error[{}]: {}", it.code, it.message);
            view.problems = problems.into_iter().map(line).collect();
        }
    }
    paper::page("inspect.html", &view)
}

/// What a route shows, in words.
fn shows(published: &Published, route: Route) -> String {
    let magazine = published.edition.magazine();
    let views = Views::new(magazine, route.language);
    let title = views.title(route);
    let named = |what: &str| if title.is_empty() { what.to_owned() } else { format!("{what}: {title}") };
    let name = |entity: Entity| views.name_of(entity).0;
    match route.shows {
        Shows::Home => named("the front page"),
        Shows::Section(..) => named("the articles of a section"),
        Shows::Article(_) => named("an article"),
        Shows::Page(_) => named("a page"),
        Shows::Records(..) | Shows::Names(..) => named("a list"),
        Shows::Record(entity) => named(&entity.kind().with_article()),
        Shows::ChartWeek(..) => named("a chart week"),
        Shows::Contributor(..) => named(&Kind::Contributor.with_article()),
        Shows::Tag(..) => named("the articles with a tag"),
        Shows::Tags => named("all tags"),
        Shows::Corrections(_) => named("corrections and retractions"),
        Shows::Archive => named("the years of the archive"),
        Shows::Year(..) => named("the articles of a year"),
        Shows::Series(..) => named("the articles of a series"),
        Shows::AllSeries => named("all series"),
        Shows::Name(kind, ..) => named(&format!("a {}", kind.word())),
        Shows::NotFound => "what is shown where there is nothing".to_owned(),
        Shows::Feed(_) => named("an Atom feed"),
        Shows::RecordData(entity) => format!("the facts of {} as JSON: {}", entity.kind().with_article(), name(entity)),
        Shows::WeekData(id, _) => format!("a chart week as JSON: {}", name(Entity::Chart(id))),
        Shows::RecordIndex => "where the JSON of every record is".to_owned(),
        Shows::Schema => "the JSON Schema of all records".to_owned(),
        Shows::PlaylistFile(id, _) => format!("a file for players: {}", name(Entity::Playlist(id))),
        Shows::Calendar(Some(id)) => format!("the calendar of an event: {}", name(Entity::Event(id))),
        Shows::Calendar(None) => "the calendar of all events".to_owned(),
        Shows::Sitemap => "the sitemap".to_owned(),
        Shows::Robots => "what robots are told".to_owned(),
        Shows::Headers => "what a host sends with each file".to_owned(),
        Shows::Redirect(place) => {
            let to = magazine.routes.redirects.get(place).and_then(|it| magazine.routes.path(it.to));
            format!("an old address that leads to {}", to.unwrap_or("/"))
        }
        Shows::File(_) => "a file beside something".to_owned(),
        Shows::Static(_) => "a file of `content/static/`".to_owned(),
        Shows::Asset(_) => "a file of the theme".to_owned(),
    }
}

fn kind(shows: Shows) -> &'static str {
    match shows {
        Shows::Feed(_) => "Atom",
        Shows::RecordData(_) | Shows::WeekData(..) | Shows::RecordIndex => "JSON",
        Shows::Schema => "JSON Schema",
        Shows::PlaylistFile(_, PlaylistFormat::Xspf) => "XSPF",
        Shows::PlaylistFile(_, PlaylistFormat::Jspf) => "JSPF",
        Shows::Calendar(_) => "iCalendar",
        Shows::Sitemap => "XML",
        Shows::Robots | Shows::Headers => "text",
        Shows::File(_) | Shows::Static(_) | Shows::Asset(_) => "a file, byte for byte or minified",
        _ => "HTML",
    }
}

/// The files that a route is about; what is made of many has none of its own.
fn sources(published: &Published, route: Route) -> Vec<At> {
    let magazine = published.edition.magazine();
    let catalogue = &magazine.catalogue;
    let whole = |id: SourceId| At::Served(Span::new(id, 0..0));
    let record = |entity: Entity| catalogue.place(entity).map(At::Served).into_iter().collect();
    match route.shows {
        Shows::Article(id) => {
            let article = catalogue.article(id);
            let original = catalogue.article(article.original);
            let translated = (article.original != id).then_some(At::Served(original.span));
            std::iter::once(At::Served(article.span)).chain(translated).collect()
        }
        Shows::Page(id) => record(Entity::Page(id)),
        Shows::Record(entity) | Shows::RecordData(entity) => record(entity),
        Shows::Contributor(id, _) => record(Entity::Contributor(id)),
        Shows::PlaylistFile(id, _) => record(Entity::Playlist(id)),
        Shows::Calendar(Some(id)) => record(Entity::Event(id)),
        Shows::ChartWeek(id, week) | Shows::WeekData(id, week) => {
            let week = catalogue.chart(id).weeks.get(week).map(|week| At::Served(week.span));
            week.into_iter().chain(record(Entity::Chart(id))).collect()
        }
        Shows::Redirect(place) => {
            magazine.routes.redirects.get(place).map(|it| At::Served(it.span)).into_iter().collect()
        }
        Shows::File(id) | Shows::Static(id) => vec![whole(id)],
        Shows::Asset(place) => magazine.theme.assets.get(place).map(|it| whole(it.source)).into_iter().collect(),
        Shows::Home | Shows::Section(..) | Shows::Tag(..) | Shows::Series(..) => {
            magazine.sources.find("site.toml").map(whole).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A template and those that it extends, with the theme of the chain that has each.
fn templates(published: &Published, editor: &Editor, name: &str) -> Vec<TemplateView> {
    let magazine = published.edition.magazine();
    let mut views: Vec<TemplateView> = Vec::new();
    let mut wanted = Some(name.to_owned());
    while let Some(name) = wanted.take() {
        let Some((id, theme)) = magazine.theme.template(&name) else { break };
        let source = magazine.sources.get(id);
        let built_in = if source.location.is_none() { ", which is built in" } else { "" };
        let theme = format!("{theme}{built_in}");
        let place = place(published, editor, &At::Served(Span::new(id, 0..0)));
        let quoted = source.text().and_then(|text| text.split_once("extends"));
        let parent = quoted.and_then(|(_, rest)| rest.trim_start().strip_prefix(['"', '\'']));
        wanted = parent.and_then(|rest| rest.split(['"', '\'']).next()).map(str::to_owned);
        wanted = wanted.filter(|parent| *parent != name && views.iter().all(|view| view.name != *parent));
        views.push(TemplateView { name, theme, place });
    }
    views
}

fn records(published: &Published, editor: &Editor, read: &BTreeSet<Entity>) -> Vec<RecordView> {
    let magazine = published.edition.magazine();
    let views = Views { aside: true, ..Views::new(magazine, LanguageId::ROOT) };
    let record = |entity: &Entity| {
        let at = magazine.catalogue.place(*entity).map(At::Served);
        RecordView {
            title: magazine.catalogue.names(*entity).plain.clone(),
            lang: views.code(LanguageId::ROOT).to_owned(),
            kind: entity.kind().word(),
            url: views.url_of(*entity),
            place: at.map(|at| place(published, editor, &at)),
        }
    };
    read.iter().take(LISTED).map(record).collect()
}
