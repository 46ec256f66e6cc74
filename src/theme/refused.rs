//! What a theme's templates hold that browsers will not run or load under the magazine's policy (`/_headers`), which
//! cannot know it: the text of a template is no page yet.

use super::compile::template_name;
use super::layers::{EMBEDDED, Layer};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::markdown::asked::{Sort, What, asked};
use crate::parse::markdown::foreign_load::host;
use crate::source::{Sources, Span};

/// Says so of the magazine's own themes.
pub(super) fn tell(sources: &Sources, config: &Config, layers: &[Layer], diagnostics: &mut Vec<Diagnostic>) {
    if !config.headers {
        return;
    }
    for (path, id) in layers.iter().flat_map(|layer| &layer.files) {
        let file = sources.get(*id);
        let own = template_name(path).is_some() && !file.path.starts_with(EMBEDDED);
        let Some(text) = file.text().filter(|_| own) else { continue };
        for it in asked(text) {
            let said = match (&it.what, it.sort) {
                (What::Element(_), Sort::Style) => Some((
                    "a style in a page does nothing under the magazine's policy".to_owned(),
                    "put it into a style sheet in `assets/`".to_owned(),
                )),
                (What::Element(_), _) => Some((
                    "a script in a page does not run under the magazine's policy".to_owned(),
                    "put it into a file in `assets/`: `<script src=\"{{ asset(path=\"mine.js\") }}\" defer></script>`"
                        .to_owned(),
                )),
                (What::Attribute(_), Sort::Style) => Some((
                    "a `style` attribute does nothing under the magazine's policy".to_owned(),
                    "give the element a class, and put the style into a style sheet in `assets/`".to_owned(),
                )),
                (What::Attribute(_), _) => Some((
                    "an attribute with a script does not run under the magazine's policy".to_owned(),
                    "listen to the event in a file in `assets/`".to_owned(),
                )),
                (What::Address(address), _) => elsewhere(address, config),
            };
            if let Some((message, help)) = said {
                diagnostics.push(Diagnostic::warning(Code::RefusedByPolicy, Span::new(*id, it.at), message).help(help));
            }
        }
    }
}

/// What is said of an address that leads to another host, unless the site allows it.
fn elsewhere(address: &str, config: &Config) -> Option<(String, String)> {
    let host = host(address)
        .filter(|host| !config.snippets.allow.iter().any(|it| it.value.ends_with(&format!("//{host}"))))
        .filter(|host| host.contains('.') && !host.contains('{'))?;
    let message = format!("the magazine's policy lets no page ask `{host}` for this");
    let help = format!(
        "put the file into `assets/`, or write `allow = [\"https://{host}\"]` into `[snippets]` of `site.toml`"
    );
    Some((message, help))
}

/// The same of what a style sheet loads.
pub(super) fn sheet(address: &str, at: Span, config: &Config) -> Option<Diagnostic> {
    let (message, help) = elsewhere(address, config).filter(|_| config.headers)?;
    Some(Diagnostic::warning(Code::RefusedByPolicy, at, message).help(help))
}
