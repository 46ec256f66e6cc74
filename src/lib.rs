//! Leitmotif: a static site generator for soundtrack magazines.
//!
//! A stage is a pure function of the whole stage before it; nothing is patched.
//!
//! ```text
//!  site.toml ┐                    ┌─config─▶ Config
//!  content/  ├─discover─▶ Sources ┼─parse──▶ Parsed ─link─▶ Catalogue ─▶ Routes ┐
//!  themes/   ┘                    └─theme──▶ Theme ─────────────────────────────┴▶ Edition ─render(route)─▶ Output ┬─write───▶ output/
//!                                                                                                                └─preview─▶ browser
//! ```
//!
//! Every stage also returns its diagnostics, and the later ones run on what is sound, so one run tells everything.
//! [`edition::Edition::render`] is the only way to make a page, for a build and for a preview. `ARCHITECTURE.md` has the rooms and the promises.

pub mod catalogue;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod discover;
pub mod edit;
pub mod edition;
pub mod fields;
pub mod language;
pub mod model;
pub mod parse;
pub mod preview;
pub mod render;
pub mod route;
pub mod source;
pub mod theme;
pub mod write;
