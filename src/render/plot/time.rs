//! Where an edition is across, and which editions have their date below the axis.
//!
//! How wide the drawing will be is not known when it is made. So dates are chosen for three widths ([`WIDTHS`]), and
//! each date has a class for the widths in which it is shown; the stylesheet asks its container. Without a stylesheet
//! the dates of the narrowest are shown.

use super::lettering::{clean, width};
use super::{GUTTER, Slot, hundredths};
use std::fmt::Write;

/// The narrowest fields for which dates are chosen, in pixels: a telephone of 320, and columns of 480 and 720, less
/// the gutter and the end. The container queries of `.plot` in the stylesheet have the same columns.
const WIDTHS: [(u64, &str); 3] = [(236, "plot-s"), (432, "plot-m"), (672, "plot-l")];
/// Free pixels between two dates.
const GAP: u64 = 14;
/// Pixels right of the field into which a label may reach.
const END: u64 = 12;
/// More editions than this and dates stand where months or years begin.
const COUNTED: usize = 60;

/// The middle of an edition's part of the axis, in hundredths of a percent.
pub(super) fn middle(slot: usize, slots: usize) -> u64 {
    (2 * slot as u64 + 1) * 10_000 / (2 * slots.max(1) as u64)
}

/// Where an edition's part begins, in hundredths of a percent.
pub(super) fn edge(slot: usize, slots: usize) -> u64 {
    slot as u64 * 10_000 / slots.max(1) as u64
}

/// How a label of a width in pixels is aligned at an edition, as an attribute: centred, if it then stays within.
pub(super) fn anchor(slot: usize, slots: usize, label: u64) -> &'static str {
    let field = WIDTHS[0].0;
    let x = middle(slot, slots) * field / 10_000;
    if x + GUTTER < label / 2 {
        ""
    } else if x + label / 2 > field + END {
        r#" text-anchor="end""#
    } else {
        r#" text-anchor="middle""#
    }
}

/// Writes the dates below a field of a height in pixels.
pub(super) fn draw(out: &mut String, slots: &[Slot], height: u64) {
    let chosen = WIDTHS.map(|(field, _)| choose(slots, field));
    let mut all: Vec<usize> = chosen.concat();
    all.sort_unstable();
    all.dedup();
    out.push_str(r#"<g class="plot-dates">"#);
    for slot in all {
        let shown = chosen.each_ref().map(|ticks| ticks.contains(&slot));
        let classes: Vec<&str> = WIDTHS.iter().zip(shown).filter(|(_, shown)| *shown).map(|((_, c), _)| *c).collect();
        let hidden = if shown[0] { "" } else { r#" display="none""# };
        let label = &slots[slot].short;
        let x = hundredths(middle(slot, slots.len()));
        let anchor = anchor(slot, slots.len(), width(label));
        let _ = write!(
            out,
            r#"<g class="{}"{hidden}><line x1="{x}%" x2="{x}%" y1="{height}" y2="{}" stroke="currentColor"/><text x="{x}%" y="{}"{anchor}>{}</text></g>"#,
            classes.join(" "),
            height + 5,
            height + 19,
            clean(label)
        );
    }
    out.push_str("</g>");
}

/// The most editions whose dates stand side by side in a field of a width, at even distances.
fn choose(slots: &[Slot], field: u64) -> Vec<usize> {
    if slots.len() > COUNTED {
        for months in [1, 3, 6, 12, 24, 36, 60, 120] {
            let mut ticks = beginnings(slots, months);
            if ticks.len() < 2 {
                break;
            }
            if fit(slots, &ticks, field) {
                ticks.insert(0, 0);
                if !fit(slots, &ticks[..2], field) {
                    ticks.remove(0);
                }
                return ticks;
            }
        }
    }
    let widest = slots.iter().map(|slot| width(&slot.short)).max().unwrap_or_default();
    let least = ((widest / 2 + GAP) * slots.len() as u64 / field).max(1);
    let mut step = usize::try_from(least).unwrap_or(usize::MAX);
    loop {
        let ticks: Vec<usize> = (0..slots.len()).step_by(step).collect();
        if fit(slots, &ticks, field) {
            return ticks;
        }
        step += 1;
    }
}

/// Editions that are the first of their so many months.
fn beginnings(slots: &[Slot], months: u32) -> Vec<usize> {
    let Some(periods) = slots.iter().map(|slot| month(&slot.iso).map(|n| n / months)).collect::<Option<Vec<u32>>>()
    else {
        return Vec::new();
    };
    (1..slots.len()).filter(|slot| periods[*slot] != periods[slot - 1]).collect()
}

/// Months since the year 0.
fn month(iso: &str) -> Option<u32> {
    let (year, rest) = iso.split_once('-')?;
    let month: u32 = rest.split('-').next()?.parse().ok()?;
    year.parse::<u32>().ok().filter(|year| *year < 10_000)?.checked_mul(12)?.checked_add(month.checked_sub(1)?)
}

/// Whether there is a gap between all dates.
fn fit(slots: &[Slot], ticks: &[usize], field: u64) -> bool {
    let ends = |slot: usize| {
        let label = width(&slots[slot].short);
        // Counted from the drawing's left edge, so that nothing is below zero.
        let x = GUTTER + middle(slot, slots.len()) * field / 10_000;
        match anchor(slot, slots.len(), label) {
            "" => (x, x + label),
            end if end.contains("end") => (x.saturating_sub(label), x),
            _ => (x.saturating_sub(label / 2), x + label / 2),
        }
    };
    ticks.windows(2).all(|pair| ends(pair[0]).1 + GAP <= ends(pair[1]).0)
}
