//! Lists of what the catalogue holds: `<Discography>`, `<Awards>`, `<Leitmotifs>`, `<Cues>`, `<WhereToListen>`,
//! `<Playlist>`, `<Events>`. One that comes out empty is told, because a writer asked for it by name.

use super::LinkedComponent;
use super::arguments::Args;
use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::{
    Artist, Award, AwardOutcome, AwardResult, CreditedArtist, Drama, Entity, Event, EventKind, Honoured, Id, Kind,
    Person, Platform, Playlist, Soundtrack, SoundtrackKind, Track, fold,
};
use jiff::civil::Time;

/// A list of what the catalogue holds, resolved.
#[derive(Debug, Clone)]
pub enum Listed {
    /// An artist's releases, with the tracks on them.
    Discography {
        /// Whose.
        artist: Id<Artist>,
        /// Releases in order, each with the artist's tracks.
        releases: Vec<(Id<Soundtrack>, Vec<Id<Track>>)>,
    },
    /// Results of awards.
    Awards {
        /// What was named in the tag.
        named: Vec<Entity>,
        /// Award, and place of the result in it.
        results: Vec<(Id<Award>, usize)>,
    },
    /// A release's leitmotifs.
    Leitmotifs {
        /// The release.
        soundtrack: Id<Soundtrack>,
        /// Their places in its list.
        which: Vec<usize>,
    },
    /// Scenes in which music is heard.
    Cues {
        /// What was named in the tag.
        of: Entity,
        /// Track, and place of the cue in it.
        cues: Vec<(Id<Track>, usize)>,
    },
    /// Where something can be heard.
    WhereToListen {
        /// What.
        of: Entity,
        /// The record that has the addresses: another track when it is the same recording.
        at: Entity,
    },
    /// The songs of a playlist.
    Playlist {
        /// Which.
        playlist: Id<Playlist>,
        /// At most so many.
        limit: usize,
    },
    /// Events, the earliest first.
    Events {
        /// What was named in the tag.
        named: Vec<Entity>,
        /// Which.
        events: Vec<Id<Event>>,
    },
}

impl Listed {
    pub(super) fn mentions(&self) -> Vec<Entity> {
        match self {
            Listed::Discography { artist, .. } => vec![Entity::Artist(*artist)],
            Listed::Leitmotifs { soundtrack, .. } => vec![Entity::Soundtrack(*soundtrack)],
            Listed::Cues { of, .. } | Listed::WhereToListen { of, .. } => vec![*of],
            Listed::Playlist { playlist, .. } => vec![Entity::Playlist(*playlist)],
            Listed::Awards { named, .. } | Listed::Events { named, .. } => named.clone(),
        }
    }
}

