//! Atom feeds (RFC 4287): the site's and each section's, with whole articles.

use super::Magazine;
use super::component::Reading;
use super::page::article_body;
use super::view::Views;
use super::xml::Xml;
use crate::diagnostic::Diagnostic;
use crate::model::{Article, Id, Section};
use crate::route::{Route, Shows};
use rustc_hash::FxHashSet;

/// The feed of a route.
///
/// # Errors
/// What a component in a body could not draw.
pub fn feed(magazine: &Magazine, route: Route, section: Option<Id<Section>>) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let catalogue = &magazine.catalogue;
    let views = Views { whole: true, ..Views::new(magazine, route.language) };
    let list = match section {
        Some(section) => catalogue.written.in_section.get(&(route.language, section)),
        None => catalogue.written.newest.get(usize::from(route.language.0)),
    };
    // Whoever takes a feed in a language wants to read it: what is not written in it is left to the lists.
    let own = |id: &&Id<Article>| catalogue.article(**id).language == route.language;
    let shown: Vec<Id<Article>> =
        list.into_iter().flatten().filter(own).take(magazine.config.feed_size).copied().collect();
    let own = views.url(route).unwrap_or_default();
    let home = match section {
        Some(section) => views.url(Route::new(route.language, Shows::Section(section, 1))),
        None => views.url(Route::new(route.language, Shows::Home)),
    };
    let changed = |id: &Id<Article>| catalogue.article(*id).changed(&magazine.config.timezone);
    // An empty feed was never changed; the beginning of Unix time says so and is the same in every run.
    let updated =
        shown.iter().map(changed).max().map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |moment| views.stamp(moment));
    let mut diagnostics = Vec::new();
    let mut xml = Xml::new();
    let language = &magazine.config.languages[usize::from(route.language.0)];
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &language.code)]);
    xml.text("title", &[], &views.title(route));
    if let Some(description) = &language.description {
        xml.text("subtitle", &[], description);
    }
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &home.unwrap_or_default())]);
    xml.text("id", &[], &own);
    xml.text("updated", &[], &updated);
    xml.text("generator", &[("version", env!("CARGO_PKG_VERSION"))], "Leitmotif");
    for id in &shown {
        entry(&mut xml, views, *id, &views.stamp(changed(id)), &mut diagnostics);
    }
    xml.close("feed");
    if diagnostics.is_empty() { Ok(xml.into_bytes()) } else { Err(diagnostics) }
}

fn entry(xml: &mut Xml, views: Views, id: Id<Article>, updated: &str, diagnostics: &mut Vec<Diagnostic>) {
    let article = views.magazine.catalogue.article(id);
    let card = views.card(id);
    let mut drawn = article_body(views, id, Reading::Feed);
    diagnostics.append(&mut drawn.diagnostics);
    xml.open("entry", &[]);
    xml.text("title", &[], &card.title);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &card.url)]);
    xml.text("id", &[], &views.guid(id));
    xml.text("published", &[], &views.stamp(article.date));
    xml.text("updated", &[], updated);
    // Atom asks for an author in every entry of a feed without one.
    let site = &views.magazine.config.languages[usize::from(views.language.0)].title;
    if card.writers.is_empty() {
        xml.open("author", &[]);
        xml.text("name", &[], site);
        xml.close("author");
    }
    for author in &card.writers {
        xml.open("author", &[]);
        xml.text("name", &[], &author.name);
        if let Some(url) = &author.url {
            xml.text("uri", &[], url);
        }
        xml.close("author");
    }
    let others = card.bylines.iter().filter(|b| !matches!(b.role, "writer" | "interviewer") && !b.name.is_empty());
    let mut names: Vec<&str> = others.map(|b| b.name.as_str()).collect();
    let mut seen = FxHashSet::default();
    names.retain(|name| seen.insert(*name));
    for name in names {
        xml.open("contributor", &[]);
        xml.text("name", &[], name);
        xml.close("contributor");
    }
    for (tag, id) in card.tags.iter().zip(&article.tags) {
        xml.empty("category", &[("term", &views.magazine.catalogue.tag(*id).slug), ("label", &tag.title)]);
    }
    if let Some(summary) = article.summary.as_ref().or(article.standfirst.as_ref()) {
        xml.text("summary", &[], summary);
    }
    let mut html = String::new();
    for label in &card.labels {
        let escaped = |text: &str| quick_xml::escape::escape(text).into_owned();
        html.push_str(&format!("<p><strong>{}</strong> {}</p>", escaped(&label.label), escaped(&label.text)));
    }
    for correction in &article.corrections {
        let text = quick_xml::escape::escape(correction.text.as_str());
        html.push_str(&format!(
            "<p><strong>{} ({})</strong> {text}</p>",
            views.say("article.corrections"),
            correction.date
        ));
    }
    html.push_str(&drawn.html);
    if !html.is_empty() {
        // The base is for links to the text's own notes and headings.
        xml.text("content", &[("type", "html"), ("xml:base", &card.url)], &html);
    }
    xml.close("entry");
}
