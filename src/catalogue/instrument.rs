//! Instruments: relatives resolved; what each carries and who plays it.

use super::Catalogue;
use super::link::Linker;
use super::question::{CreditedOn, push};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Credit, Entity, Id, Instrument, Kind, Person, Played, Soundtrack};
use crate::parse::InstrumentMatter;

/// What follows for one instrument from all other records.
#[derive(Debug, Default, Clone)]
pub struct Playing {
    /// Its relatives: those that it names, then those that name it.
    pub related: Vec<Id<Instrument>>,
    /// Themes that it carries: the release, and the theme's place in it.
    pub themes: Vec<(Id<Soundtrack>, usize)>,
    /// Who plays it, with the name as credited, and on what.
    pub players: Vec<(Person, Option<String>, Vec<CreditedOn>)>,
}

impl Linker<'_> {
    /// Links one instrument.
    pub(super) fn instrument(&mut self, own: Id<Instrument>, matter: InstrumentMatter) -> Instrument {
        let mut related = Vec::new();
        for slug in &matter.related {
            match self.reference(Kind::Instrument, slug) {
                Some(Entity::Instrument(id)) if id == own => {
                    let message = format!("{} is its own relative", matter.instrument.record.names.plain);
                    self.diagnostics.push(
                        Diagnostic::error(Code::BadValue, slug.span, message).help("`related` names other instruments"),
                    );
                }
                Some(Entity::Instrument(id)) if !related.contains(&id) => related.push(id),
                _ => {}
            }
        }
        let source = matter.instrument.record.span.source;
        let picture = matter.picture.and_then(|picture| self.cover(&picture, source));
        Instrument { related, picture, ..matter.instrument }
    }
}

/// What follows for every instrument, beside the catalogue's list.
pub(super) fn playing(catalogue: &Catalogue) -> Vec<Playing> {
    let mut all = vec![Playing::default(); catalogue.instruments.len()];
    for (n, instrument) in catalogue.instruments.iter().enumerate() {
        all[n].related.extend(&instrument.related);
    }
    for (n, instrument) in catalogue.instruments.iter().enumerate() {
        for other in &instrument.related {
            let related = &mut all[other.index()].related;
            if !related.contains(&Id::new(n)) {
                related.push(Id::new(n));
            }
        }
    }
    for (n, soundtrack) in catalogue.soundtracks.iter().enumerate() {
        for (place, theme) in soundtrack.leitmotifs.iter().enumerate() {
            let returns = theme.returns.iter().flat_map(|one| &one.instruments);
            for id in theme.instruments.iter().chain(returns).filter_map(instrument_of) {
                push(&mut all[id.index()].themes, (Id::new(n), place));
            }
        }
    }
    for (n, drama) in catalogue.dramas.iter().enumerate() {
        players(&mut all, &drama.credits, CreditedOn::Drama(Id::new(n)));
    }
    for (n, soundtrack) in catalogue.soundtracks.iter().enumerate() {
        players(&mut all, &soundtrack.credits, CreditedOn::Soundtrack(Id::new(n)));
        for track in &soundtrack.tracks {
            players(&mut all, &catalogue.track(*track).credits, CreditedOn::Track(*track));
        }
    }
    all
}

fn players(all: &mut [Playing], credits: &[Credit], on: CreditedOn) {
    for credit in credits {
        let Some(id) = credit.instrument.as_ref().and_then(instrument_of) else { continue };
        let players = &mut all[id.index()].players;
        match players.iter_mut().find(|(person, credited, _)| *person == credit.person && *credited == credit.credited)
        {
            Some((_, _, works)) => push(works, on),
            None => players.push((credit.person.clone(), credit.credited.clone(), vec![on])),
        }
    }
}

fn instrument_of(played: &Played) -> Option<Id<Instrument>> {
    match played {
        Played::Instrument(id) => Some(*id),
        Played::Named(_) => None,
    }
}
