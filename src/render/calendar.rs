//! Calendars that programs subscribe to: iCalendar (RFC 5545, with the name of RFC 7986).
//!
//! Written by hand: the format is lines of text. The `icalendar` crate (0.17) brings a second library of dates, makes up
//! what is not stated from the clock and by chance, and lets carriage returns through into values.

use super::uri::uri;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// A calendar. RFC 5545 wants at least one event in it (section 3.6), so one without is better not published.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// What programs call it.
    pub name: String,
    /// The language of its texts, as in BCP 47: `ko`. Left out when empty.
    pub language: String,
    /// Who made it, in the form that RFC 5545 recommends: `-//Leitmotif//0.1.0//EN`.
    pub prodid: String,
    /// What happens, in the order in which it is written.
    pub events: Vec<Event>,
}

/// Something that happens.
#[derive(Debug, Clone)]
pub struct Event {
    /// What it is known by in every version of the calendar, and nothing else in the world is.
    pub uid: String,
    /// When it was last stated; readers take the later one of two. The caller gives it, so that the same events
    /// are the same bytes.
    pub stamp: Timestamp,
    /// What happens.
    pub title: String,
    /// More about it, plain text.
    pub description: Option<String>,
    /// Its page, absolute. Left out when it is no URI.
    pub url: Option<String>,
    /// Where.
    pub location: Option<String>,
    /// When.
    pub when: When,
    /// Whether it does happen.
    pub status: Status,
    /// Words by which programs group events.
    pub categories: Vec<String>,
}

/// When something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// On whole days, whatever the time zone.
    Day {
        /// The first day.
        start: Date,
        /// The last day, itself included; the first, when it is before that.
        end_inclusive: Date,
    },
    /// At an instant.
    Moment {
        /// When it begins.
        start: Timestamp,
        /// When it ends, when that is known and later.
        end: Option<Timestamp>,
    },
}

/// Whether something does happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It does.
    Confirmed,
    /// It was to, and does not. (To take the event out would leave it in calendars that have it.)
    Cancelled,
    /// It may.
    Tentative,
}

impl Calendar {
    /// The file: UTF-8, `text/calendar`.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut lines = Lines { bytes: Vec::new() };
        let language = language(&self.language);
        lines.write("BEGIN:VCALENDAR");
        lines.write("VERSION:2.0");
        lines.write(&format!("PRODID:{}", escaped(&self.prodid)));
        lines.write("CALSCALE:GREGORIAN");
        let name = escaped(&self.name);
        lines.write(&format!("NAME{language}:{name}"));
        // Most programs know the name only by what came before RFC 7986.
        lines.write(&format!("X-WR-CALNAME:{name}"));
        for event in &self.events {
            event.write(&mut lines, &language);
        }
        lines.write("END:VCALENDAR");
        lines.bytes
    }
}

impl Event {
    fn write(&self, lines: &mut Lines, language: &str) {
        lines.write("BEGIN:VEVENT");
        lines.write(&format!("UID:{}", escaped(&self.uid)));
        lines.write(&format!("DTSTAMP:{}", instant(self.stamp)));
        match self.when {
            When::Day { start, end_inclusive } => {
                lines.write(&format!("DTSTART;VALUE=DATE:{}", start.strftime("%Y%m%d")));
                // The end is the first day that is no longer of it; without one, an event is a day long.
                if let Ok(end) = end_inclusive.max(start).checked_add(1.day()) {
                    lines.write(&format!("DTEND;VALUE=DATE:{}", end.strftime("%Y%m%d")));
                }
                // A release takes nobody's day.
                lines.write("TRANSP:TRANSPARENT");
            }
            When::Moment { start, end } => {
                lines.write(&format!("DTSTART:{}", instant(start)));
                if let Some(end) = end.filter(|end| *end > start) {
                    lines.write(&format!("DTEND:{}", instant(end)));
                }
            }
        }
        lines.write(&format!("SUMMARY{language}:{}", escaped(&self.title)));
        if let Some(description) = &self.description {
            lines.write(&format!("DESCRIPTION{language}:{}", escaped(description)));
        }
        if let Some(location) = &self.location {
            lines.write(&format!("LOCATION{language}:{}", escaped(location)));
        }
        if let Some(url) = self.url.as_deref().and_then(uri) {
            lines.write(&format!("URL:{url}"));
        }
        let status = match self.status {
            Status::Confirmed => "CONFIRMED",
            Status::Cancelled => "CANCELLED",
            Status::Tentative => "TENTATIVE",
        };
        lines.write(&format!("STATUS:{status}"));
        let categories: Vec<String> = self.categories.iter().map(|c| escaped(c)).filter(|c| !c.is_empty()).collect();
        if !categories.is_empty() {
            lines.write(&format!("CATEGORIES{language}:{}", categories.join(",")));
        }
        lines.write("END:VEVENT");
    }
}

/// The parameter that says the language of a text (section 3.2.10).
fn language(code: &str) -> String {
    let sound = !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if sound { format!(";LANGUAGE={code}") } else { String::new() }
}

