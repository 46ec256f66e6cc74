//! A drama's page.

use super::{AwardLineView, CardView, CreditView, DateView, NameLinkView, SoundtrackCardView, TextView, Views};
use crate::model::{Drama, Entity, Id, NameKind};
use serde::Serialize;

/// A drama with its soundtracks.
#[derive(Debug, Clone, Serialize)]
pub struct DramaView {
    /// `drama:goblin`.
    pub id: String,
    /// Its name in the page's language.
    pub title: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// Other names.
    pub names: Vec<TextView>,
    /// Romanised.
    pub romanised: Option<String>,
    /// Other names still.
    pub aliases: Vec<String>,
    /// `series` or `film`.
    pub kind: &'static str,
    /// In words.
    pub kind_label: String,
    /// Network.
    pub network: Option<NameLinkView>,
    /// Studio.
    pub studio: Option<String>,
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
    /// What it is.
    pub summary: Option<TextView>,
    /// Who did what.
    pub credits: Vec<CreditView>,
    /// Its releases with their tracks, oldest first.
    pub soundtracks: Vec<SoundtrackCardView>,
    /// What it won and was nominated for.
    pub awards: Vec<AwardLineView>,
    /// Articles about it.
    pub articles: Vec<CardView>,
    /// Articles that mention it.
    pub mentions: Vec<CardView>,
    /// `[extra]` of its record.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Views<'_> {
    /// A drama's page.
    pub fn drama(&self, id: Id<Drama>) -> DramaView {
        let catalogue = &self.magazine.catalogue;
        let it = catalogue.drama(id);
        let (title, lang) = self.name(&it.record.names);
        let (articles, mentions) = self.about(Entity::Drama(id));
        DramaView {
            id: catalogue.index.id(Entity::Drama(id)).to_owned(),
            title,
            lang,
            names: self.other_names(&it.record.names),
            romanised: it.record.names.romanised.clone(),
            aliases: it.record.names.aliases.clone(),
            kind: it.kind.word(),
            kind_label: self.say(&format!("kind.{}", it.kind.word())),
            network: it.network.as_deref().map(|name| self.name_link(NameKind::Network, name)),
            studio: it.studio.clone(),
            premiered: it.premiered.map(|d| self.partial_date(*d)),
            finale: it.finale.map(|d| self.partial_date(*d)),
            released: it.released.map(|d| self.partial_date(*d)),
            episodes: it.episodes,
            genres: self.genres(&it.genres),
            fictional: it.fictional,
            summary: self.text(&it.record.summaries),
            credits: self.credits(&it.credits),
            soundtracks: catalogue.derived.drama_soundtracks[id.index()]
                .iter()
                .map(|s| self.soundtrack_card(*s, true))
                .collect(),
            awards: self.awards(Entity::Drama(id)),
            articles,
            mentions,
            extra: super::article::extra(&it.record.extra),
        }
    }
}
