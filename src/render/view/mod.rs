//! The values that templates see.
//!
//! [`Views`] makes them for one page: it knows the page's language and whether addresses must be whole (in feeds).
//! A View exists only where it differs from the model; all are plain data, serialised once for the template.

mod amended;
mod answer;
mod archive;
mod article;
mod artist;
mod award;
mod chart;
mod citation;
mod contributor;
mod describe;
mod drama;
mod dress;
mod elsewhere;
mod event;
mod guid;
mod instrument;
mod issue;
mod list;
mod picture;
mod plain_name;
mod playlist;
mod plotted;
mod record;
mod related;
mod run;
mod score;
mod series;
mod share;
mod since;
mod site;
mod small;
mod social;
mod soundtrack;
mod standing;
mod track;
mod week;

pub use amended::AmendmentView;
pub use answer::AnswerView;
pub use archive::{ArchiveYearView, MonthView, YearView};
pub use article::{ArticleView, CardView, PageBodyView, TocView};
pub(crate) use article::{extra, toc};
pub use artist::{ArtistView, DiscographyView};
pub use award::{AwardLineView, AwardView};
pub use chart::ChartView;
pub use citation::CitationView;
pub use contributor::ContributorView;
pub(super) use describe::joined;
pub use drama::DramaView;
pub use dress::{SnippetsView, ThemeView};
pub use elsewhere::{IdView, ListenView};
pub use event::{EventLineView, EventView, PlaceView, WhenView};
pub use instrument::InstrumentView;
pub use issue::{InIssueView, IssueCardView, IssueItemView, IssuePartView, IssueView, NumberedView};
pub use list::{
    ChartStripView, GroupView, InitialView, PaginationView, RecordView, SectionBlockView, TagCountView, groups, index,
    pagination,
};
pub use picture::PictureView;
pub use plain_name::{NameGroupView, NameLinkView, NameView};
pub use playlist::{PlaylistSongView, PlaylistView};
pub use record::RecordPageView;
pub use related::RelatedView;
pub use run::{RunLineView, RunView};
pub use score::{CuesView, LeitmotifView, LyricsView};
pub use series::{InSeriesView, PartView, SeriesView};
pub use share::ShareView;
pub use since::SinceView;
pub use site::{FeedLinkView, PageView, SiteView};
pub(crate) use small::address;
pub use small::{CreditView, DateView, LengthView, LinkView, MarkView, RefView, SourceView, TextView, WhoView};
pub use social::SocialView;
pub use soundtrack::{SoundtrackCardView, SoundtrackView};
pub use standing::{BylineView, LabelView, RatingView};
pub use track::{PeakView, TrackRowView, TrackView};
pub use week::{EntryView, WeekLinkView, WeekView};

use super::Magazine;
use crate::language::Locale;
use crate::language::title::Mark;
use crate::model::{Entity, LanguageId, Names, PartialDate, Texts};
use crate::route::Route;
use crate::source::SourceId;
use crate::theme::Reads;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Mutex;

/// Makes the views of one page.
#[derive(Clone, Copy)]
pub struct Views<'a> {
    /// The magazine.
    pub magazine: &'a Magazine,
    /// The page's language.
    pub language: LanguageId,
    /// Whether addresses are whole, for what is read elsewhere.
    pub whole: bool,
    /// Whether what is withheld has addresses, too: on its own page in a preview, nowhere else.
    pub aside: bool,
    /// Where to note the records that are named, if someone wants to know.
    pub read: Option<&'a Read>,
    /// What is read of the values; nothing where all are to be made.
    pub reads: Option<&'a Reads>,
}

/// The records that a page names.
pub type Read = Mutex<BTreeSet<Entity>>;

impl<'a> Views<'a> {
    /// Views for a page of the site.
    pub fn new(magazine: &'a Magazine, language: LanguageId) -> Self {
        Self { magazine, language, whole: false, aside: false, read: None, reads: None }
    }

