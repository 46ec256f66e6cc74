//! Old addresses: what `redirect_from` says, and what follows from it in other languages.

use super::{Redirect, Route, Shows, files};
use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Id, LanguageId, fold};
use crate::source::Spanned;
use unicode_normalization::UnicodeNormalization;

/// Old addresses of everything that is shown. A record has a page in every language, and states its addresses for all
/// of them at once: what it does not say of a language follows from what it says of the site's own.
pub(super) fn redirects(catalogue: &Catalogue, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<Redirect> {
    let mut all = Vec::new();
    let mut add = |list: &[Spanned<String>], to: Route, everywhere: bool| {
        let others = || config.language_ids().filter(|language| everywhere && *language != LanguageId::ROOT);
        for old in list {
            match old_path(&old.value) {
                Ok(from) => {
                    let first = from.trim_start_matches('/').split('/').next().unwrap_or_default();
                    let told = others().find(|language| fold(config.code(*language)) == fold(first));
                    for language in others().filter(|_| told.is_none()) {
                        let from = format!("/{}{from}", config.code(language));
                        all.push(Redirect { from, to: Route { language, ..to }, span: old.span, followed: true });
                    }
                    let to = Route { language: told.unwrap_or(to.language), ..to };
                    all.push(Redirect { from, to, span: old.span, followed: false });
                }
                Err(cause) => diagnostics.push(
                    Diagnostic::error(
                        Code::BadValue,
                        old.span,
                        format!("`{}` is not an old address: {cause}", old.value),
                    )
                    .help("write the path from `/`, without host and base path: `redirect_from = [\"/old/\"]`"),
                ),
            }
        }
    };
    for (language, id) in files::shown_versions(catalogue) {
        add(&catalogue.article(id).redirect_from, Route::new(language, Shows::Article(id)), false);
    }
    for (n, page) in catalogue.pages.iter().enumerate() {
        add(&page.redirect_from, Route::new(page.language, Shows::Page(Id::new(n))), false);
    }
    for entity in catalogue.all_records() {
        if let Some(record) = catalogue.record(entity) {
            add(&record.redirect_from, Route::plain(Shows::record(entity)), true);
        }
    }
    all
}

/// An old path as written: from `/`, with a slash at its end unless its last part has a dot.
fn old_path(text: &str) -> Result<String, &'static str> {
    let Some(path) = text.trim().strip_prefix('/') else { return Err("it does not begin with `/`") };
    if path.starts_with('/') || path.contains("//") {
        return Err("it has two slashes in a row");
    }
    if path.contains(['?', '#']) {
        return Err("`?` and `#` are no part of a path");
    }
    let path = percent_encoding::percent_decode_str(path).decode_utf8().map_err(|_| "it is not UTF-8 when decoded")?;
    if path.is_empty() || path.split('/').any(|part| part == "." || part == "..") || path.contains(['\\', '\0']) {
        return Err("no page can have this path");
    }
    let path: String = path.nfc().collect();
    let last = path.rsplit('/').next().unwrap_or_default();
    let file = path.ends_with('/') || last.contains('.');
    Ok(if file { format!("/{path}") } else { format!("/{path}/") })
}
