//! The sitemap (sitemaps.org, protocol 0.9), robots.txt, and pages that lead on.

use super::Magazine;
use super::view::Views;
use super::xml::Xml;
use crate::model::LanguageId;
use crate::route::{Route, Shows};
use pulldown_cmark_escape::escape_html;

/// A sitemap may hold so many addresses; of a larger site, records and chart weeks give way to articles and lists.
const LIMIT: usize = 50_000;

/// Every page that search engines should know, with its languages. The one at the root tells the whole site; below
/// another language's path stands one of the pages there, for who looks after that language alone.
pub fn sitemap(magazine: &Magazine, language: LanguageId) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "urlset",
        &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")],
    );
    let mut pages: Vec<(&str, Route)> = magazine
        .routes
        .iter()
        .filter(|(_, route)| !Views::new(magazine, route.language).is_passed_by(*route))
        .filter(|(_, route)| is_page(route.shows) && (language == LanguageId::ROOT || route.language == language))
        .collect();
    if pages.len() > LIMIT {
        pages.sort_by_key(|(_, route)| matches!(route.shows, Shows::Record(_) | Shows::ChartWeek(..)));
        pages.truncate(LIMIT);
    }
    for (path, route) in pages {
        let views = Views::new(magazine, route.language);
        xml.open("url", &[]);
        xml.text("loc", &[], &magazine.routes.absolute(path));
        if let Shows::Article(id) = route.shows {
            let article = magazine.catalogue.article(id);
            xml.text("lastmod", &[], &views.stamp(article.changed(&magazine.config.timezone)));
        }
        if magazine.config.languages.len() > 1 {
            for alternate in views.languages(route).0 {
                xml.empty(
                    "xhtml:link",
                    &[("rel", "alternate"), ("hreflang", &alternate.lang), ("href", &alternate.url)],
                );
            }
        }
        xml.close("url");
    }
    xml.close("urlset");
    xml.into_bytes()
}

/// Whether a route is a page to be found by search engines: no later page of a list, no file.
fn is_page(shows: Shows) -> bool {
    match shows {
        Shows::Section(_, page)
        | Shows::Records(_, page)
        | Shows::Contributor(_, page)
        | Shows::Tag(_, page)
        | Shows::Corrections(page)
        | Shows::Year(_, page)
        | Shows::Series(_, page)
        | Shows::Names(_, page)
        | Shows::Name(_, _, page) => page == 1,
        Shows::Home
        | Shows::Article(_)
        | Shows::Page(_)
        | Shows::Record(_)
        | Shows::ChartWeek(..)
        | Shows::Tags
        | Shows::Archive
        | Shows::AllSeries => true,
        Shows::NotFound
        | Shows::Feed(_)
        | Shows::PlaylistFile(..)
        | Shows::Calendar(_)
        | Shows::Sitemap
        | Shows::Robots
        | Shows::RecordData(_)
        | Shows::WeekData(..)
        | Shows::RecordIndex
        | Shows::Schema
        | Shows::Redirect(_)
        | Shows::File(_)
        | Shows::Static(_)
        | Shows::Asset(_) => false,
    }
}

/// Everyone is welcome, and here is the sitemap.
pub fn robots(magazine: &Magazine) -> Vec<u8> {
    let sitemap = magazine.routes.absolute("/sitemap.xml");
    format!("User-agent: *\nAllow: {}\n\nSitemap: {sitemap}\n", magazine.routes.base().path).into_bytes()
}

/// A page at an old address that leads to the new one, for hosts without redirects of their own.
pub fn redirect(magazine: &Magazine, place: usize) -> Vec<u8> {
    let Some(redirect) = magazine.routes.redirects.get(place) else { return Vec::new() };
    let to: Route = redirect.to;
    let views = Views::new(magazine, to.language);
    let path = magazine.routes.path(to).unwrap_or("/");
    let escaped = |text: &str| {
        let mut out = String::new();
        // A string takes every character, so nothing can fail here.
        let _ = escape_html(&mut out, text);
        out
    };
    let (url, canonical, title) =
        (escaped(&views.address(path)), escaped(&magazine.routes.absolute(path)), escaped(&views.title(to)));
    let lang = escaped(views.code(to.language));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<meta http-equiv=\"refresh\" content=\"0; url={url}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p><a href=\"{url}\">{canonical}</a></p>\n</main>\n</body>\n</html>\n"
    )
    .into_bytes()
}
