//! The TOML parser's errors in words that help the person who typed, one for each slip.
//!
//! The parser goes on after an error, and one slip can make it stumble again on the same line, or, after a bracket
//! that is not closed, on every line that follows. So what was told marks a stretch of the file as *lost*, and
//! nothing more is said about a lost stretch, neither here nor by those who read the values in it.

use super::Reader;
use super::toml_date::{behind, date_like};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::floor_char_boundary;
use std::ops::Range;

/// Reports the errors of the parser; gives the stretches of the text that are lost.
pub(super) fn report(text: &str, errors: &[toml::de::Error], reader: &mut Reader) -> Vec<Range<usize>> {
    let mut lost: Vec<Range<usize>> = Vec::new();
    let mut errors: Vec<Slip> = errors.iter().map(|error| Slip::new(text, error)).collect();
    if let Some(first) = errors.iter().find(|slip| slip.is("unclosed array") || slip.is("unclosed inline table"))
        && let Some(open) = open_at(text, first.at.end)
    {
        // Everything after the bracket was read as if it stood in it.
        errors.retain(|slip| slip.at.start < open.at);
        let (what, close) = if open.sign == "[" { ("list", ']') } else { ("table", '}') };
        let it = Diagnostic::error(
            Code::InvalidToml,
            reader.span(open.at..open.at + 1),
            format!("this {what} is not closed"),
        );
        reader.push(it.label("opened here").help(format!("add the closing `{close}`")));
        lost.push(open.at..text.len());
    }
    errors.sort_by_key(|slip| slip.at.start);
    for slip in errors {
        if lost.iter().any(|stretch| stretch.start <= slip.at.start && slip.at.start <= stretch.end) {
            continue;
        }
        let told = slip.told();
        let mut it = Diagnostic::error(told.code, reader.span(told.at), told.message);
        it.help = told.help;
        reader.push(it);
        lost.push(told.lost);
    }
    lost
}

/// An error of the parser and the line that it is in.
struct Slip<'a> {
    text: &'a str,
    message: &'a str,
    at: Range<usize>,
    line: Range<usize>,
}

struct Told {
    code: Code,
    at: Range<usize>,
    message: String,
    help: Vec<String>,
    lost: Range<usize>,
}

impl<'a> Slip<'a> {
    fn new(text: &'a str, error: &'a toml::de::Error) -> Self {
        let at = error.span().unwrap_or(0..0);
        let start = floor_char_boundary(text, at.start);
        let at = start..floor_char_boundary(text, at.end).max(start);
        let from = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let to = text[start..].find('\n').map_or(text.len(), |i| start + i);
        let to = from + text[from..to].trim_end_matches('\r').len();
        Self { text, message: error.message().lines().next().unwrap_or_default(), at, line: from..to.max(from) }
    }

    fn is(&self, beginning: &str) -> bool {
        self.message.starts_with(beginning)
    }

