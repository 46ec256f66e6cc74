//! Addresses with two owners, told once: who they are, and where each says so.

use super::{Redirect, Route, Shows};
use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Entity, Id, LanguageId, fold};
use crate::parse::key_of;
use crate::source::{SourceId, Sources, Span};
use rustc_hash::FxHashSet;

/// Who owns an address, in words and places.
pub(super) struct Owners<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) config: &'a Config,
    pub(super) sources: &'a Sources,
    pub(super) redirects: &'a [Redirect],
}

/// Two routes whose addresses are one, or in each other's way.
pub(super) struct Conflict {
    pub(super) first: Route,
    pub(super) first_path: String,
    pub(super) second: Route,
    pub(super) path: String,
}

impl Owners<'_> {
    /// Tells each conflict once, whatever the languages, the pages of lists and the feeds in which it shows again.
    pub(super) fn tell(&self, conflicts: &[Conflict], diagnostics: &mut Vec<Diagnostic>) {
        let lists: FxHashSet<Shows> = conflicts.iter().flat_map(|c| [c.first.shows, c.second.shows]).collect();
        let mut told = FxHashSet::default();
        // The root language comes first.
        let mut order: Vec<&Conflict> = conflicts.iter().collect();
        order.sort_by_key(|c| c.second.language);
        for conflict in order {
            let shows = [conflict.first.shows, conflict.second.shows];
            let follows = shows.iter().any(|shows| match shows {
                // A section's feed, where the section itself is told of.
                Shows::Feed(Some(id)) => lists.contains(&Shows::Section(*id, 1)),
                Shows::Feed(None) => lists.contains(&Shows::Home),
                // The same facts as JSON, where the page itself is told of.
                Shows::RecordData(entity) => lists.contains(&Shows::record(*entity)),
                Shows::WeekData(id, week) => lists.contains(&Shows::ChartWeek(*id, *week)),
                _ => false,
            });
            // Two records of one slug were told of where they are linked.
            if follows
                || shows.iter().any(|shows| self.is_duplicate(*shows))
                || !told.insert(shows.map(Shows::first_page))
            {
                continue;
            }
            diagnostics.push(self.two(&conflict.path, &conflict.first_path, conflict.first, conflict.second));
        }
    }

    /// Whether a record's slug belongs to another record of its kind.
    fn is_duplicate(&self, shows: Shows) -> bool {
        let entity = match shows {
            Shows::Record(entity) | Shows::RecordData(entity) => entity,
            Shows::Contributor(id, _) => Entity::Contributor(id),
            _ => return false,
        };
        self.catalogue.index.id(entity).is_empty()
    }

    /// Two owners of one address.
    fn two(&self, path: &str, first_path: &str, first: Route, second: Route) -> Diagnostic {
        let (first_words, first_place) = self.owner(first);
        let (second_words, second_place) = self.owner(second);
        let message = if path == first_path || fold(path) == fold(first_path) {
            format!("{second_words} and {first_words} would have the same address `{path}`")
        } else {
            format!("{second_words} at `{path}` and {first_words} at `{first_path}` are in each other's way")
        };
        let old = |route: Route| match route.shows {
            Shows::Redirect(place) => self.redirects.get(place),
            _ => None,
        };
        if let (Some(redirect), None) | (None, Some(redirect)) = (old(second), old(first)) {
            let there = if matches!(second.shows, Shows::Redirect(_)) { first } else { second };
            let (words, place) = self.owner(there);
            let same = redirect.to == there;
            let message = if same {
                format!("`{}` is the page's own address, so nothing can lead on from it", redirect.from)
            } else {
                format!("`{}` is no old address: {words} is there", redirect.from)
            };
            let it =
                Diagnostic::error(Code::AddressTaken, redirect.span, message).help("remove it from `redirect_from`");
            return match place.filter(|_| !same) {
                Some(place) => it.also(place, "what is there"),
                None => it,
            };
        }
        if let (Shows::Article(a), Shows::Article(b)) = (first.shows, second.shows)
            && let Some(it) = self.one_text(a, b)
        {
            return it;
        }
        let help = match (first.shows, second.shows) {
            (Shows::Redirect(_), Shows::Redirect(_)) => "keep one of the two in `redirect_from`",
            _ if path != first_path && fold(path) == fold(first_path) => {
                "give one of them another slug, name or folder: addresses are compared without case and with their signs composed (NFC)"
            }
            _ => "give one of them another slug (`slug = \"…\"`), name or folder",
        };
        let it = match (second_place, first_place) {
            (Some(place), Some(other)) => {
                Diagnostic::error(Code::AddressTaken, place, message).also(other, "the other one")
            }
            (Some(place), None) | (None, Some(place)) => Diagnostic::error(Code::AddressTaken, place, message),
            (None, None) => Diagnostic::environment(Code::AddressTaken, message),
        };
        it.help(help)
    }

    /// Two files of one article in one language.
    fn one_text(&self, a: Id<Article>, b: Id<Article>) -> Option<Diagnostic> {
        let path = |id: Id<Article>| &*self.sources.get(self.catalogue.article(id).source).path;
        let (first, second) = (self.catalogue.article(a), self.catalogue.article(b));
        let name = |id| key_of(path(id)).trim_end_matches("/index").to_owned();
        if first.language != second.language || name(a) != name(b) {
            return None;
        }
        let code = self.config.code(first.language);
        let message = format!("`{}` and `{}` are the same article in `{code}`", path(b), path(a));
        let help = if first.language == LanguageId::ROOT {
            format!("keep one of the two; `{code}` has the bare root, so its file needs no `.{code}`")
        } else {
            "keep one of the two".to_owned()
        };
        Some(Diagnostic::error(Code::AddressTaken, second.span, message).also(first.span, "the other one").help(help))
    }

    fn owner(&self, route: Route) -> (String, Option<Span>) {
        let catalogue = self.catalogue;
        let file = |id: SourceId| (format!("`{}`", self.sources.get(id).path), Some(Span::new(id, 0..0)));
        let language = if self.config.languages.len() > 1 && route.language != LanguageId::ROOT {
            format!(" ({})", self.config.code(route.language))
        } else {
            String::new()
        };
        let record = |entity: Entity| {
            let name = catalogue.record(entity).map_or("", |record| record.names.plain.as_str());
            (format!("the {} {name}{language}", entity.kind().word()), catalogue.place(entity))
        };
        match route.shows {
            Shows::Home => (format!("the home page{language}"), None),
            Shows::Section(id, _) => (format!("the section {}{language}", catalogue.section(id).slug), None),
            Shows::Article(id) => {
                (format!("the article “{}”", catalogue.article(id).title), Some(catalogue.article(id).span))
            }
            Shows::Page(id) => (format!("the page “{}”", catalogue.page(id).title), Some(catalogue.page(id).span)),
            Shows::Records(kind, _) => (format!("the list of {}{language}", kind.folder().unwrap_or_default()), None),
            Shows::Record(entity) => record(entity),
            Shows::RecordData(entity) => {
                let (words, place) = record(entity);
                (format!("the JSON of {words}"), place)
            }
            Shows::WeekData(id, week) => {
                let (words, place) = self.owner(Route::plain(Shows::ChartWeek(id, week)));
                (format!("the JSON of {words}"), place)
            }
            Shows::RecordIndex => ("the JSON index of all records".to_owned(), None),
            Shows::Schema => ("the JSON Schema of all records".to_owned(), None),
            Shows::ChartWeek(id, week) => {
                let week = catalogue.chart(id).weeks.get(week);
                (
                    format!("the chart week {}", week.map(|w| w.date.to_string()).unwrap_or_default()),
                    week.map(|w| w.span),
                )
            }
            Shows::Contributor(id, _) => record(Entity::Contributor(id)),
            Shows::Tag(id, _) => (format!("the tag {}{language}", catalogue.tag(id).slug), None),
            Shows::Tags => (format!("the list of tags{language}"), None),
            Shows::Corrections(_) => (format!("the list of corrections{language}"), None),
            Shows::Archive | Shows::Year(..) => (format!("the archive{language}"), None),
            Shows::AllSeries => (format!("the list of series{language}"), None),
            Shows::Series(place, _) => {
                let series = catalogue.written.series.get(place);
                let words = format!("the series {}{language}", series.map_or("", |it| it.names.plain.as_str()));
                let first = series.and_then(|it| it.parts.first());
                (words, first.and_then(|part| catalogue.place(Entity::Article(part.article))))
            }
            Shows::Names(kind, _) => (format!("the list of {}{language}", kind.folder()), None),
            Shows::Name(kind, place, _) => {
                let name = catalogue.derived.plain_names.get(kind, place);
                let words =
                    format!("the {} {}{language}", kind.word(), name.map_or("", |name| name.names.plain.as_str()));
                (words, name.and_then(|name| catalogue.place(*name.of.first()?)))
            }
            Shows::NotFound => (format!("the page for what is not found{language}"), None),
            Shows::Feed(None) => (format!("the feed{language}"), None),
            Shows::Feed(Some(id)) => {
                (format!("the feed of the section {}{language}", catalogue.section(id).slug), None)
            }
            Shows::PlaylistFile(id, _) => {
                let (words, place) = record(Entity::Playlist(id));
                (format!("a file of {words}"), place)
            }
            Shows::Calendar(Some(id)) => {
                let (words, place) = record(Entity::Event(id));
                (format!("the calendar of {words}"), place)
            }
            Shows::Calendar(None) => ("the calendar".to_owned(), None),
            Shows::Sitemap => (format!("the sitemap{language}"), None),
            Shows::Robots => ("robots.txt".to_owned(), None),
            Shows::Headers => ("the headers of all files".to_owned(), None),
            Shows::Redirect(place) => match self.redirects.get(place) {
                Some(redirect) => {
                    let (words, _) = self.owner(redirect.to);
                    (format!("the old address of {words}"), Some(redirect.span))
                }
                None => ("a redirect".to_owned(), None),
            },
            Shows::File(id) | Shows::Static(id) => file(id),
            Shows::Asset(_) => ("a file of the theme".to_owned(), None),
        }
    }
}