/// A time in UTC (section 3.3.5, form 2).
fn instant(timestamp: Timestamp) -> String {
    timestamp.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value (section 3.3.11). Characters that break lines for some reader, as Unicode has several, become the
/// one that does for all; other control characters may not stand in one, except the tab.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_return = false;
    for c in text.chars() {
        match c {
            '\n' if after_return => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
        after_return = c == '\r';
    }
    out
}

/// Content lines being written (section 3.1).
struct Lines {
    bytes: Vec<u8>,
}

impl Lines {
    /// The octets that a line may have, without its end.
    const WIDTH: usize = 75;

    /// Writes a line, folded: what is too long goes on after a line break and a space, no character cut in two.
    fn write(&mut self, line: &str) {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > Self::WIDTH {
                self.bytes.extend(b"\r\n ");
                width = 1;
            }
            let mut octets = [0; 4];
            self.bytes.extend(c.encode_utf8(&mut octets).as_bytes());
            width += c.len_utf8();
        }
        self.bytes.extend(b"\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn event() -> Event {
        Event {
            uid: "drama:goblin@magazine.example".into(),
            stamp: "2026-11-20T09:00:00+09:00".parse().unwrap(),
            title: "Goblin".into(),
            description: None,
            url: None,
            location: None,
            when: When::Day { start: date(2026, 12, 31), end_inclusive: date(2026, 12, 31) },
            status: Status::Confirmed,
            categories: Vec::new(),
        }
    }

    fn calendar(event: Event) -> Calendar {
        Calendar {
            name: "Releases".into(),
            language: "en".into(),
            prodid: "-//Leitmotif//0.1.0//EN".into(),
            events: vec![event],
        }
    }

    fn written(event: Event) -> String {
        String::from_utf8(calendar(event).to_bytes()).unwrap()
    }

    /// The lines before they were folded.
    fn unfolded(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_whole_calendar() {
        let event = Event {
            title: "도깨비; a, b \\ c".into(),
            description: Some("One\r\ntwo\nthree\u{7}".into()),
            url: Some("https://magazine.example/드라마/".into()),
            location: Some("Seoul".into()),
            status: Status::Cancelled,
            categories: vec!["release, part".into(), String::new(), "drama".into()],
            ..event()
        };
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Leitmotif//0.1.0//EN",
            "CALSCALE:GREGORIAN",
            "NAME;LANGUAGE=en:Releases",
            "X-WR-CALNAME:Releases",
            "BEGIN:VEVENT",
            "UID:drama:goblin@magazine.example",
            "DTSTAMP:20261120T000000Z",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "TRANSP:TRANSPARENT",
            "SUMMARY;LANGUAGE=en:도깨비\\; a\\, b \\\\ c",
            "DESCRIPTION;LANGUAGE=en:One\\ntwo\\nthree",
            "LOCATION;LANGUAGE=en:Seoul",
            "URL:https://magazine.example/%EB%93%9C%EB%9D%BC%EB%A7%88/",
            "STATUS:CANCELLED",
            "CATEGORIES;LANGUAGE=en:release\\, part,drama",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        assert_eq!(unfolded(&written(event)), expected);
    }

    #[test]
    fn instants_are_in_utc() {
        let start = "2026-11-20T18:00:00+09:00".parse().unwrap();
        let later = "2026-11-20T20:30:00+09:00".parse().unwrap();
        let lines = |end| unfolded(&written(Event { when: When::Moment { start, end }, ..event() }));
        let with = lines(Some(later));
        assert!(with.contains(&"DTSTART:20261120T090000Z".to_owned()), "{with:?}");
        assert!(with.contains(&"DTEND:20261120T113000Z".to_owned()), "{with:?}");
        for end in [None, Some(start)] {
            assert!(!lines(end).iter().any(|line| line.starts_with("DTEND")));
        }
    }

    #[test]
    fn days_that_end_too_early_or_never() {
        let lines =
            |start, end_inclusive| unfolded(&written(Event { when: When::Day { start, end_inclusive }, ..event() }));
        let one = lines(date(2026, 2, 28), date(2026, 2, 1));
        assert!(one.contains(&"DTEND;VALUE=DATE:20260301".to_owned()), "{one:?}");
        assert!(!lines(date(9999, 12, 31), date(9999, 12, 31)).iter().any(|line| line.starts_with("DTEND")));
    }

    #[test]
    fn languages_that_are_none_are_left_out() {
        let calendar = Calendar { language: "en:X\r\n".into(), ..calendar(event()) };
        assert!(String::from_utf8(calendar.to_bytes()).unwrap().contains("\r\nSUMMARY:Goblin\r\n"));
    }

    proptest! {
        /// Whatever is typed, lines stay short and whole, and a reader gets the text back.
        #[test]
        fn any_text_can_be_read_again(text in "\\PC*|(\\PC|[\\n\\r\\t;,\\\\:\"]){0,200}|(.|\\p{Cc}){0,50}") {
            let file = written(Event {
                title: text.clone(),
                url: Some(format!("https://magazine.example/{text}")),
                ..event()
            });
            for line in file.split_terminator("\r\n") {
                prop_assert!(line.len() <= 75);
                prop_assert!(!line.contains(|c: char| c.is_control() && c != '\t'));
            }
            let lines = unfolded(&file);
            prop_assert_eq!(lines.len(), 17);
            let value = lines.iter().find_map(|line| line.strip_prefix("SUMMARY;LANGUAGE=en:")).unwrap();
            let mut read = String::new();
            let mut chars = value.chars();
            while let Some(c) = chars.next() {
                read.push(match c {
                    '\\' => match chars.next().unwrap() {
                        'n' => '\n',
                        other => other,
                    },
                    c => c,
                });
            }
            let broken = |c: char| matches!(c, '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
            let meant: String = text
                .replace("\r\n", "\n")
                .chars()
                .map(|c| if broken(c) { '\n' } else { c })
                .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
                .collect();
            prop_assert_eq!(read, meant);
        }
    }
}
