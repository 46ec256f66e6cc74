//! Templates that nothing draws and texts that nothing says: most often names that are misspelt.

use super::compile::{declared, template_name};
use super::empty;
use super::interface::family;
use super::layers::{EMBEDDED, Layer};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, nearest};
use crate::fields::{Fields, Reader, document, fields_of};
use crate::source::{Sources, Span, Spanned};
use std::collections::BTreeSet;

/// Says which templates of the magazine's own themes neither the program draws nor another template names.
pub(super) fn templates(sources: &Sources, layers: &[Layer], diagnostics: &mut Vec<Diagnostic>) {
    let built_in: BTreeSet<&str> = sources
        .under(EMBEDDED)
        .filter_map(|(_, file)| file.path[EMBEDDED.len()..].strip_prefix("templates/"))
        .collect();
    let files = || layers.iter().flat_map(|layer| layer.files.iter());
    let texts: Vec<&str> = files()
        .filter(|(path, _)| template_name(path).is_some())
        .filter_map(|(_, id)| sources.get(*id).text())
        .collect();
    for layer in layers {
        for (path, id) in &layer.files {
            let Some(name) = template_name(path) else { continue };
            let file = sources.get(*id);
            // That one holds nothing is told where it is compiled.
            let own = |text: &&str| !file.path.starts_with(EMBEDDED) && !empty::is_empty(text);
            let Some(text) = file.text().filter(own) else { continue };
            // By its own name, or with that of its theme: `"overture/article.html"`.
            let named = |other: &&str| {
                let ends = [format!("{name}\""), format!("{name}'"), format!("{name}`")];
                let mut found = ends.iter().flat_map(|end| other.match_indices(end.as_str()));
                found.any(|(at, _)| other[..at].ends_with(['"', '\'', '`', '/']))
            };
            if built_in.contains(name) || !declared(text).is_empty() || texts.iter().any(named) {
                continue;
            }
            let is_component = path.starts_with("components/");
            let message = if is_component {
                "this file declares no component".to_owned()
            } else {
                format!("nothing draws the template `{name}`")
            };
            let help = did_you_mean(name, built_in.iter().copied()).unwrap_or_else(|| {
                if is_component {
                    "a component begins with `{% component Name() %}`; a template that others include lies in `templates/`".to_owned()
                } else {
                    let known: Vec<&str> = built_in.iter().copied().collect();
                    format!("the program draws: {}; others are drawn where one of them names them", known.join(", "))
                }
            });
            let start = Span::new(*id, 0..0);
            diagnostics.push(Diagnostic::warning(Code::UnusedTemplate, start, message).help(help));
        }
    }
}

/// Says which texts of the magazine's own themes neither a template reads nor a theme behind them has, where a name is
/// near that was probably meant. Gives their keys. `members` is what templates read.
pub(super) fn texts(
    sources: &Sources,
    layers: &[Layer],
    members: &BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeSet<String> {
    let mut idle = BTreeSet::new();
    let mut behind: BTreeSet<String> = BTreeSet::new();
    let mut languages: BTreeSet<&str> = BTreeSet::from(["i18n/en.toml"]);
    for layer in layers.iter().rev() {
        let files = || layer.files.iter().chain(&layer.behind).filter(|(path, _)| path.starts_with("i18n/"));
        let keys = |id| {
            let text = sources.get(id).text().unwrap_or_default();
            let mut reader = Reader::new(id, 0);
            let mut keys = Vec::new();
            // What is wrong with the file is told where its texts are read.
            collect("", &document(text, &mut reader).fields("texts"), &reader, &mut keys);
            keys
        };
        let own: Vec<(&str, bool, Vec<Spanned<String>>)> =
            files().map(|(path, id)| (path.as_str(), sources.get(*id).path.starts_with(EMBEDDED), keys(*id))).collect();
        let built_in = own.iter().filter(|(_, built_in, _)| *built_in);
        behind.extend(built_in.flat_map(|(_, _, keys)| keys.iter().map(|key| key.value.clone())));
        for (path, built_in, keys) in &own {
            // A language that no theme behind has is held against the English texts, when all of it is read.
            if *built_in || !languages.contains(path) {
                continue;
            }
            for key in keys.iter().filter(|key| !behind.contains(&key.value) && !is_read(&key.value, members)) {
                let Some(meant) = meant(&key.value, &behind) else { continue };
                let message = format!("nothing in the theme says the text `{}`", key.value);
                let it = Diagnostic::warning(Code::UnusedText, key.span, message);
                diagnostics.push(it.help(format!("did you mean `{meant}`?")));
                idle.insert(key.value.clone());
            }
        }
        languages.extend(own.iter().map(|(path, ..)| *path));
        behind.extend(own.into_iter().flat_map(|(_, _, keys)| keys).map(|key| key.value));
    }
    idle
}

fn collect(before: &str, fields: &Fields, reader: &Reader, keys: &mut Vec<Spanned<String>>) {
    for (name, item) in fields.entries(reader) {
        let key = if before.is_empty() { name.value } else { format!("{before}.{}", name.value) };
        match fields_of(item, "texts") {
            Some(below) => collect(&key, &below, reader, keys),
            None => keys.push(Spanned::new(key, name.span)),
        }
    }
}

/// Whether templates read every part of a key. What languages are called is asked by their codes.
fn is_read(key: &str, members: &BTreeSet<String>) -> bool {
    let whole = family(key).unwrap_or(key);
    key.starts_with("languages.") || whole.split('.').all(|part| members.contains(part))
}

/// The key that differs from one in a single part, and there by a slip.
fn meant<'k>(key: &str, known: &'k BTreeSet<String>) -> Option<&'k str> {
    let parts: Vec<&str> = key.split('.').collect();
    known.iter().map(String::as_str).find(|other| {
        let others: Vec<&str> = other.split('.').collect();
        let mut differing = parts.iter().zip(&others).filter(|(one, two)| one != two);
        let first = differing.next();
        parts.len() == others.len()
            && differing.next().is_none()
            && first.is_some_and(|(typed, other)| nearest(typed, [*other]).is_some())
    })
}
