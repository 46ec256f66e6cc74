//! Which template is given which values: the one table.

use super::shape::Field;
use super::values::{
    AMENDMENTS, ARTICLE, ARTICLES, ARTIST, AWARD, BODY, CHART, CONTRIBUTOR, DRAMA, EVENT, EVENTS, GROUPS, HOME_CHARTS,
    HOME_ISSUE, HOME_SECTIONS, HOME_SOUNDTRACKS, INDEX, INSTRUMENT, ISSUE, LEAD, LIST, MONTHS, NAME, NAME_GROUPS, PAGE,
    PAGINATION, PLAYLIST, RECORDS, SECTION, SERIES, SERIES_ITEMS, SITE, SOUNDTRACK, TAG, TAGS, TEXTS, TRACK, Told,
    WEEK, YEAR, YEARS,
};
use schemars::generate::SchemaGenerator;

/// A template and what it is given.
#[derive(Debug, Clone)]
pub struct TemplateContract {
    /// `article.html`.
    pub name: &'static str,
    /// What it draws.
    pub about: &'static str,
    /// Its values; those of `base.html` are given to all.
    pub values: Vec<Field>,
}

/// The frame of every page. Its values are those of all templates.
const FRAME: &str = "base.html";

/// A template, what it draws, and its values beside those of every page.
type Row = (&'static str, &'static str, &'static [Told]);

/// Every template.
const TEMPLATES: [Row; 26] = [
    // What every page is given stands here; nothing of it is told again below.
    (FRAME, "The frame of every page, which the other templates extend.", &[SITE.told(), PAGE.told(), TEXTS.told()]),
    (
        "home.html",
        "The front page.",
        &[
            LEAD.told(),
            ARTICLES.told(),
            HOME_SECTIONS.told(),
            HOME_SOUNDTRACKS.told(),
            HOME_CHARTS.told(),
            HOME_ISSUE.told(),
        ],
    ),
    ("article.html", "An article.", &[ARTICLE.told()]),
    ("section.html", "A section with its articles.", &[SECTION.told(), ARTICLES.told(), PAGINATION.told()]),
    ("tag.html", "The articles with a tag.", &[TAG.told(), ARTICLES.told(), PAGINATION.told()]),
    ("tags.html", "All tags.", &[TAGS.told()]),
    ("series.html", "A series of articles.", &[SERIES.told(), SERIES_ITEMS.told(), PAGINATION.told()]),
    (
        "contributor.html",
        "Someone who writes, with the articles.",
        &[CONTRIBUTOR.told(), ARTICLES.told(), PAGINATION.told()],
    ),
    ("archive.html", "The archive: all years.", &[YEARS.told()]),
    ("year.html", "What came out in a year.", &[YEAR.told(), MONTHS.told(), PAGINATION.told()]),
    ("corrections.html", "What the magazine took back.", &[AMENDMENTS.told(), PAGINATION.told()]),
    ("page.html", "A page of text.", &[BODY.told()]),
    (
        "list.html",
        "All records of a kind, all labels, networks or genres, or all series.",
        &[LIST.told(), INDEX.told(), GROUPS.told(), RECORDS.told(), PAGINATION.told()],
    ),
    ("name.html", "A label, network or genre.", &[NAME.told(), NAME_GROUPS.told(), PAGINATION.told()]),
    ("drama.html", "A drama or film.", &[DRAMA.told(), EVENTS.told()]),
    ("soundtrack.html", "A soundtrack.", &[SOUNDTRACK.told(), EVENTS.told()]),
    ("track.html", "A track.", &[TRACK.told(), EVENTS.told()]),
    ("artist.html", "An artist.", &[ARTIST.told(), EVENTS.told()]),
    ("chart.html", "A chart.", &[CHART.told(), EVENTS.told()]),
    ("chart-week.html", "A week of a chart.", &[WEEK.told()]),
    ("playlist.html", "A playlist.", &[PLAYLIST.told(), EVENTS.told()]),
    ("event.html", "An event.", &[EVENT.told(), EVENTS.told()]),
    ("issue.html", "An issue of the magazine.", &[ISSUE.told(), EVENTS.told()]),
    ("instrument.html", "An instrument.", &[INSTRUMENT.told(), EVENTS.told()]),
    ("award.html", "An award of one year.", &[AWARD.told(), EVENTS.told()]),
    ("404.html", "What stands at an address that leads nowhere.", &[]),
];

/// Every template with its values.
pub(super) fn all(generator: &mut SchemaGenerator) -> Vec<TemplateContract> {
    let of = |(name, about, values): &Row| TemplateContract {
        name,
        about,
        values: values.iter().map(|value| value.field(generator)).collect(),
    };
    TEMPLATES.iter().map(of).collect()
}
