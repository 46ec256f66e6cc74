//! Whether everything leads where it led: two states of a magazine, compared in terms that outlive a rename.

use super::by_file;
use super::change::{Change, moved, path_of, place_after};
use super::target::Target;
use crate::catalogue::{Refers, Said};
use crate::diagnostic::{Code, Diagnostic};
use crate::edit::Tried;
use crate::edition::Edition;
use crate::model::{Entity, LanguageId, fold};
use crate::route::{Route, Shows};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// One state of a magazine, whose things are named as they will be called.
struct State<'a> {
    edition: &'a Edition,
    /// The rename that is still to come; nothing where it is done.
    to_come: Option<&'a Target>,
}

impl State<'_> {
    fn path(&self, path: &str) -> String {
        self.to_come.map_or_else(|| path.to_owned(), |target| moved(&target.moves, path))
    }

    /// What a thing is, in terms that outlive the rename.
    fn thing(&self, entity: Entity) -> String {
        let magazine = self.edition.magazine();
        let catalogue = &magazine.catalogue;
        if let Entity::Tag(_) | Entity::Section(_) = entity {
            let renamed = self.to_come.filter(|target| target.entity == entity);
            return renamed.map_or_else(|| fold(catalogue.index.id(entity)), |target| fold(&target.ids.1));
        }
        let file = catalogue.place(entity).map(|span| self.path(path_of(&magazine.sources, span.source)));
        let file = file.unwrap_or_default();
        match entity {
            Entity::Track(id) => {
                let release = catalogue.track(id).soundtrack;
                let first = catalogue.tracks.iter().position(|it| it.soundtrack == release).unwrap_or_default();
                format!("{file} track {}", id.index() - first)
            }
            _ => file,
        }
    }

    /// What a page shows.
    fn page(&self, route: Route) -> String {
        let magazine = self.edition.magazine();
        let catalogue = &magazine.catalogue;
        let what = match route.shows {
            Shows::Article(id) => self.path(path_of(&magazine.sources, catalogue.article(id).source)),
            Shows::Page(id) => self.path(path_of(&magazine.sources, catalogue.page(id).source)),
            Shows::Section(id, page) => format!("{} {page}", self.thing(Entity::Section(id))),
            Shows::Tag(id, page) => format!("{} {page}", self.thing(Entity::Tag(id))),
            Shows::Contributor(id, page) => format!("{} {page}", self.thing(Entity::Contributor(id))),
            Shows::Record(entity) => format!("{} 1", self.thing(entity)),
            Shows::RecordData(entity) => format!("{} data", self.thing(entity)),
            Shows::ChartWeek(id, week) | Shows::WeekData(id, week) => {
                let week = catalogue.chart(id).weeks.get(week).map(|it| it.span.source);
                let file = week.map(|source| self.path(path_of(&magazine.sources, source)));
                format!("{} {}", file.unwrap_or_default(), matches!(route.shows, Shows::ChartWeek(..)))
            }
            Shows::Feed(Some(id)) => format!("{} feed", self.thing(Entity::Section(id))),
            Shows::PlaylistFile(id, format) => format!("{} {format:?}", self.thing(Entity::Playlist(id))),
            Shows::Calendar(Some(id)) => format!("{} calendar", self.thing(Entity::Event(id))),
            Shows::File(id) | Shows::Static(id) => self.path(path_of(&magazine.sources, id)),
            Shows::Redirect(place) => {
                let to = magazine.routes.redirects.get(place).map(|it| self.page(it.to));
                format!("on to {}", to.unwrap_or_default())
            }
            other => format!("{other:?}"),
        };
        format!("{} {what}", magazine.config.code(route.language))
    }

    fn leads(&self, said: &Said) -> String {
        let magazine = self.edition.magazine();
        match &said.to {
            Refers::To(entity, _) => self.thing(*entity),
            Refers::File(file) => self.path(path_of(&magazine.sources, *file)),
            Refers::Path(path) => {
                magazine.routes.at(path).map_or_else(|| "nowhere".to_owned(), |(_, route)| self.page(route))
            }
        }
    }
}

