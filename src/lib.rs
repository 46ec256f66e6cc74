//! Leitmotif: a static site generator for soundtrack magazines.
pub mod catalogue;
pub mod config;
pub mod diagnostic;
pub mod discover;
pub mod fields;
pub mod model;
pub mod parse;
pub mod route;
pub mod source;
pub mod theme;
pub mod write;
