//! `[titles]`: how the house marks the titles of works within a sentence, language by language.

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::fields::{Fields, Item, Reader};
use crate::language::title::{Mark, Titles, WORDS, WORKS};
use toml::de::DeValue;

/// Reads the style that a table of a language, or the file for the root language, states over `titles`.
pub(super) fn titles_of(
    fields: &mut Fields,
    header: &str,
    outer: &'static [&'static str],
    titles: &mut Titles,
    reader: &mut Reader,
) {
    let Some(stated) = fields.table("titles", "`[titles]`", reader) else { return };
    let mut stated = stated.below(header, outer);
    for work in WORKS {
        let Some(mark) = stated.item(work).and_then(|item| mark(work, item, reader)) else { continue };
        // A film is written like a drama, unless it is said how.
        if work == "drama" {
            titles.set("film", mark.clone());
        }
        titles.set(work, mark);
    }
    stated.finish(reader);
}

fn mark(work: &str, item: Item, reader: &mut Reader) -> Option<Mark> {
    let fault = |message: String, help: String, reader: &mut Reader| {
        reader.push(Diagnostic::error(Code::BadValue, reader.span(item.span()), message).help(help));
        None
    };
    match item.get_ref() {
        DeValue::String(typed) => Mark::parse(typed.trim()).or_else(|| {
            let message = format!("`{work}` takes two marks, `italic` or `plain`, not `{typed}`");
            let help = did_you_mean(typed, WORDS).unwrap_or_else(|| {
                format!(
                    "write the mark before a title and the one after it: `{work} = \"〈〉\"`, or `[\"« \", \" »\"]`"
                )
            });
            fault(message, help, reader)
        }),
        DeValue::Array(items) => {
            let marks: Vec<&str> = items.iter().filter_map(|item| item.get_ref().as_str()).collect();
            match (marks.as_slice(), items.len()) {
                ([open, close], 2) => Some(Mark::Between((*open).to_owned(), (*close).to_owned())),
                _ => {
                    let message = format!("`{work}` takes two marks, the one before and the one after a title");
                    fault(message, format!("write `{work} = [\"«\", \"»\"]`"), reader)
                }
            }
        }
        _ => {
            let message = format!("`{work}` takes two marks, `italic` or `plain`");
            fault(message, format!("write `{work} = \"〈〉\"`"), reader)
        }
    }
}