/// The places that would not lead where they lead now.
fn astray(before: &Tried, after: &Tried, target: &Target, changes: &[Change]) -> Vec<(Span, String)> {
    let then = State { edition: &before.edition, to_come: Some(target) };
    let now = State { edition: &after.edition, to_come: None };
    let changes = by_file(changes);
    let said = |edition: &Edition| edition.magazine().catalogue.said().unwrap_or_default();
    let mut leads: BTreeMap<(String, u32), BTreeSet<String>> = BTreeMap::new();
    for it in said(&after.edition) {
        let path = now.path(path_of(after.edition.sources(), it.span.source));
        leads.entry((path, it.span.start)).or_default().insert(now.leads(&it));
    }
    let mut astray = Vec::new();
    for it in said(&before.edition) {
        let path = then.path(path_of(before.edition.sources(), it.span.source));
        let place = place_after(changes.get(&it.span.source), it.span.start);
        let led = then.leads(&it);
        if !leads.get(&(path, place)).is_some_and(|now| now.contains(&led)) {
            astray.push((it.span, led));
        }
    }
    let (menu, menu_now) = (&before.edition.magazine().config.menu, &after.edition.magazine().config.menu);
    for (item, item_now) in menu.iter().zip(menu_now) {
        let leads = |state: &State, to: &crate::source::Spanned<String>| {
            let magazine = state.edition.magazine();
            if to.value.starts_with('/') {
                let path = to.value.split(['#', '?']).next().unwrap_or(&to.value);
                return magazine.routes.at(path).map(|(_, route)| state.page(route));
            }
            crate::catalogue::reference(&magazine.catalogue, to).ok().map(|it| state.thing(it))
        };
        let led = leads(&then, &item.to);
        if led != leads(&now, &item_now.to) {
            astray.push((item.to.span, led.unwrap_or_default()));
        }
    }
    astray
}

/// The changes that alone would not say clearly enough what is meant: in links by name, with no kind before the slug.
pub(super) fn unclear(before: &Tried, after: &Tried, target: &Target, changes: &[Change]) -> BTreeSet<Span> {
    let lost = astray(before, after, target, changes);
    let text = |span: Span| before.edition.sources().get(span.source).text().unwrap_or_default();
    let within = |change: &Change, span: &Span| {
        change.span.source == span.source && change.span.start == span.start && change.span.end <= span.end
    };
    let in_link = |change: &Change| text(change.span)[..change.span.range().start].trim_end().ends_with("[[");
    let unclear = changes.iter().filter(|change| in_link(change) && lost.iter().any(|(span, _)| within(change, span)));
    unclear.map(|change| change.span).collect()
}

/// A thing that gets another address: the old one, and the new one.
type Moved = (Entity, (String, String));

/// The things that get another address, and the old addresses that nothing can keep.
pub(super) fn moved_addresses(before: &Tried, after: &Tried, target: &Target) -> (Vec<Moved>, Vec<String>) {
    let then = State { edition: &before.edition, to_come: Some(target) };
    let now = State { edition: &after.edition, to_come: None };
    let pages: BTreeMap<String, &str> =
        after.edition.routes().iter().map(|(path, route)| (now.page(*route), path.as_str())).collect();
    let (mut kept, mut lost) = (Vec::new(), Vec::new());
    for (path, route) in before.edition.routes() {
        let Some(new) = pages.get(&then.page(*route)).filter(|new| **new != path) else { continue };
        let keeper = match route.shows {
            Shows::Article(id) => Some(Entity::Article(id)),
            Shows::Page(id) => Some(Entity::Page(id)),
            Shows::Record(entity) if route.language == LanguageId::ROOT => Some(entity),
            Shows::Contributor(id, 1) if route.language == LanguageId::ROOT => Some(Entity::Contributor(id)),
            Shows::Section(_, 1) | Shows::Tag(_, 1) | Shows::ChartWeek(..) if route.language == LanguageId::ROOT => {
                lost.push(path.clone());
                None
            }
            _ => None,
        };
        kept.extend(keeper.map(|entity| (entity, (path.clone(), (*new).to_owned()))));
    }
    (kept, lost)
}

/// Tells what is wrong with the magazine as it would be.
pub(super) fn judge(before: &Tried, after: &Tried, target: &Target, changes: &[Change]) -> Result<(), Vec<Diagnostic>> {
    let mut wrong = Vec::new();
    for (span, _) in astray(before, after, target, changes) {
        let message = format!("after the rename to `{}` this would not lead where it leads now", target.ids.1);
        let it = Diagnostic::error(Code::ByHand, span, message);
        wrong.push(it.help(
            "write what is meant with its kind (`[[kind:slug|words]]`), and rename again; or choose another slug",
        ));
    }
    if wrong.is_empty() {
        let index = &after.edition.magazine().catalogue.index;
        let stays = index.by_id(&target.ids.0).is_some_and(|it| it.is_ok());
        let comes = index.by_id(&target.ids.1).is_some_and(|it| it.is_ok());
        // Articles of other sections may have either slug.
        let is_article = matches!(target.entity, Entity::Article(_));
        if !is_article && (stays || !comes) {
            let message = format!("`{}` would still be called so in a place that a rename cannot change", target.ids.0);
            wrong.push(
                Diagnostic::environment(Code::ByHand, message)
                    .help("look for it in `site.toml`, and rename it there by hand"),
            );
        }
    }
    // Errors of the magazine as it would be stand at places that are not there yet, so only their words are told.
    if wrong.is_empty() {
        for it in after.errors_since(before) {
            let place = it.primary.as_ref().map(|label| path_of(after.edition.sources(), label.span.source).to_owned());
            let message = format!("after the rename: {}", it.message);
            let mut told = Diagnostic::environment(it.code, message);
            told.file = place.or_else(|| it.file.clone());
            told.help.clone_from(&it.help);
            wrong.push(told);
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
