//! Places in a thing's own TOML: its slug, and the old addresses that lead on to it.

use super::change::Change;
use super::spot::inner;
use super::target::Target;
use crate::diagnostic::{Code, Diagnostic};
use crate::edit::fresh::quoted;
use crate::edition::Edition;
use crate::model::{Entity, fold};
use crate::parse::front_matter;
use crate::source::{SourceId, Span};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The TOML of a file: all of it, or the front matter; and where it begins.
fn toml_of(edition: &Edition, source: SourceId) -> (usize, &str) {
    let text = edition.sources().get(source).text().unwrap_or_default();
    if !edition.sources().get(source).name().ends_with(".md") {
        return (0, text);
    }
    match front_matter::split(text, source) {
        Ok(parts) => (parts.toml.start, &text[parts.toml]),
        Err(_) => (0, ""),
    }
}

/// A table of a file, with the place of everything in it.
struct Table<'a> {
    source: SourceId,
    base: usize,
    toml: &'a str,
    /// The place in `[[tracks]]`, for a track.
    track: Option<usize>,
}

/// A key and its value.
struct Field {
    key: Range<usize>,
    value: Range<usize>,
    /// What stands in it, when it is a list: each with its place.
    items: Option<Vec<(Range<usize>, String)>>,
}

impl Table<'_> {
    fn field(&self, name: &str) -> Option<Field> {
        let (document, _) = DeTable::parse_recoverable(self.toml);
        let mut table = document.get_ref();
        if let Some(track) = self.track {
            let DeValue::Array(tracks) = table.get("tracks")?.get_ref() else { return None };
            let DeValue::Table(own) = tracks.get(track)?.get_ref() else { return None };
            table = own;
        }
        let (key, value) = table.get_key_value(name)?;
        let items = match value.get_ref() {
            DeValue::Array(items) => Some(
                items
                    .iter()
                    .map(|item| {
                        let text =
                            if let DeValue::String(text) = item.get_ref() { text.to_string() } else { String::new() };
                        (item.span(), text)
                    })
                    .collect(),
            ),
            _ => None,
        };
        Some(Field { key: key.span(), value: value.span(), items })
    }

    fn change(&self, range: Range<usize>, new: String) -> Change {
        let old = self.toml.get(range.clone()).unwrap_or_default().to_owned();
        Change { span: Span::new(self.source, self.base + range.start..self.base + range.end), old, new }
    }

    /// Whether a field has a line, or lines, of its own; and what its line begins with.
    fn line(&self, field: &Field) -> Option<&str> {
        let start = self.toml[..field.key.start].rfind('\n').map_or(0, |at| at + 1);
        let before = &self.toml[start..field.key.start];
        let after = self.toml[field.value.end..].lines().next().unwrap_or_default().trim_start();
        (before.trim().is_empty() && (after.is_empty() || after.starts_with('#'))).then_some(before)
    }

    /// A field that is added behind another one.
    fn added(&self, behind: &Field, text: &str) -> Change {
        match self.line(behind) {
            Some(indent) => {
                let rest = &self.toml[behind.value.end..];
                let end = behind.value.end + rest.find('\n').unwrap_or(rest.len());
                let windows = self.toml[..end].ends_with('\r');
                let (end, line) = if windows { (end - 1, "\r\n") } else { (end, "\n") };
                self.change(end..end, format!("{line}{indent}{text}"))
            }
            None => self.change(behind.value.end..behind.value.end, format!(", {text}")),
        }
    }

    /// A field that is added before another one.
    fn added_before(&self, field: &Field, text: &str) -> Change {
        let new = match self.line(field) {
            Some(indent) => {
                let windows = self.toml[..field.key.start].ends_with("\r\n");
                format!("{text}{}{indent}", if windows { "\r\n" } else { "\n" })
            }
            None => format!("{text}, "),
        };
        self.change(field.key.start..field.key.start, new)
    }
}

/// The table in which a thing is described.
fn table_of(edition: &Edition, entity: Entity) -> Option<Table<'_>> {
    let catalogue = &edition.magazine().catalogue;
    let source = catalogue.place(entity)?.source;
    let (base, toml) = toml_of(edition, source);
    let track = match entity {
        Entity::Track(id) => {
            // Tracks have their ids in the order of the file.
            let release = catalogue.track(id).soundtrack;
            let first = catalogue.tracks.iter().position(|it| it.soundtrack == release)?;
            Some(id.index() - first)
        }
        _ => None,
    };
    Some(Table { source, base, toml, track })
}

/// Whether a file states its slug.
pub(super) fn states_slug(edition: &Edition, source: SourceId) -> bool {
    let (base, toml) = toml_of(edition, source);
    Table { source, base, toml, track: None }.field("slug").is_some()
}

fn by_hand(span: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::error(Code::ByHand, span, message).help(help)
}

