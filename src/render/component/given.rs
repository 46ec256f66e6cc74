//! What each component is given to draw: its name, the type of its value and a sentence. None can be given another.

use super::charted::{CaptionedWeekView, RunsView};
use super::listed::{DatedEventView, ListView, ListedSongView, ScenesView};
use super::media::{EmbedView, MomentView, PhotoView, RecordingView};
use super::named::{RomanisedView, WorkView};
use super::prose::{BoxView, CalloutView, QuoteView, SpoilerView, SungView};
use super::told::ToldView;
use super::tracks::TracksView;
use crate::render::contract::values::{Given, Told};
use crate::render::view::{AwardLineView, DiscographyView, LeitmotifView, ListenView, PictureView, RunView};

macro_rules! given {
    ($($constant:ident: $type:ty = $name:literal, $about:literal;)*) => {
        $(
            #[doc = $about]
            #[allow(clippy::doc_markdown)]
            pub(super) const $constant: Given<$type> = Given::new($name, $about);
        )*

        /// All components that the program gives something to draw.
        pub(in crate::render) const DRAWN: &[Told] = &[$($constant.told()),*];
    };
}

given! {
    TRACKS: TracksView = "Tracks", "A table of tracks, for looking up.";
    SONGS: TracksView = "Songs", "A table of songs, for reading: who sings what, and what became of it.";
    CHART_RUN: RunView = "ChartRun", "A chart run. Several on one chart are drawn by `ChartRuns`.";
    CHART_RUNS: RunsView = "ChartRuns", "Several chart runs on one chart, side by side: a `<ChartRun>` with more than one song.";
    CHART_WEEK: CaptionedWeekView = "ChartWeek", "One week of a chart.";
    PEAK: ToldView = "Peak", "The best position on a chart.";
    POSITION: ToldView = "Position", "The position on a chart.";
    LAST_WEEK: ToldView = "LastWeek", "The position the week before.";
    WEEKS: ToldView = "Weeks", "How many weeks on a chart.";
    WEEKS_AT_ONE: ToldView = "WeeksAtOne", "How many weeks at number one.";
    DEBUT: ToldView = "Debut", "The position, or the day, of the first week on a chart.";
    FACT: ToldView = "Fact", "The writer's words for a fact that is checked; the body has them.";
    VALUE: ToldView = "Value", "Whatever a record says, in the page's language.";
    DISCOGRAPHY: ListView<DiscographyView> = "Discography", "An artist's releases, the newest first.";
    AWARDS: ListView<AwardLineView> = "Awards", "Results of awards.";
    LEITMOTIFS: ListView<LeitmotifView> = "Leitmotifs", "A score's themes.";
    CUES: ScenesView = "Cues", "Scenes in which music is heard.";
    WHERE_TO_LISTEN: ListView<ListenView> = "WhereToListen", "Where something can be heard.";
    PLAYLIST: ListView<ListedSongView> = "Playlist", "The songs of a playlist.";
    EVENTS: ListView<DatedEventView> = "Events", "Events, the earliest first.";
    PHOTO: PhotoView = "Photo", "A picture with its caption.";
    YOUTUBE: EmbedView = "YouTube", "A video on YouTube, before a reader asks for it.";
    SPOTIFY: EmbedView = "Spotify", "A song, release or playlist on Spotify, before a reader asks for it.";
    APPLE_MUSIC: EmbedView = "AppleMusic", "A song, release or playlist on Apple Music, before a reader asks for it.";
    AUDIO_FILE: RecordingView = "AudioFile", "Sound from a file of the magazine.";
    VIDEO_FILE: RecordingView = "VideoFile", "Film from a file of the magazine.";
    MOMENT: MomentView = "Moment", "A link to a moment of a recording on the same page.";
    CALLOUT: CalloutView = "Callout", "A box beside the text.";
    PULL_QUOTE: QuoteView = "PullQuote", "Words set large.";
    SPOILER: SpoilerView = "Spoiler", "What gives away how it ends; without a body, where it is not shown, a link to it.";
    INTERVIEW: BoxView = "Interview", "Questions and answers of two sides; the body has an element for each turn.";
    COMPARISON: BoxView = "Comparison", "A table that compares; the body is the table.";
    KEY_POINTS: BoxView = "KeyPoints", "What to remember.";
    FAQ: BoxView = "Faq", "Questions with their answers.";
    LYRICS: SungView = "Lyrics", "The words of a song.";
    WORK: WorkView = "Work", "The title of a work, as the house marks titles.";
    ROMANISED: RomanisedView = "Romanised", "Words in another script with how they are read.";
    PICTURE_CAPTION: PictureView = "PictureCaption", "The caption of a picture in a text, `![…](…)`; its argument is `picture`.";
    PICTURE_CREDIT: PictureView = "PictureCredit", "Whose a picture in a text is, `![…](…)`; its argument is `picture`.";
}

/// Single facts, which share their value.
const FACTS: [&Given<ToldView>; 8] = [&VALUE, &FACT, &PEAK, &POSITION, &LAST_WEEK, &WEEKS, &WEEKS_AT_ONE, &DEBUT];

/// The component of this name that tells a single fact.
pub(super) fn fact(name: &str) -> &'static Given<ToldView> {
    FACTS.into_iter().find(|it| it.name == name).unwrap_or(&VALUE)
}