    fn typed(&self) -> &'a str {
        &self.text[self.line.clone()]
    }

    /// The name before the first `=` or `:` of the line, if there is one.
    fn key(&self) -> Option<&'a str> {
        let line = self.typed().trim_start();
        let key = line[..line.find(['=', ':'])?].trim();
        (!key.is_empty() && !key.contains(['[', '{', ',', '#'])).then_some(key)
    }

    /// The value behind the first `=`, without a comment; with its place.
    fn value(&self) -> Option<(&'a str, Range<usize>)> {
        let typed = self.typed();
        let equals = typed.find('=')?;
        let after = &typed[equals + 1..];
        let end = after.find(" #").unwrap_or(after.len());
        let value = after[..end].trim();
        let lead = after.len() - after.trim_start().len();
        let start = self.line.start + equals + 1 + lead.min(end);
        Some((value, start..start + value.len()))
    }

    /// From this line to the next header: fields below a header that could not be read belong nowhere.
    fn until_header(&self) -> Range<usize> {
        let after = &self.text[self.line.end..];
        let next =
            after.match_indices('\n').find(|(i, _)| after[i + 1..].trim_start_matches([' ', '\t']).starts_with('['));
        self.line.start..next.map_or(self.text.len(), |(i, _)| self.line.end + i)
    }

    fn told(self) -> Told {
        let typed = self.typed();
        let trimmed = typed.trim_start();
        let line = self.line.clone();
        let start = line.start + (typed.len() - trimmed.len());
        let mut told = Told {
            code: Code::InvalidToml,
            at: self.at.clone(),
            message: format!("this cannot be read as TOML: {}", self.message.split(", expected").next().unwrap_or("")),
            help: Vec::new(),
            lost: line.clone(),
        };
        let header = trimmed.starts_with('[');
        if header {
            told.lost = self.until_header();
        }
        if self.is("duplicate key") {
            told.message = if header {
                "this table stands here for the second time".into()
            } else {
                "this key stands here for the second time".into()
            };
            told.help = if header {
                let name = trimmed.trim_matches(['[', ']', ' ']);
                vec![format!(
                    "put its fields under the first one; if it is one of a list, each begins with `[[{name}]]`"
                )]
            } else {
                vec!["keep one of the two".into()]
            };
            return told;
        }
        if header {
            if self.is("unclosed") {
                told.at = start..line.end;
                told.message = "this header is not closed".into();
                told.help = vec![format!("write `{}`", closed_header(trimmed))];
            } else if self.is("invalid unquoted key") {
                let name = &self.text[self.at.clone()];
                told.message = format!("`{name}` must stand in quotes, because it has other letters than a to z");
                told.help = vec![format!("write `{}`", trimmed.replacen(name, &format!("\"{name}\""), 1))];
            }
            return told;
        }
        if trimmed.starts_with("//") {
            told.at = start..start + 2;
            told.message = "`//` begins no comment here".into();
            told.help = vec!["a comment begins with `#`".into()];
            return told;
        }
        if trimmed.starts_with('{') {
            told.message = "this looks like JSON; here it is TOML".into();
            told.help = vec!["write one field a line: `key = \"value\"`".into()];
            told.lost = line.start..self.text.len();
            return told;
        }
        if trimmed == "-" || trimmed.starts_with("- ") {
            told.at = start..start + 1;
            told.message = "this list is written as in YAML".into();
            told.help = vec!["a list is written `key = [\"one\", \"two\"]`".into()];
            let rest = &self.text[line.end..];
            let more = rest.split_inclusive('\n').skip(1).take_while(|l| l.trim_start().starts_with('-')).map(str::len);
            let first = rest.find('\n').map_or(rest.len(), |i| i + 1);
            told.lost.end = line.end + first + more.sum::<usize>();
            return told;
        }
        if let Some(colon) = colon(typed) {
            told.at = line.start + colon..line.start + colon + 1;
            told.message = "`:` stands here as in YAML; in TOML it is `=`".into();
            let key = typed[..colon].trim();
            let value = typed[colon + 1..].trim();
            told.help = vec![if value.is_empty() {
                format!("write `{key} = …`")
            } else {
                format!("write `{key} = {}`", as_value(value))
            }];
            if value.is_empty() {
                let rest = &self.text[line.end..];
                let first = rest.find('\n').map_or(rest.len(), |i| i + 1);
                let more = rest[first..].split_inclusive('\n').take_while(|l| l.starts_with([' ', '\t', '-']));
                told.lost.end = line.end + first + more.map(str::len).sum::<usize>();
            }
            return told;
        }
        if let Some(open) = open_at(self.text, self.at.end).filter(|open| open.sign.starts_with(['"', '\'']))
            && (self.at.start >= line.end || open.sign.len() == 3)
        {
            told.at = open.at..open.at + open.sign.len();
            told.message = "this text is not closed".into();
            told.help = vec![format!("add the closing `{}`", open.sign)];
            told.lost = open.at..self.line.end.max(if open.sign.len() == 3 { self.text.len() } else { 0 });
            return told;
        }
        if let Some(date) = date_like(self.text, self.at.start) {
            let word = &self.text[date.clone()];
            if let Some(behind) = behind(self.text, &date) {
                told.message = format!("`{}` cannot stand behind a date", &self.text[behind.clone()]);
                let more = self.text[behind.end..].split(['\n', '#']).next().unwrap_or_default();
                let parts = self.text[behind.clone()].starts_with(';') && !more.trim().is_empty();
                told.at = behind;
                told.help = vec![if parts {
                    "what stands on one line is parted by `,`".into()
                } else {
                    "remove it; a comment begins with `#`".into()
                }];
                return told;
            }
            told.at = date;
            told.code = Code::BadDate;
            told.message = format!("`{word}` is not a date");
            told.help = vec!["a date is `2025-08-16`, a date with time `2025-08-16T09:00:00`, without quotes".into()];
            return told;
        }
        self.about_values(&mut told);
        told
    }

    /// What is wrong in a line that is neither a header nor of another language.
    fn about_values(&self, told: &mut Told) {
        let key = self.key();
        let here = self.text[self.at.start..].chars().next().unwrap_or('\n');
        let value = self.value();
        let is_value = self.is("string values must be quoted")
            || self.is("invalid boolean")
            || self.is("invalid value")
            || self.is("missing value")
            || self.is("invalid date")
            || self.is("invalid time")
            || self.is("invalid float")
            || self.is("invalid integer");
        match (&value, key) {
            (Some((value, place)), _) if is_value && value.is_empty() => {
                told.at = place.clone();
                let key = key.unwrap_or("this field");
                told.message = format!("`{key}` has no value");
                told.help = vec![format!("write `{key} = \"…\"`, or remove the line")];
            }
            (Some((value, place)), Some(key)) if is_value && value.starts_with(['“', '”', '„', '‘', '’', '«', '`']) =>
            {
                told.at = place.clone();
                told.message = "these quotation marks mean nothing in TOML".into();
                let bare = value.trim_matches(['“', '”', '„', '‘', '’', '«', '»', '`']);
                told.help = vec![format!("write straight ones: `{key} = \"{bare}\"`")];
            }
            (Some((value, _)), _)
                if is_value && ["true", "false", "yes", "no", "on", "off"].contains(&&*value.to_lowercase()) =>
            {
                told.message = format!("`{value}` is not a value");
                told.help = vec!["write `true` or `false`, in small letters; a text stands in quotes".into()];
            }
            (Some((value, place)), Some(key)) if is_value && is_month(value) => {
                told.code = Code::BadDate;
                told.at = place.clone();
                told.message = format!("`{value}` is not a whole date");
                told.help = vec![format!("a month stands in quotes: `{key} = \"{value}\"`; a day is `{value}-01`")];
            }
            (Some((value, place)), Some(key)) if is_value && !value.starts_with(['[', '{']) && !value.contains('"') => {
                told.at = place.clone();
                told.message = "this text is not in quotes".into();
                told.help = vec![format!("write `{key} = \"{value}\"`")];
            }
            _ if is_value => {
                told.message = "this value cannot be read".into();
                told.help = vec!["a text stands in quotes: `\"…\"`".into()];
            }
            _ if self.is("missing escaped value") || self.is("too few unicode") => {
                told.message = "a backslash means something only before certain letters (`\\n`, `\\t`, `\\\"`)".into();
                told.help = vec!["for the sign itself write `\\\\`, or put the text in single quotes".into()];
            }
            _ if self.is("unexpected key or value") && here == ';' => {
                told.message = "no `;` stands at the end of a line".into();
                told.help = vec!["remove it".into()];
            }
            _ if self.is("unexpected key or value")
                && here == ','
                && self.text[..self.at.start].ends_with(|c: char| c.is_ascii_digit()) =>
            {
                told.message = "a number has no commas".into();
                told.help = vec!["write its digits alone: `1000`".into()];
            }
            _ if self.is("unexpected key or value") && self.text[..self.at.start].trim_end().ends_with(['"', '\'']) => {
                told.message = "something stands after the text's closing quotation mark".into();
                told.help =
                    vec!["a quotation mark inside a text is written `\\\"`; fields stand on lines of their own".into()];
            }
            _ if self.is("unexpected key or value") => {
                told.message = "something stands after the value".into();
                told.help = vec!["fields stand on lines of their own; a comment begins with `#`".into()];
            }
            _ if self.is("invalid unquoted key") || self.is("key with no value") || self.is("missing assignment") => {
                match key.filter(|_| self.typed().contains('=')) {
                    Some(key) if key.contains(char::is_whitespace) => {
                        told.message = format!("`{key}` is not the name of a field: names have no spaces");
                    }
                    Some(key) => {
                        told.message = format!("`{key}` is not the name of a field");
                        if key.chars().any(|c| !c.is_ascii() && c.is_alphanumeric()) {
                            told.help =
                                vec![format!("a name with other letters than a to z stands in quotes: `\"{key}\"`")];
                        }
                    }
                    None => {
                        told.message = "this line has no `=`".into();
                        told.help = vec!["write `key = \"value\"`; a comment begins with `#`".into()];
                    }
                }
            }
            _ if self.is("unexpected leading zero") => {
                told.message = "a number does not begin with 0".into();
                told.help = vec!["leave the 0 out, or put the whole in quotes if it is no number".into()];
            }
            _ if self.is("missing comma") => {
                told.message = "a comma is missing before this".into();
                told.help = vec!["what stands in a list or in braces is divided by commas".into()];
            }
            _ if self.is("extra comma") => told.message = "there is a comma too many here".into(),
            _ if self.is("extra `=`") => told.message = "there is a `=` too many here".into(),
            _ if self.is("invalid") && here.is_control() => {
                told.message = format!("a control character (U+{:04X}) stands in this text", u32::from(here));
                told.help = vec!["remove it".into()];
            }
            _ if self.is("cannot recurse") || self.is("recursion limit") => {
                told.message = "lists and tables are nested too deeply here".into();
                told.lost = self.line.start..self.text.len();
            }
            _ => {}
        }
    }
}

