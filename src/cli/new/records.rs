//! New records: what each kind is asked, and what stands in its form.

use super::making::Making;
use super::{Fresh, RecordWords, What};
use crate::edit::fresh::{Form, Values, filled, quoted, quoted_list};
use crate::model::{
    ArtistKind, DramaKind, Entity, EventKind, Id, InstrumentFamily, Interval, Kind, SoundtrackKind, fold,
};
use std::cmp::Reverse;

/// How many articles an issue is begun with at most.
const ISSUE: usize = 20;

impl Making {
    /// A record of any kind.
    pub(super) fn record(&mut self, what: &What) -> Option<Fresh> {
        match what {
            What::Drama { record, kind } => {
                let kind = self.word(kind, DramaKind::WORDS, "--kind");
                self.of(Kind::Drama, Form::Drama, record, "drama \"Goblin\"", [("kind", kind)])
            }
            What::Soundtrack { record, drama, artist, kind } => {
                let kind = kind.as_deref().and_then(|kind| self.word(kind, SoundtrackKind::WORDS, "--kind"));
                let artists = self.list(Kind::Artist, artist);
                let dramas = self.references(Kind::Drama, drama);
                let drama = match dramas.as_deref() {
                    None => {
                        "# drama = \"goblin\"  # the drama or film that it belongs to; several: dramas = [\"a\", \"b\"]"
                            .into()
                    }
                    Some([one]) => format!("drama = {}  # the drama or film that it belongs to", quoted(one)),
                    Some(several) => {
                        let list = quoted_list(several.iter().map(String::as_str));
                        format!("dramas = {list}  # the dramas and films that it belongs to")
                    }
                };
                let values = [("kind", kind), ("artists", artists), ("drama", Some(drama))];
                let fresh = self.of(Kind::Soundtrack, Form::Soundtrack, record, "soundtrack \"Goblin OST\"", values);
                fresh.map(|it| Fresh {
                    next: "fill in its tracks, and see them with `leitmotif serve --open`".into(),
                    ..it
                })
            }
            What::Artist { record, kind } => {
                let kind = kind.as_deref().and_then(|kind| self.word(kind, ArtistKind::WORDS, "--kind"));
                self.of(Kind::Artist, Form::Artist, record, "artist \"IU\"", [("kind", kind)])
            }
            What::Chart { record, size, interval, publisher, complete } => {
                let interval = self.word(interval, Interval::WORDS, "--interval");
                if *size == 0 {
                    self.fault("`--size` takes a whole number from 1 up", "write `--size 100`");
                }
                let publisher = publisher.as_deref().map(quoted);
                let values = [
                    ("interval", interval),
                    ("publisher", publisher),
                    ("size", Some(size.to_string())),
                    ("complete", Some(complete.to_string())),
                ];
                let fresh = self.of(Kind::Chart, Form::Chart, record, "chart \"Billboard Hot 100\"", values);
                fresh.map(|it| {
                    let slug = it.path.trim_start_matches("content/charts/").trim_end_matches(".toml").to_owned();
                    Fresh { next: format!("store a week of it: `leitmotif new chart-week {slug} 2026-11-28`"), ..it }
                })
            }
            What::Contributor { record, role } => {
                let role = role.as_deref().map(quoted);
                self.of(Kind::Contributor, Form::Contributor, record, "contributor \"Dana Lim\"", [("role", role)])
            }
            What::Playlist { record, track, curator } => {
                let example = "playlist \"First snow\" --track goblin-ost/first-snow";
                let asked: Vec<String> = if track.is_empty() {
                    self.said(None, "first track of it", example).into_iter().collect()
                } else {
                    track.clone()
                };
                let tracks = self.list(Kind::Track, &asked);
                let curators = self.list(Kind::Contributor, curator);
                let date = Some(self.today().to_string());
                let values = [("tracks", tracks), ("curators", curators), ("date", date)];
                self.of(Kind::Playlist, Form::Playlist, record, example, values)
            }
            What::Event { record, starts, place, link, kind } => {
                let example = "event \"Goblin in concert\" --starts 2026-12-24 --place \"Olympic Hall, Seoul\"";
                let starts = self.said(starts.as_deref(), "day on which it begins", example);
                let starts = starts.and_then(|starts| self.date(&starts, "--starts"));
                let place = match (place, link) {
                    (None, Some(_)) => None,
                    (place, _) => self.said(place.as_deref(), "place", example),
                };
                let kind = kind.as_deref().and_then(|kind| self.word(kind, EventKind::WORDS, "--kind"));
                let values = [
                    ("starts", starts),
                    ("place", place.as_deref().map(quoted)),
                    ("link", link.as_deref().map(quoted)),
                    ("kind", kind),
                    ("kinds", Some(EventKind::WORDS.join(", "))),
                ];
                self.of(Kind::Event, Form::Event, record, example, values)
            }
            What::Issue { record, number, article } => {
                let catalogue = &self.before.edition.magazine().catalogue;
                let last = catalogue.issues.iter().filter_map(|it| it.number.as_ref()).map(|it| it.value).max();
                let number = number.unwrap_or(last.unwrap_or(0).saturating_add(1));
                let contents = if article.is_empty() { self.in_no_issue() } else { self.articles_named(article) };
                if contents.is_empty() && article.is_empty() {
                    let help = "publish an article first, or name those of the issue: `--article first-snow`";
                    self.fault("every published article is in an issue already", help);
                }
                let contents = quoted_list(contents.iter().map(String::as_str));
                let date = self.today().to_string();
                let values = [
                    ("number", Some(number.to_string())),
                    ("contents", Some(contents)),
                    ("date", date.get(..7).map(quoted)),
                ];
                self.of(Kind::Issue, Form::Issue, record, "issue \"Winter\"", values)
            }
            What::Instrument { record, family } => {
                let family = family.as_deref().and_then(|it| self.word(it, InstrumentFamily::WORDS, "--family"));
                let values = [("family", family), ("families", Some(InstrumentFamily::WORDS.join(", ")))];
                self.of(Kind::Instrument, Form::Instrument, record, "instrument \"Gayageum\"", values)
            }
            What::Award { record, body, year, category, honours, nominated } => {
                let example =
                    "award \"MAMA Awards 2017\" --body \"MAMA Awards\" --category \"Best OST\" --honours track:…";
                let body = self.said(body.as_deref(), "body that gives it", example).as_deref().map(quoted);
                let category = self.said(category.as_deref(), "category of its first result", example);
                let honours = self.said(honours.as_deref(), "record that its first result honours", example);
                let honoured = honours.and_then(|typed| self.honoured(&typed));
                let year = year.map_or_else(|| self.today().year().to_string(), |year| year.to_string());
                let values = [
                    ("body", body),
                    ("category", category.as_deref().map(quoted)),
                    ("honoured", honoured),
                    ("year", Some(year)),
                    ("result", Some(if *nominated { "nominated" } else { "won" }.to_owned())),
                ];
                self.of(Kind::Award, Form::Award, record, example, values)
            }
            What::Article(_)
            | What::Review(_)
            | What::Interview(_)
            | What::Translation { .. }
            | What::Page { .. }
            | What::ChartWeek { .. }
            | What::Theme(_) => None,
        }
    }

