//! What a theme lets an operator set, `[settings.NAME]`: types, defaults and bounds, and whether a value fits them.

use super::colour::{Colour, ratio};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::fields::{Fields, Given, Item, Reader, fields_of, float, given};
use crate::source::{Span, Spanned};
use tera::Value;

/// What sort of value a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Text,
    Integer,
    Number,
    Bool,
    Colour,
    Choice,
    List,
}

impl Sort {
    const WORDS: [&str; 7] = ["text", "integer", "number", "bool", "colour", "choice", "list"];
    const ALL: [Sort; 7] =
        [Sort::Text, Sort::Integer, Sort::Number, Sort::Bool, Sort::Colour, Sort::Choice, Sort::List];

    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().zip(Self::ALL).find(|(known, _)| **known == word).map(|(_, sort)| sort)
    }

    /// What it takes, in words.
    pub fn words(self) -> &'static str {
        match self {
            Sort::Text => "a text",
            Sort::Integer => "a whole number",
            Sort::Number => "a number",
            Sort::Bool => "true or false",
            Sort::Colour => "a colour",
            Sort::Choice => "one of some words",
            Sort::List => "a list of texts",
        }
    }

    /// Whether style sheets can have it.
    pub fn is_for_sheets(self) -> bool {
        matches!(self, Sort::Integer | Sort::Number | Sort::Colour | Sort::Choice)
    }
}

/// What a setting is set to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Set {
    Text(String),
    Integer(i64),
    Number(f64),
    Bool(bool),
    Colour(Colour),
    Choice(String),
    List(Vec<String>),
}

impl Set {
    /// For templates.
    pub fn value(&self) -> Value {
        match self {
            Set::Text(text) | Set::Choice(text) => Value::from(text.as_str()),
            Set::Integer(n) => Value::from(*n),
            Set::Number(n) => Value::from(*n),
            Set::Bool(flag) => Value::from(*flag),
            Set::Colour(colour) => Value::from(colour.text()),
            Set::List(texts) => Value::from(texts.iter().map(|it| Value::from(it.as_str())).collect::<Vec<_>>()),
        }
    }

    /// For style sheets; nothing for what they cannot show.
    pub fn css(&self) -> Option<String> {
        match self {
            Set::Integer(n) => Some(n.to_string()),
            Set::Number(n) => Some(n.to_string()),
            Set::Colour(colour) => Some(colour.text()),
            Set::Choice(word) => Some(word.clone()),
            Set::Text(_) | Set::Bool(_) | Set::List(_) => None,
        }
    }
}

/// On what a colour must be readable.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Contrast {
    with: Colour,
    at_least: f64,
}

/// A setting as a theme declares it.
#[derive(Debug, Clone)]
pub(super) struct Declared {
    pub sort: Sort,
    pub default: Set,
    choices: Vec<String>,
    min: Option<f64>,
    max: Option<f64>,
    contrast: Vec<Contrast>,
    /// What it is for.
    pub description: String,
}

const FIELDS: [&str; 7] = ["type", "default", "description", "choices", "min", "max", "contrast"];

/// Reads `[settings.NAME]`. `parent` is what a theme further down declares by the same name: what is not said again
/// is as it says.
pub(super) fn declared(
    name: &Spanned<String>,
    item: Item,
    parent: Option<(&Declared, &str)>,
    reader: &mut Reader,
) -> Option<Declared> {
    if let Some(fault) = name_fault(&name.value) {
        let near = name.value.to_lowercase().replace('-', "_");
        let it = reader.error(Code::BadValue, name.span, format!("`{}` cannot be a setting: {fault}", name.value));
        if name_fault(&near).is_none() {
            it.help.push(format!("write `[settings.{near}]`"));
        }
        return None;
    }
    let Some(fields) = fields_of(item, "a setting") else {
        reader
            .error(Code::WrongType, name.span, "a setting is a table")
            .help
            .push(format!("write `[settings.{}]` with `type`, `default` and `description` below", name.value));
        return None;
    };
    let mut fields = fields.below(&format!("[settings.{}]", name.value), &[]);
    let found = read(name, &mut fields, parent, reader);
    fields.know(&FIELDS);
    fields.finish(reader);
    found
}

