//! One TOML value to one typed value, or a diagnostic at its place.

use super::{Item, Reader};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::language::composed::composed;
use crate::model::{Extra, PartialDate};
use crate::source::Spanned;
use jiff::civil;
use toml::de::DeValue;

/// A day as written, perhaps with a time and an offset from UTC in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The day.
    pub day: civil::Date,
    /// The time of day.
    pub time: Option<civil::Time>,
    /// Minutes east of UTC, when stated.
    pub offset: Option<i16>,
}

/// What a value is, in words, for messages.
fn kind(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// "`key` takes A, not B", at the value.
pub(super) fn wrong_type(key: &str, wanted: &str, item: Item, reader: &mut Reader) -> Diagnostic {
    let span = reader.span(item.span());
    reader.names_lost |= super::NAMES.contains(&key.split('.').next().unwrap_or(key));
    Diagnostic::error(Code::WrongType, span, format!("`{key}` takes {wanted}, not {}", kind(item.get_ref())))
}

/// A text, NFC.
pub fn text(key: &str, item: Item, reader: &mut Reader) -> Option<Spanned<String>> {
    match item.get_ref() {
        DeValue::String(text) => {
            let mut text = composed(text);
            let span = reader.span(item.span());
            if let Some(odd) = text.chars().find(|c| is_unprintable(*c)) {
                let message =
                    format!("`{key}` holds the control character U+{:04X}, which is left out", u32::from(odd));
                let it = Diagnostic::warning(Code::BadValue, span, message);
                reader.push(it.help("no page can show it; take it out of the text"));
                text.retain(|c| !is_unprintable(c));
            }
            Some(Spanned::new(text, span))
        }
        value => {
            let help = match value {
                DeValue::Integer(n) => Some(format!("put it in quotes: `{key} = \"{n}\"`")),
                DeValue::Float(n) => Some(format!("put it in quotes: `{key} = \"{}\"`", n.as_str())),
                DeValue::Boolean(flag) => Some(format!("put it in quotes: `{key} = \"{flag}\"`")),
                DeValue::Datetime(stamp) => Some(format!("put it in quotes: `{key} = \"{stamp}\"`")),
                DeValue::Array(_) => Some(format!("write one, without brackets: `{key} = \"…\"`")),
                _ => None,
            };
            let it = wrong_type(key, "a text", item, reader).maybe_help(help);
            reader.push(it);
            None
        }
    }
}

/// A character that HTML and XML refuse; TOML lets it in by an escape (`"\u0007"`).
fn is_unprintable(c: char) -> bool {
    let nothing = ('\u{fdd0}'..='\u{fdef}').contains(&c) || u32::from(c) & 0xfffe == 0xfffe;
    nothing || c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

pub(super) fn flag(key: &str, item: Item, reader: &mut Reader) -> Option<bool> {
    if let DeValue::Boolean(flag) = item.get_ref() {
        return Some(*flag);
    }
    let it = wrong_type(key, "true or false", item, reader)
        .help(format!("write `{key} = true` or `{key} = false`, without quotes"));
    reader.push(it);
    None
}

/// A number, whole or not.
pub fn float(key: &str, item: Item, reader: &mut Reader) -> Option<f64> {
    let typed = match item.get_ref() {
        DeValue::Integer(n) => n.as_str().replace('_', ""),
        DeValue::Float(n) => n.as_str().replace('_', ""),
        _ => {
            let help = match item.get_ref() {
                DeValue::String(text) if text.trim().parse::<f64>().is_ok_and(f64::is_finite) => {
                    format!("write it without quotes: `{key} = {}`", text.trim())
                }
                _ => format!("write `{key} = 4` or `{key} = 4.5`"),
            };
            let it = wrong_type(key, "a number", item, reader).help(help);
            reader.push(it);
            return None;
        }
    };
    let number = typed.parse::<f64>().ok().filter(|n| n.is_finite());
    if number.is_none() {
        let span = reader.span(item.span());
        let it = reader.error(Code::BadValue, span, format!("{typed} is no number for `{key}`"));
        it.help.push(format!("write `{key} = 4` or `{key} = 4.5`"));
    }
    number
}

/// A whole number from `least` up to 2³².
pub fn number(key: &str, least: u32, item: Item, reader: &mut Reader) -> Option<Spanned<u32>> {
    let span = reader.span(item.span());
    let DeValue::Integer(integer) = item.get_ref() else {
        let mut it = wrong_type(key, "a whole number", item, reader);
        if let DeValue::String(text) = item.get_ref()
            && text.trim().parse::<u32>().is_ok()
        {
            it = it.help(format!("write it without quotes: `{key} = {}`", text.trim()));
        }
        if let DeValue::Float(float) = item.get_ref()
            && let Some((whole, "0")) = float.as_str().split_once('.')
        {
            it = it.help(format!("write `{key} = {whole}`"));
        }
        reader.push(it);
        return None;
    };
    let number = i128::from_str_radix(integer.as_str(), integer.radix()).ok().and_then(|n| u32::try_from(n).ok());
    match number {
        Some(n) if n >= least => Some(Spanned::new(n, span)),
        _ if integer.as_str().len() > 9 && !integer.as_str().starts_with('-') => {
            reader.error(Code::BadValue, span, format!("{integer} is too large for `{key}`"));
            None
        }
        _ => {
            reader.error(Code::BadValue, span, format!("`{key}` takes a whole number from {least} up, not {integer}"));
            None
        }
    }
}

/// A date that may lack its day or month: a TOML date, `"2012-07"`, `"2012"` or `2012`.
pub fn partial_date(key: &str, item: Item, reader: &mut Reader) -> Option<Spanned<PartialDate>> {
    let span = reader.span(item.span());
    if let DeValue::Datetime(stamp) = item.get_ref()
        && let (Some(date), Some(time)) = (stamp.date, stamp.time)
    {
        reader
            .error(Code::BadDate, span, format!("`{key}` is a day, so the time `{time}` means nothing"))
            .help
            .push(format!("write `{key} = {date}`"));
        return None;
    }
    let read = match item.get_ref() {
        DeValue::Datetime(stamp) => stamp.date.and_then(day).map(PartialDate::Day),
        DeValue::String(text) => PartialDate::parse(text.trim()),
        DeValue::Integer(year) => {
            year.as_str().parse::<i16>().ok().filter(|y| (1000..=9999).contains(y)).map(PartialDate::Year)
        }
        _ => {
            let it = wrong_type(key, "a date", item, reader)
                .help("write a day (`2016-12-02`), a month (`\"2012-07\"`) or a year (`2012`)");
            reader.push(it);
            return None;
        }
    };
    if read.is_none() {
        reader
            .error(Code::BadDate, span, format!("{} is not a date", typed_date(key, item)))
            .help
            .push("write a day (`2016-12-02`), a month (`\"2012-07\"`) or a year (`2012`)".into());
    }
    read.map(|date| Spanned::new(date, span))
}

/// What was typed for a date, or else the field's name.
fn typed_date(key: &str, item: Item) -> String {
    match item.get_ref() {
        DeValue::String(text) if !text.trim().is_empty() => format!("`{text}`"),
        DeValue::Datetime(stamp) => format!("`{stamp}`"),
        DeValue::Integer(year) => format!("`{year}`"),
        _ => format!("`{key}`"),
    }
}

fn day(date: toml::value::Date) -> Option<civil::Date> {
    civil::Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

/// A day, perhaps with time and offset; a text of that form is accepted too.
pub fn date(key: &str, item: Item, reader: &mut Reader) -> Option<Spanned<Date>> {
    let span = reader.span(item.span());
    let stamp = match item.get_ref() {
        DeValue::Datetime(stamp) => Some(*stamp),
        DeValue::String(text) => text.trim().parse::<toml::value::Datetime>().ok(),
        _ => {
            let it = wrong_type(key, "a date", item, reader)
                .help(format!("write `{key} = 2025-08-16` or `{key} = 2025-08-16T09:00:00`"));
            reader.push(it);
            return None;
        }
    };
    let read = stamp.and_then(|stamp| {
        let time = stamp.time.and_then(|t| {
            let second = i8::try_from(t.second.unwrap_or(0).min(59)).ok()?;
            civil::Time::new(i8::try_from(t.hour).ok()?, i8::try_from(t.minute).ok()?, second, 0).ok()
        });
        let offset = stamp.offset.map(|offset| match offset {
            toml::value::Offset::Z => 0,
            toml::value::Offset::Custom { minutes } => minutes,
        });
        Some(Date { day: day(stamp.date?)?, time, offset })
    });
    if read.is_none() {
        reader
            .error(Code::BadDate, span, format!("{} is not a date", typed_date(key, item)))
            .help
            .push(format!("write `{key} = 2025-08-16` or `{key} = 2025-08-16T09:00:00`"));
    }
    read.map(|date| Spanned::new(date, span))
}

/// A word that is none of `words`.
pub(super) fn not_a_word(key: &str, typed: &Spanned<String>, words: &[&str]) -> Diagnostic {
    let help =
        did_you_mean(&typed.value, words.iter().copied()).unwrap_or_else(|| format!("it can be: {}", words.join(", ")));
    Diagnostic::error(Code::BadValue, typed.span, {
        let what = key.replace('_', " ");
        let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("`{}` is not {article} {what}", typed.value)
    })
    .help(help)
}

/// Reads a word by its table; reports what it can be.
pub fn typed<T>(
    key: &str,
    typed: &Spanned<String>,
    words: &[&str],
    read: impl Fn(&str) -> Option<T>,
    reader: &mut Reader,
) -> Option<T> {
    let found = read(&typed.value);
    if found.is_none() {
        reader.push(not_a_word(key, typed, words));
    }
    found
}

/// A free value, for `[extra]`; tables in the order of the file.
pub fn extra(item: Item) -> Extra {
    match item.get_ref() {
        DeValue::String(text) => Extra::Text(composed(text)),
        DeValue::Integer(n) => {
            i64::from_str_radix(n.as_str(), n.radix()).map_or_else(|_| Extra::Text(n.to_string()), Extra::Integer)
        }
        DeValue::Float(n) => n.as_str().parse().map_or_else(|_| Extra::Text(n.as_str().to_owned()), Extra::Float),
        DeValue::Boolean(flag) => Extra::Bool(*flag),
        DeValue::Datetime(stamp) => Extra::Text(stamp.to_string()),
        DeValue::Array(items) => Extra::List(items.iter().map(extra).collect()),
        DeValue::Table(table) => {
            let mut entries: Vec<_> = table.iter().collect();
            entries.sort_by_key(|(key, _)| key.span().start);
            Extra::Table(entries.into_iter().map(|(key, item)| (key.get_ref().to_string(), extra(item))).collect())
        }
    }
}
