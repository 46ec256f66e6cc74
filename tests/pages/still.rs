//! Nothing moves by itself when pictures and scripts come.

use crate::host::Host;
use crate::seen::{View, WIDTHS};
use crate::{Faults, Part};
use std::time::Duration;

pub const PARTS: &[Part] = &[Part { name: "still", look, at: |_| true, every_theme: true }];

/// How late what a page asks for is. A browser that is short of time paints what it has read of a page, and what it reads
/// then (a row that makes a column wider) moves what was painted. That is not what is asked here: such a look is made
/// again, with style sheets that come later, for before them nothing is painted.
const LATE: [Duration; 3] = [Duration::from_millis(150), Duration::from_secs(1), Duration::from_secs(6)];

fn look(view: &View) -> Faults {
    view.wishes(&[]);
    let mut faults = Faults::new();
    for width in [WIDTHS[0], WIDTHS[2]] {
        view.wide(width);
        faults.extend(shifts(view, width));
    }
    faults
}

fn shifts(view: &View, width: u32) -> Faults {
    let mut found = Faults::new();
    for late in LATE {
        let host = Host::start(&view.built.output, late);
        view.load_from(&host);
        found = view.faults(&format!("{width} px"), "gate.shifts()");
        if found.is_empty() || view.browser.value("gate.readBeforePaint()") == true {
            break;
        }
    }
    found
}
