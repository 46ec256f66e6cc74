//! How long a track lasts.

/// A duration in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Length(pub u32);

impl Length {
    /// Reads `3:14`, `1:02:03`; minutes and seconds after the first colon have two digits below 60.
    ///
    /// # Errors
    /// Says in words what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let form = || "a length is minutes and seconds (`3:14`) or hours, minutes and seconds (`1:02:03`)".to_owned();
        let parts: Vec<&str> = text.split(':').collect();
        if !(2..=3).contains(&parts.len())
            || parts.iter().any(|p| p.is_empty() || p.len() > 4 || !p.bytes().all(|b| b.is_ascii_digit()))
        {
            return Err(form());
        }
        let mut seconds = 0u32;
        for (place, part) in parts.iter().enumerate() {
            let number: u32 = part.parse().map_err(|_| form())?;
            if place > 0 {
                if part.len() != 2 {
                    return Err(form());
                }
                if number > 59 {
                    return Err(format!(
                        "a minute has 60 seconds and an hour 60 minutes, so `{part}` cannot stand after a colon"
                    ));
                }
            }
            seconds = seconds * 60 + number;
        }
        if seconds == 0 {
            return Err("a track that lasts no time is not one; leave `length` out when it is not known".into());
        }
        Ok(Self(seconds))
    }

    /// Reads a moment from the beginning, which may be the beginning itself (`0:00`).
    ///
    /// # Errors
    /// Says in words what is wrong with the text.
    pub fn moment(text: &str) -> Result<Self, String> {
        let beginning = text.bytes().all(|b| matches!(b, b'0' | b':')) && text.matches(':').count() == 1;
        if beginning && text.ends_with(":00") {
            Ok(Self(0))
        } else {
            Self::parse(text).map_err(|it| it.replace("a length is", "a time is"))
        }
    }

    /// As people write it: `3:14`, `1:02:03`.
    pub fn text(self) -> String {
        let (hours, minutes, seconds) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
    }

    /// As an ISO 8601 duration: `PT3M14S`; the very beginning is `PT0S`.
    pub fn iso(self) -> String {
        let (hours, minutes, seconds) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        let mut text = String::from("PT");
        for (number, unit) in [(hours, 'H'), (minutes, 'M'), (seconds, 'S')] {
            if number > 0 || (self.0 == 0 && unit == 'S') {
                text.push_str(&number.to_string());
                text.push(unit);
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        assert_eq!(Length::parse("3:05").map(|l| (l.text(), l.iso())), Ok(("3:05".into(), "PT3M5S".into())));
        assert_eq!(Length::parse("1:02:03").map(|l| (l.text(), l.iso())), Ok(("1:02:03".into(), "PT1H2M3S".into())));
        assert_eq!(Length::parse("4:00").map(Length::iso), Ok("PT4M".into()));
        for wrong in ["3:65", "0:00", "3", "3:5", "a:10", "1:60:00", "", "1:2:3:4", "-1:00"] {
            assert!(Length::parse(wrong).is_err(), "{wrong}");
        }
    }
}
