//! Runs on a chart, drawn: places over time as one inline SVG, number one on the top line.
//!
//! [`Plot`] holds everything the drawing says and [`Plot::svg`] draws it. Nothing is asked of the rest of the crate,
//! of a script or of the clock, and all arithmetic is in integers: the same plot is always the same bytes.
//!
//! A drawing that is scaled scales its lettering too: what is legible in a wide column is too small on a telephone.
//! So nothing here is scaled as a whole. Lengths down are CSS pixels, lengths across are percentages, and only the
//! lines are in a frame ([`ACROSS`] wide) that is stretched. Lettering keeps its size in every column, and the
//! stylesheet shows more dates where there is more room ([`time`]).
//!
//! 100 % across is the field between the axes, which begins a [`GUTTER`] to the right. The stylesheet makes the
//! drawing narrower by that and by what may stand after the end (`.plot` has it as padding). Colours are the
//! stylesheet's, too. Without one the drawing is somewhat narrow, and all in the colour of the text.

mod legend;
mod lettering;
mod line;
mod scale;
#[cfg(test)]
mod tests;
mod time;

use legend::Look;
use lettering::clean;
use scale::Scale;
use std::fmt::Write;

/// One edition of the chart on the time axis.
#[derive(Debug, Clone)]
pub struct Slot {
    /// The publisher's date, `2025-08-16`.
    pub iso: String,
    /// The date in words, in the page's language.
    pub text: String,
    /// What stands below the axis; it should tell the year where the axis goes beyond one.
    pub short: String,
    /// Whether this edition is stored. If not, that nobody stands in it says nothing.
    pub known: bool,
}

/// One run.
#[derive(Debug, Clone)]
pub struct Series {
    /// What ran.
    pub name: String,
    /// The name's language, when it is not the page's.
    pub lang: Option<String>,
    /// Beside the slots: where it stood, from 1; nothing when it was off the chart or nothing is known.
    pub places: Vec<Option<u32>>,
    /// Best place. It is marked where it is first reached; nothing marks nothing.
    pub peak: Option<u32>,
}

/// What the drawing says, in the page's language.
#[derive(Debug, Clone)]
pub struct Texts {
    /// The name of the drawing.
    pub title: String,
    /// What there is to see, for who cannot see it.
    pub description: String,
    /// What the axis counts: `Place`.
    pub axis: String,
    /// `Peak {n}`.
    pub peak: String,
    /// What is said of editions that are not stored.
    pub no_data: String,
}

/// Runs on one chart, side by side.
#[derive(Debug, Clone)]
pub struct Plot {
    /// Begins every id in the drawing, so it is the only one of its page.
    pub id: String,
    /// Places of the chart.
    pub size: u32,
    /// Editions, oldest first.
    pub slots: Vec<Slot>,
    /// Runs. Six can be told apart well.
    pub series: Vec<Series>,
    /// What is said.
    pub texts: Texts,
}

/// Width of the frame in which lines are drawn, stretched to the column.
const ACROSS: u64 = 1000;
/// Pixels left of the field, for the numbers of places.
const GUTTER: u64 = 32;
/// Pixels above the field: what the axis counts.
const HEAD: u64 = 28;
/// More pixels above the field, for the label of a peak near the top.
const OVER: u64 = 12;
/// Pixels below the field: dates.
const FOOT: u64 = 24;
/// Size of the lettering, in pixels. `.plot` in the stylesheet has the same.
const LETTERS: u64 = 12;
/// More editions than this and one run's weeks are a line without notes.
const NOTES: usize = 60;
/// More editions than this and notes need a wide column.
const NOTES_NARROW: usize = 30;

