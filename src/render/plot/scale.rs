//! Which place is how far down: number one on the top line, and a sensible number on the bottom one.

/// Places to pixels. Linear, so that a fall of ten places is as deep wherever it begins.
pub(super) struct Scale {
    /// The place on the bottom line.
    bottom: u32,
    /// Places between lines.
    step: u32,
    /// Height of the field, in pixels.
    pub(super) height: u64,
}

/// Bottom lines and the places between lines, for the first hundred; ten times as much for each ten times.
/// Most have five lines, as a stave has.
const ENDS: [(u32, u32); 8] = [(15, 5), (20, 5), (25, 5), (30, 10), (40, 10), (50, 10), (75, 25), (100, 25)];

impl Scale {
    /// A scale for some places of some runs on a chart. It ends soon after the worst of them, so that a run at the top of a long
    /// chart is not a line along the upper edge, and not beyond the chart. Lines that cross need more height.
    pub(super) fn new(size: u32, runs: usize, places: impl Iterator<Item = u32>) -> Self {
        let worst = places.max().unwrap_or(size.min(10)).max(1);
        let (end, step) = ends(worst);
        // A place beyond the chart is a fault of the data; it is drawn nevertheless.
        let bottom = end.min(size.max(worst));
        Self {
            bottom,
            step,
            height: if runs > 1 {
                208
            } else if bottom <= 5 {
                120
            } else {
                168
            },
        }
    }

    /// Places that get a line and their number, best first. Number one is always there.
    pub(super) fn ticks(&self) -> Vec<u32> {
        let mut ticks = vec![1];
        let steps = (1..).map_while(|n| self.step.checked_mul(n)).take_while(|place| *place < self.bottom);
        // The bottom line has its number; one just above it has not.
        ticks.extend(steps.filter(|place| *place > 1 && self.bottom - place > self.step / 2));
        if self.bottom > 1 {
            ticks.push(self.bottom);
        }
        ticks
    }

    /// How far down a place is, in tenths of a pixel.
    pub(super) fn y(&self, place: u32) -> u64 {
        let (place, bottom) = (u64::from(place.clamp(1, self.bottom)), u64::from(self.bottom));
        if bottom == 1 { 0 } else { ((place - 1) * self.height * 20 + bottom - 1) / (2 * (bottom - 1)) }
    }
}

fn ends(worst: u32) -> (u32, u32) {
    match worst {
        ..=5 => return (5, 1),
        6..=10 => return (10, 5),
        _ => {}
    }
    let mut times = 1;
    loop {
        for (end, step) in ENDS {
            let end = end.saturating_mul(times);
            if worst <= end {
                return (end, step.saturating_mul(times));
            }
        }
        times = times.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    fn ticks(size: u32, places: &[u32]) -> Vec<u32> {
        Scale::new(size, 1, places.iter().copied()).ticks()
    }

    #[test]
    fn the_axis_fits_the_run_and_not_the_chart() {
        assert_eq!(ticks(100, &[1, 1]), [1, 2, 3, 4, 5]);
        assert_eq!(ticks(100, &[1, 8]), [1, 5, 10]);
        assert_eq!(ticks(100, &[4, 19]), [1, 5, 10, 15, 20]);
        assert_eq!(ticks(100, &[3, 33]), [1, 10, 20, 30, 40]);
        assert_eq!(ticks(100, &[3, 88]), [1, 25, 50, 75, 100]);
        assert_eq!(ticks(200, &[101]), [1, 50, 100, 150]);
    }

    #[test]
    fn the_axis_ends_with_the_chart() {
        assert_eq!(ticks(1, &[1]), [1]);
        assert_eq!(ticks(3, &[2]), [1, 2, 3]);
        assert_eq!(ticks(12, &[11]), [1, 5, 12]);
        assert_eq!(ticks(40, &[35]), [1, 10, 20, 30, 40]);
        assert_eq!(ticks(100, &[]), [1, 5, 10]);
    }

    #[test]
    fn a_place_beyond_the_chart_is_drawn() {
        assert_eq!(ticks(10, &[12]), [1, 5, 12]);
        assert_eq!(ticks(0, &[]), [1]);
        assert_eq!(ticks(100, &[u32::MAX]).last(), Some(&u32::MAX));
    }
}
