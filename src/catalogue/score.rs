//! Scores in depth: leitmotifs, their returns and cues, with their references resolved.

use super::link::Linker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Cue, Entity, Kind, Leitmotif, Played, ThemeReturn};
use crate::parse::record::PlayedMatter;
use crate::parse::{CueMatter, LeitmotifMatter, ReturnMatter};
use crate::source::Spanned;

impl Linker<'_> {
    /// Links one leitmotif of the release `soundtrack`.
    pub(super) fn leitmotif(&mut self, soundtrack: &str, matter: LeitmotifMatter) -> Leitmotif {
        let instruments = self.carried_by(matter.instruments);
        let mut returns: Vec<ThemeReturn> = Vec::new();
        for written in matter.returns {
            let Some(one) = self.theme_return(soundtrack, written) else { continue };
            let same = |other: &&ThemeReturn| {
                other.track == one.track && other.at.map(|at| at.value) == one.at.map(|at| at.value)
            };
            if let Some(before) = returns.iter().find(same) {
                let it = Diagnostic::error(Code::DuplicateEntry, one.span, "this return stands here twice");
                self.diagnostics.push(
                    it.also(before.span, "here for the first time").help("say `at` for each, or keep one of the two"),
                );
                continue;
            }
            returns.push(one);
        }
        Leitmotif {
            slug: matter.slug,
            names: matter.names,
            owner: matter.owner,
            instruments,
            summaries: matter.summaries,
            notation: matter.notation,
            returns,
            span: matter.span,
        }
    }

    fn theme_return(&mut self, soundtrack: &str, matter: ReturnMatter) -> Option<ThemeReturn> {
        // A bare slug is a track of the same release.
        let typed = if matter.track.value.contains(['/', ':']) {
            matter.track
        } else {
            Spanned::new(format!("{soundtrack}/{}", matter.track.value), matter.track.span)
        };
        let instruments = self.carried_by(matter.instruments);
        match self.reference(Kind::Track, &typed) {
            Some(Entity::Track(track)) => {
                Some(ThemeReturn { track, at: matter.at, notes: matter.notes, instruments, span: matter.span })
            }
            _ => None,
        }
    }

    fn carried_by(&mut self, matters: Vec<PlayedMatter>) -> Vec<Played> {
        matters.into_iter().filter_map(|matter| self.played(matter)).collect()
    }

    /// Links one cue.
    pub(super) fn cue(&mut self, matter: CueMatter) -> Cue {
        let drama = matter.drama.and_then(|typed| match self.reference(Kind::Drama, &typed) {
            Some(Entity::Drama(id)) => Some(id),
            _ => None,
        });
        Cue { drama, episode: matter.episode, at: matter.at, scene: matter.scene }
    }
}
