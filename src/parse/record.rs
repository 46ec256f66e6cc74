//! What every record shares: names, summaries, redirects, credits; read once for all kinds.

use crate::config::{extra_of, texts_of};
use crate::diagnostic::Code;
use crate::fields::{Fields, Item, Reader, fields_of, text, typed};
use crate::model::{LanguageId, Names, Outside, Record, Role, Texts, slug_fault};
use crate::source::{Span, Spanned};
use toml::de::DeValue;

/// Someone as written: a reference, or a name without a record.
#[derive(Debug, Clone)]
pub enum PersonMatter {
    /// A slug.
    Reference(Spanned<String>),
    /// `{ name = "…" }`.
    Named(Names),
}

/// One artist of an artist credit, as written.
#[derive(Debug, Clone)]
pub struct CreditedArtistMatter {
    /// Who.
    pub person: PersonMatter,
    /// The name as printed.
    pub credited: Option<String>,
    /// What follows the name.
    pub join: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// One credit, as written.
#[derive(Debug, Clone)]
pub struct CreditMatter {
    /// What; nothing when it could not be read.
    pub role: Option<Role>,
    /// Who.
    pub person: PersonMatter,
    /// The name as printed.
    pub credited: Option<String>,
    /// The character.
    pub as_character: Texts,
    /// What is played.
    pub instrument: Option<PlayedMatter>,
    /// Where it is written.
    pub span: Span,
}

/// What carries a theme or is played, as written.
#[derive(Debug, Clone)]
pub enum PlayedMatter {
    /// A slug.
    Reference(Spanned<String>),
    /// `{ name = "…" }`.
    Named(Names),
}

/// What the parsing of a record needs to know of the site.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// Codes of its languages, the root first.
    pub codes: &'a [String],
    /// The language that a file's plain texts are in: the root's in records, its own in an article.
    pub language: LanguageId,
}

/// Reads the fields that all records share. `name_key` is `title` or `name`.
pub fn record(fields: &mut Fields, name_key: &'static str, slug: &str, site: Site, reader: &mut Reader) -> Record {
    let example = format!("{name_key} = \"…\"");
    let name = fields.required_text(name_key, &example, reader);
    let span = name.as_ref().map_or_else(|| fields.head(reader), |n| n.span);
    let plain = name.map_or_else(|| slug.to_owned(), |n| n.value);
    let mut slug = slug.to_owned();
    if let Some(stated) = fields.text("slug", reader) {
        match slug_fault(&stated.value) {
            None => slug = stated.value,
            Some(fault) => {
                reader.error(Code::BadSlug, stated.span, fault);
                reader.names_lost = true;
            }
        }
    }
    let mut names = Names::told(plain, texts_of(fields, "names", site.codes, reader));
    names.romanised = fields.plain("romanised", reader);
    let aliases = fields.texts("aliases", reader).into_iter().map(|a| a.value);
    names.aliases.extend(aliases.filter(|a| !a.trim().is_empty()));
    names.sort = texts_of(fields, "sort_names", site.codes, reader);
    names.sort.plain = fields.plain("sort_name", reader).or(names.sort.plain);
    let mut summaries = texts_of(fields, "summaries", site.codes, reader);
    summaries.plain = fields.plain("summary", reader).or(summaries.plain);
    let redirect_from = fields.texts("redirect_from", reader);
    let extra = extra_of(fields, reader);
    Record { slug, names, summaries, redirect_from, ids: Vec::new(), extra, span, sound: true, whole: true }
}

/// A text and what it is in other languages: `note` and `notes.ko`.
pub fn told(fields: &mut Fields, one: &'static str, others: &'static str, site: Site, reader: &mut Reader) -> Texts {
    let mut texts = texts_of(fields, others, site.codes, reader);
    match fields.plain(one, reader) {
        Some(plain) if site.language == LanguageId::ROOT => texts.plain = Some(plain),
        Some(plain) if texts.others.iter().all(|(language, _)| *language != site.language) => {
            texts.others.push((site.language, plain));
        }
        _ => {}
    }
    texts
}

/// A name under `key`, which must be there, and `names.ko` beside it.
pub fn named(key: &'static str, fields: &mut Fields, site: Site, reader: &mut Reader) -> Option<Names> {
    let plain = fields.required_text(key, &format!("{key} = \"…\""), reader).map(|name| name.value);
    let mut texts = texts_of(fields, "names", site.codes, reader);
    let plain = plain?;
    if site.language == LanguageId::ROOT {
        return Some(Names::told(plain, texts));
    }
    // An article's plain name is in its own language, so the one in the root language is another.
    texts.others.extend(texts.plain.take().map(|root| (LanguageId::ROOT, root)));
    Some(Names { plain, stated_in: site.language, others: texts.others, ..Names::default() })
}

/// `title`, `names.ko`, `credited_to` and `credited_names.ko` of something outside the catalogue; nothing without a
/// title.
pub fn outside(fields: &mut Fields, site: Site, reader: &mut Reader) -> Option<Outside> {
    let credited_to = told(fields, "credited_to", "credited_names", site, reader);
    if !fields.has("title") {
        fields.know(&["title"]);
        return None;
    }
    named("title", fields, site, reader).map(|names| Outside { names, credited_to })
}

