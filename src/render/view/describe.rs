//! What a page is called and said to hold where it is seen from outside: in search results, tabs and shared links.

use super::{EntryView, Views, WhoView};
use crate::model::{Entity, Id, Texts, Track};
use crate::route::{Route, Shows};

/// How many entries of a chart week its description names.
const ENTRIES_TOLD: usize = 3;

impl Views<'_> {
    /// The title of a page for someone who does not see where it stands. Two pages of a magazine should not have the
    /// same, so a song says whose it is, a soundtrack with its drama's name what it is, and a tag that it is one.
    pub fn head_title(&self, route: Route) -> String {
        let catalogue = &self.magazine.catalogue;
        let title = self.title(route);
        match route.shows {
            Shows::Record(Entity::Track(id)) => match self.credited(id) {
                Some(artists) => format!("{title} – {artists}"),
                None => title,
            },
            Shows::Record(Entity::Soundtrack(id)) => {
                let same = |drama: &Id<_>| self.name_of(Entity::Drama(*drama)).0 == title;
                if catalogue.soundtrack(id).dramas.iter().any(same) {
                    format!("{title} ({})", self.say("kind.soundtrack"))
                } else {
                    title
                }
            }
            Shows::Tag(..) => format!("{title} – {}", self.say("kinds.tags")),
            Shows::Year(..) => format!("{title} – {}", self.say("archive.title")),
            Shows::Series(..) => format!("{title} – {}", self.say("kinds.series")),
            Shows::Name(kind, ..) => format!("{title} – {}", self.say(&format!("kinds.{}", kind.folder()))),
            _ => title,
        }
    }

    /// One sentence about a page: the writer's own in the page's language, else one made from what the page holds.
    pub fn describe(&self, route: Route) -> Option<String> {
        let catalogue = &self.magazine.catalogue;
        let text = |texts: &Texts| self.text(texts).filter(|t| t.lang.is_none()).map(|t| t.text);
        let record = |key: &str, summary: Option<String>| summary.unwrap_or_else(|| self.sentence(key, route));
        let sentence = match route.shows {
            Shows::Home => return self.magazine.config.languages[usize::from(self.language.0)].description.clone(),
            Shows::Article(id) => {
                let it = catalogue.article(id);
                return it.summary.clone().or_else(|| it.standfirst.clone());
            }
            Shows::Page(id) => return catalogue.page(id).summary.clone(),
            Shows::Section(id, _) => record("section", text(&catalogue.section(id).descriptions)),
            Shows::Records(..) | Shows::Names(..) => record("list", None),
            Shows::AllSeries => self.sentence("all_series", route),
            Shows::Series(place, _) => {
                let series = catalogue.written.series.get(place);
                record("series", series.and_then(|series| text(&series.descriptions)))
            }
            Shows::Record(entity) => {
                record(entity.kind().word(), catalogue.record(entity).and_then(|record| text(&record.summaries)))
            }
            Shows::ChartWeek(id, week) => {
                let told: Vec<_> = self.entries(id, week, ENTRIES_TOLD).iter().map(told).collect();
                format!("{}: {}", self.title(route), told.join(" · "))
            }
            Shows::Contributor(id, _) => record("contributor", text(&catalogue.contributor(id).record.summaries)),
            Shows::Tag(id, _) => record("tag", text(&catalogue.tag(id).descriptions)),
            Shows::Tags => self.say("tags.lede"),
            Shows::Corrections(_) => self.say("corrections.lede"),
            Shows::Archive => self.sentence("archive", route),
            Shows::Year(..) => self.sentence("year", route),
            Shows::Name(kind, place, _) => {
                let name = catalogue.derived.plain_names.get(kind, place);
                record(kind.word(), name.and_then(|name| text(&name.descriptions)))
            }
            Shows::NotFound => self.say("not_found.text"),
            Shows::Feed(_)
            | Shows::PlaylistFile(..)
            | Shows::Calendar(_)
            | Shows::Sitemap
            | Shows::Robots
            | Shows::RecordData(_)
            | Shows::WeekData(..)
            | Shows::RecordIndex
            | Shows::Schema
            | Shows::Redirect(_)
            | Shows::File(_)
            | Shows::Static(_)
            | Shows::Asset(_) => return None,
        };
        Some(sentence)
    }

    fn sentence(&self, key: &str, route: Route) -> String {
        let site = &self.magazine.config.languages[usize::from(self.language.0)].title;
        let title = match route.shows {
            Shows::Tag(..) | Shows::Series(..) | Shows::Name(..) | Shows::Year(..) => self.title(route),
            _ => self.head_title(route),
        };
        // The same between the marks of the house, for languages that write titles so.
        let work = match route.shows {
            Shows::Record(entity @ Entity::Track(id)) => match self.credited(id) {
                Some(artists) => format!("{} – {artists}", self.marked(entity)),
                None => self.marked(entity),
            },
            Shows::Record(entity) => self.marked(entity),
            _ => title.clone(),
        };
        let values = [("title", title.as_str()), ("work", &work), ("site", site)];
        self.magazine.interface(self.language).filled(&format!("describe.{key}"), &values)
    }

    /// A song's artist credit in one string.
    pub(super) fn credited(&self, id: Id<Track>) -> Option<String> {
        Some(joined(&self.subject_artists(Entity::Track(id)))).filter(|text| !text.is_empty())
    }
}

fn told(entry: &EntryView) -> String {
    let artists = joined(&entry.artists);
    let by = if artists.is_empty() { String::new() } else { format!(" – {artists}") };
    format!("{}. {}{by}", entry.position, entry.subject.title)
}

/// An artist credit in one string.
pub(in crate::render) fn joined(who: &[WhoView]) -> String {
    who.iter().flat_map(|one| [one.name.as_str(), one.join.as_str()]).collect::<String>().trim().to_owned()
}