fn read(
    name: &Spanned<String>,
    fields: &mut Fields,
    parent: Option<(&Declared, &str)>,
    reader: &mut Reader,
) -> Option<Declared> {
    let before = parent.map(|(declared, _)| declared);
    let sort = if fields.has("type") {
        fields.word("type", &Sort::WORDS, Sort::from_word, reader)
    } else {
        if parent.is_none() {
            fields.missing("type", "type = \"text\"");
        }
        before.map(|it| it.sort)
    };
    let description = if fields.has("description") || parent.is_none() {
        fields.required_text("description", "description = \"What it does.\"", reader).map(|it| it.value)
    } else {
        before.map(|it| it.description.clone())
    };
    if !fields.has("default") && parent.is_none() {
        fields.missing("default", &format!("default = {}", example(sort.unwrap_or(Sort::Text))));
    }
    let sort = sort?;
    if let Some((declared, theme)) = parent.filter(|(it, _)| it.sort != sort) {
        let message =
            format!("`{}` takes {} in `{theme}`, whose templates count on it", name.value, declared.sort.words());
        let span = fields.key_span("type", reader).unwrap_or(name.span);
        reader.error(Code::WrongType, span, message).help.push("take `type` away, or give it another name".into());
        return None;
    }
    let choices = choices(sort, fields, before, reader);
    let bound = |key, fields: &mut Fields, reader: &mut Reader, before: Option<f64>| {
        if !fields.has(key) {
            return before;
        }
        idle(key, matches!(sort, Sort::Integer | Sort::Number), "a number", fields, reader)?;
        fields.get(key, reader, |item, reader| float(key, item, reader))
    };
    let min = bound("min", fields, reader, before.and_then(|it| it.min));
    let max = bound("max", fields, reader, before.and_then(|it| it.max));
    if let Some((least, most)) = min.zip(max).filter(|(min, max)| min > max) {
        let span = fields.key_span("max", reader).or(fields.key_span("min", reader)).unwrap_or(name.span);
        let it = reader.error(Code::BadValue, span, format!("`max` is {most}, less than `min`, {least}"));
        it.help.push("exchange the two".into());
        return None;
    }
    let contrast = if fields.has("contrast") {
        idle("contrast", sort == Sort::Colour, "a colour", fields, reader)
            .map_or_else(Vec::new, |()| contrasts(fields, reader))
    } else {
        before.map(|it| it.contrast.clone()).unwrap_or_default()
    };
    let mut it = Declared {
        sort,
        default: before.map_or(Set::Bool(false), |it| it.default.clone()),
        choices: choices?,
        min,
        max,
        contrast,
        description: description.unwrap_or_default(),
    };
    if let Some(default) = fields.item("default").map(|item| given(item, reader)) {
        match it.accept("default", &default) {
            Ok(set) => it.default = set,
            Err(fault) => {
                reader.push(fault);
                return None;
            }
        }
    } else if parent.is_none() {
        return None;
    }
    Some(it)
}

/// Complains about a field that means nothing for the type; else gives something.
fn idle(key: &'static str, fits: bool, of: &str, fields: &mut Fields, reader: &mut Reader) -> Option<()> {
    if fits {
        return Some(());
    }
    if let Some(span) = fields.key_span(key, reader) {
        reader
            .error(Code::BadValue, span, format!("`{key}` means something for {of} only"))
            .help
            .push("take it away".into());
    }
    None
}

fn choices(sort: Sort, fields: &mut Fields, before: Option<&Declared>, reader: &mut Reader) -> Option<Vec<String>> {
    if !fields.has("choices") {
        return match before {
            Some(before) => Some(before.choices.clone()),
            None if sort == Sort::Choice => {
                fields.missing("choices", "choices = [\"one\", \"other\"]");
                None
            }
            None => Some(Vec::new()),
        };
    }
    if idle("choices", sort == Sort::Choice, "a choice", fields, reader).is_none() {
        return Some(Vec::new());
    }
    let mut all: Vec<String> = Vec::new();
    let span = fields.key_span("choices", reader);
    for word in fields.texts("choices", reader) {
        let fits = word.value.starts_with(|c: char| c.is_ascii_lowercase())
            && word.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if fits {
            all.push(word.value);
        } else {
            let message = format!("`{}` cannot be chosen: a choice is small letters, digits and hyphens", word.value);
            let near = word.value.to_lowercase().replace([' ', '_'], "-");
            reader.error(Code::BadValue, word.span, message).help.push(format!("write `\"{near}\"`"));
        }
    }
    if let Some(span) = span.filter(|_| all.is_empty()) {
        reader
            .error(Code::BadValue, span, "there is nothing to choose from")
            .help
            .push("write `choices = [\"one\", \"other\"]`".into());
        return None;
    }
    Some(all)
}

