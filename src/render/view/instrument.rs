//! An instrument's page: what it is, the themes that it carries, who plays it.

use super::{PictureView, RecordPageView, RefView, TextView, Views, WhoView};
use crate::catalogue::CreditedOn;
use crate::model::{Entity, Id, Instrument};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// A theme that an instrument carries.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CarriedThemeView {
    /// Its title in the page's language.
    pub title: String,
    /// The title's language, when it is not the page's.
    pub lang: Option<String>,
    /// Its place on the page of the soundtrack.
    pub url: String,
    /// Whom it belongs to.
    pub owner: Option<TextView>,
    /// The release.
    pub soundtrack: RefView,
}

/// Someone who plays an instrument.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlayerView {
    /// Who.
    pub who: WhoView,
    /// On what; a recording once, however many releases it is on.
    pub items: Vec<PlayedOnView>,
}

/// A work on which someone plays an instrument.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlayedOnView {
    /// The work.
    #[serde(flatten)]
    pub work: RefView,
    /// The words that tell a track from other recordings of the same song.
    pub version: Option<String>,
    /// The language of these words, when it is not the page's.
    pub version_lang: Option<String>,
    /// A track's release, where neither title nor version tells it from another work of the list.
    pub on: Option<RefView>,
}

/// An instrument.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InstrumentView {
    /// What the pages of all records have.
    #[serde(flatten)]
    pub record: RecordPageView,
    /// `strings`.
    pub family: Option<&'static str>,
    /// In words.
    pub family_label: Option<String>,
    /// Its class by Hornbostel and Sachs.
    pub hornbostel: Option<String>,
    /// Its relatives.
    pub related: Vec<RefView>,
    /// What it looks like.
    pub picture: Option<PictureView>,
    /// A page about it elsewhere.
    pub link: Option<String>,
    /// Themes that it carries.
    pub themes: Vec<CarriedThemeView>,
    /// Who plays it.
    pub players: Vec<PlayerView>,
}

impl Views<'_> {
    /// An instrument's page.
    pub fn instrument(&self, id: Id<Instrument>) -> InstrumentView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.instrument(id);
        let playing = &catalogue.derived.playing[id.index()];
        let themes = playing.themes.iter().filter_map(|(soundtrack, place)| {
            let theme = catalogue.soundtrack(*soundtrack).leitmotifs.get(*place)?;
            let soundtrack = self.reference(Entity::Soundtrack(*soundtrack));
            let (title, lang) = self.name(&theme.names);
            let url = super::score::theme_url(&soundtrack, theme);
            Some(CarriedThemeView { title, lang, url, owner: self.text(&theme.owner), soundtrack })
        });
        let players = playing.players.iter().map(|(person, credited, works)| PlayerView {
            who: self.who(person, credited.as_ref(), None, ""),
            items: self.played_on(works),
        });
        InstrumentView {
            record: self.record_page(Entity::Instrument(id)),
            family: it.family.map(crate::model::InstrumentFamily::word),
            family_label: it.family.map(|family| self.say(&format!("family.{}", family.word()))),
            hornbostel: it.hornbostel.clone(),
            related: playing.related.iter().map(|other| self.reference(Entity::Instrument(*other))).collect(),
            picture: self.picture(it.picture.as_ref()),
            link: it.link.as_deref().and_then(super::small::address),
            themes: themes.collect(),
            players: players.collect(),
        }
    }

    fn played_on(&self, works: &[CreditedOn]) -> Vec<PlayedOnView> {
        let catalogue = &self.magazine.catalogue;
        let (mut recordings, mut items) = (HashSet::new(), Vec::new());
        for work in works {
            let track = match work {
                CreditedOn::Track(id) => Some(catalogue.track(*id)),
                _ => None,
            };
            if track.is_none_or(|track| recordings.insert(track.recording)) {
                let on = track.map(|track| self.reference(Entity::Soundtrack(track.soundtrack)));
                let (version, version_lang) = TextView::apart(track.and_then(|track| self.text(&track.version)));
                items.push(PlayedOnView { work: self.credited_on(*work), version, version_lang, on });
            }
        }
        let mut names: HashMap<(String, Option<String>), usize> = HashMap::new();
        let name = |item: &PlayedOnView| (item.work.title.clone(), item.version.clone());
        for item in &items {
            *names.entry(name(item)).or_default() += 1;
        }
        for item in &mut items {
            if names[&name(item)] == 1 {
                item.on = None;
            }
        }
        items
    }

    /// A work that someone is credited on.
    pub(super) fn credited_on(&self, work: CreditedOn) -> RefView {
        self.reference(match work {
            CreditedOn::Drama(id) => Entity::Drama(id),
            CreditedOn::Soundtrack(id) => Entity::Soundtrack(id),
            CreditedOn::Track(id) => Entity::Track(id),
        })
    }
}
