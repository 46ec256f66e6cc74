//! A score in depth: themes and where they return, scenes, words.

use super::{LengthView, NameLinkView, RefView, SourceView, TextView, Views};
use crate::model::{Cue, Drama, Entity, Id, LanguageId, Leitmotif, Length, Lyrics, Soundtrack, ThemeReturn, Track};
use schemars::JsonSchema;
use serde::Serialize;

/// A place at which a leitmotif is heard.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReturnView {
    /// On which track.
    pub track: RefView,
    /// The words that tell the track from other recordings of the same song: `instrumental`.
    pub version: Option<String>,
    /// The language of these words, when it is not the page's.
    pub version_lang: Option<String>,
    /// The track's release, when it is another than the theme's.
    pub on: Option<RefView>,
    /// When, from the track's beginning.
    pub at: Option<LengthView>,
    /// What it is like there.
    pub note: Option<TextView>,
    /// What carries it there, when not what usually does.
    pub instruments: Vec<NameLinkView>,
}

/// A leitmotif.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LeitmotifView {
    /// Its place on the page of its release: `leitmotif-the-gardener`.
    pub id: String,
    /// Its slug.
    pub slug: String,
    /// The address of that place.
    pub url: String,
    /// Its release.
    pub soundtrack: RefView,
    /// Its name in the page's language.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// Other names.
    pub names: Vec<TextView>,
    /// The character or bond that it belongs to.
    pub owner: Option<TextView>,
    /// What carries it.
    pub instruments: Vec<NameLinkView>,
    /// Its notes, as typed.
    pub notation: Option<String>,
    /// What it is like.
    pub summary: Option<TextView>,
    /// Where it returns; on the page of a track, where in this track.
    pub returns: Vec<ReturnView>,
}

/// A scene in which a track is heard.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CueView {
    /// The track.
    pub track: RefView,
    /// The words that tell the track from other recordings of the same song.
    pub version: Option<String>,
    /// The language of these words, when it is not the page's.
    pub version_lang: Option<String>,
    /// When, from the episode's beginning.
    pub at: Option<LengthView>,
    /// What happens.
    pub scene: Option<TextView>,
}

/// The scenes of an episode.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EpisodeView {
    /// Its number; none for a film.
    pub number: Option<u32>,
    /// Scenes in their order.
    pub cues: Vec<CueView>,
}

/// The scenes of a drama.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CuesView {
    /// The drama.
    pub drama: Option<RefView>,
    /// By episode.
    pub episodes: Vec<EpisodeView>,
}

/// One line of a song.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineView {
    /// As it is sung.
    pub original: String,
    /// In Latin letters.
    pub romanised: Option<String>,
    /// In the page's language or the nearest.
    pub translation: Option<String>,
}

/// The words of a song, or only a link to them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LyricsView {
    /// The original's language.
    pub lang: String,
    /// The romanisation's: `ko-Latn`; nothing when there is none.
    pub romanised_lang: Option<String>,
    /// The translation's; nothing when there is none.
    pub translation_lang: Option<String>,
    /// Why the words may stand here: `own`.
    pub rights: Option<&'static str>,
    /// The same in words.
    pub rights_label: Option<String>,
    /// Under which licence.
    pub licence: Option<String>,
    /// Where they are from.
    pub source: Option<SourceView>,
    /// Stanzas of lines.
    pub stanzas: Vec<Vec<LineView>>,
    /// Where else they can be read.
    pub link: Option<String>,
}

/// A theme's place on the page of its release.
pub(super) fn theme_url(soundtrack: &RefView, theme: &Leitmotif) -> String {
    format!("{}#leitmotif-{}", soundtrack.url, crate::config::encoded_path(&theme.slug))
}

/// A cue, its drama and its track.
type Heard<'c> = (Option<Id<Drama>>, Id<Track>, &'c Cue);

