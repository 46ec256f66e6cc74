//! A theme folder to compiled templates, interface texts and assets.
//!
//! The principal type is [`Theme`]. A theme is a chain: the site's own, what it extends, and overture, which is
//! compiled into the program and stands behind every theme, file by file. Every template is checked by itself,
//! so that all mistakes are told in one run; what cannot be compiled is replaced by overture's, so that the
//! rest is still rendered and checked.

mod advice;
mod argument;
mod asset;
mod chosen;
mod colour;
mod compile;
mod empty;
mod filters;
mod follow;
mod interface;
mod known;
mod layers;
mod manifest;
mod member;
mod reach;
mod refused;
mod room;
pub mod sentence;
mod setting;
mod sheet;
mod sheet_fault;
mod snippet;
mod swallowed;
mod unused;
mod wording;

pub use asset::Asset;
pub use compile::{ThemeComponent, template_diagnostic};
pub use interface::Interface;
pub use layers::{embedded, themes};
pub use manifest::Manifest;
pub use reach::Reads;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Locale;
use crate::source::{SourceId, Sources};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A compiled theme.
pub struct Theme {
    /// Its name.
    pub name: String,
    /// The themes that it is made of: itself, what it extends, overture last.
    pub chain: Vec<String>,
    /// The templates, with all filters and functions.
    pub tera: tera::Tera,
    /// Template name to file, for the places of errors.
    pub files: BTreeMap<String, SourceId>,
    /// Components that the theme declares for writers, by name.
    pub components: BTreeMap<String, ThemeComponent>,
    /// Components that templates declare which could not be compiled.
    pub unread_components: BTreeSet<String>,
    /// What it says of itself.
    pub manifest: Manifest,
    /// Its settings as templates get them, by language in the order of the configuration.
    pub settings: Vec<tera::Value>,
    /// Interface texts, by language in the order of the configuration.
    pub interfaces: Vec<Interface>,
    /// Files of `assets/`, by path.
    pub assets: Vec<Asset>,
    /// What of its settings and texts could not be read.
    lost: follow::Lost,
    /// What each template reads of values, by its name without its theme's.
    reads: FxHashMap<String, Reads>,
    /// Templates that are not compiled as they are written.
    amended: BTreeSet<String>,
}

impl Theme {
    /// What a template reads of the values that it gets; nothing where that is not known, and all is to be made.
    pub fn reads_of(&self, template: &str) -> Option<&Reads> {
        self.reads.get(template)
    }

    /// The blocks of a template and of those that it extends, in the order of their names.
    pub fn blocks(&self, sources: &Sources, name: &str) -> Vec<String> {
        let file = self.template(name).map(|(id, theme)| (format!("{theme}/{name}"), id));
        let mut files = self.files.clone();
        let named = file.map(|(named, id)| {
            files.insert(named.clone(), id);
            named
        });
        named.map(|named| known::blocks(&named, &files, sources)).unwrap_or_default()
    }

    /// The file of a template, and the theme of the chain that it comes from.
    pub fn template(&self, name: &str) -> Option<(SourceId, &str)> {
        let own = self.chain.first().zip(self.files.get(name)).map(|(theme, id)| (*id, theme.as_str()));
        // Templates of the other themes are known by their theme's name, too.
        let below = || {
            let mut rest = self.chain.iter().skip(1);
            rest.find_map(|theme| Some((*self.files.get(&format!("{theme}/{name}"))?, theme.as_str())))
        };
        let named = || name.split_once('/').and_then(|(theme, _)| self.chain.iter().find(|known| *known == theme));
        match (own, named()) {
            (Some((id, _)), Some(theme)) => Some((id, theme)),
            (Some(own), None) => Some(own),
            (None, _) => below(),
        }
    }
}

