//! What components mean: the signatures of the built-in ones, and every argument resolved and checked.
//!
//! [`BUILT_IN`] is the one list of the built-in ones. What each asks of its arguments is in the file of its group, and
//! `render::component` has a file of the same name that draws the group.

mod arguments;
mod charted;
mod embed;
mod listed;
mod media;
mod moment;
mod named;
mod prose;
mod theme;
mod told;
mod tracks;

pub use charted::Charted;
pub use embed::Embed;
pub use listed::Listed;
pub(super) use media::kind_of;
pub use media::{Media, Photo, Recording};
pub use moment::Moment;
pub(super) use moment::moments;
pub use named::{Named, name_in_own_script, original_name};
pub use prose::{Prose, Speaker};
pub use theme::{ArgumentType, ArgumentValue, Signatures, ThemeSignature};
pub use told::Told;
pub use tracks::{Column, TrackTable};

pub(super) use super::body::Context;

use super::fact::What;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Entity, Platform};
use crate::parse::markdown::{BodyKind, ComponentMatter, Placement, Shape};
use arguments::Args;
use std::collections::BTreeMap;

/// The built-in components.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuiltIn {
    /// A table of tracks, for looking up.
    Tracks,
    /// A table of songs, for reading.
    Songs,
    /// A chart run, or several on one chart.
    ChartRun,
    /// One week of a chart.
    ChartWeek,
    /// A best position.
    Peak,
    /// A position.
    Position,
    /// A number of weeks.
    Weeks,
    /// A number of weeks at number one.
    WeeksAtOne,
    /// The place, or the day, of a first week.
    Debut,
    /// A position the week before.
    LastWeek,
    /// Whatever a record says, in the page's language.
    Value,
    /// The writer's words for a fact that is checked.
    Fact,
    /// An artist's releases.
    Discography,
    /// Results of awards.
    Awards,
    /// A score's themes.
    Leitmotifs,
    /// Scenes in which music is heard.
    Cues,
    /// Where something can be heard.
    WhereToListen,
    /// The songs of a playlist.
    Playlist,
    /// Events.
    Events,
    /// A picture with its caption.
    Photo,
    /// A video elsewhere.
    YouTube,
    /// A song, release or playlist on `Spotify`.
    Spotify,
    /// The same on Apple Music.
    AppleMusic,
    /// Sound from a file of the site.
    AudioFile,
    /// Film from a file of the site.
    VideoFile,
    /// A moment of a recording.
    Moment,
    /// A box beside the text.
    Callout,
    /// Words set large.
    PullQuote,
    /// What gives away how it ends.
    Spoiler,
    /// Questions and answers of two sides.
    Interview,
    /// A table that compares.
    Comparison,
    /// What to remember.
    KeyPoints,
    /// Questions with their answers.
    Faq,
    /// The words of a song.
    Lyrics,
    /// The title of a work.
    Work,
    /// Words with how they are read.
    Romanised,
}

