//! What a page is made of: its route, file, template, the records that it read and the values its template gets.

use super::editor::Editor;
use super::published::Published;
use crate::route::Route;

/// The answer to `?inspect` on a page.
pub fn page(_published: &Published, path: &str, _route: Route, _editor: &Editor) -> String {
    format!("<!DOCTYPE html><html lang=\"en\"><title>{path}</title><h1>{path}</h1></html>")
}
