//! The line of a run: through weeks that follow each other, and never across a week off the chart.

use super::scale::Scale;
use super::{ACROSS, tenths, time};
use std::fmt::Write;

/// The path data of a run, in the stretched frame.
pub(super) struct Line {
    /// Two weeks or more in a row.
    runs: String,
    /// Weeks with nothing before and nothing after: lines without length, whose round ends are dots.
    lone: String,
    /// Weeks in a row at number one.
    pub(super) tops: String,
}

impl Line {
    /// Draws the places of as many weeks as there are slots.
    pub(super) fn of(places: &[Option<u32>], slots: usize, scale: &Scale) -> Self {
        let at = |slot: usize| place(places, slot);
        let x = |slot: usize| tenths(time::middle(slot, slots) * ACROSS / 1000);
        let mut line = Self { runs: String::new(), lone: String::new(), tops: String::new() };
        for (first, last) in spans(slots, |slot| at(slot).is_some()) {
            if first == last {
                let _ = write!(line.lone, "M{} {}h0", x(first), tenths(scale.y(at(first).unwrap_or(1))));
                continue;
            }
            for slot in first..=last {
                let here = at(slot);
                // A week between two at the same place bends nothing.
                if slot > first && slot < last && at(slot - 1) == here && at(slot + 1) == here {
                    continue;
                }
                let letter = if slot == first { 'M' } else { 'L' };
                let _ = write!(line.runs, "{letter}{} {}", x(slot), tenths(scale.y(here.unwrap_or(1))));
            }
        }
        for (first, last) in spans(slots, |slot| at(slot) == Some(1)) {
            let _ = write!(line.tops, "M{} 0H{}", x(first), x(last));
        }
        line
    }

    /// Writes the paths; `dashes` is an attribute of the line, or nothing.
    pub(super) fn write(&self, out: &mut String, dashes: &str) {
        if !self.runs.is_empty() {
            let runs = &self.runs;
            let _ = write!(out, r#"<path class="plot-line" d="{runs}" fill="none" stroke="currentColor"{dashes}/>"#);
        }
        if !self.lone.is_empty() {
            let lone = &self.lone;
            let _ = write!(
                out,
                r#"<path class="plot-lone" d="{lone}" fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round"/>"#
            );
        }
    }
}

/// First and last of all slots in a row of which something is true.
pub(super) fn spans(slots: usize, is: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for slot in (0..slots).filter(|slot| is(*slot)) {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == slot => *last = slot,
            _ => spans.push((slot, slot)),
        }
    }
    spans
}

/// Slots with a place, and the place.
pub(super) fn points(places: &[Option<u32>], slots: usize) -> impl Iterator<Item = (usize, u32)> {
    (0..slots).filter_map(|slot| place(places, slot).map(|place| (slot, place)))
}

/// The place in a slot. There is no place 0.
fn place(places: &[Option<u32>], slot: usize) -> Option<u32> {
    places.get(slot).copied().flatten().filter(|place| *place > 0)
}