    /// The language's code.
    pub fn code(&self, language: LanguageId) -> &'a str {
        self.magazine.config.code(language)
    }

    /// How the page's language writes dates, numbers and lists.
    pub fn locale(&self) -> &'a Locale {
        self.magazine.config.locale(self.language)
    }

    /// Whether a template reads a value of this name, which takes work to make. Who looks at all values sees it, too.
    pub(in crate::render) fn is_read(&self, name: &str) -> bool {
        self.reads.is_none_or(|reads| reads.reads(name))
    }

    /// A text of the interface.
    pub fn say(&self, key: &str) -> String {
        self.magazine.interface(self.language).text(key).to_owned()
    }

    /// The language of a text, when it is not the page's.
    pub fn foreign(&self, language: LanguageId) -> Option<String> {
        (language != self.language).then(|| self.code(language).to_owned())
    }

    /// What a language is called in the page's, `Korean` or `영어`; one that the interface cannot name by its code.
    pub fn language_name(&self, language: LanguageId) -> String {
        let code = self.code(language);
        let interface = self.magazine.interface(self.language);
        let name = |code: &str| interface.known(&format!("languages.{code}")).map(str::to_owned);
        name(code).or_else(|| name(code.split('-').next()?)).unwrap_or_else(|| code.to_owned())
    }

    /// A path as an address.
    pub fn address(&self, path: &str) -> String {
        if self.whole { self.magazine.routes.absolute(path) } else { self.magazine.routes.url(path) }
    }

    /// The address of a route that exists.
    pub fn url(&self, route: Route) -> Option<String> {
        self.path(route).map(|path| self.address(path))
    }

    /// The path of a route that exists.
    pub fn path(&self, route: Route) -> Option<&'a str> {
        let routes = &self.magazine.routes;
        routes.path(route).or_else(|| if self.aside { routes.withheld_path(route) } else { None })
    }

    /// Notes that a record is named.
    fn note(&self, entity: Entity) {
        if let Some(Ok(mut read)) = self.read.map(Mutex::lock) {
            read.insert(entity);
        }
    }

    /// The address of a thing's page.
    pub fn url_of(&self, entity: Entity) -> Option<String> {
        self.note(entity);
        self.magazine
            .routes
            .of_entity(&self.magazine.catalogue, entity, self.language)
            .and_then(|route| self.url(route))
    }

    /// The address of a published file.
    pub fn file_url(&self, file: SourceId) -> Option<String> {
        use crate::route::Shows;
        self.url(Route::plain(Shows::Static(file))).or_else(|| self.url(Route::plain(Shows::File(file))))
    }

    /// A name in the page's language, and its language when it is another.
    pub fn name(&self, names: &Names) -> (String, Option<String>) {
        let (name, language) = names.in_language(self.language);
        (name.to_owned(), self.lang_of(name, language))
    }

    /// A thing's name in the page's language; an article's or page's is that of the version that is linked.
    pub fn name_of(&self, entity: Entity) -> (String, Option<String>) {
        let catalogue = &self.magazine.catalogue;
        self.note(entity);
        match entity {
            Entity::Article(id) => {
                let article = catalogue.article(catalogue.article_in(id, self.language));
                (article.title.clone(), self.foreign(article.language))
            }
            Entity::Page(id) => {
                let page = catalogue.page(catalogue.page_in(id, self.language));
                (page.title.clone(), self.foreign(page.language))
            }
            _ => self.name(&catalogue.names(entity)),
        }
    }

    /// The names in other languages than the page's.
    pub fn other_names(&self, names: &Names) -> Vec<TextView> {
        let (shown, _) = names.in_language(self.language);
        let plain = (self.language != LanguageId::ROOT).then_some((LanguageId::ROOT, &names.plain));
        plain
            .into_iter()
            .chain(names.others.iter().map(|(language, name)| (*language, name)))
            .filter(|(_, name)| name.as_str() != shown)
            .map(|(language, name)| TextView { text: name.clone(), lang: self.lang_of(name, language) })
            .collect()
    }

    /// A text in the page's language or the nearest.
    pub fn text(&self, texts: &Texts) -> Option<TextView> {
        texts.in_language(self.language).map(|(text, language)| self.text_in(text, language))
    }

    /// A text in the page's language, or in whichever there is.
    pub fn nearest(&self, texts: &Texts) -> Option<TextView> {
        texts.nearest(self.language).map(|(text, language)| self.text_in(text, language))
    }

    fn text_in(&self, text: &str, language: LanguageId) -> TextView {
        TextView { text: text.to_owned(), lang: self.lang_of(text, language) }
    }

    /// How the house marks a work's title in the page's language.
    fn house_mark(&self, entity: Entity) -> &'a Mark {
        let word = match entity {
            Entity::Drama(id) => self.magazine.catalogue.drama(id).kind.word(),
            _ => entity.kind().word(),
        };
        self.magazine.config.titles(self.language).mark(if word == "series" { "drama" } else { word })
    }

    /// The same, for templates.
    pub fn mark(&self, entity: Entity) -> MarkView {
        self.house_mark(entity).into()
    }

    /// A work's title in the page's language with its marks, for sentences of letters alone.
    pub fn marked(&self, entity: Entity) -> String {
        self.house_mark(entity).around(&self.name_of(entity).0)
    }

    /// A thing, to be linked.
    pub fn reference(&self, entity: Entity) -> RefView {
        let (title, lang) = self.name_of(entity);
        RefView {
            id: self.magazine.catalogue.index.id(entity).to_owned(),
            kind: entity.kind().word(),
            url: self.url_of(entity).unwrap_or_default(),
            title,
            lang,
        }
    }

    /// A day in words.
    pub fn date(&self, date: Date) -> DateView {
        self.partial_date(PartialDate::Day(date))
    }

    /// A date in words, as far as it is known.
    pub fn partial_date(&self, date: PartialDate) -> DateView {
        DateView { iso: date.iso(), text: self.locale().date(date) }
    }
}
