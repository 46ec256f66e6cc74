//! What the catalogue answers, in the page's language.

use super::Views;
use crate::catalogue::Value;
use crate::language::sentence::within_sentence;
use crate::model::{Names, PartialDate};
use schemars::JsonSchema;
use serde::Serialize;

/// An answer in words.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnswerView {
    /// `number`, `date`, `length`, `name` or `text`.
    pub form: &'static str,
    /// In the page's language.
    pub text: String,
    /// The text's language, when it is not the page's.
    pub lang: Option<String>,
    /// A number, as programs read it.
    pub number: Option<usize>,
    /// A date or a duration, as programs read it (ISO 8601).
    pub iso: Option<String>,
    /// The parts of a list, each with its language and what follows it; empty when the text is of one language.
    pub parts: Vec<PartView>,
}

/// One name of a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "NamePart")]
pub struct PartView {
    /// The name.
    pub text: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// What follows it.
    pub join: String,
}

impl AnswerView {
    fn alone(form: &'static str, text: String, lang: Option<String>) -> Self {
        Self { form, text, lang, number: None, iso: None, parts: Vec::new() }
    }
}

impl Views<'_> {
    /// An answer of the catalogue.
    pub fn answer(&self, value: &Value) -> AnswerView {
        match value {
            Value::Number(n) => {
                AnswerView { number: Some(*n), ..AnswerView::alone("number", self.locale().number(*n), None) }
            }
            Value::Year(year) => {
                let date = self.partial_date(PartialDate::Year(*year));
                AnswerView { iso: Some(date.iso), ..AnswerView::alone("date", date.text, None) }
            }
            Value::Date(date) => {
                let date = self.partial_date(*date);
                AnswerView { iso: Some(date.iso), ..AnswerView::alone("date", date.text, None) }
            }
            Value::Length(length) => {
                let length = self.length(*length);
                AnswerView { iso: Some(length.iso), ..AnswerView::alone("length", length.words, None) }
            }
            Value::Name(names) => {
                let (text, lang) = self.name(names);
                AnswerView::alone("name", text, lang)
            }
            Value::Told(texts) => {
                let it = self.nearest(texts);
                let (text, lang) = it.map(|it| (it.text, it.lang)).unwrap_or_default();
                AnswerView::alone("text", text, lang)
            }
            Value::Code(text) => AnswerView::alone("text", text.clone(), None),
            Value::Word(table, word) => {
                let code = self.code(self.language);
                AnswerView::alone("text", within_sentence(&self.say(&format!("{table}.{word}")), code), None)
            }
            Value::Plain(kind, names) => {
                let all = names.iter().map(|name| self.name_link(*kind, name));
                self.listed(all.map(|it| (it.title, it.lang)).collect())
            }
            Value::List(all) => self.listed(all.iter().map(|names| self.name(names)).collect()),
            Value::Credit(all) => {
                let last = all.len().saturating_sub(1);
                let part = |(n, (names, join)): (usize, &(Names, String))| {
                    let (text, lang) = self.name(names);
                    PartView { text, lang, join: if n == last { String::new() } else { join.clone() } }
                };
                joined(all.iter().enumerate().map(part).collect())
            }
        }
    }

    /// Names as the language lists them: "A, B and C".
    fn listed(&self, names: Vec<(String, Option<String>)>) -> AnswerView {
        // A character that stands in no name and in no pattern of a list.
        const NAME: &str = "\u{FFFC}";
        let pattern = self.locale().list(vec![NAME; names.len()].into_iter());
        let mut joins = pattern.split(NAME).skip(1).map(str::to_owned);
        let part = |(text, lang)| PartView { text, lang, join: joins.next().unwrap_or_default() };
        joined(names.into_iter().map(part).collect())
    }
}

/// Names with what follows each. One name needs no parts.
fn joined(mut parts: Vec<PartView>) -> AnswerView {
    if let [only] = parts.as_mut_slice() {
        return AnswerView::alone("name", std::mem::take(&mut only.text), only.lang.take());
    }
    let text = parts.iter().flat_map(|part| [part.text.as_str(), part.join.as_str()]).collect();
    if parts.iter().all(|part| part.lang.is_none()) {
        parts.clear();
    }
    AnswerView { parts, ..AnswerView::alone("name", text, None) }
}
