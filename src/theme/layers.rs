//! Which files a theme is made of: its own, then what it extends, then overture, file by file. Of interface texts, each
//! text is looked for by itself.

use super::manifest::extends;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean, nearest};
use crate::source::{Content, Source, SourceId, Sources, Spanned};
use include_dir::{Dir, DirEntry, include_dir};
use std::collections::BTreeMap;
use std::sync::Arc;

/// overture as it was when the program was built.
static OVERTURE: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/overture");

/// The folder under which the embedded theme's files are named in messages.
pub(super) const EMBEDDED: &str = "(built in)/overture/";

/// overture's files, to stand beside the site's.
pub fn embedded() -> Vec<Source> {
    let mut files = Vec::new();
    collect(&OVERTURE, &mut files);
    files
}

fn collect(dir: &'static Dir, files: &mut Vec<Source>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, files),
            DirEntry::File(file) => {
                let Some(path) = file.path().to_str() else { continue };
                let content = match file.contents_utf8() {
                    Some(text) => Content::Text(text.into()),
                    None => Content::Embedded(file.contents()),
                };
                files.push(Source {
                    path: Arc::from(format!("{EMBEDDED}{path}")),
                    location: None,
                    content,
                    typed: None,
                });
            }
        }
    }
}

/// One theme of the chain: its name, and its files by path inside the theme.
#[derive(Debug)]
pub(super) struct Layer {
    pub name: String,
    pub files: BTreeMap<String, SourceId>,
    /// Files with interface texts that files of the same path have taken the place of, and that stand behind them key
    /// by key: overture's, where a site has its own.
    pub behind: BTreeMap<String, SourceId>,
}

/// The chain of themes, the site's own first, overture last.
pub(super) fn layers(sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<Layer> {
    let mut chain: Vec<Layer> = Vec::new();
    let mut wanted = Some(config.theme.clone());
    while let Some(name) = wanted.take() {
        if let Some(place) = chain.iter().position(|layer| layer.name == name.value) {
            let names: Vec<&str> =
                chain[place..].iter().map(|l| l.name.as_str()).chain([name.value.as_str()]).collect();
            diagnostics.push(
                Diagnostic::error(
                    Code::MissingTheme,
                    name.span,
                    format!("themes extend each other in a circle: {}", names.join(" → ")),
                )
                .help("remove one `extends`"),
            );
            break;
        }
        if name.value == "overture" {
            break;
        }
        let layer = layer(sources, &name.value, &format!("themes/{}/", name.value));
        if layer.files.is_empty() {
            diagnostics.push(missing(sources, &name));
            break;
        }
        wanted = extends(sources, &layer);
        strays(sources, &layer, diagnostics);
        chain.push(layer);
    }
    let mut overture = layer(sources, "overture", EMBEDDED);
    for (path, id) in layer(sources, "overture", "themes/overture/").files {
        let Some(replaced) = overture.files.insert(path.clone(), id) else { continue };
        if path.starts_with("i18n/") {
            overture.behind.insert(path, replaced);
        }
    }
    chain.push(overture);
    chain
}

fn layer(sources: &Sources, name: &str, folder: &str) -> Layer {
    let files = sources.under(folder).map(|(id, file)| (file.path[folder.len()..].to_owned(), id)).collect();
    Layer { name: name.to_owned(), files, behind: BTreeMap::new() }
}

/// The themes that a magazine can have: its own, and the one that is built in.
pub fn themes(sources: &Sources) -> Vec<&str> {
    let own = sources.under("themes/").filter_map(|(_, file)| file.path["themes/".len()..].split_once('/'));
    let mut known: Vec<&str> = own.map(|(name, _)| name).chain(["overture"]).collect();
    known.sort_unstable();
    known.dedup();
    known
}

fn missing(sources: &Sources, name: &Spanned<String>) -> Diagnostic {
    let known = themes(sources);
    let help = did_you_mean(&name.value, known.iter().copied())
        .unwrap_or_else(|| format!("there are: {}; a theme is a folder in `themes/`", known.join(", ")));
    let Spanned { value: name, span } = name;
    Diagnostic::about_file(Code::MissingTheme, format!("themes/{name}"), format!("there is no theme `{name}`"))
        .at(*span, "")
        .help(help)
}

/// Templates, style sheets and data that lie where nobody looks for them.
fn strays(sources: &Sources, layer: &Layer, diagnostics: &mut Vec<Diagnostic>) {
    const FOLDERS: [&str; 4] = ["templates", "components", "assets", "i18n"];
    for (path, id) in &layer.files {
        let (folder, rest) = path.split_once('/').unwrap_or(("", path));
        let extension = rest.rsplit_once('.').map_or("", |(_, extension)| extension);
        let wrong = match folder {
            "templates" | "components" => extension == "htm",
            "assets" => false,
            "i18n" => extension != "toml",
            "" => path != "theme.toml" && matches!(extension, "html" | "htm" | "xml" | "css" | "toml"),
            _ => matches!(extension, "html" | "htm" | "xml" | "css" | "toml"),
        };
        if wrong {
            let shown = sources.get(*id).path.to_string();
            let help = match nearest(folder, FOLDERS) {
                Some(near) if near != folder => format!("did you mean the folder `{near}/`?"),
                _ => "templates end in `.html` and lie in `templates/` or `components/`, texts in `i18n/<language>.toml`, all else in `assets/`".to_owned(),
            };
            let mut it = Diagnostic::about_file(Code::BadPath, shown, "nothing in a theme reads this file").help(help);
            it.severity = Severity::Warning;
            diagnostics.push(it);
        }
    }
}
