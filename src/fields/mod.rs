//! A TOML table read key by key, so that one run tells every mistake in a file.
//!
//! Deriving a whole record with serde stops at its first fault. Here a file is parsed with recovery
//! ([`document`]), and each key is asked for by name and type through [`Fields`]; what was never asked for
//! is an unknown key. The principal type is [`Fields`]; values come back with their spans.

mod given;
mod toml_date;
mod toml_error;
mod twice;
mod value;

pub use given::{Given, given};
pub use value::{Date, date, extra, float, number, partial_date, text, typed};

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::language::composed::composed;
use crate::source::{SourceId, Span, Spanned};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Where diagnostics of one file are collected, and where its TOML begins.
#[derive(Debug)]
pub struct Reader {
    source: SourceId,
    base: usize,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// How many of them, at the front, are the TOML parser's.
    syntax: usize,
    /// Stretches of the TOML of which nothing can be told, because the parser stumbled there.
    lost: Vec<Range<usize>>,
    /// Whether a name or slug may stand in the file that could not be read.
    pub names_lost: bool,
}

/// Fields that say what a thing is called, or hold those that do.
const NAMES: [&str; 7] = ["title", "name", "names", "slug", "aliases", "romanised", "tracks"];

impl Reader {
    /// A reader for TOML that begins at byte `base` of `source`.
    pub fn new(source: SourceId, base: usize) -> Self {
        Self { source, base, diagnostics: Vec::new(), syntax: 0, lost: Vec::new(), names_lost: false }
    }

    /// A place in the file, from a range in the TOML.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, self.base + range.start..self.base + range.end)
    }

    /// Reports an error at a place.
    pub fn error(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Diagnostic::error(code, span, message))
    }

    /// Everything that was found wrong. What the parser could not read has no right value either, and after a
    /// header that it could not read keys belong elsewhere than they seem to; so complaints about lost stretches
    /// are left out.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        let values = self.diagnostics.split_off(self.syntax);
        let lost: Vec<Span> = self.lost.iter().map(|stretch| self.span(stretch.clone())).collect();
        let is_lost = |it: &Diagnostic| {
            let place = it.primary.as_ref().map(|label| label.span);
            place.is_some_and(|span| lost.iter().any(|l| span.start <= l.end && l.start <= span.end))
        };
        self.diagnostics.extend(values.into_iter().filter(|it| !is_lost(it)));
        self.diagnostics
    }

    /// Reports.
    pub fn push(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        let place = self.diagnostics.len();
        self.diagnostics.push(diagnostic);
        &mut self.diagnostics[place]
    }
}

/// Parses TOML with recovery; syntax errors are reported, what could be read is returned.
///
/// `syntax_errors` of the result says whether anything was lost, so that keys which may stand in the lost
/// part are not reported as missing.
pub fn document<'i>(text: &'i str, reader: &mut Reader) -> Document<'i> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let span = table.span();
    let before = reader.diagnostics.len();
    reader.lost = toml_error::report(text, &errors, reader);
    reader.syntax = reader.diagnostics.len();
    reader.names_lost |= !errors.is_empty();
    Document { table: table.into_inner(), span, syntax_errors: reader.diagnostics.len() > before }
}

/// A parsed file.
#[derive(Debug)]
pub struct Document<'i> {
    table: DeTable<'i>,
    span: Range<usize>,
    /// Whether a part of the file could not be read.
    pub syntax_errors: bool,
}

impl<'i> Document<'i> {
    /// The top-level table. `what` names it in messages: "a drama".
    pub fn fields<'t>(&'t self, what: &'static str) -> Fields<'t, 'i> {
        // A missing key of a file points at its first line, not at the whole of it.
        let head = self.span.start..self.span.start;
        Fields::new(&self.table, head, what, self.syntax_errors)
    }
}

/// One table, and which of its keys were asked for.
#[derive(Debug)]
pub struct Fields<'t, 'i> {
    table: &'t DeTable<'i>,
    head: Range<usize>,
    what: &'static str,
    asked: Vec<&'static str>,
    absent: Vec<(&'static str, String)>,
    outer: &'static [&'static str],
    outer_name: String,
    own: &'static [&'static str],
    lenient: bool,
}

