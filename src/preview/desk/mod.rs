//! The desk: what an editor should see to before the magazine goes out, each with a way to the page and to the file.
//!
//! The principal type is [`Group`]: a title, why it matters and its [`Entry`] list, made from a round's [`Published`]
//! by a function. [`GROUPS`] is the one list of them; whatever else is worth seeing to adds its line there and a
//! file beside this one.

mod facts;
mod orphans;
mod page;
mod pictures;
mod problems;
mod recent;
mod reviews;
mod translations;
mod unsaid;
mod withheld;

pub use page::{Place, drawn, place};

use super::published::Published;
use crate::model::{Entity, LanguageId};
use crate::render::view::Views;
use crate::route::{Route, Shows};
use crate::source::Span;

/// Below the base path.
pub const FOLDER: &str = "_desk/";

/// What is listed under one heading.
pub struct Group {
    /// The heading.
    pub title: &'static str,
    /// Why someone should see to it, in a sentence.
    pub why: &'static str,
    /// What is said when there is nothing.
    pub nothing: &'static str,
    /// Finds what there is, in the order in which it is worth seeing to.
    pub find: fn(&Published) -> Vec<Entry>,
}

/// Everything that the desk lists, in its order.
const GROUPS: [Group; 17] = [
    Group {
        title: "Problems",
        why: "A build writes nothing while there is an error.",
        nothing: "Nothing is wrong.",
        find: problems::now,
    },
    Group { title: "Drafts", why: "A build leaves them out.", nothing: "There is no draft.", find: withheld::drafts },
    Group {
        title: "Scheduled",
        why: "They come out with the first build after their date.",
        nothing: "Nothing is scheduled.",
        find: withheld::scheduled,
    },
    Group {
        title: "Under embargo",
        why: "They come out with the first build after the embargo has ended.",
        nothing: "Nothing is under embargo.",
        find: withheld::embargoed,
    },
    Group {
        title: "Expired",
        why: "Their time is over, so a build leaves them out.",
        nothing: "Nothing has expired.",
        find: withheld::expired,
    },
    Group {
        title: "Facts that have changed since",
        why: "They were right as of the article's day. An update may be worth writing.",
        nothing: "Every fact is as it was told.",
        find: facts::changed,
    },
    Group {
        title: "Due for a review",
        why: "Nobody has looked at them for longer than `[freshness]` of `site.toml` allows. `reviewed` in the front matter says that someone has.",
        nothing: "No article is due for a review.",
        find: reviews::due,
    },
    Group {
        title: "Articles without a standfirst or summary",
        why: "Lists, feeds and search results have nothing to say about them.",
        nothing: "Every article says what it is about.",
        find: unsaid::articles,
    },
    Group {
        title: "Records without a summary",
        why: "Search results have only a sentence that is made from the name.",
        nothing: "Every record says what it is.",
        find: unsaid::records,
    },
    Group {
        title: "Pictures without a text alternative",
        why: "People who do not see them are told nothing.",
        nothing: "Every picture has words.",
        find: pictures::without_alt,
    },
    Group {
        title: "Pictures without a credit",
        why: "Whose picture it is should stand beside it.",
        nothing: "Every cover and portrait names its maker.",
        find: pictures::without_credit,
    },
    Group {
        title: "Not translated",
        why: "Readers of the other language find nothing, or a name that they cannot read.",
        nothing: "Everything is in every language of the site.",
        find: translations::missing,
    },
    Group {
        title: "Translations older than their original",
        why: "The original was updated after the translation was.",
        nothing: "No translation is behind its original.",
        find: translations::behind,
    },
    Group {
        title: "Records that nothing mentions",
        why: "No article mentions them and no other record refers to them.",
        nothing: "Something mentions every record.",
        find: orphans::records,
    },
    Group {
        title: "Files that nothing shows",
        why: "No article, page or record names them.",
        nothing: "Every file is shown somewhere.",
        find: orphans::files,
    },
    Group {
        title: "Tags used once",
        why: "A list of one leads nowhere; it may be another tag misspelt.",
        nothing: "Every tag that is used is used more than once.",
        find: orphans::tags,
    },
    Group {
        title: "Edited last",
        why: "The files of the magazine by their times on the disk, newest first.",
        nothing: "There is no file.",
        find: recent::edits,
    },
];

/// Something to see to.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// What it is about: a title, a name, a path.
    pub title: String,
    /// The title's language (BCP 47), where it is of the magazine.
    pub lang: Option<String>,
    /// What there is to see to, in a few words.
    pub note: String,
    /// The address of its page, with the base path.
    pub url: Option<String>,
    /// Where it is written.
    pub at: Option<At>,
}

/// Where something is written.
#[derive(Debug, Clone)]
pub enum At {
    /// In the files of the edition.
    Served(Span),
    /// In the files as they are.
    Now(Span),
    /// A file by its path.
    File(String),
}

/// Entries about things of the magazine.
#[derive(Clone, Copy)]
struct Things<'a> {
    views: Views<'a>,
}

impl<'a> Things<'a> {
    fn of(published: &'a Published) -> Self {
        let views = Views::new(published.edition.magazine(), LanguageId::ROOT);
        Self { views: Views { aside: true, ..views } }
    }

    /// An entry about a version of an article.
    fn article(self, id: crate::model::Id<crate::model::Article>, note: String) -> Entry {
        let article = self.views.magazine.catalogue.article(id);
        Entry {
            title: article.title.clone(),
            lang: Some(self.views.code(article.language).to_owned()),
            note,
            url: self.views.url(Route::new(article.language, Shows::Article(id))),
            at: Some(At::Served(article.span)),
        }
    }

    /// An entry about a version of a page.
    fn page(self, id: crate::model::Id<crate::model::Page>, note: String) -> Entry {
        let page = self.views.magazine.catalogue.page(id);
        Entry {
            title: page.title.clone(),
            lang: Some(self.views.code(page.language).to_owned()),
            note,
            url: self.views.url(Route::new(page.language, Shows::Page(id))),
            at: Some(At::Served(page.span)),
        }
    }

    /// An entry about a record.
    fn record(self, entity: Entity, note: String) -> Entry {
        let catalogue = &self.views.magazine.catalogue;
        Entry {
            title: catalogue.names(entity).plain.clone(),
            lang: Some(self.views.code(LanguageId::ROOT).to_owned()),
            note,
            url: self.views.url_of(entity),
            at: catalogue.place(entity).map(At::Served),
        }
    }
}
