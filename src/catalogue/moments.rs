//! The moments of an article: when it comes out and goes, and that they are in their order.

use super::link::Linker;
use crate::diagnostic::{Code, Diagnostic};
use crate::fields;
use crate::model::{Moment, Withheld};
use crate::parse::article::ArticleMatter;
use crate::source::{Span, Spanned};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

/// A moment as written: with its own offset, else in `zone`; a day is its midnight.
pub(super) fn instant(date: &fields::Date, zone: &TimeZone) -> Timestamp {
    let civil = date.day.to_datetime(date.time.unwrap_or_default());
    let stated = date.offset.and_then(|minutes| Offset::from_seconds(i32::from(minutes) * 60).ok());
    let zone = stated.map_or_else(|| zone.clone(), TimeZone::fixed);
    zone.to_ambiguous_timestamp(civil).compatible().unwrap_or(Timestamp::UNIX_EPOCH)
}

/// That a time of day was passed over: clocks were put forward on that day in `zone`.
pub(super) fn passed_over(key: &str, date: &Spanned<fields::Date>, zone: &TimeZone) -> Option<Diagnostic> {
    let civil = date.value.day.to_datetime(date.value.time.filter(|_| date.value.offset.is_none())?);
    let moment = zone.to_ambiguous_zoned(civil);
    if !matches!(moment.offset(), AmbiguousOffset::Gap { .. }) {
        return None;
    }
    let later = moment.compatible().ok()?.datetime();
    let place = zone.iana_name().unwrap_or("this time zone");
    let it = Diagnostic::error(Code::BadDate, date.span, format!("`{civil}` does not exist in {place}"));
    Some(it.help(format!("clocks were put forward past it; write `{key} = {later}`")))
}

/// A moment as an article or its original states it, and whose it is.
struct Stated<'a> {
    of: &'a Spanned<fields::Date>,
    own: bool,
}

/// What an article states itself, else what its original does.
fn stated<'a>(own: Option<&'a Spanned<fields::Date>>, base: Option<&'a Spanned<fields::Date>>) -> Option<Stated<'a>> {
    own.map(|of| Stated { of, own: true }).or_else(|| base.map(|of| Stated { of, own: false }))
}

