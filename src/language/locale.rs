//! Dates, numbers, lists, plurals and order as a language has them, from CLDR by way of ICU4X.

use super::initial::{Initial, initial};
use crate::model::{PartialDate, fold};
use icu_calendar::{Date, Gregorian};
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_datetime::fieldsets::{M, MD, T, Y, YM, YMD};
use icu_datetime::input::Time;
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::options::DecimalFormatterOptions;
use icu_list::ListFormatter;
use icu_list::options::{ListFormatterOptions, ListLength};
use icu_locale::{Direction, LocaleDirectionality, LocaleExpander};
use icu_locale_core::Locale as Tag;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};
use std::fmt;

type Days<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// The customs of one language or region.
///
/// What CLDR does not know of a locale it takes from the next one up: `de-AT` from `de`, an unknown one from the
/// root. Every date is of the Gregorian calendar, which is the one that people type.
pub struct Locale {
    code: String,
    /// Nothing only if CLDR's data were not compiled in; then values are written as machines write them.
    customs: Option<Customs>,
}

struct Customs {
    day: Days<YMD>,
    month: Days<YM>,
    month_alone: Days<M>,
    year: Days<Y>,
    short_day: Days<MD>,
    short_month: Days<YM>,
    short_date: Days<YMD>,
    time: NoCalendarFormatter<T>,
    plurals: PluralRules,
    decimal: DecimalFormatter,
    all_of: ListFormatter,
    units: ListFormatter,
    order: CollatorBorrowed<'static>,
    /// The same, but for letters only: without case, marks and width.
    letters: CollatorBorrowed<'static>,
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({})", self.code)
    }
}

impl Locale {
    /// The customs of a BCP 47 tag; nothing for what is no tag.
    pub fn new(code: &str) -> Option<Self> {
        let tag = Tag::try_from_str(code).ok()?;
        Some(Self { code: code.to_owned(), customs: Customs::of(&tag) })
    }

    /// The same, and for what is no tag the customs of no language in particular.
    pub fn or_root(code: &str) -> Self {
        Self::new(code).unwrap_or_else(|| Self { code: code.to_owned(), customs: Customs::of(&Tag::UNKNOWN) })
    }

    /// Its language and region as `ko_KR`; a region that is not said is the one where most of its speakers live.
    pub fn with_region(&self) -> Option<String> {
        let mut tag = Tag::try_from_str(&self.code).ok()?.id;
        LocaleExpander::new_extended().maximize(&mut tag);
        Some(format!("{}_{}", tag.language, tag.region?))
    }

    /// Whether its script runs from right to left, as Arabic and Hebrew do.
    pub fn right_to_left(&self) -> bool {
        let tag = Tag::try_from_str(&self.code).unwrap_or(Tag::UNKNOWN);
        LocaleDirectionality::new_extended().get(&tag.id) == Some(Direction::RightToLeft)
    }

    /// The tag that it was made of.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// A value as the customs have it, else as machines have it.
    fn written<T>(
        &self,
        value: Option<T>,
        write: impl FnOnce(&Customs, &T) -> String,
        plain: impl fmt::Display,
    ) -> String {
        match (&self.customs, &value) {
            (Some(customs), Some(value)) => write(customs, value),
            _ => plain.to_string(),
        }
    }

    /// A date in words, as far as it is known: "16 August 2025", "2025년 8월".
    pub fn date(&self, date: PartialDate) -> String {
        let write = |it: &Customs, first: &Date<Gregorian>| match date {
            PartialDate::Day(_) => it.day.format(first).to_string(),
            PartialDate::Month(..) => it.month.format(first).to_string(),
            PartialDate::Year(_) => it.year.format(first).to_string(),
        };
        self.written(gregorian(date.first_day()), write, date.iso())
    }

    /// A month of a known year: "August", "8월".
    pub fn month(&self, date: jiff::civil::Date) -> String {
        self.written(gregorian(date), |it, date| it.month_alone.format(date).to_string(), date.strftime("%m"))
    }

    /// A day of a known year in few letters: "16 Aug", "8월 16일".
    pub fn short_day(&self, date: jiff::civil::Date) -> String {
        self.written(gregorian(date), |it, date| it.short_day.format(date).to_string(), date)
    }