/// Reads one requirement, or a list of them.
fn contrasts(fields: &mut Fields, reader: &mut Reader) -> Vec<Contrast> {
    let example = "contrast = { with = \"#ffffff\", at_least = 4.5 }";
    let one = |item: Item, reader: &mut Reader| {
        let Some(mut table) = fields_of(item, "`contrast`") else {
            let span = reader.span(item.span());
            reader
                .error(Code::WrongType, span, "`contrast` takes a table, or a list of tables")
                .help
                .push(format!("write `{example}`"));
            return None;
        };
        let with = table.required_text("with", "with = \"#ffffff\"", reader);
        let with = with.and_then(|typed| match Colour::parse(&typed.value).filter(|it| !it.is_clear()) {
            Some(colour) => Some(colour),
            None => {
                reader.push(no_colour("with", &typed.value, typed.span));
                None
            }
        });
        let at_least = if table.has("at_least") {
            let span = table.key_span("at_least", reader);
            let figure = table.get("at_least", reader, |item, reader| float("at_least", item, reader));
            match (figure, span) {
                (Some(n), Some(span)) if !(1.0..=21.0).contains(&n) => {
                    let it = reader.error(Code::BadValue, span, format!("no contrast is {n}: they go from 1 to 21"));
                    it.help.push("write `at_least = 4.5` for text, `at_least = 3` for large text and for lines".into());
                    None
                }
                (figure, _) => figure,
            }
        } else {
            table.missing("at_least", "at_least = 4.5");
            table.know(&["at_least"]);
            None
        };
        table.finish(reader);
        Some(Contrast { with: with?, at_least: at_least? })
    };
    match fields.item("contrast") {
        Some(item) if item.get_ref().as_array().is_some() => fields.list("contrast", reader, one),
        Some(item) => one(item, reader).into_iter().collect(),
        None => Vec::new(),
    }
}

fn name_fault(name: &str) -> Option<&'static str> {
    let fits = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    (!fits).then_some("names are small letters a to z, digits and `_`, a letter first")
}

/// A whole number as one with a fraction; nobody sets one so large that they differ.
fn float_of(n: i64) -> f64 {
    n.to_string().parse().unwrap_or_default()
}

fn example(sort: Sort) -> &'static str {
    match sort {
        Sort::Text => "\"\"",
        Sort::Integer => "1",
        Sort::Number => "1.5",
        Sort::Bool => "true",
        Sort::Colour => "\"#ffd60a\"",
        Sort::Choice => "\"one\"",
        Sort::List => "[]",
    }
}

fn no_colour(key: &str, typed: &str, span: Span) -> Diagnostic {
    let help = if Colour::parse(&format!("#{typed}")).is_some() {
        format!("write `{key} = \"#{typed}\"`")
    } else {
        format!("write it as in a style sheet: `{key} = \"#ffd60a\"`, `\"gold\"` or `\"rgb(255 214 10)\"`")
    };
    Diagnostic::error(Code::BadValue, span, format!("`{typed}` is not a colour")).help(help)
}

