//! `[freshness]`: how long an article may stand before someone looks at it again, and what is left to grow old.

use crate::diagnostic::Code;
use crate::fields::{Fields, Item, Reader};
use crate::source::Spanned;
use jiff::civil::Date;
use toml::de::DeValue;

/// What the magazine does about articles that grow old.
#[derive(Debug, Clone)]
pub struct Freshness {
    /// How long after an article was published, updated or reviewed it is due for a review.
    pub review_after: Option<ReviewAfter>,
    /// Sections that grow old by nature, by their slugs.
    pub exempt: Vec<Spanned<String>>,
    /// Whether an article's page says what has changed since it was written.
    pub since: bool,
}

impl Default for Freshness {
    fn default() -> Self {
        Self { review_after: None, exempt: Vec::new(), since: true }
    }
}

/// A time by the calendar: `180 days`, `6 months`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewAfter {
    number: u16,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

/// What is wrong with a text that should be a time, and what to write.
type Fault = (String, &'static str);

impl ReviewAfter {
    /// Reads `180 days`, `1 year`; a bare number is of days.
    fn parse(text: &str) -> Result<Self, Fault> {
        const HELP: &str = "write a number of days, weeks, months or years: `review_after = \"180 days\"`";
        let text = text.trim();
        let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
        let unit = match unit.trim() {
            "" | "day" | "days" => Unit::Days,
            "week" | "weeks" => Unit::Weeks,
            "month" | "months" => Unit::Months,
            "year" | "years" => Unit::Years,
            _ => return Err((format!("`{text}` is not a length of time"), HELP)),
        };
        match number.parse::<u16>() {
            Ok(0) => Err(("`review_after` takes a time from 1 day up".to_owned(), HELP)),
            Ok(number) => Ok(Self { number, unit }),
            Err(_) if number.is_empty() => Err((format!("`{text}` is not a length of time"), HELP)),
            Err(_) => Err((format!("{number} is too large for `review_after`"), HELP)),
        }
    }

    /// The day so long after another; nothing beyond the calendar.
    pub fn after(self, date: Date) -> Option<Date> {
        let number = i64::from(self.number);
        let span = jiff::Span::new();
        let span = match self.unit {
            Unit::Days => span.try_days(number),
            Unit::Weeks => span.try_weeks(number),
            Unit::Months => span.try_months(number),
            Unit::Years => span.try_years(number),
        };
        date.checked_add(span.ok()?).ok()
    }
}

impl std::fmt::Display for ReviewAfter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = match self.unit {
            Unit::Days => "day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::Years => "year",
        };
        write!(f, "{} {unit}{}", self.number, if self.number == 1 { "" } else { "s" })
    }
}

/// Reads the table.
pub(super) fn freshness(top: &mut Fields, keys: &'static [&'static str], reader: &mut Reader) -> Freshness {
    let mut it = Freshness::default();
    let Some(stated) = top.table("freshness", "`[freshness]`", reader) else { return it };
    let mut stated = stated.below("[freshness]", keys);
    it.review_after = stated.item("review_after").and_then(|item| review_after(item, reader));
    it.exempt = stated.texts("exempt", reader);
    it.since = stated.flag("since", reader).unwrap_or(true);
    stated.finish(reader);
    it
}

fn review_after(item: Item, reader: &mut Reader) -> Option<ReviewAfter> {
    let typed = match item.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        _ => {
            let message = "`review_after` takes a length of time";
            let help = "write a number of days, weeks, months or years: `review_after = \"180 days\"`";
            reader.error(Code::WrongType, reader.span(item.span()), message).help.push(help.to_owned());
            return None;
        }
    };
    match ReviewAfter::parse(&typed) {
        Ok(time) => Some(time),
        Err((message, help)) => {
            reader.error(Code::BadValue, reader.span(item.span()), message).help.push(help.to_owned());
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ReviewAfter;
    use jiff::civil::date;

    #[test]
    fn times_are_read_and_counted_by_the_calendar() {
        let read = |text: &str| ReviewAfter::parse(text).ok();
        assert_eq!(read("180").map(|it| it.to_string()).as_deref(), Some("180 days"));
        assert_eq!(read("1 year").map(|it| it.to_string()).as_deref(), Some("1 year"));
        assert_eq!(read("6months").and_then(|it| it.after(date(2025, 8, 31))), Some(date(2026, 2, 28)));
        assert_eq!(read("2 weeks").and_then(|it| it.after(date(2025, 12, 25))), Some(date(2026, 1, 8)));
        for wrong in ["", "soon", "0 days", "-3", "3 fortnights", "99999 days", "days", "1.5 years"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
