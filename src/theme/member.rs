//! What templates read of the values that they get, so that what takes work is only made where it is read.
//!
//! A name counts wherever it can be a member: after a dot, or within quotes. Too much is made rather than too little.
//! A template of a theme further down counts only if nothing stands in its place, or if another one extends it.

use crate::source::{SourceId, Sources};
use std::collections::{BTreeMap, BTreeSet};

/// The texts of all templates that can be drawn. `chain` are the themes, the site's own first.
pub(super) fn drawn<'s>(sources: &'s Sources, files: &BTreeMap<String, SourceId>, chain: &[String]) -> Vec<&'s str> {
    let text = |id: &SourceId| sources.get(*id).text().unwrap_or_default();
    // A template's theme by its place in the chain, and its name there.
    let placed = |name: &str| {
        let below = chain.iter().skip(1).position(|theme| name.strip_prefix(theme).is_some_and(|r| r.starts_with('/')));
        below.map_or((0, name.to_owned()), |n| (n + 1, name[chain[n + 1].len() + 1..].to_owned()))
    };
    let stands = |name: &str| {
        let (depth, bare) = placed(name);
        let hidden = (0..depth).any(|above| match above {
            0 => files.contains_key(&bare),
            _ => files.contains_key(&format!("{}/{bare}", chain[above])),
        });
        !hidden || files.values().any(|id| text(id).contains(name))
    };
    files.iter().filter(|(name, _)| stands(name)).map(|(_, id)| text(id)).collect()
}

/// The names of members in all these templates.
pub(super) fn members(drawn: &[&str]) -> BTreeSet<String> {
    drawn.iter().flat_map(|text| of_text(text)).map(str::to_owned).collect()
}

/// Names after a dot, and names that are all that stands within quotes.
pub(super) fn of_text(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let signs = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'.' | b'"' | b'\'' | b'`'));
    signs.filter_map(move |(at, sign)| {
        let rest = &text[at + 1..];
        let name = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        let whole = sign == b'.' || rest.as_bytes().get(name.len()) == Some(&sign);
        (whole && !name.is_empty()).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::of_text;

    #[test]
    fn members_are_read_by_dots_and_by_names() {
        let text = r#"{{ article.related }} {{ a["share"] }} {{ b | get(key='cite_it') }} {{ plain }} "no name""#;
        assert_eq!(of_text(text).collect::<Vec<_>>(), ["related", "share", "cite_it"]);
    }
}
