//! One immutable state of the whole magazine, and the only way to make a page.
//!
//! The principal type is [`Edition`]: [`assemble`] composes the stages, [`Edition::render`] maps a route to its
//! bytes. `build` renders all routes, a preview the one that is asked for; both call the same function, so they
//! cannot differ. Nothing here reads the disk or the clock.

mod early;

pub use early::assemble_early;

use crate::catalogue::{
    self, ArgumentType, Catalogue, Linked, Showing, Signatures, ThemeSignature, built_in_shapes, link,
};
use crate::config::{self, BaseUrl, Config};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::model::{Entity, Kind};
use crate::parse::markdown::{BodyKind, KnownShapes};
use crate::parse::{self, parse};
use crate::render::values::Values;
use crate::render::view::Read;
use crate::render::{Magazine, Shared, feed, headers, page, portable, record, sitemap};
use crate::route::{OpenFragment, Route, Routes, Shows, check, output_file};
use crate::source::{Content, Source, SourceId, Sources, Span};
use crate::theme::{Theme, ThemeComponent, theme};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use tera::ComponentArgType;

/// What a run is asked to do differently from `site.toml`.
#[derive(Debug, Clone)]
pub struct Options {
    /// What decides what is withheld.
    pub showing: Showing,
    /// Another base address.
    pub base_url: Option<BaseUrl>,
    /// Another theme.
    pub theme: Option<String>,
}

/// The bytes of a page, or the file that holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of this file, unchanged.
    File(PathBuf),
}

/// One immutable state of the whole magazine.
pub struct Edition {
    magazine: Magazine,
    fragments: Vec<OpenFragment>,
}

/// What one edition leaves for the next: files as they were read, and the theme as it was compiled. Each is used
/// again while what it was made of is the very same; the edition is the one that would be made without it.
#[derive(Default, Clone)]
pub struct Memory {
    parsed: parse::Memory,
    linked: catalogue::Memory,
    routes: Option<KnownRoutes>,
    theme: Option<KnownTheme>,
}

/// How much of the last edition was made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Files parsed.
    pub parsed: usize,
    /// Articles and bodies linked; nothing when what was linked serves no other run.
    pub linked: Option<Linked>,
}

impl Memory {
    /// What the last run did.
    pub fn work(&self) -> Work {
        Work { parsed: self.parsed.parsed(), linked: self.linked.linked() }
    }
}

#[derive(Clone)]
struct KnownTheme {
    /// `site.toml` and everything below `themes/`; a file that was away may have come back under another id.
    of: Vec<(SourceId, Arc<Source>)>,
    base_path: String,
    theme: Arc<Theme>,
    diagnostics: Vec<Diagnostic>,
}

impl KnownTheme {
    /// The files of themes that are not the very same, if nothing else is other and nothing was at fault.
    fn changed(
        &self,
        of: &[(SourceId, Arc<Source>)],
        base_path: &str,
        sources: &Sources,
    ) -> Option<BTreeSet<SourceId>> {
        let is_sound = self.diagnostics.iter().all(|it| it.severity != Severity::Error);
        // The id of a file that went is given to another.
        let mut both = self.of.iter().zip(of);
        let same_files =
            self.of.len() == of.len() && both.all(|(then, now)| then.0 == now.0 && then.1.path == now.1.path);
        if !is_sound || !same_files || self.base_path != base_path {
            return None;
        }
        let other = self.of.iter().zip(of).filter(|(then, now)| !Arc::ptr_eq(&then.1, &now.1)).map(|(_, now)| now.0);
        let changed: BTreeSet<SourceId> = other.collect();
        sources.find("site.toml").is_none_or(|site| !changed.contains(&site)).then_some(changed)
    }
}

#[derive(Clone)]
struct KnownRoutes {
    /// The output paths of the theme's assets.
    assets: Vec<String>,
    routes: Arc<Routes>,
}