impl Linker<'_> {
    /// A day begins at midnight in the site's time zone; an offset, when stated, counts instead.
    pub(super) fn moment(&self, date: &Spanned<fields::Date>) -> Moment {
        let zone = &self.config.timezone;
        let instant = instant(&date.value, zone);
        let day = if date.value.offset.is_some() { instant.to_zoned(zone.clone()).date() } else { date.value.day };
        Moment { instant, date: day }
    }

    /// Why a build leaves it out that is not asked for drafts and what is to come.
    pub(super) fn state(&self, own: &ArticleMatter, base: &ArticleMatter, date: Option<Moment>) -> Option<Withheld> {
        let now = self.showing.now;
        if own.draft.unwrap_or(false) || base.draft.unwrap_or(false) {
            return Some(Withheld::Draft);
        }
        let later = |d: &Option<Spanned<fields::Date>>| d.as_ref().map(|d| self.moment(d));
        if let Some(end) = later(&own.expires).or_else(|| later(&base.expires)).filter(|end| end.instant <= now) {
            return Some(Withheld::Expired(end));
        }
        if let Some(end) = later(&own.embargo).or_else(|| later(&base.embargo)).filter(|end| end.instant > now) {
            return Some(Withheld::Embargoed(end));
        }
        date.filter(|d| d.instant > now).map(Withheld::Scheduled)
    }

    /// When an article comes out and when it goes, as far as that is to come.
    pub(super) fn to_come(
        &self,
        own: &ArticleMatter,
        base: &ArticleMatter,
        date: Option<Moment>,
    ) -> (Option<Moment>, Option<Moment>) {
        let stated = |own: &Option<_>, base: &Option<_>| own.as_ref().or(base.as_ref()).map(|d| self.moment(d));
        let to_come = |moment: &Moment| moment.instant > self.showing.now;
        let comes = date.into_iter().chain(stated(&own.embargo, &base.embargo)).max_by_key(|it| it.instant);
        (comes.filter(to_come), stated(&own.expires, &base.expires).filter(to_come))
    }

    /// When an article was last reviewed: not before it was there, and not in days to come.
    pub(super) fn reviewed(&mut self, own: &ArticleMatter, date: Option<&Spanned<fields::Date>>) -> Option<Date> {
        let stated = own.reviewed.as_ref()?;
        let day = self.moment(stated).date;
        let today = self.showing.now.to_zoned(self.config.timezone.clone()).date();
        let written = date.map(|date| (self.moment(date).date, date.span)).filter(|(written, _)| day < *written);
        if let Some((written, span)) = written {
            let message = format!("the article was reviewed on {day}, before its date, {written}");
            self.diagnostics.push(
                Diagnostic::error(Code::DateOrder, stated.span, message)
                    .also(span, "the article's date")
                    .help("correct one of the two dates, or take `reviewed` away"),
            );
        } else if day > today {
            let message = format!("the article was reviewed on {day}, which is to come");
            // The moment of a run decides only what is withheld, so it is no error.
            self.diagnostics.push(
                Diagnostic::warning(Code::DateOrder, stated.span, message)
                    .help(format!("write the day on which someone read it: `reviewed = {today}`")),
            );
        }
        Some(day)
    }

    /// The first moment to come of those that decide whether an article is withheld.
    pub(super) fn turns(&self, own: &ArticleMatter, base: &ArticleMatter, date: Option<Moment>) -> Option<Timestamp> {
        let stated = |own: &Option<_>, base: &Option<_>| own.as_ref().or(base.as_ref()).map(|d| self.moment(d));
        let moments = [date, stated(&own.embargo, &base.embargo), stated(&own.expires, &base.expires)];
        moments.into_iter().flatten().map(|moment| moment.instant).filter(|instant| *instant > self.showing.now).min()
    }

    /// Reports moments of an article that cannot follow each other. What an original alone states is told there.
    pub(super) fn moments_in_order(&mut self, own: &ArticleMatter, base: &ArticleMatter) {
        let date = stated(own.date.as_ref(), base.date.as_ref());
        let expires = stated(own.expires.as_ref(), base.expires.as_ref());
        let embargo = stated(own.embargo.as_ref(), base.embargo.as_ref());
        let own_moments = [
            ("date", &own.date),
            ("updated", &own.updated),
            ("reviewed", &own.reviewed),
            ("embargo", &own.embargo),
            ("expires", &own.expires),
        ];
        let own_moments = own_moments.into_iter().filter_map(|(key, date)| Some((key, date.as_ref()?)));
        let mut found: Vec<Diagnostic> =
            own_moments.filter_map(|(key, date)| passed_over(key, date, &self.config.timezone)).collect();
        if let (Some(date), Some(updated)) = (&date, &own.updated)
            && self.before(updated, date.of)
        {
            let it =
                Diagnostic::error(Code::DateOrder, updated.span, "this article was updated before it was published");
            let it = it.also(date.of.span, "published here");
            found.push(it.help("correct one of the two dates, or take `updated` away"));
        }
        if let Some(end) = &expires {
            let begins = [
                (&date, "this article would expire before it is published", "published here"),
                (&embargo, "the embargo would end after the article has expired", "it expires here"),
            ];
            for (n, (begin, message, label)) in begins.into_iter().enumerate() {
                let Some(begin) = begin.as_ref().filter(|begin| begin.own || end.own) else { continue };
                if instant(&begin.of.value, &self.config.timezone) < instant(&end.of.value, &self.config.timezone) {
                    continue;
                }
                let (place, other) = if n == 0 { (end.of.span, begin.of.span) } else { (begin.of.span, end.of.span) };
                let it = Diagnostic::error(Code::DateOrder, place, message).also(other, label);
                found.push(it.help("nobody would ever see it; correct one of the two"));
            }
        }
        found.extend(self.changes_to_come(own, date.as_ref().map(|date| date.of)));
        found.extend(self.corrections_in_order(own, date.map(|date| date.of)));
        self.diagnostics.append(&mut found);
    }

    /// Changes of an article that is out, on days to come: feeds and the sitemap would say that it is from the future.
    fn changes_to_come(&self, own: &ArticleMatter, date: Option<&Spanned<fields::Date>>) -> Vec<Diagnostic> {
        let now = self.showing.now;
        if date.is_none_or(|date| self.moment(date).instant > now) {
            return Vec::new();
        }
        let today = now.to_zoned(self.config.timezone.clone()).date();
        let updated = own.updated.iter().map(|made| ("updated", "updated", made));
        let corrected = own.corrections.iter().map(|(made, _)| ("corrected", "date", made));
        let to_come = updated.chain(corrected).filter(|(_, _, made)| self.moment(made).date > today);
        // The moment of a run decides only what is withheld, so it is no error.
        let told = to_come.map(|(what, key, made)| {
            let message = format!("the article was {what} on {}, which is to come", self.moment(made).date);
            Diagnostic::warning(Code::DateOrder, made.span, message)
                .help(format!("write the day on which it was {what}: `{key} = {today}`"))
        });
        told.collect()
    }

    /// Corrections are written in the order in which they were made, after the article came out.
    fn corrections_in_order(&self, own: &ArticleMatter, date: Option<&Spanned<fields::Date>>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut last: Option<&Spanned<fields::Date>> = None;
        for (made, _) in &own.corrections {
            let fault = |message: &str, other: Span, label: &str| {
                Diagnostic::error(Code::DateOrder, made.span, message).also(other, label)
            };
            if let Some(date) = date.filter(|date| self.before(made, date)) {
                let it = fault("this was corrected before the article was published", date.span, "published here");
                found.push(it.help("correct one of the two dates"));
            } else if let Some(before) = last.filter(|before| self.before(made, before)) {
                let it = fault("this correction is older than the one before it", before.span, "the one before it");
                found.push(it.help("write corrections in the order of their dates, the oldest first"));
            }
            last = Some(made);
        }
        found
    }

    /// Whether one moment comes before another. Where one of them has no time, days are compared.
    fn before(&self, one: &Spanned<fields::Date>, other: &Spanned<fields::Date>) -> bool {
        if one.value.time.is_some() && other.value.time.is_some() {
            let zone = &self.config.timezone;
            return instant(&one.value, zone) < instant(&other.value, zone);
        }
        self.moment(one).date < self.moment(other).date
    }
}