    /// A day in few letters: "16 Aug 2025", "2025. 8. 16.".
    pub fn short_date(&self, date: jiff::civil::Date) -> String {
        self.written(gregorian(date), |it, date| it.short_date.format(date).to_string(), date)
    }

    /// A month and its year in few letters: "Aug 2025", "2025년 8월".
    pub fn short_month(&self, date: jiff::civil::Date) -> String {
        let write = |it: &Customs, date: &Date<Gregorian>| {
            let short = it.short_month.format(date).to_string();
            // Figures alone (`2025/8`) would read as a fraction.
            if short.chars().any(char::is_alphabetic) { short } else { it.month.format(date).to_string() }
        };
        self.written(gregorian(date), write, date.strftime("%Y-%m"))
    }

    /// A time of day: "09:30", "9:30 AM", "오전 9:30".
    pub fn time(&self, time: jiff::civil::Time) -> String {
        let (hour, minute) = (u8::try_from(time.hour()), u8::try_from(time.minute()));
        let known = hour.ok().zip(minute.ok()).and_then(|(hour, minute)| Time::try_new(hour, minute, 0, 0).ok());
        self.written(known, |it, time| it.time.format(time).to_string(), time.strftime("%H:%M"))
    }

    /// Which form of a word a number takes: a category of CLDR, "one" or "other" in English.
    pub fn plural(&self, n: usize) -> &'static str {
        match self.customs.as_ref().map(|it| it.plurals.category_for(n)) {
            Some(PluralCategory::Zero) => "zero",
            Some(PluralCategory::One) => "one",
            Some(PluralCategory::Two) => "two",
            Some(PluralCategory::Few) => "few",
            Some(PluralCategory::Many) => "many",
            Some(PluralCategory::Other) | None => "other",
        }
    }

    /// The forms that words take in it beside numbers of the size that a magazine counts. French, Spanish and others
    /// have one more, for millions.
    pub fn plurals(&self) -> Vec<&'static str> {
        let all = [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 20, 21, 100, 1_000];
        let mut forms: Vec<_> = all.into_iter().map(|n| self.plural(n)).collect();
        forms.sort_unstable();
        forms.dedup();
        forms
    }

    /// A number with its groups of digits: "20,000".
    pub fn number(&self, n: usize) -> String {
        self.written(Some(n), |it, n| it.decimal.format(&icu_decimal::input::Decimal::from(*n)).to_string(), n)
    }

    /// Several words as one phrase: "A, B and C", "A, B 및 C".
    pub fn list<'a>(&self, parts: impl Iterator<Item = &'a str> + Clone) -> String {
        let plain = parts.clone().collect::<Vec<_>>().join(", ");
        self.written(Some(parts), |it, parts| it.all_of.format_to_string(parts.clone()), plain)
    }

    /// What divides the names of an enumeration, such as a row of credits: a comma as the language writes it (`, ` or
    /// `、`).
    pub fn comma(&self) -> String {
        // A character that stands in no pattern of a list. Between the first two of three stands no word for "and".
        const NAME: &str = "\u{FFFC}";
        let three = self.written(Some([NAME; 3]), |it, names| it.all_of.format_to_string(names.iter()), "");
        three.split(NAME).nth(1).unwrap_or(", ").to_owned()
    }

    /// Several measures as one: "1 hour, 2 minutes", "1시간 2분".
    pub fn measures<'a>(&self, parts: impl Iterator<Item = &'a str> + Clone) -> String {
        let plain = parts.clone().collect::<Vec<_>>().join(" ");
        self.written(Some(parts), |it, parts| it.units.format_to_string(parts.clone()), plain)
    }

    /// Bytes whose order is that of names in this language (UTS #10, tailored by CLDR): Hangul before Latin letters in
    /// Korean, "Éclat" beside "Eclat" in English. Signs before the first letter or digit do not count.
    pub fn sort_key(&self, name: &str) -> Vec<u8> {
        let mut key = Vec::new();
        let name =
            Some(name.trim_start_matches(|c: char| !c.is_alphanumeric())).filter(|it| !it.is_empty()).unwrap_or(name);
        match &self.customs {
            Some(it) => {
                // A Vec takes every byte, so nothing can fail here.
                let Ok(()) = it.order.write_sort_key_to(name, &mut key);
            }
            None => key.extend(fold(name).bytes()),
        }
        key
    }

    /// Whether names in Han come first in it: in Chinese.
    pub fn begins_with_han(&self) -> bool {
        matches!(self.code.split('-').next(), Some("zh" | "yue"))
    }

    /// Where a name stands in an index: Øystein under O, where the language has no letter Ø of its own.
    pub fn initial(&self, name: &str) -> Initial {
        // Nothing that begins with a letter sorts after that letter and this character (UTS #35, part 5, section 1.4).
        const LAST: char = '\u{FFFF}';
        initial(name, |first, letter| {
            let (mut one, mut other) = ([0; 4], [0; 4]);
            let (first, alone) = (first.encode_utf8(&mut one), letter.encode_utf8(&mut other));
            self.customs.as_ref().is_some_and(|it| {
                it.letters.compare(first, alone).is_ge()
                    && it.letters.compare(first, &format!("{letter}{LAST}")).is_lt()
            })
        })
    }
}

