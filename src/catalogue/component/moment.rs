//! Moments of recordings on the same page: `<Moment>`, found when everything on the page is known.

use super::LinkedComponent;
use super::arguments::Args;
use super::embed::too_late;
use super::media::Media;
use crate::catalogue::body::Context;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::Kind;
use crate::model::Length;
use crate::parse::markdown::{ComponentMatter, Outline};
use crate::source::{Span, Spanned};

/// A moment of a recording on the same page.
#[derive(Debug, Clone)]
pub struct Moment {
    /// When, from the beginning.
    pub at: Length,
    /// Which component plays it, by its place in the outline.
    pub of: usize,
    at_span: Span,
    name_span: Span,
    inside: Option<Spanned<String>>,
}

/// The components that play something, and the arguments that say what.
const PLAYERS: [(&str, &[&str]); 5] = [
    ("YouTube", &["id", "track", "soundtrack", "playlist"]),
    ("Spotify", &["id", "track", "soundtrack", "playlist"]),
    ("AppleMusic", &["id", "track", "soundtrack", "playlist"]),
    ("AudioFile", &["src"]),
    ("VideoFile", &["src"]),
];

impl Args<'_> {
    pub(super) fn moment_of(&mut self) -> Option<LinkedComponent> {
        let inside = self.text("in");
        if let Some(typed) = &inside {
            // A record, as it was typed where it is played.
            let found = [Kind::Track, Kind::Soundtrack, Kind::Playlist].map(|kind| self.of_kind(kind, &typed.value));
            self.named(typed.span, found.iter().flatten().next());
        }
        if self.argument("at").is_none() {
            self.needed("`at`", "at=\"2:14\"");
            return None;
        }
        let at = self.moment("at")?;
        let (at, at_span, name_span) = (at.value, at.span, self.name_span());
        Some(LinkedComponent::Media(Media::Moment(Moment { at, of: 0, at_span, name_span, inside })))
    }
}

/// What a component plays, as typed.
fn played(matter: &ComponentMatter) -> Option<&str> {
    let (_, names) = PLAYERS.iter().find(|(name, _)| *name == &*matter.name)?;
    let argument = matter.args.iter().find(|argument| names.contains(&&*argument.name));
    Some(argument.and_then(|argument| argument.value.as_deref()).map(str::trim).unwrap_or_default())
}

/// Finds what each moment of a body is a moment of: what it names, else the nearest before it, else the first.
pub(in crate::catalogue) fn moments(
    components: &mut [LinkedComponent],
    outline: &Outline,
    context: &Context,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if !components.iter().any(|it| matches!(it, LinkedComponent::Media(Media::Moment(_)))) {
        return;
    }
    let text = context.text();
    let players: Vec<(usize, &str)> =
        outline.components.iter().enumerate().filter_map(|(n, matter)| Some((n, played(matter)?))).collect();
    for n in 0..components.len() {
        let LinkedComponent::Media(Media::Moment(moment)) = &components[n] else { continue };
        let mut moment = moment.clone();
        let found = which(&moment, n, &players, components, text).and_then(|of| {
            of.map_or(Ok(None), |of| {
                moment.of = of;
                fits(&moment, &components[of], outline, text).map(|fits| fits.then_some(moment.clone()))
            })
        });
        components[n] = match found {
            Ok(Some(moment)) => LinkedComponent::Media(Media::Moment(moment)),
            Ok(None) => LinkedComponent::Broken,
            Err(it) => {
                diagnostics.push(*it);
                LinkedComponent::Broken
            }
        };
    }
}

/// The place of the component that is meant.
fn which(
    moment: &Moment,
    own: usize,
    players: &[(usize, &str)],
    components: &[LinkedComponent],
    text: &str,
) -> Result<Option<usize>, Box<Diagnostic>> {
    if players.is_empty() {
        let at = typed(text, moment.at_span);
        let message = format!("nothing on this page plays, so `{at}` is a moment of nothing");
        let it = Diagnostic::error(Code::ComponentArgument, moment.name_span, message);
        return Err(Box::new(it.help(
            "put a player on the page (`<YouTube id=\"…\" title=\"…\"/>`, `<AudioFile …/>`), or write the time alone",
        )));
    }
    if let Some(inside) = &moment.inside {
        // An id may stand in an address on one side and alone on the other.
        let plays = |n: usize| match &components[n] {
            LinkedComponent::Media(Media::Embed(embed)) => {
                embed.id.platform().read(embed.id.listing(), &inside.value).is_ok_and(|id| id == embed.id)
            }
            _ => false,
        };
        let found = players.iter().find(|(n, played)| *played == inside.value || plays(*n));
        return found.map(|(n, _)| Some(*n)).ok_or_else(|| {
            let known: Vec<&str> = players.iter().map(|(_, played)| *played).filter(|it| !it.is_empty()).collect();
            let help = did_you_mean(&inside.value, known.iter().copied())
                .unwrap_or_else(|| format!("this page plays: {}", known.join(", ")));
            let message = format!("nothing on this page plays `{}`", inside.value);
            Box::new(Diagnostic::error(Code::ComponentArgument, inside.span, message).help(help))
        });
    }
    let before = players.iter().rev().find(|(n, _)| *n < own);
    Ok(before.or(players.first()).map(|(n, _)| *n))
}

/// Whether a component has this moment; what it has not is told, unless the component has a fault of its own.
fn fits(moment: &Moment, of: &LinkedComponent, outline: &Outline, text: &str) -> Result<bool, Box<Diagnostic>> {
    let at = typed(text, moment.at_span);
    match of {
        LinkedComponent::Media(Media::Recording(_)) => Ok(true),
        LinkedComponent::Media(Media::Embed(embed)) => {
            if !embed.id.has_moments() {
                let name = embed.id.platform().name();
                let message = format!("no address of {name} can say `{at}`, so the moment leads nowhere");
                let it = Diagnostic::error(Code::ComponentArgument, moment.at_span, message);
                let place = outline.components.get(moment.of).map(|matter| matter.span);
                let it = place.map_or_else(|| it.clone(), |span| it.clone().also(span, "what plays here"));
                return Err(Box::new(
                    it.help("write the time alone, or say in which video or file of this page it is: `in=\"…\"`"),
                ));
            }
            match embed.lasts.and_then(|lasts| too_late(moment.at, moment.at_span, lasts, at)) {
                Some(it) => Err(Box::new(it)),
                None => Ok(true),
            }
        }
        _ => Ok(false),
    }
}

fn typed(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap_or_default().trim()
}