/// What other programs call a field, and what it is called here.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("author", "bylines"),
    ("authors", "bylines"),
    ("categories", "tags"),
    ("category", "tags"),
    ("keywords", "tags"),
    ("image", "cover"),
    ("picture", "cover"),
    ("description", "standfirst"),
    ("description", "summary"),
    ("subtitle", "standfirst"),
    ("aliases", "redirect_from"),
    ("permalink", "slug"),
    ("duration", "length"),
    ("year", "released"),
    ("name", "title"),
    ("title", "name"),
    ("type", "kind"),
    ("songs", "tracks"),
    ("genre", "genres"),
    ("upc", "barcode"),
    ("ean", "barcode"),
    ("venue", "place"),
    ("location", "place"),
    ("articles", "contents"),
    ("nominees", "results"),
    ("character", "owner"),
    ("url", "link"),
];

/// Borrowed value of a table, with its range in the TOML.
pub type Item<'t, 'i> = &'t toml::Spanned<DeValue<'i>>;

impl<'t, 'i> Fields<'t, 'i> {
    fn new(table: &'t DeTable<'i>, head: Range<usize>, what: &'static str, lenient: bool) -> Self {
        let (asked, absent) = (Vec::new(), Vec::new());
        Self { table, head, what, asked, absent, outer: &[], outer_name: String::new(), own: &[], lenient }
    }

    /// Where the table is written: its header or braces.
    pub fn head(&self, reader: &Reader) -> Span {
        reader.span(self.head.clone())
    }

