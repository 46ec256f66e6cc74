//! Dates as people know them: a day, a month, or only a year.

use jiff::Zoned;
use jiff::civil::Date;

/// A date that may lack its day or its month: `2016-12-02`, `2012-07`, `2012`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i16),
    /// Year and month (1 to 12).
    Month(i16, i8),
    /// The whole date.
    Day(Date),
}

impl PartialDate {
    /// The first day that it can mean; dates are sorted by it.
    pub fn first_day(self) -> Date {
        match self {
            // Years and months were checked when they were read, so the defaults are never taken.
            PartialDate::Year(year) => Date::new(year, 1, 1).unwrap_or_default(),
            PartialDate::Month(year, month) => Date::new(year, month, 1).unwrap_or_default(),
            PartialDate::Day(date) => date,
        }
    }

    /// The last day that it can mean.
    pub fn last_day(self) -> Date {
        match self {
            PartialDate::Year(year) => Date::new(year, 12, 31).unwrap_or_default(),
            PartialDate::Month(..) => self.first_day().last_of_month(),
            PartialDate::Day(date) => date,
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.first_day().year()
    }

    /// As in ISO 8601, as long as it is known: `2012-07`.
    pub fn iso(self) -> String {
        match self {
            PartialDate::Year(year) => format!("{year:04}"),
            PartialDate::Month(year, month) => format!("{year:04}-{month:02}"),
            PartialDate::Day(date) => date.to_string(),
        }
    }

    /// Reads `2016-12-02`, `2012-07` or `2012`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parts.next().filter(|p| p.len() == 4)?.parse::<i16>().ok()?;
        let Some(month) = parts.next() else { return Date::new(year, 1, 1).ok().map(|_| PartialDate::Year(year)) };
        let month = Some(month).filter(|p| p.len() == 2)?.parse::<i8>().ok()?;
        let Some(day) = parts.next() else {
            return Date::new(year, month, 1).ok().map(|_| PartialDate::Month(year, month));
        };
        let day = Some(day).filter(|p| p.len() == 2)?.parse::<i8>().ok()?;
        if parts.next().is_some() {
            return None;
        }
        Date::new(year, month, day).ok().map(PartialDate::Day)
    }
}

/// A moment with its offset, as feeds and search engines read it (RFC 3339): `2025-12-01T20:00:00+09:00`. Before a zone
/// had its standard time, its offset has seconds, for which there is no form there: such a moment is told in UTC.
pub fn rfc3339(moment: &Zoned) -> String {
    if moment.offset().seconds() % 60 == 0 {
        moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    } else {
        moment.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_much_as_is_known() {
        assert_eq!(PartialDate::parse("2012").map(PartialDate::iso).as_deref(), Some("2012"));
        assert_eq!(PartialDate::parse("2012-07").map(PartialDate::iso).as_deref(), Some("2012-07"));
        assert_eq!(PartialDate::parse("2024-02-29").map(PartialDate::iso).as_deref(), Some("2024-02-29"));
        for wrong in ["2023-02-29", "2012-13", "12", "2012-7", "", "2012-07-01-1", "soon"] {
            assert_eq!(PartialDate::parse(wrong), None, "{wrong}");
        }
    }
}
