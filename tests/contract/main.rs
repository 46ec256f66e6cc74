//! What themes are promised: the values of every template are those that are told, whatever is missing of them can be
//! drawn, and every block and part has its sentence.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod drawing;
mod html;
mod missing;
mod reference;
mod told;

use leitmotif::catalogue::Showing;
use leitmotif::discover::discover;
use leitmotif::edition::{Edition, Options, assemble};
use leitmotif::source::{Content, Sources};
use leitmotif::theme::embedded;
use std::path::Path;
use std::sync::OnceLock;

/// The demonstration magazine, with its theme.
fn magazine() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(|| edition("overture"))
}

/// The demonstration magazine in a theme.
fn edition(theme: &str) -> Edition {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (sources, _) = discover(root, embedded());
    let files: Vec<_> = sources
        .iter()
        .map(|(_, file)| {
            let mut file = file.clone();
            if &*file.path == "site.toml" {
                let text = file.text().expect("site.toml is text");
                let text = text.replace("theme = \"overture\"", &format!("theme = \"{theme}\""));
                file.content = Content::Text(text.into());
            }
            file
        })
        .collect();
    let sources = Sources::new(root.to_owned(), files);
    let now = "2026-11-20T12:00:00+09:00".parse().expect("a moment");
    let showing = Showing { now, drafts: true, future: true };
    let (edition, said) = assemble(sources, &Options { showing, base_url: None, theme: None });
    let wrong: Vec<&str> = said
        .iter()
        .filter(|it| it.severity == leitmotif::diagnostic::Severity::Error)
        .map(|it| it.message.as_str())
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    edition
}
