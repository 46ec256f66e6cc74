//! What a run says of translations: how many are missing or left behind, and which.

use crate::edition::Edition;
use crate::model::Entity;

/// What there is to say, in a line; with `whole` also each thing in a line of its own. Nothing for a magazine in which
/// every thing is in every language.
pub(super) fn said(edition: &Edition, whole: bool) -> String {
    let magazine = edition.magazine();
    let (catalogue, config) = (&magazine.catalogue, &magazine.config);
    let untranslated = catalogue.untranslated(config);
    let outdated: Vec<_> = catalogue.outdated().collect();
    let mut text = String::new();
    let asked = if whole { "" } else { " (`--translations` lists them)" };
    match (untranslated.len(), outdated.len()) {
        (0, 0) => {
            if whole {
                text.push_str("everything is in every language of the site\n");
            }
            return text;
        }
        (missing, behind) => {
            let things = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
            let missing = (missing > 0).then(|| things(missing, "thing is", "things are") + " not in every language");
            let behind = (behind > 0).then(|| {
                things(behind, "translation is older than its", "translations are older than their") + " original"
            });
            let both: Vec<String> = missing.into_iter().chain(behind).collect();
            text.push_str(&format!("{}{asked}\n", both.join(", ")));
        }
    }
    if !whole {
        return text;
    }
    let path = |entity: Entity| match entity {
        Entity::Section(id) => format!("site.toml: section {}", catalogue.section(id).slug),
        Entity::Tag(id) => format!("site.toml: tag {}", catalogue.tag(id).slug),
        Entity::Track(id) => {
            let file =
                catalogue.place(entity).map(|span| &*edition.sources().get(span.source).path).unwrap_or_default();
            format!("{file}: track {}", catalogue.track(id).record.slug)
        }
        _ => {
            catalogue.place(entity).map(|span| edition.sources().get(span.source).path.to_string()).unwrap_or_default()
        }
    };
    for it in &untranslated {
        text.push_str(&format!("  {}: {}\n", path(it.what), it.said(config)));
    }
    for (id, original) in outdated {
        let (article, original) = (catalogue.article(id), catalogue.article(original));
        let own = article.updated.unwrap_or(article.date).date;
        let updated = original.updated.map(|updated| updated.date.to_string()).unwrap_or_default();
        let (path, other) = (&edition.sources().get(article.source).path, &edition.sources().get(original.source).path);
        text.push_str(&format!("  {path}: of {own}, but {other} was updated {updated}\n"));
    }
    text
}