/// Who is told, by its name, that a stage is over.
pub type Watch<'a> = &'a mut dyn FnMut(&'static str);

/// Composes the stages: configuration, theme, parse, link, routes. What is wrong is told; the rest stands.
pub fn assemble(sources: Sources, options: &Options) -> (Edition, Vec<Diagnostic>) {
    assemble_from(sources, options, None, &mut |_| {})
}

/// The same, watched: `theme`, `parse`, `link` and `routes` are told of, with configuration and checks in them.
pub fn assemble_watched(sources: Sources, options: &Options, watch: Watch<'_>) -> (Edition, Vec<Diagnostic>) {
    assemble_from(sources, options, None, watch)
}

/// The same, with what an earlier edition left.
pub fn assemble_again(sources: Sources, options: &Options, memory: &mut Memory) -> (Edition, Vec<Diagnostic>) {
    assemble_from(sources, options, Some(memory), &mut |_| {})
}

fn assemble_from(
    sources: Sources,
    options: &Options,
    memory: Option<&mut Memory>,
    watch: Watch<'_>,
) -> (Edition, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let config = configured(&sources, options, &mut diagnostics);
    let (mut known_theme, mut known_files, mut known_links, mut known_routes) = (None, None, None, None);
    if let Some(memory) = memory {
        let Memory { theme, parsed, linked, routes } = memory;
        (known_theme, known_files) = (Some(theme), Some(parsed));
        (known_links, known_routes) = (Some(linked), Some(routes));
    }
    let (theme, mut found) = compiled(&sources, &config, known_theme);
    diagnostics.append(&mut found);
    watch("theme");
    let (shapes, signatures) = components(&theme);
    let (parsed, mut found) = parse(&sources, &config, &shapes, known_files);
    diagnostics.append(&mut found);
    watch("parse");
    let (catalogue, mut found) =
        link(parsed, &sources, &config, options.showing, &signatures, known_links.as_deref_mut());
    diagnostics.append(&mut found);
    watch("link");
    let linked = known_links.and_then(|memory| memory.linked());
    let same_addresses = linked.is_some_and(|linked| !linked.addresses);
    let assets: Vec<String> = theme.assets.iter().map(|asset| asset.output.clone()).collect();
    let (routes, mut found) = addressed(&catalogue, &config, &sources, assets, same_addresses, known_routes);
    diagnostics.append(&mut found);
    if !config.sure_of_languages {
        // Why they are not known was told.
        diagnostics.retain(|it| it.code != Code::UnknownLanguage);
    }
    let (fragments, mut found) = check(&routes, &catalogue, &config);
    diagnostics.append(&mut found);
    // What a file with a fault says may be what a table describes.
    if diagnostics.iter().all(|it| it.severity != Severity::Error) {
        diagnostics.append(&mut catalogue.unused(&config));
    }
    watch("routes");
    let (showing, shared) = (options.showing, Shared::default());
    let magazine = Magazine { sources, config, catalogue, routes, theme, showing, shapes, shared };
    (Edition { magazine, fragments }, diagnostics)
}

/// All routes, listed anew only when something may have another address.
fn addressed(
    catalogue: &Catalogue,
    config: &Config,
    sources: &Sources,
    assets: Vec<String>,
    same_addresses: bool,
    memory: Option<&mut Option<KnownRoutes>>,
) -> (Arc<Routes>, Vec<Diagnostic>) {
    let known = memory.as_ref().and_then(|memory| memory.as_ref());
    let same =
        |known: &&KnownRoutes| same_addresses && known.assets == assets && *known.routes.base() == config.base_url;
    if let Some(known) = known.filter(same) {
        return (Arc::clone(&known.routes), Vec::new());
    }
    let then = known.map(|known| &known.routes);
    let (routes, diagnostics) = Routes::of(catalogue, config, sources, config.base_url.clone(), &assets, then);
    if let Some(memory) = memory {
        // What is told of them is told again, at the places where it is then.
        *memory = diagnostics.is_empty().then(|| KnownRoutes { assets, routes: Arc::clone(&routes) });
    }
    (routes, diagnostics)
}

/// The theme, compiled anew only when a file of it or the configuration changed.
fn compiled(
    sources: &Sources,
    config: &Config,
    memory: Option<&mut Option<KnownTheme>>,
) -> (Arc<Theme>, Vec<Diagnostic>) {
    let base_path = &config.base_url.path;
    let Some(memory) = memory else {
        let (theme, diagnostics) = theme(sources, config, base_path, None);
        return (Arc::new(theme), diagnostics);
    };
    let files = sources.find("site.toml").into_iter().chain(sources.under("themes/").map(|(id, _)| id));
    let of: Vec<(SourceId, Arc<Source>)> = files.map(|id| (id, Arc::clone(sources.shared(id)))).collect();
    let same = |known: &&KnownTheme| {
        known.base_path == *base_path
            && known.of.len() == of.len()
            && known.of.iter().zip(&of).all(|(then, now)| then.0 == now.0 && Arc::ptr_eq(&then.1, &now.1))
    };
    if let Some(known) = memory.as_ref().filter(same) {
        return (Arc::clone(&known.theme), known.diagnostics.clone());
    }
    let changed = memory.as_ref().and_then(|known| known.changed(&of, base_path, sources));
    let before = memory.as_ref().zip(changed.as_ref()).map(|(known, changed)| (&*known.theme, changed));
    let (theme, diagnostics) = theme(sources, config, base_path, before);
    let theme = Arc::new(theme);
    let kept = (Arc::clone(&theme), diagnostics.clone());
    *memory = Some(KnownTheme { of, base_path: base_path.clone(), theme, diagnostics });
    kept
}

/// What `site.toml` says, and what the run is asked to do differently.
fn configured(sources: &Sources, options: &Options, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let mut config = configuration(sources, diagnostics);
    if let Some(base) = &options.base_url {
        config.base_url = base.clone();
    }
    if let Some(theme) = &options.theme {
        config.other_theme = config.theme.value != *theme;
        config.theme.value.clone_from(theme);
    }
    config
}

/// The components that bodies may use: where they may stand, and what those of the theme take.
fn components(theme: &Theme) -> (KnownShapes, Signatures) {
    let mut shapes = KnownShapes { known: built_in_shapes(), unread: theme.unread_components.clone() };
    let mut signatures = Signatures::new();
    for (name, component) in &theme.components {
        // A theme draws the built-in components; what they take is the program's.
        if !shapes.known.contains_key(name) {
            shapes.known.insert(name.clone(), component.shape);
            signatures.insert(name.clone(), signature(component));
        }
    }
    (shapes, signatures)
}

fn configuration(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let nowhere = Span::new(SourceId(0), 0..0);
    let Some((id, text)) = sources.find("site.toml").and_then(|id| sources.get(id).text().map(|text| (id, text)))
    else {
        // That it is missing or unreadable was told when the site was discovered.
        return Config::fallback(nowhere);
    };
    let (config, mut found) = config::parse(text, id);
    diagnostics.append(&mut found);
    config
}

/// What the theme declares, in the catalogue's terms: an argument named after a kind is a reference to it.
fn signature(component: &ThemeComponent) -> ThemeSignature {
    let argument = |(name, kind, needed): &(String, Option<ComponentArgType>, bool)| {
        let kind = match (Kind::from_word(name), kind) {
            (Some(kind), None | Some(ComponentArgType::Map)) => ArgumentType::Reference(kind),
            (_, Some(ComponentArgType::Bool)) => ArgumentType::Bool,
            (_, Some(ComponentArgType::Integer)) => ArgumentType::Integer,
            (_, Some(ComponentArgType::Float | ComponentArgType::Number)) => ArgumentType::Float,
            (_, Some(ComponentArgType::Array)) => ArgumentType::List,
            _ => ArgumentType::Text,
        };
        (name.clone(), kind, *needed)
    };
    ThemeSignature {
        arguments: component.arguments.iter().map(argument).collect(),
        rest: component.rest,
        body: component.shape.body != BodyKind::None,
    }
}

impl Edition {
    /// Every route with its path, in the order of paths.
    pub fn routes(&self) -> &[(String, Route)] {
        self.magazine.routes.as_slice()
    }

    /// All files of the run, to show diagnostics with.
    pub fn sources(&self) -> &Sources {
        &self.magazine.sources
    }

    /// The magazine behind the pages.
    pub fn magazine(&self) -> &Magazine {
        &self.magazine
    }

    /// The file in the output folder that answers for a path.
    pub fn output_file(path: &str) -> String {
        output_file(path)
    }

    /// What a preview answers at a path (without the base path), with the path as it is written: what is shown there,
    /// else what is withheld there. A missing slash at the end is forgiven.
    pub fn at(&self, path: &str) -> Option<(&str, Route)> {
        let routes = &self.magazine.routes;
        routes.at(path).or_else(|| routes.withheld_at(path))
    }

    /// What the template of a page gets, and the records that it names; nothing for what has no template.
    ///
    /// # Errors
    /// What a component could not draw.
    pub fn values(&self, route: Route) -> Result<Option<(Values, BTreeSet<Entity>)>, Vec<Diagnostic>> {
        if !route.shows.has_template() {
            return Ok(None);
        }
        let read = Read::default();
        let values = page::values(&self.magazine, route, Some(&read))?;
        Ok(Some((values, read.into_inner().unwrap_or_default())))
    }

    /// The same magazine without some files.
    pub fn without(&self, files: &BTreeSet<SourceId>) -> Self {
        let magazine = &self.magazine;
        let kept = magazine.sources.iter().filter(|(id, _)| !files.contains(id)).map(|(_, source)| source.clone());
        let sources = Sources::new(magazine.sources.root().to_owned(), kept);
        let base_url = Some(magazine.routes.base().clone());
        let theme = Some(magazine.config.theme.value.clone());
        assemble(sources, &Options { showing: magazine.showing, base_url, theme }).0
    }

    /// The bytes of a route.
    ///
    /// # Errors
    /// What a template or component could not draw.
    pub fn render(&self, route: Route) -> Result<Output, Vec<Diagnostic>> {
        let magazine = &self.magazine;
        let bytes = match route.shows {
            Shows::Feed(section) => feed::feed(magazine, route, section)?,
            Shows::PlaylistFile(id, format) => portable::playlist(magazine, id, format),
            Shows::Calendar(of) => portable::calendar(magazine, of),
            Shows::Sitemap => sitemap::sitemap(magazine, route.language),
            Shows::Robots => sitemap::robots(magazine),
            Shows::Headers => headers::headers(magazine),
            Shows::RecordData(entity) => record::record(magazine, entity),
            Shows::WeekData(chart, week) => record::week(magazine, chart, week),
            Shows::RecordIndex => record::index(magazine),
            Shows::Schema => record::schema(magazine),
            Shows::Redirect(place) => sitemap::redirect(magazine, place),
            Shows::File(id) | Shows::Static(id) => return Ok(self.file(id)),
            Shows::Asset(place) => match magazine.theme.assets.get(place) {
                Some(asset) => {
                    return Ok(asset
                        .bytes
                        .as_ref()
                        .map_or_else(|| self.file(asset.source), |bytes| Output::Bytes(bytes.to_vec())));
                }
                None => Vec::new(),
            },
            _ => page::page(magazine, route)?,
        };
        Ok(Output::Bytes(bytes))
    }

    fn file(&self, id: SourceId) -> Output {
        let source = self.magazine.sources.get(id);
        match (source.disk(), &source.content) {
            (Some(disk), _) => Output::File(disk),
            (None, Content::Text(_)) => Output::Bytes(source.text().unwrap_or_default().as_bytes().to_vec()),
            (None, Content::Embedded(bytes)) => Output::Bytes(bytes.to_vec()),
            (None, Content::Opaque { .. } | Content::Unreadable) => Output::Bytes(Vec::new()),
        }
    }

    /// Looks up the fragments whose page's HTML must tell whether they exist (records, lists).
    pub fn check_fragments(&self) -> Vec<Diagnostic> {
        self.check_fragments_while(&|| true)
    }

    /// The same, given up as soon as nobody needs it any more.
    pub fn check_fragments_while(&self, goes_on: &dyn Fn() -> bool) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        let mut last: Option<(Route, Arc<str>)> = None;
        for OpenFragment { route, id, span } in &self.fragments {
            if !goes_on() {
                break;
            }
            if last.as_ref().is_none_or(|(r, _)| r != route) {
                let html = match self.render(*route) {
                    Ok(Output::Bytes(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
                    // A page that cannot be drawn is told by itself.
                    Ok(Output::File(_)) | Err(_) => continue,
                };
                last = Some((*route, Arc::from(html)));
            }
            let Some((_, html)) = &last else { continue };
            let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            if !ids.contains(&id.as_str()) {
                let path = self.magazine.routes.path(*route).unwrap_or_default();
                let help = did_you_mean(id, ids.iter().copied()).or_else(|| {
                    let shown: Vec<String> = ids.iter().take(20).map(|id| format!("#{id}")).collect();
                    (!shown.is_empty()).then(|| format!("there are: {}", shown.join(", ")))
                });
                diagnostics.push(
                    Diagnostic::error(Code::BrokenFragment, *span, format!("`{path}` has no place called `#{id}`"))
                        .maybe_help(help),
                );
            }
        }
        diagnostics
    }
}
