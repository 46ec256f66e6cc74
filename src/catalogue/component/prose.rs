//! Parts of a text that stand out: `<Callout>`, `<KeyPoints>`, `<Faq>`, `<Lyrics>`, `<PullQuote>`, `<Spoiler>`,
//! `<Interview>`, `<Comparison>`.

use super::LinkedComponent;
use super::arguments::{Args, parts};
use crate::catalogue::body::Markdown;
use crate::catalogue::index::{Matched, Miss};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::{Drama, DramaKind, Entity, Id, Kind, Track, fold};
use crate::parse::markdown::speaker_name;
use crate::source::Spanned;

/// A box in the text.
#[derive(Debug, Clone)]
pub enum Prose {
    /// A box beside the text.
    Callout {
        /// note, tip, important, warning or caution.
        kind: &'static str,
        /// Its title.
        title: Option<String>,
    },
    /// Words set large: of the text itself, or of somebody else.
    PullQuote {
        /// Who said them.
        by: Option<String>,
        /// Where they are from.
        from: Option<String>,
    },
    /// What gives away how it ends.
    Spoiler {
        /// Of which drama.
        drama: Option<Id<Drama>>,
        /// Of which episode.
        episode: Option<u32>,
        /// What else is said of it.
        title: Option<String>,
    },
    /// Questions and answers of two sides.
    Interview {
        /// Who asks.
        asking: Vec<Speaker>,
        /// Who answers.
        answering: Vec<Speaker>,
    },
    /// A table that compares.
    Comparison {
        /// Its caption.
        caption: String,
    },
    /// What to remember.
    KeyPoints {
        /// Its title.
        title: Option<String>,
    },
    /// Questions with their answers.
    Faq {
        /// Its title.
        title: Option<String>,
    },
    /// The words of a song, or a link to them.
    Lyrics {
        /// The track that has them: another one when it is the same recording.
        track: Id<Track>,
    },
}

/// Somebody who speaks in an interview.
#[derive(Debug, Clone)]
pub enum Speaker {
    /// An artist or a contributor.
    Entity(Entity),
    /// Someone without a record.
    Name(String),
}

impl Prose {
    pub(super) fn mentions(&self) -> Vec<Entity> {
        match self {
            Prose::Lyrics { track } => vec![Entity::Track(*track)],
            Prose::Spoiler { drama, .. } => drama.iter().map(|id| Entity::Drama(*id)).collect(),
            Prose::Interview { asking, answering } => {
                let known = asking.iter().chain(answering);
                known.filter_map(|it| if let Speaker::Entity(entity) = it { Some(*entity) } else { None }).collect()
            }
            Prose::Callout { .. }
            | Prose::PullQuote { .. }
            | Prose::Comparison { .. }
            | Prose::KeyPoints { .. }
            | Prose::Faq { .. } => Vec::new(),
        }
    }
}

