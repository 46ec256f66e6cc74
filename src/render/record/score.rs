//! A score in depth as JSON: leitmotifs and their returns, cues by scene, the words of songs.

use super::Facts;
use super::soundtrack::length;
use crate::model::{Cue, Entity, Leitmotif, Length, Lyrics, LyricsLine, Names, Texts, ThemeReturn};
use serde_json::{Map, Value};

/// Adds what is known.
fn put(map: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    let value = value.into();
    if !value.is_null() {
        map.insert(key.to_owned(), value);
    }
}

impl Facts<'_> {
    pub(super) fn put_texts(&self, map: &mut Map<String, Value>, key: &str, others: &str, texts: &Texts) {
        put(map, key, texts.plain.as_deref());
        put(map, others, self.by_language(&texts.others));
    }

    /// A name as `title`, and what it is in other languages.
    pub(super) fn put_names(&self, map: &mut Map<String, Value>, names: &Names) {
        put(map, "title", names.plain.as_str());
        put(map, "names", self.by_language(&names.others));
    }

    pub(super) fn leitmotif(&self, theme: &Leitmotif) -> Map<String, Value> {
        let mut map = Map::new();
        put(&mut map, "slug", theme.slug.as_str());
        self.put_names(&mut map, &theme.names);
        self.put_texts(&mut map, "owner", "owners", &theme.owner);
        put(&mut map, "instruments", theme.instruments.iter().map(|it| self.played(it)).collect::<Vec<_>>());
        self.put_texts(&mut map, "summary", "summaries", &theme.summaries);
        put(&mut map, "notation", theme.notation.as_deref());
        put(&mut map, "returns", theme.returns.iter().map(|it| self.theme_return(it)).collect::<Vec<_>>());
        map
    }

    fn theme_return(&self, it: &ThemeReturn) -> Map<String, Value> {
        let mut map = Map::new();
        put(&mut map, "track", self.reference(Entity::Track(it.track)));
        put(&mut map, "at", it.at.map(|at| length(Length(*at))));
        self.put_texts(&mut map, "note", "notes", &it.notes);
        put(&mut map, "instruments", it.instruments.iter().map(|it| self.played(it)).collect::<Vec<_>>());
        map
    }

    pub(super) fn cue(&self, cue: &Cue) -> Map<String, Value> {
        let mut map = Map::new();
        put(&mut map, "drama", cue.drama.map(|drama| self.reference(Entity::Drama(drama))));
        put(&mut map, "episode", cue.episode);
        put(&mut map, "at", cue.at.map(|at| length(Length(at))));
        self.put_texts(&mut map, "scene", "scenes", &cue.scene);
        map
    }

    pub(super) fn lyrics(&self, lyrics: &Lyrics) -> Map<String, Value> {
        let mut map = Map::new();
        put(&mut map, "language", lyrics.language.as_str());
        put(&mut map, "rights", lyrics.rights.map(crate::model::LyricsRights::word));
        put(&mut map, "licence", lyrics.licence.as_deref());
        put(&mut map, "source", lyrics.source.as_deref());
        put(&mut map, "link", lyrics.link.as_deref());
        let line = |line: &LyricsLine| {
            let mut map = Map::new();
            put(&mut map, "original", line.original.as_str());
            put(&mut map, "romanised", line.romanised.as_deref());
            put(&mut map, "translations", self.by_language(&line.translations));
            Value::from(map)
        };
        let stanzas = lyrics.stanzas.iter().map(|lines| lines.iter().map(line).collect::<Vec<_>>());
        put(&mut map, "stanzas", stanzas.collect::<Vec<_>>());
        map
    }
}