/// Compiles the theme that the configuration names. `base_path` begins every address (`/`, `/mag/`). Templates that are
/// the same are taken from `before`: a theme that was compiled without a fault, of the very same files and configuration
/// but for files of themes whose ids stand beside it.
pub fn theme(
    sources: &Sources,
    config: &Config,
    base_path: &str,
    before: Option<(&Theme, &BTreeSet<SourceId>)>,
) -> (Theme, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let layers = layers::layers(sources, config, &mut diagnostics);
    let chain: Vec<String> = layers.iter().map(|layer| layer.name.clone()).collect();
    let files = compile::named(&layers);
    let drawn = member::drawn(sources, &files, &chain);
    // Nobody waits for templates and texts as much as who sees them change, and neither needs the other.
    let texts = || {
        let mut diagnostics = Vec::new();
        let members = member::members(&drawn);
        let idle = unused::texts(sources, &layers, &members, &mut diagnostics);
        let interfaces = interface::interfaces(sources, config, &layers, &idle, &mut diagnostics);
        (interfaces, members, reach::reads(sources, &files, &chain), diagnostics)
    };
    let before = before.filter(|(theme, _)| theme.chain == chain);
    let before = before.map(|(theme, changed)| compile::Before { tera: &theme.tera, amended: &theme.amended, changed });
    let templates = || templates(sources, config, base_path, &layers, &files, before);
    let ((interfaces, members, reads, mut of_texts), (drawing, mut of_templates)) = rayon::join(texts, templates);
    diagnostics.append(&mut of_texts);
    diagnostics.append(&mut of_templates);
    let Drawing { manifest, chosen, shown, assets, compiled, broken } = drawing;
    refused::tell(sources, config, &layers, &mut diagnostics);
    unused::templates(sources, &layers, &mut diagnostics);
    let name = config.theme.value.clone();
    snippet::check(config, &drawn, &mut diagnostics);
    chosen.tell_idle(&members, &shown, &config.theme.value, &mut diagnostics);
    let lost = follow::Lost::of(sources, broken, &diagnostics);
    // Where overture's templates stand in for what could not be read, it is not known what they miss.
    let is_sound = diagnostics.iter().all(|it| it.severity != Severity::Error);
    let reads = if is_sound { reads } else { FxHashMap::default() };
    (
        Theme {
            name,
            lost,
            reads,
            chain,
            manifest,
            settings: chosen.values(),
            tera: compiled.tera,
            files: compiled.files,
            components: compiled.components,
            unread_components: compiled.unread,
            amended: compiled.amended,
            interfaces,
            assets,
        },
        diagnostics,
    )
}

/// What pages are drawn with.
struct Drawing {
    manifest: Manifest,
    chosen: chosen::Chosen,
    /// The settings that style sheets show.
    shown: BTreeSet<String>,
    assets: Vec<Asset>,
    compiled: compile::Compiled,
    /// The settings whose declarations could not be read.
    broken: BTreeSet<String>,
}

/// Compiles templates and style sheets.
fn templates(
    sources: &Sources,
    config: &Config,
    base_path: &str,
    layers: &[layers::Layer],
    files: &BTreeMap<String, SourceId>,
    before: Option<compile::Before>,
) -> (Drawing, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (manifest, declared) = manifest::manifests(sources, layers, &mut diagnostics);
    let asked = chosen::Asked { theme: &config.theme.value, instead: config.other_theme };
    let chosen = chosen::Chosen::of(config, &declared, &asked, &mut diagnostics);
    let mut dressed = sheet::Dressed { config, declared: &declared, chosen: &chosen, shown: BTreeSet::new() };
    let assets = asset::assets(sources, layers, base_path, &mut dressed, &mut diagnostics);
    let shown = dressed.shown;
    let locales = config.languages.iter().map(|it| (it.code.clone(), Arc::clone(&it.locale)));
    // English stands in for texts that were not translated; the site's own, if it has one, goes before it.
    let locales = [("en".to_owned(), Arc::new(Locale::or_root("en")))].into_iter().chain(locales).collect();
    let locales = Arc::new(locales);
    let compiled = compile::compile(sources, layers, files.clone(), &assets, &locales, before, &mut diagnostics);
    (Drawing { manifest, chosen, shown, assets, compiled, broken: declared.broken }, diagnostics)
}
