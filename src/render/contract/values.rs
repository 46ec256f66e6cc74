//! Every value that a page hands to its template: its name, its type and a sentence. A page can hand over no other.

use super::shape::{Field, field};
use crate::render::lists::ListView;
use crate::render::page::{SectionView, TagView};
use crate::render::view::{
    AmendmentView, ArchiveYearView, ArticleView, ArtistView, AwardView, CardView, ChartStripView, ChartView,
    ContributorView, DramaView, EventLineView, EventView, GroupView, InitialView, InstrumentView, IssueCardView,
    IssueItemView, IssueView, MonthView, NameGroupView, NameView, PageBodyView, PageView, PaginationView, PlaylistView,
    RecordView, SectionBlockView, SeriesView, SiteView, SoundtrackCardView, SoundtrackView, TagCountView, TrackView,
    WeekView, YearView,
};
use schemars::generate::SchemaGenerator;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value};
use std::marker::PhantomData;

/// A value by the name under which it is given, with its type.
pub struct Given<T> {
    /// What templates call it.
    pub name: &'static str,
    about: &'static str,
    of: PhantomData<fn() -> T>,
}

impl<T: JsonSchema> Given<T> {
    /// A value and a sentence about it.
    pub(in crate::render) const fn new(name: &'static str, about: &'static str) -> Self {
        Self { name, about, of: PhantomData }
    }

    /// The same, without its type.
    pub(in crate::render) const fn told(&self) -> Told {
        Told { name: self.name, about: self.about, schema: schema_of::<T> }
    }
}

fn schema_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// A value by name, and how its type is read.
pub(in crate::render) struct Told {
    pub name: &'static str,
    pub about: &'static str,
    schema: fn(&mut SchemaGenerator) -> Schema,
}

impl Told {
    /// The value as a field of what a template is given.
    pub(in crate::render) fn field(&self, generator: &mut SchemaGenerator) -> Field {
        field(self.name, (self.schema)(generator).as_value(), self.about)
    }
}

macro_rules! given {
    ($($constant:ident: $type:ty = $name:literal, $about:literal;)*) => {
        $(
            #[doc = $about]
            pub const $constant: Given<$type> = Given::new($name, $about);
        )*
    };
}

given! {
    SITE: SiteView = "site", "The magazine: its name, menu, sections and languages.";
    PAGE: PageView = "page", "The page itself: its address, title and description, the way to it and its translations.";
    SETTINGS: Map<String, Value> = "settings", "What `theme.toml` declares under `[settings]`, as `[theme_settings]` of `site.toml` has it in the page's language.";
    TEXTS: Map<String, Value> = "t", "The texts of `i18n/`, as in `t.nav.home`, in the page's language.";
    // With settings of themes: SETTINGS: Map<String, Value> = "settings", "What is set of the theme's settings, as in `settings.accent`.";

    LEAD: Option<CardView> = "lead", "The newest article.";
    ARTICLES: Vec<CardView> = "articles", "Articles, the newest first.";
    PAGINATION: PaginationView = "pagination", "The pages of the list, of which this is one.";
    HOME_SECTIONS: Vec<SectionBlockView> = "sections", "Sections with their newest articles, without those that stand above.";
    HOME_SOUNDTRACKS: Vec<SoundtrackCardView> = "soundtracks", "The newest soundtracks.";
    HOME_ISSUE: Option<IssueCardView> = "issue", "The newest issue, with the first of its articles.";
    HOME_CHARTS: Vec<ChartStripView> = "charts", "The top of each chart's latest week.";

    SECTION: SectionView<'static> = "section", "The section.";
    TAG: TagView<'static> = "tag", "The tag.";
    TAGS: Vec<TagCountView> = "tags", "All tags, by name.";
    SERIES: SeriesView = "series", "The series.";
    SERIES_ITEMS: Vec<IssueItemView> = "items", "Its articles in their order.";
    CONTRIBUTOR: ContributorView = "contributor", "Who wrote the articles.";
    YEARS: Vec<ArchiveYearView> = "years", "All years in which something came out, the last one first.";
    YEAR: YearView = "year", "The year.";
    MONTHS: Vec<MonthView> = "months", "Its months with what came out in them, the last one first.";
    AMENDMENTS: Vec<AmendmentView> = "amendments", "Corrections and retractions, the newest first.";


    ARTICLE: ArticleView = "article", "The article.";
    BODY: PageBodyView = "body", "The page's title and text.";

    LIST: ListView<'static> = "list", "What the list is of.";
    INDEX: Vec<InitialView> = "index", "Initials, each with the address of its first entry. Empty where a list is short.";
    GROUPS: Vec<GroupView<'static>> = "groups", "The list's entries on this page by their initials.";
    RECORDS: Vec<RecordView> = "records", "The list's entries on this page, one after the other.";
    NAME: NameView = "name", "The label, network or genre.";
    NAME_GROUPS: Vec<NameGroupView> = "groups", "What has it, by kind.";

    EVENTS: Vec<EventLineView> = "events", "Events about the record or with it, those to come first.";
    DRAMA: DramaView = "drama", "The drama or film.";
    SOUNDTRACK: SoundtrackView = "soundtrack", "The soundtrack.";
    TRACK: TrackView = "track", "The track.";
    ARTIST: ArtistView = "artist", "The artist.";
    CHART: ChartView = "chart", "The chart.";
    WEEK: WeekView = "week", "One week of the chart.";
    PLAYLIST: PlaylistView = "playlist", "The playlist.";
    EVENT: EventView = "event", "The event.";
    ISSUE: IssueView = "issue", "The issue.";
    INSTRUMENT: InstrumentView = "instrument", "The instrument.";
    AWARD: AwardView = "award", "The award: one year's ceremony with its results.";
}
