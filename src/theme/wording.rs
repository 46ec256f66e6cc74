//! Slips in a theme's own texts: plural forms that are none, and what the English texts of the themes behind say.

use super::compile::template_name;
use super::interface::{FORMS, Told, flatten};
use super::layers::Layer;
use crate::diagnostic::{Code, did_you_mean};
use crate::fields::{Fields, Reader, document, extra};
use crate::source::{SourceId, Sources};
use std::collections::BTreeMap;

/// The texts that stand behind a theme's file `own`: those of the themes behind it. What is wrong with them is told
/// where they are read.
pub(super) fn behind(sources: &Sources, path: &str, layers: &[Layer], depth: usize, own: SourceId) -> Told {
    let mut told = Told::default();
    let here = layers.get(depth).and_then(|layer| layer.behind.get(path)).filter(|id| **id != own);
    let others = layers.iter().skip(depth + 1).flat_map(|layer| [layer.files.get(path), layer.behind.get(path)]);
    for id in here.into_iter().chain(others.flatten()) {
        let text = sources.get(*id).text().unwrap_or_default();
        let mut reader = Reader::new(*id, 0);
        let doc = document(text, &mut reader);
        let mut texts = BTreeMap::new();
        for (key, item) in doc.fields("an interface file").entries(&reader) {
            flatten(&key.value, extra(item), &mut texts);
        }
        told.add(depth + 1, *id, texts);
    }
    told
}

/// Whether a template of the theme itself fills in a placeholder of this name.
pub(super) fn fills(sources: &Sources, layer: &Layer, name: &str) -> bool {
    let mut templates = layer.files.iter().filter(|(path, _)| template_name(path).is_some());
    templates.any(|(_, id)| sources.get(*id).text().is_some_and(|text| text.contains(&format!("{name}="))))
}

/// Tells a key beside plural forms that was meant as the one that all languages have.
pub(super) fn slips(key: &str, fields: &Fields, reader: &mut Reader) {
    let entries = fields.entries(reader);
    let is_form = |name: &str| FORMS.contains(&name);
    if fields.has("other") || !entries.iter().any(|(name, _)| is_form(&name.value)) {
        return;
    }
    // Beside other texts it may well be one of them.
    let mut odd = entries.iter().filter(|(name, _)| !is_form(&name.value));
    let slip = odd.next().filter(|(name, _)| odd.next().is_none() && did_you_mean(&name.value, ["other"]).is_some());
    if let Some((name, _)) = slip {
        reader
            .error(Code::UnknownKey, name.span, format!("`{}` is no plural form of `{key}`", name.value))
            .help
            .push("did you mean `other`?".into());
    }
}

/// Puts `other` where a slip was told, so that nothing follows from it.
pub(super) fn formed(texts: &mut BTreeMap<String, String>) {
    let slips: Vec<(String, String)> = texts
        .iter()
        .filter_map(|(key, text)| {
            let (whole, name) = key.rsplit_once('.')?;
            let beside = || {
                let from = texts.range(format!("{whole}.")..);
                from.map_while(|(it, _)| it.strip_prefix(whole)?.strip_prefix('.'))
            };
            let is_slip = !FORMS.contains(&name)
                && beside().any(|it| FORMS.contains(&it))
                && beside().filter(|it| !FORMS.contains(it)).count() == 1
                && did_you_mean(name, ["other"]).is_some()
                && !texts.contains_key(&format!("{whole}.other"));
            is_slip.then(|| (key.clone(), text.clone()))
        })
        .collect();
    for (key, text) in slips {
        texts.remove(&key);
        if let Some((whole, _)) = key.rsplit_once('.') {
            texts.insert(format!("{whole}.other"), text);
        }
    }
}