impl Customs {
    fn of(tag: &Tag) -> Option<Self> {
        let list = |length| ListFormatterOptions::default().with_length(length);
        let mut letters = CollatorOptions::default();
        letters.strength = Some(Strength::Primary);
        Some(Self {
            day: Days::try_new(tag.into(), YMD::long()).ok()?,
            month: Days::try_new(tag.into(), YM::long()).ok()?,
            month_alone: Days::try_new(tag.into(), M::long()).ok()?,
            year: Days::try_new(tag.into(), Y::long()).ok()?,
            short_day: Days::try_new(tag.into(), MD::medium()).ok()?,
            short_month: Days::try_new(tag.into(), YM::medium()).ok()?,
            short_date: Days::try_new(tag.into(), YMD::medium()).ok()?,
            time: NoCalendarFormatter::try_new(tag.into(), T::hm()).ok()?,
            plurals: PluralRules::try_new(tag.into(), PluralRulesOptions::default()).ok()?,
            decimal: DecimalFormatter::try_new(tag.into(), DecimalFormatterOptions::default()).ok()?,
            all_of: ListFormatter::try_new_and(tag.into(), list(ListLength::Wide)).ok()?,
            units: ListFormatter::try_new_unit(tag.into(), list(ListLength::Short)).ok()?,
            order: CollatorBorrowed::try_new(CollatorPreferences::from(tag), CollatorOptions::default()).ok()?,
            letters: CollatorBorrowed::try_new(CollatorPreferences::from(tag), letters).ok()?,
        })
    }
}

