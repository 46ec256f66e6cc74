//! A leitmotif returns while its track lasts.

use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Leitmotif, Length, ThemeReturn};

pub(super) fn laws(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let releases = catalogue.soundtracks.iter().filter(|it| it.record.sound);
    let returns = releases.flat_map(|it| &it.leitmotifs).flat_map(|it| it.returns.iter().map(move |one| (it, one)));
    returns.filter_map(|(theme, one)| after_end(catalogue, theme, one)).collect()
}

fn after_end(catalogue: &Catalogue, theme: &Leitmotif, one: &ThemeReturn) -> Option<Diagnostic> {
    let track = catalogue.track(one.track);
    let (at, length) = (one.at?, track.length.filter(|_| track.record.sound)?);
    let shown = Length(at.value).text();
    let (name, title) = (&theme.names.plain, &track.record.names.plain);
    let message = format!("“{name}” returns at {shown}, but “{title}” ends at {}", length.text());
    let it = Diagnostic::error(Code::LeitmotifAfterEnd, at.span, message).also(length.span, "the track's length");
    (at.value >= length.value.0).then(|| it.help("correct the time or the length, or name another track"))
}