/// The places at which a thing states its own slug: in its file, in its track's table, or in `site.toml`.
pub(super) fn own_slug(edition: &Edition, target: &Target) -> Result<Vec<Change>, Diagnostic> {
    let mut changes = Vec::new();
    for source in &target.stated {
        let (base, toml) = toml_of(edition, *source);
        let table = Table { source: *source, base, toml, track: None };
        changes.extend(table.field("slug").map(|slug| stated(&table, &slug.value, target)));
    }
    match target.entity {
        Entity::Track(_) => {
            let Some(table) = table_of(edition, target.entity) else { return Ok(changes) };
            match (table.field("slug"), table.field("title")) {
                (Some(slug), _) => changes.push(stated(&table, &slug.value, target)),
                (None, Some(title)) => {
                    changes.push(table.added_before(&title, &format!("slug = {}", quoted(&target.new))));
                }
                (None, None) => {}
            }
        }
        Entity::Tag(_) => described(edition, "tags", target, &mut changes)?,
        Entity::Section(_) => described(edition, "sections", target, &mut changes)?,
        _ => {}
    }
    Ok(changes)
}

/// A slug that is stated, written anew inside its quotes.
fn stated(table: &Table, value: &Range<usize>, target: &Target) -> Change {
    let (quotes, inside) = inner(&table.toml[value.clone()]);
    if fold(inside) == fold(&target.old) {
        table.change(value.start + quotes..value.start + quotes + inside.len(), target.new.clone())
    } else {
        table.change(value.clone(), quoted(&target.new))
    }
}

/// `[tags.charts]` in `site.toml`: the key, wherever it stands.
fn described(edition: &Edition, list: &str, target: &Target, changes: &mut Vec<Change>) -> Result<(), Diagnostic> {
    let Some(source) = edition.sources().find("site.toml") else { return Ok(()) };
    let toml = edition.sources().get(source).text().unwrap_or_default();
    let table = Table { source, base: 0, toml, track: None };
    let (document, _) = DeTable::parse_recoverable(toml);
    let Some(DeValue::Table(all)) = document.get_ref().get(list).map(|it| it.get_ref()) else { return Ok(()) };
    let Some((key, value)) = all.iter().find(|(key, _)| fold(key.get_ref()) == fold(&target.old)) else {
        return Ok(());
    };
    // A table may be told in several places (`[tags.x]`, `[tags.x.names]`), of which only the first is known.
    let span = Span::new(source, key.span());
    let several = format!("`{}` is described in several places of `site.toml`", target.old);
    if let DeValue::Table(own) = value.get_ref() {
        let again = |text: &str| toml.matches(text).count();
        let spelled = toml.get(key.span()).unwrap_or_default();
        let heads = again(&format!("[{list}.{spelled}]")) + again(&format!("[{list}.{spelled}."));
        let dotted = toml.lines().filter(|line| line.trim_start().starts_with(&format!("{list}.{spelled}."))).count();
        if heads + dotted > 1 || own.is_empty() && heads == 0 {
            return Err(by_hand(span, several, "put all of it under one head, and rename again"));
        }
    }
    let is_bare = target.new.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let (quotes, inside) = inner(&toml[key.span()]);
    changes.push(if is_bare {
        table.change(key.span(), target.new.clone())
    } else if quotes > 0 && fold(inside) == fold(&target.old) {
        table.change(key.span().start + quotes..key.span().end - quotes, target.new.clone())
    } else {
        table.change(key.span(), quoted(&target.new))
    });
    Ok(())
}

/// An old address of a thing: added to `redirect_from`. One that has become its own again makes room for it.
pub(super) fn redirect(edition: &Edition, entity: Entity, paths: &(String, String)) -> Result<Change, Diagnostic> {
    let (old, new) = paths;
    let nowhere = || Diagnostic::environment(Code::ByHand, format!("`{old}` cannot be kept"));
    let table = table_of(edition, entity).ok_or_else(nowhere)?;
    let head = ["title", "name"].into_iter().find_map(|key| table.field(key)).ok_or_else(nowhere)?;
    let Some(field) = table.field("redirect_from") else {
        return Ok(table.added(&head, &format!("redirect_from = [{}]", quoted(old))));
    };
    let Some(items) = &field.items else { return Err(nowhere()) };
    let same = |path: &str| fold(path.trim().trim_end_matches('/')) == fold(new.trim_end_matches('/'));
    if let Some((place, _)) = items.iter().find(|(_, path)| same(path)) {
        return Ok(table.change(place.clone(), quoted(old)));
    }
    Ok(match items.last() {
        Some((place, _)) => table.change(place.end..place.end, format!(", {}", quoted(old))),
        None => table.change(field.value.start + 1..field.value.start + 1, quoted(old)),
    })
}