impl Args<'_> {
    fn listed(&mut self, list: Listed) -> LinkedComponent {
        let caption = self.text(if matches!(list, Listed::WhereToListen { .. }) { "title" } else { "caption" });
        LinkedComponent::Listed { list, caption: caption.map(|t| t.value) }
    }

    fn limit(&mut self) -> usize {
        self.integer("limit").map_or(usize::MAX, |n| n as usize)
    }

    /// The one record that the component is about, under the name of its kind.
    pub(super) fn one_of(&mut self, kinds: &[Kind]) -> Option<Entity> {
        let stated: Vec<Kind> = kinds.iter().copied().filter(|kind| self.argument(kind.word()).is_some()).collect();
        let words: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.word())).collect();
        let words = match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => words.concat(),
        };
        match stated.as_slice() {
            [kind] => self.reference(kind.word(), *kind),
            [] => {
                let example = kinds.first().map_or("", |kind| kind.word());
                self.needed(&words, &format!("{example}=\"…\""));
                None
            }
            [.., second] => {
                let span = self.argument(second.word()).map_or_else(|| self.name_span(), |a| a.name_span);
                self.fault(span, format!("`<{}>` takes one of {words}", self.matter.name), None);
                None
            }
        }
    }

    pub(super) fn discography(&mut self) -> Option<LinkedComponent> {
        let limit = self.limit();
        let kind = self.word("kind", SoundtrackKind::WORDS).and_then(SoundtrackKind::from_word);
        let Entity::Artist(artist) = self.one_of(&[Kind::Artist])? else { return None };
        if kind.is_none() && self.argument("kind").is_some() {
            return None;
        }
        let catalogue = self.context.catalogue;
        let is_own = |id: &Id<Track>| catalogue.artists_of(*id).iter().any(|a| a.person == Person::Artist(artist));
        let mut releases: Vec<(Id<Soundtrack>, Vec<Id<Track>>)> = Vec::new();
        for id in (0..catalogue.soundtracks.len()).map(Id::new) {
            let release = catalogue.soundtrack(id);
            let tracks: Vec<Id<Track>> = release.tracks.iter().copied().filter(is_own).collect();
            if !tracks.is_empty() && (kind.is_none() || release.kind == kind) {
                releases.push((id, tracks));
            }
        }
        if releases.is_empty() {
            if self.is_sound(Kind::Soundtrack) {
                let of = catalogue.index.id(Entity::Artist(artist));
                let kind = kind.map_or_else(String::new, |kind| format!(" on a release of the kind {}", kind.word()));
                self.nothing(format!("`{of}` is credited on no track{kind}"), "take the component away until it is");
            }
            return None;
        }
        releases.sort_by_key(|(id, _)| {
            let released = catalogue.soundtrack(*id).released.map(|date| date.first_day());
            (released.is_none(), std::cmp::Reverse(released), *id)
        });
        releases.truncate(limit);
        Some(self.listed(Listed::Discography { artist, releases }))
    }

    pub(super) fn awards(&mut self) -> Option<LinkedComponent> {
        const KINDS: [Kind; 5] = [Kind::Artist, Kind::Track, Kind::Soundtrack, Kind::Drama, Kind::Award];
        let catalogue = self.context.catalogue;
        let limit = self.limit();
        let stated: Vec<Kind> = KINDS.into_iter().filter(|kind| self.argument(kind.word()).is_some()).collect();
        let named: Vec<Option<Entity>> = stated.iter().map(|kind| self.reference(kind.word(), *kind)).collect();
        let year = self.year();
        let as_of = self.as_of();
        let outcome = self.word("result", AwardOutcome::WORDS).and_then(AwardOutcome::from_word);
        let body = self.plain_name("body", "no award is given by", catalogue.awards.iter().map(|a| &a.body.plain));
        let read = [("year", year.is_some()), ("result", outcome.is_some()), ("body", body.is_some())];
        if read.iter().any(|(name, is)| !*is && self.argument(name).is_some()) {
            return None;
        }
        if stated.is_empty() && year.is_none() && body.is_none() {
            let names = "`artist`, `track`, `soundtrack`, `drama`, `award`, `body` or `year`";
            self.needed(names, "artist=\"…\"");
            return None;
        }
        let named: Vec<Entity> = named.into_iter().collect::<Option<_>>()?;
        let mut results = Vec::new();
        // The newest first; the results of one award in the order of its file.
        for id in catalogue.awards_newest() {
            let award = catalogue.award(id);
            let is_meant = year.is_none_or(|year| award.year == year)
                && body.as_ref().is_none_or(|body| fold(body) == fold(&award.body.plain));
            for (n, result) in award.results.iter().enumerate().filter(|_| is_meant) {
                if outcome.is_none_or(|outcome| result.outcome == outcome)
                    && award.is_known(result.outcome, as_of)
                    && named.iter().all(|one| *one == Entity::Award(id) || catalogue.is_honoured(*one, result))
                {
                    results.push((id, n));
                }
            }
        }
        if results.is_empty() {
            if self.is_sound(Kind::Award) {
                let mut said: Vec<String> = named.iter().map(|e| format!("for `{}`", catalogue.index.id(*e))).collect();
                said.extend(body.map(|body| format!("by {body}")));
                said.extend(year.map(|year| format!("of {year}")));
                let what = match outcome {
                    None => "award",
                    Some(AwardOutcome::Won) => "award that was won",
                    Some(AwardOutcome::Nominated) => "nomination",
                };
                let known = as_of.map_or_else(String::new, |day| {
                    format!("; as of {day}, and an award is known from its `date` on (`as_of=\"latest\"` tells all)")
                });
                let help =
                    format!("take the component away until there is one, or add the result to the catalogue{known}");
                self.nothing(format!("the catalogue has no {what} {}", said.join(", ")), help);
            }
            return None;
        }
        results.truncate(limit);
        Some(self.listed(Listed::Awards { named, results }))
    }

    pub(super) fn leitmotifs(&mut self) -> Option<LinkedComponent> {
        let typed = self.text("leitmotif");
        let entity = self.one_of(&[Kind::Soundtrack])?;
        let Entity::Soundtrack(soundtrack) = entity else { return None };
        let catalogue = self.context.catalogue;
        let all = &catalogue.soundtrack(soundtrack).leitmotifs;
        let id = catalogue.index.id(entity);
        if all.is_empty() {
            if catalogue.is_sound(entity) {
                let help = "write them into its file as `[[leitmotifs]]`";
                self.nothing(format!("`{id}` has no leitmotifs"), help);
            }
            return None;
        }
        let which = match typed {
            None if self.argument("leitmotif").is_some() => return None,
            None => (0..all.len()).collect(),
            Some(typed) => match all.iter().position(|one| fold(&one.slug) == fold(&typed.value)) {
                Some(place) => vec![place],
                None => {
                    let slugs: Vec<&str> = all.iter().map(|one| one.slug.as_str()).collect();
                    let message = format!("`{id}` has no leitmotif `{}`", typed.value);
                    let help = did_you_mean(&typed.value, slugs.iter().copied())
                        .unwrap_or_else(|| format!("it has: {}", slugs.join(", ")));
                    let it = Diagnostic::error(Code::UnknownReference, typed.span, message);
                    if catalogue.is_sound(entity) {
                        self.diagnostics.push(it.help(help));
                    }
                    return None;
                }
            },
        };
        Some(self.listed(Listed::Leitmotifs { soundtrack, which }))
    }

    pub(super) fn cues(&mut self) -> Option<LinkedComponent> {
        let of = self.one_of(&[Kind::Track, Kind::Soundtrack, Kind::Drama])?;
        let catalogue = self.context.catalogue;
        let tracks: Vec<Id<Track>> = match of {
            Entity::Track(id) => catalogue.same_recording(id),
            Entity::Soundtrack(id) => catalogue.soundtrack(id).tracks.clone(),
            _ => (0..catalogue.tracks.len()).map(Id::new).collect(),
        };
        let mut cues: Vec<(Id<Track>, usize)> = Vec::new();
        for id in tracks {
            let track = catalogue.track(id);
            for (n, cue) in track.cues.iter().enumerate() {
                let heard_in = |drama: Id<Drama>| catalogue.cue_drama(id, cue) == Some(drama);
                // One recording may tell one scene on two releases.
                let told = cues.iter().any(|(other, m)| {
                    let (other, before) = (catalogue.track(*other), &catalogue.track(*other).cues[*m]);
                    other.recording == track.recording
                        && (before.drama, before.episode, before.at) == (cue.drama, cue.episode, cue.at)
                        && (cue.episode.is_some() || cue.at.is_some())
                });
                if !told && !matches!(of, Entity::Drama(drama) if !heard_in(drama)) {
                    cues.push((id, n));
                }
            }
        }
        if cues.is_empty() {
            if self.is_sound(Kind::Soundtrack) {
                let message = format!("no cue of `{}` is in the catalogue", catalogue.index.id(of));
                self.nothing(message, "write `cues = [{ episode = 1, scene = \"…\" }]` into the track");
            }
            return None;
        }
        // As they are heard.
        cues.sort_by_key(|(id, n)| {
            let cue = &catalogue.track(*id).cues[*n];
            (catalogue.cue_drama(*id, cue), cue.episode, cue.at)
        });
        Some(self.listed(Listed::Cues { of, cues }))
    }

    pub(super) fn where_to_listen(&mut self) -> Option<LinkedComponent> {
        let of = self.one_of(&[Kind::Track, Kind::Soundtrack, Kind::Playlist, Kind::Artist])?;
        let catalogue = self.context.catalogue;
        let at = match of {
            Entity::Track(id) => {
                let own = [id].into_iter().chain(catalogue.same_recording(id));
                own.map(Entity::Track).find(|entity| !catalogue.listen(*entity).is_empty())
            }
            _ => Some(of).filter(|entity| !catalogue.listen(*entity).is_empty()),
        };
        let Some(at) = at else {
            if catalogue.is_sound(of) {
                let message = format!("the catalogue does not say where to listen to `{}`", catalogue.index.id(of));
                let help = "write `listen = { youtube = \"…\" }` into its record, or take the component away";
                self.nothing(message, help);
            }
            return None;
        };
        Some(self.listed(Listed::WhereToListen { of, at }))
    }

    pub(super) fn playlist(&mut self) -> Option<LinkedComponent> {
        let limit = self.limit();
        let Entity::Playlist(playlist) = self.one_of(&[Kind::Playlist])? else { return None };
        // That a playlist is empty is told at its file.
        Some(self.listed(Listed::Playlist { playlist, limit }))
    }

    pub(super) fn events(&mut self) -> Option<LinkedComponent> {
        let catalogue = self.context.catalogue;
        let limit = self.limit();
        let kind = self.word("kind", EventKind::WORDS).and_then(EventKind::from_word);
        let from = self.date("from");
        let artist =
            if self.argument("artist").is_some() { Some(self.reference("artist", Kind::Artist)) } else { None };
        let subject = self.text("subject").map(|typed| self.any_reference(&typed));
        let read = [("kind", kind.is_some()), ("from", from.is_some()), ("subject", subject.is_some())];
        if read.iter().any(|(name, is)| !*is && self.argument(name).is_some()) {
            return None;
        }
        let named: Vec<Entity> = [artist, subject].into_iter().flatten().collect::<Option<_>>()?;
        let (artist, subject) = (artist.flatten(), subject.flatten());
        let mut events = catalogue.events_in_order();
        events.retain(|id| {
            let event = catalogue.event(*id);
            let zone = &event.timezone;
            kind.is_none_or(|kind| event.kind == Some(kind))
                && subject.is_none_or(|subject| event.subjects.contains(&subject))
                && artist.is_none_or(|artist| {
                    let on_stage = event.artists.iter().filter_map(|one| one.person.artist()).map(Entity::Artist);
                    event.subjects.iter().copied().chain(on_stage).any(|one| one == artist)
                })
                && from.is_none_or(|from| {
                    let begin = zone.to_ambiguous_timestamp(from.value.to_datetime(Time::midnight())).compatible();
                    begin.is_ok_and(|begin| event.when.over(zone) > begin || event.when.begin(zone) >= begin)
                })
        });
        if events.is_empty() {
            if self.is_sound(Kind::Event) {
                let mut said: Vec<String> =
                    kind.map(|kind| format!("of the kind {}", kind.word())).into_iter().collect();
                said.extend(named.iter().map(|e| format!("with `{}`", catalogue.index.id(*e))));
                said.extend(from.map(|from| format!("from {} on", from.value)));
                let message = format!("the catalogue has no event {}", said.join(", "));
                self.nothing(message.trim_end().to_owned(), "take the component away until there is one");
            }
            return None;
        }
        events.truncate(limit);
        Some(self.listed(Listed::Events { named, events }))
    }
}

