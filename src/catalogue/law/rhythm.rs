//! The weeks of a chart follow its rhythm: a date out of it is likely a slip in a file's name.

use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Chart, ChartWeek, Interval};
use jiff::civil::Date;

pub(super) fn laws(catalogue: &Catalogue) -> Vec<Diagnostic> {
    // The rhythm of a chart that could not be read is not known.
    catalogue.charts.iter().filter(|it| it.record.sound).flat_map(chart).collect()
}

/// Whether two dates can be editions of one chart: whole weeks apart, on one day of the month, of the year. A month
/// that lacks the day has its last one instead.
fn fits(interval: Interval, a: Date, b: Date) -> bool {
    let last = |date: Date| date == date.last_of_month();
    let shortened = |a: Date, b: Date| last(a) && a.day() < b.day();
    match interval {
        Interval::Daily => true,
        Interval::Weekly => (b - a).get_days() % 7 == 0,
        Interval::Monthly => a.day() == b.day() || (last(a) && last(b)) || shortened(a, b) || shortened(b, a),
        Interval::Yearly => a.month() == b.month() && (a.day() == b.day() || (last(a) && last(b))),
    }
}

/// Each week out of the rhythm once. A publisher that changes its day for good is told once, at the change.
fn chart(chart: &Chart) -> Vec<Diagnostic> {
    let weeks = &chart.weeks;
    let fits = |a: usize, b: usize| match (weeks.get(a), weeks.get(b)) {
        (Some(a), Some(b)) => fits(chart.interval, a.date, b.date),
        _ => false,
    };
    let mut found = Vec::new();
    let mut before = 0;
    for here in 1..weeks.len() {
        let odd = if fits(before, here) {
            None
        } else if here == 1 && fits(1, 2) {
            // The first one stands alone against those after it.
            Some((0, 1))
        } else {
            Some((here, before))
        };
        // A single one that is out is stepped over; after a lasting change the new rhythm counts.
        if odd.is_none_or(|(odd, _)| odd != here || !fits(before, here + 1)) {
            before = here;
        }
        if let Some((odd, other)) = odd
            && let (Some(odd), Some(other)) = (weeks.get(odd), weeks.get(other))
        {
            found.push(tell(chart, odd, other));
        }
    }
    found
}

fn tell(chart: &Chart, odd: &ChartWeek, other: &ChartWeek) -> Diagnostic {
    let name = &chart.record.names.plain;
    let days = (odd.date - other.date).get_days();
    let way = if days < 0 { "before" } else { "after" };
    let message = format!(
        "{} is out of the rhythm of {name}: {} day{} {way} {}",
        odd.date,
        days.abs(),
        if days.abs() == 1 { "" } else { "s" },
        other.date
    );
    let rhythm = match chart.interval {
        Interval::Weekly => "7 days",
        Interval::Monthly => "month, on the same day",
        Interval::Yearly => "year, on the same day",
        Interval::Daily => "day",
    };
    let usual =
        nearest_fit(chart.interval, other.date, odd.date).map(|date| format!("; is it {date}? then rename the file"));
    Diagnostic::warning(Code::ChartRhythm, odd.span, message)
        .also(other.span, "the week beside it")
        .help(format!("it appears every {rhythm}{}", usual.unwrap_or_default()))
}

/// The date nearest to `date` that fits `known`.
fn nearest_fit(interval: Interval, known: Date, date: Date) -> Option<Date> {
    let near = (1..=180i64).flat_map(|days| [days, -days]);
    near.filter_map(|days| date.checked_add(jiff::Span::new().days(days)).ok())
        .find(|date| fits(interval, known, *date))
}