fn gregorian(date: jiff::civil::Date) -> Option<Date<Gregorian>> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Date::try_new_gregorian(i32::from(date.year()), month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn locale(code: &str) -> Locale {
        Locale::new(code).unwrap()
    }

    #[test]
    fn scripts_run_as_those_who_write_them_do() {
        for (code, right_to_left) in [
            ("en", false),
            ("ko", false),
            ("ar", true),
            ("he-IL", true),
            ("ur", true),
            ("uz-Arab", true),
            ("uz", false),
        ] {
            assert_eq!(locale(code).right_to_left(), right_to_left, "{code}");
        }
    }

    #[test]
    fn dates_are_written_as_a_language_writes_them() {
        let day = PartialDate::Day(date(2025, 8, 16));
        for (code, whole, month, short, short_month) in [
            ("en", "August 16, 2025", "August 2025", "Aug 16", "Aug 2025"),
            ("en-GB", "16 August 2025", "August 2025", "16 Aug", "Aug 2025"),
            ("ko", "2025년 8월 16일", "2025년 8월", "8월 16일", "2025년 8월"),
            ("ja", "2025年8月16日", "2025年8月", "8月16日", "2025年8月"),
            ("de-AT", "16. August 2025", "August 2025", "16. Aug.", "August 2025"),
            ("fr", "16 août 2025", "août 2025", "16 août", "août 2025"),
        ] {
            let it = locale(code);
            assert_eq!(it.date(day), whole);
            assert_eq!(it.date(PartialDate::Month(2025, 8)), month);
            assert_eq!(it.short_day(date(2025, 8, 16)), short);
            assert_eq!(it.short_month(date(2025, 8, 16)), short_month);
        }
        // Thailand counts years otherwise; what was typed is of the Gregorian calendar, and says so.
        assert_eq!(locale("th").date(day), "16 สิงหาคม ค.ศ. 2025");
        assert_eq!(locale("ko").date(PartialDate::Year(2012)), "2012년");
        assert_eq!(locale("en").date(PartialDate::Year(2012)), "2012");
    }

    #[test]
    fn times_numbers_lists_and_plurals_follow_the_language() {
        assert_eq!(locale("en-GB").time(time(9, 30, 0, 0)), "09:30");
        assert_eq!(locale("ko").time(time(21, 5, 0, 0)), "오후 9:05");
        assert_eq!(locale("en").number(1_234_567), "1,234,567");
        assert_eq!(locale("de").number(1_234_567), "1.234.567");
        let names = ["A", "B", "C"];
        assert_eq!(locale("en").list(names.into_iter()), "A, B, and C");
        assert_eq!(locale("en-GB").list(names.into_iter()), "A, B and C");
        assert_eq!(locale("ko").list(names.into_iter()), "A, B 및 C");
        assert_eq!(["en", "ko", "ja"].map(|code| locale(code).comma()), [", ", ", ", "、"]);
        assert_eq!(locale("ko").measures(["1시간", "2분"].into_iter()), "1시간 2분");
        let forms = |code: &str| [0, 1, 2, 5, 21].map(|n| locale(code).plural(n));
        assert_eq!(forms("en"), ["other", "one", "other", "other", "other"]);
        assert_eq!(forms("ko"), ["other"; 5]);
        assert_eq!(forms("ru"), ["many", "one", "few", "many", "one"]);
        assert_eq!(forms("fr"), ["one", "one", "other", "other", "other"]);
    }

    #[test]
    fn names_stand_in_the_order_of_their_language() {
        let sorted = |code: &str, mut names: Vec<&'static str>| {
            let it = locale(code);
            names.sort_by_cached_key(|name| it.sort_key(name));
            names
        };
        let names = vec!["하나", "Zebra", "가나", "éclair", "Eclat", "까치", "9와 숫자들", "2026", "나비", "apple"];
        assert_eq!(
            sorted("ko", names.clone()),
            ["2026", "9와 숫자들", "가나", "까치", "나비", "하나", "apple", "éclair", "Eclat", "Zebra"]
        );
        assert_eq!(
            sorted("en", names),
            ["2026", "9와 숫자들", "apple", "éclair", "Eclat", "Zebra", "가나", "까치", "나비", "하나"]
        );
    }

    #[test]
    fn names_stand_under_their_first_letter() {
        let label = |code: &str, name: &str| locale(code).initial(name).label();
        for (name, expected) in [
            ("가을", "ㄱ"),
            ("까치", "ㄱ"),
            ("빌보드", "ㅂ"),
            ("쓸쓸하고 찬란하神", "ㅅ"),
            ("힣", "ㅎ"),
            ("\u{1103}\u{1169}", "ㄷ"),
            ("\u{1112}", "ㅎ"),
            ("ㅋㅋ", "ㅋ"),
            ("ㄲ", "ㄱ"),
            ("「골든」", "ㄱ"),
            ("éclair", "E"),
            ("iu", "I"),
            ("Øystein", "O"),
            ("Ænima", "A"),
            ("Łona", "L"),
            ("Ａlpha", "A"),
            ("2NE1", "0–9"),
            ("Ωmega", "Ω"),
            ("カカオ", "か"),
            ("ガラス", "か"),
            ("ｱ", "あ"),
            ("鬼怪", "漢"),
            ("!!!", "#"),
            ("", "#"),
        ] {
            assert_eq!(label("en", name), expected, "{name}");
            assert_eq!(label("ko", name), expected, "{name}");
        }
        // Languages that have a letter of their own there.
        assert_eq!((label("da", "Øystein"), label("pl", "Łona")), ("Ø".to_owned(), "Ł".to_owned()));
    }

    #[test]
    fn what_is_no_tag_has_no_customs_and_an_unknown_tag_those_of_the_root() {
        assert!(Locale::new("not a tag").is_none());
        assert_eq!(locale("qaa").number(1234), "1,234");
    }
}
