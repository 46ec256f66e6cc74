//! A drama's page.

use super::elsewhere::IdView;
use super::score::CuesView;
use super::track::ChartedView;
use super::{
    AwardLineView, CreditView, DateView, NameLinkView, PictureView, RecordPageView, SoundtrackCardView, TextView, Views,
};
use crate::model::{Drama, Entity, Id, NameKind};
use schemars::JsonSchema;
use serde::Serialize;

/// A drama with its soundtracks.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DramaView {
    /// What the pages of all records have.
    #[serde(flatten)]
    pub record: RecordPageView,
    /// `series` or `film`.
    pub kind: &'static str,
    /// In words.
    pub kind_label: String,
    /// Network.
    pub network: Option<NameLinkView>,
    /// Studio.
    pub studio: Option<String>,
    /// The studio's language, when it is not the page's.
    pub studio_lang: Option<String>,
    /// First broadcast.
    pub premiered: Option<DateView>,
    /// Last broadcast.
    pub finale: Option<DateView>,
    /// A film's release.
    pub released: Option<DateView>,
    /// How many.
    pub episodes: Option<u32>,
    /// Genres.
    pub genres: Vec<NameLinkView>,
    /// Invented.
    pub fictional: bool,
    /// Its own page elsewhere.
    pub link: Option<String>,
    /// Codes of public catalogues.
    pub ids: Vec<IdView>,
    /// The picture that stands for it.
    pub cover: Option<PictureView>,
    /// Who did what.
    pub credits: Vec<CreditView>,
    /// Its releases with their tracks, oldest first.
    pub soundtracks: Vec<SoundtrackCardView>,
    /// What of them stood on charts, the best first.
    pub charted: Vec<ChartedView>,
    /// How much of it is left out.
    pub charted_more: usize,
    /// Scenes in which their tracks are heard: one drama at most, its own.
    pub cues: Vec<CuesView>,
    /// What it won and was nominated for.
    pub awards: Vec<AwardLineView>,
}

/// How many peaks a drama's page tells.
const CHARTED_SHOWN: usize = 30;

impl Views<'_> {
    /// A drama's page.
    pub fn drama(&self, id: Id<Drama>) -> DramaView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.drama(id);
        let releases = &catalogue.derived.drama_soundtracks[id.index()];
        let tracks = || releases.iter().flat_map(|release| &catalogue.soundtrack(*release).tracks).copied();
        let own = tracks().filter(|track| catalogue.track_dramas(catalogue.track(*track)).contains(&id));
        let works = own.map(Entity::Track).chain(releases.iter().map(|release| Entity::Soundtrack(*release)));
        let (charted, charted_more) = self.charted(works, CHARTED_SHOWN);
        let cues = tracks().flat_map(|track| catalogue.track(track).cues.iter().map(move |cue| (track, cue)));
        let cues = cues.filter(|(track, cue)| catalogue.cue_drama(*track, cue) == Some(id));
        let (studio, studio_lang) = TextView::apart(self.text(&it.studio));
        DramaView {
            record: self.record_page(Entity::Drama(id)),
            kind: it.kind.word(),
            kind_label: self.say(&format!("kind.{}", it.kind.word())),
            network: it.network.as_deref().map(|name| self.name_link(NameKind::Network, name)),
            studio,
            studio_lang,
            premiered: it.premiered.map(|d| self.partial_date(*d)),
            finale: it.finale.map(|d| self.partial_date(*d)),
            released: it.released.map(|d| self.partial_date(*d)),
            episodes: it.episodes,
            genres: self.genres(&it.genres),
            fictional: it.fictional,
            link: it.link.as_deref().and_then(super::small::address),
            ids: self.ids(&it.record),
            cover: self.picture(it.cover.as_ref()),
            credits: self.credits(&it.credits),
            soundtracks: releases.iter().map(|s| self.soundtrack_card(*s, true)).collect(),
            charted,
            charted_more,
            cues: self.cues(cues),
            awards: self.awards(Entity::Drama(id)),
        }
    }
}
