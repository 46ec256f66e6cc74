//! `leitmotif new`: the file of a new thing, in its place, ready to be filled.
//!
//! It asks only for what it cannot know, and only at a terminal. The magazine is assembled with the new file before
//! it is written, so that what it makes can be built as it is.

mod making;
mod records;
mod theme;
mod week;
mod written;

use super::{CLEAN, ENVIRONMENT, Format, files, report};
use crate::edit::{Tried, with_file};
use crate::source::{Content, Source};
use clap::{Args, Subcommand};
use making::Making;
use std::path::PathBuf;

/// `leitmotif new …`
#[derive(Debug, Args)]
pub(super) struct New {
    /// The magazine's folder, the one with `site.toml`.
    #[arg(short, long, default_value = ".", value_name = "FOLDER", global = true)]
    root: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// An article, as a draft.
    #[command(
        after_help = "Examples:\n  leitmotif new article news \"Golden reaches the top\"\n  leitmotif new article news \"골든, 정상에 오르다\" --lang ko --byline dana-lim\n  leitmotif new article features \"Seven rooms\" --bundle   a folder, with room for pictures"
    )]
    Article(WrittenWords),
    /// A review: an article with a rating, as a draft.
    #[command(
        after_help = "Example:\n  leitmotif new review reviews \"A score that waits\" --subject soundtrack:goblin-ost"
    )]
    Review(WrittenWords),
    /// An interview: an article of questions and answers, as a draft.
    #[command(after_help = "Example:\n  leitmotif new interview features \"I count the rests\" --subject artist:iu")]
    Interview(WrittenWords),
    /// A translation of an article or page: its words, to be written over.
    #[command(
        after_help = "Example:\n  leitmotif new translation content/articles/news/first.md ko --title \"첫 소식\""
    )]
    Translation {
        /// The file that is translated.
        file: PathBuf,
        /// The language, as `site.toml` names it.
        lang: Option<String>,
        /// The headline in that language.
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
    },
    /// A page that is no article: about the magazine, how to write to it.
    #[command(after_help = "Example:\n  leitmotif new page \"About us\" --slug about")]
    Page {
        /// The title.
        title: Option<String>,
        /// The address, without slashes at its ends [default: made of the title].
        #[arg(long, value_name = "SLUG")]
        slug: Option<String>,
        /// The language that it is written in [default: the magazine's].
        #[arg(long, value_name = "CODE")]
        lang: Option<String>,
    },
    /// A drama or film.
    #[command(
        after_help = "Examples:\n  leitmotif new drama \"Goblin\" --names ko=도깨비\n  leitmotif new drama \"KPop Demon Hunters\" --kind film"
    )]
    Drama {
        #[command(flatten)]
        record: RecordWords,
        /// `series` or `film`.
        #[arg(long, value_name = "KIND", default_value = "series")]
        kind: String,
    },
    /// A release with its tracks.
    #[command(after_help = "Example:\n  leitmotif new soundtrack \"Goblin OST\" --drama goblin")]
    Soundtrack {
        #[command(flatten)]
        record: RecordWords,
        /// The drama or film that it belongs to; may be repeated.
        #[arg(long, value_name = "SLUG")]
        drama: Vec<String>,
        /// Whose release it is; may be repeated.
        #[arg(long, value_name = "SLUG")]
        artist: Vec<String>,
        /// `single`, `part`, `ep`, `full-album` or `score`.
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
    },
    /// A person, a group or a fictional act.
    #[command(after_help = "Example:\n  leitmotif new artist \"IU\" --names ko=아이유 --kind person")]
    Artist {
        #[command(flatten)]
        record: RecordWords,
        /// `person`, `group`, `fictional-group`, `fictional-person` or `orchestra`.
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
    },
    /// A chart.
    #[command(after_help = "Example:\n  leitmotif new chart \"Billboard Hot 100\" --publisher Billboard")]
    Chart {
        #[command(flatten)]
        record: RecordWords,
        /// How many places it has.
        #[arg(long, value_name = "NUMBER", default_value_t = 100)]
        size: u32,
        /// `daily`, `weekly`, `monthly` or `yearly`.
        #[arg(long, value_name = "WORD", default_value = "weekly")]
        interval: String,
        /// Who publishes it.
        #[arg(long, value_name = "NAME")]
        publisher: Option<String>,
        /// Its weeks will hold every place, not only the songs that the magazine follows.
        #[arg(long)]
        complete: bool,
    },
    /// A week of a chart, with the songs of the week before to choose from.
    #[command(
        after_help = "Examples:\n  leitmotif new chart-week billboard-hot-100              the next one\n  leitmotif new chart-week billboard-hot-100 2026-11-28"
    )]
    ChartWeek {
        /// The chart's slug.
        chart: Option<String>,
        /// The publisher's date [default: that of the last stored week, and one interval on].
        date: Option<String>,
    },
    /// Someone who writes for the magazine.
    #[command(after_help = "Example:\n  leitmotif new contributor \"Dana Lim\" --names ko=임다나 --role Editor")]
    Contributor {
        #[command(flatten)]
        record: RecordWords,
        /// What they are for the magazine.
        #[arg(long, value_name = "WORDS")]
        role: Option<String>,
    },
    /// A playlist.
    #[command(
        after_help = "Example:\n  leitmotif new playlist \"First snow\" --track goblin-ost/first-snow --curator dana-lim"
    )]
    Playlist {
        #[command(flatten)]
        record: RecordWords,
        /// A song of it, `soundtrack/track`; may be repeated.
        #[arg(long, value_name = "TRACK")]
        track: Vec<String>,
        /// Who chose: a contributor; may be repeated.
        #[arg(long, value_name = "SLUG")]
        curator: Vec<String>,
    },
    /// A concert, a screening, a streaming party.
    #[command(
        after_help = "Example:\n  leitmotif new event \"Goblin in concert\" --starts 2026-12-24 --place \"Olympic Hall, Seoul\""
    )]
    Event {
        #[command(flatten)]
        record: RecordWords,
        /// When it begins: a day, or with its time `2026-12-24T20:00:00`.
        #[arg(long, value_name = "DATE")]
        starts: Option<String>,
        /// Where it takes place.
        #[arg(long, value_name = "NAME")]
        place: Option<String>,
        /// Where it is seen or announced: an address.
        #[arg(long, value_name = "URL")]
        link: Option<String>,
        /// What it is: `concert`, `streaming-party` …
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
    },
    /// A numbered edition of the magazine.
    #[command(
        after_help = "Examples:\n  leitmotif new issue \"Winter\"    with the articles that are in no issue yet\n  leitmotif new issue \"Winter\" --article first-snow --article golden"
    )]
    Issue {
        #[command(flatten)]
        record: RecordWords,
        /// Its number [default: the next one].
        #[arg(long, value_name = "NUMBER")]
        number: Option<u32>,
        /// An article of it, in order; may be repeated.
        #[arg(long, value_name = "SLUG")]
        article: Vec<String>,
    },
    /// A theme of the magazine's own, which writes over one block of one template of another theme.
    #[command(
        after_help = "Examples:\n  leitmotif new theme mine\n  leitmotif new theme mine --template drama.html\n  leitmotif new theme winter --extends mine\n\nIt looks like the theme that it extends until something is written into its template. `leitmotif serve --theme mine`\nshows it; `theme = \"mine\"` in `site.toml` keeps it."
    )]
    Theme(theme::ThemeWords),
    /// An instrument.
    #[command(after_help = "Example:\n  leitmotif new instrument \"Gayageum\" --names ko=가야금 --family strings")]
    Instrument {
        #[command(flatten)]
        record: RecordWords,
        /// `strings`, `wind`, `percussion`, `keyboard`, `voice` or `electronic`.
        #[arg(long, value_name = "FAMILY")]
        family: Option<String>,
    },
    /// A ceremony with its results, or one award.
    #[command(
        after_help = "Example:\n  leitmotif new award \"MAMA Awards 2017\" --body \"MAMA Awards\" --year 2017 --category \"Best OST\" --honours track:goblin-ost/first-snow"
    )]
    Award {
        #[command(flatten)]
        record: RecordWords,
        /// Who gives it.
        #[arg(long, value_name = "NAME")]
        body: Option<String>,
        /// The year that it counts for [default: this one].
        #[arg(long, value_name = "YEAR")]
        year: Option<u16>,
        /// The category of its first result.
        #[arg(long, value_name = "NAME")]
        category: Option<String>,
        /// What the first result honours: `track:…`, `soundtrack:…`, `artist:…` or `drama:…`.
        #[arg(long, value_name = "KIND:SLUG")]
        honours: Option<String>,
        /// The first result is a nomination.
        #[arg(long)]
        nominated: bool,
    },
}

