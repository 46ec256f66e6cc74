//! `theme.toml`: what a theme is called, who made it, and what it lets an operator set.

use super::layers::{EMBEDDED, Layer};
use super::setting::{self, Declared};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::fields::{Fields, Reader, document};
use crate::source::{Sources, Spanned};
use std::collections::{BTreeMap, BTreeSet};

/// What a theme says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The folder's name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// What it looks like, in a sentence.
    pub description: Option<String>,
    /// Who made it.
    pub authors: Vec<String>,
    /// Under which licence it may be used.
    pub licence: Option<String>,
    /// Where it is told of.
    pub homepage: Option<String>,
}

/// The settings that a chain of themes declares.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// By name.
    pub all: BTreeMap<String, Declared>,
    /// The names of those whose declaration has a fault: what is said of them would follow from that.
    pub broken: BTreeSet<String>,
}

/// What a theme extends. What is wrong with the file is told by [`manifests`].
pub(super) fn extends(sources: &Sources, layer: &Layer) -> Option<Spanned<String>> {
    let id = *layer.files.get("theme.toml")?;
    let mut reader = Reader::new(id, 0);
    document(sources.get(id).text()?, &mut reader).fields("`theme.toml`").text("extends", &mut reader)
}

/// Reads the files of a chain: what the first theme says of itself, and the settings of all of them.
pub(super) fn manifests(
    sources: &Sources,
    layers: &[Layer],
    diagnostics: &mut Vec<Diagnostic>,
) -> (Manifest, Settings) {
    let mut manifest = Manifest::default();
    let mut broken = BTreeSet::new();
    let mut settings: BTreeMap<String, (Declared, &str)> = BTreeMap::new();
    for layer in layers.iter().rev() {
        manifest = Manifest { name: layer.name.clone(), ..Manifest::default() };
        let Some(id) = layer.files.get("theme.toml") else { continue };
        let Some(text) = sources.get(*id).text() else { continue };
        let mut reader = Reader::new(*id, 0);
        let doc = document(text, &mut reader);
        let mut fields = doc.fields("`theme.toml`");
        let built_in = sources.get(*id).path.starts_with(EMBEDDED);
        read(&mut manifest, &mut fields, built_in, &mut reader);
        let table = fields.table("settings", "`[settings]`", &mut reader);
        for (name, item) in table.map(|table| table.entries(&reader)).unwrap_or_default() {
            let parent = settings.get(&name.value).map(|(declared, theme)| (declared, *theme));
            match setting::declared(&name, item, parent, &mut reader) {
                Some(declared) => {
                    settings.insert(name.value, (declared, &layer.name));
                }
                None => {
                    broken.insert(name.value);
                }
            }
        }
        fields.know(&["extends"]);
        fields.finish(&mut reader);
        diagnostics.append(&mut reader.finish());
    }
    let all = settings.into_iter().map(|(name, (declared, _))| (name, declared)).collect();
    (manifest, Settings { all, broken })
}

fn read(manifest: &mut Manifest, fields: &mut Fields, built_in: bool, reader: &mut Reader) {
    if let Some(name) = fields.text("name", reader).filter(|name| name.value != manifest.name) {
        let folder = &manifest.name;
        let message = format!("this theme calls itself `{}` and lies in `themes/{folder}/`", name.value);
        let it = reader.error(Code::BadValue, name.span, message);
        it.severity = Severity::Warning;
        it.help.push(format!("a theme is known by its folder: write `name = \"{folder}\"`, or rename the folder"));
    }
    manifest.version = fields.plain("version", reader);
    manifest.description = fields.plain("description", reader);
    manifest.authors = fields.texts("authors", reader).into_iter().map(|it| it.value).collect();
    manifest.licence = fields.plain("licence", reader);
    manifest.homepage = fields.text("homepage", reader).and_then(|typed| {
        let fits = ["https://", "http://"].iter().any(|scheme| {
            typed.value.strip_prefix(scheme).is_some_and(|rest| rest.contains('.') && !rest.contains(' '))
        });
        if !fits {
            reader
                .error(Code::BadValue, typed.span, format!("`{}` is not an address", typed.value))
                .help
                .push("write it whole: `homepage = \"https://example.org/\"`".into());
        }
        Some(typed.value).filter(|_| fits)
    });
    if let Some(wanted) = fields.text("min_version", reader) {
        let own = env!("CARGO_PKG_VERSION");
        match (numbers(&wanted.value), numbers(own)) {
            (None, _) => {
                reader
                    .error(Code::BadValue, wanted.span, format!("`{}` is not a version of the program", wanted.value))
                    .help
                    .push(format!("write `min_version = \"{own}\"`"));
            }
            (Some(wanted_numbers), Some(numbers)) if wanted_numbers > numbers && !built_in => {
                let message = format!(
                    "the theme `{}` needs Leitmotif {} or later, and this is {own}",
                    manifest.name, wanted.value
                );
                reader
                    .error(Code::OldProgram, wanted.span, message)
                    .help
                    .push("install a later Leitmotif, or take an earlier version of the theme".into());
            }
            _ => {}
        }
    }
}

/// A version as numbers, `0.2` and `0.2.0` alike.
fn numbers(version: &str) -> Option<[u64; 3]> {
    let mut numbers = [0; 3];
    let mut parts = version.trim().split('.');
    for number in &mut numbers {
        let Some(part) = parts.next() else { break };
        *number = part.parse().ok()?;
    }
    (parts.next().is_none() && !version.trim().is_empty()).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert_eq!(numbers("0.2"), numbers("0.2.0"));
        assert!(numbers("0.10.0") > numbers("0.9.1"));
        for typed in ["", "x", "1.2.3.4", "1..2", "1.0-beta"] {
            assert_eq!(numbers(typed), None, "{typed}");
        }
    }
}