/// What is open at a place of the text.
struct Open {
    at: usize,
    sign: &'static str,
}

/// The text that is open at `until`, or else the outermost bracket.
fn open_at(text: &str, until: usize) -> Option<Open> {
    let bytes = text.as_bytes();
    let mut brackets: Vec<(Open, bool)> = Vec::new();
    let mut blank = true;
    let mut i = 0;
    while i < until.min(bytes.len()) {
        let sign = match bytes[i] {
            b'"' if text[i..].starts_with("\"\"\"") => "\"\"\"",
            b'\'' if text[i..].starts_with("'''") => "'''",
            b'"' => "\"",
            b'\'' => "'",
            _ => "",
        };
        if !sign.is_empty() {
            let end = end_of_text(text, i, sign);
            match end {
                Some(end) if end <= until => i = end,
                None if sign.len() == 1 && text[i..until].contains('\n') => {
                    i += text[i..].find('\n').unwrap_or(0);
                }
                _ => return Some(Open { at: i, sign }),
            }
            blank = false;
            continue;
        }
        match bytes[i] {
            b'#' => {
                i += text[i..].find('\n').unwrap_or(text.len() - i);
                continue;
            }
            b'[' => brackets.push((Open { at: i, sign: "[" }, blank && brackets.is_empty())),
            b'{' => brackets.push((Open { at: i, sign: "{" }, false)),
            b']' | b'}' => {
                brackets.pop();
            }
            // A header ends with its line, closed or not.
            b'\n' if brackets.first().is_some_and(|(_, header)| *header) => brackets.clear(),
            _ => {}
        }
        blank = if bytes[i] == b'\n' { true } else { blank && matches!(bytes[i], b' ' | b'\t') };
        i += 1;
    }
    brackets.into_iter().next().map(|(open, _)| open)
}