impl Plot {
    /// Draws.
    pub fn svg(&self) -> String {
        let places = self.series.iter().flat_map(|series| line::points(&series.places, self.slots.len()));
        let scale = Scale::new(self.size, self.series.len(), places.map(|(_, place)| place));
        let id = lettering::id(&self.id);
        let many = self.series.len() > 1;
        let rows = if many { legend::rows(&self.series, &self.texts.peak) } else { Vec::new() };
        let over = self.series.iter().filter_map(|series| series.peak).any(|peak| !many && scale.y(peak) < 300);
        let head = HEAD + if over { OVER } else { 0 };
        let top = legend::height(&rows) + head;
        let height = top + scale.height + FOOT;
        let kind = if many { "plot-many" } else { "plot-one" };
        let dense = if self.slots.len() > NOTES { " plot-dense" } else { "" };

        let mut out = format!(
            r#"<svg class="plot {kind}{dense}" width="85%" height="{height}" overflow="visible" font-size="{LETTERS}" fill="currentColor" role="img" aria-labelledby="{id}-title" aria-describedby="{id}-desc"><title id="{id}-title">{}</title><desc id="{id}-desc">{}</desc>"#,
            clean(&self.texts.title),
            clean(&self.texts.description),
        );
        self.definitions(&mut out, &id);
        legend::draw(&mut out, &rows, &id);
        let _ =
            write!(out, r#"<text class="plot-axis" y="{}">{}</text>"#, top - head + LETTERS, clean(&self.texts.axis));
        out.push_str(r#"<g class="plot-places" text-anchor="end">"#);
        for place in scale.ticks() {
            let y = top * 10 + scale.y(place) + 40;
            let _ = write!(out, r#"<text x="{}" y="{}">{place}</text>"#, GUTTER - 8, tenths(y));
        }
        out.push_str("</g>");
        let _ = write!(out, r#"<g class="plot-field" transform="translate({GUTTER} {top})">"#);
        self.field(&mut out, &id, &scale);
        out.push_str("</g></svg>");
        out
    }

    /// What is drawn more than once: the hatching and the marks.
    fn definitions(&self, out: &mut String, id: &str) {
        let mut defined = String::new();
        if self.slots.iter().any(|slot| !slot.known) {
            let _ = write!(
                defined,
                r#"<pattern id="{id}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="plot-hatch" d="M0 0v5" stroke="currentColor"/></pattern>"#
            );
        }
        if self.series.len() > 1 {
            for shape in 0..self.series.len().min(legend::SHAPES) {
                legend::define(&mut defined, id, shape);
            }
        }
        if !defined.is_empty() {
            let _ = write!(out, "<defs>{defined}</defs>");
        }
    }

    /// Everything between the axes, and the dates below.
    fn field(&self, out: &mut String, id: &str, scale: &Scale) {
        let slots = self.slots.len();
        for (first, last) in line::spans(slots, |slot| !self.slots[slot].known) {
            let (from, to) = (time::edge(first, slots), time::edge(last + 1, slots));
            let _ = write!(
                out,
                r#"<rect class="plot-unknown" x="{}%" width="{}%" height="{}" fill="url(#{id}-hatch)"><title>{}: {}"#,
                hundredths(from),
                hundredths(to - from),
                scale.height,
                clean(&self.texts.no_data),
                clean(&self.slots[first].text),
            );
            if first < last {
                let _ = write!(out, " – {}", clean(&self.slots[last].text));
            }
            out.push_str("</title></rect>");
        }
        let mut grid = String::new();
        for place in scale.ticks() {
            let _ = write!(grid, "M0 {}h{ACROSS}", tenths(scale.y(place)));
        }
        stretched(
            out,
            scale,
            &format!(r#"<path class="plot-grid" d="{grid}" fill="none" stroke="currentColor" stroke-opacity=".3"/>"#),
        );
        time::draw(out, &self.slots, scale.height);
        for (n, series) in self.series.iter().enumerate() {
            if self.series.len() > 1 {
                self.one_of_many(out, id, scale, n, series);
            } else {
                self.only(out, scale, series);
            }
        }
    }

    /// The only run: weeks are notes, weeks at number one are underlined in the one colour, the peak is labelled.
    fn only(&self, out: &mut String, scale: &Scale, series: &Series) {
        let slots = self.slots.len();
        let drawn = line::Line::of(&series.places, slots, scale);
        let mut lines = String::new();
        if !drawn.tops.is_empty() {
            let _ = write!(lines, r#"<path class="plot-tops" d="{}" fill="none"/>"#, drawn.tops);
        }
        drawn.write(&mut lines, "");
        stretched(out, scale, &lines);
        let peak = first_at_peak(series, slots);
        if slots <= NOTES {
            let rare = if slots > NOTES_NARROW { " plot-wide" } else { "" };
            let _ = write!(out, r#"<g class="plot-notes{rare}">"#);
            for (slot, place) in line::points(&series.places, slots).filter(|(slot, _)| Some(*slot) != peak) {
                self.disc(out, scale, "plot-note", 3, (slot, place), None);
            }
            out.push_str("</g>");
        }
        let (Some(slot), Some(place)) = (peak, series.peak) else { return };
        self.disc(out, scale, "plot-peak", 6, (slot, place), None);
        let label = self.texts.peak.replace("{n}", &place.to_string());
        let anchor = time::anchor(slot, slots, lettering::width(&label));
        let _ = write!(
            out,
            r#"<text class="plot-label" x="{}%" y="{}"{anchor}>{}</text>"#,
            hundredths(time::middle(slot, slots)),
            // Above the note. Number one is at the top of the field, so this alone may stand in the head.
            signed_tenths(scale.y(place), 110),
            clean(&label),
        );
    }

    /// A run among others: its own mark, dashes and colour; the place of its peak is in the legend.
    fn one_of_many(&self, out: &mut String, id: &str, scale: &Scale, n: usize, series: &Series) {
        let slots = self.slots.len();
        let look = Look::of(n);
        let drawn = line::Line::of(&series.places, slots, scale);
        let mut lines = String::new();
        drawn.write(&mut lines, &look.dashes());
        let _ = write!(out, r#"<g class="plot-run plot-run-{}">"#, look.colour);
        stretched(out, scale, &lines);
        let peak = first_at_peak(series, slots);
        let marked = legend::marked(&series.places, slots, n, self.series.len());
        for (slot, place) in marked.into_iter().filter(|(slot, _)| Some(*slot) != peak) {
            let _ = write!(
                out,
                r##"<use href="#{id}-mark-{}" x="{}%" y="{}"/>"##,
                look.shape,
                hundredths(time::middle(slot, slots)),
                tenths(scale.y(place)),
            );
        }
        if let (Some(slot), Some(place)) = (peak, series.peak) {
            self.disc(out, scale, "plot-peak", 7, (slot, place), Some(series));
            let (x, y) = (hundredths(time::middle(slot, slots)), tenths(scale.y(place)));
            let _ = write!(out, r##"<use class="plot-at-peak" href="#{id}-mark-{}" x="{x}%" y="{y}"/>"##, look.shape);
        }
        out.push_str("</g>");
    }

    /// A round note at a slot and place, which it tells to a pointer.
    fn disc(&self, out: &mut String, scale: &Scale, class: &str, r: u8, at: (usize, u32), of: Option<&Series>) {
        let (slot, place) = at;
        let x = hundredths(time::middle(slot, self.slots.len()));
        let y = tenths(scale.y(place));
        // A peak is a ring where nothing colours it, so that a mark in it is seen.
        let ring = if class == "plot-peak" { r#" fill="none" stroke="currentColor""# } else { "" };
        let _ = write!(out, r#"<circle class="{class}" cx="{x}%" cy="{y}" r="{r}"{ring}><title>"#);
        if let Some(series) = of {
            let _ = write!(out, "{} · ", clean(&series.name));
        }
        let _ = write!(out, "{} · {place}</title></circle>", clean(&self.slots[slot].text));
    }
}

/// Where a run first reached its peak, if that is in the drawing.
fn first_at_peak(series: &Series, slots: usize) -> Option<usize> {
    line::points(&series.places, slots).find(|(_, place)| Some(*place) == series.peak).map(|(slot, _)| slot)
}

/// Puts lines into the frame that is stretched over the field.
fn stretched(out: &mut String, scale: &Scale, lines: &str) {
    let height = scale.height;
    if !lines.is_empty() {
        let lines = lines.replace("<path ", r#"<path vector-effect="non-scaling-stroke" "#);
        let _ = write!(
            out,
            r#"<svg viewBox="0 0 {ACROSS} {height}" width="100%" height="{height}" preserveAspectRatio="none" overflow="visible">{lines}</svg>"#
        );
    }
}

/// A number of tenths, as short as it goes.
fn tenths(n: u64) -> String {
    if n.is_multiple_of(10) { (n / 10).to_string() } else { format!("{}.{}", n / 10, n % 10) }
}

/// Tenths less some tenths: below zero is above the field.
fn signed_tenths(n: u64, less: u64) -> String {
    if n < less { format!("-{}", tenths(less - n)) } else { tenths(n - less) }
}

/// A number of hundredths, as short as it goes.
fn hundredths(n: u64) -> String {
    if n.is_multiple_of(10) { tenths(n / 10) } else { format!("{}.{:02}", n / 100, n % 100) }
}
