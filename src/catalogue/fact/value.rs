//! What the catalogue says when it is asked: a value that is not yet written in any language.

use crate::model::{Length, NameKind, Names, PartialDate, Texts, fold};

/// What the catalogue says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number: of episodes, a place, a year.
    Number(usize),
    /// A year, which is written without groups of digits.
    Year(i16),
    /// A date, as far as it is known.
    Date(PartialDate),
    /// A duration.
    Length(Length),
    /// A name, in the languages in which it is stated.
    Name(Names),
    /// A text, in the languages in which it is stated.
    Told(Texts),
    /// What is the same in every language: a number on a sleeve, a code.
    Code(String),
    /// Labels, networks or genres, as records say them.
    Plain(NameKind, Vec<String>),
    /// A word of the program, and the table of interface texts that says it.
    Word(&'static str, &'static str),
    /// Several names, as a language lists them.
    List(Vec<Names>),
    /// An artist credit: each name with what follows it.
    Credit(Vec<(Names, String)>),
}

impl Value {
    /// As messages say it, and as other programs read it.
    pub fn text(&self) -> String {
        match self {
            Value::Number(n) => n.to_string(),
            Value::Year(year) => year.to_string(),
            Value::Date(date) => date.iso(),
            Value::Length(length) => length.text(),
            Value::Name(names) => names.plain.clone(),
            Value::Told(texts) => {
                let any = texts.others.first().map(|(_, text)| text);
                texts.plain.as_ref().or(any).cloned().unwrap_or_default()
            }
            Value::Code(text) => text.clone(),
            Value::Plain(_, names) => names.join(", "),
            Value::Word(_, word) => (*word).to_owned(),
            Value::List(all) => all.iter().map(|names| names.plain.as_str()).collect::<Vec<_>>().join(", "),
            Value::Credit(all) => {
                let last = all.len().saturating_sub(1);
                let join = |n: usize, join: &str| if n == last { String::new() } else { join.to_owned() };
                all.iter().enumerate().map(|(n, (names, after))| names.plain.clone() + &join(n, after)).collect()
            }
        }
    }

    /// Whether it is what a writer states: numbers as numbers, dates as far as they are stated, names in any of the
    /// languages in which they are told, texts folded.
    pub fn agrees(&self, stated: &str) -> bool {
        let stated = stated.trim();
        let same = |text: &str| fold(stated) == fold(text);
        match self {
            Value::Number(n) => stated.parse::<usize>().map_or_else(|_| same(&self.text()), |stated| stated == *n),
            Value::Date(date) => {
                let whole = date.iso();
                let rest = whole.strip_prefix(stated).filter(|_| stated.len() >= 4);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }
            Value::Name(names) => named(names).any(same),
            Value::Told(texts) => texts.plain.iter().chain(texts.others.iter().map(|(_, text)| text)).any(|t| same(t)),
            Value::List(all) => same(&self.text()) || one_by_one(all.iter(), stated),
            Value::Credit(all) => same(&self.text()) || one_by_one(all.iter().map(|(names, _)| names), stated),
            _ => same(&self.text()),
        }
    }
}

/// What a thing is called, in all languages; not its aliases, which are no titles.
fn named(names: &Names) -> impl Iterator<Item = &str> {
    std::iter::once(names.plain.as_str()).chain(names.others.iter().map(|(_, name)| name.as_str()))
}

/// Whether a list divided by commas names the same, in any of their languages and in any order.
fn one_by_one<'n>(all: impl Iterator<Item = &'n Names>, stated: &str) -> bool {
    let mut left: Vec<String> = stated.split(',').map(|part| fold(part.trim())).collect();
    for names in all {
        match left.iter().position(|part| named(names).any(|name| fold(name) == *part)) {
            Some(place) => left.swap_remove(place),
            None => return false,
        };
    }
    left.is_empty()
}

#[cfg(test)]
mod tests {
    use super::Value;
    use crate::model::{LanguageId, Names, PartialDate};
    use jiff::civil::date;

    #[test]
    fn a_date_agrees_as_far_as_it_is_stated() {
        let it = Value::Date(PartialDate::Day(date(2016, 12, 2)));
        for stated in ["2016", "2016-12", "2016-12-02", " 2016 "] {
            assert!(it.agrees(stated), "{stated}");
        }
        for stated in ["201", "2016-1", "2016-12-2", "2016-12-02-1", "", "12"] {
            assert!(!it.agrees(stated), "{stated}");
        }
    }

    #[test]
    fn names_agree_in_each_of_their_languages() {
        let one = |plain: &str, ko: &str| Names {
            others: vec![(LanguageId(1), ko.to_owned())],
            aliases: vec!["Guardian".to_owned()],
            ..Names::plain(plain)
        };
        let (goblin, ailee) = (one("Goblin", "도깨비"), one("Ailee", "에일리"));
        let title = Value::Name(goblin.clone());
        assert!(title.agrees("goblin") && title.agrees("도깨비") && !title.agrees("Guardian"));
        let both = Value::List(vec![goblin.clone(), ailee.clone()]);
        assert!(both.agrees("Goblin, Ailee") && both.agrees("에일리, Goblin") && !both.agrees("Goblin"));
        let credit = Value::Credit(vec![(goblin, " & ".into()), (ailee, " ".into())]);
        assert_eq!(credit.text(), "Goblin & Ailee");
        assert!(credit.agrees("goblin & ailee") && credit.agrees("도깨비, 에일리"));
    }
}