/// Where the text that begins at `at` ends, closing sign included.
fn end_of_text(text: &str, at: usize, sign: &str) -> Option<usize> {
    let mut i = at + sign.len();
    while let Some(rest) = text.get(i..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(sign) {
            return Some(i + sign.len());
        }
        if sign.len() == 1 && rest.starts_with('\n') {
            return None;
        }
        let escaped = sign.starts_with('"') && rest.starts_with('\\');
        i += rest.chars().take(if escaped { 2 } else { 1 }).map(char::len_utf8).sum::<usize>();
    }
    None
}

/// The `:` of a line that is written as in YAML.
fn colon(line: &str) -> Option<usize> {
    let colon = line.find(':')?;
    let key = line[..colon].trim();
    let after = &line[colon + 1..];
    let plain = !key.is_empty() && !key.contains(['=', '"', '\'', '[', '{', '#']);
    (plain && (after.trim().is_empty() || after.starts_with([' ', '\t', '"', '\'', '[']))).then_some(colon)
}

/// A value of YAML as TOML has it.
fn as_value(value: &str) -> String {
    let plain = value.starts_with(['"', '\'', '['])
        || matches!(value, "true" | "false")
        || value.parse::<f64>().is_ok()
        || value.parse::<toml::value::Datetime>().is_ok();
    if plain { value.to_owned() } else { format!("\"{value}\"") }
}

fn closed_header(header: &str) -> String {
    let name = header.trim_matches(['[', ']', ' ', '\t']);
    if header.starts_with("[[") { format!("[[{name}]]") } else { format!("[{name}]") }
}

/// `2012-07`.
fn is_month(value: &str) -> bool {
    value.split_once('-').is_some_and(|(year, month)| {
        year.len() == 4 && month.len() == 2 && value.bytes().all(|b| b.is_ascii_digit() || b == b'-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open() {
        let open = |text: &str| open_at(text, text.len()).map(|open| (open.at, open.sign));
        assert_eq!(open("a = [\"b\", 'c]']"), None);
        assert_eq!(open("a = [1, # ]\n[b]\n"), Some((4, "[")));
        assert_eq!(open("[a\nb = 1"), None);
        assert_eq!(open("a = \"b\\\" c"), Some((4, "\"")));
        assert_eq!(open("a = \"\"\"b\n\"c"), Some((4, "\"\"\"")));
        assert_eq!(open("a = \"도깨비\nb = { c = 1"), Some((19, "{")));
    }
}
