//! A reviewer's rating: a number on a scale, or words.

use crate::source::Span;

/// From the worst to the best that can be given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The worst.
    pub worst: f64,
    /// The best.
    pub best: f64,
}

impl Scale {
    /// What is meant where nothing is stated: none to five.
    pub const USUAL: Scale = Scale { worst: 0.0, best: 5.0 };
}

/// A rating as an author states it.
#[derive(Debug, Clone, PartialEq)]
pub enum Rating {
    /// A number.
    On {
        /// The number.
        value: f64,
        /// The scale that it is on.
        scale: Scale,
    },
    /// Words: "must hear".
    Words(String),
}

/// A rating as written, before its scale is known.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedRating {
    /// What is stated.
    pub of: StatedValue,
    /// Where it is written.
    pub span: Span,
}

/// What a rating states.
#[derive(Debug, Clone, PartialEq)]
pub enum StatedValue {
    /// A number, with as much of its scale as is stated.
    Number {
        /// The number.
        value: f64,
        /// The worst that can be given.
        worst: Option<f64>,
        /// The best.
        best: Option<f64>,
    },
    /// Words.
    Words(String),
}

/// A number without a fraction that says nothing: `4`, `4.5`.
pub fn plain_number(number: f64) -> String {
    format!("{}", (number * 100.0).round() / 100.0)
}

/// Reads `4`, `4.5`, `4/5`, `8 / 10` and `★★★★☆` (with `½` for half a star); anything else is words.
pub fn stated(text: &str) -> StatedValue {
    let text = text.trim();
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|n| n.is_finite());
    if text.contains('★') && text.chars().all(|c| matches!(c, '★' | '☆' | '½')) {
        let count = |sign| u16::try_from(text.chars().filter(|c| *c == sign).count()).map_or(0.0, f64::from);
        let (full, empty, half) = (count('★'), count('☆'), count('½'));
        // A row without empty stars does not say how many there could be.
        let best = (empty > 0.0).then_some(full + empty + half);
        return StatedValue::Number { value: full + half / 2.0, worst: None, best };
    }
    let parts = match text.split_once('/') {
        Some((value, best)) => number(value).zip(number(best)).map(|(value, best)| (value, Some(best))),
        None => number(text).map(|value| (value, None)),
    };
    match parts {
        Some((value, best)) => StatedValue::Number { value, worst: None, best },
        None => StatedValue::Words(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{StatedValue, stated};

    #[test]
    fn ratings_are_read_as_people_write_them() {
        let on = |value, best| StatedValue::Number { value, worst: None, best };
        assert_eq!(stated("4/5"), on(4.0, Some(5.0)));
        assert_eq!(stated(" 8.5 / 10 "), on(8.5, Some(10.0)));
        assert_eq!(stated("4.5"), on(4.5, None));
        assert_eq!(stated("★★★☆☆"), on(3.0, Some(5.0)));
        assert_eq!(stated("★★★½☆"), on(3.5, Some(5.0)));
        assert_eq!(stated("★★★★"), on(4.0, None));
        for words in ["Must hear", "4/", "/5", "NaN", "a/b", "½"] {
            assert_eq!(stated(words), StatedValue::Words(words.to_owned()), "{words}");
        }
    }
}