    /// The file of a record: its name, and what is told of it.
    fn of<const N: usize>(
        &mut self,
        kind: Kind,
        form: Form,
        words: &RecordWords,
        example: &str,
        told: [(&'static str, Option<String>); N],
    ) -> Option<Fresh> {
        let name = if matches!(kind, Kind::Artist | Kind::Chart | Kind::Contributor | Kind::Instrument) {
            "name"
        } else {
            "title"
        };
        let title = self.said(words.title.as_deref(), name, example)?;
        let slug = self.slug(words.slug.as_deref(), &title)?;
        let mut values: Values = told.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        values.insert("title", quoted(&title));
        self.names(&words.names, &mut values);
        let path = format!("content/{}/{slug}.toml", kind.folder().unwrap_or_default());
        let catalogue = &self.before.edition.magazine().catalogue;
        let other = catalogue.records(kind).into_iter().find(|it| fold(catalogue.index.slug(*it)) == fold(&slug));
        let other = other.and_then(|it| catalogue.place(it));
        let other = other.map(|span| self.before.edition.sources().get(span.source).path.to_string());
        if let Some(other) = other {
            self.fault(
                format!("`{other}` has the slug `{slug}` already"),
                "write in that file, or give the new one another slug: `--slug …`",
            );
            return None;
        }
        let next = "fill in what you know, and see it with `leitmotif serve --open`".into();
        self.is_free(&path).then(|| Fresh { path, text: filled(form, &values), next })
    }

    /// References as a list in TOML.
    fn list(&mut self, kind: Kind, typed: &[String]) -> Option<String> {
        self.references(kind, typed).map(|list| quoted_list(list.iter().map(String::as_str)))
    }

    /// `track = "…"` and its like, for what a result honours.
    fn honoured(&mut self, typed: &str) -> Option<String> {
        let entity = self.entity(typed)?;
        let kind = entity.kind();
        if !matches!(kind, Kind::Track | Kind::Soundtrack | Kind::Artist | Kind::Drama) {
            let message = format!("`{typed}` is {}, which no award honours", kind.with_article());
            self.fault(message, "name a track, a soundtrack, an artist or a drama: `--honours track:…`");
            return None;
        }
        let slug = self.before.edition.magazine().catalogue.index.slug(entity);
        Some(format!("{} = {}", kind.word(), quoted(slug)))
    }

    /// The published articles that are in no issue yet, the newest first.
    fn in_no_issue(&self) -> Vec<String> {
        let catalogue = &self.before.edition.magazine().catalogue;
        let now = self.options.showing.now;
        let listed: Vec<_> = catalogue.issues.iter().flat_map(|issue| issue.articles()).collect();
        let mut free: Vec<_> = (0..catalogue.articles.len())
            .map(Id::new)
            .filter(|id| catalogue.article(*id).original == *id && catalogue.article(*id).state.is_none())
            .filter(|id| catalogue.article(*id).date.instant <= now && !listed.contains(id))
            .collect();
        free.sort_by_key(|id| Reverse(catalogue.article(*id).date.instant));
        free.truncate(ISSUE);
        free.into_iter().map(|id| self.named_apart(Entity::Article(id))).collect()
    }

    /// The articles that are named for an issue.
    fn articles_named(&mut self, typed: &[String]) -> Vec<String> {
        let mut found = Vec::new();
        for typed in typed {
            let (section, slug) = match typed.rsplit_once('/') {
                Some((section, slug)) => (Some(section), slug),
                None => (None, typed.as_str()),
            };
            let catalogue = &self.before.edition.magazine().catalogue;
            let of = |id: &Id<_>| {
                let it = catalogue.article(*id);
                it.original == *id
                    && fold(&it.slug) == fold(slug)
                    && section.is_none_or(|section| fold(section) == fold(&catalogue.section(it.section).slug))
            };
            let known: Vec<Id<_>> = (0..catalogue.articles.len()).map(Id::new).filter(of).collect();
            match known[..] {
                [one] => found.push(self.named_apart(Entity::Article(one))),
                // The magazine's own words for an article that is not there, or for one of several.
                _ => drop(self.entity(&format!("article:{typed}"))),
            }
        }
        found
    }

    /// An article's slug, with its section where two sections have it.
    fn named_apart(&self, entity: Entity) -> String {
        let catalogue = &self.before.edition.magazine().catalogue;
        let slug = catalogue.index.slug(entity);
        match (entity, catalogue.index.of_kind(Kind::Article, slug)) {
            (Entity::Article(id), Err(_)) => {
                format!("{}/{slug}", catalogue.section(catalogue.article(id).section).slug)
            }
            _ => slug.to_owned(),
        }
    }
}