/// The whole address of a page elsewhere.
pub fn outside_address(fields: &mut Fields, key: &'static str, reader: &mut Reader) -> Option<String> {
    let address = fields.text(key, reader)?;
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| address.value.starts_with(scheme));
    if !known {
        reader
            .error(Code::BadValue, address.span, format!("`{}` is not the address of a page", address.value))
            .help
            .push(format!("write it whole: `{key} = \"https://…\"`"));
    }
    known.then_some(address.value)
}

/// A reference, or `{ name = "…" }`.
pub fn person(key: &str, item: Item, site: Site, reader: &mut Reader) -> Option<PersonMatter> {
    if let Some(mut fields) = fields_of(item, "someone without a record") {
        let names = named("name", &mut fields, site, reader);
        fields.finish(reader);
        return names.map(PersonMatter::Named);
    }
    text(key, item, reader).map(PersonMatter::Reference)
}

/// Whoever stands under `artist` or `name` of a table.
pub(super) fn person_in(fields: &mut Fields, site: Site, reader: &mut Reader) -> Option<PersonMatter> {
    if fields.has("name") && !fields.has("artist") {
        fields.know(&["artist"]);
        return named("name", fields, site, reader).map(PersonMatter::Named);
    }
    fields.know(&["name"]);
    if let Some(second) = fields.key_span("name", reader) {
        reader
            .error(Code::BadValue, second, "here stands an `artist` or someone's `name`, not both")
            .help
            .push("an artist's name stands in the record; the name as printed is `credited = \"…\"`".into());
    }
    if !fields.has("artist") {
        fields.know(&["artist"]);
        fields.missing("artist", "artist = \"…\"");
        return None;
    }
    fields.get("artist", reader, |item, reader| person("artist", item, site, reader))
}

/// An ordered artist credit: slugs, or tables with the name as printed and the join phrase.
pub fn artist_credit(fields: &mut Fields, site: Site, reader: &mut Reader) -> Vec<CreditedArtistMatter> {
    people(fields, "artists", site, reader)
}

/// An ordered credit under any key.
pub fn people(fields: &mut Fields, key: &'static str, site: Site, reader: &mut Reader) -> Vec<CreditedArtistMatter> {
    fields.each_once(key, reader);
    fields.list(key, reader, |item, reader| match item.get_ref() {
        DeValue::Table(_) => {
            let mut fields = fields_of(item, "an artist credit")?;
            let span = fields.head(reader);
            let person = person_in(&mut fields, site, reader);
            let credited = fields.plain("credited", reader);
            let join = fields.text("join", reader).map(|join| join.value);
            fields.finish(reader);
            person.map(|person| CreditedArtistMatter { person, credited, join, span })
        }
        _ => text(key, item, reader).map(|slug| CreditedArtistMatter {
            span: slug.span,
            person: PersonMatter::Reference(slug),
            credited: None,
            join: None,
        }),
    })
}

/// `credits = [{ role = "composer", artist = "ejae" }]`.
pub fn credits(
    fields: &mut Fields,
    outer: &'static [&'static str],
    site: Site,
    reader: &mut Reader,
) -> Vec<CreditMatter> {
    fields.each_once("credits", reader);
    let mut all = Vec::new();
    for mut credit in fields.tables("credits", "a credit", "[[credits]]", outer, reader) {
        let role = credit.required_text("role", "role = \"composer\"", reader);
        let role = role.and_then(|role| typed("role", &role, Role::WORDS, Role::from_word, reader));
        let person = person_in(&mut credit, site, reader);
        let credited = credit.plain("credited", reader);
        let as_character = told(&mut credit, "as", "as_names", site, reader);
        let instrument = credit.get("instrument", reader, |item, reader| played("instrument", item, site, reader));
        let span = credit.head(reader);
        credit.finish(reader);
        if let Some(person) = person {
            all.push(CreditMatter { role, person, credited, as_character, instrument, span });
        }
    }
    all
}

/// `drama = "goblin"` or `dramas = ["a", "b"]`.
pub fn dramas(fields: &mut Fields, reader: &mut Reader) -> Vec<Spanned<String>> {
    let mut all = fields.texts("dramas", reader);
    all.extend(fields.text("drama", reader));
    all
}

/// An instrument's slug, or `{ name = "…" }`.
pub fn played(key: &str, item: Item, site: Site, reader: &mut Reader) -> Option<PlayedMatter> {
    match person(key, item, site, reader)? {
        PersonMatter::Reference(slug) => Some(PlayedMatter::Reference(slug)),
        PersonMatter::Named(names) => Some(PlayedMatter::Named(names)),
    }
}

/// Plain names, each once: `genres = ["ballad"]`.
pub fn plain_names(fields: &mut Fields, key: &'static str, reader: &mut Reader) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in fields.texts(key, reader) {
        let name = name.value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
