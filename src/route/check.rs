//! Site paths that people typed, against all addresses.

use super::{Route, Routes, Shows};
use crate::catalogue::{Catalogue, LinkTarget};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::{Entity, LanguageId};
use crate::source::Span;

/// A fragment on a page whose ids only its HTML tells: which page, which id, where it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenFragment {
    /// The page.
    pub route: Route,
    /// The id.
    pub id: String,
    /// Where the link is written.
    pub span: Span,
}

/// Checks every site path in bodies and in the menu; gives the fragments that are still to be looked up.
pub fn check(routes: &Routes, catalogue: &Catalogue, config: &Config) -> (Vec<OpenFragment>, Vec<Diagnostic>) {
    let mut open = Vec::new();
    let mut diagnostics = Vec::new();
    let bodies = catalogue
        .article_bodies()
        .iter()
        .zip(catalogue.articles.iter().map(|a| (a.language, a.withheld.is_some())))
        .chain(catalogue.page_bodies().iter().zip(catalogue.pages.iter().map(|p| (p.language, false))));
    for (body, (language, withheld)) in bodies.filter(|(body, _)| body.leads) {
        for (link, span) in body.targets() {
            match link {
                LinkTarget::Path(to) => match routes.at(&to.path) {
                    Some((_, route)) => {
                        if let Some(id) = to.fragment.as_ref().filter(|f| !f.is_empty() && *f != "top") {
                            fragment_at(catalogue, route, id, span, &mut open, &mut diagnostics);
                        }
                    }
                    None => diagnostics.extend(nowhere(routes, catalogue, config, &to.path, span, withheld)),
                },
                // That an article is withheld was told where the link was resolved.
                LinkTarget::Entity { entity, .. }
                    if !withheld
                        && !matches!(entity, Entity::Article(_))
                        && routes.of_entity(catalogue, *entity, language).is_none() =>
                {
                    diagnostics.push(pageless(catalogue, *entity, span));
                }
                LinkTarget::Entity { entity, fragment: Some(id), .. }
                    if !matches!(entity, Entity::Article(_) | Entity::Page(_)) =>
                {
                    if let Some(route) = routes.of_entity(catalogue, *entity, language) {
                        open.push(OpenFragment { route, id: id.to_string(), span });
                    }
                }
                _ => {}
            }
        }
    }
    for item in &config.menu {
        let to = &item.to;
        if to.value.starts_with('/') {
            let path = to.value.split(['#', '?']).next().unwrap_or(&to.value);
            let fragment = to.value.split_once('#').map(|(_, fragment)| fragment).filter(|f| !f.is_empty());
            match (routes.at(path), fragment) {
                (None, _) => diagnostics.extend(nowhere(routes, catalogue, config, path, to.span, false)),
                (Some((_, route)), Some(id)) => {
                    fragment_at(catalogue, route, id, to.span, &mut open, &mut diagnostics);
                }
                (Some(_), None) => {}
            }
        } else if !to.value.contains("://") {
            match crate::catalogue::reference(catalogue, to) {
                Err(it) => diagnostics.extend(it.map(|it| *it)),
                Ok(entity) if routes.of_entity(catalogue, entity, LanguageId::ROOT).is_none() => {
                    diagnostics.push(pageless(catalogue, entity, to.span));
                }
                Ok(_) => {}
            }
        }
    }
    open.sort();
    open.dedup();
    (open, diagnostics)
}

/// A record that is known and has no page: a tag or section of which nothing is published, a withheld article.
fn pageless(catalogue: &Catalogue, entity: Entity, span: Span) -> Diagnostic {
    let id = catalogue.index.id(entity);
    Diagnostic::error(Code::WithheldReference, span, format!("`{id}` has no page, because nothing of it is published"))
        .help("publish an article of it first, or remove the link")
}

fn fragment_at(
    catalogue: &Catalogue,
    route: Route,
    id: &str,
    span: Span,
    open: &mut Vec<OpenFragment>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let outline = match route.shows {
        Shows::Article(article) => Some(&catalogue.article_body(article).outline),
        Shows::Page(page) => Some(&catalogue.page_body(page).outline),
        _ => None,
    };
    match outline {
        Some(outline) if outline.has_anchor(id) => {}
        Some(outline) => {
            let help = did_you_mean(id, outline.anchors());
            diagnostics.push(
                Diagnostic::error(Code::BrokenFragment, span, format!("there is no heading `#{id}` on that page"))
                    .maybe_help(help),
            );
        }
        None => open.push(OpenFragment { route, id: id.to_owned(), span }),
    }
}

fn nowhere(
    routes: &Routes,
    catalogue: &Catalogue,
    config: &Config,
    path: &str,
    span: Span,
    from_withheld: bool,
) -> Option<Diagnostic> {
    let hidden = catalogue.articles.iter().filter(|a| a.withheld.is_some()).find(|article| {
        let language = if article.language == LanguageId::ROOT {
            String::new()
        } else {
            format!("/{}", config.code(article.language))
        };
        let own = format!("{language}/{}/{}", catalogue.section(article.section).slug, article.slug);
        crate::model::fold(path.trim_end_matches('/')) == crate::model::fold(&own)
    });
    if let Some(article) = hidden {
        let it = Diagnostic::error(
            Code::WithheldReference,
            span,
            format!("`{path}` is the address of an article that is not published"),
        );
        return (!from_withheld)
            .then(|| it.also(article.span, "the article").help("publish it first, or remove the link"));
    }
    let base = &routes.base().path;
    let it = Diagnostic::error(Code::BrokenLink, span, format!("there is no page `{path}`"));
    let inside = path.strip_prefix(base.as_str()).filter(|_| base != "/").map(|rest| format!("/{rest}"));
    if let Some(inside) = inside.filter(|inside| routes.at(inside).is_some()) {
        return Some(it.help(format!("site paths are written without the base path: `{inside}`")));
    }
    Some(
        it.maybe_help(
            did_you_mean(path, routes.iter().map(|(path, _)| path))
                .or_else(|| Some("a site path begins with `/` and is the address of a page: `/news/`".into())),
        ),
    )
}
