//! Leitmotif: a static site generator for soundtrack magazines.
pub mod catalogue;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod discover;
pub mod edition;
pub mod fields;
pub mod model;
pub mod parse;
pub mod render;
pub mod route;
pub mod source;
pub mod theme;
pub mod write;