impl Declared {
    /// A value as it was given, if it fits. `key` is the word before the `=`.
    pub fn accept(&self, key: &str, given: &Spanned<Given>) -> Result<Set, Diagnostic> {
        let wrong = || {
            let message = format!("`{key}` takes {}, not {}", self.sort.words(), given.value.words());
            let help = match (&given.value, self.sort) {
                (Given::Text(text), Sort::Integer) if text.trim().parse::<i64>().is_ok() => {
                    format!("write it without quotes: `{key} = {}`", text.trim())
                }
                (Given::Text(text), Sort::Number) if text.trim().parse::<f64>().is_ok() => {
                    format!("write it without quotes: `{key} = {}`", text.trim())
                }
                (Given::Text(text), Sort::Bool) if matches!(text.trim(), "true" | "false") => {
                    format!("write it without quotes: `{key} = {}`", text.trim())
                }
                (Given::Text(text), Sort::List) => format!("write `{key} = [\"{text}\"]`"),
                (Given::Integer(n), Sort::Text) => format!("put it in quotes: `{key} = \"{n}\"`"),
                (Given::Float(n), Sort::Text) => format!("put it in quotes: `{key} = \"{n}\"`"),
                (Given::Float(n), Sort::Integer) => format!("write `{key} = {}`", n.round()),
                (_, Sort::Choice) => format!("it can be: {}", self.choices.join(", ")),
                (_, sort) => format!("write `{key} = {}`", example(sort)),
            };
            Diagnostic::error(Code::WrongType, given.span, message).help(help)
        };
        match (self.sort, &given.value) {
            (Sort::Text, Given::Text(text)) => Ok(Set::Text(text.clone())),
            (Sort::Bool, Given::Flag(flag)) => Ok(Set::Bool(*flag)),
            (Sort::Integer, Given::Integer(n)) => self.within(key, float_of(*n), given.span).map(|()| Set::Integer(*n)),
            (Sort::Number, Given::Integer(n)) => {
                self.within(key, float_of(*n), given.span).map(|()| Set::Number(float_of(*n)))
            }
            (Sort::Number, Given::Float(n)) => self.within(key, *n, given.span).map(|()| Set::Number(*n)),
            (Sort::Colour, Given::Text(text)) => self.readable(key, text, given.span).map(Set::Colour),
            (Sort::Choice, Given::Text(word)) if self.choices.contains(word) => Ok(Set::Choice(word.clone())),
            (Sort::Choice, Given::Text(word)) => {
                let near = did_you_mean(word, self.choices.iter().map(String::as_str));
                let help = near.unwrap_or_else(|| format!("it can be: {}", self.choices.join(", ")));
                let message = format!("`{key}` does not take `{word}`");
                Err(Diagnostic::error(Code::BadValue, given.span, message).help(help))
            }
            (Sort::List, Given::List(items)) => {
                let text = |item: &Spanned<Given>| match &item.value {
                    Given::Text(text) => Ok(text.clone()),
                    other => {
                        let message = format!("`{key}` takes a list of texts, and this is {}", other.words());
                        Err(Diagnostic::error(Code::WrongType, item.span, message).help("put it in quotes"))
                    }
                };
                items.iter().map(text).collect::<Result<_, _>>().map(Set::List)
            }
            _ => Err(wrong()),
        }
    }

    fn within(&self, key: &str, n: f64, span: Span) -> Result<(), Diagnostic> {
        let bounds = match (self.min, self.max) {
            (Some(min), Some(max)) => format!("from {min} to {max}"),
            (Some(min), None) => format!("from {min} up"),
            (None, Some(max)) => format!("up to {max}"),
            (None, None) => return Ok(()),
        };
        if !(self.min.is_some_and(|min| n < min) || self.max.is_some_and(|max| n > max)) {
            return Ok(());
        }
        let nearest = n.max(self.min.unwrap_or(n)).min(self.max.unwrap_or(n));
        let message = format!("`{key}` takes a number {bounds}, not {n}");
        Err(Diagnostic::error(Code::BadValue, span, message).help(format!("the nearest is `{key} = {nearest}`")))
    }

    fn readable(&self, key: &str, typed: &str, span: Span) -> Result<Colour, Diagnostic> {
        let colour = Colour::parse(typed).ok_or_else(|| no_colour(key, typed, span))?;
        if colour.is_clear() && !self.contrast.is_empty() {
            let message = format!("`{typed}` lets through what is behind it, so nobody can say whether it can be read");
            let solid = colour.text()[..7].to_owned();
            return Err(
                Diagnostic::error(Code::LowContrast, span, message).help(format!("write `{key} = \"{solid}\"`"))
            );
        }
        let holds = |colour: Colour| self.contrast.iter().all(|it| colour.contrast(it.with) >= it.at_least);
        let Some(missed) = self.contrast.iter().find(|it| colour.contrast(it.with) < it.at_least) else {
            return Ok(colour);
        };
        let message = format!(
            "`{typed}` cannot be read beside `{}`: their contrast is {}:1, and `{key}` takes at least {}:1",
            missed.with.text(),
            ratio(colour.contrast(missed.with)),
            missed.at_least
        );
        let near = colour.towards(holds).map(|near| {
            let light = near.contrast(Colour::BLACK) > colour.contrast(Colour::BLACK);
            let way = if light { "lighter" } else { "darker" };
            format!("take a {way} colour; the nearest that can be read is `{key} = \"{}\"`", near.text())
        });
        Err(Diagnostic::error(Code::LowContrast, span, message).maybe_help(near))
    }
}
