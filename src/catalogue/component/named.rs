//! Names within a sentence: `<Work>`, marked as the house marks titles, and `<Romanised>`, with how they are read.

use super::LinkedComponent;
use super::arguments::Args;
use crate::config::is_language_code;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::romanisation::is_romanised;
use crate::language::script::spoken_in;
use crate::model::{Entity, Kind, LanguageId, Names};

/// A name within a sentence.
#[derive(Debug, Clone)]
pub enum Named {
    /// The title of a work.
    Work {
        /// Which.
        entity: Entity,
        /// Whether its name in another language follows.
        original: bool,
    },
    /// A record's name in its own script, with its romanisation.
    Romanised {
        /// Whose.
        entity: Entity,
    },
    /// The writer's words with their romanisation.
    Reading {
        /// How they are read.
        reading: String,
        /// Their language, when it is stated.
        lang: Option<String>,
    },
}

/// What `<Work>` names.
pub(super) const WORKS: [Kind; 6] =
    [Kind::Drama, Kind::Soundtrack, Kind::Track, Kind::Article, Kind::Playlist, Kind::Issue];

/// What can have a romanisation.
const ROMANISED: [Kind; 9] = [
    Kind::Drama,
    Kind::Soundtrack,
    Kind::Track,
    Kind::Artist,
    Kind::Playlist,
    Kind::Event,
    Kind::Issue,
    Kind::Instrument,
    Kind::Award,
];

impl Named {
    pub(super) fn mentions(&self) -> Vec<Entity> {
        match self {
            Named::Work { entity, .. } | Named::Romanised { entity } => vec![*entity],
            Named::Reading { .. } => Vec::new(),
        }
    }
}

/// A record's name that its romanisation is of, on whatever page: the plain one if that is not in Latin letters, else
/// the one in Hangul, else the first in another script.
pub fn name_in_own_script(names: &Names) -> Option<(&str, LanguageId)> {
    let others = || names.others.iter().map(|(language, name)| (name.as_str(), *language));
    let is_korean = |name: &str| spoken_in(name, "") == Some("ko");
    Some((names.plain.as_str(), LanguageId::ROOT))
        .filter(|(name, _)| is_romanised(name))
        .or_else(|| others().find(|(name, _)| is_korean(name)))
        .or_else(|| others().find(|(name, _)| is_romanised(name)))
}

/// A record's name in another language than the page's: the one in its own script, else the first.
pub fn original_name(names: &Names, language: LanguageId) -> Option<(&str, LanguageId)> {
    let (shown, _) = names.in_language(language);
    let others = names.others.iter().map(|(language, name)| (name.as_str(), *language));
    let all: Vec<_> = [(names.plain.as_str(), LanguageId::ROOT)]
        .into_iter()
        .chain(others)
        .filter(|(name, other)| *other != language && *name != shown)
        .collect();
    all.iter().find(|(name, _)| is_romanised(name)).or(all.first()).copied()
}

impl Args<'_> {
    pub(super) fn work(&mut self) -> Option<LinkedComponent> {
        let wants = self.flag("original");
        let entity = self.one_of(&WORKS)?;
        self.shown(entity)?;
        let catalogue = self.context.catalogue;
        if wants && original_name(&catalogue.names(entity), self.context.language).is_none() {
            if catalogue.is_sound(entity) {
                let message =
                    format!("the catalogue has no name of `{}` in another language", catalogue.index.id(entity));
                let help = match entity {
                    Entity::Article(_) => "take `original` away: an article's title is only in its own language",
                    _ => "write `names.ko = \"…\"` (or another language) into its record, or take `original` away",
                };
                let span = self.argument("original").map_or_else(|| self.name_span(), |a| a.name_span);
                self.diagnostics.push(Diagnostic::error(Code::FactUnknown, span, message).help(help));
            }
            return None;
        }
        Some(LinkedComponent::Named(Named::Work { entity, original: wants }))
    }

    pub(super) fn romanised(&mut self) -> Option<LinkedComponent> {
        let stated = ROMANISED.iter().any(|kind| self.argument(kind.word()).is_some());
        if stated {
            for name in ["reading", "lang"] {
                self.idle(name, format!("a record says it, so `{name}` has nothing to say"));
            }
            if self.matter.body {
                let span = self.name_span();
                let message = "`<Romanised>` takes a record or words, not both".to_owned();
                let it = Diagnostic::error(Code::ComponentBody, span, message);
                self.diagnostics
                    .push(it.help("write `<Romanised …/>`, or `<Romanised reading=\"…\">words</Romanised>`"));
            }
            let entity = self.one_of(&ROMANISED)?;
            let catalogue = self.context.catalogue;
            let names = catalogue.names(entity);
            let own = name_in_own_script(&names).is_some();
            if own && names.romanised.is_some() {
                return Some(LinkedComponent::Named(Named::Romanised { entity }));
            }
            if catalogue.is_sound(entity) {
                let id = catalogue.index.id(entity);
                let (message, help) = if own {
                    let help =
                        "write `romanised = \"…\"` into its record, or `<Romanised reading=\"…\">words</Romanised>`";
                    (format!("the catalogue does not know how `{id}` is romanised"), help)
                } else {
                    let help =
                        "write `names.ko = \"…\"` (or another language) into its record, or take the component away";
                    (format!("the catalogue has no name of `{id}` in another script than the Latin one"), help)
                };
                self.nothing(message, help);
            }
            return None;
        }
        let lang = self.text("lang");
        if let Some(lang) = lang.as_ref().filter(|lang| !is_language_code(&lang.value)) {
            let message = format!("`{}` is not the code of a language", lang.value);
            self.fault(lang.span, message, Some("a language is a code like `ko`, `ja` or `zh-Hant`".into()));
        }
        if self.argument("reading").is_none() {
            self.needed("`reading`, or a record", "reading=\"…\"");
            return None;
        }
        let reading = self.text("reading")?;
        if reading.value.is_empty() {
            self.fault(
                reading.span,
                "`reading` is empty",
                Some("write how the words are read: `reading=\"Dokkaebi\"`".into()),
            );
            return None;
        }
        if !self.matter.body {
            let span = self.name_span();
            let it = Diagnostic::error(Code::ComponentBody, span, "`<Romanised>` needs the words that are read so");
            self.diagnostics.push(it.help(format!("write `<Romanised reading=\"{}\">…</Romanised>`", reading.value)));
            return None;
        }
        Some(LinkedComponent::Named(Named::Reading { reading: reading.value, lang: lang.map(|lang| lang.value) }))
    }

    /// A bare name, or `true` or `false`.
    pub(super) fn flag(&mut self, name: &str) -> bool {
        let Some(argument) = self.argument(name) else { return false };
        if argument.value.is_none() {
            return true;
        }
        self.word(name, &["true", "false"]) == Some("true")
    }

    /// Reports an article that is withheld from readers.
    pub(super) fn shown(&mut self, entity: Entity) -> Option<()> {
        let place = self.argument(entity.kind().word()).map_or_else(|| self.name_span(), |a| a.value_span);
        self.context.visible(entity, place).map_err(|it| self.diagnostics.push(*it)).ok()
    }
}