impl Views<'_> {
    fn theme_return(&self, release: Id<Soundtrack>, it: &ThemeReturn) -> ReturnView {
        let track = self.magazine.catalogue.track(it.track);
        let (version, version_lang) = TextView::apart(self.text(&track.version));
        ReturnView {
            track: self.reference(Entity::Track(it.track)),
            version,
            version_lang,
            on: (track.soundtrack != release).then(|| self.reference(Entity::Soundtrack(track.soundtrack))),
            at: it.at.map(|at| self.length(Length(at.value))),
            note: self.text(&it.notes),
            instruments: it.instruments.iter().map(|played| self.played(played)).collect(),
        }
    }

    /// A leitmotif by its place among those of its release.
    pub fn leitmotif(&self, release: Id<Soundtrack>, place: usize) -> Option<LeitmotifView> {
        let it = self.magazine.catalogue.soundtrack(release).leitmotifs.get(place)?;
        let (title, lang) = self.name(&it.names);
        let soundtrack = self.reference(Entity::Soundtrack(release));
        Some(LeitmotifView {
            id: format!("leitmotif-{}", it.slug),
            slug: it.slug.clone(),
            url: theme_url(&soundtrack, it),
            soundtrack,
            title,
            lang,
            names: self.other_names(&it.names),
            owner: self.text(&it.owner),
            instruments: it.instruments.iter().map(|played| self.played(played)).collect(),
            notation: it.notation.clone(),
            summary: self.text(&it.summaries),
            returns: it.returns.iter().map(|one| self.theme_return(release, one)).collect(),
        })
    }

    /// A release's leitmotifs.
    pub(super) fn leitmotifs(&self, release: Id<Soundtrack>) -> Vec<LeitmotifView> {
        let count = self.magazine.catalogue.soundtrack(release).leitmotifs.len();
        (0..count).filter_map(|place| self.leitmotif(release, place)).collect()
    }

    /// The leitmotifs that are heard in a recording, each with its places in it alone.
    pub(super) fn themes(&self, recording: Id<Track>) -> Vec<LeitmotifView> {
        let catalogue = &self.magazine.catalogue;
        let theme = |(release, place): &(Id<Soundtrack>, usize)| {
            let it = catalogue.soundtrack(*release).leitmotifs.get(*place)?;
            let here = it.returns.iter().filter(|one| catalogue.track(one.track).recording == recording);
            let returns = here.map(|one| self.theme_return(*release, one)).collect();
            Some(LeitmotifView { returns, ..self.leitmotif(*release, *place)? })
        };
        catalogue.derived.themes.get(&recording).into_iter().flatten().filter_map(theme).collect()
    }

    /// Scenes by drama and episode, in their order; one that is told twice stands once.
    pub fn cues<'c>(&self, cues: impl Iterator<Item = (Id<Track>, &'c Cue)>) -> Vec<CuesView> {
        let catalogue = &self.magazine.catalogue;
        let mut all: Vec<Heard> = Vec::new();
        for (id, cue) in cues {
            let track = catalogue.track(id);
            let drama = catalogue.cue_drama(id, cue);
            let same = |(other, before, it): &&Heard| {
                *other == drama
                    && catalogue.track(*before).recording == track.recording
                    && (it.episode, it.at, &it.scene.plain) == (cue.episode, cue.at, &cue.scene.plain)
            };
            if !all.iter().any(|before| same(&before)) {
                all.push((drama, id, cue));
            }
        }
        // Stable: what has no time stays in the order of the release.
        all.sort_by_key(|(drama, _, cue)| (*drama, cue.episode, cue.at.is_none(), cue.at));
        let mut views: Vec<(Option<Id<Drama>>, CuesView)> = Vec::new();
        for (drama, track, cue) in all {
            if views.last().is_none_or(|(last, _)| *last != drama) {
                let shown = drama.map(|id| self.reference(Entity::Drama(id)));
                views.push((drama, CuesView { drama: shown, episodes: Vec::new() }));
            }
            let Some((_, view)) = views.last_mut() else { continue };
            if view.episodes.last().is_none_or(|last| last.number != cue.episode) {
                view.episodes.push(EpisodeView { number: cue.episode, cues: Vec::new() });
            }
            let Some(episode) = view.episodes.last_mut() else { continue };
            let (version, version_lang) = TextView::apart(self.text(&catalogue.track(track).version));
            episode.cues.push(CueView {
                track: self.reference(Entity::Track(track)),
                version,
                version_lang,
                at: cue.at.map(|at| self.length(Length(at))),
                scene: self.text(&cue.scene),
            });
        }
        views.into_iter().map(|(_, view)| view).collect()
    }

    /// The words of a song. Readers of the original's language need no translation into another.
    pub fn lyrics(&self, it: &Lyrics) -> LyricsView {
        let primary = |code: &str| code.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let lines = || it.stanzas.iter().flatten();
        let has = |language: LanguageId| lines().any(|line| line.translations.iter().any(|(l, _)| *l == language));
        let own = primary(&it.language) == primary(self.code(self.language));
        let language = Some(self.language)
            .filter(|language| has(*language))
            .or_else(|| Some(LanguageId::ROOT).filter(|language| !own && has(*language)));
        let line = |line: &crate::model::LyricsLine| LineView {
            original: line.original.clone(),
            romanised: line.romanised.clone(),
            translation: line.translations.iter().find(|(l, _)| Some(*l) == language).map(|(_, text)| text.clone()),
        };
        LyricsView {
            lang: it.language.clone(),
            // RFC 5646: the script comes after the language and before the region.
            romanised_lang: lines()
                .any(|line| line.romanised.is_some())
                .then(|| format!("{}-Latn", primary(&it.language))),
            translation_lang: language.map(|language| self.code(language).to_owned()),
            rights: it.rights.map(crate::model::LyricsRights::word),
            rights_label: it.rights.map(|rights| self.say(&format!("lyrics.{}", rights.word()))),
            licence: it.licence.clone(),
            source: it.source.as_deref().map(|source| self.source(source)),
            stanzas: it.stanzas.iter().map(|stanza| stanza.iter().map(line).collect()).collect(),
            link: it.link.as_deref().and_then(super::small::address),
        }
    }
}
