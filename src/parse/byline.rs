//! A byline: who did what, in a role or in free words; and who paid or gave for an article.

use super::record::{PersonMatter, Site, named, outside_address, person, told};
use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{Item, Reader, fields_of, text, typed};
use crate::language::placeholder::placeholders;
use crate::model::{Backer, BylineRole, Names, Texts};
use crate::source::Spanned;
use toml::de::DeValue;

/// A byline as written.
#[derive(Debug, Clone, PartialEq)]
pub struct BylineMatter {
    /// A slug.
    pub contributor: Option<Spanned<String>>,
    /// A guest's name.
    pub name: Option<Box<Names>>,
    /// What they did.
    pub role: BylineRole,
    /// The same in the magazine's own words: "as told to {name}".
    pub credit: Texts,
}

/// Reads one entry of `bylines`: a slug, or a table.
pub(super) fn byline(item: Item, site: Site, reader: &mut Reader) -> Option<BylineMatter> {
    let Some(mut fields) = fields_of(item, "a byline") else {
        return text("bylines", item, reader).map(|slug| BylineMatter {
            contributor: Some(slug),
            name: None,
            role: BylineRole::Writer,
            credit: Texts::default(),
        });
    };
    let written = fields.get("contributor", reader, |item, reader| person("contributor", item, site, reader));
    let mut name = if fields.has("name") { named("name", &mut fields, site, reader) } else { None };
    fields.know(&["name"]);
    if let Some(second) = fields.key_span("name", reader).filter(|_| fields.has("contributor")) {
        reader
            .error(Code::BadValue, second, "a byline names a `contributor` or a guest's `name`, not both")
            .help
            .push("a contributor's name stands in the record".into());
    }
    let contributor = match written {
        Some(PersonMatter::Reference(slug)) => Some(slug),
        Some(PersonMatter::Named(guest)) => {
            name = Some(guest);
            None
        }
        None => None,
    };
    let role = fields
        .text("role", reader)
        .and_then(|role| typed("role", &role, BylineRole::WORDS, BylineRole::from_word, reader));
    let place = fields.item("credit").map(|item| reader.span(item.span()));
    let credit = told(&mut fields, "credit", "credits", site, reader);
    let nobody = contributor.is_none() && name.is_none();
    let stated = fields.has("contributor") || fields.has("name");
    let lines: Vec<&String> = credit.plain.iter().chain(credit.others.iter().map(|(_, line)| line)).collect();
    if nobody && !stated && lines.is_empty() {
        fields.missing("contributor", "contributor = \"…\"");
    }
    if let Some(place) = place {
        let names = |line: &&&String| placeholders(line).iter().any(|it| it.name == "name");
        if nobody && !stated && lines.iter().any(|line| names(&line)) {
            let it =
                Diagnostic::error(Code::BadValue, place, "`{name}` stands for someone whom this byline does not name");
            reader.push(it.help("add `contributor = \"…\"` or `name = \"…\"`, or write the name into the words"));
        }
        for wrong in lines.iter().flat_map(|line| placeholders(line)).filter(|it| it.name != "name") {
            let message = format!("`{{{}}}` stands for nothing in a credit", wrong.name);
            reader.error(Code::BadValue, place, message).help.push("write `{name}` where the name belongs".into());
        }
    }
    let known = !nobody || !lines.is_empty();
    fields.finish(reader);
    known.then_some(BylineMatter {
        contributor,
        name: name.map(Box::new),
        role: role.unwrap_or(BylineRole::Writer),
        credit,
    })
}

/// Reads `sponsored` or `review_copy`: `true`, a name, or a table with a name and an address.
pub(super) fn backer(key: &'static str, item: Item, site: Site, reader: &mut Reader) -> Option<Backer> {
    match item.get_ref() {
        DeValue::Boolean(true) => return Some(Backer::default()),
        DeValue::Boolean(false) => return None,
        DeValue::String(_) => {
            let typed = text(key, item, reader)?;
            if typed.value.trim().is_empty() {
                let it = reader.error(Code::BadValue, typed.span, format!("`{key}` is empty"));
                it.help.push(format!("write who it was, `{key} = \"…\"`, or `{key} = true`"));
                return None;
            }
            return Some(Backer { name: Some(own_name(typed.value, site)), link: None });
        }
        _ => {}
    }
    let what = if key == "sponsored" { "a sponsor" } else { "the giver of a review copy" };
    let Some(mut fields) = fields_of(item, what) else {
        let span = reader.span(item.span());
        let it = Diagnostic::error(Code::WrongType, span, format!("`{key}` takes `true`, a name or a table"));
        reader.push(it.help(format!("write `{key} = \"who it was\"`")));
        return None;
    };
    let name = named("name", &mut fields, site, reader);
    let link = outside_address(&mut fields, "link", reader);
    fields.finish(reader);
    name.map(|name| Backer { name: Some(name), link })
}

/// A name that is stated as a text alone, in the file's own language.
pub(super) fn own_name(plain: String, site: Site) -> Names {
    Names { stated_in: site.language, ..Names::plain(plain) }
}