impl Catalogue {
    /// Whether a result honours a thing: it itself, what belongs to it, or someone with it.
    fn is_honoured(&self, one: Entity, result: &AwardResult) -> bool {
        let is = |artist: Id<Artist>| move |a: &CreditedArtist| a.person == Person::Artist(artist);
        let Honoured::Record(honoured) = result.honours else {
            return matches!(one, Entity::Artist(artist) if result.credited.iter().any(is(artist)));
        };
        match (one, honoured) {
            _ if self.honoured_as(one) == self.honoured_as(honoured) => true,
            (Entity::Soundtrack(one), Entity::Track(track)) => self.track(track).soundtrack == one,
            (Entity::Drama(one), Entity::Soundtrack(release)) => self.soundtrack(release).dramas.contains(&one),
            (Entity::Drama(one), Entity::Track(track)) => self.track_dramas(self.track(track)).contains(&one),
            (Entity::Artist(one), _) if !result.credited.is_empty() => result.credited.iter().any(is(one)),
            (Entity::Artist(one), Entity::Track(track)) => self.artists_of(track).iter().any(is(one)),
            (Entity::Artist(one), Entity::Soundtrack(release)) => self.soundtrack(release).artists.iter().any(is(one)),
            _ => false,
        }
    }

    /// Where a record can be heard: whole addresses.
    pub fn listen(&self, entity: Entity) -> &[(Platform, String)] {
        match entity {
            Entity::Track(id) => &self.track(id).listen,
            Entity::Soundtrack(id) => &self.soundtrack(id).listen,
            Entity::Playlist(id) => &self.playlist(id).listen,
            Entity::Artist(id) => &self.artist(id).listen,
            _ => &[],
        }
    }
}