/// Name, where it may stand, body and arguments.
type Signature = (&'static str, BuiltIn, Placement, BodyKind, &'static [&'static str]);

/// Every built-in component: the one list.
const BUILT_IN: [Signature; 36] = {
    use BodyKind::{Blocks, Hidden, MaybeBlocks, MaybeInline, Questions, Quote, Table, Turns};
    use Placement::{Block, Inline};
    const NONE: BodyKind = BodyKind::None;
    const PLAYED: &[&str] = &["id", "track", "soundtrack", "playlist", "title", "poster"];
    const TRACKS: &[&str] = &[
        "drama",
        "soundtrack",
        "artist",
        "chart",
        "tracks",
        "year",
        "genre",
        "label",
        "kind",
        "columns",
        "sort",
        "limit",
        "caption",
        "as_of",
    ];
    const FACT: &[&str] = &[
        "track",
        "soundtrack",
        "drama",
        "artist",
        "chart",
        "playlist",
        "event",
        "issue",
        "instrument",
        "award",
        "contributor",
        "what",
        "is",
        "week",
        "as_of",
    ];
    const VALUE: &[&str] = &[
        "track",
        "soundtrack",
        "drama",
        "artist",
        "chart",
        "playlist",
        "event",
        "issue",
        "instrument",
        "award",
        "contributor",
        "what",
        "josa",
        "week",
        "as_of",
    ];
    [
        ("Tracks", BuiltIn::Tracks, Block, NONE, TRACKS),
        ("Songs", BuiltIn::Songs, Block, NONE, TRACKS),
        (
            "ChartRun",
            BuiltIn::ChartRun,
            Block,
            NONE,
            &["track", "soundtrack", "tracks", "soundtracks", "chart", "caption", "as_of"],
        ),
        ("ChartWeek", BuiltIn::ChartWeek, Block, NONE, &["chart", "week", "limit", "caption", "as_of"]),
        ("Peak", BuiltIn::Peak, Inline, NONE, &["track", "soundtrack", "chart", "as_of", "josa"]),
        ("Position", BuiltIn::Position, Inline, NONE, &["track", "soundtrack", "chart", "week", "as_of", "josa"]),
        ("LastWeek", BuiltIn::LastWeek, Inline, NONE, &["track", "soundtrack", "chart", "week", "as_of", "josa"]),
        ("Weeks", BuiltIn::Weeks, Inline, NONE, &["track", "soundtrack", "chart", "as_of", "josa"]),
        ("WeeksAtOne", BuiltIn::WeeksAtOne, Inline, NONE, &["track", "soundtrack", "chart", "as_of", "josa"]),
        ("Debut", BuiltIn::Debut, Inline, NONE, &["track", "soundtrack", "chart", "date", "as_of", "josa"]),
        ("Fact", BuiltIn::Fact, Inline, BodyKind::Inline, FACT),
        ("Value", BuiltIn::Value, Inline, NONE, VALUE),
        ("Discography", BuiltIn::Discography, Block, NONE, &["artist", "kind", "limit", "caption"]),
        (
            "Awards",
            BuiltIn::Awards,
            Block,
            NONE,
            &["artist", "track", "soundtrack", "drama", "award", "body", "year", "result", "limit", "caption", "as_of"],
        ),
        ("Leitmotifs", BuiltIn::Leitmotifs, Block, NONE, &["soundtrack", "leitmotif", "caption"]),
        ("Cues", BuiltIn::Cues, Block, NONE, &["track", "soundtrack", "drama", "caption"]),
        ("WhereToListen", BuiltIn::WhereToListen, Block, NONE, &["track", "soundtrack", "playlist", "artist", "title"]),
        ("Playlist", BuiltIn::Playlist, Block, NONE, &["playlist", "limit", "caption"]),
        ("Events", BuiltIn::Events, Block, NONE, &["kind", "artist", "subject", "from", "limit", "caption"]),
        (
            "Photo",
            BuiltIn::Photo,
            Block,
            NONE,
            &["src", "alt", "decorative", "caption", "credit", "licence", "disclosure", "width"],
        ),
        (
            "YouTube",
            BuiltIn::YouTube,
            Block,
            MaybeBlocks,
            &["id", "track", "soundtrack", "playlist", "title", "poster", "start"],
        ),
        ("Spotify", BuiltIn::Spotify, Block, MaybeBlocks, PLAYED),
        ("AppleMusic", BuiltIn::AppleMusic, Block, MaybeBlocks, PLAYED),
        ("AudioFile", BuiltIn::AudioFile, Block, MaybeBlocks, &["src", "title", "transcript"]),
        ("VideoFile", BuiltIn::VideoFile, Block, MaybeBlocks, &["src", "title", "poster", "captions", "transcript"]),
        ("Moment", BuiltIn::Moment, Inline, MaybeInline, &["at", "in"]),
        ("Callout", BuiltIn::Callout, Block, Blocks, &["kind", "title"]),
        ("PullQuote", BuiltIn::PullQuote, Block, Quote, &["by", "from"]),
        ("Spoiler", BuiltIn::Spoiler, Block, Hidden, &["drama", "episode", "title"]),
        ("Interview", BuiltIn::Interview, Block, Turns, &["q", "a"]),
        ("Comparison", BuiltIn::Comparison, Block, Table, &["caption"]),
        ("KeyPoints", BuiltIn::KeyPoints, Block, Blocks, &["title"]),
        ("Faq", BuiltIn::Faq, Block, Questions, &["title"]),
        ("Lyrics", BuiltIn::Lyrics, Block, NONE, &["track"]),
        (
            "Work",
            BuiltIn::Work,
            Inline,
            NONE,
            &["drama", "soundtrack", "track", "article", "playlist", "issue", "original"],
        ),
        (
            "Romanised",
            BuiltIn::Romanised,
            Inline,
            MaybeInline,
            &[
                "reading",
                "lang",
                "drama",
                "soundtrack",
                "track",
                "artist",
                "playlist",
                "event",
                "issue",
                "instrument",
                "award",
            ],
        ),
    ]
};

/// What `<Songs>` shows unless it is told: the essay's table of who sings what, where it is from and what became of it.
const SONGS: [Column; 5] = [Column::Artists, Column::Title, Column::Drama, Column::Charts, Column::Awards];

/// The shapes of the built-in components, by name.
pub fn built_in_shapes() -> BTreeMap<String, Shape> {
    BUILT_IN
        .iter()
        .map(|(name, _, placement, body, _)| ((*name).to_owned(), Shape { placement: *placement, body: *body }))
        .collect()
}

/// The names of a built-in component's arguments; nothing for a name that is none.
pub fn built_in_arguments(name: &str) -> Option<&'static [&'static str]> {
    BUILT_IN.iter().find(|(it, ..)| *it == name).map(|(.., arguments)| *arguments)
}

/// A component whose arguments are resolved and checked, by what it draws.
#[derive(Debug, Clone)]
pub enum LinkedComponent {
    /// A table of tracks.
    Tracks(TrackTable),
    /// What stood on a chart.
    Charted(Charted),
    /// A fact within a sentence.
    Told(Told),
    /// A list of what the catalogue holds.
    Listed {
        /// What.
        list: Listed,
        /// Its caption or title.
        caption: Option<String>,
    },
    /// A picture, a recording or a player.
    Media(Media),
    /// A box in the text.
    Prose(Prose),
    /// A name within a sentence.
    Named(Named),
    /// A component of the theme.
    Theme {
        /// Its name.
        name: String,
        /// Its arguments.
        arguments: Vec<(String, ArgumentValue)>,
    },
    /// It has a fault, which was reported.
    Broken,
}

impl LinkedComponent {
    /// The records that it shows, for "articles that mention".
    pub fn mentions(&self) -> Vec<Entity> {
        match self {
            LinkedComponent::Tracks(table) => table.mentions(),
            LinkedComponent::Charted(charted) => charted.mentions(),
            LinkedComponent::Told(told) => told.mentions(),
            LinkedComponent::Listed { list, .. } => list.mentions(),
            LinkedComponent::Media(media) => media.mentions(),
            LinkedComponent::Prose(prose) => prose.mentions(),
            LinkedComponent::Named(named) => named.mentions(),
            LinkedComponent::Theme { arguments, .. } => arguments
                .iter()
                .filter_map(|(_, value)| if let ArgumentValue::Entity(e) = value { Some(*e) } else { None })
                .collect(),
            LinkedComponent::Broken => Vec::new(),
        }
    }
}

/// Resolves and checks one component.
pub(super) fn component(
    matter: &ComponentMatter,
    context: &Context,
    diagnostics: &mut Vec<Diagnostic>,
) -> LinkedComponent {
    let before = diagnostics.len();
    let mut args = Args { matter, context, diagnostics };
    let built_in = BUILT_IN.iter().find(|(name, ..)| *name == &*matter.name);
    let linked = match built_in {
        Some((_, which, _, _, names)) => {
            args.known(names);
            match which {
                BuiltIn::Tracks => args.tracks(None),
                BuiltIn::Songs => args.tracks(Some(&SONGS)),
                BuiltIn::ChartRun => args.chart_run(),
                BuiltIn::ChartWeek => args.chart_week(),
                BuiltIn::Peak => args.number(What::Peak),
                BuiltIn::Position => args.number(What::Position),
                BuiltIn::LastWeek => args.number(What::LastWeek),
                BuiltIn::Weeks => args.number(What::Weeks),
                BuiltIn::WeeksAtOne => args.number(What::WeeksAtOne),
                BuiltIn::Debut => args.debut(),
                BuiltIn::Value => args.value(),
                BuiltIn::Fact => args.fact(),
                BuiltIn::Discography => args.discography(),
                BuiltIn::Awards => args.awards(),
                BuiltIn::Leitmotifs => args.leitmotifs(),
                BuiltIn::Cues => args.cues(),
                BuiltIn::WhereToListen => args.where_to_listen(),
                BuiltIn::Playlist => args.playlist(),
                BuiltIn::Events => args.events(),
                BuiltIn::Photo => args.photo(),
                BuiltIn::YouTube => args.embed(Platform::Youtube),
                BuiltIn::Spotify => args.embed(Platform::Spotify),
                BuiltIn::AppleMusic => args.embed(Platform::AppleMusic),
                BuiltIn::AudioFile => args.recording(false),
                BuiltIn::VideoFile => args.recording(true),
                BuiltIn::Moment => args.moment_of(),
                BuiltIn::Callout => args.callout(),
                BuiltIn::PullQuote => Some(args.pull_quote()),
                BuiltIn::Spoiler => args.spoiler(),
                BuiltIn::Interview => args.interview(),
                BuiltIn::Comparison => args.comparison(),
                BuiltIn::KeyPoints => Some(args.key_points()),
                BuiltIn::Faq => Some(args.faq()),
                BuiltIn::Lyrics => args.lyrics(),
                BuiltIn::Work => args.work(),
                BuiltIn::Romanised => args.romanised(),
            }
        }
        None => args.theme(),
    };
    // That a body is missing was told when the text was read.
    let needs_body = match built_in {
        Some((_, _, _, body, _)) => !matches!(body, BodyKind::None | BodyKind::MaybeInline | BodyKind::MaybeBlocks),
        None => context.signatures.get(&*matter.name).is_some_and(|signature| signature.body),
    };
    let faulty = diagnostics.len() > before;
    // Why an article has no day was told. What is asked of the catalogue as of that day is no fault of its own; a plain
    // field of a record, a stated week or day have nothing to do with it.
    let stated = |name: &str| matter.args.iter().any(|argument| &*argument.name == name);
    if !(context.dated || told::is_of_any_day(matter) || stated("week") || stated("as_of")) {
        let told = diagnostics.split_off(before);
        let as_of_the_day = |it: &Diagnostic| matches!(it.code, Code::FactUnknown | Code::FactContradicted);
        diagnostics.extend(told.into_iter().filter(|it| !as_of_the_day(it)));
    }
    if faulty || (needs_body && !matter.body) {
        LinkedComponent::Broken
    } else {
        linked.unwrap_or(LinkedComponent::Broken)
    }
}
