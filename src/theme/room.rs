//! Templates that others extend: the blocks that they lack when one of a theme takes the place of another.

use super::sentence::{blocks, extended, filled};
use crate::source::{SourceId, Sources};
use std::collections::{BTreeMap, BTreeSet};

/// A template of a theme that extends another.
pub(super) struct Extending<'s> {
    theme: &'s str,
    /// The name of the other.
    of: &'s str,
    text: &'s str,
}

/// All of them, by the themes that their names begin with.
pub(super) fn extending<'s>(files: &'s BTreeMap<String, SourceId>, sources: &'s Sources) -> Vec<Extending<'s>> {
    let of_theme = files.iter().filter_map(|(name, id)| Some((name.split_once('/')?.0, sources.get(*id).text()?)));
    of_theme.filter_map(|(theme, text)| Some(Extending { theme, of: extended(text)?, text })).collect()
}

/// Room for the blocks that templates of themes further down fill, in a template that took the place of the one that
/// they were written for and lacks them. What they say there is left out; without the room they could not be compiled.
pub(super) fn room(name: &str, text: &str, files: &BTreeMap<String, SourceId>, extending: &[Extending]) -> String {
    let (own, bare) = name.rsplit_once('/').unwrap_or(("", name));
    let mut others = files.keys().filter_map(|other| other.split_once('/')).filter(|(theme, _)| *theme != own);
    if !others.any(|(_, it)| it == bare) || extended(text).is_some() {
        return String::new();
    }
    let others = extending.iter().filter(|it| it.theme != own && it.of == bare);
    let wanted: BTreeSet<&str> = others.flat_map(|it| filled(it.text)).collect();
    let has: BTreeSet<String> = blocks(text).into_iter().map(|block| block.name).collect();
    let lacking: Vec<String> = wanted
        .into_iter()
        .filter(|block| !has.contains(*block))
        .map(|block| format!("{{% block {block} %}}{{% endblock {block} %}}"))
        .collect();
    if lacking.is_empty() { String::new() } else { format!("{{% if false %}}{}{{% endif %}}", lacking.concat()) }
}
