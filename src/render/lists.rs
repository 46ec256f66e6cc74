//! What pages of lists show: articles, records, labels and the like, and all of them together on the front page.

use super::contract::values as given;
use super::values::Named;
use super::view::{CardView, Views, pagination};
use crate::model::{Article, Entity, Id, Kind, NameKind};
use crate::route::{Route, Shows, record_page_size};
use schemars::JsonSchema;
use serde::Serialize;
use tera::Value;

/// How many articles the front page shows below its first one, and in each section.
const HOME_ARTICLES: usize = 9;
const HOME_IN_SECTION: usize = 3;
const HOME_SOUNDTRACKS: usize = 8;
const HOME_ENTRIES: usize = 5;
const HOME_IN_ISSUE: usize = 5;
/// How many names a list holds at most that needs no index of initials.
const INDEXED: usize = 9;

/// What a list is of.
#[derive(Serialize, JsonSchema)]
pub(super) struct ListView<'a> {
    /// `dramas`, `labels`, `series` and so on.
    pub kind: &'a str,
    /// What it is called.
    pub title: String,
    /// The language of these words, when it is not the page's.
    pub lang: Option<String>,
    /// The calendar of all events, on their list.
    pub calendar: Option<String>,
}

pub(super) fn articles(
    views: Views,
    context: &mut Named,
    list: &[Id<Article>],
    page: usize,
    size: usize,
    shows: impl Fn(usize) -> Shows,
) {
    let here = list.chunks(size).nth(page - 1).unwrap_or_default();
    context.share(&given::ARTICLES, views.card_values(here));
    context.insert(&given::PAGINATION, &pagination(&views, page, list.len(), size, shows));
}

pub(super) fn records(views: Views, context: &mut Named, kind: Kind, page: usize) {
    let size = record_page_size(&views.magazine.config);
    let sorted = views.magazine.catalogue.listed(views.language, kind);
    let folder = kind.folder().unwrap_or_default();
    let first = (page - 1) * size;
    let records: Vec<_> = sorted.iter().skip(first).take(size).map(|entity| views.record(*entity)).collect();
    let initials = views.magazine.catalogue.initials(views.language, kind);
    // A short list is found through at a glance.
    let initials = if sorted.len() > INDEXED && initials.len() > 1 { initials } else { &[] };
    let url = |page| views.url(Route::new(views.language, Shows::Records(kind, page)));
    context.insert(&given::INDEX, &super::view::index(initials, page, size, url));
    context.insert(&given::GROUPS, &super::view::groups(initials, &records, first));
    let calendar = if kind == Kind::Event { views.url(Route::plain(Shows::Calendar(None))) } else { None };
    context.insert(
        &given::LIST,
        &ListView { kind: folder, title: views.say(&format!("kinds.{folder}")), lang: views.texts_lang(), calendar },
    );
    context.insert(&given::RECORDS, &records);
    context.insert(&given::PAGINATION, &pagination(&views, page, sorted.len(), size, |n| Shows::Records(kind, n)));
}

/// All labels, networks or genres.
pub(super) fn names(views: Views, context: &mut Named, kind: NameKind, page: usize) {
    let size = record_page_size(&views.magazine.config);
    let (total, folder) = (views.magazine.catalogue.derived.plain_names.all(kind).len(), kind.folder());
    let records = views.names_listed(kind, (page - 1) * size..page * size);
    context.insert(
        &given::LIST,
        &ListView {
            kind: folder,
            title: views.say(&format!("kinds.{folder}")),
            lang: views.texts_lang(),
            calendar: None,
        },
    );
    context.insert(&given::INDEX, &super::view::index(&[], page, size, |_| None));
    context.insert(&given::GROUPS, &super::view::groups(&[], &records, 0));
    context.insert(&given::RECORDS, &records);
    context.insert(&given::PAGINATION, &pagination(&views, page, total, size, |n| Shows::Names(kind, n)));
}

/// A label, network or genre, and a page of what has it.
pub(super) fn name(views: Views, context: &mut Named, kind: NameKind, place: usize, page: usize) {
    let Some(name) = views.magazine.catalogue.derived.plain_names.get(kind, place) else { return };
    let size = record_page_size(&views.magazine.config);
    let here = name.of.chunks(size).nth(page - 1).unwrap_or_default();
    context.insert(&given::NAME, &views.plain_name(kind, name));
    context.insert(&given::NAME_GROUPS, &views.grouped(here));
    context.insert(&given::PAGINATION, &pagination(&views, page, name.of.len(), size, |n| Shows::Name(kind, place, n)));
}

pub(super) fn home(views: Views, context: &mut Named) {
    let catalogue = &views.magazine.catalogue;
    let newest = catalogue.written.newest.get(usize::from(views.language.0)).map_or(&[][..], Vec::as_slice);
    // The front page speaks the reader's language as long as there is something to show in it.
    let newest = &views.own_first(newest, 1 + HOME_ARTICLES)[..];
    context.share(&given::LEAD, newest.first().map_or_else(Value::none, |id| views.card_value(*id)));
    context.share(&given::ARTICLES, views.card_values(newest.get(1..).unwrap_or_default()));
    // What stands above is not told twice.
    let told = newest;
    let sections = (0..catalogue.sections.len()).filter_map(|n| {
        let id = Id::new(n);
        let list = catalogue.written.in_section.get(&(views.language, id))?;
        let entity = Entity::Section(id);
        let list = views.own_first(list, HOME_IN_SECTION + told.len());
        let others = list.iter().filter(|id| !told.contains(id));
        let cards: Vec<CardView> = others.take(HOME_IN_SECTION).map(|id| views.card(*id)).collect();
        if cards.is_empty() {
            return None;
        }
        let (title, lang) = views.name_of(entity);
        Some(super::view::SectionBlockView { title, lang, url: views.url_of(entity)?, articles: cards })
    });
    context.insert(&given::HOME_SECTIONS, &sections.collect::<Vec<_>>());
    let soundtracks = catalogue.derived.soundtracks_newest.iter().take(HOME_SOUNDTRACKS);
    context
        .insert(&given::HOME_SOUNDTRACKS, &soundtracks.map(|id| views.soundtrack_card(*id, false)).collect::<Vec<_>>());
    context.insert(&given::HOME_ISSUE, &views.newest_issue(HOME_IN_ISSUE));
    context.insert(&given::HOME_CHARTS, &views.chart_strips(HOME_ENTRIES));
}