/// The words of an article.
#[derive(Debug, Args)]
struct WrittenWords {
    /// The section: a folder below `content/articles/`.
    section: Option<String>,
    /// The headline.
    title: Option<String>,
    /// The last part of its address, and the file's name [default: made of the headline].
    #[arg(long, value_name = "SLUG")]
    slug: Option<String>,
    /// Make a folder with an `index.md`, in which its pictures lie.
    #[arg(long)]
    bundle: bool,
    /// The language that it is written in [default: the magazine's].
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// The day it comes out [default: today].
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Who wrote it: a contributor; may be repeated.
    #[arg(long, value_name = "SLUG")]
    byline: Vec<String>,
    /// What it is about: `drama:goblin`, `track:goblin-ost/first-snow` …; may be repeated.
    #[arg(long, value_name = "KIND:SLUG")]
    subject: Vec<String>,
    /// A tag; may be repeated.
    #[arg(long, value_name = "SLUG")]
    tag: Vec<String>,
    /// Begin a section that is not there yet.
    #[arg(long)]
    new_section: bool,
}

/// The words of any record.
#[derive(Debug, Args)]
struct RecordWords {
    /// Its title or name.
    title: Option<String>,
    /// The last part of its address, and the file's name [default: made of the title].
    #[arg(long, value_name = "SLUG")]
    slug: Option<String>,
    /// Its name in another language of the magazine, `ko=도깨비`; may be repeated.
    #[arg(long, value_name = "CODE=NAME")]
    names: Vec<String>,
}