impl Args<'_> {
    pub(super) fn callout(&mut self) -> Option<LinkedComponent> {
        const KINDS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];
        let title = self.text("title").map(|t| t.value);
        let Some(kind) = self.text("kind") else {
            return Some(LinkedComponent::Prose(Prose::Callout { kind: "note", title }));
        };
        match KINDS.into_iter().find(|k| *k == kind.value) {
            Some(kind) => Some(LinkedComponent::Prose(Prose::Callout { kind, title })),
            None => {
                let help =
                    did_you_mean(&kind.value, KINDS).unwrap_or_else(|| format!("it can be: {}", KINDS.join(", ")));
                self.fault(kind.span, format!("`{}` is not a kind of callout", kind.value), Some(help));
                None
            }
        }
    }

    pub(super) fn pull_quote(&mut self) -> LinkedComponent {
        let (by, from) = (self.words("by"), self.words("from"));
        LinkedComponent::Prose(Prose::PullQuote { by, from })
    }

    /// A text that is not empty.
    fn words(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        if text.value.is_empty() {
            self.fault(text.span, format!("`{name}` is empty"), Some(format!("write `{name}=\"…\"`, or take it away")));
            return None;
        }
        Some(text.value)
    }

    pub(super) fn comparison(&mut self) -> Option<LinkedComponent> {
        if self.argument("caption").is_none() {
            self.needed("`caption`", "caption=\"What is compared\"");
            return None;
        }
        let caption = self.text("caption")?;
        if caption.value.is_empty() {
            let help = "write what is compared: `caption=\"What is compared\"`";
            self.fault(caption.span, "`caption` is empty", Some(help.into()));
            return None;
        }
        Some(LinkedComponent::Prose(Prose::Comparison { caption: caption.value }))
    }

    pub(super) fn spoiler(&mut self) -> Option<LinkedComponent> {
        let title = self.words("title");
        let stated = match self.argument("drama") {
            Some(_) => match self.reference("drama", Kind::Drama)? {
                Entity::Drama(id) => Some(id),
                _ => return None,
            },
            None => None,
        };
        let about = if stated.is_none() { self.dramas_of_article() } else { Vec::new() };
        let drama = stated.or(if let [one] = about[..] { Some(one) } else { None });
        if self.argument("episode").is_none() {
            return Some(LinkedComponent::Prose(Prose::Spoiler { drama, episode: None, title }));
        }
        let number = self.integer("episode")?;
        let span = self.argument("episode").map_or_else(|| self.name_span(), |it| it.value_span);
        let catalogue = self.context.catalogue;
        let Some(id) = drama else {
            let slug = about.first().map_or("…", |id| catalogue.drama(*id).record.slug.as_str());
            let why = if about.is_empty() {
                "no drama is among the article's subjects"
            } else {
                "the article is about several dramas"
            };
            let message = format!("of which drama is this episode {number}? {why}");
            self.fault(span, message, Some(format!("write `drama=\"{slug}\"` beside it")));
            return None;
        };
        let it = catalogue.drama(id);
        let name = &it.record.names.plain;
        if it.kind == DramaKind::Film {
            self.fault(span, format!("{name} is a film and has no episodes"), Some("take `episode` away".into()));
            return None;
        }
        match it.episodes.filter(|last| number > *last) {
            Some(last) => {
                let episodes = if last == 1 { "1 episode".to_owned() } else { format!("{last} episodes") };
                let message = format!("{name} has {episodes}, so there is no episode {number}");
                self.fault(span, message, Some(format!("write a number from 1 to {last}: `episode=\"{last}\"`")));
                None
            }
            None => Some(LinkedComponent::Prose(Prose::Spoiler { drama, episode: Some(number), title })),
        }
    }

    /// The dramas that the article around says it is about.
    fn dramas_of_article(&self) -> Vec<Id<Drama>> {
        let Some(Markdown::Article(id)) = self.context.files.get(&self.context.source) else { return Vec::new() };
        let mut dramas: Vec<Id<Drama>> = Vec::new();
        for subject in &self.context.catalogue.article(*id).subjects {
            if let Entity::Drama(drama) = subject
                && !dramas.contains(drama)
            {
                dramas.push(*drama);
            }
        }
        dramas
    }

    pub(super) fn interview(&mut self) -> Option<LinkedComponent> {
        let missing = [("q", "who asks", "q=\"Dana Lim\""), ("a", "who answers", "a=\"Ailee\"")];
        let mut sides = Vec::new();
        for (name, what, example) in missing {
            let Some(list) = self.argument(name).map(|_| self.text(name)) else {
                self.needed(&format!("`{name}`, {what}"), example);
                continue;
            };
            let Some(list) = list else { continue };
            let parts = parts(&list);
            if parts.is_empty() {
                self.fault(list.span, format!("`{name}` names nobody"), Some(format!("write {what}: `{example}`")));
                continue;
            }
            let speakers: Vec<_> = parts.iter().filter_map(|part| Some((part, self.speaker(part)?))).collect();
            for (part, speaker) in &speakers {
                self.labelled(part, speaker);
            }
            sides.push(speakers.into_iter().map(|(_, speaker)| speaker).collect::<Vec<_>>());
        }
        let [asking, answering] = <[Vec<Speaker>; 2]>::try_from(sides).ok()?;
        Some(LinkedComponent::Prose(Prose::Interview { asking, answering }))
    }

    /// Notes the lines that begin with somebody's name as the tag has it, and reports those that begin with another name
    /// of theirs: their words would be somebody else's.
    fn labelled(&mut self, typed: &Spanned<String>, speaker: &Speaker) {
        let Speaker::Entity(entity) = speaker else { return };
        let known = speaker_name(&typed.value);
        let (matter, index) = (self.matter, &self.context.catalogue.index);
        for label in &matter.labels {
            if label.begins {
                self.named(label.span, Some(entity).filter(|_| fold(&label.name) == fold(known)));
                continue;
            }
            let is_theirs = match index.by_name(&label.name, |_| None) {
                Ok((found, _)) => found == *entity,
                Err(Miss::Ambiguous(several)) => several.contains(entity),
                Err(_) => false,
            };
            if is_theirs {
                let (name, tag) = (&label.name, &matter.name);
                let message = format!("`{name}` is called `{known}` in the tag `<{tag}>`");
                let help = format!("write `{known}:`, or `{name}` in the tag");
                let it = Diagnostic::error(Code::ComponentBody, label.span, message).also(typed.span, "in the tag");
                self.diagnostics.push(it.help(help));
            }
        }
    }

    /// Somebody by id (`artist:ailee`), by slug or name, or someone without a record.
    fn speaker(&mut self, typed: &Spanned<String>) -> Option<Speaker> {
        for kind in [Kind::Artist, Kind::Contributor] {
            if typed.value.split_once(':').is_some_and(|(word, _)| word.trim() == kind.word()) {
                return self.resolve(kind, typed).map(Speaker::Entity);
            }
        }
        let index = &self.context.catalogue.index;
        let is_person = |entity: &Entity| matches!(entity.kind(), Kind::Artist | Kind::Contributor);
        let found = match index.by_name(&typed.value, |_| None) {
            Ok((entity, matched)) => {
                let slug = index.id(entity).split_once(':').map_or("", |(_, slug)| slug);
                // A name stays what they are called, whatever slug they get.
                if matched == Matched::Slug && fold(slug) == fold(&typed.value) {
                    self.named(typed.span, Some(&entity).filter(|it| is_person(it)));
                }
                Some(entity).filter(is_person)
            }
            // A name of a person and of a work besides is the person's here.
            Err(Miss::Ambiguous(several)) => {
                let mut people = several.into_iter().filter(is_person);
                people.next().filter(|_| people.next().is_none())
            }
            Err(_) => None,
        };
        Some(found.map_or_else(|| Speaker::Name(typed.value.clone()), Speaker::Entity))
    }

    pub(super) fn key_points(&mut self) -> LinkedComponent {
        LinkedComponent::Prose(Prose::KeyPoints { title: self.text("title").map(|t| t.value) })
    }

    pub(super) fn faq(&mut self) -> LinkedComponent {
        LinkedComponent::Prose(Prose::Faq { title: self.text("title").map(|t| t.value) })
    }

    pub(super) fn lyrics(&mut self) -> Option<LinkedComponent> {
        if self.argument("track").is_none() {
            self.needed("`track`", "track=\"…\"");
            return None;
        }
        let Entity::Track(id) = self.reference("track", Kind::Track)? else { return None };
        let catalogue = self.context.catalogue;
        let own = [id].into_iter().chain(catalogue.same_recording(id));
        let has_words = |id: &Id<Track>| {
            catalogue.track(*id).lyrics.as_ref().is_some_and(|it| !it.stanzas.is_empty() || it.link.is_some())
        };
        match own.into_iter().find(has_words) {
            Some(track) => Some(LinkedComponent::Prose(Prose::Lyrics { track })),
            None => {
                if catalogue.is_sound(Entity::Track(id)) {
                    let message = format!("the catalogue has no lyrics of `{}`", catalogue.index.id(Entity::Track(id)));
                    let help = "write `[tracks.lyrics]` with `link = \"https://…\"` below the track, or take the component away";
                    self.nothing(message, help);
                }
                None
            }
        }
    }
}
