//! Files of a theme's `assets/`: minified style sheets, fingerprinted names.

use super::layers::Layer;
use super::sheet::{Dressed, in_order, sheet};
use crate::diagnostic::Diagnostic;
use crate::source::{Content, SourceId, Sources};
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
    dressed: &mut Dressed,
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
            Content::Text(_) => file.text().map(|text| Arc::from(text.as_bytes())),
            Content::Embedded(bytes) => Some(Arc::from(*bytes)),
            Content::Opaque { .. } | Content::Unreadable => None,
        };
        let hash = match (&bytes, file.disk()) {
            (Some(bytes), _) => fingerprint(bytes),
            // `discover` measured the file; its bytes are read here once, for the name that they give it.
            (None, Some(disk)) => crate::discover::bytes(&disk).map(|bytes| fingerprint(&bytes)).unwrap_or_default(),
            (None, None) => String::new(),
        };
        assets.push(asset(path, &hash, id, bytes, base_path));
    }
    for (path, id) in in_order(sheets, |id| sources.get(id).text().unwrap_or_default()) {
        let Some(text) = sources.get(id).text() else { continue };
        let (css, mut found) = sheet(path, text, id, &assets, dressed);
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
