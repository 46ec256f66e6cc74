//! The desk: what an editor should see to before the magazine goes out, each with a way to the page and to the file.

use super::editor::Editor;
use super::published::Published;

/// Below the base path.
pub const FOLDER: &str = "_desk/";

/// The desk as a page.
pub fn page(published: &Published, _editor: &Editor) -> String {
    format!("<!DOCTYPE html><html lang=\"en\"><title>Desk</title><h1>Desk</h1><p>{}</p></html>", published.round)
}
