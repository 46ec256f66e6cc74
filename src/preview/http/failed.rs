//! What stands in place of a page that cannot be drawn: why it cannot.

use pulldown_cmark_escape::{FmtWriter, escape_html};

/// A page of ours with the words of the terminal.
pub(super) fn page(diagnostics: &str) -> String {
    let mut shown = String::new();
    // Writing to a string cannot fail.
    let _ = escape_html(FmtWriter(&mut shown), diagnostics);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>This page cannot be drawn</title>\n\
         <style>body {{ margin: 2rem; font-family: system-ui, sans-serif; color-scheme: light dark }} \
         pre {{ overflow-x: auto; line-height: 1.4 }}</style>\n</head>\n<body>\n\
         <main>\n<h1>This page cannot be drawn</h1>\n<pre tabindex=\"0\">{shown}</pre>\n</main>\n</body>\n</html>\n"
    )
}
