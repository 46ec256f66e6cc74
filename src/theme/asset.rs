//! Files of a theme's `assets/`: minified style sheets, fingerprinted names.

use super::layers::Layer;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::{Content, LineColumn, SourceId, Sources, Span};
use lightningcss::dependencies::{Dependency, DependencyOptions};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One asset, ready to be written.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Path below `assets/`: `style.css`.
    pub path: String,
    /// Path in the output: `assets/style.1a2b3c4d.css`.
    pub output: String,
    /// Address with the base path.
    pub url: String,
    /// The file.
    pub source: SourceId,
    /// What is written, unless it is the file as it lies on disk.
    pub bytes: Option<Arc<[u8]>>,
}

/// All assets of the chain, by path. Style sheets come last, so that what they name has its address already.
pub(super) fn assets(
    sources: &Sources,
    layers: &[Layer],
    base_path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Asset> {
    let mut files: BTreeMap<&str, SourceId> = BTreeMap::new();
    for layer in layers.iter().rev() {
        files.extend(layer.files.iter().filter_map(|(path, id)| path.strip_prefix("assets/").map(|path| (path, *id))));
    }
    let (sheets, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| path.ends_with(".css"));
    let mut assets = Vec::new();
    for (path, id) in others {
        let file = sources.get(id);
        let bytes: Option<Arc<[u8]>> = match &file.content {
            Content::Text(text) => Some(Arc::from(text.as_bytes())),
            Content::Embedded(bytes) => Some(Arc::from(*bytes)),
            Content::Opaque { .. } | Content::Unreadable => None,
        };
        let hash = match (&bytes, &file.disk) {
            (Some(bytes), _) => fingerprint(bytes),
            // `discover` measured the file; its bytes are read here once, for the name that they give it.
            (None, Some(disk)) => crate::discover::bytes(disk).map(|bytes| fingerprint(&bytes)).unwrap_or_default(),
            (None, None) => String::new(),
        };
        assets.push(asset(path, &hash, id, bytes, base_path));
    }
    for (path, id) in sheets {
        let Some(text) = sources.get(id).text() else { continue };
        let (css, mut found) = sheet(path, text, id, &assets);
        diagnostics.append(&mut found);
        let hash = fingerprint(css.as_bytes());
        assets.push(asset(path, &hash, id, Some(Arc::from(css.as_bytes())), base_path));
    }
    assets.sort_by(|a, b| a.path.cmp(&b.path));
    assets
}

fn fingerprint(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..10].to_owned()
}

fn asset(path: &str, hash: &str, source: SourceId, bytes: Option<Arc<[u8]>>, base_path: &str) -> Asset {
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    let output = match (hash.is_empty(), extension.is_empty()) {
        (true, _) => format!("assets/{path}"),
        (false, true) => format!("assets/{stem}.{hash}"),
        (false, false) => format!("assets/{stem}.{hash}.{extension}"),
    };
    let url = format!("{base_path}{}", crate::config::encoded_path(&output));
    Asset { path: path.to_owned(), output, url, source, bytes }
}

/// A style sheet minified, its `url(…)` led to fingerprinted names; relative ones stay relative, inside the base path.
fn sheet(path: &str, text: &str, id: SourceId, assets: &[Asset]) -> (String, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let place = |line: usize, column: usize| {
        let start = text.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
        let at = crate::source::floor_char_boundary(text, start + column);
        Span::new(id, at..at)
    };
    let options = ParserOptions { filename: path.to_owned(), ..ParserOptions::default() };
    let mut sheet = match StyleSheet::parse(text, options) {
        Ok(sheet) => sheet,
        Err(error) => {
            let span = error
                .loc
                .as_ref()
                .map_or(Span::new(id, 0..0), |loc| place(loc.line as usize, (loc.column as usize).saturating_sub(1)));
            diagnostics.push(Diagnostic::error(
                Code::TemplateSyntax,
                span,
                format!("this style sheet cannot be read: {}", error.kind),
            ));
            return (text.to_owned(), diagnostics);
        }
    };
    // Minifying only shortens; when it cannot, the sheet is written as it was parsed.
    let _ = sheet.minify(MinifyOptions::default());
    let printed = sheet.to_css(PrinterOptions {
        minify: true,
        analyze_dependencies: Some(DependencyOptions::default()),
        ..PrinterOptions::default()
    });
    let Ok(printed) = printed else { return (text.to_owned(), diagnostics) };
    let mut css = printed.code;
    for dependency in printed.dependencies.unwrap_or_default() {
        let Dependency::Url(url) = dependency else { continue };
        let target = if is_outside(&url.url) {
            url.url.clone()
        } else {
            let (wanted, rest) = url.url.split_at(url.url.find(['?', '#']).unwrap_or(url.url.len()));
            let wanted = joined(path, wanted);
            match assets.iter().find(|asset| asset.path == wanted) {
                Some(asset) => format!(
                    "{}{}{rest}",
                    "../".repeat(path.matches('/').count()),
                    asset.output.trim_start_matches("assets/")
                ),
                None => {
                    let LineColumn { line, column } =
                        LineColumn { line: url.loc.start.line as usize, column: url.loc.start.column as usize };
                    let help = did_you_mean(&wanted, assets.iter().map(|a| a.path.as_str()));
                    let message = format!("`{}` leads to no file of the theme's `assets/`", url.url);
                    diagnostics.push(
                        Diagnostic::error(
                            Code::BrokenLink,
                            place(line.saturating_sub(1), column.saturating_sub(1)),
                            message,
                        )
                        .maybe_help(help),
                    );
                    url.url.clone()
                }
            }
        };
        css = css.replace(&url.placeholder, &target);
    }
    (css, diagnostics)
}

fn is_outside(url: &str) -> bool {
    url.is_empty() || url.starts_with(['#', '/']) || url.contains("://") || url.starts_with("data:")
}

/// A relative path seen from the file at `from`.
fn joined(from: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