/// A file that is to be made.
struct Fresh {
    /// From the magazine's root.
    path: String,
    text: String,
    /// What to do next, in a line.
    next: String,
}

/// Makes the file of a new thing.
pub(super) fn new(new: &New) -> u8 {
    let mut making = match Making::open(&new.root) {
        Ok(making) => making,
        Err(code) => return code,
    };
    if let What::Theme(words) = &new.what {
        return theme::theme(&mut making, &new.root, words);
    }
    let fresh = match &new.what {
        What::Article(words) => making.article(words, written::Sort::Article),
        What::Review(words) => making.article(words, written::Sort::Review),
        What::Interview(words) => making.article(words, written::Sort::Interview),
        What::Translation { file, lang, title } => making.translation(file, lang.as_deref(), title.as_deref()),
        What::Page { title, slug, lang } => making.page(title.as_deref(), slug.as_deref(), lang.as_deref()),
        What::ChartWeek { chart, date } => making.chart_week(chart.as_deref(), date.as_deref()),
        record => making.record(record),
    };
    let refused = |making: &Making, wrong| {
        report::report(wrong, making.before.edition.sources(), Format::Text, false, "nothing was written");
        ENVIRONMENT
    };
    let Some(fresh) = fresh.filter(|_| making.faults.is_empty()) else {
        let faults = std::mem::take(&mut making.faults);
        return refused(&making, faults);
    };
    let file = Source {
        path: fresh.path.as_str().into(),
        location: None,
        content: Content::Text(fresh.text.as_str().into()),
        typed: None,
    };
    let after = Tried::of(with_file(making.before.edition.sources(), file), &making.options);
    let wrong = after.errors_since(&making.before);
    if !wrong.is_empty() {
        report::report(wrong, after.edition.sources(), Format::Text, false, "nothing was written");
        return ENVIRONMENT;
    }
    if let Err(fault) = files::create(&new.root, &fresh.path, &fresh.text) {
        return refused(&making, vec![fault]);
    }
    report::out(&format!("{} is made\nnext: {}\n", fresh.path, fresh.next));
    CLEAN
}
