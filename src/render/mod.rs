//! A route to bytes.
//!
//! [`page`] draws HTML pages through the theme's templates, [`feed`] and [`sitemap`] write XML, [`structured`] and
//! [`record`] tell machines in JSON what pages tell people, [`markdown`] writes the HTML of bodies, [`view`] makes the
//! values that templates see. Everything reads one immutable [`Magazine`]. [`calendar`] and [`playlist_file`] write
//! plain values in the formats of other programs, [`portable`] says which.

pub mod calendar;
pub mod component;
pub mod contract;
mod crumbs;
mod direction;
pub mod feed;
pub mod headers;
mod json;
mod lists;
pub mod markdown;
pub mod page;
pub mod plain;
pub mod playlist_file;
pub mod plot;
pub mod policy;
pub mod portable;
pub mod proof;
pub mod record;
mod shared;
pub mod sitemap;
pub mod structured;
mod uri;
pub mod values;
pub mod view;
mod xml;

use crate::catalogue::{Catalogue, Showing};
use crate::config::Config;
use crate::model::LanguageId;
use crate::parse::markdown::KnownShapes;
use crate::route::Routes;
use crate::source::Sources;
use crate::theme::{Interface, Theme};
pub use shared::Shared;
use std::sync::Arc;

/// Everything that a page can show: one immutable state of the whole magazine.
pub struct Magazine {
    /// Files.
    pub sources: Sources,
    /// Settings.
    pub config: Config,
    /// Records and articles.
    pub catalogue: Catalogue,
    /// Addresses.
    pub routes: Arc<Routes>,
    /// Templates, texts, assets.
    pub theme: Arc<Theme>,
    /// What decides what is withheld.
    pub showing: Showing,
    /// How each component may be used.
    pub shapes: KnownShapes,
    /// What pages share of their values.
    pub shared: Shared,
}

impl Magazine {
    /// The day of the run, in the site's time zone. For what is said to an editor; a page that told it would be another
    /// every day.
    pub fn today(&self) -> jiff::civil::Date {
        self.showing.now.to_zoned(self.config.timezone.clone()).date()
    }

    /// The theme's settings in a language, for templates: as with interfaces, there is at least one.
    pub fn settings(&self, language: LanguageId) -> tera::Value {
        self.theme.settings.get(usize::from(language.0)).unwrap_or(&self.theme.settings[0]).clone()
    }

    /// The interface texts of a language.
    pub fn interface(&self, language: LanguageId) -> &Interface {
        // One for each language of the configuration, which has at least one.
        self.theme.interfaces.get(usize::from(language.0)).unwrap_or(&self.theme.interfaces[0])
    }
}
