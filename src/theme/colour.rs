//! Colours that an operator sets: read as CSS reads them, and whether they can be read on what they stand on.

use lightningcss::traits::Parse;
use lightningcss::values::color::{CssColor, RGBA};

/// A colour of sRGB, a byte for each part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour {
    red: u8,
    green: u8,
    blue: u8,
    alpha: u8,
}

impl Colour {
    /// Black.
    pub const BLACK: Self = Self { red: 0, green: 0, blue: 0, alpha: 255 };

    /// A colour of CSS: `#ffd60a`, `gold`, `rgb(…)`, `oklch(…)`. Nothing for those that only a page knows.
    pub fn parse(text: &str) -> Option<Self> {
        let colour = CssColor::parse_string(text.trim()).ok()?;
        if matches!(colour, CssColor::CurrentColor | CssColor::LightDark(..) | CssColor::System(_)) {
            return None;
        }
        let RGBA { red, green, blue, alpha } = RGBA::try_from(&colour).ok()?;
        Some(Self { red, green, blue, alpha })
    }

    /// As style sheets and templates have it: `#ffd60a`.
    pub fn text(self) -> String {
        let Self { red, green, blue, alpha } = self;
        let tail = if alpha == 255 { String::new() } else { format!("{alpha:02x}") };
        format!("#{red:02x}{green:02x}{blue:02x}{tail}")
    }

    /// Whether something shows through it.
    pub fn is_clear(self) -> bool {
        self.alpha < 255
    }

    /// Relative luminance: WCAG 2.2, "relative luminance" (<https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>).
    fn luminance(self) -> f64 {
        let part = |byte: u8| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(self.red) + 0.7152 * part(self.green) + 0.0722 * part(self.blue)
    }

    /// From 1 to 21: WCAG 2.2, "contrast ratio" (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The colour nearest to this one, towards white or black, for which something holds.
    pub fn towards(self, holds: impl Fn(Self) -> bool) -> Option<Self> {
        let mixed = |end: u8, share: u8| {
            let part = |byte: u8| {
                let (from, to, share) = (u32::from(byte), u32::from(end), u32::from(share));
                u8::try_from((from * (100 - share) + to * share + 50) / 100).unwrap_or(end)
            };
            Self { red: part(self.red), green: part(self.green), blue: part(self.blue), alpha: self.alpha }
        };
        (1..=100).flat_map(|share| [mixed(255, share), mixed(0, share)]).find(|colour| holds(*colour))
    }
}

/// A contrast as people write it, never rounded up: `4.49`.
pub(super) fn ratio(contrast: f64) -> String {
    let text = format!("{:.2}", (contrast * 100.0).floor() / 100.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Colour, ratio};

    #[test]
    fn contrasts_are_those_of_wcag() {
        let colour = |text| Colour::parse(text).unwrap();
        for (one, two, expected) in [
            ("#000", "#fff", "21"),
            ("#fff", "#fff", "1"),
            // The example of the understanding documents: the lightest grey that is enough on white, and the next.
            ("#767676", "white", "4.54"),
            ("#777777", "white", "4.47"),
            ("#ffd60a", "#111214", "13.27"),
            ("rgb(255 0 0)", "hsl(0 0% 100%)", "3.99"),
        ] {
            assert_eq!(ratio(colour(one).contrast(colour(two))), expected, "{one} on {two}");
            assert_eq!(ratio(colour(two).contrast(colour(one))), expected, "{two} on {one}");
        }
    }

    #[test]
    fn colours_are_those_of_css() {
        for (typed, text) in
            [("gold", Some("#ffd700")), ("#FD0", Some("#ffdd00")), ("#ffd60a80", Some("#ffd60a80")), ("golden", None)]
        {
            assert_eq!(Colour::parse(typed).map(Colour::text).as_deref(), text, "{typed}");
        }
        for typed in ["currentColor", "light-dark(red, blue)", "Canvas", "", "red; x"] {
            assert_eq!(Colour::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_nearest_that_can_be_read_is_found() {
        let ink = Colour::parse("#111214").unwrap();
        let found = Colour::parse("#553300").unwrap().towards(|it| it.contrast(ink) >= 4.5).unwrap();
        assert!(found.contrast(ink) >= 4.5 && found.contrast(ink) < 4.7, "{}", found.text());
    }
}
