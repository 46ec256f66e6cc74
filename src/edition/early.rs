//! An edition from before the bodies of articles are read, for the first pages that a preview shows.

use super::{Edition, KnownRoutes, Memory, Options, Output, compiled, components, configured};
use crate::catalogue::{Limit, link_early};
use crate::parse::parse_fronts;
use crate::render::{Magazine, Shared};
use crate::route::{Routes, Shows};
use crate::source::Sources;
use std::sync::Arc;

/// An edition of which no article's body was read: each is when a page shows it. Of what is wrong nothing is told. Only
/// [`Edition::draw_early`] makes pages that may be shown; there is no such edition where it could make none. The theme is
/// left for the next edition, and so are the addresses, if no body decides on one.
pub fn assemble_early(sources: Sources, options: &Options, memory: &mut Memory) -> Option<Edition> {
    let config = configured(&sources, options, &mut Vec::new());
    let (theme, _) = compiled(&sources, &config, Some(&mut memory.theme));
    let (shapes, signatures) = components(&theme);
    let parsed = parse_fronts(&sources, &config, &shapes);
    let catalogue = link_early(parsed, &sources, &config, options.showing, &signatures, &shapes);
    let assets: Vec<String> = theme.assets.iter().map(|asset| asset.output.clone()).collect();
    let (routes, _) = Routes::of(&catalogue, &config, &sources, config.base_url.clone(), &assets, None);
    if catalogue.attachments.is_empty() {
        memory.routes = Some(KnownRoutes { assets, routes: Arc::clone(&routes) });
    }
    let (showing, shared) = (options.showing, Shared::default());
    let magazine = Magazine { sources, config, catalogue, routes, theme, showing, shapes, shared };
    let edition = Edition { magazine, fragments: Vec::new() };
    (!edition.is_beyond()).then_some(edition)
}

impl Edition {
    /// Whether it is one of which no article's body was read.
    pub fn is_early(&self) -> bool {
        self.magazine.catalogue.limit().is_some()
    }

    /// Whether something was asked for that only the whole edition knows. No page of an early one is shown any more then.
    pub fn is_beyond(&self) -> bool {
        self.magazine.catalogue.limit().is_some_and(Limit::is_reached)
    }

    /// What an early edition has at a path, if it is what the whole edition has there: nothing where there is no page or
    /// file, where a page cannot be drawn, and once something was asked for that only the whole edition knows.
    pub fn draw_early(&self, path: &str) -> Option<Output> {
        let (_, route) = self.magazine.routes.asked(path).filter(|(found, _)| *found == path)?;
        if matches!(route.shows, Shows::File(_) | Shows::Static(_) | Shows::Asset(_)) {
            return self.render(route).ok();
        }
        if !route.shows.has_template() || self.is_beyond() {
            return None;
        }
        let output = self.render(route).ok()?;
        (!self.is_beyond()).then_some(output)
    }
}
