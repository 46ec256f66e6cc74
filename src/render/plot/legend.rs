//! What tells several runs apart: a mark, dashes and a colour for each, and the list that says whose they are.
//!
//! Each of the three is enough alone, so that nothing hangs on seeing colours, on print or on a forced palette.

use super::lettering::{clean, two_lines, width};
use super::{LETTERS, Series, line};
use std::fmt::Write;

/// Different marks, dashes, and colours.
pub(super) const SHAPES: usize = 6;
/// Path data around the middle, and whether the mark is filled, open or only lines.
const MARKS: [(&str, &str); SHAPES] = [
    ("M-3.8 0a3.8 3.8 0 1 0 7.6 0a3.8 3.8 0 1 0-7.6 0z", "full"),
    ("M-3.4-3.4h6.8v6.8h-6.8z", "open"),
    ("M0-4.8L4.6 3.4h-9.2z", "full"),
    ("M0-4.9L4.9 0 0 4.9-4.9 0z", "open"),
    ("M-3.6-3.6L3.6 3.6M-3.6 3.6L3.6-3.6", "bare"),
    ("M0 4.8L4.6-3.4h-9.2z", "open"),
];
/// Pixels of line and pause; nothing is an unbroken line.
const DASHES: [&str; SHAPES] = ["", "7 3", "2 3", "10 3 2 3", "4 2", "14 4"];
/// Pixels across for names: a column of 286, less the sample of the line.
const ROOM: u64 = 244;
/// Pixels across for the sample of the line.
const SAMPLE: u64 = 30;
/// Pixels from line to line of one name.
const LEADING: u64 = 15;
/// Pixels from name to name.
const ROW: u64 = 19;
/// Marks along one line, at most.
const ALONG: usize = 14;

/// How one run of several is drawn.
pub(super) struct Look {
    /// Which mark.
    pub(super) shape: usize,
    /// Which of the stylesheet's colours, from 1.
    pub(super) colour: usize,
    dashes: &'static str,
}

impl Look {
    /// The look of the n-th run, from 0. After six the marks come again with other dashes.
    pub(super) fn of(n: usize) -> Self {
        let shape = n % SHAPES;
        Self { shape, colour: shape + 1, dashes: DASHES[(n + n / SHAPES) % SHAPES] }
    }

    /// The dashes, as an attribute.
    pub(super) fn dashes(&self) -> String {
        if self.dashes.is_empty() { String::new() } else { format!(r#" stroke-dasharray="{}""#, self.dashes) }
    }
}

/// One run in the list.
pub(super) struct Row {
    look: Look,
    lines: Vec<String>,
    lang: Option<String>,
    peak: Option<String>,
}

/// The list: names and peaks.
pub(super) fn rows(series: &[Series], peak: &str) -> Vec<Row> {
    let row = |(n, series): (usize, &Series)| {
        let peak = series.peak.map(|place| peak.replace("{n}", &place.to_string()));
        let kept = peak.as_ref().map_or(0, |peak| width(peak) + 10);
        Row { look: Look::of(n), lines: two_lines(&series.name, ROOM, kept), lang: series.lang.clone(), peak }
    };
    series.iter().enumerate().map(row).collect()
}

/// Height of the list, in pixels.
pub(super) fn height(rows: &[Row]) -> u64 {
    let lines = |row: &Row| row.lines.len().max(1) as u64 - 1;
    let all: u64 = rows.iter().map(|row| ROW + LEADING * lines(row)).sum();
    if rows.is_empty() { 0 } else { all + 6 }
}

/// Writes the list, from the top of the drawing.
pub(super) fn draw(out: &mut String, rows: &[Row], id: &str) {
    let mut top = 0;
    for row in rows {
        let middle = top + ROW / 2;
        let _ = write!(
            out,
            r##"<g class="plot-run plot-run-{}"><line class="plot-line" x2="{SAMPLE}" y1="{middle}" y2="{middle}" stroke="currentColor"{}/><use href="#{id}-mark-{}" x="{}" y="{middle}"/></g><text class="plot-name">"##,
            row.look.colour,
            row.look.dashes(),
            row.look.shape,
            SAMPLE / 2,
        );
        let lang = row.lang.as_ref().map(|lang| format!(r#" lang="{}""#, clean(lang))).unwrap_or_default();
        for (n, line) in (0_u64..).zip(&row.lines) {
            let y = middle + LETTERS / 3 + n * LEADING;
            let _ = write!(out, r#"<tspan x="{}" y="{y}"{lang}>{}</tspan>"#, SAMPLE + 8, clean(line));
        }
        if let Some(peak) = &row.peak {
            let _ = write!(out, r#"<tspan class="plot-quiet" dx="10">{}</tspan>"#, clean(peak));
        }
        out.push_str("</text>");
        top += ROW + LEADING * (row.lines.len().max(1) as u64 - 1);
    }
}

/// Writes the definition of a mark.
pub(super) fn define(out: &mut String, id: &str, shape: usize) {
    let (data, kind) = MARKS[shape];
    let fill = if kind == "full" { "currentColor" } else { "none" };
    let _ = write!(
        out,
        r#"<path id="{id}-mark-{shape}" class="plot-mark plot-mark-{kind}" d="{data}" fill="{fill}" stroke="currentColor"/>"#
    );
}

/// Points of the n-th of some runs that carry its mark: all of a short run; of a long one so few that the line is
/// still seen, and not at the same weeks as the other runs.
pub(super) fn marked(places: &[Option<u32>], slots: usize, n: usize, of: usize) -> Vec<(usize, u32)> {
    let all: Vec<(usize, u32)> = line::points(places, slots).collect();
    let step = slots.div_ceil(ALONG).max(1);
    let offset = n * step / of.max(1);
    // The line's end has one, because that is where a reader asks whose it is.
    let last = all.last().copied();
    let mut marked: Vec<(usize, u32)> =
        all.into_iter().filter(|(slot, _)| (slot + step - offset).is_multiple_of(step)).collect();
    if let Some(last) = last {
        // One beside it would be in the way.
        while marked.last().is_some_and(|(slot, _)| last.0 - slot < step.div_ceil(2)) {
            marked.pop();
        }
        marked.push(last);
    }
    marked
}