    /// Says which keys belong to the table above, for a hint when one of them ended up here.
    #[must_use]
    pub fn below(mut self, header: &str, outer: &'static [&'static str]) -> Self {
        header.clone_into(&mut self.outer_name);
        self.outer = outer;
        self
    }

    /// Says which keys this table has, for a hint when one of them ended up in a table below it.
    #[must_use]
    pub fn with_keys(mut self, keys: &'static [&'static str]) -> Self {
        self.own = keys;
        self
    }

    /// Whether a key that stands in the table `below` was meant for this one: a field of it which it lacks.
    pub fn is_misplaced(&self, key: &str) -> bool {
        self.own.contains(&key) && !self.table.contains_key(key)
    }

    /// Reports a key that stands in the table `[below]` and was meant for this one.
    pub fn misplaced(&self, key: &Spanned<String>, below: &str, reader: &mut Reader) {
        let message = format!("`{0}` stands after `[{below}]`, so it belongs to that table", key.value);
        let help = format!("move `{}` up, above `[{below}]`", key.value);
        reader.error(Code::MisplacedKey, key.span, message).help.push(help);
    }

    /// A second view of the same table that remembers nothing of what is asked of it.
    pub fn clone_view(&self) -> Self {
        Fields {
            asked: Vec::new(),
            absent: Vec::new(),
            head: self.head.clone(),
            outer_name: self.outer_name.clone(),
            ..*self
        }
    }

    fn ask(&mut self, key: &'static str) -> Option<(Range<usize>, Item<'t, 'i>)> {
        self.asked.push(key);
        self.table.get_key_value(key).map(|(k, v)| (k.span(), v))
    }

    /// The value of a key as it stands.
    pub fn item(&mut self, key: &'static str) -> Option<Item<'t, 'i>> {
        self.ask(key).map(|(_, item)| item)
    }

    /// Where a key's name is written.
    pub fn key_span(&self, key: &str, reader: &Reader) -> Option<Span> {
        self.table.get_key_value(key).map(|(k, _)| reader.span(k.span()))
    }

    /// Whether a key is there, without asking for it.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A value read by `read`; what does not fit is reported there.
    pub fn get<T>(
        &mut self,
        key: &'static str,
        reader: &mut Reader,
        read: impl FnOnce(Item<'t, 'i>, &mut Reader) -> Option<T>,
    ) -> Option<T> {
        self.item(key).and_then(|item| read(item, reader))
    }

    /// Says that a key which must be there is not; `finish` reports it, unless a misspelt key is the same mistake.
    pub fn missing(&mut self, key: &'static str, example: &str) {
        self.absent.push((key, example.to_owned()));
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &'static str, example: &str, reader: &mut Reader) -> Option<Spanned<String>> {
        if !self.has(key) {
            self.asked.push(key);
            self.missing(key, example);
            return None;
        }
        let text = self.text(key, reader)?;
        if text.value.trim().is_empty() {
            reader
                .error(Code::BadValue, text.span, format!("`{key}` is empty"))
                .help
                .push(format!("write `{example}`"));
            return None;
        }
        Some(text)
    }

    /// A text.
    pub fn text(&mut self, key: &'static str, reader: &mut Reader) -> Option<Spanned<String>> {
        self.get(key, reader, |item, reader| value::text(key, item, reader))
    }

    /// A text, without its place. An empty one says nothing and is none.
    pub fn plain(&mut self, key: &'static str, reader: &mut Reader) -> Option<String> {
        self.text(key, reader).map(|t| t.value).filter(|text| !text.trim().is_empty())
    }

    /// Yes or no.
    pub fn flag(&mut self, key: &'static str, reader: &mut Reader) -> Option<bool> {
        self.get(key, reader, |item, reader| value::flag(key, item, reader))
    }

    /// A whole number from `least` up.
    pub fn number(&mut self, key: &'static str, least: u32, reader: &mut Reader) -> Option<Spanned<u32>> {
        self.get(key, reader, |item, reader| value::number(key, least, item, reader))
    }

    /// A date that may lack its day or month.
    pub fn partial_date(
        &mut self,
        key: &'static str,
        reader: &mut Reader,
    ) -> Option<Spanned<crate::model::PartialDate>> {
        self.get(key, reader, |item, reader| value::partial_date(key, item, reader))
    }

    /// A day, perhaps with a time.
    pub fn date(&mut self, key: &'static str, reader: &mut Reader) -> Option<Spanned<Date>> {
        self.get(key, reader, |item, reader| value::date(key, item, reader))
    }

    /// One of some words.
    pub fn word<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[&str],
        read: impl Fn(&str) -> Option<T>,
        reader: &mut Reader,
    ) -> Option<T> {
        let text = self.text(key, reader)?;
        let found = read(&text.value);
        if found.is_none() {
            reader.push(value::not_a_word(key, &text, words));
        }
        found
    }

    /// A list, each of its items read by `read`.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        reader: &mut Reader,
        mut read: impl FnMut(Item<'t, 'i>, &mut Reader) -> Option<T>,
    ) -> Vec<T> {
        let Some(item) = self.item(key) else { return Vec::new() };
        match item.get_ref() {
            DeValue::Array(items) => {
                // Lists of tens of thousands of files are kept, so none is longer than it need be.
                let mut list = Vec::with_capacity(items.len());
                list.extend(items.iter().filter_map(|item| read(item, reader)));
                list
            }
            _ => {
                let help = match item.get_ref() {
                    DeValue::String(text) => format!("write `{key} = [\"{text}\"]`"),
                    DeValue::Table(_) => format!("a list of tables has double brackets: `[[{key}]]`, each time"),
                    _ => format!("write `{key} = [ … ]`"),
                };
                let it = value::wrong_type(key, "a list", item, reader).help(help);
                reader.push(it);
                Vec::new()
            }
        }
    }

    /// A table.
    pub fn table(&mut self, key: &'static str, what: &'static str, reader: &mut Reader) -> Option<Fields<'t, 'i>> {
        let item = self.item(key)?;
        let fields = fields_of(item, what);
        if fields.is_none() {
            let help = format!("write `[{key}]` with its fields below, or `{key} = {{ … }}`");
            let it = value::wrong_type(key, "a table", item, reader).help(help);
            reader.push(it);
        }
        fields.map(|f| Fields { lenient: self.lenient, ..f })
    }

    /// A list of tables (`[[tracks]]`). `outer` are the keys of this table, for the hint to move one up.
    pub fn tables(
        &mut self,
        key: &'static str,
        what: &'static str,
        header: &'static str,
        outer: &'static [&'static str],
        reader: &mut Reader,
    ) -> Vec<Fields<'t, 'i>> {
        let lenient = self.lenient;
        if self.has(key) && !matches!(self.table.get(key).map(toml::Spanned::get_ref), Some(DeValue::Array(_))) {
            let Some(item) = self.item(key) else { return Vec::new() };
            let help = format!("each begins with `{header}`, or stands in braces: `{key} = [{{ … }}]`");
            let it = value::wrong_type(key, "a list of tables", item, reader).help(help);
            reader.push(it);
            return Vec::new();
        }
        self.list(key, reader, |item, reader| {
            let fields = fields_of(item, what);
            if fields.is_none() {
                let help = format!("each begins with `{header}`, or stands in braces: `{key} = [{{ … }}]`");
                let it = value::wrong_type(key, "a list of tables", item, reader).help(help);
                reader.push(it);
            }
            fields.map(|f| Fields { lenient, ..f }.below(header, outer))
        })
    }

    /// Every entry of the table, for tables whose keys are names: key, its place, value.
    pub fn entries(&self, reader: &Reader) -> Vec<(Spanned<String>, Item<'t, 'i>)> {
        let mut entries: Vec<_> = self
            .table
            .iter()
            .map(|(key, item)| (Spanned::new(composed(key.get_ref()), reader.span(key.span())), item))
            .collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        entries
    }

    /// Marks keys as known that are read elsewhere or belong to a later capability.
    pub fn know(&mut self, keys: &[&'static str]) {
        self.asked.extend_from_slice(keys);
    }

    /// Reports every key that nobody asked for, and those that are missing.
    pub fn finish(mut self, reader: &mut Reader) {
        let asked = self.asked.iter().copied();
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let span = reader.span(key.span());
            if self.outer.contains(&name) && !self.outer_name.is_empty() {
                let message = format!("`{name}` stands after `{}`, so it belongs to {}", self.outer_name, self.what);
                let help = format!("move `{name}` up, above the first `{}`", self.outer_name);
                reader.error(Code::MisplacedKey, span, message).help.push(help);
                continue;
            }
            let elsewhere = OTHER_WORDS.iter().find(|(word, key)| *word == name && self.asked.contains(key));
            let absent = |key: &str| self.absent.iter().find(|(absent, _)| *absent == key).map(|(key, _)| *key);
            // Some records have a title and others a name.
            let other_word = match name {
                "name" => absent("title"),
                "title" => absent("name"),
                _ => None,
            };
            let near = other_word
                .or_else(|| nearest(name, self.absent.iter().map(|(key, _)| *key)))
                .or_else(|| nearest(name, asked.clone()))
                .or(elsewhere.map(|(_, key)| *key));
            self.absent.retain(|(key, _)| Some(*key) != near);
            reader.names_lost |= near.is_some_and(|near| NAMES.contains(&near));
            let help = near.map_or_else(
                || {
                    let mut known: Vec<&str> = asked.clone().collect();
                    known.sort_unstable();
                    known.dedup();
                    let free = if known.contains(&"extra") { "; free data goes into `[extra]`" } else { "" };
                    format!("known here: {}{free}", known.join(", "))
                },
                |near| format!("did you mean `{near}`?"),
            );
            reader.error(Code::UnknownKey, span, format!("{} has no field `{name}`", self.what)).help.push(help);
        }
        // What is missing may stand in the part that could not be read.
        for (key, example) in self.absent.iter().filter(|_| !self.lenient) {
            let head = reader.span(self.head.clone());
            reader.names_lost |= NAMES.contains(key);
            let message = format!("{} needs `{key}`", self.what);
            reader.error(Code::MissingKey, head, message).help.push(format!("add `{example}`"));
        }
    }
}

/// A table value as fields.
pub fn fields_of<'t, 'i>(item: Item<'t, 'i>, what: &'static str) -> Option<Fields<'t, 'i>> {
    match item.get_ref() {
        DeValue::Table(table) => Some(Fields::new(table, item.span(), what, false)),
        _ => None,
    }
}
